//! What can be ordered of the core, and what happens there.

use super::state::Phase;
use crate::id::PersonId;
use serde::{Deserialize, Serialize};

/// What can be ordered here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// Charge and hold the containment field, or let it go.
    Containment {
        /// On.
        on: bool,
    },
    /// Run the coolant pump.
    Coolant {
        /// On.
        on: bool,
    },
    /// Run the preheater.
    Preheat {
        /// On.
        on: bool,
    },
    /// Open the feed and strike the reaction.
    Ignite {},
    /// Share of full reaction to hold.
    SetOutput {
        /// From the class's least output to 1.
        share: f64,
    },
    /// Shut the feed.
    Scram {},
    /// Throw the core out of the ship.
    Eject {},
    /// Run the filters until the lock is clean; the inner door must be shut.
    Decontaminate {},
    /// Stop the filters.
    StopDecontamination {},
    /// Let the lock's doors open whatever is behind them.
    OverrideInterlock {},
    /// Let the interlock hold them again.
    RestoreInterlock {},
}

/// Why the feed was shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScramWhy {
    /// Ordered.
    Ordered,
    /// The field is too weak.
    Field,
    /// The wall is too hot.
    Wall,
}

/// Why a reaction did not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IgnitionFault {
    /// The elements are out of line.
    Misaligned,
    /// The field does not hold.
    Field,
    /// Not hot enough.
    Cold,
}

/// What happens here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The core passed into another phase.
    PhaseChanged {
        /// From.
        from: Phase,
        /// To.
        to: Phase,
    },
    /// The elements are back in line.
    Aligned {
        /// Offset left, m.
        offset_m: f64,
        /// Whose hands did it.
        by_person: PersonId,
    },
    /// Work on the elements is finished, and they are not in line.
    AlignmentPoor {
        /// Offset left, m.
        offset_m: f64,
        /// Whose hands did it.
        by_person: PersonId,
    },
    /// The reaction died after it was struck.
    IgnitionFailed {
        /// Why.
        why: IgnitionFault,
    },
    /// The feed was shut.
    Scrammed {
        /// Why.
        why: ScramWhy,
    },
    /// The feed should have been shut, and its valves did not answer.
    ScramFailed {
        /// Why it should.
        why: ScramWhy,
    },
    /// Heat has harmed the field coils.
    CoilsHarmed {
        /// Strength left, 0..=1.
        health: f64,
    },
    /// The field has reached full strength.
    Contained {},
    /// Hot enough to ignite.
    Preheated {},
    /// Burning plasma broke out.
    Breach {
        /// Energy freed, J.
        energy_j: f64,
    },
    /// The core was thrown out.
    Ejected {},
    /// The fuel is spent.
    FuelSpent {},
    /// The filters run.
    DecontaminationStarted {
        /// Density of contaminant in the lock, units/m³.
        density_per_m3: f64,
    },
    /// The lock is clean.
    DecontaminationFinished {
        /// How long the filters ran, s.
        took_s: f64,
    },
    /// The filters stopped before the lock was clean.
    DecontaminationStopped {},
    /// A door of the lock is held.
    InterlockHeld {
        /// The inner one; else the outer.
        inner: bool,
    },
    /// A door of the lock may open.
    InterlockReleased {
        /// The inner one; else the outer.
        inner: bool,
    },
    /// The interlock was overridden.
    InterlockOverridden {
        /// By whom.
        by_person: PersonId,
    },
    /// The interlock holds again.
    InterlockRestored {
        /// By whom.
        by_person: PersonId,
    },
}
