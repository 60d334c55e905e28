//! One person now: place, posture, what is in hand.

use super::body::Body;
use super::errand::{Errand, Step};
use super::tasks::Task;
use crate::id::{CompartmentId, PersonId, PortalId, SeatId};
use crate::order::Reason;
use crate::{Cause, OrderId};
use serde::{Deserialize, Serialize};

/// How somebody holds themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named by its word")]
pub enum Posture {
    #[default]
    Standing,
    Sitting,
    /// On hands and knees.
    Crawling,
    Lying,
    Carried,
}

/// One person now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Where.
    pub compartment: CompartmentId,
    /// Where in it: the feet, body axes, m.
    pub position_body_m: [f64; 3],
    /// On the way somewhere.
    pub walk: Option<Walk>,
    /// How they hold themselves.
    pub posture: Posture,
    /// The chair they sit in.
    pub seat: Option<SeatId>,
    /// Buckled into it.
    pub strapped: bool,
    /// Holding on to something.
    pub braced: bool,
    /// Down by no will of their own: gets up when the load allows.
    pub fallen: bool,
    /// Sliding or flying across the room.
    pub thrown: Option<Thrown>,
    /// Busy with getting up, buckling, taking up until this tick.
    pub busy_until_tick: u32,
    /// Waits before a held door since this tick.
    pub waits_from_tick: Option<u32>,
    /// Apparent gravity where they are, as last looked at, body axes of the ship, m/s².
    pub apparent_body_m_s2: [f64; 3],
    /// Toward what they were last thrown and struck, unit vector in body axes; nought if nothing.
    pub rests_against_body: [f64; 3],
    /// The body.
    pub body: Body,
    /// What they have taken on.
    pub errand: Option<Errand>,
    /// Work in hand.
    pub job: Option<Job>,
    /// Whom they carry.
    pub carrying: Option<PersonId>,
    /// Who carries them.
    pub carried_by: Option<PersonId>,
    /// A hand raised to the glass of this portal.
    pub hand_at: Option<PortalId>,
    /// A mind from outside speaks for them: the world decides nothing in their name.
    pub guided: bool,
    /// Why they are where and as they are.
    pub cause: Cause,
}

/// Somebody on their way across a room by no will of their own.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thrown {
    /// Which way, unit vector in the ship's body axes.
    pub towards_body: [f64; 3],
    /// How fast, m/s.
    pub speed_m_s: f64,
    /// How far from what they will strike, m.
    pub left_m: f64,
    /// The event of losing hold.
    pub cause: Cause,
}

/// Somebody's way to somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Walk {
    /// Where to.
    pub to: CompartmentId,
    /// At a run.
    pub run: bool,
    /// The portal they make for; none within the last compartment.
    pub portal: Option<PortalId>,
    /// Seconds of the passage through that portal still to go, once in it (ladder, lift, step).
    pub passage_s: Option<f64>,
    /// Beside which portal to stand at the end; none: in the middle.
    pub beside: Option<PortalId>,
    /// Since when every way is barred.
    pub halted_tick: Option<u32>,
    /// The event of setting out.
    pub cause: Cause,
}

/// Work in hand.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// At what.
    pub task: Task,
    /// The event of its start.
    pub cause: Cause,
    /// Standard seconds left when first told.
    pub whole_s: Option<f64>,
    /// Standard seconds left when last told.
    pub left_s: Option<f64>,
    /// Quarters reported.
    pub quarters: u8,
    /// Ticks without a word from the thing worked at.
    pub unanswered: u8,
}

/// An errand that ended in the last tick: for whoever asked for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ended {
    /// Who.
    pub person: PersonId,
    /// For which order, if one.
    pub order: Option<OrderId>,
    /// Why it failed; none when done.
    pub failed: Option<Reason>,
    /// The event of its end.
    pub cause: Cause,
}

/// A death.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Death {
    /// Who.
    pub person: PersonId,
    /// When.
    pub tick: u32,
    /// Of what, in words.
    pub of: String,
    /// The event.
    pub cause: Cause,
}

impl Person {
    /// Somebody in health, standing.
    #[must_use]
    pub fn new(compartment: CompartmentId, position_body_m: [f64; 3], body: Body) -> Self {
        Self {
            compartment,
            position_body_m,
            walk: None,
            posture: Posture::Standing,
            seat: None,
            strapped: false,
            braced: false,
            fallen: false,
            thrown: None,
            busy_until_tick: 0,
            waits_from_tick: None,
            apparent_body_m_s2: [0.0, 0.0, qd_physics::constants::STANDARD_GRAVITY_M_S2],
            rests_against_body: [0.0; 3],
            body,
            errand: None,
            job: None,
            carrying: None,
            carried_by: None,
            hand_at: None,
            guided: false,
            cause: Cause::Initial,
        }
    }
    /// Alive, awake, strong enough and free to act.
    #[must_use]
    pub fn able(&self) -> bool {
        self.body.can_move() && self.carried_by.is_none()
    }
    /// Able to do this: raising a hand asks only for a waking mind, everything else for strength.
    #[must_use]
    pub fn able_to(&self, step: Option<Step>) -> bool {
        match step {
            Some(Step::RaiseHand { .. } | Step::LowerHand {}) => self.body.lucid(),
            _ => self.able(),
        }
    }
    /// How hard the body works: 0 at rest, 1 with the hands, 2 walking, 3 running.
    #[must_use]
    pub fn exertion(&self) -> u8 {
        match (self.walk, self.job) {
            (Some(walk), _) if walk.halted_tick.is_some() => 0,
            (Some(walk), _) => 2 + u8::from(walk.run),
            (None, job) => u8::from(job.is_some()),
        }
    }
}
