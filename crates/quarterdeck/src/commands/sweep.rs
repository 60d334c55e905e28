//! `sweep`: many seeds, on all cores, into a table whose rows stand in order of seeds.

use crate::explain::Web;
use crate::game::{self, Game, Title};
use crate::input::{self, Timed};
use anyhow::{Context as _, Result};
use clap::Args;
use qd_officers::{OfficerSet, Session};
use qd_sim::Outcome;
use qd_words::Speaker;
use rayon::prelude::*;
use serde::Serialize;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Options of `sweep`.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// Key of the scenario, or a path to its .toml file
    scenario: String,
    /// First and last seed, both run: 1..100
    #[arg(long, value_name = "A..B", value_parser = seeds)]
    seeds: (u64, u64),
    /// Chapter at which the runs begin [default: the scenario's first]
    #[arg(long, value_name = "C")]
    chapter: Option<String>,
    /// Seats held by officers: all, none, or a list of seats
    #[arg(long, value_name = "all|none|SEAT,…", default_value = "all")]
    officers: String,
    /// Orders to give in every run, as for `run`
    #[arg(long, value_name = "FILE")]
    orders: Option<PathBuf>,
    /// Another value of the initial state, as flight.altitude_m=165000, or of the class, as ship.core…=…
    #[arg(long = "set", value_name = "PATH=VALUE", value_parser = setting)]
    sets: Vec<(String, String)>,
    /// The table to write, as CSV
    #[arg(long, value_name = "FILE.csv")]
    out: PathBuf,
}

/// A row of the table.
#[derive(Debug, Serialize)]
struct Row {
    seed: u64,
    outcome: &'static str,
    ship_lost: bool,
    ticks: u32,
    t_end_s: f64,
    core_realigned_by: Option<String>,
    grid_out_t_s: Option<f64>,
    power_restored_t_s: Option<f64>,
    min_altitude_m: Option<f64>,
    max_skin_temperature_k: Option<f64>,
    max_load_g: Option<f64>,
    dead: usize,
    lost_with_ship: u32,
    /// The chain of the outcome, nearest cause first.
    why: String,
    hash: String,
}

fn seeds(text: &str) -> Result<(u64, u64), String> {
    let wrong = || "seeds are two whole numbers, the first not above the last: 1..100".to_owned();
    let (first, last) = text.split_once("..").ok_or_else(wrong)?;
    let last = last.strip_prefix('=').unwrap_or(last);
    let (first, last) = (first.parse().map_err(|_| wrong())?, last.parse().map_err(|_| wrong())?);
    if first > last { Err(wrong()) } else { Ok((first, last)) }
}

fn setting(text: &str) -> Result<(String, String), String> {
    let (path, value) = text.split_once('=').ok_or("a setting is PATH=VALUE, as flight.altitude_m=165000")?;
    Ok((path.trim().to_owned(), value.trim().to_owned()))
}

/// Runs every seed and writes the table.
///
/// # Errors
/// Bad input, or a table that cannot be written.
pub fn run(options: &Options) -> Result<()> {
    let runs = Runs::open(options)?;
    let scenario = Path::new(&options.scenario);
    let mut files = vec![("SCENARIO", scenario, false)];
    files.extend(options.orders.as_deref().map(|orders| ("--orders", orders, false)));
    files.push(("--out", &options.out, true));
    game::apart(&files)?;
    let (path, file) = game::open_output(&options.out)?;
    if file.metadata().is_ok_and(|data| data.is_file()) {
        file.set_len(0).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let mut table = csv::Writer::from_writer(file);
    let failed = || format!("cannot write {}", path.display());
    let (first, last) = options.seeds;
    let chunk = 4 * u64::try_from(rayon::current_num_threads()).unwrap_or(1);
    let progress = std::io::stderr().is_terminal();
    let mut next = first;
    loop {
        let end = next.saturating_add(chunk - 1).min(last);
        let rows: Vec<Row> = (next..=end).into_par_iter().map(|seed| runs.one(seed)).collect();
        for row in rows {
            table.serialize(row).with_context(failed)?;
        }
        table.flush().with_context(failed)?;
        if progress {
            eprint!("\r\x1b[Kseed {end} of {last}");
        }
        if end == last {
            break;
        }
        next = end + 1;
    }
    if progress {
        eprintln!();
    }
    Ok(())
}

/// What all runs of a sweep share.
struct Runs {
    loaded: game::Loaded,
    officers: OfficerSet,
    orders: Vec<Timed>,
}

impl Runs {
    fn open(options: &Options) -> Result<Self> {
        let loaded = game::load(&options.scenario, options.chapter.as_deref(), &options.sets)?;
        let officers = game::officers(&options.officers, &loaded.names)?;
        let orders = match &options.orders {
            Some(path) => input::read_file(path, &loaded.names)?,
            None => Vec::new(),
        };
        Ok(Self { loaded, officers, orders })
    }

    fn one(&self, seed: u64) -> Row {
        let loaded = &self.loaded;
        let session = Session::new(Arc::clone(&loaded.class), &loaded.scenario, seed, &self.officers);
        let mut names = loaded.names.clone();
        names.name_people(&session.world);
        let speaker = Speaker { class: Arc::clone(&loaded.class), names: Arc::new(names) };
        let title = Title {
            scenario: loaded.scenario.key.clone(),
            chapter: loaded.scenario.chapter.clone(),
            summary: String::new(),
            seed,
            officers: Vec::new(),
        };
        let mut game = Game::new(session, speaker, title);
        game.give(self.orders.clone());
        while !game.ended() {
            game.tick().expect("a run without files writes none");
        }
        row(seed, &game)
    }
}

fn row(seed: u64, game: &Game) -> Row {
    let summary = game.summary();
    Row {
        seed,
        outcome: summary.outcome,
        ship_lost: summary.ship_lost,
        ticks: summary.ticks,
        t_end_s: summary.t_end_s,
        core_realigned_by: summary.core_realigned_by,
        grid_out_t_s: summary.grid_out_t_s,
        power_restored_t_s: summary.power_restored_t_s,
        min_altitude_m: summary.min_altitude_m,
        max_skin_temperature_k: summary.max_skin_temperature_k,
        max_load_g: summary.max_load_g,
        dead: summary.dead.len(),
        lost_with_ship: summary.lost_with_ship,
        why: why(game),
        hash: summary.hash,
    }
}

/// The main line of the outcome's chain.
fn why(game: &Game) -> String {
    let Some(Outcome::Lost { cause, .. } | Outcome::Safe { cause, .. }) = &game.session.world.outcome else {
        return String::new();
    };
    let web = Web::of(&game.speaker, &game.events, &game.orders);
    web.main_line(*cause, 6).join(" < ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_judged() {
        for (text, expect) in [
            ("1..100", Some((1, 100))),
            ("7..7", Some((7, 7))),
            ("1..=3", Some((1, 3))),
            ("3..1", None),
            ("1-3", None),
            ("a..b", None),
            ("-1..3", None),
        ] {
            assert_eq!(seeds(text).ok(), expect, "{text}");
        }
    }
}
