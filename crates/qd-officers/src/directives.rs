//! How officers take what they are told to do: they accept and do it, say when it is done, or decline with reason.

use crate::mind::{Mark, Mind};
use crate::officer::carry_out;
use qd_sim::OrderId;
use qd_sim::command::{Addressee, Directive, OpenDirective, Order, Standing};
use qd_sim::comms::FactKind;
use qd_sim::instruments::Quantity;
use qd_sim::order::{Act, Reason};
use qd_sim::procedure::Action;

/// Answers what was heard and carries on what was accepted.
pub(crate) fn answer(mind: &mut Mind<'_>) {
    let view = mind.view;
    for open in &view.directives {
        match open.standing {
            Standing::Heard => take(mind, open),
            Standing::Accepted => carry_on(mind, open),
            _ => {}
        }
    }
}

fn take(mind: &mut Mind<'_>, open: &OpenDirective) {
    let order = open.order;
    let act = match hindrance(mind, open) {
        Some(reason) => Order::Refuse { order, reason },
        None => {
            begin_anew(mind, &open.directive);
            Order::Accept { order }
        }
    };
    mind.act(Act::Command(act));
}

/// What was done before something was taken on does not count for it: others may have undone it since.
fn begin_anew(mind: &mut Mind<'_>, directive: &Directive) {
    match directive {
        Directive::Allocate { .. } => mind.memory.preset = None,
        Directive::RaiseShields {} => {
            mind.memory.marks.remove(&Mark::ShieldsRaised);
        }
        _ => {}
    }
}

/// Why a directive is declined, if it is: one's own will, or one's post.
fn hindrance(mind: &Mind<'_>, open: &OpenDirective) -> Option<Reason> {
    if let Some((_, reason)) = mind.view.unwilling.iter().find(|(order, _)| *order == open.order) {
        return Some(reason.clone());
    }
    let by_hand = matches!(open.to, Addressee::Person { .. }) && open.insisted == 0;
    match &open.directive {
        Directive::EvacuateShip {} => {
            Some(Reason::new("no_means", "I stay; there is no way off her from here"))
        }
        Directive::Realign {} | Directive::Recode { .. } | Directive::Work { .. } if by_hand => {
            Some(Reason::new("needed_here", "I am needed at this console; somebody without a post must go"))
        }
        Directive::Allocate { preset } if !mind.class.power.preset.iter().any(|row| row.key == *preset) => {
            Some(Reason::new("unknown", "there is no such preset"))
        }
        _ => None,
    }
}

fn carry_on(mind: &mut Mind<'_>, open: &OpenDirective) {
    if matches!(open.to, Addressee::Person { .. }) {
        return;
    }
    let order = open.order;
    match &open.directive {
        Directive::Allocate { preset } => {
            // Done is what was ordered in an earlier thought and not rejected since.
            if mind.memory.preset.as_ref() == Some(preset) {
                achieved(mind, order);
            }
            mind.allocate(preset);
        }
        Directive::TrimBellyFirst {} => {
            carry_out(mind, Action::TrimBellyFirst);
            let steady = mind.value(Quantity::TurnRate {}).is_some_and(|rate| rate < 0.02);
            if steady {
                achieved(mind, order);
            }
        }
        Directive::RestartPower {} => {
            steps(mind, &[Action::RecodeControllers, Action::StartSources, Action::CloseBreakers]);
            if mind.view.knows(FactKind::PowerRestored) {
                achieved(mind, order);
            }
        }
        Directive::StartCore {} => {
            let all = [
                Action::AllocateCore,
                Action::Cool,
                Action::Contain,
                Action::Preheat,
                Action::Ignite,
                Action::ReportCore,
            ];
            if steps(mind, &all) {
                achieved(mind, order);
            }
        }
        Directive::AssessCore {} => assess(mind, order),
        Directive::Climb {} => {
            if steps(mind, &[Action::Climb]) {
                achieved(mind, order);
            }
        }
        Directive::RaiseShields {} => {
            if mind.since_s(Mark::ShieldsRaised).is_some_and(|since| since > 0.0) {
                achieved(mind, order);
            }
            carry_out(mind, Action::RaiseShields);
        }
        Directive::TreatCasualties {} => {
            carry_out(mind, Action::TreatCasualties);
        }
        Directive::Brace {} => {
            if mind.view.body.strapped {
                achieved(mind, order);
            } else {
                mind.act(Act::Crew(qd_sim::crew::Order::Strap {}));
            }
        }
        Directive::StandDown {} => {
            leave_off(mind, order);
            achieved(mind, order);
        }
        _ => {
            let reason = Reason::new("not_from_here", "that cannot be done from this console");
            mind.act(Act::Command(Order::Failed { order, reason }));
        }
    }
}

/// What else was taken on here is not carried on.
fn leave_off(mind: &mut Mind<'_>, stand_down: OrderId) {
    let view = mind.view;
    for open in &view.directives {
        if open.standing == Standing::Accepted && open.order != stand_down {
            let reason = Reason::new("stood_down", "told to leave it off");
            mind.act(Act::Command(Order::Failed { order: open.order, reason }));
        }
    }
}

/// A core in line needs nobody: that is an answer too.
fn assess(mind: &mut Mind<'_>, order: OrderId) {
    let Some(offset_m) = mind.value(Quantity::CoreAlignment {}) else { return };
    if offset_m <= mind.class.core.reactor.aligned_m || steps(mind, &[Action::ReportCost]) {
        achieved(mind, order);
    }
}

fn steps(mind: &mut Mind<'_>, actions: &[Action]) -> bool {
    actions.iter().all(|action| carry_out(mind, *action) == crate::mind::Progress::Done)
}

fn achieved(mind: &mut Mind<'_>, order: OrderId) {
    mind.act(Act::Command(Order::Achieved { order }));
}
