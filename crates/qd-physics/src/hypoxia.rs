//! Too little oxygen, too much carbon dioxide, too little pressure: what the lungs get and what the brain makes of it.
//!
//! Two state laws serve the ship. `*_rate_per_s` functions give d(deficit)/dt; a person loses consciousness when
//! the deficit reaches 1, so that at constant air the time is the published one, and at changing air the parts
//! add. Left out: acclimatisation, decompression sickness, lung rupture (see `trauma`).

use crate::curve::{linear_held, log_log, semi_log_held};
use crate::error::{Result, in_range};

/// Pressure of water vapour in the lungs at 37 degrees, Pa; below it body water boils (Armstrong limit).
pub const WATER_VAPOUR_BODY_PA: f64 = 6270.0;
/// Mole fraction of oxygen in dry air.
pub const OXYGEN_FRACTION_AIR: f64 = 0.2095;
/// Mole fraction of carbon dioxide immediately dangerous to life (NIOSH).
pub const CARBON_DIOXIDE_IDLH: f64 = 0.04;
/// Mole fraction of carbon dioxide for eight hours of work (OSHA).
pub const CARBON_DIOXIDE_WORK: f64 = 0.005;
/// Share of the brain's anoxic reserve above which a person comes round when air returns (animal data: recovery
/// is usual up to about 90 s in vacuum).
pub const ANOXIC_INJURY_REVERSIBLE: f64 = 0.5;
/// Pressure of carbon dioxide that one per cent of it has at sea level, Pa.
const ONE_ATMOSPHERE_PA: f64 = 101_325.0;
/// Inspired oxygen at and above which a resting person stays fit without limit, Pa (10,000 ft on air: 13.3 kPa).
const UNLIMITED_PA: f64 = 11_500.0;
/// Inspired oxygen pressures, Pa, of the altitudes 50, 43, 40, 35, 30, 28, 25, 22, 20, 18, 15 and 13 thousand feet.
const INSPIRED_PA: [f64; 12] =
    [1135.0, 2080.0, 2630.0, 3681.0, 5002.0, 5597.0, 6563.0, 7660.0, 8449.0, 9294.0, 10_671.0, 11_500.0];
/// Time of useful consciousness at these, s (FAA AC 61-107, middle of each band; the last two reasoned on).
const USEFUL_S: [f64; 12] =
    [9.0, 10.5, 17.0, 42.0, 110.0, 165.0, 230.0, 440.0, 1000.0, 1500.0, 3600.0, 14_400.0];
/// Carbon dioxide, mole fraction at sea level, at which consciousness goes after the time below.
const NARCOSIS_FRACTION: [f64; 7] = [0.05, 0.07, 0.08, 0.10, 0.15, 0.20, 0.30];
const NARCOSIS_S: [f64; 7] = [7200.0, 900.0, 420.0, 150.0, 40.0, 25.0, 12.0];
/// Carbon dioxide, mole fraction at sea level, at which work suffers after the time below.
const STRAIN_FRACTION: [f64; 5] = [0.005, 0.01, 0.03, 0.05, 0.10];
const STRAIN_S: [f64; 5] = [86_400.0, 14_400.0, 900.0, 300.0, 60.0];

/// Oxygen pressure in the windpipe, Pa: fraction times (p - 6270 Pa), nought below the Armstrong limit.
///
/// `pressure_pa` 0 to 1e6, `oxygen_fraction` 0 to 1.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn inspired_oxygen_pa(pressure_pa: f64, oxygen_fraction: f64) -> Result<f64> {
    in_range("pressure", pressure_pa, 0.0, 1e6, "Pa")?;
    in_range("oxygen fraction", oxygen_fraction, 0.0, 1.0, "1")?;
    Ok(oxygen_fraction * (pressure_pa - WATER_VAPOUR_BODY_PA).max(0.0))
}

/// Oxygen pressure in the alveoli, Pa, from the inspired one: alveolar gas equation with the breathing response.
///
/// Carbon dioxide falls from 5.3 kPa to 3 kPa as breathing rises below 13 kPa inspired (Boothby, West).
pub fn alveolar_oxygen_pa(inspired_pa: f64) -> f64 {
    let carbon_dioxide_pa = linear_held(&[4000.0, 13_000.0], &[3000.0, 5300.0], inspired_pa);
    (inspired_pa - carbon_dioxide_pa / 0.85).max(0.0)
}

/// Saturation of arterial blood, 0 to 1, in balance with an alveolar oxygen pressure >= 0 (Severinghaus 1979).
pub fn arterial_saturation(alveolar_pa: f64) -> f64 {
    let mmhg = alveolar_pa.max(0.0) / 133.322;
    let cubic = mmhg * mmhg * mmhg + 150.0 * mmhg;
    if cubic <= 0.0 { 0.0 } else { 1.0 / (23_400.0 / cubic + 1.0) }
}

/// Time of useful consciousness of a resting person at a constant inspired oxygen pressure, s.
///
/// Infinite from 11.5 kPa, 9 s below 1.1 kPa and in vacuum (blood already oxygenated has to come round).
/// FAA AC 61-107; exercise shortens it, see [`hypoxia_rate_per_s`].
pub fn useful_consciousness_s(inspired_pa: f64) -> f64 {
    if inspired_pa >= UNLIMITED_PA {
        f64::INFINITY
    } else {
        semi_log_held(&INSPIRED_PA, &USEFUL_S, inspired_pa)
    }
}

/// Inspired oxygen pressure at which useful consciousness lasts `time_s`, Pa, 9 s to 4 h.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn inspired_oxygen_for_time_pa(time_s: f64) -> Result<f64> {
    in_range("time", time_s, USEFUL_S[0], USEFUL_S[11], "s")?;
    let upper = USEFUL_S.partition_point(|&at| at < time_s).clamp(1, 11);
    let share = libm::log(time_s / USEFUL_S[upper - 1]) / libm::log(USEFUL_S[upper] / USEFUL_S[upper - 1]);
    Ok(INSPIRED_PA[upper - 1] + share * (INSPIRED_PA[upper] - INSPIRED_PA[upper - 1]))
}

/// d(oxygen deficit)/dt, 1/s: unconscious at 1, dropping back over 20 s where there is enough to breathe.
///
/// `exertion` is metabolic heat over that at rest, from 1 (25,000 ft at work: a third of the time at rest).
pub fn hypoxia_rate_per_s(deficit: f64, inspired_pa: f64, exertion: f64) -> f64 {
    let time_s = useful_consciousness_s(inspired_pa);
    if time_s.is_finite() {
        // The nine seconds are the blood's way to the brain: work does not shorten them much.
        let shortened = (time_s / exertion.max(1.0)).max(6.0);
        1.0 / shortened
    } else {
        -deficit.max(0.0) / 20.0
    }
}

/// d(anoxic injury)/dt, 1/s: dead at 1, past help at [`ANOXIC_INJURY_REVERSIBLE`].
///
/// Nought above 45 % saturation, where even the unconscious last; full anoxia takes 170 s (vacuum: death
/// unavoidable after 2 to 4 min). Heals over an hour.
pub fn anoxic_injury_rate_per_s(injury: f64, saturation: f64) -> f64 {
    let lack = ((0.45 - saturation) / 0.45).clamp(0.0, 1.0);
    if lack > 0.0 { lack * lack / 170.0 } else { -injury.max(0.0) / 3600.0 }
}

/// Time a constant carbon dioxide pressure takes to bring unconsciousness, s; infinite below 5 % of an atmosphere.
pub fn carbon_dioxide_narcosis_s(carbon_dioxide_pa: f64) -> f64 {
    held_log_log(&NARCOSIS_FRACTION, &NARCOSIS_S, carbon_dioxide_pa / ONE_ATMOSPHERE_PA)
}

/// Time after which work suffers at a constant carbon dioxide pressure, s; infinite below 0.5 % of an atmosphere.
pub fn carbon_dioxide_strain_s(carbon_dioxide_pa: f64) -> f64 {
    held_log_log(&STRAIN_FRACTION, &STRAIN_S, carbon_dioxide_pa / ONE_ATMOSPHERE_PA)
}

fn held_log_log(xs: &[f64], ys: &[f64], x: f64) -> f64 {
    let last = xs.len() - 1;
    if x < xs[0] {
        return f64::INFINITY;
    }
    log_log("carbon dioxide", "1", xs, ys, x.min(xs[last])).unwrap_or(ys[last])
}

/// d(carbon dioxide burden)/dt, 1/s: unconscious at 1; washed out over 120 s of good air.
pub fn hypercapnia_rate_per_s(burden: f64, carbon_dioxide_pa: f64) -> f64 {
    let time_s = carbon_dioxide_narcosis_s(carbon_dioxide_pa);
    if time_s.is_finite() { 1.0 / time_s } else { -burden.max(0.0) / 120.0 }
}

/// Breathing rate in breaths a minute from oxygen saturation, carbon dioxide pressure and exertion (1 at rest).
///
/// Rest 14; doubles at about 3 % carbon dioxide; rises below 90 % saturation (West, Respiratory Physiology).
pub fn breathing_rate_per_min(saturation: f64, carbon_dioxide_pa: f64, exertion: f64) -> f64 {
    let dioxide = 1.0 + carbon_dioxide_pa.max(0.0) / ONE_ATMOSPHERE_PA / 0.03;
    let hypoxic = 1.0 + 2.0 * (0.9 - saturation).clamp(0.0, 0.4);
    (14.0 * exertion.max(0.4).sqrt() * dioxide * hypoxic).min(45.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrated_deficit_reaches_one_at_the_published_time() {
        let check = |inspired_pa: f64, low: f64, high: f64| {
            let (mut deficit, mut time_s) = (0.0, 0.0);
            while deficit < 1.0 && time_s < 1e5 {
                deficit += hypoxia_rate_per_s(deficit, inspired_pa, 1.0);
                time_s += 1.0;
            }
            assert!((low..=high).contains(&time_s), "{inspired_pa}: {time_s}");
        };
        check(0.0, 9.0, 15.0);
        check(5002.0, 60.0, 180.0);
        check(7660.0, 300.0, 600.0);
        check(13_287.0, 1e5, 1e9);
    }

    #[test]
    fn blood_is_saturated_at_sea_level_and_empty_in_vacuum() {
        let saturation = |pressure: f64| {
            arterial_saturation(alveolar_oxygen_pa(inspired_oxygen_pa(pressure, 0.2095).unwrap()))
        };
        assert!(saturation(101_325.0) > 0.96);
        assert!((0.6..0.95).contains(&saturation(57_000.0)));
        assert_eq!(saturation(0.0), 0.0);
        assert!(inspired_oxygen_pa(-1.0, 0.2).is_err());
    }
}
