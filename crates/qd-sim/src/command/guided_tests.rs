//! Tests of guided people: a mind from outside speaks for them, and the world decides nothing in their name.

use super::bench::*;
use super::*;
use crate::comms::{Fact, Message, Topic};
use crate::crew::Order as Crew;
use crate::order::{Act, Event as OrderEvent};
use crate::view;

const NEEDED: Fact = Fact::RealignNeeded { dose_gy: 2_000.0, survival_s: 600.0 };
const REALIGN: Task = Task::Realign {};

fn guide(bench: &mut Bench, person: PersonId, on: bool) {
    bench.give(person, Act::Crew(Crew::Guide { on })).unwrap();
}

fn direct(to_person: Option<PersonId>, to_department: Option<Department>, directive: Directive) -> Act {
    Act::Command(Order::Direct { to_seat: None, to_person, to_department, directive })
}

fn go_to_the_bridge(to_person: PersonId) -> Act {
    direct(Some(to_person), None, Directive::GoTo { compartment: BRIDGE })
}

fn standing(bench: &Bench, order: OrderId) -> Standing {
    bench.world.command.directives.iter().find(|open| open.order == order).expect("it is kept").standing
}

fn refusal() -> Reason {
    Reason::new("unfit", "my leg is broken")
}

/// People who know enough to offer themselves, and to go unasked.
fn alarm(bench: &mut Bench) {
    for person in [MACHINIST, FITTER] {
        for fact in [Fact::ShipFalling { time_left_s: 10.0 }, NEEDED] {
            bench.world.comms.ears[person].learn(fact, bench.world.tick);
        }
        bench.world.crew.roster[person].temperament.courage = 0.9;
    }
}

fn went_unasked(bench: &Bench, who: PersonId) -> bool {
    bench.happened(
        |kind| matches!(kind, EventKind::Command(Event::WentUnasked { by_person, .. }) if *by_person == who),
    )
}

#[test]
fn somebody_can_be_guided_in_any_state() {
    let asleep = |bench: &mut Bench, who: PersonId| bench.world.crew.person[who].body.conscious = false;
    let no_change: fn(&mut Bench, PersonId) = |_, _| {};
    for (what, who, harm) in [
        ("on foot", COOK, no_change),
        ("in a chair", ENGINEER, no_change),
        ("asleep", COOK, asleep),
        ("asleep in a chair", ENGINEER, asleep),
        ("dead", COOK, Bench::kill),
        ("carried", COOK, |bench, who| bench.world.crew.person[who].carried_by = Some(FITTER)),
    ] {
        let mut bench = Bench::new();
        harm(&mut bench, who);
        guide(&mut bench, who, true);
        assert!(bench.world.crew.person[who].guided, "{what}");
        let again = bench.give(who, Act::Crew(Crew::Guide { on: true })).unwrap_err();
        assert_eq!(again.code, "already", "{what}");
        guide(&mut bench, who, false);
        assert!(!bench.world.crew.person[who].guided, "{what}");
        let told = |on| {
            move |kind: &EventKind| *kind == EventKind::Crew(crate::crew::Event::Guided { person: who, on })
        };
        assert!(bench.happened(told(true)) && bench.happened(told(false)), "{what}");
    }
    let mut bench = Bench::new();
    bench.kill(COOK);
    guide(&mut bench, COOK, true);
    assert_eq!(
        bench.give(COOK, Act::Crew(Crew::Stand {})).unwrap_err().code,
        "dead",
        "nothing else is allowed"
    );
    let nobody = bench.give(PersonId(99), Act::Crew(Crew::Guide { on: true })).unwrap_err();
    assert_eq!(nobody.code, "no_such_person");
}

#[test]
fn a_directive_waits_for_whoever_is_guided() {
    let mut bench = Bench::new();
    guide(&mut bench, FITTER, true);
    let order = bench.give(CAPTAIN, go_to_the_bridge(FITTER)).unwrap();
    bench.run(30);
    assert_eq!(standing(&bench, order), Standing::Heard);
    assert_eq!(view::of_person(&bench.world, FITTER).directives[0].order, order);
    assert!(bench.world.crew.person[FITTER].errand.is_none());
    bench.give(FITTER, Act::Command(Order::Accept { order })).unwrap();
    assert_eq!(standing(&bench, order), Standing::Accepted);
    bench.run(60);
    assert_eq!(bench.world.crew.person[FITTER].compartment, BRIDGE, "accepting sets out");
    assert_eq!(standing(&bench, order), Standing::Achieved);
}

#[test]
fn whoever_is_guided_refuses_and_stops_by_order() {
    let mut bench = Bench::new();
    guide(&mut bench, FITTER, true);
    let order = bench.give(CAPTAIN, go_to_the_bridge(FITTER)).unwrap();
    bench.run(1);
    bench.give(FITTER, Act::Command(Order::Refuse { order, reason: refusal() })).unwrap();
    assert_eq!(standing(&bench, order), Standing::Refused);
    let order = bench.give(CAPTAIN, go_to_the_bridge(FITTER)).unwrap();
    bench.run(5);
    bench.give(FITTER, Act::Command(Order::Accept { order })).unwrap();
    bench.run(1);
    bench.give(FITTER, Act::Crew(Crew::Stop {})).unwrap();
    assert_eq!(standing(&bench, order), Standing::Failed);
}

#[test]
fn whoever_is_left_to_themselves_answers_what_waits() {
    let mut bench = Bench::new();
    guide(&mut bench, FITTER, true);
    let order = bench.give(CAPTAIN, go_to_the_bridge(FITTER)).unwrap();
    bench.run(5);
    assert_eq!(standing(&bench, order), Standing::Heard);
    guide(&mut bench, FITTER, false);
    assert_eq!(standing(&bench, order), Standing::Accepted);
}

#[test]
fn a_department_answers_for_those_who_are_guided_or_they_by_order() {
    let go = || direct(None, Some(Department::Engineering), Directive::GoTo { compartment: BRIDGE });
    let mut bench = Bench::new();
    guide(&mut bench, FITTER, true);
    let order = bench.give(CAPTAIN, go()).unwrap();
    bench.run(1);
    assert_eq!(bench.world.command.directives[0].answered_by_person, Some(MACHINIST));
    assert!(view::of_person(&bench.world, FITTER).directives.is_empty(), "another took it on");
    assert_eq!(standing(&bench, order), Standing::Accepted);

    let mut bench = Bench::new();
    guide(&mut bench, FITTER, true);
    guide(&mut bench, MACHINIST, true);
    let order = bench.give(CAPTAIN, go()).unwrap();
    bench.run(5);
    assert_eq!(standing(&bench, order), Standing::Heard);
    assert_eq!(view::of_person(&bench.world, FITTER).directives.len(), 1);
    bench.give(FITTER, Act::Command(Order::Accept { order })).unwrap();
    bench.run(60);
    assert_eq!(standing(&bench, order), Standing::Achieved);
    assert_eq!(bench.world.crew.person[FITTER].compartment, BRIDGE);
}

#[test]
fn whoever_is_guided_offers_themselves_and_goes_by_order_only() {
    let mut bench = Bench::new();
    alarm(&mut bench);
    guide(&mut bench, MACHINIST, true);
    guide(&mut bench, FITTER, true);
    bench.run(5);
    assert!(!went_unasked(&bench, MACHINIST) && !went_unasked(&bench, FITTER));
    let order = bench.give(CAPTAIN, Act::Command(Order::AskVolunteers { task: REALIGN })).unwrap();
    bench.run(10);
    assert!(bench.world.command.calls_for_volunteers[0].volunteers.is_empty());
    bench.give(MACHINIST, Act::Command(Order::Volunteer { order })).unwrap();
    bench.run(2);
    let offers = &bench.world.command.calls_for_volunteers[0].volunteers;
    assert_eq!(offers.iter().map(|offer| offer.person).collect::<Vec<_>>(), [MACHINIST]);
    assert!(offers[0].heard, "whoever asked hears it");
    let sent = bench.give(CAPTAIN, direct(Some(MACHINIST), None, Directive::Realign {})).unwrap();
    bench.run(10);
    assert_eq!(standing(&bench, sent), Standing::Heard);
    bench.give(MACHINIST, Act::Command(Order::Accept { order: sent })).unwrap();
    assert!(bench.world.crew.person[MACHINIST].errand.is_some());
    assert_eq!(bench.world.command.calls_for_volunteers[0].sent_person, Some(MACHINIST));
}

#[test]
fn the_watch_bill_passes_over_whoever_is_guided() {
    let takes_it = |guided: Option<PersonId>| {
        let mut bench = Bench::new();
        if let Some(person) = guided {
            guide(&mut bench, person, true);
        }
        bench.kill(ENGINEER);
        bench.run(5);
        bench.world.flows.seat_holder[ENGINEERING_SEAT]
    };
    assert_eq!(takes_it(None), Some(MACHINIST));
    assert_eq!(takes_it(Some(MACHINIST)), Some(FITTER));
}

#[test]
fn a_chair_handed_to_somebody_guided_is_taken_by_them() {
    let mut bench = Bench::new();
    guide(&mut bench, MACHINIST, true);
    let hand_over = Order::HandOver { seat: ENGINEERING_SEAT, to_person: MACHINIST };
    let order = bench.give(ENGINEER, Act::Command(hand_over)).unwrap();
    assert!(bench.happened(|kind| *kind == EventKind::Order(OrderEvent::Achieved { order })));
    bench.run(5);
    assert_eq!(bench.world.flows.seat_holder[ENGINEERING_SEAT], None);
    bench.give(MACHINIST, Act::Crew(Crew::Sit { seat: ENGINEERING_SEAT })).unwrap();
    bench.run(1);
    assert_eq!(bench.world.flows.seat_holder[ENGINEERING_SEAT], Some(MACHINIST));
}

#[test]
fn whoever_is_guided_is_moved_to_nothing_by_what_they_hear() {
    let cook_after = |guided: bool| {
        let mut bench = Bench::new();
        if guided {
            guide(&mut bench, COOK, true);
        }
        bench.put(MACHINIST, LOCK);
        bench.world.crew.person[MACHINIST].body.prostrate = true;
        let announce = |message| Act::Comms(crate::comms::Order::Announce { message });
        let what = Fact::Casualty { person: MACHINIST, compartment: LOCK };
        bench.give(CAPTAIN, announce(Message::Report { what })).unwrap();
        bench.run(20);
        let to_cook =
            crate::comms::Order::Call { to_seat: None, to_person: Some(COOK), to_compartment: None };
        bench.give(FIRST, Act::Comms(to_cook)).unwrap();
        bench.run(3);
        let answered = bench.world.comms.calls.iter().any(|call| call.answered_by_person == Some(COOK));
        bench.give(CAPTAIN, announce(Message::Brace {})).unwrap();
        bench.run(5);
        let cook = &bench.world.crew.person[COOK];
        (cook.compartment, cook.hand_at.is_some(), answered, cook.braced)
    };
    assert_eq!(cook_after(false), (ENGINEERING, true, true, true), "of a mind of their own");
    assert_eq!(cook_after(true), (MESS, false, false, false));
}

#[test]
fn coming_by_order_raises_no_hand_in_the_name_of_whoever_is_guided() {
    let mut bench = Bench::new();
    guide(&mut bench, COOK, true);
    let what = Fact::Casualty { person: MACHINIST, compartment: LOCK };
    bench.world.comms.ears[COOK].learn(what, 0);
    let come = direct(Some(COOK), None, Directive::ComeTo { compartment: LOCK });
    let order = bench.give(CAPTAIN, come).unwrap();
    bench.run(2);
    bench.give(COOK, Act::Command(Order::Accept { order })).unwrap();
    bench.run(30);
    assert_eq!(standing(&bench, order), Standing::Achieved);
    assert_eq!(bench.world.crew.person[COOK].hand_at, None);
}

#[test]
fn no_words_are_put_in_the_mouth_of_whoever_is_guided() {
    let spoken = |guided: &[PersonId]| {
        let mut bench = Bench::new();
        guided.iter().for_each(|person| guide(&mut bench, *person, true));
        bench.put(MACHINIST, LOCK);
        bench.put(COOK, ENGINEERING);
        let body = &mut bench.world.crew.person[MACHINIST].body;
        (body.prostrate, body.dying, body.pain) = (true, 0.7, 0.6);
        bench.world.comms.ears[COOK].learn(Fact::ShipSafe {}, 0);
        bench.run(60);
        let by = |who: PersonId| {
            bench.happened(|kind| {
                matches!(kind, EventKind::Comms(crate::comms::Event::Said { by_person, message: Message::Words { .. }, .. })
                    if *by_person == who)
            })
        };
        (by(MACHINIST), by(COOK))
    };
    assert_eq!(spoken(&[]), (true, true));
    assert_eq!(spoken(&[COOK]), (true, false), "they are spoken to all the same");
    assert_eq!(spoken(&[MACHINIST]), (false, true));
    let mut bench = Bench::new();
    guide(&mut bench, COOK, true);
    bench.put(MACHINIST, LOCK);
    bench.put(COOK, ENGINEERING);
    bench.world.comms.ears[COOK].learn(Fact::Casualty { person: MACHINIST, compartment: LOCK }, 0);
    bench.kill(MACHINIST);
    let death = crate::crew::Death { person: MACHINIST, tick: 0, of: "dose".into(), cause: Cause::Initial };
    bench.world.crew.deaths.push(death);
    bench.run(30);
    let grief = Message::Words { to_person: MACHINIST, topic: Topic::Grief };
    assert!(!bench.happened(
        |kind| matches!(kind, EventKind::Comms(crate::comms::Event::Said { message, .. }) if *message == grief)
    ));
}

#[test]
fn words_of_whoever_is_guided_are_answered() {
    let answered = |asks: bool| {
        let mut bench = Bench::new();
        guide(&mut bench, MACHINIST, true);
        bench.put(MACHINIST, LOCK);
        bench.put(COOK, ENGINEERING);
        let body = &mut bench.world.crew.person[MACHINIST].body;
        (body.prostrate, body.dying) = (true, 0.7);
        bench.run(2);
        if asks {
            let message = Message::Words { to_person: COOK, topic: Topic::AskShip };
            bench.give(MACHINIST, Act::Comms(crate::comms::Order::Say { message })).unwrap();
        }
        bench.run(20);
        let answer = Message::Words { to_person: MACHINIST, topic: Topic::ShipNotYet };
        bench.happened(|kind| {
            matches!(kind, EventKind::Comms(crate::comms::Event::Said { message, .. }) if *message == answer)
        })
    };
    assert!(answered(true));
    assert!(!answered(false), "nobody answers what was not asked");
}

#[test]
fn a_snapshot_keeps_who_is_guided() {
    let mut bench = Bench::new();
    let before = bench.world.hash();
    bench.world.crew.person[FITTER].guided = true;
    assert_ne!(bench.world.hash(), before, "it is part of the world");
    let mut other = Bench::new();
    other.world = crate::World::restore(&bench.world.class, &bench.world.snapshot()).unwrap();
    for bench in [&mut bench, &mut other] {
        bench.give(CAPTAIN, go_to_the_bridge(FITTER)).unwrap();
        bench.run(5);
        assert_eq!(bench.world.command.directives[0].standing, Standing::Heard);
    }
    assert_eq!(other.world, bench.world);
}
