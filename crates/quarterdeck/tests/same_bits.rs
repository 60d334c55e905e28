//! Same seed, same orders: same bits, twice, recorded and replayed, from a snapshot and straight.

use crate::program::{arg, printed, run};
use qd_officers::{OfficerSet, Session};
use quarterdeck::game;
use serde_json::Value;
use std::sync::Arc;
use tempfile::TempDir;

fn hash(args: &[&str]) -> String {
    let object: Value = serde_json::from_str(&printed(args)).expect("JSON");
    object["hash"].as_str().expect("a hash").to_owned()
}

#[test]
fn two_runs_are_one_and_a_seed_is_another() {
    let of = |seed: &str| {
        hash(&["run", "the-fall", "--chapter", "fall", "--until", "60", "--seed", seed, "--json"])
    };
    assert_eq!(of("1"), of("1"));
    assert_ne!(of("1"), of("2"));
}

#[test]
fn a_recording_replays_and_tells_the_same() {
    let folder = TempDir::new().expect("a folder");
    let orders = folder.path().join("orders.jsonl");
    let line = r#"{"t": 12.5, "seat": "captain", "order": {"kind": "command.log_entry", "text": "all is not well"}}"#;
    std::fs::write(&orders, line).expect("written");
    let file = arg(&folder.path().join("r.qdj"));
    let told = printed(&["run", "the-fall", "--until", "100", "--orders", &arg(&orders), "--record", &file]);
    assert_eq!(printed(&["replay", &file]), told, "the account is the same");
    assert!(told.contains("all is not well"), "{told}");
    let verified = printed(&["replay", "--verify", &file]);
    let hash = verified.trim().rsplit(' ').next().expect("a hash").to_owned();
    assert!(verified.starts_with("verified: 2000 ticks"), "{verified}");
    assert!(told.contains(&hash), "{hash} is not in {told}");
    assert!(printed(&["replay", "--at", "50", &file]).contains("at 50.00 s, tick 1000"));
}

#[test]
fn a_changed_hash_is_found() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("r.qdj");
    printed(&["run", "the-fall", "--until", "40", "--record", &arg(&file), "--json"]);
    let connection = rusqlite::Connection::open(&file).expect("opens");
    // Another hash with a checksum of its own: not damage, but another world.
    let (tick, hash) = (400_u32, 7_i64);
    let sum = qd_journal::checksum(&[&tick.to_le_bytes(), &0_u32.to_le_bytes(), &hash.to_le_bytes()]);
    let sum = i64::from_ne_bytes(sum.to_ne_bytes());
    let changed =
        connection.execute("UPDATE hashes SET hash = ?2, sum = ?3 WHERE tick = ?1", (tick, hash, sum));
    assert_eq!(changed.expect("changed"), 1);
    drop(connection);
    let output = run(&["replay", "--verify", &arg(&file)]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("diverged at 20.00 s"), "{told}");
}

#[test]
fn from_a_snapshot_and_straight() {
    let loaded = game::load("the-fall", None, &[]).expect("loads");
    let new = || Session::new(Arc::clone(&loaded.class), &loaded.scenario, 3, &OfficerSet::All);
    let mut straight = new();
    straight.run_until(900, &mut (), |_, _| {});
    let mut halves = new();
    halves.run_until(417, &mut (), |_, _| {});
    let mut halves = Session::restore(&loaded.class, &halves.snapshot()).expect("restores");
    halves.run_until(900, &mut (), |_, _| {});
    assert_eq!(straight.world.hash(), halves.world.hash());
    assert_eq!(straight.snapshot(), halves.snapshot(), "officers' memories as well");
}
