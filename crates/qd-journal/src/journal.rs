//! Writing. An order is committed before it is answered.
//!
//! Write-ahead log with `synchronous = NORMAL`: a commit is in the operating system's hands before it
//! returns, so it outlives the death of this process; a power cut may cost the last moments, never the file.

use crate::checksum::{checksum, stored};
use crate::lock::{Lock, beside};
use crate::{APPLICATION_ID, Error, FORMAT_VERSION, Heading};
use crate::{HASH_TICKS, SNAPSHOT_TICKS};
use qd_officers::{Keep, Session};
use qd_sim::Order;
use qd_sim::order::Reason;
use rusqlite::{Connection, OpenFlags, params};
use std::fs;
use std::path::{Path, PathBuf};

const TABLES: &str = "
    CREATE TABLE heading (id INTEGER PRIMARY KEY, json BLOB NOT NULL, sum INTEGER NOT NULL) STRICT;
    CREATE TABLE orders (id INTEGER PRIMARY KEY, tick INTEGER NOT NULL, bytes BLOB NOT NULL,
        sum INTEGER NOT NULL) STRICT;
    CREATE TABLE snapshots (tick INTEGER PRIMARY KEY, orders INTEGER NOT NULL, session BLOB NOT NULL,
        face BLOB NOT NULL, sum INTEGER NOT NULL) STRICT;
    CREATE TABLE hashes (tick INTEGER PRIMARY KEY, hash INTEGER NOT NULL, sum INTEGER NOT NULL) STRICT;
    CREATE TABLE ending (tick INTEGER PRIMARY KEY, orders INTEGER NOT NULL, hash INTEGER NOT NULL,
        sum INTEGER NOT NULL) STRICT;
";

/// A journal being written.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    connection: Connection,
    /// Orders kept so far.
    orders: u32,
    /// Why an order could not be kept: nothing may be kept after it.
    broken: Option<Error>,
    /// After the connection, so that it is let go last.
    _lock: Lock,
}

impl Journal {
    /// Begins a new journal with its first snapshot; `face` as in [`Journal::observe`]. The file appears whole
    /// under its name or not at all: a process that dies before has kept nothing and leaves nothing in the way.
    ///
    /// # Errors
    /// [`Error::Exists`] when the file is there already (it is left alone), [`Error::BeingWritten`]; otherwise
    /// what system and database say.
    pub fn create(
        path: &Path,
        heading: &Heading,
        session: &Session,
        face: impl FnOnce() -> String,
    ) -> Result<Self, Error> {
        if path.exists() {
            let error = if Lock::is_taken(path) { Error::BeingWritten } else { Error::Exists };
            return Err(error(path.to_path_buf()));
        }
        let lock = Lock::take(path)?;
        let draft = beside(path, "-new");
        let file = |source| Error::File { path: path.to_path_buf(), source };
        // Of a process that died here before.
        if draft.exists() {
            fs::remove_file(&draft).map_err(file)?;
        }
        prepare(&draft, heading).map_err(|source| Error::Database { path: path.to_path_buf(), source })?;
        let begun = publish(&draft, path).and_then(|()| Self::reopen(path, 0, lock));
        // Once it stands under its own name too, the draft is one name too many.
        let _ = fs::remove_file(&draft);
        let mut journal = begun?;
        journal.observe(session, face)?;
        Ok(journal)
    }

    /// Goes on with a journal after `orders` orders.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) fn reopen(path: &Path, orders: u32, lock: Lock) -> Result<Self, Error> {
        let database = |source| Error::Database { path: path.to_path_buf(), source };
        let connection = connect(path).map_err(database)?;
        connection.pragma_update(None, "journal_mode", "WAL").map_err(database)?;
        connection.pragma_update(None, "synchronous", "NORMAL").map_err(database)?;
        Ok(Self { path: path.to_path_buf(), connection, orders, broken: None, _lock: lock })
    }

    /// Keeps an order. When this returns, it survives the death of the process.
    ///
    /// # Errors
    /// What the database says; then it is not kept.
    pub fn keep_order(&mut self, tick: u32, order: &Order) -> Result<(), Error> {
        let bytes = postcard::to_stdvec(order).expect("plain data always serialises");
        let sum = stored(order_sum(tick, order.id.0, &bytes));
        self.execute("INSERT INTO orders VALUES (?1, ?2, ?3, ?4)", params![order.id.0, tick, bytes, sum])?;
        self.orders += 1;
        Ok(())
    }

    /// Called before every tick: notes the state hash each second and the session, with the officers' memory,
    /// each 30 s. `face` is JSON of a few figures that any later version of the program can still show.
    ///
    /// # Errors
    /// What the database says, also what it said when an order could not be kept.
    pub fn observe(&mut self, session: &Session, face: impl FnOnce() -> String) -> Result<(), Error> {
        if let Some(error) = self.broken.take() {
            return Err(error);
        }
        let tick = session.world.tick;
        if tick.is_multiple_of(HASH_TICKS) {
            let session_hash = session.world.hash();
            let hash = stored(session_hash);
            let sum = stored(hash_sum(tick, 0, session_hash));
            self.execute("INSERT OR REPLACE INTO hashes VALUES (?1, ?2, ?3)", params![tick, hash, sum])?;
        }
        if tick.is_multiple_of(SNAPSHOT_TICKS) {
            let (bytes, face) = (session.snapshot(), face());
            // Orders that wait were kept already, but belong to this tick and not before it.
            let waiting = u32::try_from(session.pending().len()).expect("few orders a tick");
            let orders = self.orders - waiting;
            let sum = stored(snapshot_sum(tick, orders, &bytes, face.as_bytes()));
            self.execute(
                "INSERT OR REPLACE INTO snapshots VALUES (?1, ?2, ?3, ?4, ?5)",
                params![tick, orders, bytes, face.as_bytes(), sum],
            )?;
        }
        Ok(())
    }

    /// Ends the journal: the file alone, without side files, is the recording once nobody reads it.
    ///
    /// # Errors
    /// What the database says.
    pub fn close(self, tick: u32, hash: u64) -> Result<(), Error> {
        let orders = self.orders;
        self.execute(
            "INSERT OR REPLACE INTO ending VALUES (?1, ?2, ?3, ?4)",
            params![tick, orders, stored(hash), stored(hash_sum(tick, orders, hash))],
        )?;
        match self.connection.pragma_update(None, "journal_mode", "DELETE") {
            Err(source) if source.sqlite_error_code() != Some(rusqlite::ErrorCode::DatabaseBusy) => {
                Err(Error::Database { path: self.path, source })
            }
            // Somebody reads it just now. The ending is kept; the side files go with the last reader.
            _ => Ok(()),
        }
    }

    /// Orders kept so far.
    #[must_use]
    pub fn orders(&self) -> u32 {
        self.orders
    }

    fn execute(&self, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<(), Error> {
        let done = self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(values));
        done.map(|_| ()).map_err(|source| Error::Database { path: self.path.clone(), source })
    }
}

impl Keep for Journal {
    fn keep(&mut self, tick: u32, order: &Order) -> Result<(), Reason> {
        let broken = || Reason::new("not_kept", "the journal cannot be written; the run stops");
        if self.broken.is_some() {
            return Err(broken());
        }
        self.keep_order(tick, order).map_err(|error| {
            self.broken = Some(error);
            broken()
        })
    }
}

fn connect(path: &Path) -> Result<Connection, rusqlite::Error> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags)
}

/// Tables and heading, in a file that nobody looks at yet.
fn prepare(draft: &Path, heading: &Heading) -> Result<(), rusqlite::Error> {
    let connection = connect(draft)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", FORMAT_VERSION)?;
    connection.execute_batch(TABLES)?;
    let json = serde_json::to_vec(heading).expect("plain data always serialises");
    let sum = stored(checksum(&[&json]));
    connection.execute("INSERT INTO heading VALUES (1, ?1, ?2)", params![json, sum])?;
    connection.close().map_err(|(_, error)| error)
}

/// Gives a finished draft its name, and fails if the name is taken.
fn publish(draft: &Path, path: &Path) -> Result<(), Error> {
    match fs::hard_link(draft, path) {
        Ok(()) => Ok(()),
        Err(source) if source.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(Error::Exists(path.to_path_buf()))
        }
        // A file system without second names. Under the lock nobody else makes the file in between.
        Err(_) => fs::rename(draft, path).map_err(|source| Error::File { path: path.to_path_buf(), source }),
    }
}

/// Checksum of an order's row.
pub(crate) fn order_sum(tick: u32, id: u32, bytes: &[u8]) -> u64 {
    checksum(&[&tick.to_le_bytes(), &id.to_le_bytes(), bytes])
}

/// Checksum of a snapshot's row.
pub(crate) fn snapshot_sum(tick: u32, orders: u32, session: &[u8], face: &[u8]) -> u64 {
    checksum(&[&tick.to_le_bytes(), &orders.to_le_bytes(), session, face])
}

/// Checksum of a state hash's row; `orders` is 0 but for the ending.
pub(crate) fn hash_sum(tick: u32, orders: u32, hash: u64) -> u64 {
    checksum(&[&tick.to_le_bytes(), &orders.to_le_bytes(), &hash.to_le_bytes()])
}
