//! What a tick, a snapshot and a restore cost, for the whole ship with officers and events.
//!
//! `cargo bench --package quarterdeck`: first the costliest 60 s of seed 1 (mean and 99th percentile of a tick),
//! then snapshot, restore and hash at the middle of the run.

#![allow(clippy::disallowed_methods, reason = "what things cost is about this machine, not the ship")]

use divan::{Bencher, black_box};
use qd_officers::{OfficerSet, Session};
use qd_sim::{TICKS_PER_SECOND, World};
use quarterdeck::game;
use std::sync::Arc;
use std::time::Instant;

/// Ticks in the window that counts: 60 s.
const WINDOW: usize = 60 * TICKS_PER_SECOND as usize;

fn main() {
    costliest_window();
    divan::main();
}

fn session() -> Session {
    let loaded = game::load("the-fall", Some("fall"), &[]).expect("the shipped scenario loads");
    Session::new(loaded.class, &loaded.scenario, 1, &OfficerSet::All)
}

/// Runs of seed 1: each does the same work tick for tick, bit for bit.
const RUNS: usize = 5;

/// Times every tick of seed 1 in several runs and prints the window of 60 s whose mean is highest: once as the first run
/// measured it, and once with the least time of each tick over all runs, which is the tick's own cost without what else the
/// machine did meanwhile.
fn costliest_window() {
    let runs: Vec<Vec<f64>> = (0..RUNS).map(|_| timed_run_us()).collect();
    report("one run", &runs[0]);
    let least = (0..runs[0].len()).map(|tick| runs.iter().map(|run| run[tick]).fold(f64::INFINITY, f64::min));
    report("least of 5 runs, tick by tick", &least.collect::<Vec<_>>());
    let session = session();
    println!("world: {} bytes, session: {} bytes", session.world.snapshot().len(), session.snapshot().len());
}

/// What every tick of a run cost, us.
fn timed_run_us() -> Vec<f64> {
    let mut session = session();
    let mut costs_us = Vec::new();
    while session.world.outcome.is_none() {
        let start = Instant::now();
        black_box(session.tick(&mut ()));
        costs_us.push(start.elapsed().as_secs_f64() * 1e6);
    }
    costs_us
}

fn report(what: &str, costs_us: &[f64]) {
    let windows = costs_us.windows(WINDOW.min(costs_us.len())).enumerate();
    let sums = windows.map(|(index, window)| (index, window.iter().sum::<f64>()));
    let (index, sum) = sums.max_by(|a, b| a.1.total_cmp(&b.1)).expect("a run has ticks");
    let mut window = costs_us[index..costs_us.len().min(index + WINDOW)].to_vec();
    window.sort_by(f64::total_cmp);
    let p99 = window[window.len() * 99 / 100];
    let total_us: f64 = costs_us.iter().sum();
    println!(
        "{what}: {} ticks of seed 1, mean {:.1} us a tick; costliest 60 s from {:.0} s: mean {:.1} us, p99 {:.1} us",
        costs_us.len(),
        total_us / costs_us.len() as f64,
        index as f64 / f64::from(TICKS_PER_SECOND),
        sum / window.len() as f64,
        p99
    );
}

/// The ship 400 s into seed 1.
fn midway() -> World {
    let mut session = session();
    session.run_until(400 * TICKS_PER_SECOND, &mut (), |_, _| {});
    session.world
}

#[divan::bench]
fn snapshot(bencher: Bencher) {
    let world = midway();
    bencher.bench(|| black_box(&world).snapshot());
}

#[divan::bench]
fn restore(bencher: Bencher) {
    let world = midway();
    let (class, bytes) = (Arc::clone(&world.class), world.snapshot());
    bencher.bench(|| World::restore(&class, black_box(&bytes)).expect("just made"));
}

#[divan::bench]
fn hash(bencher: Bencher) {
    let world = midway();
    bencher.bench(|| black_box(&world).hash());
}
