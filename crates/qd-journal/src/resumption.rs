//! Going on with a run whose process died: from the last snapshot with the officers' memory, through every order
//! that was kept, to where the journal ends; from there it goes on as if nothing had happened.

use crate::lock::Lock;
use crate::replay::{class, compare, same_version};
use crate::{Error, HASH_TICKS, Journal, Recording};
use qd_officers::{Session, Ticked};
use qd_sim::TICK_S;
use std::path::Path;

/// A session on its way back to where its journal ends.
#[derive(Debug)]
pub struct Resumption {
    /// The session.
    pub session: Session,
    /// Its journal, open again.
    pub journal: Journal,
    /// What was found in it.
    pub recording: Recording,
}

impl Resumption {
    /// Stands at the last snapshot; from here on nobody else can go on with it.
    ///
    /// # Errors
    /// A recording that is closed, damaged, of another simulation version, or being written by another process.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let lock = Lock::take(path)?;
        let recording = Recording::open(path)?;
        same_version(&recording)?;
        if recording.end.is_some() {
            return Err(Error::Ended(recording.path));
        }
        if let Some(reason) = recording.damage.first() {
            return Err(Error::Gap { reason: reason.clone() });
        }
        let class = class(&recording)?;
        let start = recording.start_for(recording.last_tick())?;
        let session = Session::restore(&class, &start.session).map_err(|error| Error::Gap {
            reason: format!(
                "the snapshot at {:.2} s cannot be restored ({error})",
                f64::from(start.tick) * TICK_S
            ),
        })?;
        let orders = u32::try_from(recording.orders.len()).expect("orders have 32-bit numbers");
        let journal = Journal::reopen(path, orders, lock)?;
        Ok(Self { session, journal, recording })
    }

    /// True where the journal ends: from here the session goes on by itself.
    #[must_use]
    pub fn caught_up(&self) -> bool {
        self.session.world.tick >= self.recording.last_tick()
    }

    /// One tick that was journaled.
    ///
    /// # Errors
    /// A state hash that differs from the journaled one.
    pub fn tick(&mut self) -> Result<Ticked, Error> {
        let tick = self.session.world.tick;
        if tick.is_multiple_of(HASH_TICKS) {
            compare(self.recording.hashes.get(&tick).copied(), &self.session.world)?;
        }
        Ok(self.session.tick_again(&self.recording.orders_of(tick), &mut self.journal))
    }
}
