//! The warp core and her chamber: alignment, fuel, coolant, containment, ignition; decontamination and interlock.
//!
//! Consumes power, work on the elements, the doors' state, contaminant in the air. Gives plasma and electric
//! power, heat, gamma, contaminant, filter flow, and holds doors.
//!
//! Law: `docs/laws/core.md`.

mod class;
mod order;
mod state;

pub use class::{Chamber, Class, Hazard, Initial, Reactor};
pub use order::{Event, IgnitionFault, Order, ScramWhy};
pub use state::{Core, Lock, Ordered, Phase};

use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::id::PersonId;
use crate::order::Reason;
use crate::world::{Given, Tick, World};

impl Core {
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
    pub fn step(
        &mut self,
        _deckplan: &crate::deckplan::Deckplan,
        _air: &crate::air::Air,
        _flows: &mut Flows,
        _cx: &mut Tick<'_>,
    ) {
    }
}

/// Whether an order would be kept now.
///
/// # Errors
/// The reason against it.
pub fn check(_world: &World, _by: PersonId, _order: &Order) -> Result<(), Reason> {
    Ok(())
}
