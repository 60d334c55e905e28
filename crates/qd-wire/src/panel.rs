//! What a place is shown, in panels: a page opens those it draws and is sent no others. Everything here comes from the
//! simulation's view of the place; nothing is looked up in the world on the way.

use crate::plain::{plain, resolved, shown};
use qd_sim::command::{self, Addressee, Condition, Directive, LogEntry, LogWhat, OpenDirective, Standing};
use qd_sim::comms::{self, End, FactKind, Message, Way};
use qd_sim::crew::Task;
use qd_sim::flight::PathPoint;
use qd_sim::instruments::Band;
use qd_sim::names::Space;
use qd_sim::order::Reason;
use qd_sim::reading::Quality;
use qd_sim::view::{
    BodySense, BreakerSeen, ControllerSeen, CorePanel, Display, DoorSeen, EngineSeen, FacingSeen, LoadSeen,
    Outside, PatientSeen, PersonSeen, PersonTruth, RoomTruth, ShipTruth, SourceSeen, Steering, Truth, View,
    VolunteerSeen, WaySeen,
};
use qd_sim::{Cause, Event, EventKind, Order, PersonId, SeatId};
use qd_words::Speaker;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Names of panels, as pages open them: the members of [`Panels`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the member of `Panels` of its name")]
pub enum Panel {
    Me,
    Readings,
    Grid,
    Loads,
    Core,
    Machines,
    Orders,
    Talk,
    People,
    Patients,
    Path,
    Ways,
    Log,
    Outside,
    Truth,
    Events,
    Notes,
}

/// Every panel, each one member of `full` and `patch` in a view; only those that the page opened are there.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Panels {
    /// Whose view it is.
    pub me: Option<Me>,
    /// What devices say, by instrument.
    pub readings: Option<BTreeMap<String, Shown>>,
    /// The grid.
    pub grid: Option<Grid>,
    /// Consumers whose controller answers, by load.
    pub loads: Option<BTreeMap<String, LoadSeen>>,
    /// The core's own panel.
    pub core: Option<CoreShown>,
    /// Engines, shields, doors.
    pub machines: Option<Machines>,
    /// What is asked of one, and what one asked.
    pub orders: Option<Orders>,
    /// Calls, and what was heard.
    pub talk: Option<Talk>,
    /// Who is seen, by one's own eyes or by the muster; by person.
    pub people: Option<BTreeMap<String, PersonSeen>>,
    /// Signs of patients by person.
    pub patients: Option<BTreeMap<String, PatientSeen>>,
    /// Points of the path ahead; none while nothing computes it.
    pub path: Option<Vec<PathPoint>>,
    /// Where one can go on foot.
    pub ways: Option<Ways>,
    /// The ship's log, by the event of each line.
    pub log: Option<BTreeMap<String, Line>>,
    /// The main screen, ten times a second.
    pub outside: Option<Screen>,
    /// What is so; for the flight director alone, once a second.
    pub truth: Option<Known>,
    /// What happened lately, by event; for the flight director alone.
    pub events: Option<BTreeMap<String, Happened>>,
    /// What the flight director wrote down, by number; for the flight director alone.
    pub notes: Option<BTreeMap<String, Note>>,
}

/// What is so.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Known {
    /// The ship as a whole.
    pub ship: ShipTruth,
    /// Every room by compartment.
    pub rooms: BTreeMap<String, RoomTruth>,
    /// Everybody by person.
    pub people: BTreeMap<String, PersonTruth>,
}

/// The core's own panel.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoreShown {
    /// What it says; none while it is dark.
    pub answers: Option<CorePanel>,
}

/// The main screen.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Screen {
    /// What it shows; none while it is dark.
    pub shows: Option<Outside>,
}

/// Whose view it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Me {
    /// Whoever one is; none while the chair is empty.
    pub person: Option<PersonId>,
    /// The chair; none on foot.
    pub seat: Option<SeatId>,
    /// The console has power.
    pub console_works: bool,
    /// What one's own body tells.
    pub body: BodySense,
    /// Who has the conn, as one last learnt.
    pub conn_person: Option<PersonId>,
    /// The alert condition, as one last learnt.
    pub condition: Condition,
    /// Who sits where, by seat: only those that are filled.
    pub holders: BTreeMap<String, String>,
    /// What one knows of.
    pub known: Vec<FactKind>,
    /// Dose that the work in the chamber is said to cost, Gy; 0 when not told.
    pub told_dose_gy: f64,
    /// How long one is said to live after it, s; 0 when not told.
    pub told_survival_s: f64,
}

/// What a device says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// In the device's unit, in whole steps of what it resolves.
    pub value: f64,
    /// What is needed, where something is needed.
    pub required: Option<f64>,
    /// Where it stands between its limits.
    pub band: Band,
    /// How far it can be trusted.
    pub quality: Quality,
    /// Tick of the measurement, where it is not good.
    pub tick: Option<u32>,
    /// What last moved it across a limit, where it is outside.
    pub cause: Option<Cause>,
}

/// The grid, as its controllers report it: what does not answer is not there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grid {
    /// By breaker.
    pub breakers: BTreeMap<String, BreakerSeen>,
    /// By controller; their own lamps always show.
    pub controllers: BTreeMap<String, ControllerSeen>,
    /// By source.
    pub sources: BTreeMap<String, SourceSeen>,
}

/// Machines whose devices answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Machines {
    /// By engine.
    pub engines: BTreeMap<String, EngineSeen>,
    /// By shield facing.
    pub facings: BTreeMap<String, FacingSeen>,
    /// By portal.
    pub doors: BTreeMap<String, DoorSeen>,
    /// What attitude control does.
    pub steering: Option<Steering>,
}

/// What is asked of one, and what one asked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Orders {
    /// Directives to this chair or person that still live, by order.
    pub mine: BTreeMap<String, Directed>,
    /// Directives one gave, by order, as far as one has been told.
    pub given: BTreeMap<String, Directed>,
    /// Calls for volunteers one made, by order.
    pub volunteers: BTreeMap<String, Asked>,
}

/// A directive.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Directed {
    /// Tick in which it was given.
    pub tick: u32,
    /// Who gave it.
    pub by_person: PersonId,
    /// For whom.
    pub to: Addressee,
    /// What is to be done.
    pub directive: Directive,
    /// The same in words that follow "to".
    pub text: String,
    /// How it stands.
    pub standing: Standing,
    /// Tick of that.
    pub standing_tick: u32,
    /// Who took it on or declined it.
    pub answered_by_person: Option<PersonId>,
    /// Why it was declined or could not be done.
    pub reason: Option<Reason>,
}

/// A call for volunteers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked {
    /// Tick.
    pub tick: u32,
    /// The task.
    pub task: Task,
    /// The same in words that follow "to".
    pub text: String,
    /// Who offered themselves.
    pub offers: BTreeMap<String, VolunteerSeen>,
    /// Who was sent.
    pub sent_person: Option<PersonId>,
}

/// Calls and words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Talk {
    /// By call: those that ring here or are talked on.
    pub calls: BTreeMap<String, Call>,
    /// By utterance, rising: what was heard lately.
    pub heard: BTreeMap<String, Heard>,
}

/// A call, as one end has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Call {
    /// This end was called.
    pub incoming: bool,
    /// Somebody has answered.
    pub answered: bool,
    /// One called or answered oneself.
    pub own: bool,
    /// The other end.
    pub other: End,
    /// Tick since when it rings or is talked on.
    pub since_tick: u32,
}

/// Something heard.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Heard {
    /// When.
    pub tick: u32,
    /// Who spoke.
    pub by_person: PersonId,
    /// How it came.
    pub way: Way,
    /// What.
    pub message: Message,
    /// The same in words that follow the speaker's name.
    pub text: String,
}

/// Where one can go.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ways {
    /// By portal: the ways out of here.
    pub out: BTreeMap<String, WaySeen>,
    /// Time at a walk by compartment, s: those one can get to.
    pub walk_s: BTreeMap<String, f64>,
}

/// A line of the ship's log.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// When.
    pub tick: u32,
    /// In a sentence.
    pub text: String,
    /// The event.
    pub cause: Cause,
    /// What all hands were told, where it is that.
    pub announced: Option<FactKind>,
}

/// Something that happened, as the flight director is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Happened {
    /// When.
    pub tick: u32,
    /// In a sentence.
    pub text: String,
    /// The event.
    pub cause: Cause,
    /// What it is about.
    pub topic: About,
    /// Whose act it is, or to whom it happened.
    pub person: Option<PersonId>,
    /// Of whom something was asked.
    pub to: Option<Addressee>,
}

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Who commands, what was asked and what became of it.
    Orders,
    /// Calls, and what was said.
    Words,
    /// Bodies and what they do.
    People,
    /// Devices and their limits.
    Readings,
    /// Everything of the ship herself.
    Ship,
}

/// A note of the flight director's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Note {
    /// When it was written.
    pub tick: u32,
    /// What.
    pub text: String,
    /// The player it was said to, or `all`; none when it was only written down.
    pub to: Option<String>,
}

/// What a place is shown now: the panels asked for, as plain values.
#[derive(Clone, Copy, Debug)]
pub struct Shows<'a> {
    /// What its person knows.
    pub view: &'a View,
    /// What its screen draws besides.
    pub display: &'a Display,
    /// The log that its console shows.
    pub log: &'a [LogEntry],
    /// The main screen, where it is seen from here.
    pub outside: Option<&'a Outside>,
    /// What is so; only for the director's place.
    pub truth: Option<&'a Truth>,
    /// What happened lately; only for the director's place.
    pub events: &'a [Event],
    /// Every order so far, so that an event says which it is about.
    pub orders: &'a [Order],
    /// What the director wrote down; only for the director's place.
    pub notes: &'a [Note],
    /// Words and keys.
    pub speaker: &'a Speaker,
}

impl Shows<'_> {
    /// The panels asked for.
    #[must_use]
    pub fn panels(&self, open: impl IntoIterator<Item = Panel>) -> Panels {
        let (view, display, names) = (self.view, self.display, &*self.speaker.names);
        let person = |person: PersonId| names.key(Space::Person, person.0);
        let mut panels = Panels::default();
        for panel in open {
            match panel {
                Panel::Me => panels.me = Some(self.me()),
                Panel::Readings => panels.readings = Some(self.readings()),
                Panel::Grid => panels.grid = Some(self.grid()),
                Panel::Loads => {
                    panels.loads = Some(by(&display.loads, |row| names.key(Space::Load, row.load.0)));
                }
                Panel::Core => panels.core = Some(CoreShown { answers: view.core }),
                Panel::Machines => panels.machines = Some(self.machines()),
                Panel::Orders => panels.orders = Some(self.orders()),
                Panel::Talk => panels.talk = Some(self.talk()),
                Panel::People => panels.people = Some(by(&view.people, |row| person(row.person))),
                Panel::Patients => panels.patients = Some(by(&display.patients, |row| person(row.person))),
                Panel::Path => panels.path = Some(display.path.clone()),
                Panel::Ways => panels.ways = Some(self.ways()),
                Panel::Log => panels.log = Some(self.lines()),
                Panel::Outside => panels.outside = Some(Screen { shows: self.outside.copied() }),
                Panel::Truth => panels.truth = self.truth.map(|truth| self.known(truth)),
                Panel::Events => panels.events = Some(self.happened()),
                Panel::Notes => panels.notes = Some(self.noted()),
            }
        }
        panels
    }

    /// The panels asked for as a page reads them: one value for each.
    #[must_use]
    pub fn values(&self, open: impl IntoIterator<Item = Panel>) -> Map<String, Value> {
        match plain(&self.panels(open), &self.speaker.names) {
            Value::Object(panels) => panels,
            _ => Map::new(),
        }
    }

    fn me(&self) -> Me {
        let view = self.view;
        let names = &self.speaker.names;
        let filled = view.seat_holder.iter().filter_map(|(seat, holder)| Some((seat, (*holder)?)));
        Me {
            person: view.person,
            seat: view.seat,
            console_works: view.console_works,
            body: view.body,
            conn_person: view.conn_person,
            condition: view.condition,
            holders: filled
                .map(|(seat, holder)| (names.key(Space::Seat, seat.0), names.key(Space::Person, holder.0)))
                .collect(),
            known: FactKind::ALL.into_iter().filter(|kind| view.knows(*kind)).collect(),
            told_dose_gy: view.told_dose_gy,
            told_survival_s: view.told_survival_s,
        }
    }

    fn readings(&self) -> BTreeMap<String, Shown> {
        let instruments = &self.speaker.class.instruments.instrument;
        let band_of = |device| {
            let alarm = self.view.alarms.iter().find(|alarm| alarm.instrument == device);
            alarm.map_or(Band::Normal, |alarm| alarm.band)
        };
        let shown = self.view.readings.iter().map(|reading| {
            let row = &instruments[reading.device];
            let band = band_of(reading.device);
            let shown = Shown {
                value: resolved(reading.value, row.resolution),
                required: reading.required,
                band,
                quality: reading.quality,
                tick: (reading.quality != Quality::Good).then_some(reading.tick),
                cause: (band != Band::Normal).then_some(reading.cause),
            };
            (row.key.clone(), shown)
        });
        shown.collect()
    }

    fn grid(&self) -> Grid {
        let (view, names) = (self.view, &self.speaker.names);
        Grid {
            breakers: by(&view.breakers, |row| names.key(Space::Breaker, row.breaker.0)),
            controllers: by(&view.controllers, |row| names.key(Space::Controller, row.controller.0)),
            sources: by(&view.sources, |row| names.key(Space::Source, row.source.0)),
        }
    }

    fn machines(&self) -> Machines {
        let (view, names) = (self.view, &self.speaker.names);
        let mut doors = by(&self.display.doors, |row| names.key(Space::Portal, row.portal.0));
        doors.append(&mut by(&view.doors, |row| names.key(Space::Portal, row.portal.0)));
        Machines {
            engines: by(&view.engines, |row| names.key(Space::Engine, row.engine.0)),
            facings: by(&view.facings, |row| names.key(Space::Facing, row.facing.0)),
            doors,
            steering: self.display.steering,
        }
    }

    fn orders(&self) -> Orders {
        let (view, names) = (self.view, &self.speaker.names);
        let directed = |open: &OpenDirective| {
            let text = qd_words::of_directive(self.speaker, &open.directive);
            let directed = Directed {
                tick: open.tick,
                by_person: open.by_person,
                to: open.to.clone(),
                directive: open.directive.clone(),
                text,
                standing: open.standing,
                standing_tick: open.standing_tick,
                answered_by_person: open.answered_by_person,
                reason: open.reason.clone(),
            };
            (shown(open.order), directed)
        };
        let asked = view.volunteers.iter().map(|call| {
            let asked = Asked {
                tick: call.tick,
                task: call.task,
                text: qd_words::of_task(self.speaker, call.task),
                offers: by(&call.volunteers, |row| names.key(Space::Person, row.person.0)),
                sent_person: call.sent_person,
            };
            (shown(call.order), asked)
        });
        Orders {
            mine: view.directives.iter().map(directed).collect(),
            given: view.given.iter().map(directed).collect(),
            volunteers: asked.collect(),
        }
    }

    fn talk(&self) -> Talk {
        let calls = self.view.calls.iter().map(|seen| {
            let call = Call {
                incoming: seen.incoming,
                answered: seen.answered,
                own: seen.own,
                other: seen.other,
                since_tick: seen.since_tick,
            };
            (seen.call.0.to_string(), call)
        });
        let heard = self.view.heard.iter().map(|seen| {
            let heard = Heard {
                tick: seen.tick,
                by_person: seen.by_person,
                way: seen.way,
                message: seen.message.clone(),
                text: qd_words::of_message(self.speaker, seen.by_person, &seen.message),
            };
            (seen.utterance.to_string(), heard)
        });
        Talk { calls: calls.collect(), heard: heard.collect() }
    }

    fn ways(&self) -> Ways {
        let (display, names) = (self.display, &self.speaker.names);
        let walk_s = display.walk_s.iter().zip(0_u16..).filter_map(|(time_s, compartment)| {
            Some((names.key(Space::Compartment, compartment), (*time_s)?.round()))
        });
        Ways {
            out: by(&display.ways, |row| names.key(Space::Portal, row.portal.0)),
            walk_s: walk_s.collect(),
        }
    }

    fn known(&self, truth: &Truth) -> Known {
        let names = &self.speaker.names;
        Known {
            ship: truth.ship,
            rooms: by(&truth.rooms, |row| names.key(Space::Compartment, row.compartment.0)),
            people: by(&truth.people, |row| names.key(Space::Person, row.person.0)),
        }
    }

    fn happened(&self) -> BTreeMap<String, Happened> {
        let told = self.events.iter().map(|event| {
            let cause = Cause::Event(event.id);
            let happened = Happened {
                tick: event.id.tick,
                text: qd_words::of_event_among(self.speaker, event, self.orders),
                cause,
                topic: About::of(&event.kind),
                person: doer(&event.kind),
                to: match &event.kind {
                    EventKind::Command(command::Event::Directed { to, .. }) => Some(to.clone()),
                    _ => None,
                },
            };
            (cause.to_string(), happened)
        });
        told.collect()
    }

    fn noted(&self) -> BTreeMap<String, Note> {
        self.notes.iter().enumerate().map(|(at, note)| (at.to_string(), note.clone())).collect()
    }

    /// By tick and number within it, so that a line that came is the only thing that changed.
    fn lines(&self) -> BTreeMap<String, Line> {
        let lines = self.log.iter().map(|entry| {
            let text = match &entry.what {
                LogWhat::Happened { kind } => {
                    let text = qd_words::of_kind_among(self.speaker, kind, self.orders);
                    self.speaker.capital(&text)
                }
                LogWhat::Entry { by_person, text } => format!("{}: {text}", self.speaker.person(*by_person)),
            };
            let announced = match &entry.what {
                LogWhat::Happened { kind } => announced(kind),
                LogWhat::Entry { .. } => None,
            };
            (entry.cause.to_string(), Line { tick: entry.tick, text, cause: entry.cause, announced })
        });
        lines.collect()
    }
}

impl About {
    fn of(kind: &EventKind) -> Self {
        match kind {
            EventKind::Command(_) | EventKind::Order(_) => Self::Orders,
            EventKind::Comms(_) => Self::Words,
            EventKind::Crew(_) => Self::People,
            EventKind::Instruments(_) => Self::Readings,
            _ => Self::Ship,
        }
    }
}

/// The fact that all hands were told.
fn announced(kind: &EventKind) -> Option<FactKind> {
    match kind {
        EventKind::Comms(comms::Event::Announced { message: Message::Report { what }, .. }) => {
            Some(what.kind())
        }
        _ => None,
    }
}

/// Whose act an event is, or to whom it happened: departments name them alike.
fn doer(kind: &EventKind) -> Option<PersonId> {
    let value = serde_json::to_value(kind).ok()?;
    let fields = value.as_object()?.values().next()?.as_object()?.values().next()?;
    let person =
        ["by_person", "person", "from_person"].iter().find_map(|field| fields.get(field)?.as_u64())?;
    u16::try_from(person).ok().map(PersonId)
}

fn by<T: Clone>(rows: &[T], key: impl Fn(&T) -> String) -> BTreeMap<String, T> {
    rows.iter().map(|row| (key(row), row.clone())).collect()
}
