//! TOML with places: every key and value knows its file and offset, so that each problem can be shown where it
//! stands. Files become one tree; serde reads the tree (`de`).

use crate::diagnostic::{At, Sources};
use toml_edit::{Document, Item, TableLike, Value as TomlValue};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Unique in one tree, so that a problem can be found again and mended.
    pub(crate) id: u32,
    /// Where it stands.
    pub(crate) at: At,
    /// What it is.
    pub(crate) value: Value,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Keys and values, in the order of the file.
    Table(Vec<(Key, Node)>),
    /// Values in order.
    List(Vec<Node>),
    /// A string.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// Stands for a value that was reported as wrong or missing; reads as anything.
    Hole,
}

/// A key and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    /// The key.
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) at: At,
}

impl Node {
    /// An empty table at a place.
    pub(crate) fn table(at: At, maker: &mut Maker) -> Self {
        maker.node(at, Value::Table(Vec::new()))
    }

    /// The entries of a table; none of anything else.
    pub(crate) fn entries(&self) -> &[(Key, Self)] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The entries of a table, to change.
    pub(crate) fn entries_mut(&mut self) -> Option<&mut Vec<(Key, Self)>> {
        match &mut self.value {
            Value::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// The rows of a list; none of anything else.
    pub(crate) fn rows(&self) -> &[Self] {
        match &self.value {
            Value::List(rows) => rows,
            _ => &[],
        }
    }

    /// A string's text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(k, _)| k.text == key).map(|(_, node)| node)
    }

    /// The value of a key, to change.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        self.entries_mut()?.iter_mut().find(|(k, _)| k.text == key).map(|(_, node)| node)
    }

    /// Takes a key out.
    pub(crate) fn remove(&mut self, key: &str) -> Option<Self> {
        let entries = self.entries_mut()?;
        let index = entries.iter().position(|(k, _)| k.text == key)?;
        Some(entries.remove(index).1)
    }

    /// The node with an id, to change.
    pub(crate) fn find_mut(&mut self, id: u32) -> Option<&mut Self> {
        if self.id == id {
            return Some(self);
        }
        match &mut self.value {
            Value::Table(entries) => entries.iter_mut().find_map(|(_, node)| node.find_mut(id)),
            Value::List(rows) => rows.iter_mut().find_map(|node| node.find_mut(id)),
            _ => None,
        }
    }

    /// What kind of value it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Value::Table(_) => "a table",
            Value::List(_) => "a list",
            Value::Text(_) => "a string",
            Value::Int(_) => "a whole number",
            Value::Float(_) => "a number",
            Value::Bool(_) => "true or false",
            Value::Hole => "nothing",
        }
    }
}

/// Makes nodes with fresh ids.
#[derive(Clone, Debug, Default)]
pub(crate) struct Maker {
    next: u32,
    /// A file was not TOML: what its tree lacks says nothing.
    pub(crate) broken: bool,
}

impl Maker {
    /// A new node.
    pub(crate) fn node(&mut self, at: At, value: Value) -> Node {
        self.next += 1;
        Node { id: self.next, at, value }
    }

    /// Reads one file. What is wrong with its syntax is reported; the tree is then empty.
    pub(crate) fn parse(&mut self, path: &str, text: &str, sources: &mut Sources) -> Node {
        let file = sources.add(path, text);
        let start = At { file, offset: 0 };
        match Document::parse(text.to_owned()) {
            Ok(document) => self.table(file, start, document.as_table(), sources),
            Err(error) => {
                let at = At { file, offset: offset(error.span()).unwrap_or(0) };
                let what = error.message().trim().replace('\n', "; ");
                sources.report(at, format!("not TOML: {what}"), None);
                self.broken = true;
                Node::table(start, self)
            }
        }
    }

    /// A default value as a tree; what is null is left out.
    pub(crate) fn json(&mut self, at: At, value: &serde_json::Value) -> Node {
        use serde_json::Value as Json;
        let value = match value {
            Json::Null => Value::Hole,
            Json::Bool(truth) => Value::Bool(*truth),
            Json::Number(number) => match number.as_i64() {
                Some(number) => Value::Int(number),
                None => Value::Float(number.as_f64().unwrap_or_default()),
            },
            Json::String(text) => Value::Text(text.clone()),
            Json::Array(rows) => Value::List(rows.iter().map(|row| self.json(at, row)).collect()),
            Json::Object(fields) => {
                let fields = fields.iter().filter(|(_, value)| !value.is_null());
                let entry =
                    |(key, value): (&String, &Json)| (Key { text: key.clone(), at }, self.json(at, value));
                Value::Table(fields.map(entry).collect())
            }
        };
        self.node(at, value)
    }

    fn table(&mut self, file: u32, at: At, table: &dyn TableLike, sources: &mut Sources) -> Node {
        let mut entries = Vec::new();
        for (text, item) in table.iter() {
            let span = table.key(text).and_then(toml_edit::Key::span).or_else(|| item.span());
            let key =
                Key { text: text.to_owned(), at: offset(span).map_or(at, |offset| At { file, offset }) };
            let node = self.item(file, key.at, item, sources);
            entries.push((key, node));
        }
        self.node(at, Value::Table(entries))
    }

    fn item(&mut self, file: u32, near: At, item: &Item, sources: &mut Sources) -> Node {
        let at = offset(item.span()).map_or(near, |offset| At { file, offset });
        match item {
            Item::None => self.node(at, Value::Hole),
            Item::Value(value) => self.value(file, at, value, sources),
            Item::Table(table) => self.table(file, at, table, sources),
            Item::ArrayOfTables(tables) => {
                let rows = tables.iter().map(|table| {
                    let at = offset(table.span()).map_or(near, |offset| At { file, offset });
                    self.table(file, at, table, sources)
                });
                let rows = rows.collect();
                self.node(at, Value::List(rows))
            }
        }
    }

    fn value(&mut self, file: u32, near: At, value: &TomlValue, sources: &mut Sources) -> Node {
        let at = offset(value.span()).map_or(near, |offset| At { file, offset });
        let value = match value {
            TomlValue::String(text) => Value::Text(text.value().clone()),
            TomlValue::Integer(number) => Value::Int(*number.value()),
            TomlValue::Float(number) => Value::Float(*number.value()),
            TomlValue::Boolean(truth) => Value::Bool(*truth.value()),
            TomlValue::Datetime(_) => {
                sources.report(at, "a date where none is expected", Some("quote it to make it text".into()));
                Value::Hole
            }
            TomlValue::Array(array) => {
                Value::List(array.iter().map(|row| self.value(file, at, row, sources)).collect())
            }
            TomlValue::InlineTable(table) => return self.table(file, at, table, sources),
        };
        self.node(at, value)
    }
}

fn offset(span: Option<std::ops::Range<usize>>) -> Option<u32> {
    u32::try_from(span?.start).ok()
}
