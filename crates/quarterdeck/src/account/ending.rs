//! How an account ends: the dead, the readings, the outcome and why.

use super::{paragraph, write_line};
use crate::face::Face;
use crate::game::Game;
use qd_sim::{EventKind, Outcome, flight};
use qd_words::{clock, number};
use std::collections::BTreeMap;
use std::io::{Result, Write};

/// Up to this many dead are named one by one.
const NAMED_MAX: usize = 16;

/// Writes it.
pub(super) fn write(game: &Game, out: &mut dyn Write) -> Result<()> {
    writeln!(out)?;
    the_dead(game, out)?;
    readings(game, out)?;
    rejected(game, out)?;
    outcome(game, out)
}

fn the_dead(game: &Game, out: &mut dyn Write) -> Result<()> {
    let dead = &game.tally.dead;
    let lost_with_ship = Face::of(&game.session.world).lost_with_ship;
    if dead.is_empty() {
        let told =
            if lost_with_ship > 0 { "Nobody had died before the ship was lost." } else { "Nobody died." };
        return paragraph(told, out);
    }
    writeln!(out, "The dead: {}", number(dead.len()))?;
    let told = |of_all: bool| move |person| of_all || game.speaker.is_named(person);
    let by_name = told(dead.len() <= NAMED_MAX);
    for (person, of, tick) in dead.iter().filter(|(person, _, _)| by_name(*person)).take(NAMED_MAX) {
        write_line(&clock(*tick), &format!("{}, of {of}", game.speaker.person_with_post(*person)), out)?;
    }
    if dead.len() > NAMED_MAX {
        let mut causes: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, of, _) in dead {
            *causes.entry(of).or_default() += 1;
        }
        for (of, count) in causes {
            writeln!(out, "        {} of {of}", number(count))?;
        }
    }
    if lost_with_ship > 0 {
        let count = number(lost_with_ship as usize);
        writeln!(out, "Lost with the ship: {count}")?;
    }
    Ok(())
}

fn readings(game: &Game, out: &mut dyn Write) -> Result<()> {
    let tally = &game.tally;
    writeln!(out)?;
    writeln!(out, "Readings")?;
    let mut line = |what: &str, value: String, tick: Option<u32>| {
        let at = tick.map(|tick| format!("  at {}", clock(tick))).unwrap_or_default();
        writeln!(out, "  {what:<22} {value:>10}{at}")
    };
    if let Some((negative_m, tick)) = tally.min_altitude {
        line("lowest altitude", format!("{:.1} km", -negative_m / 1_000.0), Some(tick))?;
    }
    if let Some((skin_k, tick)) = tally.max_skin_temperature {
        line("hottest skin", format!("{skin_k:.0} K"), Some(tick))?;
    }
    if let Some((load_g, tick)) = tally.max_load {
        line("highest load", format!("{load_g:.1} g"), Some(tick))?;
    }
    match tally.grid_out_tick {
        Some(tick) => line("grid out", String::new(), Some(tick))?,
        None => line("grid out", "never".to_owned(), None)?,
    }
    if tally.grid_out_tick.is_some() {
        match tally.power_restored_tick {
            Some(tick) => line("power restored", String::new(), Some(tick))?,
            None => line("power restored", "never".to_owned(), None)?,
        }
    }
    line("ship time", clock(game.session.world.tick), None)?;
    line("state hash", format!("{:016x}", game.session.world.hash()), None)
}

fn rejected(game: &Game, out: &mut dyn Write) -> Result<()> {
    if game.rejected.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    writeln!(out, "Orders of the file that were rejected")?;
    for order in &game.rejected {
        writeln!(out, "  line {} at {:.2} s: {}", order.line, order.t_s, order.reason)?;
    }
    Ok(())
}

fn outcome(game: &Game, out: &mut dyn Write) -> Result<()> {
    writeln!(out)?;
    let face = Face::of(&game.session.world);
    let alive = (face.alive + face.lost_with_ship) as usize;
    let (told, cause) = match &game.session.world.outcome {
        Some(Outcome::Lost { cause, .. }) => (lost(alive), Some(*cause)),
        Some(Outcome::Safe { cause, .. }) => {
            (format!("The ship is saved, with {} alive.", people(alive)), Some(*cause))
        }
        Some(Outcome::Limit { .. }) => {
            (format!("The time of the scenario ran out with {} alive.", people(alive)), None)
        }
        None => (format!("The run was stopped with {} alive.", people(alive)), None),
    };
    let realigned = game.tally.realigned_by.map(|person| game.speaker.person(person));
    let hands = realigned.map(|name| format!(" The core was realigned by {name}.")).unwrap_or_default();
    let open = matches!(game.session.world.outcome, Some(Outcome::Limit { .. }) | None);
    let state = if open { as_she_is(game, &face) } else { String::new() };
    paragraph(&format!("{told}{hands}{state}"), out)?;
    cause.map_or(Ok(()), |cause| super::why::write(game, cause, out))
}

/// How she is where a run stops without an end of its own.
fn as_she_is(game: &Game, face: &Face) -> String {
    let out_of_danger =
        |event: &&qd_sim::Event| matches!(event.kind, EventKind::Flight(flight::Event::OutOfDanger { .. }));
    let safe = game.events.iter().find(out_of_danger);
    let safe = safe.map(|event| format!(" She was out of danger at {}.", clock(event.id.tick)));
    let safe = safe.unwrap_or_default();
    let way = if face.climb_rate_m_s < 0.0 { "falling" } else { "rising" };
    format!(
        "{safe} She is {:.0} km up and {way} at {:.0} m/s; {:.0} % of her loads have voltage, and the core is {}.",
        face.altitude_m / 1_000.0,
        face.climb_rate_m_s.abs(),
        face.grid_live * 100.0,
        face.core
    )
}

/// Those who were alive until then are lost with her.
fn lost(alive: usize) -> String {
    match alive {
        0 => "The ship is lost: everybody aboard is dead.".to_owned(),
        1 => "The ship is lost, and with her the one who was still alive aboard.".to_owned(),
        _ => format!("The ship is lost, and with her the {} who were still alive aboard.", people(alive)),
    }
}

fn people(count: usize) -> String {
    if count == 1 { "one person".to_owned() } else { format!("{} people", number(count)) }
}
