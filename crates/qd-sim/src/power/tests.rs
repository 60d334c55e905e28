//! A small grid: two main buses and an emergency bus, an auxiliary source, a battery, two controllers.

use super::*;
use crate::OrderId;
use crate::TICK_S;
use crate::cause::Cause;
use crate::crew::Task;
use crate::event::{Event as Happened, EventKind, EventSink};
use crate::flows::Work;
use crate::id::{BreakerId, BusId, ControllerId, LineId, LoadId, PersonId, SourceId};
use crate::world::Given;
use serde_json::{Value, json};

const MAIN_A: BusId = BusId(0);
const EMERGENCY: BusId = BusId(2);
const TIE: BreakerId = BreakerId(1);
const BATTERY_BREAKER: BreakerId = BreakerId(3);
const AUXILIARY: SourceId = SourceId(0);
const BATTERY: SourceId = SourceId(1);

fn load(key: &str, bus: u16, rated_w: f64, priority: u8) -> Value {
    json!({"key": key, "name": key, "bus": bus, "compartment": 0, "rated_w": rated_w, "priority": priority,
        "minimum": 0.2, "group": key, "standing": 1.0, "inrush": 3.0})
}

fn class() -> ShipClass {
    let bus = |key: &str, controller: u16| json!({"key": key, "name": key, "compartment": 0, "controller": controller});
    let line = |key: &str, from: u16, to: u16, breaker: u16| {
        json!({"key": key, "name": key, "from_bus": from, "to_bus": to, "breaker": breaker,
            "resistance_ohm": 0.05, "limit_w": 1e7})
    };
    let breaker = |key: &str, pickup_w: f64, undervoltage_pu: f64| {
        json!({"key": key, "name": key, "compartment": 0, "controller": 0, "pickup_w": pickup_w,
            "time_multiplier": 0.5, "undervoltage_pu": undervoltage_pu, "undervoltage_s": 1.0})
    };
    let power = json!({
        "nominal_v": 10_000.0, "knee_pu": 0.9, "dead_pu": 0.5, "hold_up_s": 0.2,
        "bus": [bus("main-a", 0), bus("main-b", 0), bus("emergency", 1)],
        "line": [line("a-b", 0, 1, 0), line("tie", 0, 2, 1)],
        "breaker": [breaker("a-b", 1e7, 0.0), breaker("tie", 1e7, 0.0), breaker("auxiliary", 2.2e7, 0.7),
            breaker("battery", 5e6, 0.75)],
        "source": [
            {"key": "auxiliary", "name": "", "kind": "fusion", "bus": 0, "compartment": 0, "breaker": 2,
                "controller": 0, "rated_w": 2e7, "set_pu": 1.03, "droop_pu": 0.05, "igniter_load": 4,
                "coolant_load": 5, "start_energy_j": 6e7, "start_uncontrolled": 8.0},
            {"key": "battery", "name": "", "kind": "battery", "bus": 2, "compartment": 0, "breaker": 3,
                "controller": 1, "rated_w": 4e6, "set_pu": 0.99, "droop_pu": 0.04, "capacity_j": 3e9,
                "sag_pu": 0.05, "charge_w": 5e5}],
        "load": [load("shields", 0, 6e6, 9), load("heaters", 1, 6e6, 5), load("lights", 1, 2e6, 2),
            load("life", 2, 1e6, 1),
            {"key": "igniter", "name": "", "bus": 2, "compartment": 0, "rated_w": 1e6, "heat_share": 0.0, "priority": 2,
                "minimum": 0.1, "group": "start"},
            {"key": "coolant", "name": "", "bus": 2, "compartment": 0, "rated_w": 2e5, "priority": 2,
                "minimum": 0.1, "group": "start"},
            load("control-main", 2, 1e4, 1), load("control-emergency", 2, 1e4, 1)],
        "controller": [
            {"key": "main", "name": "main grid control", "compartment": 0, "load": 6, "recode_s": 30.0},
            {"key": "emergency", "name": "emergency control", "compartment": 0, "load": 7, "recode_s": 30.0}],
    });
    let mut class =
        ShipClass { power: serde_json::from_value(power).expect("a grid"), ..ShipClass::default() };
    class.deckplan.compartment = serde_json::from_value(json!([{"key": "room", "name": "room", "deck": 1,
        "low_body_m": [0.0, 0.0, 0.0], "high_body_m": [4.0, 4.0, 3.0], "gas_share": 0.8,
        "structure_heat_j_k": 1e6}]))
    .expect("a room");
    class
}

struct Bench {
    class: ShipClass,
    power: Power,
    flows: Flows,
    tick: u32,
    happened: Vec<Happened>,
}

impl Bench {
    fn new(class: ShipClass, initial: Initial) -> Self {
        let mut scenario = Scenario { power: initial, ..Scenario::default() };
        scenario.core.running = false;
        let (power, flows) = (Power::new(&class, &scenario), Flows::new(&class));
        Self { class, power, flows, tick: 0, happened: Vec::new() }
    }
    fn act(&mut self, act: impl FnOnce(&mut Power, &mut Flows, &mut Tick<'_>)) {
        let mut cx = Tick { class: &self.class, seed: 1, tick: self.tick, events: EventSink::new(self.tick) };
        act(&mut self.power, &mut self.flows, &mut cx);
        self.happened.extend(cx.events.finish());
    }
    fn run(&mut self, seconds: f64) -> &mut Self {
        for _ in 0..(seconds / TICK_S) as u32 {
            self.flows.demand_w.fill(0.0);
            self.act(|power, flows, cx| power.step(flows, cx));
            self.tick += 1;
            let account = &self.power.account;
            let bound_w = 1e-9 * account.throughput_w();
            assert!(account.residual_w().abs() <= bound_w, "tick {}: {account:?}", self.tick);
        }
        self
    }
    fn order(&mut self, order: &Order) {
        let given =
            Given { cause: Cause::Order(OrderId(7)), order: OrderId(7), by_person: PersonId(0), seat: None };
        self.act(|power, flows, cx| power.apply(order, given, flows, cx));
    }
    fn work(&mut self, task: Task, seconds: f64) {
        for _ in 0..(seconds / TICK_S) as u32 {
            self.flows.work = vec![Work {
                person: PersonId(0),
                task,
                effort_s: TICK_S,
                quality: 1.0,
                cause: Cause::Initial,
            }];
            self.flows.work_stands.clear();
            self.run(TICK_S);
        }
        self.flows.work.clear();
    }
    fn volts(&self, bus: BusId) -> f64 {
        self.power.voltage_pu(&self.class.power, bus)
    }
    fn saw(&self, wanted: impl Fn(&Event) -> bool) -> bool {
        self.happened.iter().any(|event| matches!(&event.kind, EventKind::Power(event) if wanted(event)))
    }
}

fn tie_open() -> InitialBreaker {
    InitialBreaker { breaker: TIE, closed: false, heat: 0.0, failed: false }
}

/// The main grid dark, its controller crashed, the emergency bus on its battery.
fn blackout() -> Initial {
    Initial {
        source: vec![InitialSource {
            source: AUXILIARY,
            running: false,
            health: 1.0,
            charge: 1.0,
            temperature_k: None,
        }],
        breaker: vec![tie_open()],
        down_controllers: vec![ControllerId(0)],
        ..Initial::default()
    }
}

#[test]
fn a_sound_grid_rests() {
    let mut bench = Bench::new(class(), Initial::default());
    bench.run(20.0);
    for bus in bench.power.bus.ids() {
        assert!((0.95..1.05).contains(&bench.volts(bus)), "{bus:?} at {}", bench.volts(bus));
    }
    for (id, supply) in bench.flows.supply.iter() {
        let wanted_w = supply.demand_w;
        assert!((supply.delivered_w - wanted_w).abs() <= 1e-6 * wanted_w, "{id:?}: {supply:?}");
    }
    assert!(bench.happened.is_empty(), "{:?}", bench.happened);
    assert!(bench.power.surplus_w(MAIN_A) > 0.0);
}

#[test]
fn the_books_notice_one_watt() {
    let mut bench = Bench::new(class(), Initial::default());
    bench.run(5.0);
    let (power, flows) = (&bench.power, &bench.flows);
    // Summed anew from what went out to others, not from the account itself.
    let mut terms: Vec<f64> = flows.supply.rows().iter().map(|supply| -supply.delivered_w).collect();
    terms.extend(power.line.rows().iter().map(|line| -line.loss_w));
    terms.extend(power.source.rows().iter().map(|source| source.delivered_w));
    terms.push(-power.account.smoothing_w);
    let bound_w = 1e-9 * power.account.throughput_w();
    assert!(terms.iter().sum::<f64>().abs() <= bound_w);
    for dropped in 0..terms.len() {
        let sum_w: f64 = terms.iter().enumerate().map(|(at, term)| term - f64::from(at == dropped)).sum();
        assert!(sum_w.abs() > bound_w, "flow {dropped} may lose a watt unseen");
    }
}

#[test]
fn trip_times_follow_the_standard() {
    let check = |curve, overload: f64, expect_s: f64| {
        let time_s = trip_time_s(curve, 1.0, overload);
        assert!((time_s - expect_s).abs() < 0.01 * expect_s, "{curve:?} at {overload}: {time_s}");
    };
    check(Curve::Standard, 2.0, 10.03);
    check(Curve::Very, 2.0, 13.5);
    check(Curve::Extremely, 2.0, 26.67);
    check(Curve::Standard, 10.0, 2.97);
    assert_eq!(trip_time_s(Curve::Very, 1.0, 1.0), f64::INFINITY);
}

#[test]
fn an_overloaded_line_trips_when_its_heat_says() {
    let mut class = class();
    class.power.line[LineId(0)].breaker = Some(BreakerId(0));
    class.power.breaker[BreakerId(0)].pickup_w = 6e6;
    let mut bench = Bench::new(class, Initial::default());
    bench.run(1.0);
    let (first, left_s) = bench.power.first_to_trip(&bench.class.power).expect("one is overloaded");
    assert_eq!(first, BreakerId(0));
    bench.run(left_s - 0.5);
    assert!(bench.power.breaker[first].closed);
    bench.run(1.0);
    assert_eq!(bench.power.breaker[first].tripped, Some(Trip::Overload));
    assert!(bench.power.bus[BusId(1)].dead && !bench.power.bus[MAIN_A].dead);
    let dead = bench.happened.iter().find(|e| matches!(e.kind, EventKind::Power(Event::BusDead { .. })));
    let tripped =
        bench.happened.iter().find(|e| matches!(e.kind, EventKind::Power(Event::BreakerTripped { .. })));
    assert_eq!(dead.expect("dead").causes[0], Cause::Event(tripped.expect("tripped").id));
}

#[test]
fn shedding_goes_by_priority_then_equally() {
    let mut initial = Initial::default();
    initial.source.push(InitialSource {
        source: AUXILIARY,
        running: true,
        health: 0.4,
        charge: 1.0,
        temperature_k: None,
    });
    let mut bench = Bench::new(class(), initial);
    bench.run(3.0);
    let kept: Vec<f64> = bench.power.load.rows().iter().map(|load| load.unshed).collect();
    assert!(kept[0] < 0.9, "the least needed is cut: {kept:?}");
    assert!(kept[1] == 1.0 && kept[2] == 1.0 && kept[3] == 1.0, "{kept:?}");
    assert!(bench.saw(|event| matches!(event, Event::LoadShed { .. })));
    // A person's choice moves the cut.
    bench.order(&Order::SetPriority { load: LoadId(0), priority: 1 });
    bench.run(1.0);
    assert_eq!(bench.power.load[LoadId(0)].unshed, 1.0);
    assert!(bench.power.load[LoadId(1)].unshed < 1.0);
}

#[test]
fn whoever_wants_nothing_is_left_a_number_where_what_cannot_be_shed_is_too_much() {
    let mut class = class();
    // What feeds a controller is never shed, and here it wants more than all sources give. Of those kept longest nobody
    // wants anything.
    class.power.load[LoadId(6)].rated_w = 1e9;
    let mut bench = Bench::new(class, Initial::default());
    bench.power.load[LoadId(3)].on = false;
    bench.run(TICK_S);
    let kept: Vec<f64> = bench.power.load.rows().iter().map(|load| load.unshed).collect();
    assert!(kept.iter().all(|kept| (0.0..=1.0).contains(kept)), "{kept:?}");
    assert_eq!((kept[1], kept[6]), (0.0, 1.0), "the heaters get nothing, the controller is not asked");
}

#[test]
fn devices_brown_out_each_in_its_way() {
    let check = |brownout, ratio, expect: f64| {
        assert_eq!(function(brownout, 0.5, ratio), expect, "{brownout:?} {ratio}");
    };
    check(Brownout::Linear, 0.75, 0.75);
    check(Brownout::Linear, 0.4, 0.0);
    check(Brownout::Step, 0.5, 1.0);
    check(Brownout::Step, 0.49, 0.0);
    check(Brownout::Ramp, 0.75, 0.5);
    check(Brownout::Ramp, 1.0, 1.0);
}

#[test]
fn the_dark_grid_comes_back_in_the_right_order() {
    let mut bench = Bench::new(class(), blackout());
    bench.run(2.0);
    assert!(bench.power.bus[MAIN_A].dead && !bench.power.bus[EMERGENCY].dead);
    bench.work(Task::Recode { controller: ControllerId(0) }, 31.0);
    assert!(bench.power.controls(ControllerId(0)));
    let achieved = |bench: &Bench| {
        let ends = bench
            .happened
            .iter()
            .filter(|event| matches!(event.kind, EventKind::Order(crate::order::Event::Achieved { .. })));
        ends.count()
    };
    bench.order(&Order::StartSource { source: AUXILIARY });
    assert_eq!(achieved(&bench), 0, "a start takes its time");
    bench.run(95.0);
    assert!(bench.power.runs(AUXILIARY), "{:?}", bench.power.source[AUXILIARY]);
    assert_eq!(achieved(&bench), 1);
    bench.run(10.0);
    assert!(!bench.power.bus[MAIN_A].dead && !bench.power.bus[EMERGENCY].dead);
    bench.order(&Order::CloseBreaker { breaker: TIE });
    bench.run(30.0);
    assert!((0..3).all(|bus| !bench.power.bus[BusId(bus)].dead));
    assert!(!bench.saw(|event| matches!(event, Event::BreakerTripped { .. })), "{:?}", bench.happened);
}

#[test]
fn a_wrong_order_takes_the_internal_power_too() {
    // Tied to the dark grid whose loads nobody sheds; or started before its controller is up.
    for wrong in [Order::CloseBreaker { breaker: TIE }, Order::StartSource { source: AUXILIARY }] {
        let mut bench = Bench::new(class(), blackout());
        bench.run(2.0);
        bench.order(&wrong);
        bench.run(60.0);
        let tripped = bench.power.breaker[BATTERY_BREAKER].tripped;
        assert!(tripped.is_some(), "{wrong:?}: {:?}", bench.happened);
        assert!(bench.power.bus[EMERGENCY].dead);
        assert!(!bench.power.controls(ControllerId(1)), "its program is lost");
    }
}

#[test]
fn breakers_are_worked_by_hand_without_a_controller() {
    let mut bench = Bench::new(class(), blackout());
    bench.run(1.0);
    bench.work(Task::WorkBreaker { breaker: BreakerId(0), close: false }, 7.0);
    assert!(bench.power.breaker[BreakerId(0)].closed);
    assert!(bench.flows.work_stands[0].left_s > 0.5);
    bench.work(Task::WorkBreaker { breaker: BreakerId(0), close: false }, 1.2);
    assert!(!bench.power.breaker[BreakerId(0)].closed);
    assert_eq!(bench.flows.work_stands[0].left_s, 0.0);
}

#[test]
fn a_hot_source_without_coolant_trips() {
    let mut class = class();
    class.power.load[LoadId(5)].rated_w = 1.0;
    let mut initial = Initial::default();
    initial.load.push(InitialLoad { load: LoadId(5), on: false, priority: None, share: 1.0 });
    let mut bench = Bench::new(class, initial);
    bench.run(120.0);
    assert!(bench.saw(|event| matches!(event, Event::SourceTripped { why: SourceTrip::Temperature, .. })));
}

#[test]
fn a_battery_empties_by_what_it_gives() {
    let mut bench = Bench::new(class(), blackout());
    let before_j = bench.power.source[BATTERY].charge_j;
    let mut given_j = 0.0;
    for _ in 0..200 {
        bench.run(TICK_S);
        given_j += bench.power.account.cells_w * TICK_S;
    }
    let lost_j = before_j - bench.power.source[BATTERY].charge_j;
    assert!((lost_j - given_j).abs() < 1e-6 * given_j, "{lost_j} {given_j}");
}

#[test]
fn what_is_too_hot_fails_until_it_is_repaired() {
    let mut class = class();
    let load = LoadId(0);
    let place = class.power.load[load].compartment;
    // Everything stands in one room here: only this one bears so little.
    class.power.load[load].limit_temperature_k = 310.0;
    let mut bench = Bench::new(class, Initial::default());
    bench.run(5.0);
    assert!(bench.flows.supply[load].function > 0.9);
    bench.flows.structure_temperature_k[place] = 311.0;
    bench.run(2.0);
    assert!(bench.saw(|event| matches!(event, Event::LoadFailed { .. })));
    assert_eq!((bench.flows.supply[load].function, bench.flows.supply[load].delivered_w), (0.0, 0.0));
    // Cool again it is still broken; hands mend it.
    bench.flows.structure_temperature_k[place] = 293.0;
    bench.run(5.0);
    assert_eq!(bench.flows.supply[load].function, 0.0);
    bench.work(Task::RepairLoad { load }, bench.class.power.load[load].repair_s + 1.0);
    bench.run(1.0);
    assert!(bench.saw(|event| matches!(event, Event::LoadRepaired { .. })));
    assert!(bench.flows.supply[load].function > 0.9);
}

#[test]
fn an_emptied_battery_takes_charge_and_gives_again() {
    let mut bench = Bench::new(class(), Initial { breaker: vec![tie_open()], ..Initial::default() });
    let capacity_j = bench.class.power.source[BATTERY].capacity_j;
    bench.power.source[BATTERY].charge_j = 1.0;
    bench.run(5.0);
    assert!(bench.saw(|event| matches!(event, Event::SourceTripped { why: SourceTrip::Exhausted, .. })));
    assert!(bench.power.source[BATTERY].spent);
    assert_eq!(bench.power.source[BATTERY].capability_w, 0.0);
    // Its breaker opened when its bus went down with it.
    bench.order(&Order::CloseBreaker { breaker: TIE });
    bench.run(10.0);
    bench.order(&Order::CloseBreaker { breaker: BATTERY_BREAKER });
    for _ in 0..600 {
        bench.run(1.0);
        if !bench.power.source[BATTERY].spent {
            break;
        }
    }
    let state = &bench.power.source[BATTERY];
    assert!(!state.spent && state.charge_j > 0.019 * capacity_j, "{state:?}");
}

#[test]
fn a_copy_without_its_working_space_goes_on_alike() {
    let mut bench = Bench::new(class(), blackout());
    bench.run(3.0);
    let bytes = bytes(&bench.power);
    let restored: Power = postcard::from_bytes(&bytes).expect("a snapshot");
    let mut other = Bench::new(class(), blackout());
    other.power = restored;
    other.flows = bench.flows.clone();
    other.tick = bench.tick;
    bench.order(&Order::CloseBreaker { breaker: TIE });
    other.order(&Order::CloseBreaker { breaker: TIE });
    bench.run(5.0);
    other.run(5.0);
    assert_eq!(bytes_of(&bench), bytes_of(&other));
}

fn bytes(power: &Power) -> Vec<u8> {
    postcard::to_stdvec(power).expect("plain data")
}

fn bytes_of(bench: &Bench) -> Vec<u8> {
    bytes(&bench.power)
}

#[test]
#[ignore = "prints a figure"]
fn time_a_tick() {
    let mut class = class();
    let power = &mut class.power;
    for at in 3..60u16 {
        let mut bus = power.bus[BusId(0)].clone();
        bus.key = format!("b{at}");
        power.bus.push(bus);
        for from in [at - 1, at / 2] {
            let mut line = power.line[LineId(0)].clone();
            let mut breaker = power.breaker[BreakerId(0)].clone();
            breaker.key = format!("br{at}");
            line.breaker = Some(power.breaker.push(breaker));
            (line.from_bus, line.to_bus) = (BusId(from), BusId(at));
            power.line.push(line);
        }
        for _ in 0..3 {
            let mut load = power.load[LoadId(3)].clone();
            load.bus = BusId(at);
            load.rated_w = 4e4;
            power.load.push(load);
        }
    }
    let mut bench = Bench::new(class, Initial::default());
    bench.run(10.0);
    eprintln!("{} loads {} lines", bench.class.power.load.len(), bench.class.power.line.len());
    let mut cx = Tick { class: &bench.class, seed: 1, tick: 0, events: EventSink::new(0) };
    // The least of many stretches: what else the machine does should not count.
    let mut least_s = f64::INFINITY;
    for _ in 0..400 {
        #[allow(clippy::disallowed_methods, reason = "a figure for people, not for the ship")]
        let begun = std::time::Instant::now();
        for _ in 0..100 {
            bench.power.step(&mut bench.flows, &mut cx);
        }
        least_s = least_s.min(begun.elapsed().as_secs_f64() / 100.0);
    }
    eprintln!("{:.2} µs a tick", least_s * 1e6);
}
