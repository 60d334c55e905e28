//! The two directions. Each message is one JSON object with one key, its kind: `{"sit": {"place": "helm", …}}`.

use crate::panel::Panel;
use crate::why::Link;
use qd_sim::order::Reason;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// From a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromPage {
    /// First of all, within five seconds.
    Hello {
        /// The protocol's version that the page speaks.
        version: u32,
        /// Tokens of places it had before.
        #[serde(default)]
        tokens: Vec<String>,
    },
    /// Takes a place.
    Sit {
        /// Key of the place: a seat, `person:KEY`, `viewscreen`, `director`.
        place: String,
        /// What the others call whoever sits here; at most 40 characters.
        name: String,
        /// The director's secret.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        secret: Option<String>,
    },
    /// Gives a place up.
    Leave {
        /// Which.
        place: String,
    },
    /// What of a place's view is wanted from now on: what a page does not show is not sent.
    Open {
        /// Which place.
        place: String,
        /// The panels.
        panels: Vec<Panel>,
    },
    /// An order from a place.
    Order {
        /// The page's own number, rising: the answer names it, and a number that came before is not obeyed again.
        id: u32,
        /// From which place.
        place: String,
        /// As `docs/orders.md` has it: `{"kind": "power.close_breaker", "breaker": "main-1"}`.
        order: Value,
    },
    /// Somebody at a place has seen an alert; every page is told.
    See {
        /// From which place.
        place: String,
        /// The alert, as pages name it; at most 80 characters.
        alert: String,
    },
    /// Something from page to page, so that two players who hear each other aboard can speak by voice; the ship passes it
    /// on and looks at nothing in it.
    Signal {
        /// From which place.
        place: String,
        /// To which.
        to: String,
        /// What browsers have to say to each other.
        data: Value,
    },
    /// Wants a place's whole view again, after a gap in the sequence.
    Keyframe {
        /// Which place.
        place: String,
    },
    /// Asks how far away the ship is.
    Ping {
        /// Comes back as it is.
        sent_ms: f64,
    },
    /// Asks for the chain behind an event or order: the whole for the director, for others what their place has perceived.
    Why {
        /// From which place.
        place: String,
        /// `e:1200.3` or `o:12`.
        of: String,
    },
    /// What only the director may: the flow of time, and who sits where.
    Direct {
        /// The page's own number, as for orders.
        id: u32,
        /// What.
        act: DirectorAct,
    },
}

/// What only the director may do. None of it changes the world.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DirectorAct {
    /// Stops ship time, or lets it go on.
    Pause {
        /// Stop.
        on: bool,
    },
    /// How fast ship time goes.
    Speed {
        /// Times real time, 0.1 to 10.
        times: f64,
    },
    /// Takes a place from whoever has it.
    Free {
        /// Which.
        place: String,
    },
    /// The officer of a chair holds still, or acts again while no player has it: how much the crew must do themselves.
    HoldOfficer {
        /// Which chair.
        place: String,
        /// Hold still.
        on: bool,
    },
    /// A note, kept beside the journal with the ship's time.
    Note {
        /// At most 400 characters.
        text: String,
    },
    /// Words to players, from outside the ship: shown on their pages, heard by nobody aboard, and kept as a note.
    Tell {
        /// Who has this place; without one, all who are there.
        #[serde(default)]
        place: Option<String>,
        /// At most 400 characters.
        text: String,
    },
}

/// From the ship.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromShip {
    /// Answer to `hello`.
    Welcome {
        /// The protocol's version.
        version: u32,
        /// What is played.
        scenario: Scenario,
        /// Every place.
        places: Vec<Place>,
        /// Places of the tokens shown that are still the page's, with their numbers of the last order.
        yours: Vec<Yours>,
        /// Where ship time stands.
        clock: Clock,
    },
    /// Who sits where has changed.
    Places {
        /// Every place.
        places: Vec<Place>,
    },
    /// A place is the page's.
    Seated {
        /// Which.
        place: String,
        /// Shown in `hello`, it gives the place back after a broken line or a reload.
        token: String,
    },
    /// A place was not given, or is no longer the page's.
    Unseated {
        /// Which.
        place: String,
        /// Why.
        reason: Reason,
    },
    /// What a place knows now.
    View {
        /// Which place.
        place: String,
        /// Counts up by one with each view of this place to this page; after a gap ask for a keyframe.
        seq: u32,
        /// Ship time, ticks of 50 ms.
        tick: u32,
        /// The page is to forget what it had of this place: `full` is all there is.
        whole: bool,
        /// Panels as they are.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        full: BTreeMap<String, Value>,
        /// What changed in panels sent before: JSON merge patches.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        patch: BTreeMap<String, Value>,
    },
    /// Answer to an order or a director's act.
    Answer {
        /// The page's number.
        id: u32,
        /// The order's number in the journal, `o:12`: it is kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kept: Option<String>,
        /// Why it is not; the world is unchanged.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rejected: Option<Reason>,
    },
    /// An alert was seen: also told after `welcome`, of those still remembered.
    Seen {
        /// The alert.
        alert: String,
        /// At which place.
        place: String,
        /// By which player.
        player: String,
        /// When.
        tick: u32,
    },
    /// Which players' places hear what is spoken at this one: told whenever it changes.
    Hearing {
        /// Here.
        place: String,
        /// There.
        by: Vec<String>,
    },
    /// The flight director's words to whoever has a place.
    Told {
        /// Which.
        place: String,
        /// What.
        text: String,
    },
    /// What another page has to say to this one.
    Signal {
        /// For which place.
        place: String,
        /// From which.
        from: String,
        /// As it came.
        data: Value,
    },
    /// Ship time, once a second and whenever its flow changes.
    Clock {
        /// Where it stands.
        clock: Clock,
    },
    /// Answer to `ping`.
    Pong {
        /// As it came.
        sent_ms: f64,
    },
    /// Answer to `why`.
    Because {
        /// As asked.
        of: String,
        /// Nearest first; empty when there is no such thing.
        links: Vec<Link>,
    },
    /// The run has ended; views stay as they are.
    Ended {
        /// `safe`, `lost` or `limit`.
        outcome: String,
        /// In a sentence.
        text: String,
    },
}

/// What is played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Key of the scenario.
    pub key: String,
    /// Chapter.
    pub chapter: String,
    /// The scenario in three sentences.
    pub summary: String,
    /// What the ship is called.
    pub ship_name: String,
    /// Seed.
    pub seed: String,
    /// Changes whenever `/api/ship` does.
    pub ship_tag: String,
}

/// Where ship time stands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clock {
    /// Ticks of 50 ms since the start.
    pub tick: u32,
    /// Times real time.
    pub speed: f64,
    /// Standing still.
    pub paused: bool,
}

/// A place that can be taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Key: a seat's, `person:KEY`, `viewscreen`, `director`.
    pub key: String,
    /// What it is.
    pub kind: PlaceKind,
    /// What people call it.
    pub name: String,
    /// Key of whoever of the crew is there: the holder of the chair, or the person themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The player who has it; a place of an officer or of nobody has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub player: Option<String>,
    /// That player's page is connected now.
    pub present: bool,
    /// The flight director has told the officer of this chair to hold still.
    pub officer_holds: bool,
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A chair with its console.
    Seat,
    /// A person aboard, in their own body.
    Person,
    /// A screen that shows and takes no orders.
    Screen,
    /// The flight director's.
    Director,
}

/// A place that is the page's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Yours {
    /// Which.
    pub place: String,
    /// Its token.
    pub token: String,
    /// The last number of an order from it; the next must be greater.
    pub last_order: u32,
}
