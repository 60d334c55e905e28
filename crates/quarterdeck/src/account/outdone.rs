//! Events that would be true but mislead in a short telling, because another says it better: an order that "comes to
//! nothing" after its work was done or given up, a conn that is handed on in the same second, a hand that comes
//! down from a pane and is back on it at once.

use super::choose::{asked, given};
use crate::game::Game;
use qd_sim::command::Directive;
use qd_sim::crew::Task;
use qd_sim::{EventId, EventKind, OrderId, PersonId, TICKS_PER_SECOND, command, crew, order};
use std::collections::{BTreeMap, BTreeSet};

/// The events that are left out.
pub(super) fn outdone(game: &Game) -> BTreeSet<EventId> {
    let mut out = BTreeSet::new();
    let mut taken_by: BTreeMap<OrderId, PersonId> = BTreeMap::new();
    let mut done: Vec<(PersonId, Task)> = Vec::new();
    let mut given_up: Vec<(PersonId, Task, u32)> = Vec::new();
    let mut conn: Option<EventId> = None;
    let mut lowered: BTreeMap<PersonId, EventId> = BTreeMap::new();
    for event in &game.events {
        let tick = event.id.tick;
        match &event.kind {
            EventKind::Order(order::Event::Accepted { order, by_person }) => {
                taken_by.insert(*order, *by_person);
            }
            EventKind::Crew(crew::Event::TaskDone { person, task }) => done.push((*person, *task)),
            EventKind::Crew(crew::Event::TaskFailed { person, task, .. }) => {
                given_up.push((*person, *task, tick));
            }
            EventKind::Order(order::Event::Failed { order, .. }) => {
                let task = asked(game, *order).and_then(task_of);
                let person =
                    taken_by.get(order).or_else(|| given(game, *order).map(|order| &order.by_person));
                if let (Some(task), Some(person)) = (task, person)
                    && (done.contains(&(*person, task))
                        || given_up.iter().any(|(who, what, when)| {
                            who == person && *what == task && tick <= when + TICKS_PER_SECOND
                        }))
                {
                    out.insert(event.id);
                }
            }
            EventKind::Command(command::Event::ConnTaken { .. }) => {
                out.extend(conn.filter(|last| tick <= last.tick + TICKS_PER_SECOND));
                conn = Some(event.id);
            }
            EventKind::Crew(crew::Event::HandLowered { person, .. }) => {
                lowered.insert(*person, event.id);
            }
            EventKind::Crew(crew::Event::HandRaised { person, .. }) => {
                let just = lowered.remove(person).filter(|last| tick <= last.tick + TICKS_PER_SECOND);
                if let Some(last) = just {
                    out.extend([last, event.id]);
                }
            }
            _ => {}
        }
    }
    out
}

/// The work that a directive asks for.
fn task_of(directive: &Directive) -> Option<Task> {
    match directive {
        Directive::Realign {} => Some(Task::Realign {}),
        Directive::Recode { controller } => Some(Task::Recode { controller: *controller }),
        Directive::Work { task } => Some(*task),
        _ => None,
    }
}
