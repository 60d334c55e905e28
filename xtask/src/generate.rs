//! Documents made from the sources: `docs/events.md` and `docs/orders.md`. `tidy` fails when they drift.

use crate::sources::{self, Field, Item, Items, Variant, type_words};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A generated document: its path in the repository and its text.
pub(crate) type Document = (&'static str, String);

/// Writes every generated document.
///
/// # Errors
/// Sources that cannot be parsed, files that cannot be written.
pub(crate) fn write(root: &Path) -> Result<()> {
    for (path, text) in documents(root)? {
        fs::create_dir_all(root.join(path).parent().expect("documents lie in a folder"))?;
        fs::write(root.join(path), text).with_context(|| path.to_owned())?;
        println!("{path}");
    }
    Ok(())
}

/// Every generated document as it should be.
///
/// # Errors
/// Sources that cannot be parsed.
pub(crate) fn documents(root: &Path) -> Result<Vec<Document>> {
    let items = sources::read(root)?;
    Ok(vec![
        ("docs/events.md", document(&items, "event", "EventKind", EVENTS)?),
        ("docs/orders.md", document(&items, "order", "Act", ORDERS)?),
    ])
}

const EVENTS: &str = "\
# Events

What happens, as `--events FILE` writes it: one JSON object a line,
`{\"id\": \"e:1200.3\", \"t\": 60.0, \"tick\": 1200, \"ship\": …, \"kind\": \"department.what\", \"causes\": [\"o:17\"], …}`
and the fields of its kind. `causes` names events (`e:tick.n`), orders (`o:n`), laws (`law:name`) or `initial`.
A field whose last word is a table's word (`bus`, `from_bus`, `by_person`) holds a key of that table.
";

const ORDERS: &str = "\
# Orders

What can be ordered, as `--orders FILE` and the prompt of `watch` read it:
`{\"t\": 60.0, \"seat\": \"engineering\", \"order\": {\"kind\": \"department.what\", …}}` with the fields of its kind.
A field whose last word is a table's word (`bus`, `from_bus`, `by_person`) holds a key of that table.
A field that holds one of several is written as a bare word, or flat with its `kind`: `\"task\": \"realign\"`,
`\"task\": {\"kind\": \"treat\", \"person\": \"captain\"}`; at the prompt `task={\"kind\":\"treat\",\"person\":\"captain\"}`.
An order is named by its number, as `\"o:12\"`.
";

const MADE: &str = "Made from `crates/qd-sim/src` by `cargo xtask generate`: do not edit.\n";

/// One document: a section for each department in the order of the enum `root_name`, then the types used.
fn document(items: &Items, module: &str, root_name: &str, head: &str) -> Result<String> {
    let all = items.get(&(module.to_owned(), root_name.to_owned()));
    let all = all.with_context(|| format!("no {root_name} in {module}.rs"))?;
    let mut out = format!("{head}\n{MADE}");
    let mut used = BTreeSet::new();
    for department in &all.variants {
        let inner =
            department.inner.as_ref().with_context(|| format!("{} wraps nothing", department.name))?;
        let words = type_words(inner);
        ensure!(words.len() == 2, "{}: {words:?} is not `crate::department::Name`", department.name);
        let key = (words[0].clone(), words[1].clone());
        let item = items.get(&key).with_context(|| format!("no {}::{}", key.0, key.1))?;
        if item.variants.is_empty() {
            continue;
        }
        write!(out, "\n## {}\n", department.name)?;
        for variant in &item.variants {
            describe(&mut out, &format!("{}.{}", department.name, variant.name), variant, items, &key.0)?;
            uses(variant, items, &key.0, &mut used);
        }
    }
    types(&mut out, items, &used)?;
    Ok(out)
}

fn describe(out: &mut String, title: &str, variant: &Variant, items: &Items, module: &str) -> Result<()> {
    write!(out, "\n### {title}\n{}\n", variant.doc)?;
    table(out, &variant.fields, items, module)
}

fn table(out: &mut String, fields: &[Field], items: &Items, module: &str) -> Result<()> {
    if fields.is_empty() {
        return Ok(());
    }
    out.push_str("\n| field | holds | meaning |\n|---|---|---|\n");
    for field in fields {
        let holds = holds(&field.kind, items, module);
        writeln!(out, "| `{}` | {holds} | {} |", field.name, field.doc.replace('|', "\\|"))?;
    }
    Ok(())
}

/// What a type is called in JSON.
fn holds(kind: &syn::Type, items: &Items, module: &str) -> String {
    let words = type_words(kind);
    let mut out = String::new();
    for word in &words {
        let said = match word.as_str() {
            "Option" => "optional ".to_owned(),
            "Vec" | "Table" | "BTreeSet" => "list of ".to_owned(),
            "f64" | "f32" => "number".to_owned(),
            "u8" | "u16" | "u32" | "u64" | "i32" | "i64" => "whole number".to_owned(),
            "bool" => "true or false".to_owned(),
            "String" | "str" | "Cow" => "text".to_owned(),
            "DVec3" => "x, y, z".to_owned(),
            "DQuat" => "x, y, z, w".to_owned(),
            "OrderId" => "order `o:n`".to_owned(),
            "EventId" | "Cause" => "cause id".to_owned(),
            other => match other.strip_suffix("Id") {
                Some(table) => format!("{} key", sources::snake(table)),
                None => match find(items, module, other) {
                    Some((home, _)) => format!("[{other}](#{})", anchor(&home, other)),
                    None => continue,
                },
            },
        };
        if !out.ends_with(&said) {
            out.push_str(&said);
        }
    }
    out.trim().to_owned()
}

/// A type of that name: in the department itself, else anywhere.
fn find<'a>(items: &'a Items, module: &str, name: &str) -> Option<(String, &'a Item)> {
    if let Some(item) = items.get(&(module.to_owned(), name.to_owned())) {
        return Some((module.to_owned(), item));
    }
    let mut homes = items.iter().filter(|((_, other), _)| other == name);
    homes.next().map(|((home, _), item)| (home.clone(), item))
}

fn uses(variant: &Variant, items: &Items, module: &str, used: &mut BTreeSet<(String, String)>) {
    for kind in variant.fields.iter().map(|field| &field.kind).chain(&variant.inner) {
        for word in type_words(kind) {
            if word.ends_with("Id") || ["Table", "Cause"].contains(&word.as_str()) {
                continue;
            }
            let Some((home, item)) = find(items, module, &word) else { continue };
            if used.insert((home.clone(), word)) {
                for variant in &item.variants {
                    uses(variant, items, &home, used);
                }
            }
        }
    }
}

fn types(out: &mut String, items: &Items, used: &BTreeSet<(String, String)>) -> Result<()> {
    if used.is_empty() {
        return Ok(());
    }
    out.push_str("\n## Types\n");
    for (module, name) in used {
        let item = &items[&(module.clone(), name.clone())];
        write!(out, "\n### {module}::{name}\n{}\n", item.doc)?;
        if item.is_struct {
            table(out, &item.variants[0].fields, items, module)?;
            continue;
        }
        out.push('\n');
        for variant in &item.variants {
            write!(out, "- `{}`", variant.name)?;
            for (index, field) in variant.fields.iter().enumerate() {
                let between = if index == 0 { " with" } else { "," };
                write!(out, "{between} `{}` ({})", field.name, holds(&field.kind, items, module))?;
            }
            writeln!(out, "{}{}", if variant.doc.is_empty() { "" } else { ": " }, variant.doc)?;
        }
    }
    Ok(())
}

/// The link target that a heading `module::Name` gets.
fn anchor(module: &str, name: &str) -> String {
    format!("{module}{name}").to_lowercase()
}
