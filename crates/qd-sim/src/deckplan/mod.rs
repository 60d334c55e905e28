//! Where everything is: compartments, portals and their state, routes.
//!
//! Law: `docs/laws/deckplan.md`.

use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::id::{CompartmentId, LoadId, PersonId, PortalId, Table};
use crate::order::Reason;
use crate::world::{Given, Tick, World};
use crate::{Cause, OrderId};
use serde::{Deserialize, Serialize};

pub mod geometry;
pub mod routes;

pub use routes::{Hop, Routes};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Every compartment.
    pub compartment: Table<CompartmentId, Compartment>,
    /// Every door, hatch, ladder and lift.
    pub portal: Table<PortalId, Portal>,
}

/// A compartment: a box on the deck grid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compartment {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Deck number, 1 at the top.
    pub deck: u16,
    /// Corner nearest bow, port and top (least x, y, z), body axes (x forward, y starboard, z down), m.
    pub low_body_m: [f64; 3],
    /// Opposite corner, m.
    pub high_body_m: [f64; 3],
    /// Share of the box that is gas, 0..=1 (the rest is machinery).
    pub gas_share: f64,
    /// Heat capacity of walls and fittings, J/K.
    pub structure_heat_j_k: f64,
}

/// A way between two compartments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portal {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// One side.
    pub from_compartment: CompartmentId,
    /// The other.
    pub to_compartment: CompartmentId,
    /// What it is.
    pub kind: PortalKind,
    /// Clear area when open, m².
    pub area_m2: f64,
    /// Tenth-value layers of gamma shielding that its leaf adds when shut.
    pub shielding_tvl: f64,
    /// Its actuator, if it is powered. Without power a door is worked by hand, a lift stands.
    pub load: Option<LoadId>,
    /// One can see and hear through it when shut.
    #[serde(default)]
    pub glass: bool,
    /// Under power it opens for whoever comes and shuts behind them (kind `door` only).
    #[serde(default)]
    pub automatic: bool,
    /// Time its leaf takes under full power, s; absent: the kind's own.
    #[serde(default)]
    pub powered_s: Option<f64>,
    /// Time one strong person takes to move it by hand, s; absent: the kind's own.
    #[serde(default)]
    pub hand_s: Option<f64>,
    /// Its button is on this side only; absent: both. Consoles reach it all the same.
    #[serde(default)]
    pub button_compartment: Option<CompartmentId>,
}

/// Kinds of portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PortalKind {
    /// An opening without a leaf.
    Arch,
    /// A sliding door.
    Door,
    /// A pressure hatch, slow by hand.
    Hatch,
    /// A ladder between decks, with a hatch that normally stands open.
    Ladder,
    /// A lift: needs power.
    Lift,
}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// Doors that do not stand as their kind normally does (arch and ladder open, the rest shut).
    pub door: Vec<InitialDoor>,
}

/// One door at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InitialDoor {
    /// Which.
    pub portal: PortalId,
    /// Share open, 0..=1.
    #[serde(default)]
    pub open: f64,
    /// Bent in its frame: it does not move for anybody.
    #[serde(default)]
    pub jammed: bool,
}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Deckplan {
    /// Every portal now.
    pub portal: Table<PortalId, PortalState>,
    /// Counts the changes that can change a route.
    pub topology: u32,
    /// Ways found since the last such change; forgotten freely, so never part of a snapshot or a comparison.
    #[serde(skip)]
    pub routes: Routes,
}

/// A portal now.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PortalState {
    /// Share open, 0..=1.
    pub open: f64,
    /// Where it is to go.
    pub want_open: bool,
    /// Bent in its frame.
    pub jammed: bool,
    /// Moving now.
    pub moving: bool,
    /// Held shut against everybody, and by what.
    pub held: Option<Cause>,
    /// Its actuator or car can run, share of full function 0..=1; 1 for what needs none.
    pub function: f64,
    /// An automatic door shuts at this tick unless somebody comes.
    pub shuts_tick: Option<u32>,
    /// The order being carried out on it.
    pub order: Option<OrderId>,
    /// Why it is wanted so.
    pub cause: Cause,
}

/// What can be ordered here. From a chair by its console, on foot by the button or by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// Open a door.
    OpenDoor {
        /// Which.
        portal: PortalId,
    },
    /// Shut a door.
    CloseDoor {
        /// Which.
        portal: PortalId,
    },
}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A door stands open.
    DoorOpened {
        /// Which.
        portal: PortalId,
        /// By hand.
        by_hand: bool,
    },
    /// A door is shut.
    DoorClosed {
        /// Which.
        portal: PortalId,
        /// By hand.
        by_hand: bool,
    },
    /// A door begins to be held against everybody.
    DoorHeld {
        /// Which.
        portal: PortalId,
    },
    /// A door is no longer held.
    DoorReleased {
        /// Which.
        portal: PortalId,
    },
    /// A door stops on its way for want of power.
    DoorStopped {
        /// Which.
        portal: PortalId,
        /// Share open, 0..=1.
        open: f64,
    },
}

impl Deckplan {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(_class: &ShipClass, _scenario: &Scenario) -> Self {
        Self::default()
    }

    /// What it wants of the grid.
    pub fn demand(&self, _flows: &mut Flows, _cx: &Tick<'_>) {}

    /// Carries out an order that passed [`check`].
    pub fn apply(&mut self, _order: &Order, _given: Given, _flows: &mut Flows, _cx: &mut Tick<'_>) {}

    /// One tick.
    pub fn step(&mut self, _flows: &mut Flows, _cx: &mut Tick<'_>) {}
}

/// Whether an order would be kept now.
///
/// # Errors
/// The reason against it.
pub fn check(_world: &World, _by: PersonId, _order: &Order) -> Result<(), Reason> {
    Ok(())
}
