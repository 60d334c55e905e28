//! Sentences of an order's life, and orders as something to do.

use super::{Speaker, capital, command, crew};
use qd_sim::order::Event;
use qd_sim::{Act, crew::Order as CrewOrder};

/// One sentence.
pub(super) fn sentence(speaker: &Speaker, event: &Event) -> String {
    match event {
        Event::Accepted { order, by_person } => {
            format!("{} takes on order o:{}", speaker.person(*by_person), order.0)
        }
        Event::Refused { order, by_person, reason } => {
            format!("{} refuses order o:{}: {}", speaker.person(*by_person), order.0, reason.text)
        }
        Event::Achieved { order } => format!("order o:{} is carried out", order.0),
        Event::Failed { order, reason } => format!("order o:{} fails: {}", order.0, reason.text),
    }
}

/// What is ordered, as words that follow "to"; kinds without words of their own are named as in files.
pub(super) fn act(speaker: &Speaker, act: &Act) -> String {
    match act {
        Act::Command(qd_sim::command::Order::Direct { directive, .. }) => {
            format!("have others {}", command::to_do(speaker, directive))
        }
        Act::Command(qd_sim::command::Order::AskVolunteers { task }) => {
            format!("ask who will {}", crew::to_do(speaker, *task))
        }
        Act::Crew(CrewOrder::Work { task } | CrewOrder::Undertake { task }) => crew::to_do(speaker, *task),
        Act::Crew(CrewOrder::Go { to_compartment, .. }) => {
            format!("go to {}", speaker.compartment(*to_compartment))
        }
        Act::Engines(qd_sim::engines::Order::Throttle { engine, throttle }) => {
            let which = engine.map_or_else(|| "the main engines".to_owned(), |engine| speaker.engine(engine));
            format!("set {which} to {:.0} %", throttle * 100.0)
        }
        other => plain(other),
    }
}

/// `Power(OpenBreaker { breaker: BreakerId(3) })` as `power: open breaker (breaker 3)`.
fn plain(act: &Act) -> String {
    let text = format!("{act:?}");
    let (department, rest) = text.split_once('(').unwrap_or((&text, ""));
    let what = rest.split([' ', '{', ')']).next().unwrap_or_default();
    let words = command::spaced(what);
    if words.is_empty() { capital(department) } else { words }
}
