//! Atmospheric entry: heating at a stagnation point, the closed forms of Allen and Eggers, and a planar
//! trajectory with drag and lift. The ship flies her own six degrees of freedom; these check them.

use core::f64::consts::{E, PI};

use glam::DVec2;
use libm::{cos, erf, exp, log, sin, sqrt};

use crate::atmosphere;
use crate::constants::STANDARD_GRAVITY_M_S2;
use crate::error::{Result, in_range};
use crate::integrate::rk4_step;

/// Convective heat flux at a stagnation point, W/m²: k sqrt(rho / Rn) V³ on a cold wall.
/// Density >= 0 kg/m³, nose radius > 0 m, airspeed >= 0 m/s; `k` is [`crate::constants::SUTTON_GRAVES_AIR`] for air.
/// Radiation of the hot gas is left out: above 10 km/s it adds a third and more.
/// Source: Sutton and Graves, NASA TR R-376, 1971.
///
/// # Errors
/// `OutOfRange` for a nose radius that is not positive, or a negative density or speed.
pub fn stagnation_flux_w_m2(
    k: f64,
    density_kg_m3: f64,
    nose_radius_m: f64,
    airspeed_m_s: f64,
) -> Result<f64> {
    in_range("nose radius", nose_radius_m, f64::MIN_POSITIVE, f64::MAX, "m")?;
    in_range("density", density_kg_m3, 0.0, f64::MAX, "kg/m³")?;
    in_range("airspeed", airspeed_m_s, 0.0, f64::MAX, "m/s")?;
    Ok(k * sqrt(density_kg_m3 / nose_radius_m) * airspeed_m_s * airspeed_m_s * airspeed_m_s)
}

/// A straight ballistic entry into air of density `rho0 exp(-h/H)`, gravity neglected.
/// Source: Allen and Eggers, NACA Report 1381, 1958.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StraightEntry {
    /// Entry speed, m/s, > 0.
    pub speed_m_s: f64,
    /// Angle below the horizon, rad, above 0 to pi/2.
    pub angle_down_rad: f64,
    /// Ballistic coefficient m/(Cd A), kg/m², > 0.
    pub ballistic_kg_m2: f64,
    /// Scale height of the air, m, > 0.
    pub scale_height_m: f64,
    /// Density at the ground, kg/m³, > 0.
    pub density_ground_kg_m3: f64,
}

impl StraightEntry {
    /// The entry itself if every field is in its range.
    ///
    /// # Errors
    /// `OutOfRange` naming the field that is not.
    pub fn checked(self) -> Result<Self> {
        let least = f64::MIN_POSITIVE;
        in_range("entry speed", self.speed_m_s, least, f64::MAX, "m/s")?;
        in_range("entry angle", self.angle_down_rad, least, PI / 2.0 + 1e-12, "rad")?;
        in_range("ballistic coefficient", self.ballistic_kg_m2, least, f64::MAX, "kg/m²")?;
        in_range("scale height", self.scale_height_m, least, f64::MAX, "m")?;
        in_range("density at the ground", self.density_ground_kg_m3, least, f64::MAX, "kg/m³")?;
        Ok(self)
    }

    /// Density over which the speed falls by a factor of e to the half: beta sin(angle) / H, kg/m³.
    fn density_scale_kg_m3(&self) -> f64 {
        self.ballistic_kg_m2 * sin(self.angle_down_rad) / self.scale_height_m
    }

    /// Speed where the air has a given density, m/s.
    pub fn speed_at_density_m_s(&self, density_kg_m3: f64) -> f64 {
        self.speed_m_s * exp(-density_kg_m3 / (2.0 * self.density_scale_kg_m3()))
    }

    /// Altitude of a density, m; the ground where the air is nowhere that dense.
    fn altitude_m(&self, density_kg_m3: f64) -> f64 {
        (self.scale_height_m * log(self.density_ground_kg_m3 / density_kg_m3)).max(0.0)
    }

    /// Density where the load is greatest, kg/m³: that of the ground if she hits it first.
    fn density_peak_load_kg_m3(&self) -> f64 {
        self.density_scale_kg_m3().min(self.density_ground_kg_m3)
    }

    /// Density where the heating is greatest, kg/m³: that of the ground if she hits it first.
    fn density_peak_heat_kg_m3(&self) -> f64 {
        (self.density_scale_kg_m3() / 3.0).min(self.density_ground_kg_m3)
    }

    /// Greatest deceleration, in g0. In free air it is V² sin(angle) / (2 e g0 H).
    pub fn peak_load_g(&self) -> f64 {
        if self.density_peak_load_kg_m3() < self.density_ground_kg_m3 {
            return self.speed_m_s * self.speed_m_s * sin(self.angle_down_rad)
                / (2.0 * E * STANDARD_GRAVITY_M_S2 * self.scale_height_m);
        }
        let speed = self.impact_speed_m_s();
        self.density_ground_kg_m3 * speed * speed / (2.0 * self.ballistic_kg_m2 * STANDARD_GRAVITY_M_S2)
    }

    /// Altitude of the greatest deceleration, m.
    pub fn peak_load_altitude_m(&self) -> f64 {
        self.altitude_m(self.density_peak_load_kg_m3())
    }

    /// Speed at the greatest deceleration, m/s.
    pub fn peak_load_speed_m_s(&self) -> f64 {
        self.speed_at_density_m_s(self.density_peak_load_kg_m3())
    }

    /// Speed at the ground, m/s.
    pub fn impact_speed_m_s(&self) -> f64 {
        self.speed_at_density_m_s(self.density_ground_kg_m3)
    }

    /// Altitude of the greatest heating, m.
    pub fn peak_heat_altitude_m(&self) -> f64 {
        self.altitude_m(self.density_peak_heat_kg_m3())
    }

    /// Speed at the greatest heating, m/s.
    pub fn peak_heat_speed_m_s(&self) -> f64 {
        self.speed_at_density_m_s(self.density_peak_heat_kg_m3())
    }

    /// Greatest stagnation heat flux, W/m², on a nose of a radius, m.
    ///
    /// # Errors
    /// `OutOfRange` for a nose radius that is not positive.
    pub fn peak_heat_flux_w_m2(&self, k: f64, nose_radius_m: f64) -> Result<f64> {
        stagnation_flux_w_m2(k, self.density_peak_heat_kg_m3(), nose_radius_m, self.peak_heat_speed_m_s())
    }

    /// Heat per area taken up at the stagnation point down to the ground, J/m².
    ///
    /// # Errors
    /// `OutOfRange` for a nose radius that is not positive.
    pub fn heat_load_to_ground_j_m2(&self, k: f64, nose_radius_m: f64) -> Result<f64> {
        in_range("nose radius", nose_radius_m, f64::MIN_POSITIVE, f64::MAX, "m")?;
        let (sine, height_m) = (sin(self.angle_down_rad), self.scale_height_m);
        Ok(k * self.speed_m_s
            * self.speed_m_s
            * sqrt(PI * self.ballistic_kg_m2 * height_m / (nose_radius_m * sine))
            * erf(sqrt(self.density_ground_kg_m3 / self.density_scale_kg_m3())))
    }
}

/// An entry in one plane about a spherical, turning planet with the air of 1976: constant ballistic
/// coefficient, constant lift upward.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlanarEntry {
    /// Inertial speed at the start, m/s, > 0.
    pub speed_m_s: f64,
    /// Flight path angle at the start, rad; below the horizon is negative.
    pub angle_rad: f64,
    /// Altitude at the start, m, 0 to 1000 km.
    pub altitude_m: f64,
    /// Ballistic coefficient m/(Cd A), kg/m², > 0.
    pub ballistic_kg_m2: f64,
    /// Lift over drag; negative lift is downward.
    pub lift_to_drag: f64,
    /// Nose radius, m, > 0.
    pub nose_radius_m: f64,
    /// Turning rate of the air in the plane, rad/s, positive along the motion.
    pub spin_rad_s: f64,
    /// Radius of the planet, m, > 0.
    pub planet_radius_m: f64,
    /// Gravitational parameter of the planet, m³/s², > 0.
    pub mu_m3_s2: f64,
    /// Constant of the stagnation heating, kg^0.5/m.
    pub heating_k: f64,
    /// Altitude at which the calculation ends, m, at least 0.
    pub altitude_stop_m: f64,
}

/// Where a quantity of an entry was greatest.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Peak {
    /// The greatest value.
    pub value: f64,
    /// Time from the start, s.
    pub t_s: f64,
    /// Altitude, m.
    pub altitude_m: f64,
    /// Speed through the air, m/s.
    pub airspeed_m_s: f64,
}

/// What an entry came to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PlanarResult {
    /// Greatest aerodynamic load, in g0.
    pub load_g: Peak,
    /// Greatest stagnation heat flux, W/m².
    pub heat_flux_w_m2: Peak,
    /// Greatest dynamic pressure, Pa.
    pub dynamic_pressure_pa: Peak,
    /// Stagnation heat taken up per area, J/m².
    pub heat_load_j_m2: f64,
    /// Time to the end, s.
    pub t_end_s: f64,
    /// Inertial arc along the ground to the end, m.
    pub downrange_m: f64,
    /// Whether the stop altitude was reached; `false` if she skipped out or time ran out.
    pub reached: bool,
}

/// Step of the planar entry, s; the error it leaves is below 1e-6 of every result.
const PLANAR_STEP_S: f64 = 0.05;
/// Longest planar entry, s: beyond it she is in orbit.
const PLANAR_LONGEST_S: f64 = 20_000.0;

impl PlanarEntry {
    /// Flies the entry by fourth-order Runge-Kutta. State: position, velocity in the plane, heat load.
    ///
    /// # Errors
    /// `OutOfRange` for a field outside the range it states.
    pub fn fly(&self) -> Result<PlanarResult> {
        self.check()?;
        let mut state = [
            0.0,
            self.planet_radius_m + self.altitude_m,
            self.speed_m_s * cos(self.angle_rad),
            self.speed_m_s * sin(self.angle_rad),
            0.0,
        ];
        let mut result = PlanarResult::default();
        let (mut t_s, mut angle_rad) = (0.0, 0.0);
        while t_s < PLANAR_LONGEST_S {
            self.note_peaks(t_s, &state, &mut result);
            let next = rk4_step(t_s, &state, PLANAR_STEP_S, |_, at| self.rate(at));
            let (before_m, after_m) = (self.altitude_of(&state), self.altitude_of(&next));
            let reached = after_m <= self.altitude_stop_m;
            let share = if reached { (before_m - self.altitude_stop_m) / (before_m - after_m) } else { 1.0 };
            let (from, to) = (DVec2::new(state[0], state[1]), DVec2::new(next[0], next[1]));
            angle_rad += share * libm::atan2(to.perp_dot(from), to.dot(from));
            result.heat_load_j_m2 += share * (next[4] - state[4]);
            t_s += share * PLANAR_STEP_S;
            let last = state;
            state = next;
            if reached {
                // What still rises at the stop altitude is greatest there.
                let end = rk4_step(t_s, &last, share * PLANAR_STEP_S, |_, at| self.rate(at));
                self.note_peaks(t_s, &end, &mut result);
                result.reached = true;
                break;
            }
        }
        result.t_end_s = t_s;
        result.downrange_m = angle_rad * self.planet_radius_m;
        Ok(result)
    }

    fn check(&self) -> Result<()> {
        let least = f64::MIN_POSITIVE;
        in_range("entry speed", self.speed_m_s, least, f64::MAX, "m/s")?;
        in_range("start altitude", self.altitude_m, 0.0, atmosphere::ALTITUDE_HIGHEST_M, "m")?;
        in_range("ballistic coefficient", self.ballistic_kg_m2, least, f64::MAX, "kg/m²")?;
        in_range("nose radius", self.nose_radius_m, least, f64::MAX, "m")?;
        in_range("planet radius", self.planet_radius_m, least, f64::MAX, "m")?;
        in_range("stop altitude", self.altitude_stop_m, 0.0, self.altitude_m, "m")?;
        Ok(())
    }

    fn altitude_of(&self, state: &[f64; 5]) -> f64 {
        DVec2::new(state[0], state[1]).length() - self.planet_radius_m
    }

    /// Velocity through the turning air, m/s. The motion starts along +x with the planet below.
    fn through_air(&self, state: &[f64; 5]) -> DVec2 {
        DVec2::new(state[2] - self.spin_rad_s * state[1], state[3] + self.spin_rad_s * state[0])
    }

    fn rate(&self, state: &[f64; 5]) -> [f64; 5] {
        let position = DVec2::new(state[0], state[1]);
        let radius_m = position.length();
        let density = atmosphere::density_for_flight_kg_m3(radius_m - self.planet_radius_m);
        let through_air = self.through_air(state);
        let airspeed = through_air.length();
        let drag = through_air * (-0.5 * density * airspeed / self.ballistic_kg_m2);
        let lift =
            drag.perp() * (self.lift_to_drag * if drag.perp().dot(position) < 0.0 { -1.0 } else { 1.0 });
        let pull = position * (-self.mu_m3_s2 / (radius_m * radius_m * radius_m));
        let total = pull + drag + lift;
        let flux = self.heating_k * sqrt(density / self.nose_radius_m) * airspeed * airspeed * airspeed;
        [state[2], state[3], total.x, total.y, flux]
    }

    fn note_peaks(&self, t_s: f64, state: &[f64; 5], result: &mut PlanarResult) {
        let altitude_m = self.altitude_of(state);
        let density = atmosphere::density_for_flight_kg_m3(altitude_m);
        let airspeed_m_s = self.through_air(state).length();
        let pressure = 0.5 * density * airspeed_m_s * airspeed_m_s;
        let lift = sqrt(1.0 + self.lift_to_drag * self.lift_to_drag);
        let load = pressure / self.ballistic_kg_m2 * lift / STANDARD_GRAVITY_M_S2;
        let flux =
            self.heating_k * sqrt(density / self.nose_radius_m) * airspeed_m_s * airspeed_m_s * airspeed_m_s;
        let note = |peak: &mut Peak, value: f64| {
            if value > peak.value {
                *peak = Peak { value, t_s, altitude_m, airspeed_m_s };
            }
        };
        note(&mut result.load_g, load);
        note(&mut result.heat_flux_w_m2, flux);
        note(&mut result.dynamic_pressure_pa, pressure);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::constants::{PLANET_MU_M3_S2, PLANET_RADIUS_MEAN_M, SUTTON_GRAVES_AIR};

    const FALL: PlanarEntry = PlanarEntry {
        speed_m_s: 7_550.0,
        angle_rad: -0.017_453_292_519_943_295,
        altitude_m: 170_000.0,
        ballistic_kg_m2: 6_000.0,
        lift_to_drag: 0.3,
        nose_radius_m: 5.0,
        spin_rad_s: 0.0,
        planet_radius_m: PLANET_RADIUS_MEAN_M,
        mu_m3_s2: PLANET_MU_M3_S2,
        heating_k: SUTTON_GRAVES_AIR,
        altitude_stop_m: 0.0,
    };

    #[test]
    fn lift_holds_her_up_longer_and_softer() {
        let lifted = FALL.fly().expect("in range");
        let falling = PlanarEntry { lift_to_drag: 0.0, ..FALL }.fly().expect("in range");
        assert!(lifted.reached && falling.reached);
        assert!(lifted.t_end_s > falling.t_end_s + 100.0, "{} {}", lifted.t_end_s, falling.t_end_s);
        assert!(lifted.load_g.value < 0.5 * falling.load_g.value);
    }

    #[test]
    fn without_air_she_keeps_to_her_orbit() {
        let orbit = PlanarEntry { ballistic_kg_m2: 1e30, altitude_stop_m: 100_000.0, ..FALL };
        let result = orbit.fly().expect("in range");
        assert!(result.load_g.value < 1e-20 && result.reached);
    }

    #[test]
    fn the_straight_entry_meets_the_ground_when_it_is_heavy() {
        let heavy = StraightEntry {
            speed_m_s: 6_100.0,
            angle_down_rad: 0.5,
            ballistic_kg_m2: 25_000.0,
            scale_height_m: 7_200.0,
            density_ground_kg_m3: 1.225,
        };
        assert_eq!(heavy.peak_load_altitude_m(), 0.0);
        assert_eq!(heavy.peak_load_speed_m_s(), heavy.impact_speed_m_s());
        assert!(StraightEntry { angle_down_rad: -0.1, ..heavy }.checked().is_err());
        assert!(stagnation_flux_w_m2(SUTTON_GRAVES_AIR, 1e-4, 0.0, 7e3).is_err());
    }
}
