//! Compartments of gas and warmth: doors, ducts with fans, scrubbers, oxygen, heaters, lights, leaks, wounds.
//!
//! Consumes: power, waste heat, contaminant released, filters, wounds, hot gas, doors, breath of the people in
//! each compartment. Gives: what is breathed, structure temperatures, light, time left.
//! Layout: `class` what never changes, `gas` one room's content, `flow` between rooms and to the outside,
//! `plant` the machines, `ledger` the accounts, `read` what instruments and people may read.
//! Law: `docs/laws/air.md`.

use crate::class::{Scenario, ShipClass};
use crate::crew::Crew;
use crate::crew::gravity::apparent_body_m_s2;
use crate::deckplan::Deckplan;
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::{CompartmentId, Id as _, LoadId, PersonId, PortalId, Table};
use crate::order::Reason;
use crate::world::{Given, Tick, World};
use crate::{Cause, Law, TICK_S};
use glam::DVec3;
use serde::{Deserialize, Serialize};

mod class;
mod due;
mod flow;
mod gas;
mod ledger;
mod plant;
mod read;
#[cfg(test)]
mod tests;

pub use class::{Class, Initial, InitialRoom, Leak, Lighting, Plant};
pub use due::Due;
pub use gas::{Gas, Room};
pub use ledger::Ledger;
pub use read::{Breath, TimeLeft};

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Air {
    /// What is in each compartment.
    pub room: Table<CompartmentId, Room>,
    /// Each plant of the class, in order.
    pub plant: Vec<PlantState>,
    /// Temperature that plants hold, K.
    pub set_temperature_k: f64,
    /// What has flowed into each compartment since the last step.
    pub due: Table<CompartmentId, Due>,
    /// What came into the ship's air and went out of it since the start.
    pub ledger: Ledger,
}

/// A life-support plant now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlantState {
    /// Switched on.
    pub on: bool,
    /// Oxygen left, mol.
    pub oxygen_mol: f64,
    /// Nitrogen left, mol.
    pub nitrogen_mol: f64,
    /// Heat that the thermostat asks for, W; negative to cool.
    pub climate_wanted_w: f64,
    /// Heat that the heater has made since the last step, J.
    pub heater_j: f64,
    /// Heat that the cooler could have moved since the last step, J.
    pub cooler_j: f64,
    /// Share of full function of the fan when last looked at, 0..=1.
    pub fan: f64,
    /// Share of full function of the scrubber, 0..=1.
    pub scrubber: f64,
    /// Why it stands so.
    pub cause: Cause,
}

/// What can be ordered here. Every variant is struct-like (braces even when empty).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// Start or stop a plant, named by its fan.
    RunPlant {
        /// Its fan.
        fan_load: LoadId,
        /// Start, or stop.
        on: bool,
    },
    /// Shut the duct dampers of a compartment, or open them: shut, no plant reaches it and nothing spreads from it.
    SetVents {
        /// Which.
        compartment: CompartmentId,
        /// Open, or shut.
        open: bool,
    },
    /// Temperature that plants are to hold.
    SetTemperature {
        /// 278 to 308 K.
        temperature_k: f64,
    },
}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A plant no longer moves air.
    PlantStopped {
        /// Its fan.
        fan_load: LoadId,
    },
    /// A plant moves air again.
    PlantStarted {
        /// Its fan.
        fan_load: LoadId,
    },
    /// A plant's oxygen is spent.
    OxygenSpent {
        /// Its fan.
        fan_load: LoadId,
    },
    /// The dampers of a compartment were shut or opened.
    VentsSet {
        /// Which.
        compartment: CompartmentId,
        /// Open.
        open: bool,
    },
    /// What a compartment holds has crossed a limit.
    AirChanged {
        /// Which.
        compartment: CompartmentId,
        /// From.
        from: Condition,
        /// To.
        to: Condition,
    },
}

/// What is worst about a compartment's air.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Fit to live in.
    #[default]
    Good,
    /// Carbon dioxide above 2 kPa.
    Stale,
    /// Below 278 K.
    Cold,
    /// Above 313 K.
    Hot,
    /// Oxygen below 14 kPa.
    Thin,
    /// Above 373 K.
    Scorching,
    /// Pressure below 20 kPa.
    Vented,
}

/// Ticks between two steps of the air.
const PERIOD: u32 = 5;
/// Length of a step, s.
const STEP_S: f64 = PERIOD as f64 * TICK_S;
/// Steps between two looks at people, trends and limits.
const LOOK_STEPS: u32 = 4;
/// Time over which trends are taken, s.
const TREND_S: f64 = 30.0;

impl Air {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(class: &ShipClass, scenario: &Scenario) -> Self {
        let (law, initial) = (&class.air, &scenario.air);
        let mut room = Table::like(&class.deckplan.compartment, |id| {
            let volume_m3 = class.deckplan.compartment[id].gas_volume_m3();
            let share = law.oxygen_pa / law.pressure_pa;
            Room::new(Gas::air(law.pressure_pa, volume_m3, law.temperature_k, share, 0.0005), volume_m3)
        });
        for wanted in &initial.room {
            let volume_m3 = room[wanted.compartment].volume_m3;
            let mut gas = Gas::air(
                wanted.pressure_pa.unwrap_or(law.pressure_pa),
                volume_m3,
                wanted.temperature_k.unwrap_or(law.temperature_k),
                wanted.oxygen_share.unwrap_or(law.oxygen_pa / law.pressure_pa),
                wanted.carbon_dioxide_share.unwrap_or(0.0005),
            );
            gas.contaminant = wanted.contaminant;
            room[wanted.compartment] = Room::new(gas, volume_m3);
        }
        for leak in law.leak.iter().chain(&initial.leak) {
            room[leak.compartment].leak_m2 += leak.area_m2;
        }
        let state = |plant: &Plant| PlantState {
            on: !initial.stopped_loads.contains(&plant.fan_load),
            // Running until the first look finds otherwise, so that a sound start is no event.
            fan: f64::from(u8::from(!initial.stopped_loads.contains(&plant.fan_load))),
            oxygen_mol: plant.oxygen_mol,
            nitrogen_mol: plant.nitrogen_mol,
            ..PlantState::default()
        };
        let plant = law.plant.iter().map(state).collect();
        let due = due::nothing(&room);
        Self { room, plant, set_temperature_k: law.temperature_k, due, ledger: Ledger::default() }
    }

    /// What it wants of the grid.
    pub fn demand(&self, flows: &mut Flows, cx: &Tick<'_>) {
        self.plant_demand(&cx.class.air, flows, cx);
    }

    /// Carries out an order that passed [`check`].
    pub fn apply(&mut self, order: &Order, given: Given, _flows: &mut Flows, cx: &mut Tick<'_>) {
        match *order {
            Order::RunPlant { fan_load, on } => {
                for (plant, state) in cx.class.air.plant.iter().zip(&mut self.plant) {
                    if plant.fan_load == fan_load {
                        state.on = on;
                        state.cause = given.cause;
                    }
                }
            }
            Order::SetVents { compartment, open } => {
                self.room[compartment].vents_open = open;
                cx.push(EventKind::Air(Event::VentsSet { compartment, open }), &[given.cause]);
            }
            Order::SetTemperature { temperature_k } => self.set_temperature_k = temperature_k,
        }
        cx.push(EventKind::Order(crate::order::Event::Achieved { order: given.order }), &[given.cause]);
    }

    /// One tick: what flows in is noted, and four times a second it is let in and spreads.
    pub fn step(&mut self, deckplan: &Deckplan, crew: &Crew, flows: &mut Flows, cx: &mut Tick<'_>) {
        self.gather(flows, cx.class);
        if !cx.every(PERIOD, 2) {
            return;
        }
        let step = cx.tick / PERIOD;
        if step.is_multiple_of(LOOK_STEPS) {
            self.count_people(crew);
        }
        self.take_due(flows, cx.class, STEP_S);
        self.run_plants(flows, STEP_S, cx);
        for room in self.room.rows_mut() {
            room.settle();
        }
        self.openings(deckplan, flows, cx.class, step % 2 == 1);
        self.lights(flows, cx.class);
        for (id, room) in self.room.iter() {
            flows.structure_temperature_k[id] = room.structure_k;
            flows.inside_pressure_pa[id] = room.pressure_pa;
            flows.air_cause[id] = room.cause;
        }
        if step.is_multiple_of(LOOK_STEPS) {
            self.look(deckplan, flows, f64::from(LOOK_STEPS) * STEP_S, cx);
        }
    }

    /// Who breathes where.
    fn count_people(&mut self, crew: &Crew) {
        for room in self.room.rows_mut() {
            room.breath_w = 0.0;
        }
        for person in crew.person.rows() {
            if person.body.alive && self.room.get(person.compartment).is_some() {
                self.room[person.compartment].breath_w += person.body.metabolic_w;
            }
        }
    }

    /// Doors, wounds and seams.
    fn openings(&mut self, deckplan: &Deckplan, flows: &Flows, class: &ShipClass, backward: bool) {
        let weight_m_s2 = apparent_body_m_s2(flows, DVec3::ZERO).length();
        let passing = flow::Passing::new(weight_m_s2, STEP_S);
        let portals = &class.deckplan.portal;
        for place in 0..portals.len().min(deckplan.portal.len()) {
            let id: PortalId = flow::turned(portals.len().min(deckplan.portal.len()), place, backward);
            let row = &portals[id];
            let area_m2 = deckplan.portal[id].open * row.area_m2;
            if area_m2 > 0.0 {
                flow::through_door(
                    &mut self.room,
                    row.from_compartment,
                    row.to_compartment,
                    area_m2,
                    &passing,
                );
            }
        }
        for (id, room) in self.room.iter_mut() {
            let area_m2 = room.leak_m2 + flows.wound_area_m2[id];
            if area_m2 > 0.0 {
                let inward = flows.hot_gas_kg_s[id] <= 0.0;
                flow::to_outside(room, area_m2, &flows.motion, inward, &passing, &mut self.ledger);
            }
        }
    }

    /// Work light by the brightest circuit that reaches a compartment.
    fn lights(&self, flows: &mut Flows, class: &ShipClass) {
        if class.air.lighting.is_empty() {
            return;
        }
        flows.light.fill(0.0);
        for circuit in &class.air.lighting {
            let brightness = circuit.brightness * flows.supply[circuit.load].function;
            for &id in &circuit.compartments {
                flows.light[id] = flows.light[id].max(brightness);
            }
        }
    }

    /// The last change of a thinner room that stands open to this one.
    fn beyond(&self, id: CompartmentId, deckplan: &Deckplan, class: &ShipClass) -> Option<Cause> {
        let here_pa = self.room[id].pressure_pa;
        if here_pa > 0.95 * class.air.pressure_pa {
            return None;
        }
        let portals = class.deckplan.portal.iter().filter(|(portal, _)| deckplan.portal[*portal].open > 0.0);
        let others = portals.filter_map(|(_, row)| match (row.from_compartment, row.to_compartment) {
            (from, to) if from == id => Some(to),
            (from, to) if to == id => Some(from),
            _ => None,
        });
        let thinner = others.map(|other| &self.room[other]).filter(|other| other.pressure_pa < here_pa);
        thinner.min_by(|one, other| one.pressure_pa.total_cmp(&other.pressure_pa)).map(|room| room.cause)
    }

    /// Trends, and events where a limit is crossed.
    fn look(&mut self, deckplan: &Deckplan, flows: &Flows, dt_s: f64, cx: &mut Tick<'_>) {
        for at in 0..self.room.len() {
            let id = CompartmentId::from_index(at);
            let beyond = self.beyond(id, deckplan, cx.class);
            let room = &mut self.room[id];
            room.follow(dt_s);
            let found = room.judge();
            if found == room.condition {
                continue;
            }
            let mut causes = whence(id, found, room, flows);
            causes.extend(beyond.filter(|_| matches!(found, Condition::Thin | Condition::Vented)));
            let plant = cx.class.air.plant.iter().position(|plant| plant.compartments.contains(&id));
            if let Some(stopped) = plant.map(|place| self.plant[place]).filter(|plant| plant.fan <= 0.05) {
                causes.push(stopped.cause);
            }
            if room.condition != Condition::Good {
                causes.push(room.cause);
            }
            let event = Event::AirChanged { compartment: id, from: room.condition, to: found };
            room.condition = found;
            room.cause = cx.push(EventKind::Air(event), &causes);
        }
    }
}

/// Where a change of the air comes from: the hole it left by or the fire came in by, the room it went into, the skin
/// that glows; and the law by which.
fn whence(id: CompartmentId, found: Condition, room: &Room, flows: &Flows) -> Vec<Cause> {
    // What is good again comes back the way it went: warmth by the walls, breath by the plants, pressure by gas.
    let what = if found == Condition::Good { room.condition } else { found };
    let chilled = what == Condition::Cold && room.pressure_pa < 80_000.0;
    let law = match what {
        Condition::Scorching if flows.hot_gas_kg_s[id] > 0.0 => Law::EntryHeating,
        // Gas that rushes out chills what it leaves behind.
        Condition::Hot | Condition::Cold | Condition::Scorching if !chilled => Law::Conduction,
        Condition::Stale => Law::Respiration,
        _ => Law::GasFlow,
    };
    let mut causes = vec![Cause::Law(law)];
    if found == Condition::Good {
        return causes;
    }
    if law == Law::GasFlow || law == Law::EntryHeating {
        let holes = flows.wounds.iter().filter(|wound| wound.compartment == id);
        causes.extend(holes.map(|wound| wound.cause).next_back());
    }
    if law == Law::Conduction && flows.hull_heat_w[id] > 0.0 {
        causes.push(flows.skin_cause);
    }
    causes
}

/// Whether an order would be kept now.
///
/// # Errors
/// The reason against it.
pub fn check(world: &World, _by: PersonId, order: &Order) -> Result<(), Reason> {
    match *order {
        Order::RunPlant { fan_load, .. } => {
            let known = world.class.air.plant.iter().any(|plant| plant.fan_load == fan_load);
            known
                .then_some(())
                .ok_or_else(|| Reason::new("no_such_plant", "no life-support plant has that fan"))
        }
        Order::SetVents { compartment, .. } => {
            let known = world.air.room.get(compartment).is_some();
            known
                .then_some(())
                .ok_or_else(|| Reason::new("no_such_compartment", "there is no such compartment"))
        }
        Order::SetTemperature { temperature_k } if (278.0..=308.0).contains(&temperature_k) => Ok(()),
        Order::SetTemperature { .. } => {
            Err(Reason::new("out_of_range", "plants hold 278 to 308 K, 5 to 35 degrees"))
        }
    }
}
