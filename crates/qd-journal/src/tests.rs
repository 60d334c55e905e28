//! Round trips, kills and damage, over a ship with nothing aboard: what is tested is the journal.

use crate::{Error, Heading, Journal, Recording, Replay, Resumption};
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
    let mut session = Session::new(class, &scenario, 1, &OfficerSet::None);
    let mut journal = Journal::create(path, &heading, &session, || "{}".to_owned()).expect("a new file");
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
    let (heading, class, scenario) = heading();
    let session = Session::new(class, &scenario, 1, &OfficerSet::None);
    let again = Journal::create(&path, &heading, &session, || "{}".to_owned());
    assert!(matches!(again, Err(Error::Exists(_))));
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

#[test]
fn two_writers_are_kept_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.qdj");
    let (heading, class, scenario) = heading();
    let session = Session::new(class, &scenario, 1, &OfficerSet::None);
    let face = || "{}".to_owned();
    let writer = Journal::create(&path, &heading, &session, face).expect("a new file");
    let recording = Recording::open(&path).expect("opens");
    assert!(recording.being_written);
    assert!(matches!(Journal::create(&path, &heading, &session, face), Err(Error::BeingWritten(_))));
    assert!(matches!(Resumption::open(&path), Err(Error::BeingWritten(_))));
    // As when its process dies.
    drop(writer);
    let recording = Recording::open(&path).expect("opens");
    assert!(!recording.being_written);
    let resumption = Resumption::open(&path).expect("goes on");
    assert!(matches!(Journal::create(&path, &heading, &session, face), Err(Error::BeingWritten(_))));
    resumption.journal.close(0, 0).expect("closed, though its recording is still open for reading");
    drop(resumption.recording);
    assert!(matches!(Resumption::open(&path), Err(Error::Ended(_))));
}

/// A process that dies while it makes the file leaves at most a draft, and the next one is not in its way.
#[test]
fn an_unfinished_draft_is_begun_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.qdj");
    std::fs::write(folder.path().join("a.qdj-new"), "half a heading").expect("written");
    std::fs::write(folder.path().join("a.qdj-lock"), "").expect("written");
    write(&path, 30, true);
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "no side files");
    assert!(Recording::open(&path).expect("opens").damage.is_empty());
}

#[test]
fn a_changed_hash_is_damage_and_no_divergence() {
    for (change, expect) in [
        ("UPDATE hashes SET hash = hash + 1 WHERE tick = 20", "the state hash at 1.00 s has changed"),
        ("UPDATE ending SET hash = hash + 1", "the ending has changed"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.qdj");
        write(&path, 100, true);
        let connection = rusqlite::Connection::open(&path).expect("opens");
        connection.execute(change, []).expect("changed");
        drop(connection);
        let recording = Recording::open(&path).expect("opens");
        assert!(recording.damage[0].starts_with(expect), "{:?}", recording.damage);
        assert!(matches!(Replay::verify(&recording), Err(Error::Gap { .. })));
    }
}
