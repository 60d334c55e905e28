//! What people tell each other: structured data that carries state, so that a listener can act on it and a page
//! can put it into words. No sentence is written here; only [`Message::Text`] holds a human's own.

use crate::cause::OrderId;
use crate::command::Directive;
use crate::crew::Task;
use crate::id::{CompartmentId, InstrumentId, PersonId, PortalId};
use crate::order::Reason;
use crate::world::World;
use serde::{Deserialize, Serialize};

/// Something told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Message {
    /// Telling what one knows.
    Report {
        /// What.
        what: Fact,
    },
    /// Asking for a report.
    Ask {
        /// About what.
        about: FactKind,
    },
    /// Telling somebody to do something; sent by a `command.direct` order, not by hand.
    Order {
        /// The order.
        order: OrderId,
        /// What is to be done.
        directive: Directive,
    },
    /// Taking an order on.
    Acknowledge {
        /// The order.
        order: OrderId,
    },
    /// Declining an order.
    Decline {
        /// The order.
        order: OrderId,
        /// Why.
        reason: Reason,
    },
    /// Telling whoever gave an order that it is done.
    Done {
        /// The order.
        order: OrderId,
    },
    /// Telling whoever gave an order that it cannot be done.
    NotDone {
        /// The order.
        order: OrderId,
        /// Why.
        reason: Reason,
    },
    /// Asking who will do a task.
    VolunteerWanted {
        /// The order that asks.
        order: OrderId,
        /// The task.
        task: Task,
    },
    /// Offering oneself for it.
    Volunteering {
        /// The order that asked.
        order: OrderId,
        /// Who.
        person: PersonId,
    },
    /// Asking the listener to come.
    ComeTo {
        /// Where.
        compartment: CompartmentId,
    },
    /// Hold on.
    Brace {},
    /// Words between two people, from their bond and what both know.
    Words {
        /// To whom.
        to_person: PersonId,
        /// About what.
        topic: Topic,
    },
    /// A human's own words.
    Text {
        /// The words.
        text: String,
    },
}

/// Something that can be known and told.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fact {
    /// The main grid is dead.
    GridLost {},
    /// Power is back, as far as the teller's readings go.
    PowerRestored {},
    /// The core's elements stand out of line.
    CoreMisaligned {
        /// By how much, mm.
        offset_mm: f64,
    },
    /// The core must be realigned by hand, and what that costs.
    RealignNeeded {
        /// Dose that the work is expected to give, Gy.
        dose_gy: f64,
        /// How long one is expected to live after it, s.
        survival_s: f64,
    },
    /// The core stands in line again.
    CoreAligned {
        /// Who did it.
        by_person: PersonId,
    },
    /// The core runs.
    CoreRunning {},
    /// She falls; without power she is lost.
    ShipFalling {
        /// Predicted time left, s.
        time_left_s: f64,
    },
    /// She climbs; the danger is over.
    ShipSafe {},
    /// The crew is to leave her.
    AbandonShip {},
    /// Somebody is hurt.
    Casualty {
        /// Who.
        person: PersonId,
        /// Where.
        compartment: CompartmentId,
    },
    /// Somebody is dead.
    Death {
        /// Who.
        person: PersonId,
    },
    /// Somebody went to do the work in the chamber.
    WentIn {
        /// Who.
        person: PersonId,
    },
    /// Somebody who was called does not answer.
    NoAnswer {
        /// Who.
        person: PersonId,
    },
    /// A door stands shut and may not be opened yet.
    DoorHeld {
        /// Which.
        portal: PortalId,
    },
    /// A reading.
    Reading {
        /// The device.
        instrument: InstrumentId,
        /// What it says, in its unit.
        value: f64,
    },
}

/// Kinds of [`Fact`], in the same order: the bits of what a person knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each names its fact")]
pub enum FactKind {
    GridLost,
    PowerRestored,
    CoreMisaligned,
    RealignNeeded,
    CoreAligned,
    CoreRunning,
    ShipFalling,
    ShipSafe,
    AbandonShip,
    Casualty,
    Death,
    WentIn,
    NoAnswer,
    DoorHeld,
    Reading,
}

impl FactKind {
    /// All kinds, in order.
    pub const ALL: [Self; 15] = [
        Self::GridLost,
        Self::PowerRestored,
        Self::CoreMisaligned,
        Self::RealignNeeded,
        Self::CoreAligned,
        Self::CoreRunning,
        Self::ShipFalling,
        Self::ShipSafe,
        Self::AbandonShip,
        Self::Casualty,
        Self::Death,
        Self::WentIn,
        Self::NoAnswer,
        Self::DoorHeld,
        Self::Reading,
    ];
}

impl Fact {
    /// Its kind.
    #[must_use]
    pub fn kind(self) -> FactKind {
        match self {
            Self::GridLost {} => FactKind::GridLost,
            Self::PowerRestored {} => FactKind::PowerRestored,
            Self::CoreMisaligned { .. } => FactKind::CoreMisaligned,
            Self::RealignNeeded { .. } => FactKind::RealignNeeded,
            Self::CoreAligned { .. } => FactKind::CoreAligned,
            Self::CoreRunning {} => FactKind::CoreRunning,
            Self::ShipFalling { .. } => FactKind::ShipFalling,
            Self::ShipSafe {} => FactKind::ShipSafe,
            Self::AbandonShip {} => FactKind::AbandonShip,
            Self::Casualty { .. } => FactKind::Casualty,
            Self::Death { .. } => FactKind::Death,
            Self::WentIn { .. } => FactKind::WentIn,
            Self::NoAnswer { .. } => FactKind::NoAnswer,
            Self::DoorHeld { .. } => FactKind::DoorHeld,
            Self::Reading { .. } => FactKind::Reading,
        }
    }
}

/// What words between two people are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Asking whether the ship is out of danger.
    AskShip,
    /// Telling that she is.
    ShipSafe,
    /// Telling that she is not yet.
    ShipNotYet,
    /// Thanks.
    Thanks,
    /// It hurts.
    Pain,
    /// Being afraid.
    Fear,
    /// Being there; easing it.
    Comfort,
    /// You should not have gone.
    Reproach,
    /// It had to be done.
    Duty,
    /// What the two are to each other.
    Bond,
    /// What is left to those who stay.
    Charge,
    /// Goodbye.
    Farewell,
    /// Sorrow, said to one who no longer hears.
    Grief,
}

/// How something was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// In the same compartment, or through an open door.
    Direct,
    /// Through glass.
    Glass,
    /// Over a call: intercom to intercom or communicator.
    Call,
    /// An announcement to all.
    Announcement,
}

/// Longest text, bytes.
pub const TEXT_MAX: usize = 400;

/// Whether a message can be said by hand: its ids exist, its numbers are numbers, its text is short enough.
///
/// # Errors
/// The reason against it.
pub fn check(world: &World, message: &Message) -> Result<(), Reason> {
    let known = |known: bool| {
        known
            .then_some(())
            .ok_or_else(|| Reason::new("unknown", "the message names something that is not aboard"))
    };
    let person = |person: PersonId| known(world.crew.person.get(person).is_some());
    let place = |here: CompartmentId| known(world.class.deckplan.compartment.get(here).is_some());
    match message {
        Message::Report { what } => check_fact(world, *what),
        Message::Order { .. } => {
            Err(Reason::new("use_direct", "orders to others are given by `command.direct`"))
        }
        Message::VolunteerWanted { .. } | Message::Volunteering { .. } => Err(Reason::new(
            "use_command",
            "volunteers are asked for and offer themselves by `command` orders",
        )),
        Message::ComeTo { compartment } => place(*compartment),
        Message::Words { to_person, .. } => person(*to_person),
        Message::Decline { reason, .. } | Message::NotDone { reason, .. } => text(&reason.text),
        Message::Text { text: words } => text(words),
        Message::Ask { .. } | Message::Acknowledge { .. } | Message::Done { .. } | Message::Brace {} => {
            Ok(())
        }
    }
}

/// Whether a text is neither empty nor too long.
///
/// # Errors
/// The reason against it.
pub fn text(text: &str) -> Result<(), Reason> {
    if text.trim().is_empty() {
        return Err(Reason::new("empty", "there are no words in it"));
    }
    if text.len() > TEXT_MAX {
        return Err(Reason::new("too_long", format!("at most {TEXT_MAX} bytes")));
    }
    Ok(())
}

fn check_fact(world: &World, fact: Fact) -> Result<(), Reason> {
    let unknown = || Reason::new("unknown", "the report names something that is not aboard");
    let person = |person: PersonId| world.crew.person.get(person).map(|_| ()).ok_or_else(unknown);
    let number = |value: f64| {
        value.is_finite().then_some(()).ok_or_else(|| Reason::new("not_a_number", "a figure is not finite"))
    };
    match fact {
        Fact::CoreMisaligned { offset_mm } => number(offset_mm),
        Fact::RealignNeeded { dose_gy, survival_s } => number(dose_gy).and_then(|()| number(survival_s)),
        Fact::ShipFalling { time_left_s } => number(time_left_s),
        Fact::CoreAligned { by_person } => person(by_person),
        Fact::Death { person: who } | Fact::WentIn { person: who } | Fact::NoAnswer { person: who } => {
            person(who)
        }
        Fact::Casualty { person: who, compartment } => {
            person(who)?;
            world.class.deckplan.compartment.get(compartment).map(|_| ()).ok_or_else(unknown)
        }
        Fact::DoorHeld { portal } => world.class.deckplan.portal.get(portal).map(|_| ()).ok_or_else(unknown),
        Fact::Reading { value, .. } => number(value),
        Fact::GridLost {}
        | Fact::PowerRestored {}
        | Fact::CoreRunning {}
        | Fact::ShipSafe {}
        | Fact::AbandonShip {} => Ok(()),
    }
}
