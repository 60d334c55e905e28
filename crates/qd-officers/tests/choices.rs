//! Doors, trim, loads, who is sent and when: each changes the end as the laws say.

use crate::bench::Run;
use crate::story::SAVED;
use qd_officers::OfficerSet;
use qd_sim::command::Standing;
use qd_sim::core::{Event as CoreEvent, Phase};
use qd_sim::crew::{Event as CrewEvent, Skill, Task};
use qd_sim::flight::Mode;
use qd_sim::names::Space;
use qd_sim::{CompartmentId, EventKind, PersonId, SeatId, TICKS_PER_SECOND, World};

/// Every seat but these.
fn all_but(names: &[&str]) -> OfficerSet {
    let (class, _, known) = crate::bench::load("the-fall");
    let without: Vec<SeatId> =
        names.iter().map(|seat| SeatId(known.resolve(Space::Seat, seat).expect("a seat"))).collect();
    OfficerSet::Seats(class.command.seat.ids().filter(|seat| !without.contains(seat)).collect())
}

/// Contaminant in a compartment's air, units.
fn contaminant(world: &World, at: CompartmentId) -> f64 {
    world.air.room[at].gas.contaminant
}

/// Sum of the doses of these people, Gy.
fn dose_gy(world: &World, people: &[PersonId]) -> f64 {
    people.iter().map(|person| world.crew.person[*person].body.dose_gy).sum()
}

/// Seed 1 up to the moment when the lock is foul, its glass held, and somebody in engineering.
fn foul_lock() -> (Run, CompartmentId) {
    let mut run = Run::new("the-fall", 1, &OfficerSet::All);
    let chamber = run.world().class.core.chamber.clone().expect("a core");
    let limit_per_m3 = run.world().class.core.hazard.contaminant_limit_per_m3;
    let foul = run.until(|world| {
        let lock = &world.core.lock;
        lock.outer_held.is_some() && lock.density_per_m3 > 2.0 * limit_per_m3
    });
    assert!(foul, "the lock never got foul: {}", run.story());
    (run, chamber.outside_compartment)
}

#[test]
fn an_overridden_interlock_lets_the_foul_air_into_engineering() {
    let (mut held, engineering) = foul_lock();
    held.order("engineering", r#"{"kind": "deckplan.close_door", "portal": "core-inner-door"}"#);
    assert!(held.until(|world| world.core.lock.inner_shut), "{}", held.story());
    let people: Vec<_> = held.world().crew.in_compartment(engineering).collect();
    assert!(!people.is_empty(), "nobody is in engineering");
    let after = |override_it: bool| {
        let mut run = held.clone();
        if override_it {
            run.order("captain", r#"{"kind": "core.override_interlock"}"#);
            run.seconds(1);
            run.order("engineering", r#"{"kind": "deckplan.open_door", "portal": "core-outer-door"}"#);
        }
        run.seconds(60);
        let taken_gy = dose_gy(run.world(), &people) - dose_gy(held.world(), &people);
        (contaminant(run.world(), engineering), taken_gy)
    };
    let (kept_out, small_gy) = after(false);
    let (let_in, large_gy) = after(true);
    assert!(let_in > 10.0 * kept_out + 1.0, "{let_in} units against {kept_out}");
    assert!(large_gy > 3.0 * small_gy, "{large_gy} Gy against {small_gy}");
}

#[test]
fn an_open_inner_door_lets_the_radiation_at_the_glass() {
    let (run, engineering) = foul_lock();
    let mut shut = run.clone();
    let open_gy_s = run.world().flows.dose_rate_gy_s[engineering];
    assert!(!run.world().core.lock.inner_shut);
    shut.order("engineering", r#"{"kind": "deckplan.close_door", "portal": "core-inner-door"}"#);
    assert!(shut.until(|world| world.core.lock.inner_shut), "{}", shut.story());
    shut.seconds(1);
    let shut_gy_s = shut.world().flows.dose_rate_gy_s[engineering];
    assert!(open_gy_s > 10.0 * shut_gy_s, "{open_gy_s} Gy/s open, {shut_gy_s} Gy/s shut");
}

#[test]
fn never_trimmed_she_is_lost_earlier_and_harder() {
    let falls = |trim: bool| {
        let mut run = Run::new("the-fall", 1, &OfficerSet::None);
        run.seconds(1);
        if trim {
            run.order("helm", r#"{"kind": "flight.damp"}"#);
            run.seconds(25);
            run.order("helm", r#"{"kind": "flight.trim", "bank_deg": 0.0}"#);
        }
        let run = run.through();
        assert!(run.is_lost(), "{}", run.story());
        (run.world().tick / TICKS_PER_SECOND, run.world().flight.load_max_g, run.world().flight.mode)
    };
    let (tumbling_s, tumbling_g, _) = falls(false);
    let (trimmed_s, trimmed_g, mode) = falls(true);
    assert!(matches!(mode, Mode::Trim { .. }));
    assert!(trimmed_s > tumbling_s, "trimmed lost after {trimmed_s} s, tumbling after {tumbling_s} s");
    assert!(trimmed_g < tumbling_g, "trimmed {trimmed_g} g, tumbling {tumbling_g} g");
}

/// Tick in which the core was hot enough.
fn preheated_tick(run: &Run) -> Option<u32> {
    run.first(|kind| matches!(kind, EventKind::Core(CoreEvent::Preheated {})).then_some(()))
        .map(|(tick, ())| tick)
}

#[test]
fn power_kept_from_the_core_comes_late() {
    let plain = preheated_tick(&SAVED).expect("seed 1 is saved");
    let mut run = Run::new("the-fall", 1, &OfficerSet::All);
    let preheating = run.until(|world| world.core.preheat_j > 0.0);
    assert!(preheating, "{}", run.story());
    // Whatever engineering allots, the preheater is kept off the board for two minutes.
    let from = run.world().tick;
    let starve = r#"{"kind": "power.allocate", "group": "core", "share": 0.1}"#;
    while run.world().tick < from + 120 * TICKS_PER_SECOND {
        run.order("operations", starve);
        run.seconds(1);
    }
    run.until(|world| world.core.reaction > 0.1);
    let late = preheated_tick(&run);
    assert!(late.is_none_or(|late| late > plain + 30 * TICKS_PER_SECOND), "{late:?} against {plain}");
}

/// Seed 1 with a captain of few words: the others do their work, and somebody is sent at a time.
fn sent(person: &str, at_s: u32) -> (Run, PersonId) {
    let mut run = Run::new("the-fall", 1, &all_but(&["captain"]));
    run.seconds(at_s);
    let directive = r#""directive": {"realign": {}}"#;
    let order = format!(r#"{{"kind": "command.direct", "to_person": "{person}", {directive}}}"#);
    run.order("captain", &order);
    let person = PersonId(run.names.resolve(Space::Person, person).expect("a person"));
    if run.until(|world| world.core.phase == Phase::Running) {
        run.order("captain", r#"{"kind": "command.direct", "to_seat": "helm", "directive": {"climb": {}}}"#);
    }
    run.until(|world| world.flight.out_of_danger().is_some());
    (run, person)
}

#[test]
fn sent_early_somebody_saves_her_and_sent_late_nobody_does() {
    let (early, _) = sent("core-engineer", 20);
    let (late, _) = sent("core-engineer", 420);
    assert!(early.world().flight.out_of_danger().is_some(), "{}", early.story());
    assert!(late.is_lost(), "{}", late.story());
}

/// Time from taking the work up to the core's being in line, s; endless when it never was.
fn work_s(run: &Run, who: PersonId) -> f64 {
    let started = run.first(|kind| match kind {
        EventKind::Crew(CrewEvent::TaskStarted { person, task: Task::Realign {} }) => {
            (*person == who).then_some(())
        }
        _ => None,
    });
    let done = run.first(|kind| match kind {
        EventKind::Core(CoreEvent::Aligned { by_person, .. }) => (*by_person == who).then_some(()),
        _ => None,
    });
    match (started, done) {
        (Some((from, ())), Some((to, ()))) => f64::from(to - from) / f64::from(TICKS_PER_SECOND),
        _ => f64::INFINITY,
    }
}

#[test]
fn the_more_skilled_hand_is_the_quicker() {
    let people = ["core-engineer", "second-engineer", "machinist-4"];
    let worked = people.map(|person| {
        let (run, who) = sent(person, 60);
        (run.world().crew.roster[who].skill(Skill::Core), work_s(&run, who))
    });
    assert!(worked[0].1.is_finite(), "{worked:?}");
    assert!(worked.is_sorted_by(|more, less| more.0 > less.0 && more.1 < less.1), "{worked:?}");
}

#[test]
fn people_are_given_time_from_when_they_are_asked_aloud() {
    use qd_sim::command::{Directive, Event as Command};
    use qd_sim::comms::{Event as Comms, Message};
    let mut run = Run::new("the-fall", 1, &OfficerSet::All);
    assert!(run.until(|world| !world.command.calls_for_volunteers.is_empty()), "{}", run.story());
    let asked = run.world().command.calls_for_volunteers[0].clone();
    // A moment before, whoever asks has begun to say something that takes a quarter of a minute.
    let mut run = Run::new("the-fall", 1, &OfficerSet::All);
    run.until(|world| world.tick == asked.tick);
    let busy_ticks = 15 * TICKS_PER_SECOND;
    run.session.world.comms.ears[asked.by_person].speaks_until_tick = asked.tick + busy_ticks;
    run.seconds(120);
    let spoken = run.first(|kind| match kind {
        EventKind::Comms(Comms::Announced { message: Message::VolunteerWanted { .. }, .. }) => Some(()),
        _ => None,
    });
    let sent = run.first(|kind| match kind {
        EventKind::Command(Command::Directed { directive: Directive::Realign {}, .. }) => Some(()),
        _ => None,
    });
    let (spoken, sent) = (spoken.expect("it was said").0, sent.expect("somebody was sent").0);
    assert!(spoken >= asked.tick + busy_ticks, "asked in {}, said in {spoken}", asked.tick);
    assert!(sent >= spoken + 8 * TICKS_PER_SECOND, "said in {spoken}, sent in {sent}");
}

/// The orders of operations from being told something to its being reported done.
fn done_when_told(run: &mut Run, directive: &str) -> Vec<qd_sim::Act> {
    use qd_sim::command::Event as Command;
    use qd_sim::order::Event as Life;
    let order = format!(r#"{{"kind": "command.direct", "to_seat": "operations", "directive": {directive}}}"#);
    run.order("captain", &order);
    let (mut told, mut acts) = (None, Vec::new());
    for _ in 0..20 * TICKS_PER_SECOND {
        let ticked = run.session.tick(&mut ());
        let by_voice = |act: &qd_sim::Act| matches!(act, qd_sim::Act::Command(_) | qd_sim::Act::Comms(_));
        acts.extend(ticked.orders.into_iter().map(|order| order.act).filter(|act| !by_voice(act)));
        for event in &ticked.events {
            match &event.kind {
                EventKind::Command(Command::Directed { order, .. }) => told = Some(*order),
                EventKind::Order(Life::Achieved { order }) if told == Some(*order) => return acts,
                _ => {}
            }
        }
    }
    panic!("{directive} was never reported done: {acts:?}");
}

#[test]
fn what_was_done_before_is_done_again_when_it_is_told_again() {
    let operations =
        SeatId(crate::bench::load("the-fall").2.resolve(Space::Seat, "operations").expect("a seat"));
    for (directive, act) in [
        (
            r#"{"allocate": {"preset": "core-first"}}"#,
            r#"{"kind": "power.set_preset", "preset": "core-first"}"#,
        ),
        (r#"{"raise_shields": {}}"#, r#"{"kind": "shields.raise", "facing": null}"#),
    ] {
        let mut run = Run::new("the-fall", 1, &OfficerSet::Seats(vec![operations]));
        let act =
            qd_content::act_from_json(&serde_json::from_str(act).expect("JSON"), &run.names).expect("an act");
        for time in ["the first time", "told again"] {
            let done = done_when_told(&mut run, directive);
            assert!(done.contains(&act), "{time}, {directive}: {done:?}");
            // Somebody else undoes it.
            run.order("captain", r#"{"kind": "shields.lower"}"#);
            run.order("engineering", r#"{"kind": "power.set_preset", "preset": "normal"}"#);
            run.seconds(1);
        }
    }
}

#[test]
fn what_was_rejected_is_not_reported_done() {
    let (class, _, names) = crate::bench::load("the-fall");
    let operations = SeatId(names.resolve(Space::Seat, "operations").expect("a seat"));
    let console = class.command.seat[operations].load;
    for directive in [r#"{"allocate": {"preset": "core-first"}}"#, r#"{"raise_shields": {}}"#] {
        let mut run = Run::new("the-fall", 1, &OfficerSet::Seats(vec![operations]));
        run.session.world.power.load[console].on = false;
        run.seconds(1);
        let order =
            format!(r#"{{"kind": "command.direct", "to_seat": "operations", "directive": {directive}}}"#);
        run.order("captain", &order);
        run.seconds(10);
        let standing = |run: &Run| run.world().command.directives[0].standing;
        assert_eq!(standing(&run), Standing::Accepted, "{directive}");
        run.session.world.power.load[console].on = true;
        run.seconds(10);
        assert_eq!(standing(&run), Standing::Achieved, "{directive}");
    }
}
