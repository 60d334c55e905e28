//! Life-support plants: air drawn through ducts, scrubbed, topped up, warmed or cooled, and given back.
//!
//! What a plant draws from its compartments in a step is one parcel; all of it goes back, in proportion to the
//! volume drawn from each, so that ducts also spread whatever one of them holds.

use super::due::walls_j_k;
use super::ledger::Ledger;
use super::{Air, Class, Condition, Event, Gas, Plant, PlantState, Room};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::{CompartmentId, Table};
use crate::world::Tick;
use qd_physics::constants::GAS_CONSTANT_J_MOL_K;
use qd_physics::gas::HEAT_CAPACITY_VOLUME_J_MOL_K;
use std::mem::take;

/// Share of carbon dioxide taken from the air that passes a scrubber at full function (chosen).
const SCRUBBED_SHARE: f64 = 0.8;
/// Temperature of stored gas let in, K: tanks stand in the warm.
const STORE_K: f64 = 290.0;
/// Coldest and hottest air a plant blows, K (chosen).
const BLOWN_K: [f64; 2] = [280.0, 330.0];
/// How much of the difference to the set temperature the thermostat asks to make up in one pass of the air.
const THERMOSTAT_GAIN: f64 = 2.0;

impl Air {
    /// Wanted by fans, scrubbers, heaters and lights, W.
    pub(super) fn plant_demand(&self, class: &Class, flows: &mut Flows, cx: &Tick<'_>) {
        let load = &cx.class.power.load;
        for (plant, state) in class.plant.iter().zip(&self.plant) {
            let on = f64::from(u8::from(state.on));
            flows.demand_w[plant.fan_load] += on * load[plant.fan_load].rated_w;
            flows.demand_w[plant.scrubber_load] += on * load[plant.scrubber_load].rated_w;
            let useful = if state.climate_wanted_w > 0.0 {
                (1.0 - load[plant.climate_load].heat_share).max(0.05)
            } else {
                plant.cooling_ratio.max(0.1)
            };
            let wanted_w = on * state.climate_wanted_w.abs() / useful;
            flows.demand_w[plant.climate_load] += wanted_w.min(load[plant.climate_load].rated_w);
        }
        for circuit in &class.lighting {
            flows.demand_w[circuit.load] += load[circuit.load].rated_w;
        }
    }

    /// All plants over `dt_s`.
    pub(super) fn run_plants(&mut self, flows: &mut Flows, dt_s: f64, cx: &mut Tick<'_>) {
        let class = &cx.class.air;
        let mut moved_j = 0.0;
        for (plant, state) in class.plant.iter().zip(&mut self.plant) {
            look(plant, state, flows, cx);
            let (heater_j, cooler_j) = (take(&mut state.heater_j), take(&mut state.cooler_j));
            let heating = state.climate_wanted_w > 0.0;
            let passed = draw(plant, state.fan, &mut self.room, dt_s);
            let mut left_j = heater_j;
            if let Some((mut pool, drawn_m3)) = passed {
                scrub(plant, state, &mut pool, dt_s, &mut self.ledger);
                top_up(class, plant, state, &mut pool, drawn_m3, dt_s, &mut self.ledger, cx);
                let wanted_j = state.climate_wanted_w * dt_s;
                let heat_j = climate(&pool, wanted_j, heater_j, cooler_j);
                pool.energy_j += heat_j;
                self.ledger.heat_j.book(heat_j);
                left_j -= heat_j.max(0.0);
                moved_j += (-heat_j).max(0.0);
                ask_again(state, &pool, self.set_temperature_k, heat_j, dt_s);
                give_back(plant, state.fan, &mut self.room, &pool, drawn_m3, dt_s);
            } else {
                state.climate_wanted_w = 0.0;
            }
            // What the passing air does not carry off warms the room that the heater stands in. Cooling, all of it
            // goes with the heat moved into the coolant.
            if heating && left_j > 0.0 {
                let place = cx.class.power.load[plant.climate_load].compartment;
                self.room[place].warm_walls(left_j, walls_j_k(cx.class, place), &mut self.ledger);
            }
        }
        flows.climate_heat_w = moved_j / dt_s;
    }
}

fn look(plant: &Plant, state: &mut PlantState, flows: &Flows, cx: &mut Tick<'_>) {
    let supply = &flows.supply[plant.fan_load];
    let fan = if state.on { supply.function } else { 0.0 };
    if (fan > 0.05) != (state.fan > 0.05) {
        let fan_load = plant.fan_load;
        let event =
            if fan > 0.05 { Event::PlantStarted { fan_load } } else { Event::PlantStopped { fan_load } };
        let why = if state.on { supply.cause } else { state.cause };
        state.cause = cx.push(EventKind::Air(event), &[why]);
    }
    state.fan = fan;
    state.scrubber = if state.on { flows.supply[plant.scrubber_load].function } else { 0.0 };
}

/// Volume that passes the plant from one room in the step, m³; never more than a third of it. Dampers fall shut by
/// themselves where the pressure is gone, else a plant would blow the ship's air out of every wound.
fn passing_m3(plant: &Plant, fan: f64, room: &Room, dt_s: f64) -> f64 {
    if room.vents_open && room.condition != Condition::Vented {
        room.volume_m3 * (plant.changes_per_h / 3600.0 * fan * dt_s).min(0.33)
    } else {
        0.0
    }
}

fn draw(plant: &Plant, fan: f64, rooms: &mut Table<CompartmentId, Room>, dt_s: f64) -> Option<(Gas, f64)> {
    let mut pool = Gas::default();
    let mut drawn_m3 = 0.0;
    for &compartment in &plant.compartments {
        let room = &mut rooms[compartment];
        let volume_m3 = passing_m3(plant, fan, room, dt_s);
        if volume_m3 <= 0.0 {
            continue;
        }
        let parcel = room.gas.share(volume_m3 / room.volume_m3);
        room.gas.take(&parcel);
        room.booked_j -= parcel.energy_j;
        pool.add(&parcel);
        drawn_m3 += volume_m3;
    }
    (drawn_m3 > 0.0).then_some((pool, drawn_m3))
}

fn give_back(
    plant: &Plant,
    fan: f64,
    rooms: &mut Table<CompartmentId, Room>,
    pool: &Gas,
    drawn_m3: f64,
    dt_s: f64,
) {
    for &compartment in &plant.compartments {
        let room = &mut rooms[compartment];
        let volume_m3 = passing_m3(plant, fan, room, dt_s);
        if volume_m3 > 0.0 {
            let parcel = pool.share(volume_m3 / drawn_m3);
            room.gas.add(&parcel);
            room.booked_j += parcel.energy_j;
        }
    }
}

fn scrub(plant: &Plant, state: &PlantState, pool: &mut Gas, dt_s: f64, ledger: &mut Ledger) {
    let most = plant.scrubber_mol_s * state.scrubber * dt_s;
    let taken = (SCRUBBED_SHARE * state.scrubber * pool.carbon_dioxide_mol).min(most);
    if taken <= 0.0 {
        return;
    }
    let heat_j = taken * HEAT_CAPACITY_VOLUME_J_MOL_K[2] * pool.temperature_k();
    let parcel = Gas { carbon_dioxide_mol: taken, energy_j: heat_j, ..Gas::default() };
    pool.take(&parcel);
    ledger.book(&parcel, -1.0);
}

#[allow(clippy::too_many_arguments, reason = "one pass of one parcel through one machine")]
fn top_up(
    class: &Class,
    plant: &Plant,
    state: &mut PlantState,
    pool: &mut Gas,
    drawn_m3: f64,
    dt_s: f64,
    ledger: &mut Ledger,
    cx: &mut Tick<'_>,
) {
    let per_pa = drawn_m3 / (GAS_CONSTANT_J_MOL_K * pool.temperature_k().max(200.0));
    let most = plant.oxygen_mol_s * dt_s * state.fan;
    let lacking = (class.oxygen_pa * per_pa - pool.oxygen_mol).max(0.0);
    let oxygen_mol = lacking.min(most).min(state.oxygen_mol);
    let short = (class.pressure_pa * per_pa - pool.moles() - oxygen_mol).max(0.0);
    let nitrogen_mol = short.min(4.0 * most).min(state.nitrogen_mol);
    if oxygen_mol + nitrogen_mol <= 0.0 {
        return;
    }
    let had = state.oxygen_mol > 0.0;
    state.oxygen_mol -= oxygen_mol;
    state.nitrogen_mol -= nitrogen_mol;
    let mut parcel = Gas { oxygen_mol, nitrogen_mol, ..Gas::default() };
    // Let in against pressure: it brings its enthalpy.
    parcel.energy_j = (parcel.heat_capacity_j_k() + parcel.moles() * GAS_CONSTANT_J_MOL_K) * STORE_K;
    pool.add(&parcel);
    ledger.book(&parcel, 1.0);
    if had && state.oxygen_mol <= 0.0 {
        let event = EventKind::Air(Event::OxygenSpent { fan_load: plant.fan_load });
        cx.push(event, &[crate::Cause::Law(crate::Law::Respiration)]);
    }
}

/// Heat given to the air that passes, J; negative what is taken from it. Neither icy nor scorching air is blown at
/// people.
fn climate(pool: &Gas, wanted_j: f64, heater_j: f64, cooler_j: f64) -> f64 {
    let room_j = |to_k: f64| pool.heat_capacity_j_k() * (to_k - pool.temperature_k());
    if wanted_j > 0.0 {
        wanted_j.min(heater_j).min(room_j(BLOWN_K[1]).max(0.0))
    } else {
        wanted_j.max(-cooler_j).max(room_j(BLOWN_K[0]).min(0.0))
    }
}

/// What the thermostat asks for next.
fn ask_again(state: &mut PlantState, pool: &Gas, set_k: f64, heat_j: f64, dt_s: f64) {
    let missing_k = set_k - pool.temperature_k();
    let asked_w = THERMOSTAT_GAIN * missing_k * pool.heat_capacity_j_k() / dt_s;
    // What was given just now is what keeps it where it is: ask for the rest on top, slowly.
    let wanted_w = state.climate_wanted_w;
    let next_w = wanted_w + 0.05 * (asked_w + heat_j / dt_s - wanted_w);
    state.climate_wanted_w = if missing_k.abs() < 0.05 && next_w.abs() < 10.0 { 0.0 } else { next_w };
}
