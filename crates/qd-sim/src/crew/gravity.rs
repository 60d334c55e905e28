//! Loads on people: plating, dampers, felt acceleration, and who is thrown by it.
//!
//! Plating gives its share of standard gravity towards the deck; dampers take a share of felt acceleration away,
//! up to a limit. Both are stated fiction and need power. What is left acts as apparent gravity.

use super::person::{Person, Posture, Thrown};
use super::{Crew, Event};
use crate::class::ShipClass;
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::PersonId;
use crate::rng::{Stream, uniform};
use crate::world::Tick;
use crate::{Cause, TICK_S};
use glam::DVec3;
use qd_physics::constants::STANDARD_GRAVITY_M_S2;
use qd_physics::trauma::{Restraint, TOPPLING_LOAD_G};

/// Standard gravity, m/s².
pub(super) const G0: f64 = STANDARD_GRAVITY_M_S2;
/// Steady sideways load that somebody standing free can lean against, share of the load along the spine.
const LEAN_SHARE: f64 = 0.5;
/// Sideways load that somebody braced, or sitting without a harness, can hold against, g0 (chosen number).
const HELD_LOAD_G: f64 = 0.7;
/// Change of load that shakes somebody off the deck once they lie on it, g0 (chosen number).
const LYING_LOAD_G: f64 = 0.9;
/// Share of the load toward a wall from which it holds whoever is against it (within 60 degrees).
const PRESSED_SHARE: f64 = 0.5;
/// Friction of clothes on a deck.
const FRICTION: f64 = 0.4;
/// Height of the middle of a standing body, m.
const STANDING_M: f64 = 0.95;
/// Share of a fall's speed left after arms and knees have broken it (chosen number).
const BROKEN_FALL: f64 = 0.5;
/// Farthest slide before something is in the way, m (chosen number).
const SLIDE_MAX_M: f64 = 3.0;
/// Dynamic pressure from which the air, not the ship herself, is what shakes people, Pa.
const BRAKING_PA: f64 = 100.0;
/// Least severity of a wound worth an event of its own, 0..=1.
const INJURY_TOLD: f64 = 0.2;
/// Height of a storey, m: whoever is thrown up strikes a gallery or a duct no farther off.
const STOREY_M: f64 = 3.5;
/// Least speed of an impact worth an event of its own, m/s.
const STRUCK_TOLD_M_S: f64 = 1.0;
/// Height of a reaching body, m: room above it is what one is thrown through towards the ceiling.
const REACHING_M: f64 = 1.7;

impl Crew {
    /// Plating and dampers from what their loads get.
    pub(super) fn set_gravity(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        let class = &cx.class.crew;
        let function = |load: Option<_>| load.map_or(0.0, |load| flows.supply[load].function);
        flows.plating = function(class.plating_load);
        let dampers = function(class.damper_load);
        let felt_m_s2 = flows.motion.felt_body_m_s2.length();
        let limit = class.damper_limit_m_s2 * dampers;
        flows.damping =
            (class.damper_share * dampers).min(if felt_m_s2 > 0.0 { limit / felt_m_s2 } else { 1.0 });
        let share = class.damper_share * dampers;
        let [plating, damping] = self.gravity_told;
        if (flows.plating - plating).abs() > 0.1 || (share - damping).abs() > 0.1 {
            self.gravity_told = [flows.plating, share];
            let loads = class.plating_load.into_iter().chain(class.damper_load);
            let mut causes: Vec<Cause> = loads.map(|load| flows.supply[load].cause).collect();
            causes.dedup();
            if causes.is_empty() {
                // A ship without plating and dampers has been so from the start.
                causes.push(Cause::Initial);
            }
            let event = Event::GravityChanged { plating: flows.plating, damping: share };
            cx.push(EventKind::Crew(event), &causes);
        }
    }

    /// A sudden change of load reaches everybody at once.
    pub(super) fn shake_if_jolted(&mut self, flows: &Flows, cx: &mut Tick<'_>) {
        let felt = flows.motion.felt_body_m_s2 * (1.0 - flows.damping);
        let before = DVec3::from_array(std::mem::replace(&mut self.felt_body_m_s2, felt.to_array()));
        if cx.tick == 0 || felt.distance(before) < TOPPLING_LOAD_G * G0 {
            return;
        }
        for index in 0..self.person.len() {
            let id = PersonId(u16::try_from(index).expect("tables hold at most 65,536 rows"));
            if self.person[id].body.alive {
                self.shake(id, flows, cx);
            }
        }
    }

    /// Looks at the load where somebody is: they hold, or are thrown.
    pub(super) fn shake(&mut self, id: PersonId, flows: &Flows, cx: &mut Tick<'_>) {
        let person = &mut self.person[id];
        let apparent = apparent_body_m_s2(flows, DVec3::from_array(person.position_body_m));
        let before =
            DVec3::from_array(std::mem::replace(&mut person.apparent_body_m_s2, apparent.to_array()));
        if rests(person, apparent) || !comes_loose(person, apparent, before) {
            return;
        }
        let stood = matches!(person.posture, Posture::Standing | Posture::Crawling) && !person.fallen;
        let thrown = thrown(person, apparent, id, cx);
        if !stood && thrown.is_none() {
            return;
        }
        let fall_m = if stood { STANDING_M } else { 0.0 };
        let impact_m_s = BROKEN_FALL * libm::sqrt(2.0 * apparent.z.max(0.0) * fall_m);
        person.fallen = true;
        if person.carried_by.is_none() {
            person.posture = Posture::Lying;
        }
        // Whoever has been thrown once holds on.
        person.braced = true;
        person.busy_until_tick = cx.tick + super::hands::BUSY_TICKS;
        let seat = person.seat.take();
        let event = Event::Fell { person: id, impact_m_s };
        let cause = cx.push(EventKind::Crew(event), &[why(cx.class, flows), self.person[id].cause]);
        if seat.is_some() {
            cx.push(EventKind::Crew(Event::Stood { person: id, seat }), &[cause]);
        }
        if let Some(thrown) = thrown {
            self.person[id].thrown = Some(Thrown { cause, ..thrown });
            if let Err(place) = self.thrown.binary_search(&id) {
                self.thrown.insert(place, id);
            }
        }
        self.put_down(id, cause, cx);
        self.rouse(id);
        self.strike(id, impact_m_s, cause, cx);
    }

    /// Those who slide or fly, until they strike something or friction stops them.
    pub(super) fn slide_on(&mut self, flows: &Flows, cx: &mut Tick<'_>) {
        if self.thrown.is_empty() {
            return;
        }
        let mut thrown = std::mem::take(&mut self.thrown);
        thrown.retain(|&id| self.slide(id, flows, cx));
        self.thrown = thrown;
    }

    /// One tick of a slide; true while it goes on.
    fn slide(&mut self, id: PersonId, flows: &Flows, cx: &mut Tick<'_>) -> bool {
        let person = &mut self.person[id];
        let Some(mut thrown) = person.thrown else { return false };
        let apparent = apparent_body_m_s2(flows, DVec3::from_array(person.position_body_m));
        let towards = DVec3::from_array(thrown.towards_body);
        let pushes_m_s2 = apparent.dot(towards) - FRICTION * apparent.z.max(0.0);
        thrown.speed_m_s += pushes_m_s2 * TICK_S;
        thrown.left_m -= thrown.speed_m_s.max(0.0) * TICK_S;
        if thrown.speed_m_s <= 0.0 {
            person.thrown = None;
            return false;
        }
        if thrown.left_m > 0.0 {
            person.thrown = Some(thrown);
            return true;
        }
        person.thrown = None;
        person.rests_against_body = thrown.towards_body;
        let impact_m_s = thrown.speed_m_s;
        if impact_m_s >= STRUCK_TOLD_M_S {
            let event = Event::Struck { person: id, impact_m_s };
            let cause = cx.push(EventKind::Crew(event), &[thrown.cause]);
            self.strike(id, impact_m_s, cause, cx);
        }
        false
    }

    /// Wounds from an impact.
    fn strike(&mut self, id: PersonId, impact_m_s: f64, cause: Cause, cx: &mut Tick<'_>) {
        let draws = [901, 902, 903, 904, 905]
            .map(|draw| uniform(cx.seed, Stream::Bodies, u32::from(id.0), cx.tick, draw));
        for injury in self.person[id].body.strike(impact_m_s, draws, cause) {
            if injury.severity >= INJURY_TOLD {
                let injury_words = injury.kind.words().to_owned();
                let event = Event::Injured { person: id, injury: injury_words, severity: injury.severity };
                self.person[id].cause = cx.push(EventKind::Crew(event), &[cause]);
            }
        }
    }
}

/// Why people feel what they feel: plating without power, or the air that brakes the ship, or her own motion.
pub(super) fn why(class: &ShipClass, flows: &Flows) -> Cause {
    match class.crew.plating_load {
        Some(load) if flows.plating < 0.5 => flows.supply[load].cause,
        _ if flows.motion.dynamic_pressure_pa > BRAKING_PA => flows.motion_cause,
        _ if flows.thrust_body_n != DVec3::ZERO => flows.thrust_cause,
        _ => flows.motion_cause,
    }
}

/// Apparent gravity at a place, body axes of the ship, m/s².
#[must_use]
pub fn apparent_body_m_s2(flows: &Flows, position_body_m: DVec3) -> DVec3 {
    let felt = flows.motion.felt_at_body_m_s2(position_body_m);
    DVec3::new(0.0, 0.0, flows.plating * G0) - felt * (1.0 - flows.damping)
}

/// Whether what pushes somebody presses them against what they have already struck: the wall that is their floor now.
fn rests(person: &Person, apparent: DVec3) -> bool {
    let towards = DVec3::from_array(person.rests_against_body);
    apparent.dot(towards) > PRESSED_SHARE * apparent.length()
}

/// Whether somebody loses hold.
fn comes_loose(person: &Person, apparent: DVec3, before: DVec3) -> bool {
    if person.strapped {
        return false;
    }
    let sideways_g = apparent.truncate().length() / G0;
    let down_g = apparent.z / G0;
    let sudden_g = (apparent - before).length() / G0;
    let sudden_sideways_g = (apparent - before).truncate().length() / G0;
    if person.braced || person.posture == Posture::Sitting {
        let holds = sideways_g < HELD_LOAD_G + 0.3 * down_g.max(0.0) && down_g > -HELD_LOAD_G;
        return !holds && sudden_g > TOPPLING_LOAD_G;
    }
    if person.posture == Posture::Lying || person.posture == Posture::Carried {
        return sudden_g > LYING_LOAD_G;
    }
    // In weightlessness people float and hold on: what pushes them must first be felt.
    let steady = sideways_g > (LEAN_SHARE * down_g.max(0.0)).max(TOPPLING_LOAD_G);
    sudden_sideways_g > TOPPLING_LOAD_G && sideways_g > TOPPLING_LOAD_G || steady || down_g < -0.1
}

/// Which way somebody loose goes, and how far it is to what they strike; none where nothing pushes them along.
fn thrown(person: &Person, apparent: DVec3, id: PersonId, cx: &Tick<'_>) -> Option<Thrown> {
    let [length_m, breadth_m, height_m] = cx.class.deckplan.compartment[person.compartment].size_m();
    let (towards, left_m) = if apparent.z < -FRICTION * apparent.truncate().length() {
        (DVec3::NEG_Z, (height_m.min(STOREY_M) - REACHING_M).max(0.2))
    } else {
        let draw = uniform(cx.seed, Stream::Bodies, u32::from(id.0), cx.tick, 900);
        let level = apparent.with_z(0.0).try_normalize()?;
        (level, 0.2 + draw * (0.5 * length_m.min(breadth_m)).min(SLIDE_MAX_M))
    };
    let pushes = apparent.dot(towards) > FRICTION * apparent.z.max(0.0);
    pushes.then(|| Thrown { towards_body: towards.to_array(), speed_m_s: 0.0, left_m, cause: Cause::Initial })
}

impl Person {
    /// What holds them.
    #[must_use]
    pub fn restraint(&self) -> Restraint {
        match (self.strapped, self.seat.is_some(), self.braced || self.posture == Posture::Lying) {
            (true, ..) => Restraint::Harness,
            (false, true, _) => Restraint::Belt,
            (false, false, true) => Restraint::Held,
            (false, false, false) => Restraint::None,
        }
    }
    /// Load by axis of their own body, g0: eyeballs in (+Gx), sideways (Gy), towards the feet (+Gz). People sit and
    /// stand facing the bow, and lie on their backs, heads aft.
    #[must_use]
    pub fn load_g(&self) -> [f64; 3] {
        let [x, y, z] = self.apparent_body_m_s2.map(|component| component / G0);
        match self.posture {
            Posture::Standing | Posture::Sitting => [-x, y, z],
            Posture::Crawling | Posture::Lying | Posture::Carried => [z, y, x],
        }
    }
}
