//! Rows about radiation: dose and response, layers, fields, decay, fallout, decontamination.

use anyhow::{Result, anyhow, bail};
use qd_physics::dose_response as dose;
use qd_physics::radiation::{self, Material};

use super::row::Row;

const SECONDS_A_DAY: f64 = 86_400.0;

/// The model's value for a row, or `None` where it is not about radiation or not modelled.
///
/// # Errors
/// A broken input, or inputs outside the range of the law.
pub(super) fn compute(row: &Row) -> Result<Option<f64>> {
    if row.has("dose_Gy") || row.has("dose_Gy_lo") {
        return response(row);
    }
    if row.quantity.ends_with("_beam") {
        return layers(row);
    }
    Ok(Some(match row.quantity.as_str() {
        "LD50_60_minimal_care" => dose::MARROW_MEDIAN_GY,
        "LD100_gut" => dose::GUT_LETHAL_GY,
        "nervous_syndrome_threshold" => dose::NERVOUS_THRESHOLD_GY,
        "air_kerma_rate" => kerma_rate(row)?,
        "rate" if row.has_all(&["r1_m", "r2_m"]) => {
            radiation::inverse_square(row.number("rate_at_r1")?, row.number("r1_m")?, row.number("r2_m")?)?
        }
        "rate_fraction_of_1h" => radiation::fallout_rate_share(row.number("t_h")?)?,
        quantity if quantity.starts_with("dose_from_t_to_") => {
            let Some(later) =
                quantity.strip_prefix("dose_from_t_to_").and_then(|rest| rest.split_once("h_later"))
            else {
                return Ok(None);
            };
            let start = row.number("t_h")?;
            radiation::fallout_dose_h(start, start + row.parse_number("hours", later.0)?)?
        }
        "decay_heat_fraction" => {
            radiation::decay_heat_share(row.number("t_after_shutdown_s")?, row.number("operated_s")?)?
        }
        "fraction_left" => radiation::decay_left(row.number("t")?, row.number("half_life")?)?,
        "share_removed_with_clothing" => radiation::REMOVED_WITH_CLOTHES,
        "share_left_after_clothing_and_shower" => radiation::decontaminated(
            1.0,
            &[radiation::REMOVED_WITH_CLOTHES, radiation::REMOVED_BY_SHOWER],
            0.0,
            1.0,
        )?,
        "activity_left" => {
            let steps = if row.text("steps")? == "none" { Vec::new() } else { row.numbers("steps")? };
            radiation::decontaminated(
                row.number("A0_Bq")?,
                &steps,
                row.number("t_d")?,
                row.number("half_life_d")?,
            )?
        }
        _ => return Ok(None),
    }))
}

fn response(row: &Row) -> Result<Option<f64>> {
    let dose_gy = if row.has("dose_Gy") {
        row.number("dose_Gy")?
    } else {
        (row.number("dose_Gy_lo")? * row.number("dose_Gy_hi")?).sqrt()
    };
    let median = match row.text_if_any("care") {
        Some("supportive") => dose::MARROW_MEDIAN_CARE_GY,
        _ => dose::MARROW_MEDIAN_GY,
    };
    Ok(Some(match row.quantity.as_str() {
        "share_vomiting" => dose::vomiting_share(dose_gy)?,
        "vomiting_onset" => dose::vomiting_onset_s(dose_gy)? / 3600.0,
        "share_dying_60d" => dose::marrow_death_probability(dose_gy, median, dose::MARROW_SHAPE)?,
        "marrow_death_probability" => dose::marrow_death_probability(
            dose_gy,
            row.number_or("D50", median)?,
            row.number_or("shape", dose::MARROW_SHAPE)?,
        )?,
        "time_to_death" => dose::time_to_death_s(dose_gy)? / SECONDS_A_DAY,
        "time_to_incapacitation" => dose::time_to_incapacitation_s(dose_gy, 0.5)? / 60.0,
        "partial_recovery_after" => dose::PARTIAL_RECOVERY_S / 60.0,
        _ => return Ok(None),
    }))
}

fn layers(row: &Row) -> Result<Option<f64>> {
    let name = row.text("material")?;
    let Some(material) = Material::from_name(name) else {
        bail!("material '{name}' is not in the attenuation tables");
    };
    let energy_kev = match (row.text_if_any("E_keV"), row.text_if_any("source")) {
        (Some(_), _) => row.number("E_keV")?,
        (None, Some(source)) => radiation::source_energy_kev(source)
            .ok_or_else(|| anyhow!("source '{source}' has no known photon energy"))?,
        (None, None) => return Ok(None),
    };
    let density = row.number_or("density", material.density_kg_m3() / 1000.0)? * 1000.0;
    let metres = if row.quantity.ends_with("broad_beam") {
        radiation::broad_half_value_layer_m(material, energy_kev)?
    } else if row.quantity.ends_with("narrow_beam") {
        let mass = if row.has("mass_att_cm2_g") {
            row.number("mass_att_cm2_g")? / 10.0
        } else {
            radiation::mass_attenuation_m2_kg(material, energy_kev)?
        };
        radiation::half_value_layer_m(mass, density)?
    } else {
        return Ok(None);
    };
    Ok(match row.quantity.split('_').next() {
        Some("HVL") => Some(1000.0 * metres),
        Some("TVL") => Some(1000.0 * radiation::tenth_value_layer_m(metres)),
        _ => None,
    })
}

/// `slabs` is `none` or a list of `name:24mm/HVL12`, both in millimetres.
fn kerma_rate(row: &Row) -> Result<f64> {
    let mut transmission = 1.0;
    if row.text("slabs")? != "none" {
        for slab in row.pieces("slabs")? {
            let complain = || row.error(format!("slab '{slab}' wants the form steel:22mm/HVL22"));
            let (_, sizes) = slab.split_once(':').ok_or_else(complain)?;
            let (thickness, layer) = sizes.split_once("mm/HVL").ok_or_else(complain)?;
            let thickness_m = row.parse_number("slab thickness", thickness)? / 1000.0;
            let layer_m = row.parse_number("half-value layer", layer)? / 1000.0;
            transmission *= radiation::slab_transmission(thickness_m, layer_m)?;
        }
    }
    // mGy m² / (GBq h) to Gy m² / (Bq s), and the answer back to mGy/h.
    let constant = row.number("const_mGy_m2_per_GBq_h")? * 1e-3 / 1e9 / 3600.0;
    let activity_bq = row.number("activity_GBq")? * 1e9;
    let rate =
        radiation::air_kerma_rate_gy_s(constant, activity_bq, row.number("distance_m")?, transmission)?;
    Ok(rate * 3600.0 * 1000.0)
}
