//! What a seat or a person may know: readings, panels, people, calls, orders. Pure functions over the world; only
//! what instruments, calls and people have told, never the truth. This is all an officer or a page ever gets.
//!
//! Layout: `panel` what consoles report of machines that answer them; `display` what only a screen shows and no officer
//! reads; `outside` what the main screen shows; `perceived` what a seat can know of what happened; `truth`
//! what is so, for the flight director alone; `people` who is seen, and who answers the
//! muster; this file the rest. Everything that needs a screen is empty while the console has no power; what eyes
//! and ears give is there as long as the person is awake.

mod display;
mod outside;
mod panel;
mod people;
mod perceived;
mod truth;

pub use display::{
    Display, LoadSeen, PatientSeen, Steering, WaySeen, display_of_person, display_of_seat, log_seen,
};
pub use outside::{Outside, has_main_screen, outside};
pub use panel::{BreakerSeen, ControllerSeen, CorePanel, DoorSeen, EngineSeen, FacingSeen, SourceSeen};
pub use people::{BodySense, PersonSeen, Vitality, muster};
pub use perceived::{perceives, perceives_order};
pub use truth::{PersonTruth, RoomTruth, ShipTruth, Truth, grid_live, truth};

use crate::OrderId;
use crate::class::ShipClass;
use crate::command::{self, Addressee, Asked, Condition, LogEntry, OpenDirective, Standing};
use crate::comms::{Casualty, End, Fact, FactKind, Message, Way};
use crate::crew::Task;
use crate::crew::willingness::{self, ACCEPTS};
use crate::id::{CallId, CompartmentId, InstrumentId, PersonId, SeatId, Table};
use crate::instruments::{Band, Quantity};
use crate::order::Reason;
use crate::reading::{Quality, Reading};
use crate::world::World;
use serde::{Deserialize, Serialize};

/// Age after which a reading is no longer good, ticks: 2 s.
const STALE_TICKS: u32 = 2 * crate::TICKS_PER_SECOND;

/// What one person, at one console or on foot, knows now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Now.
    pub tick: u32,
    /// The chair; none on foot.
    pub seat: Option<SeatId>,
    /// Whose view it is; none when the chair is empty.
    pub person: Option<PersonId>,
    /// What their own body tells them.
    pub body: BodySense,
    /// The console has power.
    pub console_works: bool,
    /// Who has the conn, as this person last learnt.
    pub conn_person: Option<PersonId>,
    /// The alert condition, as this person last learnt.
    pub condition: Condition,
    /// Who sits where, as the consoles have logged it.
    pub seat_holder: Table<SeatId, Option<PersonId>>,
    /// What the devices shown here say, in order of device.
    pub readings: Vec<Reading>,
    /// Shown readings outside their limits.
    pub alarms: Vec<Alarm>,
    /// Breakers whose controller answers (a seat that may order `power`).
    pub breakers: Vec<BreakerSeen>,
    /// Controllers of the grid.
    pub controllers: Vec<ControllerSeen>,
    /// Sources whose controller answers.
    pub sources: Vec<SourceSeen>,
    /// The core's panel (a seat that may order `core`).
    pub core: Option<CorePanel>,
    /// Engines (a seat that may order `engines`).
    pub engines: Vec<EngineSeen>,
    /// Shield facings (a seat that may order `shields`).
    pub facings: Vec<FacingSeen>,
    /// Doors whose actuator answers, of the core's lock (a seat that may order `core` or `deckplan`).
    pub doors: Vec<DoorSeen>,
    /// Directives to this chair or person that still live, once heard; for whoever is guided also those to their department
    /// that nobody else has answered.
    pub directives: Vec<OpenDirective>,
    /// Those of them not answered yet that this person would rather not take on, and why.
    pub unwilling: Vec<(OrderId, Reason)>,
    /// Directives this person gave that still live or have lately ended, as far as they have been told.
    pub given: Vec<OpenDirective>,
    /// Calls that ring here or are talked on here.
    pub calls: Vec<CallSeen>,
    /// What this person heard lately, oldest first.
    pub heard: Vec<HeardSeen>,
    /// Kinds of fact this person knows: bit `FactKind as u32`.
    pub known: u32,
    /// Dose that the work in the chamber is said to cost, Gy; 0 when not told.
    pub told_dose_gy: f64,
    /// How long one is said to live after it, s; 0 when not told.
    pub told_survival_s: f64,
    /// Casualties this person has been told of or seen, and where.
    pub casualties: Vec<Casualty>,
    /// People beside this person, and those who answer the muster while this seat shows it.
    pub people: Vec<PersonSeen>,
    /// Calls for volunteers this person made, with who they heard offer themselves.
    pub volunteers: Vec<VolunteersSeen>,
    /// Last entries of the ship's log.
    pub log: Vec<LogEntry>,
}

/// A reading outside its limits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alarm {
    /// The device.
    pub instrument: InstrumentId,
    /// Where it stands.
    pub band: Band,
}

/// A call, as one end sees it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CallSeen {
    /// Its number.
    pub call: CallId,
    /// This end was called.
    pub incoming: bool,
    /// Somebody has answered it.
    pub answered: bool,
    /// This person called, or answered.
    pub own: bool,
    /// The other end.
    pub other: End,
    /// Tick in which it began to ring, or was answered.
    pub since_tick: u32,
}

/// Something heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeardSeen {
    /// Number of the utterance, rising.
    pub utterance: u32,
    /// When.
    pub tick: u32,
    /// Who spoke.
    pub by_person: PersonId,
    /// How it came.
    pub way: Way,
    /// What.
    pub message: Message,
}

/// A call for volunteers and its answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VolunteersSeen {
    /// The order that asked.
    pub order: OrderId,
    /// Who asked.
    pub by_person: PersonId,
    /// Tick in which it was ordered.
    pub tick: u32,
    /// It has been said; until then whoever asks has something else to say first.
    pub spoken: bool,
    /// The task.
    pub task: Task,
    /// Who offered themselves, with the skill in their file and how far they say they are.
    pub volunteers: Vec<VolunteerSeen>,
    /// Who was sent.
    pub sent_person: Option<PersonId>,
}

/// Somebody who offered themselves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct VolunteerSeen {
    /// Who.
    pub person: PersonId,
    /// Skill for the task by their personnel file, 0..=1.
    pub skill: f64,
    /// How fit they say they are, 0..=1.
    pub fitness: f64,
    /// Straight distance to the work from where they say they are, m; 0 when the work has no fixed place.
    pub distance_m: f64,
}

/// The view of the holder of `seat`.
#[must_use]
pub fn of_seat(world: &World, seat: SeatId) -> View {
    let mut view = View::default();
    of_seat_into(world, seat, &mut view);
    view
}

/// [`of_seat`], reusing the buffers of `view`.
pub fn of_seat_into(world: &World, seat: SeatId, view: &mut View) {
    view.clear();
    view.tick = world.tick;
    view.seat = Some(seat);
    let Some(person) = world.flows.seat_holder[seat] else { return };
    person_into(world, person, view);
    view.console_works = console_works(world, seat);
    if view.console_works {
        readings_into(world, seat, view);
        panel::into(world, seat, view);
        people::muster_into(world, seat, view);
        view.seat_holder.clone_from(&world.flows.seat_holder);
        let entries = &world.command.log;
        view.log.extend_from_slice(&entries[entries.len().saturating_sub(LOG_SEEN)..]);
    }
}

/// Log entries a view holds.
const LOG_SEEN: usize = 4;

/// The view of somebody on foot.
#[must_use]
pub fn of_person(world: &World, person: PersonId) -> View {
    let mut view = View::default();
    of_person_into(world, person, &mut view);
    view
}

/// [`of_person`], reusing the buffers of `view`.
pub fn of_person_into(world: &World, person: PersonId, view: &mut View) {
    view.clear();
    view.tick = world.tick;
    person_into(world, person, view);
}

/// What eyes and ears and one's own body give.
fn person_into(world: &World, person: PersonId, view: &mut View) {
    view.person = Some(person);
    view.body = people::body_sense(world, person);
    if let Some(known) = world.command.known.get(person) {
        view.conn_person = known.conn_person;
        view.condition = known.condition;
    }
    if !view.body.conscious {
        return;
    }
    people::beside_into(world, person, view);
    orders_into(world, person, view);
    ears_into(world, person, view);
    volunteers_into(world, person, view);
}

fn orders_into(world: &World, person: PersonId, view: &mut View) {
    for open in &world.command.directives {
        let mine = match &open.to {
            Addressee::Seat { seat } => view.seat == Some(*seat),
            Addressee::Person { person: to } => *to == person,
            // Whoever is of a mind of their own has answered it by now, or another has.
            Addressee::Department { department } => {
                let guided = willingness::is_guided(&world.crew.person[person]);
                let theirs = world.crew.roster[person].department == *department;
                let heard =
                    theirs && open.standing == Standing::Heard && has_heard(world, person, open.order);
                guided && (heard || open.answered_by_person == Some(person))
            }
        };
        let live = matches!(open.standing, Standing::Heard | Standing::Accepted | Standing::Refused);
        if mine && live {
            view.directives.push(open.as_taken());
            if open.standing == Standing::Heard {
                let asked = Asked { by_person: Some(open.by_person), insisted: open.insisted };
                let will = command::will_of(world, person, &open.directive, asked);
                if will.score < ACCEPTS {
                    view.unwilling.push((open.order, will.refusal()));
                }
            }
        }
        if open.by_person == person {
            view.given.push(open.as_told());
        }
    }
}

/// Somebody has lately heard a directive given.
fn has_heard(world: &World, person: PersonId, order: OrderId) -> bool {
    let given = |message: &Message| matches!(message, Message::Order { order: said, .. } if *said == order);
    world.comms.heard(person).any(|(said, _)| given(&said.message))
}

fn ears_into(world: &World, person: PersonId, view: &mut View) {
    let comms = &world.comms;
    if let Some(ears) = comms.ears.get(person) {
        view.known = ears.known;
        view.told_dose_gy = ears.told_dose_gy;
        view.told_survival_s = ears.told_survival_s;
        view.casualties.extend_from_slice(&ears.casualties);
    }
    for (said, way) in comms.heard(person) {
        view.heard.push(HeardSeen {
            utterance: said.utterance,
            tick: said.tick,
            by_person: said.by_person,
            way,
            message: said.message.clone(),
        });
    }
    let here = world.crew.person[person].compartment;
    for call in comms.calls_of(person, here) {
        let incoming = !is_end(call.from, person, here);
        view.calls.push(CallSeen {
            call: call.call,
            incoming,
            answered: call.answered_by_person.is_some(),
            own: call.from_person == person || call.answered_by_person == Some(person),
            other: if incoming { call.from } else { call.to },
            since_tick: call.since_tick,
        });
    }
}

fn is_end(end: End, person: PersonId, here: CompartmentId) -> bool {
    match end {
        End::Intercom { compartment } => compartment == here,
        End::Communicator { person: whose } => whose == person,
    }
}

fn volunteers_into(world: &World, person: PersonId, view: &mut View) {
    for call in &world.command.calls_for_volunteers {
        // Offers are made to whoever asked.
        if call.by_person != person {
            continue;
        }
        let volunteers = call
            .volunteers
            .iter()
            .filter(|offer| offer.heard)
            .map(|offer| people::volunteer(world, offer, call.task));
        view.volunteers.push(VolunteersSeen {
            order: call.order,
            by_person: call.by_person,
            tick: call.tick,
            spoken: !is_unsaid(world, call.order),
            task: call.task,
            volunteers: volunteers.collect(),
            sent_person: call.sent_person,
        });
    }
}

/// A call for volunteers still waits for its turn to be said.
fn is_unsaid(world: &World, order: OrderId) -> bool {
    let asks =
        |message: &Message| matches!(message, Message::VolunteerWanted { order: said, .. } if *said == order);
    world.flows.speech.iter().any(|speech| asks(&speech.message))
}

/// A console shows something only while its load has power to work.
fn console_works(world: &World, seat: SeatId) -> bool {
    let load = world.class.command.seat[seat].load;
    world.flows.supply[load].function > 0.0
}

fn readings_into(world: &World, seat: SeatId, view: &mut View) {
    for &id in world.instruments.shown.get(seat).map_or(&[][..], |shown| &shown[..]) {
        let mut reading = world.instruments.reading[id];
        // What nobody has measured for 2 s is no longer good, whatever the device last said of itself.
        if reading.quality == Quality::Good && world.tick > reading.tick + STALE_TICKS {
            reading.quality = Quality::Stale;
        }
        let band = world.instruments.band[id];
        if band != Band::Normal && reading.quality == Quality::Good {
            view.alarms.push(Alarm { instrument: id, band });
        }
        view.readings.push(reading);
    }
}

impl View {
    /// Forgets everything, keeping the buffers.
    pub fn clear(&mut self) {
        self.tick = 0;
        self.seat = None;
        self.person = None;
        self.body = BodySense::default();
        self.console_works = false;
        self.conn_person = None;
        self.condition = Condition::default();
        self.seat_holder.fill(None);
        self.readings.clear();
        self.alarms.clear();
        self.breakers.clear();
        self.controllers.clear();
        self.sources.clear();
        self.core = None;
        self.engines.clear();
        self.facings.clear();
        self.doors.clear();
        self.directives.clear();
        self.unwilling.clear();
        self.given.clear();
        self.calls.clear();
        self.heard.clear();
        self.known = 0;
        self.told_dose_gy = 0.0;
        self.told_survival_s = 0.0;
        self.casualties.clear();
        self.people.clear();
        self.volunteers.clear();
        self.log.clear();
    }

    /// The first trusted reading here of what `wanted` accepts.
    #[must_use]
    pub fn reading<'a>(
        &'a self,
        class: &'a ShipClass,
        wanted: impl Fn(Quantity) -> bool,
    ) -> Option<&'a Reading> {
        self.trusted(class).find(|(quantity, _)| wanted(*quantity)).map(|(_, reading)| reading)
    }

    /// Its value.
    #[must_use]
    pub fn value(&self, class: &ShipClass, wanted: Quantity) -> Option<f64> {
        self.reading(class, |quantity| quantity == wanted).map(|reading| reading.value)
    }

    /// All trusted readings with what they measure.
    pub fn trusted<'a>(&'a self, class: &'a ShipClass) -> impl Iterator<Item = (Quantity, &'a Reading)> {
        self.readings
            .iter()
            .filter(|reading| reading.quality == Quality::Good)
            .map(|reading| (class.instruments.instrument[reading.device].quantity, reading))
    }

    /// True when this person knows of such a fact.
    #[must_use]
    pub fn knows(&self, kind: FactKind) -> bool {
        self.known & (1 << kind as u32) != 0
    }

    /// The latest report heard that `wanted` accepts.
    pub fn report<T>(&self, wanted: impl Fn(Fact) -> Option<T>) -> Option<T> {
        self.heard.iter().rev().find_map(|heard| match heard.message {
            Message::Report { what } => wanted(what),
            _ => None,
        })
    }

    /// What is seen or told of somebody.
    #[must_use]
    pub fn person_seen(&self, person: PersonId) -> Option<&PersonSeen> {
        self.people.iter().find(|seen| seen.person == person)
    }
}
