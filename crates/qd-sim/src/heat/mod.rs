//! The skin: entry heating, radiative cooling, conduction inward, burn-through.
//!
//! Law: `docs/laws/heat.md`.

use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::id::{Table, ZoneId};
use crate::world::Tick;
use serde::{Deserialize, Serialize};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Every zone of the skin.
    pub zone: Table<ZoneId, Zone>,
}

/// A zone of the skin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Heat {}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {}

impl Heat {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(_class: &ShipClass, _scenario: &Scenario) -> Self {
        Self::default()
    }

    /// One tick.
    pub fn step(&mut self, _flows: &mut Flows, _cx: &mut Tick<'_>) {}
}
