//! Officers over the real ship: they know only what views hold, and they find the right thing or nothing.

use qd_content::Library;
use qd_officers::{OfficerSet, Session};
use qd_sim::command::Event as CommandEvent;
use qd_sim::crew::{Event as CrewEvent, Task};
use qd_sim::view;
use qd_sim::{EventKind, World};

fn session(scenario: &str, seed: u64, set: &OfficerSet) -> Session {
    let loaded = Library::embedded().load_scenario(scenario, Some("fall"), &[]);
    let (class, scenario, _names) = loaded.expect("shipped content loads");
    Session::new(class, &scenario, seed, set)
}

fn run(session: &mut Session, seconds: u32, mut see: impl FnMut(&EventKind)) {
    let limit = session.world.tick + seconds * qd_sim::TICKS_PER_SECOND;
    session.run_until(limit, &mut (), |_, ticked| ticked.events.iter().for_each(|event| see(&event.kind)));
}

/// Everything that no console, call or pair of eyes shows is made nonsense.
fn poison(world: &mut World) {
    world.seed ^= 0xdead_beef;
    world.flows.motion.altitude_m += 12_345.0;
    world.flows.motion.airspeed_m_s *= 0.5;
    world.flight.propellant_kg *= 0.5;
    world.core.offset_m = [0.03, -0.02, 0.01];
    world.core.field_j += 1e6;
    world.core.preheat_j += 1e6;
    world.core.wall_temperature_k += 300.0;
    world.flows.dose_rate_gy_s.fill(3.0);
    world.flows.skin_temperature_k.fill(1500.0);
    world.flows.hot_gas_temperature_k = 2000.0;
    for room in world.air.room.rows_mut() {
        room.gas.oxygen_mol *= 0.5;
        room.pressure_pa *= 0.5;
    }
    for bus in world.power.bus.rows_mut() {
        bus.voltage_v *= 0.3;
    }
    for profile in world.crew.roster.rows_mut() {
        profile.temperament.courage = 0.0;
        profile.temperament.duty = 0.0;
    }
}

#[test]
fn views_hold_nothing_but_what_is_known() {
    let mut session = session("the-fall", 3, &OfficerSet::All);
    for _ in 0..4 {
        run(&mut session, 60, |_| {});
        let mut poisoned = session.world.clone();
        poison(&mut poisoned);
        assert_ne!(poisoned.hash(), session.world.hash());
        for seat in session.world.class.command.seat.ids() {
            let (clean, other) = (view::of_seat(&session.world, seat), view::of_seat(&poisoned, seat));
            assert_eq!(clean, other, "seat {seat:?} at {}", session.world.tick);
        }
    }
}

#[test]
fn with_a_sound_core_nobody_enters_the_chamber() {
    let mut session = session("core-sound", 1, &OfficerSet::All);
    let mut entered = Vec::new();
    run(&mut session, 900, |kind| match kind {
        EventKind::Crew(CrewEvent::TaskStarted { person, task: Task::Realign {} }) => entered.push(*person),
        EventKind::Command(CommandEvent::VolunteersAsked { task: Task::Realign {}, by_person }) => {
            entered.push(*by_person);
        }
        _ => {}
    });
    assert!(entered.is_empty(), "{entered:?} asked or went in for nothing");
}

#[test]
fn without_officers_nobody_is_sent() {
    let mut session = session("the-fall", 1, &OfficerSet::None);
    let mut asked = 0;
    run(&mut session, 600, |kind| {
        asked += u32::from(matches!(kind, EventKind::Command(CommandEvent::VolunteersAsked { .. })));
    });
    assert_eq!(asked, 0);
}

#[test]
fn with_the_engineer_dead_another_works_it_out() {
    let mut session = session("no-engineer", 1, &OfficerSet::All);
    let mut asked = 0;
    run(&mut session, 400, |kind| {
        asked += u32::from(matches!(kind, EventKind::Command(CommandEvent::VolunteersAsked { .. })));
    });
    assert!(asked > 0, "nobody asked for volunteers");
}

#[test]
fn a_restored_session_goes_on_as_the_straight_one() {
    let mut straight = session("the-fall", 2, &OfficerSet::All);
    run(&mut straight, 50, |_| {});
    let bytes = straight.snapshot();
    let mut restored = Session::restore(&straight.world.class, &bytes).expect("a snapshot of this version");
    run(&mut straight, 50, |_| {});
    run(&mut restored, 50, |_| {});
    assert_eq!(straight.world.hash(), restored.world.hash());
    assert_eq!(straight.snapshot(), restored.snapshot());
}
