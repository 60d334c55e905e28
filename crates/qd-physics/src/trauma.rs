//! Force on bodies: sustained and short g by axis and restraint, impact, head injury, falls; and how people move.
//!
//! g tolerance is a strain: it grows at 1/tolerated time and a person gives in at 1, so that any course of
//! loads adds up and a constant one ends at the published time. Impacts are speeds to probabilities. Left out:
//! vibration, spin, repeated shocks, age.

use crate::constants::STANDARD_GRAVITY_M_S2;
use crate::curve::{linear_held, log_log};
use crate::error::{Result, in_range};

/// Direction of a load on the body, named by the reaction (eyeballs in = +Gx).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Chest to back, eyeballs in.
    PlusGx,
    /// Back to chest, eyeballs out.
    MinusGx,
    /// Sideways.
    Gy,
    /// Head to foot: blood leaves the head.
    PlusGz,
    /// Foot to head: blood fills the head.
    MinusGz,
}

/// What holds a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Restraint {
    /// Nothing: standing or walking.
    None,
    /// Hands on a rail, braced.
    Held,
    /// Lap belt or a plain seat.
    Belt,
    /// Full harness, couch.
    Harness,
    /// Full harness, anti-g suit, straining.
    Suit,
}

/// Loads in g0 and how long each is borne, s; both log-log.
struct Tolerance {
    load_g: &'static [f64],
    time_s: &'static [f64],
}

/// Couch, full harness (G-SUST table; Eiband for the short end).
const PLUS_GX: Tolerance = Tolerance {
    load_g: &[1.5, 3.0, 5.0, 10.0, 15.0, 20.0, 40.0, 60.0, 100.0],
    time_s: &[86_400.0, 7200.0, 900.0, 80.0, 25.0, 10.0, 0.1, 0.06, 0.02],
};
const MINUS_GX: Tolerance = Tolerance {
    load_g: &[1.5, 3.0, 5.0, 10.0, 25.0, 45.0, 100.0],
    time_s: &[86_400.0, 1800.0, 300.0, 45.0, 0.2, 0.044, 0.01],
};
/// With a lap belt; a full harness bears 1.6 times the load.
const GY: Tolerance = Tolerance {
    load_g: &[1.2, 2.0, 3.0, 5.0, 9.0, 20.0, 50.0],
    time_s: &[86_400.0, 1200.0, 120.0, 14.0, 0.1, 0.04, 0.01],
};
/// Relaxed, no suit: to loss of consciousness (blackout about 4.7 g; brain reserve 4 to 7 s).
const PLUS_GZ: Tolerance = Tolerance {
    load_g: &[1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 10.0, 12.0, 16.0, 20.0, 40.0],
    time_s: &[86_400.0, 14_400.0, 1500.0, 120.0, 14.0, 7.0, 5.5, 4.5, 3.0, 0.5, 0.1, 0.03],
};
const MINUS_GZ: Tolerance = Tolerance {
    load_g: &[0.8, 1.0, 2.0, 3.0, 5.0, 10.0, 15.0, 40.0],
    time_s: &[86_400.0, 600.0, 30.0, 10.0, 2.0, 0.1, 0.05, 0.01],
};

/// The table for an axis and the load it is to be entered with.
fn tolerance(axis: Axis, restraint: Restraint) -> (&'static Tolerance, f64) {
    // Whoever is not held also has to hold himself up: the load counts for more.
    let loose = match restraint {
        Restraint::None => 1.3,
        Restraint::Held => 1.15,
        Restraint::Belt | Restraint::Harness | Restraint::Suit => 1.0,
    };
    match (axis, restraint) {
        (Axis::PlusGx, _) => (&PLUS_GX, loose),
        (Axis::MinusGx, Restraint::Belt) => (&MINUS_GX, 1.5),
        (Axis::MinusGx, _) => (&MINUS_GX, loose * loose),
        (Axis::Gy, Restraint::Harness | Restraint::Suit) => (&GY, 1.0 / 1.6),
        (Axis::Gy, _) => (&GY, loose),
        (Axis::PlusGz, Restraint::Suit) => (&PLUS_GZ, 4.8 / 9.0),
        (Axis::PlusGz, _) => (&PLUS_GZ, loose),
        (Axis::MinusGz, _) => (&MINUS_GZ, loose),
    }
}

/// Time a load is borne before consciousness or control goes, s; infinite below the least load of the table.
///
/// `load_g` 0 to 100 g0.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn tolerated_duration_s(axis: Axis, restraint: Restraint, load_g: f64) -> Result<f64> {
    in_range("load", load_g, 0.0, 1000.0, "g0")?;
    let (table, factor) = tolerance(axis, restraint);
    let last = table.load_g.len() - 1;
    let load = load_g * factor;
    if load < table.load_g[0] {
        return Ok(f64::INFINITY);
    }
    log_log("load", "g0", table.load_g, table.time_s, load.min(table.load_g[last]))
}

/// Load borne for a duration, g0; duration 0.01 s to a day.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn tolerated_peak_g(axis: Axis, restraint: Restraint, duration_s: f64) -> Result<f64> {
    let (table, factor) = tolerance(axis, restraint);
    let last = table.time_s.len() - 1;
    in_range("duration", duration_s, table.time_s[last], table.time_s[0], "s")?;
    let upper = table.time_s.iter().position(|&time| time <= duration_s).unwrap_or(last).clamp(1, last);
    let (t0, t1) = (table.time_s[upper - 1], table.time_s[upper]);
    let (g0, g1) = (table.load_g[upper - 1], table.load_g[upper]);
    let share = libm::log(duration_s / t0) / libm::log(t1 / t0);
    Ok(g0 * libm::pow(g1 / g0, share) / factor)
}

/// d(strain)/dt, 1/s: consciousness or control goes at 1; eases over 15 s below the tolerated load.
///
/// # Errors
/// `OutOfRange` for a load outside 0 to 1000 g0.
pub fn load_strain_rate_per_s(strain: f64, axis: Axis, restraint: Restraint, load_g: f64) -> Result<f64> {
    let time_s = tolerated_duration_s(axis, restraint, load_g)?;
    Ok(if time_s.is_finite() { 1.0 / time_s } else { -strain.max(0.0) / 15.0 })
}

/// Time unconscious and then confused after loss of consciousness by +Gz, s (published 12 out, 15 confused).
pub const G_LOC_RECOVERY_S: f64 = 27.0;
/// Sudden sideways load that topples a person standing free, g0 (published 0.1 to 0.25).
pub const TOPPLING_LOAD_G: f64 = 0.17;
/// Impact speed that is mostly safe, whole body, head or stiff legs, m/s (10 ft/s; White and Bowen).
pub const IMPACT_MOSTLY_SAFE_M_S: f64 = 3.048;

/// How well people move under a load of 0 to 10 g0 along the spine: share of their free speed.
///
/// Full to 1.2 g, half at 1.8, nought at 2.6, where legs no longer carry (centrifuge walking; reasoned between).
/// In less than half a g0 speed falls with the root of the load (Froude).
pub fn walking_share(load_g: f64) -> f64 {
    if load_g < 0.5 {
        return (load_g.max(0.0) / 0.5).sqrt();
    }
    linear_held(&[1.2, 1.8, 2.3, 2.6], &[1.0, 0.5, 0.2, 0.0], load_g)
}

/// Standard normal distribution function.
fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / core::f64::consts::SQRT_2)
}

/// A log-normal law of speed to probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImpactLaw {
    /// Speed at one half, m/s.
    pub median_m_s: f64,
    /// Spread in ln(speed).
    pub spread: f64,
}

/// Death by impact of the whole body on something hard: 1 % at 6.4, half at 16.5, 99 % at 42 m/s (White, Bowen).
pub const IMPACT_DEATH: ImpactLaw = ImpactLaw { median_m_s: 16.46, spread: 0.405 };
/// Skull fracture by head impact: half at 5.5, nearly all at 7.0 m/s (White, Bowen).
pub const IMPACT_SKULL: ImpactLaw = ImpactLaw { median_m_s: 5.486, spread: 0.1054 };
/// A broken bone by impact of the whole body: few at 3, half at 7 m/s (reasoned from falls of 1 to 3 m).
pub const IMPACT_FRACTURE: ImpactLaw = ImpactLaw { median_m_s: 7.0, spread: 0.36 };

impl ImpactLaw {
    /// Probability at a speed >= 0 m/s.
    pub fn probability(&self, speed_m_s: f64) -> f64 {
        if speed_m_s <= 0.0 { 0.0 } else { normal_cdf(libm::log(speed_m_s / self.median_m_s) / self.spread) }
    }

    /// Speed at a number of standard deviations from the middle, m/s (2.326: 99 %).
    pub fn speed_m_s(&self, deviations: f64) -> f64 {
        self.median_m_s * libm::exp(deviations * self.spread)
    }
}

/// Height of a fall that ends at a speed, m, without air: v²/(2 g0). Speed 0 to 100 m/s.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn fall_height_m(speed_m_s: f64) -> Result<f64> {
    in_range("speed", speed_m_s, 0.0, 100.0, "m/s")?;
    Ok(speed_m_s * speed_m_s / (2.0 * STANDARD_GRAVITY_M_S2))
}

/// Mean deceleration of a stop over a distance, g0: v²/(2 d). Speed 0 to 1e4 m/s, distance > 0 m.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn stopping_load_g(speed_m_s: f64, distance_m: f64) -> Result<f64> {
    in_range("speed", speed_m_s, 0.0, 1e4, "m/s")?;
    in_range("distance", distance_m, 1e-6, 1e6, "m")?;
    Ok(speed_m_s * speed_m_s / (2.0 * distance_m * STANDARD_GRAVITY_M_S2))
}

/// Duration of an even stop over a distance, s: 2 d/v. Speed > 0.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn stopping_time_s(speed_m_s: f64, distance_m: f64) -> Result<f64> {
    in_range("speed", speed_m_s, 1e-6, 1e4, "m/s")?;
    in_range("distance", distance_m, 0.0, 1e6, "m")?;
    Ok(2.0 * distance_m / speed_m_s)
}

/// Speed at which a loose person meets the wall of an accelerating room, m/s: sqrt(2 a d).
///
/// # Errors
/// `OutOfRange` for a load outside 0 to 1000 g0 or a distance outside 0 to 1000 m.
pub fn loose_impact_speed_m_s(load_g: f64, distance_m: f64) -> Result<f64> {
    in_range("load", load_g, 0.0, 1000.0, "g0")?;
    in_range("distance", distance_m, 0.0, 1000.0, "m")?;
    Ok((2.0 * load_g * STANDARD_GRAVITY_M_S2 * distance_m).sqrt())
}

/// Head injury criterion of a square pulse, s g^2.5, window at most `window_s` (0.015 or 0.036).
///
/// # Errors
/// `OutOfRange` for a load outside 0 to 1000 g0 or a duration outside 0 to 10 s.
pub fn head_injury_rectangular(load_g: f64, duration_s: f64, window_s: f64) -> Result<f64> {
    in_range("load", load_g, 0.0, 1000.0, "g0")?;
    in_range("duration", duration_s, 0.0, 10.0, "s")?;
    Ok(libm::pow(load_g, 2.5) * duration_s.min(window_s))
}

/// Head injury criterion of a half-sine pulse, s g^2.5: the best window up to `window_s`, centred on the peak.
///
/// # Errors
/// `OutOfRange` for a load outside 0 to 1000 g0 or a duration outside 1e-6 to 10 s.
pub fn head_injury_half_sine(peak_g: f64, duration_s: f64, window_s: f64) -> Result<f64> {
    in_range("load", peak_g, 0.0, 1000.0, "g0")?;
    in_range("duration", duration_s, 1e-6, 10.0, "s")?;
    let widest = window_s.min(duration_s);
    let criterion = |width: f64| {
        let angle = core::f64::consts::PI * width / (2.0 * duration_s);
        let mean = peak_g * libm::sin(angle) / angle;
        width * libm::pow(mean, 2.5)
    };
    let (mut low, mut high) = (1e-6 * widest, widest);
    for _ in 0..100 {
        let (a, b) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
        if criterion(a) < criterion(b) { low = a } else { high = b }
    }
    Ok(criterion(0.5 * (low + high)))
}

/// A damped oscillator standing for the body on one axis: x'' + 2 z w x' + w² x = a(t) (Brinkley).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BodyOscillator {
    /// Natural frequency, rad/s.
    pub frequency_rad_s: f64,
    /// Damping ratio.
    pub damping: f64,
}

/// Spine, +Gz and -Gz (Brinkley 1985).
pub const OSCILLATOR_Z: BodyOscillator = BodyOscillator { frequency_rad_s: 52.9, damping: 0.224 };
/// Chest, Gx (Brinkley 1985).
pub const OSCILLATOR_X: BodyOscillator = BodyOscillator { frequency_rad_s: 62.8, damping: 0.2 };
/// Sideways, Gy (Brinkley 1985).
pub const OSCILLATOR_Y: BodyOscillator = BodyOscillator { frequency_rad_s: 58.0, damping: 0.09 };
/// Dynamic response of the spine at which about one in ten is hurt (published 17.7 to 18).
pub const SPINE_INJURY_TENTH: f64 = 17.7;

impl BodyOscillator {
    /// Compression and its rate after a step `dt_s` under an even acceleration, m and m/s: exact solution.
    ///
    /// Damping must lie below 1.
    pub fn step(&self, compression_m: f64, rate_m_s: f64, acceleration_m_s2: f64, dt_s: f64) -> (f64, f64) {
        let (w, z) = (self.frequency_rad_s, self.damping);
        let damped = w * (1.0 - z * z).sqrt();
        let rest = acceleration_m_s2 / (w * w);
        let from = compression_m - rest;
        let decay = libm::exp(-z * w * dt_s);
        let (sine, cosine) = (libm::sin(damped * dt_s), libm::cos(damped * dt_s));
        let quadrature = (rate_m_s + z * w * from) / damped;
        let moved = decay * (from * cosine + quadrature * sine);
        let rate = decay * (damped * (quadrature * cosine - from * sine)) - z * w * moved;
        (rest + moved, rate)
    }

    /// Dynamic response of a compression, g0: w² x / g0.
    pub fn response_g(&self, compression_m: f64) -> f64 {
        self.frequency_rad_s * self.frequency_rad_s * compression_m / STANDARD_GRAVITY_M_S2
    }

    /// Greatest dynamic response to a pulse given as load over time, g0; followed for `tail_s` past its end.
    ///
    /// # Errors
    /// `OutOfRange` for a duration outside 1e-5 to 10 s, a frequency outside 1 to 1e4 or damping outside 0 to 0.99.
    pub fn peak_response_g(&self, load_g: impl Fn(f64) -> f64, duration_s: f64) -> Result<f64> {
        in_range("duration", duration_s, 1e-5, 10.0, "s")?;
        in_range("frequency", self.frequency_rad_s, 1.0, 1e4, "rad/s")?;
        in_range("damping", self.damping, 0.0, 0.99, "1")?;
        let dt_s = (duration_s.min(1.0 / self.frequency_rad_s)) / 200.0;
        let end_s = duration_s + 4.0 * core::f64::consts::PI / self.frequency_rad_s;
        let (mut compression, mut rate, mut peak) = (0.0, 0.0, 0.0_f64);
        let steps = (end_s / dt_s).ceil() as u32;
        for step in 0..steps {
            let middle_s = (f64::from(step) + 0.5) * dt_s;
            let load = if middle_s < duration_s { load_g(middle_s) } else { 0.0 };
            (compression, rate) = self.step(compression, rate, load * STANDARD_GRAVITY_M_S2, dt_s);
            peak = peak.max(self.response_g(compression));
        }
        Ok(peak)
    }
}

/// Ways a person moves, with the free speed of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gait {
    /// Walking on the level.
    Walk,
    /// Jogging or running indoors.
    Run,
    /// A fit adult's sprint.
    Sprint,
    /// On hands and knees.
    Crawl,
    /// Up stairs, along the slope.
    StairsUp,
    /// Down stairs, along the slope.
    StairsDown,
    /// Up an upright ladder.
    LadderUp,
    /// Down an upright ladder.
    LadderDown,
    /// Running in a pressure suit.
    SuitRun,
    /// Walking with a casualty on the back or between two.
    Carry,
}

/// Free speed at 1 g0 with room to move, m/s (SFPE handbook and trials; middle of the published band).
pub fn free_speed_m_s(gait: Gait) -> f64 {
    match gait {
        Gait::Walk => 1.35,
        Gait::Run => 3.2,
        Gait::Sprint => 6.8,
        Gait::Crawl | Gait::Carry => 0.7,
        Gait::StairsUp => 0.6,
        Gait::StairsDown => 0.75,
        Gait::LadderUp => 0.45,
        Gait::LadderDown => 0.5,
        Gait::SuitRun => 1.0,
    }
}

/// Walking speed in a crowd, m/s: k (1 - 0.266 D), at most 0.85 k, nought from 3.76 persons/m² (SFPE).
///
/// `free_constant_m_s` 1.40 on the level, 1.08 on a 7 in / 11 in stair; density >= 0.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn crowd_speed_m_s(free_constant_m_s: f64, persons_m2: f64) -> Result<f64> {
    in_range("speed constant", free_constant_m_s, 0.0, 5.0, "m/s")?;
    in_range("crowd density", persons_m2, 0.0, 50.0, "1/m2")?;
    Ok((free_constant_m_s * (1.0 - 0.266 * persons_m2)).clamp(0.0, 0.85 * free_constant_m_s))
}

/// Speed at which walking turns to running, m/s: Froude number 0.5, leg 0.3 to 1.5 m, load 0 to 10 g0.
///
/// # Errors
/// `OutOfRange` outside these.
pub fn walk_to_run_speed_m_s(load_g: f64, leg_m: f64) -> Result<f64> {
    in_range("load", load_g, 0.0, 10.0, "g0")?;
    in_range("leg", leg_m, 0.3, 1.5, "m")?;
    Ok((0.5 * load_g * STANDARD_GRAVITY_M_S2 * leg_m).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolerated_times_and_peaks_meet_the_bands_and_each_other() {
        let check = |axis, restraint, load: f64, low: f64, high: f64| {
            let time = tolerated_duration_s(axis, restraint, load).expect("in range");
            assert!((low..=high).contains(&time), "{axis:?} {load}: {time}");
            let back = tolerated_peak_g(axis, restraint, time).expect("in range");
            assert!((back / load - 1.0).abs() < 1e-9, "{axis:?} {load}: {back}");
        };
        check(Axis::PlusGx, Restraint::Harness, 20.0, 5.0, 15.0);
        check(Axis::MinusGx, Restraint::Harness, 10.0, 20.0, 90.0);
        check(Axis::PlusGz, Restraint::Suit, 9.0, 15.0, 60.0);
        check(Axis::PlusGz, Restraint::Belt, 7.0, 4.0, 7.0);
        check(Axis::MinusGz, Restraint::Harness, 3.0, 5.0, 15.0);
        check(Axis::Gy, Restraint::Belt, 9.0, 0.09, 0.11);
    }

    #[test]
    fn impacts() {
        let check = |value: f64, low: f64, high: f64| assert!((low..=high).contains(&value), "{value}");
        check(IMPACT_DEATH.probability(6.401), 0.005, 0.015);
        check(IMPACT_DEATH.probability(42.0), 0.985, 0.995);
        check(IMPACT_DEATH.probability(3.0), 0.0, 1e-4);
        check(IMPACT_SKULL.probability(7.01), 0.98, 0.995);
        assert!(loose_impact_speed_m_s(-1.0, 2.0).is_err());
    }

    #[test]
    fn oscillator_step_is_exact_for_any_step() {
        let once = OSCILLATOR_Z.step(0.01, -0.2, 30.0, 0.1);
        let mut many = (0.01, -0.2);
        for _ in 0..1000 {
            many = OSCILLATOR_Z.step(many.0, many.1, 30.0, 1e-4);
        }
        assert!((once.0 - many.0).abs() < 1e-12 && (once.1 - many.1).abs() < 1e-10);
    }
}
