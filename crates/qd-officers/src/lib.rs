//! The officers who hold every seat no one takes, and the session driver.
//!
//! An officer is a function from a view and a memory to acts; [`Session`] is the one driver of a world that
//! `run`, `watch` and the journal share.

pub mod officer;
pub mod session;

pub use officer::{Memory, Role};
pub use session::{Giver, Keep, OfficerSet, Session, Ticked};
