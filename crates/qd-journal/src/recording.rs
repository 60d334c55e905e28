//! Reading, of closed recordings and of journals whose writer died. What is intact is recovered, what is not
//! is named in [`Recording::damage`], and the file is never written to.

use crate::checksum::{checksum, read};
use crate::journal::{hash_sum, order_sum, snapshot_sum};
use crate::lock::Lock;
use crate::{APPLICATION_ID, Error, FORMAT_VERSION, Heading};
use qd_sim::{Order, TICK_S};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// An order as it was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Tick in which it takes effect.
    pub tick: u32,
    /// The order.
    pub order: Order,
}

/// The world before a tick.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Tick.
    pub tick: u32,
    /// Orders kept before it.
    pub orders: u32,
    /// World and officers' memory, as [`qd_officers::Session::snapshot`] gives them.
    pub session: Vec<u8>,
    /// A few figures as JSON, for any version to show.
    pub face: String,
}

/// How a closed recording ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// Ticks made.
    pub tick: u32,
    /// Orders kept.
    pub orders: u32,
    /// State hash.
    pub hash: u64,
}

/// A recording, as far as it is intact.
#[derive(Debug)]
pub struct Recording {
    /// The file.
    pub path: PathBuf,
    /// Of what it is.
    pub heading: Heading,
    /// Its orders by number; a damaged one is absent.
    pub orders: BTreeMap<u32, Kept>,
    /// Ticks of its intact snapshots, ascending.
    pub snapshots: Vec<u32>,
    /// State hashes by tick.
    pub hashes: BTreeMap<u32, u64>,
    /// How it ends; none when its writer died or still writes.
    pub end: Option<End>,
    /// A living process writes it.
    pub being_written: bool,
    /// What is damaged, in sentences.
    pub damage: Vec<String>,
    /// Tick and number of each intact order.
    by_tick: BTreeSet<(u32, u32)>,
    connection: Connection,
}

impl Recording {
    /// Opens a recording and reads everything but its snapshots' worlds.
    ///
    /// # Errors
    /// When there is no such file, it is no recording, is of another format, or its heading is damaged.
    pub fn open(path: &Path) -> Result<Self, Error> {
        look_at_file(path)?;
        let connection = connect(path)?;
        let damaged = |reason: String| Error::Damaged { path: path.to_path_buf(), reason };
        let heading = heading(&connection).map_err(damaged)?;
        let mut damage = Vec::new();
        damage.extend(cut_short(path));
        damage.extend(integrity(&connection));
        let end = ending(&connection, &mut damage);
        let snapshots = snapshots(&connection, &mut damage);
        let at_least = end.map_or(0, |end| end.orders).max(snapshots.iter().map(|s| s.1).max().unwrap_or(0));
        let orders = orders(&connection, at_least, &mut damage);
        let hashes = hashes(&connection, &mut damage);
        let snapshots = snapshots.into_iter().map(|(tick, _)| tick).collect();
        let by_tick = orders.iter().map(|(id, kept)| (kept.tick, *id)).collect();
        let being_written = end.is_none() && Lock::is_taken(path);
        let path = path.to_path_buf();
        Ok(Self { path, heading, orders, snapshots, hashes, end, being_written, damage, by_tick, connection })
    }

    /// The last tick that is known: the end, or the last trace of a writer that died.
    #[must_use]
    pub fn last_tick(&self) -> u32 {
        let order = self.orders.values().map(|kept| kept.tick + 1).max();
        let hash = self.hashes.keys().next_back().copied();
        let snapshot = self.snapshots.last().copied();
        let trace = [order, hash, snapshot].into_iter().flatten().max().unwrap_or(0);
        self.end.map_or(trace, |end| end.tick)
    }

    /// Length, s of ship time.
    #[must_use]
    pub fn last_s(&self) -> f64 {
        f64::from(self.last_tick()) * TICK_S
    }

    /// The snapshot of that tick.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn snapshot(&self, tick: u32) -> Result<Snapshot, Error> {
        let found = snapshot(&self.connection, tick);
        found.map_err(|reason| Error::Gap { reason: format!("snapshot of tick {tick}: {reason}") })
    }

    /// The last intact snapshot at or before `tick` from which every order up to `tick` is intact.
    ///
    /// # Errors
    /// When there is none.
    pub fn start_for(&self, tick: u32) -> Result<Snapshot, Error> {
        for &start in self.snapshots.iter().rev().filter(|start| **start <= tick) {
            let Ok(snapshot) = self.snapshot(start) else { continue };
            if let Some(missing) = self.missing_between(snapshot.orders, tick) {
                let reason =
                    format!("order o:{missing} is needed to reach {:.2} s", f64::from(tick) * TICK_S);
                return Err(Error::Gap { reason });
            }
            return Ok(snapshot);
        }
        Err(Error::Gap { reason: "no intact snapshot to begin from".to_owned() })
    }

    /// The last tick that can be reached from the beginning: the end, or where the first order is missing.
    #[must_use]
    pub fn intact_until_tick(&self) -> u32 {
        let known =
            self.orders.keys().next_back().copied().unwrap_or(0).max(self.end.map_or(0, |end| end.orders));
        let missing = (1..=known).find(|id| !self.orders.contains_key(id));
        match missing {
            None => self.last_tick(),
            // It may belong to the very tick of the order before it.
            Some(id) => self.orders.range(..id).next_back().map_or(0, |(_, kept)| kept.tick),
        }
    }

    /// The orders kept for a tick, in order of number.
    #[must_use]
    pub fn orders_of(&self, tick: u32) -> Vec<Order> {
        let numbers: Vec<u32> = self.by_tick.range((tick, 0)..=(tick, u32::MAX)).map(|(_, id)| *id).collect();
        numbers.into_iter().map(|id| self.orders[&id].order.clone()).collect()
    }

    /// The first missing order after number `after` that may belong before `tick`.
    fn missing_between(&self, after: u32, tick: u32) -> Option<u32> {
        let last =
            self.orders.keys().next_back().copied().unwrap_or(0).max(self.end.map_or(0, |end| end.orders));
        for id in after + 1..=last {
            match self.orders.get(&id) {
                Some(kept) if kept.tick >= tick => return None,
                Some(_) => {}
                None => return Some(id),
            }
        }
        None
    }
}

/// SQLite calls an empty file an empty database: what is no recording is said before it is opened.
fn look_at_file(path: &Path) -> Result<(), Error> {
    let file = |source| Error::File { path: path.to_path_buf(), source };
    let not_ours =
        |reason: &str| Error::NotARecording { path: path.to_path_buf(), reason: reason.to_owned() };
    if std::fs::metadata(path).map_err(file)?.is_dir() {
        return Err(not_ours("it is a folder"));
    }
    let mut head = Vec::new();
    File::open(path).map_err(file)?.take(100).read_to_end(&mut head).map_err(file)?;
    if head.is_empty() {
        return Err(not_ours("it is empty"));
    }
    if head.len() < 100 || !head.starts_with(b"SQLite format 3\0") {
        return Err(not_ours("it is not an SQLite file"));
    }
    Ok(())
}

/// That pages are missing at the end, by what the file's own head says of its length. Pages that a killed writer
/// left beside the file, in its log, are not missing.
fn cut_short(path: &Path) -> Option<String> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if std::fs::metadata(log).is_ok_and(|data| data.len() > 0) {
        return None;
    }
    let mut head = [0; 100];
    File::open(path).ok()?.read_exact(&mut head).ok()?;
    // A page size of 65536 is written as 1.
    let page = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let whole = page * u64::from(u32::from_be_bytes([head[28], head[29], head[30], head[31]]));
    let length = std::fs::metadata(path).ok()?.len();
    (length < whole).then(|| format!("the file is cut short: {length} bytes of {whole} are there"))
}

fn connect(path: &Path) -> Result<Connection, Error> {
    let database = |source| Error::Database { path: path.to_path_buf(), source };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(database)?;
    if cut_short(path).is_some() {
        // SQLite gives up a file that lacks pages; so told, it reads those that are there. Nothing is written.
        connection.execute_batch("PRAGMA writable_schema = ON").map_err(database)?;
    }
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let application = pragma("application_id").map_err(database)?;
    if application != i64::from(APPLICATION_ID) {
        let reason = "it is another program's SQLite file".to_owned();
        return Err(Error::NotARecording { path: path.to_path_buf(), reason });
    }
    let found = u32::try_from(pragma("user_version").map_err(database)?).unwrap_or(0);
    if found != FORMAT_VERSION {
        return Err(Error::Format { path: path.to_path_buf(), found, expected: FORMAT_VERSION });
    }
    Ok(connection)
}

fn heading(connection: &Connection) -> Result<Heading, String> {
    let row = connection.query_row("SELECT json, sum FROM heading WHERE id = 1", [], |row| {
        Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(1)?))
    });
    let (json, sum) = row.map_err(|error| format!("its heading cannot be read ({error})"))?;
    if checksum(&[&json]) != read(sum) {
        return Err("its heading has changed since it was written".to_owned());
    }
    serde_json::from_slice(&json).map_err(|error| format!("its heading cannot be read ({error})"))
}

/// What SQLite itself finds wrong with the file.
fn integrity(connection: &Connection) -> Vec<String> {
    let found: Result<Vec<String>, rusqlite::Error> = connection
        .prepare("PRAGMA quick_check(5)")
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect());
    match found {
        Ok(lines) if lines == ["ok"] => Vec::new(),
        Ok(lines) => lines.into_iter().map(|line| format!("file structure: {line}")).collect(),
        Err(error) => vec![format!("file structure: {error}")],
    }
}

fn ending(connection: &Connection, damage: &mut Vec<String>) -> Option<End> {
    let found = connection
        .query_row("SELECT tick, orders, hash, sum FROM ending", [], |row| {
            let end = End { tick: row.get(0)?, orders: row.get(1)?, hash: read(row.get(2)?) };
            Ok((end, read(row.get(3)?)))
        })
        .optional();
    match found {
        Ok(None) => None,
        Ok(Some((end, sum))) if hash_sum(end.tick, end.orders, end.hash) == sum => Some(end),
        Ok(Some(_)) => {
            damage.push("the ending has changed since it was written".to_owned());
            None
        }
        Err(error) => {
            damage.push(format!("the ending cannot be read ({error})"));
            None
        }
    }
}

/// Ticks and order counts of the intact snapshots.
fn snapshots(connection: &Connection, damage: &mut Vec<String>) -> Vec<(u32, u32)> {
    let (ticks, error) = ticks(connection);
    if let Some(error) = error {
        damage.push(format!("not every snapshot can be found ({error})"));
    }
    let mut intact = Vec::new();
    for tick in ticks {
        match snapshot(connection, tick) {
            Ok(snapshot) => intact.push((tick, snapshot.orders)),
            Err(reason) => {
                damage.push(format!("the snapshot at {:.2} s {reason}", f64::from(tick) * TICK_S));
            }
        }
    }
    intact
}

/// Every snapshot's tick that can be listed, and why the list may be short.
fn ticks(connection: &Connection) -> (Vec<u32>, Option<rusqlite::Error>) {
    let mut ticks = Vec::new();
    let mut list = || -> Result<(), rusqlite::Error> {
        let mut statement = connection.prepare("SELECT tick FROM snapshots ORDER BY tick")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            ticks.push(row.get(0)?);
        }
        Ok(())
    };
    let error = list().err();
    (ticks, error)
}

fn snapshot(connection: &Connection, tick: u32) -> Result<Snapshot, String> {
    let sql = "SELECT orders, session, face, sum FROM snapshots WHERE tick = ?1";
    let row = connection.query_row(sql, [tick], |row| {
        let face: Vec<u8> = row.get(2)?;
        let sum: i64 = row.get(3)?;
        let face_text = String::from_utf8_lossy(&face).into_owned();
        let snapshot = Snapshot { tick, orders: row.get(0)?, session: row.get(1)?, face: face_text };
        Ok((snapshot, sum))
    });
    let (snapshot, sum) = row.map_err(|error| format!("cannot be read ({error})"))?;
    let found = snapshot_sum(tick, snapshot.orders, &snapshot.session, snapshot.face.as_bytes());
    if found == read(sum) { Ok(snapshot) } else { Err("has changed since it was written".to_owned()) }
}

/// Reads orders by number, past damaged ones, to the last that is known of.
fn orders(connection: &Connection, at_least: u32, damage: &mut Vec<String>) -> BTreeMap<u32, Kept> {
    let last = connection.query_row("SELECT max(id) FROM orders", [], |row| row.get::<_, Option<u32>>(0));
    let last = last.ok().flatten().unwrap_or(0).max(at_least);
    let mut orders = BTreeMap::new();
    for id in 1..=last {
        match order(connection, id) {
            Ok(kept) => {
                orders.insert(id, kept);
            }
            Err(reason) => damage.push(format!("order o:{id} {reason}")),
        }
    }
    orders
}

fn order(connection: &Connection, id: u32) -> Result<Kept, String> {
    let mut statement = connection
        .prepare_cached("SELECT tick, bytes, sum FROM orders WHERE id = ?1")
        .map_err(|error| format!("cannot be read ({error})"))?;
    let row = statement
        .query_row([id], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, i64>(2)?)));
    let (tick, bytes, sum) = row.map_err(|error| format!("cannot be read ({error})"))?;
    if order_sum(tick, id, &bytes) != read(sum) {
        return Err("has changed since it was written".to_owned());
    }
    let order = postcard::from_bytes(&bytes).map_err(|_| "is of another simulation version".to_owned())?;
    Ok(Kept { tick, order })
}

fn hashes(connection: &Connection, damage: &mut Vec<String>) -> BTreeMap<u32, u64> {
    let mut hashes = BTreeMap::new();
    let mut changed = Vec::new();
    let mut list = || -> Result<(), rusqlite::Error> {
        let mut statement = connection.prepare("SELECT tick, hash, sum FROM hashes ORDER BY tick")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (tick, hash) = (row.get(0)?, read(row.get(1)?));
            if hash_sum(tick, 0, hash) == read(row.get(2)?) {
                hashes.insert(tick, hash);
            } else {
                changed.push(format!(
                    "the state hash at {:.2} s has changed since it was written",
                    f64::from(tick) * TICK_S
                ));
            }
        }
        Ok(())
    };
    if let Err(error) = list() {
        damage.push(format!("not every state hash can be read ({error})"));
    }
    damage.append(&mut changed);
    hashes
}
