//! Sources: what each could give, how it starts, warms, empties and trips.

use super::class::{Class, SourceKind};
use super::grid::Grid;
use super::order::{Event, SourceTrip};
use super::state::{Power, SourcePhase};
use crate::TICK_S;
use crate::cause::{Cause, Law};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::{LoadId, SourceId};
use crate::order::Reason;
use crate::world::Tick;

/// Temperature of what the sources' coolant and casings are in balance with, K.
const SURROUNDINGS_K: f64 = 300.0;
/// Share of rated warming that a start gives.
const START_WARMING: f64 = 0.3;
/// Charge at which an emptied battery gives again, share of its capacity (chosen: it must not chatter).
const RECOVERED_SHARE: f64 = 0.02;
/// Cooling left without a coolant pump.
const COOLING_STILL: f64 = 0.1;
/// Pumps run on after a stop until the source is this cool, K.
const COOL_K: f64 = 350.0;

impl Power {
    /// What starting, cooling and controlling the grid itself wants of it.
    pub(super) fn own_demand(&self, class: &Class, flows: &mut Flows) {
        for row in class.controller.rows() {
            flows.demand_w[row.load] = class.load[row.load].rated_w;
        }
        for (id, row) in class.source.iter() {
            let state = &self.source[id];
            let starting = state.phase == SourcePhase::Starting;
            let warm = starting || state.phase == SourcePhase::Running || state.temperature_k > COOL_K;
            if let (true, Some(load)) = (warm && row.kind == SourceKind::Fusion, row.coolant_load) {
                flows.demand_w[load] = class.load[load].rated_w;
            }
            if let (true, Some(load)) = (starting, row.igniter_load) {
                let softened = row.controller.is_some_and(|controller| self.controls(controller));
                let times = if softened { 1.0 } else { row.start_uncontrolled };
                flows.demand_w[load] = times * class.load[load].rated_w;
            }
        }
    }

    /// What each source could give in this tick; the core's generator comes and goes with its plasma.
    pub(super) fn offer(&mut self, flows: &Flows, cx: &mut Tick<'_>) {
        let class = &cx.class.power;
        for (id, row) in class.source.iter() {
            let most_w = row.rated_w * row.overload * self.source[id].health;
            let state = &mut self.source[id];
            state.capability_w = match (row.kind, state.phase) {
                (SourceKind::CoreGenerator, _) => most_w.min(flows.core_electric_available_w),
                (SourceKind::Fusion, SourcePhase::Running) => most_w,
                // Within a tick cells give no more than they hold.
                (_, SourcePhase::Running) if !state.spent => most_w.min(state.charge_j.max(0.0) / TICK_S),
                _ => 0.0,
            };
            if row.kind != SourceKind::CoreGenerator {
                continue;
            }
            let offered = state.capability_w > 0.0;
            if offered && state.phase != SourcePhase::Running {
                self.enter(
                    id,
                    SourcePhase::Running,
                    Event::SourceStarted { source: id },
                    &[flows.core_cause],
                    cx,
                );
            } else if !offered && state.phase == SourcePhase::Running {
                self.trip(id, SourceTrip::NoPlasma, flows.core_cause, cx);
            }
        }
    }

    /// Starting energy, temperature and charge after what was given in this tick.
    pub(super) fn run_sources(&mut self, grid: &Grid, flows: &mut Flows, cx: &mut Tick<'_>) {
        let class = &cx.class.power;
        for (id, row) in class.source.iter() {
            match row.kind {
                SourceKind::CoreGenerator => {}
                SourceKind::Fusion => self.run_fusion(id, flows, cx),
                SourceKind::Battery | SourceKind::Emergency => {
                    if !grid.joined(id) {
                        continue;
                    }
                    let drawn_w = self.inner_voltage_v(class, id) * self.source[id].current_a;
                    self.source[id].charge_j -= drawn_w * TICK_S;
                    self.run_cells(id, cx);
                }
            }
        }
    }

    /// What is empty gives nothing more. A battery stays on its bus and takes charge; emergency cells are done.
    fn run_cells(&mut self, id: SourceId, cx: &mut Tick<'_>) {
        let row = &cx.class.power.source[id];
        let state = &self.source[id];
        let stress = self.bus[row.bus].stress;
        if state.charge_j <= 0.0 && !state.spent {
            if row.kind == SourceKind::Emergency {
                self.trip(id, SourceTrip::Exhausted, stress, cx);
                return;
            }
            self.source[id].spent = true;
            let event = Event::SourceTripped { source: id, why: SourceTrip::Exhausted };
            self.enter(id, SourcePhase::Running, event, &[stress], cx);
        } else if state.spent && state.charge_j > RECOVERED_SHARE * row.capacity_j {
            self.source[id].spent = false;
            self.enter(id, SourcePhase::Running, Event::SourceStarted { source: id }, &[stress], cx);
        }
    }

    fn run_fusion(&mut self, id: SourceId, flows: &mut Flows, cx: &mut Tick<'_>) {
        let class = &cx.class.power;
        let row = &class.source[id];
        let cooling = row.coolant_load.map_or(1.0, |load| flows.supply[load].function);
        let state = &mut self.source[id];
        let share = match state.phase {
            SourcePhase::Running => state.delivered_w / (row.rated_w * state.health.max(0.01)),
            SourcePhase::Starting => libm::sqrt(START_WARMING),
            _ => 0.0,
        };
        let steady_k =
            SURROUNDINGS_K + row.rise_k * share * share / (COOLING_STILL + (1.0 - COOLING_STILL) * cooling);
        state.temperature_k += (steady_k - state.temperature_k) * (TICK_S / row.thermal_s);
        if state.phase == SourcePhase::Starting {
            let fed_w = row.igniter_load.map_or(0.0, |load| flows.supply[load].take());
            state.start_j += (fed_w - state.start_j / row.start_leak_s) * TICK_S;
            if state.start_j >= row.start_energy_j {
                let begun = state.cause;
                let causes = [begun, Cause::Law(Law::BlackStart)];
                self.enter(id, SourcePhase::Running, Event::SourceStarted { source: id }, &causes, cx);
                self.source[id].start_j = 0.0;
            }
        } else {
            state.start_j -= state.start_j / row.start_leak_s * TICK_S;
        }
        let hot = self.source[id].temperature_k > row.temperature_limit_k;
        if hot && matches!(self.source[id].phase, SourcePhase::Running | SourcePhase::Starting) {
            let why = row
                .coolant_load
                .filter(|load| flows.supply[*load].function < 0.5)
                .map_or(self.bus[row.bus].stress, |load: LoadId| flows.supply[load].cause);
            self.trip(id, SourceTrip::Temperature, why, cx);
        }
    }

    fn trip(&mut self, id: SourceId, why: SourceTrip, cause: Cause, cx: &mut Tick<'_>) {
        let event = Event::SourceTripped { source: id, why };
        self.enter(id, SourcePhase::Tripped(why), event, &[cause], cx);
    }

    /// The order to start a source ends when it runs, or stops before.
    fn end_start(&mut self, id: SourceId, phase: SourcePhase, cause: Cause, cx: &mut Tick<'_>) {
        if phase == SourcePhase::Starting {
            return;
        }
        let Some(order) = self.source[id].start_order.take() else { return };
        let end = if phase == SourcePhase::Running {
            crate::order::Event::Achieved { order }
        } else {
            let reason = Reason::new("stopped", "it stopped before it ran");
            crate::order::Event::Failed { order, reason }
        };
        cx.push(EventKind::Order(end), &[cause]);
    }

    /// Passes a source into a phase and says so.
    pub(super) fn enter(
        &mut self,
        id: SourceId,
        phase: SourcePhase,
        event: Event,
        causes: &[Cause],
        cx: &mut Tick<'_>,
    ) {
        self.source[id].phase = phase;
        let cause = cx.push(EventKind::Power(event), causes);
        self.source[id].cause = cause;
        self.end_start(id, phase, cause, cx);
        let row = &cx.class.power.source[id];
        if self.breaker[row.breaker].closed {
            self.touch(row.bus, cause);
        }
    }
}
