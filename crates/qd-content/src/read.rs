//! A tree into a type, with every problem reported: each error is mended by a hole and the reading repeated.

use crate::de::{De, Error, Kind, list};
use crate::diagnostic::{At, Sources, meant};
use crate::tree::{Key, Maker, Node, Value};
use serde::de::DeserializeOwned;

/// Problems in one tree after which reading gives up.
const PROBLEMS_MAX: u32 = 200;

/// Reads `tree` as a `T`. Whatever is wrong is reported in `sources`; the value is then not to be used, and
/// `None` where not even holes could stand for what is missing.
pub(crate) fn read<T: DeserializeOwned>(
    tree: &mut Node,
    maker: &mut Maker,
    sources: &mut Sources,
) -> Option<T> {
    for _ in 0..PROBLEMS_MAX {
        match T::deserialize(De(tree)) {
            Ok(value) => return Some(value),
            Err(error) => {
                if !mend(tree, &error, maker, sources) {
                    return None;
                }
            }
        }
    }
    None
}

/// Reports an error and puts a hole where it stood; false when there is nothing to mend.
fn mend(tree: &mut Node, error: &Error, maker: &mut Maker, sources: &mut Sources) -> bool {
    let id = error.node.unwrap_or(tree.id);
    let Some(node) = tree.find_mut(id) else { return false };
    if matches!(node.value, Value::Hole) {
        return false;
    }
    match &error.kind {
        Kind::Missing(field) => {
            sources.report(node.at, format!("missing key `{field}`"), None);
            let hole = maker.node(node.at, Value::Hole);
            let key = Key { text: (*field).to_owned(), at: node.at };
            match node.entries_mut() {
                Some(entries) => entries.push((key, hole)),
                None => node.value = Value::Hole,
            }
        }
        Kind::UnknownKey(field, expected) => {
            let at = node.entries().iter().find(|(key, _)| key.text == *field).map_or(node.at, |(k, _)| k.at);
            unknown(at, "key", field, expected, sources);
            if node.remove(field).is_none() {
                node.value = Value::Hole;
            }
        }
        Kind::UnknownWord(word, expected) => {
            unknown(node.at, "word", word, expected, sources);
            node.value = Value::Hole;
        }
        Kind::Wrong(message) => {
            sources.report(node.at, message.clone(), None);
            node.value = Value::Hole;
        }
    }
    true
}

fn unknown(at: At, what: &str, word: &str, expected: &[&str], sources: &mut Sources) {
    let message = match expected.len() {
        0 => format!("unknown {what} `{word}`: none is expected here"),
        1..=12 => format!("unknown {what} `{word}`: expected {}", list(expected)),
        _ => format!("unknown {what} `{word}`"),
    };
    sources.report(at, message, meant(word, expected.iter().copied()));
}
