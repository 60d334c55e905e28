//! Cause ids. Everything that happens names what it follows from; every chain ends at an order, the initial
//! state, or a named law.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An event: its tick, and its number within the tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EventId {
    /// Tick in which it happened.
    pub tick: u32,
    /// Number within that tick.
    pub n: u16,
}

/// An order: its number in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderId(pub u32);

/// Laws that are roots of cause chains: what happens of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each names its page in docs/laws")]
pub enum Law {
    InverseTimeTrip,
    LoadShedding,
    VoltageLimit,
    BlackStart,
    CoreAlignment,
    CoreHeat,
    Containment,
    Radiation,
    Decontamination,
    Gravity,
    AirDrag,
    ReactionControl,
    Thrust,
    Shielding,
    EntryHeating,
    Conduction,
    Structure,
    GasFlow,
    Respiration,
    Body,
    DoseResponse,
    Willingness,
    Succession,
    Procedure,
    Hearing,
}

impl Law {
    /// The law's name in cause ids and documents: `inverse-time-trip`.
    #[must_use]
    pub fn name(self) -> String {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.push(letter.to_ascii_lowercase());
        }
        name
    }
}

/// What something follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
pub enum Cause {
    /// How things stood when the run began.
    #[default]
    Initial,
    /// An order.
    Order(OrderId),
    /// An earlier event.
    Event(EventId),
    /// A law that acts of itself.
    Law(Law),
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Initial => write!(f, "initial"),
            Self::Order(id) => write!(f, "o:{}", id.0),
            Self::Event(id) => write!(f, "{id}"),
            Self::Law(law) => write!(f, "law:{}", law.name()),
        }
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "e:{}.{}", self.tick, self.n)
    }
}
