//! Four hundred and thirty people: bodies, places, tasks, willingness.
//!
//! Layout: `roster` who they are, `body` how they fare, `movement` how they get about, `tasks`, `errand`, `hands`, `work` what
//! they do with their hands, `acts` what one can order of one's own body and what happens to people.
//! Consumes air, dose, felt acceleration, light, doors; gives work, hands at doors, plating and damping.
//! Law: `docs/laws/crew.md`.

use crate::Cause;
use crate::class::{Scenario, ShipClass};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::{CompartmentId, LoadId, PersonId, SeatId, Table};
use crate::order::Reason;
use crate::world::{Given, Tick, World};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub mod acts;
pub mod body;
mod draw;
pub mod errand;
pub mod gravity;
mod hands;
pub mod living;
mod movement;
pub mod person;
pub mod possible;
mod reflex;
pub mod roster;
pub mod tasks;
#[cfg(test)]
mod tests;
pub mod willingness;
mod work;

pub use acts::{Event, Order};
pub use errand::{Errand, Step};
pub use person::{Death, Ended, Job, Person, Posture, Thrown, Walk};
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
    /// Those in chairs are buckled in.
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
    /// Errands that ended in the last tick.
    pub ended: Vec<Ended>,
    /// Everybody who may be in a chair (`Person::seat` decides), in order; spares looking at the whole company.
    pub seated: Vec<PersonId>,
    /// Everybody who slides or flies across a room, in order.
    pub thrown: Vec<PersonId>,
    /// How many live.
    pub alive: u16,
    /// Felt acceleration of the centre of mass in the last tick, after the dampers, body axes, m/s².
    pub felt_body_m_s2: [f64; 3],
    /// Plating and damping as last told.
    pub gravity_told: [f64; 2],
}

impl Crew {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(class: &ShipClass, scenario: &Scenario, seed: u64) -> Self {
        draw::company(class, &scenario.crew, seed)
    }

    /// What it wants of the grid: plating and dampers.
    pub fn demand(&self, flows: &mut Flows, cx: &Tick<'_>) {
        let crew = &cx.class.crew;
        for load in crew.plating_load.into_iter().chain(crew.damper_load) {
            flows.demand_w[load] = cx.class.power.load[load].rated_w;
        }
    }

    /// Carries out an order that passed [`check`]: the body takes it up at once.
    pub fn apply(
        &mut self,
        order: &Order,
        given: Given,
        _deckplan: &crate::deckplan::Deckplan,
        _flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let person = given.by_person;
        let achieved = EventKind::Order(crate::order::Event::Achieved { order: given.order });
        match *order {
            Order::Stop {} => {
                self.release(person, Reason::new("stopped", "told to stop"), &[given.cause], cx);
                cx.push(achieved, &[given.cause]);
                return;
            }
            Order::Guide { on } => {
                self.person[person].guided = on;
                let cause = cx.push(EventKind::Crew(Event::Guided { person, on }), &[given.cause]);
                cx.push(achieved, &[cause]);
                return;
            }
            _ => {}
        }
        let errand = Errand::new(order.steps(cx.class), Some(given.order), given.cause);
        self.assign(person, errand, cx);
    }

    /// Takes errands a step on, works, and hands work and hands at doors to those they concern.
    pub fn step_tasks(&mut self, deckplan: &crate::deckplan::Deckplan, flows: &mut Flows, cx: &mut Tick<'_>) {
        self.work_on(deckplan, flows, cx);
    }

    /// One second of life for a twentieth of the company.
    pub fn step_bodies(&mut self, air: &crate::air::Air, flows: &mut Flows, cx: &mut Tick<'_>) {
        self.set_gravity(flows, cx);
        self.slide_on(flows, cx);
        self.shake_if_jolted(flows, cx);
        self.live(air, flows, cx);
    }

    /// Moves those who are on their way.
    pub fn step_movement(
        &mut self,
        deckplan: &crate::deckplan::Deckplan,
        _air: &crate::air::Air,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        self.move_on(deckplan, flows, cx);
    }

    /// The last death, when nobody is left alive.
    #[must_use]
    pub fn all_dead(&self) -> Option<Cause> {
        if self.alive > 0 {
            return None;
        }
        self.deaths.last().map(|death| death.cause)
    }

    /// Everybody hurt is dead or stable.
    #[must_use]
    pub fn casualties_settled(&self) -> bool {
        self.person.rows().iter().all(|person| {
            let body = &person.body;
            !body.alive || !body.casualty() || body.stable()
        })
    }

    /// Everybody in a compartment, in order of ids.
    pub fn in_compartment(&self, compartment: CompartmentId) -> impl Iterator<Item = PersonId> + '_ {
        self.person.iter().filter(move |(_, person)| person.compartment == compartment).map(|(id, _)| id)
    }
    /// Who sits in a chair.
    #[must_use]
    pub fn in_seat(&self, seat: SeatId) -> Option<PersonId> {
        self.seated.iter().copied().find(|id| self.person[*id].seat == Some(seat))
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
    /// Time somebody in health would take on foot from where they are, s; infinite when every way is barred.
    #[must_use]
    pub fn walk_s(
        &self,
        class: &ShipClass,
        deckplan: &crate::deckplan::Deckplan,
        person: PersonId,
        to: CompartmentId,
    ) -> f64 {
        let person = &self.person[person];
        let from_body_m = glam::DVec3::from_array(person.position_body_m);
        deckplan
            .way(&class.deckplan, person.compartment, from_body_m, to)
            .map_or(f64::INFINITY, |hop| hop.walk_s)
    }
    /// Everybody able to come, nearest first, with their time on foot, s.
    #[must_use]
    pub fn nearest(
        &self,
        class: &ShipClass,
        deckplan: &crate::deckplan::Deckplan,
        to: CompartmentId,
    ) -> Vec<(PersonId, f64)> {
        let mut people: Vec<(PersonId, f64)> = self
            .person
            .iter()
            .filter(|(_, person)| person.able())
            .map(|(id, _)| (id, self.walk_s(class, deckplan, id, to)))
            .filter(|(_, time_s)| time_s.is_finite())
            .collect();
        people.sort_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)));
        people
    }
}

/// Whether somebody can act at all.
///
/// # Errors
/// There is no such person, or they are dead, unconscious, spent, or carried.
pub fn able(world: &World, person: PersonId) -> Result<(), Reason> {
    let Some(state) = world.crew.person.get(person) else {
        return Err(Reason::new("no_such_person", "there is no such person aboard"));
    };
    match able_reason(state) {
        Some(mut reason) => {
            reason.text = format!("{} {}", world.crew.name(&world.class.crew, person), reason.text);
            Err(reason)
        }
        None => Ok(()),
    }
}

/// Why somebody cannot act, if so; the text wants a name before it.
fn able_reason(person: &Person) -> Option<Reason> {
    let (body, carried) = (&person.body, person.carried_by.is_some());
    match (body.alive, body.conscious, body.can_move(), carried) {
        (false, ..) => Some(Reason::new("dead", "is dead")),
        (_, false, ..) => Some(Reason::new("unconscious", "is unconscious")),
        (_, _, false, _) => Some(Reason::new("spent", "has no strength left")),
        (.., true) => Some(Reason::new("carried", "is being carried")),
        (true, true, true, false) => None,
    }
}

/// Somebody in whatever state; what is so already is not ordered.
fn guidable(world: &World, person: PersonId, on: bool) -> Result<(), Reason> {
    match world.crew.person.get(person) {
        None => Err(Reason::new("no_such_person", "there is no such person aboard")),
        Some(who) if willingness::is_guided(who) == on => Err(Reason::new(
            "already",
            if on { "somebody guides them already" } else { "nobody guides them" },
        )),
        Some(_) => Ok(()),
    }
}

/// Whether an order would be kept now: the first act of it must be possible from here.
///
/// # Errors
/// The reason against it.
pub fn check(world: &World, by: PersonId, order: &Order) -> Result<(), Reason> {
    if let Order::Guide { on } = *order {
        return guidable(world, by, on);
    }
    let steps = order.steps(&world.class);
    let known = world.crew.person.get(by);
    if !known.is_some_and(|person| person.able_to(steps.first().copied())) {
        able(world, by)?;
        return Err(Reason::new("not_clear", "is not clear enough in the head"));
    }
    let Some(&first) = steps.first() else {
        return if matches!(order, Order::Stop {}) {
            Ok(())
        } else {
            Err(Reason::new("nowhere", "the ship has no place for that work"))
        };
    };
    world.crew.possible(&world.deckplan, &world.flows, &world.class, by, first)
}
