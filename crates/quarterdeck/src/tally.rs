//! The figures of a run: what `--json` prints, a row of `sweep`, and the readings in the account.

use qd_sim::{Event, EventKind, Outcome, PersonId, SourceId, TICKS_PER_SECOND, World, core, crew, power};
use qd_words::Speaker;
use serde::Serialize;

/// Standard gravity, m/s².
const STANDARD_GRAVITY_M_S2: f64 = 9.806_65;
/// The grid counts as out when less than this share of the ship's rated load has voltage.
const GRID_OUT_SHARE: f64 = 0.5;
/// ... and as restored when at least this share has it again, and the core's generator gives power if there is one.
const GRID_BACK_SHARE: f64 = 0.75;
/// A load has voltage above this, per unit.
const LIVE_PU: f64 = 0.8;

/// A death.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dead {
    /// Who.
    #[serde(skip)]
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Of what.
    pub cause: String,
    /// When, s.
    pub t_s: f64,
}

/// What is collected while a run goes.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Who realigned the core, the last if several.
    pub realigned_by: Option<PersonId>,
    /// Tick in which the grid went out.
    pub grid_out_tick: Option<u32>,
    /// Tick in which power came back.
    pub power_restored_tick: Option<u32>,
    /// Lowest altitude, m, and its tick.
    pub min_altitude: Option<(f64, u32)>,
    /// Hottest skin, K, and its tick.
    pub max_skin_temperature: Option<(f64, u32)>,
    /// Highest felt acceleration, standard gravities, and its tick.
    pub max_load: Option<(f64, u32)>,
    /// The dead: who, of what, tick.
    pub dead: Vec<(PersonId, String, u32)>,
}

impl Tally {
    /// Takes in one tick: the world after it and what happened in it.
    pub fn see(&mut self, world: &World, events: &[Event]) {
        for event in events {
            self.note(event);
        }
        let tick = world.tick;
        let motion = &world.flows.motion;
        keep(&mut self.min_altitude, -motion.altitude_m, tick);
        let load_g = motion.felt_body_m_s2.length() / STANDARD_GRAVITY_M_S2;
        keep(&mut self.max_load, load_g, tick);
        if tick.is_multiple_of(5) {
            for (_, skin_k) in world.flows.skin_temperature_k.iter() {
                keep(&mut self.max_skin_temperature, *skin_k, tick);
            }
            self.watch_grid(world);
        }
    }

    fn note(&mut self, event: &Event) {
        match &event.kind {
            EventKind::Core(core::Event::Aligned { by_person, .. }) => self.realigned_by = Some(*by_person),
            EventKind::Crew(crew::Event::Died { person, of }) => {
                self.dead.push((*person, of.clone(), event.id.tick));
            }
            _ => {}
        }
    }

    fn watch_grid(&mut self, world: &World) {
        let share = live_share(world);
        if share < GRID_OUT_SHARE {
            self.grid_out_tick.get_or_insert(world.tick);
            self.power_restored_tick = None;
        } else if share >= GRID_BACK_SHARE && self.grid_out_tick.is_some() && core_gives(world) {
            self.power_restored_tick.get_or_insert(world.tick);
        }
    }

    /// Lowest altitude, m.
    #[must_use]
    pub fn min_altitude_m(&self) -> Option<f64> {
        self.min_altitude.map(|(negative, _)| -negative)
    }
}

/// The core's generator gives power, or there is none. Auxiliary sources alone are not the power she had.
fn core_gives(world: &World) -> bool {
    let generators = |(_, row): &(SourceId, &power::Source)| row.kind == power::SourceKind::CoreGenerator;
    let has_generator = world.class.power.source.iter().any(|source| generators(&source));
    !has_generator || world.flows.core_electric_drawn_w > 0.0
}

/// Keeps the greatest value and its tick.
fn keep(best: &mut Option<(f64, u32)>, value: f64, tick: u32) {
    if best.is_none_or(|(known, _)| value > known) {
        *best = Some((value, tick));
    }
}

/// Share of the ship's rated load that has voltage, 0..=1.
#[must_use]
pub fn live_share(world: &World) -> f64 {
    let (mut live_w, mut rated_w) = (0.0, 0.0);
    for (load, row) in world.class.power.load.iter() {
        rated_w += row.rated_w;
        if world.flows.supply[load].voltage_pu > LIVE_PU {
            live_w += row.rated_w;
        }
    }
    if rated_w > 0.0 { live_w / rated_w } else { 0.0 }
}

/// An order from the file that was not kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rejected {
    /// Line of the file.
    pub line: usize,
    /// When it was given, s.
    pub t_s: f64,
    /// Why.
    pub reason: String,
}

/// What `--json` prints.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "each is named with its unit")]
pub struct Summary {
    pub scenario: String,
    pub chapter: String,
    pub ship: String,
    pub seed: u64,
    pub ticks: u32,
    pub t_end_s: f64,
    /// `lost`, `safe`, `limit`, or `stopped` when the run was cut short.
    pub outcome: &'static str,
    pub ship_lost: bool,
    pub core_realigned_by: Option<String>,
    pub grid_out_t_s: Option<f64>,
    pub power_restored_t_s: Option<f64>,
    pub min_altitude_m: Option<f64>,
    pub max_skin_temperature_k: Option<f64>,
    pub max_load_g: Option<f64>,
    pub dead: Vec<Dead>,
    /// People who were alive aboard when she broke up or struck the ground.
    pub lost_with_ship: u32,
    pub orders_rejected: Vec<Rejected>,
    pub hash: String,
}

impl Summary {
    /// The figures of a run as it stands.
    #[must_use]
    pub fn of(world: &World, tally: &Tally, speaker: &Speaker, title: &crate::game::Title) -> Self {
        let time_s = |tick: u32| f64::from(tick) / f64::from(TICKS_PER_SECOND);
        let dead = tally.dead.iter().map(|(person, of, tick)| Dead {
            person: *person,
            name: speaker.person(*person),
            cause: of.clone(),
            t_s: time_s(*tick),
        });
        Self {
            scenario: title.scenario.clone(),
            chapter: title.chapter.clone(),
            ship: speaker.names.ship_name.clone(),
            seed: world.seed,
            ticks: world.tick,
            t_end_s: time_s(world.tick),
            outcome: outcome_word(world.outcome.as_ref()),
            ship_lost: matches!(world.outcome, Some(Outcome::Lost { .. })),
            core_realigned_by: tally.realigned_by.map(|person| speaker.person(person)),
            grid_out_t_s: tally.grid_out_tick.map(time_s),
            power_restored_t_s: tally.power_restored_tick.map(time_s),
            min_altitude_m: tally.min_altitude_m(),
            max_skin_temperature_k: tally.max_skin_temperature.map(|(value, _)| value),
            max_load_g: tally.max_load.map(|(value, _)| value),
            dead: dead.collect(),
            lost_with_ship: crate::face::Face::of(world).lost_with_ship,
            orders_rejected: Vec::new(),
            hash: format!("{:016x}", world.hash()),
        }
    }
}

/// The word for how a run ended.
#[must_use]
pub fn outcome_word(outcome: Option<&Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::Lost { .. }) => "lost",
        Some(Outcome::Safe { .. }) => "safe",
        Some(Outcome::Limit { .. }) => "limit",
        None => "stopped",
    }
}
