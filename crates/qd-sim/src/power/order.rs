//! What can be ordered of the grid, and what happens there.

use crate::id::{BreakerId, BusId, ControllerId, LoadId, PersonId, SourceId};
use serde::{Deserialize, Serialize};

/// What can be ordered here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// Open a breaker from afar; needs its controller.
    OpenBreaker {
        /// Which.
        breaker: BreakerId,
    },
    /// Close a breaker from afar; needs its controller.
    CloseBreaker {
        /// Which.
        breaker: BreakerId,
    },
    /// Switch a load on or off; needs the controller of its bus.
    SwitchLoad {
        /// Which.
        load: LoadId,
        /// On.
        on: bool,
    },
    /// Set the order in which a load is shed.
    SetPriority {
        /// Which.
        load: LoadId,
        /// 1 is kept longest.
        priority: u8,
    },
    /// Limit a group of loads to a share of what they want.
    Allocate {
        /// The loads' group.
        group: String,
        /// 0..=1.
        share: f64,
    },
    /// Set the shares of a preset of the class.
    SetPreset {
        /// Its key.
        preset: String,
    },
    /// Begin to start a source.
    StartSource {
        /// Which.
        source: SourceId,
    },
    /// Stop a source, or its start.
    StopSource {
        /// Which.
        source: SourceId,
    },
    /// Shut a controller off, crashed or not; it then has to be re-coded.
    ShutController {
        /// Which.
        controller: ControllerId,
    },
}

/// Why a breaker opened by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trip {
    /// Its heat reached the limit.
    Overload,
    /// Many times its pick-up.
    Instantaneous,
    /// Its bus lay too low for too long.
    Undervoltage,
}

/// Why a source stopped by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceTrip {
    /// Too hot.
    Temperature,
    /// Nothing left in it.
    Exhausted,
    /// The core gives it nothing.
    NoPlasma,
}

/// What happens here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A breaker opened by itself.
    BreakerTripped {
        /// Which.
        breaker: BreakerId,
        /// Why.
        why: Trip,
        /// Current over pick-up.
        overload: f64,
    },
    /// A consumer failed: its compartment was too hot for it.
    LoadFailed {
        /// Which.
        load: LoadId,
        /// Temperature of its compartment, K.
        temperature_k: f64,
    },
    /// A consumer that had failed works again.
    LoadRepaired {
        /// Which.
        load: LoadId,
        /// By whom.
        by_person: PersonId,
    },
    /// A breaker was opened.
    BreakerOpened {
        /// Which.
        breaker: BreakerId,
        /// By whom.
        by_person: PersonId,
    },
    /// A breaker was closed.
    BreakerClosed {
        /// Which.
        breaker: BreakerId,
        /// By whom.
        by_person: PersonId,
    },
    /// A bus lost its voltage.
    BusDead {
        /// Which.
        bus: BusId,
    },
    /// A bus has voltage again.
    BusRestored {
        /// Which.
        bus: BusId,
    },
    /// A controller keeps power from a load.
    LoadShed {
        /// Which.
        load: LoadId,
        /// What is left to it, share of its wants.
        share: f64,
    },
    /// A shed load may take all it wants again.
    LoadRestored {
        /// Which.
        load: LoadId,
    },
    /// A load was switched.
    LoadSwitched {
        /// Which.
        load: LoadId,
        /// On.
        on: bool,
    },
    /// A load's priority was set.
    PrioritySet {
        /// Which.
        load: LoadId,
        /// 1 is kept longest.
        priority: u8,
    },
    /// A group's share was set.
    Allocated {
        /// The loads' group.
        group: String,
        /// 0..=1.
        share: f64,
        /// Loads that did not hear it: their controller is down.
        unreached: u16,
    },
    /// A source's start has begun.
    SourceStarting {
        /// Which.
        source: SourceId,
        /// A controller softens it.
        controlled: bool,
    },
    /// A source runs.
    SourceStarted {
        /// Which.
        source: SourceId,
    },
    /// A source was stopped.
    SourceStopped {
        /// Which.
        source: SourceId,
    },
    /// A source stopped by itself.
    SourceTripped {
        /// Which.
        source: SourceId,
        /// Why.
        why: SourceTrip,
    },
    /// A controller crashed: its program is lost.
    ControllerDown {
        /// Which.
        controller: ControllerId,
    },
    /// A controller was shut off.
    ControllerShut {
        /// Which.
        controller: ControllerId,
    },
    /// A controller has been re-coded and works.
    ControllerUp {
        /// Which.
        controller: ControllerId,
        /// Who re-coded it.
        by_person: PersonId,
    },
}
