//! A small ship, walked through: bridge, two decks joined by a ladder and a lift, engineering, a lock, a chamber.

use super::errand::{Lock, chamber_steps};
use super::roster::Skill;
use super::*;
use crate::TICKS_PER_SECOND;
use crate::command::Seat;
use crate::deckplan::{Compartment, Deckplan, InitialDoor, Portal, PortalKind};
use crate::event::{Event as Happened, EventSink};
use crate::flows::{Supply, WorkStand};
use crate::id::{BusId, PortalId};
use crate::power::Load;
use crate::world::Tick;
use std::sync::Arc;

const BRIDGE: CompartmentId = CompartmentId(0);
const UPPER: CompartmentId = CompartmentId(1);
const LOWER: CompartmentId = CompartmentId(2);
const ENGINEERING: CompartmentId = CompartmentId(3);
const LOCK: CompartmentId = CompartmentId(4);
const CHAMBER: CompartmentId = CompartmentId(5);
const BRIDGE_DOOR: PortalId = PortalId(0);
const LADDER: PortalId = PortalId(1);
const LIFT: PortalId = PortalId(2);
const OUTER: PortalId = PortalId(4);
const INNER: PortalId = PortalId(5);
const DOORS: LoadId = LoadId(0);
const CAR: LoadId = LoadId(1);
const PLATING: LoadId = LoadId(2);
const WHO: PersonId = PersonId(0);
const OTHER: PersonId = PersonId(1);

fn room(key: &str, deck: u16, low: [f64; 3], high: [f64; 3]) -> Compartment {
    Compartment {
        key: key.to_owned(),
        name: key.to_owned(),
        deck,
        low_body_m: low,
        high_body_m: high,
        gas_share: 0.8,
        structure_heat_j_k: 1e6,
    }
}

fn door(
    key: &str,
    from: CompartmentId,
    to: CompartmentId,
    kind: PortalKind,
    load: Option<LoadId>,
    automatic: bool,
) -> Portal {
    Portal {
        key: key.to_owned(),
        name: key.to_owned(),
        from_compartment: from,
        to_compartment: to,
        kind,
        area_m2: 2.0,
        shielding_tvl: 0.0,
        load,
        glass: false,
        automatic,
        powered_s: None,
        hand_s: None,
        button_compartment: None,
    }
}

fn small_ship() -> ShipClass {
    let mut class = ShipClass::default();
    class.deckplan.compartment = Table::new(vec![
        room("bridge", 1, [60.0, -5.0, 0.0], [70.0, 5.0, 3.0]),
        room("upper", 1, [-60.0, -2.0, 0.0], [60.0, 2.0, 3.0]),
        room("lower", 2, [-60.0, -2.0, 3.5], [60.0, 2.0, 6.5]),
        room("engineering", 2, [-80.0, -10.0, 3.5], [-60.0, 10.0, 6.5]),
        room("lock", 2, [-83.0, -2.0, 3.5], [-80.0, 2.0, 6.5]),
        room("chamber", 2, [-90.0, -3.0, 3.5], [-83.0, 3.0, 6.5]),
    ]);
    class.deckplan.portal = Table::new(vec![
        door("bridge door", BRIDGE, UPPER, PortalKind::Door, Some(DOORS), true),
        door("ladder", UPPER, LOWER, PortalKind::Ladder, None, false),
        door("lift", UPPER, LOWER, PortalKind::Lift, Some(CAR), false),
        door("engineering door", LOWER, ENGINEERING, PortalKind::Door, Some(DOORS), true),
        door("outer door", ENGINEERING, LOCK, PortalKind::Door, Some(DOORS), false),
        door("inner door", LOCK, CHAMBER, PortalKind::Door, Some(DOORS), false),
    ]);
    let load = |key: &str| Load {
        key: key.to_owned(),
        name: key.to_owned(),
        bus: BusId(0),
        compartment: UPPER,
        rated_w: 1000.0,
        priority: 1,
        minimum: 0.0,
        group: "doors".to_owned(),
        brownout: crate::power::Brownout::default(),
        draw: crate::power::Draw::default(),
        standing: 0.0,
        inrush: 1.0,
        inrush_s: 3.0,
        limit_temperature_k: 358.15,
        repair_s: 180.0,
        heat_share: 1.0,
    };
    class.power.load = Table::new(vec![load("doors"), load("car"), load("plating")]);
    class.command.seat = Table::new(vec![Seat {
        key: "helm".to_owned(),
        name: "helm".to_owned(),
        compartment: BRIDGE,
        role: crate::procedure::Role::Helm,
        load: DOORS,
        may: Vec::new(),
        watch_persons: Vec::new(),
        watch_departments: Vec::new(),
    }]);
    class.crew.plating_load = Some(PLATING);
    class.crew.roster = vec![RosterRow {
        key: "hand".to_owned(),
        post: "hand".to_owned(),
        rank: Rank::Crewman,
        department: Department::Engineering,
        watch: 0,
        count: 3,
        station_compartments: vec![BRIDGE],
        quarters_compartments: vec![UPPER],
        skills: [(Skill::DamageControl, [0.8, 0.8])].into(),
    }];
    class
}

/// Crew and deck plan alone, with what the rest of the ship would give them.
struct Rig {
    class: Arc<ShipClass>,
    deckplan: Deckplan,
    crew: Crew,
    air: crate::air::Air,
    flows: Flows,
    tick: u32,
    power: [f64; 3],
    events: Vec<Happened>,
}

impl Rig {
    fn new(scenario: &Scenario) -> Self {
        let class = Arc::new(small_ship());
        Self {
            deckplan: Deckplan::new(&class, scenario),
            crew: Crew::new(&class, scenario, 7),
            air: crate::air::Air::default(),
            flows: Flows::new(&class),
            tick: 0,
            power: [1.0; 3],
            events: Vec::new(),
            class,
        }
    }
    fn with_cx<T>(&mut self, act: impl FnOnce(&mut Self, &mut Tick<'_>) -> T) -> T {
        let class = Arc::clone(&self.class);
        let mut cx = Tick { class: &class, seed: 7, tick: self.tick, events: EventSink::new(self.tick) };
        let given = act(self, &mut cx);
        self.events.extend(cx.events.finish());
        given
    }
    fn assign(&mut self, who: PersonId, steps: Vec<Step>) {
        self.with_cx(|rig, cx| rig.crew.assign(who, Errand::new(steps, None, Cause::Initial), cx));
    }
    fn step(&mut self) {
        for (load, function) in self.power.into_iter().enumerate() {
            let supply = Supply { function, ..Supply::default() };
            self.flows.supply[LoadId(u16::try_from(load).unwrap())] = supply;
        }
        self.with_cx(|rig, cx| {
            rig.crew.step_tasks(&rig.deckplan, &mut rig.flows, cx);
            rig.deckplan.step(&mut rig.flows, cx);
            rig.crew.step_bodies(&rig.air, &mut rig.flows, cx);
            rig.crew.step_movement(&rig.deckplan, &rig.air, &mut rig.flows, cx);
        });
        self.tick += 1;
    }
    /// Steps until nobody acts, or for so long; gives the time it took, s.
    fn run(&mut self, limit_s: u32) -> f64 {
        let from = self.tick;
        for _ in 0..limit_s * TICKS_PER_SECOND {
            self.step();
            if self.crew.active.is_empty() {
                break;
            }
        }
        f64::from(self.tick - from) * crate::TICK_S
    }
    fn happened(&self, what: impl Fn(&Event) -> bool) -> bool {
        self.events.iter().any(|event| matches!(&event.kind, EventKind::Crew(kind) if what(kind)))
    }
}

fn go(to_compartment: CompartmentId, run: bool) -> Vec<Step> {
    vec![Step::Go { to_compartment, run }]
}

#[test]
fn bridge_to_engineering_at_a_run_takes_under_a_minute() {
    let mut rig = Rig::new(&Scenario::default());
    rig.assign(WHO, go(ENGINEERING, true));
    let time_s = rig.run(200);
    assert_eq!(rig.crew.person[WHO].compartment, ENGINEERING);
    assert!((25.0..60.0).contains(&time_s), "{time_s}");
    // Walking takes longer, about as long as the route says.
    let mut walker = Rig::new(&Scenario::default());
    let expected_s = walker.crew.walk_s(&walker.class, &walker.deckplan, WHO, ENGINEERING);
    walker.assign(WHO, go(ENGINEERING, false));
    let walked_s = walker.run(400);
    assert!((walked_s / expected_s - 1.0).abs() < 0.1, "{walked_s} against {expected_s}");
    assert!(walked_s > 1.5 * time_s);
}

#[test]
fn what_slows_people_down() {
    let time_s = |change: &dyn Fn(&mut Rig)| {
        let mut rig = Rig::new(&Scenario::default());
        change(&mut rig);
        rig.assign(WHO, go(ENGINEERING, true));
        let time_s = rig.run(1200);
        let person = &rig.crew.person[WHO];
        assert_eq!(person.compartment, ENGINEERING, "{person:?} {:?}", rig.events);
        time_s
    };
    let free_s = time_s(&|_| {});
    let slower = |name: &str, least: f64, change: &dyn Fn(&mut Rig)| {
        let slow_s = time_s(change);
        assert!(slow_s > free_s + least, "{name}: {slow_s} against {free_s}");
    };
    slower("doors by hand", 5.0, &|rig| rig.power = [0.0, 0.0, 1.0]);
    slower("dark", 15.0, &|rig| rig.flows.light.fill(0.0));
    slower("load", 10.0, &|rig| rig.flows.motion.felt_body_m_s2.z = -8.0);
    slower("weightless", 5.0, &|rig| rig.power[2] = 0.0);
    slower("weak", 20.0, &|rig| {
        rig.crew.person[WHO].body.take(super::body::Injury {
            kind: super::body::InjuryKind::ArmFracture,
            severity: 0.9,
            treated: 0.0,
            cause: Cause::Initial,
        });
    });
    slower("carrying", 60.0, &|rig| {
        rig.crew.person[OTHER].body.alive = false;
        rig.crew.person[OTHER].position_body_m = rig.crew.person[WHO].position_body_m;
        rig.assign(WHO, vec![Step::Carry { person: OTHER }]);
        rig.run(10);
        assert_eq!(rig.crew.person[OTHER].carried_by, Some(WHO));
    });
}

#[test]
fn doors_bar_and_their_reason_is_given() {
    let jammed = |portal| {
        let mut scenario = Scenario::default();
        scenario.deckplan.door = vec![InitialDoor { portal, open: 0.0, jammed: true }];
        scenario
    };
    let fails = |mut rig: Rig, code: &str| {
        rig.assign(WHO, go(ENGINEERING, false));
        rig.run(120);
        assert_ne!(rig.crew.person[WHO].compartment, ENGINEERING);
        assert!(
            rig.happened(|event| matches!(event, Event::ErrandFailed { reason, .. } if reason.code == code))
        );
    };
    fails(Rig::new(&jammed(BRIDGE_DOOR)), "barred");
    let mut held = Rig::new(&Scenario::default());
    held.flows.portal_held[BRIDGE_DOOR] = Some(Cause::Law(crate::Law::Decontamination));
    fails(held, "door_held");
    // Two ways down: with the ladder jammed the lift serves, as long as it has power.
    let mut lift = Rig::new(&jammed(LADDER));
    lift.assign(WHO, go(ENGINEERING, false));
    lift.run(300);
    assert_eq!(lift.crew.person[WHO].compartment, ENGINEERING);
    let mut dead = Rig::new(&jammed(LADDER));
    dead.power[1] = 0.0;
    assert_eq!(dead.deckplan.portal[LIFT].passage, crate::deckplan::Passage::Barred);
    fails(dead, "barred");
}

#[test]
fn a_door_needs_power_or_hands() {
    let open_after = |power: f64, seconds: u32| {
        let mut rig = Rig::new(&Scenario::default());
        rig.power[0] = power;
        rig.crew.person[WHO].compartment = ENGINEERING;
        rig.crew.person[WHO].position_body_m =
            rig.class.deckplan.threshold_body_m(OUTER, ENGINEERING).to_array();
        rig.run(1);
        rig.assign(WHO, vec![Step::Door { portal: OUTER, open: true }]);
        for _ in 0..seconds * TICKS_PER_SECOND {
            rig.step();
        }
        rig.deckplan.portal[OUTER].open
    };
    assert_eq!(open_after(1.0, 2), 1.0);
    assert!(open_after(0.0, 2) < 0.5, "by hand it is slow");
    assert_eq!(open_after(0.0, 10), 1.0);
}

#[test]
fn into_the_chamber_and_back_as_far_as_strength_allows() {
    let lock = Lock {
        outside_compartment: ENGINEERING,
        lock_compartment: LOCK,
        chamber_compartment: CHAMBER,
        outer_portal: OUTER,
        inner_portal: INNER,
    };
    let task = Task::Patch { compartment: CHAMBER };
    let run = |collapses_at_s: f64| {
        let mut rig = Rig::new(&Scenario::default());
        rig.assign(WHO, chamber_steps(&lock, task));
        let (mut left_s, mut in_chamber_s) = (30.0, 0.0);
        for _ in 0..200 * TICKS_PER_SECOND {
            rig.step();
            for work in rig.flows.work.clone() {
                left_s -= work.effort_s;
                let stand = WorkStand { person: work.person, left_s, blocked: None, cause: work.cause };
                rig.flows.work_stands.push(stand);
            }
            in_chamber_s += f64::from(u8::from(rig.crew.person[WHO].compartment == CHAMBER)) * crate::TICK_S;
            if in_chamber_s > collapses_at_s {
                rig.crew.person[WHO].body.prostrate = true;
            }
        }
        rig
    };
    let saved = run(1e9);
    assert!(saved.happened(|event| matches!(event, Event::TaskDone { .. })));
    assert!(saved.happened(|event| matches!(event, Event::ErrandDone { .. })));
    let person = &saved.crew.person[WHO];
    assert_eq!((person.compartment, person.posture), (LOCK, Posture::Lying));
    assert_eq!((saved.deckplan.portal[INNER].open, saved.deckplan.portal[OUTER].open), (0.0, 0.0));
    let spent = run(10.0);
    assert!(spent.happened(|event| matches!(event, Event::TaskFailed { .. })));
    assert_eq!(spent.crew.person[WHO].compartment, CHAMBER);
    assert_eq!(spent.deckplan.portal[INNER].open, 1.0, "nobody shut it");
}

#[test]
fn a_jolt_throws_those_who_are_not_held() {
    let mut rig = Rig::new(&Scenario::default());
    rig.crew.put_in_seat(WHO, SeatId(0));
    assert_eq!(rig.crew.in_seat(SeatId(0)), Some(WHO));
    rig.crew.person[WHO].strapped = true;
    rig.run(2);
    rig.step();
    rig.flows.motion.felt_body_m_s2.y = 25.0;
    for _ in 0..4 {
        rig.step();
    }
    let fell = |who| rig.happened(|event| matches!(event, Event::Fell { person, .. } if *person == who));
    assert!(!fell(WHO), "the harness holds");
    assert!(fell(OTHER));
    assert_eq!(rig.crew.person[OTHER].posture, Posture::Lying);
    rig.flows.motion.felt_body_m_s2.y = 0.0;
    rig.run(20);
    assert_eq!(rig.crew.person[OTHER].posture, Posture::Standing, "gets up again");
    assert!(!rig.happened(|event| matches!(event, Event::Struck { .. })), "a short jolt throws nobody far");
    for _ in 0..20 {
        rig.flows.motion.felt_body_m_s2.y = 25.0;
        rig.step();
    }
    assert!(rig.happened(|event| matches!(event, Event::Struck { impact_m_s, .. } if *impact_m_s > 3.0)));
    assert!(!rig.happened(|event| matches!(event, Event::Injured { person: WHO, .. })));
}

#[test]
fn a_hand_reaches_the_glass_only_from_beside_it() {
    let raised = |at: PortalId| {
        let mut rig = Rig::new(&Scenario::default());
        rig.crew.person[WHO].compartment = LOCK;
        rig.crew.person[WHO].position_body_m = rig.class.deckplan.threshold_body_m(at, LOCK).to_array();
        rig.crew.person[WHO].body.prostrate = true;
        rig.assign(WHO, vec![Step::RaiseHand { portal: OUTER }]);
        rig.run(60);
        rig
    };
    assert_eq!(raised(OUTER).crew.person[WHO].hand_at, Some(OUTER), "lying at the glass");
    let far = raised(INNER);
    assert_eq!(far.crew.person[WHO].hand_at, None);
    assert!(
        far.happened(
            |event| matches!(event, Event::ErrandFailed { reason, .. } if reason.code == "too_weak")
        ),
        "whoever cannot get there is told so: {:?}",
        far.events
    );
}

#[test]
fn whoever_is_beside_the_hurt_can_take_on_treating_them() {
    let mut rig = Rig::new(&Scenario::default());
    let task = Task::Treat { person: OTHER };
    let steps = Order::Undertake { task }.steps(&rig.class);
    rig.crew.roster[WHO].skill[Skill::Medical as usize] = 0.6;
    rig.crew.person[OTHER].compartment = rig.crew.person[WHO].compartment;
    rig.crew.person[OTHER].body.take(super::body::Injury {
        kind: super::body::InjuryKind::ArmFracture,
        severity: 0.9,
        treated: 0.0,
        cause: Cause::Initial,
    });
    rig.assign(WHO, steps);
    rig.run(5);
    assert_eq!(rig.crew.person[WHO].job.map(|job| job.task), Some(task), "{:?}", rig.events);
}

#[test]
fn the_same_seed_makes_the_same_company() {
    let class = small_ship();
    let scenario = Scenario::default();
    assert_eq!(Crew::new(&class, &scenario, 1), Crew::new(&class, &scenario, 1));
    assert_ne!(Crew::new(&class, &scenario, 1).roster, Crew::new(&class, &scenario, 2).roster);
    for (id, key) in [(PersonId(0), "hand-1"), (PersonId(2), "hand-3")] {
        assert_eq!(class.crew.key(id), key);
        assert_eq!(class.crew.by_key(key), Some(id));
    }
    assert_eq!(class.crew.by_key("hand-4"), None);
}

#[test]
fn forgetting_ways_changes_nothing() {
    let mut rig = Rig::new(&Scenario::default());
    for _ in 0..10 {
        rig.step();
    }
    let before = rig.deckplan.walk_s(&rig.class.deckplan, BRIDGE, CHAMBER);
    rig.deckplan.routes = crate::deckplan::Routes::default();
    assert_eq!(rig.deckplan.walk_s(&rig.class.deckplan, BRIDGE, CHAMBER).to_bits(), before.to_bits());
    rig.power = [0.0; 3];
    for _ in 0..10 {
        rig.step();
    }
    assert!(
        rig.deckplan.walk_s(&rig.class.deckplan, BRIDGE, CHAMBER) > before + 10.0,
        "by hand it takes longer"
    );
}

#[test]
fn bad_air_is_fled_unless_somebody_is_guided() {
    let mut rig = Rig::new(&Scenario::default());
    rig.air = crate::air::Air::new(&rig.class, &Scenario::default());
    rig.air.room[BRIDGE].gas.oxygen_mol *= 0.4;
    rig.crew.person[OTHER].guided = true;
    rig.run(20);
    assert_eq!(rig.crew.person[WHO].compartment, UPPER);
    assert_eq!(rig.crew.person[OTHER].compartment, BRIDGE);
}

/// A whole company on its feet; run by hand for its cost, as nothing here may look at a clock.
#[test]
fn a_company_lives_through_a_minute() {
    let mut class = small_ship();
    class.crew.roster[0].count = 430;
    let class = Arc::new(class);
    let mut rig = Rig::new(&Scenario::default());
    rig.crew = Crew::new(&class, &Scenario::default(), 7);
    rig.class = class;
    let minutes = std::env::var("MINUTES").map_or(1, |minutes| minutes.parse().unwrap());
    for minute in 0..minutes {
        for who in 0..20 {
            let to = if minute % 2 == 0 { ENGINEERING } else { BRIDGE };
            rig.assign(PersonId(who), go(to, true));
        }
        rig.run(60);
    }
    let size = postcard::to_stdvec(&rig.crew).unwrap().len();
    assert!(size < 430 * 700, "{size} bytes");
    assert_eq!(rig.crew.alive, 430);
}
