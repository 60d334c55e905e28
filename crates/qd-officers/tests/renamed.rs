//! The same ship with every key and name changed and every table in another order.

use qd_content::Names;
use qd_sim::names::Space;
use qd_sim::{Scenario, ShipClass};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Where the row of each table goes: `to[space][old] = new`.
struct Shuffle {
    to: Vec<Vec<usize>>,
}

impl Shuffle {
    /// Every table of the class turned back to front and turned on by a third; people stay, since their numbers
    /// choose what the seed draws for them.
    fn of(names: &Names) -> Self {
        let turned = |space: &Space| {
            let count = names.keys(*space).len();
            (0..count)
                .map(|old| match space {
                    Space::Person => old,
                    _ => (count - 1 - old + count / 3) % count,
                })
                .collect()
        };
        Self { to: Space::ALL.iter().map(turned).collect() }
    }

    fn id(&self, space: Space, value: &mut Value) {
        match value {
            Value::Number(old) => {
                let old = old.as_u64().expect("an id") as usize;
                *value = self.to[space as usize][old].into();
            }
            Value::Array(rows) => rows.iter_mut().for_each(|row| self.id(space, row)),
            Value::Object(fields) => self.fields(fields),
            _ => {}
        }
    }

    fn fields(&self, fields: &mut Map<String, Value>) {
        for (field, value) in fields {
            match Space::of_field(field) {
                Some(space) if !is_table(value) => self.id(space, value),
                _ => self.turn(value),
            }
        }
    }

    /// Turns every reference below `value`.
    fn turn(&self, value: &mut Value) {
        match value {
            Value::Object(fields) => self.fields(fields),
            Value::Array(rows) => rows.iter_mut().for_each(|row| self.turn(row)),
            _ => {}
        }
    }

    /// Puts the rows of every table of a department where they go.
    fn order(&self, department: &mut Value) {
        let Value::Object(tables) = department else { return };
        for (word, rows) in tables {
            let space = Space::ALL.into_iter().find(|space| space.word() == word);
            if let (Some(space), Value::Array(rows)) = (space, rows)
                && rows.len() == self.to[space as usize].len()
            {
                let mut turned = vec![Value::Null; rows.len()];
                for (old, row) in std::mem::take(rows).into_iter().enumerate() {
                    turned[self.to[space as usize][old]] = row;
                }
                *rows = turned;
            }
        }
    }
}

/// A list of rows with keys, not of references.
fn is_table(value: &Value) -> bool {
    value.as_array().is_some_and(|rows| rows.first().is_some_and(Value::is_object))
}

/// Gives everything another key and name. Presets are asked for by key, and get the same one everywhere.
fn rename(value: &mut Value, count: &mut u32) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                match (field.as_str(), &value) {
                    ("key" | "name", Value::String(_)) => {
                        *count += 1;
                        *value = format!("x{count}").into();
                    }
                    _ => rename(value, count),
                }
            }
        }
        Value::Array(rows) => rows.iter_mut().for_each(|row| rename(row, count)),
        _ => {}
    }
}

/// The same ship and the same start in other words and another order.
pub(crate) fn turned(class: &ShipClass, scenario: &Scenario, names: &Names) -> (Arc<ShipClass>, Scenario) {
    let shuffle = Shuffle::of(names);
    let mut class = serde_json::to_value(class).expect("plain data");
    let mut scenario = serde_json::to_value(scenario).expect("plain data");
    shuffle.turn(&mut class);
    shuffle.turn(&mut scenario);
    class.as_object_mut().expect("departments").values_mut().for_each(|department| shuffle.order(department));
    let mut count = 0;
    rename(&mut class, &mut count);
    rename(&mut scenario, &mut count);
    assert!(count > 800, "{count} keys and names");
    (
        Arc::new(serde_json::from_value(class).expect("a class")),
        serde_json::from_value(scenario).expect("a scenario"),
    )
}
