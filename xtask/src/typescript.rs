//! The web's types, made from the protocol's and the simulation's own: nothing is written twice, so nothing drifts.
//!
//! One rule for every type: a struct is an interface, an enum a union of its words and of objects with one member; ids
//! are keys, causes and orders their shown forms. What may be absent is optional.

use crate::sources::{Field, Item, Items, Variant, type_words};
use anyhow::{Context as _, Result, ensure};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const MADE: &str =
    "// Made from `crates/qd-wire/src` and `crates/qd-sim/src` by `cargo xtask generate`: do not edit.\n";

/// The types of both directions and of everything in them.
///
/// # Errors
/// A type that is not there, or two of one name.
pub(crate) fn protocol(items: &Items) -> Result<String> {
    let mut types = Types { items, done: BTreeMap::new(), out: MADE.to_owned() };
    for (module, name) in [
        ("message", "FromPage"),
        ("message", "FromShip"),
        ("panel", "Panels"),
        ("panel", "Panel"),
        ("ship", "Ship"),
    ] {
        types.add(module, name)?;
    }
    let act = items.get("order", "Act").context("no Act in order.rs")?;
    let mut union = String::from("\n/** An order: what a page sends as `order`. */\nexport type Act =\n");
    for department in &act.variants {
        let inner = department.inner.as_ref().context("an act wraps a department's order")?;
        let words = type_words(inner);
        ensure!(words.len() == 2, "{words:?} is not `crate::department::Name`");
        let orders = items.get(&words[0], &words[1]).with_context(|| format!("no {words:?}"))?;
        for order in &orders.variants {
            let fields = types.fields(&order.fields, &words[0])?;
            let kind = format!("{}.{}", department.name, order.name);
            let fields = if fields.is_empty() { String::new() } else { format!("; {}", fields.join("; ")) };
            writeln!(union, "  | {{ kind: '{kind}'{fields} }}")?;
        }
    }
    let union = format!("{};\n", union.trim_end());
    types.out.push_str(&union);
    Ok(types.out)
}

/// Types on their way out.
struct Types<'a> {
    items: &'a Items,
    /// Module of every name that is out.
    done: BTreeMap<String, String>,
    out: String,
}

impl Types<'_> {
    fn add(&mut self, module: &str, name: &str) -> Result<()> {
        if let Some(home) = self.done.get(name) {
            ensure!(home == module, "two types are called {name}: in {home} and in {module}");
            return Ok(());
        }
        self.done.insert(name.to_owned(), module.to_owned());
        let item = self.items.get(module, name);
        let item = item.with_context(|| format!("no {module}::{name}"))?.clone();
        let text = if item.is_struct {
            self.interface(&item, module, name)?
        } else {
            self.union(&item, module, name)?
        };
        self.out.push_str(&text);
        Ok(())
    }

    fn interface(&mut self, item: &Item, module: &str, name: &str) -> Result<String> {
        let only = &item.variants[0];
        if let Some(inner) = &only.inner {
            return Ok(format!("\n/** {} */\nexport type {name} = {};\n", item.doc, self.of(inner, module)?));
        }
        let mut text = format!("\n/** {} */\nexport interface {name} {{\n", item.doc);
        for (field, line) in only.fields.iter().zip(self.fields(&only.fields, module)?) {
            write!(text, "  /** {} */\n  {line};\n", field.doc)?;
        }
        text.push_str("}\n");
        Ok(text)
    }

    fn union(&mut self, item: &Item, module: &str, name: &str) -> Result<String> {
        let mut text = format!("\n/** {} */\nexport type {name} =\n", item.doc);
        for variant in &item.variants {
            writeln!(text, "  | {}", self.variant(variant, module)?)?;
        }
        Ok(format!("{};\n", text.trim_end()))
    }

    fn variant(&mut self, variant: &Variant, module: &str) -> Result<String> {
        let name = &variant.name;
        if variant.is_unit {
            return Ok(format!("'{name}'"));
        }
        if let Some(inner) = &variant.inner {
            return Ok(format!("{{ {name}: {} }}", self.of(inner, module)?));
        }
        let fields = self.fields(&variant.fields, module)?;
        let fields = if fields.is_empty() {
            "Record<string, never>".to_owned()
        } else {
            format!("{{ {} }}", fields.join("; "))
        };
        Ok(format!("{{ {name}: {fields} }}"))
    }

    /// `name: type`, or `name?: type`, for each field.
    fn fields(&mut self, fields: &[Field], module: &str) -> Result<Vec<String>> {
        let mut lines = Vec::new();
        for field in fields {
            let (kind, optional) = match generic(&field.kind, "Option") {
                Some(inner) => (inner[0].clone(), true),
                None => (field.kind.clone(), field.has_default),
            };
            // What holds the number of an order holds its shown form.
            let kind = self.of(&kind, module)?;
            lines.push(format!("{}{}: {kind}", field.name, if optional { "?" } else { "" }));
        }
        Ok(lines)
    }

    fn of(&mut self, kind: &syn::Type, module: &str) -> Result<String> {
        for list in ["Vec", "BTreeSet"] {
            if let Some(inner) = generic(kind, list) {
                return Ok(format!("{}[]", self.grouped(&inner[0], module)?));
            }
        }
        if let Some(inner) = generic(kind, "Table") {
            return Ok(format!("{}[]", self.grouped(&inner[1], module)?));
        }
        if let Some(inner) = generic(kind, "BTreeMap") {
            return Ok(format!("Record<string, {}>", self.of(&inner[1], module)?));
        }
        for through in ["Box", "Option"] {
            if let Some(inner) = generic(kind, through) {
                return self.of(&inner[0], module);
            }
        }
        match kind {
            syn::Type::Array(array) => {
                let words = quote::ToTokens::to_token_stream(&array.len).to_string();
                let count: usize = words.parse().with_context(|| format!("an array of {words}"))?;
                Ok(format!("[{}]", vec![self.of(&array.elem, module)?; count].join(", ")))
            }
            _ => self.word(kind, module),
        }
    }

    fn grouped(&mut self, kind: &syn::Type, module: &str) -> Result<String> {
        let text = self.of(kind, module)?;
        Ok(if text.contains(' ') { format!("({text})") } else { text })
    }

    fn word(&mut self, kind: &syn::Type, module: &str) -> Result<String> {
        let words = type_words(kind);
        let word = words.last().with_context(|| format!("a type without a word in {module}"))?;
        Ok(match word.as_str() {
            "f64" | "f32" | "u8" | "u16" | "u32" | "i32" | "usize" | "CallId" => "number".to_owned(),
            "bool" => "boolean".to_owned(),
            "String" | "str" | "Cow" | "static" | "OrderId" | "EventId" | "Cause" => "string".to_owned(),
            "Value" => "unknown".to_owned(),
            "DVec3" => "[number, number, number]".to_owned(),
            id if id.ends_with("Id") => "string".to_owned(),
            name => {
                let home = self.home(&words, module)?;
                self.add(&home, name)?;
                name.to_owned()
            }
        })
    }
}

impl Types<'_> {
    /// The module of the type that a path means: `power::Trip` says where it is.
    fn home(&self, words: &[String], module: &str) -> Result<String> {
        if let [.., home, name] = words
            && self.items.get(home, name).is_some()
        {
            return Ok(home.clone());
        }
        let name = words.last().expect("a path has a last word");
        let found = self.items.find(module, name).map(|(home, _)| home);
        found.with_context(|| format!("no type {name}, used in {module}"))
    }
}

/// The arguments of `wanted<…>`, if the type is one.
fn generic(kind: &syn::Type, wanted: &str) -> Option<Vec<syn::Type>> {
    let syn::Type::Path(path) = kind else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == wanted)?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        syn::GenericArgument::Type(kind) => Some(kind.clone()),
        _ => None,
    });
    Some(types.collect())
}
