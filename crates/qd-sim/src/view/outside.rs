//! What the main screen shows: cameras and the flight computer's attitude, while its load has power.
//!
//! Level axes: x forward along the ground track, y to starboard of it, z down. Left out: the look of things, which is
//! the page's; weather, of which the ship knows nothing.

use crate::id::CompartmentId;
use crate::world::World;
use glam::{DMat3, DQuat, DVec3};
use qd_physics::constants::{STANDARD_GRAVITY_M_S2, SUTTON_GRAVES_AIR};
use qd_physics::entry::stagnation_flux_w_m2;
use serde::{Deserialize, Serialize};

/// Where the sun stands, inertial axes: over the equator at 150 degrees east at the run's first tick (chosen).
const SUN_INERTIAL: DVec3 = DVec3::new(-0.866_025_403_784_438_6, 0.5, 0.0);
/// Radius of the bow for the glow that is drawn, m (chosen number).
const BOW_RADIUS_M: f64 = 5.0;

/// The view out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outside {
    /// Altitude, m.
    pub altitude_m: f64,
    /// Speed through the air, m/s.
    pub airspeed_m_s: f64,
    /// Rate of altitude, m/s.
    pub climb_rate_m_s: f64,
    /// Rotation that takes body vectors to level ones, quaternion x, y, z, w.
    pub level_from_body: [f64; 4],
    /// Direction of the sun, level axes.
    pub sun_level: [f64; 3],
    /// Direction from which the air comes, body axes.
    pub wind_body: [f64; 3],
    /// Density of the air outside, kg/m³.
    pub air_density_kg_m3: f64,
    /// Heat flux on the bow, W/m².
    pub heating_w_m2: f64,
    /// Hottest skin, K.
    pub skin_temperature_k: f64,
    /// Thrust of the engines, share of full.
    pub thrust: f64,
    /// Load felt at the centre of mass, g0.
    pub felt_g: f64,
    /// Time after which nothing keeps her off the ground, s, as the flight computer reckons; none when it is dark or
    /// she does not come down.
    pub to_no_return_s: Option<f64>,
}

/// What the main screen shows; none while it has no power, or where there is none.
#[must_use]
pub fn outside(world: &World) -> Option<Outside> {
    let load = world.class.command.viewscreen_load?;
    (world.flows.supply[load].function > 0.0).then(|| seen(world))
}

/// Whether the main screen hangs in a compartment: where the conn's chair stands.
#[must_use]
pub fn has_main_screen(world: &World, compartment: CompartmentId) -> bool {
    let class = &world.class.command;
    let seat = class.conn_seat.or_else(|| class.seat.ids().next());
    seat.is_some_and(|seat| class.seat[seat].compartment == compartment)
}

fn seen(world: &World) -> Outside {
    let motion = &world.flows.motion;
    let place = &world.flight.place;
    let down = -place.position_m.normalize();
    let track = place.velocity_m_s - down * place.velocity_m_s.dot(down);
    let forward = track.try_normalize().unwrap_or_else(|| down.any_orthonormal_vector());
    let level = DMat3::from_cols(forward, down.cross(forward), down);
    let level_from_body = DQuat::from_mat3(&level.transpose()) * motion.inertial_from_body;
    let skin_k = world.flows.skin_temperature_k.iter().map(|(_, skin_k)| *skin_k);
    let computer = world.class.flight.computer_load;
    let reckons = computer.is_none_or(|load| world.flows.supply[load].function > 0.0);
    let ahead = reckons.then_some(&world.flight.prediction);
    let outputs = world.flows.engine_output.rows();
    let heating_w_m2 =
        stagnation_flux_w_m2(SUTTON_GRAVES_AIR, motion.air_density_kg_m3, BOW_RADIUS_M, motion.airspeed_m_s);
    Outside {
        altitude_m: motion.altitude_m,
        airspeed_m_s: motion.airspeed_m_s,
        climb_rate_m_s: motion.climb_rate_m_s,
        level_from_body: level_from_body.into(),
        sun_level: (level.transpose() * SUN_INERTIAL).into(),
        wind_body: motion.wind_body.into(),
        air_density_kg_m3: motion.air_density_kg_m3,
        heating_w_m2: heating_w_m2.unwrap_or(0.0),
        skin_temperature_k: skin_k.fold(0.0, f64::max),
        thrust: outputs.iter().sum::<f64>() / (outputs.len().max(1) as f64),
        felt_g: motion.felt_body_m_s2.length() / STANDARD_GRAVITY_M_S2,
        to_no_return_s: ahead.and_then(|ahead| ahead.to_ground_s.and(ahead.to_no_return_s)),
    }
}
