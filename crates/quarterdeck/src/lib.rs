//! The parts of the binary that its tests reach as well.
pub mod validate;
