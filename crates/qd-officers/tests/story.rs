//! What the scenario must show: with officers she is saved at a price, without them she is lost.

use crate::bench::Run;
use qd_officers::OfficerSet;
use qd_sim::comms::{Event as CommsEvent, Message};
use qd_sim::crew::Event as CrewEvent;
use qd_sim::{EventKind, PersonId, TICKS_PER_SECOND};
use std::sync::LazyLock;

/// Seed 1 with all officers, to its end.
pub(crate) static SAVED: LazyLock<Run> =
    LazyLock::new(|| Run::new("the-fall", 1, &OfficerSet::All).through());

#[test]
fn with_officers_she_is_saved_by_one_who_dies_of_it() {
    let run = &*SAVED;
    assert!(run.is_safe(), "{}", run.story());
    let realigners = run.realigners();
    assert_eq!(realigners.len(), 1, "{}", run.story());
    let died = run.first(|kind| match kind {
        EventKind::Crew(CrewEvent::Died { person, of }) if realigners.contains(person) => Some(of.clone()),
        _ => None,
    });
    let (_, of) = died.unwrap_or_else(|| panic!("whoever did it lives: {}", run.story()));
    assert!(of.contains("radiation"), "died of {of}");
}

/// Seed 1 up to the death of whoever realigned the core.
fn at_the_death() -> (Run, PersonId) {
    let realigner = SAVED.realigners()[0];
    let mut run = Run::new("the-fall", 1, &OfficerSet::All);
    let reached = run.until(|world| !world.crew.person[realigner].body.alive);
    assert!(reached, "{}", run.story());
    (run, realigner)
}

#[test]
fn whoever_did_it_dies_behind_the_held_glass() {
    let (run, realigner) = at_the_death();
    let chamber = run.world().class.core.chamber.clone().expect("a core");
    let lock = &run.world().core.lock;
    assert!(lock.inner_shut, "the inner door stands open");
    assert!(lock.outer_shut && lock.outer_held.is_some(), "the glass is not held");
    let place = run.world().crew.person[realigner].compartment;
    assert!(
        [chamber.lock_compartment, chamber.core_compartment].contains(&place),
        "they came out: {place:?}"
    );
}

/// Words that whoever is dying of the work heard through the glass.
fn words_at_the_glass(run: &Run) -> usize {
    let Some(realigner) = run.realigners().last().copied() else { return 0 };
    let outside = run.world().class.core.chamber.as_ref().expect("a core").outside_compartment;
    let words = run.pick(|kind| match kind {
        EventKind::Comms(CommsEvent::Said {
            message: Message::Words { to_person, .. },
            compartment,
            heard_persons,
            ..
        }) => {
            let heard = *to_person == realigner && heard_persons.contains(&realigner);
            (heard && *compartment == outside).then_some(())
        }
        _ => None,
    });
    words.len()
}

#[test]
fn words_are_said_to_them_through_the_glass() {
    // The dead hear nothing, so what was heard was heard before the end.
    let run = &*SAVED;
    assert!(words_at_the_glass(run) > 0, "nobody spoke to whoever did it: {}", run.story());
}

#[test]
fn without_officers_she_is_lost_in_good_time() {
    let run = Run::new("the-fall", 1, &OfficerSet::None).through();
    assert!(run.is_lost(), "{}", run.story());
    let minutes = run.since_grid_s() / 60.0;
    assert!((8.0..=15.0).contains(&minutes), "lost {minutes} minutes after the grid: {}", run.story());
    assert!(run.entered().is_empty() && !run.asked(), "{}", run.story());
}

#[test]
fn world_and_snapshot_stay_small_and_come_back_equal() {
    let run = &*SAVED;
    let bytes = run.world().snapshot();
    assert!(bytes.len() <= 1_000_000, "the world takes {} bytes", bytes.len());
    let restored = qd_sim::World::restore(&run.world().class, &bytes).expect("a snapshot of this version");
    assert_eq!(restored, *run.world());
    assert_eq!(restored.hash(), run.world().hash());
    assert!(run.world().tick > 600 * TICKS_PER_SECOND, "a whole run");
}
