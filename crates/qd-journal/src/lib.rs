//! The journal of a run: one SQLite file that holds what the ship is, how she was found, every order as it was
//! kept, snapshots with the officers' memory, and state hashes. Closed, it is a recording.
//!
//! Layout: `heading` says of what a recording is; `journal` writes, `recording` reads and names what is
//! damaged; `replay` runs the orders again and compares hashes; `resumption` goes on where a writer died; `lock` keeps two writers
//! apart; `checksum` and `error` serve them.
//!
//! Deliberately absent: events. They follow from the heading and the orders, so a replay makes them anew.

mod checksum;
mod error;
mod heading;
mod journal;
mod lock;
mod recording;
mod replay;
mod resumption;
#[cfg(test)]
mod tests;

pub use checksum::checksum;
pub use error::Error;
pub use heading::Heading;
pub use journal::Journal;
pub use recording::{End, Kept, Recording, Snapshot};
pub use replay::{Replay, Verified};
pub use resumption::Resumption;

/// Version of the file's tables.
pub const FORMAT_VERSION: u32 = 2;
/// Marks the file as ours: `QDJ1` in the SQLite header.
pub const APPLICATION_ID: i32 = 0x5144_4a31;
/// Ticks between snapshots: 30 s of ship time.
pub const SNAPSHOT_TICKS: u32 = 30 * qd_sim::TICKS_PER_SECOND;
/// Ticks between state hashes: 1 s of ship time.
pub const HASH_TICKS: u32 = qd_sim::TICKS_PER_SECOND;

/// True while a living process writes the journal at `path`.
#[must_use]
pub fn is_being_written(path: &std::path::Path) -> bool {
    lock::Lock::is_taken(path)
}
