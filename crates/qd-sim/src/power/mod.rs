//! The grid: sources, buses, lines, breakers, loads; shedding, cascade, restart.
//!
//! Consumes the demand of every load, the core generator's offer, work on breakers and controllers. Gives every
//! load its supply, electric heat to every compartment, the draw on the core's generator.
//!
//! Law: `docs/laws/power.md`.

mod class;
mod grid;
mod order;
mod read;
mod state;

pub use class::{
    Allocation, Breaker, Brownout, Bus, Class, Controller, Curve, Draw, Initial, InitialBreaker, InitialLoad,
    InitialSource, Line, Load, Preset, Source, SourceKind,
};
pub use order::{Event, Order, SourceTrip, Trip};
pub use read::trip_time_s;
pub use state::{
    Account, BreakerState, BusState, ControllerPhase, ControllerState, LineState, LoadState, Power,
    SourcePhase, SourceState,
};

use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::id::PersonId;
use crate::order::Reason;
use crate::world::{Given, Tick, World};

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
