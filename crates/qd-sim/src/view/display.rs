//! What a screen shows besides the [`View`](super::View): drawn for people, read by no officer.
//!
//! The same rules hold: machines whose controller or actuator answers, people whose communicator works or who are
//! beside one, a path only while the flight computer works. Left out: history, which each page keeps itself.

use super::{DoorSeen, console_works};
use crate::command::LogEntry;
use crate::crew::body::{STABLE_S, Vital};
use crate::crew::{Department, Person, Task};
use crate::deckplan::Passage;
use crate::flight::{Flight, Mode, PathPoint};
use crate::id::{CompartmentId, LoadId, PersonId, PortalId, SeatId};
use crate::procedure::Role;
use crate::world::World;
use serde::{Deserialize, Serialize};

/// Length of the path drawn, s.
const PATH_S: f64 = 900.0;
/// Most patients a screen lists: the worst first.
const PATIENTS_MAX: usize = 60;

/// What a page draws for one place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Display {
    /// Loads whose bus's controller answers (a seat that may order `power`).
    pub loads: Vec<LoadSeen>,
    /// Doors whose actuator answers (a seat that may order `deckplan`).
    pub doors: Vec<DoorSeen>,
    /// Vital signs by communicator or by hand (medical).
    pub patients: Vec<PatientSeen>,
    /// Where she goes if nothing changes (a seat that may order `flight`).
    pub path: Vec<PathPoint>,
    /// What attitude control does; none while the flight computer has no power.
    pub steering: Option<Steering>,
    /// Ways out of where one is (on foot).
    pub ways: Vec<WaySeen>,
    /// Time to every compartment at a walk, s, by the quickest way (on foot); none where every way is barred.
    pub walk_s: Vec<Option<f64>>,
}

/// What attitude control does.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Steering {
    /// What it was told.
    pub mode: Mode,
    /// The commanded attitude is held.
    pub held: bool,
    /// The hull's own trim, deg.
    pub own_trim_deg: f64,
}

/// A consumer, as its bus's controller reports it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoadSeen {
    /// Which.
    pub load: LoadId,
    /// Switched on.
    pub on: bool,
    /// Order of shedding: 1 is kept longest.
    pub priority: u8,
    /// Share of its wants that allocation leaves it, 0..=1.
    pub share: f64,
    /// Share of that which shedding leaves it, 0..=1.
    pub unshed: f64,
    /// It has failed and wants repair.
    pub failed: bool,
    /// Power it wants, W.
    pub wanted_w: f64,
    /// Power it gets, W.
    pub delivered_w: f64,
}

/// Somebody's signs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PatientSeen {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub compartment: CompartmentId,
    /// Heart rate, saturation, breathing, pressure.
    pub vital: Vital,
    /// Dose by their dosimeter, Gy.
    pub dose_gy: f64,
    /// Conscious.
    pub conscious: bool,
    /// Alive.
    pub alive: bool,
    /// By the dose so far, the time that somebody in the middle of people would have, s; none when it does not kill.
    pub dose_left_s: Option<f64>,
    /// Not in danger as things stand, by a hand on them: none while nobody of the medical department is beside them.
    pub stable: Option<bool>,
    /// Work of first aid that those beside them could still do, standard s; none while nobody has looked at their wounds.
    pub treatment_left_s: Option<f64>,
}

/// A way out of a room, as one who stands in it sees it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaySeen {
    /// The door, hatch, ladder or lift.
    pub portal: PortalId,
    /// What lies beyond.
    pub compartment: CompartmentId,
    /// How one gets through.
    pub passage: Passage,
    /// Share open, 0..=1.
    pub open: f64,
    /// Held shut against everybody.
    pub held: bool,
    /// Time to the middle of what lies beyond, s; none when barred.
    pub walk_s: Option<f64>,
}

/// What a console draws for whoever sits at it.
#[must_use]
pub fn display_of_seat(world: &World, seat: SeatId) -> Display {
    let class = &*world.class;
    let mut display = Display::default();
    let Some(person) = world.flows.seat_holder[seat] else { return display };
    if !console_works(world, seat) || !world.crew.person[person].body.conscious {
        return display;
    }
    let row = &class.command.seat[seat];
    let may = |word: &str| row.may.iter().any(|may| may == word);
    if may("power") {
        display.loads = loads(world);
    }
    if may("deckplan") {
        display.doors = doors(world);
    }
    if may("flight") && class.flight.computer_load.is_none_or(|load| world.flows.supply[load].function > 0.0)
    {
        display.path = world.flight.path(PATH_S);
        let Flight { mode, held, .. } = world.flight;
        display.steering = Some(Steering { mode, held, own_trim_deg: class.flight.trim_attack_deg });
    }
    if row.role == Role::Medical {
        display.patients = patients(world, person);
    }
    display
}

/// What somebody on foot sees of ways.
#[must_use]
pub fn display_of_person(world: &World, person: PersonId) -> Display {
    let who = &world.crew.person[person];
    if !who.body.conscious {
        return Display::default();
    }
    let (plan, here) = (&world.class.deckplan, who.compartment);
    let finite = |time_s: f64| time_s.is_finite().then_some(time_s);
    let ways = plan.neighbours(here).map(|(portal, compartment)| {
        let state = &world.deckplan.portal[portal];
        let barred = state.passage == Passage::Barred;
        let walk_s = world.deckplan.passage_s(plan, portal) + world.deckplan.walk_s(plan, here, compartment);
        WaySeen {
            portal,
            compartment,
            passage: state.passage,
            open: state.open,
            held: state.held.is_some(),
            walk_s: if barred { None } else { finite(walk_s) },
        }
    });
    let walk_s = plan.compartment.ids().map(|to| finite(world.deckplan.walk_s(plan, here, to)));
    Display { ways: ways.collect(), walk_s: walk_s.collect(), ..Display::default() }
}

/// The last `count` entries of the ship's log, oldest first: what a console that works shows.
#[must_use]
pub fn log_seen(world: &World, seat: SeatId, count: usize) -> &[LogEntry] {
    let entries = &world.command.log;
    if console_works(world, seat) { &entries[entries.len().saturating_sub(count)..] } else { &[] }
}

fn loads(world: &World) -> Vec<LoadSeen> {
    let class = &world.class.power;
    let answers = |load: LoadId| {
        let controller = class.bus[class.load[load].bus].controller;
        controller.is_some_and(|controller| world.power.controls(controller))
    };
    let seen = world.power.load.iter().filter(|(load, _)| answers(*load)).map(|(load, state)| LoadSeen {
        load,
        on: state.on,
        priority: state.priority,
        share: state.share,
        unshed: state.unshed,
        failed: state.failed.is_some(),
        wanted_w: world.flows.supply[load].demand_w,
        delivered_w: world.flows.supply[load].delivered_w,
    });
    seen.collect()
}

fn doors(world: &World) -> Vec<DoorSeen> {
    let powered = |load: LoadId| world.flows.supply[load].function > 0.0;
    let portals = world.class.deckplan.portal.iter();
    let answering = portals.filter(|(_, row)| row.load.is_some_and(powered));
    let seen = answering.map(|(portal, _)| {
        let state = &world.deckplan.portal[portal];
        DoorSeen { portal, open: state.open, held: state.held.is_some() }
    });
    seen.collect()
}

/// Those whose signs reach the medical console, the worst first.
fn patients(world: &World, medic: PersonId) -> Vec<PatientSeen> {
    let here = world.crew.person[medic].compartment;
    let answers = |person: PersonId| world.comms.communicator_works(&world.class, &world.crew, person);
    let reaches = |person: PersonId| world.crew.person[person].compartment == here || answers(person);
    // What only a hand finds is known beside the medic, and beside those of the department who report it.
    let at_work = world.crew.person.iter().filter(|(person, who)| {
        *person == medic
            || world.crew.roster[*person].department == Department::Medical
                && who.body.lucid()
                && answers(*person)
    });
    let at_work: Vec<(PersonId, CompartmentId)> = at_work.map(|(id, who)| (id, who.compartment)).collect();
    // How well the best of those beside somebody could treat them; none while nobody is beside them.
    let best_beside = |person: PersonId, compartment: CompartmentId| {
        let beside = at_work.iter().filter(|(_, here)| *here == compartment);
        let quality = |(medic, _): &(PersonId, CompartmentId)| {
            world.crew.pace(*medic, Task::Treat { person }, &world.flows).1
        };
        beside.map(quality).reduce(f64::max)
    };
    let ill = world.crew.person.iter().filter(|(person, who)| {
        (who.body.casualty() || !who.body.alive || who.body.dose_gy > 1.0) && reaches(*person)
    });
    let mut seen: Vec<PatientSeen> =
        ill.map(|(person, who)| patient(person, who, best_beside(person, who.compartment))).collect();
    let left_s = |patient: &PatientSeen| patient.dose_left_s.unwrap_or(f64::INFINITY);
    let calm = |patient: &PatientSeen| patient.stable.unwrap_or(!patient.vital.sinking());
    seen.sort_by(|one, other| {
        (!one.alive, calm(one)).cmp(&(!other.alive, calm(other))).then(left_s(one).total_cmp(&left_s(other)))
    });
    seen.truncate(PATIENTS_MAX);
    seen
}

fn patient(person: PersonId, who: &Person, best_beside: Option<f64>) -> PatientSeen {
    let body = &who.body;
    // How much this one bears nobody knows before: the middle of people counts.
    let left_s = body.dying_left_at_s(0.5);
    PatientSeen {
        person,
        compartment: who.compartment,
        vital: body.vital,
        dose_gy: body.dose_gy,
        conscious: body.conscious,
        alive: body.alive,
        dose_left_s: left_s.is_finite().then_some(left_s),
        stable: best_beside.map(|_| body.stable() && left_s > STABLE_S),
        treatment_left_s: best_beside.map(|quality| body.treatment_left_s(quality)),
    }
}
