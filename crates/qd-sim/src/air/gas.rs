//! One room's gas: moles of each kind, contaminant carried along, energy; and the warmth of its walls.

use crate::Cause;
use qd_physics::constants::GAS_CONSTANT_J_MOL_K;
use qd_physics::gas::{HEAT_CAPACITY_VOLUME_J_MOL_K, MOLAR_MASS_KG_MOL};
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
    /// The duct dampers are open.
    pub vents_open: bool,
    /// What is worst about its air.
    pub condition: super::Condition,
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
