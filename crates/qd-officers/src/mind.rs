//! What an officer has while thinking: a view, a memory, and the acts decided so far. Words that all roles share.

use qd_sim::command::{Addressee, Directive, OpenDirective, Order as CommandOrder, Standing};
use qd_sim::comms::{Fact, FactKind, Message};
use qd_sim::core::Phase;
use qd_sim::crew::Department;
use qd_sim::instruments::{Quantity, QuantityKind};
use qd_sim::order::{Act, Reason};
use qd_sim::power::Preset;
use qd_sim::procedure::Role;
use qd_sim::view::{PersonSeen, View, Vitality};
use qd_sim::{PersonId, SeatId, ShipClass, SourceId, TICKS_PER_SECOND, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What an officer remembers of the watch so far. It belongs to the chair: whoever takes it reads its log.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Who sat here last time.
    pub person: Option<PersonId>,
    /// Acts that were rejected since the last thought, with the reasons.
    pub rejected: Vec<(Act, Reason)>,
    /// When something was last done, tick.
    pub marks: BTreeMap<Mark, u32>,
    /// Things to be told, oldest first.
    pub outbox: Vec<Told>,
    /// The chair being called, and since when.
    pub calling: Option<(SeatId, u32)>,
    /// Utterance up to which everything heard has been taken in.
    pub heard_to: u32,
    /// People asked to go in who did not, or did not finish.
    pub tried_persons: Vec<PersonId>,
    /// Who went into the chamber, as told.
    pub inside_person: Option<PersonId>,
    /// Sources that cannot be started, as their controllers say.
    pub dead_sources: Vec<SourceId>,
    /// Breakers that tripped again after being closed, and how often.
    pub weak_breakers: BTreeMap<qd_sim::BreakerId, u8>,
    /// Casualties told of or sent for.
    pub casualties: BTreeMap<PersonId, Tended>,
    /// Who left this chair to be with whoever is inside.
    pub went_person: Option<PersonId>,
    /// Whoever went into the chamber is known to be dead.
    pub inside_dead: bool,
    /// Who was called in vain, or said to be silent.
    pub silent_persons: Vec<PersonId>,
    /// Foulness of the lock over its limit when its filters were first seen to run, at tick.
    pub lock: Option<(f64, u32)>,
    /// The preset that serves each need, by its place in the handbook, once looked up.
    pub preset_for: BTreeMap<Need, u16>,
    /// The allocation last ordered from here.
    pub preset: Option<String>,
    /// What attitude control was last told.
    pub attitude: Attitude,
    /// Offset of the core's elements when it last changed while the inner door stood open, m, at tick.
    pub offset: Option<(f64, u32)>,
    /// Share of full reaction last ordered, and whether the core has been seen to burn with it.
    pub output: Option<(f64, bool)>,
    /// Predicted dose and time of the work in the chamber, Gy and s, once worked out.
    pub cost: Option<(f64, f64)>,
    /// Time left before the ground, as last told: s, at tick.
    pub time_left: Option<(f64, u32)>,
}

/// What was done about somebody hurt.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tended {
    /// When they were last told of or sent for, tick.
    pub tick: u32,
    /// How they seemed then.
    pub vitality: Vitality,
    /// They were getting worse then.
    pub sinking: bool,
    /// Somebody has seen to them since.
    pub helped: bool,
    /// It is said that nothing more can be done there.
    pub spent: bool,
}

/// What attitude control was last told to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each names its order")]
pub enum Attitude {
    #[default]
    Unknown,
    Damp,
    Trim,
    Pitch(f64),
}

/// Something to be told to whoever holds a chair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// The chair.
    pub to_seat: SeatId,
    /// What.
    pub message: Message,
}

/// Time that an answer to an order is waited for, s: whoever answers may have others to answer first.
pub(crate) const ANSWER_S: f64 = 15.0;
/// Time after which silence about an order taken on means that nobody is at it any more, s.
const SILENCE_S: f64 = 180.0;

/// Things done whose time is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each names what was done")]
pub enum Mark {
    AlertSounded,
    BraceAnnounced,
    ConnTaken,
    ThrottleOrdered,
    FallReported,
    FallAnnounced,
    NeedAnnounced,
    SafeAnnounced,
    GridReported,
    CostReported,
    VolunteersAsked,
    VolunteersHeard,
    VolunteerSent,
    CoreReported,
    WentInTold,
    CoreAligned,
    InnerShut,
    LastResort,
    Struck,
    OutputSet,
    EnginesStopped,
    GlassCalled,
    InsideCalled,
    WentToGlass,
    BreakerClosed,
    BreakersLooked,
    BreakerRelieved,
    SourceStarted,
    CoreStarved,
    PresetSet,
    ShieldsRaised,
    Decontaminated,
    Deferred,
    CareAnew,
}

/// What an allocation is to serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Need {
    /// To hold the ship's attitude.
    Attitude,
    /// To start the core.
    Core,
}

impl Need {
    /// The groups of loads that it lives on.
    fn groups(self) -> &'static [&'static str] {
        match self {
            Self::Attitude => &["thrusters", "auxiliaries"],
            Self::Core => &["core", "controllers"],
        }
    }
}

/// The share that a preset gives a group of loads; all of it where it says nothing.
#[must_use]
pub fn share_of(preset: &Preset, group: &str) -> f64 {
    let named = preset.allocation.iter().find(|row| row.group == group);
    named.map(|row| row.share).or(preset.others).unwrap_or(1.0)
}

/// How an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// What it is for is so; the next may begin.
    Done,
    /// Under way.
    Busy,
}

/// An officer thinking.
#[derive(Debug)]
pub struct Mind<'a> {
    /// The ship's handbook.
    pub class: &'a ShipClass,
    /// Whose chair it is.
    pub role: Role,
    /// What is known.
    pub view: &'a View,
    /// What is remembered.
    pub memory: &'a mut Memory,
    /// What is decided.
    pub acts: &'a mut Vec<Act>,
    /// May decide over others' lives: no human has the conn, or the setting says so.
    pub initiative: bool,
}

impl Mind<'_> {
    /// Decides an act; the same one only once in a thought.
    pub fn act(&mut self, act: Act) {
        if !self.acts.contains(&act) {
            self.acts.push(act);
        }
    }

    /// The chair of a role.
    #[must_use]
    pub fn seat_of(&self, role: Role) -> Option<SeatId> {
        self.class.command.seat.iter().find(|(_, row)| row.role == role).map(|(seat, _)| seat)
    }

    /// True when this officer has the conn.
    #[must_use]
    pub fn has_conn(&self) -> bool {
        self.view.person.is_some() && self.view.conn_person == self.view.person
    }

    /// Seconds since something was marked; none when never.
    #[must_use]
    pub fn since_s(&self, mark: Mark) -> Option<f64> {
        let tick = self.memory.marks.get(&mark)?;
        Some(f64::from(self.view.tick - tick) / f64::from(TICKS_PER_SECOND))
    }

    /// Marks now.
    pub fn mark(&mut self, mark: Mark) {
        self.memory.marks.insert(mark, self.view.tick);
    }

    /// True, and marked, when it was never marked.
    pub fn once(&mut self, mark: Mark) -> bool {
        let first = !self.memory.marks.contains_key(&mark);
        if first {
            self.mark(mark);
        }
        first
    }

    /// True, and marked, at most once in `period_s`.
    pub fn every(&mut self, mark: Mark, period_s: f64) -> bool {
        let due = self.since_s(mark).is_none_or(|since| since >= period_s);
        if due {
            self.mark(mark);
        }
        due
    }

    /// The trusted reading of a quantity, in its unit.
    #[must_use]
    pub fn value(&self, quantity: Quantity) -> Option<f64> {
        self.view.value(self.class, quantity)
    }

    /// The least of all trusted readings of a kind.
    #[must_use]
    pub fn least(&self, kind: QuantityKind) -> Option<f64> {
        let found = self.view.trusted(self.class).filter(|(quantity, _)| quantity.kind() == kind);
        found.map(|(_, reading)| reading.value).min_by(f64::total_cmp)
    }

    /// Says something to all who hear.
    pub fn say(&mut self, message: Message) {
        self.act(Act::Comms(qd_sim::comms::Order::Say { message }));
    }

    /// Says something in every compartment.
    pub fn announce(&mut self, message: Message) {
        self.act(Act::Comms(qd_sim::comms::Order::Announce { message }));
    }

    /// Tells the holder of a chair something, by voice or call, once nothing older waits.
    pub fn tell(&mut self, role: Role, message: Message) {
        let Some(to_seat) = self.seat_of(role) else { return };
        let told = Told { to_seat, message };
        if self.view.seat != Some(to_seat) && !self.memory.outbox.contains(&told) {
            self.memory.outbox.push(told);
        }
    }

    /// Tells it as a report.
    pub fn report(&mut self, role: Role, what: Fact) {
        self.tell(role, Message::Report { what });
    }

    /// Sees to it that the holder of a role's chair has been told to do something; gives how that stands.
    pub fn direct(&mut self, role: Role, directive: Directive) -> Option<Standing> {
        let to_seat = self.seat_of(role)?;
        if self.view.seat == Some(to_seat) {
            return None;
        }
        let to = Addressee::Seat { seat: to_seat };
        let last = self.view.given.iter().rev().find(|open| open.to == to && open.directive == directive);
        match last.map(|open| (open.standing, open.standing_tick)) {
            None => self.give(Some(to_seat), None, None, directive),
            // What failed is asked again after a while: things may have changed.
            Some((Standing::Failed, tick)) if self.view.tick > tick + 60 * TICKS_PER_SECOND => {
                self.give(Some(to_seat), None, None, directive);
            }
            _ => {}
        }
        last.map(|open| open.standing)
    }

    /// Gives a directive.
    pub fn give(
        &mut self,
        to_seat: Option<SeatId>,
        to_person: Option<PersonId>,
        to_department: Option<Department>,
        directive: Directive,
    ) {
        self.act(Act::Command(CommandOrder::Direct { to_seat, to_person, to_department, directive }));
    }

    /// The last directive of this kind that this person gave.
    #[must_use]
    pub fn given(&self, wanted: impl Fn(&OpenDirective) -> bool) -> Option<&OpenDirective> {
        self.view.given.iter().rev().find(|open| wanted(open))
    }

    /// What was asked still has somebody at it, as far as this person can tell: an order not answered yet is given
    /// a while; one taken on holds until whoever took it is seen or said to be past it, or nothing has been heard of it for long.
    #[must_use]
    pub fn is_live(&self, open: &OpenDirective) -> bool {
        let since_s = f64::from(self.view.tick - open.standing_tick) / f64::from(TICKS_PER_SECOND);
        match open.standing {
            Standing::Given | Standing::Heard => since_s < ANSWER_S,
            Standing::Accepted => {
                let past = |person: PersonId| self.is_past_it(person);
                since_s < SILENCE_S && !open.answered_by_person.is_some_and(past)
            }
            Standing::Refused | Standing::Achieved | Standing::Failed => false,
        }
    }

    /// Keeps in mind that somebody does not answer.
    pub fn note_silent(&mut self, person: PersonId) {
        if !self.memory.silent_persons.contains(&person) {
            self.memory.silent_persons.push(person);
        }
    }

    /// Seen or said to be dead, unconscious or silent.
    #[must_use]
    pub fn is_past_it(&self, person: PersonId) -> bool {
        self.memory.silent_persons.contains(&person)
            || self.view.person_seen(person).is_some_and(|seen| seen.vitality >= Vitality::Unconscious)
    }

    /// The preset that serves a need: looked up in the handbook once, then known.
    pub fn preset_for(&mut self, need: Need) -> Option<String> {
        let known = self.memory.preset_for.get(&need).copied();
        let index = known.or_else(|| self.look_up_preset(need.groups()))?;
        self.memory.preset_for.insert(need, index);
        self.class.power.preset.get(usize::from(index)).map(|row| row.key.clone())
    }

    /// The preset that gives these groups most and takes least in all, by its place in the handbook.
    fn look_up_preset(&self, groups: &[&str]) -> Option<u16> {
        let power = &self.class.power;
        let rated_w: f64 = power.load.rows().iter().map(|load| load.rated_w).sum();
        let worth = |row: &Preset| {
            let wanted: f64 = groups.iter().map(|group| share_of(row, group)).sum();
            let taken_w: f64 =
                power.load.rows().iter().map(|load| load.rated_w * share_of(row, &load.group)).sum();
            wanted - 2.0 * taken_w / rated_w.max(1.0)
        };
        let presets = power.preset.iter().enumerate();
        let (index, _) = presets.max_by(|(_, one), (_, other)| worth(one).total_cmp(&worth(other)))?;
        u16::try_from(index).ok()
    }

    /// Orders an allocation, unless it was the last ordered from here.
    pub fn allocate(&mut self, preset: &str) {
        if self.memory.preset.as_deref() == Some(preset) {
            return;
        }
        self.memory.preset = Some(preset.to_owned());
        self.mark(Mark::PresetSet);
        self.act(Act::Power(qd_sim::power::Order::SetPreset { preset: preset.to_owned() }));
    }

    /// They know that she falls: somebody told them, or their own device for the time to the ground stands in alarm.
    #[must_use]
    pub fn knows_she_falls(&self) -> bool {
        let to_ground = self.view.reading(self.class, |quantity| quantity == Quantity::TimeToGround {});
        let alarms = |device| self.view.alarms.iter().any(|alarm| alarm.instrument == device);
        self.view.knows(FactKind::ShipFalling) || to_ground.is_some_and(|reading| alarms(reading.device))
    }

    /// Seconds left before the ground, by reading, else as last told.
    #[must_use]
    pub fn time_left_s(&self) -> Option<f64> {
        self.value(Quantity::TimeToGround {}).or_else(|| {
            let (left_s, tick) = self.memory.time_left?;
            Some((left_s - f64::from(self.view.tick - tick) / f64::from(TICKS_PER_SECOND)).max(0.0))
        })
    }

    /// People of a department seen here, fit, in no chair, and not under a directive of one's own.
    #[must_use]
    pub fn hands(&self, department: Department) -> Vec<PersonId> {
        let engaged = |person: PersonId| {
            let to = Addressee::Person { person };
            self.view
                .given
                .iter()
                .any(|open| self.is_live(open) && (open.answered_by_person == Some(person) || open.to == to))
        };
        let free = |seen: &&PersonSeen| {
            seen.beside
                && seen.vitality == Vitality::Fit
                && seen.department == department
                && seen.seat.is_none()
                && !seen.busy
                && !engaged(seen.person)
        };
        self.view.people.iter().filter(free).map(|seen| seen.person).collect()
    }

    /// The core runs, by its panel, else as heard.
    #[must_use]
    pub fn core_runs(&self) -> bool {
        let shown = self.view.core.map(|panel| panel.phase == Phase::Running);
        shown.unwrap_or_else(|| self.view.knows(FactKind::CoreRunning))
    }

    /// The grid has voltage, by every reading here, else as heard.
    #[must_use]
    pub fn grid_holds(&self) -> bool {
        let read = self.least(QuantityKind::BusVoltage).map(|voltage| voltage > 0.7);
        read.unwrap_or_else(|| self.view.knows(FactKind::PowerRestored))
    }

    /// Who holds the chair of a role, as the consoles or last memory have it.
    #[must_use]
    pub fn holder_of(&self, role: Role) -> Option<PersonId> {
        let seat = self.seat_of(role)?;
        let holders: &Table<SeatId, Option<PersonId>> = &self.view.seat_holder;
        holders.get(seat).copied().flatten()
    }
}
