//! What never changes about her flight, how a scenario finds her, and what attitude control can do.

use crate::id::{LoadId, Table, ThrusterId};
use serde::{Deserialize, Serialize};

/// What never changes. Axes of the body: x forward, y starboard, z down; the origin is the centre of mass.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Mass with full stores, kg.
    pub mass_kg: f64,
    /// Moments of inertia about the body axes, kg m²; products are taken as nought.
    pub inertia_kg_m2: [f64; 3],
    /// Propellant for reaction control when full, kg.
    pub propellant_kg: f64,
    /// Exhaust speed of the thrusters, m/s.
    pub exhaust_m_s: f64,
    /// Fastest turn that attitude control commands, deg/s.
    pub turn_max_deg_s: f64,
    /// Angle of attack at which the hull is flown belly-first, deg: the one its moments allow.
    pub trim_attack_deg: f64,
    /// Time from engine power to full upward thrust: spool-up and turning, s. For the point of no return.
    pub recovery_s: f64,
    /// The flight computer: without its power no thruster fires.
    pub computer_load: Option<LoadId>,
    /// Every cluster of thrusters.
    pub thruster: Table<ThrusterId, Thruster>,
}

/// A cluster of thrusters: pushes in any direction, up to its thrust.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thruster {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Where it sits, body axes from the centre of mass, m.
    pub position_body_m: [f64; 3],
    /// Greatest thrust, N.
    pub thrust_max_n: f64,
    /// Its valves and igniters.
    pub load: LoadId,
}

/// How a scenario finds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// Height over the ellipsoid, m.
    pub altitude_m: f64,
    /// Inertial speed, m/s.
    pub speed_m_s: f64,
    /// Angle of the inertial path to the horizon, deg; downward is negative.
    pub path_angle_deg: f64,
    /// Latitude, deg, north positive.
    pub latitude_deg: f64,
    /// Longitude at the start, deg east of the inertial x axis.
    pub longitude_deg: f64,
    /// Course over the ground sphere, deg from north by east.
    pub heading_deg: f64,
    /// Angle of attack, deg: 90 meets the air belly-first.
    pub attack_deg: f64,
    /// Bank about the path, deg; 0 has the lift upward.
    pub bank_deg: f64,
    /// Angular velocity about the body axes, deg/s.
    pub turn_body_deg_s: [f64; 3],
    /// Share of reaction-control propellant left, 0..=1.
    pub propellant: f64,
    /// How attitude control stands.
    pub mode: Mode,
}

impl Default for Initial {
    /// A circular orbit 400 km over the equator, belly toward the ground.
    fn default() -> Self {
        Self {
            altitude_m: 400_000.0,
            speed_m_s: 7_668.6,
            path_angle_deg: 0.0,
            latitude_deg: 0.0,
            longitude_deg: 0.0,
            heading_deg: 90.0,
            attack_deg: 0.0,
            bank_deg: 0.0,
            turn_body_deg_s: [0.0; 3],
            propellant: 1.0,
            mode: Mode::Off {},
        }
    }
}

/// What attitude control does while it has power and propellant.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Mode {
    /// Nothing.
    Off {},
    /// Stops every turn.
    Damp {},
    /// Holds an angle of attack and a bank to the air stream: belly-first flight.
    Trim {
        /// Angle of attack, deg, 0 to 180.
        attack_deg: f64,
        /// Bank, deg, -180 to 180; 0 lifts upward.
        bank_deg: f64,
    },
    /// Holds the bow at an angle over the horizon, in the plane of the path, belly down: for thrust.
    Pitch {
        /// Bow over the horizon, deg, -90 to 90.
        pitch_deg: f64,
    },
    /// Turns at a commanded rate.
    Manual {
        /// About the body axes, deg/s.
        turn_body_deg_s: [f64; 3],
    },
}
