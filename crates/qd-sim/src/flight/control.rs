//! Attitude control: from a mode to a moment, from a moment to bursts of the thruster clusters.

use super::dynamics::{Place, attitude, from_axes};
use super::{Class, Flight, Mode};
use crate::flows::Motion;
use crate::id::{Table, ThrusterId};
use glam::{DMat3, DQuat, DVec3};
use libm::{atan2, sqrt};

/// What attitude control wants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Command {
    /// Moment, body axes, N m.
    pub moment_body_n_m: DVec3,
    /// Angle to the commanded attitude, rad; size of the error of turn where a turn is commanded, rad/s.
    pub error_rad: f64,
    /// Whether it is held: within 2 degrees and a quarter of a degree a second.
    pub settled: bool,
}

/// What the thrusters do.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Thrusters {
    /// Force, body axes, N.
    pub force_body_n: DVec3,
    /// Moment about the centre of mass, body axes, N m.
    pub moment_body_n_m: DVec3,
    /// Propellant thrown out, kg/s.
    pub flow_kg_s: f64,
}

impl Thrusters {
    /// A share of it, 0..=1.
    #[must_use]
    pub fn scaled(self, share: f64) -> Self {
        Self {
            force_body_n: self.force_body_n * share,
            moment_body_n_m: self.moment_body_n_m * share,
            flow_kg_s: self.flow_kg_s * share,
        }
    }
}

/// Time in which an error of turn is to vanish, s.
const RATE_TIME_S: f64 = 1.0;
/// Time in which a small error of angle is to vanish, s.
const ANGLE_TIME_S: f64 = 5.0;
/// Errors below these call for no burst, rad and rad/s.
const ANGLE_DEAD_RAD: f64 = 0.004;
const RATE_DEAD_RAD_S: f64 = 0.0005;

/// The moment that brings her to what the mode asks: a turn toward the attitude, slowed so that the thrusters
/// can stop it, and what the air's moment and the turning body need besides.
#[must_use]
pub fn command(flight: &Flight, class: &Class, motion: &Motion) -> Command {
    let inertia = flight.inertia_kg_m2(class);
    let turn = flight.place.turn_body_rad_s;
    let most = class.turn_max_deg_s.to_radians();
    let (wanted, error_rad) = match target(flight, motion) {
        None => (DVec3::ZERO, 0.0),
        Some(Target::Rate(rate)) => (rate, 0.0),
        Some(Target::Attitude(to)) => {
            let error = rotation_vector(flight.place.inertial_from_body.inverse() * to);
            let angle = error.length();
            let slowing = strength_rad_s2(class, inertia, error) * 0.4;
            let rate = (angle / ANGLE_TIME_S).min(sqrt(2.0 * slowing * angle)).min(most);
            (if angle > 0.0 { error * (rate / angle) } else { DVec3::ZERO }, angle)
        }
    };
    let wrong = wanted - turn;
    let settled = error_rad < 0.035 && wrong.length() < 0.004;
    let quiet = error_rad < ANGLE_DEAD_RAD && wrong.length() < RATE_DEAD_RAD_S;
    let turning = if quiet { DVec3::ZERO } else { inertia * wrong / RATE_TIME_S };
    let moment = turning + turn.cross(inertia * turn) - flight.air_moment_body_n_m;
    Command {
        moment_body_n_m: moment,
        error_rad: if error_rad > 0.0 { error_rad } else { wrong.length() },
        settled,
    }
}

enum Target {
    Rate(DVec3),
    Attitude(DQuat),
}

fn target(flight: &Flight, motion: &Motion) -> Option<Target> {
    let up = flight.place.position_m.normalize();
    let stream = motion.inertial_from_body * motion.wind_body;
    match flight.mode {
        Mode::Off {} => None,
        Mode::Damp {} => Some(Target::Rate(DVec3::ZERO)),
        Mode::Manual { turn_body_deg_s } => {
            let [x, y, z] = turn_body_deg_s;
            Some(Target::Rate(DVec3::new(x.to_radians(), y.to_radians(), z.to_radians())))
        }
        Mode::Trim { attack_deg, bank_deg } => {
            let stream = stream.try_normalize()?;
            Some(Target::Attitude(attitude(stream, up, attack_deg.to_radians(), bank_deg.to_radians())))
        }
        Mode::Pitch { pitch_deg } => {
            let level = stream - up * stream.dot(up);
            // Straight down there is no course to keep: the bow's own heading serves.
            let bow = flight.place.inertial_from_body * DVec3::X;
            let course = if level.length() > 0.05 { level } else { bow - up * bow.dot(up) };
            let course = course.try_normalize()?;
            let pitch = pitch_deg.to_radians();
            let forward = course * libm::cos(pitch) + up * libm::sin(pitch);
            let down = course * libm::sin(pitch) - up * libm::cos(pitch);
            Some(Target::Attitude(from_axes(forward, down)))
        }
    }
}

/// Axis times angle of a rotation, the short way round, rad.
fn rotation_vector(rotation: DQuat) -> DVec3 {
    let rotation = if rotation.w < 0.0 { -rotation } else { rotation };
    let axis = DVec3::new(rotation.x, rotation.y, rotation.z);
    let sine = axis.length();
    if sine < 1e-12 { DVec3::ZERO } else { axis * (2.0 * atan2(sine, rotation.w) / sine) }
}

/// Angular acceleration that all clusters give about an axis, rad/s².
fn strength_rad_s2(class: &Class, inertia_kg_m2: DVec3, axis: DVec3) -> f64 {
    let Some(axis) = axis.try_normalize() else { return 0.0 };
    let inertia = axis.dot(inertia_kg_m2 * axis);
    let moment: f64 = class
        .thruster
        .rows()
        .iter()
        .map(|thruster| axis.cross(DVec3::from(thruster.position_body_m)).length() * thruster.thrust_max_n)
        .sum();
    moment / inertia
}

/// Bursts for a moment, body axes, N m: least thrust over the clusters that work (`function` 0..=1 each), scaled
/// down together where one is at its limit.
#[must_use]
pub fn fire(class: &Class, moment_body_n_m: DVec3, function: impl Fn(ThrusterId) -> f64) -> Thrusters {
    let working: Table<ThrusterId, f64> =
        Table::like(&class.thruster, |thruster| function(thruster).clamp(0.0, 1.0));
    let mut lever = DMat3::ZERO;
    for (id, thruster) in class.thruster.iter() {
        let arm = DVec3::from(thruster.position_body_m);
        let square = arm.length_squared();
        let outer = DMat3::from_cols(arm * arm.x, arm * arm.y, arm * arm.z);
        lever += (DMat3::from_diagonal(DVec3::splat(square)) - outer) * working[id];
    }
    if lever.determinant() <= 1.0 || moment_body_n_m == DVec3::ZERO {
        return Thrusters::default();
    }
    let share = lever.inverse() * moment_body_n_m;
    let push = |id: ThrusterId| share.cross(DVec3::from(class.thruster[id].position_body_m)) * working[id];
    let worst = class.thruster.iter().fold(1.0_f64, |worst, (id, thruster)| {
        let most = thruster.thrust_max_n * working[id];
        if working[id] > 0.0 { worst.max(push(id).length() / most) } else { worst }
    });
    let mut result = Thrusters::default();
    for (id, thruster) in class.thruster.iter() {
        let force = push(id) / worst;
        result.force_body_n += force;
        result.moment_body_n_m += DVec3::from(thruster.position_body_m).cross(force);
        result.flow_kg_s += force.length() / class.exhaust_m_s;
    }
    result
}

/// Angle of attack and bank as the air meets her, rad.
#[must_use]
pub fn attack_and_bank(place: &Place, motion: &Motion) -> (f64, f64) {
    let wind = motion.wind_body;
    let attack = atan2(sqrt(wind.y * wind.y + wind.z * wind.z), wind.x);
    let stream = motion.inertial_from_body * wind;
    let up = place.position_m.normalize();
    let lift0 = up - stream * up.dot(stream);
    let back = place.inertial_from_body * DVec3::NEG_Z;
    let lift = back - stream * back.dot(stream);
    let bank = atan2(lift0.cross(lift).dot(stream), lift0.dot(lift));
    (attack, bank)
}
