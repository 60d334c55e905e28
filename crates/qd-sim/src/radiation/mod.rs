//! Dose rates in every compartment from the sources in all of them, through doors and bulkheads.
//!
//! Consumes the core's gamma strength, contaminant in the air, doors. Gives the dose rate of each compartment.
//!
//! Law: `docs/laws/radiation-fields.md`.

mod paths;
mod stay;
#[cfg(test)]
mod tests;

pub use stay::{Stay, foretell};

use crate::cause::{Cause, Law};
use crate::class::{Scenario, ShipClass};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::{CompartmentId, Id, Table};
use crate::world::Tick;
use paths::{Arrival, Paths};
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
    #[serde(skip)]
    paths: Paths,
    #[serde(skip)]
    arrivals: Arrivals,
}

/// Working space of a step. No part of the world's value.
#[derive(Clone, Debug, Default)]
struct Arrivals(Vec<Arrival>);

impl PartialEq for Arrivals {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

/// A source weaker than this reaches only its own compartment, Gy m²/s.
const FAINT_GY_M2_S: f64 = 1e-5;
/// Lower end of the first reported decade of dose rates, Gy/s.
const FIRST_BAND_GY_S: f64 = 1e-6;
/// A decade is left downward only below this share of its end, so that reports do not chatter.
const BAND_RELEASE: f64 = 0.8;

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
    pub fn new(class: &ShipClass, _scenario: &Scenario) -> Self {
        Self { band: Table::like(&class.deckplan.compartment, |_| 0), ..Self::default() }
    }

    /// One tick: at 4 Hz the fields of every source in every compartment.
    pub fn step(
        &mut self,
        deckplan: &crate::deckplan::Deckplan,
        air: &crate::air::Air,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        if !cx.every(5, 0) {
            return;
        }
        let class = cx.class;
        let compartments = &class.deckplan.compartment;
        let arrivals = &mut self.arrivals.0;
        arrivals.clear();
        arrivals.resize(compartments.len(), Arrival::default());
        let near_m2 = class.radiation.near_m * class.radiation.near_m;
        for source in compartments.ids() {
            let contaminant = air.room.get(source).map_or(0.0, |room| room.gas.contaminant.max(0.0));
            let strength_gy_m2_s =
                flows.gamma_source_gy_m2_s[source] + contaminant * class.radiation.contaminant_gy_m2_s;
            if strength_gy_m2_s >= FAINT_GY_M2_S {
                self.paths.spread(class, deckplan, source, strength_gy_m2_s, arrivals);
            } else {
                arrivals[source.index()].rate_gy_s += strength_gy_m2_s / near_m2;
            }
        }
        for ((_, rate_gy_s), arrival) in flows.dose_rate_gy_s.iter_mut().zip(arrivals) {
            *rate_gy_s = arrival.rate_gy_s;
        }
        self.cause = flows.radiation_cause;
        self.report(deckplan, flows, cx);
    }

    fn report(&mut self, deckplan: &crate::deckplan::Deckplan, flows: &Flows, cx: &mut Tick<'_>) {
        for (compartment, band) in self.band.iter_mut() {
            let dose_rate_gy_s = flows.dose_rate_gy_s[compartment];
            let now = band_of(dose_rate_gy_s);
            let falling = band_of(dose_rate_gy_s / BAND_RELEASE);
            if now <= *band && falling >= *band {
                continue;
            }
            *band = now.max(falling.min(*band));
            let door = self.arrivals.0[compartment.index()].door;
            let moved = door.and_then(|door| deckplan.portal.get(door)).map(|state| state.cause);
            let event = EventKind::Radiation(Event::FieldChanged { compartment, dose_rate_gy_s });
            let causes = [self.cause, Cause::Law(Law::Radiation), moved.unwrap_or(self.cause)];
            cx.push(event, if moved.is_some() { &causes } else { &causes[..2] });
        }
    }
}

/// Decade of a dose rate, 0 below the first.
fn band_of(dose_rate_gy_s: f64) -> u8 {
    let (mut band, mut end_gy_s) = (0, FIRST_BAND_GY_S);
    while dose_rate_gy_s >= end_gy_s && band < 20 {
        band += 1;
        end_gy_s *= 10.0;
    }
    band
}
