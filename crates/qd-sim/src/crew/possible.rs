//! Whether somebody can do something from where and as they are: asked when an order is given, and again when
//! its turn comes.

use super::Crew;
use super::errand::Step;
use super::tasks::Task;
use crate::class::ShipClass;
use crate::deckplan::{Deckplan, movable};
use crate::flows::Flows;
use crate::id::{PersonId, PortalId};
use crate::order::Reason;

/// Why first aid is not given to somebody who has no wound left that it would help.
pub const NOTHING_TO_TREAT: &str = "nothing_to_treat";
/// Least work that makes it worth beginning to treat somebody, standard s (chosen number).
const LEAST_CARE_S: f64 = 2.0;

impl Crew {
    /// Whether somebody can do this from where and as they are.
    ///
    /// # Errors
    /// What is in the way.
    pub fn possible(
        &self,
        deckplan: &Deckplan,
        flows: &Flows,
        class: &ShipClass,
        id: PersonId,
        step: Step,
    ) -> Result<(), Reason> {
        let person = &self.person[id];
        let fail = |code, text: &str| Err(Reason::new(code, text));
        match step {
            Step::Go { to_compartment, .. } => match class.deckplan.compartment.get(to_compartment) {
                Some(_) => Ok(()),
                None => fail("no_such_compartment", "there is no such compartment"),
            },
            Step::Door { portal, open } => self.door_possible(deckplan, flows, class, id, portal, open),
            Step::Work { task } => self.work_possible(flows, class, id, task),
            Step::Sit { seat } => match class.command.seat.get(seat) {
                None => fail("no_such_seat", "there is no such chair"),
                Some(row) if row.compartment != person.compartment => {
                    fail("too_far", "one must be in its compartment to take a chair")
                }
                Some(_) if self.in_seat(seat).is_some_and(|holder| holder != id) => {
                    fail("taken", "somebody sits there")
                }
                Some(_) => Ok(()),
            },
            Step::Strap {} if person.seat.is_none() => fail("no_seat", "only a chair has a harness"),
            Step::Carry { person: other } => match self.person.get(other) {
                None => fail("no_such_person", "there is no such person aboard"),
                Some(_) if other == id => fail("oneself", "nobody carries themselves"),
                Some(other) if other.compartment != person.compartment => {
                    fail("too_far", "one must be beside somebody to take them up")
                }
                Some(other) if other.carried_by.is_some() => fail("taken", "somebody carries them already"),
                Some(other) if other.body.can_move() => fail("unwilling", "they can walk by themselves"),
                Some(_) if person.body.fitness < 0.5 => fail("too_weak", "too weak to carry anybody"),
                Some(_) => Ok(()),
            },
            Step::PutDown {} if person.carrying.is_none() => fail("nobody_carried", "carries nobody"),
            Step::RaiseHand { portal } | Step::Lie { portal: Some(portal) } => {
                match class.deckplan.portal.get(portal) {
                    None => fail("no_such_portal", "there is no such door"),
                    Some(row) if row.beyond(person.compartment).is_none() => {
                        fail("too_far", "that door is not in this compartment")
                    }
                    Some(_) if !person.able() && !self.beside(id, portal, class) => {
                        fail("too_weak", "has not the strength to get to that door")
                    }
                    Some(_) => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    fn door_possible(
        &self,
        deckplan: &Deckplan,
        flows: &Flows,
        class: &ShipClass,
        id: PersonId,
        portal: PortalId,
        open: bool,
    ) -> Result<(), Reason> {
        let Some(row) = class.deckplan.portal.get(portal) else {
            return Err(Reason::new("no_such_portal", "there is no such door"));
        };
        let here = self.person[id].compartment;
        if row.beyond(here).is_none() {
            let text = format!("one must stand beside {} to work it", row.name);
            return Err(Reason::new("too_far", text));
        }
        movable(deckplan, class, flows, portal, open)?;
        let powered = deckplan.portal[portal].function > 0.0;
        if powered && row.button_compartment.is_some_and(|side| side != here) {
            let text = format!("the button of {} is on its other side", row.name);
            return Err(Reason::new("no_button", text));
        }
        Ok(())
    }

    fn work_possible(
        &self,
        flows: &Flows,
        class: &ShipClass,
        id: PersonId,
        task: Task,
    ) -> Result<(), Reason> {
        let here = self.person[id].compartment;
        let place = match task {
            Task::Treat { person } => {
                let patient = self.person.get(person);
                if patient.is_some_and(|patient| !patient.body.alive) {
                    return Err(Reason::new("dead", "nothing can be done for them"));
                }
                let dressed = |quality| {
                    patient.is_some_and(|patient| patient.body.treatment_left_s(quality) < LEAST_CARE_S)
                };
                let near = patient.is_some_and(|patient| patient.compartment == here);
                if near && dressed(self.pace(id, task, flows).1) {
                    let text = "has no wound that more could be done for here";
                    return Err(Reason::new(NOTHING_TO_TREAT, text));
                }
                patient.map(|patient| patient.compartment)
            }
            Task::WorkPortal { portal, .. } => {
                class.deckplan.portal.get(portal).and_then(|row| row.beyond(here)).map(|_| here)
            }
            _ => task.place(class),
        };
        match place {
            None => Err(Reason::new("nowhere", "the ship has no such thing to work at")),
            Some(place) if place != here => {
                let name = &class.deckplan.compartment[place].name;
                Err(Reason::new("too_far", format!("that is done in {name}")))
            }
            Some(_) => Ok(()),
        }
    }
}
