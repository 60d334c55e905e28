//! Who is writing a journal: a lock on a file beside it, held by the system for as long as the writer lives.
//!
//! A file of its own, and not SQLite's lock, because a resumption reads the journal while it holds it, and because
//! a reader must be able to tell a writer that lives from one that died. A lock left by a killed writer is free.

use crate::Error;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// The right to write one journal. Let go when dropped, and by the system when the process dies.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    /// Locked as long as it is open.
    _file: File,
}

impl Lock {
    /// Takes it.
    ///
    /// # Errors
    /// [`Error::BeingWritten`] when another process has it; what the system says when the file cannot be made.
    pub(crate) fn take(journal: &Path) -> Result<Self, Error> {
        let path = beside(journal, "-lock");
        let failed = |source| Error::File { path: journal.to_path_buf(), source };
        let file = File::options().write(true).create(true).truncate(false).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { path, _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::BeingWritten(journal.to_path_buf())),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }

    /// True while a living process has it.
    pub(crate) fn is_taken(journal: &Path) -> bool {
        let Ok(file) = File::open(beside(journal, "-lock")) else { return false };
        matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Left behind it would do no harm: only a held lock counts.
        let _ = fs::remove_file(&self.path);
    }
}

/// The file beside a journal whose name ends in `suffix`.
pub(crate) fn beside(journal: &Path, suffix: &str) -> PathBuf {
    let mut name = journal.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
