//! Gas in rooms: the ideal gas, flow through openings, blow-down and the equalisation of connected rooms.
//!
//! Rooms hold well-mixed ideal gas of constant heat capacity. Flow through an opening is quasi-steady: choked
//! when the pressure ratio is below the critical one, else the isentropic orifice law (both need a discharge
//! coefficient). [`pair_transfer_kg`] is what the ship integrates: it moves gas between two rooms over a step
//! and never past equal pressure, so an open door does not chatter at any step. Left out: inertia of the air
//! (no sound waves), humidity, compressibility above 10 MPa.

use crate::constants::{GAS_CONSTANT_J_MOL_K, STEFAN_BOLTZMANN_W_M2_K4};
use crate::error::{Result, in_range};

/// Molar masses of the gases a compartment carries, kg/mol: oxygen, nitrogen, carbon dioxide, contaminant
/// (taken as air-like smoke and vapour). IUPAC atomic weights.
pub const MOLAR_MASS_KG_MOL: [f64; 4] = [0.031_998, 0.028_013_4, 0.044_009_5, 0.040];
/// Molar heat capacities at constant volume, J/(mol K), in the same order, mean over 250 to 400 K (NIST WebBook).
pub const HEAT_CAPACITY_VOLUME_J_MOL_K: [f64; 4] = [21.1, 20.8, 29.0, 24.0];
/// Mean molar mass of dry air, kg/mol (US Standard Atmosphere 1976).
pub const AIR_MOLAR_MASS_KG_MOL: f64 = 0.028_964_4;
/// Specific heat of air at constant volume, J/(kg K), room conditions.
pub const AIR_HEAT_CAPACITY_VOLUME_J_KG_K: f64 = 718.0;
/// Discharge coefficient of a sharp-edged opening (0.60 to 0.62 by measurement; Idelchik).
pub const DISCHARGE_SHARP_EDGE: f64 = 0.61;

/// Moles of ideal gas in a volume.
///
/// `pressure_pa` 0 to 1e7, `volume_m3` > 0, `temperature_k` 20 to 5000. Ideal gas law.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn moles(pressure_pa: f64, volume_m3: f64, temperature_k: f64) -> Result<f64> {
    in_range("pressure", pressure_pa, 0.0, 1e7, "Pa")?;
    in_range("volume", volume_m3, 1e-9, 1e9, "m3")?;
    in_range("temperature", temperature_k, 20.0, 5000.0, "K")?;
    Ok(pressure_pa * volume_m3 / (GAS_CONSTANT_J_MOL_K * temperature_k))
}

/// Pressure below which flow into it no longer matters, as a share of the upstream pressure.
///
/// `heat_ratio` 1 < g <= 1.7. (2/(g+1))^(g/(g-1)), 0.5283 for air.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn critical_pressure_ratio(heat_ratio: f64) -> Result<f64> {
    in_range("heat ratio", heat_ratio, 1.01, 1.7, "1")?;
    Ok(libm::pow(2.0 / (heat_ratio + 1.0), heat_ratio / (heat_ratio - 1.0)))
}

/// The choked-flow constant sqrt(g) (2/(g+1))^((g+1)/(2(g-1))), 0.6847 for air, unit 1.
///
/// # Errors
/// `OutOfRange` for a heat ratio outside 1.01 to 1.7.
pub fn choked_flow_constant(heat_ratio: f64) -> Result<f64> {
    in_range("heat ratio", heat_ratio, 1.01, 1.7, "1")?;
    let exponent = (heat_ratio + 1.0) / (2.0 * (heat_ratio - 1.0));
    Ok(heat_ratio.sqrt() * libm::pow(2.0 / (heat_ratio + 1.0), exponent))
}

/// The gas and the opening it flows through, with what does not change from step to step worked out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Orifice {
    /// Discharge coefficient times area, m².
    pub effective_area_m2: f64,
    /// Ratio of specific heats.
    pub heat_ratio: f64,
    critical_ratio: f64,
    choked_constant: f64,
}

impl Orifice {
    /// An opening of `area_m2` 0 to 1e4 with `discharge` 0 to 1 for a gas of `heat_ratio` 1.01 to 1.7.
    ///
    /// # Errors
    /// `OutOfRange` outside these.
    pub fn new(area_m2: f64, discharge: f64, heat_ratio: f64) -> Result<Self> {
        in_range("area", area_m2, 0.0, 1e4, "m2")?;
        in_range("discharge coefficient", discharge, 0.0, 1.0, "1")?;
        Ok(Self {
            effective_area_m2: discharge * area_m2,
            heat_ratio,
            critical_ratio: critical_pressure_ratio(heat_ratio)?,
            choked_constant: choked_flow_constant(heat_ratio)?,
        })
    }

    /// The same gas through another opening of `effective_area_m2` (discharge times area).
    #[must_use]
    pub fn with_effective_area(self, effective_area_m2: f64) -> Self {
        Self { effective_area_m2, ..self }
    }
}

/// Mass flow through an opening, kg/s, from `upstream_pa` to `downstream_pa` (upstream the higher).
///
/// `gas_constant_j_kg_k` is that of the upstream gas. Quasi-steady isentropic orifice, choked below the
/// critical ratio (Shapiro, Compressible Fluid Flow). Pressures 0 to 1e7 Pa; nought where upstream is not
/// the higher.
pub fn orifice_mass_flow_kg_s(
    orifice: &Orifice,
    upstream_pa: f64,
    downstream_pa: f64,
    temperature_k: f64,
    gas_constant_j_kg_k: f64,
) -> f64 {
    if upstream_pa <= downstream_pa || upstream_pa <= 0.0 {
        return 0.0;
    }
    let scale = orifice.effective_area_m2 * upstream_pa / (gas_constant_j_kg_k * temperature_k).sqrt();
    let ratio = downstream_pa / upstream_pa;
    if ratio <= orifice.critical_ratio {
        return scale * orifice.choked_constant;
    }
    if ratio > 0.995 {
        // The isentropic law tends to sqrt(2 (1 - r)); the powers cost most and add under 0.4 % here.
        return scale * (2.0 * (1.0 - ratio)).sqrt();
    }
    let heat_ratio = orifice.heat_ratio;
    let root = libm::pow(ratio, 1.0 / heat_ratio);
    let energy = 2.0 * heat_ratio / (heat_ratio - 1.0) * (root * root - root * ratio);
    scale * energy.max(0.0).sqrt()
}

/// One side of an opening: what decides how far a flow gets in a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    /// Pressure, Pa.
    pub pressure_pa: f64,
    /// Temperature, K.
    pub temperature_k: f64,
    /// Volume, m³; infinite for space and for outside air.
    pub volume_m3: f64,
    /// Gas constant of what is in there, J/(kg K).
    pub gas_constant_j_kg_k: f64,
}

/// Mass that crosses an opening from `from` to `to` in `dt_s`, kg; `from` must have the higher pressure.
///
/// The pressure difference is followed in closed form over the step (square-root decay while unchoked,
/// exponential while choked), so the transfer is bounded by what equalises the two sides: no step is too
/// long and the difference never changes sign. `stiffness` is dp/p over dm/m: 1 for rooms held at one
/// temperature, the heat ratio for adiabatic ones. Error is of first order in the step.
pub fn pair_transfer_kg(orifice: &Orifice, from: &Side, to: &Side, stiffness: f64, dt_s: f64) -> f64 {
    let difference = from.pressure_pa - to.pressure_pa;
    if difference <= 0.0 || orifice.effective_area_m2 <= 0.0 {
        return 0.0;
    }
    let flow = orifice_mass_flow_kg_s(
        orifice,
        from.pressure_pa,
        to.pressure_pa,
        from.temperature_k,
        from.gas_constant_j_kg_k,
    );
    let carried = stiffness * from.gas_constant_j_kg_k * from.temperature_k;
    let loss_pa_kg = carried / from.volume_m3;
    let closing_pa_kg = loss_pa_kg + carried / to.volume_m3;
    if closing_pa_kg <= 0.0 {
        return flow * dt_s;
    }
    let equalising = difference / closing_pa_kg;
    if to.pressure_pa <= orifice.critical_ratio * from.pressure_pa && loss_pa_kg > 0.0 {
        let content = from.pressure_pa / loss_pa_kg;
        let emptied = -content * libm::expm1(-flow * dt_s / content);
        return emptied.min(equalising);
    }
    // dp falls as (sqrt(dp) - s t / 2)^2 with s fixed by the flow now: it reaches nought in finite time.
    let share = (1.0 - 0.5 * flow * closing_pa_kg * dt_s / difference).max(0.0);
    equalising * (1.0 - share * share)
}

/// An opening between rooms of an [`isothermal_rooms_step`]; `to` is none for space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoomLink {
    /// Index of one room.
    pub from: usize,
    /// Index of the other, none for space.
    pub to: Option<usize>,
    /// The opening.
    pub orifice: Orifice,
}

/// Gas shared by all rooms of an [`isothermal_rooms_step`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoomGas {
    /// Temperature, K.
    pub temperature_k: f64,
    /// Gas constant, J/(kg K).
    pub gas_constant_j_kg_k: f64,
}

/// One step of rooms at one temperature joined by openings; `pressures_pa` are changed in place.
///
/// Links are visited there and back with half a step each, so that no order is favoured. Mass is conserved
/// to rounding: what leaves one room enters the other.
pub fn isothermal_rooms_step(
    pressures_pa: &mut [f64],
    volumes_m3: &[f64],
    links: &[RoomLink],
    gas: RoomGas,
    dt_s: f64,
) {
    for link in links.iter().chain(links.iter().rev()) {
        let side = |room: usize| Side {
            pressure_pa: pressures_pa[room],
            temperature_k: gas.temperature_k,
            volume_m3: volumes_m3[room],
            gas_constant_j_kg_k: gas.gas_constant_j_kg_k,
        };
        let a = side(link.from);
        let b = link.to.map_or(Side { pressure_pa: 0.0, volume_m3: f64::INFINITY, ..a }, side);
        let transfer = pair_transfer_kg(&link.orifice, &a, &b, 1.0, 0.5 * dt_s)
            - pair_transfer_kg(&link.orifice, &b, &a, 1.0, 0.5 * dt_s);
        let pressure_volume = transfer * gas.gas_constant_j_kg_k * gas.temperature_k;
        pressures_pa[link.from] -= pressure_volume / volumes_m3[link.from];
        if let Some(to) = link.to {
            pressures_pa[to] += pressure_volume / volumes_m3[to];
        }
    }
}

/// Time constant of a room emptying to space through a choked opening, s: V/(Cd A sqrt(R T) G).
///
/// # Errors
/// `OutOfRange` for a heat ratio outside 1.01 to 1.7 or a temperature outside 20 to 5000 K.
pub fn blowdown_time_constant_s(
    volume_m3: f64,
    orifice: &Orifice,
    temperature_k: f64,
    gas_constant_j_kg_k: f64,
) -> Result<f64> {
    in_range("temperature", temperature_k, 20.0, 5000.0, "K")?;
    in_range("effective area", orifice.effective_area_m2, 1e-12, 1e4, "m2")?;
    let speed = (gas_constant_j_kg_k * temperature_k).sqrt();
    Ok(volume_m3 / (orifice.effective_area_m2 * speed * orifice.choked_constant))
}

/// Pressure of a room emptying to space at constant temperature, Pa: p0 exp(-t/tau). `time_s` >= 0.
pub fn blowdown_isothermal_pa(start_pa: f64, time_constant_s: f64, time_s: f64) -> f64 {
    start_pa * libm::exp(-time_s / time_constant_s)
}

/// Time for a room emptying at constant temperature to reach `end_pa`, s.
///
/// # Errors
/// `OutOfRange` unless 0 < `end_pa` <= `start_pa`.
pub fn blowdown_isothermal_time_s(start_pa: f64, end_pa: f64, time_constant_s: f64) -> Result<f64> {
    in_range("end pressure", end_pa, 1e-9, start_pa, "Pa")?;
    Ok(time_constant_s * libm::log(start_pa / end_pa))
}

/// Pressure of an insulated room emptying to space, Pa: p0 (1 + (g-1) t/(2 tau))^(-2g/(g-1)). `time_s` >= 0.
pub fn blowdown_adiabatic_pa(start_pa: f64, time_constant_s: f64, heat_ratio: f64, time_s: f64) -> f64 {
    let base = 1.0 + (heat_ratio - 1.0) * time_s / (2.0 * time_constant_s);
    start_pa * libm::pow(base, -2.0 * heat_ratio / (heat_ratio - 1.0))
}

/// Time for an insulated room emptying to space to reach `end_pa`, s.
///
/// # Errors
/// `OutOfRange` unless 0 < `end_pa` <= `start_pa`.
pub fn blowdown_adiabatic_time_s(
    start_pa: f64,
    end_pa: f64,
    time_constant_s: f64,
    heat_ratio: f64,
) -> Result<f64> {
    in_range("end pressure", end_pa, 1e-9, start_pa, "Pa")?;
    let base = libm::pow(end_pa / start_pa, -(heat_ratio - 1.0) / (2.0 * heat_ratio));
    Ok((base - 1.0) * 2.0 * time_constant_s / (heat_ratio - 1.0))
}

/// Temperature of the gas left in an insulated room that empties, K: T0 / (1 + (g-1) t/(2 tau))². `time_s` >= 0.
pub fn blowdown_adiabatic_k(start_k: f64, time_constant_s: f64, heat_ratio: f64, time_s: f64) -> f64 {
    let base = 1.0 + (heat_ratio - 1.0) * time_s / (2.0 * time_constant_s);
    start_k / (base * base)
}

/// Volume exchanged each way through an open doorway between rooms of unequal temperature, m³/s.
///
/// Brown and Solvason (1962): (Cd/3) A sqrt(g H dT/T). `gravity_m_s2` is what the room feels; nought without.
pub fn doorway_exchange_m3_s(
    effective_area_m2: f64,
    height_m: f64,
    gravity_m_s2: f64,
    warm_k: f64,
    cold_k: f64,
) -> f64 {
    let mean = 0.5 * (warm_k + cold_k);
    let buoyancy = gravity_m_s2.abs() * height_m * (warm_k - cold_k).abs() / mean.max(1.0);
    effective_area_m2 / 3.0 * buoyancy.sqrt()
}

/// Rate at which people and machines warm still air, K/s, walls taking nothing (an upper bound).
///
/// `heat_w` into `moles_air` of air of constant volume, 718 J/(kg K).
///
/// # Errors
/// `OutOfRange` where there is no air.
pub fn warming_rate_no_walls_k_s(heat_w: f64, moles_air: f64) -> Result<f64> {
    in_range("air", moles_air, 1e-6, 1e12, "mol")?;
    Ok(heat_w / (moles_air * AIR_MOLAR_MASS_KG_MOL * AIR_HEAT_CAPACITY_VOLUME_J_KG_K))
}

/// Temperature of a lumped body after radiating to cold space for a time, K.
///
/// 1/T³ = 1/T0³ + 3 e s A t/(m c). `heat_capacity_j_k` = m c > 0, `start_k` 3 to 5000, `time_s` >= 0.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn radiating_to_space_k(
    start_k: f64,
    heat_capacity_j_k: f64,
    area_m2: f64,
    emissivity: f64,
    time_s: f64,
) -> Result<f64> {
    in_range("temperature", start_k, 3.0, 5000.0, "K")?;
    in_range("emissivity", emissivity, 0.0, 1.0, "1")?;
    in_range("heat capacity", heat_capacity_j_k, 1e-6, 1e15, "J/K")?;
    in_range("time", time_s, 0.0, 1e12, "s")?;
    let loss = 3.0 * emissivity * STEFAN_BOLTZMANN_W_M2_K4 * area_m2 * time_s / heat_capacity_j_k;
    Ok(1.0 / libm::cbrt(1.0 / (start_k * start_k * start_k) + loss))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_rooms(dt_s: f64, end_s: f64) -> [f64; 2] {
        let link =
            RoomLink { from: 0, to: Some(1), orifice: Orifice::new(0.01, 0.61, 1.4).expect("in range") };
        let gas = RoomGas { temperature_k: 293.15, gas_constant_j_kg_k: 287.0528 };
        let mut pressures = [101_325.0, 1000.0];
        let steps = (end_s / dt_s).round() as usize;
        for _ in 0..steps {
            isothermal_rooms_step(&mut pressures, &[100.0, 50.0], &[link], gas, dt_s);
        }
        pressures
    }

    #[test]
    fn equalising_rooms_keep_their_gas_and_meet_without_overshoot() {
        for dt_s in [0.01, 0.25, 5.0, 100.0] {
            let [a, b] = two_rooms(dt_s, 300.0);
            assert!((a * 100.0 + b * 50.0 - (101_325.0 * 100.0 + 1000.0 * 50.0)).abs() < 1e-3, "{dt_s}");
            assert!(a >= b - 1e-6, "{dt_s}: {a} {b}");
        }
        let [a, _] = two_rooms(0.25, 5.0);
        assert!((a - 95_368.75).abs() < 0.005 * 95_368.75, "{a}");
    }

    #[test]
    fn orifice_is_continuous_at_the_critical_ratio_and_near_equal_pressure() {
        let orifice = Orifice::new(1.0, 0.6, 1.4).expect("in range");
        let flow = |ratio: f64| orifice_mass_flow_kg_s(&orifice, 1e5, ratio * 1e5, 300.0, 287.0);
        assert!((flow(0.5282) / flow(0.5284) - 1.0).abs() < 1e-6);
        assert!((flow(0.9949) / flow(0.9951) - 1.0).abs() < 0.03);
        assert_eq!(flow(1.0), 0.0);
    }
}
