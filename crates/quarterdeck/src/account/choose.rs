//! Which events an account tells. Weight by kind: 3 turns the run, 2 matters, 1 matters of those at its centre,
//! 0 is for `explain`. At the centre are whoever worked in the chamber and whoever spoke with them.

use super::news::News;
use crate::game::Game;
use qd_sim::command::Directive;
use qd_sim::comms::Message;
use qd_sim::crew::Task;
use qd_sim::{Act, Event, EventKind, Order, OrderId, PersonId, comms};
use qd_words::of_event;
use std::collections::{BTreeMap, BTreeSet};

/// Most lines of weight 2 before the account keeps to those at the centre.
const MIDDLE_MAX: usize = 90;
/// The same words are not told twice within this time, ticks.
const AGAIN_TICKS: u32 = 180 * qd_sim::TICKS_PER_SECOND;

/// An event and how much it matters.
pub(super) type Chosen<'a> = (&'a Event, u8);

/// The events to tell, in order.
pub(super) fn choose(game: &Game) -> Vec<Chosen<'_>> {
    let centre = centre(game);
    let outdone = super::outdone::outdone(game);
    let mut news = News::default();
    let mut told: BTreeMap<String, u32> = BTreeMap::new();
    let mut chosen = Vec::new();
    for event in game.events.iter().filter(|event| !outdone.contains(&event.id)) {
        let weight = weight(game, event, &centre, &mut news);
        if weight < 2 {
            continue;
        }
        let text = of_event(&game.speaker, event);
        let again = told.get(&text).is_some_and(|last| event.id.tick < last + AGAIN_TICKS) && !is_hand(event);
        told.insert(text, event.id.tick);
        if !again {
            chosen.push((event, weight));
        }
    }
    thin(&mut chosen, &centre);
    chosen
}

/// Ordinary lines are thinned evenly when there are too many, so that no part of the run falls silent.
fn thin(chosen: &mut Vec<Chosen<'_>>, centre: &BTreeSet<PersonId>) {
    let is_ordinary = |(event, weight): &Chosen<'_>| {
        *weight == 2
            && !who(event).iter().any(|person| centre.contains(person))
            && !super::group::is_many(event)
            && !is_hand(event)
    };
    let count = chosen.iter().filter(|line| is_ordinary(line)).count();
    if count > MIDDLE_MAX {
        let keep_each = count.div_ceil(MIDDLE_MAX);
        let mut number = 0;
        chosen.retain(|line| {
            number += usize::from(is_ordinary(line));
            !is_ordinary(line) || number % keep_each == 0
        });
    }
}

/// A hand to a pane goes up and comes down: neither is told without the other.
fn is_hand(event: &Event) -> bool {
    use qd_sim::crew::Event::{HandLowered, HandRaised};
    matches!(event.kind, EventKind::Crew(HandRaised { .. } | HandLowered { .. }))
}

/// The people at the centre of the run.
fn centre(game: &Game) -> BTreeSet<PersonId> {
    let mut workers = BTreeSet::new();
    for event in &game.events {
        if let EventKind::Crew(qd_sim::crew::Event::TaskStarted { person, task: Task::Realign {} }) =
            &event.kind
        {
            workers.insert(*person);
        }
    }
    let mut centre = workers.clone();
    for event in &game.events {
        let EventKind::Comms(comms::Event::Said { by_person, message, .. }) = &event.kind else { continue };
        let Message::Words { to_person, .. } = message else { continue };
        if workers.contains(by_person) || workers.contains(to_person) {
            centre.extend([*by_person, *to_person]);
        }
    }
    centre
}

/// How much an event matters in this run. News is told once.
fn weight(game: &Game, event: &Event, centre: &BTreeSet<PersonId>, news: &mut News) -> u8 {
    let own = match &event.kind {
        EventKind::Order(event) => of_order(game, event),
        EventKind::Comms(
            report @ (comms::Event::Said { message: Message::Report { .. }, .. }
            | comms::Event::Announced { message: Message::Report { .. }, .. }),
        ) => 2 * u8::from(news.is_news(report)),
        kind => by_kind(kind),
    };
    let central = own == 1 && who(event).iter().any(|person| centre.contains(person));
    if central { 2 } else { own }
}

/// Reports that come by the dozen and of which none is news.
pub(super) fn is_routine(kind: &EventKind) -> bool {
    let EventKind::Comms(comms::Event::Said { message: Message::Report { what }, .. }) = kind else {
        return false;
    };
    super::news::is_routine(*what)
}

/// An order's life matters as much as what was ordered.
fn of_order(game: &Game, event: &qd_sim::order::Event) -> u8 {
    use qd_sim::order::Event;
    let worth = |order: &OrderId| match asked(game, *order) {
        Some(directive) => of_directive(directive),
        None => 0,
    };
    match event {
        Event::Refused { order, .. } => worth(order),
        Event::Accepted { order, .. } | Event::Failed { order, .. } => worth(order).saturating_sub(1),
        Event::Achieved { .. } => 0,
    }
}

/// An order that took effect.
pub(super) fn given(game: &Game, order: OrderId) -> Option<&Order> {
    let index = game.orders.binary_search_by_key(&order, |order| order.id).ok()?;
    Some(&game.orders[index])
}

/// What an order asked of others, if it did.
pub(super) fn asked(game: &Game, order: OrderId) -> Option<&Directive> {
    match &given(game, order)?.act {
        Act::Command(qd_sim::command::Order::Direct { directive, .. }) => Some(directive),
        _ => None,
    }
}

fn of_directive(directive: &Directive) -> u8 {
    match directive {
        Directive::Realign {} | Directive::OverrideInterlock {} | Directive::EvacuateShip {} => 3,
        Directive::StartCore {} | Directive::Climb {} | Directive::RestartPower {} => 2,
        Directive::TrimBellyFirst {} | Directive::AssessCore {} | Directive::Recode { .. } => 2,
        Directive::Work { task: Task::Treat { .. } } | Directive::ReportOn { .. } => 0,
        _ => 1,
    }
}

/// How much a kind matters of itself.
pub(super) fn by_kind(kind: &EventKind) -> u8 {
    match kind {
        EventKind::Power(event) => power(event),
        EventKind::Core(event) => core(event),
        EventKind::Crew(event) => crew(event),
        EventKind::Comms(event) => comms(event),
        EventKind::Command(event) => command(event),
        EventKind::Hull(qd_sim::hull::Event::Strained { .. }) => 1,
        EventKind::Heat(qd_sim::heat::Event::BurntThrough { .. } | qd_sim::heat::Event::Glows { .. }) => 2,
        EventKind::Flight(
            qd_sim::flight::Event::Bottomed { .. } | qd_sim::flight::Event::OutOfDanger { .. },
        ) => 3,
        EventKind::World(_) | EventKind::Hull(_) => 3,
        EventKind::Flight(_) | EventKind::Engines(_) => 2,
        EventKind::Order(qd_sim::order::Event::Refused { .. }) => 2,
        EventKind::Deckplan(_) | EventKind::Heat(_) | EventKind::Air(_) | EventKind::Shields(_) => 1,
        EventKind::Order(_) | EventKind::Radiation(_) | EventKind::Instruments(_) => 0,
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
        Event::Contained {}
        | Event::Preheated {}
        | Event::DecontaminationStopped {}
        | Event::InterlockHeld { .. }
        | Event::InterlockReleased { .. } => 2,
        _ => 3,
    }
}

fn crew(event: &qd_sim::crew::Event) -> u8 {
    use qd_sim::crew::Event;
    match event {
        Event::Died { .. }
        | Event::TaskStarted { task: Task::Realign {}, .. }
        | Event::TaskDone { task: Task::Realign {}, .. }
        | Event::TaskFailed { task: Task::Realign {}, .. } => 3,
        Event::Injured { .. } | Event::Collapsed { .. } | Event::Fell { .. } => 2,
        Event::HandRaised { .. } | Event::HandLowered { .. } => 2,
        // Gone or back; what lies between passes.
        Event::GravityChanged { plating, .. } if *plating < 0.05 || *plating > 0.95 => 2,
        Event::Sat { .. } | Event::Stood { .. } | Event::ErrandDone { .. } | Event::ErrandFailed { .. } => 0,
        Event::GravityChanged { .. } => 0,
        _ => 1,
    }
}

fn comms(event: &qd_sim::comms::Event) -> u8 {
    use qd_sim::comms::Event;
    match event {
        Event::Said { message: Message::Text { .. }, .. } => 3,
        Event::Announced { message: Message::Order { directive, .. }, .. } => of_directive(directive),
        Event::Announced { message: Message::VolunteerWanted { .. }, .. } => 0,
        Event::Announced { .. } => 2,
        Event::Said { message: Message::Report { .. }, .. } => 2,
        Event::Said { message: Message::Words { .. } | Message::ComeTo { .. }, .. } => 1,
        Event::Called { .. } | Event::CallFailed { .. } => 1,
        _ => 0,
    }
}

fn command(event: &qd_sim::command::Event) -> u8 {
    use qd_sim::command::Event;
    match event {
        Event::ConnPassed { .. }
        | Event::ConnTaken { .. }
        | Event::Volunteered { .. }
        | Event::VolunteersAsked { .. }
        | Event::Insisted { .. }
        | Event::Relieved { .. }
        | Event::Logged { .. }
        | Event::ConditionSet { .. } => 3,
        Event::WentUnasked { .. } => 2,
        Event::Directed { directive, .. } => of_directive(directive),
        Event::Weighed { .. } => 0,
        _ => 1,
    }
}

/// Whom an event is about: any field of it that names a person. Who heard something is not whom it is about.
pub(super) fn who(event: &Event) -> Vec<PersonId> {
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
            for (field, value) in fields {
                gather(field, value, people);
            }
        }
        serde_json::Value::Number(number) if is_person => {
            if let Some(id) = number.as_u64().and_then(|id| u16::try_from(id).ok()) {
                people.push(PersonId(id));
            }
        }
        _ => {}
    }
}
