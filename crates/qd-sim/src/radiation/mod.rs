//! Dose rates in every compartment from the sources in all of them, through doors and bulkheads.
//!
//! Law: `docs/laws/radiation.md`.

use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::world::Tick;
use serde::{Deserialize, Serialize};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Radiation {}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {}

impl Radiation {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(_class: &ShipClass, _scenario: &Scenario) -> Self {
        Self::default()
    }

    /// One tick.
    pub fn step(
        &mut self,
        _deckplan: &crate::deckplan::Deckplan,
        _air: &crate::air::Air,
        _flows: &mut Flows,
        _cx: &mut Tick<'_>,
    ) {
    }
}
