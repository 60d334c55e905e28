//! Forces of an air stream: from a ballistic coefficient, and on a body of flat panels.
//!
//! The panels use modified Newtonian pressure: right for hypersonic flow, the regime in which the ship meets
//! her loads; below Mach 3 it errs by tens of per cent and has no suction, no skin friction and no stall.

use glam::DVec3;
use libm::sqrt;

/// Greatest pressure coefficient behind a strong shock in air. Source: Lees 1955, high-Mach limit at heat ratio 1.4.
pub const PRESSURE_COEFFICIENT_MAX: f64 = 1.84;

/// Half rho v², Pa; density kg/m³ and airspeed m/s, any.
pub fn dynamic_pressure_pa(density_kg_m3: f64, airspeed_m_s: f64) -> f64 {
    0.5 * density_kg_m3 * airspeed_m_s * airspeed_m_s
}

/// Drag acceleration, m/s², against the velocity through the air; ballistic coefficient m/(Cd A) > 0, kg/m².
pub fn drag_acceleration_m_s2(density_kg_m3: f64, velocity_air_m_s: DVec3, ballistic_kg_m2: f64) -> DVec3 {
    velocity_air_m_s * (-0.5 * density_kg_m3 * velocity_air_m_s.length() / ballistic_kg_m2)
}

/// Lift acceleration, m/s², across the velocity through the air toward `up`, for a lift-to-drag ratio.
/// Nothing if the velocity points along `up` or vanishes.
pub fn lift_acceleration_m_s2(
    density_kg_m3: f64,
    velocity_air_m_s: DVec3,
    ballistic_kg_m2: f64,
    lift_to_drag: f64,
    up: DVec3,
) -> DVec3 {
    let speed2 = velocity_air_m_s.length_squared();
    if speed2 == 0.0 {
        return DVec3::ZERO;
    }
    let across = up - velocity_air_m_s * (up.dot(velocity_air_m_s) / speed2);
    let size = across.length();
    if size == 0.0 {
        return DVec3::ZERO;
    }
    across * (0.5 * density_kg_m3 * speed2 / ballistic_kg_m2 * lift_to_drag / size)
}

/// A flat piece of the outer skin, in the body frame with the centre of mass at the origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Panel {
    /// Area, m², > 0.
    pub area_m2: f64,
    /// Outward normal, of length 1.
    pub normal_body: DVec3,
    /// Where its pressure acts, m from the centre of mass.
    pub centre_body_m: DVec3,
}

/// Force and moment on a body.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Load {
    /// Force, N.
    pub force_body_n: DVec3,
    /// Moment about the centre of mass, N m.
    pub moment_body_n_m: DVec3,
}

/// Speed at which a panel runs into the air along its own normal, m/s; 0 on the lee side. The velocity of a
/// turning body at the panel is `velocity + omega x centre`: that is where damping comes from.
pub fn panel_closing_speed_m_s(panel: &Panel, velocity_air_body_m_s: DVec3, omega_body_rad_s: DVec3) -> f64 {
    let local = velocity_air_body_m_s + omega_body_rad_s.cross(panel.centre_body_m);
    local.dot(panel.normal_body).max(0.0)
}

/// Pressure on a panel above that of the air about it, Pa: Cp_max times half rho times the square of the
/// closing speed, m/s. Source: modified Newtonian theory, Lees 1955; Mach > 5.
pub fn panel_pressure_pa(density_kg_m3: f64, closing_speed_m_s: f64) -> f64 {
    0.5 * PRESSURE_COEFFICIENT_MAX * density_kg_m3 * closing_speed_m_s * closing_speed_m_s
}

/// Force and moment of the air on all panels. `velocity_air_body_m_s` is the velocity of the centre of mass
/// through the air, in body axes; density kg/m³ >= 0.
pub fn panel_load(
    panels: &[Panel],
    density_kg_m3: f64,
    velocity_air_body_m_s: DVec3,
    omega_body_rad_s: DVec3,
) -> Load {
    let mut load = Load::default();
    for panel in panels {
        let closing = panel_closing_speed_m_s(panel, velocity_air_body_m_s, omega_body_rad_s);
        if closing <= 0.0 {
            continue;
        }
        let force = panel.normal_body * (-panel_pressure_pa(density_kg_m3, closing) * panel.area_m2);
        load.force_body_n += force;
        load.moment_body_n_m += panel.centre_body_m.cross(force);
    }
    load
}

/// Angle between the velocity through the air and a body axis, rad, 0 to pi; 0 at rest.
pub fn angle_to_stream_rad(velocity_air_body_m_s: DVec3, axis_body: DVec3) -> f64 {
    let size = sqrt(velocity_air_body_m_s.length_squared() * axis_body.length_squared());
    if size == 0.0 { 0.0 } else { libm::acos((velocity_air_body_m_s.dot(axis_body) / size).clamp(-1.0, 1.0)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLATE: [Panel; 2] = [
        Panel { area_m2: 100.0, normal_body: DVec3::Z, centre_body_m: DVec3::new(20.0, 0.0, 1.0) },
        Panel { area_m2: 100.0, normal_body: DVec3::Z, centre_body_m: DVec3::new(-20.0, 0.0, 1.0) },
    ];

    #[test]
    fn a_plate_square_to_the_stream_has_its_greatest_drag() {
        let load = panel_load(&PLATE, 0.01, DVec3::Z * 1e3, DVec3::ZERO);
        assert_eq!(load.force_body_n, DVec3::new(0.0, 0.0, -1.84 * 0.5 * 0.01 * 1e6 * 200.0));
        assert_eq!(load.moment_body_n_m, DVec3::ZERO);
        assert_eq!(panel_load(&PLATE, 0.01, DVec3::Z * -1e3, DVec3::ZERO), Load::default());
    }

    #[test]
    fn lift_to_drag_of_a_plate_is_the_cotangent_of_its_incidence() {
        let incidence = 1.2;
        let velocity = DVec3::new(libm::cos(incidence), 0.0, libm::sin(incidence)) * 2e3;
        let force = panel_load(&PLATE, 0.01, velocity, DVec3::ZERO).force_body_n;
        let drag = -force.dot(velocity.normalize());
        let lift = (force + velocity.normalize() * drag).length();
        assert!((lift / drag - 1.0 / libm::tan(incidence)).abs() < 1e-12);
    }

    #[test]
    fn turning_is_damped() {
        let turning = panel_load(&PLATE, 0.01, DVec3::Z * 1e3, DVec3::Y * 0.1);
        assert!(turning.moment_body_n_m.y < 0.0, "{turning:?}");
    }

    #[test]
    fn drag_and_lift_of_a_coefficient() {
        let velocity = DVec3::new(3.0, 4.0, 0.0);
        let drag = drag_acceleration_m_s2(2.0, velocity, 10.0);
        assert!((drag.length() - 2.5).abs() < 1e-12 && drag.dot(velocity) < 0.0);
        let lift = lift_acceleration_m_s2(2.0, velocity, 10.0, 0.5, DVec3::Y);
        assert!((lift.length() - 1.25).abs() < 1e-12 && lift.dot(velocity).abs() < 1e-12 && lift.y > 0.0);
        assert_eq!(lift_acceleration_m_s2(2.0, DVec3::Y, 10.0, 0.5, DVec3::Y), DVec3::ZERO);
    }
}
