//! Where everything is: compartments, portals and their state, routes.
//!
//! Law: `docs/laws/deckplan.md`.

use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::id::PersonId;
use crate::id::{CompartmentId, LoadId, PortalId, Table};
use crate::order::Reason;
use crate::world::{Given, Tick, World};
use serde::{Deserialize, Serialize};

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
    pub glass: bool,
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
pub struct Initial {}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Deckplan {}

/// What can be ordered here. Every variant is struct-like (braces even when empty).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {}

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
