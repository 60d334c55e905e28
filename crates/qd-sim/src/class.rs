//! What never changes about a ship, and how a scenario finds her. Both come from TOML by way of `qd-content`;
//! neither is part of a snapshot.

use serde::{Deserialize, Serialize};

/// A ship class: immutable, outside snapshots, inside recordings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each names its department")]
pub struct ShipClass {
    /// Key of the class.
    pub key: String,
    /// What people call the class.
    pub name: String,
    pub deckplan: crate::deckplan::Class,
    pub power: crate::power::Class,
    pub core: crate::core::Class,
    pub radiation: crate::radiation::Class,
    pub engines: crate::engines::Class,
    pub shields: crate::shields::Class,
    pub flight: crate::flight::Class,
    pub hull: crate::hull::Class,
    pub heat: crate::heat::Class,
    pub air: crate::air::Class,
    pub crew: crate::crew::Class,
    pub instruments: crate::instruments::Class,
    pub comms: crate::comms::Class,
    pub command: crate::command::Class,
    /// What officers know how to do.
    pub procedure: Vec<crate::procedure::Procedure>,
}

/// An initial state. Causes only: what is wrong at the start, never what shall happen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each names its department")]
pub struct Scenario {
    /// Key of the scenario.
    pub key: String,
    /// Chapter at which the run begins.
    pub chapter: String,
    /// The scenario in three sentences.
    pub summary: String,
    /// Longest time a run may take, s.
    pub limit_s: f64,
    pub power: crate::power::Initial,
    pub core: crate::core::Initial,
    pub engines: crate::engines::Initial,
    pub shields: crate::shields::Initial,
    pub flight: crate::flight::Initial,
    pub hull: crate::hull::Initial,
    pub heat: crate::heat::Initial,
    pub air: crate::air::Initial,
    pub deckplan: crate::deckplan::Initial,
    pub crew: crate::crew::Initial,
    pub instruments: crate::instruments::Initial,
    pub comms: crate::comms::Initial,
    pub command: crate::command::Initial,
}
