//! Heat of the core: the reaction's into the wall, from the wall to the coolant and the chamber, from the coolant to
//! the ship's heat sinks; what broke out; harm to the coils.

use super::class::{Chamber, Class, Reactor};
use super::order::Event;
use super::state::{Core, Phase};
use crate::TICK_S;
use crate::cause::{Cause, Law};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::world::Tick;

/// Time in which coolant takes up or loses its flow, s.
const COOLANT_LAG_S: f64 = 3.0;
/// Time in which what broke out gives its heat to the chamber's air, s.
const SPILL_S: f64 = 5.0;

impl Core {
    /// One tick of wall and coolant; gives the heat that the reactions made here and that fuel pays for, W.
    pub(super) fn heat(
        &mut self,
        chamber: &Chamber,
        class: &Class,
        leaked_w: f64,
        air_k: f64,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) -> f64 {
        let reactor = &class.reactor;
        let function = if self.ordered.coolant { flows.supply[chamber.coolant_load].function } else { 0.0 };
        self.coolant_flow += (function - self.coolant_flow) * (TICK_S / COOLANT_LAG_S);
        let wall_w = self.reaction_wall_w(reactor);
        let wall_k = self.wall_temperature_k;
        let to_coolant_w =
            reactor.wall_coolant_w_k * self.coolant_flow * (wall_k - self.coolant_temperature_k);
        let to_sink_w = reactor.coolant_sink_w_k
            * self.coolant_flow
            * (self.coolant_temperature_k - flows.sink_temperature_k);
        let to_chamber_w = reactor.wall_chamber_w_k * (wall_k - air_k);
        self.wall_temperature_k +=
            (wall_w + leaked_w - to_coolant_w - to_chamber_w) * TICK_S / reactor.wall_heat_j_k;
        self.coolant_temperature_k += (to_coolant_w - to_sink_w) * TICK_S / reactor.coolant_heat_j_k;
        let residual_w = class.hazard.residual_w * self.residual_share(reactor);
        let spilt_w = self.spill_j / SPILL_S;
        self.spill_j -= spilt_w * TICK_S;
        let chamber_w = to_chamber_w + residual_w + spilt_w;
        flows.machine_heat_w[chamber.core_compartment] = chamber_w;
        flows.coolant_heat_w = to_sink_w;
        self.account.chamber_j += chamber_w * TICK_S;
        self.account.sink_j += to_sink_w * TICK_S;
        self.harm_coils(reactor, cx);
        wall_w + residual_w
    }

    /// Heat of the reaction into the wall, W: little in line, much out of it; a strike pours fuel in until it takes.
    fn reaction_wall_w(&self, reactor: &Reactor) -> f64 {
        let in_line = self.yield_share(reactor);
        let struck = self.feed_open && self.phase != Phase::Running;
        let astray = self.reaction.max(if struck { reactor.strike_share } else { 0.0 }) * (1.0 - in_line);
        self.reaction * in_line * reactor.wall_running_w + astray * reactor.wall_misaligned_w
    }

    /// A wall too hot weakens the coils; what they no longer hold goes into the wall.
    fn harm_coils(&mut self, reactor: &Reactor, cx: &mut Tick<'_>) {
        let beyond_k = self.wall_temperature_k - reactor.wall_harm_k;
        if beyond_k <= 0.0 {
            return;
        }
        let before = self.coil_health;
        self.coil_health = (before - reactor.harm_per_k_s * beyond_k * TICK_S).max(0.0);
        let full_j = reactor.field_energy_j * self.coil_health * self.coil_health;
        let dumped_j = (self.field_j - full_j).max(0.0);
        self.field_j -= dumped_j;
        self.wall_temperature_k += dumped_j / reactor.wall_heat_j_k;
        // One report for each tenth lost.
        if libm::floor(before * 10.0) > libm::floor(self.coil_health * 10.0) {
            let event = EventKind::Core(Event::CoilsHarmed { health: self.coil_health });
            let cause = self.cause;
            cx.push(event, &[cause, Cause::Law(Law::CoreHeat)]);
        }
    }
}
