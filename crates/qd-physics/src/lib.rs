//! Laws of nature and of the human body: pure functions, SI units, no state.
//!
//! Every function states units, valid range and source. Out of range is an error ([`error::PhysicsError`]),
//! never a silent extrapolation. Transcendental functions come from `libm`, so that every machine gives the
//! same bits. Which quantity of the reference files is computed where: `docs/laws/reference.md`.

pub mod aerodynamics;
pub mod atmosphere;
pub mod constants;
pub mod dispatch;
pub mod entry;
pub mod error;
pub mod gravity;
pub mod heat;
pub mod integrate;
pub mod network;
