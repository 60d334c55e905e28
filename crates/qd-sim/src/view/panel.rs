//! What consoles report of machines: only of those whose controller, actuator or device answers.

use super::View;
use crate::class::ShipClass;
use crate::core::Phase;
use crate::id::{BreakerId, ControllerId, EngineId, FacingId, PortalId, SeatId, SourceId};
use crate::instruments::Quantity;
use crate::power::{ControllerPhase, SourcePhase, Trip};
use crate::reading::Quality;
use crate::world::World;
use serde::{Deserialize, Serialize};

/// A breaker, as its controller reports it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BreakerSeen {
    /// Which.
    pub breaker: BreakerId,
    /// Closed.
    pub closed: bool,
    /// Why it last opened by itself.
    pub tripped: Option<Trip>,
    /// Current over its pick-up.
    pub overload: f64,
    /// Time until it trips at its present current, s.
    pub trips_in_s: Option<f64>,
}

/// A controller's lamp: it shows itself whether it answers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ControllerSeen {
    /// Which.
    pub controller: ControllerId,
    /// At work, without a program, or shut off.
    pub phase: ControllerPhase,
    /// Its own load has power enough to run a program.
    pub powered: bool,
}

/// A source, as its controller reports it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceSeen {
    /// Which.
    pub source: SourceId,
    /// Where it stands.
    pub phase: SourcePhase,
    /// Power into its bus, W.
    pub delivered_w: f64,
    /// Power it could give at its limit, W.
    pub capability_w: f64,
    /// Share of its capacity held; 1 for a generator.
    pub charge: f64,
    /// Share of the energy of its start taken so far.
    pub started: f64,
}

/// What the core's own panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorePanel {
    /// Where she stands.
    pub phase: Phase,
    /// Containment is ordered.
    pub containment: bool,
    /// The coolant pump is ordered.
    pub coolant: bool,
    /// The preheater is ordered.
    pub preheat: bool,
    /// The inner door stands shut.
    pub inner_shut: bool,
    /// The outer door stands shut.
    pub outer_shut: bool,
    /// The outer door is held by the interlock.
    pub outer_held: bool,
    /// The inner door is held by the interlock.
    pub inner_held: bool,
    /// The interlock is overridden.
    pub overridden: bool,
    /// The filters run.
    pub decontaminating: bool,
    /// Contaminant in the lock's air over what it may hold, as the device there reads it: at most 1 with a clean lock;
    /// none when no device there works.
    pub lock_over_limit: Option<f64>,
}

/// An engine.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EngineSeen {
    /// Which.
    pub engine: EngineId,
    /// Thrust, share of full.
    pub output: f64,
    /// Throttle set, share of full.
    pub throttle: f64,
}

/// A shield facing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacingSeen {
    /// Which.
    pub facing: FacingId,
    /// Entry heat it lets through, 0..=1.
    pub passes: f64,
}

/// A door, as its actuator reports it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DoorSeen {
    /// Which.
    pub portal: PortalId,
    /// Share open, 0..=1.
    pub open: f64,
    /// Held shut against everybody.
    pub held: bool,
}

pub(super) fn into(world: &World, seat: SeatId, view: &mut View) {
    let class = &*world.class;
    let may = |word: &str| class.command.seat[seat].may.iter().any(|may| may == word);
    if may("power") {
        power_into(world, class, view);
    }
    if may("core") {
        view.core = core_answers(world).then(|| core_panel(world));
    }
    if may("engines") {
        for engine in world.flows.engine_output.ids() {
            let output = read(world, Quantity::EngineOutput { engine });
            let throttle = world.engines.engine[engine].throttle;
            view.engines.extend(output.map(|output| EngineSeen { engine, output, throttle }));
        }
    }
    if may("shields") {
        let passed = world.flows.shield_heat_passed.iter();
        // A generator without power tells nothing of itself.
        let answers = |facing: FacingId| world.flows.supply[class.shields.facing[facing].load].function > 0.0;
        let passed = passed.filter(|(facing, _)| answers(*facing));
        view.facings.extend(passed.map(|(facing, &passes)| FacingSeen { facing, passes }));
    }
    if let Some(chamber) = &class.core.chamber
        && (may("core") || may("deckplan"))
    {
        door_into(world, chamber.inner_portal, view);
        door_into(world, chamber.outer_portal, view);
    }
}

fn power_into(world: &World, class: &ShipClass, view: &mut View) {
    let power = &world.power;
    let answers = |controller: Option<ControllerId>| controller.is_some_and(|id| power.controls(id));
    for (controller, row) in class.power.controller.iter() {
        let powered = world.flows.supply[row.load].voltage_pu >= row.volatile_pu;
        view.controllers.push(ControllerSeen {
            controller,
            phase: power.controller[controller].phase,
            powered,
        });
    }
    for (breaker, row) in class.power.breaker.iter() {
        if answers(row.controller) {
            let state = &power.breaker[breaker];
            view.breakers.push(BreakerSeen {
                breaker,
                closed: state.closed,
                tripped: state.tripped,
                overload: state.overload,
                trips_in_s: power.time_to_trip_s(&class.power, breaker),
            });
        }
    }
    for (source, row) in class.power.source.iter() {
        if answers(row.controller) {
            let state = &power.source[source];
            let started = if row.start_energy_j > 0.0 { state.start_j / row.start_energy_j } else { 1.0 };
            view.sources.push(SourceSeen {
                source,
                phase: state.phase,
                delivered_w: state.delivered_w,
                capability_w: state.capability_w,
                charge: power.charge_share(&class.power, source),
                started,
            });
        }
    }
}

/// What a device that works says of a quantity.
fn read(world: &World, quantity: Quantity) -> Option<f64> {
    let devices = world.class.instruments.instrument.iter();
    let mut said = devices
        .filter(|(_, row)| row.quantity == quantity)
        .map(|(device, _)| world.instruments.reading[device])
        .filter(|reading| reading.quality == Quality::Good);
    said.next().map(|reading| reading.value)
}

/// The core's own monitor, which its panel reads, has power: it hangs where the device for the elements does.
fn core_answers(world: &World) -> bool {
    let works = |row: &crate::instruments::Instrument| {
        row.quantity == (Quantity::CoreAlignment {})
            && row.load.is_none_or(|load| world.flows.supply[load].function > 0.0)
    };
    world.class.core.chamber.is_some() && world.class.instruments.instrument.rows().iter().any(works)
}

fn core_panel(world: &World) -> CorePanel {
    let lock = world.class.core.chamber.as_ref().map(|chamber| chamber.lock_compartment);
    let density_per_m3 = lock.and_then(|compartment| read(world, Quantity::Contamination { compartment }));
    let limit_per_m3 = world.class.core.hazard.contaminant_limit_per_m3.max(1e-9);
    let core = &world.core;
    CorePanel {
        phase: core.phase,
        containment: core.ordered.containment,
        coolant: core.ordered.coolant,
        preheat: core.ordered.preheat,
        inner_shut: core.lock.inner_shut,
        outer_shut: core.lock.outer_shut,
        outer_held: core.lock.outer_held.is_some(),
        inner_held: core.lock.inner_held.is_some(),
        overridden: core.lock.overridden.is_some(),
        decontaminating: core.lock.decontaminating.is_some(),
        lock_over_limit: density_per_m3.map(|density_per_m3| density_per_m3 / limit_per_m3),
    }
}

fn door_into(world: &World, portal: PortalId, view: &mut View) {
    let Some(state) = world.deckplan.portal.get(portal) else { return };
    let answers =
        world.class.deckplan.portal[portal].load.is_some_and(|load| world.flows.supply[load].function > 0.0);
    if answers {
        view.doors.push(DoorSeen { portal, open: state.open, held: state.held.is_some() });
    }
}
