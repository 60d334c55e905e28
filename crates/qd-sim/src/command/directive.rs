//! What can be asked of a seat, a person or a department, and how such a directive stands.

use crate::cause::{Cause, OrderId};
use crate::comms::FactKind;
use crate::crew::{Department, Task};
use crate::id::{CompartmentId, ControllerId, PersonId, SeatId};
use crate::order::Reason;
use serde::{Deserialize, Serialize};

/// Something to be done by others. Who is told decides how: a seat by its console, a person by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Directive {
    /// Go into the core chamber and bring the elements back into line.
    Realign {},
    /// Shut off, re-code and start a controller.
    Recode {
        /// Which.
        controller: ControllerId,
    },
    /// Do a task.
    Work {
        /// Which.
        task: Task,
    },
    /// Go somewhere and stay there.
    GoTo {
        /// Where.
        compartment: CompartmentId,
    },
    /// Come, out of regard for somebody.
    ComeTo {
        /// Where.
        compartment: CompartmentId,
    },
    /// Take over a chair.
    Man {
        /// Which.
        seat: SeatId,
    },
    /// Set the power allocation to a preset.
    Allocate {
        /// Key of the preset.
        preset: String,
    },
    /// Turn her belly into the wind and hold her there.
    TrimBellyFirst {},
    /// Bring the grid back.
    RestartPower {},
    /// Start the core.
    StartCore {},
    /// Thrust upward until she is out of danger.
    Climb {},
    /// Raise what shields there are.
    RaiseShields {},
    /// Find out what it takes to get the core back.
    AssessCore {},
    /// Hold on.
    Brace {},
    /// See to the hurt.
    TreatCasualties {},
    /// Open the chamber's outer door against its interlock.
    OverrideInterlock {},
    /// Leave the ship.
    EvacuateShip {},
    /// Report.
    ReportOn {
        /// On what.
        about: FactKind,
    },
    /// Leave off what was ordered before.
    StandDown {},
}

/// How a directive stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Given; nobody it is meant for has heard it yet.
    Given,
    /// Heard by whom it is meant for; no answer yet.
    Heard,
    /// Taken on.
    Accepted,
    /// Declined; the giver may accept that, insist or relieve.
    Refused,
    /// Done.
    Achieved,
    /// Could not be done.
    Failed,
}

/// For whom a directive is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// Whoever holds a chair, now or later.
    Seat {
        /// The chair.
        seat: SeatId,
    },
    /// One person.
    Person {
        /// Who.
        person: PersonId,
    },
    /// Whoever of a department hears it and is most willing.
    Department {
        /// Which.
        department: Department,
    },
}

/// A directive and its life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenDirective {
    /// The order that gave it.
    pub order: OrderId,
    /// Tick in which it was given.
    pub tick: u32,
    /// Who gave it.
    pub by_person: PersonId,
    /// For whom.
    pub to: Addressee,
    /// What is to be done.
    pub directive: Directive,
    /// How it stands.
    pub standing: Standing,
    /// Tick of that standing.
    pub standing_tick: u32,
    /// Who took it on or declined it last.
    pub answered_by_person: Option<PersonId>,
    /// How often its giver has insisted.
    pub insisted: u8,
    /// Why it was declined or could not be done, if it was not.
    pub reason: Option<Reason>,
    /// The event of its standing.
    pub cause: Cause,
    /// What its giver knows of all that.
    pub told: Told,
}

/// How a directive stands as far as its giver has been told: by word of whoever answers, or by a console that works
/// at both ends. Nobody tells of what silences them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// How it stands.
    pub standing: Standing,
    /// Tick in which they were told so.
    pub tick: u32,
    /// Who took it on or declined it.
    pub person: Option<PersonId>,
    /// Why it was declined or could not be done.
    pub reason: Option<Reason>,
    /// The event by which they know.
    pub cause: Cause,
}

impl OpenDirective {
    /// The directive as its giver knows it.
    #[must_use]
    pub fn as_told(&self) -> Self {
        let told = self.told.clone();
        Self {
            standing: told.standing,
            standing_tick: told.tick,
            answered_by_person: told.person,
            reason: told.reason.clone(),
            cause: told.cause,
            told,
            ..self.clone()
        }
    }

    /// The directive as whoever it is for knows it: not what has come to its giver's ears.
    #[must_use]
    pub fn as_taken(&self) -> Self {
        let told = Told {
            standing: Standing::Given,
            tick: self.tick,
            person: None,
            reason: None,
            cause: Cause::Initial,
        };
        Self { told, ..self.clone() }
    }

    /// Its giver learns how it stands.
    pub(super) fn tell(&mut self, standing: Standing, person: Option<PersonId>, cause: Cause, tick: u32) {
        let reason = self.reason.clone();
        self.told = Told { standing, tick, person: person.or(self.told.person), reason, cause };
    }
}
