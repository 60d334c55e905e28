//! The skin: entry heating, radiative cooling, conduction inward, burn-through.
//!
//! Consumes the motion, what the shields let through, the holes and the temperature of the structure behind the
//! skin; gives skin temperatures, heat into compartments and hot gas through holes. Its zones are also the
//! panels the air pushes on. Law: `docs/laws/heat.md`.

#[cfg(test)]
mod tests;

use crate::Cause;
use crate::cause::Law;
use crate::class::{Scenario, ShipClass};
use crate::event::EventKind;
use crate::flows::{Flows, Wound};
use crate::id::{CompartmentId, FacingId, LoadId, Table, ZoneId};
use crate::world::Tick;
use glam::DVec3;
use libm::sqrt;
use qd_physics::aerodynamics::{Panel, panel_pressure_pa};
use qd_physics::constants::{AIR_HEAT_RATIO, SUTTON_GRAVES_AIR};
use qd_physics::gas::{Orifice, orifice_mass_flow_kg_s};
use qd_physics::heat::plate_step;
use serde::{Deserialize, Serialize};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Every zone of the skin.
    pub zone: Table<ZoneId, Zone>,
    /// Where the coolant loop leaves its heat.
    #[serde(default)]
    pub sink: Sink,
}

/// The heat sink of the coolant loop and its radiators.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sink {
    /// Heat capacity, J/K (4e9: some thousand tonnes of water).
    pub heat_j_k: f64,
    /// Area of the radiators, m² (40,000).
    pub radiator_m2: f64,
    /// Their emissivity, 0..=1 (0.9).
    pub emissivity: f64,
    /// What pumps coolant through them; none: it goes round by itself.
    pub pump_load: Option<LoadId>,
}

impl Default for Sink {
    fn default() -> Self {
        Self { heat_j_k: 4e9, radiator_m2: 4e4, emissivity: 0.9, pump_load: None }
    }
}

/// A zone of the skin: flat, one temperature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Area, m².
    pub area_m2: f64,
    /// Outward normal, body axes; of any length.
    pub normal_body: [f64; 3],
    /// Its middle, body axes from the centre of mass, m.
    pub centre_body_m: [f64; 3],
    /// Radius of curvature that the air meets, m: blunt is cooler.
    pub nose_radius_m: f64,
    /// Heat capacity of the plate, J/(m² K).
    pub capacity_j_m2_k: f64,
    /// Emissivity of the outside, 0..=1.
    pub emissivity: f64,
    /// Conductance from plate to structure, W/(m² K), insulation whole.
    pub insulated_w_m2_k: f64,
    /// The same where the insulation is lost.
    pub bare_w_m2_k: f64,
    /// Temperature at which the plate melts, K.
    pub melts_k: f64,
    /// Heat that melts it through, J/m².
    pub melt_through_j_m2: f64,
    /// The shield facing in front of it.
    pub facing: FacingId,
    /// Compartments behind it, which share it equally.
    pub compartments: Vec<CompartmentId>,
}

impl Zone {
    /// The zone as a panel for the air to push on.
    #[must_use]
    pub fn panel(&self) -> Panel {
        Panel {
            area_m2: self.area_m2,
            normal_body: DVec3::from(self.normal_body).normalize_or_zero(),
            centre_body_m: DVec3::from(self.centre_body_m),
        }
    }
}

/// How a scenario finds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// Temperature of all plates, K.
    pub skin_temperature_k: f64,
    /// Where insulation is lost.
    pub bare: Vec<Bare>,
}

/// Insulation lost from a zone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bare {
    /// Which.
    pub zone: ZoneId,
    /// Share of its area, 0..=1.
    pub share: f64,
}

impl Default for Initial {
    fn default() -> Self {
        Self { skin_temperature_k: 270.0, bare: Vec::new() }
    }
}

/// State of one zone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ZoneState {
    /// Temperature of the plate, K.
    pub temperature_k: f64,
    /// Share of the area without insulation, 0..=1.
    pub bare: f64,
    /// Heat that has gone into melting, J/m².
    pub melted_j_m2: f64,
    /// Flux from the air, W/m², after the shields; negative cools.
    pub flux_w_m2: f64,
    /// Whether it has burnt through.
    pub burnt_through: bool,
    /// The event of the last threshold it passed.
    pub cause: Cause,
    /// The last glow threshold passed, K.
    pub glow_k: f64,
}

/// Heat account of skin and sink since the run began, J. It closes: taken less radiated less conducted is what the
/// plates hold more, by temperature and by melting; sunk less radiated is what the sink holds more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// From the air.
    pub taken_j: f64,
    /// Radiated to the sky.
    pub radiated_j: f64,
    /// Conducted to the structure inside.
    pub conducted_j: f64,
    /// From the coolant loop into the sink.
    pub sunk_j: f64,
    /// Radiated by the sink.
    pub sink_radiated_j: f64,
}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Heat {
    /// Every zone.
    pub zone: Table<ZoneId, ZoneState>,
    /// Where the heat came from and went.
    pub account: Account,
    /// Greatest skin temperature so far, K.
    pub skin_max_k: f64,
    /// Temperature of the heat sink, K.
    pub sink_k: f64,
    /// What the coolant loop has brought to it since the last step, J.
    pub sink_due_j: f64,
}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A zone begins to glow, or glows a step hotter.
    Glows {
        /// Which.
        zone: ZoneId,
        /// The threshold it passed, K.
        temperature_k: f64,
    },
    /// A zone begins to melt.
    Melts {
        /// Which.
        zone: ZoneId,
    },
    /// A zone is melted through.
    BurntThrough {
        /// Which.
        zone: ZoneId,
    },
}

/// Temperature of the heat sink at the start, K.
pub const SINK_START_K: f64 = 300.0;
/// Period of the skin's step, s, and its ticks.
const PERIOD_TICKS: u32 = 5;
const PERIOD_S: f64 = 0.25;
/// Where plates begin to glow, and each further step that is told, K.
const GLOW_K: f64 = 800.0;
const GLOW_STEP_K: f64 = 200.0;
/// What the skin radiates to: sky and planet together, K.
const SURROUNDINGS_K: f64 = 250.0;
/// Specific heat of air at constant pressure, J/(kg K).
const AIR_CP_J_KG_K: f64 = 1_005.0;
/// Share of stagnation heating that reaches surfaces turned away from the stream.
const LEE_SHARE: f64 = 0.03;
/// Hottest that gas behind the shock becomes, K: beyond it the energy goes into breaking molecules.
const SHOCK_GAS_MAX_K: f64 = 6_000.0;
/// Gas constant of air, J/(kg K).
const AIR_GAS_CONSTANT_J_KG_K: f64 = 287.053;
/// Flow of gas through holes that nobody would notice, kg/s.
const GAS_FLOW_LEAST_KG_S: f64 = 1e-3;
/// Discharge coefficient of a torn hole.
const HOLE_DISCHARGE: f64 = 0.6;
/// Share of a zone that opens when it is melted through.
const BURNT_OPEN_SHARE: f64 = 0.02;

impl Heat {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(class: &ShipClass, scenario: &Scenario) -> Self {
        let initial = &scenario.heat;
        Self {
            zone: Table::like(&class.heat.zone, |id| ZoneState {
                temperature_k: initial.skin_temperature_k,
                bare: initial
                    .bare
                    .iter()
                    .filter(|bare| bare.zone == id)
                    .map(|bare| bare.share)
                    .sum::<f64>()
                    .min(1.0),
                melted_j_m2: 0.0,
                flux_w_m2: 0.0,
                burnt_through: false,
                cause: Cause::Initial,
                glow_k: 0.0,
            }),
            account: Account::default(),
            skin_max_k: initial.skin_temperature_k,
            sink_k: SINK_START_K,
            sink_due_j: 0.0,
        }
    }

    /// One tick; the skin moves at 4 Hz, what it gives holds in between.
    pub fn step(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        self.sink_due_j += (flows.coolant_heat_w + flows.loop_heat_w + flows.climate_heat_w) * crate::TICK_S;
        if !cx.every(PERIOD_TICKS, 1) {
            return;
        }
        self.step_sink(flows, &cx.class.heat.sink);
        flows.hull_heat_w.fill(0.0);
        flows.shield_heat_load_w.fill(0.0);
        for (id, zone) in cx.class.heat.zone.iter() {
            self.step_zone(id, zone, flows, cx);
        }
        gas_through_holes(flows, cx.class);
    }

    /// The sink takes in what the loop brought, and radiates what its pumps carry to the radiators.
    fn step_sink(&mut self, flows: &mut Flows, sink: &Sink) {
        let pumped = sink.pump_load.map_or(1.0, |load| flows.supply[load].function);
        let step = plate_step(
            self.sink_k,
            sink.heat_j_k / sink.radiator_m2,
            self.sink_due_j / PERIOD_S / sink.radiator_m2,
            sink.emissivity * pumped,
            SURROUNDINGS_K,
            PERIOD_S,
        );
        self.account.sunk_j += self.sink_due_j;
        self.account.sink_radiated_j += step.radiated_j_m2 * sink.radiator_m2;
        self.sink_due_j = 0.0;
        self.sink_k = step.temperature_k;
        flows.sink_temperature_k = step.temperature_k;
    }

    fn step_zone(&mut self, id: ZoneId, zone: &Zone, flows: &mut Flows, cx: &mut Tick<'_>) {
        let state = &mut self.zone[id];
        let unshielded = flux_w_m2(zone, flows, state.temperature_k);
        flows.shield_heat_load_w[zone.facing] += unshielded.max(0.0) * zone.area_m2;
        state.flux_w_m2 = unshielded * flows.shield_heat_passed[zone.facing];
        let inward_w_m2 = conducted_inward(zone, state, flows);
        let step = plate_step(
            state.temperature_k,
            zone.capacity_j_m2_k,
            state.flux_w_m2 - inward_w_m2,
            zone.emissivity,
            SURROUNDINGS_K,
            PERIOD_S,
        );
        state.temperature_k = step.temperature_k;
        self.account.taken_j += state.flux_w_m2 * zone.area_m2 * PERIOD_S;
        self.account.radiated_j += step.radiated_j_m2 * zone.area_m2;
        self.account.conducted_j += inward_w_m2 * zone.area_m2 * PERIOD_S;
        melt(id, zone, state, flows, cx);
        self.skin_max_k = self.skin_max_k.max(state.temperature_k);
        flows.skin_temperature_k[id] = state.temperature_k;
        if state.temperature_k > state.glow_k + GLOW_STEP_K && state.temperature_k > GLOW_K {
            state.glow_k = libm::floor(state.temperature_k / GLOW_STEP_K) * GLOW_STEP_K;
            let event = Event::Glows { zone: id, temperature_k: state.glow_k };
            let causes = [flows.motion_cause, Cause::Law(Law::EntryHeating)];
            state.cause = cx.push(EventKind::Heat(event), &causes);
            flows.skin_cause = state.cause;
        }
    }

    /// Heat that all plates hold, J: temperature times capacity, and what went into melting.
    #[must_use]
    pub fn held_j(&self, class: &ShipClass) -> f64 {
        class
            .heat
            .zone
            .iter()
            .map(|(id, zone)| {
                let state = &self.zone[id];
                zone.area_m2 * (zone.capacity_j_m2_k * state.temperature_k + state.melted_j_m2)
            })
            .sum()
    }
}

/// Flux of the air into a zone's plate before the shields, W/m²: Sutton-Graves for its radius, with the wall's own
/// enthalpy taken off, times the cosine of its angle to the stream to the power 3/2; a small share on the lee.
#[must_use]
pub fn flux_w_m2(zone: &Zone, flows: &Flows, wall_k: f64) -> f64 {
    let motion = &flows.motion;
    if motion.air_density_kg_m3 <= 0.0 {
        return 0.0;
    }
    let cosine = motion.wind_body.dot(DVec3::from(zone.normal_body).normalize_or_zero());
    let share = if cosine > 0.0 { LEE_SHARE.max(cosine * sqrt(cosine)) } else { LEE_SHARE };
    let speed = motion.airspeed_m_s;
    let drive = speed * speed + 2.0 * AIR_CP_J_KG_K * (motion.air_temperature_k - wall_k);
    share * SUTTON_GRAVES_AIR * sqrt(motion.air_density_kg_m3 / zone.nose_radius_m) * speed * drive
}

/// Conducts into the structure of the compartments behind a zone; gives the mean flux, W/m².
fn conducted_inward(zone: &Zone, state: &ZoneState, flows: &mut Flows) -> f64 {
    if zone.compartments.is_empty() {
        return 0.0;
    }
    let each_m2 = zone.area_m2 / zone.compartments.len() as f64;
    let conductance = zone.insulated_w_m2_k + state.bare * (zone.bare_w_m2_k - zone.insulated_w_m2_k);
    let mut total_w = 0.0;
    for compartment in &zone.compartments {
        let inward_w =
            conductance * each_m2 * (state.temperature_k - flows.structure_temperature_k[*compartment]);
        flows.hull_heat_w[*compartment] += inward_w;
        total_w += inward_w;
    }
    total_w / zone.area_m2
}

/// Above the melting point the surplus heat melts the plate; once it is through, the zone opens.
fn melt(id: ZoneId, zone: &Zone, state: &mut ZoneState, flows: &mut Flows, cx: &mut Tick<'_>) {
    if state.temperature_k <= zone.melts_k || state.burnt_through {
        return;
    }
    let first = state.melted_j_m2 == 0.0;
    state.melted_j_m2 += zone.capacity_j_m2_k * (state.temperature_k - zone.melts_k);
    state.temperature_k = zone.melts_k;
    if first {
        let event = EventKind::Heat(Event::Melts { zone: id });
        state.cause = cx.push(event, &[state.cause, Cause::Law(Law::EntryHeating)]);
    }
    if state.melted_j_m2 > zone.melt_through_j_m2 {
        state.burnt_through = true;
        state.bare = 1.0;
        state.cause = cx.push(EventKind::Heat(Event::BurntThrough { zone: id }), &[state.cause]);
        let each_m2 = BURNT_OPEN_SHARE * zone.area_m2 / zone.compartments.len().max(1) as f64;
        for compartment in &zone.compartments {
            flows.burnt.push(Wound {
                zone: id,
                compartment: *compartment,
                area_m2: each_m2,
                cause: state.cause,
            });
        }
    }
}

/// Hot gas that the stream drives through holes on the windward side: an orifice from the pressure on their zone
/// to that of the compartment, which fills up until the two are equal.
fn gas_through_holes(flows: &mut Flows, class: &ShipClass) {
    flows.hot_gas_kg_s.fill(0.0);
    let motion = &flows.motion;
    let speed2 = motion.airspeed_m_s * motion.airspeed_m_s;
    let gas_k = (motion.air_temperature_k + 0.5 * speed2 / AIR_CP_J_KG_K).clamp(3.0, SHOCK_GAS_MAX_K);
    flows.hot_gas_temperature_k = gas_k;
    for wound in &flows.wounds {
        let normal = DVec3::from(class.heat.zone[wound.zone].normal_body).normalize_or_zero();
        let over_pa = panel_pressure_pa(
            motion.air_density_kg_m3,
            motion.airspeed_m_s * motion.wind_body.dot(normal).max(0.0),
        );
        let outside_pa = motion.air_pressure_pa + over_pa;
        let inside_pa = flows.inside_pressure_pa[wound.compartment];
        if over_pa > 0.0 && outside_pa > inside_pa {
            let hole = Orifice::new(wound.area_m2, HOLE_DISCHARGE, AIR_HEAT_RATIO).expect("a hole of a ship");
            let flow = orifice_mass_flow_kg_s(&hole, outside_pa, inside_pa, gas_k, AIR_GAS_CONSTANT_J_KG_K);
            flows.hot_gas_kg_s[wound.compartment] += flow;
        }
    }
    for flow in flows.hot_gas_kg_s.rows_mut() {
        if *flow < GAS_FLOW_LEAST_KG_S {
            *flow = 0.0;
        }
    }
}
