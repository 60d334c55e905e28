//! Explosions in vacuum: light, gas and fragments, each falling off as 1/r²; no shock wave.
//!
//! The gas cloud is a uniform ball in free expansion, speed rising with radius. Left out: shaped charges,
//! what the target reflects, blast in air (see the compartment laws for pressure inside).

use crate::constants::STEFAN_BOLTZMANN_W_M2_K4;
use crate::error::{Result, in_range};

/// Energy of a kilogram of TNT, J (convention).
pub const TNT_J_KG: f64 = 4.184e6;
/// Joules per square metre in one calorie per square centimetre.
pub const CALORIE_CM2_J_M2: f64 = 41_840.0;
/// Share of a nuclear yield that leaves as soft x-rays in vacuum (Glasstone: 0.6 to 0.8).
pub const XRAY_SHARE: f64 = 0.7;

fn sphere_m2(distance_m: f64) -> Result<f64> {
    in_range("distance", distance_m, 1e-3, 1e12, "m")?;
    Ok(4.0 * core::f64::consts::PI * distance_m * distance_m)
}

/// Fluence of an isotropic flash, J/m². Energy >= 0 J, distance 1 mm to 1e12 m.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn fluence_j_m2(energy_j: f64, distance_m: f64) -> Result<f64> {
    in_range("energy", energy_j, 0.0, 1e24, "J")?;
    Ok(energy_j / sphere_m2(distance_m)?)
}

/// Speed of the edge of a gas cloud of `mass_kg` that holds `energy_j` of motion, m/s: E = (3/10) M v².
///
/// # Errors
/// `OutOfRange` for a mass that is not positive or a negative energy.
pub fn cloud_edge_speed_m_s(mass_kg: f64, energy_j: f64) -> Result<f64> {
    in_range("mass", mass_kg, 1e-9, 1e15, "kg")?;
    in_range("energy", energy_j, 0.0, 1e24, "J")?;
    Ok((10.0 * energy_j / (3.0 * mass_kg)).sqrt())
}

/// Momentum per area on a plate that stops the cloud, Pa s: (3/4) M v / (4 pi r²).
///
/// # Errors
/// `OutOfRange` as [`cloud_edge_speed_m_s`], and for a distance outside 1 mm to 1e12 m.
pub fn cloud_impulse_pa_s(mass_kg: f64, energy_j: f64, distance_m: f64) -> Result<f64> {
    Ok(0.75 * mass_kg * cloud_edge_speed_m_s(mass_kg, energy_j)? / sphere_m2(distance_m)?)
}

/// Time until the edge of the cloud arrives, s.
///
/// # Errors
/// `OutOfRange` as [`cloud_edge_speed_m_s`], and for a distance outside 1 mm to 1e12 m.
pub fn cloud_arrival_s(mass_kg: f64, energy_j: f64, distance_m: f64) -> Result<f64> {
    sphere_m2(distance_m)?;
    Ok(distance_m / cloud_edge_speed_m_s(mass_kg, energy_j)?)
}

/// Overpressure of a shock wave outside the cloud, Pa: nought in vacuum, for nothing is there to carry it.
pub const SHOCK_OVERPRESSURE_VACUUM_PA: f64 = 0.0;

/// Fragments expected on a target, isotropic: N A/(4 pi r²).
///
/// # Errors
/// `OutOfRange` for negative numbers or a distance outside 1 mm to 1e12 m.
pub fn expected_hits(fragments: f64, target_m2: f64, distance_m: f64) -> Result<f64> {
    in_range("fragments", fragments, 0.0, 1e15, "1")?;
    in_range("target area", target_m2, 0.0, 1e9, "m2")?;
    Ok(fragments * target_m2 / sphere_m2(distance_m)?)
}

/// Probability of at least one hit where `expected` are expected (Poisson). `expected` >= 0.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn hit_probability(expected: f64) -> Result<f64> {
    in_range("expected hits", expected, 0.0, 1e15, "1")?;
    Ok(-libm::expm1(-expected))
}

/// Shape of a charge in its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChargeShape {
    /// A long cylinder.
    Cylinder,
    /// A sphere.
    Sphere,
}

/// Speed of case fragments, m/s: v = g / sqrt(M/C + k), k = 1/2 cylinder, 3/5 sphere (Gurney).
///
/// `metal_to_charge` 0 to 1e4 by mass, `gurney_m_s` 500 to 5000.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn fragment_speed_m_s(shape: ChargeShape, metal_to_charge: f64, gurney_m_s: f64) -> Result<f64> {
    in_range("metal to charge", metal_to_charge, 0.0, 1e4, "1")?;
    in_range("Gurney speed", gurney_m_s, 500.0, 5000.0, "m/s")?;
    let constant = match shape {
        ChargeShape::Cylinder => 0.5,
        ChargeShape::Sphere => 0.6,
    };
    Ok(gurney_m_s / (metal_to_charge + constant).sqrt())
}

/// Energy a burst tank gives to vacuum, J: p V/(g - 1), complete expansion.
///
/// # Errors
/// `OutOfRange` for a pressure outside 0 to 1e9 Pa, a volume outside 0 to 1e6 m³, a heat ratio outside 1.01 to 1.7.
pub fn tank_energy_j(pressure_pa: f64, volume_m3: f64, heat_ratio: f64) -> Result<f64> {
    in_range("pressure", pressure_pa, 0.0, 1e9, "Pa")?;
    in_range("volume", volume_m3, 0.0, 1e6, "m3")?;
    in_range("heat ratio", heat_ratio, 1.01, 1.7, "1")?;
    Ok(pressure_pa * volume_m3 / (heat_ratio - 1.0))
}

/// Energy of a moving body, J. Mass 0 to 1e15 kg, speed 0 to 1e6 m/s.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn kinetic_energy_j(mass_kg: f64, speed_m_s: f64) -> Result<f64> {
    in_range("mass", mass_kg, 0.0, 1e15, "kg")?;
    in_range("speed", speed_m_s, 0.0, 1e6, "m/s")?;
    Ok(0.5 * mass_kg * speed_m_s * speed_m_s)
}

/// TNT of the same energy, kg.
pub fn tnt_equivalent_kg(energy_j: f64) -> f64 {
    energy_j / TNT_J_KG
}

/// Rise of temperature of a thin plate in a flash, K, nothing lost: a F/(m c).
///
/// # Errors
/// `OutOfRange` for an absorptance outside 0 to 1 or a heat capacity per area that is not positive.
pub fn flash_temperature_rise_k(
    fluence_j_m2: f64,
    absorptance: f64,
    areal_mass_kg_m2: f64,
    specific_heat_j_kg_k: f64,
) -> Result<f64> {
    in_range("absorptance", absorptance, 0.0, 1.0, "1")?;
    in_range("areal mass", areal_mass_kg_m2, 1e-6, 1e6, "kg/m2")?;
    in_range("specific heat", specific_heat_j_kg_k, 1.0, 1e5, "J/(kg K)")?;
    Ok(absorptance * fluence_j_m2 / (areal_mass_kg_m2 * specific_heat_j_kg_k))
}

/// Temperature a plate settles at under a flux on one side, K, radiating from `sides` (1 or 2) to cold space.
///
/// # Errors
/// `OutOfRange` for a flux outside 0 to 1e12, absorptance outside 0 to 1, emissivity outside 0.001 to 1.
pub fn plate_equilibrium_k(flux_w_m2: f64, absorptance: f64, emissivity: f64, sides: f64) -> Result<f64> {
    in_range("flux", flux_w_m2, 0.0, 1e12, "W/m2")?;
    in_range("absorptance", absorptance, 0.0, 1.0, "1")?;
    in_range("emissivity", emissivity, 1e-3, 1.0, "1")?;
    in_range("sides", sides, 1.0, 2.0, "1")?;
    let fourth = absorptance * flux_w_m2 / (sides * emissivity * STEFAN_BOLTZMANN_W_M2_K4);
    Ok(fourth.sqrt().sqrt())
}

/// Pieces of an exploded stage larger than a size, count: 6 L^-1.6, L 1 mm to 5 m (NASA standard breakup model).
///
/// # Errors
/// `OutOfRange` outside these.
pub fn explosion_pieces(size_m: f64) -> Result<f64> {
    in_range("size", size_m, 1e-3, 5.0, "m")?;
    Ok(6.0 * libm::pow(size_m, -1.6))
}

/// Pieces of a catastrophic collision larger than a size, count: 0.1 M^0.75 L^-1.71 (NASA standard breakup model).
///
/// # Errors
/// `OutOfRange` for a mass outside 0 to 1e9 kg or a size outside 1 mm to 5 m.
pub fn collision_pieces(mass_kg: f64, size_m: f64) -> Result<f64> {
    in_range("mass", mass_kg, 0.0, 1e9, "kg")?;
    in_range("size", size_m, 1e-3, 5.0, "m")?;
    Ok(0.1 * libm::pow(mass_kg, 0.75) * libm::pow(size_m, -1.71))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cloud_carries_its_energy_and_momentum() {
        // Shells of a uniform ball with v = V r/R: energy and momentum by summing agree with the closed forms.
        let (mass, energy) = (500.0, 2e9);
        let edge = cloud_edge_speed_m_s(mass, energy).expect("in range");
        let (mut sum_energy, mut sum_momentum) = (0.0, 0.0);
        for shell in 0..10_000 {
            let share = (f64::from(shell) + 0.5) / 10_000.0;
            let part = mass * 3.0 * share * share / 10_000.0;
            sum_energy += 0.5 * part * edge * share * edge * share;
            sum_momentum += part * edge * share;
        }
        assert!((sum_energy / energy - 1.0).abs() < 1e-6);
        let impulse = cloud_impulse_pa_s(mass, energy, 100.0).expect("in range");
        assert!((sum_momentum / (4.0 * core::f64::consts::PI * 1e4) / impulse - 1.0).abs() < 1e-6);
    }

    #[test]
    fn distance_nought_is_refused() {
        assert!(fluence_j_m2(1.0, 0.0).is_err());
        assert!(plate_equilibrium_k(1e3, 1.0, 0.0, 2.0).is_err());
    }
}
