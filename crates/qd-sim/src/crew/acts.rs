//! What a person can do with their own body, and what happens to people.

use super::errand::{Step, steps_for};
use super::tasks::Task;
use crate::class::ShipClass;
use crate::id::{CompartmentId, PersonId, PortalId, SeatId};
use crate::order::Reason;
use serde::{Deserialize, Serialize};

/// What can be ordered here: acts on one's own body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// Go there by the quickest way, doors opened on the way.
    Go {
        /// Where.
        to_compartment: CompartmentId,
        /// At a run.
        run: bool,
    },
    /// Work at something within reach until it is done.
    Work {
        /// At what.
        task: Task,
    },
    /// Go where the work is, through whatever doors, and do it.
    Undertake {
        /// What.
        task: Task,
    },
    /// Stop going and working.
    Stop {},
    /// Take a free chair of the compartment one is in.
    Sit {
        /// Which.
        seat: SeatId,
    },
    /// Leave the chair, or get up.
    Stand {},
    /// Buckle the chair's harness.
    Strap {},
    /// Unbuckle it.
    Unstrap {},
    /// Hold on to something.
    Brace {},
    /// Lie down.
    Lie {},
    /// Pick up somebody within reach.
    Carry {
        /// Whom.
        person: PersonId,
    },
    /// Put down whom one carries.
    PutDown {},
    /// Raise a hand to the glass of a portal beside one.
    RaiseHand {
        /// Which.
        portal: PortalId,
    },
    /// Take it down.
    LowerHand {},
    /// A mind from outside speaks for oneself from now on, or no more. No act of the body: the dead and the unconscious
    /// can be guided too.
    Guide {
        /// From now on, or no more.
        on: bool,
    },
}

impl Order {
    /// The acts of the body that carry it out; none for [`Order::Stop`] and [`Order::Guide`], or where the ship has no
    /// place for it.
    #[must_use]
    pub fn steps(&self, class: &ShipClass) -> Vec<Step> {
        vec![match *self {
            Self::Stop {} | Self::Guide { .. } => return Vec::new(),
            Self::Undertake { task } => return steps_for(class, task),
            Self::Go { to_compartment, run } => Step::Go { to_compartment, run },
            Self::Work { task: Task::WorkPortal { portal, open } } => Step::Door { portal, open },
            Self::Work { task } => Step::Work { task },
            Self::Sit { seat } => Step::Sit { seat },
            Self::Stand {} => Step::Stand {},
            Self::Strap {} => Step::Strap {},
            Self::Unstrap {} => Step::Unstrap {},
            Self::Brace {} => Step::Brace {},
            Self::Lie {} => Step::Lie { portal: None },
            Self::Carry { person } => Step::Carry { person },
            Self::PutDown {} => Step::PutDown {},
            Self::RaiseHand { portal } => Step::RaiseHand { portal },
            Self::LowerHand {} => Step::LowerHand {},
        }]
    }
}

/// What happens to people. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Sets out.
    Went {
        /// Who.
        person: PersonId,
        /// Where to.
        to_compartment: CompartmentId,
        /// At a run.
        run: bool,
    },
    /// Is there.
    Arrived {
        /// Who.
        person: PersonId,
        /// Where.
        compartment: CompartmentId,
    },
    /// Stands before a way that is barred, and waits.
    Halted {
        /// Who.
        person: PersonId,
        /// Why.
        reason: Reason,
    },
    /// Takes a chair.
    Sat {
        /// Who.
        person: PersonId,
        /// Which.
        seat: SeatId,
    },
    /// Leaves the chair, or gets up.
    Stood {
        /// Who.
        person: PersonId,
        /// The chair left, if any.
        seat: Option<SeatId>,
    },
    /// Buckles in.
    Strapped {
        /// Who.
        person: PersonId,
    },
    /// Unbuckles.
    Unstrapped {
        /// Who.
        person: PersonId,
    },
    /// Holds on.
    Braced {
        /// Who.
        person: PersonId,
    },
    /// Lies down of their own will.
    LayDown {
        /// Who.
        person: PersonId,
        /// At which portal, if at one.
        portal: Option<PortalId>,
    },
    /// Takes somebody up.
    TookUp {
        /// Who carries.
        person: PersonId,
        /// Who is carried.
        carried_person: PersonId,
    },
    /// Puts somebody down.
    PutDown {
        /// Who carried.
        person: PersonId,
        /// Who was carried.
        carried_person: PersonId,
    },
    /// A hand at the glass.
    HandRaised {
        /// Who.
        person: PersonId,
        /// Which portal.
        portal: PortalId,
    },
    /// The hand comes down.
    HandLowered {
        /// Who.
        person: PersonId,
        /// Which portal.
        portal: PortalId,
    },
    /// Starts work.
    TaskStarted {
        /// Who.
        person: PersonId,
        /// At what.
        task: Task,
    },
    /// A quarter more of the work is done.
    TaskProgressed {
        /// Who.
        person: PersonId,
        /// At what.
        task: Task,
        /// Standard seconds left.
        left_s: f64,
    },
    /// The work is done.
    TaskDone {
        /// Who.
        person: PersonId,
        /// At what.
        task: Task,
    },
    /// The work ends undone.
    TaskFailed {
        /// Who.
        person: PersonId,
        /// At what.
        task: Task,
        /// Why.
        reason: Reason,
    },
    /// Everything taken on is done.
    ErrandDone {
        /// Who.
        person: PersonId,
    },
    /// It could not be done.
    ErrandFailed {
        /// Who.
        person: PersonId,
        /// At which step.
        step: Option<Step>,
        /// Why.
        reason: Reason,
    },
    /// A mind from outside speaks for somebody from now on, or no more.
    Guided {
        /// For whom.
        person: PersonId,
        /// From now on, or no more.
        on: bool,
    },
    /// Loses feet or hold.
    Fell {
        /// Who.
        person: PersonId,
        /// Speed at which they meet the deck, m/s; 0 for those who did not stand.
        impact_m_s: f64,
    },
    /// Is thrown against something.
    Struck {
        /// Who.
        person: PersonId,
        /// Speed at which they meet it, m/s.
        impact_m_s: f64,
    },
    /// Is hurt.
    Injured {
        /// Who.
        person: PersonId,
        /// What, in words: `fracture of the forearm`.
        injury: String,
        /// How badly, 0..=1; 1 kills at once.
        severity: f64,
    },
    /// Loses consciousness or the strength to move.
    Collapsed {
        /// Who.
        person: PersonId,
        /// Of what, in words.
        of: String,
    },
    /// Comes to.
    CameTo {
        /// Who.
        person: PersonId,
    },
    /// Dies.
    Died {
        /// Who.
        person: PersonId,
        /// Of what, in words.
        of: String,
    },
    /// Gravity plating or dampers change by more than a tenth.
    GravityChanged {
        /// Share of standard gravity from the plating, 0..=1.
        plating: f64,
        /// Share of felt acceleration taken away, 0..=1.
        damping: f64,
    },
}
