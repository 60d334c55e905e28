//! Accounts that close, doors that do not chatter, and what lack of life support does.

use super::*;
use crate::class::ShipClass;
use crate::crew::Person;
use crate::deckplan::{Compartment, Portal};
use crate::event::EventSink;
use crate::power::Load;
use std::sync::Arc;

/// A ship of `count` rooms of 60 m³ in a row, each joined to the next, one plant for all, one circuit of light.
fn ship(count: u16) -> ShipClass {
    let mut class = ShipClass::default();
    for number in 0..count {
        let x = f64::from(number) * 5.0;
        class.deckplan.compartment.push(Compartment {
            key: format!("room-{number}"),
            name: format!("Room {number}"),
            deck: 1,
            low_body_m: [x, 0.0, 0.0],
            high_body_m: [x + 5.0, 4.0, 3.0],
            gas_share: 1.0,
            structure_heat_j_k: 2e6,
        });
    }
    for number in 1..count {
        let text = format!(
            r#"{{"key":"door-{number}","name":"d","from_compartment":{},"to_compartment":{number},
            "kind":"arch","area_m2":2.0,"shielding_tvl":0.0,"load":null,"glass":false}}"#,
            number - 1
        );
        class.deckplan.portal.push(serde_json::from_str::<Portal>(&text).expect("a portal"));
    }
    for key in ["fan", "scrubber", "climate", "lamp"] {
        let text = format!(
            r#"{{"key":"{key}","name":"{key}","bus":0,"compartment":0,"rated_w":20000.0,"priority":1,
            "minimum":0.0,"group":"life_support","heat_share":0.25}}"#
        );
        class.power.load.push(serde_json::from_str::<Load>(&text).expect("a load"));
    }
    let everywhere: Vec<CompartmentId> = (0..count).map(CompartmentId).collect();
    class.air.plant.push(Plant {
        key: "plant".into(),
        name: "plant".into(),
        fan_load: LoadId(0),
        scrubber_load: LoadId(1),
        climate_load: LoadId(2),
        compartments: everywhere.clone(),
        changes_per_h: 6.0,
        scrubber_mol_s: 1.0,
        oxygen_mol_s: 1.0,
        oxygen_mol: 1e5,
        nitrogen_mol: 1e5,
        cooling_ratio: 3.0,
    });
    class.air.lighting.push(Lighting { load: LoadId(3), compartments: everywhere, brightness: 0.8 });
    class
}

struct Bench {
    class: Arc<ShipClass>,
    deckplan: Deckplan,
    crew: Crew,
    flows: Flows,
    air: Air,
    tick: u32,
}

impl Bench {
    fn new(class: ShipClass, scenario: &Scenario) -> Self {
        let class = Arc::new(class);
        let deckplan = Deckplan::new(&class, scenario);
        let (flows, air) = (Flows::new(&class), Air::new(&class, scenario));
        Self { class, deckplan, crew: Crew::default(), flows, air, tick: 0 }
    }

    fn people(&mut self, compartment: u16, count: u16) {
        for _ in 0..count {
            let body = crate::crew::body::Body::default();
            self.crew.person.push(Person::new(CompartmentId(compartment), [0.0; 3], body));
        }
    }

    fn power(&mut self, function: f64) {
        for (_, supply) in self.flows.supply.iter_mut() {
            supply.function = function;
            supply.delivered_w = 20_000.0 * function;
            supply.useful_w = 0.75 * supply.delivered_w;
        }
        self.flows.supply[LoadId(3)].useful_w = 150.0 * function;
    }

    fn run(&mut self, seconds: u32) -> Vec<crate::Event> {
        self.ticks(seconds * crate::TICKS_PER_SECOND)
    }

    fn ticks(&mut self, count: u32) -> Vec<crate::Event> {
        let mut events = Vec::new();
        for _ in 0..count {
            let class = Arc::clone(&self.class);
            let sink = EventSink::new(self.tick);
            let mut cx = Tick { class: &class, seed: 1, tick: self.tick, events: sink };
            self.air.step(&self.deckplan, &self.crew, &mut self.flows, &mut cx);
            events.extend(cx.events.finish());
            self.tick += 1;
        }
        events
    }
}

#[test]
fn every_gas_and_the_heat_close() {
    let mut bench = Bench::new(ship(8), &Scenario::default());
    bench.people(2, 10);
    bench.power(0.7);
    bench.flows.wound_area_m2[CompartmentId(7)] = 0.002;
    bench.flows.hot_gas_kg_s[CompartmentId(6)] = 0.01;
    bench.flows.hot_gas_temperature_k = 2500.0;
    bench.flows.motion.dynamic_pressure_pa = 80_000.0;
    bench.flows.contaminant_release_per_s[CompartmentId(0)] = 50.0;
    bench.flows.filter_flow_m3_s[CompartmentId(1)] = 1.0;
    bench.flows.electric_heat_w.fill(900.0);
    bench.flows.machine_heat_w[CompartmentId(3)] = 4000.0;
    bench.flows.hull_heat_w[CompartmentId(5)] = 7000.0;
    let before = bench.air.contents(&bench.class.deckplan);
    bench.run(300);
    let after = bench.air.contents(&bench.class.deckplan);
    let ledger = bench.air.ledger;
    let accounts = [
        ledger.oxygen_mol,
        ledger.nitrogen_mol,
        ledger.carbon_dioxide_mol,
        ledger.contaminant,
        ledger.heat_j,
    ];
    for (place, account) in accounts.into_iter().enumerate() {
        let gap = after[place] - before[place] - account.net();
        assert!(account.throughput() > 0.0, "account {place} saw nothing");
        assert!(
            gap.abs() <= 1e-9 * account.throughput(),
            "account {place}: {gap} of {}",
            account.throughput()
        );
    }
}

#[test]
fn the_heat_of_each_compartment_closes_and_no_watt_is_lost() {
    let start = Bench::new(ship(4), &Scenario::default());
    let held = |bench: &Bench, id: CompartmentId| {
        let room = &bench.air.room[id];
        let walls_j = room.structure_k * bench.class.deckplan.compartment[id].structure_heat_j_k;
        room.gas.energy_j + walls_j + bench.air.due[id].heat_j
    };
    // Each flow alone, in watts into the compartment: what is held must rise by just that.
    type Flow = fn(&mut Flows, f64);
    let flows: [Flow; 3] = [
        |flows, heat_w| flows.electric_heat_w[CompartmentId(1)] = heat_w,
        |flows, heat_w| flows.machine_heat_w[CompartmentId(1)] = heat_w,
        |flows, heat_w| flows.hull_heat_w[CompartmentId(1)] = heat_w,
    ];
    for set in flows {
        let mut bench = Bench::new(ship(4), &Scenario::default());
        set(&mut bench.flows, 5e5);
        bench.run(20);
        let sum: f64 = bench.air.room.ids().map(|id| held(&bench, id) - held(&start, id)).sum();
        assert!((sum - 5e5 * 20.0).abs() < 1e-9 * 5e5 * 20.0, "{sum}");
        for id in bench.air.room.ids() {
            let booked_j = bench.air.room[id].booked_j + bench.air.due[id].heat_j;
            let gap = held(&bench, id) - held(&start, id) - booked_j;
            assert!(gap.abs() < 1e-9 * 1e7, "{id:?}: {gap}");
        }
    }
    let mut lit = Bench::new(ship(4), &Scenario::default());
    lit.flows.supply[LoadId(3)].useful_w = 0.75e5;
    lit.run(20);
    let sum: f64 = lit.air.room.ids().map(|id| held(&lit, id) - held(&start, id)).sum();
    assert!((sum - 0.75e5 * 20.0).abs() < 1e-9 * 2e6, "{sum}");
}

/// Flows whose joules hang on the state are checked to half a watt: dropping one watt shows.
#[test]
fn breath_hot_gas_and_heaters_bring_their_heat() {
    let rise = |set: &dyn Fn(&mut Bench)| {
        let mut class = ship(2);
        class.deckplan.compartment.rows_mut()[1].structure_heat_j_k = 1e9;
        let mut bench = Bench::new(class, &Scenario::default());
        set(&mut bench);
        let before = bench.air.contents(&bench.class.deckplan);
        bench.run(20);
        let after = bench.air.contents(&bench.class.deckplan);
        let came: [f64; 5] = std::array::from_fn(|place| after[place] - before[place]);
        came
    };
    let [oxygen, _, carbon_dioxide, _, heat_j] = rise(&|bench| bench.people(1, 10));
    let carried_j = (oxygen * 21.1 + carbon_dioxide * 29.0) * 294.0;
    assert!(oxygen < 0.0 && (heat_j - carried_j - 1260.0 * 20.0).abs() < 10.0, "{heat_j} {carried_j}");
    let [oxygen, nitrogen, _, _, heat_j] = rise(&|bench| {
        bench.flows.motion.dynamic_pressure_pa = 1e7;
        bench.flows.hot_gas_kg_s[CompartmentId(1)] = 0.001;
        bench.flows.hot_gas_temperature_k = 1000.0;
    });
    let brought_j = (oxygen * (21.1 + 8.314_463) + nitrogen * (20.8 + 8.314_463)) * 1000.0;
    assert!((oxygen + nitrogen) > 0.6 && (heat_j - brought_j).abs() < 10.0, "{heat_j} {brought_j}");
    let [.., heat_j] = rise(&|bench| {
        bench.air.set_temperature_k = 300.0;
        bench.air.plant[0].climate_wanted_w = 400.0;
        for load in [LoadId(0), LoadId(2)] {
            bench.flows.supply[load].function = 1.0;
            bench.flows.supply[load].useful_w = 300.0;
        }
    });
    // What the last two ticks made waits for the next step.
    assert!((heat_j - 300.0 * 19.9).abs() < 1.0, "{heat_j}");
    // A cooler below its minimum draws power, gives it off as heat where it stands, and cools nothing.
    for (function, cools) in [(0.0, false), (1.0, true)] {
        let [.., heat_j] = rise(&|bench| {
            bench.air.set_temperature_k = 280.0;
            bench.air.plant[0].climate_wanted_w = -400.0;
            bench.flows.supply[LoadId(0)].function = 1.0;
            bench.flows.supply[LoadId(2)].function = function;
            bench.flows.supply[LoadId(2)].delivered_w = 400.0;
        });
        assert_eq!(heat_j < -100.0, cools, "function {function}: {heat_j}");
    }
}

/// What comes and goes between two steps of the air is neither lost nor made up.
#[test]
fn a_tick_of_heat_counts_as_a_tick_whenever_it_comes() {
    for tick in 0..10 {
        let mut bench = Bench::new(ship(4), &Scenario::default());
        let before = bench.air.contents(&bench.class.deckplan)[4];
        for at in 0..20 {
            let on = if at == tick { 1.0 } else { 0.0 };
            bench.flows.electric_heat_w[CompartmentId(1)] = on * 2e6;
            bench.flows.contaminant_release_per_s[CompartmentId(1)] = on * 60.0;
            bench.ticks(1);
        }
        let [.., contaminant, heat_j] = bench.air.contents(&bench.class.deckplan);
        assert!((heat_j - before - 1e5).abs() < 1e-3, "tick {tick}: {}", heat_j - before);
        assert!((contaminant - 3.0).abs() < 1e-9, "tick {tick}: {contaminant}");
    }
}

#[test]
fn dampers_shut_where_the_pressure_is_gone() {
    let mut class = ship(3);
    class.deckplan.portal = Table::default();
    let mut bench = Bench::new(class, &Scenario::default());
    bench.power(1.0);
    bench.flows.wound_area_m2[CompartmentId(0)] = 0.2;
    bench.run(300);
    assert!(bench.air.room[CompartmentId(0)].pressure_pa < 100.0);
    assert!(bench.air.room[CompartmentId(2)].pressure_pa > 95_000.0);
}

#[test]
fn an_open_door_does_not_chatter() {
    let mut scenario = Scenario::default();
    scenario.air.room.push(InitialRoom {
        compartment: CompartmentId(0),
        pressure_pa: Some(30_000.0),
        oxygen_share: None,
        carbon_dioxide_share: None,
        temperature_k: None,
        contaminant: 0.0,
    });
    let mut bench = Bench::new(ship(2), &scenario);
    let mut last = f64::INFINITY;
    for _ in 0..20 {
        bench.run(1);
        let gap = bench.air.room[CompartmentId(1)].pressure_pa - bench.air.room[CompartmentId(0)].pressure_pa;
        assert!(gap.abs() <= last.abs() + 1.0, "{gap} after {last}");
        last = gap;
    }
    assert!(last.abs() < 30.0, "{last}");
}

#[test]
fn life_support_keeps_a_room_and_its_loss_is_felt_in_order() {
    let mut bench = Bench::new(ship(2), &Scenario::default());
    bench.people(0, 6);
    bench.power(1.0);
    bench.run(3600);
    let kept = bench.air.breath(&bench.class.deckplan, CompartmentId(0));
    assert!((20_000.0..23_000.0).contains(&kept.oxygen_pa), "{kept:?}");
    assert!(kept.carbon_dioxide_pa < 1000.0 && (290.0..299.0).contains(&kept.temperature_k), "{kept:?}");
    bench.power(0.0);
    bench.people(0, 40);
    let events = bench.run(4 * 3600);
    let lost = bench.air.breath(&bench.class.deckplan, CompartmentId(0));
    assert!(lost.carbon_dioxide_pa > 2000.0 && lost.oxygen_pa < kept.oxygen_pa - 2000.0, "{lost:?}");
    assert!(matches!(events[0].kind, EventKind::Air(Event::PlantStopped { .. })));
    let (_, left) = bench.air.least_time_left().expect("people breathe");
    assert!(left.least_s() < 6.0 * 3600.0, "{left:?}");
}

#[test]
fn a_hole_empties_a_room_and_the_next_through_an_open_door() {
    let mut bench = Bench::new(ship(3), &Scenario::default());
    bench.flows.wound_area_m2[CompartmentId(0)] = 0.3;
    let events = bench.run(120);
    assert!(bench.air.room.rows().iter().all(|room| room.pressure_pa < 2000.0));
    assert!(
        bench.air.room.rows().iter().all(|room| room.temperature_k > 100.0 && room.gas.oxygen_mol >= 0.0)
    );
    assert!(
        events.iter().any(|event| matches!(
            event.kind,
            EventKind::Air(Event::AirChanged { to: Condition::Vented, .. })
        ))
    );
}

#[test]
fn shut_vents_keep_contaminant_where_it_is() {
    for (open, reaches) in [(true, true), (false, false)] {
        let mut class = ship(3);
        class.deckplan.portal = Table::default();
        let mut bench = Bench::new(class, &Scenario::default());
        bench.power(1.0);
        bench.air.room[CompartmentId(0)].vents_open = open;
        bench.flows.contaminant_release_per_s[CompartmentId(0)] = 10.0;
        bench.run(60);
        let found = bench.air.contaminant_per_m3(&bench.class.deckplan, CompartmentId(2));
        assert_eq!(found > 1e-3, reaches, "{found}");
    }
}

#[test]
fn fire_gets_in_where_the_room_is_empty_and_not_against_pressure() {
    let hottest = |pressure_pa: f64, wound_m2: f64| {
        let mut scenario = Scenario::default();
        let room = CompartmentId(0);
        scenario.air.room.push(InitialRoom {
            compartment: room,
            pressure_pa: Some(pressure_pa),
            oxygen_share: None,
            carbon_dioxide_share: None,
            temperature_k: None,
            contaminant: 0.0,
        });
        let mut bench = Bench::new(ship(1), &scenario);
        bench.flows.motion.dynamic_pressure_pa = 20_000.0;
        bench.flows.wound_area_m2[room] = wound_m2;
        bench.flows.hot_gas_kg_s[room] = 0.5;
        bench.flows.hot_gas_temperature_k = 4000.0;
        bench.run(20);
        bench.air.room[room].temperature_k
    };
    assert!(hottest(500.0, 0.05) > 700.0, "{}", hottest(500.0, 0.05));
    assert!(hottest(101_325.0, 0.0) < 300.0, "{}", hottest(101_325.0, 0.0));
}
