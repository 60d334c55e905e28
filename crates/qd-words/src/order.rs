//! Sentences of an order's life, and orders as something to do.

use super::{Speaker, capital, command, comms, crew, english, hull};
use qd_sim::command::Order as CommandOrder;
use qd_sim::comms::Order as CommsOrder;
use qd_sim::core::Order as CoreOrder;
use qd_sim::flight::Order as FlightOrder;
use qd_sim::order::Event;
use qd_sim::power::Order as PowerOrder;
use qd_sim::{Act, crew::Order as CrewOrder};

/// One sentence.
pub(super) fn sentence(speaker: &Speaker, event: &Event) -> String {
    match event {
        Event::Accepted { order, by_person } => {
            format!("{} takes on order o:{}", speaker.person(*by_person), order.0)
        }
        Event::Refused { order, by_person, reason } => {
            format!("{} refuses order o:{}: {}", speaker.person(*by_person), order.0, speaker.reason(reason))
        }
        Event::Achieved { order } => format!("order o:{} is carried out", order.0),
        Event::Failed { order, reason } => format!("order o:{} fails: {}", order.0, speaker.reason(reason)),
    }
}

/// One sentence that says what was ordered.
pub(super) fn meant(speaker: &Speaker, event: &Event, act: &Act) -> String {
    let words = match act {
        Act::Command(CommandOrder::Direct { directive, .. }) => command::to_do(speaker, directive),
        act => self::act(speaker, act),
    };
    match event {
        Event::Accepted { by_person, .. } => format!("{} undertakes to {words}", speaker.person(*by_person)),
        Event::Refused { by_person, reason, .. } => {
            format!("{} refuses to {words}: {}", speaker.person(*by_person), speaker.reason(reason))
        }
        Event::Achieved { .. } => format!("the order to {words} is carried out"),
        Event::Failed { reason, .. } => {
            format!("the order to {words} comes to nothing: {}", speaker.reason(reason))
        }
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
        Act::Crew(CrewOrder::Guide { on: true }) => "act as a player says".to_owned(),
        Act::Crew(CrewOrder::Guide { on: false }) => "act by their own mind".to_owned(),
        Act::Crew(CrewOrder::Go { to_compartment, .. }) => {
            format!("go to {}", speaker.compartment(*to_compartment))
        }
        Act::Engines(qd_sim::engines::Order::Throttle { engine, throttle }) => {
            let which = engine.map_or_else(|| "the main engines".to_owned(), |engine| speaker.engine(engine));
            format!("set {which} to {:.0} %", throttle * 100.0)
        }
        Act::Flight(order) => flight(order),
        Act::Power(order) => power(speaker, order),
        Act::Core(order) => core(order),
        Act::Comms(CommsOrder::Call { .. }) => "call".to_owned(),
        Act::Comms(CommsOrder::Say { message: qd_sim::comms::Message::Words { to_person, .. } }) => {
            format!("speak to {}", speaker.person(*to_person))
        }
        Act::Comms(CommsOrder::Say { message } | CommsOrder::Announce { message }) => {
            format!("say something: {}", comms::told(speaker, message))
        }
        Act::Command(CommandOrder::LogEntry { text }) => {
            format!("enter in the log: \u{201c}{text}\u{201d}")
        }
        Act::Command(CommandOrder::TakeConn {}) => "take the conn".to_owned(),
        Act::Command(CommandOrder::PassConn { to_person }) => {
            format!("give the conn to {}", speaker.person(*to_person))
        }
        Act::Deckplan(qd_sim::deckplan::Order::OpenDoor { portal }) => {
            format!("open {}", speaker.portal(*portal))
        }
        Act::Deckplan(qd_sim::deckplan::Order::CloseDoor { portal }) => {
            format!("shut {}", speaker.portal(*portal))
        }
        other => plain(other),
    }
}

fn flight(order: &FlightOrder) -> String {
    match order {
        FlightOrder::Coast {} => "switch attitude control off".to_owned(),
        FlightOrder::Damp {} => "stop her turning".to_owned(),
        FlightOrder::Trim { attack_deg, bank_deg } => match attack_deg {
            Some(attack_deg) => format!("hold her {}", hull::trimmed(*attack_deg, *bank_deg)),
            None => "turn her belly into the wind and hold her there".to_owned(),
        },
        FlightOrder::Pitch { pitch_deg } => format!("hold her bow {}", english::pitch(*pitch_deg)),
        FlightOrder::Turn { .. } => "turn her by hand".to_owned(),
    }
}

fn power(speaker: &Speaker, order: &PowerOrder) -> String {
    match order {
        PowerOrder::OpenBreaker { breaker } => format!("open {}", speaker.breaker(*breaker)),
        PowerOrder::CloseBreaker { breaker } => format!("close {}", speaker.breaker(*breaker)),
        PowerOrder::SwitchLoad { load, on } => {
            format!("switch {} {}", speaker.load(*load), if *on { "on" } else { "off" })
        }
        PowerOrder::SetPriority { load, priority } => {
            format!("give {} priority {priority}", speaker.load(*load))
        }
        PowerOrder::Allocate { group, share } => {
            format!("give {} {:.0} % of what they want", super::power::loads_of(group), share * 100.0)
        }
        PowerOrder::SetPreset { preset } => format!("give out power as {}", speaker.preset(preset)),
        PowerOrder::StartSource { source } => format!("start {}", speaker.source(*source)),
        PowerOrder::StopSource { source } => format!("stop {}", speaker.source(*source)),
        PowerOrder::ShutController { controller } => format!("shut off {}", speaker.controller(*controller)),
    }
}

fn core(order: &CoreOrder) -> String {
    let switched = |on: bool, what: &str| format!("switch {what} {}", if on { "on" } else { "off" });
    match order {
        CoreOrder::Containment { on } => switched(*on, "the core's containment"),
        CoreOrder::Coolant { on } => switched(*on, "the core's coolant"),
        CoreOrder::Preheat { on } => switched(*on, "the core's preheating"),
        CoreOrder::Ignite {} => "ignite the core".to_owned(),
        CoreOrder::SetOutput { share } => format!("set the core to {:.0} % of its power", share * 100.0),
        CoreOrder::Scram {} => "shut the core down".to_owned(),
        CoreOrder::Eject {} => "throw the core out of the ship".to_owned(),
        CoreOrder::Decontaminate {} => "clean the lock".to_owned(),
        CoreOrder::StopDecontamination {} => "stop cleaning the lock".to_owned(),
        CoreOrder::OverrideInterlock {} => "override the interlock of the lock".to_owned(),
        CoreOrder::RestoreInterlock {} => "put the interlock of the lock back".to_owned(),
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
