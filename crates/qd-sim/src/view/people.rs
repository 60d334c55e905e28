//! Whom one sees, whom the muster shows, and what one's own body tells.

use super::{View, VolunteerSeen};
use crate::command::Volunteer;
use crate::crew::{Department, Posture, Task};
use crate::id::{CompartmentId, PersonId, PortalId, SeatId};
use crate::procedure::Role;
use crate::world::World;
use serde::{Deserialize, Serialize};

/// Fitness below which somebody counts as hurt, whatever weighs them down at the moment (chosen number).
const HURT_BELOW: f64 = 0.7;
/// Ticks between two rounds of the muster: communicators report every 5 s.
const MUSTER_TICKS: u32 = 5 * crate::TICKS_PER_SECOND;

/// What one's own body tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BodySense {
    /// Alive.
    pub alive: bool,
    /// Alive and awake.
    pub conscious: bool,
    /// Can give and take words.
    pub lucid: bool,
    /// How far the body does what is asked of it, 0..=1.
    pub fitness: f64,
    /// Pain, 0..=1.
    pub pain: f64,
    /// Sight left, 0..=1.
    pub sight: f64,
    /// Load felt, standard gravities.
    pub felt_g: f64,
    /// Share of work light around, 0..=1.
    pub light: f64,
    /// Temperature of the air around, K, as skin tells it.
    pub air_temperature_k: f64,
    /// Where one is.
    pub compartment: Option<CompartmentId>,
    /// How one holds oneself.
    pub posture: Posture,
    /// Buckled in.
    pub strapped: bool,
    /// Holding on.
    pub braced: bool,
    /// Busy: walking, working, or on an errand.
    pub busy: bool,
    /// Speaking, or with something still to say.
    pub speaking: bool,
    /// Where one is walking to.
    pub to_compartment: Option<CompartmentId>,
    /// What one works at.
    pub task: Option<Task>,
    /// Share of it still to do, 0..=1, as one's hands find it, to a hundredth.
    pub task_left: Option<f64>,
    /// How long that takes at one's present pace, whole s.
    pub task_left_s: Option<f64>,
    /// One's own breaths, whole ones per minute: foul air is felt by them.
    pub breathing_per_min: f64,
    /// Whom one carries.
    pub carrying_person: Option<PersonId>,
    /// One's own hand at this door's glass.
    pub hand_at_portal: Option<PortalId>,
}

/// How somebody seems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vitality {
    /// Nothing to see.
    Fit,
    /// Hurt or spent, on their feet.
    Hurt,
    /// Wants a medic.
    Casualty,
    /// Unconscious.
    Unconscious,
    /// Dead.
    Dead,
}

/// Somebody seen or mustered.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonSeen {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub compartment: CompartmentId,
    /// How they seem.
    pub vitality: Vitality,
    /// In the same compartment, seen with one's own eyes; not through glass nor by the muster.
    pub beside: bool,
    /// A hand raised to this door's glass.
    pub hand_at_portal: Option<PortalId>,
    /// How they hold themselves.
    pub posture: Posture,
    /// The department whose badge they wear.
    pub department: Department,
    /// The console they sit at.
    pub seat: Option<SeatId>,
    /// As eyes tell: cannot get up and walk, would have to be carried.
    pub helpless: bool,
    /// Walking, working or on the way to it.
    pub busy: bool,
    /// Hurt, and getting worse: pulse and pressure, felt or by communicator.
    pub sinking: bool,
}

pub(super) fn body_sense(world: &World, person: PersonId) -> BodySense {
    let who = &world.crew.person[person];
    let body = &who.body;
    let compartment = who.compartment;
    let left = who.job.and_then(|job| Some((job.left_s?, job.whole_s?, job.task)));
    BodySense {
        alive: body.alive,
        conscious: body.alive && body.conscious,
        lucid: body.lucid(),
        fitness: body.fitness,
        pain: body.pain,
        sight: body.sight,
        felt_g: body.load_g,
        light: world.flows.light[compartment],
        air_temperature_k: world.air.room.get(compartment).map_or(0.0, |room| room.temperature_k),
        compartment: Some(compartment),
        posture: who.posture,
        strapped: who.strapped,
        braced: who.braced,
        busy: who.walk.is_some() || who.job.is_some() || who.errand.is_some(),
        speaking: world.comms.ears.get(person).is_some_and(|ears| ears.speaks_until_tick > world.tick)
            || world.flows.speech.iter().any(|speech| speech.by_person == person),
        to_compartment: who.walk.as_ref().map(|walk| walk.to),
        task: who.job.as_ref().map(|job| job.task),
        task_left: left.map(|(left_s, whole_s, _)| percent((left_s / whole_s).clamp(0.0, 1.0))),
        task_left_s: left.and_then(|(left_s, _, task)| {
            let (effort_s, _) = world.crew.pace(person, task, &world.flows);
            (effort_s > 0.0).then(|| libm::ceil(left_s / effort_s * crate::TICK_S))
        }),
        breathing_per_min: libm::round(body.vital.breathing_per_min),
        carrying_person: who.carrying,
        hand_at_portal: who.hand_at,
    }
}

/// To a hundredth.
fn percent(share: f64) -> f64 {
    libm::round(share * 100.0) / 100.0
}

pub(super) fn vitality(world: &World, person: PersonId) -> Vitality {
    let body = &world.crew.person[person].body;
    if !body.alive {
        Vitality::Dead
    } else if !body.conscious {
        Vitality::Unconscious
    } else if body.casualty() {
        Vitality::Casualty
    } else if body.fitness_unloaded() < HURT_BELOW {
        Vitality::Hurt
    } else {
        Vitality::Fit
    }
}

/// Somebody as they seem: `by_eye`, or by what their communicator sends. Pulse and pressure take either a hand or that.
fn seen(world: &World, person: PersonId, by_eye: bool, beside: bool) -> PersonSeen {
    let who = &world.crew.person[person];
    PersonSeen {
        person,
        compartment: who.compartment,
        vitality: vitality(world, person),
        beside,
        hand_at_portal: if by_eye { who.hand_at } else { None },
        posture: who.posture,
        department: world.crew.roster[person].department,
        seat: who.seat,
        helpless: by_eye && !who.body.can_move(),
        busy: who.walk.is_some() || who.job.is_some() || who.errand.is_some(),
        sinking: (beside || world.comms.communicator_works(&world.class, &world.crew, person))
            && who.body.casualty()
            && who.body.vital.sinking(),
    }
}

/// Those in the same compartment and beyond glass, seen if there is light and sight for it.
pub(super) fn beside_into(world: &World, person: PersonId, view: &mut View) {
    if view.body.sight <= 0.1 || view.body.light <= 0.01 {
        return;
    }
    let here = world.crew.person[person].compartment;
    for other in world.crew.in_compartment(here) {
        if other != person {
            view.people.push(seen(world, other, true, true));
        }
    }
    for (_, row) in world.class.deckplan.portal.iter().filter(|(_, row)| row.glass) {
        let Some(beyond) = row.beyond(here) else { continue };
        // What is dark over there is not seen from here.
        if world.flows.light[beyond] > 0.01 {
            let others = world.crew.in_compartment(beyond);
            view.people.extend(others.map(|other| seen(world, other, true, false)));
        }
    }
}

/// Who answers the muster and is not fit: life signs by communicator, shown to captain, operations and medical.
pub(super) fn muster_into(world: &World, seat: SeatId, view: &mut View) {
    // Polling 430 communicators takes a while: between two rounds a console shows none, and its officer remembers.
    if (world.tick / 10) % (MUSTER_TICKS / 10) != u32::from(seat.0) % (MUSTER_TICKS / 10) {
        return;
    }
    for seen in muster(world, seat) {
        if Some(seen.compartment) != view.body.compartment && view.person_seen(seen.person).is_none() {
            view.people.push(seen);
        }
    }
}

/// The muster as a console would take it now: everybody not fit whose communicator works; nobody at a console that
/// takes none. Whoever asks keeps to the five seconds between two rounds.
#[must_use]
pub fn muster(world: &World, seat: SeatId) -> Vec<PersonSeen> {
    let role = world.class.command.seat[seat].role;
    if !matches!(role, Role::Captain | Role::Operations | Role::Medical) || !super::console_works(world, seat)
    {
        return Vec::new();
    }
    let people = world.crew.person.ids().filter(|person| {
        vitality(world, *person) != Vitality::Fit
            && world.comms.communicator_works(&world.class, &world.crew, *person)
    });
    people.map(|person| seen(world, person, false, false)).collect()
}

/// What a volunteer said of themselves, and what their file says.
pub(super) fn volunteer(world: &World, offer: &Volunteer, task: Task) -> VolunteerSeen {
    let Volunteer { person, fitness, distance_m, .. } = *offer;
    let skill = world.crew.roster[person].skill(task.skill());
    VolunteerSeen { person, skill, fitness, distance_m }
}
