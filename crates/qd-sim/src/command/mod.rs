//! The conn and its succession, the watch bill, authority, orders to others and their life, the log.
//!
//! Consumes: supply of the consoles (`flows.supply`), bodies and places (`crew`), what was heard (`flows.heard`).
//! Gives: who holds which chair (`flows.seat_holder`), what is said in its course (`flows.speech`), errands for
//! those who take a directive on. Law: `docs/laws/command.md`.

mod asking;
mod authority;
pub mod conn;
pub mod directive;
mod known;
mod log;
mod orders;
pub mod seats;
mod volunteers;

pub use asking::{Asked, will_of};
pub use authority::{authorise, check};
pub use directive::{Addressee, Directive, OpenDirective, Standing, Told};
pub use known::Known;
pub use seats::Relief;

use crate::class::{Scenario, ShipClass};
use crate::comms::Comms;
use crate::crew::{Crew, Department, Task};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::PersonId;
use crate::id::{CompartmentId, LoadId, SeatId, Table};
use crate::order::Reason;
use crate::world::{Given, Tick};
use crate::{Cause, OrderId};
use serde::{Deserialize, Serialize};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Every chair with a console.
    pub seat: Table<SeatId, Seat>,
    /// The chair of whoever has the conn; its compartment is the bridge. The first chair when absent.
    #[serde(default)]
    pub conn_seat: Option<SeatId>,
    /// What feeds the main screen of that compartment; none: it has none.
    #[serde(default)]
    pub viewscreen_load: Option<LoadId>,
    /// Line of succession to the conn; after it comes rank.
    #[serde(default)]
    pub succession_persons: Vec<PersonId>,
}

/// A chair with a console.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Key: `captain`, `helm`, `engineering`, `operations`, `medical`.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Whose work it is: which officer fills it.
    pub role: crate::procedure::Role,
    /// Where it stands.
    pub compartment: CompartmentId,
    /// Its console, dead without power.
    pub load: LoadId,
    /// Departments it may order directly, as in act kinds: `power`, `core`.
    pub may: Vec<String>,
    /// Watch bill: who holds it, the first fit one.
    #[serde(default)]
    pub watch_persons: Vec<PersonId>,
    /// Watch bill, after those: departments of the roster whose people may fill it, in order, by rank.
    #[serde(default)]
    pub watch_departments: Vec<Department>,
}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// Who has the conn; the first in line when absent.
    pub conn_person: Option<PersonId>,
    /// Alert condition.
    pub condition: Condition,
}

/// Alert conditions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Ordinary watch.
    #[default]
    Green,
    /// Ready: doors shut, people warned.
    Yellow,
    /// At stations.
    Red,
    /// To the pods.
    Abandon,
}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Command {
    /// Who has the conn.
    pub conn_person: Option<PersonId>,
    /// The event or order by which they have it.
    pub conn_cause: Cause,
    /// Alert condition.
    pub condition: Condition,
    /// What set the condition.
    pub condition_cause: Cause,
    /// What each person knows of the conn and the alert.
    pub known: Table<PersonId, Known>,
    /// Who is on the way to fill a chair.
    pub relief: Table<SeatId, Option<Relief>>,
    /// The event by which each chair last fell empty.
    pub left_cause: Table<SeatId, Cause>,
    /// People relieved of a chair, whom the watch bill passes over; at most [`RELIEVED_MAX`].
    pub relieved_persons: Vec<PersonId>,
    /// Directives that live, and the last that ended, oldest first; at most [`DIRECTIVES_MAX`].
    pub directives: Vec<OpenDirective>,
    /// Tasks for which volunteers are wanted.
    pub calls_for_volunteers: Vec<VolunteerCall>,
    /// What people were told a task would cost them, the latest for each person.
    pub briefs: Vec<Brief>,
    /// The ship's log, oldest first; at most [`LOG_MAX`].
    pub log: Vec<LogEntry>,
}

/// Most directives kept.
pub const DIRECTIVES_MAX: u16 = 64;
/// Most people kept as relieved.
pub const RELIEVED_MAX: u16 = 16;
/// Most calls for volunteers kept.
pub const VOLUNTEER_CALLS_MAX: u16 = 8;
/// Most volunteers kept for one call.
pub const VOLUNTEERS_MAX: u16 = 8;
/// Most briefs kept.
pub const BRIEFS_MAX: u16 = 32;
/// Most log entries kept.
pub const LOG_MAX: u16 = 200;

/// A task for which volunteers are wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VolunteerCall {
    /// The order that asked.
    pub order: OrderId,
    /// Who asked.
    pub by_person: PersonId,
    /// Tick.
    pub tick: u32,
    /// The task.
    pub task: Task,
    /// Who offered themselves, the most willing first, with their score.
    pub volunteers: Vec<Volunteer>,
    /// Who was sent, once somebody was.
    pub sent_person: Option<PersonId>,
    /// The event of the asking.
    pub cause: Cause,
}

/// Somebody who offered themselves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Volunteer {
    /// Who.
    pub person: PersonId,
    /// Their willingness, as [`crate::crew::willingness`] scores it.
    pub score: f64,
    /// How fit they said they are, 0..=1.
    pub fitness: f64,
    /// Straight distance to the work from where they said they were, m; 0 when the work has no fixed place.
    pub distance_m: f64,
    /// Heard by whoever asked.
    pub heard: bool,
    /// The event of their offering.
    pub cause: Cause,
}

/// What somebody was told a task would cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Brief {
    /// Who was told.
    pub person: PersonId,
    /// Dose expected, Gy.
    pub dose_gy: f64,
    /// Time one is expected to live after it, s.
    pub survival_s: f64,
    /// Time expected in the work, s.
    pub work_s: f64,
    /// Tick.
    pub tick: u32,
    /// The order that told it.
    pub cause: Cause,
}

/// An entry of the ship's log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Ship time, ticks.
    pub tick: u32,
    /// What is entered.
    pub what: LogWhat,
    /// The event or order entered.
    pub cause: Cause,
}

/// What a log entry holds. Words for pages are made outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogWhat {
    /// Something that the ship's computer enters of itself.
    Happened {
        /// What.
        kind: Box<EventKind>,
    },
    /// Something that a person enters.
    Entry {
        /// Who.
        by_person: PersonId,
        /// In their words.
        text: String,
    },
}

/// What can be ordered here. Of several `to_` fields exactly one is given. Sitting down and getting up are acts
/// of the body: `crew.sit`, `crew.stand`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// Give one's chair to somebody in the same compartment.
    HandOver {
        /// Which.
        seat: SeatId,
        /// To whom.
        to_person: PersonId,
    },
    /// Take the conn: its holder is unfit or absent, or one comes before them in the line.
    TakeConn {},
    /// Give the conn to somebody.
    PassConn {
        /// To whom.
        to_person: PersonId,
    },
    /// Tell a seat, a person or a department to do something.
    Direct {
        /// Whoever holds this chair.
        #[serde(default)]
        to_seat: Option<SeatId>,
        /// This person.
        #[serde(default)]
        to_person: Option<PersonId>,
        /// The most willing of this department of the roster.
        #[serde(default)]
        to_department: Option<Department>,
        /// What.
        directive: Directive,
    },
    /// Take a directive on.
    Accept {
        /// Its order.
        order: OrderId,
    },
    /// Decline a directive.
    Refuse {
        /// Its order.
        order: OrderId,
        /// Why.
        reason: Reason,
    },
    /// Report a directive done.
    Achieved {
        /// Its order.
        order: OrderId,
    },
    /// Report that a directive cannot be done.
    Failed {
        /// Its order.
        order: OrderId,
        /// Why.
        reason: Reason,
    },
    /// Give a refused directive once more, knowing the reason.
    Insist {
        /// Its order.
        order: OrderId,
    },
    /// Relieve whoever holds a chair; the watch bill fills it with somebody else.
    Relieve {
        /// Which.
        seat: SeatId,
    },
    /// Enter something in the log.
    LogEntry {
        /// In one's own words.
        text: String,
    },
    /// Tell somebody what a task would cost them.
    Brief {
        /// Who.
        person: PersonId,
        /// Dose expected, Gy.
        dose_gy: f64,
        /// Time one is expected to live after it, s.
        survival_s: f64,
        /// Time expected in the work, s.
        work_s: f64,
    },
    /// Ask who will do a task; all who hear it may offer themselves.
    AskVolunteers {
        /// The task.
        task: Task,
    },
    /// Offer oneself for a task for which volunteers are wanted.
    Volunteer {
        /// The order that asked.
        order: OrderId,
    },
    /// Set the alert condition.
    SetCondition {
        /// To what.
        condition: Condition,
    },
}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Somebody sat down at a console.
    SeatFilled {
        /// Which.
        seat: SeatId,
        /// Who.
        by_person: PersonId,
    },
    /// A chair fell empty.
    SeatLeft {
        /// Which.
        seat: SeatId,
        /// Who held it.
        by_person: PersonId,
        /// Why.
        reason: Reason,
    },
    /// The watch bill sends somebody to a chair.
    ReliefSent {
        /// Which.
        seat: SeatId,
        /// Who goes there.
        person: PersonId,
    },
    /// The conn was given.
    ConnPassed {
        /// By whom.
        from_person: PersonId,
        /// To whom.
        to_person: PersonId,
    },
    /// The conn was taken.
    ConnTaken {
        /// By whom.
        by_person: PersonId,
        /// Who had it.
        from_person: Option<PersonId>,
        /// Why.
        reason: Reason,
    },
    /// Something was asked of somebody.
    Directed {
        /// The order.
        order: OrderId,
        /// Who asked.
        by_person: PersonId,
        /// Of whom.
        to: Addressee,
        /// What.
        directive: Directive,
    },
    /// Somebody weighed what they were asked.
    Weighed {
        /// The order.
        order: OrderId,
        /// Who.
        by_person: PersonId,
        /// Their willingness.
        score: f64,
        /// What it is made of.
        terms: Vec<crate::crew::willingness::Term>,
    },
    /// A refused directive was given once more.
    Insisted {
        /// The directive's order.
        order: OrderId,
        /// By whom.
        by_person: PersonId,
    },
    /// Somebody was relieved of a chair.
    Relieved {
        /// Which.
        seat: SeatId,
        /// Who.
        person: PersonId,
        /// By whom.
        by_person: PersonId,
    },
    /// Somebody was told what a task would cost.
    Briefed {
        /// Who.
        person: PersonId,
        /// Dose expected, Gy.
        dose_gy: f64,
        /// Time one is expected to live after it, s.
        survival_s: f64,
        /// Time expected in the work, s.
        work_s: f64,
    },
    /// Volunteers were asked for.
    VolunteersAsked {
        /// By whom.
        by_person: PersonId,
        /// For what.
        task: Task,
    },
    /// Somebody offered themselves.
    Volunteered {
        /// Who.
        by_person: PersonId,
        /// For what.
        task: Task,
        /// Their willingness.
        score: f64,
        /// What it is made of.
        terms: Vec<crate::crew::willingness::Term>,
    },
    /// Somebody goes unasked, for what they know.
    WentUnasked {
        /// Who.
        by_person: PersonId,
        /// Where.
        to_compartment: CompartmentId,
        /// Their willingness.
        score: f64,
        /// What it is made of.
        terms: Vec<crate::crew::willingness::Term>,
    },
    /// The alert condition changed.
    ConditionSet {
        /// To what.
        condition: Condition,
    },
    /// Something was entered in the log by hand.
    Logged {
        /// By whom.
        by_person: PersonId,
        /// In their words.
        text: String,
    },
}

impl Command {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(class: &ShipClass, scenario: &Scenario) -> Self {
        let seats = &class.command.seat;
        Self {
            conn_person: scenario.command.conn_person,
            condition: scenario.command.condition,
            relief: Table::like(seats, |_| None),
            left_cause: Table::like(seats, |_| Cause::Initial),
            ..Self::default()
        }
    }

    /// Sets who sits where and who has the conn at the start, once the people are in their places.
    pub fn settle(&mut self, crew: &Crew, flows: &mut Flows, class: &ShipClass) {
        Self::settle_seats(crew, flows, class);
        if self.conn_person.is_none_or(|person| crew.person.get(person).is_none())
            && conn::bridge(class).is_some()
        {
            self.conn_person = conn::next_in_line(class, crew, &Comms::default(), None);
        }
        self.tell_all(crew);
    }

    /// What it wants of the grid: every console's rating.
    pub fn demand(&self, flows: &mut Flows, cx: &Tick<'_>) {
        for seat in cx.class.command.seat.rows() {
            flows.demand_w[seat.load] = flows.demand_w[seat.load].max(cx.class.power.load[seat.load].rated_w);
        }
    }

    /// Carries out an order that passed [`check`].
    pub fn apply(
        &mut self,
        order: &Order,
        given: Given,
        crew: &mut Crew,
        comms: &Comms,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        match order {
            Order::Direct { .. }
            | Order::Accept { .. }
            | Order::Refuse { .. }
            | Order::Achieved { .. }
            | Order::Failed { .. }
            | Order::Insist { .. } => self.apply_directive(order, given, crew, comms, flows, cx),
            Order::AskVolunteers { task } => self.ask_volunteers(*task, given, flows, cx),
            Order::Volunteer { order } => self.offer(*order, given, crew, comms, flows, cx),
            _ => self.apply_post(order, given, crew, flows, cx),
        }
    }

    /// One tick: chairs, the conn, what was heard and is to be answered, and who goes of themselves.
    pub fn step(&mut self, crew: &mut Crew, comms: &Comms, flows: &mut Flows, cx: &mut Tick<'_>) {
        self.step_seats(crew, comms, flows, cx);
        self.step_conn(crew, comms, cx);
        if cx.every(crate::TICKS_PER_SECOND / 2, 9) {
            self.tell(crew, flows, cx.class);
        }
        self.answer_heard(crew, comms, flows, cx);
        self.answer_late(crew, comms, flows, cx);
        self.step_directives(flows, cx);
        if cx.every(2 * crate::TICKS_PER_SECOND, 3) {
            self.go_unasked(crew, comms, flows, cx);
        }
    }
}

#[cfg(test)]
pub(crate) mod bench;
#[cfg(test)]
mod guided_tests;
#[cfg(test)]
mod tests;
