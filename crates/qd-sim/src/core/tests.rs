//! A chamber, a lock, engineering and a corridor in a row; power by hand.

use super::*;
use crate::OrderId;
use crate::TICK_S;
use crate::air::{Air, Room};
use crate::cause::Cause;
use crate::crew::Task;
use crate::deckplan::Deckplan;
use crate::event::{Event as Happened, EventKind, EventSink};
use crate::flows::Work;
use crate::id::{CompartmentId, Id, LoadId, PersonId, PortalId};
use crate::world::Given;
use serde_json::json;

const CHAMBER: CompartmentId = CompartmentId(0);
const LOCK: CompartmentId = CompartmentId(1);
const INNER: PortalId = PortalId(0);
const OUTER: PortalId = PortalId(1);
const IGNITER: LoadId = LoadId(2);

/// A ship of four compartments in a row, with a shielded chamber.
pub(crate) fn ship() -> ShipClass {
    let room = |key: &str, from_x: f64, to_x: f64| {
        json!({"key": key, "name": key, "deck": 1, "low_body_m": [from_x, 0.0, 0.0], "high_body_m": [to_x, 6.0, 3.0],
            "gas_share": 0.8, "structure_heat_j_k": 1e6})
    };
    let door = |key: &str, from: u16, to: u16, tvl: f64| {
        json!({"key": key, "name": key, "from_compartment": from, "to_compartment": to, "kind": "door",
            "area_m2": 2.0, "shielding_tvl": tvl, "load": null})
    };
    let load = |key: &str, rated_w: f64| {
        json!({"key": key, "name": key, "bus": 0, "compartment": 0, "rated_w": rated_w, "priority": 1,
            "minimum": 0.1, "group": "core"})
    };
    let mut class = ShipClass::default();
    class.deckplan.compartment = serde_json::from_value(json!([
        room("chamber", 0.0, 8.0),
        room("lock", 8.0, 12.0),
        room("engineering", 12.0, 24.0),
        room("corridor", 24.0, 30.0)
    ]))
    .expect("rooms");
    class.deckplan.portal = serde_json::from_value(json!([
        door("inner", 0, 1, 4.5),
        door("outer", 1, 2, 0.5),
        door("aft", 2, 3, 0.0)
    ]))
    .expect("doors");
    class.power.load = serde_json::from_value(json!([
        load("coils", 4e6),
        load("coolant", 1e6),
        load("igniter", 5e6),
        load("filters", 1e5)
    ]))
    .expect("loads");
    class.core.chamber = serde_json::from_value(json!({"core_compartment": 0, "lock_compartment": 1,
        "outside_compartment": 2, "inner_portal": 0, "outer_portal": 1, "containment_load": 0, "coolant_load": 1,
        "igniter_load": 2, "filter_load": 3}))
    .expect("a chamber");
    class.radiation.shield =
        serde_json::from_value(json!([{"compartment": 0, "wall_tvl": 6.0}])).expect("walls");
    class
}

struct Bench {
    class: ShipClass,
    core: Core,
    deckplan: Deckplan,
    air: Air,
    flows: Flows,
    tick: u32,
    power_w: f64,
    happened: Vec<Happened>,
}

impl Bench {
    fn new(initial: Initial) -> Self {
        let class = ship();
        let scenario = Scenario { core: initial, ..Scenario::default() };
        let (core, deckplan) = (Core::new(&class, &scenario), Deckplan::new(&class, &scenario));
        let (mut air, flows) = (Air::default(), Flows::new(&class));
        for _ in class.deckplan.compartment.ids() {
            air.room.push(Room { temperature_k: 293.0, ..Room::default() });
        }
        Self { class, core, deckplan, air, flows, tick: 0, power_w: f64::INFINITY, happened: Vec::new() }
    }
    fn act(&mut self, act: impl FnOnce(&mut Core, &Deckplan, &Air, &mut Flows, &mut Tick<'_>)) {
        let mut cx = Tick { class: &self.class, seed: 1, tick: self.tick, events: EventSink::new(self.tick) };
        act(&mut self.core, &self.deckplan, &self.air, &mut self.flows, &mut cx);
        self.happened.extend(cx.events.finish());
    }
    fn run(&mut self, seconds: f64) -> &mut Self {
        for _ in 0..(seconds / TICK_S) as u32 {
            self.flows.demand_w.fill(0.0);
            self.act(|core, _, _, flows, cx| core.demand(flows, cx));
            for at in 0..self.flows.supply.len() {
                let id = LoadId::from_index(at);
                let (demand_w, supply) = (self.flows.demand_w[id], &mut self.flows.supply[id]);
                supply.useful_w = demand_w.min(self.power_w);
                supply.function = if demand_w > 0.0 { supply.useful_w / demand_w } else { 1.0 };
            }
            self.act(|core, deckplan, air, flows, cx| core.step(deckplan, air, flows, cx));
            self.tick += 1;
        }
        self
    }
    fn order(&mut self, order: &Order) {
        self.core.may(&self.class.core, order).expect("would be kept");
        let given =
            Given { cause: Cause::Order(OrderId(3)), order: OrderId(3), by_person: PersonId(4), seat: None };
        self.act(|core, _, _, flows, cx| core.apply(order, given, flows, cx));
    }
    fn realign(&mut self, seconds: f64, quality: f64) {
        for _ in 0..(seconds / TICK_S) as u32 {
            let task = Task::Realign {};
            self.flows.work =
                vec![Work { person: PersonId(4), task, effort_s: TICK_S, quality, cause: Cause::Initial }];
            self.flows.work_stands.clear();
            self.run(TICK_S);
        }
        self.flows.work.clear();
    }
    fn begin(&mut self) {
        self.order(&Order::Containment { on: true });
        self.order(&Order::Coolant { on: true });
        self.order(&Order::Preheat { on: true });
    }
    /// Runs until `done`, at most `limit_s`; gives the time it took, s.
    fn until(&mut self, limit_s: f64, done: impl Fn(&Self) -> bool) -> f64 {
        let begun = self.tick;
        while !done(self) {
            self.run(TICK_S);
            let took_s = f64::from(self.tick - begun) * TICK_S;
            assert!(took_s < limit_s, "not after {took_s} s: {:?} {:?}", self.core, self.happened);
        }
        f64::from(self.tick - begun) * TICK_S
    }
    fn saw(&self, wanted: impl Fn(&Event) -> bool) -> bool {
        self.happened.iter().any(|event| matches!(&event.kind, EventKind::Core(event) if wanted(event)))
    }
}

fn misaligned(offset_m: f64) -> Initial {
    Initial { running: false, offset_m: [offset_m, 0.0, 0.0], stopped_s: 120.0, ..Initial::default() }
}

#[test]
fn a_sound_core_runs_on() {
    let mut bench = Bench::new(Initial::default());
    bench.run(120.0);
    assert_eq!(bench.core.phase, Phase::Running);
    assert!(bench.core.reaction > 0.99 && bench.core.wall_temperature_k < 700.0, "{:?}", bench.core);
    assert!(bench.flows.plasma_available_w > 1.9e15 && bench.flows.core_electric_available_w > 3.9e8);
    assert!(bench.happened.is_empty(), "{:?}", bench.happened);
}

#[test]
fn hands_bring_the_elements_into_line() {
    let mut bench = Bench::new(misaligned(0.009));
    bench.run(1.0);
    let before = bench.flows.gamma_source_gy_m2_s[CHAMBER];
    assert!((before / 4.0 - 25.0).abs() < 3.0, "about 25 Gy/s two metres off: {}", before / 4.0);
    bench.realign(80.0, 1.0);
    assert!(!bench.core.aligned(&bench.class.core.reactor), "80 s are not enough");
    bench.realign(15.0, 1.0);
    assert!(bench.saw(|event| matches!(event, Event::Aligned { .. })));
    assert_eq!(bench.flows.work_stands[0].left_s, 0.0);
    bench.run(0.5);
    let after = bench.flows.gamma_source_gy_m2_s[CHAMBER];
    assert!(after > 0.5 && after < 0.1 * before, "activation remains: {after}");
}

#[test]
fn poor_work_leaves_an_offset() {
    let mut bench = Bench::new(misaligned(0.004));
    bench.realign(60.0, 0.0);
    assert!(bench.saw(|event| matches!(event, Event::AlignmentPoor { .. })));
    assert!((bench.core.offset_size_m() - 0.0009).abs() < 1e-9);
}

#[test]
fn the_start_takes_the_energy_it_takes() {
    let check = |power_w: f64, from_s: f64, to_s: f64| {
        let mut bench = Bench::new(misaligned(0.0001));
        bench.power_w = power_w;
        bench.begin();
        let foretold_s = bench.core.start_left_s(&bench.class.core, power_w.min(4e6), power_w.min(5e6));
        let mut took_s =
            bench.until(900.0, |bench| bench.core.preheat_share(&bench.class.core.reactor) >= 1.0);
        bench.order(&Order::Ignite {});
        took_s += bench.until(60.0, |bench| bench.core.phase == Phase::Running);
        assert!((from_s..to_s).contains(&took_s), "{power_w} W: {took_s} s");
        let foretold_s = foretold_s.expect("the power suffices");
        assert!((foretold_s - took_s).abs() < 0.15 * took_s, "{took_s} s, foretold {foretold_s} s");
    };
    check(5e6, 150.0, 200.0);
    check(3.5e6, 210.0, 290.0);
}

#[test]
fn a_start_out_of_line_or_cold_fails() {
    for (offset_m, heat_s, expect) in
        [(0.009, 100.0, IgnitionFault::Misaligned), (0.0001, 20.0, IgnitionFault::Cold)]
    {
        let mut bench = Bench::new(misaligned(offset_m));
        bench.begin();
        bench.run(heat_s);
        let wall_k = bench.core.wall_temperature_k;
        bench.order(&Order::Ignite {});
        bench.run(10.0);
        assert!(
            bench.saw(|event| matches!(event, Event::IgnitionFailed { why } if *why == expect)),
            "{:?}",
            bench.happened
        );
        let struck_k = bench.core.wall_temperature_k - wall_k;
        assert_eq!(struck_k > 50.0, offset_m > 0.001, "out of line the wall takes the feed: {struck_k} K");
    }
}

#[test]
fn running_out_of_line_the_wall_trips_the_scram() {
    let mut bench = Bench::new(Initial { offset_m: [0.0015, 0.0, 0.0], ..Initial::default() });
    bench.run(60.0);
    assert!(bench.saw(|event| matches!(event, Event::Scrammed { why: ScramWhy::Wall })));
    assert_eq!(bench.core.phase, Phase::Scrammed);
}

#[test]
fn without_power_the_field_fades_and_the_scram_saves_or_not() {
    for sound in [true, false] {
        let mut bench = Bench::new(Initial { scram_sound: sound, ..Initial::default() });
        bench.run(5.0);
        bench.power_w = 0.0;
        let mut freed_j: f64 = 0.0;
        for _ in 0..2400 {
            bench.run(TICK_S);
            freed_j = freed_j.max(bench.flows.breach_energy_j);
        }
        let scrammed = bench.saw(|event| matches!(event, Event::Scrammed { why: ScramWhy::Field }));
        assert_eq!((scrammed, freed_j > 0.0), (sound, !sound), "{:?}", bench.happened);
        assert_eq!(bench.flows.plasma_available_w, 0.0);
    }
}

#[test]
fn the_interlock_holds_by_door_and_contaminant() {
    let mut bench = Bench::new(misaligned(0.009));
    bench.run(1.0);
    assert_eq!(bench.flows.portal_held[OUTER], None);
    bench.deckplan.portal[INNER].open = 1.0;
    bench.run(1.0);
    assert!(bench.flows.portal_held[OUTER].is_some());
    assert!(bench.core.may(&bench.class.core, &Order::Decontaminate {}).is_err(), "the inner door is open");
    bench.air.room[LOCK].gas.contaminant = 500.0;
    bench.deckplan.portal[INNER].open = 0.0;
    bench.run(1.0);
    assert!(bench.flows.portal_held[OUTER].is_some(), "foul air holds it too");
    bench.order(&Order::Decontaminate {});
    bench.run(1.0);
    assert!(bench.flows.filter_flow_m3_s[LOCK] > 0.0);
    bench.power_w = 0.0;
    bench.run(60.0);
    assert_eq!(bench.flows.filter_flow_m3_s[LOCK], 0.0, "filters need power");
    assert!(bench.core.lock.decontaminating.is_some());
    bench.air.room[LOCK].gas.contaminant = 10.0;
    bench.run(1.0);
    assert!(bench.saw(|event| matches!(event, Event::DecontaminationFinished { .. })));
    assert_eq!(bench.flows.portal_held[OUTER], None);
}

#[test]
fn an_override_releases_what_is_held() {
    let mut bench = Bench::new(misaligned(0.009));
    bench.deckplan.portal[INNER].open = 1.0;
    bench.run(1.0);
    bench.order(&Order::OverrideInterlock {});
    bench.run(1.0);
    assert_eq!(bench.flows.portal_held[OUTER], None);
    bench.order(&Order::RestoreInterlock {});
    bench.run(1.0);
    assert!(bench.flows.portal_held[OUTER].is_some());
}

#[test]
fn an_ejected_core_gives_nothing_and_harms_nobody() {
    let mut bench = Bench::new(misaligned(0.009));
    bench.order(&Order::Eject {});
    bench.run(1.0);
    assert_eq!((bench.flows.gamma_source_gy_m2_s[CHAMBER], bench.flows.demand_w[IGNITER]), (0.0, 0.0));
    assert!(bench.core.may(&bench.class.core, &Order::Ignite {}).is_err());
}

#[test]
fn what_burns_comes_out_of_the_tanks() {
    let mut bench = Bench::new(Initial { fuel_kg: [0.05, 1.0], ..Initial::default() });
    bench.flows.plasma_drawn_w = 2e15;
    bench.run(1.0);
    let expect_kg = 0.5 * 1.2 * (2e15 + 1.5e7) / (299_792_458.0 * 299_792_458.0);
    assert!((0.05 - bench.core.fuel_kg[0] - expect_kg).abs() < 0.01 * expect_kg, "{:?}", bench.core.fuel_kg);
    bench.run(5.0);
    assert!(bench.saw(|event| matches!(event, Event::FuelSpent {})));
    assert_eq!(bench.flows.plasma_available_w, 0.0);
}

/// What the account leaves open between two moments, over what passed through it.
fn open_share(bench: &Bench, held_j: f64) -> f64 {
    let kept_j = bench.core.held_j(&bench.class.core.reactor) - held_j;
    (bench.core.account.net_j() - kept_j).abs() / bench.core.account.throughput_j()
}

#[test]
fn the_energy_of_the_core_closes() {
    let starts = [
        misaligned(0.009),
        misaligned(0.0006),
        Initial::default(),
        Initial { scram_sound: false, ..Initial::default() },
    ];
    for initial in starts {
        let mut bench = Bench::new(initial.clone());
        let held_j = bench.core.held_j(&bench.class.core.reactor);
        if !initial.running {
            bench.begin();
        }
        bench.run(200.0);
        if !initial.running {
            bench.order(&Order::Ignite {});
        }
        bench.run(5.0);
        (bench.flows.plasma_drawn_w, bench.flows.core_electric_drawn_w) = (3e9, 2e8);
        bench.run(20.0);
        (bench.flows.plasma_drawn_w, bench.flows.core_electric_drawn_w) = (0.0, 0.0);
        bench.power_w = 0.0;
        bench.run(120.0);
        assert!(open_share(&bench, held_j) < 1e-9, "{initial:?}: {:?}", bench.core.account);
    }
}

#[test]
fn an_output_that_gives_nothing_is_refused_and_the_least_one_gives() {
    let mut bench = Bench::new(misaligned(0.0001));
    let refused = bench.core.may(&bench.class.core, &Order::SetOutput { share: 0.15 });
    assert_eq!(refused.expect_err("gives nothing").code, "out_of_range");
    bench.begin();
    bench.run(240.0);
    bench.order(&Order::SetOutput { share: bench.class.core.reactor.least_output });
    bench.order(&Order::Ignite {});
    bench.until(60.0, |bench| bench.core.phase == Phase::Running);
    bench.run(30.0);
    assert!(bench.flows.plasma_available_w > 0.19 * 2e15 && bench.flows.core_electric_available_w > 0.0);
}

#[test]
fn every_order_ends() {
    let ends = |bench: &Bench| {
        let mut ends = (0, 0);
        for event in &bench.happened {
            match &event.kind {
                EventKind::Order(crate::order::Event::Achieved { .. }) => ends.0 += 1,
                EventKind::Order(crate::order::Event::Failed { .. }) => ends.1 += 1,
                _ => {}
            }
        }
        ends
    };
    let mut bench = Bench::new(misaligned(0.0001));
    bench.begin();
    bench.run(1.0);
    assert_eq!(ends(&bench), (0, 0));
    bench.run(240.0);
    assert_eq!(ends(&bench), (3, 0), "contained, cooled, hot");
    bench.order(&Order::Ignite {});
    bench.run(0.1);
    bench.order(&Order::SetOutput { share: 0.5 });
    bench.run(60.0);
    assert_eq!(ends(&bench), (5, 0), "lit, and at its output");
    bench.order(&Order::SetOutput { share: 1.0 });
    bench.order(&Order::Scram {});
    bench.run(10.0);
    assert_eq!(ends(&bench), (6, 1), "out; the output is never reached");
    assert!(bench.core.open.is_empty());
}

#[test]
fn a_breach_leaves_a_bare_core_and_its_heat_in_the_chamber() {
    let mut bench = Bench::new(Initial { scram_sound: false, ..Initial::default() });
    bench.power_w = 0.0;
    bench.until(120.0, |bench| bench.core.phase == Phase::Breached);
    assert!(bench.saw(|event| matches!(event, Event::ScramFailed { .. })));
    bench.run(1.0);
    let class = &bench.class.core;
    assert!(bench.flows.contaminant_release_per_s[CHAMBER] >= class.hazard.contaminant_per_s);
    assert!(bench.flows.gamma_source_gy_m2_s[CHAMBER] >= class.hazard.residual_gy_m2_s);
    assert!(bench.flows.machine_heat_w[CHAMBER] > 0.1 * bench.core.spill_j);
}
