//! It is no script: other names, another order, another cause, other people; each time what follows follows.

use crate::bench::{Run, load};
use crate::renamed::turned;
use crate::story::SAVED;
use qd_officers::OfficerSet;
use qd_sim::command::Event as CommandEvent;
use qd_sim::crew::{Placed, Profile, Skill};
use qd_sim::names::Space;
use qd_sim::{EventKind, PersonId, Scenario};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Somebody at the start, as the roster has them.
fn placed(person: PersonId) -> Placed {
    Placed {
        person,
        compartment: None,
        seat: None,
        skills: BTreeMap::new(),
        temperament: None,
        struck_m_s: 0.0,
        dose_gy: 0.0,
        dead: false,
    }
}

/// The row of somebody among those who are not as the roster has them.
fn row(scenario: &mut Scenario, person: PersonId) -> &mut Placed {
    let rows = &mut scenario.crew.placed;
    let index = rows.iter().position(|row| row.person == person).unwrap_or_else(|| {
        rows.push(placed(person));
        rows.len() - 1
    });
    &mut rows[index]
}

#[test]
fn renamed_and_in_another_order_they_still_find_it() {
    let (class, scenario, names) = load("the-fall");
    let (other_class, other_scenario) = turned(&class, &scenario, &names);
    assert_ne!(*class, *other_class);
    let run = Run::of(other_class, &other_scenario, names, 1, &OfficerSet::All).through();
    assert_eq!(run.realigners().len(), 1, "{}", run.story());
    assert!(run.is_safe(), "{}", run.story());
}

#[test]
fn with_a_sound_core_nobody_enters() {
    let mut run = Run::new("core-sound", 1, &OfficerSet::All);
    run.seconds(900);
    assert!(run.entered().is_empty(), "{}", run.story());
    assert!(!run.asked(), "volunteers were asked for nothing");
    assert!(run.world().flight.out_of_danger().is_some(), "{}", run.story());
}

#[test]
fn with_the_engineer_dead_the_next_finds_it() {
    let run = Run::new("no-engineer", 1, &OfficerSet::All);
    let chief = PersonId(run.names.resolve(Space::Person, "chief-engineer").expect("a person"));
    assert!(!run.world().crew.person[chief].body.alive);
    let run = run.through();
    assert!(run.asked(), "nobody worked out what the core needs: {}", run.story());
    assert!(!run.entered().is_empty(), "{}", run.story());
}

#[test]
fn swapped_skills_change_who_goes() {
    let went = SAVED.entered()[0];
    let (class, mut scenario, names) = load("the-fall");
    let roster = &SAVED.world().crew.roster;
    let offered = SAVED.pick(|kind| match kind {
        EventKind::Command(CommandEvent::Volunteered { by_person, .. }) => Some(*by_person),
        _ => None,
    });
    let least = |one: &&PersonId, other: &&PersonId| {
        let skill = |person: PersonId| roster[person].skill(Skill::Core);
        skill(**one).total_cmp(&skill(**other))
    };
    let other =
        *offered.iter().filter(|person| **person != went).min_by(least).expect("two offered themselves");
    for (to, from) in [(went, other), (other, went)] {
        let profile: &Profile = &roster[from];
        row(&mut scenario, to).skills = Skill::ALL.map(|skill| (skill, profile.skill(skill))).into();
    }
    let mut run = Run::of(class, &scenario, names, 1, &OfficerSet::All);
    run.until(|world| world.tick > 400 * qd_sim::TICKS_PER_SECOND);
    let first = run.entered().first().copied();
    assert!(first.is_some_and(|first| first != went), "{}", run.story());
}

#[test]
fn wounding_any_one_person_changes_the_hash() {
    let (class, scenario, names) = load("the-fall");
    let hash_with = |person: Option<PersonId>| {
        let mut scenario = scenario.clone();
        if let Some(person) = person {
            row(&mut scenario, person).struck_m_s += 6.0;
        }
        let mut run = Run::of(Arc::clone(&class), &scenario, names.clone(), 1, &OfficerSet::All);
        run.seconds(20);
        run.world().hash()
    };
    let unhurt = hash_with(None);
    let count = names.keys(Space::Person).len();
    for person in (0..count).step_by(61).chain([4, count - 1]) {
        let person = PersonId(u16::try_from(person).expect("few people"));
        assert_ne!(hash_with(Some(person)), unhurt, "{person:?}");
    }
}
