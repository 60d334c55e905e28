//! Parts of an account, each with a heading that an event gives: the grid going out, somebody beginning the work in
//! the chamber, the air, power, the end. A part that does not happen has no heading.

use crate::game::Game;
use qd_sim::crew::Task;
use qd_sim::{EventKind, TICKS_PER_SECOND, command, core, crew, flight, hull};

/// A heading gives way to one that follows within this time, ticks.
const SHORT_TICKS: u32 = 4 * TICKS_PER_SECOND;

/// Where a part begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phase {
    /// First tick.
    pub(super) tick: u32,
    /// Heading.
    pub(super) heading: String,
}

/// The parts of a run in order of time.
pub(super) fn phases(game: &Game) -> Vec<Phase> {
    let mut phases = Vec::new();
    let mut add = |tick: u32, heading: &str| {
        if phases.iter().all(|phase: &Phase| phase.heading != heading) {
            phases.push(Phase { tick, heading: heading.to_owned() });
        }
    };
    if let Some(tick) = game.tally.grid_out_tick {
        add(0, "Before the grid goes out");
        add(tick, "Without power");
    }
    if let Some(tick) = game.tally.power_restored_tick {
        add(tick, "Power again");
    }
    for event in &game.events {
        if let Some(heading) = heading(game, &event.kind) {
            add(event.id.tick, &heading);
        }
    }
    phases.sort_by_key(|phase| phase.tick);
    let mut kept: Vec<Phase> = Vec::new();
    for phase in phases {
        if kept.last().is_some_and(|last| phase.tick < last.tick + SHORT_TICKS) {
            kept.pop();
        }
        kept.push(phase);
    }
    kept
}

/// The heading that an event gives.
fn heading(game: &Game, kind: &EventKind) -> Option<String> {
    let heading = match kind {
        EventKind::Command(command::Event::VolunteersAsked { .. }) => "Somebody has to go",
        EventKind::Crew(crew::Event::TaskStarted { person, task: Task::Realign {} }) => {
            return Some(format!("{} in the chamber", game.speaker.person(*person)));
        }
        EventKind::Flight(flight::Event::EnteredAir { .. }) => "In the air",
        EventKind::Flight(flight::Event::Bottomed { .. }) => "The lowest point",
        EventKind::Flight(flight::Event::OutOfDanger { .. }) => "Out of danger",
        EventKind::Hull(hull::Event::BrokeUp { .. } | hull::Event::Struck { .. })
        | EventKind::Core(core::Event::Breach { .. })
        | EventKind::Flight(flight::Event::GroundContact { .. }) => "The end of her",
        _ => return None,
    };
    Some(heading.to_owned())
}
