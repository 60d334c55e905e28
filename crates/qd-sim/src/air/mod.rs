//! Compartments of gas and warmth: doors, ducts with fans, scrubbers, oxygen, heaters, lights, leaks, wounds.
//!
//! Consumes: power, waste heat, contaminant released, filters, wounds, hot gas, doors, breath of the people in
//! each compartment. Gives: what is breathed, structure temperatures, light, time left.
//! Layout: `class` what never changes, `gas` one room's content, `flow` between rooms and to the outside,
//! `plant` the machines, `ledger` the accounts, `read` what instruments and people may read.
//! Law: `docs/laws/air.md`.

use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::id::{CompartmentId, LoadId, PersonId, Table};
use crate::order::Reason;
use crate::world::{Given, Tick, World};
use serde::{Deserialize, Serialize};

mod class;
mod gas;
mod ledger;
mod read;

pub use class::{Class, Initial, InitialRoom, Leak, Lighting, Plant};
pub use gas::{Gas, Room};
pub use ledger::Ledger;
pub use read::{Breath, TimeLeft};

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Air {
    /// What is in each compartment.
    pub room: Table<CompartmentId, Room>,
    /// Each plant of the class, in order.
    pub plant: Vec<PlantState>,
    /// Temperature that plants hold, K.
    pub set_temperature_k: f64,
    /// What came into the ship's air and went out of it since the start.
    pub ledger: Ledger,
}

/// A life-support plant now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlantState {
    /// Switched on.
    pub on: bool,
    /// Oxygen left, mol.
    pub oxygen_mol: f64,
    /// Nitrogen left, mol.
    pub nitrogen_mol: f64,
    /// Heat that the thermostat asks for, W; negative to cool.
    pub climate_wanted_w: f64,
    /// Share of full function of the fan when last looked at, 0..=1.
    pub fan: f64,
    /// Share of full function of the scrubber, 0..=1.
    pub scrubber: f64,
    /// Why it stands so.
    pub cause: crate::Cause,
}

/// What can be ordered here. Every variant is struct-like (braces even when empty).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// Start or stop a plant, named by its fan.
    RunPlant {
        /// Its fan.
        fan_load: LoadId,
        /// Start, or stop.
        on: bool,
    },
    /// Shut the duct dampers of a compartment, or open them: shut, no plant reaches it and nothing spreads from it.
    SetVents {
        /// Which.
        compartment: CompartmentId,
        /// Open, or shut.
        open: bool,
    },
    /// Temperature that plants are to hold.
    SetTemperature {
        /// 278 to 308 K.
        temperature_k: f64,
    },
}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A plant no longer moves air.
    PlantStopped {
        /// Its fan.
        fan_load: LoadId,
    },
    /// A plant moves air again.
    PlantStarted {
        /// Its fan.
        fan_load: LoadId,
    },
    /// A plant's oxygen is spent.
    OxygenSpent {
        /// Its fan.
        fan_load: LoadId,
    },
    /// The dampers of a compartment were shut or opened.
    VentsSet {
        /// Which.
        compartment: CompartmentId,
        /// Open.
        open: bool,
    },
    /// What a compartment holds has crossed a limit.
    AirChanged {
        /// Which.
        compartment: CompartmentId,
        /// From.
        from: Condition,
        /// To.
        to: Condition,
    },
}

/// What is worst about a compartment's air.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Fit to live in.
    #[default]
    Good,
    /// Carbon dioxide above 2 kPa.
    Stale,
    /// Below 278 K.
    Cold,
    /// Above 313 K.
    Hot,
    /// Oxygen below 14 kPa.
    Thin,
    /// Above 373 K.
    Scorching,
    /// Pressure below 20 kPa.
    Vented,
}

impl Air {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(_class: &ShipClass, _scenario: &Scenario) -> Self {
        Self::default()
    }

    /// What it wants of the grid.
    pub fn demand(&self, _flows: &mut Flows, _cx: &Tick<'_>) {}

    /// Carries out an order that passed [`check`].
    pub fn apply(&mut self, _order: &Order, _given: Given, _flows: &mut Flows, _cx: &mut Tick<'_>) {}

    /// One tick.
    pub fn step(
        &mut self,
        _deckplan: &crate::deckplan::Deckplan,
        _crew: &crate::crew::Crew,
        _flows: &mut Flows,
        _cx: &mut Tick<'_>,
    ) {
    }
}

/// Whether an order would be kept now.
///
/// # Errors
/// The reason against it.
pub fn check(_world: &World, _by: PersonId, _order: &Order) -> Result<(), Reason> {
    Ok(())
}
