//! One tree laid over another: the files of a ship, a variant over its base, `--set PATH=VALUE` over both.
//!
//! Tables merge key by key. Lists of tables merge row by row where rows say which they are, by `key` or by a
//! reference that stands first (`breaker = "main-1"`); every other value is replaced.

use crate::diagnostic::{At, Sources, meant};
use crate::tree::{Key, Maker, Node, Value};

/// Lays `over` on `base`.
pub(crate) fn lay(base: &mut Node, over: Node) {
    match (&mut base.value, over.value) {
        (Value::Table(entries), Value::Table(news)) => {
            base.at = if entries.is_empty() { over.at } else { base.at };
            for (key, node) in news {
                match entries.iter_mut().find(|(known, _)| known.text == key.text) {
                    Some((_, known)) => lay(known, node),
                    None => entries.push((key, node)),
                }
            }
        }
        (Value::List(rows), Value::List(news)) if news.iter().all(|row| identity(row).is_some()) => {
            for new in news {
                let name = identity(&new);
                match rows.iter_mut().find(|row| identity(row) == name) {
                    Some(row) => lay(row, new),
                    None => rows.push(new),
                }
            }
        }
        (value, new) => {
            *value = new;
            base.at = over.at;
        }
    }
}

/// What a row is called: its `key`, or its first field if that is text.
fn identity(row: &Node) -> Option<String> {
    let text = |node: &Node| node.text().map(str::to_owned);
    row.get("key").and_then(text).or_else(|| row.entries().first().and_then(|(_, first)| text(first)))
}

/// Sets the value at a dotted path (`flight.altitude_m`, `power.breaker.main-1.closed`): table keys, and rows by
/// what they are called or by number.
pub(crate) fn set(tree: &mut Node, path: &str, value: &str, maker: &mut Maker, sources: &mut Sources) {
    let shown = format!("{path}={value}");
    let as_toml = format!("value = {value}\n");
    let mut quiet = Sources::default();
    let broken = maker.broken;
    let read = maker.parse("--set", &as_toml, &mut quiet).remove("value").filter(|_| quiet.is_clean());
    maker.broken = broken;
    let file = sources.add(&format!("--set {shown}"), &shown);
    let at = At { file, offset: 0 };
    let node = read.unwrap_or_else(|| maker.node(at, Value::Text(value.to_owned())));
    let node = placed(node, at);
    let steps: Vec<&str> = path.split('.').collect();
    let mut here = tree;
    for (index, step) in steps.iter().enumerate() {
        let last = index + 1 == steps.len();
        match descend(here, step, last, at, maker) {
            Ok(next) => here = next,
            Err(known) => {
                let help = meant(step, known.iter().map(String::as_str));
                sources.report(at, format!("`{path}`: nothing is called `{step}`"), help);
                return;
            }
        }
    }
    *here = node;
}

/// The child of `node` called `step`; a last step may be a new key, which the reading then judges.
fn descend<'a>(
    node: &'a mut Node,
    step: &str,
    last: bool,
    at: At,
    maker: &mut Maker,
) -> Result<&'a mut Node, Vec<String>> {
    match &mut node.value {
        Value::Table(entries) => {
            let known = entries.iter().map(|(key, _)| key.text.clone()).collect();
            let index = match entries.iter().position(|(key, _)| key.text == step) {
                Some(index) => index,
                None if last => {
                    entries.push((Key { text: step.to_owned(), at }, maker.node(at, Value::Hole)));
                    entries.len() - 1
                }
                None => return Err(known),
            };
            Ok(&mut entries[index].1)
        }
        Value::List(rows) => {
            let known: Vec<String> = rows.iter().filter_map(identity).collect();
            let by_name = rows.iter().position(|row| identity(row).as_deref() == Some(step));
            let index = by_name.or_else(|| step.parse().ok().filter(|index| *index < rows.len()));
            index.map(|index| &mut rows[index]).ok_or(known)
        }
        _ => Err(Vec::new()),
    }
}

/// The node and all below it, at one place.
fn placed(mut node: Node, at: At) -> Node {
    node.at = at;
    match &mut node.value {
        Value::Table(entries) => {
            for (key, value) in entries.iter_mut() {
                key.at = at;
                *value = placed(value.clone(), at);
            }
        }
        Value::List(rows) => rows.iter_mut().for_each(|row| *row = placed(row.clone(), at)),
        _ => {}
    }
    node
}
