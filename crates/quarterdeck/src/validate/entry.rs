//! Rows of atmospheric entry: closed forms, stagnation heating, planar trajectories.
//!
//! Figures of real flights are not modelled: guided lift, changing coefficients and unknown start heights.

use anyhow::Result;
use qd_physics::constants::{PLANET_MU_M3_S2, PLANET_RADIUS_MEAN_M, SUTTON_GRAVES_AIR};
use qd_physics::entry::{PlanarEntry, StraightEntry, stagnation_flux_w_m2};
use qd_physics::heat::radiative_equilibrium_k;

use super::row::Row;

/// The value of an entry row, `None` if it is none.
pub(super) fn compute(row: &Row) -> Result<Option<f64>> {
    if row.has_all(&["V_entry_m_s", "gamma_deg", "beta_kg_m2", "H_m", "rho0"]) {
        return straight(row);
    }
    if row.has_all(&["V_m_s", "gamma_deg", "h0_m", "beta_kg_m2"]) {
        return planar(row);
    }
    if row.has_all(&["rho", "Rn_m", "V_m_s"]) {
        return stagnation(row);
    }
    if row.quantity == "k_earth" && row.text_if_any("gas") == Some("air") {
        return Ok(Some(SUTTON_GRAVES_AIR));
    }
    Ok(None)
}

fn straight(row: &Row) -> Result<Option<f64>> {
    let entry = StraightEntry {
        speed_m_s: row.number("V_entry_m_s")?,
        angle_down_rad: row.number("gamma_deg")?.abs().to_radians(),
        ballistic_kg_m2: row.number("beta_kg_m2")?,
        scale_height_m: row.number("H_m")?,
        density_ground_kg_m3: row.number("rho0")?,
    }
    .checked()?;
    let k = row.number_or("k", SUTTON_GRAVES_AIR)?;
    Ok(Some(match row.quantity.as_str() {
        "peak_decel" => entry.peak_load_g(),
        "peak_decel_altitude" => entry.peak_load_altitude_m(),
        "peak_decel_speed" => entry.peak_load_speed_m_s(),
        "impact_speed" => entry.impact_speed_m_s(),
        "peak_heat_altitude" => entry.peak_heat_altitude_m(),
        "peak_heat_speed" => entry.peak_heat_speed_m_s(),
        "peak_heat_flux" => entry.peak_heat_flux_w_m2(k, row.number("Rn_m")?)?,
        "heat_load_to_ground" => entry.heat_load_to_ground_j_m2(k, row.number("Rn_m")?)?,
        _ => return Ok(None),
    }))
}

fn stagnation(row: &Row) -> Result<Option<f64>> {
    let flux = stagnation_flux_w_m2(
        row.number_or("k", SUTTON_GRAVES_AIR)?,
        row.number("rho")?,
        row.number("Rn_m")?,
        row.number("V_m_s")?,
    )?;
    Ok(match row.quantity.as_str() {
        "stag_heat_flux" => Some(flux),
        "radiative_equilibrium_T" => Some(radiative_equilibrium_k(flux, row.number("emissivity")?)?),
        _ => None,
    })
}

fn planar(row: &Row) -> Result<Option<f64>> {
    const QUANTITIES: [&str; 12] = [
        "peak_load",
        "peak_load_altitude",
        "peak_load_speed",
        "peak_load_time",
        "peak_heat_flux",
        "peak_heat_altitude",
        "peak_heat_speed",
        "peak_heat_time",
        "heat_load",
        "peak_dynamic_pressure",
        "t_to_end",
        "downrange",
    ];
    if !QUANTITIES.contains(&row.quantity.as_str()) {
        return Ok(None);
    }
    let result = PlanarEntry {
        speed_m_s: row.number("V_m_s")?,
        angle_rad: row.number("gamma_deg")?.to_radians(),
        altitude_m: row.number("h0_m")?,
        ballistic_kg_m2: row.number("beta_kg_m2")?,
        lift_to_drag: row.number_or("LD", 0.0)?,
        nose_radius_m: row.number_or("Rn_m", 1.0)?,
        spin_rad_s: row.number_or("omega", 0.0)? * row.number_or("direction", 1.0)?,
        planet_radius_m: row.number_or("R_m", PLANET_RADIUS_MEAN_M)?,
        mu_m3_s2: row.number_or("mu", PLANET_MU_M3_S2)?,
        heating_k: row.number_or("k", SUTTON_GRAVES_AIR)?,
        altitude_stop_m: row.number_or("h_stop_m", 0.0)?,
    }
    .fly()?;
    Ok(Some(match row.quantity.as_str() {
        "peak_load" => result.load_g.value,
        "peak_load_altitude" => result.load_g.altitude_m,
        "peak_load_speed" => result.load_g.airspeed_m_s,
        "peak_load_time" => result.load_g.t_s,
        "peak_heat_flux" => result.heat_flux_w_m2.value,
        "peak_heat_altitude" => result.heat_flux_w_m2.altitude_m,
        "peak_heat_speed" => result.heat_flux_w_m2.airspeed_m_s,
        "peak_heat_time" => result.heat_flux_w_m2.t_s,
        "heat_load" => result.heat_load_j_m2,
        "peak_dynamic_pressure" => result.dynamic_pressure_pa.value,
        "t_to_end" => result.t_end_s,
        _ => result.downrange_m,
    }))
}
