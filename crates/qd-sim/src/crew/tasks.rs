//! Work with hands and skill: what it is, where it is done, what it asks.

use super::roster::Skill;
use crate::class::ShipClass;
use crate::id::{BreakerId, CompartmentId, ControllerId, LoadId, PersonId, PortalId, SourceId};
use serde::{Deserialize, Serialize};

/// Work that a person can do with hands and skill at a place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Task {
    /// Bring the core's elements back into line, by hand, in the core chamber.
    Realign {},
    /// Shut off, re-code and start a controller, beside it.
    Recode {
        /// Which.
        controller: ControllerId,
    },
    /// Rack a breaker in or out by hand, beside it.
    WorkBreaker {
        /// Which.
        breaker: BreakerId,
        /// In, or out.
        close: bool,
    },
    /// Repair a generator or battery, beside it.
    RepairSource {
        /// Which.
        source: SourceId,
    },
    /// Repair a consumer that has failed, beside it.
    RepairLoad {
        /// Which.
        load: LoadId,
    },
    /// Patch the wound of a compartment's hull, inside it.
    Patch {
        /// Which.
        compartment: CompartmentId,
    },
    /// Work a door by its button, or by hand without power, at either side.
    WorkPortal {
        /// Which.
        portal: PortalId,
        /// Open or shut.
        open: bool,
    },
    /// First aid, beside the hurt person.
    Treat {
        /// Whom.
        person: PersonId,
    },
}

impl Task {
    /// The skill that decides how fast and how well.
    #[must_use]
    pub fn skill(self) -> Skill {
        match self {
            Self::Realign {} => Skill::Core,
            Self::Recode { .. }
            | Self::WorkBreaker { .. }
            | Self::RepairSource { .. }
            | Self::RepairLoad { .. } => Skill::Engineering,
            Self::Patch { .. } => Skill::DamageControl,
            Self::WorkPortal { .. } => Skill::Strength,
            Self::Treat { .. } => Skill::Medical,
        }
    }

    /// The compartment in which it is done, where that is fixed by the class.
    #[must_use]
    pub fn place(self, class: &ShipClass) -> Option<CompartmentId> {
        match self {
            Self::Realign {} => class.core.chamber.as_ref().map(|chamber| chamber.core_compartment),
            Self::Recode { controller } => class.power.controller.get(controller).map(|row| row.compartment),
            Self::WorkBreaker { breaker, .. } => class.power.breaker.get(breaker).map(|row| row.compartment),
            Self::RepairSource { source } => class.power.source.get(source).map(|row| row.compartment),
            Self::RepairLoad { load } => class.power.load.get(load).map(|row| row.compartment),
            Self::Patch { compartment } => Some(compartment),
            Self::WorkPortal { .. } | Self::Treat { .. } => None,
        }
    }
}
