//! The ship. [`World`] is one plain value and [`World::step`] one function over it: the same world
//! and the same orders give the same bits on every machine.
//!
//! Layout: `id`, `rng`, `cause`, `event`, `order`, `reading` are the words every department speaks;
//! `flows` lists each quantity that passes between departments, with its one writer; `class` is what never
//! changes about a ship, `world` the order of a tick; then one module per department, all of one face.
//!
//! Deliberately absent: clocks, threads, files, sockets, names of people and scenario facts.

pub mod cause;
pub mod class;
pub mod event;
pub mod flows;
pub mod id;
pub mod names;
pub mod order;
pub mod procedure;
pub mod reading;
pub mod rng;
pub mod view;
pub mod world;

pub mod air;
pub mod command;
pub mod comms;
pub mod core;
pub mod crew;
pub mod deckplan;
pub mod engines;
pub mod flight;
pub mod heat;
pub mod hull;
pub mod instruments;
pub mod power;
pub mod radiation;
pub mod shields;

pub use cause::{Cause, EventId, Law, OrderId};
pub use class::{Scenario, ShipClass};
pub use event::{Event, EventKind};
pub use id::*;
pub use order::{Act, Order, Reason};
pub use reading::{Quality, Reading};
pub use world::{Outcome, World};

/// Length of a tick, s.
pub const TICK_S: f64 = 0.05;
/// Ticks in a second.
pub const TICKS_PER_SECOND: u32 = 20;
/// Version of the simulation's laws: recordings of another version can be viewed, not verified.
pub const SIMULATION_VERSION: u32 = 1;
