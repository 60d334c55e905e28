//! How people get about: on foot by the quickest way, through doors that they open on the way.

use super::gravity::G0;
use super::hands::{PATIENCE_TICKS, STRENGTH_MIN};
use super::person::Walk;
use super::{Crew, Event};
use crate::deckplan::routes::{STEP_S, ride_s};
use crate::deckplan::{PASSABLE, Passage, PortalKind};
use crate::event::EventKind;
use crate::flows::{Flows, Hand};
use crate::id::{PersonId, PortalId};
use crate::order::Reason;
use crate::world::Tick;
use crate::{TICK_S, TICKS_PER_SECOND};
use glam::DVec3;
use qd_physics::trauma::{Gait, free_speed_m_s, walking_share};

/// How far from jogging to sprinting a fit person runs through passageways (chosen number: 4.3 m/s).
const RUN_SHARE_OF_SPRINT: f64 = 0.3;
/// How much faster than at ease a ladder is taken at a run (chosen number).
const LADDER_AT_A_RUN: f64 = 1.6;
/// Speed along handholds in weightlessness, share of that on foot (reasoned: crews aloft pull along at a walk).
const FLOATING_SHARE: f64 = 0.6;
/// Share of free speed below which a person goes on hands and knees.
const CRAWLS_BELOW: f64 = 0.3;
/// Speed in the dark, share of that in full light (chosen number, from trials of unlit evacuations).
const DARK_SHARE: f64 = 0.5;
/// Speed of dragging oneself along under a load that legs do not carry, share of that on foot (chosen number).
const DRAGGING_SHARE: f64 = 0.12;
/// From how far an automatic door sees somebody come, m.
const DOOR_EYE_M: f64 = 3.0;

/// How fast somebody gets along now, m/s.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed {
    /// On the level.
    pub level_m_s: f64,
    /// On a ladder.
    pub ladder_m_s: f64,
}

impl Crew {
    pub(super) fn move_on(
        &mut self,
        deckplan: &crate::deckplan::Deckplan,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        for index in 0..self.active.len() {
            let id = self.active[index];
            let person = &self.person[id];
            let Some(walk) = person.walk else { continue };
            if !person.able() || person.fallen || person.thrown.is_some() || cx.tick < person.busy_until_tick
            {
                continue;
            }
            self.advance(id, walk, deckplan, flows, cx);
        }
    }

    /// One tick of somebody's way.
    fn advance(
        &mut self,
        id: PersonId,
        mut walk: Walk,
        deckplan: &crate::deckplan::Deckplan,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        if let Some(left_s) = walk.passage_s {
            self.pass(id, walk, left_s, deckplan, cx);
            return;
        }
        let plan = &cx.class.deckplan;
        let person = &self.person[id];
        let here = DVec3::from_array(person.position_body_m);
        if walk.portal.is_none() && person.compartment != walk.to {
            // Whoever is halted looks again once a second.
            if walk.halted_tick.is_some() && !cx.every(TICKS_PER_SECOND, u32::from(id.0) % TICKS_PER_SECOND) {
                return;
            }
            let Some(hop) = deckplan.way(plan, person.compartment, here, walk.to) else {
                self.halt(id, walk, deckplan, flows, cx);
                return;
            };
            walk.portal = hop.portal;
            walk.halted_tick = None;
        }
        let goal = match walk.portal.or(walk.beside) {
            Some(portal) => plan.threshold_body_m(portal, person.compartment),
            None => plan.compartment[person.compartment].middle_body_m(here),
        };
        let speed = self.speed(id, walk.run, flows);
        let there = step_towards(here, goal, speed);
        self.place(id, there);
        self.person[id].walk = Some(walk);
        let left_m = there.distance(goal);
        match walk.portal {
            Some(portal) => self.at_portal(id, walk, portal, left_m, deckplan, flows, cx),
            None if left_m <= 1e-6 => self.arrive(id, walk, cx),
            None => {}
        }
    }

    /// Before a door: it must be open, or be opened.
    #[allow(clippy::too_many_arguments, reason = "the whole of what one step touches")]
    fn at_portal(
        &mut self,
        id: PersonId,
        mut walk: Walk,
        portal: PortalId,
        left_m: f64,
        deckplan: &crate::deckplan::Deckplan,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let row = &cx.class.deckplan.portal[portal];
        let state = &deckplan.portal[portal];
        let automatic = row.automatic && state.function > 0.0;
        let lift = row.kind == PortalKind::Lift;
        if state.passage == Passage::Barred {
            walk.portal = None;
            self.person[id].walk = Some(walk);
            return;
        }
        let open = state.open >= PASSABLE || lift;
        let strength = self.strength(id);
        let at_it = left_m <= 1e-6;
        if at_it && state.passage == Passage::ByHand && strength < STRENGTH_MIN {
            let reason = Reason::new("too_weak", format!("has not the strength to open {}", row.name));
            self.release(id, reason, &[walk.cause], cx);
            return;
        }
        if !lift && (at_it || (automatic && left_m < DOOR_EYE_M)) && (!open || state.shuts_tick.is_some()) {
            flows.hands.push(Hand {
                portal,
                person: id,
                open: true,
                passing: true,
                strength,
                cause: walk.cause,
            });
        }
        if at_it && open {
            walk.passage_s = Some(STEP_S + ride_s(&cx.class.deckplan, portal));
            self.person[id].walk = Some(walk);
        }
    }

    /// Within a passage: a step, or the ride of a lift, which stands while it has no power.
    fn pass(
        &mut self,
        id: PersonId,
        mut walk: Walk,
        left_s: f64,
        deckplan: &crate::deckplan::Deckplan,
        cx: &mut Tick<'_>,
    ) {
        let Some(portal) = walk.portal else { return };
        let plan = &cx.class.deckplan;
        if plan.portal[portal].kind == PortalKind::Lift && deckplan.portal[portal].passage == Passage::Barred
        {
            if walk.halted_tick.is_none() {
                walk.halted_tick = Some(cx.tick);
                let reason =
                    Reason::new("no_power", format!("{} stands without power", plan.portal[portal].name));
                cx.push(EventKind::Crew(Event::Halted { person: id, reason }), &[walk.cause]);
            }
            self.person[id].walk = Some(walk);
            return;
        }
        walk.halted_tick = None;
        walk.passage_s = Some(left_s - TICK_S);
        if left_s - TICK_S <= 1e-9
            && let Some(beyond) = plan.portal[portal].beyond(self.person[id].compartment)
        {
            walk.passage_s = None;
            walk.portal = None;
            self.person[id].compartment = beyond;
            self.place(id, plan.threshold_body_m(portal, beyond));
        }
        self.person[id].walk = Some(walk);
    }

    fn arrive(&mut self, id: PersonId, walk: Walk, cx: &mut Tick<'_>) {
        let person = &mut self.person[id];
        person.walk = None;
        if walk.beside.is_none() {
            let event = Event::Arrived { person: id, compartment: person.compartment };
            person.cause = cx.push(EventKind::Crew(event), &[walk.cause]);
        }
    }

    fn halt(
        &mut self,
        id: PersonId,
        mut walk: Walk,
        deckplan: &crate::deckplan::Deckplan,
        flows: &Flows,
        cx: &mut Tick<'_>,
    ) {
        if walk.halted_tick.is_some_and(|tick| cx.tick - tick < PATIENCE_TICKS) {
            return;
        }
        let plan = &cx.class.deckplan;
        let barred = deckplan.barred_on_way(plan, self.person[id].compartment, walk.to);
        let why = barred.and_then(|portal| flows.portal_held[portal]).unwrap_or(walk.cause);
        let reason = match barred {
            Some(portal) if flows.portal_held[portal].is_some() => {
                Reason::new("door_held", format!("{} is held shut", plan.portal[portal].name))
            }
            Some(portal) => Reason::new("barred", format!("{} bars the way", plan.portal[portal].name)),
            None => Reason::new("no_way", format!("there is no way to {}", plan.compartment[walk.to].name)),
        };
        if walk.halted_tick.is_some() {
            self.release(id, reason, &[why], cx);
            return;
        }
        walk.halted_tick = Some(cx.tick);
        self.person[id].walk = Some(walk);
        cx.push(EventKind::Crew(Event::Halted { person: id, reason }), &[walk.cause, why]);
    }

    /// How fast somebody gets along now.
    #[must_use]
    pub fn speed(&self, id: PersonId, run: bool, flows: &Flows) -> Speed {
        let person = &self.person[id];
        let body = &person.body;
        let mobility = body.fitness * (0.3 + 0.7 * body.sight);
        let apparent = DVec3::from_array(person.apparent_body_m_s2);
        let load_g = apparent.length() / G0;
        // A floor that leans more than a person can lean is gone over on hands and knees.
        let lean = if load_g > 0.1 { apparent.truncate().length() / (load_g * G0) } else { 0.0 };
        let leaning = (1.0 - 1.2 * lean).max(0.15);
        let on_foot = walking_share(load_g) * leaning;
        // Where legs no longer carry one can still drag oneself along.
        let least = match load_g {
            load if load < 0.5 => FLOATING_SHARE,
            _ if body.can_crawl() => DRAGGING_SHARE,
            _ => 0.0,
        };
        let under_load = on_foot.max(least);
        let light = flows.light[person.compartment].clamp(0.0, 1.0);
        let share = under_load * (DARK_SHARE + (1.0 - DARK_SHARE) * light);
        let jog = free_speed_m_s(Gait::Run);
        let run_m_s = jog + RUN_SHARE_OF_SPRINT * (free_speed_m_s(Gait::Sprint) - jog);
        let (free_m_s, haste) = if person.carrying.is_some() {
            (free_speed_m_s(Gait::Carry), 0.5)
        } else if body.legs_broken() || mobility < CRAWLS_BELOW {
            (free_speed_m_s(Gait::Crawl), 0.5)
        } else if run {
            (run_m_s, LADDER_AT_A_RUN)
        } else {
            (free_speed_m_s(Gait::Walk), 1.0)
        };
        let ladder_m_s = 0.5 * (free_speed_m_s(Gait::LadderUp) + free_speed_m_s(Gait::LadderDown)) * haste;
        Speed { level_m_s: free_m_s * share * mobility, ladder_m_s: ladder_m_s * share * mobility }
    }

    /// Moves somebody, and whom they carry.
    fn place(&mut self, id: PersonId, position_body_m: DVec3) {
        let person = &mut self.person[id];
        person.position_body_m = position_body_m.to_array();
        let compartment = person.compartment;
        if let Some(carried) = person.carrying {
            let carried = &mut self.person[carried];
            carried.position_body_m = position_body_m.to_array();
            carried.compartment = compartment;
        }
    }
}

/// One tick from `here` towards `goal`: down a ladder before walking, up one after.
fn step_towards(here: DVec3, goal: DVec3, speed: Speed) -> DVec3 {
    let way = goal - here;
    let level_m = way.truncate().length();
    let climbs_first = way.z > 0.0 || level_m <= 1e-9;
    if way.z.abs() > 1e-9 && climbs_first {
        let step_m = (speed.ladder_m_s * TICK_S).min(way.z.abs());
        return here.with_z(here.z + step_m * way.z.signum());
    }
    if level_m <= 1e-9 {
        return goal;
    }
    let share = (speed.level_m_s * TICK_S / level_m).min(1.0);
    if share >= 1.0 { goal.with_z(here.z) } else { here + way.with_z(0.0) * share }
}
