//! What a whole-body dose does and when: vomiting, collapse, marrow death, death by dose.
//!
//! Up to 150 Gy the laws join the published bands for prompt whole-body exposure with little care (REMM,
//! CDC, field manuals, criticality accidents). **Beyond 150 Gy nothing is published**: time to death goes on
//! along the slope that leads from 1.2 days at 150 Gy through the few observations of nervous-system death
//! in animals to minutes at kilograys, with the exponent of that range held (-1.8), because the same tissue
//! fails faster by the same course; marked REASONED below. Exposure that lasts is integrated: progress towards
//! collapse and towards death each grow at 1/time of the dose so far. A person's scatter enters as quantile 0
//! to 1, drawn once. Left out: partial-body exposure, skin burns by beta rays, late effects.

use crate::curve::log_log;
use crate::error::{Result, in_range};

/// Median lethal dose in 60 days with little care, Gy (NUREG/CR-4214; published 2.5 to 5).
pub const MARROW_MEDIAN_GY: f64 = 3.0;
/// Median lethal dose with supportive care, Gy (NUREG/CR-4214).
pub const MARROW_MEDIAN_CARE_GY: f64 = 4.5;
/// Steepness of marrow death (NUREG/CR-4214).
pub const MARROW_SHAPE: f64 = 6.0;
/// Dose from which the gut kills all, Gy (CDC: 10 to 12).
pub const GUT_LETHAL_GY: f64 = 11.0;
/// Dose from which nervous signs show, Gy (CDC: 20 to 50).
pub const NERVOUS_THRESHOLD_GY: f64 = 30.0;
/// Greatest dose these laws are stated for, Gy.
pub const DOSE_MAX_GY: f64 = 1e5;
/// Time after which a person felled by some tens of grays may rise again for a while, s (30 to 60 min).
pub const PARTIAL_RECOVERY_S: f64 = 2700.0;

/// Doses, Gy, of the time-to-death law; the last four are REASONED.
const DEATH_DOSE_GY: [f64; 13] =
    [1.5, 3.0, 5.0, 6.5, 9.0, 15.0, 30.0, 80.0, 105.0, 150.0, 2000.0, 2500.0, 4000.0];
/// Time to death, s: 60, 40, 26, 21, 13, 8.5, 4.5, 2.0, 1.9, 1.2 days; then 15, 10 and 5 minutes.
const DEATH_TIME_S: [f64; 13] = [
    5_184_000.0,
    3_456_000.0,
    2_246_400.0,
    1_814_400.0,
    1_123_200.0,
    734_400.0,
    388_800.0,
    172_800.0,
    164_160.0,
    103_680.0,
    900.0,
    600.0,
    300.0,
];

fn dose_in_range(dose_gy: f64) -> Result<f64> {
    in_range("dose", dose_gy, 0.0, DOSE_MAX_GY, "Gy")
}

/// Probability that the marrow fails within 60 days: 1 - exp(-ln 2 (D/D50)^V), nought below half of D50.
///
/// `dose_gy` 0 to 1e5, `median_gy` 0.5 to 20, `shape` 1 to 20 (NUREG/CR-4214, brief exposure).
///
/// # Errors
/// `OutOfRange` outside these.
pub fn marrow_death_probability(dose_gy: f64, median_gy: f64, shape: f64) -> Result<f64> {
    dose_in_range(dose_gy)?;
    in_range("median dose", median_gy, 0.5, 20.0, "Gy")?;
    in_range("shape", shape, 1.0, 20.0, "1")?;
    if dose_gy < 0.5 * median_gy {
        return Ok(0.0);
    }
    let hazard = core::f64::consts::LN_2 * libm::pow(dose_gy / median_gy, shape);
    Ok(-libm::expm1(-hazard))
}

/// Share of people who vomit after a dose 0 to 1e5 Gy (joined bands: half at 1.8 Gy, all from 6).
///
/// # Errors
/// `OutOfRange` outside these.
pub fn vomiting_share(dose_gy: f64) -> Result<f64> {
    dose_in_range(dose_gy)?;
    Ok(-libm::expm1(-core::f64::consts::LN_2 * libm::pow(dose_gy / 1.8, 2.5)))
}

/// Time from exposure to vomiting, s: 4.5 h per gray, inverse (joined bands, 1 to 150 Gy); infinite at no dose.
///
/// # Errors
/// `OutOfRange` for a dose outside 0 to 1e5 Gy.
pub fn vomiting_onset_s(dose_gy: f64) -> Result<f64> {
    Ok(16_200.0 / dose_in_range(dose_gy)?)
}

/// Time to death of one who dies of a prompt dose, s; infinite below 1.5 Gy.
///
/// Published bands to 150 Gy; REASONED to 1e5 Gy (15 min at 2 kGy, 10 at 2.5, 5 at 4, then inverse to dose).
///
/// # Errors
/// `OutOfRange` for a dose outside 0 to 1e5 Gy.
pub fn time_to_death_s(dose_gy: f64) -> Result<f64> {
    dose_in_range(dose_gy)?;
    if dose_gy < DEATH_DOSE_GY[0] {
        return Ok(f64::INFINITY);
    }
    if dose_gy > DEATH_DOSE_GY[12] {
        return Ok(DEATH_TIME_S[12] * DEATH_DOSE_GY[12] / dose_gy);
    }
    log_log("dose", "Gy", &DEATH_DOSE_GY, &DEATH_TIME_S, dose_gy)
}

/// How much faster (below 1) or slower than the middle a person collapses: quantile 0 to 1.
///
/// Spread so that a field of 25 Gy/s fells people 60 to 180 s in, and 30 Gy in 2 to 9 min (published 3 to 5
/// for most).
///
/// # Errors
/// `OutOfRange` for a quantile outside 0 to 1.
pub fn collapse_factor(quantile: f64) -> Result<f64> {
    in_range("quantile", quantile, 0.0, 1.0, "1")?;
    Ok(0.565 * libm::pow(2.28 / 0.565, quantile))
}

/// Time from a prompt dose to incapacitation for physical work, s; infinite below 15 Gy.
///
/// 240 (30/D)^0.27 times [`collapse_factor`]: 4 min at 30 Gy (FM: 3 to 5), REASONED above 150 Gy. Between 15
/// and 30 Gy it lengthens to an hour.
///
/// # Errors
/// `OutOfRange` for a dose outside 0 to 1e5 Gy or a quantile outside 0 to 1.
pub fn time_to_incapacitation_s(dose_gy: f64, quantile: f64) -> Result<f64> {
    dose_in_range(dose_gy)?;
    let factor = collapse_factor(quantile)?;
    if dose_gy < 15.0 {
        return Ok(f64::INFINITY);
    }
    if dose_gy < 30.0 {
        return Ok(factor * 240.0 * libm::pow(30.0 / dose_gy, 3.9));
    }
    Ok(factor * 240.0 * libm::pow(30.0 / dose_gy, 0.27))
}

/// d(collapse)/dt, 1/s, at the dose so far: a person is incapacitated at 1.
///
/// # Errors
/// As [`time_to_incapacitation_s`].
pub fn collapse_rate_per_s(dose_gy: f64, quantile: f64) -> Result<f64> {
    Ok(1.0 / time_to_incapacitation_s(dose_gy, quantile)?)
}

/// d(dying)/dt, 1/s, at the dose so far for one whose quantile says they die of it: dead at 1.
///
/// `quantile` 0 to 1: dies if it lies below [`marrow_death_probability`] with the median dose of the care given;
/// 30 % faster or slower by individual.
///
/// # Errors
/// `OutOfRange` for a dose outside 0 to 1e5 Gy or a quantile outside 0 to 1.
pub fn dying_rate_per_s(dose_gy: f64, median_gy: f64, quantile: f64) -> Result<f64> {
    in_range("quantile", quantile, 0.0, 1.0, "1")?;
    if quantile >= marrow_death_probability(dose_gy, median_gy, MARROW_SHAPE)? {
        return Ok(0.0);
    }
    let individual = libm::pow(1.3 / 0.77, quantile) * 0.77;
    Ok(1.0 / (individual * time_to_death_s(dose_gy)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_field(rate_gy_s: f64, until_s: f64, quantile: f64) -> (f64, f64) {
        let (mut dose, mut collapse, mut dying) = (0.0, 0.0, 0.0);
        let (mut collapsed_s, mut dead_s) = (f64::INFINITY, f64::INFINITY);
        for second in 1..100_000_u32 {
            let time_s = f64::from(second);
            if time_s <= until_s {
                dose += rate_gy_s;
            }
            collapse += collapse_rate_per_s(dose, quantile).unwrap();
            dying += dying_rate_per_s(dose, MARROW_MEDIAN_GY, quantile).unwrap();
            if collapse >= 1.0 && collapsed_s.is_infinite() {
                collapsed_s = time_s;
            }
            if dying >= 1.0 {
                dead_s = time_s;
                break;
            }
        }
        (collapsed_s, dead_s)
    }

    #[test]
    fn a_core_field_fells_within_minutes_and_kills_within_a_quarter_of_an_hour() {
        for quantile in [0.0, 0.25, 0.5, 0.75, 1.0] {
            let (collapsed_s, _) = in_field(25.0, 1000.0, quantile);
            assert!((58.0..=185.0).contains(&collapsed_s), "{quantile}: {collapsed_s}");
            if quantile < 1.0 {
                let (_, dead_s) = in_field(25.0, 90.0, quantile);
                assert!((480.0..=1200.0).contains(&dead_s), "{quantile}: {dead_s}");
            }
        }
    }

    #[test]
    fn bands() {
        let check = |value: f64, low: f64, high: f64| assert!((low..=high).contains(&value), "{value}");
        check(time_to_incapacitation_s(30.0, 0.5).unwrap(), 180.0, 300.0);
        check(time_to_death_s(2000.0).unwrap(), 899.0, 901.0);
        check(time_to_death_s(4000.0).unwrap(), 299.0, 301.0);
        check(marrow_death_probability(3.0, MARROW_MEDIAN_GY, MARROW_SHAPE).unwrap(), 0.49, 0.5);
        assert_eq!(vomiting_share(30.0), Ok(1.0));
        assert!(time_to_death_s(2e5).is_err());
    }
}
