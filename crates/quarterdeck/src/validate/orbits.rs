//! Rows of orbits: states after a time under stated forces, what is conserved, decay into the air, and speeds.
//! The files give kilometres; the laws work in metres.

use anyhow::{Result, anyhow};
use glam::DVec3;
use qd_physics::aerodynamics::drag_acceleration_m_s2;
use qd_physics::atmosphere::density_for_flight_kg_m3;
use qd_physics::constants::PLANET_SPIN_RAD_S;
use qd_physics::gravity;
use qd_physics::integrate::{Accuracy, Ended, adaptive};

use super::row::Row;

const KM: f64 = 1e3;
const DAY_S: f64 = 86_400.0;

/// The value of an orbit row, `None` if it is none.
pub(super) fn compute(row: &Row) -> Result<Option<f64>> {
    if !row.has("mu") {
        return Ok(None);
    }
    if row.has_all(&["x0", "y0", "z0", "vx0", "vy0", "vz0", "t_s"]) {
        return state_quantity(row);
    }
    if row.has_all(&["h0_km", "bc_kg_m2", "a_km", "e"]) {
        return decay_quantity(row);
    }
    if row.has("Re") { scalar_quantity(row) } else { Ok(None) }
}

/// Where the air's density comes from.
enum Air {
    None,
    /// `density * exp(-(h - at) / scale)`: kg/m³, m, m.
    Exponential {
        density: f64,
        at_m: f64,
        scale_m: f64,
    },
    Standard,
}

/// The forces a row states.
struct Forces {
    mu: f64,
    radius_m: f64,
    j2: f64,
    air: Air,
    ballistic_kg_m2: f64,
    spin_rad_s: f64,
}

impl Forces {
    fn of(row: &Row) -> Result<Self> {
        let named: Vec<&str> =
            row.text_if_any("force").unwrap_or("twobody").split('+').map(str::trim).collect();
        if let Some(other) = named.iter().find(|name| !["twobody", "J2", "drag"].contains(name)) {
            return Err(row.error(format!("force '{other}' is none of twobody, J2, drag")).into());
        }
        let (oblate, drag) = (named.contains(&"J2"), named.contains(&"drag"));
        let needs_radius = oblate || drag;
        Ok(Self {
            mu: row.number("mu")? * KM * KM * KM,
            radius_m: if needs_radius { row.number("Re")? * KM } else { 0.0 },
            j2: if oblate { row.number("J2")? } else { 0.0 },
            air: if drag { air_of(row)? } else { Air::None },
            ballistic_kg_m2: if drag { row.number("bc_kg_m2")? } else { 1.0 },
            spin_rad_s: row.number_or("omega_rad_s", spin_of(row))?,
        })
    }

    fn density(&self, altitude_m: f64) -> f64 {
        match self.air {
            Air::None => 0.0,
            Air::Exponential { density, at_m, scale_m } => {
                density * libm::exp(-(altitude_m - at_m) / scale_m)
            }
            Air::Standard => density_for_flight_kg_m3(altitude_m),
        }
    }

    fn rate(&self, state: &[f64; 6]) -> [f64; 6] {
        let (position, velocity) = unpack(state);
        let mut pull = gravity::acceleration_point_mass_m_s2(position, self.mu);
        if self.j2 != 0.0 {
            pull += gravity::acceleration_j2_m_s2(position, self.mu, self.radius_m, self.j2);
        }
        let density = self.density(position.length() - self.radius_m);
        if density > 0.0 {
            let through_air = velocity - (DVec3::Z * self.spin_rad_s).cross(position);
            pull += drag_acceleration_m_s2(density, through_air, self.ballistic_kg_m2);
        }
        [velocity.x, velocity.y, velocity.z, pull.x, pull.y, pull.z]
    }

    /// The state after a time: in closed form where gravity alone acts, else integrated.
    fn after(&self, start: &[f64; 6], t_s: f64) -> Result<[f64; 6]> {
        if self.j2 == 0.0 && matches!(self.air, Air::None) {
            let (position, velocity) = unpack(start);
            let (position, velocity) = gravity::propagate_kepler(position, velocity, self.mu, t_s)?;
            return Ok([position.x, position.y, position.z, velocity.x, velocity.y, velocity.z]);
        }
        let end = adaptive(&ACCURACY, 0.0, start, t_s, |_, state| self.rate(state), |_, _| 1.0);
        if end.reason == Ended::AtTime {
            Ok(end.state)
        } else {
            Err(anyhow!("the integration ran out of steps"))
        }
    }
}

const ACCURACY: Accuracy<6> = Accuracy {
    relative: 1e-12,
    absolute: [1e-6, 1e-6, 1e-6, 1e-9, 1e-9, 1e-9],
    dt_first_s: 1.0,
    dt_max_s: 3_600.0,
    steps_max: 2_000_000,
};

/// Decay needs a thousandth, not a millionth: the air's law is known to a per cent.
const ACCURACY_DECAY: Accuracy<6> = Accuracy {
    relative: 1e-9,
    absolute: [1e-2, 1e-2, 1e-2, 1e-5, 1e-5, 1e-5],
    dt_first_s: 1.0,
    dt_max_s: 120.0,
    steps_max: 5_000_000,
};

fn unpack(state: &[f64; 6]) -> (DVec3, DVec3) {
    (DVec3::new(state[0], state[1], state[2]), DVec3::new(state[3], state[4], state[5]))
}

/// Turning of the air where the row says in words that it turns with the planet.
fn spin_of(row: &Row) -> f64 {
    let air = row.text_if_any("atmosphere").unwrap_or("");
    if air.contains("rotating") && !air.contains("non-rotating") { PLANET_SPIN_RAD_S } else { 0.0 }
}

fn air_of(row: &Row) -> Result<Air> {
    if row.text_if_any("atmosphere").is_some_and(|name| name.contains("US76")) {
        return Ok(Air::Standard);
    }
    let at = row
        .inputs
        .iter()
        .find_map(|(key, _)| Some((key.as_str(), key.strip_prefix("rho_at_")?.strip_suffix("km")?)));
    match at {
        Some((key, altitude_km)) => Ok(Air::Exponential {
            density: row.number(key)?,
            at_m: row.parse_number(key, altitude_km)? * KM,
            scale_m: row.number("scale_km")? * KM,
        }),
        None => Err(row.error("drag wants 'rho_at_...km' and 'scale_km', or 'atmosphere=US76'").into()),
    }
}

fn state_quantity(row: &Row) -> Result<Option<f64>> {
    let mut start = [0.0; 6];
    for (place, key) in ["x0", "y0", "z0", "vx0", "vy0", "vz0"].iter().enumerate() {
        start[place] = row.number(key)? * KM;
    }
    let (forces, t_s) = (Forces::of(row)?, row.number("t_s")?);
    if let Some(place) = ["x", "y", "z", "vx", "vy", "vz"].iter().position(|name| *name == row.quantity) {
        return Ok(Some(forces.after(&start, t_s)?[place] / KM));
    }
    let known =
        ["specific_energy", "specific_energy_incl_J2", "ang_mom_magnitude", "ang_mom_z", "raan_drift_mean"];
    if !known.contains(&row.quantity.as_str()) {
        return Ok(None);
    }
    let (position, velocity) = unpack(&forces.after(&start, t_s)?);
    let energy = gravity::specific_energy_j_kg(position, velocity, forces.mu);
    Ok(Some(match row.quantity.as_str() {
        "specific_energy" => energy / (KM * KM),
        "specific_energy_incl_J2" => {
            (energy + gravity::potential_j2_j_kg(position, forces.mu, forces.radius_m, forces.j2)) / (KM * KM)
        }
        "ang_mom_magnitude" => position.cross(velocity).length() / (KM * KM),
        "ang_mom_z" => position.cross(velocity).z / (KM * KM),
        _ => node_drift_deg_day(&forces, &start, (position, velocity), t_s)?,
    }))
}

/// Change of the osculating node from start to end over the time; whole turns are told by the secular rate.
fn node_drift_deg_day(forces: &Forces, start: &[f64; 6], end: (DVec3, DVec3), t_s: f64) -> Result<f64> {
    let (position, velocity) = unpack(start);
    let before = gravity::elements_from_state(position, velocity, forces.mu)?;
    let after = gravity::elements_from_state(end.0, end.1, forces.mu)?;
    let secular = gravity::node_rate_rad_s(&before, forces.mu, forces.radius_m, forces.j2) * t_s;
    let change = after.node_rad - before.node_rad;
    let turn = 2.0 * core::f64::consts::PI;
    let change = change - turn * libm::round((change - secular) / turn);
    Ok(change.to_degrees() / t_s * DAY_S)
}

/// `time_to_<N>km` and `speed_at_<N>km` of an orbit that decays in the standard atmosphere.
fn decay_quantity(row: &Row) -> Result<Option<f64>> {
    let place = |prefix: &str| row.quantity.strip_prefix(prefix)?.strip_suffix("km");
    let (wants_time, end) = match (place("time_to_"), place("speed_at_")) {
        (Some(end), _) => (true, end),
        (_, Some(end)) => (false, end),
        _ => return Ok(None),
    };
    let end_m = row.parse_number("altitude in the quantity", end)? * KM;
    let mut forces = Forces::of(row)?;
    forces.radius_m = row.number("Re")? * KM;
    forces.ballistic_kg_m2 = row.number("bc_kg_m2")?;
    forces.air = air_of(row)?;
    if row.number_or("spherical", 1.0)? == 0.0 {
        forces.j2 = row.number("J2")?;
    }
    let eccentricity = row.number("e")?;
    let elements = gravity::Elements {
        semi_latus_rectum_m: row.number("a_km")? * KM * (1.0 - eccentricity * eccentricity),
        eccentricity,
        inclination_rad: row.number_or("i_deg", 0.0)?.to_radians(),
        node_rad: 0.0,
        periapsis_argument_rad: 0.0,
        true_anomaly_rad: if row.text_if_any("start").is_some_and(|start| start.contains("apogee")) {
            core::f64::consts::PI
        } else {
            0.0
        },
    };
    let (position, velocity) = gravity::state_from_elements(&elements, forces.mu);
    let start = [position.x, position.y, position.z, velocity.x, velocity.y, velocity.z];
    let altitude = |state: &[f64; 6]| unpack(state).0.length() - forces.radius_m;
    let end = adaptive(
        &ACCURACY_DECAY,
        0.0,
        &start,
        1_000.0 * DAY_S,
        |_, state| forces.rate(state),
        |_, state| altitude(state) - end_m,
    );
    if end.reason != Ended::AtEvent {
        return Err(anyhow!("the orbit does not decay to {} km in 1000 days", end_m / KM));
    }
    Ok(Some(if wants_time { end.t_s } else { unpack(&end.state).1.length() / KM }))
}

/// `circular_speed_<N>km`, `escape_speed_<N>km`, `period_<N>km`; `surface` stands for no altitude.
fn scalar_quantity(row: &Row) -> Result<Option<f64>> {
    let mu = row.number("mu")? * KM * KM * KM;
    let Some((kind, place)) = row.quantity.rsplit_once('_') else { return Ok(None) };
    let altitude_m = match (place, place.strip_suffix("km")) {
        ("surface", _) => 0.0,
        (_, Some(text)) => row.parse_number("altitude in the quantity", text)? * KM,
        _ => return Ok(None),
    };
    let radius_m = row.number("Re")? * KM + altitude_m;
    Ok(match kind {
        "circular_speed" => Some(gravity::circular_speed_m_s(radius_m, mu)? / KM),
        "escape_speed" => Some(gravity::escape_speed_m_s(radius_m, mu)? / KM),
        "period" => Some(gravity::period_s(radius_m, mu)?),
        _ => None,
    })
}
