//! Four hundred and thirty people: bodies, places, tasks, willingness.
//!
//! Law: `docs/laws/crew.md`.

pub mod willingness;

use crate::Cause;
use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::id::PersonId;
use crate::order::Reason;
use crate::world::{Given, Tick, World};
use serde::{Deserialize, Serialize};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Crew {}

/// What can be ordered here. Every variant is struct-like (braces even when empty).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {}

/// Work that a person can do with hands and skill at a place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Task {
    /// Bring the core's elements back into line, by hand, in the core chamber.
    Realign {},
}

impl Crew {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(_class: &ShipClass, _scenario: &Scenario, _seed: u64) -> Self {
        Self::default()
    }

    /// What it wants of the grid.
    pub fn demand(&self, _flows: &mut Flows, _cx: &Tick<'_>) {}

    /// Carries out an order that passed [`check`].
    pub fn apply(
        &mut self,
        _order: &Order,
        _given: Given,
        _deckplan: &crate::deckplan::Deckplan,
        _flows: &mut Flows,
        _cx: &mut Tick<'_>,
    ) {
    }

    /// One tick.
    pub fn step_tasks(
        &mut self,
        _deckplan: &crate::deckplan::Deckplan,
        _flows: &mut Flows,
        _cx: &mut Tick<'_>,
    ) {
    }

    /// One tick.
    pub fn step_bodies(&mut self, _air: &crate::air::Air, _flows: &mut Flows, _cx: &mut Tick<'_>) {}

    /// One tick.
    pub fn step_movement(
        &mut self,
        _deckplan: &crate::deckplan::Deckplan,
        _air: &crate::air::Air,
        _flows: &mut Flows,
        _cx: &mut Tick<'_>,
    ) {
    }

    /// The last death, when nobody is left alive.
    #[must_use]
    pub fn all_dead(&self) -> Option<Cause> {
        None
    }

    /// Everybody hurt is dead or stable.
    #[must_use]
    pub fn casualties_settled(&self) -> bool {
        false
    }
}

/// Whether an order would be kept now.
///
/// # Errors
/// The reason against it.
pub fn check(_world: &World, _by: PersonId, _order: &Order) -> Result<(), Reason> {
    Ok(())
}
