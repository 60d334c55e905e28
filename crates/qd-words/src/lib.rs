//! One plain sentence for every kind of event, order and message. Account, `explain`, `watch` and pages say things in
//! the same words.
//!
//! Layout: one file for each group of departments; `speaker` turns ids into what people say, in the words of `english`. No sentence knows
//! a scenario: every word comes from the event, the ship class and the roster.

mod command;
mod comms;
mod core;
mod crew;
mod english;
mod hull;
mod order;
mod power;
mod ship;
mod speaker;

pub use english::{clean, of_several, whole, wrapped};
pub use speaker::{Speaker, capital, clock, list, number};

use qd_sim::comms::Message;
use qd_sim::{Act, Cause, Event, EventKind, Law, Order, PersonId};

/// What happened, as a sentence.
#[must_use]
pub fn of_event(speaker: &Speaker, event: &Event) -> String {
    speaker.capital(&of_kind(speaker, &event.kind))
}

/// What happened, without the capital at its beginning.
#[must_use]
pub fn of_kind(speaker: &Speaker, kind: &EventKind) -> String {
    // Texts that people wrote are in here: nothing of them may act on a terminal.
    clean(&sentence(speaker, kind))
}

/// What happened, as a sentence; an event of an order's life says what was ordered. `orders` by number.
#[must_use]
pub fn of_event_among(speaker: &Speaker, event: &Event, orders: &[Order]) -> String {
    speaker.capital(&of_kind_among(speaker, &event.kind, orders))
}

/// The same without the capital at its beginning.
#[must_use]
pub fn of_kind_among(speaker: &Speaker, kind: &EventKind, orders: &[Order]) -> String {
    if let EventKind::Order(event) = kind
        && let Ok(index) = orders.binary_search_by_key(&event.order(), |order| order.id)
    {
        return clean(&order::meant(speaker, event, &orders[index].act));
    }
    of_kind(speaker, kind)
}

fn sentence(speaker: &Speaker, kind: &EventKind) -> String {
    match kind {
        EventKind::Power(event) => power::sentence(speaker, event),
        EventKind::Core(event) => core::sentence(speaker, event),
        EventKind::Crew(event) => crew::sentence(speaker, event),
        EventKind::Comms(event) => comms::sentence(speaker, event),
        EventKind::Command(event) => command::sentence(speaker, event),
        EventKind::Order(event) => order::sentence(speaker, event),
        EventKind::Flight(event) => hull::flight(event),
        EventKind::Engines(event) => hull::engines(speaker, event),
        EventKind::Hull(event) => hull::hull(speaker, event),
        EventKind::Heat(event) => hull::heat(speaker, event),
        EventKind::Shields(event) => hull::shields(speaker, event),
        other => ship::sentence(speaker, other),
    }
}

/// What somebody says, as words that follow their name.
#[must_use]
pub fn of_message(speaker: &Speaker, by_person: PersonId, message: &Message) -> String {
    clean(&comms::said(speaker, by_person, message))
}

/// What somebody was ordered or asked to do, as words that follow "to".
#[must_use]
pub fn of_act(speaker: &Speaker, act: &Act) -> String {
    clean(&order::act(speaker, act))
}

/// An order as it was given, in a sentence that begins with who gave it.
#[must_use]
pub fn of_order(speaker: &Speaker, order: &Order) -> String {
    let at = order.seat.map(|seat| format!(" at {}", speaker.seat(seat))).unwrap_or_default();
    format!("{}{at} gives the order to {}", speaker.person(order.by_person), of_act(speaker, &order.act))
}

/// A directive, as words that follow "to".
#[must_use]
pub fn of_directive(speaker: &Speaker, directive: &qd_sim::command::Directive) -> String {
    command::to_do(speaker, directive)
}

/// A task, as words that follow "to".
#[must_use]
pub fn of_task(speaker: &Speaker, task: qd_sim::crew::Task) -> String {
    crew::to_do(speaker, task)
}

/// A root of a chain of causes, in words.
#[must_use]
pub fn of_root(cause: Cause) -> String {
    match cause {
        Cause::Initial => "how things stood when the run began".to_owned(),
        Cause::Order(id) => format!("order o:{}", id.0),
        Cause::Event(id) => format!("event {id}"),
        Cause::Law(law) => format!("the law of {} ({})", law.name().replace('-', " "), page(law)),
    }
}

/// The page of a law.
fn page(law: Law) -> String {
    let department = match law {
        Law::InverseTimeTrip | Law::LoadShedding | Law::VoltageLimit | Law::BlackStart => "power",
        Law::CoreAlignment | Law::CoreHeat | Law::Containment | Law::Decontamination => "core",
        Law::Radiation => "radiation",
        Law::Gravity | Law::AirDrag | Law::ReactionControl => "flight",
        Law::EntryHeating | Law::Conduction => "heat",
        Law::Structure => "hull",
        Law::GasFlow | Law::Respiration => "air",
        Law::Body | Law::DoseResponse => "crew",
        Law::Willingness => "willingness",
        Law::Succession | Law::Procedure => "command",
        Law::Hearing => "comms",
        Law::Thrust => "engines",
        Law::Shielding => "shields",
        #[allow(unreachable_patterns, reason = "a new law is found by its name until it has its page here")]
        _ => "README",
    };
    format!("docs/laws/{department}.md")
}
