//! Cast files: other names for the ship, her people and her places. Keys and the world stay as they are.
//!
//! ```toml
//! ship = "Evening Star"
//! [person]
//! captain = "Ada Nwosu"
//! [compartment]
//! bridge = "Command deck"
//! ```

use crate::diagnostic::{At, Diagnostic, Sources, meant};
use crate::names::Names;
use crate::tree::{Maker, Node, Value};
use qd_sim::names::Space;

/// Longest name, characters.
const NAME_MAX: usize = 80;

/// Renames what the cast file `text` names; `path` is for messages.
///
/// # Errors
/// Every problem in the file; `names` is then as it was.
pub fn apply(names: &mut Names, path: &str, text: &str) -> Result<(), Vec<Diagnostic>> {
    let mut sources = Sources::default();
    let tree = Maker::default().parse(path, text, &mut sources);
    let mut renamed = names.clone();
    for (key, node) in tree.entries() {
        match (key.text.as_str(), &node.value) {
            ("ship", Value::Text(name)) => match unfit(name) {
                None => renamed.ship_name.clone_from(name),
                Some(why) => sources.report(node.at, why, None),
            },
            ("ship", _) => sources.report(node.at, format!("{} where a name is expected", node.kind()), None),
            (word, _) => match Space::ALL.into_iter().find(|space| space.word() == word) {
                Some(space) => rename(&mut renamed, space, node, &mut sources),
                None => unknown(word, key.at, &mut sources),
            },
        }
    }
    if sources.is_clean() {
        *names = renamed;
        Ok(())
    } else {
        Err(sources.into_diagnostics())
    }
}

/// Why a name cannot be used.
fn unfit(name: &str) -> Option<String> {
    if name.trim().is_empty() {
        return Some("an empty name".to_owned());
    }
    let length = name.chars().count();
    (length > NAME_MAX).then(|| format!("a name of {length} characters, where {NAME_MAX} is the most"))
}

fn unknown(word: &str, at: At, sources: &mut Sources) {
    let words = Space::ALL.into_iter().map(Space::word).chain(["ship"]);
    let message = format!("unknown key `{word}`: expected `ship` or a table such as [person], [compartment]");
    sources.report(at, message, meant(word, words));
}

fn rename(names: &mut Names, space: Space, table: &Node, sources: &mut Sources) {
    if !matches!(table.value, Value::Table(_)) {
        let message = format!("{} where a table of keys and names is expected", table.kind());
        sources.report(table.at, message, None);
    }
    for (key, node) in table.entries() {
        let Some(index) = names.keys(space).position(|known| known == key.text) else {
            let help = meant(&key.text, names.keys(space));
            sources.report(key.at, format!("no {} has the key `{}`", space.word(), key.text), help);
            continue;
        };
        match node.text() {
            Some(name) => match unfit(name) {
                None => names.rename(space, u16::try_from(index).expect("tables are small"), name),
                Some(why) => sources.report(node.at, why, None),
            },
            None => sources.report(node.at, format!("{} where a name is expected", node.kind()), None),
        }
    }
}
