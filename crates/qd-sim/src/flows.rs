//! Every quantity that passes between departments, with its one writer. A department reads what was written
//! earlier in the tick; what is read before its writer's turn is last tick's value and says so.
//!
//! Departments never reach into each other for anything else, except to read public state of `deckplan` (where
//! things are), `air` (what is breathed), `crew` (who is where) and `comms` (who knows what).

use crate::cause::Cause;
use crate::class::ShipClass;
use crate::id::{CompartmentId, EngineId, FacingId, LoadId, PersonId, PortalId, SeatId, Table, ZoneId};
use glam::{DQuat, DVec3};
use serde::{Deserialize, Serialize};

/// What the grid gives one load.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Supply {
    /// Power wanted, W.
    pub demand_w: f64,
    /// Power delivered, W.
    pub delivered_w: f64,
    /// The part of it that does not warm its room, W: what its department may make something of (a field, light, heat
    /// elsewhere).
    pub useful_w: f64,
    /// What of that its department has taken up, W; the coolant loop carries off the rest. The load's department, in its
    /// turn of the tick.
    pub taken_w: f64,
    /// Share of full function in 0..=1 that the device reaches with it, by its brown-out behaviour: 0 dead.
    pub function: f64,
    /// Voltage of its bus over nominal.
    pub voltage_pu: f64,
    /// Why it has this much.
    pub cause: Cause,
}

impl Supply {
    /// Takes up all that is useful; gives it, W.
    pub fn take(&mut self) -> f64 {
        self.taken_w = self.useful_w;
        self.useful_w
    }
}

/// Where the ship is and how she moves; written by `flight`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Motion {
    /// Height over the ellipsoid, m.
    pub altitude_m: f64,
    /// Speed relative to the co-rotating air, m/s.
    pub airspeed_m_s: f64,
    /// Inertial speed, m/s.
    pub speed_inertial_m_s: f64,
    /// Rate of altitude, m/s.
    pub climb_rate_m_s: f64,
    /// Density of the air outside, kg/m³.
    pub air_density_kg_m3: f64,
    /// Pressure of the air outside, Pa.
    pub air_pressure_pa: f64,
    /// Temperature of the air outside, K.
    pub air_temperature_k: f64,
    /// Direction from which the air comes, unit vector in body axes (zero at rest).
    pub wind_body: DVec3,
    /// Dynamic pressure, Pa.
    pub dynamic_pressure_pa: f64,
    /// Felt acceleration of the ship's centre of mass (no gravity), body axes, m/s².
    pub felt_body_m_s2: DVec3,
    /// Angular velocity, body axes, rad/s.
    pub turn_body_rad_s: DVec3,
    /// Angular acceleration, body axes, rad/s².
    pub turn_rate_body_rad_s2: DVec3,
    /// Rotation that takes body vectors to inertial ones.
    pub inertial_from_body: DQuat,
    /// True once she has struck the ground.
    pub ground_contact: bool,
}

impl Default for Motion {
    fn default() -> Self {
        Self {
            altitude_m: 0.0,
            airspeed_m_s: 0.0,
            speed_inertial_m_s: 0.0,
            climb_rate_m_s: 0.0,
            air_density_kg_m3: 0.0,
            air_pressure_pa: 0.0,
            air_temperature_k: 0.0,
            wind_body: DVec3::ZERO,
            dynamic_pressure_pa: 0.0,
            felt_body_m_s2: DVec3::ZERO,
            turn_body_rad_s: DVec3::ZERO,
            turn_rate_body_rad_s2: DVec3::ZERO,
            inertial_from_body: DQuat::IDENTITY,
            ground_contact: false,
        }
    }
}

impl Motion {
    /// Felt acceleration at a station, m/s², body axes; `station_body_m` from the centre of mass. Turning adds
    /// its centripetal and its angular part.
    #[must_use]
    pub fn felt_at_body_m_s2(&self, station_body_m: DVec3) -> DVec3 {
        self.felt_body_m_s2
            + self.turn_rate_body_rad_s2.cross(station_body_m)
            + self.turn_body_rad_s.cross(self.turn_body_rad_s.cross(station_body_m))
    }
}

/// A hole in the skin.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wound {
    /// The zone of the skin it is in.
    pub zone: ZoneId,
    /// The compartment it opens.
    pub compartment: CompartmentId,
    /// Its area, m².
    pub area_m2: f64,
    /// The event of its opening; those of the start have none.
    #[serde(default)]
    pub cause: Cause,
}

/// Work that a person does at something this tick; written by `crew` (tasks), used by the department concerned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// Who works.
    pub person: PersonId,
    /// At what.
    pub task: crate::crew::Task,
    /// Seconds of standard work done in this tick: `dt` for a fully fit, fully skilled person, less for others.
    pub effort_s: f64,
    /// How well it is done, 0..=1, from skill and fitness: sets the error left behind.
    pub quality: f64,
    /// The event of the person's starting.
    pub cause: Cause,
}

/// How a piece of work stands; written by the department that owns the thing, read by `crew` next tick.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkStand {
    /// Who works.
    pub person: PersonId,
    /// Standard seconds left; 0 when done.
    pub left_s: f64,
    /// Why it cannot go on, if it cannot.
    pub blocked: Option<crate::order::Reason>,
    /// The event of its end, once done.
    pub cause: Cause,
}

/// Something to be said aloud.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speech {
    /// Who speaks.
    pub by_person: PersonId,
    /// Somebody it must reach, wherever they are: by intercom or communicator when voice does not carry.
    pub to_person: Option<PersonId>,
    /// In every compartment whose intercom has power.
    pub to_all: bool,
    /// What.
    pub message: crate::comms::Message,
    /// From what it follows.
    pub cause: Cause,
}

/// Something that somebody heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hearing {
    /// Who heard it.
    pub person: PersonId,
    /// Who spoke.
    pub by_person: PersonId,
    /// What.
    pub message: crate::comms::Message,
    /// The event of its being said.
    pub cause: Cause,
}

/// A hand at a door: on its button, or at its crank when it has no power; written by `crew`, used by `deckplan`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hand {
    /// The door.
    pub portal: PortalId,
    /// Whose.
    pub person: PersonId,
    /// To open it, or to shut it.
    pub open: bool,
    /// Only to get through: an automatic door shuts again by itself.
    pub passing: bool,
    /// Strength, 0..=1 of one strong person's; hands add up.
    pub strength: f64,
    /// Why.
    pub cause: Cause,
}

/// All that flows. Field by field: unit, writer -> readers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flows {
    /// What each load wants, W. Every department in its `demand` -> `power`.
    pub demand_w: Table<LoadId, f64>,
    /// What each load gets. `power` -> all.
    pub supply: Table<LoadId, Supply>,
    /// Heat that loads, cables and batteries give off in each compartment, W. `power` -> `air`.
    pub electric_heat_w: Table<CompartmentId, f64>,
    /// Electric power that the core's generator could make now, W. `core` -> `power` (next tick).
    pub core_electric_available_w: f64,
    /// Electric power taken from the core's generator, W. `power` -> `core`.
    pub core_electric_drawn_w: f64,
    /// Why the core gives what it gives. `core` -> `power` (next tick), `engines`.
    pub core_cause: Cause,
    /// Plasma power on offer to the engines, W. `core` -> `engines`.
    pub plasma_available_w: f64,
    /// Plasma power the engines take, W. `engines` -> `core` (next tick).
    pub plasma_drawn_w: f64,
    /// Heat into each compartment from machines that are not electric loads (core, ducts), W. `core` -> `air`.
    pub machine_heat_w: Table<CompartmentId, f64>,
    /// Heat that the core's coolant carries to the ship's heat sink, W. `core` -> `heat`.
    pub coolant_heat_w: f64,
    /// What loads turn neither into heat of their rooms nor into what their departments make, W, in the last tick: the
    /// coolant loop carries it off. `power` -> `heat`.
    pub loop_heat_w: f64,
    /// Heat that coolers take out of the air into the coolant loop, W. `air` -> `heat` (next tick).
    pub climate_heat_w: f64,
    /// Temperature of the heat sink, K. `heat` -> `core` (next tick).
    pub sink_temperature_k: f64,
    /// Gamma source strength of machines in each compartment, Gy m²/s (dose rate at 1 m); `radiation` adds the
    /// contaminant in the air. `core` -> `radiation`.
    pub gamma_source_gy_m2_s: Table<CompartmentId, f64>,
    /// Contaminant released into each compartment's air, units/s. `core` -> `air`.
    pub contaminant_release_per_s: Table<CompartmentId, f64>,
    /// Air drawn from each compartment through decontamination filters, m³/s. `core` -> `air`.
    pub filter_flow_m3_s: Table<CompartmentId, f64>,
    /// Energy that a breach of the core sets free in this tick, J; 0 without one. `core` -> `hull`.
    pub breach_energy_j: f64,
    /// Why radiation stands as it does. `core` -> `radiation`, `crew`, `instruments`.
    pub radiation_cause: Cause,
    /// Thrust of all main engines, body axes, N. `engines` -> `flight`.
    pub thrust_body_n: DVec3,
    /// Moment of all main engines about the centre of mass, body axes, N m. `engines` -> `flight`.
    pub thrust_moment_body_n_m: DVec3,
    /// Why the engines push as they do. `engines` -> `flight`.
    pub thrust_cause: Cause,
    /// Propellant mass spent by the engines, kg/s. `engines` -> `flight`.
    pub engine_mass_flow_kg_s: f64,
    /// Moment that attitude control wants of the gimbals, body axes, N m. `flight` -> `engines` (next tick).
    pub moment_wanted_body_n_m: DVec3,
    /// Thrust that the engines could give with the plasma on offer, N. `engines` -> `flight`.
    pub thrust_ready_n: f64,
    /// Throttle achieved by each engine, 0..=1. `engines` -> views.
    pub engine_output: Table<EngineId, f64>,
    /// Share of entry heat that each facing lets through, 0..=1. `shields` -> `heat`.
    pub shield_heat_passed: Table<FacingId, f64>,
    /// Heat that fell on each facing, W. `heat` -> `shields` (next tick).
    pub shield_heat_load_w: Table<FacingId, f64>,
    /// Where she is and how she moves. `flight` -> `hull`, `heat`, `air`, `crew`, `instruments`.
    pub motion: Motion,
    /// Why she moves and is loaded so: the last step of load, else the air she came into. `flight` -> `hull`, `heat`.
    pub motion_cause: Cause,
    /// The last event of a skin that glows. `heat` -> `hull` (next tick).
    pub skin_cause: Cause,
    /// Skin temperature by zone, K. `heat` -> `hull`, `instruments`.
    pub skin_temperature_k: Table<ZoneId, f64>,
    /// Heat from skin and hot gas into each compartment's structure, W (negative outward). `heat` -> `air`.
    pub hull_heat_w: Table<CompartmentId, f64>,
    /// Hot gas blown in through wounds, kg/s. `heat` -> `air`.
    pub hot_gas_kg_s: Table<CompartmentId, f64>,
    /// Temperature of that gas, K. `heat` -> `air`, `crew`.
    pub hot_gas_temperature_k: f64,
    /// Holes burnt through since last tick. `heat` -> `hull`.
    pub burnt: Vec<Wound>,
    /// Every hole in the skin. `hull` -> `heat` (next tick).
    pub wounds: Vec<Wound>,
    /// Area open to the outside, m². `hull` -> `air`.
    pub wound_area_m2: Table<CompartmentId, f64>,
    /// Temperature of each compartment's structure, K. `air` -> `heat`, `power` (next tick).
    pub structure_temperature_k: Table<CompartmentId, f64>,
    /// What last moved each compartment's air across a limit. `air` -> `power` (next tick).
    pub air_cause: Table<CompartmentId, Cause>,
    /// Pressure in each compartment, Pa. `air` -> `heat` (next tick).
    pub inside_pressure_pa: Table<CompartmentId, f64>,
    /// Dose rate in each compartment, Gy/s. `radiation` -> `crew`, `instruments`.
    pub dose_rate_gy_s: Table<CompartmentId, f64>,
    /// Doors held shut against everybody (interlock), and why. `core` -> `deckplan`.
    pub portal_held: Table<PortalId, Option<Cause>>,
    /// Share of work light in each compartment, 0..=1. `air` -> `crew` (tasks).
    pub light: Table<CompartmentId, f64>,
    /// Gravity plating's share of function, 0..=1, and the dampers'. `crew` reads; written by `crew` from its loads.
    pub plating: f64,
    /// Share of felt acceleration that the dampers take away, 0..=1 (stated fiction). `crew`.
    pub damping: f64,
    /// Work done by people this tick. `crew` -> the departments.
    pub work: Vec<Work>,
    /// How that work stands. The departments -> `crew` (next tick).
    pub work_stands: Vec<WorkStand>,
    /// Hands at doors. `crew` -> `deckplan` (next tick).
    pub hands: Vec<Hand>,
    /// Who sits where, fit to work it. `command` -> views, authority.
    pub seat_holder: Table<SeatId, Option<PersonId>>,
    /// What is to be said, and waits until its speaker has said what comes before. `command`, `crew` (last tick's) -> `comms`.
    pub speech: Vec<Speech>,
    /// Orders and requests that were heard. `comms` -> `command` (next tick).
    pub heard: Vec<Hearing>,
}

impl Flows {
    /// Nothing flowing yet.
    #[must_use]
    pub fn new(class: &ShipClass) -> Self {
        let compartments = &class.deckplan.compartment;
        let zero = || Table::like(compartments, |_| 0.0);
        Self {
            demand_w: Table::like(&class.power.load, |_| 0.0),
            supply: Table::like(&class.power.load, |_| Supply::default()),
            electric_heat_w: zero(),
            core_electric_available_w: 0.0,
            core_electric_drawn_w: 0.0,
            core_cause: Cause::Initial,
            plasma_available_w: 0.0,
            plasma_drawn_w: 0.0,
            machine_heat_w: zero(),
            coolant_heat_w: 0.0,
            loop_heat_w: 0.0,
            climate_heat_w: 0.0,
            sink_temperature_k: crate::heat::SINK_START_K,
            gamma_source_gy_m2_s: zero(),
            contaminant_release_per_s: zero(),
            filter_flow_m3_s: zero(),
            breach_energy_j: 0.0,
            radiation_cause: Cause::Initial,
            thrust_body_n: DVec3::ZERO,
            thrust_moment_body_n_m: DVec3::ZERO,
            thrust_cause: Cause::Initial,
            engine_mass_flow_kg_s: 0.0,
            moment_wanted_body_n_m: DVec3::ZERO,
            thrust_ready_n: 0.0,
            engine_output: Table::like(&class.engines.engine, |_| 0.0),
            shield_heat_passed: Table::like(&class.shields.facing, |_| 1.0),
            shield_heat_load_w: Table::like(&class.shields.facing, |_| 0.0),
            motion: Motion::default(),
            motion_cause: Cause::Law(crate::cause::Law::Gravity),
            skin_cause: Cause::Law(crate::cause::Law::EntryHeating),
            skin_temperature_k: Table::like(&class.heat.zone, |_| 290.0),
            hull_heat_w: zero(),
            hot_gas_kg_s: zero(),
            hot_gas_temperature_k: 290.0,
            burnt: Vec::new(),
            wounds: Vec::new(),
            wound_area_m2: zero(),
            structure_temperature_k: Table::like(compartments, |_| 293.15),
            air_cause: Table::like(compartments, |_| Cause::Initial),
            inside_pressure_pa: Table::like(compartments, |_| 101_325.0),
            dose_rate_gy_s: zero(),
            portal_held: Table::like(&class.deckplan.portal, |_| None),
            light: Table::like(compartments, |_| 1.0),
            plating: 1.0,
            damping: 0.0,
            work: Vec::new(),
            work_stands: Vec::new(),
            hands: Vec::new(),
            seat_holder: Table::like(&class.command.seat, |_| None),
            speech: Vec::new(),
            heard: Vec::new(),
        }
    }
}
