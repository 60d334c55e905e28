//! One second of a body.

use super::{Body, Exposure};

impl Body {
    /// One step.
    pub fn step(&mut self, exposure: &Exposure, dt_s: f64) {
        self.dose_gy += exposure.dose_rate_gy_s * dt_s;
    }
}
