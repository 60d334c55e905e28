//! The account of a run: what happened, in ship time, told from events. Chosen by importance (`choose`), put
//! together where much happens at once (`group`), words between two people told as one talk (`talk`), in parts with a
//! heading each (`phase`), ended by the dead, the readings and the outcome (`ending`) with why (`why`). Every word
//! comes from events, roster and class; there is no story in here.

mod choose;
mod ending;
mod group;
mod news;
mod outdone;
mod phase;
mod talk;
mod why;

use crate::game::Game;
use qd_sim::PersonId;
use qd_words::{clean, clock, number, whole, wrapped};
use std::collections::BTreeSet;
use std::io::{Result, Write};

/// Width of a line.
const WIDTH: usize = 96;
/// A gap in ship time after which a new paragraph begins, ticks.
const PAUSE_TICKS: u32 = 40 * qd_sim::TICKS_PER_SECOND;

/// One line of the account.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    /// When, ticks.
    pub(crate) tick: u32,
    /// How much it matters: 3 always told, 1 only of those it is about.
    pub(crate) weight: u8,
    /// What.
    pub(crate) text: String,
    /// Whom it names.
    pub(crate) people: Vec<PersonId>,
}

/// Writes the account of a run.
///
/// # Errors
/// When it cannot be written.
pub fn write(game: &Game, out: &mut dyn Write) -> Result<()> {
    opening(game, out)?;
    let mut introduced = BTreeSet::new();
    let mut phases = phase::phases(game).into_iter().peekable();
    let mut last = None;
    for line in lines(game) {
        let mut heading = None;
        while let Some(phase) = phases.next_if(|phase| second(phase.tick) <= second(line.tick)) {
            heading = Some(phase.heading);
        }
        if heading.is_some() && last.is_some() || last.is_some_and(|last| line.tick > last + PAUSE_TICKS) {
            writeln!(out)?;
        }
        if let Some(heading) = heading {
            writeln!(out, "{heading}")?;
        }
        last = Some(line.tick);
        let text = introduce(game, &line, &mut introduced);
        write_line(&clock(line.tick), &text, out)?;
    }
    ending::write(game, out)
}

/// The second of ship time that a tick lies in.
fn second(tick: u32) -> u32 {
    tick / qd_sim::TICKS_PER_SECOND
}

/// True for kinds that are told while they happen.
#[must_use]
pub fn matters(kind: &qd_sim::EventKind) -> bool {
    !choose::is_routine(kind) && choose::by_kind(kind) >= 2
}

/// How many of a kind are told together, as noun and verb: `breakers`, `trip`.
pub(crate) fn many(kind: &qd_sim::EventKind) -> Option<(&'static str, &'static str)> {
    group::many(kind)
}

/// The lines chosen, in order of time.
pub(crate) fn lines(game: &Game) -> Vec<Line> {
    let mut lines = group::together(game, &choose::choose(game));
    let mut add = |tick: Option<u32>, text: &str| {
        if let Some(tick) = tick {
            lines.push(Line { tick, weight: 3, text: text.to_owned(), people: Vec::new() });
        }
    };
    add(game.tally.grid_out_tick, "The grid is out: less than half of what is aboard has voltage");
    add(game.tally.power_restored_tick, "Power is back: the grid is whole again and the core feeds it");
    lines.sort_by_key(|line| line.tick);
    lines
}

fn opening(game: &Game, out: &mut dyn Write) -> Result<()> {
    let title = &game.title;
    writeln!(out, "{} \u{b7} {} \u{b7} seed {}", game.speaker.ship(), title.chapter, title.seed)?;
    writeln!(out)?;
    if !title.summary.is_empty() {
        paragraph(&clean(&title.summary.trim().replace("{ship}", &game.speaker.ship())), out)?;
    }
    if let Some(face) = &game.opening {
        let way = if face.climb_rate_m_s < 0.0 { "falling" } else { "rising" };
        let text = format!(
            "At the start she is {:.0} km up, moving at {} m/s and {way} at {:.0} m/s, with {} people alive aboard.",
            face.altitude_m / 1_000.0,
            whole(face.airspeed_m_s),
            face.climb_rate_m_s.abs(),
            face.alive
        );
        paragraph(&text, out)?;
    }
    let chairs = game.speaker.class.command.seat.len();
    let officers = match title.officers.len() {
        0 => "No officer holds a chair.".to_owned(),
        count if count == chairs => format!("Officers hold all {} chairs.", number(chairs)),
        1 => format!("An officer holds one of {} chairs.", number(chairs)),
        count => format!("Officers hold {} of {} chairs.", number(count), number(chairs)),
    };
    paragraph(&officers, out)?;
    writeln!(out)
}

/// Adds somebody's post where they are first named.
fn introduce(game: &Game, line: &Line, introduced: &mut BTreeSet<PersonId>) -> String {
    let mut text = line.text.clone();
    for person in line.people.iter().copied() {
        if introduced.contains(&person) {
            continue;
        }
        let name = game.speaker.person(person);
        if name.is_empty() || !text.contains(&name) {
            continue;
        }
        introduced.insert(person);
        if let Some(post) = game.speaker.post(person) {
            text = text.replacen(&name, &format!("{name} ({post})"), 1);
        }
    }
    text
}

/// A line with its time, wrapped under itself.
fn write_line(time: &str, text: &str, out: &mut dyn Write) -> Result<()> {
    let ends = |text: &str| text.ends_with(['.', '!', '?']);
    // Words in quotation marks end a sentence only where they are one.
    let ended = ends(text) || text.strip_suffix('\u{201d}').is_some_and(ends);
    let text = if ended { text.to_owned() } else { format!("{text}.") };
    for (index, row) in wrapped(&text, WIDTH - 8).iter().enumerate() {
        let margin = if index == 0 { time } else { "" };
        writeln!(out, "{margin:<6}  {row}")?;
    }
    Ok(())
}

/// A paragraph over the whole width.
fn paragraph(text: &str, out: &mut dyn Write) -> Result<()> {
    for row in wrapped(text, WIDTH) {
        writeln!(out, "{row}")?;
    }
    Ok(())
}
