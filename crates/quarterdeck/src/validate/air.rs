//! Rows about air and what it does to bodies: gas flow, sealed rooms, hypoxia, heat, cold, burns.

use anyhow::Result;
use qd_physics::gas::{self, Orifice, RoomGas, RoomLink};
use qd_physics::metabolism;
use qd_physics::thermal_body::{self, BodyHeat, Surroundings};
use qd_physics::{atmosphere, hypoxia};

use super::row::Row;

const FOOT_M: f64 = 0.3048;
const SECONDS_A_DAY: f64 = 86_400.0;

/// The model's value for a row, or `None` where it is not about air or not modelled.
///
/// # Errors
/// A broken input, or inputs outside the range of the law.
pub(super) fn compute(row: &Row) -> Result<Option<f64>> {
    if row.has("hole_d_m") {
        return blowdown(row);
    }
    if let Some(room) = row.quantity.strip_prefix("pressure_room")
        && row.has("links")
    {
        let room = room.parse().map_err(|_| row.error("the quantity wants a room number"))?;
        return rooms(row, room).map(Some);
    }
    if row.has_all(&["people", "V_m3"]) {
        return sealed_room(row);
    }
    Ok(match breathing(row)? {
        Some(value) => Some(value),
        None => heat_and_cold(row)?,
    })
}

fn blowdown(row: &Row) -> Result<Option<f64>> {
    let diameter = row.number("hole_d_m")?;
    let (start_pa, start_k) = (row.number("p0_Pa")?, row.number("T0_K")?);
    let heat_ratio = row.number("gamma")?;
    let area = core::f64::consts::PI * diameter * diameter / 4.0;
    let orifice = Orifice::new(area, row.number("Cd")?, heat_ratio)?;
    let constant_s = gas::blowdown_time_constant_s(row.number("V_m3")?, &orifice, start_k, row.number("R")?)?;
    let time = || row.number("t_s");
    Ok(Some(match row.quantity.as_str() {
        "tau_isothermal" => constant_s,
        "pressure_isothermal" => gas::blowdown_isothermal_pa(start_pa, constant_s, time()?),
        "pressure_adiabatic" => gas::blowdown_adiabatic_pa(start_pa, constant_s, heat_ratio, time()?),
        "temperature_adiabatic" => gas::blowdown_adiabatic_k(start_k, constant_s, heat_ratio, time()?),
        other => {
            let Some((end_pa, law)) = time_to_pressure(row, other)? else { return Ok(None) };
            match law {
                "isothermal" => gas::blowdown_isothermal_time_s(start_pa, end_pa, constant_s)?,
                "adiabatic" => gas::blowdown_adiabatic_time_s(start_pa, end_pa, constant_s, heat_ratio)?,
                _ => return Ok(None),
            }
        }
    }))
}

/// Reads `time_to_<n>kPa_<law>` or `time_to_<n>Pa_<law>`.
fn time_to_pressure<'a>(row: &Row, quantity: &'a str) -> Result<Option<(f64, &'a str)>> {
    let Some((value, law)) = quantity.strip_prefix("time_to_").and_then(|rest| rest.split_once("Pa_")) else {
        return Ok(None);
    };
    let (value, scale) = value.strip_suffix('k').map_or((value, 1.0), |value| (value, 1000.0));
    Ok(Some((scale * row.parse_number("pressure", value)?, law)))
}

/// Rooms at one temperature joined by openings, integrated with the pair transfer that the ship uses.
fn rooms(row: &Row, room: usize) -> Result<f64> {
    let (volumes, mut pressures) = (row.numbers("V_m3")?, row.numbers("p0_Pa")?);
    if volumes.len() != pressures.len() || room >= volumes.len() {
        return Err(row.error("V_m3 and p0_Pa want one value for every room").into());
    }
    let (discharge, heat_ratio) = (row.number("Cd")?, row.number("gamma")?);
    let gas = RoomGas { temperature_k: row.number("T_K")?, gas_constant_j_kg_k: row.number("R")? };
    let mut links = Vec::new();
    for text in row.pieces("links")? {
        let (from, to, area) = link(row, text, volumes.len())?;
        links.push(RoomLink { from, to, orifice: Orifice::new(area, discharge, heat_ratio)? });
    }
    let end_s = row.number("t_s")?;
    // Short enough that the first-order error of the step stays an order below the rows' tolerance.
    let quickest = links.iter().map(|link| link.orifice.effective_area_m2).fold(0.0, f64::max);
    let smallest = volumes.iter().copied().fold(f64::INFINITY, f64::min);
    let speed = (gas.gas_constant_j_kg_k * gas.temperature_k).sqrt();
    let wanted_s = 0.002 * smallest / (quickest * speed).max(1e-12);
    let steps = (end_s / wanted_s).ceil().clamp(1000.0, 4e6);
    for _ in 0..steps as u64 {
        gas::isothermal_rooms_step(&mut pressures, &volumes, &links, gas, end_s / steps);
    }
    Ok(pressures[room])
}

/// Reads `0>1:0.01m2` or `1>space:0.05m2`.
fn link(row: &Row, text: &str, rooms: usize) -> Result<(usize, Option<usize>, f64)> {
    let complain = || row.error(format!("link '{text}' wants the form 0>1:0.01m2 or 1>space:0.01m2"));
    let (ends, area) = text.split_once(':').ok_or_else(complain)?;
    let (from, to) = ends.split_once('>').ok_or_else(complain)?;
    let room = |name: &str| -> Result<Option<usize>> {
        if matches!(name.trim(), "space" | "vacuum" | "outside") {
            return Ok(None);
        }
        let number: usize = name.trim().parse().map_err(|_| complain())?;
        if number < rooms { Ok(Some(number)) } else { Err(complain().into()) }
    };
    let area = row.parse_number("link area", area.trim().trim_end_matches("m2"))?;
    match (room(from)?, room(to)?) {
        (Some(from), to) => Ok((from, to, area)),
        (None, Some(to)) => Ok((to, None, area)),
        (None, None) => Err(complain().into()),
    }
}

fn sealed_room(row: &Row) -> Result<Option<f64>> {
    let people = row.number("people")?;
    let moles = gas::moles(row.number("p_Pa")?, row.number("V_m3")?, row.number("T_K")?)?;
    if row.quantity == "air_warming_rate_no_walls" {
        let heat_w = people * row.number("heat_W_per_person")?;
        return Ok(Some(3600.0 * gas::warming_rate_no_walls_k_s(heat_w, moles)?));
    }
    let Some((percent, gas)) = row.quantity.strip_prefix("time_to_").and_then(|rest| rest.split_once("%_"))
    else {
        return Ok(None);
    };
    let end = row.parse_number("fraction", percent)? / 100.0;
    let (start, rate) = match gas {
        "CO2" => (
            row.number("co2_start")?,
            metabolism::daily_mass_mol_s(row.number("co2_kg_day")?, metabolism::CARBON_DIOXIDE_KG_MOL),
        ),
        "O2" => (
            row.number("o2_start")?,
            -metabolism::daily_mass_mol_s(row.number("o2_kg_day")?, metabolism::OXYGEN_KG_MOL),
        ),
        _ => return Ok(None),
    };
    Ok(Some(metabolism::time_to_fraction_s(moles, start, end, people * rate)?))
}

fn breathing(row: &Row) -> Result<Option<f64>> {
    let inspired = || -> Result<f64> {
        let pressure = if row.has("p_Pa") {
            row.number("p_Pa")?
        } else {
            atmosphere::air_at(row.number("alt_ft")? * FOOT_M)?.pressure_pa
        };
        Ok(hypoxia::inspired_oxygen_pa(pressure, hypoxia::OXYGEN_FRACTION_AIR)?)
    };
    let day_average = || metabolism::oxygen_use_mol_s(metabolism::HEAT_DAY_AVERAGE_W);
    Ok(Some(match row.quantity.as_str() {
        "armstrong_altitude" => altitude_of_pressure_m(row.number("p_Pa")?)?,
        "inspired_pO2_on_air" => inspired()?,
        "time_useful_consciousness_slow" | "useful_consciousness_vacuum" => {
            hypoxia::useful_consciousness_s(inspired()?)
        }
        "survivable_with_prompt_repressurisation" => {
            hypoxia::ANOXIC_INJURY_REVERSIBLE / hypoxia::anoxic_injury_rate_per_s(0.0, 0.0)
        }
        "idlh" => hypoxia::CARBON_DIOXIDE_IDLH,
        "work_8h_limit" => hypoxia::CARBON_DIOXIDE_WORK,
        "incapacitation_below" => {
            let inspired_pa = hypoxia::inspired_oxygen_for_time_pa(300.0)?;
            inspired_pa / (101_325.0 - hypoxia::WATER_VAPOUR_BODY_PA)
        }
        "o2_use" => day_average()? * metabolism::OXYGEN_KG_MOL * SECONDS_A_DAY,
        "co2_output" => {
            metabolism::carbon_dioxide_output_mol_s(metabolism::HEAT_DAY_AVERAGE_W)?
                * metabolism::CARBON_DIOXIDE_KG_MOL
                * SECONDS_A_DAY
        }
        "metabolic_heat_day" => metabolism::HEAT_DAY_AVERAGE_W * SECONDS_A_DAY / 1e6,
        quantity if row.has("co2") => {
            let pressure = row.number("co2")? * 101_325.0;
            if quantity.starts_with("unconscious") {
                hypoxia::carbon_dioxide_narcosis_s(pressure)
            } else {
                hypoxia::carbon_dioxide_strain_s(pressure)
            }
        }
        _ => return Ok(None),
    }))
}

/// Altitude at which the standard atmosphere has a pressure, m, by bisection of the law itself.
fn altitude_of_pressure_m(pressure_pa: f64) -> Result<f64> {
    let (mut low, mut high) = (0.0, 86_000.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if atmosphere::air_at(middle)?.pressure_pa > pressure_pa { low = middle } else { high = middle }
    }
    Ok(0.5 * (low + high))
}

fn heat_and_cold(row: &Row) -> Result<Option<f64>> {
    Ok(Some(match row.quantity.as_str() {
        "exhaustion_or_unconscious" => thermal_body::immersion_exhaustion_s(row.number("water_C")?)? / 60.0,
        "survival" if row.has("water_C") => {
            thermal_body::immersion_survival_s(row.number("water_C")?)? / 60.0
        }
        "shivering_and_hypothermia_starts" => thermal_body::HYPOTHERMIA_CORE_C,
        "unconscious_core" => thermal_body::UNCONSCIOUS_CORE_C,
        "heat_stroke_core" => thermal_body::HEAT_STROKE_CORE_C,
        "tolerance_hot_air_light_clothing" => thermal_body::hot_air_tolerance_s(row.number("air_C")?) / 60.0,
        "pain_or_burn_time" => {
            let flux = row.number("kW_m2")? * 1000.0;
            (thermal_body::radiant_pain_s(flux) * thermal_body::radiant_burn_s(flux)).sqrt()
        }
        "contact_burn_time_skin" => thermal_body::contact_burn_s(row.number("skin_C")?),
        "time_to_rectal_38C" => rectal_time_min(row, 38.0)?,
        "temperature_after" if row.has("eps") => gas::radiating_to_space_k(
            row.number("T0_K")?,
            row.number("m_kg")? * row.number("c")?,
            row.number("A_m2")?,
            row.number("eps")?,
            row.number("t_s")?,
        )?,
        _ => return Ok(None),
    }))
}

/// Minutes until the rectal temperature is reached, by steps of a minute as the standard takes them.
fn rectal_time_min(row: &Row, limit_c: f64) -> Result<f64> {
    let air_c = row.number("tdb_C")?;
    let surroundings = Surroundings {
        air_c,
        radiant_c: row.number_or("tr_C", air_c)?,
        air_speed_m_s: row.number("v")?,
        vapour_kpa: thermal_body::vapour_saturation_kpa(air_c) * row.number("rh")? / 100.0,
        clothing_clo: row.number("clo")?,
    };
    let metabolic = row.number("met")? * metabolism::MET_W_M2;
    let limit_min = row.number_or("duration_min", 480.0)?;
    let mut body = thermal_body::heat_strain_onset(&BodyHeat::COMFORT, &surroundings, metabolic, 60.0)?;
    let mut minutes = 1.0;
    while minutes < limit_min && body.rectal_c < limit_c {
        body = thermal_body::heat_strain_step(&body, &surroundings, metabolic, 60.0)?;
        minutes += 1.0;
    }
    Ok(minutes)
}
