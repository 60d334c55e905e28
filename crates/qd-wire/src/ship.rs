//! What never changes about the ship, as `/api/ship` gives it once: names, units, limits, the deck plan and the grid
//! by key. Made from the ship class and the roster's names; a page needs nothing else to draw.

use crate::plain::plain;
use qd_content::Names;
use qd_sim::crew::{Department, Rank};
use qd_sim::deckplan::PortalKind;
use qd_sim::instruments::Quantity;
use qd_sim::names::Space;
use qd_sim::power::SourceKind;
use qd_sim::reading::Limits;
use qd_sim::{
    BreakerId, BusId, CompartmentId, ControllerId, LoadId, PersonId, PortalId, ShipClass, SourceId, World,
};
use qd_words::Speaker;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A ship.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ship {
    /// What she is called.
    pub name: String,
    /// What her class is called.
    pub class_name: String,
    /// Rooms by key.
    pub compartments: BTreeMap<String, Compartment>,
    /// Ways between them by key.
    pub portals: BTreeMap<String, Portal>,
    /// Nodes of the grid by key.
    pub buses: BTreeMap<String, Bus>,
    /// Cables by key.
    pub lines: BTreeMap<String, Cable>,
    /// Breakers by key.
    pub breakers: BTreeMap<String, Breaker>,
    /// Sources by key.
    pub sources: BTreeMap<String, Source>,
    /// Consumers by key.
    pub loads: BTreeMap<String, Load>,
    /// Controllers by key.
    pub controllers: BTreeMap<String, Controller>,
    /// Allocations that can be ordered, by key.
    pub presets: BTreeMap<String, Preset>,
    /// Devices by key.
    pub instruments: BTreeMap<String, Instrument>,
    /// Names of engines, shield facings, zones and sections by key.
    pub engines: BTreeMap<String, String>,
    /// Shield facings.
    pub facings: BTreeMap<String, String>,
    /// Zones of the skin.
    pub zones: BTreeMap<String, String>,
    /// Sections of the hull.
    pub sections: BTreeMap<String, String>,
    /// Chairs by key.
    pub seats: BTreeMap<String, Seat>,
    /// Everybody aboard by key.
    pub people: BTreeMap<String, Person>,
    /// The core's rooms and doors; none on a ship without a core.
    pub chamber: Option<Chamber>,
    /// Limits of the core.
    pub core: Core,
    /// Her flight.
    pub flight: Flight,
}

/// A room: a box, body axes (x forward, y starboard, z down), m.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Compartment {
    /// What people call it.
    pub name: String,
    /// Deck, 1 at the top.
    pub deck: u16,
    /// Corner nearest bow, port and top is the least of each.
    pub low_body_m: [f64; 3],
    /// The opposite corner.
    pub high_body_m: [f64; 3],
}

/// A way between two rooms.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Portal {
    /// What people call it.
    pub name: String,
    /// One side.
    pub from_compartment: CompartmentId,
    /// The other.
    pub to_compartment: CompartmentId,
    /// What it is.
    pub kind: PortalKind,
    /// One sees through it.
    pub glass: bool,
}

/// A node of the grid.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bus {
    /// What people call it.
    pub name: String,
    /// Where it stands.
    pub compartment: CompartmentId,
    /// What switches and sheds its loads.
    pub controller: Option<ControllerId>,
}

/// A cable.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cable {
    /// What people call it.
    pub name: String,
    /// One end.
    pub from_bus: BusId,
    /// The other.
    pub to_bus: BusId,
    /// Its breaker.
    pub breaker: Option<BreakerId>,
    /// What it carries for ever, W.
    pub limit_w: f64,
}

/// A breaker.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Breaker {
    /// What people call it.
    pub name: String,
    /// Where it can be worked by hand.
    pub compartment: CompartmentId,
    /// Through what it is worked from afar; none: by hand only.
    pub controller: Option<ControllerId>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// What people call it.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// The bus it feeds.
    pub bus: BusId,
    /// Its breaker.
    pub breaker: BreakerId,
    /// Where it stands.
    pub compartment: CompartmentId,
    /// What it gives at most, sound and cool, W.
    pub rated_w: f64,
}

/// A consumer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Load {
    /// What people call it.
    pub name: String,
    /// What feeds it.
    pub bus: BusId,
    /// Where it stands.
    pub compartment: CompartmentId,
    /// Power at full function, W.
    pub rated_w: f64,
    /// Group for allocation.
    pub group: String,
}

/// A controller of part of the grid.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Controller {
    /// What people call it.
    pub name: String,
    /// Where it is re-coded by hand.
    pub compartment: CompartmentId,
    /// What feeds it.
    pub load: LoadId,
}

/// An allocation that can be ordered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Preset {
    /// What people call it.
    pub name: String,
    /// Share by group.
    pub shares: BTreeMap<String, f64>,
    /// Share of every other group; none: left as it is.
    pub others: Option<f64>,
}

/// A device.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Instrument {
    /// What people call it.
    pub name: String,
    /// What kind of quantity: `bus_voltage`.
    pub kind: String,
    /// Of what, by key: the bus, compartment, zone, …; none for the ship as a whole.
    pub of: Option<String>,
    /// Unit; `1` for a share.
    pub unit: String,
    /// Smallest step it shows, in its unit.
    pub resolution: f64,
    /// Where the quantity should lie.
    pub limits: Limits,
    /// Consoles that show it.
    pub seats: Vec<qd_sim::SeatId>,
}

/// A chair.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Seat {
    /// What people call it.
    pub name: String,
    /// Whose work it is.
    pub role: qd_sim::procedure::Role,
    /// Where it stands.
    pub compartment: CompartmentId,
    /// Departments it orders directly.
    pub may: Vec<String>,
}

/// Somebody aboard.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Rank.
    pub rank: Rank,
    /// Department.
    pub department: Department,
    /// One of those whom files name: worth finding first.
    pub named: bool,
}

/// The core's rooms and doors.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chamber {
    /// The core itself.
    pub core_compartment: CompartmentId,
    /// The lock.
    pub lock_compartment: CompartmentId,
    /// Outside the glass.
    pub outside_compartment: CompartmentId,
    /// Chamber to lock.
    pub inner_portal: PortalId,
    /// Lock to engineering, of glass.
    pub outer_portal: PortalId,
    /// What the restart needs, in order: field, coolant, preheater, filters.
    pub containment_load: LoadId,
    /// Coolant pump.
    pub coolant_load: LoadId,
    /// Preheater.
    pub igniter_load: LoadId,
    /// Filters.
    pub filter_load: LoadId,
}

/// Limits of the core.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Core {
    /// Offset up to which the elements count as in line, m.
    pub aligned_m: f64,
    /// Least output that can be ordered, share.
    pub least_output: f64,
    /// Share of the preheat from which a reaction sustains itself.
    pub ignition_share: f64,
    /// Share of the containment field below which the scram shuts the feed.
    pub field_scram_share: f64,
    /// Coolant temperature above which the generator gives nothing, K.
    pub coolant_limit_k: f64,
}

/// What is known of her flight before any.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Flight {
    /// Angle of attack that the hull finds by itself, belly first, deg.
    pub trim_attack_deg: f64,
}

/// The ship as a page reads it.
#[must_use]
pub fn ship(world: &World, speaker: &Speaker) -> Value {
    plain(&of(world, speaker), &speaker.names)
}

fn of(world: &World, speaker: &Speaker) -> Ship {
    let class = &*world.class;
    let (deckplan, power) = (&class.deckplan, &class.power);
    let compartment = |row: &qd_sim::deckplan::Compartment| Compartment {
        name: row.name.clone(),
        deck: row.deck,
        low_body_m: row.low_body_m,
        high_body_m: row.high_body_m,
    };
    let portal = |row: &qd_sim::deckplan::Portal| Portal {
        name: row.name.clone(),
        from_compartment: row.from_compartment,
        to_compartment: row.to_compartment,
        kind: row.kind,
        glass: row.glass,
    };
    Ship {
        name: speaker.ship(),
        class_name: class.name.clone(),
        compartments: deckplan
            .compartment
            .iter()
            .map(|(_, row)| (row.key.clone(), compartment(row)))
            .collect(),
        portals: deckplan.portal.iter().map(|(_, row)| (row.key.clone(), portal(row))).collect(),
        buses: buses(power),
        lines: lines(power),
        breakers: breakers(power),
        sources: sources(power),
        loads: loads(power),
        controllers: controllers(power),
        presets: presets(power),
        instruments: instruments(class, &speaker.names),
        engines: class.engines.engine.iter().map(|(_, row)| (row.key.clone(), row.name.clone())).collect(),
        facings: class.shields.facing.iter().map(|(_, row)| (row.key.clone(), row.name.clone())).collect(),
        zones: class.heat.zone.iter().map(|(_, row)| (row.key.clone(), row.name.clone())).collect(),
        sections: class.hull.section.iter().map(|(_, row)| (row.key.clone(), row.name.clone())).collect(),
        seats: seats(class),
        people: people(world, speaker),
        chamber: class.core.chamber.as_ref().map(chamber),
        core: core(&class.core.reactor),
        flight: Flight { trim_attack_deg: class.flight.trim_attack_deg },
    }
}

fn buses(power: &qd_sim::power::Class) -> BTreeMap<String, Bus> {
    let rows = power.bus.iter().map(|(_, row)| {
        let bus = Bus { name: row.name.clone(), compartment: row.compartment, controller: row.controller };
        (row.key.clone(), bus)
    });
    rows.collect()
}

fn lines(power: &qd_sim::power::Class) -> BTreeMap<String, Cable> {
    let rows = power.line.iter().map(|(_, row)| {
        let cable = Cable {
            name: row.name.clone(),
            from_bus: row.from_bus,
            to_bus: row.to_bus,
            breaker: row.breaker,
            limit_w: row.limit_w,
        };
        (row.key.clone(), cable)
    });
    rows.collect()
}

fn breakers(power: &qd_sim::power::Class) -> BTreeMap<String, Breaker> {
    let rows = power.breaker.iter().map(|(_, row)| {
        let breaker =
            Breaker { name: row.name.clone(), compartment: row.compartment, controller: row.controller };
        (row.key.clone(), breaker)
    });
    rows.collect()
}

fn sources(power: &qd_sim::power::Class) -> BTreeMap<String, Source> {
    let rows = power.source.iter().map(|(_, row): (SourceId, _)| {
        let source = Source {
            name: row.name.clone(),
            kind: row.kind,
            bus: row.bus,
            breaker: row.breaker,
            compartment: row.compartment,
            rated_w: row.rated_w,
        };
        (row.key.clone(), source)
    });
    rows.collect()
}

fn loads(power: &qd_sim::power::Class) -> BTreeMap<String, Load> {
    let rows = power.load.iter().map(|(_, row)| {
        let load = Load {
            name: row.name.clone(),
            bus: row.bus,
            compartment: row.compartment,
            rated_w: row.rated_w,
            group: row.group.clone(),
        };
        (row.key.clone(), load)
    });
    rows.collect()
}

fn controllers(power: &qd_sim::power::Class) -> BTreeMap<String, Controller> {
    let rows = power.controller.iter().map(|(_, row)| {
        let controller = Controller { name: row.name.clone(), compartment: row.compartment, load: row.load };
        (row.key.clone(), controller)
    });
    rows.collect()
}

fn presets(power: &qd_sim::power::Class) -> BTreeMap<String, Preset> {
    let rows = power.preset.iter().map(|row| {
        let shares = row.allocation.iter().map(|share| (share.group.clone(), share.share));
        (row.key.clone(), Preset { name: row.name.clone(), shares: shares.collect(), others: row.others })
    });
    rows.collect()
}

fn instruments(class: &ShipClass, names: &Names) -> BTreeMap<String, Instrument> {
    let rows = class.instruments.instrument.iter().map(|(_, row)| {
        let instrument = Instrument {
            name: row.name.clone(),
            kind: row.quantity.kind().word().to_owned(),
            of: subject(row.quantity, names),
            unit: row.quantity.unit().to_owned(),
            resolution: row.resolution,
            limits: row.limits,
            seats: row.seats.clone(),
        };
        (row.key.clone(), instrument)
    });
    rows.collect()
}

/// The key of what a quantity is of.
fn subject(quantity: Quantity, names: &Names) -> Option<String> {
    let value = plain(&quantity, names);
    let fields = value.as_object()?.values().next()?.as_object()?;
    fields.values().next()?.as_str().map(str::to_owned)
}

fn seats(class: &ShipClass) -> BTreeMap<String, Seat> {
    let rows = class.command.seat.iter().map(|(_, row)| {
        let seat = Seat {
            name: row.name.clone(),
            role: row.role,
            compartment: row.compartment,
            may: row.may.clone(),
        };
        (row.key.clone(), seat)
    });
    rows.collect()
}

fn people(world: &World, speaker: &Speaker) -> BTreeMap<String, Person> {
    let rows = world.crew.roster.iter().map(|(person, profile): (PersonId, _)| {
        let row = Person {
            name: speaker.person(person),
            post: speaker.post(person).unwrap_or_default(),
            rank: profile.rank,
            department: profile.department,
            named: speaker.is_named(person),
        };
        (speaker.names.key(Space::Person, person.0), row)
    });
    rows.collect()
}

fn chamber(row: &qd_sim::core::Chamber) -> Chamber {
    Chamber {
        core_compartment: row.core_compartment,
        lock_compartment: row.lock_compartment,
        outside_compartment: row.outside_compartment,
        inner_portal: row.inner_portal,
        outer_portal: row.outer_portal,
        containment_load: row.containment_load,
        coolant_load: row.coolant_load,
        igniter_load: row.igniter_load,
        filter_load: row.filter_load,
    }
}

fn core(reactor: &qd_sim::core::Reactor) -> Core {
    Core {
        aligned_m: reactor.aligned_m,
        least_output: reactor.least_output,
        ignition_share: reactor.ignition_share,
        field_scram_share: reactor.field_scram,
        coolant_limit_k: reactor.coolant_limit_k,
    }
}

/// A tag that changes whenever the ship's description does: a page keeps what it has under it.
#[must_use]
pub fn tag(text: &str) -> String {
    // FNV-1a: no secret, no collision that anybody would make.
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
