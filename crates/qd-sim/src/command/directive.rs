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
    /// Why it could not be done, if it could not.
    pub reason: Option<Reason>,
    /// The event of its standing.
    pub cause: Cause,
}
