//! Serde over a [`Node`] tree. Errors know the node they stand at, so that `read` can report them in place, mend
//! the tree with a [`Value::Hole`] and read on: all problems of a file come out at once.

use crate::tree::{Node, Value};
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use std::fmt;

/// What kind of error, as far as mending differs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A required key is absent.
    Missing(&'static str),
    /// A key that does not exist.
    UnknownKey(String, &'static [&'static str]),
    /// A word that is none of a closed list.
    UnknownWord(String, &'static [&'static str]),
    /// Anything else: a wrong type, a number out of range.
    Wrong(String),
}

/// A problem at a node.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Error {
    /// What kind.
    pub(crate) kind: Kind,
    /// Node it stands at.
    pub(crate) node: Option<u32>,
}

impl Error {
    fn of(kind: Kind) -> Self {
        Self { kind, node: None }
    }
    fn at(mut self, node: &Node) -> Self {
        self.node.get_or_insert(node.id);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kind)
    }
}

impl std::error::Error for Error {}

/// What is expected, in the words of whoever writes the file instead of the program's types.
fn plain(expected: &dyn Expected) -> String {
    match expected.to_string().as_str() {
        "f64" | "f32" => "a number".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number that is not negative".to_owned(),
        "i8" | "i16" | "i32" | "i64" => "a whole number".to_owned(),
        "a boolean" => "true or false".to_owned(),
        other => other.to_owned(),
    }
}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::of(Kind::Wrong(message.to_string()))
    }
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::of(Kind::Wrong(format!("{found} where {} is expected", plain(expected))))
    }
    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::of(Kind::Wrong(format!("{found} is out of range: {} is expected", plain(expected))))
    }
    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::of(Kind::UnknownWord(variant.to_owned(), expected))
    }
    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::of(Kind::UnknownKey(field.to_owned(), expected))
    }
    fn missing_field(field: &'static str) -> Self {
        Self::of(Kind::Missing(field))
    }
}

/// Reads one node.
#[derive(Clone, Copy)]
pub(crate) struct De<'a>(pub(crate) &'a Node);

/// Number types: a hole reads as zero.
macro_rules! numbers {
    ($($deserialize:ident => $visit:ident),*) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.0.value {
                Value::Hole => visitor.$visit(Default::default()).map_err(|error: Error| error.at(self.0)),
                _ => self.deserialize_any(visitor),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for De<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let node = self.0;
        let read = match &node.value {
            Value::Table(entries) => visitor.visit_map(Entries { table: node, entries, at: 0, flat: false }),
            Value::List(rows) => visitor.visit_seq(Rows(rows.iter())),
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::Int(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Bool(truth) => visitor.visit_bool(*truth),
            Value::Hole => visitor.visit_unit(),
        };
        read.map_err(|error| error.at(node))
    }

    numbers! {
        deserialize_bool => visit_bool, deserialize_i8 => visit_i8, deserialize_i16 => visit_i16,
        deserialize_i32 => visit_i32, deserialize_i64 => visit_i64, deserialize_u8 => visit_u8,
        deserialize_u16 => visit_u16, deserialize_u32 => visit_u32, deserialize_u64 => visit_u64,
        deserialize_f32 => visit_f32, deserialize_f64 => visit_f64, deserialize_str => visit_str,
        deserialize_string => visit_string
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.value {
            Value::Hole => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.value {
            Value::Hole => visitor.visit_seq(Rows([].iter())),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Error> {
        let node = self.0;
        match &node.value {
            Value::Hole => visitor.visit_seq(Holes { node, left: length }),
            Value::List(rows) if rows.len() != length => {
                let wrong = format!("a list of {} where {length} numbers are expected", rows.len());
                Err(Error::of(Kind::Wrong(wrong)).at(node))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0.value {
            Value::Hole => visitor.visit_map(HoleFields { node: self.0, fields }),
            Value::List(_) => {
                Err(Error::of(Kind::Wrong("a list where a table is expected".into())).at(self.0))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.value {
            Value::Hole => visitor.visit_map(HoleFields { node: self.0, fields: &[] }),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let node = self.0;
        let chosen = match &node.value {
            Value::Text(word) => Variant { node, word, content: None },
            Value::Table(entries) if node.get("kind").is_some_and(|kind| kind.text().is_some()) => {
                let word = node.get("kind").and_then(Node::text).unwrap_or_default();
                let content = entries.iter().any(|(key, _)| key.text != "kind").then_some(node);
                Variant { node, word, content }
            }
            Value::Table(entries) if entries.len() == 1 => {
                Variant { node, word: &entries[0].0.text, content: Some(&entries[0].1) }
            }
            Value::Hole => {
                let word = variants.first().copied().unwrap_or_default();
                Variant { node, word, content: Some(node) }
            }
            _ => {
                let wrong = format!("{} where one of {} is expected", node.kind(), list(variants));
                return Err(Error::of(Kind::Wrong(wrong)).at(node));
            }
        };
        visitor.visit_enum(chosen).map_err(|error| error.at(node))
    }

    serde::forward_to_deserialize_any! {
        char bytes byte_buf unit unit_struct tuple_struct identifier ignored_any i128 u128
    }
}

/// `a`, `b` or `c`.
pub(crate) fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

struct Rows<'a>(std::slice::Iter<'a, Node>);

impl<'de> SeqAccess<'de> for Rows<'de> {
    type Error = Error;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|node| seed.deserialize(De(node))).transpose()
    }
    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Holes<'a> {
    node: &'a Node,
    left: usize,
}

impl<'de> SeqAccess<'de> for Holes<'de> {
    type Error = Error;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(De(self.node)).map(Some)
    }
}

struct HoleFields<'a> {
    node: &'a Node,
    fields: &'static [&'static str],
}

impl<'de> MapAccess<'de> for HoleFields<'de> {
    type Error = Error;
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(field) = self.fields.first() else { return Ok(None) };
        seed.deserialize((*field).into_deserializer()).map(Some)
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.fields = &self.fields[1..];
        seed.deserialize(De(self.node))
    }
}

struct Entries<'a> {
    table: &'a Node,
    entries: &'a [(crate::tree::Key, Node)],
    at: usize,
    /// They stand beside the word of their enum, which is not one of them.
    flat: bool,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Error;
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        // Of a flat enum, `kind` has said its word already.
        while self.flat && self.entries.get(self.at).is_some_and(|(key, _)| key.text == "kind") {
            self.at += 1;
        }
        let Some((key, _)) = self.entries.get(self.at) else { return Ok(None) };
        let name: de::value::StrDeserializer<'_, Error> = key.text.as_str().into_deserializer();
        seed.deserialize(name).map(Some).map_err(|error| error.at(self.table))
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.at += 1;
        seed.deserialize(De(&self.entries[self.at - 1].1))
    }
}

struct Variant<'a> {
    node: &'a Node,
    word: &'a str,
    content: Option<&'a Node>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Error;
    type Variant = Self;
    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let word: de::value::StrDeserializer<'_, Error> = self.word.into_deserializer();
        Ok((seed.deserialize(word).map_err(|error| error.at(self.node))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Error;
    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        match self.content {
            Some(content) => seed.deserialize(De(content)),
            None => {
                let wrong = format!("`{}` needs a value", self.word);
                Err(Error::of(Kind::Wrong(wrong)).at(self.node))
            }
        }
    }
    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Error> {
        De(self.content.unwrap_or(self.node)).deserialize_tuple(length, visitor)
    }
    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.content {
            Some(content) if content.id == self.node.id => {
                let entries = content.entries();
                visitor.visit_map(Entries { table: content, entries, at: 0, flat: true })
            }
            Some(content) => De(content).deserialize_struct("", fields, visitor),
            None => visitor.visit_map(Entries { table: self.node, entries: &[], at: 0, flat: false }),
        }
        .map_err(|error| error.at(self.node))
    }
}
