//! Why a run ended as it did: the main line from the outcome back, then those of what decided it: the grid going
//! out, the core being put in line, power coming back. Each ends at the initial state, a law or an order.

use super::write_line;
use crate::explain::Web;
use crate::game::Game;
use qd_sim::{Cause, Event, EventKind, Outcome, core, power};
use std::io::{Result, Write};

/// Most steps of a line.
const STEPS_MAX: usize = 10;

/// Writes it.
pub(super) fn write(game: &Game, outcome: Cause, out: &mut dyn Write) -> Result<()> {
    let web = Web::of(&game.speaker, &game.events, &game.orders);
    writeln!(out)?;
    writeln!(out, "Why, step by step back (`quarterdeck explain` has the whole chain)")?;
    steps(&web, outcome, out)?;
    for (title, event) in branches(game) {
        writeln!(out, "{title}")?;
        steps(&web, Cause::Event(event.id), out)?;
    }
    Ok(())
}

fn steps(web: &Web, cause: Cause, out: &mut dyn Write) -> Result<()> {
    for step in web.main_line(cause, STEPS_MAX) {
        let (time, text) = match step.split_once(' ') {
            Some((time, text)) if time.contains(':') => (time, text),
            _ => ("", step.as_str()),
        };
        write_line(time, text, out)?;
    }
    Ok(())
}

/// What decided the run, with a title each.
fn branches(game: &Game) -> Vec<(&'static str, &Event)> {
    let lost = matches!(game.session.world.outcome, Some(Outcome::Lost { .. }));
    let mut branches = Vec::new();
    let dead = |event: &&Event| matches!(event.kind, EventKind::Power(power::Event::BusDead { .. }));
    let aligned = |event: &&Event| matches!(event.kind, EventKind::Core(core::Event::Aligned { .. }));
    branches.extend(game.tally.grid_out_tick.and_then(|tick| {
        let first = game.events.iter().filter(dead).find(|event| event.id.tick + 40 >= tick);
        first.map(|event| ("Why the grid went out", event))
    }));
    branches.extend(game.events.iter().rfind(aligned).map(|event| ("How the core came into line", event)));
    let last_core = game.events.iter().rev().find(|event| {
        matches!(
            event.kind,
            EventKind::Core(
                core::Event::IgnitionFailed { .. }
                    | core::Event::Scrammed { .. }
                    | core::Event::PhaseChanged { .. }
            )
        )
    });
    match game.tally.power_restored_tick {
        Some(tick) => branches.extend(power_event(game, tick).map(|event| ("How power came back", event))),
        None if lost => branches.extend(last_core.map(|event| ("How far the core came", event))),
        None => {}
    }
    branches
}

/// The source that began to give power, last before power was back.
fn power_event(game: &Game, tick: u32) -> Option<&Event> {
    game.events.iter().rev().find(|event| {
        event.id.tick <= tick && matches!(event.kind, EventKind::Power(power::Event::SourceStarted { .. }))
    })
}
