//! US Standard Atmosphere 1976 (NOAA-S/T 76-1562), 0 to 1000 km of geometric altitude.
//!
//! Below 86 km from the lapse rates; above, temperature by the published piecewise law, pressure and density
//! log-linear between printed levels. Winds, weather, seasons and the sun's activity are left out.

mod table;

use libm::{exp, log, sqrt};

use crate::constants::{
    AIR_HEAT_RATIO, STANDARD_GRAVITY_M_S2, US76_AIR_MOLAR_MASS_KG_MOL, US76_GAS_CONSTANT_J_MOL_K,
    US76_RADIUS_M,
};
use crate::error::{Result, in_range};
use table::LEVELS;

/// Lowest altitude of the law, m.
pub const ALTITUDE_LOWEST_M: f64 = 0.0;
/// Highest altitude of the law, m. Above it a caller has to decide; the ship's flight takes a vacuum.
pub const ALTITUDE_HIGHEST_M: f64 = 1_000_000.0;
/// Where the lapse-rate part ends, m.
const ALTITUDE_MIXED_M: f64 = 86_000.0;

/// Gas constant of sea-level air, J/(kg K).
const AIR_GAS_CONSTANT_J_KG_K: f64 = US76_GAS_CONSTANT_J_MOL_K / US76_AIR_MOLAR_MASS_KG_MOL;
/// g0 / R of air, K/m.
const HYDROSTATIC_K_M: f64 = STANDARD_GRAVITY_M_S2 / AIR_GAS_CONSTANT_J_KG_K;

/// A layer of constant lapse rate: base geopotential altitude m, temperature there K, lapse rate K/m, pressure
/// there Pa (integrated upward from 101325 Pa).
struct Layer(f64, f64, f64, f64);

const LAYERS: [Layer; 7] = [
    Layer(0.0, 288.15, -6.5e-3, 101_325.0),
    Layer(11_000.0, 216.65, 0.0, 22_632.063_973_462_92),
    Layer(20_000.0, 216.65, 1.0e-3, 5_474.888_669_677_776),
    Layer(32_000.0, 228.65, 2.8e-3, 868.018_684_755_228_3),
    Layer(47_000.0, 270.65, 0.0, 110.906_305_554_965_98),
    Layer(51_000.0, 270.65, -2.8e-3, 66.938_873_118_687_33),
    Layer(71_000.0, 214.65, -2.0e-3, 3.956_420_428_040_730_5),
];

/// Ratio of the mean molar mass to that at sea level, at 80 km and every 500 m above, to 86 km (1976, table 8).
const MOLAR_MASS_RATIO: [f64; 13] = [
    1.0, 0.999_996, 0.999_989, 0.999_971, 0.999_941, 0.999_909, 0.999_870, 0.999_829, 0.999_786, 0.999_741,
    0.999_694, 0.999_641, 0.999_579,
];

/// Air at one altitude.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Air {
    /// Kinetic temperature, K.
    pub temperature_k: f64,
    /// Pressure, Pa.
    pub pressure_pa: f64,
    /// Density, kg/m³.
    pub density_kg_m3: f64,
}

/// Air at a geometric altitude of 0 to 1000 km, m. US Standard Atmosphere 1976.
///
/// # Errors
/// `OutOfRange` outside that range.
pub fn air_at(altitude_m: f64) -> Result<Air> {
    check(altitude_m)?;
    if altitude_m < ALTITUDE_MIXED_M {
        let (molecular_k, pressure_pa) = mixed(altitude_m);
        return Ok(Air {
            temperature_k: molecular_k * molar_mass_ratio(altitude_m),
            pressure_pa,
            density_kg_m3: pressure_pa / (AIR_GAS_CONSTANT_J_KG_K * molecular_k),
        });
    }
    let (ln_pressure, ln_density) = levels(altitude_m);
    Ok(Air {
        temperature_k: temperature_upper_k(altitude_m),
        pressure_pa: exp(ln_pressure),
        density_kg_m3: exp(ln_density),
    })
}

/// Density alone, kg/m³, at 0 to 1000 km, m: the same law as [`air_at`], for trajectories.
///
/// # Errors
/// `OutOfRange` outside that range.
pub fn density_kg_m3(altitude_m: f64) -> Result<f64> {
    check(altitude_m)?;
    if altitude_m < ALTITUDE_MIXED_M {
        let (molecular_k, pressure_pa) = mixed(altitude_m);
        return Ok(pressure_pa / (AIR_GAS_CONSTANT_J_KG_K * molecular_k));
    }
    Ok(exp(levels(altitude_m).1))
}

/// Density for flight, kg/m³: the law from 0 to 1000 km; a vacuum above it (less than 4e-15 kg/m³ is dropped);
/// below the ground sphere that of the ground, which a trial step of an integrator may touch.
pub fn density_for_flight_kg_m3(altitude_m: f64) -> f64 {
    density_kg_m3(altitude_m.max(ALTITUDE_LOWEST_M)).unwrap_or(0.0)
}

/// Speed of sound, m/s, at 0 to 86 km, m; the 1976 standard defines none above.
///
/// # Errors
/// `OutOfRange` outside that range.
pub fn speed_of_sound_m_s(altitude_m: f64) -> Result<f64> {
    in_range("altitude for the speed of sound", altitude_m, ALTITUDE_LOWEST_M, ALTITUDE_MIXED_M, "m")?;
    let (molecular_k, _) = mixed(altitude_m);
    Ok(sqrt(AIR_HEAT_RATIO * AIR_GAS_CONSTANT_J_KG_K * molecular_k))
}

/// Geopotential altitude, m, of a geometric one, m; any altitude above minus the planet's radius.
pub fn geopotential_altitude_m(altitude_m: f64) -> f64 {
    US76_RADIUS_M * altitude_m / (US76_RADIUS_M + altitude_m)
}

fn check(altitude_m: f64) -> Result<f64> {
    in_range("altitude", altitude_m, ALTITUDE_LOWEST_M, ALTITUDE_HIGHEST_M, "m")
}

/// Molecular-scale temperature K and pressure Pa below 86 km.
fn mixed(altitude_m: f64) -> (f64, f64) {
    let geopotential_m = geopotential_altitude_m(altitude_m);
    let mut place = 6;
    while place > 0 && LAYERS[place].0 > geopotential_m {
        place -= 1;
    }
    let Layer(base_m, base_k, lapse_k_m, base_pa) = LAYERS[place];
    let height_m = geopotential_m - base_m;
    if lapse_k_m == 0.0 {
        return (base_k, base_pa * exp(-HYDROSTATIC_K_M * height_m / base_k));
    }
    let molecular_k = base_k + lapse_k_m * height_m;
    (molecular_k, base_pa * exp(HYDROSTATIC_K_M / lapse_k_m * log(base_k / molecular_k)))
}

fn molar_mass_ratio(altitude_m: f64) -> f64 {
    if altitude_m <= 80_000.0 {
        return 1.0;
    }
    let steps = (altitude_m - 80_000.0) / 500.0;
    let place = (steps as usize).min(11);
    let fraction = steps - place as f64;
    MOLAR_MASS_RATIO[place] + fraction * (MOLAR_MASS_RATIO[place + 1] - MOLAR_MASS_RATIO[place])
}

/// Kinetic temperature, K, from 86 to 1000 km (1976, equations 25 to 31).
fn temperature_upper_k(altitude_m: f64) -> f64 {
    if altitude_m <= 91_000.0 {
        186.867_3
    } else if altitude_m <= 110_000.0 {
        let across = (altitude_m - 91_000.0) / 19_942.9;
        263.190_5 - 76.323_2 * sqrt(1.0 - across * across)
    } else if altitude_m <= 120_000.0 {
        240.0 + 0.012 * (altitude_m - 110_000.0)
    } else {
        let height_m = (altitude_m - 120_000.0) * (US76_RADIUS_M + 120_000.0) / (US76_RADIUS_M + altitude_m);
        1_000.0 - 640.0 * exp(-0.018_75e-3 * height_m)
    }
}

/// Logarithms of pressure and density, linear between printed levels.
fn levels(altitude_m: f64) -> (f64, f64) {
    let above = LEVELS.partition_point(|level| level[0] <= altitude_m).clamp(1, LEVELS.len() - 1);
    let (low, high) = (&LEVELS[above - 1], &LEVELS[above]);
    let fraction = (altitude_m - low[0]) / (high[0] - low[0]);
    (low[1] + fraction * (high[1] - low[1]), low[2] + fraction * (high[2] - low[2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_follow_from_the_printed_table() {
        for (level, (altitude_m, pressure_pa, molar_mass)) in LEVELS.iter().zip(table::PRINTED) {
            let density = pressure_pa * molar_mass * 1e-3
                / (US76_GAS_CONSTANT_J_MOL_K * temperature_upper_k(altitude_m));
            assert_eq!(level[0], altitude_m);
            assert!((exp(level[1]) / pressure_pa - 1.0).abs() < 1e-12, "{altitude_m}");
            assert!((exp(level[2]) / density - 1.0).abs() < 1e-12, "{altitude_m}");
        }
    }

    #[test]
    fn layers_meet_and_nothing_jumps() {
        for altitude_m in
            [11_019.0, 20_063.0, 32_162.0, 47_350.0, 51_413.0, 71_802.0, 86_000.0, 91_000.0, 110_000.0]
        {
            let below = air_at(altitude_m - 1e-3).expect("in range");
            let above = air_at(altitude_m + 1e-3).expect("in range");
            assert!((below.pressure_pa / above.pressure_pa - 1.0).abs() < 1e-4, "{altitude_m}");
            assert!((below.density_kg_m3 / above.density_kg_m3 - 1.0).abs() < 1e-3, "{altitude_m}");
            assert!((below.temperature_k - above.temperature_k).abs() < 0.01, "{altitude_m}");
        }
    }

    #[test]
    fn out_of_range_is_refused() {
        for altitude_m in [-1.0, 1_000_001.0, f64::NAN] {
            assert!(air_at(altitude_m).is_err(), "{altitude_m}");
            assert!(density_kg_m3(altitude_m).is_err(), "{altitude_m}");
        }
        assert!(speed_of_sound_m_s(90_000.0).is_err());
        assert_eq!(density_for_flight_kg_m3(2e6), 0.0);
        assert!(density_for_flight_kg_m3(-10.0) > 1.2);
    }
}
