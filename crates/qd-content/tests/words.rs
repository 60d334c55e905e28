//! Orders, events, sets and casts in the words of the embedded ship.

use qd_content::{
    Library, Names, act_fields, act_from_json, act_kinds, act_to_json, apply_cast, event_fields,
};
use qd_content::{event_kinds, event_to_json};
use qd_sim::names::Space;
use qd_sim::{Scenario, World};
use serde_json::{Value, json};

fn fall(sets: &[(&str, &str)]) -> (World, Scenario, Names) {
    let sets: Vec<_> = sets.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect();
    let loaded = Library::embedded().load_scenario("the-fall", Some("fall"), &sets);
    let (class, scenario, names) = loaded.expect("the embedded content loads");
    (World::new(class, &scenario, 1), scenario, names)
}

#[test]
fn orders_are_read_and_written_with_keys() {
    let (_, _, names) = fall(&[]);
    for text in [
        json!({"kind": "power.close_breaker", "breaker": "aux-port-breaker"}),
        json!({"kind": "core.set_output", "share": 0.5}),
        json!({"kind": "core.scram"}),
        json!({"kind": "deckplan.open_door", "portal": "core-outer-door"}),
    ] {
        let act = act_from_json(&text, &names).expect("a sound order");
        assert_eq!(act_to_json(&act, &names), text);
    }
}

#[test]
fn wrong_orders_say_what_is_wrong() {
    let (_, _, names) = fall(&[]);
    let check = |order: Value, expect: &str| {
        let found = act_from_json(&order, &names).expect_err("a wrong order");
        assert!(found.contains(expect), "{order}: {found}");
    };
    check(json!([]), "an order is an object");
    check(json!({"breaker": "x"}), "needs a `kind`");
    check(json!({"kind": "power.close_braker"}), "did you mean `power.close_breaker`?");
    check(json!({"kind": "power.close_breaker", "braker": "x"}), "did you mean `breaker`?");
    check(json!({"kind": "power.close_breaker", "breaker": "aux-prt-breaker"}), "`aux-port-breaker`?");
    check(json!({"kind": "power.close_breaker"}), "missing key `breaker`");
    check(json!({"kind": "core.set_output", "share": "much"}), "string \"much\" where a number is expected");
    check(json!({"kind": "crew.work", "task": "realing"}), "did you mean `realign`?");
    check(json!({"kind": "crew.work", "task": {"kind": "treat"}}), "missing key `person`");
    check(json!({"kind": "command.accept", "order": "five"}), "named by its number, as `o:12`");
}

#[test]
fn a_value_that_is_one_of_several_may_be_written_in_three_ways() {
    let (_, _, names) = fall(&[]);
    let read = |order: Value| act_from_json(&order, &names).expect("an order");
    let same = |one: Value, other: Value| assert_eq!(read(one.clone()), read(other), "{one}");
    let work = |task: Value| json!({"kind": "crew.work", "task": task});
    same(work(json!("realign")), work(json!({"realign": {}})));
    same(work(json!({"kind": "realign"})), work(json!({"realign": {}})));
    let treat = json!({"treat": {"person": "captain"}});
    same(work(json!({"kind": "treat", "person": "captain"})), work(treat));
    same(json!({"kind": "command.accept", "order": "o:5"}), json!({"kind": "command.accept", "order": 5}));
}

#[test]
fn no_field_hides_a_word_of_the_frame() {
    assert!(act_kinds().len() > 30 && event_kinds().len() > 60, "kinds are found");
    for kind in act_kinds() {
        assert!(!act_fields(&kind).contains(&"kind"), "{kind}");
    }
    for kind in event_kinds() {
        for word in ["id", "t", "tick", "ship", "kind", "causes"] {
            assert!(!event_fields(&kind).contains(&word), "{kind} has a field `{word}`");
        }
    }
}

#[test]
fn events_have_keys_for_ids_and_name_their_causes() {
    let (mut world, _, names) = fall(&[]);
    let events = (0..20).flat_map(|_| world.step(&[])).collect::<Vec<_>>();
    let shown: Vec<Value> = events.iter().map(|event| event_to_json(event, &names)).collect();
    let dead = shown.iter().find(|event| event["kind"] == "instruments.reading_dead").expect("one is broken");
    assert_eq!(dead["ship"], "asphodel");
    assert!(names.keys(Space::Instrument).any(|key| dead["instrument"] == key), "{dead}");
    assert!(shown.iter().all(|event| event["causes"].as_array().is_some_and(|causes| !causes.is_empty())));
}

#[test]
fn sets_reach_scenario_and_ship() {
    let (world, scenario, names) = fall(&[
        ("flight.altitude_m", "180000"),
        ("power.source.aux-port.health", "0.5"),
        ("ship.power.load.core-preheater.rated_w", "2e6"),
    ]);
    assert_eq!(scenario.flight.altitude_m, 180_000.0);
    let port = names.resolve(Space::Source, "aux-port").expect("a source");
    assert!(scenario.power.source.iter().any(|row| row.source.0 == port && row.health == 0.5));
    let preheater = names.resolve(Space::Load, "core-preheater").expect("a load");
    assert_eq!(world.class.power.load[qd_sim::LoadId(preheater)].rated_w, 2e6);
}

#[test]
fn a_cast_renames_and_changes_nothing_else() {
    let (world, _, plain) = fall(&[]);
    let mut names = plain.clone();
    let cast = "ship = \"Evening Star\"\n[person]\ncaptain = \"Ada Nwosu\"\n[compartment]\nbridge = \"Command deck\"\n";
    apply_cast(&mut names, "cast.toml", cast).expect("a sound cast");
    names.name_people(&world);
    let captain = names.resolve(Space::Person, "captain").expect("a person");
    assert_eq!(names.name(Space::Person, captain), "Ada Nwosu");
    assert_eq!(names.key(Space::Person, captain), "captain");
    assert_eq!((names.ship_name.as_str(), names.ship_key.as_str()), ("Evening Star", "asphodel"));
    let mut kept = plain.clone();
    let wrong = "[person]\ncaptin = \"X\"\n[place]\nbridge = 3\n";
    let found = apply_cast(&mut kept, "cast.toml", wrong).expect_err("two problems");
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], "cast.toml:2:1: no person has the key `captin` (did you mean `captain`?)");
    assert!(found[1].starts_with("cast.toml:3:2: unknown key `place`"), "{}", found[1]);
    let long = format!("ship = \"{}\"\n[person]\ncaptain = \" \"\n", "x".repeat(81));
    let found = apply_cast(&mut kept, "cast.toml", &long).expect_err("two unfit names");
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(found[0].contains("81 characters") && found[1].contains("empty name"), "{found:?}");
    assert_eq!(kept, plain, "a wrong cast changes nothing");
}

#[test]
fn everybody_has_a_name_of_their_own_seed() {
    let (world, _, mut names) = fall(&[]);
    names.name_people(&world);
    let person = names.resolve(Space::Person, "machinist-1").expect("a person of the roster");
    assert_ne!(names.name(Space::Person, person), "machinist-1");
    assert_eq!(world.crew.person.len(), 430);
}

#[test]
fn bridge_and_engineering_are_near() {
    let (world, _, names) = fall(&[]);
    let place =
        |key: &str| qd_sim::CompartmentId(names.resolve(Space::Compartment, key).expect("a compartment"));
    let (bridge, engineering) = (place("bridge"), place("engineering"));
    let plan = &world.class.deckplan.compartment;
    assert!(plan[engineering].deck - plan[bridge].deck <= 4);
    // At a walk of 1.4 m/s, 140 m take 100 s; doors and three ladders add to it.
    let walk_s = world.deckplan.walk_s(&world.class.deckplan, bridge, engineering);
    assert!(walk_s < 150.0, "{walk_s} s");
}
