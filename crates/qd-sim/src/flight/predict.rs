//! Where the path leads if nothing changes: a pure function with a coarse step, for helm and officers.

use super::AIR_ALTITUDE_M;
use super::dynamics::{altitude_m, drag_area_and_lift, gravity_m_s2, through_air_m_s};
use glam::DVec3;
use libm::{cos, sin, sqrt};
use qd_physics::aerodynamics::{Panel, drag_acceleration_m_s2, lift_acceleration_m_s2};
use qd_physics::atmosphere::density_for_flight_kg_m3;
use qd_physics::constants::STANDARD_GRAVITY_M_S2;
use qd_physics::integrate::rk4_step;
use serde::{Deserialize, Serialize};

/// How the air takes hold of her.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Coefficients {
    /// Drag coefficient times area, m².
    pub drag_area_m2: f64,
    /// Lift over drag.
    pub lift_to_drag: f64,
}

impl Coefficients {
    /// At an angle of attack, rad.
    #[must_use]
    pub fn at(panels: &[Panel], attack_rad: f64) -> Self {
        let stream = DVec3::new(cos(attack_rad), 0.0, sin(attack_rad));
        let (area_m2, lift_to_drag) = drag_area_and_lift(panels, stream);
        Self { drag_area_m2: area_m2, lift_to_drag }
    }

    /// Averaged over attitudes spread evenly on the sphere (a golden spiral of 200), without lift.
    #[must_use]
    pub fn tumbling(panels: &[Panel]) -> Self {
        let mut area_m2 = 0.0;
        for count in 0..200 {
            let height = (f64::from(count) + 0.5) / 100.0 - 1.0;
            let angle = 2.399_963_229_728_653 * f64::from(count);
            let across = sqrt(1.0 - height * height);
            area_m2 +=
                drag_area_and_lift(panels, DVec3::new(across * cos(angle), across * sin(angle), height)).0;
        }
        Self { drag_area_m2: area_m2 / 200.0, lift_to_drag: 0.0 }
    }

    /// Ballistic coefficient of a mass, kg/m².
    fn ballistic_kg_m2(&self, mass_kg: f64) -> f64 {
        mass_kg / self.drag_area_m2.max(1e-9)
    }
}

/// What could still save her: thrust, and how long until it is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recovery {
    /// Thrust of all engines, N.
    pub thrust_n: f64,
    /// Delay until it pushes upward, s.
    pub delay_s: f64,
}

/// The path ahead. Times run down between predictions; `None` where it does not come to that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Time to 120 km, s.
    pub to_air_s: Option<f64>,
    /// Time after which even full thrust, started then, no longer keeps her off the ground, s.
    pub to_no_return_s: Option<f64>,
    /// Time to the ground, s.
    pub to_ground_s: Option<f64>,
    /// Greatest felt acceleration ahead, in g0, and when, s.
    pub peak_load_g: f64,
    /// When that is, s.
    pub peak_load_s: f64,
    /// Lowest altitude ahead, m.
    pub lowest_m: f64,
    /// Whether she was under thrust, which the prediction leaves out.
    pub thrusting: bool,
}

impl Prediction {
    /// Time passes: what lies ahead comes nearer.
    pub fn pass(&mut self, dt_s: f64) {
        for time_s in
            [&mut self.to_air_s, &mut self.to_no_return_s, &mut self.to_ground_s].into_iter().flatten()
        {
            *time_s = (*time_s - dt_s).max(0.0);
        }
        self.peak_load_s = (self.peak_load_s - dt_s).max(0.0);
    }
}

/// Step of the prediction in air, s, and where there is none to speak of; its length.
const STEP_S: f64 = 2.0;
const STEP_VACUUM_S: f64 = 10.0;
const LONGEST_S: f64 = 3_600.0;
/// Altitude above which long steps are good to a metre: the air there bends no path within an hour, m.
const VACUUM_M: f64 = 200_000.0;

/// The path from a state under gravity and air, without thrust.
#[must_use]
pub fn predict(
    position_m: DVec3,
    velocity_m_s: DVec3,
    mass_kg: f64,
    coefficients: &Coefficients,
    bank_rad: f64,
    recovery: &Recovery,
) -> Prediction {
    let mut state = pack(position_m, velocity_m_s);
    let mut result = Prediction { lowest_m: altitude_m(position_m), ..Prediction::default() };
    let bank = [cos(bank_rad), sin(bank_rad)];
    let mut t_s = 0.0;
    while t_s < LONGEST_S {
        let (position, velocity) = unpack(&state);
        let altitude = altitude_m(position);
        note(&mut result, t_s, altitude, through_air_m_s(position, velocity), mass_kg, coefficients);
        if altitude < AIR_ALTITUDE_M && result.to_air_s.is_none() {
            result.to_air_s = Some(t_s);
        }
        if altitude <= 0.0 {
            result.to_ground_s = Some(t_s);
            break;
        }
        if can_recover(position, velocity, altitude, mass_kg, recovery) {
            result.to_no_return_s = Some(t_s);
        }
        if altitude > 2.0 * AIR_ALTITUDE_M && velocity.dot(position) > 0.0 && t_s > 600.0 {
            break;
        }
        let step_s = if altitude > VACUUM_M { STEP_VACUUM_S } else { STEP_S };
        state = rk4_step(t_s, &state, step_s, |_, at| rate(at, mass_kg, coefficients, bank));
        t_s += step_s;
    }
    if result.to_ground_s.is_none() {
        result.to_no_return_s = None;
    }
    result
}

fn note(
    result: &mut Prediction,
    t_s: f64,
    altitude: f64,
    stream: DVec3,
    mass_kg: f64,
    coefficients: &Coefficients,
) {
    result.lowest_m = result.lowest_m.min(altitude);
    let speed2 = stream.length_squared();
    let lift = coefficients.lift_to_drag;
    let felt = 0.5 * density_for_flight_kg_m3(altitude) * speed2 / coefficients.ballistic_kg_m2(mass_kg)
        * sqrt(1.0 + lift * lift);
    if felt / STANDARD_GRAVITY_M_S2 > result.peak_load_g {
        result.peak_load_g = felt / STANDARD_GRAVITY_M_S2;
        result.peak_load_s = t_s;
    }
}

/// A point of the path ahead.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PathPoint {
    /// Time from now, s.
    pub in_s: f64,
    /// Altitude, m.
    pub altitude_m: f64,
    /// Distance over the ground from here, m.
    pub downrange_m: f64,
    /// Speed through the air, m/s.
    pub airspeed_m_s: f64,
    /// Felt acceleration, g0.
    pub load_g: f64,
}

/// The same path as [`predict`]'s as points every 10 s, to the ground or `length_s` ahead: what a screen draws.
#[must_use]
pub fn path(
    (position_m, velocity_m_s): (DVec3, DVec3),
    mass_kg: f64,
    coefficients: &Coefficients,
    bank_rad: f64,
    length_s: f64,
) -> Vec<PathPoint> {
    let bank = [cos(bank_rad), sin(bank_rad)];
    let (mut state, mut t_s) = (pack(position_m, velocity_m_s), 0.0);
    let mut points = Vec::new();
    while t_s <= length_s {
        let (position, velocity) = unpack(&state);
        let altitude = altitude_m(position);
        if t_s % PATH_STEP_S < STEP_S || altitude <= 0.0 {
            let mut here = Prediction::default();
            let stream = through_air_m_s(position, velocity);
            note(&mut here, t_s, altitude, stream, mass_kg, coefficients);
            let turned_rad = position.angle_between(position_m);
            points.push(PathPoint {
                in_s: t_s,
                altitude_m: altitude.max(0.0),
                downrange_m: turned_rad * position_m.length(),
                airspeed_m_s: stream.length(),
                load_g: here.peak_load_g,
            });
        }
        if altitude <= 0.0 {
            break;
        }
        state = rk4_step(t_s, &state, STEP_S, |_, at| rate(at, mass_kg, coefficients, bank));
        t_s += STEP_S;
    }
    points
}

/// Time between two points of a drawn path, s.
const PATH_STEP_S: f64 = 10.0;

/// Whether full upward thrust, there after the delay, would stop the descent above the ground; drag is left
/// out, which errs on the safe side.
fn can_recover(position: DVec3, velocity: DVec3, altitude: f64, mass_kg: f64, recovery: &Recovery) -> bool {
    let sink = -velocity.dot(position) / position.length();
    let spare = recovery.thrust_n / mass_kg - gravity_m_s2(position).length();
    if sink <= 0.0 {
        return spare > 0.0;
    }
    spare > 0.0 && altitude > sink * recovery.delay_s + sink * sink / (2.0 * spare)
}

fn pack(p: DVec3, v: DVec3) -> [f64; 6] {
    [p.x, p.y, p.z, v.x, v.y, v.z]
}

fn unpack(state: &[f64; 6]) -> (DVec3, DVec3) {
    (DVec3::new(state[0], state[1], state[2]), DVec3::new(state[3], state[4], state[5]))
}

fn rate(state: &[f64; 6], mass_kg: f64, coefficients: &Coefficients, bank: [f64; 2]) -> [f64; 6] {
    let (position, velocity) = unpack(state);
    let mut pull = gravity_m_s2(position);
    let density = density_for_flight_kg_m3(altitude_m(position));
    if density > 0.0 {
        let ballistic_kg_m2 = coefficients.ballistic_kg_m2(mass_kg);
        let stream = through_air_m_s(position, velocity);
        pull += drag_acceleration_m_s2(density, stream, ballistic_kg_m2);
        if coefficients.lift_to_drag > 0.0 {
            let along = stream.normalize();
            let up0 = position - along * position.dot(along);
            let up = up0 * bank[0] + along.cross(up0) * bank[1];
            let lift = coefficients.lift_to_drag;
            pull += lift_acceleration_m_s2(density, stream, ballistic_kg_m2, lift, up);
        }
    }
    [velocity.x, velocity.y, velocity.z, pull.x, pull.y, pull.z]
}
