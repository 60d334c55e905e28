//! Every account of the real ship, with all that happens aboard her, closes to 1e-9 of what passes through it.

use crate::bench::Run;
use qd_officers::OfficerSet;
use qd_sim::air::Ledger;
use qd_sim::{TICK_S, World};

/// What must be closed to, of the throughput.
const TOLERANCE: f64 = 1e-9;

/// Worst residual of an account over its throughput, and where it was.
#[derive(Debug, Default)]
struct Worst {
    of: f64,
    what: String,
}

impl Worst {
    fn see(&mut self, what: &str, tick: u32, residual: f64, throughput: f64) {
        let relative = if throughput > 0.0 { residual.abs() / throughput } else { residual.abs() };
        if relative.is_nan() || relative > self.of {
            *self = Self { of: relative, what: format!("{what} in tick {tick}: {residual} of {throughput}") };
        }
    }
}

/// Rows of the ledger of the air, in the order of `Air::contents`.
fn booked(ledger: &Ledger) -> [(&'static str, f64, f64); 5] {
    [
        ("oxygen", ledger.oxygen_mol),
        ("nitrogen", ledger.nitrogen_mol),
        ("carbon dioxide", ledger.carbon_dioxide_mol),
        ("contaminant", ledger.contaminant),
        ("heat of the air", ledger.heat_j),
    ]
    .map(|(what, both)| (what, both.net(), both.throughput()))
}

/// Watches the accounts of a run from `from_s` for `for_s` seconds; `lost` is a watt, mol or kilogram a second
/// that somebody forgot.
fn watch(from_s: u32, for_s: u32, lost: f64) -> Worst {
    let mut run = Run::new("the-fall", 1, &OfficerSet::All);
    run.seconds(from_s);
    let before = run.world().clone();
    let class = before.class.clone();
    let (mut worst, mut thrown_kg, mut spent_kg) = (Worst::default(), 0.0, 0.0);
    let first = before.tick;
    while run.world().tick < first + for_s * qd_sim::TICKS_PER_SECOND {
        run.tick();
        let World { tick, power, flight, flows, .. } = run.world();
        worst.see("grid", *tick, power.account.residual_w() + lost, power.account.throughput_w());
        thrown_kg += flight.thruster_flow_kg_s * TICK_S;
        spent_kg += flows.engine_mass_flow_kg_s * TICK_S;
    }
    let after = run.world();
    let elapsed_s = f64::from(for_s);
    let (air_before, air_after) = (before.air.contents(&class.deckplan), after.air.contents(&class.deckplan));
    let then = booked(&before.air.ledger);
    for (row, (what, net, throughput)) in booked(&after.air.ledger).into_iter().enumerate() {
        let held = air_after[row] - air_before[row];
        let passed = throughput - then[row].2;
        worst.see(what, after.tick, held - (net - then[row].1) + lost * elapsed_s, passed);
    }
    let (one, other) = (&before.heat.account, &after.heat.account);
    let taken_j = other.taken_j - one.taken_j;
    let gone_j = other.radiated_j - one.radiated_j + other.conducted_j - one.conducted_j;
    let kept_j = after.heat.held_j(&class) - before.heat.held_j(&class);
    worst.see(
        "heat of the skin",
        after.tick,
        taken_j - gone_j - kept_j + lost * elapsed_s,
        taken_j.abs() + gone_j.abs(),
    );
    let propellant_kg = before.flight.propellant_kg - after.flight.propellant_kg;
    worst.see(
        "propellant",
        after.tick,
        propellant_kg - thrown_kg + lost * elapsed_s,
        before.flight.propellant_kg,
    );
    let mass_kg = before.flight.mass_kg - after.flight.mass_kg;
    worst.see("mass", after.tick, mass_kg - thrown_kg - spent_kg + lost * elapsed_s, before.flight.mass_kg);
    let reaction_kg = before.engines.reaction_mass_kg - after.engines.reaction_mass_kg;
    worst.see(
        "reaction mass",
        after.tick,
        reaction_kg - spent_kg + lost * elapsed_s,
        before.engines.reaction_mass_kg,
    );
    worst
}

#[test]
fn every_account_of_the_ship_closes() {
    // The cascade and the work in the chamber; the fire in the air and the climb.
    for (from_s, for_s) in [(0, 200), (500, 200)] {
        let worst = watch(from_s, for_s, 0.0);
        assert!(worst.of < TOLERANCE, "{}", worst.what);
    }
    let worst = watch(0, 1, 1.0);
    assert!(worst.of > TOLERANCE, "a flow of 1 a second that nobody booked is not seen");
}
