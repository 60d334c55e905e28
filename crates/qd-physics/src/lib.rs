//! Laws of nature and of the human body: pure functions, SI units, no state.
//!
//! Every function states units, valid range and source. Out of range is an error ([`error::PhysicsError`]),
//! never a silent extrapolation. Transcendental functions come from `libm`, so that every machine gives the
//! same bits. Which quantity of the reference files is computed where: `docs/laws/reference.md`.

pub mod aerodynamics;
pub mod atmosphere;
pub mod blast;
pub mod constants;
mod curve;
pub mod dispatch;
pub mod dose_response;
pub mod entry;
pub mod error;
pub mod gas;
pub mod gravity;
pub mod heat;
pub mod hypoxia;
pub mod integrate;
pub mod metabolism;
pub mod network;
pub mod radiation;
mod radiation_table;
pub mod thermal_body;
pub mod trauma;
