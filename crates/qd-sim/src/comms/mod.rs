//! Intercom and communicators: tone, answer, talk, hang up; who hears.
//!
//! Consumes: supply of the intercom stations (`flows.supply`), speech (`flows.speech`), bodies and places (`crew`),
//! glass and doors (`deckplan`). Gives: what each person heard and knows (state, for views), what was heard this
//! tick (`flows.heard`, for `command`). Law: `docs/laws/comms.md`.

pub mod calls;
pub mod hearing;
pub mod knowing;
pub mod message;
pub mod words;

pub use message::{Fact, FactKind, Message, Topic, Way};

use crate::Cause;
use crate::class::{Scenario, ShipClass};
use crate::crew::Crew;
use crate::deckplan::Deckplan;
use crate::flows::{Flows, Speech};
use crate::id::{CallId, CompartmentId, LoadId, PersonId, SeatId, Table};
use crate::order::Reason;
use crate::world::{Given, Tick, World};
use serde::{Deserialize, Serialize};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Intercom stations; at most one in a compartment is used.
    #[serde(default)]
    pub intercom: Vec<Intercom>,
    /// What everybody wears.
    #[serde(default)]
    pub communicator: Communicator,
}

/// An intercom station: loudspeaker and microphone of one compartment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intercom {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Where it hangs.
    pub compartment: CompartmentId,
    /// What feeds it; several stations may share one.
    pub load: LoadId,
}

/// A personal communicator. Chosen numbers; see the law page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Communicator {
    /// Energy of a full battery, J.
    pub battery_j: f64,
    /// Power while waiting, W.
    pub standby_w: f64,
    /// Power while in a call, W.
    pub talk_w: f64,
    /// Total dose at which its electronics fail, Gy.
    pub fails_at_dose_gy: f64,
}

impl Default for Communicator {
    fn default() -> Self {
        Self { battery_j: 36_000.0, standby_w: 0.05, talk_w: 1.5, fails_at_dose_gy: 1_000.0 }
    }
}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// Charge of everybody's communicator, share of full in 0..=1; full when absent.
    pub communicator_charge: Option<f64>,
    /// What everybody aboard knows at the start.
    pub known: Vec<Fact>,
}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comms {
    /// Calls that ring or are talked over, oldest first; at most [`CALLS_MAX`].
    pub calls: Vec<Call>,
    /// Number of the next call.
    pub next_call: u16,
    /// What was said lately, oldest first; at most [`UTTERANCES_MAX`].
    pub utterances: Vec<Utterance>,
    /// Number of the next utterance.
    pub next_utterance: u32,
    /// What each person has heard and knows.
    pub ears: Table<PersonId, Ears>,
}

/// Share of its rating that an intercom station takes while it listens (chosen number).
const LISTENING: f64 = 0.1;
/// Most calls at a time.
pub const CALLS_MAX: u16 = 32;
/// Most utterances kept.
pub const UTTERANCES_MAX: u16 = 512;
/// Most that one person has still to say before they begin on something else.
const UNSAID_MAX: usize = 16;
/// Most entries of what one person has heard.
pub const HEARD_MAX: u16 = 16;

/// A call between two ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// Its number.
    pub call: CallId,
    /// The end that called.
    pub from: End,
    /// The end that is called.
    pub to: End,
    /// Who called.
    pub from_person: PersonId,
    /// Who answered, once somebody has.
    pub answered_by_person: Option<PersonId>,
    /// Tick in which it began to ring, or was answered.
    pub since_tick: u32,
    /// The event of its standing.
    pub cause: Cause,
}

/// One end of a call: a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The intercom of a compartment.
    Intercom {
        /// Where.
        compartment: CompartmentId,
    },
    /// Somebody's communicator.
    Communicator {
        /// Whose.
        person: PersonId,
    },
}

/// Something said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Utterance {
    /// Its number.
    pub utterance: u32,
    /// Tick.
    pub tick: u32,
    /// Who spoke.
    pub by_person: PersonId,
    /// What.
    pub message: Message,
    /// The event of its being said.
    pub cause: Cause,
}

/// An entry of what somebody has heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Number of the utterance.
    pub utterance: u32,
    /// How it came.
    pub way: Way,
}

/// Somebody hurt, missing or dead, as another knows of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Casualty {
    /// Who.
    pub person: PersonId,
    /// Where they lie, by the last news or glance; none when nobody has told.
    pub compartment: Option<CompartmentId>,
}

/// What one person has heard and knows, and their communicator.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ears {
    /// The last things heard, oldest first; at most [`HEARD_MAX`].
    pub heard: Vec<Heard>,
    /// Kinds of fact known: bit `FactKind as u32`.
    pub known: u32,
    /// Dose that realigning is said to cost, Gy; 0 when not known.
    pub told_dose_gy: f64,
    /// How long one is said to live after it, s.
    pub told_survival_s: f64,
    /// The event by which they last learnt something.
    pub cause: Cause,
    /// Tick in which the ship is said to be lost if nothing is done.
    pub fall_ends_tick: Option<u32>,
    /// Topics spoken of at deathbeds, to whom: bit `Topic as u32`; the last twelve they spoke to.
    pub said: Vec<(PersonId, u32)>,
    /// Casualties known of, the latest last; at most 4.
    pub casualties: Vec<Casualty>,
    /// Energy left in the communicator, J.
    pub battery_j: f64,
    /// Tick in which this person last spoke by an order of their player's.
    pub own_words_tick: Option<u32>,
    /// Tick in which this person last spoke of themselves.
    pub words_tick: Option<u32>,
    /// Tick in which what they say now is out.
    pub speaks_until_tick: u32,
}

/// What can be ordered here. Of several `to_` fields exactly one is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// Call somebody or some place.
    Call {
        /// Whoever holds this chair.
        #[serde(default)]
        to_seat: Option<SeatId>,
        /// This person, wherever they are.
        #[serde(default)]
        to_person: Option<PersonId>,
        /// Whoever is there.
        #[serde(default)]
        to_compartment: Option<CompartmentId>,
    },
    /// Answer a ringing call: the named one, or the oldest that rings here.
    Answer {
        /// Which.
        #[serde(default)]
        call: Option<CallId>,
    },
    /// End the calls one is talking or calling on.
    HangUp {},
    /// Say something to all who can hear: here, through glass, over calls.
    Say {
        /// What.
        message: Message,
    },
    /// Say something in every compartment whose intercom has power.
    Announce {
        /// What.
        message: Message,
    },
}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A tone: it rings at the other end.
    Called {
        /// The call.
        call: CallId,
        /// Who calls.
        from_person: PersonId,
        /// Who is called, if one person is.
        to_person: Option<PersonId>,
        /// Where it rings, if at an intercom.
        to_compartment: Option<CompartmentId>,
    },
    /// Somebody answered.
    Answered {
        /// The call.
        call: CallId,
        /// Who.
        by_person: PersonId,
    },
    /// A call could not be made, was not answered, or broke off.
    CallFailed {
        /// Who called.
        from_person: PersonId,
        /// Why.
        reason: Reason,
    },
    /// A call ended.
    HungUp {
        /// The call.
        call: CallId,
        /// Who hung up.
        by_person: PersonId,
    },
    /// Something was said.
    Said {
        /// Who spoke.
        by_person: PersonId,
        /// What.
        message: Message,
        /// Where.
        compartment: CompartmentId,
        /// Who heard it, by id.
        heard_persons: Vec<PersonId>,
    },
    /// Something was announced.
    Announced {
        /// Who spoke.
        by_person: PersonId,
        /// What.
        message: Message,
        /// Where it was heard.
        compartments: Vec<CompartmentId>,
    },
}

impl Comms {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(class: &ShipClass, scenario: &Scenario) -> Self {
        let charge = scenario.comms.communicator_charge.unwrap_or(1.0).clamp(0.0, 1.0);
        let mut ears = Ears { battery_j: charge * class.comms.communicator.battery_j, ..Ears::default() };
        for fact in &scenario.comms.known {
            ears.learn(*fact, 0);
        }
        Self { ears: Table::new(vec![ears; class.crew.count()]), ..Self::default() }
    }

    /// What it wants of the grid: a tenth of each station's rating to listen, all of it while it is talked over.
    pub fn demand(&self, flows: &mut Flows, cx: &Tick<'_>) {
        let (intercom, load) = (&cx.class.comms.intercom, &cx.class.power.load);
        for row in intercom {
            flows.demand_w[row.load] = LISTENING * load[row.load].rated_w;
        }
        for end in self.calls.iter().flat_map(|call| [call.from, call.to]) {
            let End::Intercom { compartment } = end else { continue };
            for row in intercom.iter().filter(|row| row.compartment == compartment) {
                flows.demand_w[row.load] = load[row.load].rated_w;
            }
        }
    }

    /// Carries out an order that passed [`check`].
    pub fn apply(&mut self, order: &Order, given: Given, crew: &Crew, flows: &mut Flows, cx: &mut Tick<'_>) {
        let (by_person, cause) = (given.by_person, given.cause);
        match order {
            Order::Call { .. } => self.call(order, given, crew, flows, cx),
            Order::Answer { call } => {
                if let Some(row) = self.rings_for(by_person, crew, *call) {
                    self.answer(row, by_person, cause, cx);
                }
            }
            Order::HangUp {} => self.hang_up(by_person, cause, cx),
            Order::Say { message } => {
                self.ears[by_person].own_words_tick = Some(cx.tick);
                if let Message::Words { to_person, topic } = *message {
                    self.ears[by_person].note_said(to_person, topic, cx.tick);
                }
                let message = message.clone();
                flows.speech.push(Speech { by_person, to_person: None, to_all: false, message, cause });
            }
            Order::Announce { message } if hearing::can_announce(self, by_person, crew, flows, cx.class) => {
                let message = message.clone();
                flows.speech.push(Speech { by_person, to_person: None, to_all: true, message, cause });
            }
            Order::Announce { .. } => {
                let reason =
                    Reason::new("no_power", "no intercom has power, or nothing reaches them from here");
                calls::fail(by_person, reason, cause, cx);
            }
        }
    }

    /// One tick: people see and speak (once a second), what was said is heard, calls go on or break off.
    pub fn step(&mut self, crew: &Crew, deckplan: &Deckplan, flows: &mut Flows, cx: &mut Tick<'_>) {
        if cx.every(crate::TICKS_PER_SECOND, 7) {
            self.drain(cx.class);
            self.see(crew, deckplan, flows, cx);
            self.talk(crew, deckplan, flows, cx);
        }
        self.deliver(crew, deckplan, flows, cx);
        self.step_calls(crew, flows, cx);
    }

    /// True when a person knows of such a fact.
    #[must_use]
    pub fn knows(&self, person: PersonId, kind: FactKind) -> bool {
        self.ears.get(person).is_some_and(|ears| ears.known & (1 << kind as u32) != 0)
    }

    /// What a person knows of somebody hurt, if they know of them.
    #[must_use]
    pub fn casualty(&self, person: PersonId, hurt: PersonId) -> Option<Casualty> {
        self.ears.get(person)?.casualties.iter().find(|known| known.person == hurt).copied()
    }

    /// What a person has heard, oldest first, with how it came.
    pub fn heard(&self, person: PersonId) -> impl Iterator<Item = (&Utterance, Way)> {
        let first = self.utterances.first().map_or(0, |utterance| utterance.utterance);
        let heard = self.ears.get(person).map_or(&[][..], |ears| &ears.heard[..]);
        heard.iter().filter_map(move |heard| {
            let row = usize::try_from(heard.utterance.checked_sub(first)?).ok()?;
            Some((self.utterances.get(row)?, heard.way))
        })
    }

    /// Calls that ring where a person can answer them, or that they talk on.
    pub fn calls_of(&self, person: PersonId, compartment: CompartmentId) -> impl Iterator<Item = &Call> {
        let at = move |end: End| match end {
            End::Intercom { compartment: here } => here == compartment,
            End::Communicator { person: whose } => whose == person,
        };
        self.calls.iter().filter(move |call| at(call.from) || at(call.to))
    }
}

/// Whether somebody has not too much left to say already.
///
/// # Errors
/// That they have.
pub fn has_breath(world: &World, by: PersonId) -> Result<(), Reason> {
    let waiting = world.flows.speech.iter().filter(|speech| speech.by_person == by).count();
    if waiting >= UNSAID_MAX {
        return Err(Reason::new("speaking", "let what you have begun to say come out first"));
    }
    Ok(())
}

/// Whether an order would be kept now.
///
/// # Errors
/// The reason against it.
pub fn check(world: &World, by: PersonId, order: &Order) -> Result<(), Reason> {
    match order {
        Order::Say { message } | Order::Announce { message } => {
            has_breath(world, by)?;
            message::check(world, message)
        }
        Order::Call { .. } | Order::Answer { .. } | Order::HangUp {} => calls::check(world, by, order),
    }
}

#[cfg(test)]
mod tests;
