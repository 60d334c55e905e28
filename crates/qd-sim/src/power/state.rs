//! The state of the grid.

use super::class::{Class, Initial, SourceKind};
use super::grid::Grid;
use super::order::{SourceTrip, Trip};
use crate::OrderId;
use crate::cause::Cause;
use crate::id::{BreakerId, BusId, ControllerId, Id, LineId, LoadId, SourceId, Table};
use serde::{Deserialize, Serialize};

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Power {
    /// Every node.
    pub bus: Table<BusId, BusState>,
    /// Every cable.
    pub line: Table<LineId, LineState>,
    /// Every breaker.
    pub breaker: Table<BreakerId, BreakerState>,
    /// Every source.
    pub source: Table<SourceId, SourceState>,
    /// Every consumer.
    pub load: Table<LoadId, LoadState>,
    /// Every controller.
    pub controller: Table<ControllerId, ControllerState>,
    /// The books of the last tick.
    pub account: Account,
    /// What can be worked out from class and breakers; rebuilt when stale.
    #[serde(skip)]
    pub(super) grid: Grid,
}

/// A node.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BusState {
    /// Voltage, V.
    pub voltage_v: f64,
    /// The first bus of the island that it belongs to.
    pub island_bus: BusId,
    /// Below the dead voltage.
    pub dead: bool,
    /// What last took its voltage or gave it.
    pub cause: Cause,
    /// What last raised the load of its island.
    pub stress: Cause,
    /// Power that its island's sources could give at their limits, W.
    pub island_capability_w: f64,
    /// Power that its island's loads want, W.
    pub island_wanted_w: f64,
}

/// A cable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LineState {
    /// Shot through: carries nothing.
    pub broken: bool,
    /// Current from `from_bus` to `to_bus`, A.
    pub current_a: f64,
    /// Lost in it, W.
    pub loss_w: f64,
}

/// A breaker.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BreakerState {
    /// Closed.
    pub closed: bool,
    /// It has failed: it cannot be closed.
    pub failed: bool,
    /// How far it is on the way to a trip, 0..=1.
    pub heat: f64,
    /// Current over pick-up.
    pub overload: f64,
    /// How long its bus has lain too low, s.
    pub undervoltage_s: f64,
    /// Why it last opened by itself, until it is closed again.
    pub tripped: Option<Trip>,
    /// What last moved it.
    pub cause: Cause,
    /// Standard seconds of hand work done on it toward the other position.
    pub worked_s: f64,
}

/// Where a source stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourcePhase {
    /// Not running.
    Stopped,
    /// Taking energy to start.
    Starting,
    /// Giving power, if its breaker is closed.
    Running,
    /// Stopped by itself.
    Tripped(SourceTrip),
}

/// A source.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceState {
    /// Where it stands.
    pub phase: SourcePhase,
    /// Share of rated power that its damage leaves it, 0..=1.
    pub health: f64,
    /// Energy held, J (battery, emergency).
    pub charge_j: f64,
    /// Empty: it takes charge, and gives none until it holds `RECOVERED_SHARE` again (battery).
    pub spent: bool,
    /// Energy taken toward its start, J (fusion).
    pub start_j: f64,
    /// Temperature, K.
    pub temperature_k: f64,
    /// Current into its bus, A.
    pub current_a: f64,
    /// Power into its bus, W.
    pub delivered_w: f64,
    /// Power that it could give at its limit, W.
    pub capability_w: f64,
    /// The order to start it, until it runs or fails to.
    pub start_order: Option<OrderId>,
    /// What last changed its phase.
    pub cause: Cause,
}

/// A consumer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoadState {
    /// Switched on.
    pub on: bool,
    /// Shed first when high.
    pub priority: u8,
    /// Share of its wants that allocation leaves it, 0..=1.
    pub share: f64,
    /// Share of that which shedding leaves it, 0..=1.
    pub unshed: f64,
    /// It counts as shed.
    pub shed: bool,
    /// 1 used to its voltage, 0 long dead: sets inrush.
    pub warmth: f64,
    /// The event of its failing; it does nothing until it is repaired.
    pub failed: Option<Cause>,
    /// Work left to repair it, s.
    pub repair_left_s: f64,
    /// What last switched, limited or shed it.
    pub cause: Cause,
}

/// Where a controller stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControllerPhase {
    /// At work.
    Up,
    /// Its program is lost; it has to be shut off and re-coded.
    Crashed,
    /// Shut off; can be re-coded.
    Shut,
}

/// A controller.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ControllerState {
    /// Where it stands.
    pub phase: ControllerPhase,
    /// How long its bus has lain too low, s.
    pub low_s: f64,
    /// Standard seconds of re-coding left.
    pub recode_left_s: f64,
    /// What last changed its phase.
    pub cause: Cause,
}

/// The books of one tick, W: `sources = loads + losses + fields`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// From fusion sources and the core's generator, at their terminals.
    pub generators_w: f64,
    /// Out of batteries and emergency cells, before their own losses (negative: charging).
    pub cells_w: f64,
    /// To loads.
    pub loads_w: f64,
    /// Of that, heat in the loads' own compartments; the rest is the loads' `useful_w`.
    pub rooms_w: f64,
    /// Lost in lines.
    pub lines_w: f64,
    /// Lost inside batteries and emergency cells.
    pub cell_losses_w: f64,
    /// Into the buses' smoothing capacitors (negative: out of them).
    pub smoothing_w: f64,
}

impl Account {
    /// What does not close, W: zero but for rounding.
    #[must_use]
    pub fn residual_w(&self) -> f64 {
        self.generators_w + self.cells_w - self.loads_w - self.lines_w - self.cell_losses_w - self.smoothing_w
    }
    /// What passes through, W.
    #[must_use]
    pub fn throughput_w(&self) -> f64 {
        self.generators_w.abs() + self.cells_w.abs() + self.smoothing_w.abs()
    }
}

/// The grid as a scenario finds it: sound but for what it names, at rest at nominal voltage where there is a source.
pub(super) fn found(class: &Class, initial: &Initial, core_runs: bool) -> Power {
    let mut power = sound(class);
    for row in &initial.source {
        let state = &mut power.source[row.source];
        state.phase = if row.running { state.phase } else { SourcePhase::Stopped };
        state.health = row.health;
        state.charge_j = row.charge * class.source[row.source].capacity_j;
        state.temperature_k = row.temperature_k.unwrap_or(state.temperature_k);
    }
    for row in &initial.breaker {
        let state = &mut power.breaker[row.breaker];
        state.closed = row.closed && !row.failed;
        state.heat = row.heat;
        state.failed = row.failed;
    }
    for line in &initial.broken_lines {
        power.line[*line].broken = true;
    }
    for row in &initial.load {
        let state = &mut power.load[row.load];
        state.on = row.on;
        state.priority = row.priority.unwrap_or(state.priority);
        state.share = row.share;
    }
    for controller in &initial.down_controllers {
        power.controller[*controller].phase = ControllerPhase::Crashed;
        power.controller[*controller].recode_left_s = class.controller[*controller].recode_s;
    }
    energise(class, &mut power, core_runs);
    power
}

fn sound(class: &Class) -> Power {
    let cause = Cause::Initial;
    let bus = |bus| BusState {
        voltage_v: 0.0,
        island_bus: bus,
        dead: true,
        cause,
        stress: cause,
        island_capability_w: 0.0,
        island_wanted_w: 0.0,
    };
    let breaker = BreakerState {
        closed: true,
        failed: false,
        heat: 0.0,
        overload: 0.0,
        undervoltage_s: 0.0,
        tripped: None,
        cause,
        worked_s: 0.0,
    };
    let source = |id: SourceId| SourceState {
        // The core's generator joins in the first tick in which it is offered plasma.
        phase: match class.source[id].kind {
            SourceKind::CoreGenerator => SourcePhase::Stopped,
            _ => SourcePhase::Running,
        },
        health: 1.0,
        charge_j: class.source[id].capacity_j,
        spent: false,
        start_order: None,
        start_j: 0.0,
        temperature_k: 300.0,
        current_a: 0.0,
        delivered_w: 0.0,
        capability_w: 0.0,
        cause,
    };
    let load = |id: LoadId| LoadState {
        on: true,
        priority: class.load[id].priority,
        share: 1.0,
        unshed: 1.0,
        shed: false,
        warmth: 1.0,
        failed: None,
        repair_left_s: 0.0,
        cause,
    };
    let controller = ControllerState { phase: ControllerPhase::Up, low_s: 0.0, recode_left_s: 0.0, cause };
    Power {
        bus: Table::like(&class.bus, bus),
        line: Table::like(&class.line, |_| LineState::default()),
        breaker: Table::like(&class.breaker, |_| breaker),
        source: Table::like(&class.source, source),
        load: Table::like(&class.load, load),
        controller: Table::like(&class.controller, |_| controller),
        account: Account::default(),
        grid: Grid::default(),
    }
}

/// Nominal voltage on every bus that a closed way joins to a source that runs.
fn energise(class: &Class, power: &mut Power, core_runs: bool) {
    if class.bus.is_empty() {
        return;
    }
    let mut live = vec![false; class.bus.len()];
    for (id, row) in class.source.iter() {
        let runs = match row.kind {
            SourceKind::CoreGenerator => core_runs,
            _ => power.source[id].phase == SourcePhase::Running,
        };
        live[row.bus.index()] |= runs && power.breaker[row.breaker].closed;
    }
    for _ in 0..class.bus.len() {
        for (id, row) in class.line.iter() {
            if power.line_closed(class, id) {
                let either = live[row.from_bus.index()] || live[row.to_bus.index()];
                live[row.from_bus.index()] = either;
                live[row.to_bus.index()] = either;
            }
        }
    }
    for (bus, live) in power.bus.rows_mut().iter_mut().zip(&live) {
        bus.voltage_v = if *live { class.nominal_v } else { 0.0 };
        bus.dead = !live;
    }
    for (id, row) in class.load.iter() {
        power.load[id].warmth = if live[row.bus.index()] && power.load[id].on { 1.0 } else { 0.0 };
    }
}
