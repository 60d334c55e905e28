//! What is made from the sources: documents of events, orders and the protocol, and the web's types. `tidy` fails when
//! they drift.

use crate::sources::{self, Field, Item, Items, Variant, type_words};
use crate::typescript;
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
        ("docs/protocol.md", protocol(&items)?),
        ("web/src/wire/protocol.ts", typescript::protocol(&items)?),
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
    let all = items.get(module, root_name);
    let all = all.with_context(|| format!("no {root_name} in {module}.rs"))?;
    let mut out = format!("{head}\n{MADE}");
    let mut used = BTreeSet::new();
    for department in &all.variants {
        let inner =
            department.inner.as_ref().with_context(|| format!("{} wraps nothing", department.name))?;
        let words = type_words(inner);
        ensure!(words.len() == 2, "{}: {words:?} is not `crate::department::Name`", department.name);
        let (home, name) = (&words[0], &words[1]);
        let item = items.get(home, name).with_context(|| format!("no {home}::{name}"))?;
        if item.variants.is_empty() {
            continue;
        }
        write!(out, "\n## {}\n", department.name)?;
        for variant in &item.variants {
            describe(&mut out, &format!("{}.{}", department.name, variant.name), variant, items, home)?;
            uses(variant, items, home, &mut used);
        }
    }
    types(&mut out, items, &used)?;
    Ok(out)
}

const PROTOCOL: &str = "\
# Protocol

One WebSocket at `/ws` for a page, text messages, each one JSON object with one key. `GET /api/ship` gives once what
never changes about the ship. Who sends nothing that is understood is closed with a code:

| code | why |
|---|---|
| 1003 | a binary message |
| 1009 | a message over 8 KiB |
| 4400 | not JSON, or no message there is |
| 4401 | `hello` did not come first, or not within 5 s |
| 4408 | silent: not even an answer to a ping for 20 s |
| 4410 | did not read for 10 s what was sent |
| 4426 | another version of the protocol |
| 4429 | more messages than a person can make: over 40 at once, or 20 a second for long |
| 4503 | too many pages: 64 |
| 4500 | the ship's session ended with a fault |

A connection from a page of another origin gets HTTP 403 and no socket. What is understood but may not be (a place that
is taken, an order from a place that is not the page's, the director's place without its secret) is answered
(`unseated`, `answer` with `rejected`), and the line stays open; ten wrong secrets close it (4401).

A page says `hello` with the tokens it has, is told the places, sits down with `sit`, says with `open` what it draws, and
is sent `view`s: `full` panels first, merge patches (RFC 7396) after that, at most four times a second and ten for
`outside`; what does not change is not sent. `seq` counts the views of one place to one page; after a gap `keyframe`
asks for everything again. In a view what is absent is not there; numbers have five digits, readings whole steps of what
their device resolves. An `order` is answered with `kept` once the journal has it, or `rejected` with the reason; what
becomes of it is in the view. Its `id` must be greater than any before from that place; the last sixteen answers are
given again to who repeats their numbers, and nothing is obeyed twice.
";

/// The protocol: both directions, then panels and the ship.
fn protocol(items: &Items) -> Result<String> {
    let mut out =
        format!("{PROTOCOL}\n{}", MADE.replace("qd-sim/src`", "qd-wire/src` and `crates/qd-sim/src`"));
    let mut used = BTreeSet::new();
    for (title, module, name) in
        [("From the page", "message", "FromPage"), ("From the ship", "message", "FromShip")]
    {
        write!(out, "\n## {title}\n")?;
        for variant in &known(items, module, name)?.variants {
            describe(&mut out, &variant.name, variant, items, module)?;
            uses(variant, items, module, &mut used);
        }
    }
    for (title, module, name) in [("Panels", "panel", "Panels"), ("The ship", "ship", "Ship")] {
        let item = known(items, module, name)?;
        write!(out, "\n## {title}\n\n{}\n", item.doc)?;
        table(&mut out, &item.variants[0].fields, items, module)?;
        uses(&item.variants[0], items, module, &mut used);
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
            "u8" | "u16" | "u32" | "u64" | "i32" | "i64" | "CallId" => "whole number".to_owned(),
            "Value" => "anything".to_owned(),
            "BTreeMap" => "by key: ".to_owned(),
            "bool" => "true or false".to_owned(),
            "String" | "str" | "Cow" => "text".to_owned(),
            "DVec3" => "x, y, z".to_owned(),
            "DQuat" => "x, y, z, w".to_owned(),
            "OrderId" => "order `o:n`".to_owned(),
            "EventId" | "Cause" => "cause id".to_owned(),
            other => match other.strip_suffix("Id") {
                Some(table) => format!("{} key", sources::snake(table)),
                None => match items.find(module, other) {
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

fn uses(variant: &Variant, items: &Items, module: &str, used: &mut BTreeSet<(String, String)>) {
    for kind in variant.fields.iter().map(|field| &field.kind).chain(&variant.inner) {
        for word in type_words(kind) {
            if word.ends_with("Id") || ["Table", "Cause"].contains(&word.as_str()) {
                continue;
            }
            let Some((home, item)) = items.find(module, &word) else { continue };
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
        let item = known(items, module, name)?;
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

fn known<'a>(items: &'a Items, module: &str, name: &str) -> Result<&'a Item> {
    items.get(module, name).with_context(|| format!("no {module}::{name}"))
}
