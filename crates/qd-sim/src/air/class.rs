//! What never changes about the ship's air, and how a scenario finds it.

use crate::id::{CompartmentId, LoadId};
use serde::{Deserialize, Serialize};

/// What never changes. Values in brackets are the defaults.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Class {
    /// Life-support plants. A compartment is served by at most one.
    pub plant: Vec<Plant>,
    /// Circuits of light.
    pub lighting: Vec<Lighting>,
    /// Seams that leak.
    pub leak: Vec<Leak>,
    /// Partial pressure of oxygen that plants hold, Pa (21,200).
    pub oxygen_pa: f64,
    /// Total pressure that plants hold while nitrogen lasts, Pa (101,325).
    pub pressure_pa: f64,
    /// Temperature that plants hold at first, K (294).
    pub temperature_k: f64,
    /// Heat passed between gas and walls, W/(m² K) at one atmosphere (5; free convection 2 to 10).
    pub wall_w_m2_k: f64,
}

impl Default for Class {
    fn default() -> Self {
        Self {
            plant: Vec::new(),
            lighting: Vec::new(),
            leak: Vec::new(),
            oxygen_pa: 21_200.0,
            pressure_pa: 101_325.0,
            temperature_k: 294.0,
            wall_w_m2_k: 5.0,
        }
    }
}

/// A life-support plant: fans draw air from its compartments, scrub it, add oxygen, warm or cool it, give it back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plant {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Its fans; without them nothing of it reaches anybody.
    pub fan_load: LoadId,
    /// Its scrubber.
    pub scrubber_load: LoadId,
    /// Heater and cooler. Heats by what its load does not give off where it stands (its heat share).
    pub climate_load: LoadId,
    /// The compartments it serves.
    pub compartments: Vec<CompartmentId>,
    /// Air changes in an hour at full function (6).
    #[serde(default = "six")]
    pub changes_per_h: f64,
    /// Carbon dioxide that the scrubber takes at full function at most, mol/s.
    pub scrubber_mol_s: f64,
    /// Oxygen that its valves let in at most, mol/s.
    pub oxygen_mol_s: f64,
    /// Oxygen in its tanks, mol.
    pub oxygen_mol: f64,
    /// Nitrogen in its tanks, mol.
    pub nitrogen_mol: f64,
    /// Heat moved to the ship's heat sinks per joule of the climate load when cooling (3).
    #[serde(default = "three")]
    pub cooling_ratio: f64,
}

fn six() -> f64 {
    6.0
}

fn three() -> f64 {
    3.0
}

/// A circuit of light.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lighting {
    /// What feeds it.
    pub load: LoadId,
    /// Where it shines; its heat goes there, but for the share that its load gives off where it stands.
    pub compartments: Vec<CompartmentId>,
    /// Share of full work light that it gives, 0..=1 (emergency lamps 0.3). The brightest circuit counts.
    pub brightness: f64,
}

/// A seam that leaks to the outside.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leak {
    /// Where.
    pub compartment: CompartmentId,
    /// Its area, m².
    pub area_m2: f64,
}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// Compartments that are not as plants would hold them.
    pub room: Vec<InitialRoom>,
    /// Fans of plants that are switched off.
    pub stopped_loads: Vec<LoadId>,
    /// Seams sprung in the fight.
    pub leak: Vec<Leak>,
}

/// One compartment at the start; what is absent is as plants would hold it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InitialRoom {
    /// Which.
    pub compartment: CompartmentId,
    /// Pressure, Pa.
    #[serde(default)]
    pub pressure_pa: Option<f64>,
    /// Mole fraction of oxygen, 0..=1.
    #[serde(default)]
    pub oxygen_share: Option<f64>,
    /// Mole fraction of carbon dioxide, 0..=1.
    #[serde(default)]
    pub carbon_dioxide_share: Option<f64>,
    /// Temperature of gas and walls, K.
    #[serde(default)]
    pub temperature_k: Option<f64>,
    /// Contaminant, units.
    #[serde(default)]
    pub contaminant: f64,
}
