//! From the simulation's data to what a page reads: keys for ids, nothing for what is absent, no more digits than
//! anybody can read.

use qd_content::Names;
use qd_sim::names::Space;
use qd_sim::{Cause, OrderId};
use serde::Serialize;
use serde_json::{Map, Number, Value};

/// Significant digits of a figure that has no device of its own to resolve it.
const DIGITS: i32 = 5;

/// Any plain data as a page reads it.
#[must_use]
pub fn plain(data: &impl Serialize, names: &Names) -> Value {
    let value = serde_json::to_value(data).expect("plain data always serialises");
    of_field("", value, names)
}

/// The value of a field: a field whose last word is a table's word holds a key of it; orders and causes are shown as
/// `o:12` and `e:1200.3`.
fn of_field(field: &str, value: Value, names: &Names) -> Value {
    match value {
        Value::Number(number) => of_number(field, number, names),
        Value::Array(rows) => {
            rows.into_iter().map(|row| of_field(field, row, names)).filter(|row| !row.is_null()).collect()
        }
        Value::Object(_) | Value::String(_) if field == "cause" || field.ends_with("_cause") => {
            let cause = serde_json::from_value::<Cause>(value.clone());
            cause.map_or(value, |cause| cause.to_string().into())
        }
        Value::Object(object) => {
            let fields = object.into_iter().filter(|(_, value)| !value.is_null()).map(|(field, value)| {
                let value = of_field(&field, value, names);
                (field, value)
            });
            Value::Object(fields.filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
        }
        other => other,
    }
}

fn of_number(field: &str, number: Number, names: &Names) -> Value {
    if let Some(id) = number.as_u64() {
        if field == "order" {
            return u32::try_from(id).map_or(Value::Number(number), |id| shown(OrderId(id)).into());
        }
        let space = Space::of_field(field).zip(u16::try_from(id).ok());
        return space.map_or(Value::Number(number), |(space, id)| names.key(space, id).into());
    }
    match number.as_f64() {
        Some(value) => rounded(value, DIGITS).into(),
        None => Value::Number(number),
    }
}

/// An order's number as people write it: `o:12`.
#[must_use]
pub fn shown(order: OrderId) -> String {
    format!("o:{}", order.0)
}

/// A figure with `digits` significant digits.
#[must_use]
pub fn rounded(value: f64, digits: i32) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let magnitude = libm::floor(libm::log10(value.abs())) as i32;
    let places = digits - 1 - magnitude;
    // Dividing by a whole power of ten leaves the shortest decimal; multiplying by its inverse does not.
    if places >= 0 {
        let scale = libm::exp10(f64::from(places));
        libm::round(value * scale) / scale
    } else {
        let scale = libm::exp10(f64::from(-places));
        libm::round(value / scale) * scale
    }
}

/// A figure in whole steps of what its device resolves; with five digits where it resolves everything.
#[must_use]
pub fn resolved(value: f64, resolution: f64) -> f64 {
    if resolution <= 0.0 {
        rounded(value, DIGITS)
    } else {
        rounded(libm::round(value / resolution) * resolution, 9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn figures_lose_what_nobody_reads() {
        for (value, expect) in [
            (1_234.567_89, 1_234.6),
            (-0.000_123_456_7, -0.000_123_46),
            (0.0, 0.0),
            (123_456_789.0, 123_460_000.0),
        ] {
            assert_eq!(rounded(value, 5), expect);
        }
        for (value, resolution, expect) in
            [(1234.6, 10.0, 1230.0), (0.123_456, 0.01, 0.12), (0.1 + 0.2, 0.1, 0.3)]
        {
            assert_eq!(resolved(value, resolution), expect, "{value} at {resolution}");
        }
    }

    #[test]
    fn what_is_absent_is_left_out() {
        let plain = of_field("", json!({"a": null, "b": {"c": null}, "list": [1, null]}), &Names::default());
        assert_eq!(plain, json!({"b": {}, "list": [1]}));
    }
}
