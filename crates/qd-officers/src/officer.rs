//! An officer: a pure function from what a seat knows, and what its holder remembers, to acts. What to do is in
//! the ship's procedures; this file picks those that apply and takes their steps in order.

pub use crate::mind::Memory;
use crate::mind::{Mind, Progress};
use crate::{captain, directives, engineering, helm, ignition, support, voice, volunteers};
use qd_sim::ShipClass;
use qd_sim::order::Act;
use qd_sim::procedure::{Action, Procedure, Role};
use qd_sim::view::View;

/// One thought: what to do now. `initiative` says whether officers may decide over others' lives.
pub fn think(
    class: &ShipClass,
    role: Role,
    view: &View,
    initiative: bool,
    memory: &mut Memory,
    acts: &mut Vec<Act>,
) {
    let mut mind = Mind { class, role, view, memory, acts, initiative };
    mind.memory.person = view.person;
    if !view.body.conscious {
        return;
    }
    engineering::learn_from_rejections(&mut mind);
    mind.memory.rejected.clear();
    voice::listen(&mut mind);
    ignition::watch(&mut mind);
    directives::answer(&mut mind);
    for procedure in &class.procedure {
        if is_mine(&mind, procedure) && applies(&mind, procedure) {
            follow(&mut mind, procedure);
        }
    }
    captain::keep_the_conn(&mut mind);
    voice::talk(&mut mind);
}

/// One's own procedures; the captain's as well for whoever has the conn in another chair.
fn is_mine(mind: &Mind<'_>, procedure: &Procedure) -> bool {
    procedure.role == mind.role || (procedure.role == Role::Captain && mind.has_conn())
}

fn applies(mind: &Mind<'_>, procedure: &Procedure) -> bool {
    let holds = |predicate: &qd_sim::procedure::Predicate| predicate.holds(mind.class, mind.view);
    procedure.symptom.iter().all(holds) && !procedure.abort_if.iter().any(holds)
}

/// Takes the steps in order, up to the first that is not done.
fn follow(mind: &mut Mind<'_>, procedure: &Procedure) {
    for &action in &procedure.actions {
        if carry_out(mind, action) == Progress::Busy {
            return;
        }
    }
}

/// Takes one step as far as it goes now.
pub(crate) fn carry_out(mind: &mut Mind<'_>, action: Action) -> Progress {
    match action {
        Action::SoundAlert => captain::sound_alert(mind),
        Action::OrderEmergencyAllocation => captain::order_emergency_allocation(mind),
        Action::OrderTrim => captain::order_trim(mind),
        Action::OrderRestart => captain::order_restart(mind),
        Action::OrderAssessment => captain::order_assessment(mind),
        Action::TellAllHands => captain::tell_all_hands(mind),
        Action::SendVolunteer => volunteers::send(mind),
        Action::OrderStart => captain::order_start(mind),
        Action::OrderClimb => captain::order_climb(mind),
        Action::DeclareSafe => captain::declare_safe(mind),
        Action::GoToTheGlass => captain::go_to_the_glass(mind),
        Action::DampTurn => helm::damp_turn(mind),
        Action::TrimBellyFirst => helm::trim_belly_first(mind),
        Action::ReportFall => helm::report_fall(mind),
        Action::Climb => helm::climb(mind),
        Action::AllocateCore => engineering::allocate_core(mind),
        Action::RecodeControllers => engineering::recode_controllers(mind),
        Action::StartSources => engineering::start_sources(mind),
        Action::CloseBreakers => engineering::close_breakers(mind),
        Action::RelieveBreakers => engineering::relieve_breakers(mind),
        Action::ReportCost => volunteers::report_cost(mind),
        Action::FindVolunteer => volunteers::find_if_nobody_does(mind),
        Action::Contain => ignition::contain(mind),
        Action::Cool => ignition::cool(mind),
        Action::Preheat => ignition::preheat(mind),
        Action::Ignite => ignition::ignite(mind),
        Action::ReportCore => ignition::report_core(mind),
        Action::FeedGrid => engineering::feed_grid(mind),
        Action::Decontaminate => ignition::decontaminate(mind),
        Action::CallToTheGlass => ignition::call_to_the_glass(mind),
        Action::AllocateEmergency => support::allocate_emergency(mind),
        Action::AllocateAll => support::allocate_all(mind),
        Action::RaiseShields => support::raise_shields(mind),
        Action::ReportCasualties => support::report_casualties(mind),
        Action::TreatCasualties => support::treat_casualties(mind),
    }
}
