//! What opens, dies and crashes by itself: breakers by inverse time and undervoltage, buses, controllers.

use super::class::Class;
use super::grid::Grid;
use super::order::{Event, Trip};
use super::read::trip_time_s;
use super::state::{ControllerPhase, Power};
use crate::TICK_S;
use crate::cause::{Cause, Law};
use crate::event::EventKind;
use crate::id::{BreakerId, BusId, ControllerId, Id};
use crate::world::Tick;

/// Below this a bus is empty: what is left would only be numbers too small to reckon with, V.
const EMPTY_V: f64 = 1e-6;

impl Power {
    /// Heats breakers and opens those that must.
    pub(super) fn protect(&mut self, grid: &Grid, cx: &mut Tick<'_>) {
        let class = &cx.class.power;
        for (at, cable) in grid.cables.iter().enumerate() {
            let Some(breaker) = cable.breaker else { continue };
            let line = &self.line.rows()[at];
            let (current_a, whole) = (line.current_a.abs(), !line.broken);
            let state = &mut self.breaker[breaker];
            state.overload = current_a * cable.overload_per_a;
            // Most breakers are cold, carry less than their pick-up and look at no voltage.
            if state.overload > 1.0 || state.heat > 0.0 || cable.watches_voltage {
                self.protect_one(breaker, cable.bus, whole, cx);
            }
        }
        for (id, row) in class.source.iter() {
            let pickup_a = class.breaker[row.breaker].pickup_w / class.nominal_v;
            self.breaker[row.breaker].overload = self.source[id].current_a.abs() / pickup_a;
            self.protect_one(row.breaker, row.bus, self.runs(id), cx);
        }
    }

    fn protect_one(&mut self, id: BreakerId, bus: BusId, live: bool, cx: &mut Tick<'_>) {
        let class = &cx.class.power;
        let row = &class.breaker[id];
        let voltage_pu = self.voltage_pu(class, bus);
        let state = &mut self.breaker[id];
        if state.overload > 1.0 {
            state.heat += TICK_S / trip_time_s(row.curve, row.time_multiplier, state.overload);
        } else if state.heat > 0.0 {
            state.heat = (state.heat - TICK_S / row.reset_s * (1.0 - state.overload)).max(0.0);
        }
        let low = state.closed && live && voltage_pu < row.undervoltage_pu;
        state.undervoltage_s = if low { state.undervoltage_s + TICK_S } else { 0.0 };
        if !state.closed {
            return;
        }
        let (why, law) = if state.overload > row.instantaneous {
            (Trip::Instantaneous, Law::InverseTimeTrip)
        } else if state.heat >= 1.0 {
            (Trip::Overload, Law::InverseTimeTrip)
        } else if low && state.undervoltage_s >= row.undervoltage_s {
            (Trip::Undervoltage, Law::VoltageLimit)
        } else {
            return;
        };
        let overload = state.overload;
        state.heat = state.heat.min(1.0);
        state.closed = false;
        state.tripped = Some(why);
        state.worked_s = 0.0;
        let stress = self.bus[bus].stress;
        let event = Event::BreakerTripped { breaker: id, why, overload };
        let cause = cx.push(EventKind::Power(event), &[Cause::Law(law), stress]);
        self.breaker[id].cause = cause;
        self.touch_breaker(class, id, cause);
    }

    /// Notes buses that lost or regained their voltage.
    pub(super) fn watch_buses(&mut self, cx: &mut Tick<'_>) {
        let class = &cx.class.power;
        for at in 0..self.bus.len() {
            let id = BusId::from_index(at);
            let voltage_pu = self.voltage_pu(class, id);
            let bus = &mut self.bus[id];
            if bus.voltage_v < EMPTY_V {
                bus.voltage_v = 0.0;
            }
            let event = if !bus.dead && voltage_pu < class.dead_pu {
                Event::BusDead { bus: id }
            } else if bus.dead && voltage_pu >= class.knee_pu {
                Event::BusRestored { bus: id }
            } else {
                continue;
            };
            bus.dead = !bus.dead;
            let causes = [bus.stress, Cause::Law(Law::VoltageLimit)];
            bus.cause = cx.push(EventKind::Power(event), &causes);
        }
    }

    /// Crashes controllers whose voltage stays too low.
    pub(super) fn watch_controllers(&mut self, cx: &mut Tick<'_>) {
        let class = &cx.class.power;
        for at in 0..self.controller.len() {
            let id = ControllerId::from_index(at);
            let row = &class.controller[id];
            let bus = class.load[row.load].bus;
            let low = self.voltage_pu(class, bus) < row.volatile_pu || !self.load[row.load].on;
            let state = &mut self.controller[id];
            state.low_s = if low { state.low_s + TICK_S } else { 0.0 };
            if !low || state.low_s < row.ride_through_s || state.phase != ControllerPhase::Up {
                continue;
            }
            state.phase = ControllerPhase::Crashed;
            state.recode_left_s = row.recode_s;
            let why = if self.bus[bus].dead { self.bus[bus].cause } else { self.bus[bus].stress };
            let event = Event::ControllerDown { controller: id };
            self.controller[id].cause =
                cx.push(EventKind::Power(event), &[why, Cause::Law(Law::VoltageLimit)]);
        }
    }

    /// Notes on every bus of the island of `bus` what last changed its load or its sources.
    pub(super) fn touch(&mut self, bus: BusId, cause: Cause) {
        let island = self.bus[bus].island_bus;
        for row in self.bus.rows_mut() {
            if row.island_bus == island {
                row.stress = cause;
            }
        }
    }

    /// The same for both sides of a breaker.
    pub(super) fn touch_breaker(&mut self, class: &Class, breaker: BreakerId, cause: Cause) {
        for row in class.line.rows() {
            if row.breaker == Some(breaker) {
                self.touch(row.from_bus, cause);
                self.touch(row.to_bus, cause);
            }
        }
        for row in class.source.rows() {
            if row.breaker == breaker {
                self.touch(row.bus, cause);
            }
        }
    }
}
