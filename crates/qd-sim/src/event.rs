//! Events: what happened, when, and from what it follows. Each department defines its own kinds
//! (`power::Event`, ...); the JSON form names them `department.what`.

use crate::cause::{Cause, EventId};
use serde::{Deserialize, Serialize};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its tick and number.
    pub id: EventId,
    /// What happened.
    pub kind: EventKind,
    /// From what it follows; never empty.
    pub causes: Vec<Cause>,
}

/// What happened, by department. Variants are struct-like, so that every kind has the same JSON shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each names its department")]
pub enum EventKind {
    Power(crate::power::Event),
    Core(crate::core::Event),
    Engines(crate::engines::Event),
    Shields(crate::shields::Event),
    Flight(crate::flight::Event),
    Hull(crate::hull::Event),
    Heat(crate::heat::Event),
    Air(crate::air::Event),
    Radiation(crate::radiation::Event),
    Deckplan(crate::deckplan::Event),
    Crew(crate::crew::Event),
    Instruments(crate::instruments::Event),
    Comms(crate::comms::Event),
    Command(crate::command::Event),
    Order(crate::order::Event),
    World(crate::world::Event),
}

/// Collects the events of one tick and numbers them.
#[derive(Clone, Debug, Default)]
pub struct EventSink {
    tick: u32,
    events: Vec<Event>,
}

impl EventSink {
    /// An empty sink for `tick`.
    #[must_use]
    pub fn new(tick: u32) -> Self {
        Self { tick, events: Vec::new() }
    }
    /// Records an event; gives the cause that later events may name.
    pub fn push(&mut self, kind: EventKind, causes: &[Cause]) -> Cause {
        assert!(!causes.is_empty(), "an event without a cause: {kind:?}");
        let n = u16::try_from(self.events.len()).expect("fewer than 65,536 events a tick");
        let id = EventId { tick: self.tick, n };
        self.events.push(Event { id, kind, causes: causes.to_vec() });
        Cause::Event(id)
    }
    /// The events so far in this tick.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }
    /// Ends the tick.
    #[must_use]
    pub fn finish(self) -> Vec<Event> {
        self.events
    }
}
