//! Vital signs: what a medic, or a bracelet with power, would measure.

use super::Body;
use serde::{Deserialize, Serialize};

/// Vital signs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Vital {
    /// Heart rate, beats a minute.
    pub heart_rate_per_min: f64,
    /// Arterial oxygen saturation, 0..=1.
    pub saturation: f64,
    /// Breaths a minute.
    pub breathing_per_min: f64,
    /// Systolic blood pressure, mmHg.
    pub systolic_mmhg: f64,
}

impl Default for Vital {
    fn default() -> Self {
        Self { heart_rate_per_min: 72.0, saturation: 0.97, breathing_per_min: 14.0, systolic_mmhg: 120.0 }
    }
}

/// Systolic pressure, mmHg, saturation and heart rate, 1/min, beyond which somebody sinks (shock from class III on;
/// respiratory failure).
const SINKING_MMHG: f64 = 90.0;
const SINKING_SATURATION: f64 = 0.85;
const SINKING_PER_MIN: f64 = 135.0;

impl Vital {
    /// As whoever takes pulse and pressure would call it: in shock, or short of breath past help.
    #[must_use]
    pub fn sinking(&self) -> bool {
        self.systolic_mmhg < SINKING_MMHG
            || self.saturation < SINKING_SATURATION
            || self.heart_rate_per_min > SINKING_PER_MIN
    }

    /// The signs of the dead.
    pub const NONE: Self =
        Self { heart_rate_per_min: 0.0, saturation: 0.0, breathing_per_min: 0.0, systolic_mmhg: 0.0 };

    /// Signs of a living body that breathes `carbon_dioxide_pa` at `metabolic_w`.
    ///
    /// Blood loss by the classes of shock (15, 30, 40 %: rate up, pressure down from the second); heart rate by
    /// work, lack of oxygen, heat, pain and load; the pressure of a dose-stricken body falls as it dies.
    #[must_use]
    pub fn of(body: &Body, metabolic_w: f64, carbon_dioxide_pa: f64) -> Self {
        let exertion = (metabolic_w / 105.0).max(0.5);
        let lost = body.blood_lost;
        let failing = body.dying.clamp(0.0, 1.0);
        let lack = (0.95 - body.saturation).clamp(0.0, 0.5);
        let rate = 60.0
            + 14.0 * exertion.min(6.0)
            + 200.0 * lost.min(0.4)
            + 90.0 * lack
            + 18.0 * (body.heat.core_c - 37.0).clamp(-3.0, 4.0)
            + 25.0 * body.pain
            + 8.0 * (body.load_g - 1.0).clamp(0.0, 6.0)
            + 40.0 * failing;
        let arrest = if body.anoxic_injury > 0.8 { 5.0 * (1.0 - body.anoxic_injury) } else { 1.0 };
        let pressure = 120.0 + 15.0 * body.pain + 4.0 * (exertion - 1.0).min(8.0)
            - 220.0 * (lost - 0.15).max(0.0)
            - 45.0 * failing
            - 30.0 * (body.anoxic_injury - 0.3).max(0.0);
        Self {
            heart_rate_per_min: (rate * arrest).clamp(0.0, 200.0),
            saturation: body.saturation * (1.0 - 0.6 * body.airway_burn.min(1.0)),
            breathing_per_min: qd_physics::hypoxia::breathing_rate_per_min(
                body.saturation,
                carbon_dioxide_pa,
                exertion,
            ) * (1.0 + failing),
            systolic_mmhg: (pressure * arrest).clamp(0.0, 220.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shock_and_want_of_air_are_read_from_the_signs() {
        let well = Vital::default();
        assert!(!well.sinking());
        assert!(Vital { systolic_mmhg: 80.0, ..well }.sinking());
        assert!(Vital { saturation: 0.8, ..well }.sinking());
        assert!(Vital { heart_rate_per_min: 140.0, ..well }.sinking());
        assert!(!Vital { systolic_mmhg: 100.0, heart_rate_per_min: 120.0, ..well }.sinking());
    }
}
