//! Structural sections: strength, wounds, break-up by load, ground contact.
//!
//! Consumes the motion, the skin's temperature, what burnt through and what a breach of the core frees; gives the holes and whether she is lost.
//! A section breaks when what it feels passes what its frames still carry. Law: `docs/laws/hull.md`.

mod burst;

use crate::Cause;
use crate::cause::Law;
use crate::class::{Scenario, ShipClass};
use crate::crew::Task;
use crate::event::EventKind;
use crate::flows::{Flows, Work, WorkStand, Wound};
use crate::id::{CompartmentId, PersonId, SectionId, Table, ZoneId};
use crate::order::Reason;
use crate::world::Tick;
use glam::DVec3;
use qd_physics::constants::STANDARD_GRAVITY_M_S2;
use serde::{Deserialize, Serialize};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Every structural section.
    pub section: Table<SectionId, Section>,
    /// Skin temperature up to which frames keep their strength, K.
    pub strong_below_k: f64,
    /// Skin temperature at which a tenth of it is left, K.
    pub weak_at_k: f64,
}

/// A structural section: a length of the ship with its frames.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Where its mass lies, body axes from the centre of mass, m.
    pub centre_body_m: [f64; 3],
    /// Felt acceleration that intact, cold frames carry, in g0.
    pub load_max_g: f64,
    /// Dynamic pressure that its intact, cold shell bears, Pa.
    pub pressure_max_pa: f64,
    /// Zones of the skin over it.
    pub zones: Vec<ZoneId>,
    /// Area of holes that halves its strength, m².
    pub halving_area_m2: f64,
}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// Holes in the skin.
    pub wound: Vec<Wound>,
    /// Sections whose frames are torn.
    pub torn: Vec<Torn>,
}

/// Frames torn in a section.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Torn {
    /// Which.
    pub section: SectionId,
    /// Share of its strength lost, 0..=1.
    pub share: f64,
}

/// State of one section.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SectionState {
    /// Share of strength that torn frames took away, 0..=1.
    pub torn: f64,
    /// Share of strength left, 0..=1, with wounds and heat.
    pub strength: f64,
    /// What it feels over what it carries; at 1 it breaks.
    pub strain: f64,
    /// The event of strain past 0.8, until it falls below 0.6.
    pub strained: Option<Cause>,
}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hull {
    /// Why the ship is lost, once she is.
    pub lost: Option<Cause>,
    /// Every hole in the skin.
    pub wounds: Vec<Wound>,
    /// Every section.
    pub section: Table<SectionId, SectionState>,
}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A hole has opened.
    Opened {
        /// In which zone.
        zone: ZoneId,
        /// Into which compartment.
        compartment: CompartmentId,
        /// Its area, m².
        area_m2: f64,
    },
    /// The holes of a compartment are patched.
    Patched {
        /// Of which.
        compartment: CompartmentId,
        /// Who put on the last patch.
        by_person: PersonId,
    },
    /// A section carries more than four fifths of what it can.
    Strained {
        /// Which.
        section: SectionId,
        /// What it feels over what it carries.
        strain: f64,
    },
    /// A section breaks: the ship is lost.
    BrokeUp {
        /// Which.
        section: SectionId,
        /// What it felt, in g0.
        load_g: f64,
        /// Dynamic pressure, Pa.
        dynamic_pressure_pa: f64,
        /// Share of strength it had left.
        strength: f64,
    },
    /// She has struck the ground: the ship is lost.
    Struck {
        /// Speed over the ground, m/s.
        speed_m_s: f64,
    },
    /// A breach of the core bursts a section: the ship is lost.
    Burst {
        /// Which.
        section: SectionId,
        /// Pressure of what broke out in it, Pa.
        pressure_pa: f64,
    },
}

/// Area that one standard second of patching covers, m² (chosen number).
const PATCH_M2_S: f64 = 0.01;
/// Largest hole that a patch from the lockers covers, m² (chosen number).
const PATCH_AREA_MAX_M2: f64 = 2.0;

impl Hull {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(class: &ShipClass, scenario: &Scenario) -> Self {
        let initial = &scenario.hull;
        Self {
            lost: None,
            wounds: initial.wound.clone(),
            section: Table::like(&class.hull.section, |id| SectionState {
                torn: initial.torn.iter().filter(|torn| torn.section == id).map(|torn| torn.share).sum(),
                strength: 1.0,
                strain: 0.0,
                strained: None,
            }),
        }
    }

    /// One tick.
    pub fn step(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        self.patch(flows, cx);
        self.open(flows, cx);
        for (id, section) in cx.class.hull.section.iter() {
            if cx.every(5, 2) {
                self.section[id].strength = self.strength(section, self.section[id].torn, flows, cx.class);
            }
            self.load(id, section, flows, cx);
        }
        self.burst(flows, cx);
        if flows.motion.ground_contact && self.lost.is_none() {
            let event = Event::Struck { speed_m_s: flows.motion.airspeed_m_s };
            self.lost =
                Some(cx.push(EventKind::Hull(event), &[flows.motion_cause, Cause::Law(Law::Gravity)]));
        }
    }

    /// Takes up what burnt through and tells everyone where the holes are.
    fn open(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        for burnt in std::mem::take(&mut flows.burnt) {
            let Wound { zone, compartment, area_m2, cause } = burnt;
            let event = Event::Opened { zone, compartment, area_m2 };
            let cause = cx.push(EventKind::Hull(event), &[cause, Cause::Law(Law::EntryHeating)]);
            self.wounds.push(Wound { cause, ..burnt });
        }
        if flows.wounds != self.wounds {
            flows.wounds.clone_from(&self.wounds);
            flows.wound_area_m2.fill(0.0);
            for wound in &self.wounds {
                flows.wound_area_m2[wound.compartment] += wound.area_m2;
            }
        }
    }

    /// Takes in this tick's patching and answers it.
    fn patch(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        for at in 0..flows.work.len() {
            let work = flows.work[at];
            if let Task::Patch { compartment } = work.task {
                let stand = self.patch_compartment(compartment, &work, cx);
                flows.work_stands.push(stand);
            }
        }
    }

    fn patch_compartment(&mut self, compartment: CompartmentId, work: &Work, cx: &mut Tick<'_>) -> WorkStand {
        let open_m2: f64 = self.holes_of(compartment).map(|wound| wound.area_m2).sum();
        let large = self.holes_of(compartment).any(|wound| wound.area_m2 > PATCH_AREA_MAX_M2);
        let mut stand =
            WorkStand { person: work.person, left_s: open_m2 / PATCH_M2_S, blocked: None, cause: work.cause };
        if open_m2 == 0.0 {
            return stand;
        }
        if large {
            let text = format!("the hole is larger than the {PATCH_AREA_MAX_M2} m² that a patch covers");
            stand.blocked = Some(Reason::new("too_large", text));
            return stand;
        }
        let mut patched_m2 = work.effort_s * PATCH_M2_S;
        for wound in self.wounds.iter_mut().filter(|wound| wound.compartment == compartment) {
            let covered_m2 = patched_m2.min(wound.area_m2);
            wound.area_m2 -= covered_m2;
            patched_m2 -= covered_m2;
        }
        self.wounds.retain(|wound| wound.area_m2 > 0.0);
        let left_m2: f64 = self.holes_of(compartment).map(|wound| wound.area_m2).sum();
        stand.left_s = left_m2 / PATCH_M2_S;
        if left_m2 == 0.0 {
            let event = Event::Patched { compartment, by_person: work.person };
            stand.cause = cx.push(EventKind::Hull(event), &[work.cause]);
        }
        stand
    }

    fn holes_of(&self, compartment: CompartmentId) -> impl Iterator<Item = &Wound> {
        self.wounds.iter().filter(move |wound| wound.compartment == compartment)
    }

    /// Share of strength left: torn frames, holes, and heat of the zones over it, each by its area.
    fn strength(&self, section: &Section, torn: f64, flows: &Flows, class: &ShipClass) -> f64 {
        let holes_m2: f64 = self
            .wounds
            .iter()
            .filter(|wound| section.zones.contains(&wound.zone))
            .map(|wound| wound.area_m2)
            .sum();
        let (mut area_m2, mut carrying_m2) = (0.0, 0.0);
        for id in &section.zones {
            let zone_m2 = class.heat.zone[*id].area_m2;
            let temperature_k = flows.skin_temperature_k[*id];
            area_m2 += zone_m2;
            carrying_m2 +=
                zone_m2 * hot_strength(temperature_k, class.hull.strong_below_k, class.hull.weak_at_k);
        }
        let hot = if area_m2 > 0.0 { carrying_m2 / area_m2 } else { 1.0 };
        let intact = (1.0 - torn).max(0.0) / (1.0 + holes_m2 / section.halving_area_m2);
        intact * hot
    }

    /// The last hole that opened over a section; how things stood where none has since.
    fn holed(&self, section: &Section) -> Cause {
        let over = self.wounds.iter().rev().filter(|wound| section.zones.contains(&wound.zone));
        over.map(|wound| wound.cause).find(|cause| *cause != Cause::Initial).unwrap_or_default()
    }

    fn load(&mut self, id: SectionId, section: &Section, flows: &Flows, cx: &mut Tick<'_>) {
        let felt = flows.motion.felt_at_body_m_s2(DVec3::from(section.centre_body_m));
        let load_g = felt.length() / STANDARD_GRAVITY_M_S2;
        let dynamic_pressure_pa = flows.motion.dynamic_pressure_pa;
        let asked = (load_g / section.load_max_g).max(dynamic_pressure_pa / section.pressure_max_pa);
        // Frames torn or holed, from the start or since; frames gone soft where the skin glows.
        let hottest_k = section.zones.iter().map(|zone| flows.skin_temperature_k[*zone]).fold(0.0, f64::max);
        let soft = hottest_k > cx.class.hull.strong_below_k;
        let weakness = if soft { flows.skin_cause } else { self.holed(section) };
        let state = &mut self.section[id];
        state.strain = if state.strength > 0.0 { asked / state.strength } else { f64::MAX };
        if state.strain > 0.8 && state.strained.is_none() {
            let event = Event::Strained { section: id, strain: state.strain };
            let causes = [flows.motion_cause, weakness, Cause::Law(Law::Structure)];
            state.strained = Some(cx.push(EventKind::Hull(event), &causes));
        } else if state.strain < 0.6 {
            state.strained = None;
        }
        if state.strain > 1.0 && self.lost.is_none() {
            let event = Event::BrokeUp { section: id, load_g, dynamic_pressure_pa, strength: state.strength };
            let causes = [flows.motion_cause, weakness, Cause::Law(Law::Structure)];
            let causes = state.strained.into_iter().chain(causes).collect::<Vec<_>>();
            self.lost = Some(cx.push(EventKind::Hull(event), &causes));
        }
    }
}

/// Share of strength of frames under skin at a temperature, K: whole below one, a tenth at and above the other.
#[must_use]
pub fn hot_strength(temperature_k: f64, strong_below_k: f64, weak_at_k: f64) -> f64 {
    if weak_at_k <= strong_below_k {
        return 1.0;
    }
    let into = (temperature_k - strong_below_k) / (weak_at_k - strong_below_k);
    1.0 - 0.9 * into.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventSink;
    use crate::flows::Motion;

    fn class() -> ShipClass {
        let hull = Class {
            section: Table::new(vec![Section {
                key: "bow".into(),
                name: "Bow".into(),
                centre_body_m: [100.0, 0.0, 0.0],
                load_max_g: 9.0,
                pressure_max_pa: 1e6,
                zones: vec![],
                halving_area_m2: 500.0,
            }]),
            strong_below_k: 800.0,
            weak_at_k: 1500.0,
        };
        ShipClass { hull, ..ShipClass::default() }
    }

    /// Whether a load, g0, a turn, rad/s, and torn frames break her.
    fn check(load_g: f64, turn: f64, torn: f64, broken: bool) {
        let class = class();
        let mut scenario = Scenario::default();
        scenario.hull.torn = vec![Torn { section: SectionId(0), share: torn }];
        let mut hull = Hull::new(&class, &scenario);
        let mut flows = Flows::new(&class);
        flows.motion = Motion {
            felt_body_m_s2: DVec3::NEG_Z * load_g * STANDARD_GRAVITY_M_S2,
            turn_body_rad_s: DVec3::Z * turn,
            ..Motion::default()
        };
        for tick in 0..10 {
            let mut cx = Tick { class: &class, seed: 1, tick, events: EventSink::new(tick) };
            hull.step(&mut flows, &mut cx);
        }
        assert_eq!(hull.lost.is_some(), broken, "{load_g} g, {turn} rad/s, torn {torn}");
    }

    #[test]
    fn frames_break_by_load_turning_and_wounds() {
        check(8.0, 0.0, 0.0, false);
        check(9.1, 0.0, 0.0, true);
        check(5.0, 0.0, 0.5, true);
        check(0.0, 0.9, 0.0, false);
        check(0.0, 1.0, 0.0, true);
    }

    #[test]
    fn heat_takes_strength() {
        assert_eq!(hot_strength(800.0, 800.0, 1500.0), 1.0);
        assert!((hot_strength(1150.0, 800.0, 1500.0) - 0.55).abs() < 1e-12);
        assert!((hot_strength(3000.0, 800.0, 1500.0) - 0.1).abs() < 1e-12);
    }

    #[test]
    fn patches_cover_small_holes_only() {
        let check = |area_m2: f64, seconds: u32, left_m2: f64, blocked: bool| {
            let mut class = class();
            class.deckplan.compartment = Table::new(vec![crate::deckplan::Compartment {
                key: "hold".into(),
                name: "Hold".into(),
                deck: 1,
                low_body_m: [0.0; 3],
                high_body_m: [1.0; 3],
                gas_share: 1.0,
                structure_heat_j_k: 1e8,
            }]);
            let mut scenario = Scenario::default();
            let compartment = CompartmentId(0);
            scenario.hull.wound =
                vec![Wound { zone: ZoneId(0), compartment, area_m2, cause: Cause::Initial }];
            let mut hull = Hull::new(&class, &scenario);
            let mut flows = Flows::new(&class);
            flows.work = vec![Work {
                person: PersonId(0),
                task: Task::Patch { compartment },
                effort_s: 1.0,
                quality: 1.0,
                cause: Cause::Initial,
            }];
            for tick in 0..seconds {
                flows.work_stands.clear();
                hull.step(
                    &mut flows,
                    &mut Tick { class: &class, seed: 1, tick, events: EventSink::new(tick) },
                );
            }
            assert!((flows.wound_area_m2[compartment] - left_m2).abs() < 1e-9, "{area_m2}");
            assert_eq!(flows.work_stands[0].blocked.is_some(), blocked, "{area_m2}");
        };
        check(0.5, 20, 0.3, false);
        check(0.5, 60, 0.0, false);
        check(3.0, 60, 3.0, true);
    }

    #[test]
    fn the_ground_ends_her_and_holes_are_told() {
        let class = class();
        let mut hull = Hull::new(&class, &Scenario::default());
        let mut flows = Flows::new(&class);
        flows.motion.ground_contact = true;
        let mut cx = Tick { class: &class, seed: 1, tick: 0, events: EventSink::new(0) };
        hull.step(&mut flows, &mut cx);
        assert!(hull.lost.is_some());
    }
}
