//! What people know: what they were told, and what they see of others beside them.

use super::{Casualty, Comms, Ears, Fact, FactKind, Message, Topic, Way, hearing};
use crate::Cause;
use crate::class::ShipClass;
use crate::crew::{Crew, willingness};
use crate::deckplan::Deckplan;
use crate::flows::{Flows, Hearing};
use crate::id::{CompartmentId, PersonId, Table};
use crate::world::Tick;

/// Most casualties that one person keeps in mind.
const CASUALTIES_MAX: usize = 4;
/// Share of normal light below which everybody sees that the grid is gone (chosen number).
const DARK: f64 = 0.5;

impl Ears {
    /// Learns a fact; later facts overrule what they contradict.
    pub fn learn(&mut self, fact: Fact, tick: u32) {
        use FactKind as K;
        let overruled: &[K] = match fact {
            Fact::PowerRestored {} => &[K::GridLost],
            Fact::GridLost {} => &[K::PowerRestored],
            Fact::CoreAligned { .. } => &[K::CoreMisaligned, K::RealignNeeded],
            Fact::CoreMisaligned { .. } | Fact::RealignNeeded { .. } => &[K::CoreAligned],
            Fact::ShipSafe {} => &[K::ShipFalling, K::AbandonShip],
            Fact::ShipFalling { .. } => &[K::ShipSafe],
            _ => &[],
        };
        for kind in overruled {
            self.known &= !(1 << *kind as u32);
        }
        self.known |= 1 << fact.kind() as u32;
        match fact {
            Fact::RealignNeeded { dose_gy, survival_s } => {
                self.told_dose_gy = dose_gy.max(0.0);
                self.told_survival_s = survival_s.max(0.0);
            }
            Fact::ShipFalling { time_left_s } => {
                let ticks = time_left_s.clamp(0.0, 1e6) * f64::from(crate::TICKS_PER_SECOND);
                self.fall_ends_tick = Some(tick.saturating_add(ticks as u32));
            }
            Fact::Casualty { person, compartment } => self.mind(person, Some(compartment)),
            Fact::WentIn { person } => self.mind(person, None),
            Fact::Death { person } | Fact::NoAnswer { person } => {
                self.mind(person, None);
                // Whoever went in and fell silent has not done it, unless one knows better: somebody else may have to.
                self.known &= !(1 << K::WentIn as u32);
            }
            _ => {}
        }
    }

    /// Keeps a casualty in mind; where they lie is as last told.
    fn mind(&mut self, person: PersonId, compartment: Option<CompartmentId>) {
        if let Some(known) = self.casualties.iter_mut().find(|known| known.person == person) {
            known.compartment = compartment.or(known.compartment);
            return;
        }
        if self.casualties.len() == CASUALTIES_MAX {
            self.casualties.remove(0);
        }
        self.casualties.push(Casualty { person, compartment });
    }
}

impl Comms {
    /// What is learnt from a message by whoever says or hears it.
    pub(super) fn learn_from(&mut self, person: PersonId, message: &Message, cause: Cause, tick: u32) {
        let fact = match message {
            Message::Report { what } => *what,
            Message::Words { topic: Topic::ShipSafe, .. } => Fact::ShipSafe {},
            _ => return,
        };
        self.ears[person].learn(fact, tick);
        self.ears[person].cause = cause;
    }

    /// People see the hurt and the dead beside them and behind glass, and that the lights are out. Once a second.
    pub(super) fn see(&mut self, crew: &Crew, deckplan: &Deckplan, flows: &mut Flows, cx: &Tick<'_>) {
        let seen = casualties(crew, deckplan, cx);
        for (person, who) in crew.person.iter() {
            let ears = &mut self.ears[person];
            if flows.light[who.compartment] < DARK && willingness::is_awake(who) {
                ears.known |= 1 << FactKind::GridLost as u32;
            }
            let Some(hurt) = seen.as_ref().and_then(|seen| seen[who.compartment]) else { continue };
            if hurt == person || !willingness::is_awake(who) {
                continue;
            }
            let compartment = crew.person[hurt].compartment;
            let what = Fact::Casualty { person: hurt, compartment };
            if ears.casualties.iter().any(|known| known.person == hurt) {
                ears.mind(hurt, Some(compartment));
            } else {
                ears.learn(what, cx.tick);
                let message = Message::Report { what };
                let cause = crew.person[hurt].cause;
                flows.heard.push(Hearing { person, by_person: person, message, cause });
            }
        }
    }
}

/// One casualty to be seen from each compartment; the choice moves on every second, so that in time all are seen.
fn casualties(
    crew: &Crew,
    deckplan: &Deckplan,
    cx: &Tick<'_>,
) -> Option<Table<CompartmentId, Option<PersonId>>> {
    let hurt: Vec<PersonId> = crew
        .person
        .iter()
        .filter(|(_, who)| willingness::is_casualty(who))
        .map(|(person, _)| person)
        .collect();
    if hurt.is_empty() {
        return None;
    }
    let mut seen = Table::like(&cx.class.deckplan.compartment, |_| None);
    let turn = (cx.tick / crate::TICKS_PER_SECOND) as usize % hurt.len();
    let (later, first) = hurt.split_at(turn);
    for &person in first.iter().chain(later) {
        let here = crew.person[person].compartment;
        if seen[here].is_none() {
            seen[here] = Some(person);
        }
    }
    spread_through_glass(cx.class, deckplan, &mut seen);
    Some(seen)
}

fn spread_through_glass(
    class: &ShipClass,
    deckplan: &Deckplan,
    seen: &mut Table<CompartmentId, Option<PersonId>>,
) {
    let panes: Vec<CompartmentId> = class
        .deckplan
        .portal
        .iter()
        .filter(|(_, row)| row.glass)
        .flat_map(|(_, row)| [row.from_compartment, row.to_compartment])
        .collect();
    for here in panes {
        let Some(person) = seen[here] else { continue };
        for (beyond, way) in hearing::carries(class, deckplan, here) {
            if way == Way::Glass && seen[beyond].is_none() {
                seen[beyond] = Some(person);
            }
        }
    }
}
