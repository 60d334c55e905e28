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
mod load;
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
pub use load::function;
pub use order::{Event, Order, SourceTrip, Trip};
pub use read::trip_time_s;
pub use state::{
    Account, BreakerState, BusState, ControllerPhase, ControllerState, LineState, LoadState, Power,
    SourcePhase, SourceState,
};

use crate::class::{Scenario, ShipClass};
use crate::flows::Flows;
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
        self.shed(&mut grid, flows, cx);
        self.solve(class, &mut grid);
        flows.electric_heat_w.fill(0.0);
        let loads_w = self.supply(class, &grid, flows);
        // Nothing but the loads has warmed a room yet.
        let rooms_w = flows.electric_heat_w.rows().iter().sum();
        self.close_books(class, &grid, [loads_w, rooms_w], flows);
        self.run_sources(&grid, flows, cx);
        self.protect(&grid, cx);
        self.watch_buses(cx);
        self.watch_controllers(cx);
        if cx.every(crate::TICKS_PER_SECOND, 11) {
            self.spoil(flows, cx);
        }
        self.grid = grid;
    }

    fn name_islands(&mut self, grid: &Grid) {
        let mut first = vec![None; grid.islands()];
        for (id, bus) in self.bus.iter_mut() {
            bus.island_bus = *first[grid.island(id)].get_or_insert(id);
        }
    }

    fn close_books(&mut self, class: &Class, grid: &Grid, [loads_w, rooms_w]: [f64; 2], flows: &mut Flows) {
        let smoothing_w = self.smoothing_w(grid);
        let mut account = Account { loads_w, rooms_w, smoothing_w, ..Account::default() };
        flows.core_electric_drawn_w = 0.0;
        for (cable, state) in grid.cables.iter().zip(self.line.rows()) {
            account.lines_w += state.loss_w;
            for compartment in cable.compartments {
                flows.electric_heat_w[compartment] += 0.5 * state.loss_w;
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
