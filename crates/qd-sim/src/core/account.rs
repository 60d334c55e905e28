//! Where the core's energy comes from and goes to.

use super::class::Reactor;
use super::state::{Core, Phase};
use crate::TICK_S;
use qd_physics::constants::SPEED_OF_LIGHT_M_S;
use serde::{Deserialize, Serialize};

/// Energy of a kilogram of fuel and counterpart, J.
const ENERGY_PER_MASS_J_KG: f64 = SPEED_OF_LIGHT_M_S * SPEED_OF_LIGHT_M_S;
/// Fuel burnt is taken from the tanks milligram by milligram: less is lost in the rounding of a full tank, kg.
const PORTION_KG: f64 = 1e-6;
/// Time for which fuel in the lines lasts at full reaction beyond the quench, s.
const LINES_S: f64 = 0.1;

/// Energy account since the run began, J. In = out + change of [`Core::held_j`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// In: burnt fuel.
    pub fuel_j: f64,
    /// In: the coils' and the igniter's power from the grid.
    pub grid_j: f64,
    /// Out: plasma to the engines.
    pub plasma_j: f64,
    /// Out: electricity to the grid.
    pub electric_j: f64,
    /// Out: what of the reaction no wall stops.
    pub escaped_j: f64,
    /// Out: coolant to the heat sinks.
    pub sink_j: f64,
    /// Out: wall, residual reaction and what broke out, into the chamber.
    pub chamber_j: f64,
    /// Out: what an ejected core took along.
    pub ejected_j: f64,
}

impl Account {
    /// In less out, J.
    #[must_use]
    pub fn net_j(&self) -> f64 {
        self.fuel_j + self.grid_j - self.out_j()
    }
    /// What passed through, J.
    #[must_use]
    pub fn throughput_j(&self) -> f64 {
        self.fuel_j + self.grid_j + self.out_j().abs()
    }
    fn out_j(&self) -> f64 {
        self.plasma_j + self.electric_j + self.escaped_j + self.sink_j + self.chamber_j + self.ejected_j
    }
}

impl Core {
    /// Energy held in field, preheat, wall, coolant, and in the chamber after a breach, J; the zero is absolute.
    #[must_use]
    pub fn held_j(&self, reactor: &Reactor) -> f64 {
        if self.phase == Phase::Ejected {
            return 0.0;
        }
        self.field_j
            + self.preheat_j
            + self.spill_j
            + self.wall_temperature_k * reactor.wall_heat_j_k
            + self.coolant_temperature_k * reactor.coolant_heat_j_k
    }

    /// The pumps draw nothing more: what is left of either fuel stands in the lines and burns as the reaction dies.
    pub(super) fn is_dry(&self, reactor: &Reactor) -> bool {
        let full_w = reactor.fuel_per_output * (reactor.plasma_rated_w + reactor.electric_rated_w);
        let lines_kg = 0.5 * full_w * (reactor.quench_s + LINES_S) / ENERGY_PER_MASS_J_KG;
        self.fuel_kg[0].min(self.fuel_kg[1]) <= lines_kg
    }

    /// Fuel pays for what was drawn, with what escapes along with it, and for all heat of the reaction, W.
    pub(super) fn pay(&mut self, reactor: &Reactor, plasma_w: f64, electric_w: f64, heat_w: f64) {
        let drawn_w = plasma_w + electric_w;
        let escaped_w = (reactor.fuel_per_output - 1.0) * drawn_w;
        self.account.plasma_j += plasma_w * TICK_S;
        self.account.electric_j += electric_w * TICK_S;
        self.account.escaped_j += escaped_w * TICK_S;
        self.burn_fuel((drawn_w + escaped_w + heat_w) * TICK_S);
    }

    /// Takes fuel and counterpart for this much energy, J.
    pub(super) fn burn_fuel(&mut self, energy_j: f64) {
        self.account.fuel_j += energy_j;
        self.owed_j += energy_j;
        if self.owed_j >= PORTION_KG * ENERGY_PER_MASS_J_KG {
            for fuel_kg in &mut self.fuel_kg {
                *fuel_kg = (*fuel_kg - 0.5 * self.owed_j / ENERGY_PER_MASS_J_KG).max(0.0);
            }
            self.owed_j = 0.0;
        }
    }
}
