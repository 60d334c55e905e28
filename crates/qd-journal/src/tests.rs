//! Round trips, kills and damage, over a ship with nothing aboard: what is tested is the journal.

use crate::{Error, Heading, Journal, Recording, Replay};
use qd_officers::{OfficerSet, Session};
use qd_sim::{Act, Order, OrderId, PersonId, Scenario, ShipClass};
use std::path::Path;
use std::sync::Arc;

fn heading() -> (Heading, Arc<ShipClass>, Scenario) {
    let class = ShipClass::default();
    let scenario = Scenario { limit_s: 3_600.0, ..Scenario::default() };
    let class_json = serde_json::to_string(&class).expect("plain data");
    let scenario_json = serde_json::to_string(&scenario).expect("plain data");
    let heading = Heading::new(class_json, scenario_json, "{}".to_owned());
    (heading, Arc::new(class), scenario)
}

fn order(id: u32) -> Order {
    let text = format!("entry {id}");
    let act = Act::Command(qd_sim::command::Order::LogEntry { text });
    Order { id: OrderId(id), by_person: PersonId(0), seat: None, act }
}

/// Writes a journal of `ticks` ticks with an order each hundred; `closed` or as if its writer had died.
fn write(path: &Path, ticks: u32, closed: bool) {
    let (heading, class, scenario) = heading();
    let mut journal = Journal::create(path, &heading).expect("a new file");
    let mut session = Session::new(class, &scenario, 1, &OfficerSet::None);
    let mut id = 0;
    while session.world.tick < ticks {
        journal.observe(&session, || "{}".to_owned()).expect("observed");
        let tick = session.world.tick;
        if tick % 100 == 50 {
            id += 1;
            journal.keep_order(tick, &order(id)).expect("kept");
            session.world.step(&[order(id)]);
        } else {
            session.world.step(&[]);
        }
    }
    if closed {
        journal.close(session.world.tick, session.world.hash()).expect("closed");
    }
}

#[test]
fn a_closed_journal_is_one_file_that_verifies() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.qdj");
    write(&path, 1_500, true);
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "no side files");
    let recording = Recording::open(&path).expect("opens");
    assert!(recording.damage.is_empty(), "{:?}", recording.damage);
    assert_eq!((recording.orders.len(), recording.snapshots.clone()), (15, vec![0, 600, 1_200]));
    let verified = Replay::verify(&recording).expect("verifies");
    assert_eq!((verified.ticks, verified.orders, verified.hashes), (1_500, 15, 76));
    let at = Replay::at(&recording, 777).expect("there");
    assert_eq!(at.world.tick, 777);
    assert!(matches!(Replay::at(&recording, 1_501), Err(Error::Beyond { .. })));
}

#[test]
fn a_journal_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.qdj");
    write(&path, 30, true);
    let before = std::fs::read(&path).expect("a file");
    assert!(matches!(Journal::create(&path, &heading().0), Err(Error::Exists(_))));
    assert_eq!(std::fs::read(&path).expect("a file"), before);
}

#[test]
fn what_a_dead_writer_kept_is_recovered() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.qdj");
    write(&path, 1_000, false);
    let recording = Recording::open(&path).expect("opens");
    assert_eq!((recording.orders.len(), recording.end), (10, None));
    assert_eq!(recording.last_tick(), 980);
    assert_eq!(Replay::verify(&recording).expect("verifies").ticks, 980);
}

#[test]
fn a_changed_order_is_named_and_the_rest_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.qdj");
    write(&path, 1_500, true);
    let connection = rusqlite::Connection::open(&path).expect("opens");
    connection.execute("UPDATE orders SET bytes = x'00' WHERE id = 3", []).expect("changed");
    drop(connection);
    let recording = Recording::open(&path).expect("opens");
    assert_eq!(recording.damage, ["order o:3 has changed since it was written"]);
    let at = |tick| Replay::at(&recording, tick).map(|replay| replay.world.tick);
    assert_eq!(at(150).expect("before the damage"), 150);
    assert!(matches!(at(300), Err(Error::Gap { .. })), "needs the damaged order");
    assert_eq!(at(700).expect("from the next snapshot"), 700);
    assert!(matches!(Replay::verify(&recording), Err(Error::Gap { .. })));
}

#[test]
fn any_damage_is_an_error_or_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.qdj");
    write(&path, 700, true);
    let whole = std::fs::read(&path).expect("a file");
    let truth = Recording::open(&path).expect("opens").orders;
    for step in 0..200_usize {
        let mut bytes = whole.clone();
        let at = step * whole.len() / 200;
        if step % 2 == 0 {
            bytes.truncate(at);
        } else {
            bytes[at] ^= 0x5a;
        }
        let damaged = folder.path().join("b.qdj");
        std::fs::write(&damaged, &bytes).expect("written");
        if let Ok(recording) = Recording::open(&damaged) {
            for (id, kept) in &recording.orders {
                assert_eq!(truth.get(id), Some(kept), "a wrong order was believed, damage at {at}");
            }
            assert!(
                recording.orders.len() == truth.len() || !recording.damage.is_empty(),
                "silent loss, damage at {at}"
            );
        }
        assert_eq!(std::fs::read(&damaged).expect("a file"), bytes, "the file is kept as it is");
    }
}

#[test]
fn what_is_no_recording_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("empty"), "").expect("written");
    std::fs::write(path("text"), "hello".repeat(100)).expect("written");
    rusqlite::Connection::open(path("other"))
        .and_then(|c| c.execute_batch("CREATE TABLE t (x)"))
        .expect("made");
    for (name, expect) in [
        ("none", "cannot open"),
        ("empty", "it is empty"),
        ("text", "not an SQLite file"),
        ("other", "another program's"),
        ("", "it is a folder"),
    ] {
        let error = Recording::open(&path(name)).expect_err("no recording").to_string();
        assert!(error.contains(expect), "{error}");
    }
}
