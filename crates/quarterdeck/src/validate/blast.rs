//! Rows about explosions in vacuum.

use anyhow::{Result, bail};
use qd_physics::blast::{self, ChargeShape};
use qd_physics::thermal_body;

use super::row::Row;

/// The model's value for a row, or `None` where it is not about blast or not modelled.
///
/// # Errors
/// A broken input, or inputs outside the range of the law.
pub(super) fn compute(row: &Row) -> Result<Option<f64>> {
    let cloud =
        || -> Result<(f64, f64, f64)> { Ok((row.number("M_kg")?, row.number("E_J")?, row.number("r_m")?)) };
    Ok(Some(match row.quantity.as_str() {
        "fluence" => blast::fluence_j_m2(row.number("E_J")?, row.number("r_m")?)?,
        "fluence_cal_cm2" => {
            blast::fluence_j_m2(row.number("E_J")?, row.number("r_m")?)? / blast::CALORIE_CM2_J_M2
        }
        "edge_speed" => {
            let (mass, energy, _) = cloud()?;
            blast::cloud_edge_speed_m_s(mass, energy)?
        }
        "impulse_per_area" => {
            let (mass, energy, distance) = cloud()?;
            blast::cloud_impulse_pa_s(mass, energy, distance)?
        }
        "first_arrival" => {
            let (mass, energy, distance) = cloud()?;
            blast::cloud_arrival_s(mass, energy, distance)?
        }
        "overpressure_shock" => blast::SHOCK_OVERPRESSURE_VACUUM_PA,
        "expected_hits" => hits(row)?,
        "probability_of_a_hit" => blast::hit_probability(hits(row)?)?,
        "fragment_speed" => {
            let shape = match row.text("shape")? {
                "sphere" => ChargeShape::Sphere,
                "cylinder" => ChargeShape::Cylinder,
                other => bail!("shape '{other}' wants sphere or cylinder"),
            };
            blast::fragment_speed_m_s(shape, row.number("metal_to_charge")?, row.number("gurney_m_s")?)?
        }
        "energy_released_to_vacuum" => tank(row)?,
        "kinetic_energy" => blast::kinetic_energy_j(row.number("m_kg")?, row.number("v_m_s")?)?,
        "tnt_equivalent" => match energy(row)? {
            Some(energy_j) => blast::tnt_equivalent_kg(energy_j),
            None => return Ok(None),
        },
        "temperature_rise_no_loss" => blast::flash_temperature_rise_k(
            row.number("fluence_J_m2")?,
            row.number("absorptance")?,
            row.number("areal_mass_kg_m2")?,
            row.number("c")?,
        )?,
        quantity if quantity.starts_with("plate_equilibrium_T") => {
            let sides = if quantity.contains("both") { 2.0 } else { 1.0 };
            blast::plate_equilibrium_k(
                row.number("flux_W_m2")?,
                row.number("absorptance")?,
                row.number("emissivity")?,
                sides,
            )?
        }
        "first_degree_burn" => thermal_body::flash_burn_fluence_j_m2(1.0)? / blast::CALORIE_CM2_J_M2,
        "second_degree_burn" => thermal_body::flash_burn_fluence_j_m2(2.0)? / blast::CALORIE_CM2_J_M2,
        "third_degree_burn" => thermal_body::flash_burn_fluence_j_m2(3.0)? / blast::CALORIE_CM2_J_M2,
        "xray_share_of_yield_in_vacuum" => blast::XRAY_SHARE,
        "explosion_pieces_larger_than" => blast::explosion_pieces(row.number("size_m")?)?,
        "collision_pieces_larger_than" => {
            blast::collision_pieces(row.number("mass_kg")?, row.number("size_m")?)?
        }
        _ => return Ok(None),
    }))
}

fn hits(row: &Row) -> Result<f64> {
    Ok(blast::expected_hits(row.number("fragments")?, row.number("target_area_m2")?, row.number("r_m")?)?)
}

fn tank(row: &Row) -> Result<f64> {
    Ok(blast::tank_energy_j(row.number("p_Pa")?, row.number("V_m3")?, row.number("gamma")?)?)
}

/// The energy a row is about, by what its inputs describe: a tank, a moving body, or a stated energy.
fn energy(row: &Row) -> Result<Option<f64>> {
    if row.has_all(&["p_Pa", "V_m3"]) {
        return tank(row).map(Some);
    }
    if row.has_all(&["m_kg", "v_m_s"]) {
        return Ok(Some(blast::kinetic_energy_j(row.number("m_kg")?, row.number("v_m_s")?)?));
    }
    if row.has("E_J") {
        return Ok(Some(row.number("E_J")?));
    }
    Ok(None)
}
