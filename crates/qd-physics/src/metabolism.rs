//! What people take from the air and give to it: oxygen, carbon dioxide, heat; how long a sealed room lasts.
//!
//! Heat, oxygen and carbon dioxide hang together by the energy of oxygen and the respiratory quotient, so one
//! number (metabolic heat) sets all three. Left out: water vapour, food and what sleep changes over a day.

use crate::error::{Result, in_range};

/// Heat released per kilogram of oxygen used, J/kg: 20.3 kJ per litre, mixed diet (NASA BVAD).
pub const HEAT_PER_OXYGEN_J_KG: f64 = 14.2e6;
/// Moles of carbon dioxide given off per mole of oxygen used (NASA BVAD: 0.87 to 0.92).
pub const RESPIRATORY_QUOTIENT: f64 = 0.885;
/// Molar mass of oxygen, kg/mol.
pub const OXYGEN_KG_MOL: f64 = 0.031_998;
/// Molar mass of carbon dioxide, kg/mol.
pub const CARBON_DIOXIDE_KG_MOL: f64 = 0.044_009_5;
/// One met, W/m² of skin (ISO 8996).
pub const MET_W_M2: f64 = 58.15;
/// Skin of a standard person, m² (DuBois, 75 kg and 1.80 m).
pub const SKIN_M2: f64 = 1.94;
/// Metabolic heat averaged over a day, W (NASA BVAD: 11.8 MJ a day).
pub const HEAT_DAY_AVERAGE_W: f64 = 136.8;
const SECONDS_A_DAY: f64 = 86_400.0;

/// What a person is doing, as far as the air notices (ISO 8996 classes).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activity {
    /// Asleep or unconscious.
    Asleep,
    /// Sitting at a console.
    Seated,
    /// Standing, light work, walking slowly.
    Light,
    /// Steady work, walking fast.
    Moderate,
    /// Hard work, running.
    Heavy,
}

/// Metabolic heat of a standard person, W (ISO 8996: 40, 65, 100, 165, 260 W/m²).
pub fn metabolic_heat_w(activity: Activity) -> f64 {
    let flux_w_m2 = match activity {
        Activity::Asleep => 40.0,
        Activity::Seated => 65.0,
        Activity::Light => 100.0,
        Activity::Moderate => 165.0,
        Activity::Heavy => 260.0,
    };
    flux_w_m2 * SKIN_M2
}

/// Oxygen used, mol/s, at a metabolic heat of 0 to 2000 W.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn oxygen_use_mol_s(metabolic_heat_w: f64) -> Result<f64> {
    in_range("metabolic heat", metabolic_heat_w, 0.0, 2000.0, "W")?;
    Ok(metabolic_heat_w / HEAT_PER_OXYGEN_J_KG / OXYGEN_KG_MOL)
}

/// Carbon dioxide given off, mol/s, at a metabolic heat of 0 to 2000 W.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn carbon_dioxide_output_mol_s(metabolic_heat_w: f64) -> Result<f64> {
    Ok(oxygen_use_mol_s(metabolic_heat_w)? * RESPIRATORY_QUOTIENT)
}

/// A daily mass as a molar rate, mol/s.
pub fn daily_mass_mol_s(mass_kg_day: f64, molar_mass_kg_mol: f64) -> f64 {
    mass_kg_day / SECONDS_A_DAY / molar_mass_kg_mol
}

/// Time until a gas reaches a mole fraction, s, counted against the moles at the start; infinite if never.
///
/// `moles_total` > 0; fractions 0 to 1; `rate_mol_s` into the room, negative for a gas that is used up.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn time_to_fraction_s(
    moles_total: f64,
    start_fraction: f64,
    end_fraction: f64,
    rate_mol_s: f64,
) -> Result<f64> {
    in_range("moles", moles_total, 1e-9, 1e12, "mol")?;
    in_range("start fraction", start_fraction, 0.0, 1.0, "1")?;
    in_range("end fraction", end_fraction, 0.0, 1.0, "1")?;
    let missing = (end_fraction - start_fraction) * moles_total;
    if missing == 0.0 {
        return Ok(0.0);
    }
    let time_s = missing / rate_mol_s;
    Ok(if time_s >= 0.0 { time_s } else { f64::INFINITY })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_a_person_meets_the_published_band() {
        let day = |rate: f64, molar: f64| rate * SECONDS_A_DAY * molar;
        let oxygen = day(oxygen_use_mol_s(HEAT_DAY_AVERAGE_W).expect("in range"), OXYGEN_KG_MOL);
        let dioxide =
            day(carbon_dioxide_output_mol_s(HEAT_DAY_AVERAGE_W).expect("in range"), CARBON_DIOXIDE_KG_MOL);
        assert!((0.82..=0.84).contains(&oxygen), "{oxygen}");
        assert!((0.998..=1.04).contains(&dioxide), "{dioxide}");
        assert!(oxygen_use_mol_s(-1.0).is_err());
    }

    #[test]
    fn a_gas_that_moves_away_from_the_limit_never_reaches_it() {
        assert_eq!(time_to_fraction_s(100.0, 0.2, 0.3, -1.0), Ok(f64::INFINITY));
        assert_eq!(time_to_fraction_s(100.0, 0.2, 0.1, -1.0), Ok(10.0));
    }
}
