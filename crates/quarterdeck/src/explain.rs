//! Chains of causes: from an event back to orders, the initial state and laws. The whole chain is for whoever
//! looks at a run from outside; aboard, "why?" ends where a seat's knowledge ends.

use anyhow::{Context as _, Result, anyhow, bail};
use qd_sim::{Cause, Event, EventId, Order};
use qd_words::{Speaker, capital, clean, clock, of_event_among, of_order, of_root};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// One event as far as a chain needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// `department.what`.
    pub kind: String,
    /// What happened, as a sentence.
    pub text: String,
    /// Cause ids as text: `e:12.0`, `o:3`, `law:gravity`, `initial`.
    pub causes: Vec<String>,
}

/// Every event of a run, and what was ordered.
#[derive(Clone, Debug, Default)]
pub struct Web {
    /// Events by id.
    pub events: BTreeMap<EventId, Link>,
    /// Orders in words, by number.
    pub orders: BTreeMap<u32, String>,
}

impl Web {
    /// The web of a run.
    #[must_use]
    pub fn of(speaker: &Speaker, events: &[Event], orders: &[Order]) -> Self {
        let link = |event: &Event| Link {
            kind: kind_of(speaker, event),
            text: of_event_among(speaker, event, orders),
            causes: event.causes.iter().map(|cause| text_of(*cause)).collect(),
        };
        Self {
            events: events.iter().map(|event| (event.id, link(event))).collect(),
            orders: orders.iter().map(|order| (order.id.0, of_order(speaker, order))).collect(),
        }
    }

    /// The web that an events file holds; of orders it knows only the numbers.
    ///
    /// # Errors
    /// Lines that are no events, by number.
    pub fn read(text: &str, shown: &str) -> Result<Self> {
        let mut web = Self::default();
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let place = || format!("{shown}:{}", index + 1);
            let value: Value = serde_json::from_str(line).with_context(place)?;
            let (id, link) = read_link(&value).with_context(place)?;
            web.events.insert(id, link);
        }
        if web.events.is_empty() {
            bail!("{shown}: there are no events in it");
        }
        Ok(web)
    }

    /// Why something happened: the chain of an event; of an order, a law or the initial state, what it is and
    /// what it led to.
    ///
    /// # Errors
    /// A sentence: what is asked for is not there.
    pub fn explain(&self, wanted: &str) -> Result<String> {
        if wanted != "initial" && !wanted.starts_with("o:") && !wanted.starts_with("law:") {
            return Ok(self.chain(self.find(wanted)?));
        }
        let led_to: Vec<_> =
            self.events.iter().filter(|(_, link)| link.causes.iter().any(|cause| cause == wanted)).collect();
        if led_to.is_empty() {
            bail!("nothing here comes of {wanted}");
        }
        let mut out = format!("{}\n\nIt led to:\n", capital(&self.root_words(wanted)));
        for (id, link) in led_to {
            let _ = writeln!(out, "  {id} {} {}", clock(id.tick), link.text);
        }
        Ok(out)
    }

    /// The event that a person means: an id (`e:1200.3`), or a kind (`world.ended`), the last of which counts.
    ///
    /// # Errors
    /// A sentence.
    pub fn find(&self, wanted: &str) -> Result<EventId> {
        if let Some(id) = parse_id(wanted) {
            if self.events.contains_key(&id) {
                return Ok(id);
            }
            let near = self.events.range(id..).next().or_else(|| self.events.range(..id).next_back());
            let near = near.map(|(near, _)| format!("; the nearest is {near}")).unwrap_or_default();
            bail!("there is no event {wanted}{near}");
        }
        let last = self.events.iter().rev().find(|(_, link)| link.kind == wanted);
        last.map(|(id, _)| *id).ok_or_else(|| {
            if qd_content::event_kinds().iter().any(|kind| kind == wanted) {
                return anyhow!("no `{wanted}` happened in this run");
            }
            let near = self.kinds_like(wanted);
            let near = if near.is_empty() { String::new() } else { format!("; did you mean {near}?") };
            anyhow!(
                "`{wanted}` is neither an event id such as e:1200.3 nor a kind of event that happened, \
                 such as world.ended{near} (docs/events.md has every kind)"
            )
        })
    }

    /// Kinds that happened and share a word with what was asked.
    fn kinds_like(&self, wanted: &str) -> String {
        let parts = |kind: &str| kind.split(['.', '_']).map(str::to_lowercase).collect::<BTreeSet<_>>();
        let asked = parts(wanted);
        let kinds: BTreeSet<&str> = self.events.values().map(|link| link.kind.as_str()).collect();
        let like = kinds.iter().filter(|kind| !parts(kind).is_disjoint(&asked));
        like.take(4).map(|kind| format!("`{kind}`")).collect::<Vec<_>>().join(" or ")
    }

    /// The whole chain as an indented tree, each event told once.
    #[must_use]
    pub fn chain(&self, from: EventId) -> String {
        let mut out = String::new();
        let mut told = BTreeSet::new();
        let mut roots = BTreeSet::new();
        let mut open = vec![(from.to_string(), 0_usize)];
        while let Some((cause, depth)) = open.pop() {
            // Past this depth the shape no longer helps; the number of the step does.
            let indent = "  ".repeat(depth.min(16));
            let because = if depth == 0 { "" } else { "because " };
            let Some(id) = parse_id(&cause) else {
                let _ = writeln!(out, "{indent}{because}{}", self.root_words(&cause));
                roots.insert(cause);
                continue;
            };
            let Some(link) = self.events.get(&id) else {
                let _ = writeln!(out, "{indent}{because}{cause}, which this file does not hold");
                continue;
            };
            let again = if told.insert(id) { "" } else { " (told above)" };
            let _ = writeln!(out, "{indent}{because}{id} {} {}{again}", clock(id.tick), link.text);
            if again.is_empty() {
                open.extend(link.causes.iter().rev().map(|cause| (cause.clone(), depth + 1)));
            }
        }
        let roots: Vec<String> = roots.iter().map(|root| self.root_words(root)).collect();
        let _ = writeln!(out, "\nIn the end it comes from:");
        for root in roots {
            let _ = writeln!(out, "  {}", capital(&root));
        }
        out
    }

    /// The main line of a chain: at each step the first cause that happened, without repeats of one kind.
    #[must_use]
    pub fn main_line(&self, from: Cause, steps_max: usize) -> Vec<String> {
        let mut steps = Vec::new();
        let mut seen = BTreeSet::new();
        let mut last_kind = String::new();
        let mut rooted = BTreeMap::new();
        let mut cause = text_of(from);
        while steps.len() < steps_max {
            let Some(id) = parse_id(&cause) else {
                steps.push(capital(&self.root_words(&cause)));
                break;
            };
            let Some(link) = self.events.get(&id).filter(|_| seen.insert(id)) else { break };
            if link.kind != last_kind {
                steps.push(format!("{} {}", clock(id.tick), link.text));
                last_kind.clone_from(&link.kind);
            }
            let Some(next) = self.main_cause(link, &mut rooted) else { break };
            cause = next;
        }
        steps
    }

    /// The cause that a main line follows: the first event that goes back to how things stood, else the first event,
    /// else whatever stands first.
    fn main_cause(&self, link: &Link, rooted: &mut BTreeMap<EventId, bool>) -> Option<String> {
        let events = || link.causes.iter().filter(|cause| parse_id(cause).is_some());
        let deep = events().find(|cause| parse_id(cause).is_some_and(|id| self.goes_back(id, rooted)));
        let initial = || link.causes.iter().find(|cause| *cause == "initial");
        deep.or_else(initial).or_else(|| events().next()).or_else(|| link.causes.first()).cloned()
    }

    /// True when a chain from here reaches the initial state.
    fn goes_back(&self, from: EventId, rooted: &mut BTreeMap<EventId, bool>) -> bool {
        if let Some(known) = rooted.get(&from) {
            return *known;
        }
        let mut open = vec![from];
        let mut seen = BTreeSet::new();
        let mut found = false;
        while let Some(id) = open.pop().filter(|_| !found) {
            let Some(link) = self.events.get(&id).filter(|_| seen.insert(id)) else { continue };
            found = link.causes.iter().any(|cause| cause == "initial");
            open.extend(link.causes.iter().filter_map(|cause| parse_id(cause)));
        }
        rooted.insert(from, found);
        found
    }

    fn root_words(&self, cause: &str) -> String {
        if let Some(number) = cause.strip_prefix("o:").and_then(|number| number.parse::<u32>().ok()) {
            return match self.orders.get(&number) {
                Some(words) => format!("order {cause}: {words}"),
                None => format!("order {cause}"),
            };
        }
        if cause == "initial" {
            return of_root(Cause::Initial);
        }
        match cause.strip_prefix("law:") {
            Some(law) => format!("the law of {} ({cause})", law.replace('-', " ")),
            None => cause.to_owned(),
        }
    }
}

fn text_of(cause: Cause) -> String {
    cause.to_string()
}

/// `department.what` of an event.
#[must_use]
pub fn kind_of(speaker: &Speaker, event: &Event) -> String {
    let json = qd_content::event_to_json(event, &speaker.names);
    json.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// `e:1200.3` as an id.
fn parse_id(text: &str) -> Option<EventId> {
    let (tick, n) = text.strip_prefix("e:")?.split_once('.')?;
    Some(EventId { tick: tick.parse().ok()?, n: n.parse().ok()? })
}

fn read_link(value: &Value) -> Result<(EventId, Link)> {
    let word = |field: &str| value.get(field).and_then(Value::as_str);
    let id = word("id").and_then(parse_id).context("no event id (`id`)")?;
    let kind = word("kind").context("no `kind`")?.to_owned();
    let causes = value.get("causes").and_then(Value::as_array).context("no `causes`")?;
    let causes = causes.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let own = ["id", "t", "tick", "ship", "kind", "causes"];
    let fields = value.as_object().into_iter().flatten().filter(|(field, _)| !own.contains(&field.as_str()));
    let fields: Vec<String> = fields.map(|(field, value)| format!("{field} {}", short(value))).collect();
    let text = if fields.is_empty() { kind.clone() } else { format!("{kind}: {}", fields.join(", ")) };
    let text = clean(&text);
    Ok((id, Link { kind, text, causes }))
}

fn short(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(rows) if rows.len() > 4 => format!("{} of them", rows.len()),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
{"id":"e:0.0","t":0,"tick":0,"ship":"s","kind":"power.breaker_tripped","causes":["initial","law:inverse-time-trip"],"breaker":"b"}
{"id":"e:5.0","t":0.25,"tick":5,"ship":"s","kind":"power.bus_dead","causes":["e:0.0"],"bus":"x"}
{"id":"e:5.1","t":0.25,"tick":5,"ship":"s","kind":"power.bus_dead","causes":["e:5.0","o:3"],"bus":"y"}
"#;

    #[test]
    fn a_chain_ends_at_its_roots() {
        let web = Web::read(FILE, "f").expect("reads");
        let chain = web.chain(web.find("power.bus_dead").expect("there"));
        assert!(chain.starts_with("e:5.1 00:00 power.bus_dead: bus y\n  because e:5.0"), "{chain}");
        for root in ["How things stood when the run began", "The law of inverse time trip", "Order o:3"] {
            assert!(chain.contains(root), "{root} in {chain}");
        }
        let steps = web.main_line(Cause::Event(EventId { tick: 5, n: 1 }), 9);
        assert_eq!(steps.len(), 3, "kinds are told once: {steps:?}");
    }

    #[test]
    fn what_is_not_there_is_said() {
        let web = Web::read(FILE, "f").expect("reads");
        for (wanted, expect) in [("e:4.0", "nearest is e:5.0"), ("x.y", "neither"), ("e:9", "neither")] {
            let error = web.find(wanted).expect_err("not there").to_string();
            assert!(error.contains(expect), "{error}");
        }
        assert!(format!("{:#}", Web::read("{", "f").expect_err("broken")).starts_with("f:1: "));
    }
}
