//! `check`: mistakes in content files, all at once, without a run.

use crate::cli::{Found, say};
use crate::game::{self, Loaded, told};
use crate::input;
use anyhow::{Context as _, Result, anyhow, bail};
use clap::Args;
use qd_content::{Library, apply_cast};
use qd_journal::Recording;
use qd_sim::World;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Options of `check`.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// Ship class folders or files in them, scenario, cast and order files, recordings
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Scenario by whose names order files are read [default: the first built in]
    #[arg(long, value_name = "SCENARIO")]
    scenario: Option<String>,
}

/// Checks every file and says what it is; fails if anything is wrong with any.
///
/// # Errors
/// One problem or more.
pub fn run(options: &Options) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let mut wrong = false;
    let scenarios = Library::embedded().scenarios();
    let scenario = options.scenario.as_ref().or(scenarios.first()).map_or("", String::as_str);
    for path in &options.files {
        match check(path, scenario) {
            Ok(what) => writeln!(out, "{}: {what}", path.display())?,
            Err(error) => {
                wrong = true;
                say(format_args!("error: {error:#}"));
            }
        }
    }
    out.flush()?;
    if wrong { Err(Found.into()) } else { Ok(()) }
}

fn check(path: &Path, scenario_key: &str) -> Result<String> {
    let shown = path.display();
    let data = std::fs::metadata(path).with_context(|| format!("cannot read {shown}"))?;
    if let Some((root, key)) = ship_of(path, data.is_dir()) {
        let library = Library::open(&root).map_err(|found| told(&found))?;
        library.load_ship(&key).map_err(|found| as_failure(&told(&found)))?;
        return Ok(format!("the ship class `{key}` is sound"));
    }
    if data.is_dir() {
        bail!("{shown}: a folder, but not one of a ship class (ships/KEY/ with a ship.toml)");
    }
    if is_database(path)? {
        return recording(path);
    }
    let is_toml = path.extension().is_some_and(|extension| extension == "toml");
    if !is_toml && begins_with_brace(path)? {
        return orders(path, scenario_key);
    }
    if !is_toml {
        bail!(
            "{shown}: neither a ship, scenario or cast file (.toml), nor orders (JSON lines), nor a recording"
        );
    }
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
    if is_cast(&text) { cast(path, &text) } else { scenario(path) }
}

/// As every line of an order file does.
fn begins_with_brace(path: &Path) -> Result<bool> {
    let mut head = Vec::new();
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    file.take(256).read_to_end(&mut head)?;
    let text = String::from_utf8_lossy(&head);
    Ok(text.trim_start_matches('\u{feff}').trim_start().starts_with('{'))
}

/// A problem of a file is a failure of that file, not a misuse of the command line.
fn as_failure(error: &anyhow::Error) -> anyhow::Error {
    anyhow!("{error:#}")
}

/// The root and key of the ship class that a path belongs to.
fn ship_of(path: &Path, is_folder: bool) -> Option<(PathBuf, String)> {
    let path = path.canonicalize().ok()?;
    let folder = if is_folder { path.as_path() } else { path.parent()? };
    let ships = folder.parent()?;
    (ships.file_name()? == "ships").then_some(())?;
    Some((ships.parent()?.to_path_buf(), folder.file_name()?.to_str()?.to_owned()))
}

fn is_database(path: &Path) -> Result<bool> {
    let mut head = Vec::new();
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    file.take(15).read_to_end(&mut head)?;
    Ok(head == b"SQLite format 3")
}

fn recording(path: &Path) -> Result<String> {
    let recording = Recording::open(path)?;
    if !recording.damage.is_empty() {
        bail!("{}: damaged: {}", path.display(), recording.damage.join("; "));
    }
    let ending = match (recording.end, recording.being_written) {
        (Some(_), _) => "",
        (None, true) => ", still being written",
        (None, false) => ", interrupted",
    };
    Ok(format!(
        "a recording of {}, seed {}, {:.2} s, {} orders{ending}",
        recording.heading.scenario_key,
        recording.heading.seed,
        recording.last_s(),
        recording.orders.len()
    ))
}

/// A cast file names no ship class and no base: it only renames.
fn is_cast(text: &str) -> bool {
    let has = |word: &str| text.lines().any(|line| line.trim_start().starts_with(word));
    !has("[chapter") && !has("base") && !has("summary") && !has("key")
}

/// A cast file is sound when it fits one of the ship classes at hand.
fn cast(path: &Path, text: &str) -> Result<String> {
    let library = Library::embedded();
    let mut problem = None;
    for key in library.ships() {
        let (_, mut names) = library.load_ship(&key).map_err(|found| as_failure(&told(&found)))?;
        match apply_cast(&mut names, &path.display().to_string(), text) {
            Ok(()) => return Ok(format!("a cast for the ship class `{key}`")),
            Err(found) => problem = problem.or(Some(as_failure(&told(&found)))),
        }
    }
    Err(problem.unwrap_or_else(|| anyhow!("there is no ship class to cast")))
}

/// Every chapter of a scenario is loaded.
fn scenario(path: &Path) -> Result<String> {
    let library = Library::around(path).map_err(|found| as_failure(&told(&found)))?;
    let shown = path.to_string_lossy();
    let chapters = library.chapters(&shown).map_err(|found| as_failure(&told(&found)))?;
    let (mut sound, mut problems) = (None, Vec::new());
    for chapter in &chapters {
        match library.load_scenario(&shown, Some(chapter), &[]) {
            Ok(loaded) => sound = Some(loaded),
            // What is wrong with the ship is wrong in every chapter, and said once.
            Err(found) => problems
                .extend(found.into_iter().filter(|problem| !problems.contains(problem)).collect::<Vec<_>>()),
        }
    }
    match sound {
        Some((class, scenario, _)) if problems.is_empty() => {
            let (key, class) = (&scenario.key, &class.key);
            Ok(format!("the scenario `{key}` for the ship class `{class}` is sound: {}", chapters.join(", ")))
        }
        _ => Err(as_failure(&told(&problems))),
    }
}

/// An order file is sound when every line can be read with the names of a scenario.
fn orders(path: &Path, scenario: &str) -> Result<String> {
    let Loaded { class, scenario, mut names } = game::load(scenario, None, &[])?;
    names.name_people(&World::new(Arc::clone(&class), &scenario, 1));
    let orders = input::read_file(path, &names)?;
    Ok(format!("{} orders for the scenario `{}`", orders.len(), scenario.key))
}
