//! Errands: acts of one body in a row, as a person carries out what they took on. Each step is the same act
//! that an order on foot would be, bound by the same laws; the first that cannot be done ends the errand with
//! its reason.

use super::tasks::Task;
use crate::class::ShipClass;
use crate::id::{CompartmentId, PersonId, PortalId, SeatId};
use crate::{Cause, OrderId};
use serde::{Deserialize, Serialize};

/// One act of one's own body.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// Go there by the quickest way, doors opened on the way.
    Go {
        /// Where.
        to_compartment: CompartmentId,
        /// At a run.
        run: bool,
    },
    /// Open or shut a door by its button, or by hand.
    Door {
        /// Which.
        portal: PortalId,
        /// Open or shut.
        open: bool,
    },
    /// Work until done or unable.
    Work {
        /// At what.
        task: Task,
    },
    /// Take a chair.
    Sit {
        /// Which.
        seat: SeatId,
    },
    /// Leave the chair, or get up from the floor.
    Stand {},
    /// Buckle the harness of the chair.
    Strap {},
    /// Unbuckle it.
    Unstrap {},
    /// Hold on to something.
    Brace {},
    /// Lie down; at a portal, so close that one is seen through its glass.
    Lie {
        /// At which portal, if at one.
        portal: Option<PortalId>,
    },
    /// Pick up somebody and carry them.
    Carry {
        /// Whom.
        person: PersonId,
    },
    /// Put down whom one carries.
    PutDown {},
    /// Raise a hand to the glass.
    RaiseHand {
        /// Of which portal.
        portal: PortalId,
    },
    /// Take it down.
    LowerHand {},
}

/// A row of steps that somebody has taken on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Errand {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The step being done.
    pub at: u16,
    /// The order that asked for it, to be achieved or failed with it.
    pub order: Option<OrderId>,
    /// Why it was taken on.
    pub cause: Cause,
}

impl Errand {
    /// An errand not yet begun.
    #[must_use]
    pub fn new(steps: Vec<Step>, order: Option<OrderId>, cause: Cause) -> Self {
        Self { steps, at: 0, order, cause }
    }
    /// The step being done.
    #[must_use]
    pub fn step(&self) -> Option<Step> {
        self.steps.get(usize::from(self.at)).copied()
    }
}

/// The steps by which somebody takes on a task from wherever they are; none if the ship has no place for it.
#[must_use]
pub fn steps_for(class: &ShipClass, task: Task) -> Vec<Step> {
    if let (Task::Realign {}, Some(chamber)) = (task, &class.core.chamber) {
        let lock = Lock {
            outside_compartment: chamber.outside_compartment,
            lock_compartment: chamber.lock_compartment,
            chamber_compartment: chamber.core_compartment,
            outer_portal: chamber.outer_portal,
            inner_portal: chamber.inner_portal,
        };
        return chamber_steps(&lock, task);
    }
    let go = |compartment| Step::Go { to_compartment: compartment, run: true };
    match (task, task.place(class)) {
        (Task::WorkPortal { portal, open }, _) => {
            let compartment = class.deckplan.portal[portal].from_compartment;
            vec![go(compartment), Step::Door { portal, open }]
        }
        // Whoever is to be treated is where they are: beside one, or not at all.
        (Task::Treat { .. }, _) => vec![Step::Work { task }],
        (_, Some(compartment)) => vec![go(compartment), Step::Work { task }],
        (_, None) => Vec::new(),
    }
}

/// Into a shielded chamber through its lock, the work, and as far out as strength allows: the inner door shut by
/// one's own hand, then down at the glass of the outer one.
#[must_use]
pub fn chamber_steps(lock: &Lock, task: Task) -> Vec<Step> {
    let Lock { outside_compartment, lock_compartment, chamber_compartment, outer_portal, inner_portal } =
        *lock;
    vec![
        Step::Go { to_compartment: outside_compartment, run: true },
        Step::Door { portal: outer_portal, open: true },
        Step::Go { to_compartment: lock_compartment, run: true },
        Step::Door { portal: outer_portal, open: false },
        Step::Door { portal: inner_portal, open: true },
        Step::Go { to_compartment: chamber_compartment, run: true },
        Step::Work { task },
        Step::Go { to_compartment: lock_compartment, run: true },
        Step::Door { portal: inner_portal, open: false },
        Step::Lie { portal: Some(outer_portal) },
    ]
}

/// A chamber behind two doors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lock {
    /// Before the outer door.
    pub outside_compartment: CompartmentId,
    /// Between the doors.
    pub lock_compartment: CompartmentId,
    /// Behind the inner door.
    pub chamber_compartment: CompartmentId,
    /// The outer door.
    pub outer_portal: PortalId,
    /// The inner door.
    pub inner_portal: PortalId,
}
