//! The captain's steps: keep the conn, set priorities, tell, decide, and at the end go where somebody is dying.

use crate::mind::{Mark, Mind, Need, Progress};
use qd_sim::command::{Condition, Directive, Order};
use qd_sim::comms::{Fact, FactKind, Message};
use qd_sim::instruments::{Quantity, QuantityKind};
use qd_sim::order::Act;
use qd_sim::procedure::Role;

/// Time after which somebody who meant to go down is taken to have gone, s.
const GO_S: f64 = 10.0;

/// Takes the conn when it is free for whoever sits in its chair.
pub(crate) fn keep_the_conn(mind: &mut Mind<'_>) {
    let here = mind.role == Role::Captain;
    if here && !mind.has_conn() && mind.every(Mark::ConnTaken, 10.0) {
        mind.act(Act::Command(Order::TakeConn {}));
    }
}

/// What the state of the ship no longer asks for is not ordered, whoever takes the conn late.
pub(crate) fn sound_alert(mind: &mut Mind<'_>) -> Progress {
    if mind.view.knows(FactKind::ShipSafe) {
        return Progress::Done;
    }
    if mind.has_conn() && mind.view.condition < Condition::Red && mind.every(Mark::AlertSounded, 10.0) {
        mind.act(Act::Command(Order::SetCondition { condition: Condition::Red }));
    }
    if mind.once(Mark::BraceAnnounced) {
        mind.announce(Message::Brace {});
    }
    Progress::Done
}

pub(crate) fn order_emergency_allocation(mind: &mut Mind<'_>) -> Progress {
    if !mind.core_runs()
        && let Some(preset) = mind.preset_for(Need::Attitude)
    {
        mind.direct(Role::Operations, Directive::Allocate { preset });
    }
    Progress::Done
}

pub(crate) fn order_trim(mind: &mut Mind<'_>) -> Progress {
    let climbs = mind.core_runs() || mind.view.knows(FactKind::ShipSafe);
    if !climbs {
        mind.direct(Role::Helm, Directive::TrimBellyFirst {});
    }
    Progress::Done
}

pub(crate) fn order_restart(mind: &mut Mind<'_>) -> Progress {
    if !(mind.core_runs() && mind.grid_holds()) {
        mind.direct(Role::Engineering, Directive::RestartPower {});
    }
    Progress::Done
}

pub(crate) fn order_assessment(mind: &mut Mind<'_>) -> Progress {
    let told = [FactKind::RealignNeeded, FactKind::CoreAligned];
    if !mind.core_runs() && !told.iter().any(|kind| mind.view.knows(*kind)) {
        mind.direct(Role::Engineering, Directive::AssessCore {});
    }
    Progress::Done
}

pub(crate) fn order_start(mind: &mut Mind<'_>) -> Progress {
    mind.direct(Role::Engineering, Directive::StartCore {});
    Progress::Done
}

pub(crate) fn order_climb(mind: &mut Mind<'_>) -> Progress {
    mind.direct(Role::Helm, Directive::Climb {});
    Progress::Done
}

/// What is at stake, and what it would cost: people decide by what they know.
pub(crate) fn tell_all_hands(mind: &mut Mind<'_>) -> Progress {
    // The time to the ground is reckoned without thrust: while the engines push it is no news.
    let pushed = mind.least(QuantityKind::EngineOutput).is_some_and(|output| output > 0.5);
    // Nor while she climbs: that she comes down again is not that she falls.
    let climbs = mind.value(Quantity::ClimbRate {}).is_some_and(|rate_m_s| rate_m_s > 0.0);
    if mind.knows_she_falls()
        && !(pushed || climbs)
        && let Some(time_left_s) = mind.time_left_s()
        && mind.every(Mark::FallAnnounced, 120.0)
    {
        mind.announce(Message::Report { what: Fact::ShipFalling { time_left_s } });
    }
    let told = mind.view.report(|fact| match fact {
        Fact::RealignNeeded { dose_gy, survival_s } => Some((dose_gy, survival_s)),
        _ => None,
    });
    if let Some((dose_gy, survival_s)) = told
        && mind.once(Mark::NeedAnnounced)
    {
        mind.announce(Message::Report { what: Fact::RealignNeeded { dose_gy, survival_s } });
    }
    Progress::Done
}

pub(crate) fn declare_safe(mind: &mut Mind<'_>) -> Progress {
    if !mind.view.knows(FactKind::ShipSafe) && mind.every(Mark::SafeAnnounced, 10.0) {
        mind.announce(Message::Report { what: Fact::ShipSafe {} });
        mind.act(Act::Command(Order::LogEntry { text: "Ship out of danger.".to_owned() }));
    }
    Progress::Done
}

/// The conn goes to the helm, and who had it goes down.
pub(crate) fn go_to_the_glass(mind: &mut Mind<'_>) -> Progress {
    let Some(chamber) = &mind.class.core.chamber else { return Progress::Done };
    if mind.memory.inside_person.is_none() || mind.memory.inside_dead {
        return Progress::Done;
    }
    let to_compartment = chamber.outside_compartment;
    if mind.view.body.compartment == Some(to_compartment) {
        return Progress::Done;
    }
    // One goes; whoever takes the chair after that stays in it.
    if mind.memory.went_person.is_some_and(|went| Some(went) != mind.view.person)
        || mind.since_s(Mark::WentToGlass).is_some_and(|since| since > GO_S)
    {
        return Progress::Done;
    }
    // A thought apart: first the ship is in other hands, then one leaves.
    if mind.has_conn() {
        let next = mind.holder_of(Role::Helm).filter(|next| Some(*next) != mind.view.person);
        match next {
            Some(to_person) => mind.act(Act::Command(Order::PassConn { to_person })),
            None => return Progress::Busy,
        }
    }
    if mind.role == Role::Captain && mind.once(Mark::WentToGlass) {
        mind.memory.went_person = mind.view.person;
        mind.act(Act::Crew(qd_sim::crew::Order::Go { to_compartment, run: true }));
    }
    Progress::Busy
}
