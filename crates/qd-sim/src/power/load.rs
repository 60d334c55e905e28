//! Loads: what each wants in this tick, what it gets, and what it makes of it.

use super::class::{Brownout, Class, Draw};
use super::grid::Grid;
use super::order::Event;
use super::state::{LoadState, Power};
use crate::TICK_S;
use crate::cause::{Cause, Law};
use crate::event::EventKind;
use crate::flows::{Flows, Supply};
use crate::id::{CompartmentId, ControllerId};
use crate::world::Tick;

/// What a tick needs of a load's row, close together in memory: these loops are the dearest of the grid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Consumer {
    /// Its bus.
    pub(super) bus: u16,
    compartment: CompartmentId,
    /// Who can shed it.
    pub(super) shed_by: Option<ControllerId>,
    /// Resistive, else of constant power.
    pub(super) resistive: bool,
    brownout: Brownout,
    minimum: f64,
    /// What it always takes, W.
    pub(super) standing_w: f64,
    /// What it draws beyond that when it has long been without voltage, share.
    pub(super) surge: f64,
    warm_share: f64,
    heat_share: f64,
}

impl Consumer {
    /// The loads of a class in order. Those that feed controllers are shed by nobody.
    pub(super) fn all(class: &Class) -> Vec<Self> {
        let feeds_controller = |id| class.controller.rows().iter().any(|row| row.load == id);
        let consumer = |(id, row): (_, &super::class::Load)| Self {
            bus: row.bus.0,
            compartment: row.compartment,
            shed_by: class.bus[row.bus].controller.filter(|_| !feeds_controller(id)),
            resistive: row.draw == Draw::Resistive,
            brownout: row.brownout,
            minimum: row.minimum,
            standing_w: row.standing * row.rated_w,
            surge: row.inrush - 1.0,
            warm_share: TICK_S / row.inrush_s,
            heat_share: row.heat_share,
        };
        class.load.iter().map(consumer).collect()
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

impl Power {
    /// What each load gets, and what it makes of it; what nobody took up of the last tick's goes into the coolant loop.
    /// Gives the sum, W.
    pub(super) fn supply(&mut self, class: &Class, grid: &Grid, flows: &mut Flows) -> f64 {
        let buses = self.bus.rows();
        let per_volt = 1.0 / class.nominal_v;
        let (mut sum_w, mut loop_w) = (0.0, 0.0);
        let loads = grid.consumers.iter().zip(self.load.rows_mut()).zip(flows.supply.rows_mut());
        for (at, ((consumer, state), supply)) in loads.enumerate() {
            let bus = &buses[usize::from(consumer.bus)];
            loop_w += supply.useful_w - supply.taken_w;
            supply.taken_w = 0.0;
            supply.delivered_w = bus.voltage_v * grid.load_a[at];
            supply.voltage_pu = bus.voltage_v * per_volt;
            sum_w += supply.delivered_w;
            supply.function = consumer.makes(class.knee_pu, grid.drawn_w[at], state, supply);
            // A device that does nothing with its power turns all of it into heat.
            let heat_share = if supply.function > 0.0 { consumer.heat_share } else { 1.0 };
            let heat_w = heat_share * supply.delivered_w;
            supply.useful_w = supply.delivered_w - heat_w;
            flows.electric_heat_w[consumer.compartment] += heat_w;
            let limited = !state.on || ((state.shed || state.share < 1.0) && !bus.dead);
            supply.cause = if let Some(failed) = state.failed {
                failed
            } else if limited {
                state.cause
            } else if bus.dead || supply.voltage_pu >= class.knee_pu {
                bus.cause
            } else {
                bus.stress
            };
            let fed = state.on && state.unshed > 0.05 && supply.voltage_pu >= class.dead_pu;
            let target = if fed { 1.0 } else { 0.0 };
            if state.warmth != target {
                state.warmth += (target - state.warmth) * consumer.warm_share.min(1.0);
                if (state.warmth - target).abs() < 1e-6 {
                    state.warmth = target;
                }
            }
        }
        flows.loop_heat_w = loop_w;
        sum_w
    }
}

impl Power {
    /// Consumers fail where it is too hot for them. What stands in a compartment is as hot as its walls and fittings.
    pub(super) fn spoil(&mut self, flows: &Flows, cx: &mut Tick<'_>) {
        for (id, row) in cx.class.power.load.iter() {
            let temperature_k = flows.structure_temperature_k[row.compartment];
            let state = &mut self.load[id];
            if temperature_k <= row.limit_temperature_k || state.failed.is_some() {
                continue;
            }
            let event = EventKind::Power(Event::LoadFailed { load: id, temperature_k });
            let cause = cx.push(event, &[flows.air_cause[row.compartment], Cause::Law(Law::Conduction)]);
            state.failed = Some(cause);
            state.repair_left_s = row.repair_s;
        }
    }
}

impl Consumer {
    fn makes(&self, knee_pu: f64, drawn_w: f64, state: &LoadState, supply: &Supply) -> f64 {
        if !state.on || state.failed.is_some() {
            return 0.0;
        }
        let ratio = if drawn_w > 0.0 {
            (supply.delivered_w / drawn_w).clamp(0.0, 1.0)
        } else if supply.voltage_pu >= knee_pu {
            state.share
        } else {
            0.0
        };
        function(self.brownout, self.minimum, ratio)
    }
}
