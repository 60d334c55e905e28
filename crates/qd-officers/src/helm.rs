//! The helm's steps: stop the tumble, belly into the wind, say how long there is, climb when the engines answer.

use crate::mind::{Attitude, Mark, Mind, Progress};
use qd_sim::comms::{Fact, Message};
use qd_sim::flight::Order;
use qd_sim::instruments::Quantity;
use qd_sim::order::Act;
use qd_sim::procedure::Role;

/// Turn slow enough to call her steady, rad/s.
const STEADY_RAD_S: f64 = 0.01;
/// Dynamic pressure above which the air, not the thrusters, must be made to hold her, Pa.
const AIR_HOLDS_PA: f64 = 20.0;

/// Above the air every turn is stopped first; in it that would leave her broadside on.
pub(crate) fn damp_turn(mind: &mut Mind<'_>) -> Progress {
    let turning = mind.value(Quantity::TurnRate {}).is_some_and(|rate| rate > STEADY_RAD_S);
    let in_air = mind.value(Quantity::DynamicPressure {}).is_some_and(|pressure| pressure > AIR_HOLDS_PA);
    if !turning || in_air || mind.memory.attitude == Attitude::Trim {
        return Progress::Done;
    }
    hold(mind, Attitude::Damp, Order::Damp {});
    Progress::Busy
}

pub(crate) fn trim_belly_first(mind: &mut Mind<'_>) -> Progress {
    // Up there no wind holds anything.
    if is_in_orbit(mind) {
        return Progress::Done;
    }
    hold(mind, Attitude::Trim, Order::Trim { attack_deg: None, bank_deg: 0.0 });
    Progress::Done
}

/// Orders an attitude unless it is the one last ordered.
fn hold(mind: &mut Mind<'_>, attitude: Attitude, order: Order) {
    if mind.memory.attitude != attitude {
        mind.memory.attitude = attitude;
        mind.act(Act::Flight(order));
    }
}

/// The time to the ground as the path now leads, told whenever it is a minute old.
pub(crate) fn report_fall(mind: &mut Mind<'_>) -> Progress {
    let climbs = mind.value(Quantity::ClimbRate {}).is_some_and(|rate_m_s| rate_m_s > 0.0);
    if !climbs
        && let Some(time_left_s) = mind.value(Quantity::TimeToGround {})
        && mind.every(Mark::FallReported, 60.0)
    {
        mind.report(Role::Captain, Fact::ShipFalling { time_left_s });
    }
    Progress::Done
}

/// Height of the lowest point of an orbit at which she stops pushing, m: thirty kilometres over the air.
const ORBIT_M: f64 = 150_000.0;
/// The same below which an orbit does not last, m: where the air begins.
const AIR_M: f64 = 120_000.0;
/// Time that people are given to hold on before she pushes, s.
const HOLD_ON_S: f64 = 5.0;

/// The lowest point of her path lies above the air; an orbit once reached counts as long as it stays so.
fn is_in_orbit(mind: &Mind<'_>) -> bool {
    let stopped = mind.memory.marks.contains_key(&Mark::EnginesStopped);
    let wanted_m = if stopped { AIR_M } else { ORBIT_M };
    mind.value(Quantity::Perigee {}).is_some_and(|perigee_m| perigee_m > wanted_m)
}

/// Climb rate by which a border between two steps must be passed, m/s.
const BORDER_M_S: f64 = 50.0;

/// Bow over the horizon, deg, for a climb rate, m/s: in the air up first and then, once she rises fast enough to leave
/// it, flatter; above it all thrust goes into the speed that keeps her up, and what she climbs too fast is taken back.
fn pitch_deg(climb_m_s: f64, above: bool) -> f64 {
    let steps: &[(f64, f64)] = if above {
        &[(100.0, 30.0), (600.0, 0.0), (f64::INFINITY, -25.0)]
    } else {
        &[(100.0, 75.0), (400.0, 45.0), (f64::INFINITY, 20.0)]
    };
    steps.iter().find(|(below_m_s, _)| climb_m_s < *below_m_s).map_or(0.0, |(_, pitch_deg)| *pitch_deg)
}

/// Bow up and all thrust, then flatter as she gains height, for speed; in orbit she is held still.
pub(crate) fn climb(mind: &mut Mind<'_>) -> Progress {
    if is_in_orbit(mind) {
        let burns = mind.view.engines.iter().any(|engine| engine.output > 0.01);
        if burns && mind.every(Mark::EnginesStopped, 20.0) {
            mind.act(Act::Engines(qd_sim::engines::Order::Throttle { engine: None, throttle: 0.0 }));
        }
        hold(mind, Attitude::Damp, Order::Damp {});
        return Progress::Done;
    }
    if mind.once(Mark::BraceAnnounced) {
        mind.announce(Message::Brace {});
    }
    let climb_m_s = mind.value(Quantity::ClimbRate {}).unwrap_or(-1.0);
    let above = mind.value(Quantity::Altitude {}).is_some_and(|altitude_m| altitude_m > AIR_M);
    let now_deg = if let Attitude::Pitch(now_deg) = mind.memory.attitude { now_deg } else { f64::NAN };
    // Near the border of two steps she keeps the one she has.
    let near = |by_m_s: f64| pitch_deg(climb_m_s + by_m_s, above);
    let held = near(BORDER_M_S) == now_deg || near(-BORDER_M_S) == now_deg;
    let pitch_deg = if held { now_deg } else { near(0.0) };
    hold(mind, Attitude::Pitch(pitch_deg), Order::Pitch { pitch_deg });
    let held_on = mind.since_s(Mark::BraceAnnounced).is_some_and(|since| since >= HOLD_ON_S);
    let push = mind.view.engines.iter().any(|engine| engine.output > 0.9);
    if held_on && !push && mind.every(Mark::ThrottleOrdered, 120.0) {
        mind.act(Act::Engines(qd_sim::engines::Order::Throttle { engine: None, throttle: 1.0 }));
    }
    if climb_m_s > 0.0 { Progress::Done } else { Progress::Busy }
}
