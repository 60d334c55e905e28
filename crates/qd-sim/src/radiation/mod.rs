//! Dose rates in every compartment from the sources in all of them, through doors and bulkheads.
//!
//! Consumes the core's gamma strength, contaminant in the air, doors. Gives the dose rate of each compartment.
//!
//! Law: `docs/laws/radiation-fields.md`.

use crate::cause::Cause;
use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::id::{CompartmentId, Table};
use crate::world::Tick;
use serde::{Deserialize, Serialize};

/// What never changes. Values in brackets are the defaults.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Class {
    /// Distance from a source at which people in its own compartment work, m (2); no path is shorter.
    pub near_m: f64,
    /// Tenth-value layers of the ordinary bulkheads and decks along a metre of path (0.02).
    pub ordinary_tvl_per_m: f64,
    /// Compartments behind heavy walls.
    pub shield: Vec<Shield>,
    /// Gamma strength of one unit of contaminant, Gy m²/s (1e-6).
    pub contaminant_gy_m2_s: f64,
}

impl Default for Class {
    fn default() -> Self {
        Self { near_m: 2.0, ordinary_tvl_per_m: 0.02, shield: Vec::new(), contaminant_gy_m2_s: 1e-6 }
    }
}

/// A compartment behind heavy walls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shield {
    /// Which.
    pub compartment: CompartmentId,
    /// Tenth-value layers of its walls; doors have their own (`shielding_tvl` of the portal).
    pub wall_tvl: f64,
}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {}

/// State. The dose rates themselves are `flows.dose_rate_gy_s`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Radiation {
    /// Decade of the dose rate that was last reported, by compartment: 0 below 1e-6 Gy/s, 1 below 1e-5, ...
    pub band: Table<CompartmentId, u8>,
    /// Why the fields stand as they do.
    pub cause: Cause,
}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The dose rate of a compartment passed into another decade.
    FieldChanged {
        /// Where.
        compartment: CompartmentId,
        /// Gy/s.
        dose_rate_gy_s: f64,
    },
}

impl Radiation {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(_class: &ShipClass, _scenario: &Scenario) -> Self {
        Self::default()
    }

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
