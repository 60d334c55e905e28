//! A small ship for the tests of command and comms: bridge, mess, engineering, a lock with a glass door, a chamber.

use crate::class::{Scenario, ShipClass};
use crate::event::{Event, EventKind, EventSink};
use crate::id::{CompartmentId, LoadId, PersonId, SeatId};
use crate::order::{Act, Order, Reason};
use crate::world::{Tick, World};
use crate::{Cause, OrderId};
use serde_json::{Value, json};
use std::sync::Arc;

pub(crate) const BRIDGE: CompartmentId = CompartmentId(0);
pub(crate) const ENGINEERING: CompartmentId = CompartmentId(1);
pub(crate) const LOCK: CompartmentId = CompartmentId(2);
pub(crate) const MESS: CompartmentId = CompartmentId(4);

pub(crate) const CAPTAIN: PersonId = PersonId(0);
pub(crate) const FIRST: PersonId = PersonId(1);
pub(crate) const ENGINEER: PersonId = PersonId(2);
pub(crate) const MACHINIST: PersonId = PersonId(3);
pub(crate) const FITTER: PersonId = PersonId(4);
pub(crate) const COOK: PersonId = PersonId(5);

pub(crate) const CONN: SeatId = SeatId(0);
pub(crate) const ENGINEERING_SEAT: SeatId = SeatId(1);

/// The ship and her people; the captain and the engineer in their chairs, power everywhere.
pub(crate) struct Bench {
    pub(crate) world: World,
    pub(crate) events: Vec<Event>,
    next_order: u32,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let mut scenario = Scenario { limit_s: 1000.0, ..Scenario::default() };
        scenario.core.running = false;
        let mut world = World::new(Arc::new(class()), &scenario, 1);
        for supply in world.flows.supply.rows_mut() {
            supply.function = 1.0;
        }
        Self { world, events: Vec::new(), next_order: 1 }
    }

    /// One tick of people alone: orders, command, comms, tasks, walking.
    pub(crate) fn step(&mut self, orders: &[Order]) {
        let class = Arc::clone(&self.world.class);
        let world = &mut self.world;
        let mut cx =
            Tick { class: &class, seed: world.seed, tick: world.tick, events: EventSink::new(world.tick) };
        for order in orders {
            world.apply(order, &mut cx);
        }
        world.command.step(&mut world.crew, &world.comms, &mut world.flows, &mut cx);
        world.comms.step(&world.crew, &world.deckplan, &mut world.flows, &mut cx);
        world.crew.step_tasks(&world.deckplan, &mut world.flows, &mut cx);
        world.deckplan.step(&mut world.flows, &mut cx);
        world.crew.step_movement(&world.deckplan, &world.air, &mut world.flows, &mut cx);
        world.command.log(&mut world.flows, &mut cx);
        world.tick += 1;
        self.events.extend(cx.events.finish());
    }

    /// Steps some seconds.
    pub(crate) fn run(&mut self, seconds: u32) {
        for _ in 0..seconds * crate::TICKS_PER_SECOND {
            self.step(&[]);
        }
    }

    /// An order of somebody, from the chair they hold if they hold one.
    pub(crate) fn order(&mut self, by_person: PersonId, act: Act) -> Order {
        let seats = self.world.flows.seat_holder.iter();
        let seat = seats.filter(|(_, holder)| **holder == Some(by_person)).map(|(seat, _)| seat).next();
        let id = OrderId(self.next_order);
        self.next_order += 1;
        Order { id, by_person, seat, act }
    }

    /// Gives an order and steps one tick.
    pub(crate) fn give(&mut self, by_person: PersonId, act: Act) -> Result<OrderId, Reason> {
        let order = self.order(by_person, act);
        self.world.check(&order)?;
        self.step(std::slice::from_ref(&order));
        Ok(order.id)
    }

    /// True when something like this has happened.
    pub(crate) fn happened(&self, wanted: impl Fn(&EventKind) -> bool) -> bool {
        self.events.iter().any(|event| wanted(&event.kind))
    }

    pub(crate) fn cut(&mut self, load: u16) {
        self.world.flows.supply[LoadId(load)].function = 0.0;
    }

    pub(crate) fn kill(&mut self, person: PersonId) {
        let body = &mut self.world.crew.person[person].body;
        body.alive = false;
        body.conscious = false;
    }

    pub(crate) fn put(&mut self, person: PersonId, compartment: CompartmentId) {
        let floor = self.world.class.deckplan.compartment[compartment].floor_body_m();
        let who = &mut self.world.crew.person[person];
        who.compartment = compartment;
        who.position_body_m = floor.to_array();
        who.seat = None;
        who.cause = Cause::Initial;
    }

    /// Cuts communicators and the intercoms.
    pub(crate) fn silence(&mut self) {
        for ears in self.world.comms.ears.rows_mut() {
            ears.battery_j = 0.0;
        }
        (2..5).for_each(|load| self.cut(load));
    }
}

fn class() -> ShipClass {
    let room = |key: &str, row: u16| {
        let x = 10.0 * f64::from(row);
        json!({"key": key, "name": key, "deck": 1, "low_body_m": [x, 0.0, 0.0],
            "high_body_m": [x + 10.0, 8.0, 3.0], "gas_share": 0.8, "structure_heat_j_k": 1e6})
    };
    let door = |key: &str, from: u16, to: u16, kind: &str, glass: bool| {
        json!({"key": key, "name": key, "from_compartment": from, "to_compartment": to, "kind": kind,
            "area_m2": 2.0, "shielding_tvl": 1.0, "load": null, "glass": glass})
    };
    let load = |key: &str| {
        json!({"key": key, "name": key, "bus": 0, "compartment": 0, "rated_w": 200.0, "priority": 3,
            "minimum": 0.1, "group": key})
    };
    let intercom = |key: &str, compartment: u16, load: u16| json!({"key": key, "name": key, "compartment": compartment, "load": load});
    let class = ShipClass { key: "bench".into(), ..ShipClass::default() };
    let mut class = ShipClass {
        comms: from(json!({"intercom": [intercom("bridge", 0, 2), intercom("engineering", 1, 3),
            intercom("mess", 4, 4)]})),
        command: from(json!({
            "seat": [
                {"key": "captain", "name": "captain", "role": "captain", "compartment": 0, "load": 0,
                    "may": ["power"], "watch_persons": [0, 1]},
                {"key": "engineering", "name": "engineering", "role": "engineering", "compartment": 1,
                    "load": 1, "may": ["core"], "watch_persons": [2], "watch_departments": ["engineering"]}],
            "conn_seat": 0, "succession_persons": [0, 1]})),
        crew: from(json!({"person": people(), "roster": []})),
        ..class
    };
    class.deckplan.compartment = from(json!([
        room("bridge", 4),
        room("engineering", 2),
        room("lock", 1),
        room("chamber", 0),
        room("mess", 3)
    ]));
    class.deckplan.portal = from(json!([
        door("bridge-door", 0, 4, "door", false),
        door("engineering-way", 1, 4, "arch", false),
        door("outer", 2, 1, "door", true),
        door("inner", 3, 2, "door", false)
    ]));
    class.power.load = from(json!([
        load("console-captain"),
        load("console-engineering"),
        load("intercom-bridge"),
        load("intercom-engineering"),
        load("intercom-mess")
    ]));
    class.core.chamber = Some(from(json!({"core_compartment": 3, "lock_compartment": 2,
        "outside_compartment": 1, "inner_portal": 3, "outer_portal": 2, "containment_load": 0,
        "coolant_load": 0, "igniter_load": 0, "filter_load": 0})));
    class
}

fn people() -> Value {
    let person = |key: &str,
                  rank: &str,
                  department: &str,
                  station: u16,
                  seat: Option<u16>,
                  core: f64,
                  courage: f64| {
        json!({"key": key, "name": key, "post": key, "rank": rank, "department": department,
            "station_compartment": station, "seat": seat, "skills": {"core": core},
            "temperament": {"courage": courage, "duty": 0.6, "loyalty": 0.6, "composure": 0.6, "care": 0.6}})
    };
    let mut people = json!([
        person("captain", "captain", "command", 0, Some(0), 0.1, 0.7),
        person("first", "commander", "command", 0, None, 0.1, 0.7),
        person("engineer", "lieutenant_commander", "engineering", 1, Some(1), 0.9, 0.7),
        person("machinist", "chief_petty_officer", "engineering", 1, None, 0.8, 0.7),
        person("fitter", "petty_officer", "engineering", 1, None, 0.5, 0.7),
        person("cook", "crewman", "services", 4, None, 0.0, 0.4),
    ]);
    people[5]["bonded_persons"] = json!([3]);
    people
}

fn from<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("as the types want it")
}
