//! Ship time against real time. The ship has no clock but her ticks; this is the one place that looks at one.

#![allow(clippy::disallowed_methods, reason = "pacing is the marked exception: it decides when, never what")]

use qd_sim::TICKS_PER_SECOND;
use std::time::{Duration, Instant};

/// Slowest and fastest that can be chosen, times real time.
pub const SPEED_LIMITS: (f64, f64) = (0.1, 1_000.0);
/// Most ticks made at once: a machine that slept does not race to catch up.
const TICKS_MAX: u32 = 400;

/// How fast ship time goes.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Times real time.
    pub speed: f64,
    /// Standing still.
    pub paused: bool,
    since: Instant,
    owed_ticks: f64,
}

impl Pace {
    /// Begins now.
    #[must_use]
    pub fn new(speed: f64) -> Self {
        Self { speed, paused: false, since: Instant::now(), owed_ticks: 0.0 }
    }

    /// How many ticks are due since this was last asked.
    pub fn due(&mut self) -> u32 {
        let now = Instant::now();
        let passed_s = (now - self.since).as_secs_f64();
        self.since = now;
        if self.paused {
            return 0;
        }
        self.owed_ticks += passed_s * self.speed * f64::from(TICKS_PER_SECOND);
        let due = self.owed_ticks.floor().min(f64::from(TICKS_MAX)) as u32;
        self.owed_ticks = (self.owed_ticks - f64::from(due)).min(1.0);
        due
    }

    /// How long to wait for something to do.
    #[must_use]
    pub fn wait(&self) -> Duration {
        let tick_s = 1.0 / (self.speed * f64::from(TICKS_PER_SECOND));
        Duration::from_secs_f64(tick_s.clamp(0.01, 0.1))
    }

    /// Faster or slower by a factor, within the limits.
    pub fn scale(&mut self, factor: f64) {
        self.speed = (self.speed * factor).clamp(SPEED_LIMITS.0, SPEED_LIMITS.1);
    }
}

/// Parses a speed.
///
/// # Errors
/// A sentence.
pub fn speed(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(speed) if (SPEED_LIMITS.0..=SPEED_LIMITS.1).contains(&speed) => Ok(speed),
        _ => {
            Err(format!("a speed is a number from {} to {}, times real time", SPEED_LIMITS.0, SPEED_LIMITS.1))
        }
    }
}
