//! Four hundred and thirty people: bodies, places, tasks, willingness.
//!
//! Layout: `roster` who they are, `body` how they fare, `movement` how they get about, `tasks` and `errand` what
//! they do with their hands, `acts` what one can order of one's own body and what happens to people.
//! Consumes air, dose, felt acceleration, light, doors; gives work, hands at doors, plating and damping.
//! Law: `docs/laws/crew.md`.

use crate::Cause;
use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::id::{CompartmentId, LoadId, PersonId, PortalId, SeatId, Table};
use crate::order::Reason;
use crate::world::{Given, Tick, World};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub mod acts;
pub mod body;
pub mod errand;
pub mod roster;
pub mod tasks;
pub mod willingness;

pub use acts::{Event, Order};
pub use errand::{Errand, Step};
pub use roster::{Department, Named, Profile, Rank, RosterRow, Skill, Temperament};
pub use tasks::Task;

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// The named: their ids are the first.
    pub person: Table<PersonId, Named>,
    /// The rest of the company, row after row.
    pub roster: Vec<RosterRow>,
    /// Given names to draw from.
    #[serde(default)]
    pub given_names: Vec<String>,
    /// Family names to draw from.
    #[serde(default)]
    pub family_names: Vec<String>,
    /// Gravity plating, if she has it.
    #[serde(default)]
    pub plating_load: Option<LoadId>,
    /// Dampers that take felt acceleration away, if she has them.
    #[serde(default)]
    pub damper_load: Option<LoadId>,
    /// Share of felt acceleration that dampers take away under full power, 0..=1 (stated fiction).
    #[serde(default)]
    pub damper_share: f64,
    /// Felt acceleration that dampers can take away at most, m/s² (stated fiction).
    #[serde(default)]
    pub damper_limit_m_s2: f64,
}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// The watch on duty, 1..=3; 0: everybody at their stations.
    pub watch: u8,
    /// Share of those in chairs who are buckled in, 0 or 1.
    pub strapped: bool,
    /// People who are not where or as the roster has them.
    pub placed: Vec<Placed>,
}

/// One person at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    /// Who.
    pub person: PersonId,
    /// Where they are.
    #[serde(default)]
    pub compartment: Option<CompartmentId>,
    /// In which chair (moves them to it).
    #[serde(default)]
    pub seat: Option<SeatId>,
    /// Skills that differ, 0..=1.
    #[serde(default)]
    pub skills: BTreeMap<Skill, f64>,
    /// Temperament that differs.
    #[serde(default)]
    pub temperament: Option<Temperament>,
    /// Speed at which something struck them before the start, m/s: the injuries follow by the law of impacts.
    #[serde(default)]
    pub struck_m_s: f64,
    /// Dose taken before the start, Gy.
    #[serde(default)]
    pub dose_gy: f64,
    /// Died before the start.
    #[serde(default)]
    pub dead: bool,
}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Crew {
    /// Who everybody is.
    pub roster: Table<PersonId, Profile>,
    /// How everybody is.
    pub person: Table<PersonId, Person>,
    /// Deaths, in order.
    pub deaths: Vec<Death>,
    /// People who do something this tick, in order: moving, working, on an errand.
    pub active: Vec<PersonId>,
}

/// How somebody holds themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named by its word")]
pub enum Posture {
    #[default]
    Standing,
    Sitting,
    /// On hands and knees.
    Crawling,
    Lying,
    Carried,
}

/// One person now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Where.
    pub compartment: CompartmentId,
    /// Where in it: the feet, body axes, m.
    pub position_body_m: [f64; 3],
    /// On the way somewhere.
    pub walk: Option<Walk>,
    /// How they hold themselves.
    pub posture: Posture,
    /// The chair they sit in.
    pub seat: Option<SeatId>,
    /// Buckled into it.
    pub strapped: bool,
    /// Holding on to something.
    pub braced: bool,
    /// The body.
    pub body: body::Body,
    /// What they have taken on.
    pub errand: Option<Errand>,
    /// Work in hand.
    pub job: Option<Job>,
    /// Whom they carry.
    pub carrying: Option<PersonId>,
    /// Who carries them.
    pub carried_by: Option<PersonId>,
    /// A hand raised to the glass of this portal.
    pub hand_at: Option<PortalId>,
    /// Why they are where and as they are.
    pub cause: Cause,
}

/// Somebody's way to somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Walk {
    /// Where to.
    pub to: CompartmentId,
    /// At a run.
    pub run: bool,
    /// The portal they make for; none within the last compartment.
    pub portal: Option<PortalId>,
    /// Seconds of the passage through that portal still to go, once in it (ladder, lift, step).
    pub passage_s: Option<f64>,
    /// Told that they are halted.
    pub halted: bool,
    /// Topology for which the portal was chosen.
    pub topology: u32,
    /// The event of setting out.
    pub cause: Cause,
}

/// Work in hand.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// At what.
    pub task: Task,
    /// The event of its start.
    pub cause: Cause,
    /// Standard seconds left when first told, and as last reported.
    pub whole_s: f64,
    /// Quarters reported.
    pub quarters: u8,
    /// Ticks without a word from the thing worked at.
    pub unanswered: u8,
}

/// A death.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Death {
    /// Who.
    pub person: PersonId,
    /// When.
    pub tick: u32,
    /// Of what, in words.
    pub of: String,
    /// The event.
    pub cause: Cause,
}

impl Crew {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(_class: &ShipClass, _scenario: &Scenario, _seed: u64) -> Self {
        Self::default()
    }

    /// What it wants of the grid.
    pub fn demand(&self, _flows: &mut Flows, _cx: &Tick<'_>) {}

    /// Carries out an order that passed [`check`].
    pub fn apply(
        &mut self,
        _order: &Order,
        _given: Given,
        _deckplan: &crate::deckplan::Deckplan,
        _flows: &mut Flows,
        _cx: &mut Tick<'_>,
    ) {
    }

    /// One tick.
    pub fn step_tasks(
        &mut self,
        _deckplan: &crate::deckplan::Deckplan,
        _flows: &mut Flows,
        _cx: &mut Tick<'_>,
    ) {
    }

    /// One tick.
    pub fn step_bodies(&mut self, _air: &crate::air::Air, _flows: &mut Flows, _cx: &mut Tick<'_>) {}

    /// One tick.
    pub fn step_movement(
        &mut self,
        _deckplan: &crate::deckplan::Deckplan,
        _air: &crate::air::Air,
        _flows: &mut Flows,
        _cx: &mut Tick<'_>,
    ) {
    }

    /// The last death, when nobody is left alive.
    #[must_use]
    pub fn all_dead(&self) -> Option<Cause> {
        None
    }

    /// Everybody hurt is dead or stable.
    #[must_use]
    pub fn casualties_settled(&self) -> bool {
        false
    }
}

/// Whether an order would be kept now.
///
/// # Errors
/// The reason against it.
pub fn check(_world: &World, _by: PersonId, _order: &Order) -> Result<(), Reason> {
    Ok(())
}

impl Crew {
    /// Everybody in a compartment, in order of ids.
    pub fn in_compartment(&self, compartment: CompartmentId) -> impl Iterator<Item = PersonId> + '_ {
        self.person.iter().filter(move |(_, person)| person.compartment == compartment).map(|(id, _)| id)
    }
    /// Who sits in a chair.
    #[must_use]
    pub fn in_seat(&self, seat: SeatId) -> Option<PersonId> {
        self.person.iter().find(|(_, person)| person.seat == Some(seat)).map(|(id, _)| id)
    }
    /// What people call somebody.
    #[must_use]
    pub fn name(&self, class: &Class, person: PersonId) -> String {
        if let Some(named) = class.person.get(person) {
            return named.name.clone();
        }
        let pick = |names: &[String], row: u16| names.get(usize::from(row)).cloned().unwrap_or_default();
        let [given, family] = self.roster[person].name;
        let name = format!("{} {}", pick(&class.given_names, given), pick(&class.family_names, family));
        if name.trim().is_empty() { class.key(person) } else { name }
    }
    /// Somebody takes on an errand, which replaces what they were doing.
    pub fn assign(&mut self, person: PersonId, errand: Errand) {
        self.person[person].errand = Some(errand);
        if let Err(place) = self.active.binary_search(&person) {
            self.active.insert(place, person);
        }
    }
    /// Drops whatever somebody is doing.
    pub fn release(&mut self, person: PersonId, _reason: Reason, _causes: &[Cause], _cx: &mut Tick<'_>) {
        let person = &mut self.person[person];
        person.errand = None;
        person.walk = None;
        person.job = None;
    }
}
