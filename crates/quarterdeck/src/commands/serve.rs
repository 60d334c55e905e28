//! `serve`: the ship in the browser; also what no command at all does.

use crate::cli::say;
use crate::face::Face;
use crate::game::{Game, RunOptions};
use anyhow::{Context as _, Result};
use clap::Args;
use qd_host::{Asset, Ready, Start, pace};
use qd_journal::{Recording, is_being_written};
use qd_officers::Ticked;
use qd_wire::message::Scenario;
use std::path::{Path, PathBuf};

/// Options of `serve`.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// Key of the scenario, or a path to its .toml file
    #[arg(default_value = "the-fall")]
    scenario: String,
    /// Chapter at which the run begins [default: the scenario's first]
    #[arg(long, value_name = "C")]
    chapter: Option<String>,
    /// Seed: roster, skills, temperaments, places, noise
    #[arg(long, value_name = "N", default_value = "1", value_parser = crate::cli::seed, allow_negative_numbers = true)]
    seed: u64,
    /// Port on this machine; 0 for any that is free
    #[arg(long, value_name = "P", default_value_t = PORT)]
    port: u16,
    /// Times real time, 0.1 to 1000
    #[arg(long, value_name = "X", default_value = "1", value_parser = pace::speed, allow_negative_numbers = true)]
    speed: f64,
    /// Other names for people and ships
    #[arg(long, value_name = "FILE")]
    cast: Option<PathBuf>,
    /// Where the session is recorded [default: a file of its own; goes on with the last that broke off]
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Begin anew, also where a session broke off
    #[arg(long, conflicts_with = "record")]
    new: bool,
}

/// The port when none is named.
const PORT: u16 = 8470;

impl Default for Options {
    fn default() -> Self {
        Self {
            scenario: "the-fall".to_owned(),
            chapter: None,
            seed: 1,
            port: PORT,
            speed: 1.0,
            cast: None,
            record: None,
            new: false,
        }
    }
}

/// Serves it until the process is told to stop.
///
/// # Errors
/// Bad input, a port that is taken, or a session that had to stop.
pub fn run(options: &Options) -> Result<()> {
    let listener = qd_host::listen(options.port)?;
    let (mut game, record) = open(options)?;
    let journal = game.take_journal()?;
    let Game { session, speaker, title, events, orders, .. } = game;

    let ship = qd_wire::ship::ship(&session.world, &speaker).to_string();
    let scenario = Scenario {
        key: title.scenario,
        chapter: title.chapter,
        summary: title.summary.trim().replace("{ship}", &speaker.ship()),
        ship_name: speaker.ship(),
        seed: title.seed.to_string(),
        ship_tag: qd_wire::ship::tag(&ship),
    };
    let start = Start {
        session,
        journal,
        past: Ticked { orders, events },
        speaker,
        scenario,
        face: |world| Face::of(world).json(),
        asset,
        places_file: record.with_extension("places"),
    };
    qd_host::serve(start, listener, options.speed, |ready| told(ready, &record))?;
    Ok(())
}

/// The run in the file that is named; else in the one that broke off last, if it is this very run, else in a new one.
fn open(options: &Options) -> Result<(Game, PathBuf)> {
    let game = |record: &Path| {
        Game::open(&RunOptions {
            scenario: options.scenario.clone(),
            chapter: options.chapter.clone(),
            seed: options.seed,
            officers: "all".to_owned(),
            orders: None,
            cast: options.cast.clone(),
            until: None,
            events: None,
            record: Some(record.to_path_buf()),
        })
    };
    if let Some(record) = &options.record {
        return Ok((game(record)?, record.clone()));
    }
    let (broken_off, new) = own_files(options)?;
    let gone_on = broken_off.filter(|_| !options.new).and_then(|record| Some((game(&record).ok()?, record)));
    match gone_on {
        Some(gone_on) => Ok(gone_on),
        None => Ok((game(&new)?, new)),
    }
}

/// What a person needs to begin.
fn told(ready: &Ready, record: &Path) {
    let address = ready.address;
    say(format_args!("The bridge is at   http://{address}/"));
    say(format_args!("Flight director    http://{address}/director   secret {}", ready.secret));
    say(format_args!("Recorded in        {}", record.display()));
    say("Ship time begins when somebody sits down. Ctrl-C stops; the same command goes on where it stopped.");
}

fn asset(path: &str) -> Option<Asset> {
    let file = qd_web::file(path)?;
    Some(Asset { bytes: file.bytes, media: file.media, is_fixed: file.is_fixed })
}

/// The last file of this scenario and seed, if it broke off, and the first name that is free.
fn own_files(options: &Options) -> Result<(Option<PathBuf>, PathBuf)> {
    let folder = state_folder().join("sessions");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let scenario = Path::new(&options.scenario).file_stem().unwrap_or_default().to_string_lossy();
    let chapter = options.chapter.as_ref().map(|chapter| format!("-{chapter}")).unwrap_or_default();
    let name = |number: u32| folder.join(format!("{scenario}{chapter}-seed-{}-{number}.qdj", options.seed));
    let free = (1..u32::MAX).find(|number| !name(*number).exists()).unwrap_or(u32::MAX);
    let broke_off = |path: &PathBuf| {
        !is_being_written(path) && Recording::open(path).is_ok_and(|recording| recording.end.is_none())
    };
    Ok((Some(name(free - 1)).filter(|last| free > 1 && broke_off(last)), name(free)))
}

/// Where programs keep what they go on with.
fn state_folder() -> PathBuf {
    let folder =
        |variable: &str| std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    folder("XDG_STATE_HOME")
        .or_else(|| folder("LOCALAPPDATA"))
        .or_else(|| folder("HOME").map(|home| home.join(".local/state")))
        .unwrap_or_default()
        .join("quarterdeck")
}
