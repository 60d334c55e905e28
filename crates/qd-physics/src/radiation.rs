//! Photon fields: attenuation, layers, inverse square, kerma, decay, decay heat, fallout, decontamination.
//!
//! Attenuation comes from the tables of `radiation_table` by log-log interpolation. Narrow-beam layers count
//! only what arrives unscattered; broad-beam layers hold scatter build-up, as a wall that people stand behind
//! needs. Left out: neutrons, charged particles, angle of incidence, gaps in shields.

use crate::curve::log_log;
use crate::error::{Result, in_range};
use crate::radiation_table as table;
use crate::radiation_table::Table;

/// Tenth-value layers per half-value layer: ln 10 / ln 2.
pub const HALF_VALUE_LAYERS_PER_TENTH: f64 = core::f64::consts::LN_10 / core::f64::consts::LN_2;

/// A shielding material of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Material {
    /// Iron and steel.
    Iron,
    /// Lead.
    Lead,
    /// Tungsten.
    Tungsten,
    /// Aluminium.
    Aluminium,
    /// Titanium.
    Titanium,
    /// Copper.
    Copper,
    /// Uranium, depleted.
    Uranium,
    /// Graphite.
    Graphite,
    /// Water, also soft tissue.
    Water,
    /// Polyethylene.
    Polyethylene,
    /// Air at sea level.
    Air,
    /// Ordinary concrete.
    Concrete,
    /// Earth and stone, attenuating by mass like concrete.
    Earth,
    /// Lead glass with 71 % lead oxide.
    LeadGlass,
}

impl Material {
    /// The material a name stands for (English names, element symbols, either spelling of aluminium).
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        Some(match name.as_str() {
            "iron/steel" | "iron" | "steel" | "stainless_steel" | "fe" => Self::Iron,
            "lead" | "pb" => Self::Lead,
            "tungsten" | "w" => Self::Tungsten,
            "aluminium" | "aluminum" | "al" => Self::Aluminium,
            "titanium" | "ti" => Self::Titanium,
            "copper" | "cu" => Self::Copper,
            "uranium" | "depleted_uranium" | "depleted uranium" | "u" => Self::Uranium,
            "graphite" | "carbon" | "c" => Self::Graphite,
            "water" | "h2o" | "tissue" | "soft_tissue" | "soft tissue" => Self::Water,
            "polyethylene" | "pe" | "plastic" => Self::Polyethylene,
            "air" => Self::Air,
            "concrete" => Self::Concrete,
            "earth" | "soil" | "stone" | "brick" => Self::Earth,
            _ if name.starts_with("lead_glass") || name.starts_with("lead glass") => Self::LeadGlass,
            _ if name.starts_with("concrete") => Self::Concrete,
            _ => return None,
        })
    }

    /// Usual density, kg/m³.
    pub fn density_kg_m3(self) -> f64 {
        match self {
            Self::Iron => 7874.0,
            Self::Lead => 11_350.0,
            Self::Tungsten => 19_250.0,
            Self::Aluminium => 2699.0,
            Self::Titanium => 4506.0,
            Self::Copper => 8960.0,
            Self::Uranium => 18_950.0,
            Self::Graphite => 2260.0,
            Self::Water => 1000.0,
            Self::Polyethylene => 940.0,
            Self::Air => 1.205,
            Self::Concrete => 2300.0,
            Self::Earth => 1600.0,
            Self::LeadGlass => 5050.0,
        }
    }

    fn table(self) -> &'static Table {
        match self {
            Self::Iron => &table::IRON,
            Self::Lead => &table::LEAD,
            Self::Tungsten => &table::TUNGSTEN,
            Self::Aluminium => &table::ALUMINIUM,
            Self::Titanium => &table::TITANIUM,
            Self::Copper => &table::COPPER,
            Self::Uranium => &table::URANIUM,
            Self::Graphite => &table::GRAPHITE,
            Self::Water => &table::WATER,
            Self::Polyethylene => &table::POLYETHYLENE,
            Self::Air => &table::AIR,
            Self::Concrete | Self::Earth => &table::CONCRETE,
            Self::LeadGlass => &table::LEAD_GLASS,
        }
    }

    /// How much thicker a broad-beam layer is than a narrow-beam one, from 0.3 to 3 MeV (fitted to ASTM E94).
    fn build_up_stretch(self) -> f64 {
        match self {
            Self::Lead | Self::Tungsten | Self::Uranium | Self::LeadGlass => 1.19,
            Self::Iron | Self::Copper | Self::Titanium | Self::Earth => 1.35,
            _ => 1.26,
        }
    }
}

/// Mean photon energy of a common source by name, keV: cobalt 60, caesium 137, iridium 192, fission products.
pub fn source_energy_kev(name: &str) -> Option<f64> {
    let name = name.to_ascii_lowercase();
    let named = |part: &str| name.contains(part);
    if named("co-60") {
        Some(1250.0)
    } else if named("cs-137") {
        Some(661.66)
    } else if named("ir-192") {
        Some(380.0)
    } else if named("ra-226") {
        Some(830.0)
    } else if named("fallout") {
        Some(750.0)
    } else {
        None
    }
}

/// Mass attenuation coefficient, m²/kg, 10 keV to 20 MeV (uranium from 25 keV).
///
/// # Errors
/// `OutOfRange` outside these.
pub fn mass_attenuation_m2_kg(material: Material, energy_kev: f64) -> Result<f64> {
    let table = material.table();
    log_log("photon energy", "keV", table.energies_kev, table.mass_attenuation_m2_kg, energy_kev)
}

/// Half-value layer without build-up, m: ln 2 / (mass attenuation x density).
///
/// # Errors
/// `OutOfRange` for a coefficient or a density that is not positive.
pub fn half_value_layer_m(mass_attenuation_m2_kg: f64, density_kg_m3: f64) -> Result<f64> {
    in_range("mass attenuation", mass_attenuation_m2_kg, 1e-6, 1e4, "m2/kg")?;
    in_range("density", density_kg_m3, 1e-3, 3e4, "kg/m3")?;
    Ok(core::f64::consts::LN_2 / (mass_attenuation_m2_kg * density_kg_m3))
}

/// Half-value layer with scatter build-up, m, of a material of usual density, 100 keV to 10 MeV.
///
/// Narrow-beam layer times a stretch by material (ASTM E94: 1.2 lead, 1.26 light, 1.35 iron).
///
/// # Errors
/// `OutOfRange` outside these.
pub fn broad_half_value_layer_m(material: Material, energy_kev: f64) -> Result<f64> {
    in_range("photon energy", energy_kev, 100.0, 1e4, "keV")?;
    let narrow = half_value_layer_m(mass_attenuation_m2_kg(material, energy_kev)?, material.density_kg_m3())?;
    Ok(narrow * material.build_up_stretch())
}

/// Tenth-value layer of a half-value layer, m.
pub fn tenth_value_layer_m(half_value_layer_m: f64) -> f64 {
    half_value_layer_m * HALF_VALUE_LAYERS_PER_TENTH
}

/// Share of a field that passes a slab: 2^(-thickness/HVL). Thickness >= 0 m, layer > 0 m.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn slab_transmission(thickness_m: f64, half_value_layer_m: f64) -> Result<f64> {
    in_range("thickness", thickness_m, 0.0, 1e6, "m")?;
    in_range("half-value layer", half_value_layer_m, 1e-9, 1e9, "m")?;
    Ok(libm::exp2(-thickness_m / half_value_layer_m))
}

/// Rate at another distance from a point source, same unit as given: inverse square, both distances > 0 m.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn inverse_square(rate: f64, at_m: f64, to_m: f64) -> Result<f64> {
    in_range("distance", at_m, 1e-9, 1e12, "m")?;
    in_range("distance", to_m, 1e-9, 1e12, "m")?;
    let ratio = at_m / to_m;
    Ok(rate * ratio * ratio)
}

/// Air kerma rate of a point source behind slabs, Gy/s: constant x activity / d² x transmission.
///
/// `kerma_constant_gy_m2_bq_s` >= 0 (cobalt 60: 8.56e-17), `activity_bq` >= 0, `distance_m` > 0.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn air_kerma_rate_gy_s(
    kerma_constant_gy_m2_bq_s: f64,
    activity_bq: f64,
    distance_m: f64,
    transmission: f64,
) -> Result<f64> {
    in_range("activity", activity_bq, 0.0, 1e24, "Bq")?;
    in_range("transmission", transmission, 0.0, 1.0, "1")?;
    inverse_square(kerma_constant_gy_m2_bq_s * activity_bq * transmission, 1.0, distance_m)
}

/// Share of a nuclide left after a time, same unit for both; half-life > 0, time >= 0.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn decay_left(time: f64, half_life: f64) -> Result<f64> {
    in_range("time", time, 0.0, 1e30, "half-life unit")?;
    in_range("half-life", half_life, 1e-30, 1e30, "time unit")?;
    Ok(libm::exp2(-time / half_life))
}

/// Decay heat as a share of operating power: 0.0622 (t^-0.2 - (t + T)^-0.2), Way and Wigner.
///
/// `since_shutdown_s` 1 to 1e9, `operated_s` 1 to 1e10; about 20 % good.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn decay_heat_share(since_shutdown_s: f64, operated_s: f64) -> Result<f64> {
    in_range("time since shutdown", since_shutdown_s, 1.0, 1e9, "s")?;
    in_range("time operated", operated_s, 1.0, 1e10, "s")?;
    let past = libm::pow(since_shutdown_s, -0.2) - libm::pow(since_shutdown_s + operated_s, -0.2);
    Ok(0.0622 * past)
}

/// Fallout dose rate as a share of that one hour after burst: t^-1.2, t in hours 0.1 to 5000.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn fallout_rate_share(time_h: f64) -> Result<f64> {
    in_range("time since burst", time_h, 0.1, 5000.0, "h")?;
    Ok(libm::pow(time_h, -1.2))
}

/// Fallout dose from `start_h` to `end_h` per unit rate at one hour, h: 5 (t1^-0.2 - t2^-0.2).
///
/// # Errors
/// `OutOfRange` outside 0.1 to 5000 h.
pub fn fallout_dose_h(start_h: f64, end_h: f64) -> Result<f64> {
    in_range("time since burst", start_h, 0.1, 5000.0, "h")?;
    in_range("time since burst", end_h, start_h, 5000.0, "h")?;
    Ok(5.0 * (libm::pow(start_h, -0.2) - libm::pow(end_h, -0.2)))
}

/// Contamination left after washing steps and decay, same unit as given: A (1-f1)(1-f2)... 2^(-t/T).
///
/// Each removed share 0 to 1.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn decontaminated(activity: f64, removed_shares: &[f64], time: f64, half_life: f64) -> Result<f64> {
    let mut left = activity * decay_left(time, half_life)?;
    for &share in removed_shares {
        left *= 1.0 - in_range("share removed", share, 0.0, 1.0, "1")?;
    }
    Ok(left)
}

/// Share of a person's contamination that goes with the clothes (REMM: 0.8 to 0.9).
pub const REMOVED_WITH_CLOTHES: f64 = 0.88;
/// Share of what is left that one shower takes.
pub const REMOVED_BY_SHOWER: f64 = 0.8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_of_the_tables() {
        let check = |name: &str, energy_kev: f64, millimetres: f64| {
            let material = Material::from_name(name).expect("a known material");
            let mass = mass_attenuation_m2_kg(material, energy_kev).expect("in range");
            let layer = half_value_layer_m(mass, material.density_kg_m3()).expect("in range");
            assert!((layer * 1000.0 - millimetres).abs() < 0.02 * millimetres, "{name}: {layer}");
        };
        check("lead", 661.66, 5.54386);
        check("iron/steel", 1250.0, 16.4542);
        check("water", 300.0, 58.426);
        check("lead_glass_71PbO", 100.0, 0.3607);
        check("concrete", 1250.0, 51.9);
        assert!(mass_attenuation_m2_kg(Material::Lead, 5.0).is_err());
    }

    #[test]
    fn every_table_rises_in_energy() {
        for name in
            ["iron", "lead", "w", "al", "ti", "cu", "u", "c", "water", "pe", "air", "concrete", "lead_glass"]
        {
            let table = Material::from_name(name).expect("a known material").table();
            assert_eq!(table.energies_kev.len(), table.mass_attenuation_m2_kg.len(), "{name}");
            assert!(table.energies_kev.windows(2).all(|pair| pair[0] < pair[1]), "{name}");
        }
    }
}
