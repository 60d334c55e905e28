//! The officers who hold every seat no one takes, and the session driver.
//!
//! An officer is a function from a view and a memory to acts; [`Session`] is the one driver of a world that
//! `run`, `watch` and the journal share. Layout: `officer` picks the procedures that apply; `mind` is what an
//! officer has while thinking; `voice` and `directives` are how they talk and take orders; `captain`, `helm`,
//! `engineering`, `ignition`, `volunteers`, `support` are the steps that procedures name.

mod captain;
mod directives;
mod engineering;
mod helm;
mod ignition;
pub mod mind;
pub mod officer;
pub mod session;
mod support;
mod voice;
mod volunteers;

pub use mind::Memory;
pub use qd_sim::procedure::Role;
pub use session::{Giver, Keep, OfficerSet, Session, Ticked};
