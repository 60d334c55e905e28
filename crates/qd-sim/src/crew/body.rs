//! What a body is and how it fares.

use serde::{Deserialize, Serialize};

/// A body.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {}
