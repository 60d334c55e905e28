//! The truth, for the flight director alone: what is so, whoever knows it or not. Nobody aboard is ever given this.

use super::people::{Vitality, vitality};
use crate::core::Phase;
use crate::crew::Task;
use crate::id::{CompartmentId, PersonId};
use crate::world::World;
use qd_physics::constants::STANDARD_GRAVITY_M_S2;
use serde::{Deserialize, Serialize};

/// Share of nominal voltage from which a load counts as live.
const LIVE_PU: f64 = 0.8;

/// Everything as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Truth {
    /// The ship as a whole.
    pub ship: ShipTruth,
    /// Every room.
    pub rooms: Vec<RoomTruth>,
    /// Everybody.
    pub people: Vec<PersonTruth>,
}

/// The ship as she is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShipTruth {
    /// Altitude, m.
    pub altitude_m: f64,
    /// Speed through the air, m/s.
    pub airspeed_m_s: f64,
    /// Rate of altitude, m/s.
    pub climb_rate_m_s: f64,
    /// Load felt at the centre of mass, g0.
    pub felt_g: f64,
    /// Time to the ground on the path predicted, s; none when it does not come to that.
    pub to_ground_s: Option<f64>,
    /// Time after which nothing keeps her off the ground, s.
    pub to_no_return_s: Option<f64>,
    /// Hottest skin, K.
    pub skin_temperature_k: f64,
    /// Share of the rated load that has voltage, 0..=1.
    pub grid_live: f64,
    /// How the core stands.
    pub core_phase: Phase,
    /// Distance of her elements from line, m.
    pub core_offset_m: f64,
    /// Who has the conn.
    pub conn_person: Option<PersonId>,
    /// Out of danger.
    pub is_safe: bool,
    /// Lost.
    pub is_lost: bool,
}

/// A room as it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoomTruth {
    /// Which.
    pub compartment: CompartmentId,
    /// Pressure, kPa.
    pub pressure_kpa: f64,
    /// Partial pressure of oxygen, kPa.
    pub oxygen_kpa: f64,
    /// Temperature of the air, K.
    pub temperature_k: f64,
    /// Dose rate, Gy/s.
    pub dose_rate_gy_s: f64,
    /// Share of work light, 0..=1.
    pub light: f64,
}

/// Somebody as they are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonTruth {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub compartment: CompartmentId,
    /// How they are.
    pub vitality: Vitality,
    /// Dose so far, Gy.
    pub dose_gy: f64,
    /// What they work at.
    pub task: Option<Task>,
    /// On the way somewhere.
    pub walks: bool,
    /// A player speaks for them.
    pub guided: bool,
}

/// What is so.
#[must_use]
pub fn truth(world: &World) -> Truth {
    Truth { ship: ship(world), rooms: rooms(world), people: people(world) }
}

fn ship(world: &World) -> ShipTruth {
    let motion = &world.flows.motion;
    let prediction = &world.flight.prediction;
    let skin_k = world.flows.skin_temperature_k.iter().map(|(_, skin_k)| *skin_k);
    ShipTruth {
        altitude_m: motion.altitude_m,
        airspeed_m_s: motion.airspeed_m_s,
        climb_rate_m_s: motion.climb_rate_m_s,
        felt_g: motion.felt_body_m_s2.length() / STANDARD_GRAVITY_M_S2,
        to_ground_s: prediction.to_ground_s,
        to_no_return_s: prediction.to_no_return_s,
        skin_temperature_k: skin_k.fold(0.0, f64::max),
        grid_live: grid_live(world),
        core_phase: world.core.phase,
        core_offset_m: world.core.offset_size_m(),
        conn_person: world.command.conn_person,
        is_safe: world.flight.out_of_danger().is_some(),
        is_lost: world.hull.lost.is_some(),
    }
}

/// Share of the rated load that has voltage, 0..=1.
#[must_use]
pub fn grid_live(world: &World) -> f64 {
    let (mut live_w, mut rated_w) = (0.0, 0.0);
    for (load, row) in world.class.power.load.iter() {
        rated_w += row.rated_w;
        if world.flows.supply[load].voltage_pu > LIVE_PU {
            live_w += row.rated_w;
        }
    }
    if rated_w > 0.0 { live_w / rated_w } else { 0.0 }
}

fn rooms(world: &World) -> Vec<RoomTruth> {
    let plan = &world.class.deckplan;
    let room = |compartment: CompartmentId| {
        let breath = world.air.breath(plan, compartment);
        RoomTruth {
            compartment,
            pressure_kpa: breath.pressure_pa / 1000.0,
            oxygen_kpa: breath.oxygen_pa / 1000.0,
            temperature_k: breath.temperature_k,
            dose_rate_gy_s: world.flows.dose_rate_gy_s[compartment],
            light: world.flows.light[compartment],
        }
    };
    world.air.room.ids().map(room).collect()
}

fn people(world: &World) -> Vec<PersonTruth> {
    let people = world.crew.person.iter().map(|(person, who)| PersonTruth {
        person,
        compartment: who.compartment,
        vitality: vitality(world, person),
        dose_gy: who.body.dose_gy,
        task: who.job.as_ref().map(|job| job.task),
        walks: who.walk.is_some(),
        guided: who.guided,
    });
    people.collect()
}
