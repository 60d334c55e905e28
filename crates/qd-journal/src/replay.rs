//! Running a recording again: its orders, no officer. Same laws, same orders, same bits.

use crate::{Error, HASH_TICKS, Recording};
use qd_officers::Session;
use qd_sim::{Event, SIMULATION_VERSION, ShipClass, TICK_S, World};
use std::sync::Arc;

/// A world that walks through a recording.
#[derive(Debug)]
pub struct Replay<'a> {
    /// The world now.
    pub world: World,
    recording: &'a Recording,
}

/// What a verification found right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Ticks replayed.
    pub ticks: u32,
    /// Orders applied.
    pub orders: u32,
    /// State hashes compared.
    pub hashes: u32,
    /// The last state hash.
    pub hash: u64,
}

impl<'a> Replay<'a> {
    /// The world of the recording before `tick`.
    ///
    /// # Errors
    /// A recording of another simulation version, a tick beyond its end, damage in the way.
    pub fn at(recording: &'a Recording, tick: u32) -> Result<Self, Error> {
        same_version(recording)?;
        if tick > recording.last_tick() {
            return Err(Error::Beyond { asked_s: f64::from(tick) * TICK_S, end_s: recording.last_s() });
        }
        let class = class(recording)?;
        let start = recording.start_for(tick)?;
        let session = Session::restore(&class, &start.session).map_err(|error| Error::Gap {
            reason: format!(
                "the snapshot at {:.2} s cannot be restored ({error})",
                f64::from(start.tick) * TICK_S
            ),
        })?;
        let mut replay = Self { world: session.world, recording };
        while replay.world.tick < tick {
            replay.step();
        }
        Ok(replay)
    }

    /// One tick with the orders that were kept for it.
    pub fn step(&mut self) -> Vec<Event> {
        let orders = self.recording.orders_of(self.world.tick);
        self.world.step(&orders)
    }

    /// True at the end of the recording.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.world.tick >= self.recording.last_tick()
    }

    /// Replays everything from the beginning and compares every state hash.
    ///
    /// # Errors
    /// The first hash that differs, damage, another simulation version.
    pub fn verify(recording: &'a Recording) -> Result<Verified, Error> {
        let mut replay = Self::at(recording, 0)?;
        // Damage anywhere is in the way of the whole: said before the work.
        if let Some(reason) = recording.damage.first() {
            return Err(Error::Gap { reason: reason.clone() });
        }
        let mut hashes = 0;
        loop {
            let tick = replay.world.tick;
            if tick.is_multiple_of(HASH_TICKS) {
                hashes += compare(recording.hashes.get(&tick).copied(), &replay.world)?;
            }
            if replay.ended() {
                break;
            }
            replay.step();
        }
        hashes += compare(recording.end.map(|end| end.hash), &replay.world)?;
        let orders = u32::try_from(recording.orders.len()).expect("orders have 32-bit numbers");
        Ok(Verified { ticks: replay.world.tick, orders, hashes, hash: replay.world.hash() })
    }
}

/// Compares with the recorded hash, if there is one; gives how many were compared.
pub(crate) fn compare(expected: Option<u64>, world: &World) -> Result<u32, Error> {
    let Some(expected) = expected else { return Ok(0) };
    let found = world.hash();
    if found == expected {
        return Ok(1);
    }
    Err(Error::Diverged { t_s: f64::from(world.tick) * TICK_S, expected, found })
}

pub(crate) fn same_version(recording: &Recording) -> Result<(), Error> {
    let found = recording.heading.simulation_version;
    if found == SIMULATION_VERSION {
        return Ok(());
    }
    Err(Error::Version { found, expected: SIMULATION_VERSION })
}

pub(crate) fn class(recording: &Recording) -> Result<Arc<ShipClass>, Error> {
    let damaged = |reason: String| Error::Damaged { path: recording.path.clone(), reason };
    if recording.heading.sum() != recording.heading.content_hash {
        return Err(damaged("its content does not match its content hash".to_owned()));
    }
    recording
        .heading
        .ship_class()
        .map_err(|error| damaged(format!("its ship class cannot be read ({error})")))
}
