//! Engineering's steps on the grid: controllers, sources, breakers, allocation; in the order that does not trip
//! what still holds.

use crate::mind::{Mark, Mind, Need, Progress, share_of};
use qd_sim::command::{Addressee, Directive, OpenDirective};
use qd_sim::comms::Fact;
use qd_sim::crew::Department;
use qd_sim::instruments::{Quantity, QuantityKind};
use qd_sim::order::Act;
use qd_sim::power::{ControllerPhase, Order, SourceKind, SourcePhase};
use qd_sim::procedure::Role;
use qd_sim::view::BreakerSeen;
use qd_sim::{BreakerId, BusId};

/// Controllers re-coded at a time.
const RECODED_AT_ONCE: usize = 4;
/// Trips of a breaker after which it is left open.
const TRIPS_MAX: u8 = 2;
/// A bus lives above this voltage, per unit.
const LIVE_PU: f64 = 0.7;

/// What controllers answered to the last orders is knowledge.
pub(crate) fn learn_from_rejections(mind: &mut Mind<'_>) {
    for (act, reason) in std::mem::take(&mut mind.memory.rejected) {
        match act {
            Act::Power(Order::StartSource { source }) if reason.code != "already" => {
                mind.memory.dead_sources.push(source);
            }
            Act::Power(Order::CloseBreaker { breaker }) if reason.code == "failed" => {
                mind.memory.weak_breakers.insert(breaker, TRIPS_MAX);
            }
            Act::Flight(_) => mind.memory.attitude = crate::mind::Attitude::Unknown,
            Act::Power(Order::SetPreset { .. }) => mind.memory.preset = None,
            Act::Shields(_) => {
                mind.memory.marks.remove(&Mark::ShieldsRaised);
            }
            Act::Command(qd_sim::command::Order::AskVolunteers { .. }) => {
                mind.memory.marks.remove(&Mark::VolunteersAsked);
            }
            _ => {}
        }
    }
}

pub(crate) fn allocate_core(mind: &mut Mind<'_>) -> Progress {
    if let Some(preset) = mind.preset_for(Need::Core) {
        mind.allocate(&preset);
    }
    Progress::Done
}

/// Shut off and re-coded, as many at a time as there are free hands here: only what has power can be re-coded.
pub(crate) fn recode_controllers(mind: &mut Mind<'_>) -> Progress {
    let feeds = |id| mind.class.power.source.rows().iter().any(|row| row.controller == Some(id));
    let mut waiting: Vec<_> = mind.view.controllers.iter().filter(|seen| seen.powered).copied().collect();
    waiting.retain(|seen| seen.phase != ControllerPhase::Up);
    // Those that work a source come first: without them nothing starts softly.
    waiting.sort_by_key(|seen| (!feeds(seen.controller), seen.controller));
    // The named specialists come first in the books; they are kept at hand for what only they can do.
    let mut hands = mind.hands(Department::Engineering).into_iter().rev();
    for seen in waiting.iter().take(RECODED_AT_ONCE) {
        let controller = seen.controller;
        let directive = Directive::Recode { controller };
        if mind.given(|given| given.directive == directive && mind.is_live(given)).is_some() {
            continue;
        }
        if seen.phase == ControllerPhase::Crashed {
            mind.act(Act::Power(Order::ShutController { controller }));
        } else if let Some(hand) = hands.next() {
            mind.give(None, Some(hand), None, directive);
        } else if mind.given(|given| mind.is_live(given) && is_to_all(given)).is_none() {
            // Nobody is free here: whoever of the department hears it.
            mind.give(None, None, Some(Department::Engineering), directive);
            break;
        }
    }
    if waiting.is_empty() { Progress::Done } else { Progress::Busy }
}

fn is_to_all(open: &OpenDirective) -> bool {
    matches!(open.to, Addressee::Department { .. })
}

/// One after another: two starts at once are more inrush than a weak bus bears.
pub(crate) fn start_sources(mind: &mut Mind<'_>) -> Progress {
    let fusion =
        |seen: &&qd_sim::view::SourceSeen| mind.class.power.source[seen.source].kind == SourceKind::Fusion;
    let mut next = None;
    for seen in mind.view.sources.iter().filter(fusion) {
        match seen.phase {
            SourcePhase::Starting => return Progress::Busy,
            SourcePhase::Stopped | SourcePhase::Tripped(_)
                if next.is_none() && !mind.memory.dead_sources.contains(&seen.source) =>
            {
                next = Some(seen.source);
            }
            _ => {}
        }
    }
    let Some(source) = next else { return Progress::Done };
    let row = &mind.class.power.source[source];
    let fed = row.igniter_load.is_none_or(|load| bus_lives(mind, mind.class.power.load[load].bus));
    if fed && mind.every(Mark::SourceStarted, 5.0) {
        mind.act(Act::Power(Order::StartSource { source }));
    }
    // A start that nothing feeds is left for later; the grid must come to it first.
    if fed { Progress::Busy } else { Progress::Done }
}

fn bus_lives(mind: &Mind<'_>, bus: BusId) -> bool {
    mind.value(Quantity::BusVoltage { bus }).is_some_and(|voltage| voltage > LIVE_PU)
}

/// Open breakers are closed one at a time, sources first, then lines from a live bus to a dead one that it can
/// feed. One that trips again is left open until more power is there.
pub(crate) fn close_breakers(mind: &mut Mind<'_>) -> Progress {
    if mind.since_s(Mark::BreakerClosed).is_some_and(|since| since < 3.0) {
        return Progress::Busy;
    }
    // Looking through the whole grid takes a while.
    if mind.since_s(Mark::BreakersLooked).is_some_and(|since| since < 3.0) {
        return Progress::Done;
    }
    let open: Vec<BreakerSeen> = mind.view.breakers.iter().filter(|seen| !seen.closed).copied().collect();
    for seen in open {
        if mind.memory.weak_breakers.get(&seen.breaker).is_some_and(|trips| *trips >= TRIPS_MAX) {
            continue;
        }
        if is_source_ready(mind, seen.breaker) || leads_on(mind, seen.breaker) {
            if seen.tripped.is_some() {
                *mind.memory.weak_breakers.entry(seen.breaker).or_default() += 1;
            }
            mind.mark(Mark::BreakerClosed);
            mind.act(Act::Power(Order::CloseBreaker { breaker: seen.breaker }));
            return Progress::Busy;
        }
    }
    mind.mark(Mark::BreakersLooked);
    Progress::Done
}

fn is_source_ready(mind: &Mind<'_>, breaker: BreakerId) -> bool {
    let sources = &mind.class.power.source;
    let Some((source, _)) = sources.iter().find(|(_, row)| row.breaker == breaker) else { return false };
    mind.view
        .sources
        .iter()
        .any(|seen| seen.source == source && seen.phase == SourcePhase::Running && seen.capability_w > 0.0)
}

/// One end lives, the other is dead, and there is power for all that hangs there. Two live ends are joined.
fn leads_on(mind: &Mind<'_>, breaker: BreakerId) -> bool {
    let power = &mind.class.power;
    let Some((_, line)) = power.line.iter().find(|(_, row)| row.breaker == Some(breaker)) else {
        return false;
    };
    let (from, to) = (bus_lives(mind, line.from_bus), bus_lives(mind, line.to_bus));
    let (live, dead) = match (from, to) {
        (true, false) => (line.from_bus, line.to_bus),
        (false, true) => (line.to_bus, line.from_bus),
        (both, _) => return both,
    };
    surplus_w(mind, live) > dead_island_wanted_w(mind, dead)
}

/// What everything wants that a dead bus would take along: over breakers that are closed, or that nobody can see.
fn dead_island_wanted_w(mind: &Mind<'_>, bus: BusId) -> f64 {
    let lines = mind.class.power.line.rows();
    let open = |breaker: Option<BreakerId>| {
        breaker.is_some_and(|id| mind.view.breakers.iter().any(|seen| seen.breaker == id && !seen.closed))
    };
    let mut island = vec![bus];
    let mut row = 0;
    while row < island.len() {
        let here = island[row];
        row += 1;
        for line in lines.iter().filter(|line| line.from_bus == here || line.to_bus == here) {
            let beyond = if line.from_bus == here { line.to_bus } else { line.from_bus };
            if !island.contains(&beyond) && !bus_lives(mind, beyond) && !open(line.breaker) {
                island.push(beyond);
            }
        }
    }
    island.iter().map(|bus| wanted_w(mind, *bus)).sum()
}

fn surplus_w(mind: &Mind<'_>, bus: BusId) -> f64 {
    let read = mind.value(Quantity::PowerSurplus { bus }).or_else(|| mind.least(QuantityKind::PowerSurplus));
    read.unwrap_or_else(|| {
        let running = mind.view.sources.iter().filter(|seen| seen.phase == SourcePhase::Running);
        running.map(|seen| seen.capability_w - seen.delivered_w).sum()
    })
}

/// What the loads of a bus would take as last allocated, by the handbook.
fn wanted_w(mind: &Mind<'_>, bus: BusId) -> f64 {
    let power = &mind.class.power;
    let preset = mind.memory.preset.as_deref().and_then(|key| power.preset.iter().find(|row| row.key == key));
    let loads = power.load.rows().iter().filter(|row| row.bus == bus);
    loads.map(|row| row.rated_w * preset.map_or(1.0, |preset| share_of(preset, &row.group))).sum()
}

/// Load comes off before a breaker trips.
pub(crate) fn relieve_breakers(mind: &mut Mind<'_>) -> Progress {
    let hot = mind.view.breakers.iter().any(|seen| seen.trips_in_s.is_some_and(|time_s| time_s < 30.0));
    if hot
        && mind.every(Mark::BreakerRelieved, 20.0)
        && let Some(preset) = mind.preset_for(Need::Attitude)
    {
        mind.allocate(&preset);
    }
    Progress::Done
}

/// With the core's generator on the grid, everything is brought back, breaker by breaker.
pub(crate) fn feed_grid(mind: &mut Mind<'_>) -> Progress {
    // What tripped for want of power may hold now.
    if mind.once(Mark::Deferred) {
        mind.memory.weak_breakers.clear();
    }
    if close_breakers(mind) == Progress::Busy {
        return Progress::Busy;
    }
    if mind.once(Mark::GridReported) {
        mind.report(Role::Captain, Fact::PowerRestored {});
    }
    Progress::Done
}
