//! What a stay in a field will cost: for those who have to tell somebody before they go.

use qd_physics::dose_response::{MARROW_MEDIAN_GY, collapse_rate_per_s, dying_rate_per_s};

/// Longest look ahead, s (60 days, as far as the dose law reaches).
const HORIZON_S: f64 = 60.0 * 86_400.0;
/// Greatest dose the dose law is stated for, Gy.
const DOSE_MOST_GY: f64 = 1e5;

/// What a stay will cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stay {
    /// Dose at its end, what was had before included, Gy.
    pub dose_gy: f64,
    /// When one of the weakest twentieth can work no more, s from now; none: never.
    pub collapse_early_s: Option<f64>,
    /// When one in the middle can work no more, s from now; none: never.
    pub collapse_s: Option<f64>,
    /// When one in the middle dies, s from now; none: he lives.
    pub death_s: Option<f64>,
}

/// Foretells a stay of `stay_s` at `dose_rate_gy_s` after a dose of `had_gy`, all >= 0; a dose beyond the law's
/// range counts as its greatest. Steps lengthen with time: good to about 2 %.
#[must_use]
pub fn foretell(dose_rate_gy_s: f64, stay_s: f64, had_gy: f64) -> Stay {
    let dose_at = |time_s: f64| (had_gy + dose_rate_gy_s * time_s.min(stay_s)).clamp(0.0, DOSE_MOST_GY);
    let law = "dose and quantile are within the law";
    let collapse = |dose_gy: f64, quantile: f64| collapse_rate_per_s(dose_gy, quantile).expect(law);
    Stay {
        dose_gy: dose_at(stay_s),
        collapse_early_s: reached(|time_s| collapse(dose_at(time_s), 0.05)),
        collapse_s: reached(|time_s| collapse(dose_at(time_s), 0.5)),
        death_s: reached(|time_s| dying_rate_per_s(dose_at(time_s), MARROW_MEDIAN_GY, 0.49).expect(law)),
    }
}

/// When the integral of `rate_per_s` reaches 1, s.
fn reached(rate_per_s: impl Fn(f64) -> f64) -> Option<f64> {
    let (mut time_s, mut sum) = (0.0, 0.0);
    while time_s < HORIZON_S {
        let step_s = f64::max(1.0, 0.02 * time_s);
        let gain = rate_per_s(time_s + 0.5 * step_s) * step_s;
        if sum + gain >= 1.0 {
            return Some(time_s + step_s * (1.0 - sum) / gain);
        }
        sum += gain;
        time_s += step_s;
    }
    None
}
