//! Procedures: what officers know how to do, as data of the ship class. Symptom, checks, actions, roles,
//! abort-if; never names, times or scenario facts.

use serde::{Deserialize, Serialize};

/// One procedure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Key of the procedure.
    pub key: String,
    /// Whose it is: the role of the seat (`captain`, `helm`, `engineering`, `operations`, `medical`).
    pub role: String,
    /// All must hold for it to apply, as predicates over readings: `core-alignment above 2.0`.
    pub symptom: Vec<String>,
    /// The steps in order, in the words of `qd-officers`.
    pub actions: Vec<String>,
    /// Any of these ends it.
    #[serde(default)]
    pub abort_if: Vec<String>,
}
