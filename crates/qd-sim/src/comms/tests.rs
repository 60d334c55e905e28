//! Tests of comms: calls, hearing, knowing.

use super::*;
use crate::command::bench::*;
use crate::event::EventKind;
use crate::order::Act;
use words::Side;

fn say(topic_text: &str) -> Act {
    Act::Comms(Order::Say { message: Message::Text { text: topic_text.into() } })
}

fn call(to_person: Option<PersonId>, to_compartment: Option<CompartmentId>) -> Act {
    Act::Comms(Order::Call { to_seat: None, to_person, to_compartment })
}

fn heard_by(bench: &Bench, person: PersonId) -> Vec<Way> {
    bench.world.comms.heard(person).map(|(_, way)| way).collect()
}

#[test]
fn who_hears_a_voice() {
    for (speaker, at, listener, there, way) in [
        (CAPTAIN, BRIDGE, FIRST, BRIDGE, Some(Way::Direct)),
        (CAPTAIN, BRIDGE, FIRST, MESS, None),
        (COOK, MESS, ENGINEER, ENGINEERING, Some(Way::Direct)),
        (MACHINIST, LOCK, COOK, ENGINEERING, Some(Way::Glass)),
        (MACHINIST, CompartmentId(3), COOK, ENGINEERING, None),
        (MACHINIST, CompartmentId(3), COOK, LOCK, None),
    ] {
        let mut bench = Bench::new();
        bench.put(speaker, at);
        bench.put(listener, there);
        bench.give(speaker, say("listen")).unwrap();
        assert_eq!(heard_by(&bench, listener).first().copied(), way, "{speaker:?} {at:?} to {there:?}");
    }
}

#[test]
fn the_unconscious_and_the_dead_hear_nothing_and_say_nothing() {
    let mut bench = Bench::new();
    bench.world.crew.person[FIRST].body.conscious = false;
    bench.give(CAPTAIN, say("wake up")).unwrap();
    assert!(heard_by(&bench, FIRST).is_empty());
    assert_eq!(bench.give(FIRST, say("I sleep")).unwrap_err().code, "unconscious");
    bench.kill(FIRST);
    assert_eq!(bench.give(FIRST, say("I am dead")).unwrap_err().code, "dead");
}

#[test]
fn a_call_is_answered_talked_over_and_hung_up() {
    let mut bench = Bench::new();
    bench.give(CAPTAIN, call(None, Some(ENGINEERING))).unwrap();
    let ringing = bench.world.comms.calls[0].clone();
    assert_eq!(ringing.to, End::Intercom { compartment: ENGINEERING });
    bench.give(ENGINEER, Act::Comms(Order::Answer { call: None })).unwrap();
    bench.give(ENGINEER, say("core is out")).unwrap();
    assert_eq!(heard_by(&bench, FIRST), [Way::Call], "all on the bridge hear the intercom");
    bench.give(CAPTAIN, say("understood")).unwrap();
    assert_eq!(heard_by(&bench, MACHINIST), [Way::Direct, Way::Call]);
    bench.give(CAPTAIN, Act::Comms(Order::HangUp {})).unwrap();
    assert!(bench.world.comms.calls.is_empty());
    bench.give(CAPTAIN, say("to myself")).unwrap();
    assert_eq!(heard_by(&bench, MACHINIST).len(), 2);
}

#[test]
fn those_in_no_chair_pick_up() {
    let mut bench = Bench::new();
    bench.give(CAPTAIN, call(Some(COOK), None)).unwrap();
    bench.run(3);
    assert_eq!(bench.world.comms.calls[0].answered_by_person, Some(COOK));
    let mut bench = Bench::new();
    bench.give(FIRST, call(Some(ENGINEER), None)).unwrap();
    bench.run(31);
    assert!(bench.world.comms.calls.is_empty());
    assert!(failed(&bench, "no_answer"), "whoever holds a chair answers by order");
}

fn failed(bench: &Bench, code: &str) -> bool {
    bench.happened(
        |kind| matches!(kind, EventKind::Comms(Event::CallFailed { reason, .. }) if reason.code == code),
    )
}

#[test]
fn calls_fail_visibly() {
    type Harm = fn(&mut Bench);
    let cases: [(&str, Harm, Act); 5] = [
        ("no_power", |bench| bench.cut(3), call(None, Some(ENGINEERING))),
        ("no_power", Bench::silence, call(Some(COOK), None)),
        ("dead", |bench| bench.kill(COOK), call(Some(COOK), None)),
        ("unconscious", |bench| bench.world.crew.person[COOK].body.conscious = false, call(Some(COOK), None)),
        ("no_power", |bench| bench.cut(4), call(None, Some(MESS))),
    ];
    for (code, harm, act) in cases {
        let mut bench = Bench::new();
        harm(&mut bench);
        bench.give(CAPTAIN, act).unwrap();
        assert!(failed(&bench, code), "{code}: {:?}", bench.events);
    }
    let mut bench = Bench::new();
    bench.give(CAPTAIN, call(Some(COOK), None)).unwrap();
    bench.run(3);
    bench.world.crew.person[COOK].body.dose_gy = 2_000.0;
    bench.step(&[]);
    assert!(failed(&bench, "no_power"), "the communicator died of its dose");
}

#[test]
fn announcements_reach_where_there_is_power() {
    let mut bench = Bench::new();
    bench.cut(3);
    bench.give(CAPTAIN, Act::Comms(Order::Announce { message: Message::Brace {} })).unwrap();
    assert_eq!(heard_by(&bench, COOK), [Way::Announcement]);
    assert!(heard_by(&bench, ENGINEER).is_empty());
    bench.run(2);
    assert!(bench.world.crew.person[COOK].braced && !bench.world.crew.person[MACHINIST].braced);
}

#[test]
fn what_is_heard_is_known_and_overruled() {
    let mut ears = Ears::default();
    let knows = |ears: &Ears, kind: FactKind| ears.known & (1 << kind as u32) != 0;
    ears.learn(Fact::RealignNeeded { dose_gy: 2_000.0, survival_s: 600.0 }, 0);
    ears.learn(Fact::ShipFalling { time_left_s: 100.0 }, 0);
    assert!(knows(&ears, FactKind::RealignNeeded) && ears.fall_ends_tick == Some(2_000));
    ears.learn(Fact::CoreAligned { by_person: MACHINIST }, 10);
    ears.learn(Fact::ShipSafe {}, 20);
    assert!(!knows(&ears, FactKind::RealignNeeded) && !knows(&ears, FactKind::ShipFalling));
    for person in 0..9 {
        ears.learn(Fact::Casualty { person: PersonId(person), compartment: MESS }, 30);
    }
    assert_eq!(ears.casualties.len(), 4);
}

#[test]
fn people_see_the_hurt_beside_them_and_through_glass() {
    let mut bench = Bench::new();
    bench.put(MACHINIST, LOCK);
    bench.world.crew.person[MACHINIST].body.prostrate = true;
    bench.run(2);
    let minds = |person: PersonId| bench.world.comms.casualty(person, MACHINIST).is_some();
    assert!(minds(FITTER), "through the glass");
    assert!(!minds(FIRST), "not from the bridge");
}

#[test]
fn buffers_are_bounded() {
    let mut bench = Bench::new();
    for _ in 0..(UTTERANCES_MAX + 40) {
        bench.give(CAPTAIN, say("again")).unwrap();
        bench.run(5);
    }
    assert_eq!(bench.world.comms.utterances.len(), usize::from(UTTERANCES_MAX));
    assert_eq!(heard_by(&bench, FIRST).len(), usize::from(HEARD_MAX));
    assert_eq!(bench.give(CAPTAIN, say(&"a".repeat(500))).unwrap_err().code, "too_long");
}

#[test]
fn words_come_from_bond_and_knowledge() {
    let calm = crate::crew::Temperament { courage: 0.7, duty: 0.7, loyalty: 0.7, composure: 0.8, care: 0.7 };
    let bit = |kind: FactKind| 1u32 << kind as u32;
    let side = |known: u32, said: u32, near_death: f64| Side {
        temperament: &calm,
        known,
        said,
        heard: 0,
        pain: 0.5,
        near_death,
        for_ship: false,
    };
    let falling = side(bit(FactKind::ShipFalling), 0, 0.8);
    let safe = side(bit(FactKind::ShipSafe), 0, 0.0);
    assert_eq!(words::from_the_dying(&falling, &safe, 0.9), Some(Topic::AskShip));
    assert_eq!(words::from_who_came(&safe, &falling, 0.9), Some(Topic::ShipSafe));
    // Nobody sees what the other knows: it is told until somebody has told it, and no deed is thanked for unheard of.
    let knowing = side(bit(FactKind::ShipSafe) | bit(FactKind::CoreAligned), 0, 0.0);
    assert_eq!(words::from_who_came(&safe, &knowing, 0.0), Some(Topic::ShipSafe));
    let said_so = Side { heard: 1 << Topic::ShipSafe as u32, ..knowing };
    assert_ne!(words::from_who_came(&safe, &said_so, 0.0), Some(Topic::ShipSafe));
    assert_ne!(words::from_who_came(&safe, &said_so, 0.0), Some(Topic::Thanks));
    let asked = side(bit(FactKind::ShipFalling), 1 << Topic::AskShip as u32, 0.8);
    assert_eq!(words::from_who_came(&side(0, 0, 0.0), &asked, 0.0), Some(Topic::ShipNotYet));
    let answered = Side { heard: 1 << Topic::ShipNotYet as u32, ..falling };
    assert_ne!(words::from_the_dying(&answered, &safe, 0.9), Some(Topic::AskShip), "one answer is enough");
    let captain = Side { for_ship: true, ..safe };
    assert_eq!(words::from_the_dying(&answered, &captain, 0.9), Some(Topic::AskShip), "but of the captain");
    let told = side(bit(FactKind::ShipSafe), 0, 0.9);
    assert_eq!(words::from_the_dying(&told, &safe, 0.95), Some(Topic::Bond), "held dear");
    assert_ne!(words::from_the_dying(&told, &safe, 0.0), Some(Topic::Bond), "a stranger");
    assert_eq!(words::from_the_dying(&side(0, u32::MAX, 0.9), &safe, 0.9), None, "all is said");
}

#[test]
fn the_dying_and_those_who_came_take_turns() {
    let mut bench = Bench::new();
    bench.put(MACHINIST, LOCK);
    bench.put(COOK, ENGINEERING);
    let body = &mut bench.world.crew.person[MACHINIST].body;
    (body.prostrate, body.dying, body.pain) = (true, 0.7, 0.6);
    bench.world.comms.ears[MACHINIST].learn(Fact::ShipFalling { time_left_s: 300.0 }, 0);
    bench.world.comms.ears[COOK].learn(Fact::ShipSafe {}, 0);
    bench.run(60);
    let mut speakers = Vec::new();
    for event in &bench.events {
        if let EventKind::Comms(Event::Said { by_person, message: Message::Words { topic, .. }, .. }) =
            &event.kind
        {
            speakers.push((*by_person, *topic));
        }
    }
    assert_eq!(speakers[0].0, MACHINIST, "the dying one is let speak first: {speakers:?}");
    assert!(speakers.iter().any(|(by, topic)| *by == COOK && *topic == Topic::ShipSafe), "{speakers:?}");
    assert!(bench.world.comms.knows(MACHINIST, FactKind::ShipSafe), "told through the glass");
    assert!(speakers.len() >= 4 && speakers.windows(2).any(|pair| pair[0].0 != pair[1].0), "{speakers:?}");
}

#[test]
fn whoever_held_the_dead_dear_grieves_once() {
    let mut bench = Bench::new();
    bench.put(MACHINIST, LOCK);
    bench.put(COOK, ENGINEERING);
    bench.world.comms.ears[COOK].learn(Fact::Casualty { person: MACHINIST, compartment: LOCK }, 0);
    bench.kill(MACHINIST);
    let death = crate::crew::Death { person: MACHINIST, tick: 0, of: "dose".into(), cause: Cause::Initial };
    bench.world.crew.deaths.push(death);
    bench.run(30);
    let grief = |event: &&crate::Event| {
        matches!(&event.kind, EventKind::Comms(Event::Said { by_person, message, .. })
            if *by_person == COOK && *message == Message::Words { to_person: MACHINIST, topic: Topic::Grief })
    };
    assert_eq!(bench.events.iter().filter(grief).count(), 1);
}
