//! The helm's steps: stop the tumble, belly into the wind, say how long there is, climb when the engines answer.

use crate::mind::{Mark, Mind, Progress};
use qd_sim::comms::Fact;
use qd_sim::flight::Order;
use qd_sim::instruments::Quantity;
use qd_sim::order::Act;
use qd_sim::procedure::Role;

/// Turn slow enough to call her steady, rad/s.
const STEADY_RAD_S: f64 = 0.01;

pub(crate) fn damp_turn(mind: &mut Mind<'_>) -> Progress {
    let turning = mind.value(Quantity::TurnRate {}).is_some_and(|rate| rate > STEADY_RAD_S);
    if turning && mind.every(Mark::TrimOrdered, 15.0) {
        mind.act(Act::Flight(Order::Damp {}));
    }
    if turning { Progress::Busy } else { Progress::Done }
}

pub(crate) fn trim_belly_first(mind: &mut Mind<'_>) -> Progress {
    if mind.every(Mark::TrimOrdered, 30.0) {
        mind.act(Act::Flight(Order::Trim { attack_deg: None, bank_deg: 0.0 }));
    }
    Progress::Done
}

/// The time to the ground as the path now leads, told whenever it is a minute old.
pub(crate) fn report_fall(mind: &mut Mind<'_>) -> Progress {
    if let Some(time_left_s) = mind.value(Quantity::TimeToGround {})
        && mind.every(Mark::FallReported, 60.0)
    {
        mind.report(Role::Captain, Fact::ShipFalling { time_left_s });
    }
    Progress::Done
}

/// Bow up and all thrust, then flatter as she gains height, for speed.
pub(crate) fn climb(mind: &mut Mind<'_>) -> Progress {
    if mind.every(Mark::ThrottleOrdered, 5.0) {
        mind.act(Act::Engines(qd_sim::engines::Order::Throttle { engine: None, throttle: 1.0 }));
    }
    let climb_m_s = mind.value(Quantity::ClimbRate {}).unwrap_or(-1.0);
    let altitude_m = mind.value(Quantity::Altitude {}).unwrap_or(0.0);
    let pitch_deg = if climb_m_s < 100.0 {
        75.0
    } else if altitude_m < 60_000.0 {
        45.0
    } else {
        20.0
    };
    if mind.every(Mark::PitchOrdered, 5.0) {
        mind.act(Act::Flight(Order::Pitch { pitch_deg }));
    }
    if climb_m_s > 0.0 { Progress::Done } else { Progress::Busy }
}
