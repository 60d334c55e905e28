//! Gravity of a point mass and of an oblate planet; orbits from states and back.
//!
//! Vectors are inertial, planet-centred, +z along the planet's axis. Moon, sun, tides, light pressure and
//! harmonics beyond J2 are left out: over the hours of a fall they move the ship by less than a metre a minute.

use core::f64::consts::PI;

use glam::DVec3;
use libm::{acos, atan2, cos, cosh, fabs, fmod, sin, sinh, sqrt};

use crate::error::{Result, in_range};

/// Acceleration by a point mass, m/s², at `position_m` from it; `mu_m3_s2` > 0. Source: Newton.
pub fn acceleration_point_mass_m_s2(position_m: DVec3, mu_m3_s2: f64) -> DVec3 {
    let radius2 = position_m.length_squared();
    position_m * (-mu_m3_s2 / (radius2 * sqrt(radius2)))
}

/// Additional acceleration by the planet's oblateness, m/s²; good outside the planet. Source: Vallado,
/// Fundamentals of Astrodynamics, section 9.6.
pub fn acceleration_j2_m_s2(position_m: DVec3, mu_m3_s2: f64, radius_equator_m: f64, j2: f64) -> DVec3 {
    let radius2 = position_m.length_squared();
    let radius = sqrt(radius2);
    let factor = -1.5 * j2 * mu_m3_s2 * radius_equator_m * radius_equator_m / (radius2 * radius2 * radius);
    let polar = 5.0 * position_m.z * position_m.z / radius2;
    DVec3::new(
        factor * position_m.x * (1.0 - polar),
        factor * position_m.y * (1.0 - polar),
        factor * position_m.z * (3.0 - polar),
    )
}

/// Kinetic and potential energy per mass in a point-mass field, J/kg; below 0 the orbit is bound.
pub fn specific_energy_j_kg(position_m: DVec3, velocity_m_s: DVec3, mu_m3_s2: f64) -> f64 {
    0.5 * velocity_m_s.length_squared() - mu_m3_s2 / position_m.length()
}

/// The J2 part of the potential energy per mass, J/kg; added to [`specific_energy_j_kg`] it is conserved.
pub fn potential_j2_j_kg(position_m: DVec3, mu_m3_s2: f64, radius_equator_m: f64, j2: f64) -> f64 {
    let radius2 = position_m.length_squared();
    let sine2 = position_m.z * position_m.z / radius2;
    mu_m3_s2 * j2 * radius_equator_m * radius_equator_m * (3.0 * sine2 - 1.0)
        / (2.0 * radius2 * sqrt(radius2))
}

/// Speed of a circular orbit, m/s, at `radius_m` > 0.
///
/// # Errors
/// `OutOfRange` for a radius or mu that is not positive.
pub fn circular_speed_m_s(radius_m: f64, mu_m3_s2: f64) -> Result<f64> {
    Ok(sqrt(positive("gravitational parameter", mu_m3_s2, "m³/s²")? / positive("radius", radius_m, "m")?))
}

/// Speed that leaves a point mass for good, m/s, at `radius_m` > 0.
///
/// # Errors
/// `OutOfRange` for a radius or mu that is not positive.
pub fn escape_speed_m_s(radius_m: f64, mu_m3_s2: f64) -> Result<f64> {
    Ok(sqrt(2.0) * circular_speed_m_s(radius_m, mu_m3_s2)?)
}

/// Time of one revolution, s, for a semi-major axis > 0, m.
///
/// # Errors
/// `OutOfRange` for an axis or mu that is not positive.
pub fn period_s(semi_major_axis_m: f64, mu_m3_s2: f64) -> Result<f64> {
    let axis_m = positive("semi-major axis", semi_major_axis_m, "m")?;
    Ok(2.0 * PI * axis_m * sqrt(axis_m / positive("gravitational parameter", mu_m3_s2, "m³/s²")?))
}

/// Mean rate at which J2 turns the plane of an orbit, rad/s, to first order. Source: Kozai 1959.
pub fn node_rate_rad_s(elements: &Elements, mu_m3_s2: f64, radius_equator_m: f64, j2: f64) -> f64 {
    let axis_m = elements.semi_latus_rectum_m / (1.0 - elements.eccentricity * elements.eccentricity);
    let ratio = radius_equator_m / elements.semi_latus_rectum_m;
    -1.5 * j2 * ratio * ratio * sqrt(mu_m3_s2 / (axis_m * axis_m * axis_m)) * cos(elements.inclination_rad)
}

/// The osculating orbit. The semi-latus rectum stands for the size because it exists for every conic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Elements {
    /// Semi-latus rectum, m, > 0.
    pub semi_latus_rectum_m: f64,
    /// Eccentricity, >= 0.
    pub eccentricity: f64,
    /// Inclination to the equator, 0 to pi.
    pub inclination_rad: f64,
    /// Right ascension of the ascending node, 0 to 2 pi; 0 for an equatorial orbit.
    pub node_rad: f64,
    /// Argument of periapsis, 0 to 2 pi; 0 for a circular orbit.
    pub periapsis_argument_rad: f64,
    /// True anomaly, 0 to 2 pi; from the node for a circular orbit.
    pub true_anomaly_rad: f64,
}

impl Elements {
    /// Radius of the nearest point, m.
    pub fn periapsis_m(&self) -> f64 {
        self.semi_latus_rectum_m / (1.0 + self.eccentricity)
    }

    /// Radius of the farthest point, m; `None` for an orbit that leaves.
    pub fn apoapsis_m(&self) -> Option<f64> {
        (self.eccentricity < 1.0).then(|| self.semi_latus_rectum_m / (1.0 - self.eccentricity))
    }
}

/// The osculating orbit of a state that has angular momentum.
///
/// # Errors
/// `OutOfRange` for a state that moves straight to or from the centre.
pub fn elements_from_state(position_m: DVec3, velocity_m_s: DVec3, mu_m3_s2: f64) -> Result<Elements> {
    let momentum = position_m.cross(velocity_m_s);
    let momentum_size = positive("angular momentum", momentum.length(), "m²/s")?;
    let eccentricity = velocity_m_s.cross(momentum) / mu_m3_s2 - position_m / position_m.length();
    let size = eccentricity.length();
    let round = size < 1e-11;
    let flat = momentum.truncate().length() < 1e-11 * momentum_size;
    let node = if flat { DVec3::X } else { DVec3::new(-momentum.y, momentum.x, 0.0) };
    let pole = momentum / momentum_size;
    let from = if round { node } else { eccentricity };
    Ok(Elements {
        semi_latus_rectum_m: momentum_size * momentum_size / mu_m3_s2,
        eccentricity: size,
        inclination_rad: acos(pole.z.clamp(-1.0, 1.0)),
        node_rad: if flat { 0.0 } else { turned(atan2(node.y, node.x)) },
        periapsis_argument_rad: if round { 0.0 } else { angle_about(pole, node, eccentricity) },
        true_anomaly_rad: angle_about(pole, from, position_m),
    })
}

/// Position m and velocity m/s of a state on an orbit.
pub fn state_from_elements(elements: &Elements, mu_m3_s2: f64) -> (DVec3, DVec3) {
    let (node, tilt, turn) = (elements.node_rad, elements.inclination_rad, elements.periapsis_argument_rad);
    let ahead = DVec3::new(
        cos(node) * cos(turn) - sin(node) * sin(turn) * cos(tilt),
        sin(node) * cos(turn) + cos(node) * sin(turn) * cos(tilt),
        sin(turn) * sin(tilt),
    );
    let beside = DVec3::new(
        -cos(node) * sin(turn) - sin(node) * cos(turn) * cos(tilt),
        -sin(node) * sin(turn) + cos(node) * cos(turn) * cos(tilt),
        cos(turn) * sin(tilt),
    );
    let anomaly = elements.true_anomaly_rad;
    let radius_m = elements.semi_latus_rectum_m / (1.0 + elements.eccentricity * cos(anomaly));
    let speed = sqrt(mu_m3_s2 / elements.semi_latus_rectum_m);
    (
        (ahead * cos(anomaly) + beside * sin(anomaly)) * radius_m,
        (ahead * -sin(anomaly) + beside * (elements.eccentricity + cos(anomaly))) * speed,
    )
}

/// State after `dt_s` in a point-mass field, for every conic: universal variable, solved by Laguerre's method.
/// Position m and velocity m/s. Source: Conway 1986; Bate, Mueller and White, chapter 4.
///
/// # Errors
/// `OutOfRange` for a position at the centre or a mu that is not positive.
pub fn propagate_kepler(
    position_m: DVec3,
    velocity_m_s: DVec3,
    mu_m3_s2: f64,
    dt_s: f64,
) -> Result<(DVec3, DVec3)> {
    let root_mu = sqrt(positive("gravitational parameter", mu_m3_s2, "m³/s²")?);
    let radius = positive("radius", position_m.length(), "m")?;
    let alpha = 2.0 / radius - velocity_m_s.length_squared() / mu_m3_s2;
    let dt_s = if alpha > 0.0 { fmod(dt_s, period_s(1.0 / alpha, mu_m3_s2)?) } else { dt_s };
    let radial = position_m.dot(velocity_m_s) / root_mu;
    let orbit = Universal { radius, radial, alpha };
    let chi = orbit.solve(root_mu * dt_s);
    let (c2, c3) = stumpff(alpha * chi * chi);
    let f = 1.0 - chi * chi * c2 / radius;
    let g = dt_s - chi * chi * chi * c3 / root_mu;
    let position = position_m * f + velocity_m_s * g;
    let new_radius = position.length();
    let f_rate = root_mu / (radius * new_radius) * chi * (alpha * chi * chi * c3 - 1.0);
    let g_rate = 1.0 - chi * chi * c2 / new_radius;
    Ok((position, position_m * f_rate + velocity_m_s * g_rate))
}

/// Kepler's equation in the universal variable: radius m, radial speed over the root of mu, and 1 / axis.
struct Universal {
    radius: f64,
    radial: f64,
    alpha: f64,
}

impl Universal {
    /// The universal variable at which root(mu) times the time has passed.
    fn solve(&self, root_mu_time: f64) -> f64 {
        let mut chi = if self.alpha > 0.0 { root_mu_time * self.alpha } else { root_mu_time / self.radius };
        if self.alpha <= 0.0 {
            chi = chi.clamp(-4.0 * sqrt(self.radius) * 10.0, 4.0 * sqrt(self.radius) * 10.0);
        }
        for _ in 0..100 {
            let (value, slope, bend) = self.equation(chi, root_mu_time);
            let root = sqrt(fabs(16.0 * slope * slope - 20.0 * value * bend));
            let step = 5.0 * value / if slope >= 0.0 { slope + root } else { slope - root };
            chi -= step;
            if fabs(step) <= 1e-15 * fabs(chi) + 1e-300 {
                break;
            }
        }
        chi
    }

    /// Value, slope and bend of the equation; the slope is the radius at that place.
    fn equation(&self, chi: f64, root_mu_time: f64) -> (f64, f64, f64) {
        let psi = self.alpha * chi * chi;
        let (c2, c3) = stumpff(psi);
        let inward = 1.0 - self.alpha * self.radius;
        let value =
            self.radial * chi * chi * c2 + inward * chi * chi * chi * c3 + self.radius * chi - root_mu_time;
        let slope = self.radial * chi * (1.0 - psi * c3) + inward * chi * chi * c2 + self.radius;
        let bend = self.radial * (1.0 - psi * c2) + inward * chi * (1.0 - psi * c3);
        (value, slope, bend)
    }
}

/// Stumpff's functions c2 and c3.
fn stumpff(psi: f64) -> (f64, f64) {
    if psi > 0.5 {
        let root = sqrt(psi);
        ((1.0 - cos(root)) / psi, (root - sin(root)) / (psi * root))
    } else if psi < -0.5 {
        let root = sqrt(-psi);
        ((1.0 - cosh(root)) / psi, (sinh(root) - root) / (-psi * root))
    } else {
        let (mut c2, mut c3) = (0.0, 0.0);
        let mut term = 0.5;
        for count in 0..12 {
            c2 += term;
            let odd = f64::from(2 * count + 3);
            c3 += term / odd;
            term *= -psi / (odd * (odd + 1.0));
        }
        (c2, c3)
    }
}

fn positive(quantity: &'static str, value: f64, unit: &'static str) -> Result<f64> {
    in_range(quantity, value, f64::MIN_POSITIVE, f64::MAX, unit)
}

/// Angle from one vector to another about a pole, 0 to 2 pi.
fn angle_about(pole: DVec3, from: DVec3, to: DVec3) -> f64 {
    turned(atan2(pole.dot(from.cross(to)), from.dot(to)))
}

fn turned(angle_rad: f64) -> f64 {
    if angle_rad < 0.0 { angle_rad + 2.0 * PI } else { angle_rad }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::constants::{PLANET_J2, PLANET_MU_M3_S2, PLANET_RADIUS_EQUATOR_M};

    const MU: f64 = PLANET_MU_M3_S2;

    #[test]
    fn elements_and_states_are_inverse() {
        let check = |position: DVec3, velocity: DVec3| {
            let elements = elements_from_state(position, velocity, MU).expect("has angular momentum");
            let (position2, velocity2) = state_from_elements(&elements, MU);
            assert!(position.distance(position2) < 1e-6 * position.length(), "{elements:?}");
            assert!(velocity.distance(velocity2) < 1e-6 * velocity.length(), "{elements:?}");
        };
        check(DVec3::new(7e6, 1e5, 2e6), DVec3::new(-100.0, 6e3, 4.5e3));
        check(DVec3::new(7e6, 0.0, 0.0), DVec3::new(0.0, sqrt(MU / 7e6), 0.0));
        check(DVec3::new(0.0, 7e6, 0.0), DVec3::new(-9e3, 3e3, 0.0));
        check(DVec3::new(7e6, 1e5, 2e6), DVec3::new(4e3, 9e3, -7e3));
        assert!(elements_from_state(DVec3::X, DVec3::X, MU).is_err());
    }

    #[test]
    fn kepler_there_and_back_on_every_conic() {
        for speed in [1e3, 5e3, 7.5e3, 10.6e3, sqrt(2.0 * MU / 7e6), 11e3, 30e3] {
            for dt_s in [1.0, 600.0, 50_000.0, 1e6] {
                let (start, velocity) =
                    (DVec3::new(7e6, 0.0, 0.0), DVec3::new(0.2, 0.9, 0.4).normalize() * speed);
                let (there, moving) = propagate_kepler(start, velocity, MU, dt_s).expect("valid");
                let (back, _) = propagate_kepler(there, moving, MU, -dt_s).expect("valid");
                assert!(back.distance(start) < 100.0, "{speed} {dt_s}: {back}");
                let energy = specific_energy_j_kg(there, moving, MU);
                assert!((energy - specific_energy_j_kg(start, velocity, MU)).abs() < 1.0, "{speed} {dt_s}");
            }
        }
    }

    #[test]
    fn the_oblate_pull_is_the_slope_of_its_potential() {
        let place = DVec3::new(5e6, 3e6, 4e6);
        let pull = acceleration_j2_m_s2(place, MU, PLANET_RADIUS_EQUATOR_M, PLANET_J2);
        for axis in [DVec3::X, DVec3::Y, DVec3::Z] {
            let potential = |at: DVec3| potential_j2_j_kg(at, MU, PLANET_RADIUS_EQUATOR_M, PLANET_J2);
            let slope = (potential(place + axis * 10.0) - potential(place - axis * 10.0)) / 20.0;
            assert!((pull.dot(axis) + slope).abs() < 1e-8, "{axis}");
        }
    }
}
