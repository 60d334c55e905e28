//! What types alone cannot say: numbers in range, ways through the ship, paths through the grid.

mod deckplan;
mod power;

use crate::diagnostic::{At, Sources};
use crate::references::Keys;
use crate::tree::{Node, Value};
use qd_sim::{Scenario, ShipClass};

/// Last words of fields that are shares, 0..=1.
const SHARES: [&str; 6] = ["share", "health", "charge", "open", "minimum", "standing"];
/// Last words of fields that cannot be negative.
const AMOUNTS: [&str; 11] = ["w", "j", "kg", "m2", "m3", "ohm", "pa", "k", "kelvin", "count", "tvl"];

/// Numbers in range, by the unit in the field's name.
pub(crate) fn numbers(node: &Node, sources: &mut Sources) {
    match &node.value {
        Value::Table(entries) => {
            for (key, value) in entries {
                number(&key.text, value, sources);
                numbers(value, sources);
            }
        }
        Value::List(rows) => rows.iter().for_each(|row| numbers(row, sources)),
        Value::Float(number) if !number.is_finite() => {
            sources.report(node.at, format!("{number} where a finite number is expected"), None);
        }
        _ => {}
    }
}

fn number(field: &str, node: &Node, sources: &mut Sources) {
    let number = match node.value {
        Value::Int(number) => number as f64,
        Value::Float(number) => number,
        _ => return,
    };
    let last = field.rsplit('_').next().unwrap_or(field);
    if SHARES.contains(&last) && !(0.0..=1.0).contains(&number) {
        sources.report(node.at, format!("{number} is out of range: `{field}` lies in 0..=1"), None);
    } else if AMOUNTS.contains(&last) && number < 0.0 {
        sources.report(node.at, format!("{number} is out of range: `{field}` cannot be negative"), None);
    }
}

/// A ship class as a whole.
pub(crate) fn ship(class: &ShipClass, keys: &Keys, sources: &mut Sources) {
    deckplan::check(class, keys, sources);
    power::check(class, keys, sources);
}

/// A scenario as a whole.
pub(crate) fn scenario(_class: &ShipClass, scenario: &Scenario, at: At, sources: &mut Sources) {
    if !(scenario.limit_s > 0.0 && scenario.limit_s <= 86_400.0) {
        let message = format!("limit_s = {} is out of range: above 0, at most 86400", scenario.limit_s);
        sources.report(at, message, None);
    }
    if scenario.summary.trim().is_empty() {
        sources.report(at, "an empty summary", None);
    }
}
