//! An officer: a pure function from what a seat knows, and what its holder remembers, to acts.

use qd_sim::order::{Act, Reason};
pub use qd_sim::procedure::Role;
use qd_sim::view::View;
use qd_sim::{PersonId, ShipClass};
use serde::{Deserialize, Serialize};

/// What an officer remembers of the watch so far. It belongs to the chair: whoever takes the chair reads its log.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Who sat here last time.
    pub person: Option<PersonId>,
    /// Acts that were rejected since the last thought, with the reasons.
    pub rejected: Vec<(Act, Reason)>,
}

/// One thought: what to do now.
pub fn think(_class: &ShipClass, _role: Role, view: &View, memory: &mut Memory, _acts: &mut Vec<Act>) {
    memory.person = view.person;
}
