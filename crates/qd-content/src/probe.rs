//! What an enum of orders or events offers, asked of its own `Deserialize`: so lists of kinds and fields are never
//! written twice.

use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, VariantAccess, Visitor,
};
use std::fmt;

/// What was found, carried out of serde as an error.
#[derive(Debug)]
enum Found {
    Words(&'static [&'static str]),
    Nothing,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}
impl std::error::Error for Found {}
impl de::Error for Found {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self::Nothing
    }
}

/// Follows `path` through the variants of a type, to the words that come next.
#[derive(Clone, Copy)]
struct Probe<'a> {
    path: &'a [&'a str],
}

/// The variants of `T`, or of the variant at `path`; the fields of a struct-like variant at the end of it.
pub(crate) fn words<'de, T: Deserialize<'de>>(path: &'de [&'de str]) -> &'static [&'static str] {
    match T::deserialize(Probe { path }) {
        Err(Found::Words(words)) => words,
        _ => &[],
    }
}

impl<'de> Deserializer<'de> for Probe<'de> {
    type Error = Found;
    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Found> {
        Err(Found::Nothing)
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Found> {
        Err(Found::Words(fields))
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Found> {
        if self.path.is_empty() { Err(Found::Words(variants)) } else { visitor.visit_enum(self) }
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Probe<'de> {
    type Error = Found;
    type Variant = Self;
    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Found> {
        let word: de::value::StrDeserializer<'_, Found> = self.path[0].into_deserializer();
        Ok((seed.deserialize(word)?, Self { path: &self.path[1..] }))
    }
}

impl<'de> VariantAccess<'de> for Probe<'de> {
    type Error = Found;
    fn unit_variant(self) -> Result<(), Found> {
        Err(Found::Nothing)
    }
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Found> {
        seed.deserialize(self)
    }
    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, _visitor: V) -> Result<V::Value, Found> {
        Err(Found::Nothing)
    }
    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Found> {
        Err(Found::Words(fields))
    }
}
