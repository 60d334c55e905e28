//! Heat of plates and nodes: grey radiation, a stable step for a heated plate, conduction between nodes.
//!
//! Every step returns the energies it moved, so that an account can be closed on them.

use libm::{cbrt, exp, sqrt};

use crate::constants::STEFAN_BOLTZMANN_W_M2_K4;
use crate::error::{Result, in_range};

/// Flux a grey surface sends out, W/m²; emissivity 0 to 1, temperature >= 0 K. Source: Stefan-Boltzmann law.
pub fn radiated_flux_w_m2(emissivity: f64, temperature_k: f64) -> f64 {
    let square = temperature_k * temperature_k;
    emissivity * STEFAN_BOLTZMANN_W_M2_K4 * square * square
}

/// Temperature at which a surface sends out what it takes up, K: eps sigma T⁴ = q, no conduction inward.
/// Flux >= 0 W/m², emissivity above 0 to 1.
///
/// # Errors
/// `OutOfRange` for a negative flux or an emissivity outside its range.
pub fn radiative_equilibrium_k(flux_w_m2: f64, emissivity: f64) -> Result<f64> {
    in_range("heat flux", flux_w_m2, 0.0, f64::MAX, "W/m²")?;
    in_range("emissivity", emissivity, f64::MIN_POSITIVE, 1.0, "")?;
    Ok(sqrt(sqrt(flux_w_m2 / (emissivity * STEFAN_BOLTZMANN_W_M2_K4))))
}

/// Temperature of a plate that radiates into cold space for `t_s` seconds, K: the closed form
/// T^-3 = T0^-3 + 3 eps sigma t / C. Heat capacity per area > 0, J/(m² K); start >= 0 K; time >= 0 s.
///
/// # Errors
/// `OutOfRange` for an argument outside its range.
pub fn radiative_cooling_k(start_k: f64, emissivity: f64, capacity_j_m2_k: f64, t_s: f64) -> Result<f64> {
    in_range("temperature", start_k, 0.0, f64::MAX, "K")?;
    in_range("emissivity", emissivity, 0.0, 1.0, "")?;
    in_range("heat capacity", capacity_j_m2_k, f64::MIN_POSITIVE, f64::MAX, "J/(m² K)")?;
    in_range("time", t_s, 0.0, f64::MAX, "s")?;
    let rate = 3.0 * emissivity * STEFAN_BOLTZMANN_W_M2_K4 * t_s / capacity_j_m2_k;
    Ok(start_k / cbrt(1.0 + rate * start_k * start_k * start_k))
}

/// A plate after a step: its temperature, and what it sent out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlateStep {
    /// Temperature, K.
    pub temperature_k: f64,
    /// Net heat radiated to the surroundings, J/m².
    pub radiated_j_m2: f64,
}

/// One step of a plate under an incoming flux, W/m² of either sign, radiating to surroundings, K.
/// Semi-implicit (the radiation is linearised about the old temperature), so stable for every `dt_s` >= 0; the
/// energy that changes the temperature is exactly flux times time less what is reported as radiated.
/// Heat capacity per area > 0, J/(m² K); emissivity 0 to 1.
pub fn plate_step(
    temperature_k: f64,
    capacity_j_m2_k: f64,
    flux_w_m2: f64,
    emissivity: f64,
    surroundings_k: f64,
    dt_s: f64,
) -> PlateStep {
    let out = radiated_flux_w_m2(emissivity, temperature_k) - radiated_flux_w_m2(emissivity, surroundings_k);
    let slope = if temperature_k > 0.0 {
        4.0 * radiated_flux_w_m2(emissivity, temperature_k) / temperature_k
    } else {
        0.0
    };
    let rise_k = (flux_w_m2 - out) * dt_s / (capacity_j_m2_k + slope * dt_s);
    PlateStep {
        temperature_k: temperature_k + rise_k,
        radiated_j_m2: flux_w_m2 * dt_s - capacity_j_m2_k * rise_k,
    }
}

/// Heat conducted from a to b, W, across a conductance >= 0, W/K; temperatures K. Source: Fourier's law.
pub fn conducted_w(conductance_w_k: f64, a_k: f64, b_k: f64) -> f64 {
    conductance_w_k * (a_k - b_k)
}

/// Conductance of a slab, W/K: conductivity > 0, W/(m K); area, m²; thickness > 0, m.
pub fn slab_conductance_w_k(conductivity_w_m_k: f64, area_m2: f64, thickness_m: f64) -> f64 {
    conductivity_w_m_k * area_m2 / thickness_m
}

/// Heat that passes from node a to node b in `dt_s`, J, both relaxing toward each other: exact for two nodes,
/// so never past equilibrium. Heat capacities > 0, J/K; conductance >= 0, W/K; temperatures K.
pub fn exchanged_j(
    capacity_a_j_k: f64,
    a_k: f64,
    capacity_b_j_k: f64,
    b_k: f64,
    conductance_w_k: f64,
    dt_s: f64,
) -> f64 {
    let joint = capacity_a_j_k * capacity_b_j_k / (capacity_a_j_k + capacity_b_j_k);
    joint * (a_k - b_k) * (1.0 - exp(-conductance_w_k * dt_s / joint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plate_comes_to_radiative_equilibrium_at_any_step() {
        let target = radiative_equilibrium_k(5e5, 0.85).expect("in range");
        for dt_s in [0.05, 1.0, 100.0] {
            let mut plate = PlateStep { temperature_k: 300.0, radiated_j_m2: 0.0 };
            for _ in 0..200_000 {
                plate = plate_step(plate.temperature_k, 2e5, 5e5, 0.85, 4.0, dt_s);
            }
            assert!((plate.temperature_k / target - 1.0).abs() < 1e-9, "{dt_s}: {}", plate.temperature_k);
        }
    }

    #[test]
    fn stepped_cooling_follows_the_closed_form() {
        let mut temperature_k = 1500.0;
        for _ in 0..10_000 {
            temperature_k = plate_step(temperature_k, 1e5, 0.0, 0.9, 0.0, 0.05).temperature_k;
        }
        let closed = radiative_cooling_k(1500.0, 0.9, 1e5, 500.0).expect("in range");
        assert!((temperature_k / closed - 1.0).abs() < 1e-3, "{temperature_k} {closed}");
    }

    #[test]
    fn exchange_never_passes_equilibrium() {
        let moved_j = exchanged_j(10.0, 400.0, 30.0, 300.0, 1e6, 1e3);
        assert!((moved_j - 750.0).abs() < 1e-9, "{moved_j}");
        assert!(
            (exchanged_j(1e6, 400.0, 1e6, 300.0, 5.0, 1.0) - conducted_w(5.0, 400.0, 300.0)).abs() < 0.01
        );
    }

    #[test]
    fn out_of_range_is_refused() {
        assert!(radiative_equilibrium_k(-1.0, 0.9).is_err());
        assert!(radiative_equilibrium_k(1.0, 1.1).is_err());
        assert!(radiative_cooling_k(300.0, 0.9, 0.0, 1.0).is_err());
    }
}
