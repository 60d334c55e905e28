//! A run with everything around it: the session, orders from a file, events to a file, the journal, and what the
//! account is told from. `run` and `watch` differ only in who calls [`Game::tick`] when.

use crate::cli::{misuse, say};
use crate::face::Face;
use crate::input::{self, Timed};
use crate::tally::{Rejected, Summary, Tally};
use anyhow::{Context as _, Result, anyhow};
use clap::Args;
use qd_content::{Diagnostic, Library, Names, apply_cast, event_to_json};
use qd_journal::{Heading, Journal, Recording, Replay, Resumption};
use qd_officers::{Giver, OfficerSet, Session, Ticked};
use qd_sim::names::Space;
use qd_sim::order::Reason;
use qd_sim::{Act, Event, Order, OrderId, Scenario, SeatId, ShipClass, TICK_S, TICKS_PER_SECOND};
use qd_words::Speaker;
use std::fs::File;
use std::io::{BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a run is of, and what goes in and out.
#[derive(Clone, Debug, Args)]
pub struct RunOptions {
    /// Key of the scenario, or a path to its .toml file
    pub scenario: String,
    /// Chapter at which the run begins [default: the scenario's first]
    #[arg(long, value_name = "C")]
    pub chapter: Option<String>,
    /// Seed: roster, skills, temperaments, places, noise
    #[arg(long, value_name = "N", default_value = "1", value_parser = crate::cli::seed, allow_negative_numbers = true)]
    pub seed: u64,
    /// Seats held by officers: all, none, or a list of seats
    #[arg(long, value_name = "all|none|SEAT,…", default_value = "all")]
    pub officers: String,
    /// Orders to give, as JSON lines {"t": seconds, "seat": …, "order": …}; see docs/orders.md
    #[arg(long, value_name = "FILE")]
    pub orders: Option<PathBuf>,
    /// Other names for people and ships
    #[arg(long, value_name = "FILE")]
    pub cast: Option<PathBuf>,
    /// Stop at this ship time
    #[arg(long, value_name = "SECONDS", value_parser = crate::cli::seconds, allow_negative_numbers = true)]
    pub until: Option<f64>,
    /// Write what happens as JSON lines; see docs/events.md
    #[arg(long, value_name = "FILE")]
    pub events: Option<PathBuf>,
    /// Keep a recording for replay and explain; goes on where a recording of the same run breaks off
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
}

/// What a run is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    /// Key of the scenario.
    pub scenario: String,
    /// Chapter.
    pub chapter: String,
    /// The scenario in three sentences.
    pub summary: String,
    /// Seed.
    pub seed: u64,
    /// Seats held by officers.
    pub officers: Vec<String>,
}

/// A run.
#[derive(Debug)]
pub struct Game {
    /// World and officers.
    pub session: Session,
    /// What everything is called.
    pub speaker: Speaker,
    /// What the run is of.
    pub title: Title,
    /// The figures.
    pub tally: Tally,
    /// Everything that happened.
    pub events: Vec<Event>,
    /// Every order that took effect.
    pub orders: Vec<Order>,
    /// Orders of the file that were not kept.
    pub rejected: Vec<Rejected>,
    /// The ship at the first tick.
    pub opening: Option<Face>,
    /// Orders of the file that wait, in order of time.
    waiting: std::collections::VecDeque<Timed>,
    until_tick: u32,
    events_out: Option<Out>,
    journal: Option<Journal>,
}

/// An output file.
#[derive(Debug)]
struct Out {
    path: PathBuf,
    file: BufWriter<File>,
}

/// A loaded scenario with its names.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The ship class.
    pub class: Arc<ShipClass>,
    /// The scenario.
    pub scenario: Scenario,
    /// The names, without those that the seed draws.
    pub names: Names,
}

/// Loads a scenario from the content built into the binary, or from a path and what lies around it.
///
/// # Errors
/// Every problem found; an unknown key is a misuse of the command line.
pub fn load(scenario: &str, chapter: Option<&str>, sets: &[(String, String)]) -> Result<Loaded> {
    let library = if scenario.ends_with(".toml") {
        Library::around(Path::new(scenario)).map_err(|found| told(&found))?
    } else {
        Library::embedded()
    };
    let loaded = library.load_scenario(scenario, chapter, sets);
    let (class, scenario, names) = loaded.map_err(|found| told(&found))?;
    Ok(Loaded { class, scenario, names })
}

/// Diagnostics as one error. Those that stand in no file are about the command line.
#[must_use]
pub fn told(found: &[Diagnostic]) -> anyhow::Error {
    let lines = found.iter().map(|problem| {
        if problem.file.is_empty() {
            match &problem.help {
                Some(help) => format!("{}; {help}", problem.message),
                None => problem.message.clone(),
            }
        } else if problem.file.starts_with("--") {
            // An option has no lines and columns.
            let help = problem.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
            format!("{}: {}{help}", problem.file, problem.message)
        } else {
            problem.to_string()
        }
    });
    let text = lines.collect::<Vec<_>>().join("\n       ");
    let is_option = |problem: &Diagnostic| problem.file.is_empty() || problem.file.starts_with("--");
    if found.iter().all(is_option) { misuse(text) } else { anyhow!("{text}") }
}

/// The seats that `--officers` names.
///
/// # Errors
/// An unknown seat.
pub fn officers(text: &str, names: &Names) -> Result<OfficerSet> {
    match text {
        "all" => Ok(OfficerSet::All),
        "none" => Ok(OfficerSet::None),
        seats => {
            let seats = seats.split(',').map(|seat| {
                names
                    .resolve(Space::Seat, seat.trim())
                    .map(SeatId)
                    .map_err(|problem| misuse(format!("--officers: {problem}")))
            });
            Ok(OfficerSet::Seats(seats.collect::<Result<_>>()?))
        }
    }
}

impl Game {
    /// Reads all input, then opens all output, then stands at the first tick: nothing starts while something is
    /// wrong, and no file is touched before.
    ///
    /// # Errors
    /// Whatever is wrong with options, content, orders or output files.
    pub fn open(options: &RunOptions) -> Result<Self> {
        let Loaded { class, scenario, mut names } = load(&options.scenario, options.chapter.as_deref(), &[])?;
        let set = officers(&options.officers, &names)?;
        let session = Session::new(Arc::clone(&class), &scenario, options.seed, &set);
        names.name_people(&session.world);
        if let Some(path) = &options.cast {
            cast(path, &mut names)?;
        }
        let waiting = match &options.orders {
            Some(path) => input::read_file(path, &names)?,
            None => Vec::new(),
        };
        let title = Title {
            scenario: scenario.key.clone(),
            chapter: scenario.chapter.clone(),
            summary: scenario.summary.clone(),
            seed: options.seed,
            officers: seat_keys(&set, &class),
        };
        apart(&files(options))?;
        let events_file = options.events.as_deref().map(open_output).transpose()?;
        let heading = heading(&class, &scenario, &names, &title);
        let (journal, broken_off) = match &options.record {
            Some(path) => match interrupted(path, &heading)? {
                Some(resumption) => (None, Some(resumption)),
                None => {
                    let face = || Face::of(&session.world).json();
                    (Some(Journal::create(path, &heading, &session, face)?), None)
                }
            },
            None => (None, None),
        };
        let mut game = Self::new(session, Speaker { class, names: Arc::new(names) }, title);
        game.give(waiting);
        game.until_tick = options.until.map_or(u32::MAX, tick_of);
        game.events_out = events_file.map(begin).transpose()?;
        game.journal = journal;
        if let Some(resumption) = broken_off {
            game.catch_up(resumption)?;
        }
        Ok(game)
    }

    /// Goes through what was journaled before the process died, and goes on from there.
    fn catch_up(&mut self, mut resumption: Resumption) -> Result<()> {
        let start_tick = resumption.session.world.tick;
        let mut replay = Replay::at(&resumption.recording, 0)?;
        while replay.world.tick < start_tick {
            let orders = resumption.recording.orders_of(replay.world.tick);
            let events = replay.step();
            std::mem::swap(&mut self.session.world, &mut replay.world);
            let taken = self.take_in(&Ticked { orders, events });
            std::mem::swap(&mut self.session.world, &mut replay.world);
            taken?;
        }
        while !resumption.caught_up() {
            let ticked = resumption.tick()?;
            std::mem::swap(&mut self.session, &mut resumption.session);
            let taken = self.take_in(&ticked);
            std::mem::swap(&mut self.session, &mut resumption.session);
            taken?;
        }
        self.session = resumption.session;
        self.journal = Some(resumption.journal);
        let now = self.session.world.tick;
        self.waiting.retain(|order| order.tick >= now);
        say(format_args!("going on at {:.2} s, where the recording breaks off", f64::from(now) * TICK_S));
        Ok(())
    }

    /// What a host goes on with: the session, its journal, words, and what the run is of.
    ///
    /// # Errors
    /// A run that is not recorded.
    pub fn into_session(self) -> Result<(Session, Journal, Speaker, Title)> {
        let journal = self.journal.ok_or_else(|| anyhow!("a hosted run is always recorded"))?;
        Ok((self.session, journal, self.speaker, self.title))
    }

    /// A run without files.
    #[must_use]
    pub fn new(session: Session, speaker: Speaker, title: Title) -> Self {
        Self {
            session,
            speaker,
            title,
            tally: Tally::default(),
            events: Vec::new(),
            orders: Vec::new(),
            rejected: Vec::new(),
            opening: None,
            waiting: std::collections::VecDeque::new(),
            until_tick: u32::MAX,
            events_out: None,
            journal: None,
        }
    }

    /// Orders to be given, each in its time.
    pub fn give(&mut self, orders: Vec<Timed>) {
        self.waiting = orders.into();
    }

    /// True when there is no further tick to make.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.session.world.outcome.is_some() || self.session.world.tick >= self.until_tick
    }

    /// One tick with the orders that are due.
    ///
    /// # Errors
    /// A journal or an output file that can no longer be written: the run must stop.
    pub fn tick(&mut self) -> Result<Ticked> {
        if let Some(journal) = &mut self.journal {
            let world = &self.session.world;
            journal.observe(&self.session, || Face::of(world).json())?;
        }
        self.give_due_orders();
        let ticked = match &mut self.journal {
            Some(journal) => self.session.tick(journal),
            None => self.session.tick(&mut ()),
        };
        self.take_in(&ticked)?;
        Ok(ticked)
    }

    /// Notes what a tick did.
    ///
    /// # Errors
    /// An events file that can no longer be written.
    pub fn take_in(&mut self, ticked: &Ticked) -> Result<()> {
        let world = &self.session.world;
        self.tally.see(world, &ticked.events);
        if self.opening.is_none() {
            self.opening = Some(Face::of(world));
        }
        if let Some(out) = &mut self.events_out {
            for event in &ticked.events {
                let written =
                    serde_json::to_writer(&mut out.file, &event_to_json(event, &self.speaker.names));
                written
                    .map_err(std::io::Error::from)
                    .and_then(|()| out.file.write_all(b"\n"))
                    .with_context(|| format!("cannot write {}", out.path.display()))?;
            }
        }
        self.events.extend(ticked.events.iter().cloned());
        self.orders.extend(ticked.orders.iter().cloned());
        Ok(())
    }

    fn give_due_orders(&mut self) {
        let tick = self.session.world.tick;
        while self.waiting.front().is_some_and(|order| order.tick <= tick) {
            let Some(order) = self.waiting.pop_front() else { break };
            if let Err(reason) = self.submit(order.giver, order.act) {
                let t_s = f64::from(tick) * TICK_S;
                self.rejected.push(Rejected { line: order.line, t_s, reason: reason.text });
            }
        }
    }

    /// An order for the next tick. When this returns its number, it is kept.
    ///
    /// # Errors
    /// Why it is rejected.
    pub fn submit(&mut self, giver: Giver, act: Act) -> Result<OrderId, Reason> {
        match &mut self.journal {
            Some(journal) => self.session.submit(giver, act, journal),
            None => self.session.submit(giver, act, &mut ()),
        }
    }

    /// Closes the files. Orders of the file whose time never came are counted.
    ///
    /// # Errors
    /// What could not be written.
    pub fn close(&mut self) -> Result<()> {
        if let Some(mut out) = self.events_out.take() {
            out.file.flush().with_context(|| format!("cannot write {}", out.path.display()))?;
        }
        if let Some(mut journal) = self.journal.take() {
            let world = &self.session.world;
            journal.observe(&self.session, || Face::of(world).json())?;
            journal.close(world.tick, world.hash())?;
        }
        Ok(())
    }

    /// Orders of the file whose time has not come.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// The figures as they stand.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::of(&self.session.world, &self.tally, &self.speaker, &self.title);
        summary.orders_rejected.clone_from(&self.rejected);
        summary
    }
}

/// The first tick at or after a time.
#[must_use]
pub fn tick_of(time_s: f64) -> u32 {
    (time_s * f64::from(TICKS_PER_SECOND) - 1e-6).ceil().clamp(0.0, f64::from(u32::MAX)) as u32
}

/// Applies a cast file.
///
/// # Errors
/// Every problem in it.
pub fn cast(path: &Path, names: &mut Names) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    apply_cast(names, &path.display().to_string(), &text).map_err(|found| told(&found))
}

fn seat_keys(set: &OfficerSet, class: &ShipClass) -> Vec<String> {
    let seats = class.command.seat.iter();
    let held = seats.filter(|(seat, _)| match set {
        OfficerSet::All => true,
        OfficerSet::None => false,
        OfficerSet::Seats(seats) => seats.contains(seat),
    });
    held.map(|(_, row)| row.key.clone()).collect()
}

fn heading(class: &ShipClass, scenario: &Scenario, names: &Names, title: &Title) -> Heading {
    let json = |value: Result<String, serde_json::Error>| value.expect("plain data always serialises");
    let mut heading = Heading::new(
        json(serde_json::to_string(class)),
        json(serde_json::to_string(scenario)),
        json(serde_json::to_string(names)),
    );
    heading.scenario_key.clone_from(&title.scenario);
    heading.chapter.clone_from(&title.chapter);
    heading.seed = title.seed;
    heading.officers.clone_from(&title.officers);
    heading
}

/// The recording of this very run that broke off, if that is what the file holds.
fn interrupted(path: &Path, heading: &Heading) -> Result<Option<Resumption>> {
    let Ok(recording) = Recording::open(path) else { return Ok(None) };
    if recording.end.is_some() || recording.heading != *heading {
        return Ok(None);
    }
    drop(recording);
    Ok(Some(Resumption::open(path)?))
}

/// Every file of a run with the option that names it; outputs are marked.
fn files(options: &RunOptions) -> Vec<(&'static str, &Path, bool)> {
    let all = [
        ("SCENARIO", Some(Path::new(&options.scenario)), false),
        ("--orders", options.orders.as_deref(), false),
        ("--cast", options.cast.as_deref(), false),
        ("--record", options.record.as_deref(), true),
        ("--events", options.events.as_deref(), true),
    ];
    all.into_iter().filter_map(|(option, path, is_output)| Some((option, path?, is_output))).collect()
}

/// An output may be neither an input nor another output: writing it would destroy what the other holds.
///
/// # Errors
/// Which two options name one file.
pub fn apart(files: &[(&str, &Path, bool)]) -> Result<()> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    for (index, (option, path, is_output)) in files.iter().enumerate() {
        // Two outputs may both go to one device, such as /dev/null.
        let is_device = path.metadata().is_ok_and(|data| !data.is_file());
        for (earlier, other, _) in files[..index].iter().filter(|_| *is_output && !is_device) {
            if real(path) == real(other) {
                let shown = path.display();
                return Err(misuse(format!(
                    "{option} and {earlier} both name {shown}: give {option} a file of its own"
                )));
            }
        }
    }
    Ok(())
}

/// True of a file that begins as a recording does. What is no file, or cannot be read, is none.
fn is_recording(path: &Path) -> bool {
    let mut head = [0; 16];
    path.is_file()
        && File::open(path).is_ok_and(|mut file| file.read_exact(&mut head).is_ok())
        && head == *b"SQLite format 3\0"
}

/// Opens an output file without changing what is in it.
///
/// # Errors
/// When it cannot be written, or is a recording.
pub fn open_output(path: &Path) -> Result<(PathBuf, File)> {
    if is_recording(path) {
        let shown = path.display();
        return Err(anyhow!(
            "cannot write {shown}: it is a recording, which is not overwritten; name another file"
        ));
    }
    let mut options = File::options();
    let file = options.write(true).create(true).truncate(false).open(path);
    let file = file.with_context(|| format!("cannot write {}", path.display()))?;
    Ok((path.to_path_buf(), file))
}

/// Empties an opened output file: the run begins.
fn begin((path, file): (PathBuf, File)) -> Result<Out> {
    // A pipe or a device has no length to set.
    if file.metadata().is_ok_and(|data| data.is_file()) {
        file.set_len(0).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(Out { path, file: BufWriter::new(file) })
}
