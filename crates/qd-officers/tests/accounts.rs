//! Every account of the real ship, with all that happens aboard her, closes to 1e-9 of what passes through it.

use crate::bench::Run;
use qd_officers::OfficerSet;
use qd_sim::air::Ledger;
use qd_sim::{TICK_S, TICKS_PER_SECOND, World};

/// What must be closed to, of the throughput.
const TOLERANCE: f64 = 1e-9;

/// What an account left open, and what passed through it.
#[derive(Clone, Copy, Debug)]
struct Row {
    what: &'static str,
    open: f64,
    passed: f64,
}

impl Row {
    /// What is open over what passed; as it is where nothing passed.
    fn relative(&self) -> f64 {
        if self.passed > 0.0 { self.open.abs() / self.passed } else { self.open.abs() }
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

/// What `air` and `heat` booked between two moments against what they hold.
fn held(before: &World, after: &World) -> Vec<Row> {
    let class = &after.class;
    let contents = [before, after].map(|world| world.air.contents(&class.deckplan));
    let then = booked(&before.air.ledger);
    let now = booked(&after.air.ledger).into_iter().enumerate();
    let air = now.map(|(row, (what, net, throughput))| {
        let kept = contents[1][row] - contents[0][row];
        Row { what, open: kept - (net - then[row].1), passed: throughput - then[row].2 }
    });
    let (one, other) = (&before.heat.account, &after.heat.account);
    let taken_j = other.taken_j - one.taken_j;
    let gone_j = other.radiated_j - one.radiated_j + other.conducted_j - one.conducted_j;
    let kept_j = after.heat.held_j(class) - before.heat.held_j(class);
    let skin = Row {
        what: "heat of the skin",
        open: taken_j - gone_j - kept_j,
        passed: taken_j.abs() + gone_j.abs(),
    };
    air.chain([skin]).collect()
}

/// The heat of each compartment by itself: gas and walls against what was booked into it.
fn rooms(before: &World, after: &World) -> Vec<Row> {
    let held_j = |world: &World, id| {
        let room = &world.air.room[id];
        room.gas.energy_j + room.structure_k * world.class.deckplan.compartment[id].structure_heat_j_k
    };
    let mut rows = Vec::new();
    for id in after.air.room.ids() {
        let booked_j = after.air.room[id].booked_j - before.air.room[id].booked_j;
        let kept_j = held_j(after, id) - held_j(before, id);
        // What passes through a room hides in its net: it is known no better than what it holds.
        rows.push(Row { what: "heat of a compartment", open: kept_j - booked_j, passed: held_j(after, id) });
    }
    rows
}

/// What the coolant loop brought to the heat sink against what that holds and has radiated.
fn sink(before: &World, after: &World, looped_j: f64) -> Row {
    let held_j = |world: &World| world.class.heat.sink.heat_j_k * world.heat.sink_k + world.heat.sink_due_j;
    let radiated_j = after.heat.account.sink_radiated_j - before.heat.account.sink_radiated_j;
    let open = looped_j - radiated_j - (held_j(after) - held_j(before));
    Row { what: "heat of the sink", open, passed: looped_j }
}

/// The accounts of seed 1 from `from_s` for `for_s` seconds.
fn watch(from_s: u32, for_s: u32) -> Vec<Row> {
    let mut run = Run::new("the-fall", 1, &OfficerSet::All);
    run.seconds(from_s);
    let before = run.world().clone();
    let mut grid = Row { what: "grid", open: 0.0, passed: 0.0 };
    let (mut thrown_kg, mut spent_kg, mut warmed_j) = (0.0, 0.0, 0.0);
    let (mut looped_j, mut given_j) = (0.0, 0.0);
    while run.world().tick < before.tick + for_s * TICKS_PER_SECOND {
        // What coolers moved reaches the sink a tick later.
        looped_j += run.world().flows.climate_heat_w * TICK_S;
        run.tick();
        let World { power, flight, flows, .. } = run.world();
        let now = Row { open: power.account.residual_w(), passed: power.account.throughput_w(), ..grid };
        grid = if now.relative() >= grid.relative() { now } else { grid };
        let account = &power.account;
        warmed_j += (account.rooms_w + account.lines_w + account.cell_losses_w) * TICK_S;
        looped_j += (flows.coolant_heat_w + flows.loop_heat_w) * TICK_S;
        given_j += account.cells_w * TICK_S;
        thrown_kg += flight.thruster_flow_kg_s * TICK_S;
        spent_kg += flows.engine_mass_flow_kg_s * TICK_S;
    }
    let after = run.world();
    let propellant_kg = before.flight.propellant_kg - after.flight.propellant_kg;
    let reaction_kg = before.engines.reaction_mass_kg - after.engines.reaction_mass_kg;
    let mass_kg = before.flight.mass_kg - after.flight.mass_kg;
    let mut rows = held(&before, after);
    rows.push(grid);
    // What the grid gives off in rooms, tick by tick, is what the air has taken in.
    let taken_j = after.air.ledger.electric_j - before.air.ledger.electric_j;
    rows.push(Row { what: "heat of the grid", open: warmed_j - taken_j, passed: warmed_j });
    rows.push(sink(&before, after, looped_j));
    let charge_j =
        |world: &World| world.power.source.rows().iter().map(|source| source.charge_j).sum::<f64>();
    let spent_j = charge_j(&before) - charge_j(after);
    rows.push(Row { what: "charge of the cells", open: spent_j - given_j, passed: charge_j(&before) });
    rows.extend(rooms(&before, after));
    rows.push(Row { what: "propellant", open: propellant_kg - thrown_kg, passed: thrown_kg });
    rows.push(Row { what: "reaction mass", open: reaction_kg - spent_kg, passed: spent_kg });
    // She weighs so much that her mass itself is only known to a few grams after so many small steps.
    rows.push(Row { what: "mass", open: mass_kg - thrown_kg - spent_kg, passed: after.flight.mass_kg });
    rows
}

#[test]
fn every_account_of_the_ship_closes() {
    // The cascade; the work in the chamber; the fire in the air and the climb.
    for (from_s, for_s) in [(0, 200), (500, 200)] {
        let rows = watch(from_s, for_s);
        for row in &rows {
            assert!(row.relative() < TOLERANCE, "{from_s} s: {row:?}");
        }
        // One a second that nobody booked would show in each of them; in the fire a watt is lost in the rounding.
        for row in rows.into_iter().filter(|row| from_s == 0 && !row.what.ends_with("compartment")) {
            let seconds = if row.what == "grid" { 1.0 } else { f64::from(for_s) };
            let lost = Row { open: row.open + seconds, ..row };
            assert!(lost.relative() > TOLERANCE, "{from_s} s: {lost:?}");
        }
    }
}
