//! The grid: sources, buses, lines, breakers, loads; shedding, cascade, restart.
//!
//! Consumes the demand of every load, the core generator's offer, work on breakers and controllers. Gives every
//! load its supply, electric heat to every compartment, the draw on the core's generator.
//!
//! Law: `docs/laws/power.md`.

mod acts;
mod class;
mod grid;
mod hands;
mod order;
mod protect;
mod read;
mod shed;
mod source;
mod state;
#[cfg(test)]
mod tests;

pub use acts::check;
pub use class::{
    Allocation, Breaker, Brownout, Bus, Class, Controller, Curve, Draw, Initial, InitialBreaker, InitialLoad,
    InitialSource, Line, Load, Preset, Source, SourceKind,
};
pub use order::{Event, Order, SourceTrip, Trip};
pub use read::trip_time_s;
pub use state::{
    Account, BreakerState, BusState, ControllerPhase, ControllerState, LineState, LoadState, Power,
    SourcePhase, SourceState,
};

use crate::TICK_S;
use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
use crate::id::{Id, LoadId};
use crate::world::Tick;
use grid::Grid;

impl Power {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(class: &ShipClass, scenario: &Scenario) -> Self {
        state::found(&class.power, &scenario.power, scenario.core.running)
    }

    /// One tick.
    pub fn step(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        let class = &cx.class.power;
        if class.bus.is_empty() {
            return;
        }
        let mut grid = std::mem::take(&mut self.grid);
        self.hands(flows, cx);
        self.own_demand(class, flows);
        self.offer(flows, cx);
        if self.follow_topology(class, &mut grid) {
            self.name_islands(&grid);
        }
        self.ask(class, flows);
        self.shed(&mut grid, flows, cx);
        self.solve(class, &mut grid, flows);
        self.supply(class, &grid, flows);
        self.close_books(class, &grid, flows);
        self.run_sources(&grid, flows, cx);
        self.protect(cx);
        self.watch_buses(cx);
        self.watch_controllers(cx);
        self.grid = grid;
    }

    fn name_islands(&mut self, grid: &Grid) {
        let mut first = vec![None; grid.islands()];
        for (id, bus) in self.bus.iter_mut() {
            bus.island_bus = *first[grid.island(id)].get_or_insert(id);
        }
    }

    /// What each load wants: what its department asks, and at least what it always takes.
    fn ask(&self, class: &Class, flows: &mut Flows) {
        for (at, row) in class.load.rows().iter().enumerate() {
            let id = LoadId::from_index(at);
            let on = self.load[id].on;
            let wanted_w = flows.demand_w[id].max(row.standing * row.rated_w);
            flows.supply[id].demand_w = if on { wanted_w } else { 0.0 };
        }
    }

    /// What each load gets, and what it makes of it.
    fn supply(&mut self, class: &Class, grid: &Grid, flows: &mut Flows) {
        for (at, row) in class.load.rows().iter().enumerate() {
            let id = LoadId::from_index(at);
            let bus = &self.bus[row.bus];
            let state = &mut self.load[id];
            let voltage_pu = bus.voltage_v / class.nominal_v;
            let supply = &mut flows.supply[id];
            supply.delivered_w = bus.voltage_v * grid.load_a[at];
            supply.voltage_pu = voltage_pu;
            let drawn_w = supply.demand_w * grid::inrush(row.inrush, state.warmth);
            let ratio = if !state.on {
                0.0
            } else if drawn_w > 0.0 {
                supply.delivered_w / drawn_w
            } else {
                let ready = if voltage_pu >= class.knee_pu { 1.0 } else { 0.0 };
                ready * state.share
            };
            supply.function = function(row.brownout, row.minimum, ratio.clamp(0.0, 1.0));
            let limited = !state.on || ((state.shed || state.share < 1.0) && !bus.dead);
            supply.cause = if limited { state.cause } else { bus.cause };
            let fed = state.on && state.unshed > 0.05 && voltage_pu >= class.dead_pu;
            let target = if fed { 1.0 } else { 0.0 };
            if state.warmth != target {
                state.warmth += (target - state.warmth) * (TICK_S / row.inrush_s);
                if (state.warmth - target).abs() < 1e-6 {
                    state.warmth = target;
                }
            }
        }
    }

    fn close_books(&mut self, class: &Class, grid: &Grid, flows: &mut Flows) {
        let mut account = Account { smoothing_w: self.smoothing_w(grid), ..Account::default() };
        flows.electric_heat_w.fill(0.0);
        flows.core_electric_drawn_w = 0.0;
        for (at, row) in class.load.rows().iter().enumerate() {
            let delivered_w = flows.supply[LoadId::from_index(at)].delivered_w;
            account.loads_w += delivered_w;
            flows.electric_heat_w[row.compartment] += row.heat_share * delivered_w;
        }
        for (row, state) in class.line.rows().iter().zip(self.line.rows()) {
            account.lines_w += state.loss_w;
            for bus in [row.from_bus, row.to_bus] {
                flows.electric_heat_w[class.bus[bus].compartment] += 0.5 * state.loss_w;
            }
        }
        for (id, row) in class.source.iter() {
            let state = &self.source[id];
            match row.kind {
                SourceKind::Battery | SourceKind::Emergency => {
                    let inner_w = self.inner_voltage_v(class, id) * state.current_a;
                    account.cells_w += inner_w;
                    account.cell_losses_w += inner_w - state.delivered_w;
                    flows.electric_heat_w[row.compartment] += inner_w - state.delivered_w;
                }
                SourceKind::CoreGenerator => {
                    account.generators_w += state.delivered_w;
                    flows.core_electric_drawn_w += state.delivered_w;
                }
                SourceKind::Fusion => account.generators_w += state.delivered_w,
            }
        }
        self.account = account;
    }
}

/// Share of full function that a device reaches with `ratio` of the power it wants, both 0..=1.
#[must_use]
pub fn function(brownout: Brownout, minimum: f64, ratio: f64) -> f64 {
    if ratio < minimum || ratio <= 0.0 {
        return 0.0;
    }
    match brownout {
        Brownout::Linear => ratio,
        Brownout::Step => 1.0,
        Brownout::Ramp if minimum < 1.0 => (ratio - minimum) / (1.0 - minimum),
        Brownout::Ramp => ratio,
    }
}
