//! What types alone cannot say: numbers in range, ways through the ship, paths through the grid.

mod deckplan;
mod power;

use crate::diagnostic::{At, Sources};
use crate::references::Keys;
use crate::tree::{Node, Value};
use qd_sim::{Scenario, ShipClass};

/// What a number may be, by the last words of its field, the first that fits. Wide enough for any ship; what lies
/// beyond is a slip of the pen, and the laws hold for none of it.
const RANGES: [(&str, f64, f64); 39] = [
    ("propellant", 0.0, 1.0),
    ("reaction_mass", 0.0, 1.0),
    ("share", 0.0, 1.0),
    ("health", 0.0, 1.0),
    ("charge", 0.0, 1.0),
    ("open", 0.0, 1.0),
    ("minimum", 0.0, 1.0),
    ("standing", 0.0, 1.0),
    ("altitude_m", 0.0, 1e8),
    ("speed_m_s", 0.0, 3e4),
    ("latitude_deg", -90.0, 90.0),
    ("path_angle_deg", -90.0, 90.0),
    ("deg_s", -360.0, 360.0),
    ("deg", -360.0, 360.0),
    ("limit_s", 1.0, 86_400.0),
    ("m_s", -1e9, 1e9),
    ("w", 0.0, 1e18),
    ("j", 0.0, 1e24),
    ("kg_m3", 0.0, 1e6),
    ("kg_s", 0.0, 1e9),
    ("kg", 0.0, 1e12),
    ("m3_s", 0.0, 1e9),
    ("kg_m2", 0.0, 1e20),
    ("heat_j_k", 1.0, 1e15),
    ("j_k", 0.0, 1e15),
    ("radiator_m2", 1.0, 1e9),
    ("emissivity", 0.0, 1.0),
    ("m2", 0.0, 1e9),
    ("m3", 0.0, 1e12),
    ("m", -1e6, 1e6),
    ("ohm", 0.0, 1e12),
    ("pa", 0.0, 1e12),
    ("k", 0.0, 1e9),
    ("kelvin", 0.0, 1e9),
    ("n", 0.0, 1e15),
    ("s", 0.0, 1e9),
    ("count", 0.0, 1e4),
    ("tvl", 0.0, 1e3),
    ("", -1e30, 1e30),
];

/// Numbers in range, by the name of their field.
pub(crate) fn numbers(node: &Node, sources: &mut Sources) {
    within("", node, sources);
}

/// `field` names what is directly in the node; the rows of a list are under the list's name.
fn within(field: &str, node: &Node, sources: &mut Sources) {
    match &node.value {
        Value::Table(entries) => entries.iter().for_each(|(key, value)| within(&key.text, value, sources)),
        Value::List(rows) => rows.iter().for_each(|row| within(field, row, sources)),
        Value::Int(number) => in_range(field, *number as f64, node, sources),
        Value::Float(number) => in_range(field, *number, node, sources),
        _ => {}
    }
}

fn in_range(field: &str, number: f64, node: &Node, sources: &mut Sources) {
    if !number.is_finite() {
        sources.report(node.at, format!("{number} where a finite number is expected"), None);
        return;
    }
    let fits = |words: &str| {
        let rest = field.strip_suffix(words);
        rest.is_some_and(|rest| words.is_empty() || rest.is_empty() || rest.ends_with('_'))
    };
    let range = RANGES.iter().find(|(words, ..)| fits(words));
    let (_, least, most) = *range.expect("the last fits every field");
    if !(least..=most).contains(&number) {
        let (number, least, most) = (shown(number), shown(least), shown(most));
        let message = format!("{number} is out of range: `{field}` lies in {least}..={most}");
        sources.report(node.at, message, None);
    }
}

fn shown(number: f64) -> String {
    if number.abs() < 1e6 { format!("{number}") } else { format!("{number:e}") }
}

/// A ship class as a whole.
pub(crate) fn ship(class: &ShipClass, keys: &Keys, sources: &mut Sources) {
    deckplan::check(class, keys, sources);
    power::check(class, keys, sources);
}

/// A scenario as a whole.
pub(crate) fn scenario(scenario: &Scenario, at: At, sources: &mut Sources) {
    if scenario.summary.trim().is_empty() {
        sources.report(at, "an empty summary", None);
    }
}
