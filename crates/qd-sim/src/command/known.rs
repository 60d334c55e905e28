//! What each person knows of the conn and of the alert: it is called in every compartment whose intercom has power,
//! shown by every console that works, and seen by whoever stands beside the one who has the conn.

use super::{Command, Condition};
use crate::class::ShipClass;
use crate::crew::Crew;
use crate::crew::willingness::is_awake;
use crate::flows::Flows;
use crate::id::{CompartmentId, PersonId, Table};
use serde::{Deserialize, Serialize};

/// What somebody last learnt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// Who has the conn.
    pub conn_person: Option<PersonId>,
    /// The alert condition.
    pub condition: Condition,
}

impl Command {
    /// At the start everybody knows.
    pub(super) fn tell_all(&mut self, crew: &Crew) {
        let known = Known { conn_person: self.conn_person, condition: self.condition };
        self.known = Table::like(&crew.person, |_| known);
    }

    /// Tells whoever can hear or see it.
    pub(super) fn tell(&mut self, crew: &Crew, flows: &Flows, class: &ShipClass) {
        let now = Known { conn_person: self.conn_person, condition: self.condition };
        let powered = |load| flows.supply[load].function > 0.0;
        let mut called: Table<CompartmentId, bool> = Table::like(&class.deckplan.compartment, |_| false);
        for row in class.comms.intercom.iter().filter(|row| powered(row.load)) {
            called[row.compartment] = true;
        }
        let beside = self.conn_person.map(|conn| crew.person[conn].compartment);
        for (id, known) in self.known.iter_mut() {
            if *known == now {
                continue;
            }
            let person = &crew.person[id];
            if !is_awake(person) {
                continue;
            }
            let shown = person.seat.is_some_and(|seat| powered(class.command.seat[seat].load));
            if shown || called[person.compartment] {
                *known = now;
            } else if beside == Some(person.compartment) {
                known.conn_person = now.conn_person;
            }
        }
    }
}
