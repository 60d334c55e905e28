//! Shedding: what a working controller takes from its loads when an island's sources cannot carry them.
//!
//! By priority, 1 kept longest; within the priority at which the sources fall short, all equally. Loads whose
//! controller is down cannot be shed: they take what they want, and overload follows.

use super::class::Class;
use super::grid::{Grid, PRIORITIES};
use super::order::Event;
use super::state::{Power, SourcePhase};
use crate::cause::{Cause, Law};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::{Id, LoadId};
use crate::world::Tick;

/// Share of the sources' limits that controllers plan with.
const PLANNED: f64 = 0.98;
/// A load counts as shed below this share, and as restored above the other.
const SHED_BELOW: f64 = 0.95;
const RESTORED_ABOVE: f64 = 0.999;

impl Power {
    /// Sets what shedding leaves each load.
    pub(super) fn shed(&mut self, grid: &mut Grid, flows: &mut Flows, cx: &mut Tick<'_>) {
        let class = &cx.class.power;
        self.sum_sources(class, grid);
        let was_shed = self.ask(class, grid, flows);
        let mut short = false;
        for island in 0..grid.islands() {
            let capability_w = grid.capability_w[island];
            let planned_w = capability_w * PLANNED - grid.losses_w[island];
            // Most islands carry all that is wanted of them, or have no source at all.
            if capability_w <= 0.0 || grid.wanted_w[island] <= planned_w {
                grid.kept[island].fill(1.0);
                continue;
            }
            short = true;
            let wanted_w = grid.wanted_by_priority_w[island];
            // Nothing is left where what cannot be shed is too much already.
            let mut left_w = (planned_w - wanted_w[0]).max(0.0);
            for priority in 1..PRIORITIES {
                let wanted_w = wanted_w[priority];
                grid.kept[island][priority] =
                    if wanted_w <= left_w { 1.0 } else { left_w.max(0.0) / wanted_w };
                left_w = (left_w - wanted_w).max(0.0);
            }
        }
        for (bus, island) in self.bus.rows_mut().iter_mut().zip(grid.factor.islands()) {
            bus.island_capability_w = grid.capability_w[usize::from(*island)];
            bus.island_wanted_w = grid.wanted_w[usize::from(*island)];
        }
        // Most ticks nothing is short and nothing was.
        if short || was_shed {
            for at in 0..self.load.len() {
                self.shed_load(LoadId::from_index(at), grid, flows, cx);
            }
        }
    }

    /// What each island's sources could give, and what its lines lose.
    fn sum_sources(&self, class: &Class, grid: &mut Grid) {
        let islands = grid.islands();
        grid.capability_w[..islands].fill(0.0);
        grid.losses_w[..islands].fill(0.0);
        for (id, row) in class.source.iter() {
            if grid.joined(id) {
                let island = grid.island(row.bus);
                grid.capability_w[island] += self.source[id].capability_w;
            }
        }
        let islands_of = grid.factor.islands();
        for (cable, state) in grid.cables.iter().zip(self.line.rows()) {
            grid.losses_w[usize::from(islands_of[cable.bus.index()])] += state.loss_w;
        }
    }

    /// Loads that start a source with no controller to soften it: nobody has them in hand.
    fn hard_start(&self, class: &Class, load: LoadId) -> bool {
        self.source.rows().iter().zip(class.source.rows()).any(|(state, row)| {
            let softened = row.controller.is_some_and(|controller| self.controls(controller));
            state.phase == SourcePhase::Starting && !softened && row.igniter_load == Some(load)
        })
    }

    /// What each load wants: what its department asks, and at least what it always takes; more after a time
    /// without voltage. Sums it by island and priority; true when anything was shed until now.
    fn ask(&self, class: &Class, grid: &mut Grid, flows: &mut Flows) -> bool {
        let islands = grid.islands();
        grid.wanted_w[..islands].fill(0.0);
        grid.wanted_by_priority_w[..islands].fill([0.0; PRIORITIES]);
        let starting = self.source.rows().iter().any(|state| state.phase == SourcePhase::Starting);
        let islands_of = grid.factor.islands();
        let mut was_shed = false;
        let loads = grid.consumers.iter().zip(self.load.rows()).zip(&mut grid.drawn_w);
        let loads = loads.zip(&mut grid.sheddable).enumerate();
        let flows = flows.demand_w.rows().iter().zip(flows.supply.rows_mut());
        for ((at, (((consumer, state), drawn_w), sheddable)), (demand_w, supply)) in loads.zip(flows) {
            let works = state.on && state.failed.is_none();
            supply.demand_w = if works { demand_w.max(consumer.standing_w) } else { 0.0 };
            *drawn_w = supply.demand_w * (1.0 + consumer.surge * (1.0 - state.warmth));
            // A working controller has its loads in hand, but not those that feed controllers.
            *sheddable = consumer.shed_by.is_some_and(|controller| self.controls(controller))
                && !(starting && self.hard_start(class, LoadId::from_index(at)));
            let priority = if *sheddable { clamp(state.priority) } else { 0 };
            let island = usize::from(islands_of[usize::from(consumer.bus)]);
            let wanted_w = *drawn_w * state.share;
            grid.wanted_w[island] += wanted_w;
            grid.wanted_by_priority_w[island][priority] += wanted_w;
            was_shed |= state.shed || state.unshed != 1.0;
        }
        was_shed
    }

    fn shed_load(&mut self, id: LoadId, grid: &Grid, flows: &Flows, cx: &mut Tick<'_>) {
        let class = &cx.class.power;
        let bus = class.load[id].bus;
        let kept = if grid.sheddable[id.index()] {
            grid.kept[grid.island(bus)][clamp(self.load[id].priority)]
        } else {
            1.0
        };
        let stress = self.bus[bus].stress;
        let state = &mut self.load[id];
        state.unshed = kept;
        let wants = state.on && flows.supply[id].demand_w > 0.0;
        let event = if !state.shed && wants && kept < SHED_BELOW {
            Event::LoadShed { load: id, share: kept }
        } else if state.shed && kept > RESTORED_ABOVE {
            Event::LoadRestored { load: id }
        } else {
            return;
        };
        state.shed = !state.shed;
        self.load[id].cause = cx.push(EventKind::Power(event), &[Cause::Law(Law::LoadShedding), stress]);
    }
}

fn clamp(priority: u8) -> usize {
    usize::from(priority).clamp(1, PRIORITIES - 1)
}
