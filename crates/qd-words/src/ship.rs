//! Sentences of the ship inside: doors, air, dose, instruments, and the end of the run.

use super::english::does;
use super::{Speaker, clock};
use qd_sim::instruments::Band;
use qd_sim::{EventKind, InstrumentId, Outcome, deckplan, instruments, radiation, world};
use serde_json::Value;

/// One sentence.
pub(super) fn sentence(speaker: &Speaker, kind: &EventKind) -> String {
    match kind {
        EventKind::Deckplan(event) => door(speaker, event),
        EventKind::Air(event) => air(speaker, event),
        EventKind::Radiation(radiation::Event::FieldChanged { compartment, dose_rate_gy_s }) => {
            format!(
                "the dose rate at {} is now {}",
                speaker.compartment(*compartment),
                dose_rate(*dose_rate_gy_s)
            )
        }
        EventKind::Instruments(event) => instrument(speaker, event),
        EventKind::World(world::Event::Ended { outcome }) => ended(outcome),
        other => plain(speaker, other),
    }
}

fn door(speaker: &Speaker, event: &deckplan::Event) -> String {
    use deckplan::Event;
    let hand = |by_hand: &bool| if *by_hand { " by hand" } else { "" };
    match event {
        Event::DoorOpened { portal, by_hand } => {
            does(&speaker.portal(*portal), &format!("is opened{}", hand(by_hand)))
        }
        Event::DoorClosed { portal, by_hand } => {
            does(&speaker.portal(*portal), &format!("is shut{}", hand(by_hand)))
        }
        Event::DoorHeld { portal } => does(&speaker.portal(*portal), "is held against everybody"),
        Event::DoorReleased { portal } => does(&speaker.portal(*portal), "is no longer held"),
        Event::DoorStopped { portal, open } => {
            does(&speaker.portal(*portal), &format!("stops {:.0} % open for want of power", open * 100.0))
        }
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}

fn air(speaker: &Speaker, event: &qd_sim::air::Event) -> String {
    use qd_sim::air::{Condition, Event};
    match event {
        Event::PlantStopped { fan_load } => {
            does(&speaker.load(*fan_load), "stands still, nothing moves the air")
        }
        Event::PlantStarted { fan_load } => does(&speaker.load(*fan_load), "runs"),
        Event::OxygenSpent { fan_load } => format!("the oxygen of {} is spent", speaker.load(*fan_load)),
        Event::VentsSet { compartment, open } => {
            let way = if *open { "open" } else { "shut" };
            format!("the vents of {} are {way}", speaker.compartment(*compartment))
        }
        Event::AirChanged { compartment, to: Condition::Good, .. } => {
            format!("the air in {} is good again", speaker.compartment(*compartment))
        }
        Event::AirChanged { compartment, to, .. } => {
            let how = super::command::spaced(&format!("{to:?}"));
            format!("the air in {} is now: {how}", speaker.compartment(*compartment))
        }
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}

/// A dose rate with the unit in which it has few figures.
fn dose_rate(rate_gy_s: f64) -> String {
    let (scale, unit) = match rate_gy_s {
        rate if rate >= 0.1 => (1.0, "Gy/s"),
        rate if rate >= 1e-4 => (1e3, "mGy/s"),
        _ => (1e6, "\u{b5}Gy/s"),
    };
    format!("{:.1} {unit}", rate_gy_s * scale)
}

fn instrument(speaker: &Speaker, event: &instruments::Event) -> String {
    use instruments::Event;
    match event {
        Event::ReadingDead { instrument } => does(&speaker.instrument(*instrument), "is dead"),
        Event::ReadingBack { instrument } => does(&speaker.instrument(*instrument), "reads again"),
        Event::LimitCrossed { instrument, band, value } => {
            let shown = shown(speaker, *instrument, *value);
            does(&speaker.instrument(*instrument), &format!("shows {shown}: {}", band_words(*band)))
        }
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}

/// A value as its device shows it, with at most four figures that count; shares in percent, small lengths in
/// millimetres.
fn shown(speaker: &Speaker, instrument: InstrumentId, value: f64) -> String {
    let row = &speaker.class.instruments.instrument[instrument];
    let (scale, unit) = match row.quantity.unit() {
        "1" => (100.0, "%"),
        "m" if value.abs() < 0.1 => (1_000.0, "mm"),
        unit => (1.0, unit),
    };
    let (value, step) = (value * scale, row.resolution * scale);
    let step = step.max(libm::exp10(libm::floor(libm::log10(value.abs().max(1e-12))) - 3.0));
    let decimals = libm::ceil(-libm::log10(step) - 1e-9).clamp(0.0, 9.0) as usize;
    // No minus before nothing.
    let value = if value.abs() < 0.5 * step { 0.0 } else { value };
    format!("{value:.decimals$} {unit}")
}

fn band_words(band: Band) -> &'static str {
    match band {
        Band::AlarmLow => "far too low",
        Band::WarningLow => "too low",
        Band::Normal => "between its limits",
        Band::WarningHigh => "too high",
        Band::AlarmHigh => "far too high",
    }
}

fn ended(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Lost { .. } => "the ship is lost".to_owned(),
        Outcome::Safe { .. } => "the ship is out of danger, and the story ends here".to_owned(),
        Outcome::Limit { tick } => format!("the time of the scenario runs out at {}", clock(*tick)),
    }
}

/// A kind without words of its own, from its name and fields: `hull: burned through (zone belly-2)`.
fn plain(speaker: &Speaker, kind: &EventKind) -> String {
    let id = qd_sim::EventId { tick: 0, n: 0 };
    let event = qd_sim::Event { id, kind: kind.clone(), causes: Vec::new() };
    let json = qd_content::event_to_json(&event, &speaker.names);
    let Value::Object(fields) = json else { return format!("{kind:?}") };
    let name = fields.get("kind").and_then(Value::as_str).unwrap_or_default();
    let (department, what) = name.split_once('.').unwrap_or(("", name));
    let own = ["id", "t", "tick", "ship", "kind", "causes"];
    let mut shown = Vec::new();
    for (field, value) in fields.iter().filter(|(field, _)| !own.contains(&field.as_str())) {
        let value = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => {
                number.as_f64().map_or_else(|| number.to_string(), |x| format!("{x:.4}"))
            }
            other => other.to_string(),
        };
        shown.push(format!("{} {value}", field.replace('_', " ")));
    }
    let what = what.replace('_', " ");
    if shown.is_empty() {
        format!("{department}: {what}")
    } else {
        format!("{department}: {what} ({})", shown.join(", "))
    }
}
