//! Steps of operations and medical: allocation, shields, casualties.

use crate::mind::{Mark, Mind, Progress};
use qd_sim::TICKS_PER_SECOND;
use qd_sim::command::{Addressee, Directive, Standing};
use qd_sim::comms::Fact;
use qd_sim::crew::{Department, Task};
use qd_sim::order::Act;
use qd_sim::procedure::Role;
use qd_sim::shields::Order as ShieldOrder;
use qd_sim::view::{PersonSeen, Vitality};

/// Casualties seen to at a time.
const TREATED_AT_ONCE: usize = 4;
/// Time after which help is sent again, ticks.
const AGAIN_TICKS: u32 = 180 * TICKS_PER_SECOND;

pub(crate) fn allocate_emergency(mind: &mut Mind<'_>) -> Progress {
    if mind.once(Mark::PresetSet)
        && let Some(preset) = mind.preset_for(&["thrusters", "auxiliaries"]).map(str::to_owned)
    {
        mind.allocate(&preset);
    }
    Progress::Done
}

/// With power enough nobody is kept short: the preset with the greatest shares.
pub(crate) fn allocate_all(mind: &mut Mind<'_>) -> Progress {
    let least = |row: &qd_sim::power::Preset| {
        let shares = row.allocation.iter().map(|allocation| allocation.share).chain(row.others);
        shares.fold(1.0, f64::min)
    };
    let presets = &mind.class.power.preset;
    let fullest = presets.iter().max_by(|one, other| least(one).total_cmp(&least(other)));
    if let Some(preset) = fullest.map(|row| row.key.clone()) {
        mind.allocate(&preset);
    }
    Progress::Done
}

pub(crate) fn raise_shields(mind: &mut Mind<'_>) -> Progress {
    if mind.every(Mark::ShieldsRaised, 60.0) {
        mind.act(Act::Shields(ShieldOrder::Raise { facing: None }));
    }
    Progress::Done
}

/// The hurt whom nobody has been sent to lately, the worst first; nobody behind the core's doors.
fn waiting(mind: &Mind<'_>) -> Vec<PersonSeen> {
    let chamber = mind.class.core.chamber.as_ref();
    let behind = |seen: &PersonSeen| {
        chamber.is_some_and(|chamber| {
            [chamber.core_compartment, chamber.lock_compartment].contains(&seen.compartment)
        })
    };
    let hurt = |seen: &&PersonSeen| {
        matches!(seen.vitality, Vitality::Casualty | Vitality::Unconscious) && !behind(seen)
    };
    let new = |seen: &&PersonSeen| {
        let sent = mind.memory.casualties.get(&seen.person);
        sent.is_none_or(|tick| mind.view.tick > tick + AGAIN_TICKS)
    };
    let mut waiting: Vec<PersonSeen> = mind.view.people.iter().filter(hurt).filter(new).copied().collect();
    waiting.sort_by(|one, other| other.vitality.cmp(&one.vitality).then(one.person.cmp(&other.person)));
    waiting.truncate(TREATED_AT_ONCE);
    waiting
}

pub(crate) fn report_casualties(mind: &mut Mind<'_>) -> Progress {
    for seen in waiting(mind) {
        mind.memory.casualties.insert(seen.person, mind.view.tick);
        mind.report(Role::Medical, Fact::Casualty { person: seen.person, compartment: seen.compartment });
    }
    Progress::Done
}

/// Help goes to the worst first: free medical hands that are seen here, else whoever of the department hears it.
pub(crate) fn treat_casualties(mind: &mut Mind<'_>) -> Progress {
    let live = |open: &&qd_sim::command::OpenDirective| {
        matches!(open.directive, Directive::Work { task: Task::Treat { .. } })
            && matches!(open.standing, Standing::Given | Standing::Heard | Standing::Accepted)
    };
    let department = |open: &qd_sim::command::OpenDirective| matches!(open.to, Addressee::Department { .. });
    let abroad = mind.view.given.iter().filter(live).any(department);
    let hands = mind.hands(Department::Medical);
    for (row, seen) in waiting(mind).into_iter().enumerate() {
        let directive = Directive::Work { task: Task::Treat { person: seen.person } };
        match hands.get(row) {
            Some(hand) => mind.give(None, Some(*hand), None, directive),
            None if row == hands.len() && !abroad => {
                mind.give(None, None, Some(Department::Medical), directive);
            }
            None => break,
        }
        mind.memory.casualties.insert(seen.person, mind.view.tick);
    }
    Progress::Done
}
