//! The fall with the ship's own laws: held belly-first she lives through it, tumbling she does not.

use qd_sim::class::{Scenario, ShipClass};
use qd_sim::event::EventSink;
use qd_sim::flight::{Flight, Initial, Mode, Thruster};
use qd_sim::flows::{Flows, Supply};
use qd_sim::heat::{Heat, Zone};
use qd_sim::id::{CompartmentId, FacingId, LoadId, Table};
use qd_sim::power::Load;
use qd_sim::world::Tick;
use qd_sim::{TICK_S, deckplan, engines, shields};

const LENGTH_M: f64 = 290.0;
const BEAM_M: f64 = 68.0;
const DEPTH_M: f64 = 50.0;
/// How far the centre of mass lies before the middle, m: it makes 73 degrees the trim.
const FORWARD_M: f64 = 1.432_8;

fn zone(key: &str, area_m2: f64, normal_body: [f64; 3], centre_body_m: [f64; 3], nose_radius_m: f64) -> Zone {
    Zone {
        key: key.into(),
        name: key.into(),
        area_m2,
        normal_body,
        centre_body_m: [centre_body_m[0] - FORWARD_M, centre_body_m[1], centre_body_m[2]],
        nose_radius_m,
        capacity_j_m2_k: 195_000.0,
        emissivity: 0.85,
        insulated_w_m2_k: 0.4,
        bare_w_m2_k: 150.0,
        melts_k: 1_750.0,
        melt_through_j_m2: 5.0e7,
        facing: FacingId(0),
        compartments: vec![CompartmentId(0)],
    }
}

/// A hull of 290 by 68 by 50 m: belly and back in six lengths, sides in four, bow, stern and two domes.
fn skin() -> Vec<Zone> {
    let mut zones = Vec::new();
    let strip = LENGTH_M / 6.0;
    for place in 0..6 {
        let x = LENGTH_M / 2.0 - (f64::from(place) + 0.5) * strip;
        let rocker = match place {
            0 => 0.05,
            5 => -0.05,
            _ => 0.0,
        };
        zones.push(zone("belly", strip * BEAM_M, [rocker, 0.0, 1.0], [x, 0.0, DEPTH_M / 2.0], 20.0));
        zones.push(zone("back", strip * BEAM_M, [0.0, 0.0, -1.0], [x, 0.0, -DEPTH_M / 2.0], 60.0));
    }
    let side = LENGTH_M / 4.0;
    for place in 0..4 {
        let x = LENGTH_M / 2.0 - (f64::from(place) + 0.5) * side;
        zones.push(zone("port", side * DEPTH_M, [0.0, -1.0, 0.0], [x, -BEAM_M / 2.0, 0.0], 36.0));
        zones.push(zone("starboard", side * DEPTH_M, [0.0, 1.0, 0.0], [x, BEAM_M / 2.0, 0.0], 36.0));
    }
    zones.push(zone("bow", BEAM_M * DEPTH_M, [1.0, 0.0, 0.0], [LENGTH_M / 2.0, 0.0, 0.0], 30.0));
    zones.push(zone("stern", BEAM_M * DEPTH_M, [-1.0, 0.0, 0.0], [-LENGTH_M / 2.0, 0.0, 0.0], 30.0));
    zones.push(zone("bridge-dome", 80.0, [0.3, 0.0, -1.0], [90.0, 0.0, -DEPTH_M / 2.0], 5.0));
    zones.push(zone("sensor-dome", 80.0, [0.3, 0.0, 1.0], [60.0, 0.0, DEPTH_M / 2.0], 5.0));
    zones
}

/// A load with only what has no default.
fn load() -> Load {
    let text = r#"{"key": "thrusters", "name": "A load", "bus": 0, "compartment": 0, "rated_w": 2e6, "priority": 1,
        "minimum": 0.2, "group": "test"}"#;
    serde_json::from_str(text).expect("every other field has a default")
}

fn ship() -> ShipClass {
    let mass_kg = 1.9e8;
    let squares = |one: f64, other: f64| mass_kg * (one * one + other * other) / 12.0;
    let mut class = ShipClass::default();
    class.heat.zone = Table::new(skin());
    class.power.load = Table::new(vec![load()]);
    class.flight = qd_sim::flight::Class {
        mass_kg,
        inertia_kg_m2: [squares(BEAM_M, DEPTH_M), squares(LENGTH_M, DEPTH_M), squares(LENGTH_M, BEAM_M)],
        propellant_kg: 3e6,
        exhaust_m_s: 4_500.0,
        turn_max_deg_s: 6.0,
        trim_attack_deg: 73.0,
        recovery_s: 25.0,
        computer_load: Some(LoadId(0)),
        thruster: Table::new(clusters()),
    };
    let engine = |y: f64| engines::Engine {
        key: "main".into(),
        name: "Main".into(),
        position_body_m: [-LENGTH_M / 2.0, y, 0.0],
        thrust_max_n: 1.865e9,
        exhaust_m_s: 3e5,
        efficiency: 0.9,
        spool_s: 15.0,
        gimbal_max_deg: 10.0,
    };
    class.engines =
        engines::Class { reaction_mass_kg: 2e7, engine: Table::new(vec![engine(-15.0), engine(15.0)]) };
    class.shields.facing = Table::new(vec![shields::Facing {
        key: "all".into(),
        name: "All".into(),
        load: LoadId(0),
        capacity_j: 1e9,
        hold_w: 1e6,
        keeps_off: 0.95,
        cost: 0.01,
    }]);
    class.deckplan.compartment = Table::new(vec![deckplan::Compartment {
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

fn clusters() -> Vec<Thruster> {
    let mut clusters = Vec::new();
    for x in [-130.0, 130.0] {
        for y in [-28.0, 28.0] {
            for z in [-16.0, 16.0] {
                clusters.push(Thruster {
                    key: "cluster".into(),
                    name: "Cluster".into(),
                    position_body_m: [x, y, z],
                    thrust_max_n: 1e7,
                    load: LoadId(0),
                });
            }
        }
    }
    clusters
}

fn fall(attack_deg: f64, turn_body_deg_s: [f64; 3]) -> Scenario {
    Scenario {
        flight: Initial {
            altitude_m: 170_000.0,
            speed_m_s: 7_550.0,
            path_angle_deg: -1.0,
            attack_deg,
            turn_body_deg_s,
            heading_deg: 0.0,
            ..Initial::default()
        },
        ..Scenario::default()
    }
}

/// What came of a fall.
#[derive(Clone, Copy, Debug, Default)]
struct Outcome {
    impact_s: Option<f64>,
    peak_g: f64,
    peak_s: f64,
    over_2g_s: f64,
    two_g_s: f64,
    ten_km_s: f64,
    lowest_m: f64,
    belly_max_k: f64,
    dome_max_k: f64,
    propellant_t: f64,
}

/// Flies up to 1500 s; at each time of the plan, s, attitude control is set, and the engines if there is plasma.
fn fly(class: &ShipClass, scenario: &Scenario, plan: &[(f64, Mode, f64)]) -> Outcome {
    let mut flight = Flight::new(class, scenario);
    let mut heat = Heat::new(class, scenario);
    let mut engines = engines::Engines::new(class, scenario);
    let mut flows = Flows::new(class);
    flows.supply[LoadId(0)] = Supply { function: 1.0, delivered_w: 2e6, ..Supply::default() };
    let mut outcome = Outcome { lowest_m: f64::MAX, ..Outcome::default() };
    for tick in 0..30_000 {
        let t_s = f64::from(tick) * TICK_S;
        let mut cx = Tick { class, seed: 1, tick, events: EventSink::new(tick) };
        for (at_s, mode, plasma_w) in plan {
            if (*at_s / TICK_S) as u32 == tick {
                flight.mode = *mode;
                flows.plasma_available_w = *plasma_w;
                let throttle = if *plasma_w > 0.0 { 1.0 } else { 0.0 };
                engines.engine.iter_mut().for_each(|(_, state)| state.throttle = throttle);
            }
        }
        engines.step(&mut flows, &mut cx);
        flight.step(&mut flows, &mut cx);
        heat.step(&mut flows, &mut cx);
        note(&mut outcome, t_s, class, &heat, &flows);
        if flows.motion.ground_contact {
            outcome.impact_s = Some(t_s);
            break;
        }
    }
    outcome.propellant_t = (class.flight.propellant_kg - flight.propellant_kg) / 1e3;
    outcome
}

fn note(outcome: &mut Outcome, t_s: f64, class: &ShipClass, heat: &Heat, flows: &Flows) {
    let load_g = flows.motion.felt_body_m_s2.length() / 9.806_65;
    if load_g > outcome.peak_g {
        (outcome.peak_g, outcome.peak_s) = (load_g, t_s);
    }
    if load_g > 2.0 {
        outcome.over_2g_s += TICK_S;
        outcome.two_g_s = if outcome.two_g_s == 0.0 { t_s } else { outcome.two_g_s };
    }
    if flows.motion.altitude_m < 1e4 && outcome.ten_km_s == 0.0 {
        outcome.ten_km_s = t_s;
    }
    outcome.lowest_m = outcome.lowest_m.min(flows.motion.altitude_m);
    for (id, zone) in class.heat.zone.iter() {
        let temperature_k = heat.zone[id].temperature_k;
        match zone.key.as_str() {
            "belly" => outcome.belly_max_k = outcome.belly_max_k.max(temperature_k),
            "bridge-dome" | "sensor-dome" => outcome.dome_max_k = outcome.dome_max_k.max(temperature_k),
            _ => {}
        }
    }
}

const TRIM: Mode = Mode::Trim { attack_deg: 73.0, bank_deg: 0.0 };
const LIST: [f64; 3] = [4.0, 3.0, -2.5];

fn show(name: &str, outcome: Outcome) -> Outcome {
    println!("{name}: {outcome:.1?}");
    outcome
}

#[test]
fn held_belly_first_she_comes_down_slowly_and_tumbling_hard() {
    let class = ship();
    let held = show("held", fly(&class, &fall(73.0, [0.0; 3]), &[(0.0, TRIM, 0.0)]));
    let tumbling = show("tumbling", fly(&class, &fall(73.0, LIST), &[]));
    assert!((840.0..900.0).contains(&held.impact_s.expect("nothing stops her")), "{held:?}");
    assert!((3.0..3.8).contains(&held.peak_g) && (170.0..210.0).contains(&held.over_2g_s), "{held:?}");
    assert!((480.0..520.0).contains(&held.two_g_s) && (800.0..850.0).contains(&held.ten_km_s), "{held:?}");
    assert!(held.dome_max_k > held.belly_max_k + 300.0 && held.dome_max_k < 1_700.0, "{held:?}");
    assert!((580.0..700.0).contains(&tumbling.impact_s.expect("nothing stops her")), "{tumbling:?}");
    assert!(tumbling.peak_g > 10.0, "{tumbling:?}");
}

#[test]
fn the_later_she_is_trimmed_the_harder_it_gets() {
    let class = ship();
    let mut before = 0.0;
    for from_s in [300.0, 460.0, 490.0, 520.0] {
        let outcome =
            show(&format!("trimmed from {from_s} s"), fly(&class, &fall(73.0, LIST), &[(from_s, TRIM, 0.0)]));
        assert!(outcome.peak_g > before, "{from_s}: {outcome:?}");
        assert!(outcome.propellant_t < 1_500.0, "{outcome:?}");
        before = outcome.peak_g;
    }
}

#[test]
fn engines_in_time_lift_her_out_and_too_late_do_not() {
    let class = ship();
    let up = Mode::Pitch { pitch_deg: 80.0 };
    let mut before = f64::MAX;
    for (back_s, saved) in [(600.0, true), (790.0, true), (836.0, true), (845.0, true), (862.0, false)] {
        let plan = [(100.0, TRIM, 0.0), (back_s, up, 1e15)];
        let outcome = show(&format!("power back at {back_s} s"), fly(&class, &fall(73.0, LIST), &plan));
        assert_eq!(outcome.impact_s.is_none(), saved, "{back_s}: {outcome:?}");
        assert!(outcome.lowest_m < before, "{back_s}: {outcome:?}");
        before = outcome.lowest_m;
    }
}

#[test]
fn the_prediction_agrees_with_the_flight() {
    let class = ship();
    let scenario = fall(73.0, [0.0; 3]);
    let mut flight = Flight::new(&class, &scenario);
    let mut flows = Flows::new(&class);
    flows.supply[LoadId(0)] = Supply { function: 1.0, ..Supply::default() };
    flight.mode = TRIM;
    for tick in 0..=400 {
        flight.step(&mut flows, &mut Tick { class: &class, seed: 1, tick, events: EventSink::new(tick) });
    }
    let ahead = flight.prediction;
    println!("{ahead:?}");
    let near =
        |value: Option<f64>, low: f64, high: f64| value.is_some_and(|value| (low..high).contains(&value));
    assert!(near(ahead.to_ground_s, 820.0, 880.0) && near(ahead.to_air_s, 210.0, 250.0), "{ahead:?}");
    assert!(near(ahead.to_no_return_s, 800.0, 850.0) && (3.0..3.8).contains(&ahead.peak_load_g), "{ahead:?}");
}

#[test]
fn without_air_nothing_is_lost_but_what_is_thrown_out() {
    let mut class = ship();
    class.heat.zone = Table::new(vec![]);
    let scenario = fall(20.0, LIST);
    let mut flight = Flight::new(&class, &scenario);
    let mut flows = Flows::new(&class);
    let (mass_kg, start) = (flight.mass_kg, flight.place);
    let inertia = glam::DVec3::from(class.flight.inertia_kg_m2);
    let energy = |place: &qd_sim::flight::dynamics::Place| {
        use qd_physics::constants::{PLANET_J2, PLANET_MU_M3_S2, PLANET_RADIUS_EQUATOR_M};
        use qd_physics::gravity::{potential_j2_j_kg, specific_energy_j_kg};
        specific_energy_j_kg(place.position_m, place.velocity_m_s, PLANET_MU_M3_S2)
            + potential_j2_j_kg(place.position_m, PLANET_MU_M3_S2, PLANET_RADIUS_EQUATOR_M, PLANET_J2)
    };
    let momentum = |place: &qd_sim::flight::dynamics::Place| {
        place.inertial_from_body * (inertia * place.turn_body_rad_s)
    };
    for tick in 0..6_000 {
        flight.step(&mut flows, &mut Tick { class: &class, seed: 1, tick, events: EventSink::new(tick) });
    }
    assert!((energy(&flight.place) / energy(&start) - 1.0).abs() < 1e-9);
    assert!(momentum(&flight.place).distance(momentum(&start)) < 1e-9 * momentum(&start).length());
    assert_eq!((flight.mass_kg, flight.propellant_kg), (mass_kg, class.flight.propellant_kg));
    flows.supply[LoadId(0)] = Supply { function: 1.0, ..Supply::default() };
    flight.mode = Mode::Damp {};
    for tick in 0..2_000 {
        flight.step(&mut flows, &mut Tick { class: &class, seed: 1, tick, events: EventSink::new(tick) });
    }
    assert!(flight.place.turn_body_rad_s.length() < 1e-3 && flight.held);
    let (lost, spent) = (mass_kg - flight.mass_kg, class.flight.propellant_kg - flight.propellant_kg);
    assert!(spent > 1e4 && (lost / spent - 1.0).abs() < 1e-9, "{lost} {spent}");
}

#[test]
fn every_mode_survives_a_snapshot() {
    let class = ship();
    let mut flight = Flight::new(&class, &fall(73.0, LIST));
    let turn_body_deg_s = [1.0, -2.0, 0.5];
    for mode in
        [Mode::Off {}, Mode::Damp {}, TRIM, Mode::Pitch { pitch_deg: 80.0 }, Mode::Manual { turn_body_deg_s }]
    {
        flight.mode = mode;
        let bytes = postcard::to_stdvec(&flight).expect("plain data");
        assert_eq!(postcard::from_bytes::<Flight>(&bytes).expect("plain data"), flight);
        let text = serde_json::to_string(&flight).expect("plain data");
        assert_eq!(serde_json::from_str::<Flight>(&text).expect("plain data"), flight);
    }
}

#[test]
fn she_weighs_what_her_tanks_hold_and_turns_by_it() {
    let class = ship();
    let mut scenario = fall(73.0, [0.0; 3]);
    scenario.flight.propellant = 0.5;
    scenario.engines.reaction_mass = 0.8;
    let flight = Flight::new(&class, &scenario);
    assert_eq!(flight.mass_kg, 1.9e8 - 1.5e6 - 4e6);
    let inertia = flight.inertia_kg_m2(&class.flight);
    assert!((inertia.y / class.flight.inertia_kg_m2[1] - flight.mass_kg / 1.9e8).abs() < 1e-12);
}

#[test]
fn the_last_burst_throws_out_what_is_left_and_no_more() {
    let class = ship();
    let mut scenario = fall(73.0, LIST);
    scenario.flight.altitude_m = 400_000.0;
    let mut flight = Flight::new(&class, &scenario);
    let mut flows = Flows::new(&class);
    flows.supply[LoadId(0)] = Supply { function: 1.0, ..Supply::default() };
    flight.mode = Mode::Damp {};
    let mut one = |kg: f64| {
        let mut flight = flight.clone();
        flight.propellant_kg = kg;
        flight.step(&mut flows, &mut Tick { class: &class, seed: 1, tick: 1, events: EventSink::new(1) });
        flight
    };
    let (still, full, last) = (one(0.0), one(3e6), one(10.0));
    let spent_kg = 3e6 - full.propellant_kg;
    assert!(spent_kg > 20.0, "{spent_kg}");
    let turned = |by: &Flight| (by.place.turn_body_rad_s - still.place.turn_body_rad_s).length();
    let share = turned(&last) / turned(&full);
    assert!((share / (10.0 / spent_kg) - 1.0).abs() < 1e-3, "{share}");
    assert_eq!(last.propellant_kg, 0.0);
    assert!((flight.mass_kg - last.mass_kg - 10.0).abs() < 1e-6);
}

#[test]
fn without_the_flight_computer_nothing_new_is_foreseen() {
    let class = ship();
    let mut flight = Flight::new(&class, &fall(73.0, [0.0; 3]));
    let mut flows = Flows::new(&class);
    let mut step = |flight: &mut Flight, function: f64| {
        flows.supply[LoadId(0)] = Supply { function, ..Supply::default() };
        flight.step(&mut flows, &mut Tick { class: &class, seed: 1, tick: 0, events: EventSink::new(0) });
        flight.prediction
    };
    assert_eq!(step(&mut flight, 0.0).to_ground_s, None);
    let foreseen = step(&mut flight, 1.0);
    let later = step(&mut flight, 0.0);
    let passed = foreseen.to_ground_s.expect("she falls") - later.to_ground_s.expect("she falls");
    assert!((passed - TICK_S).abs() < 1e-9, "only time passes");
}
