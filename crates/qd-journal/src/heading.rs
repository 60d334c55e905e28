//! Of what a recording is: everything a replay needs besides the orders.

use crate::checksum::checksum;
use qd_sim::{SIMULATION_VERSION, ShipClass};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Of what a recording is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    /// Version of the laws it was recorded under.
    pub simulation_version: u32,
    /// Checksum of ship class, scenario and names.
    pub content_hash: u64,
    /// The ship class as JSON.
    pub class: String,
    /// The scenario as JSON.
    pub scenario: String,
    /// What people and ships are called, as JSON of the content crate.
    pub names: String,
    /// Key of the scenario.
    pub scenario_key: String,
    /// Chapter at which the run begins.
    pub chapter: String,
    /// Seed.
    pub seed: u64,
    /// Seats held by officers.
    pub officers: Vec<String>,
}

impl Heading {
    /// A heading of this simulation version, with its content hash.
    #[must_use]
    pub fn new(class: String, scenario: String, names: String) -> Self {
        let mut heading = Self {
            simulation_version: SIMULATION_VERSION,
            content_hash: 0,
            class,
            scenario,
            names,
            scenario_key: String::new(),
            chapter: String::new(),
            seed: 0,
            officers: Vec::new(),
        };
        heading.content_hash = heading.sum();
        heading
    }

    /// Checksum of ship class, scenario and names.
    #[must_use]
    pub fn sum(&self) -> u64 {
        checksum(&[self.class.as_bytes(), self.scenario.as_bytes(), self.names.as_bytes()])
    }

    /// The ship class.
    ///
    /// # Errors
    /// When it was written by a version that knew other fields.
    pub fn ship_class(&self) -> Result<Arc<ShipClass>, serde_json::Error> {
        serde_json::from_str(&self.class).map(Arc::new)
    }
}
