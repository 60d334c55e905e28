//! The skin's account, its fire and its holes.

use super::*;
use crate::event::EventSink;
use crate::flows::Motion;

fn class() -> ShipClass {
    let zone = |normal_body: [f64; 3], nose_radius_m: f64| Zone {
        key: "zone".into(),
        name: "Zone".into(),
        area_m2: 2_900.0,
        normal_body,
        centre_body_m: [0.0, 0.0, 0.0],
        nose_radius_m,
        capacity_j_m2_k: 195_000.0,
        emissivity: 0.85,
        insulated_w_m2_k: 0.5,
        bare_w_m2_k: 150.0,
        melts_k: 1_700.0,
        melt_through_j_m2: 1e8,
        facing: FacingId(0),
        compartments: vec![CompartmentId(0)],
    };
    let mut class = ShipClass::default();
    class.heat.zone = Table::new(vec![zone([0.0, 0.0, 1.0], 60.0), zone([0.0, 0.0, -1.0], 60.0)]);
    class.shields.facing = Table::new(vec![crate::shields::Facing {
        key: "belly".into(),
        name: "Belly".into(),
        load: crate::id::LoadId(0),
        capacity_j: 1.0,
        hold_w: 0.0,
        keeps_off: 0.0,
        cost: 0.0,
    }]);
    class.deckplan.compartment = Table::new(vec![crate::deckplan::Compartment {
        key: "hold".into(),
        name: "Hold".into(),
        deck: 1,
        low_body_m: [0.0; 3],
        high_body_m: [1.0; 3],
        gas_share: 1.0,
        structure_heat_j_k: 1e8,
    }]);
    class
}

fn run(heat: &mut Heat, class: &ShipClass, flows: &mut Flows, seconds: u32) -> Vec<crate::Event> {
    let mut events = Vec::new();
    for tick in 0..seconds * 20 {
        let mut cx = Tick { class, seed: 1, tick, events: EventSink::new(tick) };
        heat.step(flows, &mut cx);
        events.extend(cx.events.finish());
    }
    events
}

fn entry() -> Motion {
    Motion {
        airspeed_m_s: 6_500.0,
        air_density_kg_m3: 3e-3,
        air_temperature_k: 250.0,
        air_pressure_pa: 200.0,
        dynamic_pressure_pa: 0.5 * 3e-3 * 6_500.0 * 6_500.0,
        wind_body: DVec3::Z,
        ..Motion::default()
    }
}

/// What the account leaves open over what passed through it; `lost_w` is a flow that somebody forgot.
fn account_error(lost_w: f64) -> f64 {
    let mut class = class();
    class.heat.zone.iter_mut().for_each(|(_, zone)| zone.area_m2 = 10.0);
    let mut scenario = Scenario::default();
    scenario.heat.bare = vec![Bare { zone: ZoneId(0), share: 0.2 }];
    let mut heat = Heat::new(&class, &scenario);
    let mut flows = Flows::new(&class);
    flows.motion = entry();
    let before = heat.held_j(&class);
    run(&mut heat, &class, &mut flows, 300);
    let account = heat.account;
    let kept = heat.held_j(&class) - before;
    let left = account.taken_j - account.radiated_j - account.conducted_j - kept + lost_w * 300.0;
    left.abs() / account.taken_j
}

#[test]
fn the_heat_account_closes_and_a_lost_watt_turns_it_red() {
    let check = |lost_w: f64| account_error(lost_w) < 1e-9;
    assert!(check(0.0), "{}", account_error(0.0));
    assert!(!check(1.0), "{}", account_error(1.0));
}

#[test]
fn the_belly_takes_the_heat_and_the_back_a_little() {
    let class = class();
    let mut flows = Flows::new(&class);
    flows.motion = entry();
    let [belly, back] = [0, 1].map(|zone| flux_w_m2(&class.heat.zone[ZoneId(zone)], &flows, 300.0));
    assert!((back / belly - LEE_SHARE).abs() < 1e-12);
    flows.motion.airspeed_m_s = 100.0;
    assert!(flux_w_m2(&class.heat.zone[ZoneId(0)], &flows, 1_000.0) < 0.0, "slow air cools a hot wall");
}

#[test]
fn a_plate_melts_through_and_opens_its_compartment() {
    let mut class = class();
    for (_, zone) in class.heat.zone.iter_mut() {
        zone.nose_radius_m = 0.05;
    }
    let mut heat = Heat::new(&class, &Scenario::default());
    let mut flows = Flows::new(&class);
    flows.motion = entry();
    let events = run(&mut heat, &class, &mut flows, 200);
    assert!(events.iter().any(|event| matches!(event.kind, EventKind::Heat(Event::BurntThrough { .. }))));
    assert!((heat.zone[ZoneId(0)].temperature_k >= 1_700.0) && flows.burnt.len() == 1);
    flows.wounds = std::mem::take(&mut flows.burnt);
    run(&mut heat, &class, &mut flows, 1);
    assert!(flows.hot_gas_kg_s[CompartmentId(0)] > 1.0, "the stream presses harder than the air inside");
    flows.inside_pressure_pa.fill(2e5);
    run(&mut heat, &class, &mut flows, 1);
    assert_eq!((flows.hot_gas_kg_s[CompartmentId(0)], flows.hot_gas_temperature_k), (0.0, SHOCK_GAS_MAX_K));
}

#[test]
fn shields_keep_heat_off_and_lost_insulation_lets_it_in() {
    let class = class();
    let mut flows = Flows::new(&class);
    flows.motion = entry();
    let hottest = |passed: f64, bare: f64, flows: &mut Flows| {
        let mut scenario = Scenario::default();
        scenario.heat.bare = vec![Bare { zone: ZoneId(0), share: bare }];
        let mut heat = Heat::new(&class, &scenario);
        flows.shield_heat_passed.fill(passed);
        run(&mut heat, &class, flows, 200);
        (heat.skin_max_k, flows.hull_heat_w[CompartmentId(0)])
    };
    let open = hottest(1.0, 0.0, &mut flows);
    let shielded = hottest(0.1, 0.0, &mut flows);
    let bare = hottest(1.0, 0.5, &mut flows);
    assert!(shielded.0 < open.0 - 150.0, "{shielded:?} {open:?}");
    assert!(bare.1 > 20.0 * open.1, "{bare:?} {open:?}");
}
