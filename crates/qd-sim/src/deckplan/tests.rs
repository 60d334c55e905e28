//! One door between two rooms, worked in every way.

use super::*;
use crate::crew::Crew;
use crate::event::{Event as Happened, EventKind, EventSink};
use crate::flows::{Hand, Supply};
use crate::id::{PersonId, SeatId};
use crate::{Law, TICK_S};
use std::sync::Arc;

const DOOR: PortalId = PortalId(0);
const ACTUATOR: LoadId = LoadId(0);
const HOLD: Cause = Cause::Law(Law::Decontamination);

struct Rig {
    class: Arc<ShipClass>,
    deckplan: Deckplan,
    crew: Crew,
    flows: Flows,
    function: f64,
    /// Strength of a hand at the door, and whether it opens; passing or not.
    hand: Option<(f64, bool, bool)>,
    tick: u32,
    events: Vec<Happened>,
}

fn room(low_x_m: f64) -> Compartment {
    Compartment {
        key: format!("room-{low_x_m}"),
        name: "room".to_owned(),
        deck: 1,
        low_body_m: [low_x_m, 0.0, 0.0],
        high_body_m: [low_x_m + 4.0, 5.0, 3.0],
        gas_share: 0.5,
        structure_heat_j_k: 1e6,
    }
}

impl Rig {
    fn new(automatic: bool, initial: Option<InitialDoor>) -> Self {
        let mut class = ShipClass::default();
        class.deckplan.compartment = Table::new(vec![room(0.0), room(4.0)]);
        class.deckplan.portal = Table::new(vec![Portal {
            key: "door".to_owned(),
            name: "the door".to_owned(),
            from_compartment: CompartmentId(0),
            to_compartment: CompartmentId(1),
            kind: PortalKind::Door,
            area_m2: 2.0,
            shielding_tvl: 0.0,
            load: Some(ACTUATOR),
            glass: false,
            automatic,
            powered_s: Some(2.0),
            hand_s: Some(8.0),
            button_compartment: None,
        }]);
        let mut scenario = Scenario::default();
        scenario.deckplan.door.extend(initial);
        let mut flows = Flows::new(&class);
        flows.supply = Table::new(vec![Supply::default()]);
        Self {
            deckplan: Deckplan::new(&class, &scenario),
            crew: Crew::default(),
            class: Arc::new(class),
            flows,
            function: 1.0,
            hand: None,
            tick: 0,
            events: Vec::new(),
        }
    }
    fn tick(&mut self, order: Option<(u32, Order)>) {
        let class = Arc::clone(&self.class);
        let mut cx = Tick { class: &class, seed: 1, tick: self.tick, events: EventSink::new(self.tick) };
        self.flows.supply[ACTUATOR].function = self.function;
        if let Some((strength, open, passing)) = self.hand {
            let hand =
                Hand { portal: DOOR, person: PersonId(0), open, passing, strength, cause: Cause::Initial };
            self.flows.hands.push(hand);
        }
        if let Some((number, order)) = order {
            let id = OrderId(number);
            let given =
                Given { cause: Cause::Order(id), order: id, by_person: PersonId(0), seat: Some(SeatId(0)) };
            self.deckplan.apply(&order, given, &mut self.crew, &mut self.flows, &mut cx);
        }
        self.deckplan.step(&mut self.flows, &mut cx);
        self.events.extend(cx.events.finish());
        self.tick += 1;
    }
    fn run(&mut self, time_s: f64) -> f64 {
        for _ in 0..(time_s / TICK_S) as u32 {
            self.tick(None);
        }
        self.open()
    }
    fn order(&mut self, number: u32, open: bool) {
        let order = if open { Order::OpenDoor { portal: DOOR } } else { Order::CloseDoor { portal: DOOR } };
        self.tick(Some((number, order)));
    }
    fn open(&self) -> f64 {
        self.deckplan.portal[DOOR].open
    }
    fn kinds(&self) -> Vec<String> {
        let word = |event: &Happened| match &event.kind {
            EventKind::Deckplan(kind) => format!("{kind:?}").split_once(' ').unwrap().0.to_owned(),
            EventKind::Order(kind) => format!("{kind:?}").split_once(' ').unwrap().0.to_owned(),
            other => format!("{other:?}"),
        };
        self.events.iter().map(word).collect()
    }
}

#[test]
fn a_leaf_moves_as_fast_as_power_or_hands_move_it() {
    let check = |function: f64, hand: f64, time_s: f64| {
        let mut rig = Rig::new(false, None);
        rig.function = function;
        rig.hand = Some((hand, true, false));
        let before = rig.run(time_s - 0.15);
        assert!(before > 0.8 && before < 1.0, "{function} {hand}: {before}");
        assert_eq!(rig.run(0.4), 1.0, "{function} {hand}");
    };
    check(1.0, 0.1, 2.0);
    check(0.5, 0.1, 4.0);
    check(0.0, 1.0, 8.0);
    check(0.0, 2.0, 4.0);
}

#[test]
fn an_order_is_achieved_or_fails_with_its_door() {
    let mut rig = Rig::new(false, None);
    rig.order(1, true);
    rig.run(3.0);
    assert_eq!(rig.kinds(), ["DoorOpened", "Achieved"]);
    rig.order(2, false);
    rig.run(0.5);
    rig.function = 0.0;
    let stopped = rig.run(5.0);
    assert!(stopped > 0.2 && stopped < 0.9, "{stopped}");
    assert_eq!(rig.kinds()[2..], ["DoorStopped", "Failed"]);
    rig.function = 1.0;
    assert_eq!(rig.run(3.0), 0.0, "goes on when power is back");
    rig.order(3, true);
    rig.order(4, false);
    rig.run(3.0);
    let failed = crate::order::Event::Failed {
        order: OrderId(3),
        reason: Reason::new("superseded", "the door was wanted otherwise before it was done"),
    };
    assert!(rig.events.iter().any(|event| event.kind == EventKind::Order(failed.clone())));
}

#[test]
fn held_doors_shut_but_do_not_open() {
    let mut rig = Rig::new(false, None);
    rig.hand = Some((1.0, true, false));
    rig.run(1.0);
    rig.flows.portal_held[DOOR] = Some(HOLD);
    assert_eq!(rig.run(4.0), 0.0, "shuts in spite of the hand");
    assert_eq!(rig.deckplan.portal[DOOR].passage, Passage::Barred);
    let class = &rig.class;
    assert_eq!(movable(&rig.deckplan, class, &rig.flows, DOOR, true).unwrap_err().code, "door_held");
    assert!(movable(&rig.deckplan, class, &rig.flows, DOOR, false).is_ok());
    assert!(rig.deckplan.walk_s(&class.deckplan, CompartmentId(0), CompartmentId(1)).is_infinite());
    rig.flows.portal_held[DOOR] = None;
    assert_eq!(rig.run(3.0), 1.0);
    assert_eq!(rig.kinds(), ["DoorHeld", "DoorClosed", "DoorReleased", "DoorOpened"]);
}

#[test]
fn a_jammed_door_stays() {
    let mut rig = Rig::new(false, Some(InitialDoor { portal: DOOR, open: 0.2, jammed: true }));
    rig.hand = Some((3.0, true, false));
    assert_eq!(rig.run(20.0), 0.2);
    rig.order(1, true);
    rig.run(1.0);
    assert_eq!(rig.kinds(), ["DoorStopped", "Failed"]);
    let area_m2 = rig.deckplan.open_area_m2(&rig.class.deckplan, DOOR);
    assert!((area_m2 - 0.4).abs() < 1e-12);
}

#[test]
fn an_automatic_door_shuts_behind_people_without_a_word() {
    let mut rig = Rig::new(true, None);
    rig.hand = Some((1.0, true, true));
    assert_eq!(rig.run(2.5), 1.0);
    rig.hand = None;
    assert_eq!(rig.run(1.0), 1.0, "waits");
    assert_eq!(rig.run(4.0), 0.0);
    assert_eq!(rig.kinds(), Vec::<String>::new());
    let topology = rig.deckplan.topology;
    rig.hand = Some((1.0, true, true));
    rig.run(2.0);
    assert_eq!(rig.deckplan.topology, topology, "opening of itself is no new way");
}

#[test]
fn boxes_have_the_volume_and_the_doorway_they_should() {
    let class = Rig::new(false, None).class;
    let room = &class.deckplan.compartment[CompartmentId(0)];
    assert_eq!((room.volume_m3(), room.gas_volume_m3()), (60.0, 30.0));
    assert_eq!(class.deckplan.doorway_body_m(DOOR).to_array(), [4.0, 2.5, 3.0]);
    assert_eq!(class.deckplan.distance_m(CompartmentId(0), CompartmentId(1)), 4.0);
    let beyond: Vec<_> = class.deckplan.neighbours(CompartmentId(1)).collect();
    assert_eq!(beyond, [(DOOR, CompartmentId(0))]);
}
