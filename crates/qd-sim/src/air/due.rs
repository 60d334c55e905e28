//! What flows into the compartments in every tick, kept until the next step of the air: power that changes within
//! a step is neither lost nor made up.

use super::{Air, Room};
use crate::class::ShipClass;
use crate::flows::Flows;
use crate::id::{CompartmentId, Table};
use crate::{TICK_S, air::flow};
use serde::{Deserialize, Serialize};

/// What has come to one compartment since the last step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Due {
    /// Heat of loads, cables, machines, lamps and the skin, J.
    pub heat_j: f64,
    /// Contaminant released, units.
    pub contaminant: f64,
    /// Air drawn through filters, m³.
    pub filter_m3: f64,
    /// Hot gas blown in, kg.
    pub hot_gas_kg: f64,
}

impl Air {
    /// Notes what flows in this tick.
    pub(super) fn gather(&mut self, flows: &mut Flows, class: &ShipClass) {
        let mut electric_w = 0.0;
        // Row by row in step: this is done in every tick.
        let heats = flows.electric_heat_w.rows().iter().zip(flows.machine_heat_w.rows());
        let heats = heats.zip(flows.hull_heat_w.rows());
        let stuff = flows.contaminant_release_per_s.rows().iter().zip(flows.filter_flow_m3_s.rows());
        let stuff = stuff.zip(flows.hot_gas_kg_s.rows());
        for ((due, ((electric, machine), hull)), ((released, filtered), gas)) in
            self.due.rows_mut().iter_mut().zip(heats).zip(stuff)
        {
            electric_w += electric;
            // Machines stand on the structure and warm it first; so does the skin.
            due.heat_j += (electric + machine + hull) * TICK_S;
            due.contaminant += released * TICK_S;
            due.filter_m3 += filtered * TICK_S;
            due.hot_gas_kg += gas * TICK_S;
        }
        self.ledger.electric_j += electric_w * TICK_S;
        for circuit in &class.air.lighting {
            // The light itself ends as heat on the walls that it falls on.
            if circuit.compartments.is_empty() {
                continue;
            }
            let light_w = flows.supply[circuit.load].take();
            if light_w > 0.0 {
                let each_j = light_w * TICK_S / circuit.compartments.len() as f64;
                for &id in &circuit.compartments {
                    self.due[id].heat_j += each_j;
                }
            }
        }
        for (plant, state) in class.air.plant.iter().zip(&mut self.plant) {
            let supply = &mut flows.supply[plant.climate_load];
            // A cooler's own power goes with the heat that it moves.
            if state.climate_wanted_w > 0.0 {
                state.heater_j += supply.take() * TICK_S;
            }
            // What does nothing with its power cools nothing either.
            let works_w = if supply.function > 0.0 { supply.delivered_w } else { 0.0 };
            state.cooler_j += works_w * plant.cooling_ratio * TICK_S;
        }
    }

    /// Lets all of it in; then breath, and heat between gas and walls.
    pub(super) fn take_due(&mut self, flows: &Flows, class: &ShipClass, dt_s: f64) {
        let ledger = &mut self.ledger;
        for (id, room) in self.room.iter_mut() {
            let due = std::mem::take(&mut self.due[id]);
            let walls_j_k = walls_j_k(class, id);
            room.warm_walls(due.heat_j, walls_j_k, ledger);
            room.breathe(dt_s, ledger);
            if due.contaminant > 0.0 {
                room.gas.contaminant += due.contaminant;
                ledger.contaminant.book(due.contaminant);
            }
            if due.filter_m3 > 0.0 {
                room.filter(due.filter_m3, ledger);
            }
            if due.hot_gas_kg > 0.0 {
                let temperature_k = flows.hot_gas_temperature_k.clamp(50.0, 12_000.0);
                let mass_kg = due.hot_gas_kg.min(flow::room_left_kg(room, temperature_k, &flows.motion));
                flow::blow_in(room, mass_kg, temperature_k, ledger);
            }
            room.pass_heat(walls_j_k, class.air.wall_w_m2_k, dt_s);
        }
    }
}

/// Heat capacity of a compartment's walls and fittings, J/K.
pub(super) fn walls_j_k(class: &ShipClass, id: CompartmentId) -> f64 {
    class.deckplan.compartment[id].structure_heat_j_k.max(1.0)
}

/// Nothing due anywhere.
pub(super) fn nothing(room: &Table<CompartmentId, Room>) -> Table<CompartmentId, Due> {
    Table::like(room, |_| Due::default())
}
