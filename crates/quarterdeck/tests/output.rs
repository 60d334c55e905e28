//! What is written: JSON, events, tables, chains, accounts.

use crate::program::{arg, printed, root};
use serde_json::Value;
use std::collections::BTreeSet;
use tempfile::TempDir;

#[test]
fn json_has_what_it_promises() {
    let text = printed(&["run", "the-fall", "--chapter", "fall", "--seed", "1", "--until", "30", "--json"]);
    let object: Value = serde_json::from_str(&text).expect("one JSON object");
    for field in [
        "scenario",
        "chapter",
        "seed",
        "ticks",
        "t_end_s",
        "ship_lost",
        "core_realigned_by",
        "power_restored_t_s",
        "min_altitude_m",
        "max_skin_temperature_k",
        "max_load_g",
        "dead",
        "hash",
    ] {
        assert!(object.get(field).is_some(), "{field} in {text}");
    }
    assert_eq!((object["ticks"].as_u64(), object["t_end_s"].as_f64()), (Some(600), Some(30.0)));
    assert_eq!((object["scenario"].as_str(), object["seed"].as_u64()), (Some("the-fall"), Some(1)));
}

/// At the very start every console that will be fed is fed, and she is where the scenario puts her.
#[test]
fn orders_at_the_start_are_kept() {
    let folder = TempDir::new().expect("a folder");
    let orders = folder.path().join("o.jsonl");
    let line = |seat: &str, order: &str| format!("{{\"t\": 0, \"seat\": \"{seat}\", \"order\": {order}}}\n");
    let text = line("engineering", r#"{"kind": "core.coolant", "on": true}"#)
        + &line("helm", r#"{"kind": "flight.damp"}"#)
        + &line("captain", r#"{"kind": "command.log_entry", "text": "From the first second."}"#);
    std::fs::write(&orders, text).expect("written");
    let told = printed(&[
        "run",
        "the-fall",
        "--until",
        "1",
        "--officers",
        "none",
        "--orders",
        &arg(&orders),
        "--json",
    ]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["orders_rejected"], serde_json::json!([]));
    let file = folder.path().join("r.qdj");
    printed(&["run", "the-fall", "--until", "1", "--record", &arg(&file), "--json"]);
    let shown = printed(&["replay", "--at", "0", &arg(&file)]);
    assert!(shown.contains("170.0 km"), "{shown}");
}

#[test]
fn events_are_in_order_documented_and_caused() {
    let folder = TempDir::new().expect("a folder");
    let file = arg(&folder.path().join("e.jsonl"));
    printed(&["run", "the-fall", "--until", "120", "--events", &file, "--json"]);
    let documented = std::fs::read_to_string(root().join("docs/events.md")).expect("generated");
    let mut seen = BTreeSet::from(["initial".to_owned()]);
    let mut last = 0;
    let mut kind = String::new();
    let text = std::fs::read_to_string(&file).expect("written");
    assert!(text.lines().count() > 10, "something happens in two minutes");
    for line in text.lines() {
        let event: Value = serde_json::from_str(line).expect("a JSON line");
        let tick = event["tick"].as_u64().expect("a tick");
        assert!(tick >= last, "{line}");
        last = tick;
        assert!((event["t"].as_f64().expect("a time") - tick as f64 * 0.05).abs() < 1e-6, "{line}");
        kind = event["kind"].as_str().expect("a kind").to_owned();
        assert!(documented.contains(&format!("### {kind}\n")), "{kind} is not in docs/events.md");
        let causes = event["causes"].as_array().expect("causes");
        assert!(!causes.is_empty(), "{line}");
        for cause in causes.iter().map(|cause| cause.as_str().expect("a cause id")) {
            let known = cause.starts_with("o:") || cause.starts_with("law:") || seen.contains(cause);
            assert!(known, "{cause} has not happened before {line}");
        }
        seen.insert(event["id"].as_str().expect("an id").to_owned());
    }
    let chain = printed(&["explain", &kind, &file]);
    assert!(chain.contains("In the end it comes from:"), "{chain}");
}

#[test]
fn a_chain_from_a_recording_has_words() {
    let folder = TempDir::new().expect("a folder");
    let file = arg(&folder.path().join("r.qdj"));
    printed(&["run", "the-fall", "--until", "120", "--record", &file, "--json"]);
    let chain = printed(&["explain", "power.breaker_tripped", &file]);
    assert!(chain.contains("trips") && chain.contains("In the end it comes from:"), "{chain}");
}

#[test]
fn a_sweep_has_its_rows_in_order() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("s.csv");
    let sweep = || {
        printed(&["sweep", "the-fall", "--seeds", "2..4", "--set", "limit_s=60", "--out", &arg(&file)]);
        std::fs::read_to_string(&file).expect("written")
    };
    let table = sweep();
    let seeds: Vec<&str> = table.lines().map(|line| line.split(',').next().expect("a column")).collect();
    assert_eq!(seeds, ["seed", "2", "3", "4"], "{table}");
    assert_eq!(sweep(), table, "the same on every occasion");
}

#[test]
fn completions_and_help_are_there() {
    for shell in ["bash", "zsh", "fish"] {
        assert!(printed(&["completions", shell]).contains("quarterdeck"));
    }
    assert!(printed(&["--help"]).contains("Exit codes"));
}

#[test]
fn other_names_change_no_bit() {
    let folder = TempDir::new().expect("a folder");
    let cast = folder.path().join("cast.toml");
    std::fs::write(&cast, "ship = \"Evening Star\"\n").expect("written");
    let run = |more: &[&str]| {
        let args = [&["run", "the-fall", "--until", "20", "--json"], more].concat();
        let object: Value = serde_json::from_str(&printed(&args)).expect("JSON");
        (object["hash"].clone(), object["ship"].clone())
    };
    let (plain, other) = (run(&[]), run(&["--cast", &arg(&cast)]));
    assert_eq!(plain.0, other.0);
    assert_eq!(other.1, "Evening Star");
}

#[test]
fn an_interlock_overridden_by_orders_floods_engineering() {
    let folder = TempDir::new().expect("a folder");
    let orders = folder.path().join("orders.jsonl");
    let lines = [
        r#"{"t":60,"seat":"captain","order":{"kind":"command.direct","to_seat":"engineering","directive":"override_interlock"}}"#,
        r#"{"t":62,"seat":"engineering","order":{"kind":"core.override_interlock"}}"#,
        r#"{"t":64,"seat":"engineering","order":{"kind":"deckplan.open_door","portal":"core-inner-door"}}"#,
        r#"{"t":66,"seat":"engineering","order":{"kind":"deckplan.open_door","portal":"core-outer-door"}}"#,
    ];
    std::fs::write(&orders, lines.join("\n")).expect("written");
    let collapsed = |with: &[&str]| {
        let file = folder.path().join(format!("events-{}.jsonl", with.len()));
        let events = arg(&file);
        let run = ["run", "the-fall", "--officers", "none", "--until", "400", "--events", &events];
        printed(&[&run, with].concat());
        let text = std::fs::read_to_string(&file).expect("events");
        text.lines().filter(|line| line.contains(r#""kind":"crew.collapsed""#)).count()
    };
    assert_eq!(collapsed(&[]), 0, "behind shut doors nobody in engineering takes harm");
    assert!(collapsed(&["--orders", &arg(&orders)]) >= 3, "those in engineering are dosed");
}
