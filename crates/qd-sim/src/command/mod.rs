//! The conn and its succession, the watch bill, authority, orders to others and their life, the log.
//!
//! Law: `docs/laws/command.md`.

use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::id::PersonId;
use crate::id::{CompartmentId, LoadId, SeatId, Table};
use crate::order::Reason;
use crate::world::{Given, Tick, World};
use serde::{Deserialize, Serialize};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Every chair with a console.
    pub seat: Table<SeatId, Seat>,
}

/// A chair with a console.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Key: `captain`, `helm`, `engineering`, `operations`, `medical`.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Where it stands.
    pub compartment: CompartmentId,
    /// Its console, dead without power.
    pub load: LoadId,
    /// Departments it may order directly, as in act kinds: `power`, `core`.
    pub may: Vec<String>,
}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Command {}

/// What can be ordered here. Every variant is struct-like (braces even when empty).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {}

impl Command {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(_class: &ShipClass, _scenario: &Scenario) -> Self {
        Self::default()
    }

    /// What it wants of the grid.
    pub fn demand(&self, _flows: &mut Flows, _cx: &Tick<'_>) {}

    /// Carries out an order that passed [`check`].
    pub fn apply(
        &mut self,
        _order: &Order,
        _given: Given,
        _crew: &mut crate::crew::Crew,
        _flows: &mut Flows,
        _cx: &mut Tick<'_>,
    ) {
    }

    /// One tick.
    pub fn step(&mut self, _crew: &mut crate::crew::Crew, _flows: &mut Flows, _cx: &mut Tick<'_>) {}

    /// One tick.
    pub fn log(&mut self, _cx: &mut Tick<'_>) {}
}

/// Whether an order would be kept now.
///
/// # Errors
/// The reason against it.
pub fn check(_world: &World, _by: PersonId, _order: &Order) -> Result<(), Reason> {
    Ok(())
}

/// Whether this person, in this chair, may give this order at all.
///
/// # Errors
/// The reason against it.
pub fn authorise(_world: &World, _order: &crate::Order) -> Result<(), Reason> {
    Ok(())
}
