//! Keys and references: which tables have which keys, and every reference turned into its number.
//!
//! The rule is `qd_sim::names`: a field whose last word is a table's word refers to that table.

use crate::diagnostic::{At, Sources, meant};
use crate::tree::{Node, Value};
use qd_sim::names::Space;

/// The keys of every table, in order of their numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    tables: Vec<Vec<Entry>>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its key.
    pub(crate) key: String,
    /// What people call it; the key where nothing is said.
    pub(crate) name: String,
    /// Where it stands.
    pub(crate) at: At,
}

impl Keys {
    /// The rows of one table.
    pub(crate) fn table(&self, space: Space) -> &[Entry] {
        self.tables.get(space as usize).map_or(&[], Vec::as_slice)
    }

    /// Adds a row; reports a key that is there already.
    pub(crate) fn add(&mut self, space: Space, entry: Entry, sources: &mut Sources) {
        if self.tables.is_empty() {
            self.tables = vec![Vec::new(); Space::ALL.len()];
        }
        let table = &mut self.tables[space as usize];
        if let Some(first) = table.iter().find(|known| known.key == entry.key) {
            let word = space.word();
            let help = format!("the first is at {}", sources.describe(first.at));
            sources.report(entry.at, format!("duplicate key `{}` of a {word}", entry.key), Some(help));
        }
        table.push(entry);
    }

    /// Collects the rows of every table in one department of a ship class.
    pub(crate) fn collect(&mut self, department: &Node, sources: &mut Sources) {
        for (table, rows) in department.entries() {
            let Some(space) = Space::ALL.into_iter().find(|space| space.word() == table.text) else {
                continue;
            };
            for row in rows.rows() {
                let text = |field: &str| row.get(field).and_then(Node::text).map(str::to_owned);
                let at = row.get("key").map_or(row.at, |key| key.at);
                let key = text("key").unwrap_or_default();
                let name = text("name").unwrap_or_else(|| key.clone());
                if key.is_empty() {
                    if row.get("key").is_some_and(|key| key.text().is_some()) {
                        sources.report(at, format!("an empty key of a {}", space.word()), None);
                    }
                    self.push(space, Entry { key, name, at });
                } else {
                    self.add(space, Entry { key, name, at }, sources);
                }
            }
        }
    }

    /// Adds a row that has no key of its own, so that later rows keep their numbers.
    fn push(&mut self, space: Space, entry: Entry) {
        if self.tables.is_empty() {
            self.tables = vec![Vec::new(); Space::ALL.len()];
        }
        self.tables[space as usize].push(entry);
    }

    /// Turns every reference below `node` into its number; reports the ones that name nothing.
    pub(crate) fn resolve(&self, node: &mut Node, sources: &mut Sources) {
        match &mut node.value {
            Value::Table(entries) => {
                for (key, value) in entries {
                    match Space::of_field(&key.text) {
                        Some(space) => self.resolve_field(space, value, sources),
                        None => self.resolve(value, sources),
                    }
                }
            }
            Value::List(rows) => rows.iter_mut().for_each(|row| self.resolve(row, sources)),
            _ => {}
        }
    }

    fn resolve_field(&self, space: Space, node: &mut Node, sources: &mut Sources) {
        match &mut node.value {
            Value::Text(key) => {
                let table = self.table(space);
                if let Some(index) = table.iter().position(|entry| entry.key == *key) {
                    node.value = Value::Int(i64::try_from(index).expect("tables are small"));
                } else {
                    let help = meant(key, table.iter().map(|entry| entry.key.as_str()));
                    let none = if table.is_empty() { ": there is none at all" } else { "" };
                    sources.report(node.at, format!("no {} has the key `{key}`{none}", space.word()), help);
                    node.value = Value::Hole;
                }
            }
            Value::Int(_) => {
                let message = format!("a number where the key of a {} is expected", space.word());
                sources.report(node.at, message, None);
                node.value = Value::Hole;
            }
            Value::List(rows) => {
                for row in rows {
                    match row.value {
                        Value::Text(_) | Value::Int(_) => self.resolve_field(space, row, sources),
                        _ => self.resolve(row, sources),
                    }
                }
            }
            _ => self.resolve(node, sources),
        }
    }
}
