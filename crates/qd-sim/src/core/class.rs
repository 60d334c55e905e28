//! What never changes about the core, and how a scenario finds her.

use crate::id::{CompartmentId, LoadId, PortalId};
use serde::{Deserialize, Serialize};

/// What never changes. A ship without `chamber` has no core.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Class {
    /// Where the core stands and what serves it.
    pub chamber: Option<Chamber>,
    /// The reactor.
    pub reactor: Reactor,
    /// Radiation and contamination.
    pub hazard: Hazard,
}

/// Where the core stands and what serves it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chamber {
    /// The core itself.
    pub core_compartment: CompartmentId,
    /// The lock between chamber and engineering.
    pub lock_compartment: CompartmentId,
    /// Main engineering, outside the glass.
    pub outside_compartment: CompartmentId,
    /// The door that carries the shielding, chamber to lock.
    pub inner_portal: PortalId,
    /// The glass door, lock to engineering.
    pub outer_portal: PortalId,
    /// Field coils of the containment.
    pub containment_load: LoadId,
    /// Coolant pump.
    pub coolant_load: LoadId,
    /// Preheater; like the coils' power, what does not warm its room (`heat_share`) goes into the core.
    pub igniter_load: LoadId,
    /// Decontamination filters.
    pub filter_load: LoadId,
    /// Fuel pumps: without them only the tanks' own pressure feeds the reaction.
    pub feed_load: Option<LoadId>,
    /// Coils of the plasma ducts: what they carry reaches the engines.
    pub duct_load: Option<LoadId>,
}

/// The reactor (stated fiction with energy balances). Values in brackets are the defaults.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reactor {
    /// Plasma power for the engines at full reaction, W (2e15).
    pub plasma_rated_w: f64,
    /// Electric power of the generator at full reaction, W (4e8).
    pub electric_rated_w: f64,
    /// Least share of full reaction that can be ordered: from little below it, power can be drawn (0.2).
    pub least_output: f64,
    /// Share of the full feed that the tanks' pressure gives without pumps (0.25).
    pub unpumped_share: f64,
    /// Offset of the elements at which the yield has fallen to 1/e, m (0.002).
    pub alignment_width_m: f64,
    /// Offset up to which the elements count as aligned, m (0.0008).
    pub aligned_m: f64,
    /// How far a standard second of work moves the elements, m (0.0001).
    pub alignment_rate_m: f64,
    /// Offset that perfect work leaves, m (0.0001).
    pub alignment_best_m: f64,
    /// Offset added by work of quality 0, m (0.0008).
    pub alignment_worst_m: f64,
    /// Energy of the full containment field, J (3e7).
    pub field_energy_j: f64,
    /// Time constant with which the field leaks away, s (40).
    pub field_leak_s: f64,
    /// Field share below which the scram shuts the feed (0.6).
    pub field_scram: f64,
    /// Field share below which burning plasma gets out (0.3).
    pub field_breach: f64,
    /// Energy to preheat to ignition, J (8e8).
    pub preheat_energy_j: f64,
    /// Time constant with which preheat leaks at full field, s (1500).
    pub preheat_leak_s: f64,
    /// Share of the preheat energy from which a reaction sustains itself (0.9).
    pub ignition_share: f64,
    /// Gain over losses of the reaction when all is well (2.5).
    pub gain: f64,
    /// Time constant of the reaction's growth, s (1.5).
    pub growth_s: f64,
    /// Time constant with which the reaction dies once the feed is shut, s (0.4).
    pub quench_s: f64,
    /// Heat into the wall from a full reaction in line, W (1.5e7).
    pub wall_running_w: f64,
    /// Heat into the wall from a full reaction wholly out of line, W (6e9).
    pub wall_misaligned_w: f64,
    /// Share of the full feed that a strike pours in until the reaction takes or dies (0.3).
    pub strike_share: f64,
    /// Heat capacity of the wall, J/K (4e7).
    pub wall_heat_j_k: f64,
    /// Conductance from wall to coolant at full flow, W/K (1e5).
    pub wall_coolant_w_k: f64,
    /// Conductance from coolant to the heat sinks at full flow, W/K (1.5e5).
    pub coolant_sink_w_k: f64,
    /// Heat capacity of the coolant, J/K (2e7).
    pub coolant_heat_j_k: f64,
    /// Conductance from wall to the chamber's air and fittings, W/K (200).
    pub wall_chamber_w_k: f64,
    /// Wall temperature at which the scram shuts the feed, K (1100).
    pub wall_scram_k: f64,
    /// Wall temperature above which the field coils are harmed, K (1400).
    pub wall_harm_k: f64,
    /// Share of field strength lost per kelvin second above that (2e-5).
    pub harm_per_k_s: f64,
    /// Coolant temperature above which the generator gives nothing, K (500).
    pub coolant_limit_k: f64,
    /// Fuel energy for a joule of plasma or electricity (1.2).
    pub fuel_per_output: f64,
}

impl Default for Reactor {
    fn default() -> Self {
        Self {
            plasma_rated_w: 2e15,
            electric_rated_w: 4e8,
            least_output: 0.2,
            unpumped_share: 0.25,
            alignment_width_m: 0.002,
            aligned_m: 0.0008,
            alignment_rate_m: 0.0001,
            alignment_best_m: 0.0001,
            alignment_worst_m: 0.0008,
            field_energy_j: 3e7,
            field_leak_s: 40.0,
            field_scram: 0.6,
            field_breach: 0.3,
            preheat_energy_j: 8e8,
            preheat_leak_s: 1500.0,
            ignition_share: 0.9,
            gain: 2.5,
            growth_s: 1.5,
            quench_s: 0.4,
            wall_running_w: 1.5e7,
            wall_misaligned_w: 6e9,
            strike_share: 0.3,
            wall_heat_j_k: 4e7,
            wall_coolant_w_k: 1e5,
            coolant_sink_w_k: 1.5e5,
            coolant_heat_j_k: 2e7,
            wall_chamber_w_k: 200.0,
            wall_scram_k: 1100.0,
            wall_harm_k: 1400.0,
            harm_per_k_s: 2e-5,
            coolant_limit_k: 500.0,
            fuel_per_output: 1.2,
        }
    }
}

/// Radiation and contamination. Values in brackets are the defaults.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hazard {
    /// Reaction between elements out of line that hold fuel, as heat into the chamber when wholly out of line, W (3e5).
    pub residual_w: f64,
    /// Gamma strength of that reaction, Gy m²/s (100).
    pub residual_gy_m2_s: f64,
    /// Gamma strength inside the chamber at full reaction, Gy m²/s (150).
    pub running_gy_m2_s: f64,
    /// Contaminant that the residual reaction frees, units/s (1000).
    pub contaminant_per_s: f64,
    /// Density of contaminant above which the lock counts as contaminated, units/m³ (1).
    pub contaminant_limit_per_m3: f64,
    /// Air through the filters at full function, m³/s in each of lock and chamber (1.5).
    pub filter_m3_s: f64,
    /// Time for which the core had run before it last stopped, s, for decay heat (3e7).
    pub operated_s: f64,
}

impl Default for Hazard {
    fn default() -> Self {
        Self {
            residual_w: 3e5,
            residual_gy_m2_s: 100.0,
            running_gy_m2_s: 150.0,
            contaminant_per_s: 1000.0,
            contaminant_limit_per_m3: 1.0,
            filter_m3_s: 1.5,
            operated_s: 3e7,
        }
    }
}

/// How a scenario finds the core. The default: running, in line, full tanks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// It runs.
    pub running: bool,
    /// Offset of the elements from line (along, across, turned at the rim), m.
    pub offset_m: [f64; 3],
    /// Fuel and its counterpart, kg.
    pub fuel_kg: [f64; 2],
    /// Time since it last ran, s, if it does not run.
    pub stopped_s: f64,
    /// Wall temperature, K.
    pub wall_temperature_k: f64,
    /// Coolant temperature, K.
    pub coolant_temperature_k: f64,
    /// Share of their strength that the field coils have left, 0..=1.
    pub coil_health: f64,
    /// The scram shuts the feed when called upon.
    pub scram_sound: bool,
}

impl Default for Initial {
    fn default() -> Self {
        Self {
            running: true,
            offset_m: [0.0; 3],
            fuel_kg: [4000.0; 2],
            stopped_s: 0.0,
            wall_temperature_k: 450.0,
            coolant_temperature_k: 350.0,
            coil_health: 1.0,
            scram_sound: true,
        }
    }
}
