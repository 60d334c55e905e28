//! How an account ends: the dead, the readings, the outcome and why.

use super::{paragraph, write_line};
use crate::explain::Web;
use crate::face::Face;
use crate::game::Game;
use crate::sentence::{capital, clock, number};
use qd_sim::{Cause, Outcome};
use std::collections::BTreeMap;
use std::io::{Result, Write};

/// Up to this many dead are named one by one.
const NAMED_MAX: usize = 16;
/// Most steps of the outcome's chain.
const STEPS_MAX: usize = 10;

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
    if dead.is_empty() {
        return paragraph("Nobody died.", out);
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
    let alive = game.session.world.crew.person.len() - game.session.world.crew.deaths.len();
    let (told, cause) = match &game.session.world.outcome {
        Some(Outcome::Lost { cause, .. }) => (lost(alive), Some(*cause)),
        Some(Outcome::Safe { cause, .. }) => {
            (format!("The ship is saved, with {} people alive.", number(alive)), Some(*cause))
        }
        Some(Outcome::Limit { .. }) => {
            (format!("The time of the scenario ran out with {} people alive.", number(alive)), None)
        }
        None => (format!("The run was stopped with {} people alive.", number(alive)), None),
    };
    let realigned = game.tally.realigned_by.map(|person| game.speaker.person(person));
    let hands = realigned.map(|name| format!(" The core was realigned by {name}.")).unwrap_or_default();
    let open = matches!(game.session.world.outcome, Some(Outcome::Limit { .. }) | None);
    let state = if open { as_she_is(&Face::of(&game.session.world)) } else { String::new() };
    paragraph(&format!("{told}{hands}{state}"), out)?;
    cause.map_or(Ok(()), |cause| why(game, cause, out))
}

/// How she is where a run stops without an end of its own.
fn as_she_is(face: &Face) -> String {
    let way = if face.climb_rate_m_s < 0.0 { "falling" } else { "rising" };
    format!(
        " She is {:.0} km up and {way} at {:.0} m/s; {:.0} % of her loads have voltage, and the core is {}.",
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
        _ => format!(
            "The ship is lost, and with her the {} people who were still alive aboard.",
            number(alive)
        ),
    }
}

/// The main line from the outcome back to where it comes from.
fn why(game: &Game, cause: Cause, out: &mut dyn Write) -> Result<()> {
    let web = Web::of(&game.speaker, &game.events, &game.orders);
    writeln!(out, "Why, step by step back (`quarterdeck explain` has the whole chain):")?;
    for step in web.main_line(cause, STEPS_MAX) {
        let (time, text) = match step.split_once(' ') {
            Some((time, text)) if time.contains(':') => (time, text),
            _ => ("", step.as_str()),
        };
        write_line(time, &capital(text), out)?;
    }
    Ok(())
}
