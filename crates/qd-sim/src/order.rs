//! Orders: the only way in. A person aboard gives one, from a chair or on foot; nothing else changes the world.
//!
//! Life: `kept` or `rejected` by [`crate::World::check`] (the world unchanged), then as events `accepted` or
//! `refused`, then `achieved` or `failed`. An act on one's own console or body is accepted by giving it.

use crate::cause::OrderId;
use crate::id::{PersonId, SeatId};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// An order as journaled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Number in the journal, from 1.
    pub id: OrderId,
    /// Who gives it.
    pub by_person: PersonId,
    /// The chair it is given from; none on foot.
    pub seat: Option<SeatId>,
    /// What is to be done.
    pub act: Act,
}

/// What is to be done, by department.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each names its department")]
pub enum Act {
    Power(crate::power::Order),
    Core(crate::core::Order),
    Engines(crate::engines::Order),
    Shields(crate::shields::Order),
    Flight(crate::flight::Order),
    Air(crate::air::Order),
    Deckplan(crate::deckplan::Order),
    Crew(crate::crew::Order),
    Comms(crate::comms::Order),
    Command(crate::command::Order),
}

/// Why an order is rejected, refused or fails: data, with a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// One of a closed list of words, for machines: `no_power`, `not_authorised`, `unconscious`, ...
    pub code: Cow<'static, str>,
    /// What is in the way, and what would help.
    pub text: String,
}

impl Reason {
    /// A reason of kind `code`, said as `text`.
    #[must_use]
    pub fn new(code: &'static str, text: impl Into<String>) -> Self {
        Self { code: Cow::Borrowed(code), text: text.into() }
    }
}

/// The life of an order after it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Somebody takes it on.
    Accepted {
        /// The order.
        order: OrderId,
        /// Who takes it on.
        by_person: PersonId,
    },
    /// Somebody declines it.
    Refused {
        /// The order.
        order: OrderId,
        /// Who declines.
        by_person: PersonId,
        /// Why.
        reason: Reason,
    },
    /// It is done.
    Achieved {
        /// The order.
        order: OrderId,
    },
    /// It could not be done.
    Failed {
        /// The order.
        order: OrderId,
        /// Why.
        reason: Reason,
    },
}

impl Event {
    /// The order it is about.
    #[must_use]
    pub fn order(&self) -> OrderId {
        match *self {
            Self::Accepted { order, .. }
            | Self::Refused { order, .. }
            | Self::Achieved { order }
            | Self::Failed { order, .. } => order,
        }
    }
}
