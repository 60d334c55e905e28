//! Seats whose holder is guided from outside: their officer waits, and decides over nobody's life in their stead.

use crate::bench::{Run, load};
use qd_content::{Names, act_from_json};
use qd_officers::{Giver, OfficerSet, Session};
use qd_sim::names::Space;
use qd_sim::{Order, PersonId, SeatId, World};

fn holder(run: &Run, seat: &str) -> (SeatId, PersonId) {
    let seat = SeatId(run.names.resolve(Space::Seat, seat).expect("a seat"));
    (seat, run.world().flows.seat_holder[seat].expect("somebody sits there"))
}

/// As a page sends it.
fn guide(session: &mut Session, person: PersonId, on: bool) {
    let order = serde_json::json!({"kind": "crew.guide", "on": on});
    let act = act_from_json(&order, &Names::default()).expect("an order that names nothing");
    session.submit(Giver::Person(person), act, &mut ()).expect("it is kept");
}

/// The orders of so many seconds.
fn orders(session: &mut Session, seconds: u32) -> Vec<Order> {
    (0..seconds * qd_sim::TICKS_PER_SECOND).flat_map(|_| session.tick(&mut ()).orders).collect()
}

#[test]
fn the_officer_of_a_guided_seat_waits_and_takes_over_again() {
    let mut run = Run::new("the-fall", 1, &OfficerSet::All);
    let (seat, person) = holder(&run, "engineering");
    let by_seat = |orders: &[Order]| orders.iter().filter(|order| order.seat == Some(seat)).count();
    let free = by_seat(&orders(&mut run.session.clone(), 60));
    assert!(free > 0, "the officer would have had something to do");
    guide(&mut run.session, person, true);
    let guided = orders(&mut run.session, 60);
    assert_eq!(by_seat(&guided), 0, "{guided:?}");
    assert!(guided.len() > 1, "the others work on");
    run.order("engineering", r#"{"kind": "core.coolant", "on": true}"#);
    guide(&mut run.session, person, false);
    assert!(by_seat(&orders(&mut run.session, 60)) > 1, "left to themselves, they take over");
}

#[test]
fn while_whoever_has_the_conn_is_guided_no_officer_sends_anybody() {
    let asked = |initiative: bool| {
        let mut run = Run::new("the-fall", 1, &OfficerSet::All);
        run.session.initiative = initiative;
        // The captain has asked what the core needs, and has not asked yet who goes.
        run.seconds(60);
        assert!(!run.asked());
        let (_, captain) = holder(&run, "captain");
        assert_eq!(run.world().command.conn_person, Some(captain));
        guide(&mut run.session, captain, true);
        run.seconds(240);
        assert_eq!(run.world().command.conn_person, Some(captain), "{}", run.story());
        run.asked()
    };
    assert!(asked(true), "the setting lets them all the same");
    assert!(!asked(false));
}

#[test]
fn a_session_with_guided_people_replays_and_restores_to_the_same_bits() {
    let (class, scenario, _) = load("the-fall");
    let mut run = Run::new("the-fall", 3, &OfficerSet::All);
    let mut world = World::new(class.clone(), &scenario, 3);
    let (_, helm) = holder(&run, "helm");
    let mut restored = None;
    for tick in 0..1200_u32 {
        match tick {
            100 => guide(&mut run.session, helm, true),
            500 => {
                let bytes = run.session.snapshot();
                restored = Some(Session::restore(&class, &bytes).expect("a snapshot of this version"));
            }
            800 => guide(&mut run.session, helm, false),
            _ => {}
        }
        let ticked = run.session.tick(&mut ());
        assert_eq!(world.step(&ticked.orders), ticked.events, "in tick {tick}");
        if let Some(restored) = &mut restored {
            if tick == 800 {
                guide(restored, helm, false);
            }
            assert_eq!(restored.tick(&mut ()), ticked, "in tick {tick}");
        }
        assert!(tick != 600 || world.crew.person[helm].guided);
    }
    assert_eq!(world.hash(), run.world().hash());
    assert_eq!(restored.expect("it was made").snapshot(), run.session.snapshot());
}
