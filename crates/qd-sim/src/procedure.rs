//! Procedures: what officers know how to do, as data of the ship class. Symptom, checks, actions, roles,
//! abort-if; never names, times or scenario facts.

use serde::{Deserialize, Serialize};

/// Whose work it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Decides.
    Captain,
    /// Flies.
    Helm,
    /// Power and core.
    Engineering,
    /// Allocation, doors, people's places.
    Operations,
    /// Casualties.
    Medical,
}

/// One procedure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Key of the procedure.
    pub key: String,
    /// Whose it is.
    pub role: Role,
    /// All must hold for it to apply, as predicates over readings: `core-alignment above 2.0`.
    pub symptom: Vec<String>,
    /// The steps in order, in the words of `qd-officers`.
    pub actions: Vec<String>,
    /// Any of these ends it.
    #[serde(default)]
    pub abort_if: Vec<String>,
}
