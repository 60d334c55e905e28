//! Where everything is: compartments, portals and their state, routes.
//!
//! Law: `docs/laws/deckplan.md`.

use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::id::{CompartmentId, LoadId, PortalId, Table};
use crate::order::Reason;
use crate::world::{Given, Tick, World};
use crate::{Cause, OrderId};
use serde::{Deserialize, Serialize};

mod doors;
pub mod geometry;
pub mod routes;
#[cfg(test)]
mod tests;

pub use routes::{Hop, Routes};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Every compartment.
    pub compartment: Table<CompartmentId, Compartment>,
    /// Every door, hatch, ladder and lift.
    pub portal: Table<PortalId, Portal>,
}

/// A compartment: a box on the deck grid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compartment {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Deck number, 1 at the top.
    pub deck: u16,
    /// Corner nearest bow, port and top (least x, y, z), body axes (x forward, y starboard, z down), m.
    pub low_body_m: [f64; 3],
    /// Opposite corner, m.
    pub high_body_m: [f64; 3],
    /// Share of the box that is gas, 0..=1 (the rest is machinery).
    pub gas_share: f64,
    /// Heat capacity of walls and fittings, J/K.
    pub structure_heat_j_k: f64,
}

/// A way between two compartments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portal {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// One side.
    pub from_compartment: CompartmentId,
    /// The other.
    pub to_compartment: CompartmentId,
    /// What it is.
    pub kind: PortalKind,
    /// Clear area when open, m².
    pub area_m2: f64,
    /// Tenth-value layers of gamma shielding that its leaf adds when shut.
    pub shielding_tvl: f64,
    /// Its actuator, if it is powered. Without power a door is worked by hand, a lift stands.
    pub load: Option<LoadId>,
    /// One can see and hear through it when shut.
    #[serde(default)]
    pub glass: bool,
    /// Under power it opens for whoever comes and shuts behind them (kind `door` only).
    #[serde(default)]
    pub automatic: bool,
    /// Time its leaf takes under full power, s; absent: the kind's own.
    #[serde(default)]
    pub powered_s: Option<f64>,
    /// Time one strong person takes to move it by hand, s; absent: the kind's own.
    #[serde(default)]
    pub hand_s: Option<f64>,
    /// Its button is on this side only; absent: both. Consoles reach it all the same.
    #[serde(default)]
    pub button_compartment: Option<CompartmentId>,
}

/// Kinds of portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PortalKind {
    /// An opening without a leaf.
    Arch,
    /// A sliding door.
    Door,
    /// A pressure hatch, slow by hand.
    Hatch,
    /// A ladder between decks, with a hatch that normally stands open.
    Ladder,
    /// A lift: needs power.
    Lift,
}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// Doors that do not stand as their kind normally does (arch and ladder open, the rest shut).
    pub door: Vec<InitialDoor>,
}

/// One door at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InitialDoor {
    /// Which.
    pub portal: PortalId,
    /// Share open, 0..=1.
    #[serde(default)]
    pub open: f64,
    /// Bent in its frame: it does not move for anybody.
    #[serde(default)]
    pub jammed: bool,
}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Deckplan {
    /// Every portal now.
    pub portal: Table<PortalId, PortalState>,
    /// Counts the changes that can change a route.
    pub topology: u32,
    /// Ways found since the last such change; forgotten freely, so never part of a snapshot or a comparison.
    #[serde(skip)]
    pub routes: Routes,
    /// Portals that move now, in order.
    pub moving: Vec<PortalId>,
    /// Loads of all actuators and lift motors, in order.
    pub actuator_loads: Vec<LoadId>,
}

/// A portal now.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PortalState {
    /// Share open, 0..=1.
    pub open: f64,
    /// Where it is to go.
    pub want_open: bool,
    /// Bent in its frame.
    pub jammed: bool,
    /// Moving now.
    pub moving: bool,
    /// Strength of the hands at it this tick, in strong persons.
    pub hands: f64,
    /// How one gets through it now.
    pub passage: Passage,
    /// Held shut against everybody, and by what.
    pub held: Option<Cause>,
    /// Its actuator or car can run, share of full function 0..=1; 1 for what needs none.
    pub function: f64,
    /// An automatic door shuts at this tick unless somebody comes.
    pub shuts_tick: Option<u32>,
    /// The order being carried out on it.
    pub order: Option<OrderId>,
    /// Why it is wanted so.
    pub cause: Cause,
}

/// How one gets through a portal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passage {
    /// It stands open, or opens of itself.
    #[default]
    Free,
    /// By its button.
    Powered,
    /// By hand.
    ByHand,
    /// Not at all.
    Barred,
}

/// What can be ordered here. From a chair by its console, on foot by the button or by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// Open a door.
    OpenDoor {
        /// Which.
        portal: PortalId,
    },
    /// Shut a door.
    CloseDoor {
        /// Which.
        portal: PortalId,
    },
}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A door stands open.
    DoorOpened {
        /// Which.
        portal: PortalId,
        /// By hand.
        by_hand: bool,
    },
    /// A door is shut.
    DoorClosed {
        /// Which.
        portal: PortalId,
        /// By hand.
        by_hand: bool,
    },
    /// A door begins to be held against everybody.
    DoorHeld {
        /// Which.
        portal: PortalId,
    },
    /// A door is no longer held.
    DoorReleased {
        /// Which.
        portal: PortalId,
    },
    /// A door stops on its way for want of power.
    DoorStopped {
        /// Which.
        portal: PortalId,
        /// Share open, 0..=1.
        open: f64,
    },
}

/// Least share open at which a person gets through.
pub const PASSABLE: f64 = 0.6;

impl Deckplan {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(class: &ShipClass, scenario: &Scenario) -> Self {
        let mut portal = Table::like(&class.deckplan.portal, |id| {
            let open = matches!(class.deckplan.portal[id].kind, PortalKind::Arch | PortalKind::Ladder);
            PortalState::new(f64::from(u8::from(open)), false)
        });
        for door in &scenario.deckplan.door {
            portal[door.portal] = PortalState::new(door.open, door.jammed);
        }
        let mut actuator_loads: Vec<LoadId> =
            class.deckplan.portal.rows().iter().filter_map(|row| row.load).collect();
        actuator_loads.sort_unstable();
        actuator_loads.dedup();
        let mut deckplan =
            Self { portal, topology: 0, routes: Routes::default(), moving: Vec::new(), actuator_loads };
        for id in class.deckplan.portal.ids() {
            deckplan.portal[id].passage = deckplan.passage(class, id);
        }
        deckplan
    }

    /// What it wants of the grid: actuators and lift motors stand by at their rating.
    pub fn demand(&self, flows: &mut Flows, cx: &Tick<'_>) {
        for &load in &self.actuator_loads {
            flows.demand_w[load] = cx.class.power.load[load].rated_w;
        }
    }

    /// Carries out an order that passed [`check`]: from a chair by the door's actuator, on foot by one's own hand.
    pub fn apply(
        &mut self,
        order: &Order,
        given: Given,
        crew: &mut crate::crew::Crew,
        _flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let (portal, open) = order.wanted();
        if given.seat.is_none() {
            let step = crate::crew::Step::Door { portal, open };
            let errand = crate::crew::Errand::new(vec![step], Some(given.order), given.cause);
            crew.assign(given.by_person, errand, cx);
            return;
        }
        self.supersede(portal, given.cause, cx);
        let state = &mut self.portal[portal];
        state.order = Some(given.order);
        state.want_open = open;
        state.shuts_tick = None;
        state.cause = given.cause;
        self.set_moving(portal);
    }

    /// One tick: power and interlocks are looked at four times a second, hands and moving leaves every tick.
    pub fn step(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        if cx.every(5, 1) {
            self.look(flows, cx);
        }
        for hand in std::mem::take(&mut flows.hands) {
            self.take_hand(hand, flows, cx);
        }
        if self.moving.is_empty() {
            return;
        }
        let mut moving = std::mem::take(&mut self.moving);
        moving.retain(|&portal| self.move_leaf(portal, flows, cx));
        self.moving = moving;
    }

    /// Area open now, m².
    #[must_use]
    pub fn open_area_m2(&self, class: &Class, portal: PortalId) -> f64 {
        self.portal[portal].open * class.portal[portal].area_m2
    }
}

impl PortalState {
    fn new(open: f64, jammed: bool) -> Self {
        Self {
            open,
            want_open: open >= 0.5,
            jammed,
            moving: false,
            hands: 0.0,
            passage: Passage::Free,
            held: None,
            function: 0.0,
            shuts_tick: None,
            order: None,
            cause: Cause::Initial,
        }
    }
}

impl Order {
    /// Which door, and whether it is to stand open.
    #[must_use]
    pub fn wanted(&self) -> (PortalId, bool) {
        match *self {
            Self::OpenDoor { portal } => (portal, true),
            Self::CloseDoor { portal } => (portal, false),
        }
    }
}

fn no_power(class: &ShipClass, portal: PortalId) -> Reason {
    let name = &class.deckplan.portal[portal].name;
    Reason::new("no_power", format!("{name} has no power; somebody beside it can work it by hand"))
}

/// Why a door does not move as wanted for anybody, if so.
///
/// # Errors
/// It has no leaf, is jammed, or is held shut.
pub fn movable(
    deckplan: &Deckplan,
    class: &ShipClass,
    flows: &Flows,
    portal: PortalId,
    open: bool,
) -> Result<(), Reason> {
    let row = &class.deckplan.portal[portal];
    if !row.has_leaf() {
        return Err(Reason::new("no_door", format!("{} has no leaf to move", row.name)));
    }
    if deckplan.portal[portal].jammed {
        return Err(Reason::new("jammed", format!("{} is jammed in its frame", row.name)));
    }
    if open && flows.portal_held[portal].is_some() {
        let text = format!("{} is held shut by its interlock", row.name);
        return Err(Reason::new("door_held", text));
    }
    Ok(())
}

/// Whether an order would be kept now. A person in a chair is taken to work the console; [`crate::command::authorise`]
/// has found that the chair may.
///
/// # Errors
/// The reason against it.
pub fn check(world: &World, order: &crate::Order, act: &Order) -> Result<(), Reason> {
    let (portal, open) = act.wanted();
    let Some(row) = world.class.deckplan.portal.get(portal) else {
        return Err(Reason::new("no_such_portal", "there is no such door"));
    };
    movable(&world.deckplan, &world.class, &world.flows, portal, open)?;
    if order.seat.is_some() {
        let powered = row.load.is_some_and(|load| world.flows.supply[load].function > 0.0);
        return if powered { Ok(()) } else { Err(no_power(&world.class, portal)) };
    }
    crate::crew::able(world, order.by_person)?;
    let here = world.crew.person[order.by_person].compartment;
    if row.beyond(here).is_none() {
        return Err(Reason::new("too_far", format!("one must stand beside {} to work it", row.name)));
    }
    Ok(())
}
