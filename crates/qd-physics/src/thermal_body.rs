//! Heat and cold in a body: predicted heat strain, cooling, burns by touch, by radiant heat and by hot air.
//!
//! Heat follows ISO 7933:2023 (predicted heat strain) as a step of any length up to a minute: skin, core and
//! rectal temperature, sweat. Cold follows a whole-body heat balance with shivering. Burns and hot air are
//! doses: d(dose)/dt = 1/time at the present exposure, harm at 1. Left out: local frostbite, wet clothes that
//! freeze, the initial cold shock.

use crate::curve::semi_log_held;
use crate::error::{Result, in_range};
use crate::metabolism::{MET_W_M2, SKIN_M2};

/// Core temperature at which shivering is full and hypothermia begins, degrees Celsius.
pub const HYPOTHERMIA_CORE_C: f64 = 35.0;
/// Core temperature at which a chilled person loses consciousness, degrees Celsius.
pub const UNCONSCIOUS_CORE_C: f64 = 30.0;
/// Core temperature of cardiac arrest by cold, degrees Celsius (published 24 to 28).
pub const COLD_DEATH_CORE_C: f64 = 26.0;
/// Core temperature of heat stroke, degrees Celsius.
pub const HEAT_STROKE_CORE_C: f64 = 40.5;
/// Core temperature few survive, degrees Celsius.
pub const HEAT_DEATH_CORE_C: f64 = 42.5;
/// Core temperature at rest in comfort, degrees Celsius.
pub const CORE_COMFORT_C: f64 = 36.8;
const BODY_MASS_KG: f64 = 75.0;
/// Heat capacity of the body per area of skin, J/(m² K) (ISO 7933: 58.15 W min per kg).
const BODY_HEAT_J_M2_K: f64 = MET_W_M2 * BODY_MASS_KG / SKIN_ISO_M2 * 60.0;
/// Skin of 75 kg and 1.80 m, m² (DuBois: 0.202 m^0.425 h^0.725).
const SKIN_ISO_M2: f64 = 1.938_013;

/// What surrounds a person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surroundings {
    /// Air, degrees Celsius.
    pub air_c: f64,
    /// Mean radiant temperature, degrees Celsius.
    pub radiant_c: f64,
    /// Air speed, m/s.
    pub air_speed_m_s: f64,
    /// Partial pressure of water vapour, kPa.
    pub vapour_kpa: f64,
    /// Clothing, clo.
    pub clothing_clo: f64,
}

/// A body's heat state: what ISO 7933 carries from minute to minute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BodyHeat {
    /// Mean skin temperature, degrees Celsius.
    pub skin_c: f64,
    /// Core temperature, degrees Celsius.
    pub core_c: f64,
    /// Rectal temperature, degrees Celsius.
    pub rectal_c: f64,
    /// Core temperature the body aims at for its work, degrees Celsius.
    pub core_aim_c: f64,
    /// Share of the body that is at skin temperature, 0.1 to 0.3.
    pub skin_weight: f64,
    /// Sweat, as the heat it could take, W/m².
    pub sweat_w_m2: f64,
}

impl BodyHeat {
    /// A body at rest in comfort (ISO 7933 starting values).
    pub const COMFORT: Self = Self {
        skin_c: 34.1,
        core_c: CORE_COMFORT_C,
        rectal_c: CORE_COMFORT_C,
        core_aim_c: CORE_COMFORT_C,
        skin_weight: 0.3,
        sweat_w_m2: 0.0,
    };
}

/// Saturation pressure of water vapour, kPa, -20 to 150 degrees Celsius (ISO 7933 Magnus form).
pub fn vapour_saturation_kpa(temperature_c: f64) -> f64 {
    0.6105 * libm::exp(17.27 * temperature_c / (temperature_c + 237.3))
}

struct Clothing {
    area_factor: f64,
    insulation_m2_k_w: f64,
    vapour_resistance_m2_kpa_w: f64,
    convection_floor_w_m2_k: f64,
}

/// Clothing as the wind and the work make it (ISO 7933:2023, dynamic insulation and permeability).
fn clothing(surroundings: &Surroundings, metabolic_w_m2: f64) -> Clothing {
    let clo = surroundings.clothing_clo;
    let area_factor = 1.0 + 0.28 * clo;
    let still_air = 0.111;
    let walking = (0.0052 * (metabolic_w_m2 - 58.0)).min(0.7);
    let wind = surroundings.air_speed_m_s;
    let wind_capped = wind.min(3.0);
    let walking_capped = walking.min(1.5);
    let clothed = (1.044
        * libm::exp(
            (0.066 * wind_capped - 0.398) * wind_capped + (0.094 * walking_capped - 0.378) * walking_capped,
        ))
    .min(1.0);
    let bare =
        libm::exp((0.047 * wind - 0.472) * wind + (0.117 * walking_capped - 0.342) * walking_capped).min(1.0);
    let correction = if clo <= 0.6 { ((0.6 - clo) * bare + clo * clothed) / 0.6 } else { clothed };
    let total = (clo * 0.155 + still_air / area_factor) * correction;
    let permeability = (0.38 * ((2.6 * correction - 6.5) * correction + 4.9)).min(0.9);
    let convection = if wind > 1.0 { 8.7 * libm::pow(wind, 0.6) } else { 3.5 + 5.2 * wind };
    Clothing {
        area_factor,
        insulation_m2_k_w: (total - bare * still_air / area_factor).max(1e-3),
        vapour_resistance_m2_kpa_w: total / permeability / 16.7,
        convection_floor_w_m2_k: convection,
    }
}

/// Dry heat loss through clothes, W/m², by the balance at their surface.
fn dry_loss_w_m2(surroundings: &Surroundings, clothing: &Clothing, skin_c: f64) -> f64 {
    let (air, radiant) = (surroundings.air_c, surroundings.radiant_c);
    let convection = clothing.convection_floor_w_m2_k.max(2.38 * fourth_root((radiant + 0.1 - air).abs()));
    // Standing, 54 % covered by clothes that reflect (the standard's default): (1-0.54) 0.97 + 0.54 (1-0.42).
    let radiating = 0.7594 * 5.67e-8 * 0.77;
    let mut surface = radiant + 0.1;
    let mut radiation = 0.0;
    for _ in 0..60 {
        let (a, b) = (surface + 273.0, radiant + 273.0);
        // (a⁴ - b⁴)/(a - b), without the quotient that fails at a = b.
        radiation = radiating * (a * a + b * b) * (a + b);
        let weighted = clothing.area_factor * (convection * air + radiation * radiant)
            + skin_c / clothing.insulation_m2_k_w;
        let next =
            weighted / (clothing.area_factor * (convection + radiation) + 1.0 / clothing.insulation_m2_k_w);
        if (surface - next).abs() <= 0.001 {
            break;
        }
        surface = 0.5 * (surface + next);
    }
    clothing.area_factor * (convection * (surface - air) + radiation * (surface - radiant))
}

fn fourth_root(value: f64) -> f64 {
    value.sqrt().sqrt()
}

/// Skin temperature the body settles at (ISO 7933 regression, clothed and bare blended by insulation).
fn skin_aim_c(surroundings: &Surroundings, metabolic_w_m2: f64, rectal_c: f64) -> f64 {
    let s = surroundings;
    let clothed = 12.165 + 0.02017 * s.air_c + 0.04361 * s.radiant_c + 0.19354 * s.vapour_kpa
        - 0.25315 * s.air_speed_m_s
        + 0.005346 * metabolic_w_m2
        + 0.51274 * rectal_c;
    let bare = 7.191 + 0.064 * s.air_c + 0.061 * s.radiant_c + 0.198 * s.vapour_kpa - 0.348 * s.air_speed_m_s
        + 0.616 * rectal_c;
    let share = ((s.clothing_clo - 0.2) * 2.5).clamp(0.0, 1.0);
    bare + share * (clothed - bare)
}

/// Heat that evaporates from the skin and heat that would have to, W/m²; moves the sweat towards what is asked.
fn evaporation_w_m2(body: &mut BodyHeat, required: f64, possible: f64, keep: f64) -> f64 {
    const SWEAT_MOST_W_M2: f64 = 500.0;
    let wettedness = if possible > 0.0 { required / possible } else { f64::INFINITY };
    let asked = if required <= 0.0 {
        0.0
    } else if wettedness >= 1.7 {
        SWEAT_MOST_W_M2
    } else {
        let dry = 2.0 - wettedness;
        let efficiency = if wettedness > 1.0 { dry * dry / 2.0 } else { 1.0 - wettedness * wettedness / 2.0 };
        (required / efficiency.max(0.05)).min(SWEAT_MOST_W_M2)
    };
    body.sweat_w_m2 = (body.sweat_w_m2 * keep + asked * (1.0 - keep)).max(0.0);
    if body.sweat_w_m2 <= 0.0 || possible <= 0.0 {
        return 0.0;
    }
    let ratio = possible / body.sweat_w_m2.max(1e-6);
    let wet = if ratio >= 0.5 { (-ratio + (ratio * ratio + 2.0).sqrt()).min(1.0) } else { 1.0 };
    wet * possible
}

/// One step of predicted heat strain, `dt_s` 0 to 60, for a metabolic heat of 30 to 500 W/m².
///
/// Air -100 to 150, walls -100 to 400 degrees Celsius (the standard's own range is 15 to 50; beyond it the same
/// heat balance is carried on, which the law page marks), vapour 0 to 10 kPa, air 0 to 10 m/s, clothing 0 to 4 clo.
/// ISO 7933:2023. Where the body loses more heat than it makes, shivering adds up to 120 W/m² and the core
/// follows the balance.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn heat_strain_step(
    body: &BodyHeat,
    surroundings: &Surroundings,
    metabolic_w_m2: f64,
    dt_s: f64,
) -> Result<BodyHeat> {
    strain(body, surroundings, metabolic_w_m2, dt_s, libm::exp(-dt_s / 180.0))
}

/// The first step of an exposure as the standard reckons it: the skin stands in balance with the surroundings at
/// once, and follows them with a lag only from then on. Ranges as in [`heat_strain_step`]; ISO 7933:2023, Annex E.
///
/// # Errors
/// `OutOfRange` outside them.
pub fn heat_strain_onset(
    body: &BodyHeat,
    surroundings: &Surroundings,
    metabolic_w_m2: f64,
    dt_s: f64,
) -> Result<BodyHeat> {
    strain(body, surroundings, metabolic_w_m2, dt_s, 0.0)
}

/// A step in which the skin keeps `keep_skin` of the temperature it had.
fn strain(
    body: &BodyHeat,
    surroundings: &Surroundings,
    metabolic_w_m2: f64,
    dt_s: f64,
    keep_skin: f64,
) -> Result<BodyHeat> {
    in_range("step", dt_s, 0.0, 60.0, "s")?;
    in_range("metabolic heat", metabolic_w_m2, 30.0, 500.0, "W/m2")?;
    in_range("air", surroundings.air_c, -100.0, 150.0, "degC")?;
    in_range("walls", surroundings.radiant_c, -100.0, 400.0, "degC")?;
    in_range("vapour", surroundings.vapour_kpa, 0.0, 10.0, "kPa")?;
    in_range("air speed", surroundings.air_speed_m_s, 0.0, 10.0, "m/s")?;
    in_range("clothing", surroundings.clothing_clo, 0.0, 4.0, "clo")?;
    let minutes = dt_s / 60.0;
    let heat_capacity = BODY_HEAT_J_M2_K / 60.0;
    let clothes = clothing(surroundings, metabolic_w_m2);
    let mut next = *body;
    let keep = libm::exp(-minutes / 10.0);
    next.core_aim_c = body.core_aim_c * keep + (0.0036 * metabolic_w_m2 + 36.6) * (1.0 - keep);
    let stored_by_work = heat_capacity * (next.core_aim_c - body.core_aim_c) * (1.0 - body.skin_weight);
    next.skin_c =
        body.skin_c * keep_skin + skin_aim_c(surroundings, metabolic_w_m2, body.rectal_c) * (1.0 - keep_skin);
    let dry = dry_loss_w_m2(surroundings, &clothes, next.skin_c);
    let vapour = surroundings.vapour_kpa;
    let expired_c = 28.56 + 0.115 * surroundings.air_c + 0.641 * vapour;
    let breath = 0.001516 * metabolic_w_m2 * (expired_c - surroundings.air_c)
        + 0.00127 * metabolic_w_m2 * (59.34 + 0.53 * surroundings.air_c - 11.63 * vapour);
    let possible = (vapour_saturation_kpa(next.skin_c) - vapour) / clothes.vapour_resistance_m2_kpa_w;
    let shivering = shivering_w_m2(body.core_c);
    let balance = metabolic_w_m2 + shivering - breath - dry;
    let per_step = stored_by_work;
    let required = (balance - per_step / minutes.max(1e-9)).max(0.0);
    let evaporated = evaporation_w_m2(&mut next, required, possible, keep);
    // The standard clips a deficit of heat to nought; here it chills the core.
    let deficit = (balance - per_step / minutes.max(1e-9)).min(0.0);
    let stored = (required + cold_share(body, surroundings) * deficit - evaporated) * minutes + per_step;
    next.core_c = core_after(body, &mut next, stored / heat_capacity);
    // Rectal temperature follows the core with the standard's one-minute rule, made continuous.
    next.rectal_c = body.rectal_c + (2.0 * next.core_c - 1.962 * body.rectal_c - 1.31) / 9.0 * minutes;
    Ok(next)
}

/// How much of a heat deficit reaches the core: skin vessels close while the skin can still cool.
fn cold_share(body: &BodyHeat, surroundings: &Surroundings) -> f64 {
    if surroundings.air_c >= 15.0 && body.core_c >= HYPOTHERMIA_CORE_C { 0.0 } else { 0.45 }
}

/// Heat of shivering, W/m²: none at 36.8 degrees, full at 35, gone below 30 (sustained: two to three times rest).
fn shivering_w_m2(core_c: f64) -> f64 {
    if core_c >= CORE_COMFORT_C {
        0.0
    } else if core_c >= HYPOTHERMIA_CORE_C {
        120.0 * (CORE_COMFORT_C - core_c) / (CORE_COMFORT_C - HYPOTHERMIA_CORE_C)
    } else {
        120.0 * ((core_c - UNCONSCIOUS_CORE_C) / (HYPOTHERMIA_CORE_C - UNCONSCIOUS_CORE_C)).max(0.0)
    }
}

/// Core temperature that stores what was stored, with the share of skin that goes with it (fixed point).
fn core_after(body: &BodyHeat, next: &mut BodyHeat, stored_k: f64) -> f64 {
    let mut core = body.core_c;
    for _ in 0..30 {
        next.skin_weight = (0.3 - 0.09 * (core - 36.8)).clamp(0.1, 0.3);
        let kept = stored_k + body.skin_c * body.skin_weight / 2.0 - next.skin_c * next.skin_weight / 2.0;
        let found = (kept + body.core_c * (1.0 - body.skin_weight / 2.0)) / (1.0 - next.skin_weight / 2.0);
        if (found - core).abs() <= 1e-4 {
            return found;
        }
        core = 0.5 * (core + found);
    }
    core
}

/// d(core temperature)/dt in water, K/s; `water_c` 0 to 34.
///
/// Set so that 37 degrees falls to 33, where people are exhausted, in the middle of the published band for
/// that water (US Coast Guard table). Above 34 degrees nothing is lost.
///
/// # Errors
/// `OutOfRange` below -2 degrees or above 45.
pub fn immersion_core_rate_k_s(water_c: f64) -> Result<f64> {
    Ok(if water_c >= 34.0 { 0.0 } else { -4.0 / immersion_exhaustion_s(water_c)? })
}

/// Time in water to exhaustion or unconsciousness, s, -2 to 45 degrees Celsius (US Coast Guard table, mid band).
///
/// # Errors
/// `OutOfRange` outside these.
pub fn immersion_exhaustion_s(water_c: f64) -> Result<f64> {
    in_range("water", water_c, -2.0, 45.0, "degC")?;
    let minutes = semi_log_held(
        &[0.0, 2.3, 7.2, 12.8, 18.3, 23.9, 30.0, 34.0],
        &[11.0, 22.0, 45.0, 88.0, 230.0, 420.0, 1400.0, 5000.0],
        water_c,
    );
    Ok(minutes * 60.0)
}

/// Time a person in water may be expected to live, s, -2 to 45 degrees Celsius (US Coast Guard table, mid band).
///
/// # Errors
/// `OutOfRange` outside these.
pub fn immersion_survival_s(water_c: f64) -> Result<f64> {
    in_range("water", water_c, -2.0, 45.0, "degC")?;
    let minutes = semi_log_held(
        &[0.0, 2.3, 7.2, 12.8, 18.3, 23.9, 30.0, 34.0],
        &[28.0, 55.0, 105.0, 170.0, 700.0, 1500.0, 3000.0, 10_000.0],
        water_c,
    );
    Ok(minutes * 60.0)
}

/// Time a lightly clothed person bears dry hot air, s: 5e7 T^-3.4 minutes, T in degrees Celsius (ISO 13571).
///
/// 40 to 2000 degrees; infinite below 40.
pub fn hot_air_tolerance_s(air_c: f64) -> f64 {
    if air_c < 40.0 { f64::INFINITY } else { 60.0 * 5e7 * libm::pow(air_c.min(2000.0), -3.4) }
}

/// Time to pain under radiant heat on bare skin, s: 4.2 q^-1.9 minutes, q in kW/m² (ISO 13571); infinite below 2.5.
pub fn radiant_pain_s(flux_w_m2: f64) -> f64 {
    radiant_time_s(flux_w_m2, 4.2, 1.9)
}

/// Time to a second-degree burn under radiant heat, s: 6.9 q^-1.56 minutes, q in kW/m² (ISO 13571); infinite below 2.5.
pub fn radiant_burn_s(flux_w_m2: f64) -> f64 {
    radiant_time_s(flux_w_m2, 6.9, 1.56)
}

fn radiant_time_s(flux_w_m2: f64, factor_min: f64, exponent: f64) -> f64 {
    if flux_w_m2 < 2500.0 {
        f64::INFINITY
    } else {
        60.0 * factor_min * libm::pow(flux_w_m2 / 1000.0, -exponent)
    }
}

/// Time for skin held at a temperature to burn through its depth, s, up to 150 degrees; infinite below 44
/// (Moritz and Henriques 1947).
pub fn contact_burn_s(skin_c: f64) -> f64 {
    if skin_c < 44.0 {
        return f64::INFINITY;
    }
    semi_log_held(
        &[44.0, 46.0, 48.0, 49.0, 51.0, 53.0, 55.0, 60.0, 65.0, 70.0, 80.0, 100.0],
        &[21_600.0, 4500.0, 900.0, 540.0, 180.0, 60.0, 25.0, 5.0, 1.8, 0.7, 0.3, 0.1],
        skin_c,
    )
}

/// Breathed hot gas: time until the airway is burnt past use, s; infinite below 120 degrees Celsius.
///
/// Dry gas at 150 degrees burns the airway in some minutes, at 300 in seconds (SFPE handbook, heat of inhaled
/// gas; reasoned between these points).
pub fn airway_burn_s(gas_c: f64) -> f64 {
    if gas_c < 120.0 {
        return f64::INFINITY;
    }
    semi_log_held(&[120.0, 150.0, 200.0, 300.0, 600.0], &[1800.0, 420.0, 90.0, 15.0, 4.0], gas_c)
}

/// Share of the skin a flash of light burns: degree (0 to 3, in between by interpolation) of a short pulse.
///
/// First degree 2.5, second 5, third 8 cal/cm² on bare skin in about a second (Glasstone and Dolan).
pub fn flash_burn_degree(fluence_j_m2: f64) -> f64 {
    let calories = fluence_j_m2.max(0.0) / 41_840.0;
    crate::curve::linear_held(&[0.0, 2.5, 5.0, 8.0], &[0.0, 1.0, 2.0, 3.0], calories)
}

/// Fluence of a pulse of about a second that burns bare skin to a degree 1 to 3, J/m² (Glasstone and Dolan).
///
/// # Errors
/// `OutOfRange` for a degree outside 1 to 3.
pub fn flash_burn_fluence_j_m2(degree: f64) -> Result<f64> {
    in_range("burn degree", degree, 1.0, 3.0, "1")?;
    Ok(41_840.0 * crate::curve::linear_held(&[1.0, 2.0, 3.0], &[2.5, 5.0, 8.0], degree))
}

/// Metabolic heat of a person of standard skin as a flux, W/m².
pub fn metabolic_flux_w_m2(metabolic_heat_w: f64) -> f64 {
    metabolic_heat_w / SKIN_M2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes_to_38(air_c: f64, humidity: f64, met: f64, dt_s: f64) -> f64 {
        let surroundings = Surroundings {
            air_c,
            radiant_c: air_c,
            air_speed_m_s: 0.3,
            vapour_kpa: vapour_saturation_kpa(air_c) * humidity,
            clothing_clo: 0.5,
        };
        let mut body = BodyHeat::COMFORT;
        let mut time_s = 0.0;
        while body.rectal_c < 38.0 && time_s < 28_800.0 {
            body = heat_strain_step(&body, &surroundings, met * MET_W_M2, dt_s).expect("in range");
            time_s += dt_s;
        }
        time_s / 60.0
    }

    #[test]
    fn heat_strain_meets_the_standard_at_any_step() {
        for dt_s in [60.0, 10.0, 1.0] {
            for (air, humidity, met, expected) in
                [(40.0, 0.55, 2.8, 44.0), (45.0, 0.42, 2.6, 38.0), (48.0, 0.38, 2.4, 32.0)]
            {
                let found = minutes_to_38(air, humidity, met, dt_s);
                assert!((found - expected).abs() < 0.15 * expected, "{air} at {dt_s}: {found}");
            }
        }
    }

    #[test]
    fn cold_air_chills_and_comfort_does_not() {
        let run = |air_c: f64, hours: f64| {
            let surroundings = Surroundings {
                air_c,
                radiant_c: air_c,
                air_speed_m_s: 0.2,
                vapour_kpa: 0.8,
                clothing_clo: 0.6,
            };
            let mut body = BodyHeat::COMFORT;
            for _ in 0..(hours * 60.0) as usize {
                body = heat_strain_step(&body, &surroundings, 70.0, 60.0).expect("in range");
            }
            body.core_c
        };
        assert!((36.3..37.4).contains(&run(22.0, 8.0)), "{}", run(22.0, 8.0));
        assert!(run(-20.0, 4.0) < 34.0, "{}", run(-20.0, 4.0));
        assert!(run(-20.0, 0.3) > 35.0, "{}", run(-20.0, 0.3));
    }

    #[test]
    fn burns_come_faster_when_hotter() {
        assert!((600.0..=1200.0).contains(&contact_burn_s(48.0)));
        assert!((15.0..=40.0).contains(&contact_burn_s(55.0)));
        assert!(contact_burn_s(40.0).is_infinite());
        assert!(hot_air_tolerance_s(120.0) < hot_air_tolerance_s(80.0));
        assert!(airway_burn_s(500.0) < 8.0);
    }
}
