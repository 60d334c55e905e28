//! What instruments and views may ask of the grid.

use super::class::{Class, Curve};
use super::state::{ControllerPhase, Power, SourcePhase};
use crate::id::{BreakerId, BusId, ControllerId, LineId, SourceId};

impl Power {
    /// Voltage of a bus over nominal.
    #[must_use]
    pub fn voltage_pu(&self, class: &Class, bus: BusId) -> f64 {
        self.bus[bus].voltage_v / class.nominal_v
    }
    /// Current of a line over its limit, 0 and up.
    #[must_use]
    pub fn line_loading(&self, class: &Class, line: LineId) -> f64 {
        self.line[line].current_a.abs() * class.nominal_v / class.line[line].limit_w
    }
    /// What the island of `bus` could give beyond what its loads want, W; negative: deficit.
    #[must_use]
    pub fn surplus_w(&self, bus: BusId) -> f64 {
        self.bus[bus].island_capability_w - self.bus[bus].island_wanted_w
    }
    /// Share of its capacity that a battery holds; 1 for sources without capacity.
    #[must_use]
    pub fn charge_share(&self, class: &Class, source: SourceId) -> f64 {
        let capacity_j = class.source[source].capacity_j;
        if capacity_j > 0.0 { self.source[source].charge_j / capacity_j } else { 1.0 }
    }
    /// A source runs.
    #[must_use]
    pub fn runs(&self, source: SourceId) -> bool {
        self.source[source].phase == SourcePhase::Running
    }
    /// A controller is at work.
    #[must_use]
    pub fn controls(&self, controller: ControllerId) -> bool {
        self.controller[controller].phase == ControllerPhase::Up
    }
    /// Time until `breaker` trips at its present current, s; none while it would hold for ever.
    #[must_use]
    pub fn time_to_trip_s(&self, class: &Class, breaker: BreakerId) -> Option<f64> {
        let state = &self.breaker[breaker];
        if !state.closed || state.overload <= 1.0 {
            return None;
        }
        let row = &class.breaker[breaker];
        Some((1.0 - state.heat).max(0.0) * trip_time_s(row.curve, row.time_multiplier, state.overload))
    }
    /// The breaker that will trip first at present currents, and in how many seconds.
    #[must_use]
    pub fn first_to_trip(&self, class: &Class) -> Option<(BreakerId, f64)> {
        let times = self.breaker.ids().filter_map(|id| Some((id, self.time_to_trip_s(class, id)?)));
        times.min_by(|a, b| a.1.total_cmp(&b.1))
    }
}

/// Time of an inverse-time trip from cold at `overload` times the pick-up, s (IEC 60255-151); infinite up to 1.
#[must_use]
pub fn trip_time_s(curve: Curve, time_multiplier: f64, overload: f64) -> f64 {
    if overload <= 1.0 {
        return f64::INFINITY;
    }
    time_multiplier
        * match curve {
            Curve::Standard => 0.14 / (libm::pow(overload, 0.02) - 1.0),
            Curve::Very => 13.5 / (overload - 1.0),
            Curve::Extremely => 80.0 / (overload * overload - 1.0),
        }
}
