//! The grid as equations, solved once a tick; what follows from class and breakers alone is kept between ticks.
//!
//! At every bus: smoothing current + currents into lines + into loads = currents out of sources. Loads take the
//! current that their power wants at the last voltage, sources yield along their droop up to a limit.

use super::class::{Class, SourceKind};
use super::load::Consumer;
use super::state::{Power, SourcePhase};
use crate::TICK_S;
use crate::id::{BreakerId, BusId, CompartmentId, Id, LineId, SourceId};
use qd_physics::network::{Branch, Factor};

/// Number of priorities, and one for what no controller can shed.
pub(super) const PRIORITIES: usize = 16;

/// What can be worked out from class and breakers, and the working space of a tick. No part of the world's
/// value: after a restore it is made again, to the same bits.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    line_closed: Vec<bool>,
    source_joined: Vec<bool>,
    branches: Vec<Branch>,
    shunts_s: Vec<f64>,
    /// The factored equations.
    pub(super) factor: Factor,
    /// Smoothing capacitance over a tick, by bus, S.
    smoothing_s: Vec<f64>,
    /// Inner conductance of each source, S.
    source_s: Vec<f64>,
    injection_a: Vec<f64>,
    bus_load_a: Vec<f64>,
    /// Current for a watt at the last voltage, by bus: of constant power, resistive.
    per_volt: Vec<[f64; 2]>,
    /// Voltages of the last tick, V.
    voltage_before_v: Vec<f64>,
    voltage_v: Vec<f64>,
    /// Current of each load, A.
    pub(super) load_a: Vec<f64>,
    /// The loads' rows, close together.
    pub(super) consumers: Vec<Consumer>,
    /// The lines' rows, close together.
    pub(super) cables: Vec<Cable>,
    /// What each load would draw unshed at full voltage, inrush and all, W.
    pub(super) drawn_w: Vec<f64>,
    /// Loads that a working controller can shed now.
    pub(super) sheddable: Vec<bool>,
    /// What the loads want by island and priority, 0 for what cannot be shed, W.
    pub(super) wanted_by_priority_w: Vec<[f64; PRIORITIES]>,
    /// All of it, by island, W.
    pub(super) wanted_w: Vec<f64>,
    /// Share left to each priority, by island.
    pub(super) kept: Vec<[f64; PRIORITIES]>,
    /// Power at the limits of its sources, by island, W.
    pub(super) capability_w: Vec<f64>,
    /// Lost in lines in the last tick, by island, W.
    pub(super) losses_w: Vec<f64>,
}

impl PartialEq for Grid {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Grid {
    /// Island of a bus, from 0.
    pub(super) fn island(&self, bus: BusId) -> usize {
        usize::from(self.factor.islands()[bus.index()])
    }
    /// Number of islands.
    pub(super) fn islands(&self) -> usize {
        usize::from(self.factor.island_count())
    }
    /// The source is running behind a closed breaker.
    pub(super) fn joined(&self, source: SourceId) -> bool {
        self.source_joined[source.index()]
    }
}

impl Power {
    /// A line carries current: whole, and its breaker closed.
    pub(super) fn line_closed(&self, class: &Class, line: LineId) -> bool {
        !self.line[line].broken && class.line[line].breaker.is_none_or(|breaker| self.breaker[breaker].closed)
    }

    /// A source runs behind a closed breaker.
    pub(super) fn source_joined(&self, class: &Class, source: SourceId) -> bool {
        self.source[source].phase == SourcePhase::Running && self.breaker[class.source[source].breaker].closed
    }

    /// Brings the equations in step with breakers and sources; says whether the islands changed.
    pub(super) fn follow_topology(&self, class: &Class, grid: &mut Grid) -> bool {
        let first = grid.branches.len() != class.line.len() || grid.smoothing_s.is_empty();
        if first {
            grid.prepare(class);
        }
        let mut lines_changed = first;
        for (id, closed) in self.line.ids().zip(&mut grid.line_closed) {
            let now = self.line_closed(class, id);
            lines_changed |= now != *closed;
            *closed = now;
        }
        let mut sources_changed = first;
        for (id, joined) in self.source.ids().zip(&mut grid.source_joined) {
            let now = self.source_joined(class, id);
            sources_changed |= now != *joined;
            *joined = now;
        }
        if lines_changed || sources_changed {
            grid.factor_anew(class, lines_changed);
        }
        lines_changed
    }

    /// Voltages, currents and what loads get in this tick.
    pub(super) fn solve(&mut self, class: &Class, grid: &mut Grid) {
        for (before, bus) in grid.voltage_before_v.iter_mut().zip(self.bus.rows()) {
            *before = bus.voltage_v;
        }
        self.load_currents(class, grid);
        for (at, injection) in grid.injection_a.iter_mut().enumerate() {
            *injection = grid.smoothing_s[at] * grid.voltage_before_v[at] - grid.bus_load_a[at];
        }
        for (id, row) in class.source.iter() {
            if grid.source_joined[id.index()] {
                let before_v = grid.voltage_before_v[row.bus.index()];
                let conductance_s = grid.source_s[id.index()];
                let meant_a = self.meant_current_a(class, id, conductance_s, before_v);
                // The inner conductance stays in the matrix; what it would add beyond the limit is taken back.
                let injected_a = meant_a + conductance_s * before_v;
                grid.injection_a[row.bus.index()] += injected_a;
                self.source[id].current_a = injected_a;
            } else {
                self.source[id].current_a = 0.0;
            }
        }
        grid.factor.solve_into(&grid.injection_a, &mut grid.voltage_v);
        for (bus, voltage_v) in self.bus.rows_mut().iter_mut().zip(&grid.voltage_v) {
            bus.voltage_v = *voltage_v;
        }
        self.settle_branches(class, grid);
    }

    /// Current that a source means to give into its bus at voltage `before_v`, within its limits, A.
    fn meant_current_a(&self, class: &Class, id: SourceId, conductance_s: f64, before_v: f64) -> f64 {
        let (row, state) = (&class.source[id], &self.source[id]);
        let floor_v = before_v.max(0.5 * class.nominal_v);
        let most_a = state.capability_w / floor_v;
        let takes = row.kind == SourceKind::Battery && state.charge_j < row.capacity_j;
        let least_a = if takes { -row.charge_w / floor_v } else { 0.0 };
        let along_droop_a = conductance_s * (self.inner_voltage_v(class, id) - before_v);
        along_droop_a.clamp(least_a, most_a)
    }

    /// Voltage of a source without load, V.
    pub(super) fn inner_voltage_v(&self, class: &Class, id: SourceId) -> f64 {
        let row = &class.source[id];
        let missing =
            if row.capacity_j > 0.0 { 1.0 - self.source[id].charge_j / row.capacity_j } else { 0.0 };
        class.nominal_v * (row.set_pu - row.sag_pu * missing)
    }

    fn load_currents(&self, class: &Class, grid: &mut Grid) {
        let (nominal_v, knee_v) = (class.nominal_v, class.knee_pu * class.nominal_v);
        for (per_volt, before_v) in grid.per_volt.iter_mut().zip(&grid.voltage_before_v) {
            let steady = if *before_v >= knee_v { 1.0 / before_v } else { before_v / (knee_v * knee_v) };
            *per_volt = [steady, before_v / (nominal_v * nominal_v)];
        }
        grid.bus_load_a.fill(0.0);
        let loads = grid.consumers.iter().zip(self.load.rows()).zip(&grid.drawn_w).zip(&mut grid.load_a);
        for (((consumer, state), drawn_w), load_a) in loads {
            let bus = usize::from(consumer.bus);
            let power_w = drawn_w * state.share * state.unshed;
            *load_a = power_w * grid.per_volt[bus][usize::from(consumer.resistive)];
            grid.bus_load_a[bus] += *load_a;
        }
        for at in 0..grid.bus_load_a.len() {
            // Within one tick a bus gives no more than its capacitors hold.
            let most_a = grid.smoothing_s[at] * grid.voltage_before_v[at];
            if grid.bus_load_a[at] > most_a {
                let scale = most_a / grid.bus_load_a[at];
                grid.bus_load_a[at] = most_a;
                for (load_a, consumer) in grid.load_a.iter_mut().zip(&grid.consumers) {
                    if usize::from(consumer.bus) == at {
                        *load_a *= scale;
                    }
                }
            }
        }
    }

    fn settle_branches(&mut self, class: &Class, grid: &Grid) {
        for (line, branch) in self.line.rows_mut().iter_mut().zip(&grid.branches) {
            let fall_v = grid.voltage_v[usize::from(branch.from)] - grid.voltage_v[usize::from(branch.to)];
            line.current_a = branch.conductance * fall_v;
            line.loss_w = line.current_a * fall_v;
        }
        for (at, (row, state)) in class.source.rows().iter().zip(self.source.rows_mut()).enumerate() {
            if grid.source_joined[at] {
                let voltage_v = grid.voltage_v[row.bus.index()];
                state.current_a -= grid.source_s[at] * voltage_v;
                state.delivered_w = state.current_a * voltage_v;
            } else {
                state.delivered_w = 0.0;
            }
        }
    }

    /// Power into the smoothing capacitors in this tick, W.
    pub(super) fn smoothing_w(&self, grid: &Grid) -> f64 {
        let mut sum_w = 0.0;
        for (at, bus) in self.bus.rows().iter().enumerate() {
            sum_w += bus.voltage_v * grid.smoothing_s[at] * (bus.voltage_v - grid.voltage_before_v[at]);
        }
        sum_w
    }
}

/// What a tick needs of a line's row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cable {
    /// Its breaker.
    pub(super) breaker: Option<BreakerId>,
    /// Where its breaker looks for voltage.
    pub(super) bus: BusId,
    /// Current over pick-up for an ampere, 1/A; 0 without a breaker.
    pub(super) overload_per_a: f64,
    /// Its breaker has an undervoltage release.
    pub(super) watches_voltage: bool,
    /// What its losses warm.
    pub(super) compartments: [CompartmentId; 2],
}

impl Cable {
    fn all(class: &Class) -> Vec<Self> {
        let place = |bus: BusId| class.bus[bus].compartment;
        let cable = |row: &super::class::Line| {
            let breaker = row.breaker.map(|breaker| &class.breaker[breaker]);
            Self {
                breaker: row.breaker,
                bus: row.from_bus,
                overload_per_a: breaker.map_or(0.0, |breaker| class.nominal_v / breaker.pickup_w),
                watches_voltage: breaker.is_some_and(|breaker| breaker.undervoltage_pu > 0.0),
                compartments: [place(row.from_bus), place(row.to_bus)],
            }
        };
        class.line.rows().iter().map(cable).collect()
    }
}

impl Grid {
    fn prepare(&mut self, class: &Class) {
        let (buses, lines) = (class.bus.len(), class.line.len());
        let knee_v = class.knee_pu * class.nominal_v;
        let mut rated_w = vec![0.0; buses];
        for load in class.load.rows() {
            rated_w[load.bus.index()] += load.rated_w;
        }
        // A bar without loads has the capacitance of 10 kW of them.
        let siemens = |rated_w: &f64| class.hold_up_s / TICK_S * rated_w.max(1e4) / (knee_v * knee_v);
        let inner = |source: &super::class::Source| {
            source.rated_w / (class.nominal_v * class.nominal_v * source.droop_pu)
        };
        *self = Self {
            line_closed: vec![false; lines],
            source_joined: vec![false; class.source.len()],
            branches: class
                .line
                .rows()
                .iter()
                .map(|line| Branch { from: line.from_bus.0, to: line.to_bus.0, conductance: 0.0 })
                .collect(),
            shunts_s: vec![0.0; buses],
            factor: Factor::default(),
            smoothing_s: rated_w.iter().map(siemens).collect(),
            source_s: class.source.rows().iter().map(inner).collect(),
            injection_a: vec![0.0; buses],
            bus_load_a: vec![0.0; buses],
            per_volt: vec![[0.0; 2]; buses],
            voltage_before_v: vec![0.0; buses],
            voltage_v: vec![0.0; buses],
            load_a: vec![0.0; class.load.len()],
            consumers: Consumer::all(class),
            cables: Cable::all(class),
            drawn_w: vec![0.0; class.load.len()],
            sheddable: vec![false; class.load.len()],
            wanted_by_priority_w: vec![[0.0; PRIORITIES]; buses],
            wanted_w: vec![0.0; buses],
            kept: vec![[1.0; PRIORITIES]; buses],
            capability_w: vec![0.0; buses],
            losses_w: vec![0.0; buses],
        };
    }

    fn factor_anew(&mut self, class: &Class, lines_changed: bool) {
        for ((branch, line), closed) in self.branches.iter_mut().zip(class.line.rows()).zip(&self.line_closed)
        {
            branch.conductance = if *closed { 1.0 / line.resistance_ohm } else { 0.0 };
        }
        self.shunts_s.copy_from_slice(&self.smoothing_s);
        for ((source, joined), conductance_s) in
            class.source.rows().iter().zip(&self.source_joined).zip(&self.source_s)
        {
            if *joined {
                self.shunts_s[source.bus.index()] += conductance_s;
            }
        }
        if lines_changed {
            self.factor = Factor::new(&self.branches, &self.shunts_s)
                .expect("resistances, droops and ratings of a checked class are positive");
        } else {
            self.factor.refactor(&self.branches, &self.shunts_s);
        }
    }
}
