//! One room's gas: moles of each kind, contaminant carried along, energy; and the warmth of its walls.

use super::Condition;
use super::ledger::Ledger;
use crate::Cause;
use qd_physics::constants::GAS_CONSTANT_J_MOL_K;
use qd_physics::gas::{HEAT_CAPACITY_VOLUME_J_MOL_K, MOLAR_MASS_KG_MOL};
use qd_physics::metabolism::{HEAT_PER_OXYGEN_J_KG, RESPIRATORY_QUOTIENT};
use serde::{Deserialize, Serialize};

/// A parcel of gas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Gas {
    /// Oxygen, mol.
    pub oxygen_mol: f64,
    /// Nitrogen and whatever else is inert, mol.
    pub nitrogen_mol: f64,
    /// Carbon dioxide, mol.
    pub carbon_dioxide_mol: f64,
    /// Contaminant carried along, units (no mass to speak of).
    pub contaminant: f64,
    /// Internal energy, J, counted from 0 K at constant heat capacity.
    pub energy_j: f64,
}

impl Gas {
    /// All moles.
    #[must_use]
    pub fn moles(&self) -> f64 {
        self.oxygen_mol + self.nitrogen_mol + self.carbon_dioxide_mol
    }
    /// Heat capacity at constant volume, J/K.
    #[must_use]
    pub fn heat_capacity_j_k(&self) -> f64 {
        let [oxygen, nitrogen, carbon_dioxide, _] = HEAT_CAPACITY_VOLUME_J_MOL_K;
        self.oxygen_mol * oxygen + self.nitrogen_mol * nitrogen + self.carbon_dioxide_mol * carbon_dioxide
    }
    /// Mass, kg.
    #[must_use]
    pub fn mass_kg(&self) -> f64 {
        let [oxygen, nitrogen, carbon_dioxide, _] = MOLAR_MASS_KG_MOL;
        self.oxygen_mol * oxygen + self.nitrogen_mol * nitrogen + self.carbon_dioxide_mol * carbon_dioxide
    }
    /// Temperature, K; that of nothing is 2.7 K.
    #[must_use]
    pub fn temperature_k(&self) -> f64 {
        let capacity = self.heat_capacity_j_k();
        if capacity > 1e-12 { self.energy_j / capacity } else { 2.7 }
    }
    /// Air of `pressure_pa` and `temperature_k` in `volume_m3`, with shares of oxygen and carbon dioxide.
    #[must_use]
    pub fn air(
        pressure_pa: f64,
        volume_m3: f64,
        temperature_k: f64,
        oxygen_share: f64,
        carbon_dioxide_share: f64,
    ) -> Self {
        let moles = pressure_pa * volume_m3 / (GAS_CONSTANT_J_MOL_K * temperature_k);
        let mut gas = Self {
            oxygen_mol: moles * oxygen_share,
            nitrogen_mol: moles * (1.0 - oxygen_share - carbon_dioxide_share),
            carbon_dioxide_mol: moles * carbon_dioxide_share,
            contaminant: 0.0,
            energy_j: 0.0,
        };
        gas.energy_j = gas.heat_capacity_j_k() * temperature_k;
        gas
    }
    /// A share of it, energy in proportion.
    #[must_use]
    pub fn share(&self, share: f64) -> Self {
        Self {
            oxygen_mol: self.oxygen_mol * share,
            nitrogen_mol: self.nitrogen_mol * share,
            carbon_dioxide_mol: self.carbon_dioxide_mol * share,
            contaminant: self.contaminant * share,
            energy_j: self.energy_j * share,
        }
    }
    /// Adds another parcel.
    pub fn add(&mut self, other: &Self) {
        self.oxygen_mol += other.oxygen_mol;
        self.nitrogen_mol += other.nitrogen_mol;
        self.carbon_dioxide_mol += other.carbon_dioxide_mol;
        self.contaminant += other.contaminant;
        self.energy_j += other.energy_j;
    }
    /// Takes a parcel away.
    pub fn take(&mut self, other: &Self) {
        self.oxygen_mol -= other.oxygen_mol;
        self.nitrogen_mol -= other.nitrogen_mol;
        self.carbon_dioxide_mol -= other.carbon_dioxide_mol;
        self.contaminant -= other.contaminant;
        self.energy_j -= other.energy_j;
    }
}

/// A compartment's gas and walls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Room {
    /// What fills it.
    pub gas: Gas,
    /// Temperature of walls and fittings, K.
    pub structure_k: f64,
    /// Pressure, Pa.
    pub pressure_pa: f64,
    /// Temperature of the gas, K.
    pub temperature_k: f64,
    /// Metabolic heat of everybody in it, W.
    pub breath_w: f64,
    /// Volume of its gas, m³; class data kept at hand.
    pub volume_m3: f64,
    /// Surface that gives heat to it, m²: six walls of a cube of that volume, doubled by fittings.
    pub surface_m2: f64,
    /// Area of seams that leak to the outside, m².
    pub leak_m2: f64,
    /// The duct dampers are open.
    pub vents_open: bool,
    /// What is worst about its air.
    pub condition: Condition,
    /// Partial pressures of oxygen and carbon dioxide, Pa, and temperature, K, when trends were last taken.
    pub seen: [f64; 3],
    /// How fast the partial pressure of oxygen rises, Pa/s, over half a minute.
    pub oxygen_rate_pa_s: f64,
    /// How fast that of carbon dioxide rises, Pa/s.
    pub carbon_dioxide_rate_pa_s: f64,
    /// How fast the temperature rises, K/s.
    pub temperature_rate_k_s: f64,
    /// Heat booked into this compartment, gas and walls, since the start, J: what its account must show.
    pub booked_j: f64,
    /// What last moved its air across a limit.
    pub cause: Cause,
}

impl Room {
    /// A room full of `gas`, its walls as warm.
    #[must_use]
    pub fn new(gas: Gas, volume_m3: f64) -> Self {
        let side_m = libm::cbrt(volume_m3);
        let mut room = Self {
            gas,
            volume_m3,
            surface_m2: 12.0 * side_m * side_m,
            structure_k: gas.temperature_k(),
            vents_open: true,
            ..Self::default()
        };
        room.settle();
        let breath = room.breath(volume_m3);
        room.seen = [breath.oxygen_pa, breath.carbon_dioxide_pa, room.temperature_k];
        room.condition = room.judge();
        room
    }

    /// Heat into walls and fittings.
    pub(super) fn warm_walls(&mut self, heat_j: f64, walls_j_k: f64, ledger: &mut Ledger) {
        self.structure_k += heat_j / walls_j_k;
        self.booked_j += heat_j;
        ledger.heat_j.book(heat_j);
    }

    /// What everybody in it takes and gives over a step.
    pub(super) fn breathe(&mut self, dt_s: f64, ledger: &mut Ledger) {
        if self.breath_w <= 0.0 {
            return;
        }
        let [oxygen_j, _, carbon_dioxide_j, _] = HEAT_CAPACITY_VOLUME_J_MOL_K;
        let wanted = self.breath_w * dt_s / HEAT_PER_OXYGEN_J_KG / MOLAR_MASS_KG_MOL[0];
        // Nobody breathes the last of it: below a few kilopascals lungs take less than bodies ask.
        let used = wanted.min(0.05 * self.gas.oxygen_mol);
        let given = used * RESPIRATORY_QUOTIENT;
        let temperature_k = self.gas.temperature_k();
        self.gas.oxygen_mol -= used;
        self.gas.carbon_dioxide_mol += given;
        ledger.oxygen_mol.book(-used);
        ledger.carbon_dioxide_mol.book(given);
        // Bodies give off their heat even when it comes from their reserves.
        let heat_j = self.breath_w * dt_s + (given * carbon_dioxide_j - used * oxygen_j) * temperature_k;
        self.gas.energy_j += heat_j;
        self.booked_j += heat_j;
        ledger.heat_j.book(heat_j);
    }

    /// Filters take the contaminant from a volume of the gas.
    pub(super) fn filter(&mut self, volume_m3: f64, ledger: &mut Ledger) {
        if self.volume_m3 <= 0.0 {
            return;
        }
        let changes = volume_m3 / self.volume_m3;
        let taken = self.gas.contaminant * changes / (1.0 + changes);
        self.gas.contaminant -= taken;
        ledger.contaminant.book(-taken);
    }

    /// Heat between gas and walls, implicit: never past equal temperature.
    pub(super) fn pass_heat(&mut self, walls_j_k: f64, wall_w_m2_k: f64, dt_s: f64) {
        let gas_j_k = self.gas.heat_capacity_j_k();
        if gas_j_k <= 1e-9 {
            return;
        }
        // Thin gas carries less.
        let density = (self.pressure_pa / 101_325.0).clamp(0.0, 4.0).sqrt();
        let conductance = self.surface_m2 * wall_w_m2_k * density;
        let passed_j_k = conductance * dt_s;
        let slowed = 1.0 + passed_j_k * (gas_j_k + walls_j_k) / (gas_j_k * walls_j_k);
        let heat_j = (self.structure_k - self.gas.energy_j / gas_j_k) * passed_j_k / slowed;
        self.gas.energy_j += heat_j;
        self.structure_k -= heat_j / walls_j_k;
    }

    /// Takes the trends over `dt_s`.
    pub(super) fn follow(&mut self, dt_s: f64) {
        let breath = self.breath(self.volume_m3);
        let now = [breath.oxygen_pa, breath.carbon_dioxide_pa, self.temperature_k];
        let share = dt_s / super::TREND_S;
        let seen = std::mem::replace(&mut self.seen, now);
        let rates =
            [&mut self.oxygen_rate_pa_s, &mut self.carbon_dioxide_rate_pa_s, &mut self.temperature_rate_k_s];
        for ((rate, now), seen) in rates.into_iter().zip(now).zip(seen) {
            *rate += share * ((now - seen) / dt_s - *rate);
        }
    }

    /// What is worst about the air; a limit passed is left again only with some margin.
    pub(super) fn judge(&self) -> Condition {
        let [oxygen_pa, carbon_dioxide_pa, temperature_k] = self.seen;
        let margin = |condition: Condition| if self.condition == condition { 1.0 } else { 0.0 };
        if self.pressure_pa < 20_000.0 + 2000.0 * margin(Condition::Vented) {
            Condition::Vented
        } else if temperature_k > 373.0 - 10.0 * margin(Condition::Scorching) {
            Condition::Scorching
        } else if oxygen_pa < 14_000.0 + 500.0 * margin(Condition::Thin) {
            Condition::Thin
        } else if temperature_k > 313.0 - 2.0 * margin(Condition::Hot) {
            Condition::Hot
        } else if temperature_k < 278.0 + 2.0 * margin(Condition::Cold) {
            Condition::Cold
        } else if carbon_dioxide_pa > 2000.0 - 200.0 * margin(Condition::Stale) {
            Condition::Stale
        } else {
            Condition::Good
        }
    }
}
