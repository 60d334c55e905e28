//! Orders and events as people write and read them: flat JSON with keys for ids,
//! `{"kind": "power.close_breaker", "breaker": "main-1"}`. A value that is one of several is written alike, or as its
//! bare word when it has no fields: `"task": {"kind": "treat", "person": "captain"}`, `"task": "realign"`.

use crate::diagnostic::{At, Sources, nearest};
use crate::names::Names;
use crate::probe;
use crate::read::read;
use crate::tree::Maker;
use qd_sim::names::Space;
use qd_sim::{Act, Cause, Event, EventKind};
use serde_json::{Map, Value, json};

/// Every kind of order, as `department.what`.
#[must_use]
pub fn act_kinds() -> Vec<String> {
    kinds::<Act>()
}

/// Every kind of event, as `department.what`.
#[must_use]
pub fn event_kinds() -> Vec<String> {
    kinds::<EventKind>()
}

/// The fields of a kind of order; empty for a kind that does not exist.
#[must_use]
pub fn act_fields(kind: &str) -> &'static [&'static str] {
    fields::<Act>(kind)
}

/// The fields of a kind of event; empty for a kind that does not exist.
#[must_use]
pub fn event_fields(kind: &str) -> &'static [&'static str] {
    fields::<EventKind>(kind)
}

/// What a field that holds one of several may be, as it is written in an order: bare words, and the beginning of an
/// object for what has fields of its own. Empty for other fields.
#[must_use]
pub fn field_values(field: &str) -> Vec<String> {
    match field {
        "task" => variants::<qd_sim::crew::Task>(),
        "directive" => variants::<qd_sim::command::Directive>(),
        "about" => variants::<qd_sim::comms::FactKind>(),
        "condition" => variants::<qd_sim::command::Condition>(),
        "to_department" => variants::<qd_sim::crew::Department>(),
        "message" => variants::<qd_sim::comms::Message>(),
        _ => Vec::new(),
    }
}

fn variants<T: for<'de> serde::Deserialize<'de>>() -> Vec<String> {
    let written = |word: &&str| match probe::words::<T>(&[word]).first() {
        Some(field) => format!("{{\"kind\":\"{word}\",\"{field}\":\""),
        None => (*word).to_owned(),
    };
    probe::words::<T>(&[]).iter().map(written).collect()
}

fn kinds<T: for<'de> serde::Deserialize<'de>>() -> Vec<String> {
    let mut all = Vec::new();
    for department in probe::words::<T>(&[]) {
        for what in probe::words::<T>(&[department]) {
            all.push(format!("{department}.{what}"));
        }
    }
    all
}

fn fields<T: for<'de> serde::Deserialize<'de>>(kind: &str) -> &'static [&'static str] {
    kind.split_once('.').map_or(&[], |(department, what)| probe::words::<T>(&[department, what]))
}

/// An order from its JSON.
///
/// # Errors
/// A sentence: what is wrong, what was expected, the nearest valid name.
pub fn act_from_json(value: &Value, names: &Names) -> Result<Act, String> {
    let Value::Object(object) = value else {
        return Err("an order is an object like {\"kind\": \"power.close_breaker\", \"breaker\": …}".into());
    };
    let kind = match object.get("kind") {
        Some(Value::String(kind)) => kind,
        Some(_) => return Err("`kind` is not a string".into()),
        None => return Err("an order needs a `kind`, as `department.what`".into()),
    };
    let kinds = act_kinds();
    if !kinds.contains(kind) {
        return Err(match nearest(kind, kinds.iter().map(String::as_str)) {
            Some(near) => format!("unknown kind of order `{kind}`; did you mean `{near}`?"),
            None => format!("unknown kind of order `{kind}`; there are: {}", kinds.join(", ")),
        });
    }
    let known = act_fields(kind);
    let mut content = Map::new();
    for (field, value) in object.iter().filter(|(field, _)| *field != "kind") {
        if !known.contains(&field.as_str()) {
            return Err(match nearest(field, known.iter().copied()) {
                Some(near) => format!("`{kind}` has no field `{field}`; did you mean `{near}`?"),
                None if known.is_empty() => format!("`{kind}` has no field `{field}`: it has none"),
                None => format!("`{kind}` has no field `{field}`; it has: {}", known.join(", ")),
            });
        }
        content.insert(field.clone(), numbered(field, value, names)?);
    }
    let (department, what) = kind.split_once('.').expect("kinds are `department.what`");
    let tagged = json!({ department: { what: content } });
    let (mut maker, mut sources) = (Maker::default(), Sources::default());
    let mut tree = maker.json(At::NOWHERE, &tagged);
    let act = read::<Act>(&mut tree, &mut maker, &mut sources);
    let problems = sources.into_diagnostics().into_iter().map(|problem| match problem.help {
        Some(help) => format!("{} ({help})", problem.message),
        None => problem.message,
    });
    let problems: Vec<String> = problems.collect();
    act.filter(|_| problems.is_empty()).ok_or_else(|| format!("`{kind}`: {}", problems.join("; ")))
}

/// The value of a field with numbers for keys.
fn numbered(field: &str, value: &Value, names: &Names) -> Result<Value, String> {
    let space = Space::of_field(field);
    Ok(match value {
        Value::String(key) => match space {
            Some(space) => names.resolve(space, key)?.into(),
            // An order's number may stand as events and answers show it.
            None if field == "order" => {
                key.strip_prefix("o:").and_then(|id| id.parse::<u32>().ok()).map_or_else(
                    || Err(format!("`{key}` is no order: one is named by its number, as `o:12`")),
                    |id| Ok(id.into()),
                )?
            }
            None => value.clone(),
        },
        Value::Array(rows) => {
            Value::Array(rows.iter().map(|row| numbered(field, row, names)).collect::<Result<_, _>>()?)
        }
        Value::Object(object) => object
            .iter()
            .map(|(field, value)| Ok((field.clone(), numbered(field, value, names)?)))
            .collect::<Result<Map<_, _>, String>>()?
            .into(),
        _ => value.clone(),
    })
}

/// An order as its JSON.
#[must_use]
pub fn act_to_json(act: &Act, names: &Names) -> Value {
    Value::Object(flat(&serde_json::to_value(act).expect("plain data always serialises"), names))
}

/// An event as its JSON: `id`, `t` (s), `tick`, `ship`, `kind`, `causes`, then the fields of its kind.
#[must_use]
pub fn event_to_json(event: &Event, names: &Names) -> Value {
    let mut object = Map::new();
    object.insert("id".into(), event.id.to_string().into());
    object.insert("t".into(), (f64::from(event.id.tick) / f64::from(qd_sim::TICKS_PER_SECOND)).into());
    object.insert("tick".into(), event.id.tick.into());
    object.insert("ship".into(), names.ship_key.clone().into());
    let mut fields = flat(&serde_json::to_value(&event.kind).expect("plain data always serialises"), names);
    object.insert("kind".into(), fields.remove("kind").unwrap_or_default());
    let causes: Vec<String> = event.causes.iter().map(ToString::to_string).collect();
    object.insert("causes".into(), causes.into());
    object.append(&mut fields);
    Value::Object(object)
}

/// `{"department": {"what": {…}}}` as `{"kind": "department.what", …}`, with keys for numbers.
fn flat(tagged: &Value, names: &Names) -> Map<String, Value> {
    let mut flat = Map::new();
    let only = |value: &Value| -> Option<(String, Value)> {
        let object = value.as_object().filter(|object| object.len() == 1)?;
        object.iter().next().map(|(key, value)| (key.clone(), value.clone()))
    };
    let Some((department, inner)) = only(tagged) else { return flat };
    let (what, content) = match &inner {
        Value::String(what) => (what.clone(), Value::Null),
        inner => only(inner).unwrap_or_default(),
    };
    flat.insert("kind".into(), format!("{department}.{what}").into());
    if let Value::Object(content) = content {
        for (field, value) in content {
            let keyed = keyed(&field, &value, names);
            flat.insert(field, keyed);
        }
    }
    flat
}

/// The value of a field with keys for numbers, and causes as their ids.
fn keyed(field: &str, value: &Value, names: &Names) -> Value {
    let space = Space::of_field(field);
    match value {
        Value::Number(number) => match (space, number.as_u64().and_then(|id| u16::try_from(id).ok())) {
            (Some(space), Some(id)) => names.key(space, id).into(),
            _ => value.clone(),
        },
        Value::Array(rows) => rows.iter().map(|row| keyed(field, row, names)).collect(),
        Value::Object(_) | Value::String(_) if field == "cause" || field.ends_with("_cause") => {
            let cause = serde_json::from_value::<Cause>(value.clone());
            cause.map_or_else(|_| value.clone(), |cause| cause.to_string().into())
        }
        Value::Object(object) => object
            .iter()
            .map(|(field, value)| (field.clone(), keyed(field, value, names)))
            .collect::<Map<_, _>>()
            .into(),
        _ => value.clone(),
    }
}
