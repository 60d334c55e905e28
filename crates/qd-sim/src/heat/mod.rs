//! The skin: entry heating, radiative cooling, conduction inward, burn-through.
//!
//! Consumes the motion, what the shields let through, the holes and the temperature of the structure behind the
//! skin; gives skin temperatures, heat into compartments and hot gas through holes. Its zones are also the
//! panels the air pushes on. Law: `docs/laws/heat.md`.

use crate::Cause;
use crate::cause::Law;
use crate::class::{Scenario, ShipClass};
use crate::event::EventKind;
use crate::flows::{Flows, Wound};
use crate::id::{CompartmentId, FacingId, Table, ZoneId};
use crate::world::Tick;
use glam::DVec3;
use libm::sqrt;
use qd_physics::aerodynamics::Panel;
use qd_physics::constants::SUTTON_GRAVES_AIR;
use qd_physics::heat::plate_step;
use serde::{Deserialize, Serialize};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Every zone of the skin.
    pub zone: Table<ZoneId, Zone>,
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

/// Heat account of the skin since the run began, J. It closes: taken less radiated less conducted is what the
/// plates hold more, by temperature and by melting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// From the air.
    pub taken_j: f64,
    /// Radiated to the sky.
    pub radiated_j: f64,
    /// Conducted to the structure inside.
    pub conducted_j: f64,
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
        }
    }

    /// One tick; the skin moves at 4 Hz, what it gives holds in between.
    pub fn step(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        if !cx.every(PERIOD_TICKS, 1) {
            return;
        }
        flows.hull_heat_w.fill(0.0);
        flows.shield_heat_load_w.fill(0.0);
        for (id, zone) in cx.class.heat.zone.iter() {
            self.step_zone(id, zone, flows, cx);
        }
        gas_through_holes(flows, cx.class);
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
            state.cause = cx.push(EventKind::Heat(event), &[Cause::Law(Law::EntryHeating)]);
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
            flows.burnt.push(Wound { zone: id, compartment: *compartment, area_m2: each_m2 });
        }
    }
}

/// Hot gas that the stream drives through holes on the windward side: an orifice at the pressure of its zone.
fn gas_through_holes(flows: &mut Flows, class: &ShipClass) {
    flows.hot_gas_kg_s.fill(0.0);
    let motion = &flows.motion;
    let speed2 = motion.airspeed_m_s * motion.airspeed_m_s;
    flows.hot_gas_temperature_k =
        (motion.air_temperature_k + 0.5 * speed2 / AIR_CP_J_KG_K).clamp(3.0, SHOCK_GAS_MAX_K);
    for wound in &flows.wounds {
        let normal = DVec3::from(class.heat.zone[wound.zone].normal_body).normalize_or_zero();
        let over_pa = crate::flight::dynamics::surface_pressure_pa(
            motion.dynamic_pressure_pa,
            motion.wind_body.dot(normal),
        );
        if over_pa <= 0.0 {
            continue;
        }
        let gas_density = (motion.air_pressure_pa + over_pa) / (287.053 * flows.hot_gas_temperature_k);
        flows.hot_gas_kg_s[wound.compartment] +=
            HOLE_DISCHARGE * wound.area_m2 * sqrt(2.0 * gas_density * over_pa);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventSink;
    use crate::flows::Motion;

    fn class() -> ShipClass {
        let zone = |normal_body: [f64; 3], nose_radius_m: f64| Zone {
            key: "zone".into(),
            name: "Zone".into(),
            area_m2: 2_900.0,
            normal_body,
            centre_body_m: [0.0, 0.0, 0.0],
            nose_radius_m,
            capacity_j_m2_k: 195_000.0,
            emissivity: 0.85,
            insulated_w_m2_k: 0.5,
            bare_w_m2_k: 150.0,
            melts_k: 1_700.0,
            melt_through_j_m2: 1e8,
            facing: FacingId(0),
            compartments: vec![CompartmentId(0)],
        };
        let mut class = ShipClass::default();
        class.heat.zone = Table::new(vec![zone([0.0, 0.0, 1.0], 60.0), zone([0.0, 0.0, -1.0], 60.0)]);
        class.shields.facing = Table::new(vec![crate::shields::Facing {
            key: "belly".into(),
            name: "Belly".into(),
            load: crate::id::LoadId(0),
            capacity_j: 1.0,
            hold_w: 0.0,
            keeps_off: 0.0,
            cost: 0.0,
        }]);
        class.deckplan.compartment = Table::new(vec![crate::deckplan::Compartment {
            key: "hold".into(),
            name: "Hold".into(),
            deck: 1,
            low_body_m: [0.0; 3],
            high_body_m: [1.0; 3],
            gas_share: 1.0,
            structure_heat_j_k: 1e8,
        }]);
        class
    }

    fn run(heat: &mut Heat, class: &ShipClass, flows: &mut Flows, seconds: u32) -> Vec<crate::Event> {
        let mut events = Vec::new();
        for tick in 0..seconds * 20 {
            let mut cx = Tick { class, seed: 1, tick, events: EventSink::new(tick) };
            heat.step(flows, &mut cx);
            events.extend(cx.events.finish());
        }
        events
    }

    fn entry() -> Motion {
        Motion {
            airspeed_m_s: 6_500.0,
            air_density_kg_m3: 3e-3,
            air_temperature_k: 250.0,
            air_pressure_pa: 200.0,
            dynamic_pressure_pa: 0.5 * 3e-3 * 6_500.0 * 6_500.0,
            wind_body: DVec3::Z,
            ..Motion::default()
        }
    }

    /// What the account leaves open over what passed through it; `lost_w` is a flow that somebody forgot.
    fn account_error(lost_w: f64) -> f64 {
        let mut class = class();
        class.heat.zone.iter_mut().for_each(|(_, zone)| zone.area_m2 = 10.0);
        let mut scenario = Scenario::default();
        scenario.heat.bare = vec![Bare { zone: ZoneId(0), share: 0.2 }];
        let mut heat = Heat::new(&class, &scenario);
        let mut flows = Flows::new(&class);
        flows.motion = entry();
        let before = heat.held_j(&class);
        run(&mut heat, &class, &mut flows, 300);
        let account = heat.account;
        let kept = heat.held_j(&class) - before;
        let left = account.taken_j - account.radiated_j - account.conducted_j - kept + lost_w * 300.0;
        left.abs() / account.taken_j
    }

    #[test]
    fn the_heat_account_closes_and_a_lost_watt_turns_it_red() {
        let check = |lost_w: f64| account_error(lost_w) < 1e-9;
        assert!(check(0.0), "{}", account_error(0.0));
        assert!(!check(1.0), "{}", account_error(1.0));
    }

    #[test]
    fn the_belly_takes_the_heat_and_the_back_a_little() {
        let class = class();
        let mut flows = Flows::new(&class);
        flows.motion = entry();
        let [belly, back] = [0, 1].map(|zone| flux_w_m2(&class.heat.zone[ZoneId(zone)], &flows, 300.0));
        assert!((back / belly - LEE_SHARE).abs() < 1e-12);
        flows.motion.airspeed_m_s = 100.0;
        assert!(flux_w_m2(&class.heat.zone[ZoneId(0)], &flows, 1_000.0) < 0.0, "slow air cools a hot wall");
    }

    #[test]
    fn a_plate_melts_through_and_opens_its_compartment() {
        let mut class = class();
        for (_, zone) in class.heat.zone.iter_mut() {
            zone.nose_radius_m = 0.05;
        }
        let mut heat = Heat::new(&class, &Scenario::default());
        let mut flows = Flows::new(&class);
        flows.motion = entry();
        let events = run(&mut heat, &class, &mut flows, 200);
        assert!(events.iter().any(|event| matches!(event.kind, EventKind::Heat(Event::BurntThrough { .. }))));
        assert!((heat.zone[ZoneId(0)].temperature_k >= 1_700.0) && flows.burnt.len() == 1);
        flows.wounds = std::mem::take(&mut flows.burnt);
        run(&mut heat, &class, &mut flows, 1);
        assert!(flows.hot_gas_kg_s[CompartmentId(0)] > 1.0 && flows.hot_gas_temperature_k == SHOCK_GAS_MAX_K);
    }

    #[test]
    fn shields_keep_heat_off_and_lost_insulation_lets_it_in() {
        let class = class();
        let mut flows = Flows::new(&class);
        flows.motion = entry();
        let hottest = |passed: f64, bare: f64, flows: &mut Flows| {
            let mut scenario = Scenario::default();
            scenario.heat.bare = vec![Bare { zone: ZoneId(0), share: bare }];
            let mut heat = Heat::new(&class, &scenario);
            flows.shield_heat_passed.fill(passed);
            run(&mut heat, &class, flows, 200);
            (heat.skin_max_k, flows.hull_heat_w[CompartmentId(0)])
        };
        let open = hottest(1.0, 0.0, &mut flows);
        let shielded = hottest(0.1, 0.0, &mut flows);
        let bare = hottest(1.0, 0.5, &mut flows);
        assert!(shielded.0 < open.0 - 150.0, "{shielded:?} {open:?}");
        assert!(bare.1 > 20.0 * open.1, "{bare:?} {open:?}");
    }
}
