//! Steps of operations and medical: allocation, shields, casualties.

use crate::mind::{Mark, Mind, Need, Progress, Tended};
use qd_sim::TICKS_PER_SECOND;
use qd_sim::command::{Addressee, Directive, Standing};
use qd_sim::comms::{Fact, FactKind};
use qd_sim::crew::possible::NOTHING_TO_TREAT;
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
        && let Some(preset) = mind.preset_for(Need::Attitude)
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

/// The hurt whom somebody should see to: those nobody was sent to lately, and those who are worse than when somebody
/// was; who sinks comes first, then the worst. Nobody behind the core's doors.
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
    let due = |seen: &&PersonSeen| {
        let Some(tended) = mind.memory.casualties.get(&seen.person) else { return true };
        let worse = seen.vitality > tended.vitality || (seen.sinking && !tended.sinking);
        let long_ago = mind.view.tick > tended.tick + AGAIN_TICKS;
        worse || (long_ago && !tended.spent && (seen.sinking || !tended.helped))
    };
    let mut waiting: Vec<PersonSeen> = mind.view.people.iter().filter(hurt).filter(due).copied().collect();
    waiting.sort_by_key(|seen| (!seen.sinking, std::cmp::Reverse(seen.vitality), seen.person));
    waiting.truncate(TREATED_AT_ONCE);
    waiting
}

fn tend(mind: &mut Mind<'_>, seen: &PersonSeen, spent: bool) {
    let PersonSeen { vitality, sinking, .. } = *seen;
    let tended = Tended { tick: mind.view.tick, vitality, sinking, helped: false, spent };
    mind.memory.casualties.insert(seen.person, tended);
}

/// What those who were sent say of it is remembered. With the lights back, more can be done for whoever still sinks.
fn learn_from_those_sent(mind: &mut Mind<'_>) {
    for open in &mind.view.given {
        let Directive::Work { task: Task::Treat { person } } = open.directive else { continue };
        let Some(tended) = mind.memory.casualties.get_mut(&person) else { continue };
        if open.standing_tick < tended.tick {
            continue;
        }
        tended.helped |= open.standing == Standing::Achieved;
        let code = open.reason.as_ref().map(|reason| &*reason.code);
        tended.spent |= matches!(code, Some(NOTHING_TO_TREAT | "dead"));
    }
    if mind.view.knows(FactKind::PowerRestored) && mind.once(Mark::CareAnew) {
        mind.memory.casualties.retain(|_, tended| !tended.sinking);
    }
}

/// Each of them once, and again only when worse.
pub(crate) fn report_casualties(mind: &mut Mind<'_>) -> Progress {
    for seen in waiting(mind) {
        tend(mind, &seen, true);
        mind.report(Role::Medical, Fact::Casualty { person: seen.person, compartment: seen.compartment });
    }
    Progress::Done
}

/// Help goes to the worst first: free medical hands that are seen here, else whoever of the department hears it.
pub(crate) fn treat_casualties(mind: &mut Mind<'_>) -> Progress {
    learn_from_those_sent(mind);
    let live = |open: &&qd_sim::command::OpenDirective| {
        matches!(open.directive, Directive::Work { task: Task::Treat { .. } }) && mind.is_live(open)
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
        tend(mind, &seen, false);
    }
    Progress::Done
}
