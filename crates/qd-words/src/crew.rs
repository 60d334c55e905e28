//! Sentences of `crew`: what people do and what happens to them.

use super::Speaker;
use qd_sim::PersonId;
use qd_sim::crew::{Event, Task};

/// One sentence.
pub(super) fn sentence(speaker: &Speaker, event: &Event) -> String {
    let name = |person: &PersonId| speaker.person(*person);
    match event {
        Event::Went { person, to_compartment, run } => {
            let how = if *run { "runs" } else { "goes" };
            format!("{} {how} to {}", name(person), speaker.compartment(*to_compartment))
        }
        Event::Arrived { person, compartment } => {
            format!("{} reaches {}", name(person), speaker.compartment(*compartment))
        }
        Event::Halted { person, reason } => {
            format!("{} is stopped: {}", name(person), speaker.reason(reason))
        }
        Event::Sat { person, seat } => format!("{} sits down at {}", name(person), speaker.seat(*seat)),
        Event::Stood { person, seat: Some(seat) } => {
            format!("{} leaves the chair at {}", name(person), speaker.seat(*seat))
        }
        Event::Stood { person, seat: None } => format!("{} gets up", name(person)),
        Event::Strapped { person } => format!("{} buckles in", name(person)),
        Event::Unstrapped { person } => format!("{} unbuckles", name(person)),
        Event::Braced { person } => format!("{} holds on", name(person)),
        Event::LayDown { person, portal: Some(portal) } => {
            format!("{} lies down at {}", name(person), speaker.portal(*portal))
        }
        Event::LayDown { person, portal: None } => format!("{} lies down", name(person)),
        Event::TookUp { person, carried_person } => {
            format!("{} lifts {}", name(person), name(carried_person))
        }
        Event::PutDown { person, carried_person } => {
            format!("{} lays {} down", name(person), name(carried_person))
        }
        Event::HandRaised { person, portal } => {
            format!("{} raises a hand to {}", name(person), speaker.portal(*portal))
        }
        Event::HandLowered { person, .. } => format!("{}'s hand comes down", name(person)),
        Event::TaskStarted { person, task } => format!("{} begins {}", name(person), doing(speaker, *task)),
        Event::TaskProgressed { person, task, left_s } => {
            format!("{} is {}, about {left_s:.0} s of work left", name(person), doing(speaker, *task))
        }
        Event::TaskDone { person, task } => format!("{} has {}", name(person), done(speaker, *task)),
        Event::TaskFailed { person, task, reason } => {
            format!("{} has to give up {}: {}", name(person), doing(speaker, *task), speaker.reason(reason))
        }
        Event::ErrandDone { person } => format!("{} has done what there was to do", name(person)),
        Event::ErrandFailed { person, reason, .. } => {
            format!("{} cannot go on: {}", name(person), speaker.reason(reason))
        }
        Event::Guided { person, on: true } => format!("{} is guided from outside", name(person)),
        Event::Guided { person, on: false } => format!("{} is left to their own mind", name(person)),
        other => harm(speaker, other),
    }
}

/// What happens to people against their will.
fn harm(speaker: &Speaker, event: &Event) -> String {
    let name = |person: &PersonId| speaker.person(*person);
    match event {
        Event::Fell { person, impact_m_s } => {
            format!("{} is thrown down at {impact_m_s:.1} m/s", name(person))
        }
        Event::Injured { person, injury, .. } => format!("{} suffers {}", name(person), injury_words(injury)),
        Event::Collapsed { person, of } => format!("{} collapses ({of})", name(person)),
        Event::CameTo { person } => format!("{} comes to", name(person)),
        Event::Died { person, of } => format!("{} dies ({of})", name(person)),
        Event::GravityChanged { plating, damping } => {
            format!("gravity plating at {:.0} %, dampers at {:.0} %", plating * 100.0, damping * 100.0)
        }
        other => format!("{other:?}"),
    }
}

fn injury_words(injury: &str) -> String {
    let article = if injury.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    if injury.starts_with("a ") || injury.starts_with("burns") || injury.ends_with('s') {
        return injury.to_owned();
    }
    format!("{article} {injury}")
}

/// A task as something being done: `realigning the core`.
pub(super) fn doing(speaker: &Speaker, task: Task) -> String {
    match task {
        Task::Realign {} => "realigning the core by hand".to_owned(),
        Task::Recode { controller } => format!("re-coding {}", speaker.controller(controller)),
        Task::WorkBreaker { breaker, close } => {
            let way = if close { "in" } else { "out" };
            format!("racking {} {way} by hand", speaker.breaker(breaker))
        }
        Task::RepairSource { source } => format!("repairing {}", speaker.source(source)),
        Task::RepairLoad { load } => format!("repairing {}", speaker.load(load)),
        Task::Patch { compartment } => format!("patching the hull at {}", speaker.compartment(compartment)),
        Task::WorkPortal { portal, open } => {
            format!("{} {}", if open { "opening" } else { "shutting" }, speaker.portal(portal))
        }
        Task::Treat { person } => format!("treating {}", speaker.person(person)),
    }
}

/// A task as something done: `realigned the core`.
pub(super) fn done(speaker: &Speaker, task: Task) -> String {
    match task {
        Task::Realign {} => "realigned the core".to_owned(),
        Task::Recode { controller } => format!("re-coded {}", speaker.controller(controller)),
        Task::WorkBreaker { breaker, close } => {
            format!("racked {} {}", speaker.breaker(breaker), if close { "in" } else { "out" })
        }
        Task::RepairSource { source } => format!("repaired {}", speaker.source(source)),
        Task::RepairLoad { load } => format!("repaired {}", speaker.load(load)),
        Task::Patch { compartment } => format!("patched the hull at {}", speaker.compartment(compartment)),
        Task::WorkPortal { portal, open } => {
            format!("{} {}", if open { "opened" } else { "shut" }, speaker.portal(portal))
        }
        Task::Treat { person } => format!("treated {}", speaker.person(person)),
    }
}

/// A task as something to do: `realign the core`.
pub(super) fn to_do(speaker: &Speaker, task: Task) -> String {
    match task {
        Task::Realign {} => "realign the core by hand".to_owned(),
        Task::Recode { controller } => format!("re-code {}", speaker.controller(controller)),
        Task::WorkBreaker { breaker, close } => {
            format!("rack {} {}", speaker.breaker(breaker), if close { "in" } else { "out" })
        }
        Task::RepairSource { source } => format!("repair {}", speaker.source(source)),
        Task::RepairLoad { load } => format!("repair {}", speaker.load(load)),
        Task::Patch { compartment } => format!("patch the hull at {}", speaker.compartment(compartment)),
        Task::WorkPortal { portal, open } => {
            format!("{} {}", if open { "open" } else { "shut" }, speaker.portal(portal))
        }
        Task::Treat { person } => format!("treat {}", speaker.person(person)),
    }
}
