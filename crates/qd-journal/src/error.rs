//! What can go wrong with a journal, each with the file it concerns.

use std::path::PathBuf;

/// Why a journal cannot be written or a recording cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A recording is never overwritten.
    #[error("{}: exists already; a recording is not overwritten: name another file, or remove it first", .0.display())]
    Exists(PathBuf),
    /// Somebody writes it now.
    #[error("{}: another process is writing it; wait until its run ends, or name another file", .0.display())]
    BeingWritten(PathBuf),
    /// A run that has ended has nothing to go on with.
    #[error("{}: the run it holds has ended; there is nothing to go on with", .0.display())]
    Ended(PathBuf),
    /// No such file, or not readable.
    #[error("cannot open {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Not one of ours.
    #[error("{}: not a recording: {reason}", path.display())]
    NotARecording {
        /// The file.
        path: PathBuf,
        /// What was found instead.
        reason: String,
    },
    /// Tables of another version.
    #[error("{}: recording of format {found}, this program reads format {expected}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// Ours.
        expected: u32,
    },
    /// So damaged that nothing can be shown.
    #[error("{}: damaged beyond use: {reason}; the file is kept as it is", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is missing.
        reason: String,
    },
    /// Recorded under other laws.
    #[error(
        "recorded by simulation version {found}, this is version {expected}: \
         it can be viewed from its snapshots, not replayed or verified"
    )]
    Version {
        /// Its version.
        found: u32,
        /// Ours.
        expected: u32,
    },
    /// A time outside the recording.
    #[error("the recording ends at {end_s:.2} s; there is no {asked_s:.2} s in it")]
    Beyond {
        /// Asked, s.
        asked_s: f64,
        /// End, s.
        end_s: f64,
    },
    /// No intact way to that time.
    #[error("the recording is damaged: {reason}")]
    Gap {
        /// What is missing.
        reason: String,
    },
    /// The same orders gave another world.
    #[error("diverged at {t_s:.2} s: the recording has hash {expected:016x}, the replay {found:016x}")]
    Diverged {
        /// Ship time, s.
        t_s: f64,
        /// As recorded.
        expected: u64,
        /// As replayed.
        found: u64,
    },
    /// What the database says.
    #[error("{}: the database fails", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}
