//! The grid: sources, buses, lines, breakers, loads; shedding, cascade, restart.
//!
//! Law: `docs/laws/power.md`.

use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::id::PersonId;
use crate::id::{BusId, CompartmentId, LoadId, Table};
use crate::order::Reason;
use crate::world::{Given, Tick, World};
use serde::{Deserialize, Serialize};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Every consumer.
    pub load: Table<LoadId, Load>,
}

/// A consumer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Load {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// The bus that feeds it.
    pub bus: BusId,
    /// Where its heat goes.
    pub compartment: CompartmentId,
    /// Power at full function, W.
    pub rated_w: f64,
    /// Shed first when high; 1 is kept longest.
    pub priority: u8,
    /// Share of rated power below which it does nothing, 0..=1.
    pub minimum: f64,
    /// Which department's it is, for allocation: `life_support`, `thrusters`, `core`, ...
    pub group: String,
}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Power {}

/// What can be ordered here. Every variant is struct-like (braces even when empty).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {}

impl Power {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(_class: &ShipClass, _scenario: &Scenario) -> Self {
        Self::default()
    }

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
