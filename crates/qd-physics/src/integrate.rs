//! Steppers for ordinary differential equations over fixed-size states: no allocation, no clock.
//!
//! The fourth-order Runge-Kutta step flies the ship at her fixed tick; the adaptive Dormand-Prince 5(4) pair
//! predicts paths and checks orbits.

use libm::{pow, sqrt};

/// One step of the classical fourth-order Runge-Kutta method: state after `dt_s` from `state` at `t_s`.
/// `rate(t_s, state)` gives the derivative in state units per second. Source: Kutta 1901.
pub fn rk4_step<const N: usize>(
    t_s: f64,
    state: &[f64; N],
    dt_s: f64,
    mut rate: impl FnMut(f64, &[f64; N]) -> [f64; N],
) -> [f64; N] {
    let half_s = 0.5 * dt_s;
    let k1 = rate(t_s, state);
    let k2 = rate(t_s + half_s, &moved(state, half_s, &k1));
    let k3 = rate(t_s + half_s, &moved(state, half_s, &k2));
    let k4 = rate(t_s + dt_s, &moved(state, dt_s, &k3));
    let mut next = *state;
    for place in 0..N {
        next[place] += dt_s / 6.0 * (k1[place] + 2.0 * (k2[place] + k3[place]) + k4[place]);
    }
    next
}

fn moved<const N: usize>(state: &[f64; N], dt_s: f64, rate: &[f64; N]) -> [f64; N] {
    let mut next = *state;
    for place in 0..N {
        next[place] += dt_s * rate[place];
    }
    next
}

/// How closely and how long [`adaptive`] works.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Accuracy<const N: usize> {
    /// Allowed error of a step relative to each component.
    pub relative: f64,
    /// Allowed error of a step of each component, in its unit.
    pub absolute: [f64; N],
    /// First and shortest sensible step, s.
    pub dt_first_s: f64,
    /// Longest step, s.
    pub dt_max_s: f64,
    /// Steps after which it gives up, rejected ones counted.
    pub steps_max: u32,
}

/// How an adaptive integration ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arrival<const N: usize> {
    /// Time of the state, s.
    pub t_s: f64,
    /// The state there.
    pub state: [f64; N],
    /// Why it ended there.
    pub reason: Ended,
}

/// Why an integration ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The end time is reached.
    AtTime,
    /// The watched function crossed zero from above.
    AtEvent,
    /// The steps ran out.
    OutOfSteps,
}

/// Integrates from `t_s` to `t_end_s`, or to where `watch(t_s, state)` falls to zero, by Dormand-Prince 5(4).
/// The crossing is found by bisection of the last step to a nanosecond. Source: Dormand and Prince 1980.
pub fn adaptive<const N: usize>(
    accuracy: &Accuracy<N>,
    t_s: f64,
    state: &[f64; N],
    t_end_s: f64,
    mut rate: impl FnMut(f64, &[f64; N]) -> [f64; N],
    mut watch: impl FnMut(f64, &[f64; N]) -> f64,
) -> Arrival<N> {
    let (mut t_s, mut state) = (t_s, *state);
    let mut dt_s = accuracy.dt_first_s.min(accuracy.dt_max_s);
    for _ in 0..accuracy.steps_max {
        if t_s >= t_end_s {
            return Arrival { t_s, state, reason: Ended::AtTime };
        }
        let last = t_end_s - t_s <= dt_s;
        let step_s = if last { t_end_s - t_s } else { dt_s };
        let (next, error) = dormand_prince(t_s, &state, step_s, &mut rate);
        let size = error_size(accuracy, &state, &next, &error);
        if size <= 1.0 {
            if watch(t_s + step_s, &next) <= 0.0 {
                return bisect(t_s, &state, step_s, &mut rate, &mut watch);
            }
            t_s = if last { t_end_s } else { t_s + step_s };
            state = next;
        }
        let growth = if size > 0.0 { (0.9 * pow(size, -0.2)).clamp(0.2, 5.0) } else { 5.0 };
        dt_s = (step_s * growth).min(accuracy.dt_max_s);
    }
    Arrival { t_s, state, reason: Ended::OutOfSteps }
}

fn bisect<const N: usize>(
    t_s: f64,
    state: &[f64; N],
    step_s: f64,
    rate: &mut impl FnMut(f64, &[f64; N]) -> [f64; N],
    watch: &mut impl FnMut(f64, &[f64; N]) -> f64,
) -> Arrival<N> {
    let (mut before_s, mut after_s) = (0.0, step_s);
    while after_s - before_s > 1e-9_f64.max(t_s.abs() * 1e-15) {
        let middle_s = 0.5 * (before_s + after_s);
        let (there, _) = dormand_prince(t_s, state, middle_s, rate);
        if watch(t_s + middle_s, &there) <= 0.0 { after_s = middle_s } else { before_s = middle_s }
    }
    let (there, _) = dormand_prince(t_s, state, after_s, rate);
    Arrival { t_s: t_s + after_s, state: there, reason: Ended::AtEvent }
}

fn error_size<const N: usize>(
    accuracy: &Accuracy<N>,
    old: &[f64; N],
    new: &[f64; N],
    error: &[f64; N],
) -> f64 {
    let mut sum = 0.0;
    for place in 0..N {
        let allowed = accuracy.absolute[place] + accuracy.relative * old[place].abs().max(new[place].abs());
        let ratio = error[place] / allowed;
        sum += ratio * ratio;
    }
    sqrt(sum / N as f64)
}

/// Stage times, stage weights, fifth-order weights, and their difference from the fourth-order ones.
const NODES: [f64; 7] = [0.0, 0.2, 0.3, 0.8, 8.0 / 9.0, 1.0, 1.0];
const STAGES: [[f64; 6]; 7] = [
    [0.0; 6],
    [0.2, 0.0, 0.0, 0.0, 0.0, 0.0],
    [3.0 / 40.0, 9.0 / 40.0, 0.0, 0.0, 0.0, 0.0],
    [44.0 / 45.0, -56.0 / 15.0, 32.0 / 9.0, 0.0, 0.0, 0.0],
    [19_372.0 / 6_561.0, -25_360.0 / 2_187.0, 64_448.0 / 6_561.0, -212.0 / 729.0, 0.0, 0.0],
    [9_017.0 / 3_168.0, -355.0 / 33.0, 46_732.0 / 5_247.0, 49.0 / 176.0, -5_103.0 / 18_656.0, 0.0],
    [35.0 / 384.0, 0.0, 500.0 / 1_113.0, 125.0 / 192.0, -2_187.0 / 6_784.0, 11.0 / 84.0],
];
const ERRORS: [f64; 7] = [
    71.0 / 57_600.0,
    0.0,
    -71.0 / 16_695.0,
    71.0 / 1_920.0,
    -17_253.0 / 339_200.0,
    22.0 / 525.0,
    -1.0 / 40.0,
];

/// The fifth-order state after the step and the estimate of its error.
fn dormand_prince<const N: usize>(
    t_s: f64,
    state: &[f64; N],
    dt_s: f64,
    rate: &mut impl FnMut(f64, &[f64; N]) -> [f64; N],
) -> ([f64; N], [f64; N]) {
    let mut slopes = [[0.0; N]; 7];
    let mut next = *state;
    for stage in 0..7 {
        next = *state;
        for (earlier, weight) in STAGES[stage].iter().enumerate().take(stage) {
            if *weight != 0.0 {
                next = moved(&next, dt_s * weight, &slopes[earlier]);
            }
        }
        slopes[stage] = rate(t_s + NODES[stage] * dt_s, &next);
    }
    let mut error = [0.0; N];
    for (slope, weight) in slopes.iter().zip(ERRORS) {
        error = moved(&error, dt_s * weight, slope);
    }
    (next, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oscillator(_: f64, state: &[f64; 2]) -> [f64; 2] {
        [state[1], -state[0]]
    }

    #[test]
    fn the_error_of_a_step_falls_with_its_fourth_power() {
        let error_after = |steps: u32| {
            let mut state = [1.0, 0.0];
            for _ in 0..steps {
                state = rk4_step(0.0, &state, 1.0 / f64::from(steps), oscillator);
            }
            (state[0] - libm::cos(1.0)).abs()
        };
        let ratio = error_after(10) / error_after(20);
        assert!((14.0..18.0).contains(&ratio), "{ratio}");
    }

    #[test]
    fn adaptive_reaches_time_and_event() {
        let accuracy = Accuracy {
            relative: 1e-11,
            absolute: [1e-12; 2],
            dt_first_s: 0.01,
            dt_max_s: 1.0,
            steps_max: 10_000,
        };
        let end = adaptive(&accuracy, 0.0, &[1.0, 0.0], 10.0, oscillator, |_, _| 1.0);
        assert_eq!(end.reason, Ended::AtTime);
        assert!((end.state[0] - libm::cos(10.0)).abs() < 1e-8);
        let event = adaptive(&accuracy, 0.0, &[1.0, 0.0], 10.0, oscillator, |_, state| state[0]);
        assert_eq!(event.reason, Ended::AtEvent);
        assert!((event.t_s - core::f64::consts::FRAC_PI_2).abs() < 1e-8);
        let short = Accuracy { steps_max: 3, ..accuracy };
        let stopped = adaptive(&short, 0.0, &[1.0, 0.0], 10.0, oscillator, |_, _| 1.0);
        assert_eq!(stopped.reason, Ended::OutOfSteps);
    }
}
