//! Which events an account tells. Weight by kind: 3 turns the run, 2 matters, 1 matters of those at its centre,
//! 0 is for `explain`. At the centre are whoever worked in the chamber, whoever spoke with them, and the dead.

use crate::game::Game;
use qd_sim::crew::Task;
use qd_sim::{Event, EventKind, PersonId};
use std::collections::BTreeSet;

/// Most lines of weight 2 before the account keeps to those at the centre.
const MIDDLE_MAX: usize = 90;

/// An event and how much it matters.
pub(super) type Chosen<'a> = (&'a Event, u8);

/// The events to tell, in order.
pub(super) fn choose(game: &Game) -> Vec<Chosen<'_>> {
    let centre = centre(game);
    let weighed = game.events.iter().map(|event| (event, weight(event, &centre)));
    let mut chosen: Vec<Chosen<'_>> = weighed.filter(|(_, weight)| *weight >= 2).collect();
    let middle = chosen.iter().filter(|(_, weight)| *weight == 2).count();
    if middle > MIDDLE_MAX {
        // Ordinary lines are thinned evenly, so that no part of the run falls silent.
        let keep_each = middle.div_ceil(MIDDLE_MAX);
        let mut number = 0;
        chosen.retain(|(event, weight)| {
            if *weight > 2 || who(event).iter().any(|person| centre.contains(person)) || is_grouped(event) {
                return true;
            }
            number += 1;
            number % keep_each == 0
        });
    }
    chosen
}

/// Kinds that `group` puts together anyway.
fn is_grouped(event: &Event) -> bool {
    super::group::many(&event.kind).is_some()
}

/// The people at the centre of the run.
fn centre(game: &Game) -> BTreeSet<PersonId> {
    use qd_sim::{comms, crew};
    let mut centre = BTreeSet::new();
    for event in &game.events {
        if let EventKind::Crew(crew::Event::TaskStarted { person, task: Task::Realign {} }) = &event.kind {
            centre.insert(*person);
        }
    }
    let workers = centre.clone();
    for event in &game.events {
        let EventKind::Comms(comms::Event::Said { by_person, message, .. }) = &event.kind else { continue };
        let comms::Message::Words { to_person, .. } = message else { continue };
        if workers.contains(by_person) || workers.contains(to_person) {
            centre.extend([*by_person, *to_person]);
        }
    }
    centre
}

/// How much an event matters.
fn weight(event: &Event, centre: &BTreeSet<PersonId>) -> u8 {
    let own = by_kind(&event.kind);
    let central = who(event).iter().any(|person| centre.contains(person));
    if own == 1 && central { 2 } else { own }
}

/// How much a kind matters of itself.
pub(super) fn by_kind(kind: &EventKind) -> u8 {
    match kind {
        EventKind::Power(event) => power(event),
        EventKind::Core(event) => core(event),
        EventKind::Crew(event) => crew(event),
        EventKind::Comms(event) => comms(event),
        EventKind::Command(event) => command(event),
        EventKind::Order(qd_sim::order::Event::Refused { .. }) => 3,
        EventKind::Order(qd_sim::order::Event::Failed { .. }) => 2,
        EventKind::World(_) => 3,
        EventKind::Hull(event) => match event {
            qd_sim::hull::Event::Strained { .. } => 1,
            _ => 3,
        },
        EventKind::Heat(qd_sim::heat::Event::BurntThrough { .. } | qd_sim::heat::Event::Glows { .. }) => 2,
        EventKind::Flight(
            qd_sim::flight::Event::Bottomed { .. } | qd_sim::flight::Event::OutOfDanger { .. },
        ) => 3,
        EventKind::Flight(_) | EventKind::Engines(_) => 2,
        EventKind::Order(_)
        | EventKind::Deckplan(_)
        | EventKind::Heat(_)
        | EventKind::Air(_)
        | EventKind::Shields(_) => 1,
        EventKind::Radiation(_) | EventKind::Instruments(_) => 0,
    }
}

fn power(event: &qd_sim::power::Event) -> u8 {
    use qd_sim::power::Event;
    match event {
        Event::SourceTripped { .. } | Event::SourceStarted { .. } => 3,
        Event::BreakerTripped { .. }
        | Event::BusDead { .. }
        | Event::BusRestored { .. }
        | Event::ControllerDown { .. }
        | Event::ControllerUp { .. }
        | Event::SourceStarting { .. }
        | Event::Allocated { .. } => 2,
        _ => 0,
    }
}

fn core(event: &qd_sim::core::Event) -> u8 {
    use qd_sim::core::Event;
    match event {
        Event::Contained {} | Event::Preheated {} | Event::DecontaminationStopped {} => 2,
        Event::InterlockHeld { .. } | Event::InterlockReleased { .. } => 2,
        _ => 3,
    }
}

fn crew(event: &qd_sim::crew::Event) -> u8 {
    use qd_sim::crew::Event;
    match event {
        Event::Died { .. }
        | Event::TaskStarted { task: Task::Realign {}, .. }
        | Event::TaskDone { task: Task::Realign {}, .. }
        | Event::TaskFailed { task: Task::Realign {}, .. }
        | Event::HandRaised { .. } => 3,
        Event::Injured { .. }
        | Event::Collapsed { .. }
        | Event::Fell { .. }
        | Event::TaskFailed { .. }
        | Event::ErrandFailed { .. }
        | Event::GravityChanged { .. } => 2,
        Event::Sat { .. } | Event::Stood { .. } | Event::ErrandDone { .. } => 0,
        _ => 1,
    }
}

fn comms(event: &qd_sim::comms::Event) -> u8 {
    use qd_sim::comms::{Event, Message};
    match event {
        Event::Said { message: Message::Words { .. } | Message::Text { .. }, .. } => 3,
        Event::Announced { .. } => 2,
        Event::Said { message: Message::Report { .. } | Message::Decline { .. }, .. } => 2,
        Event::CallFailed { .. } => 1,
        Event::Called { .. } | Event::Said { .. } => 1,
        _ => 0,
    }
}

fn command(event: &qd_sim::command::Event) -> u8 {
    use qd_sim::command::{Directive, Event};
    match event {
        Event::ConnPassed { .. }
        | Event::ConnTaken { .. }
        | Event::Volunteered { .. }
        | Event::WentUnasked { .. }
        | Event::VolunteersAsked { .. }
        | Event::Briefed { .. }
        | Event::Insisted { .. }
        | Event::Relieved { .. }
        | Event::Logged { .. }
        | Event::ConditionSet { .. }
        | Event::Directed { directive: Directive::Realign {} | Directive::OverrideInterlock {}, .. } => 3,
        Event::Directed { .. } => 2,
        _ => 1,
    }
}

/// Whom an event is about.
fn who(event: &Event) -> Vec<PersonId> {
    // The one place where the kind does not matter: any field that names a person does.
    let mut people = Vec::new();
    if let Ok(value) = serde_json::to_value(&event.kind) {
        gather("", &value, &mut people);
    }
    people
}

fn gather(field: &str, value: &serde_json::Value, people: &mut Vec<PersonId>) {
    let is_person = qd_sim::names::Space::of_field(field) == Some(qd_sim::names::Space::Person);
    match value {
        serde_json::Value::Object(fields) => {
            fields.iter().for_each(|(field, value)| gather(field, value, people));
        }
        // Who heard something is not whom it is about.
        serde_json::Value::Number(number) if is_person => {
            if let Some(id) = number.as_u64().and_then(|id| u16::try_from(id).ok()) {
                people.push(PersonId(id));
            }
        }
        _ => {}
    }
}
