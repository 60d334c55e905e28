//! Tests of command: chairs, conn, authority, directives.

use super::bench::*;
use super::*;
use crate::World;
use crate::comms::{Fact, FactKind};
use crate::order::Act;

fn direct(to_person: PersonId, directive: Directive) -> Act {
    Act::Command(Order::Direct { to_seat: None, to_person: Some(to_person), to_department: None, directive })
}

fn direct_seat(seat: SeatId, directive: Directive) -> Act {
    Act::Command(Order::Direct { to_seat: Some(seat), to_person: None, to_department: None, directive })
}

fn standing(bench: &Bench, order: OrderId) -> Standing {
    bench.world.command.directives.iter().find(|open| open.order == order).expect("it is kept").standing
}

fn tell(bench: &mut Bench, person: PersonId, facts: &[Fact]) {
    for fact in facts {
        bench.world.comms.ears[person].learn(*fact, bench.world.tick);
    }
}

const FALLING: Fact = Fact::ShipFalling { time_left_s: 100.0 };
const NEEDED: Fact = Fact::RealignNeeded { dose_gy: 2_000.0, survival_s: 600.0 };

#[test]
fn who_may_order_what() {
    let core = || Act::Core(crate::core::Order::Coolant { on: true });
    let override_lock = || Act::Core(crate::core::Order::OverrideInterlock {});
    let red = || Act::Command(Order::SetCondition { condition: Condition::Red });
    let no_change: fn(&mut Bench) = |_| {};
    for (what, harm, by, act, code) in [
        ("its seat", no_change, ENGINEER, core(), None),
        ("another seat", no_change, CAPTAIN, core(), Some("not_authorised")),
        ("on foot", no_change, MACHINIST, core(), Some("needs_console")),
        ("a dead console", |bench| bench.cut(1), ENGINEER, core(), Some("no_power")),
        ("a dead console, by voice", |bench| bench.cut(0), CAPTAIN, red(), None),
        ("without the conn", no_change, ENGINEER, red(), Some("needs_conn")),
        ("without the conn's word", no_change, ENGINEER, override_lock(), Some("needs_conn")),
        ("dead", |bench| bench.kill(CAPTAIN), CAPTAIN, red(), Some("dead")),
        (
            "asleep",
            |bench| bench.world.crew.person[CAPTAIN].body.conscious = false,
            CAPTAIN,
            red(),
            Some("unconscious"),
        ),
    ] {
        let mut bench = Bench::new();
        harm(&mut bench);
        let order = bench.order(by, act);
        assert_eq!(
            authorise(&bench.world, &order).err().map(|reason| reason.code.into_owned()).as_deref(),
            code,
            "{what}"
        );
    }
    let mut bench = Bench::new();
    let order = crate::Order { seat: Some(CONN), ..bench.order(FIRST, red()) };
    assert_eq!(authorise(&bench.world, &order).unwrap_err().code, "not_seated");
    let order = bench.order(CAPTAIN, core());
    assert!(
        authorise(&bench.world, &order).unwrap_err().text.contains("engineering may"),
        "it names who may"
    );
    bench.give(CAPTAIN, direct_seat(ENGINEERING_SEAT, Directive::OverrideInterlock {})).unwrap();
    bench.run(1);
    let order = bench.order(ENGINEER, override_lock());
    assert_eq!(authorise(&bench.world, &order), Ok(()), "with the conn's word");
}

#[test]
fn the_conn_passes_down_the_line() {
    type Harm = fn(&mut Bench);
    let cases: [(&str, Harm); 3] = [
        ("dead", |bench| bench.kill(CAPTAIN)),
        ("unconscious", |bench| bench.world.crew.person[CAPTAIN].body.conscious = false),
        ("absent", |bench| bench.put(CAPTAIN, MESS)),
    ];
    for (code, harm) in cases {
        let mut bench = Bench::new();
        assert_eq!(bench.world.command.conn_person, Some(CAPTAIN));
        harm(&mut bench);
        bench.step(&[]);
        assert_eq!(bench.world.command.conn_person, Some(FIRST), "{code}");
        assert!(bench.happened(|kind| matches!(kind,
            EventKind::Command(Event::ConnTaken { reason, .. }) if reason.code == code)));
    }
    let mut bench = Bench::new();
    bench.put(FIRST, MESS);
    bench.put(CAPTAIN, MESS);
    bench.step(&[]);
    assert_eq!(bench.world.command.conn_person, Some(CAPTAIN), "nobody on the bridge can take it");
    bench.kill(CAPTAIN);
    bench.step(&[]);
    assert_eq!(bench.world.command.conn_person, Some(FIRST), "then whoever is next, wherever");
}

#[test]
fn the_conn_is_passed_and_taken_back() {
    let mut bench = Bench::new();
    assert_eq!(bench.give(FIRST, Act::Command(Order::TakeConn {})).unwrap_err().code, "not_authorised");
    bench.give(CAPTAIN, Act::Command(Order::PassConn { to_person: FIRST })).unwrap();
    assert_eq!(bench.world.command.conn_person, Some(FIRST));
    bench.give(CAPTAIN, Act::Command(Order::TakeConn {})).unwrap();
    assert_eq!(bench.world.command.conn_person, Some(CAPTAIN));
}

#[test]
fn the_watch_bill_fills_a_chair_and_its_directives_stay() {
    let mut bench = Bench::new();
    let order = bench.give(CAPTAIN, direct_seat(ENGINEERING_SEAT, Directive::RestartPower {})).unwrap();
    bench.run(1);
    assert_eq!(standing(&bench, order), Standing::Heard);
    bench.kill(ENGINEER);
    bench.step(&[]);
    assert_eq!(bench.world.flows.seat_holder[ENGINEERING_SEAT], None);
    bench.run(20);
    assert_eq!(
        bench.world.flows.seat_holder[ENGINEERING_SEAT],
        Some(MACHINIST),
        "the senior of the department"
    );
    bench.give(MACHINIST, Act::Command(Order::Accept { order })).unwrap();
    assert_eq!(standing(&bench, order), Standing::Accepted);
    bench.give(MACHINIST, Act::Command(Order::Achieved { order })).unwrap();
    assert_eq!(standing(&bench, order), Standing::Achieved);
}

#[test]
fn a_relieved_holder_is_not_sent_again() {
    let mut bench = Bench::new();
    bench.give(CAPTAIN, Act::Command(Order::Relieve { seat: ENGINEERING_SEAT })).unwrap();
    bench.run(20);
    assert_eq!(bench.world.flows.seat_holder[ENGINEERING_SEAT], Some(MACHINIST));
    let handed = Act::Command(Order::HandOver { seat: ENGINEERING_SEAT, to_person: FITTER });
    bench.give(MACHINIST, handed).unwrap();
    bench.run(10);
    assert_eq!(bench.world.flows.seat_holder[ENGINEERING_SEAT], Some(FITTER));
}

#[test]
fn people_answer_by_what_they_know_and_are() {
    // Who goes into the chamber when the captain orders it.
    for (who, knows, standing_after) in [
        (MACHINIST, &[FALLING, NEEDED][..], Standing::Accepted),
        (FITTER, &[FALLING, NEEDED][..], Standing::Accepted),
        (FITTER, &[NEEDED][..], Standing::Refused),
        (COOK, &[FALLING, NEEDED][..], Standing::Refused),
    ] {
        let mut bench = Bench::new();
        tell(&mut bench, who, knows);
        let order = bench.give(CAPTAIN, direct(who, Directive::Realign {})).unwrap();
        bench.step(&[]);
        assert_eq!(standing(&bench, order), standing_after, "{who:?} {knows:?} {:?}", bench.events);
        assert_eq!(bench.world.crew.person[who].errand.is_some(), standing_after == Standing::Accepted);
    }
}

#[test]
fn the_conn_goes_to_whoever_knows_that_its_holder_is_dead() {
    let mut bench = Bench::new();
    let bridge: Vec<PersonId> = bench.world.crew.in_compartment(BRIDGE).collect();
    for person in bridge {
        bench.kill(person);
    }
    bench.run(1);
    assert_eq!(bench.world.command.conn_person, Some(CAPTAIN), "nobody alive has seen it or been told");
    tell(&mut bench, COOK, &[Fact::Death { person: CAPTAIN }]);
    bench.step(&[]);
    assert_eq!(bench.world.command.conn_person, Some(COOK), "others come before her, but do not know");
}

#[test]
fn the_conn_and_a_chair_pass_only_within_reach() {
    let mut bench = Bench::new();
    let pass = bench.give(CAPTAIN, Act::Command(Order::PassConn { to_person: ENGINEER }));
    assert_eq!(pass.unwrap_err().code, "not_here");
    bench.cut(1);
    let relieve = bench.give(CAPTAIN, Act::Command(Order::Relieve { seat: ENGINEERING_SEAT }));
    assert_eq!(relieve.unwrap_err().code, "out_of_reach", "a dark console far away");
}

#[test]
fn one_does_not_give_more_orders_than_one_can_speak() {
    let mut bench = Bench::new();
    let task = Task::Realign {};
    tell(&mut bench, FITTER, &[NEEDED]);
    let refused = bench.give(CAPTAIN, direct(FITTER, Directive::Realign {})).unwrap();
    let asked = bench.give(CAPTAIN, Act::Command(Order::AskVolunteers { task })).unwrap();
    bench.run(10);
    assert_eq!(standing(&bench, refused), Standing::Refused);
    let spoken = [
        direct(FITTER, Directive::Brace {}),
        Act::Command(Order::AskVolunteers { task }),
        Act::Command(Order::Volunteer { order: asked }),
        Act::Command(Order::Insist { order: refused }),
        Act::Command(Order::Brief { person: FITTER, dose_gy: 1.0, survival_s: 1.0, work_s: 1.0 }),
    ];
    for act in &spoken {
        let order = bench.order(CAPTAIN, act.clone());
        assert!(bench.world.check(&order).is_ok(), "{act:?} with breath");
    }
    let given = (0..40).take_while(|_| bench.give(CAPTAIN, spoken[0].clone()).is_ok()).count();
    assert!((16..20).contains(&given), "{given}");
    for act in spoken {
        assert_eq!(bench.give(CAPTAIN, act.clone()).unwrap_err().code, "speaking", "{act:?}");
    }
}

/// Steps until an order has been spoken and heard; how it stands then.
fn until_heard(bench: &mut Bench, order: OrderId) -> Standing {
    while standing(bench, order) == Standing::Given {
        bench.step(&[]);
    }
    standing(bench, order)
}

#[test]
fn insisting_can_turn_a_refusal() {
    let mut bench = Bench::new();
    tell(&mut bench, FITTER, &[NEEDED]);
    let order = bench.give(CAPTAIN, direct(FITTER, Directive::Realign {})).unwrap();
    bench.step(&[]);
    assert_eq!(standing(&bench, order), Standing::Refused);
    let mut insisted = 0;
    while standing(&bench, order) == Standing::Refused && insisted < 3 {
        bench.give(CAPTAIN, Act::Command(Order::Insist { order })).unwrap();
        until_heard(&mut bench, order);
        insisted += 1;
    }
    assert_eq!(standing(&bench, order), Standing::Accepted, "after {insisted}");
}

#[test]
fn what_is_not_heard_fails() {
    let mut bench = Bench::new();
    bench.silence();
    let order = bench.give(CAPTAIN, direct(COOK, Directive::GoTo { compartment: ENGINEERING })).unwrap();
    bench.run(1);
    assert_eq!(standing(&bench, order), Standing::Failed);
    let near = bench.give(CAPTAIN, direct(FIRST, Directive::GoTo { compartment: MESS })).unwrap();
    bench.run(30);
    assert_eq!(standing(&bench, near), Standing::Achieved, "a voice carries across the bridge");
    assert_eq!(bench.world.crew.person[FIRST].compartment, MESS);
}

#[test]
fn a_console_is_not_worked_on_foot() {
    let mut bench = Bench::new();
    let order = bench.give(CAPTAIN, direct(MACHINIST, Directive::StartCore {})).unwrap();
    bench.step(&[]);
    assert_eq!(standing(&bench, order), Standing::Refused);
}

fn volunteers(bench: &mut Bench) -> Vec<PersonId> {
    for person in [MACHINIST, FITTER, COOK] {
        tell(bench, person, &[FALLING, NEEDED]);
    }
    let task = crate::crew::Task::Realign {};
    bench.give(CAPTAIN, Act::Command(Order::AskVolunteers { task })).unwrap();
    bench.step(&[]);
    bench.world.command.calls_for_volunteers[0].volunteers.iter().map(|volunteer| volunteer.person).collect()
}

#[test]
fn swapping_skills_swaps_who_goes() {
    let mut bench = Bench::new();
    let first = volunteers(&mut bench);
    assert_eq!(first.first(), Some(&MACHINIST));
    assert!(!first.contains(&COOK) && !first.contains(&ENGINEER), "the unable, and those at their consoles");
    let mut bench = Bench::new();
    let skill = bench.world.crew.roster[MACHINIST].skill;
    bench.world.crew.roster[MACHINIST].skill = bench.world.crew.roster[FITTER].skill;
    bench.world.crew.roster[FITTER].skill = skill;
    assert_eq!(volunteers(&mut bench).first(), Some(&FITTER));
}

#[test]
fn the_most_willing_goes_unasked_and_says_so() {
    let mut bench = Bench::new();
    for person in [MACHINIST, FITTER] {
        tell(&mut bench, person, &[Fact::ShipFalling { time_left_s: 10.0 }, NEEDED]);
        bench.world.crew.roster[person].temperament.courage = 0.9;
    }
    bench.run(3);
    let gone = |bench: &Bench, who| {
        bench.happened(|kind| matches!(kind, EventKind::Command(Event::WentUnasked { by_person, .. }) if *by_person == who))
    };
    assert!(gone(&bench, MACHINIST) && !gone(&bench, FITTER));
    assert!(bench.world.comms.knows(FITTER, FactKind::WentIn));
}

#[test]
fn who_is_dear_comes_when_they_learn_of_it() {
    let mut bench = Bench::new();
    bench.put(MACHINIST, LOCK);
    bench.world.crew.person[MACHINIST].body.prostrate = true;
    let what = Fact::Casualty { person: MACHINIST, compartment: LOCK };
    let report = crate::comms::Order::Announce { message: crate::comms::Message::Report { what } };
    bench.give(CAPTAIN, Act::Comms(report)).unwrap();
    bench.run(20);
    assert_eq!(bench.world.crew.person[COOK].compartment, ENGINEERING, "the cook is bonded to the machinist");
    assert!(
        bench.world.crew.person[FIRST].errand.is_none()
            && bench.world.crew.person[FIRST].compartment == BRIDGE
    );
}

#[test]
fn the_hurt_are_looked_for_where_they_were_last_told_of_however_long_ago() {
    let mut bench = Bench::new();
    bench.silence();
    for (hurt, compartment) in [(MACHINIST, LOCK), (FIRST, MESS), (MACHINIST, CompartmentId(3))] {
        bench.world.crew.person[hurt].body.prostrate = true;
        tell(&mut bench, FITTER, &[Fact::Casualty { person: hurt, compartment }]);
    }
    tell(&mut bench, COOK, &[Fact::WentIn { person: MACHINIST }]);
    tell(&mut bench, COOK, &[Fact::Casualty { person: FIRST, compartment: BRIDGE }]);
    bench.put(MACHINIST, LOCK);
    let steps = |bench: &Bench, who: PersonId| {
        let World { class, crew, comms, seed, tick, .. } = &bench.world;
        let sight = asking::Sight { class, crew, comms, conn_person: None, seed: *seed, tick: *tick };
        sight.steps(who, &Directive::TreatCasualties {}).expect("there is somebody to treat")[0]
    };
    let go = |to_compartment| crate::crew::Step::Go { to_compartment, run: true };
    assert_eq!(steps(&bench, FITTER), go(CompartmentId(3)), "the last news holds");
    assert_eq!(
        steps(&bench, COOK),
        go(BRIDGE),
        "whoever is nowhere to be found keeps nobody from the others"
    );
}

#[test]
fn the_log_writes_itself() {
    let mut bench = Bench::new();
    bench.give(CAPTAIN, Act::Command(Order::LogEntry { text: "we hold".into() })).unwrap();
    bench.give(CAPTAIN, Act::Command(Order::SetCondition { condition: Condition::Red })).unwrap();
    let log = &bench.world.command.log;
    assert!(matches!(&log[0].what, LogWhat::Entry { text, .. } if text == "we hold"));
    assert!(log.iter().any(|entry| matches!(&entry.what, LogWhat::Happened { .. })));
    for _ in 0..LOG_MAX {
        bench.give(CAPTAIN, Act::Command(Order::LogEntry { text: "on".into() })).unwrap();
    }
    assert_eq!(bench.world.command.log.len(), usize::from(LOG_MAX));
}

#[test]
fn a_snapshot_holds_it_all() {
    let mut bench = Bench::new();
    volunteers(&mut bench);
    bench.give(CAPTAIN, direct_seat(ENGINEERING_SEAT, Directive::RestartPower {})).unwrap();
    bench.give(CAPTAIN, Act::Command(Order::LogEntry { text: "noted".into() })).unwrap();
    bench.run(2);
    let mut other = Bench::new();
    other.world = crate::World::restore(&bench.world.class, &bench.world.snapshot()).unwrap();
    assert_eq!(other.world, bench.world);
    bench.kill(CAPTAIN);
    other.kill(CAPTAIN);
    bench.run(20);
    other.run(20);
    assert_eq!(other.world.hash(), bench.world.hash());
}

#[test]
fn a_department_sends_who_is_free() {
    let mut bench = Bench::new();
    let go = || {
        let directive = Directive::GoTo { compartment: BRIDGE };
        let to_department = Some(Department::Engineering);
        Act::Command(Order::Direct { to_seat: None, to_person: None, to_department, directive })
    };
    let orders: Vec<OrderId> = (0..3).map(|_| bench.give(CAPTAIN, go()).unwrap()).collect();
    // They are spoken one after another; the first is heard at once.
    bench.step(&[]);
    assert_eq!(standing(&bench, orders[0]), Standing::Accepted);
    assert_eq!(standing(&bench, orders[1]), Standing::Given);
    let standings: Vec<Standing> = orders.iter().map(|order| until_heard(&mut bench, *order)).collect();
    assert_eq!(
        standings,
        [Standing::Accepted, Standing::Accepted, Standing::Refused],
        "two are free, the third is busy"
    );
}

fn given(bench: &Bench, giver: PersonId, order: OrderId) -> Standing {
    let view = crate::view::of_person(&bench.world, giver);
    view.given.iter().find(|open| open.order == order).expect("they gave it").standing
}

#[test]
fn the_giver_knows_only_what_comes_back() {
    let go = || direct(MACHINIST, Directive::GoTo { compartment: MESS });
    let mut bench = Bench::new();
    let order = bench.give(CAPTAIN, go()).unwrap();
    bench.run(1);
    assert_eq!(given(&bench, CAPTAIN, order), Standing::Accepted, "told over the communicator");
    // Whoever falls on the way says nothing of it.
    bench.kill(MACHINIST);
    bench.run(2);
    assert_eq!(standing(&bench, order), Standing::Failed);
    assert_eq!(given(&bench, CAPTAIN, order), Standing::Accepted);
    // Whoever arrives says so.
    let mut bench = Bench::new();
    let order = bench.give(CAPTAIN, go()).unwrap();
    bench.run(60);
    assert_eq!(given(&bench, CAPTAIN, order), Standing::Achieved);
    // With no way back for words nothing is learnt.
    let mut bench = Bench::new();
    let order = bench.give(CAPTAIN, go()).unwrap();
    bench.silence();
    bench.run(60);
    assert_eq!(
        (standing(&bench, order), given(&bench, CAPTAIN, order)),
        (Standing::Achieved, Standing::Given)
    );
}

#[test]
fn a_console_carries_orders_only_with_power_at_both_ends() {
    for (cut, heard) in [(&[][..], true), (&[0][..], false), (&[1][..], false)] {
        let mut bench = Bench::new();
        bench.silence();
        cut.iter().for_each(|load| bench.cut(*load));
        let order = bench.give(CAPTAIN, direct_seat(ENGINEERING_SEAT, Directive::StartCore {})).unwrap();
        bench.run(1);
        assert_eq!(standing(&bench, order) == Standing::Heard, heard, "with {cut:?} cut");
        assert_eq!(given(&bench, CAPTAIN, order), standing(&bench, order), "the giver sees which");
    }
}

#[test]
fn people_are_seen_through_glass() {
    let mut bench = Bench::new();
    bench.put(MACHINIST, LOCK);
    bench.world.crew.person[MACHINIST].hand_at = Some(crate::PortalId(2));
    let sees = |bench: &mut Bench| {
        bench.world.flows.light.fill(1.0);
        let view = crate::view::of_person(&bench.world, FITTER);
        view.person_seen(MACHINIST).map(|seen| (seen.compartment, seen.hand_at_portal, seen.beside))
    };
    assert_eq!(sees(&mut bench), Some((LOCK, Some(crate::PortalId(2)), false)));
    bench.put(MACHINIST, CompartmentId(3));
    assert_eq!(sees(&mut bench), None, "the inner door is steel");
}

#[test]
fn an_offer_stands_as_it_was_made_and_heard() {
    let mut bench = Bench::new();
    volunteers(&mut bench);
    bench.step(&[]);
    let seen = |bench: &Bench| crate::view::of_person(&bench.world, CAPTAIN).volunteers[0].volunteers.clone();
    let before = seen(&bench);
    assert_eq!(before[0].person, MACHINIST);
    bench.put(MACHINIST, BRIDGE);
    bench.world.crew.person[MACHINIST].body.fitness = 0.1;
    assert_eq!(seen(&bench), before, "nobody has said that it is otherwise now");
    bench.world.command.calls_for_volunteers[0].volunteers[0].heard = false;
    assert_ne!(seen(&bench), before, "what is not heard is not known");
}

/// Who hears nothing of it knows nothing of it.
#[test]
fn the_alert_and_the_conn_are_known_where_they_are_heard_or_shown() {
    let known = |bench: &Bench, person| bench.world.command.known[person];
    let mut bench = Bench::new();
    for load in 0..u16::try_from(bench.world.class.power.load.len()).expect("few loads") {
        bench.cut(load);
    }
    bench.world.command.condition = Condition::Red;
    bench.run(2);
    assert_eq!(known(&bench, ENGINEER).condition, Condition::Green, "a dead console, a dead intercom");
    for supply in bench.world.flows.supply.rows_mut() {
        supply.function = 1.0;
    }
    bench.run(2);
    assert_eq!(known(&bench, ENGINEER).condition, Condition::Red);
    let view = crate::view::of_person(&bench.world, ENGINEER);
    assert_eq!((view.condition, view.conn_person), (Condition::Red, bench.world.command.conn_person));
}
