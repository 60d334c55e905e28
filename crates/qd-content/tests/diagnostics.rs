//! Broken content in, every problem out, each in its place.

use qd_content::Library;
use std::fs;
use std::path::Path;

/// A small sound ship and scenario.
const SOUND: [(&str, &str); 7] = [
    (
        "ships/punt/ship.toml",
        r#"key = "punt"
name = "Punt class"
without = ["core", "radiation", "engines", "shields", "flight", "hull", "heat", "air", "instruments", "comms", "procedure"]
"#,
    ),
    (
        "ships/punt/deckplan.toml",
        r#"[[compartment]]
key = "bow"
name = "Bow"
deck = 1
low_body_m = [0.0, 0.0, 0.0]
high_body_m = [4.0, 4.0, 3.0]
gas_share = 0.9
structure_heat_j_k = 1e6

[[compartment]]
key = "stern"
name = "Stern"
deck = 1
low_body_m = [-4.0, 0.0, 0.0]
high_body_m = [0.0, 4.0, 3.0]
gas_share = 0.9
structure_heat_j_k = 1e6

[[portal]]
key = "door"
name = "Door"
from_compartment = "bow"
to_compartment = "stern"
kind = "door"
area_m2 = 2.0
shielding_tvl = 0.1
"#,
    ),
    ("ships/punt/command.toml", "seat = []\n"),
    ("ships/punt/crew.toml", "person = []\nroster = []\n"),
    ("ships/punt/procedures.toml", ""),
    (
        "ships/punt/power.toml",
        r#"bus = [
  { key = "a", name = "A", compartment = "bow" },
  { key = "b", name = "B", compartment = "bow" },
]
line = [{ key = "ab", name = "AB", from_bus = "a", to_bus = "b", resistance_ohm = 0.1, limit_w = 1e6 }]
breaker = [{ key = "cell", name = "Cell", compartment = "bow", pickup_w = 1e6, time_multiplier = 1.0 }]

[[source]]
key = "cell"
name = "Cell"
kind = "emergency"
bus = "a"
compartment = "bow"
breaker = "cell"
rated_w = 1e6
set_pu = 1.0
droop_pu = 0.05
"#,
    ),
    (
        "scenarios/calm.toml",
        r#"key = "calm"
[ship]
class = "punt"
key = "willow"
name = "Willow"
[chapter.start]
summary = "Nothing is wrong."
limit_s = 60.0
"#,
    ),
];

fn library(broken: &str, from: &str, to: &str) -> Library {
    let root = tempfile::tempdir().expect("a folder for the files");
    for (path, text) in SOUND {
        let path_here = root.path().join(path);
        fs::create_dir_all(path_here.parent().unwrap_or(Path::new("."))).expect("a folder");
        assert!(path != broken || text.contains(from), "{broken} does not contain {from}");
        let text = if path == broken { text.replacen(from, to, 1) } else { text.to_owned() };
        fs::write(path_here, text).expect("a file");
    }
    Library::open(root.path()).expect("the files were just written")
}

/// Replaces `from` by `to` in one file: what is reported.
fn check(file: &str, from: &str, to: &str, expect: &[&str]) {
    let found = match library(file, from, to).load_scenario("calm", None, &[]) {
        Ok(_) => Vec::new(),
        Err(found) => found.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(found, expect, "{file}: {from} -> {to}");
}

#[test]
fn the_sound_one_is_sound() {
    check("", "", "", &[]);
}

#[test]
fn files_that_are_wrong_in_one_place() {
    const PLAN: &str = "ships/punt/deckplan.toml";
    const POWER: &str = "ships/punt/power.toml";
    const CALM: &str = "scenarios/calm.toml";
    for (file, from, to, expect) in [
        (
            "ships/punt/ship.toml",
            "\"core\", \"rad",
            "\"cores\", \"rad",
            &[
                "ships/punt/ship.toml:1:1: nothing is said of `core` (write ships/punt/core.toml, or name it in `without` in ship.toml)",
                "ships/punt/ship.toml:3:12: no department is called `cores` (did you mean `core`?)",
            ][..],
        ),
        (
            CALM,
            "limit_s = 60.0",
            "limit_s = 60.0\nflight = { altitude_m = 1e300, speed_m_s = 7e3, turn_body_deg_s = [1e4, 0, 0], propellant = 2 }",
            &[
                "scenarios/calm.toml:9:25: 1e300 is out of range: `altitude_m` lies in 0..=1e8",
                "scenarios/calm.toml:9:68: 10000 is out of range: `turn_body_deg_s` lies in -360..=360",
                "scenarios/calm.toml:9:93: 2 is out of range: `propellant` lies in 0..=1",
            ],
        ),
        (
            PLAN,
            "gas_share = 0.9",
            "gas_shar = 0.9",
            &[
                "ships/punt/deckplan.toml:1:1: missing key `gas_share`",
                "ships/punt/deckplan.toml:7:1: unknown key `gas_shar`: expected `key`, `name`, `deck`, `low_body_m`, \
             `high_body_m`, `gas_share`, `structure_heat_j_k` (did you mean `gas_share`?)",
            ][..],
        ),
        (
            PLAN,
            "deck = 1",
            "deck = \"one\"",
            &[
                "ships/punt/deckplan.toml:4:8: string \"one\" where a whole number that is not negative is expected",
            ],
        ),
        (
            PLAN,
            "deck = 1",
            "deck = -1",
            &[
                "ships/punt/deckplan.toml:4:8: integer `-1` is out of range: a whole number that is not negative is expected",
            ],
        ),
        (
            PLAN,
            "gas_share = 0.9",
            "gas_share = 1.9",
            &["ships/punt/deckplan.toml:7:13: 1.9 is out of range: `gas_share` lies in 0..=1"],
        ),
        (
            PLAN,
            "key = \"stern\"",
            "key = \"bow\"",
            &[
                "ships/punt/deckplan.toml:11:7: duplicate key `bow` of a compartment (the first is at ships/punt/deckplan.toml:2)",
                "ships/punt/deckplan.toml:23:18: no compartment has the key `stern`",
            ],
        ),
        (
            PLAN,
            "to_compartment = \"stern\"",
            "to_compartment = \"strn\"",
            &["ships/punt/deckplan.toml:23:18: no compartment has the key `strn` (did you mean `stern`?)"],
        ),
        (
            PLAN,
            "high_body_m = [0.0",
            "high_body_m = [1.0",
            &["ships/punt/deckplan.toml:11:7: `stern` overlaps `bow` (they share 1.00 m on every axis)"],
        ),
        (
            PLAN,
            "high_body_m = [0.0",
            "high_body_m = [-1.0",
            &[
                "ships/punt/deckplan.toml:20:7: `door` joins nothing: `bow` and `stern` do not touch (they are 1.00 m apart)",
            ],
        ),
        (
            PLAN,
            "to_compartment = \"stern\"",
            "to_compartment = \"bow\"",
            &[
                "ships/punt/deckplan.toml:11:7: `stern` cannot be reached on foot from `bow` (join it by a door, hatch, arch or ladder)",
                "ships/punt/deckplan.toml:20:7: `door` leads from `bow` to itself",
            ],
        ),
        (
            PLAN,
            "kind = \"door\"",
            "kind = \"dor\"",
            &[
                "ships/punt/deckplan.toml:24:8: unknown word `dor`: expected `arch`, `door`, `hatch`, `ladder`, `lift` (did you mean `door`?)",
            ],
        ),
        (
            PLAN,
            "[4.0, 4.0, 3.0]",
            "[4.0, 4.0]",
            &["ships/punt/deckplan.toml:6:15: a list of 2 where 3 numbers are expected"],
        ),
        (
            PLAN,
            "kind = \"door\"",
            "kind = door",
            &[
                "ships/punt/deckplan.toml:24:8: not TOML: string values must be quoted, expected literal string",
            ],
        ),
        (
            POWER,
            "to_bus = \"b\"",
            "to_bus = \"a\"",
            &[
                "ships/punt/power.toml:3:11: bus `b` has no way to any source (join it by a line)",
                "ships/punt/power.toml:5:17: `ab` leads from `a` to itself",
            ],
        ),
        (
            POWER,
            "limit_w = 1e6",
            "limit_w = 1e6, breaker = \"cell\"",
            &[
                "ships/punt/power.toml:6:20: breaker `cell` guards 2 lines and sources (a breaker guards exactly one)",
            ],
        ),
        (
            POWER,
            "rated_w = 1e6",
            "rated_w = -1e6",
            &["ships/punt/power.toml:15:11: -1e6 is out of range: `rated_w` lies in 0..=1e18"],
        ),
        (
            CALM,
            "class = \"punt\"",
            "class = \"pant\"",
            &["scenarios/calm.toml:3:9: no ship class has the key `pant` (did you mean `punt`?)"],
        ),
        (
            CALM,
            "limit_s = 60.0",
            "limit_s = -1.0",
            &["scenarios/calm.toml:8:11: -1 is out of range: `limit_s` lies in 1..=86400"],
        ),
        (
            CALM,
            "limit_s = 60.0",
            "limit_s = 60.0\n[chapter.start.flite]",
            &["scenarios/calm.toml:9:16: unknown key `flite` (did you mean `flight`?)"],
        ),
    ] {
        check(file, from, to, expect);
    }
}

#[test]
fn all_problems_come_out_at_once() {
    let from = "deck = 1\nlow_body_m = [0.0, 0.0, 0.0]\nhigh_body_m = [4.0, 4.0, 3.0]\n";
    check(
        "ships/punt/deckplan.toml",
        from,
        "deck = true\n",
        &[
            "ships/punt/deckplan.toml:1:1: missing key `low_body_m`",
            "ships/punt/deckplan.toml:1:1: missing key `high_body_m`",
            "ships/punt/deckplan.toml:4:8: boolean `true` where a whole number that is not negative is expected",
        ],
    );
}

#[test]
fn names_that_do_not_exist() {
    let library = library("", "", "");
    let first = |key: &str, chapter: Option<&str>, set: &str| {
        let sets: Vec<_> =
            set.split_once('=').map(|(k, v)| (k.to_owned(), v.to_owned())).into_iter().collect();
        library.load_scenario(key, chapter, &sets).err().map(|found| found[0].to_string()).unwrap_or_default()
    };
    for (key, chapter, set, expect) in [
        ("clam", None, "", "no scenario has the key `clam` (did you mean `calm`?)"),
        ("calm", Some("strat"), "", "no chapter has the key `strat` (did you mean `start`?)"),
        (
            "calm",
            None,
            "fligth.altitude_m=1",
            "--set fligth.altitude_m=1:1:1: `fligth.altitude_m`: nothing is called `fligth` (did you mean `flight`?)",
        ),
        ("calm", None, "limit_s=soon", "--set limit_s=soon:1:1: string \"soon\" where a number is expected"),
        (
            "calm",
            None,
            "ship.deckplan.compartment.bow.gas_share=7",
            "--set deckplan.compartment.bow.gas_share=7:1:1: 7 is out of range: `gas_share` lies in 0..=1",
        ),
        ("calm", None, "limit_s=70", ""),
    ] {
        assert_eq!(first(key, chapter, set), expect, "{key} {chapter:?} {set}");
    }
}

#[test]
fn a_scenario_takes_the_ships_around_it() {
    let root = tempfile::tempdir().expect("a folder for the files");
    for (path, text) in SOUND {
        let path_here = root.path().join(path);
        fs::create_dir_all(path_here.parent().unwrap_or(Path::new("."))).expect("a folder");
        fs::write(path_here, text).expect("a file");
    }
    let path = root.path().join("scenarios/calm.toml");
    let library = Library::around(&path).expect("the files were just written");
    let (class, ..) =
        library.load_scenario(&path.to_string_lossy(), None, &[]).expect("its own ship is found");
    assert_eq!(class.key, "punt");
    assert!(library.ships().contains(&"tamarack".to_owned()), "those built in are at hand too");
    // One of its own with a built-in key stands for the whole of that: nothing of the built-in shines through.
    fs::create_dir_all(root.path().join("ships/tamarack")).expect("a folder");
    fs::write(root.path().join("ships/tamarack/ship.toml"), "key = \"tamarack\"\nname = \"Mine\"\n")
        .expect("a file");
    let library = Library::around(&path).expect("readable");
    let found = library.load_ship("tamarack").expect_err("it says nothing of any department");
    assert!(found.iter().any(|problem| problem.message == "nothing is said of `power`"), "{found:?}");
}
