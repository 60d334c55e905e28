//! What a seat or a person may know: readings, people, calls, orders. Filled by pure functions over the world,
//! each beside its department; only what instruments and people know, never the truth.

use crate::id::{PersonId, SeatId};
use serde::{Deserialize, Serialize};

/// What one person at one console knows now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Now.
    pub tick: u32,
    /// The chair.
    pub seat: SeatId,
    /// Who sits there.
    pub holder_person: PersonId,
}
