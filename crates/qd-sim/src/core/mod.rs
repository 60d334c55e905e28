//! The warp core and her chamber: alignment, fuel, coolant, containment, ignition; decontamination and interlock.
//!
//! Consumes power, work on the elements, the doors' state, contaminant in the air. Gives plasma and electric
//! power, heat, gamma, contaminant, filter flow, and holds doors.
//!
//! Law: `docs/laws/core.md`.

mod account;
mod acts;
mod align;
mod class;
mod heat;
mod life;
mod lock;
mod order;
mod reactor;
mod read;
mod state;
#[cfg(test)]
pub(crate) mod tests;

pub use account::Account;
pub use acts::check;
pub use class::{Chamber, Class, Hazard, Initial, Reactor};
pub use life::{Goal, Open};
pub use order::{Event, IgnitionFault, Order, ScramWhy};
pub use state::{Core, Lock, Ordered, Phase};

use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::world::Tick;
use qd_physics::radiation::decay_heat_share;

/// The published decay law begins one second after shutdown, s.
const DECAY_FROM_S: f64 = 1.0;
/// Share of the full reaction's gamma that a full field keeps in.
const FIELD_SCREENS: f64 = 0.9;

impl Core {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(class: &ShipClass, scenario: &Scenario) -> Self {
        state::found(&class.core, &scenario.core)
    }

    /// What it wants of the grid.
    pub fn demand(&self, flows: &mut Flows, cx: &Tick<'_>) {
        let Some(chamber) = &cx.class.core.chamber else { return };
        let reactor = &cx.class.core.reactor;
        let rated_w = |load| cx.class.power.load[load].rated_w;
        let mut ask = |load, wanted_w: f64| flows.demand_w[load] = wanted_w.clamp(0.0, rated_w(load));
        if self.gone() {
            return;
        }
        if self.ordered.containment {
            let full_j = reactor.field_energy_j * self.coil_health * self.coil_health;
            let hold_w = self.field_j / self.field_leak_s(reactor);
            ask(chamber.containment_load, hold_w + (full_j - self.field_j) / CATCH_UP_S);
        }
        if self.ordered.coolant {
            ask(chamber.coolant_load, f64::INFINITY);
        }
        if self.ordered.preheat {
            let hold_w = self.preheat_j / self.preheat_leak_s(reactor);
            ask(chamber.igniter_load, hold_w + (reactor.preheat_energy_j - self.preheat_j) / CATCH_UP_S);
        }
        if let (true, Some(pumps)) = (self.feed_open, chamber.feed_load) {
            ask(pumps, self.output * rated_w(pumps));
        }
        if let (true, Some(coils)) = (self.feed_open, chamber.duct_load) {
            ask(coils, f64::INFINITY);
        }
        if self.lock.decontaminating.is_some() {
            ask(chamber.filter_load, f64::INFINITY);
        }
    }

    /// One tick.
    pub fn step(
        &mut self,
        deckplan: &crate::deckplan::Deckplan,
        air: &crate::air::Air,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let Some(chamber) = &cx.class.core.chamber else { return };
        self.align(flows, cx);
        let air_k = air.room.get(chamber.core_compartment).map_or(293.0, |room| room.temperature_k);
        self.react(chamber, air_k, flows, cx);
        self.give(chamber, flows, cx);
        self.keep_lock(chamber, deckplan, air, flows, cx);
        if !self.open.is_empty() {
            self.review(cx);
        }
    }

    /// What it gives others in this tick.
    fn give(&mut self, chamber: &Chamber, flows: &mut Flows, cx: &Tick<'_>) {
        let (reactor, hazard) = (&cx.class.core.reactor, &cx.class.core.hazard);
        let holds = !self.gone() && self.reaction >= DRAWN_UNTIL * reactor.least_output;
        let burning = if holds { self.reaction * self.yield_share(reactor) } else { 0.0 };
        let carried = chamber.duct_load.map_or(1.0, |load| flows.supply[load].function);
        flows.plasma_available_w = burning * carried * reactor.plasma_rated_w;
        let cooled = self.coolant_temperature_k < reactor.coolant_limit_k;
        flows.core_electric_available_w = if cooled { burning * reactor.electric_rated_w } else { 0.0 };
        flows.core_cause = self.cause;
        let residual = self.residual_share(reactor);
        let at = chamber.core_compartment;
        flows.contaminant_release_per_s[at] = hazard.contaminant_per_s * residual;
        flows.radiation_cause = if residual > 0.05 { self.offset_cause } else { self.cause };
        if cx.every(5, 0) {
            flows.gamma_source_gy_m2_s[at] = self.gamma_gy_m2_s(&cx.class.core);
        }
    }

    /// Gamma strength of the core, Gy m²/s: reaction, residual reaction, decay of what the reaction made.
    #[must_use]
    pub fn gamma_gy_m2_s(&self, class: &Class) -> f64 {
        if self.phase == Phase::Ejected {
            return 0.0;
        }
        let hazard = &class.hazard;
        let field = self.field_share(&class.reactor);
        let screened = 1.0 - FIELD_SCREENS * field * field;
        let since_s = self.stopped_s.clamp(DECAY_FROM_S, 1e9);
        let decay = decay_heat_share(since_s, hazard.operated_s.clamp(1.0, 1e10)).expect("both are clamped");
        hazard.running_gy_m2_s * (self.reaction * screened + decay)
            + hazard.residual_gy_m2_s * self.residual_share(&class.reactor)
    }
}

/// How fast coils and preheater make good what is missing when near full, s.
const CATCH_UP_S: f64 = 2.0;
/// Part of the least output from which the core counts as running.
const RUNS_FROM: f64 = 0.9;
/// Part of the least output below which nothing can be drawn, and she no longer runs.
const DRAWN_UNTIL: f64 = 0.75;
