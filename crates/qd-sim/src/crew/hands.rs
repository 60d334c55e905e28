//! What people do with their hands: errands step by step, doors, chairs, each other.

use super::errand::{Errand, Step};
use super::person::{Ended, Job, Posture, Walk};
use super::roster::Skill;
use super::{Crew, Event, able_reason};
use crate::Cause;
use crate::class::ShipClass;
use crate::deckplan::Deckplan;
use crate::event::EventKind;
use crate::flows::{Flows, Hand, WorkStand};
use crate::id::{PersonId, PortalId, SeatId};
use crate::order::Reason;
use crate::world::Tick;
use glam::DVec3;

/// Time to get up, to buckle or unbuckle, to take somebody up, ticks (chosen number: 2 s).
pub(super) const BUSY_TICKS: u32 = 2 * crate::TICKS_PER_SECOND;
/// How long somebody waits before a barred way or a held door before giving up, ticks (chosen number: 30 s).
pub(super) const PATIENCE_TICKS: u32 = 30 * crate::TICKS_PER_SECOND;
/// Least strength that moves a door's crank, in strong persons (chosen number).
pub(super) const STRENGTH_MIN: f64 = 0.02;
/// Sideways load above which people go from hold to hold, m/s² (a tenth of a g).
const HAND_OVER_HAND_M_S2: f64 = 1.0;
/// Reach of an arm and a step, m.
pub(super) const REACH_M: f64 = 1.5;

/// How a step stands.
pub(super) enum Progress {
    Going,
    Done,
    Failed(Reason, Cause),
}

impl Crew {
    /// Somebody takes on an errand, which replaces what they were doing.
    pub fn assign(&mut self, person: PersonId, errand: Errand, cx: &mut Tick<'_>) {
        let reason = Reason::new("superseded", "took on something else");
        let cause = errand.cause;
        self.release(person, reason, &[cause], cx);
        self.person[person].errand = Some(errand);
        self.rouse(person);
    }

    /// Drops whatever somebody is doing.
    pub fn release(&mut self, id: PersonId, reason: Reason, causes: &[Cause], cx: &mut Tick<'_>) {
        let person = &mut self.person[id];
        person.walk = None;
        person.waits_from_tick = None;
        let mut causes = causes.to_vec();
        if let Some(job) = person.job.take() {
            let event = Event::TaskFailed { person: id, task: job.task, reason: reason.clone() };
            causes.push(job.cause);
            let failed = cx.push(EventKind::Crew(event), &causes);
            causes = vec![failed];
        }
        let person = &mut self.person[id];
        if let Some(errand) = person.errand.take() {
            let step = errand.step();
            let event = Event::ErrandFailed { person: id, step, reason: reason.clone() };
            causes.push(errand.cause);
            let cause = cx.push(EventKind::Crew(event), &causes);
            if let Some(order) = errand.order {
                let failed = crate::order::Event::Failed { order, reason: reason.clone() };
                cx.push(EventKind::Order(failed), &[cause]);
            }
            self.ended.push(Ended { person: id, order: errand.order, failed: Some(reason), cause });
        }
    }

    /// Puts somebody among those who act.
    pub(super) fn rouse(&mut self, person: PersonId) {
        if let Err(place) = self.active.binary_search(&person) {
            self.active.insert(place, person);
        }
    }

    /// Puts somebody in a chair, without a word.
    pub fn put_in_seat(&mut self, id: PersonId, seat: SeatId) {
        self.seated.retain(|other| self.person[*other].seat.is_some());
        let person = &mut self.person[id];
        person.seat = Some(seat);
        person.posture = Posture::Sitting;
        person.braced = false;
        if let Err(place) = self.seated.binary_search(&id) {
            self.seated.insert(place, id);
        }
    }

    /// Takes somebody out of their chair.
    pub fn leave_seat(&mut self, id: PersonId, cause: Cause, cx: &mut Tick<'_>) {
        let person = &mut self.person[id];
        let seat = person.seat.take();
        person.strapped = false;
        person.posture = Posture::Standing;
        person.cause = cx.push(EventKind::Crew(Event::Stood { person: id, seat }), &[cause]);
    }

    pub(super) fn work_on(&mut self, deckplan: &Deckplan, flows: &mut Flows, cx: &mut Tick<'_>) {
        flows.work.clear();
        self.ended.clear();
        let mut stands = std::mem::take(&mut flows.work_stands);
        let active = std::mem::take(&mut self.active);
        for &id in &active {
            self.act(id, deckplan, &stands, flows, cx);
        }
        stands.clear();
        flows.work_stands = stands;
        let roused = std::mem::replace(&mut self.active, active);
        self.active.retain(|&id| {
            let person = &self.person[id];
            person.errand.is_some() || person.walk.is_some() || (person.fallen && person.body.can_move())
        });
        for person in roused {
            self.rouse(person);
        }
    }

    fn act(
        &mut self,
        id: PersonId,
        deckplan: &Deckplan,
        stands: &[WorkStand],
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let person = &self.person[id];
        if !person.able_to(person.errand.as_ref().and_then(Errand::step)) {
            if person.errand.is_some() {
                let reason = able_reason(person).unwrap_or_else(|| Reason::new("spent", "could not go on"));
                let cause = person.cause;
                self.release(id, reason, &[cause], cx);
            }
            return;
        }
        if cx.tick < person.busy_until_tick
            || person.thrown.is_some()
            || (person.fallen && !self.get_up(id, cx))
        {
            return;
        }
        let person = &self.person[id];
        if person.walk.is_some() {
            return;
        }
        let Some(errand) = &person.errand else { return };
        let cause = errand.cause;
        let progress = match errand.step() {
            None => Progress::Done,
            Some(step) => self.do_step(id, step, cause, deckplan, stands, flows, cx),
        };
        match progress {
            Progress::Going => {}
            Progress::Done => self.next_step(id, cx),
            Progress::Failed(reason, why) => self.release(id, reason, &[why], cx),
        }
    }

    /// Gets up when the load allows; true once up.
    fn get_up(&mut self, id: PersonId, cx: &Tick<'_>) -> bool {
        let person = &mut self.person[id];
        let load_g = DVec3::from_array(person.apparent_body_m_s2).length() / super::gravity::G0;
        if qd_physics::trauma::walking_share(load_g.max(0.5)) < 0.15 {
            return false;
        }
        person.fallen = false;
        person.posture = if person.seat.is_some() { Posture::Sitting } else { Posture::Standing };
        person.busy_until_tick = cx.tick + BUSY_TICKS;
        false
    }

    fn next_step(&mut self, id: PersonId, cx: &mut Tick<'_>) {
        let person = &mut self.person[id];
        let Some(errand) = &mut person.errand else { return };
        errand.at += 1;
        if errand.step().is_some() {
            return;
        }
        let errand = person.errand.take().expect("it was there a line ago");
        let mut cause = person.cause;
        if errand.steps.len() > 1 {
            cause = cx.push(EventKind::Crew(Event::ErrandDone { person: id }), &[errand.cause, cause]);
        }
        if let Some(order) = errand.order {
            let achieved = crate::order::Event::Achieved { order };
            cause = cx.push(EventKind::Order(achieved), &[cause, errand.cause]);
        }
        self.ended.push(Ended { person: id, order: errand.order, failed: None, cause });
    }

    #[allow(clippy::too_many_arguments, reason = "the whole of what one act touches")]
    fn do_step(
        &mut self,
        id: PersonId,
        step: Step,
        cause: Cause,
        deckplan: &Deckplan,
        stands: &[WorkStand],
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) -> Progress {
        if let Step::Work { task } = step
            && self.person[id].job.is_some()
        {
            return self.work(id, task, stands, flows, cx);
        }
        if let Err(reason) = self.possible(deckplan, flows, cx.class, id, step) {
            return match barrier(step, flows) {
                Some(barrier) => self.wait(id, reason, [cause, barrier], cx),
                None => Progress::Failed(reason, cause),
            };
        }
        self.person[id].waits_from_tick = None;
        match step {
            Step::Go { to_compartment, run } => self.set_out(id, to_compartment, run, cause, cx),
            Step::Door { portal, open } => self.hand_at_door(id, portal, open, cause, deckplan, flows, cx),
            Step::Work { task } => {
                let event = Event::TaskStarted { person: id, task };
                let cause = cx.push(EventKind::Crew(event), &[cause, self.person[id].cause]);
                let person = &mut self.person[id];
                person.cause = cause;
                person.job =
                    Some(Job { task, cause, whole_s: None, left_s: None, quarters: 0, unanswered: 0 });
                Progress::Going
            }
            Step::Lie { portal: Some(portal) } | Step::RaiseHand { portal }
                if !self.beside(id, portal, cx.class) =>
            {
                self.approach(id, portal, cause);
                Progress::Going
            }
            Step::RaiseHand { portal } => {
                self.lower_hand(id, cause, cx);
                let event = Event::HandRaised { person: id, portal };
                self.person[id].hand_at = Some(portal);
                self.note(id, event, cause, cx)
            }
            Step::LowerHand {} => {
                self.lower_hand(id, cause, cx);
                Progress::Done
            }
            Step::Carry { person: other } => self.take_up(id, other, cause, cx),
            Step::PutDown {} => {
                self.put_down(id, cause, cx);
                Progress::Done
            }
            _ => self.pose(id, step, cause, cx),
        }
    }

    /// Before a door that is held: an interlock may let go in a moment, and nobody waits for ever.
    fn wait(&mut self, id: PersonId, reason: Reason, causes: [Cause; 2], cx: &mut Tick<'_>) -> Progress {
        let person = &mut self.person[id];
        let since = *person.waits_from_tick.get_or_insert(cx.tick);
        // An interlock answers within a tick or two: that is no wait worth a word.
        if cx.tick == since + BUSY_TICKS {
            let reason = reason.clone();
            cx.push(EventKind::Crew(Event::Halted { person: id, reason }), &causes);
        }
        if cx.tick - since < PATIENCE_TICKS {
            return Progress::Going;
        }
        person.waits_from_tick = None;
        Progress::Failed(reason, causes[1])
    }

    /// Acts that only change how the body is held.
    fn pose(&mut self, id: PersonId, step: Step, cause: Cause, cx: &mut Tick<'_>) -> Progress {
        let person = &mut self.person[id];
        match step {
            Step::Sit { seat } => {
                if person.seat == Some(seat) {
                    return Progress::Done;
                }
                if person.seat.is_some() {
                    self.leave_seat(id, cause, cx);
                }
                self.put_in_seat(id, seat);
                self.note(id, Event::Sat { person: id, seat }, cause, cx)
            }
            Step::Stand {} => {
                if person.posture != Posture::Standing || person.seat.is_some() {
                    self.leave_seat(id, cause, cx);
                }
                Progress::Done
            }
            Step::Strap {} => {
                person.strapped = true;
                person.busy_until_tick = cx.tick + BUSY_TICKS;
                self.note(id, Event::Strapped { person: id }, cause, cx)
            }
            Step::Unstrap {} => {
                person.strapped = false;
                person.busy_until_tick = cx.tick + BUSY_TICKS;
                self.note(id, Event::Unstrapped { person: id }, cause, cx)
            }
            Step::Brace {} => {
                person.braced = true;
                self.note(id, Event::Braced { person: id }, cause, cx)
            }
            Step::Lie { portal } => {
                if person.seat.is_some() {
                    self.leave_seat(id, cause, cx);
                }
                self.person[id].posture = Posture::Lying;
                self.note(id, Event::LayDown { person: id, portal }, cause, cx)
            }
            _ => Progress::Done,
        }
    }

    fn note(&mut self, id: PersonId, event: Event, cause: Cause, cx: &mut Tick<'_>) -> Progress {
        self.person[id].cause = cx.push(EventKind::Crew(event), &[cause]);
        Progress::Done
    }

    fn set_out(
        &mut self,
        id: PersonId,
        to: crate::id::CompartmentId,
        run: bool,
        cause: Cause,
        cx: &mut Tick<'_>,
    ) -> Progress {
        if self.person[id].compartment == to {
            return Progress::Done;
        }
        if self.person[id].seat.is_some() || self.person[id].posture == Posture::Lying {
            self.leave_seat(id, cause, cx);
            self.person[id].busy_until_tick = cx.tick + BUSY_TICKS;
        }
        self.lower_hand(id, cause, cx);
        let event = Event::Went { person: id, to_compartment: to, run };
        let cause = cx.push(EventKind::Crew(event), &[cause]);
        let person = &mut self.person[id];
        person.cause = cause;
        // On a deck that leans one goes from hold to hold.
        let [x, y, _] = person.apparent_body_m_s2;
        person.braced = libm::sqrt(x * x + y * y) > HAND_OVER_HAND_M_S2;
        person.walk =
            Some(Walk { to, run, portal: None, passage_s: None, beside: None, halted_tick: None, cause });
        Progress::Going
    }

    /// True when somebody stands within reach of a door of their compartment.
    pub(super) fn beside(&self, id: PersonId, portal: PortalId, class: &ShipClass) -> bool {
        let person = &self.person[id];
        let place = class.deckplan.threshold_body_m(portal, person.compartment);
        place.distance(DVec3::from_array(person.position_body_m)) <= REACH_M
    }

    fn approach(&mut self, id: PersonId, portal: PortalId, cause: Cause) {
        let person = &mut self.person[id];
        if person.posture != Posture::Standing {
            person.posture = Posture::Standing;
        }
        person.seat = None;
        person.strapped = false;
        person.braced = false;
        let to = person.compartment;
        let beside = Some(portal);
        person.walk =
            Some(Walk { to, run: false, portal: None, passage_s: None, beside, halted_tick: None, cause });
    }

    #[allow(clippy::too_many_arguments, reason = "the whole of what one act touches")]
    fn hand_at_door(
        &mut self,
        id: PersonId,
        portal: PortalId,
        open: bool,
        cause: Cause,
        deckplan: &Deckplan,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) -> Progress {
        let state = &deckplan.portal[portal];
        if (state.open - f64::from(u8::from(open))).abs() < 1e-6 {
            self.person[id].cause = state.cause;
            return Progress::Done;
        }
        if !self.beside(id, portal, cx.class) {
            self.approach(id, portal, cause);
            return Progress::Going;
        }
        let strength = self.strength(id);
        if strength < STRENGTH_MIN && state.function <= 0.0 {
            let reason = Reason::new("too_weak", "has not the strength to work it by hand");
            return Progress::Failed(reason, self.person[id].cause);
        }
        flows.hands.push(Hand { portal, person: id, open, passing: false, strength, cause });
        Progress::Going
    }

    /// Strength at a crank, in strong persons.
    pub(super) fn strength(&self, id: PersonId) -> f64 {
        self.person[id].body.fitness * (0.6 + 0.4 * self.roster[id].skill(Skill::Strength))
    }

    fn take_up(&mut self, id: PersonId, other: PersonId, cause: Cause, cx: &mut Tick<'_>) -> Progress {
        if self.person[id].carrying.is_some() {
            self.put_down(id, cause, cx);
        }
        if self.person[id].seat.is_some() {
            self.leave_seat(id, cause, cx);
        }
        let carried = &mut self.person[other];
        carried.carried_by = Some(id);
        carried.posture = Posture::Carried;
        carried.seat = None;
        carried.strapped = false;
        carried.hand_at = None;
        let beside_body_m = carried.position_body_m;
        let person = &mut self.person[id];
        person.position_body_m = beside_body_m;
        person.carrying = Some(other);
        person.busy_until_tick = cx.tick + BUSY_TICKS;
        let event = Event::TookUp { person: id, carried_person: other };
        let done = self.note(id, event, cause, cx);
        self.person[other].cause = self.person[id].cause;
        done
    }

    /// Puts down whoever is carried.
    pub(super) fn put_down(&mut self, id: PersonId, cause: Cause, cx: &mut Tick<'_>) {
        let Some(other) = self.person[id].carrying.take() else { return };
        let carried = &mut self.person[other];
        carried.carried_by = None;
        carried.posture = Posture::Lying;
        let event = Event::PutDown { person: id, carried_person: other };
        let cause = cx.push(EventKind::Crew(event), &[cause]);
        self.person[other].cause = cause;
        self.person[id].cause = cause;
    }

    /// Takes a raised hand down.
    pub(super) fn lower_hand(&mut self, id: PersonId, cause: Cause, cx: &mut Tick<'_>) {
        if let Some(portal) = self.person[id].hand_at.take() {
            cx.push(EventKind::Crew(Event::HandLowered { person: id, portal }), &[cause]);
        }
    }
}

/// What bars a step, where something does.
fn barrier(step: Step, flows: &Flows) -> Option<Cause> {
    match step {
        Step::Door { portal, open: true } => flows.portal_held[portal],
        _ => None,
    }
}
