//! Kept means kept: the process is killed under a flow of orders, and every order that was answered `kept` is in
//! the recording, which replays to its last second.

use crate::program::{PROGRAM, arg, printed, root};
use qd_journal::Recording;
use qd_sim::{Act, command};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Orders sent ahead of their answers, so that a kill falls into the middle of the work.
const AHEAD: u32 = 8;

/// Runs, orders, kills after `answers` answers and `after_s` of ship time; gives number and text of every order answered `kept`.
fn run_and_kill(file: &Path, answers: usize, after_s: f64, seed: u64) -> Vec<(u32, String)> {
    let seed = seed.to_string();
    let args = ["watch", "the-fall", "--speed", "300", "--seed", &seed, "--record", &arg(file)];
    let mut child = Command::new(PROGRAM)
        .args(args)
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut input = child.stdin.take().expect("piped");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let mut sent = 0;
    let mut send = |upto: u32| {
        while sent < upto {
            sent += 1;
            // A run that has ended takes no more.
            let _ = writeln!(input, "captain command.log_entry text=entry {sent}");
        }
    };
    let mut kept = Vec::new();
    let mut answered = 0;
    send(AHEAD);
    let mut t_s = 0.0;
    while kept.len() < answers || t_s < after_s {
        // On a fast machine the run may end before it is killed: then its recording is whole anyway.
        let Some(line) = lines.next() else { break };
        let line = line.expect("UTF-8");
        let is_answer = line.starts_with("kept o:") || line.starts_with("rejected");
        if !is_answer {
            continue;
        }
        answered += 1;
        if let Some(id) = line.strip_prefix("kept o:").and_then(|rest| rest.split(' ').next()) {
            kept.push((id.parse().expect("a number"), format!("entry {answered}")));
            t_s = line.split(' ').nth(3).and_then(|time| time.parse().ok()).expect("a time");
        }
        send(answered + AHEAD);
    }
    child.kill().expect("killed, or gone already");
    // Answers that were on their way count as well: whoever reads them was promised.
    for line in lines.map_while(Result::ok) {
        let Some(rest) = line.strip_prefix("kept o:") else { continue };
        answered += 1;
        kept.push((
            rest.split(' ').next().and_then(|id| id.parse().ok()).expect("a number"),
            format!("entry {answered}"),
        ));
    }
    child.wait().expect("gone");
    kept
}

fn kills(count: u64) {
    let folder = TempDir::new().expect("a folder");
    for round in 1..=count {
        let file = folder.path().join(format!("{round}.qdj"));
        // A fixed, uneven series: the same kills on every machine.
        let answers = 1 + usize::try_from(round * 37 % 101).expect("small");
        let kept = run_and_kill(&file, answers, 0.0, round);
        let recording = Recording::open(&file).expect("opens");
        assert!(recording.damage.is_empty(), "round {round}: {:?}", recording.damage);
        for (id, text) in kept {
            let found = recording.orders.get(&id).map(|kept| &kept.order.act);
            let expect = Act::Command(command::Order::LogEntry { text });
            assert_eq!(found, Some(&expect), "round {round}: order o:{id} was kept");
        }
        let verified = printed(&["replay", "--verify", &arg(&file)]);
        assert!(verified.starts_with("verified: "), "round {round}: {verified}");
        std::fs::remove_file(&file).expect("removed");
    }
}

#[test]
fn nothing_kept_is_lost_in_a_hundred_kills() {
    kills(100);
}

/// The same command goes on where a killed run broke off, and ends as if it had never been killed.
#[test]
fn a_killed_run_goes_on() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("r.qdj");
    // Past the second snapshot, so that the officers' memory comes from it.
    run_and_kill(&file, 40, 33.0, 1);
    let broken_off = Recording::open(&file).expect("opens").last_tick();
    let until = (f64::from(broken_off) * 0.05 + 45.0).to_string();
    let args = ["run", "the-fall", "--until", &until, "--record", &arg(&file)];
    let told = printed(&args);
    let recording = Recording::open(&file).expect("opens");
    assert!(recording.end.is_some() && recording.damage.is_empty(), "whole");
    assert_eq!(printed(&["replay", &arg(&file)]), told, "the account is of the whole run");
    assert!(printed(&["replay", "--verify", &arg(&file)]).starts_with("verified: "));
    // The orders that were kept, in a run that was never killed.
    let lines = recording.orders.values().filter_map(|kept| match &kept.order.act {
        Act::Command(command::Order::LogEntry { text }) if text.starts_with("entry") => {
            let order = serde_json::json!({"kind": "command.log_entry", "text": text});
            let t = f64::from(kept.tick) * 0.05;
            Some(serde_json::json!({"t": t, "seat": "captain", "order": order}).to_string())
        }
        _ => None,
    });
    let orders = folder.path().join("o.jsonl");
    std::fs::write(&orders, lines.collect::<Vec<_>>().join("\n")).expect("written");
    let straight = printed(&["run", "the-fall", "--until", &until, "--orders", &arg(&orders)]);
    assert_eq!(straight, told, "as if it had never been killed");
}
