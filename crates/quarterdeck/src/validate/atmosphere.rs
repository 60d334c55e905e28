//! Rows of the standard atmosphere: a quantity at a geometric altitude `z_m`.

use anyhow::Result;
use qd_physics::atmosphere::{air_at, speed_of_sound_m_s};

use super::row::Row;

/// The atmosphere's value for a row, `None` if it is no row of the atmosphere.
pub(super) fn compute(row: &Row) -> Result<Option<f64>> {
    if !row.has("z_m") {
        return Ok(None);
    }
    let altitude_m = row.number("z_m")?;
    Ok(Some(match row.quantity.as_str() {
        "temperature" => air_at(altitude_m)?.temperature_k,
        "pressure" => air_at(altitude_m)?.pressure_pa,
        "density" => air_at(altitude_m)?.density_kg_m3,
        "speed_of_sound" => speed_of_sound_m_s(altitude_m)?,
        _ => return Ok(None),
    }))
}
