//! `replay`: a recording once more. Its orders are applied; no officer thinks.

use crate::account;
use crate::cli::{Found, say};
use crate::face::Face;
use crate::game::{Game, Title, tick_of};
use anyhow::{Context as _, Result, anyhow};
use clap::Args;
use qd_content::Names;
use qd_journal::{Error, Recording, Replay};
use qd_officers::{OfficerSet, Session, Ticked};
use qd_sim::{Scenario, World};
use qd_words::Speaker;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Options of `replay`.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// The recording
    file: PathBuf,
    /// Replay all of it and compare every state hash
    #[arg(long)]
    verify: bool,
    /// Show the ship at this time
    #[arg(long, value_name = "SECONDS", value_parser = crate::cli::seconds, allow_negative_numbers = true)]
    at: Option<f64>,
}

/// Shows, verifies, or tells it.
///
/// # Errors
/// A file that is no recording, damage in the way, a hash that differs.
pub fn run(options: &Options) -> Result<()> {
    let recording = Recording::open(&options.file)?;
    tell_state(&recording);
    let mut out = std::io::stdout().lock();
    if recording.heading.simulation_version != qd_sim::SIMULATION_VERSION {
        return from_snapshots(&recording, options, &mut out);
    }
    if options.verify {
        let verified = Replay::verify(&recording)?;
        writeln!(
            out,
            "verified: {} ticks, {} orders, {} state hashes, hash {:016x}",
            verified.ticks, verified.orders, verified.hashes, verified.hash
        )?;
    }
    if let Some(time_s) = options.at {
        let replay = Replay::at(&recording, tick_of(time_s))?;
        show(&replay.world, &recording, &mut out)?;
    } else if !options.verify {
        account::write(&replayed(&recording)?, &mut out)?;
    }
    out.flush()?;
    if recording.damage.is_empty() { Ok(()) } else { Err(Found.into()) }
}

/// What is not as it should be, on the error stream.
fn tell_state(recording: &Recording) {
    let shown = recording.path.display();
    for damage in &recording.damage {
        say(format_args!("{shown}: damaged: {damage}"));
    }
    if !recording.damage.is_empty() {
        say(format_args!("{shown}: the rest is recovered; the file is kept as it is"));
    }
    if recording.end.is_none() {
        let (orders, until_s) = (recording.orders.len(), recording.last_s());
        let state = if recording.being_written { "is still being written" } else { "was interrupted" };
        say(format_args!("{shown}: the run {state}; recovered {orders} orders up to {until_s:.2} s"));
    }
}

/// A recording replayed to its end, or to where its damage begins, with all its events; and whether it is whole.
///
/// # Errors
/// A file that is no recording, or damage in the way.
pub fn whole(path: &Path) -> Result<(Game, bool)> {
    let recording = Recording::open(path)?;
    tell_state(&recording);
    Ok((replayed(&recording)?, recording.damage.is_empty()))
}

fn replayed(recording: &Recording) -> Result<Game> {
    let mut replay = Replay::at(recording, 0)?;
    let scenario: Scenario = serde_json::from_str(&recording.heading.scenario)
        .with_context(|| format!("{}: its scenario cannot be read", recording.path.display()))?;
    let speaker = Speaker { class: Arc::clone(&replay.world.class), names: Arc::new(names(recording)?) };
    let title = Title {
        scenario: recording.heading.scenario_key.clone(),
        chapter: recording.heading.chapter.clone(),
        summary: scenario.summary.clone(),
        seed: recording.heading.seed,
        officers: recording.heading.officers.clone(),
    };
    let class = Arc::clone(&replay.world.class);
    let session = Session::new(class, &scenario, title.seed, &OfficerSet::None);
    let mut game = Game::new(session, speaker, title);
    // Where damage begins the telling ends: what comes before it is certain.
    let until_tick = recording.intact_until_tick();
    while replay.world.tick < until_tick {
        let tick = replay.world.tick;
        let orders = recording.orders_of(tick);
        let events = replay.step();
        std::mem::swap(&mut game.session.world, &mut replay.world);
        let taken = game.take_in(&Ticked { orders, events });
        std::mem::swap(&mut game.session.world, &mut replay.world);
        taken?;
    }
    game.session.world = replay.world;
    Ok(game)
}

fn names(recording: &Recording) -> Result<Names> {
    serde_json::from_str(&recording.heading.names)
        .with_context(|| format!("{}: its names cannot be read", recording.path.display()))
}

/// The ship at a moment, as text.
fn show(world: &World, recording: &Recording, out: &mut dyn std::io::Write) -> Result<()> {
    let face = Face::of(world);
    let names = names(recording)?;
    writeln!(out, "{} at {:.2} s, tick {}", names.ship_name, face.t_s, world.tick)?;
    write_face(&face, out)?;
    writeln!(out, "  hash              {:016x}", world.hash())?;
    Ok(())
}

fn write_face(face: &Face, out: &mut dyn std::io::Write) -> Result<()> {
    writeln!(out, "  altitude          {:.1} km", face.altitude_m / 1_000.0)?;
    writeln!(out, "  rate of climb     {:+.1} m/s", face.climb_rate_m_s)?;
    writeln!(out, "  airspeed          {:.1} m/s", face.airspeed_m_s)?;
    writeln!(out, "  felt acceleration {:.2} g", face.load_g)?;
    writeln!(out, "  hottest skin      {:.0} K", face.skin_temperature_k)?;
    writeln!(out, "  grid              {:.0} % of the ship's load has voltage", face.grid_live * 100.0)?;
    writeln!(out, "  core              {}", face.core)?;
    writeln!(out, "  people            {} alive, {} dead", face.alive, face.dead)?;
    Ok(())
}

/// A recording of another simulation version: what its snapshots say, nothing more.
fn from_snapshots(recording: &Recording, options: &Options, out: &mut dyn std::io::Write) -> Result<()> {
    let found = recording.heading.simulation_version;
    let version = Error::Version { found, expected: qd_sim::SIMULATION_VERSION };
    if options.verify {
        return Err(version.into());
    }
    say(format_args!("{}: {version}", recording.path.display()));
    let until = options.at.map_or(u32::MAX, tick_of);
    let ticks: Vec<u32> = recording.snapshots.iter().copied().filter(|tick| *tick <= until).collect();
    let from = if options.at.is_some() { ticks.len().saturating_sub(1) } else { 0 };
    for tick in &ticks[from..] {
        let snapshot = recording.snapshot(*tick)?;
        let face: Face = serde_json::from_str(&snapshot.face).map_err(|error| {
            anyhow!("the snapshot of tick {tick} shows nothing this version knows ({error})")
        })?;
        if options.at.is_some() { write_face(&face, out)? } else { writeln!(out, "{}", face.line())? }
    }
    out.flush()?;
    Ok(())
}
