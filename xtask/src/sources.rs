//! The simulation's own words, parsed from its sources: enums and structs with their documentation. What is
//! written about orders and events is made from these, so it cannot say anything else than the code does.

use anyhow::{Context, Result, anyhow};
use quote::ToTokens;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A named field.
#[derive(Clone)]
pub(crate) struct Field {
    /// Name as in JSON.
    pub(crate) name: String,
    /// Its type.
    pub(crate) kind: syn::Type,
    /// Its documentation.
    pub(crate) doc: String,
    /// May be left out where it is read.
    pub(crate) has_default: bool,
}

/// A variant of an enum, or a struct as its own only variant.
#[derive(Clone)]
pub(crate) struct Variant {
    /// Name as in JSON, or of the struct.
    pub(crate) name: String,
    /// Its documentation.
    pub(crate) doc: String,
    /// Its named fields.
    pub(crate) fields: Vec<Field>,
    /// The type it wraps, where it has no named fields.
    pub(crate) inner: Option<syn::Type>,
    /// A bare word: neither braces nor a wrapped type.
    pub(crate) is_unit: bool,
}

/// An enum or a struct.
#[derive(Clone)]
pub(crate) struct Item {
    /// Its documentation.
    pub(crate) doc: String,
    /// Its variants; a struct has one.
    pub(crate) variants: Vec<Variant>,
    /// True for a struct.
    pub(crate) is_struct: bool,
}

/// Every public enum and struct.
#[derive(Default)]
pub(crate) struct Items {
    /// By (first module, name).
    by_name: BTreeMap<(String, String), Item>,
    /// Where a module takes a name from: by (module, name), the first module of the other.
    imports: BTreeMap<(String, String), String>,
}

impl Items {
    /// The type of that name in that module.
    pub(crate) fn get(&self, module: &str, name: &str) -> Option<&Item> {
        self.by_name.get(&(module.to_owned(), name.to_owned()))
    }

    /// Every (first module, name).
    pub(crate) fn names(&self) -> impl Iterator<Item = &(String, String)> {
        self.by_name.keys()
    }

    /// A type as a module's file means it: its own, the one it imports, else any of that name.
    pub(crate) fn find(&self, module: &str, name: &str) -> Option<(String, &Item)> {
        let imported = self.imports.get(&(module.to_owned(), name.to_owned()));
        for home in [Some(module), imported.map(String::as_str)].into_iter().flatten() {
            if let Some(item) = self.get(home, name) {
                return Some((home.to_owned(), item));
            }
        }
        let mut homes = self.by_name.iter().filter(|((_, other), _)| other == name);
        homes.next().map(|((home, _), item)| (home.clone(), item))
    }
}

/// Parses the simulation, and the protocol that carries its words.
///
/// # Errors
/// A file that cannot be read or parsed.
pub(crate) fn read(root: &Path) -> Result<Items> {
    let mut items = Items::default();
    for base in ["crates/qd-sim/src", "crates/qd-wire/src"] {
        read_crate(&root.join(base), &mut items)?;
    }
    Ok(items)
}

fn read_crate(base: &Path, items: &mut Items) -> Result<()> {
    for path in crate::tidy::files_under(base)? {
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let file = syn::parse_file(&text).map_err(|error| anyhow!("{}: {error}", path.display()))?;
        let module = module_of(base, &path);
        for item in file.items {
            add(items, &module, &item);
        }
    }
    Ok(())
}

/// `power/grid.rs` and `power/mod.rs` both belong to `power`.
fn module_of(base: &Path, path: &Path) -> String {
    let inside: PathBuf = path.strip_prefix(base).expect("a file under the base").into();
    let first = inside.components().next().expect("a file has a name");
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

fn add(items: &mut Items, module: &str, item: &syn::Item) {
    match item {
        syn::Item::Enum(item) => {
            let variants = item.variants.iter().map(|variant| Variant {
                name: snake(&variant.ident.to_string()),
                doc: doc(&variant.attrs),
                fields: fields(&variant.fields),
                inner: inner(&variant.fields),
                is_unit: matches!(variant.fields, syn::Fields::Unit),
            });
            let parsed = Item { doc: doc(&item.attrs), variants: variants.collect(), is_struct: false };
            items.by_name.insert((module.to_owned(), item.ident.to_string()), parsed);
        }
        syn::Item::Struct(item) => {
            let only = Variant {
                name: item.ident.to_string(),
                doc: String::new(),
                fields: fields(&item.fields),
                inner: inner(&item.fields),
                is_unit: false,
            };
            let parsed = Item { doc: doc(&item.attrs), variants: vec![only], is_struct: true };
            items.by_name.insert((module.to_owned(), item.ident.to_string()), parsed);
        }
        syn::Item::Use(item) => imports(items, module, &mut Vec::new(), &item.tree),
        _ => {}
    }
}

/// Notes what `use crate::power::{Trip, …}` brings in.
fn imports(items: &mut Items, module: &str, path: &mut Vec<String>, tree: &syn::UseTree) {
    match tree {
        syn::UseTree::Path(step) => {
            path.push(step.ident.to_string());
            imports(items, module, path, &step.tree);
            path.pop();
        }
        syn::UseTree::Group(group) => {
            for tree in &group.items {
                imports(items, module, path, tree);
            }
        }
        syn::UseTree::Name(name) => {
            if let [root, home, ..] = &path[..]
                && ["crate", "qd_sim"].contains(&root.as_str())
            {
                items.imports.insert((module.to_owned(), name.ident.to_string()), home.clone());
            }
        }
        _ => {}
    }
}

fn fields(fields: &syn::Fields) -> Vec<Field> {
    let named = fields.iter().filter_map(|field| {
        let name = field.ident.as_ref()?.to_string();
        let has_default = field.attrs.iter().any(is_default);
        Some(Field { name, kind: field.ty.clone(), doc: doc(&field.attrs), has_default })
    });
    named.collect()
}

fn inner(fields: &syn::Fields) -> Option<syn::Type> {
    match fields {
        syn::Fields::Unnamed(fields) => fields.unnamed.first().map(|field| field.ty.clone()),
        _ => None,
    }
}

/// `#[serde(default)]`, alone or among others.
fn is_default(attribute: &syn::Attribute) -> bool {
    let text = attribute.to_token_stream().to_string();
    attribute.path().is_ident("serde") && text.contains("default")
}

/// The doc comment as one paragraph.
fn doc(attributes: &[syn::Attribute]) -> String {
    let mut words = Vec::new();
    for attribute in attributes {
        let syn::Meta::NameValue(pair) = &attribute.meta else { continue };
        let syn::Expr::Lit(literal) = &pair.value else { continue };
        let syn::Lit::Str(text) = &literal.lit else { continue };
        if pair.path.is_ident("doc") {
            words.push(text.value().trim().to_owned());
        }
    }
    words.join(" ").trim().to_owned()
}

/// `CloseBreaker` to `close_breaker`, as serde names it.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

/// Every word of a type in order: `Option<crate::BusId>` to `Option`, `BusId`.
pub(crate) fn type_words(kind: &syn::Type) -> Vec<String> {
    let text = kind.to_token_stream().to_string();
    let mut words = Vec::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric() && letter != '_') {
        if !word.is_empty() && !["crate", "super", "std", "borrow"].contains(&word) {
            words.push(word.to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_snake_case() {
        for (name, expect) in [("CloseBreaker", "close_breaker"), ("Power", "power"), ("GLoad", "g_load")] {
            assert_eq!(snake(name), expect);
        }
    }

    #[test]
    fn types_give_their_words() {
        let kind = syn::parse_str("Option<crate::power::BusId>").expect("a type");
        assert_eq!(type_words(&kind), ["Option", "power", "BusId"]);
    }
}
