//! How she moves: one Runge-Kutta step of position, velocity, attitude and turn under gravity, air and thrust.

use super::Initial;
use crate::class::ShipClass;
use crate::flows::Motion;
use glam::{DMat3, DQuat, DVec3};
use libm::{cos, sin};
use qd_physics::aerodynamics::{Load, Panel, dynamic_pressure_pa};
use qd_physics::atmosphere;
use qd_physics::constants::{PLANET_J2, PLANET_MU_M3_S2, PLANET_RADIUS_EQUATOR_M, PLANET_SPIN_RAD_S};
use qd_physics::gravity::{acceleration_j2_m_s2, acceleration_point_mass_m_s2};
use qd_physics::integrate::rk4_step;
use serde::{Deserialize, Serialize};

/// Flattening of the planet (WGS 84).
const FLATTENING: f64 = 1.0 / 298.257_223_563;

/// Where she is and how she turns.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Position, inertial axes from the planet's centre, m.
    pub position_m: DVec3,
    /// Velocity, inertial axes, m/s.
    pub velocity_m_s: DVec3,
    /// Rotation that takes body vectors to inertial ones.
    pub inertial_from_body: DQuat,
    /// Angular velocity, body axes, rad/s.
    pub turn_body_rad_s: DVec3,
}

/// What resists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Body {
    /// Mass, kg.
    pub mass_kg: f64,
    /// Moments of inertia about the body axes, kg m².
    pub inertia_kg_m2: DVec3,
}

/// What pushes besides gravity and air, held for the tick.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Force {
    /// Force, body axes, N.
    pub force_body_n: DVec3,
    /// Moment about the centre of mass, body axes, N m.
    pub moment_body_n_m: DVec3,
}

/// The skin as flat panels, kept at hand between ticks. No part of the world's value: it follows from the class.
#[derive(Clone, Debug, Default)]
pub(super) struct Skin(Vec<Panel>);

impl PartialEq for Skin {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Skin {
    /// The panels; made when they are not there yet.
    pub(super) fn panels(&mut self, class: &ShipClass) -> &[Panel] {
        if self.0.len() != class.heat.zone.len() {
            self.0 = panels(class);
        }
        &self.0
    }
}

/// The skin as flat panels: every zone with its area, normal and centre.
#[must_use]
pub fn panels(class: &ShipClass) -> Vec<Panel> {
    class.heat.zone.rows().iter().map(crate::heat::Zone::panel).collect()
}

/// Height over the ellipsoid, m: to 40 m at mid latitudes, exact on the equator and at the poles.
#[must_use]
pub fn altitude_m(position_m: DVec3) -> f64 {
    let radius_m = position_m.length();
    let sine = position_m.z / radius_m;
    radius_m - PLANET_RADIUS_EQUATOR_M * (1.0 - FLATTENING * sine * sine)
}

/// Velocity through the co-rotating air, inertial axes, m/s.
#[must_use]
pub fn through_air_m_s(position_m: DVec3, velocity_m_s: DVec3) -> DVec3 {
    velocity_m_s - (DVec3::Z * PLANET_SPIN_RAD_S).cross(position_m)
}

/// Acceleration by gravity, inertial axes, m/s².
#[must_use]
pub fn gravity_m_s2(position_m: DVec3) -> DVec3 {
    acceleration_point_mass_m_s2(position_m, PLANET_MU_M3_S2)
        + acceleration_j2_m_s2(position_m, PLANET_MU_M3_S2, PLANET_RADIUS_EQUATOR_M, PLANET_J2)
}

/// The state a scenario describes.
#[must_use]
pub fn place(initial: &Initial) -> Place {
    let (latitude, longitude) = (initial.latitude_deg.to_radians(), initial.longitude_deg.to_radians());
    let up = DVec3::new(cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude));
    let north = DVec3::new(-sin(latitude) * cos(longitude), -sin(latitude) * sin(longitude), cos(latitude));
    let east = north.cross(up);
    let heading = initial.heading_deg.to_radians();
    let along = north * cos(heading) + east * sin(heading);
    let path = initial.path_angle_deg.to_radians();
    let surface_m = PLANET_RADIUS_EQUATOR_M * (1.0 - FLATTENING * up.z * up.z);
    let position_m = up * (surface_m + initial.altitude_m);
    let velocity_m_s = (along * cos(path) + up * sin(path)) * initial.speed_m_s;
    let stream = through_air_m_s(position_m, velocity_m_s).try_normalize().unwrap_or(along);
    let turn = DVec3::from(initial.turn_body_deg_s);
    Place {
        position_m,
        velocity_m_s,
        inertial_from_body: attitude(
            stream,
            up,
            initial.attack_deg.to_radians(),
            initial.bank_deg.to_radians(),
        ),
        turn_body_rad_s: DVec3::new(turn.x.to_radians(), turn.y.to_radians(), turn.z.to_radians()),
    }
}

/// The attitude that meets a stream (the direction she moves, unit) at an angle of attack, with the lift
/// banked from `up` about the stream.
#[must_use]
pub fn attitude(stream: DVec3, up: DVec3, attack_rad: f64, bank_rad: f64) -> DQuat {
    let across = up - stream * up.dot(stream);
    let lift0 = across.try_normalize().unwrap_or_else(|| stream.any_orthonormal_vector());
    let lift = lift0 * cos(bank_rad) + stream.cross(lift0) * sin(bank_rad);
    let forward = stream * cos(attack_rad) + lift * sin(attack_rad);
    let down = stream * sin(attack_rad) - lift * cos(attack_rad);
    from_axes(forward, down)
}

/// The rotation whose body x and z axes point along these inertial unit vectors, square to each other.
#[must_use]
pub fn from_axes(forward: DVec3, down: DVec3) -> DQuat {
    DQuat::from_mat3(&DMat3::from_cols(forward, down.cross(forward), down)).normalize()
}

/// Force and moment of the air, body axes, on panels that move through it.
#[must_use]
pub fn air_load(
    panels: &[Panel],
    density_kg_m3: f64,
    velocity_body_m_s: DVec3,
    turn_body_rad_s: DVec3,
) -> Load {
    if density_kg_m3 <= 0.0 {
        return Load::default();
    }
    qd_physics::aerodynamics::panel_load(panels, density_kg_m3, velocity_body_m_s, turn_body_rad_s)
}

fn pack(place: &Place) -> [f64; 13] {
    let (p, v, q, w) =
        (place.position_m, place.velocity_m_s, place.inertial_from_body, place.turn_body_rad_s);
    [p.x, p.y, p.z, v.x, v.y, v.z, q.x, q.y, q.z, q.w, w.x, w.y, w.z]
}

fn unpack(state: &[f64; 13]) -> Place {
    Place {
        position_m: DVec3::new(state[0], state[1], state[2]),
        velocity_m_s: DVec3::new(state[3], state[4], state[5]),
        inertial_from_body: DQuat::from_xyzw(state[6], state[7], state[8], state[9]).normalize(),
        turn_body_rad_s: DVec3::new(state[10], state[11], state[12]),
    }
}

/// The state `dt_s` later.
#[must_use]
pub fn step(place: &Place, body: &Body, panels: &[Panel], force: &Force, dt_s: f64) -> Place {
    unpack(&rk4_step(0.0, &pack(place), dt_s, |_, state| rate(state, body, panels, force)))
}

fn rate(state: &[f64; 13], body: &Body, panels: &[Panel], force: &Force) -> [f64; 13] {
    let place = unpack(state);
    let density = atmosphere::density_for_flight_kg_m3(altitude_m(place.position_m));
    let stream = through_air_m_s(place.position_m, place.velocity_m_s);
    let stream_body = place.inertial_from_body.inverse() * stream;
    let air = air_load(panels, density, stream_body, place.turn_body_rad_s);
    let push = place.inertial_from_body * (air.force_body_n + force.force_body_n);
    let pull = gravity_m_s2(place.position_m) + push / body.mass_kg;
    let turn = place.turn_body_rad_s;
    let bend = turn_rate(body, turn, air.moment_body_n_m + force.moment_body_n_m);
    let q = place.inertial_from_body;
    let spin = q * DQuat::from_xyzw(turn.x, turn.y, turn.z, 0.0);
    let v = place.velocity_m_s;
    [
        v.x,
        v.y,
        v.z,
        pull.x,
        pull.y,
        pull.z,
        0.5 * spin.x,
        0.5 * spin.y,
        0.5 * spin.z,
        0.5 * spin.w,
        bend.x,
        bend.y,
        bend.z,
    ]
}

/// Euler's equations: angular acceleration, rad/s², body axes.
fn turn_rate(body: &Body, turn: DVec3, moment: DVec3) -> DVec3 {
    (moment - turn.cross(body.inertia_kg_m2 * turn)) / body.inertia_kg_m2
}

/// What the others need to know of a state, and the air's load on it.
#[must_use]
pub fn motion(place: &Place, body: &Body, panels: &[Panel], force: &Force) -> (Motion, Load) {
    let altitude = altitude_m(place.position_m);
    let air =
        atmosphere::air_at(altitude.clamp(0.0, atmosphere::ALTITUDE_HIGHEST_M)).expect("clamped to range");
    let density = if altitude > atmosphere::ALTITUDE_HIGHEST_M { 0.0 } else { air.density_kg_m3 };
    let stream = through_air_m_s(place.position_m, place.velocity_m_s);
    let stream_body = place.inertial_from_body.inverse() * stream;
    let airspeed = stream.length();
    let load = air_load(panels, density, stream_body, place.turn_body_rad_s);
    let motion = Motion {
        altitude_m: altitude,
        airspeed_m_s: airspeed,
        speed_inertial_m_s: place.velocity_m_s.length(),
        climb_rate_m_s: place.velocity_m_s.dot(place.position_m) / place.position_m.length(),
        air_density_kg_m3: density,
        air_pressure_pa: if density > 0.0 { air.pressure_pa } else { 0.0 },
        air_temperature_k: air.temperature_k,
        wind_body: if airspeed > 0.0 { stream_body / airspeed } else { DVec3::ZERO },
        dynamic_pressure_pa: dynamic_pressure_pa(density, airspeed),
        felt_body_m_s2: (load.force_body_n + force.force_body_n) / body.mass_kg,
        turn_body_rad_s: place.turn_body_rad_s,
        turn_rate_body_rad_s2: turn_rate(
            body,
            place.turn_body_rad_s,
            load.moment_body_n_m + force.moment_body_n_m,
        ),
        inertial_from_body: place.inertial_from_body,
        ground_contact: altitude <= 0.0,
    };
    (motion, load)
}

/// Drag area, m², and lift over drag of the panels for a stream from a body direction (unit).
#[must_use]
pub fn drag_area_and_lift(panels: &[Panel], stream_body: DVec3) -> (f64, f64) {
    // Unit density and speed: half rho V² is one half.
    let force = air_load(panels, 1.0, stream_body, DVec3::ZERO).force_body_n;
    let drag = -force.dot(stream_body);
    let lift = (force + stream_body * drag).length();
    (2.0 * drag, if drag > 0.0 { lift / drag } else { 0.0 })
}
