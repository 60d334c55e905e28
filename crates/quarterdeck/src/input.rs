//! Orders as people write them: a file of JSON lines, or a line typed at a prompt. A file is judged as a whole:
//! every problem with its line and column, and nothing starts.

use qd_content::{Names, act_from_json};
use qd_officers::Giver;
use qd_sim::names::Space;
use qd_sim::{Act, PersonId, SeatId, TICKS_PER_SECOND};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::path::Path;

/// An order that waits for its time.
#[derive(Clone, Debug)]
pub struct Timed {
    /// Line of the file, from 1.
    pub line: usize,
    /// First tick at or after its time.
    pub tick: u32,
    /// Who gives it.
    pub giver: Giver,
    /// What.
    pub act: Act,
}

/// A problem: line, column, sentence.
type Problem = (usize, usize, String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    #[serde(borrow)]
    t: &'a RawValue,
    #[serde(borrow, default)]
    seat: Option<&'a RawValue>,
    #[serde(borrow, default)]
    person: Option<&'a RawValue>,
    #[serde(borrow)]
    order: &'a RawValue,
}

/// Reads an order file: its orders in order of time.
///
/// # Errors
/// One message with every problem, each on its own line as `file:line:column: …`.
pub fn read_file(path: &Path, names: &Names) -> anyhow::Result<Vec<Timed>> {
    let shown = path.display();
    let bytes = std::fs::read(path).map_err(|error| anyhow::anyhow!("cannot read {shown}: {error}"))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|byte| **byte == b'\n');
        anyhow::anyhow!("{shown}:{}:1: not UTF-8 text", line.count() + 1)
    })?;
    let (mut orders, mut problems) = (Vec::new(), Vec::new());
    // Some editors mark UTF-8 by an invisible first character.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match read_line(index + 1, line, names) {
            Ok(order) => orders.push(order),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        orders.sort_by_key(|order| order.tick);
        return Ok(orders);
    }
    let told = problems.iter().map(|(line, column, problem)| format!("{shown}:{line}:{column}: {problem}"));
    anyhow::bail!("{}", told.collect::<Vec<_>>().join("\n       "))
}

fn read_line(number: usize, text: &str, names: &Names) -> Result<Timed, Vec<Problem>> {
    if text.trim_start().starts_with('[') {
        return Err(vec![(
            number,
            1,
            "a list where one order is expected: each stands in a line of its own".to_owned(),
        )]);
    }
    let line: Line<'_> = match serde_json::from_str(text) {
        Ok(line) => line,
        Err(error) => return Err(vec![(number, error.column().max(1), plain(&error))]),
    };
    // A raw value is a slice of the line: where it begins is its column.
    let column = |raw: &RawValue| raw.get().as_ptr().addr() - text.as_ptr().addr();
    let characters = |bytes: usize| text.get(..bytes).map_or(1, |before| before.chars().count() + 1);
    let mut problems = Vec::new();
    let mut note = |raw: Option<&RawValue>, problem: String| {
        problems.push((number, raw.map_or(1, |raw| characters(column(raw))), problem));
    };
    let tick = tick_of(line.t).map_err(|problem| note(Some(line.t), problem)).ok();
    let giver = match (line.seat, line.person) {
        (Some(seat), None) => id(seat, Space::Seat, names).map(|id| Giver::Seat(SeatId(id))),
        (None, Some(person)) => id(person, Space::Person, names).map(|id| Giver::Person(PersonId(id))),
        _ => Err("an order is given by one `seat` (or by one `person` on foot)".to_owned()),
    };
    let giver = giver.map_err(|problem| note(line.seat.or(line.person), problem)).ok();
    let value: Result<Value, String> = serde_json::from_str(line.order.get()).map_err(|error| plain(&error));
    let act = value.and_then(|value| act_from_json(&value, names));
    let act = act.map_err(|problem| note(Some(line.order), problem)).ok();
    match (tick, giver, act) {
        (Some(tick), Some(giver), Some(act)) => Ok(Timed { line: number, tick, giver, act }),
        _ => Err(problems),
    }
}

/// What JSON's reader says, without its own line number.
fn plain(error: &serde_json::Error) -> String {
    const LIKE: &str = "an order is {\"t\": 60, \"seat\": \"captain\", \"order\": {\"kind\": …}} in one line";
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or(&text);
    match error.is_data() {
        true if text.starts_with("invalid") => LIKE.to_owned(),
        true => format!("{text}: {LIKE}"),
        false => format!("not JSON ({text}): {LIKE}"),
    }
}

fn tick_of(raw: &RawValue) -> Result<u32, String> {
    let time_s: f64 = serde_json::from_str(raw.get()).map_err(|_| "`t` is a number of seconds".to_owned())?;
    if time_s < 0.0 {
        return Err("`t` is negative: a time is counted from the start".to_owned());
    }
    let ticks = (time_s * f64::from(TICKS_PER_SECOND) - 1e-6).ceil();
    if ticks > f64::from(u32::MAX) {
        return Err("`t` is later than any run can last".to_owned());
    }
    Ok(ticks as u32)
}

fn id(raw: &RawValue, space: Space, names: &Names) -> Result<u16, String> {
    let key: String =
        serde_json::from_str(raw.get()).map_err(|_| format!("`{}` is a key, as a string", space.word()))?;
    names.resolve(space, &key)
}

/// Reads an order typed by a person: `SEAT KIND FIELD=VALUE …`, or the JSON of a file's line without its time.
///
/// # Errors
/// A sentence.
pub fn typed(text: &str, names: &Names) -> Result<(Giver, Act), String> {
    let text = text.trim();
    if text.starts_with('{') {
        return typed_json(text, names);
    }
    let mut words = text.split_whitespace();
    let seat = names.keys(Space::Seat).next().unwrap_or("SEAT");
    let breaker = names.keys(Space::Breaker).next().unwrap_or("KEY");
    let usage =
        format!("type SEAT KIND FIELD=VALUE …, such as `{seat} power.close_breaker breaker={breaker}`");
    let (Some(giver), Some(kind)) = (words.next(), words.next()) else { return Err(usage) };
    let giver = match names.resolve(Space::Seat, giver) {
        Ok(seat) => Giver::Seat(SeatId(seat)),
        Err(problem) => {
            let person = names.resolve(Space::Person, giver).map_err(|_| problem)?;
            Giver::Person(PersonId(person))
        }
    };
    let mut object = Map::new();
    object.insert("kind".to_owned(), kind.into());
    // A value may hold spaces: words without `=` belong to the field before them.
    let mut last: Option<(String, String)> = None;
    for word in words {
        match (word.split_once('='), &mut last) {
            (Some((field, value)), last) => {
                put(&mut object, last.take());
                *last = Some((field.to_owned(), value.to_owned()));
            }
            (None, Some((_, value))) => {
                value.push(' ');
                value.push_str(word);
            }
            (None, None) => return Err(format!("`{word}` is no FIELD=VALUE; {usage}")),
        }
    }
    put(&mut object, last);
    Ok((giver, act_from_json(&Value::Object(object), names)?))
}

/// Numbers, truths and objects as JSON has them; everything else is text.
fn put(object: &mut Map<String, Value>, field: Option<(String, String)>) {
    let Some((field, value)) = field else { return };
    let value = serde_json::from_str(&value).unwrap_or(Value::String(value));
    object.insert(field, value);
}

fn typed_json(text: &str, names: &Names) -> Result<(Giver, Act), String> {
    let value: Value = serde_json::from_str(text).map_err(|error| plain(&error))?;
    let word = |field: &str| value.get(field).and_then(Value::as_str);
    let giver = match (word("seat"), word("person")) {
        (Some(seat), None) => Giver::Seat(SeatId(names.resolve(Space::Seat, seat)?)),
        (None, Some(person)) => Giver::Person(PersonId(names.resolve(Space::Person, person)?)),
        _ => return Err("an order is given by one `seat` (or by one `person` on foot)".to_owned()),
    };
    let order = value.get("order").ok_or("an `order` is missing")?;
    Ok((giver, act_from_json(order, names)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_become_ticks() {
        for (text, expect) in
            [("0", Some(0)), ("1", Some(20)), ("0.05", Some(1)), ("0.06", Some(2)), ("-1", None)]
        {
            let raw: &RawValue = serde_json::from_str(text).expect("JSON");
            assert_eq!(tick_of(raw).ok(), expect, "{text}");
        }
    }

    #[test]
    fn problems_have_their_place() {
        let names = Names::default();
        let problems = |text: &str| read_line(4, text, &names).expect_err("a problem");
        let places = |text: &str| problems(text).iter().map(|(l, c, _)| (*l, *c)).collect::<Vec<_>>();
        assert_eq!(places(r#"{"t": -3, "seat": "helm", "order": {}}"#), [(4, 7), (4, 19), (4, 36)]);
        assert_eq!(places(r#"{"t": 1, "order": {}}"#), [(4, 1), (4, 19)]);
        assert!(problems(r#"{"t": 1"#)[0].2.contains("EOF"), "a broken line is told");
        assert!(problems(r#"{"time": 1}"#)[0].2.contains("unknown field `time`"));
    }
}
