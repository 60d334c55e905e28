//! The life of orders to the core: each ends `achieved` when the plant stands as ordered, or `failed` with the reason.

use super::reactor::CONTAINED;
use super::state::Core;
use crate::OrderId;
use crate::cause::Cause;
use crate::event::EventKind;
use crate::order::{Event, Reason};
use crate::world::{Given, Tick};
use serde::{Deserialize, Serialize};

/// Share of full coolant flow from which the pump counts as running.
const FLOWS: f64 = 0.9;
/// Part of the ordered output within which it counts as reached.
const REACHED: f64 = 0.05;
/// Share of full reaction below which it counts as out.
const OUT: f64 = 1e-3;

/// What has to become true for an order to be achieved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// The field is as strong as its coils can make it.
    Contained,
    /// Coolant flows.
    Cooled,
    /// Hot enough to ignite.
    Hot,
    /// The reaction holds.
    Lit,
    /// The reaction stands at the ordered output.
    Output,
    /// The reaction is out.
    Out,
    /// The lock is clean.
    Clean,
}

/// An order whose end has not come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Open {
    /// Which.
    pub order: OrderId,
    /// What is waited for.
    pub goal: Goal,
}

impl Core {
    /// Takes an order on; an earlier one for the same goal is superseded.
    pub(super) fn pursue(&mut self, goal: Goal, given: Given, cx: &mut Tick<'_>) {
        self.abandon(goal, "superseded", "it was ordered anew", given.cause, cx);
        self.open.push(Open { order: given.order, goal });
    }

    /// The order for this goal, if there is one, has failed.
    pub(super) fn abandon(
        &mut self,
        goal: Goal,
        code: &'static str,
        text: &str,
        cause: Cause,
        cx: &mut Tick<'_>,
    ) {
        if let Some(at) = self.open.iter().position(|open| open.goal == goal) {
            let order = self.open.remove(at).order;
            let failed = Event::Failed { order, reason: Reason::new(code, text) };
            cx.push(EventKind::Order(failed), &[cause]);
        }
    }

    /// An order is done.
    pub(super) fn achieve(&self, order: OrderId, cause: Cause, cx: &mut Tick<'_>) {
        cx.push(EventKind::Order(Event::Achieved { order }), &[cause, Cause::Order(order)]);
    }

    /// Ends the orders whose goal is reached, or can no longer be.
    pub(super) fn review(&mut self, cx: &mut Tick<'_>) {
        let mut at = 0;
        while at < self.open.len() {
            let Open { order, goal } = self.open[at];
            if self.reached(goal, cx) {
                self.open.remove(at);
                self.achieve(order, self.end_cause(goal), cx);
            } else if let Some((code, text)) = self.hopeless(goal) {
                self.abandon(goal, code, text, self.end_cause(goal), cx);
            } else {
                at += 1;
            }
        }
    }

    fn reached(&self, goal: Goal, cx: &Tick<'_>) -> bool {
        let reactor = &cx.class.core.reactor;
        match goal {
            Goal::Contained => self.field_share(reactor) >= CONTAINED * self.coil_health && !self.gone(),
            Goal::Cooled => self.coolant_flow >= FLOWS,
            Goal::Hot => self.preheat_share(reactor) >= 1.0,
            Goal::Lit => self.runs(),
            Goal::Output => self.feed_open && (self.reaction / self.output - 1.0).abs() <= REACHED,
            Goal::Out => !self.feed_open && self.reaction < OUT,
            Goal::Clean => self.lock.decontaminating.is_none() && self.lock.cleaned.is_some(),
        }
    }

    fn hopeless(&self, goal: Goal) -> Option<(&'static str, &'static str)> {
        let stopped = match goal {
            Goal::Contained => !self.ordered.containment,
            Goal::Cooled => !self.ordered.coolant,
            Goal::Hot => !self.ordered.preheat,
            Goal::Lit | Goal::Output => !self.feed_open,
            Goal::Out => self.feed_open,
            Goal::Clean => self.lock.decontaminating.is_none(),
        };
        match goal {
            Goal::Clean => {
                stopped.then_some(("door_open", "the inner door was opened before the lock was clean"))
            }
            _ if self.gone() => Some(("gone", "there is no core left")),
            Goal::Lit => stopped.then_some(("died", "the reaction did not take")),
            _ => stopped.then_some(("stopped", "the core was shut down before it was done")),
        }
    }

    fn end_cause(&self, goal: Goal) -> Cause {
        match goal {
            Goal::Clean => self.lock.cleaned.unwrap_or(self.lock.stopped),
            Goal::Contained | Goal::Cooled | Goal::Hot if !self.gone() => self.ordered.cause,
            _ => self.cause,
        }
    }
}
