//! Gas between rooms through doors, and between rooms and the outside through wounds and seams.
//!
//! Each opening is settled by itself over the step (`qd_physics::gas::pair_transfer_kg`), which never moves more
//! than equalises the two sides; the order of openings turns round every step. What moves carries its enthalpy.

use super::ledger::Ledger;
use super::{Gas, Room};
use crate::flows::Motion;
use crate::id::{CompartmentId, Id, Table};
use qd_physics::constants::{AIR_HEAT_RATIO, GAS_CONSTANT_J_MOL_K};
use qd_physics::gas::{DISCHARGE_SHARP_EDGE, Orifice, Side, doorway_exchange_m3_s, pair_transfer_kg};

/// Height of a doorway, for the buoyant exchange through it, m (chosen).
const DOORWAY_HEIGHT_M: f64 = 2.0;
/// Air exchanged through an open door without any difference of temperature, m/s (people and draughts; chosen).
const DRAUGHT_M_S: f64 = 0.05;
/// Pressure of a fast stream brought to rest over its dynamic pressure (modified Newtonian).
const STAGNATION_CP: f64 = 1.84;
/// Differences of pressure below this share are left alone: the draught through a door is larger.
const EVEN: f64 = 1e-8;

/// What every opening of a step shares.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passing {
    /// The gas law's constants.
    orifice: Orifice,
    /// Weight felt, m/s².
    gravity_m_s2: f64,
    /// Length of the step, s.
    dt_s: f64,
}

impl Passing {
    pub(super) fn new(gravity_m_s2: f64, dt_s: f64) -> Self {
        let orifice = Orifice::new(1.0, DISCHARGE_SHARP_EDGE, AIR_HEAT_RATIO).expect("constants in range");
        Self { orifice, gravity_m_s2, dt_s }
    }
}

impl Room {
    /// Pressure and temperature from moles and energy.
    pub(super) fn settle(&mut self) {
        self.temperature_k = self.gas.temperature_k();
        self.pressure_pa = if self.volume_m3 > 0.0 {
            self.gas.moles() * GAS_CONSTANT_J_MOL_K * self.temperature_k / self.volume_m3
        } else {
            0.0
        };
    }

    fn side(&self) -> Side {
        let mass_kg = self.gas.mass_kg().max(1e-12);
        Side {
            pressure_pa: self.pressure_pa,
            temperature_k: self.temperature_k,
            volume_m3: self.volume_m3,
            gas_constant_j_kg_k: GAS_CONSTANT_J_MOL_K * self.gas.moles().max(1e-12) / mass_kg,
        }
    }

    /// A share of the gas with the work of pushing it along.
    fn pushed(&self, share: f64) -> Gas {
        let mut parcel = self.gas.share(share);
        parcel.energy_j += parcel.moles() * GAS_CONSTANT_J_MOL_K * self.temperature_k;
        parcel
    }
}

/// An open door of `area_m2` between two rooms.
pub(super) fn through_door(
    rooms: &mut Table<CompartmentId, Room>,
    from: CompartmentId,
    to: CompartmentId,
    area_m2: f64,
    passing: &Passing,
) {
    if from == to || rooms[from].volume_m3 <= 0.0 || rooms[to].volume_m3 <= 0.0 {
        return;
    }
    // Exchange first: what it does to pressure is evened out in the same step.
    exchange(rooms, from, to, area_m2, passing);
    let (high, low) = if rooms[from].pressure_pa >= rooms[to].pressure_pa { (from, to) } else { (to, from) };
    let difference = rooms[high].pressure_pa - rooms[low].pressure_pa;
    if difference > EVEN * rooms[high].pressure_pa {
        let orifice = passing.orifice.with_effective_area(DISCHARGE_SHARP_EDGE * area_m2);
        let (one, other) = (rooms[high].side(), rooms[low].side());
        let moved_kg = pair_transfer_kg(&orifice, &one, &other, AIR_HEAT_RATIO, passing.dt_s);
        let parcel = rooms[high].pushed(moved_kg / rooms[high].gas.mass_kg().max(1e-12));
        carry(rooms, high, low, &parcel);
    }
}

/// Equal moles both ways through an open door: warm air over cold, and draughts.
fn exchange(
    rooms: &mut Table<CompartmentId, Room>,
    from: CompartmentId,
    to: CompartmentId,
    area_m2: f64,
    passing: &Passing,
) {
    let (one, other) = (&rooms[from], &rooms[to]);
    let mean_k = 0.5 * (one.temperature_k + other.temperature_k);
    let least_pa = one.pressure_pa.min(other.pressure_pa);
    if least_pa < 1.0 || mean_k < 50.0 {
        return;
    }
    let buoyant = doorway_exchange_m3_s(
        DISCHARGE_SHARP_EDGE * area_m2,
        DOORWAY_HEIGHT_M,
        passing.gravity_m_s2,
        one.temperature_k.max(other.temperature_k),
        one.temperature_k.min(other.temperature_k),
    );
    let volume_m3 = (buoyant + DRAUGHT_M_S * area_m2) * passing.dt_s;
    let (moles_one, moles_other) = (one.gas.moles(), other.gas.moles());
    let wanted = least_pa * volume_m3 / (GAS_CONSTANT_J_MOL_K * mean_k);
    let moles = wanted.min(0.2 * moles_one).min(0.2 * moles_other);
    let mut there = one.pushed(moles / moles_one);
    there.take(&other.pushed(moles / moles_other));
    carry(rooms, from, to, &there);
}

/// A parcel from one room to another; what comes back at the same time is taken off it.
fn carry(rooms: &mut Table<CompartmentId, Room>, from: CompartmentId, to: CompartmentId, parcel: &Gas) {
    let giver = &mut rooms[from];
    giver.gas.take(parcel);
    giver.booked_j -= parcel.energy_j;
    giver.settle();
    let taker = &mut rooms[to];
    taker.gas.add(parcel);
    taker.booked_j += parcel.energy_j;
    taker.settle();
}

/// An opening of `area_m2` to the outside; `inward` false where hot gas already blows in through it.
pub(super) fn to_outside(
    room: &mut Room,
    area_m2: f64,
    motion: &Motion,
    inward: bool,
    passing: &Passing,
    ledger: &mut Ledger,
) {
    if area_m2 <= 0.0 || room.volume_m3 <= 0.0 {
        return;
    }
    let orifice = passing.orifice.with_effective_area(DISCHARGE_SHARP_EDGE * area_m2);
    let inside = room.side();
    let outside = Side {
        pressure_pa: motion.air_pressure_pa,
        temperature_k: motion.air_temperature_k.max(2.7),
        volume_m3: f64::INFINITY,
        gas_constant_j_kg_k: qd_physics::constants::GAS_CONSTANT_J_MOL_K
            / qd_physics::gas::AIR_MOLAR_MASS_KG_MOL,
    };
    if inside.pressure_pa > outside.pressure_pa {
        let moved_kg = pair_transfer_kg(&orifice, &inside, &outside, AIR_HEAT_RATIO, passing.dt_s);
        let parcel = room.pushed(moved_kg / room.gas.mass_kg().max(1e-12));
        room.gas.take(&parcel);
        room.booked_j -= parcel.energy_j;
        ledger.book(&parcel, -1.0);
    } else if inward {
        let moved_kg = pair_transfer_kg(&orifice, &outside, &inside, AIR_HEAT_RATIO, passing.dt_s);
        blow_in(room, moved_kg, outside.temperature_k, ledger);
    }
    room.settle();
}

/// Most gas of a temperature that a stream can still drive into a room, kg: until the room holds the pressure of the
/// stream brought to rest. `heat` reckons its flow with the pressure of last tick and may overshoot that.
pub(super) fn room_left_kg(room: &Room, temperature_k: f64, motion: &Motion) -> f64 {
    let outside_pa = motion.air_pressure_pa + STAGNATION_CP * motion.dynamic_pressure_pa;
    let specific_j_kg = AIR_HEAT_RATIO * GAS_CONSTANT_J_MOL_K / qd_physics::gas::AIR_MOLAR_MASS_KG_MOL;
    ((outside_pa - room.pressure_pa) * room.volume_m3 / (specific_j_kg * temperature_k)).max(0.0)
}

/// Air of the planet blown in, kg, at a temperature.
pub(super) fn blow_in(room: &mut Room, mass_kg: f64, temperature_k: f64, ledger: &mut Ledger) {
    let moles = mass_kg / qd_physics::gas::AIR_MOLAR_MASS_KG_MOL;
    let oxygen_mol = qd_physics::hypoxia::OXYGEN_FRACTION_AIR * moles;
    let mut parcel = Gas { oxygen_mol, nitrogen_mol: moles - oxygen_mol, ..Gas::default() };
    parcel.energy_j = (parcel.heat_capacity_j_k() + moles * GAS_CONSTANT_J_MOL_K) * temperature_k;
    room.gas.add(&parcel);
    room.booked_j += parcel.energy_j;
    ledger.book(&parcel, 1.0);
    room.settle();
}

/// Two rows in order, turned round every other step.
pub(super) fn turned<I: Id>(count: usize, place: usize, backward: bool) -> I {
    I::from_index(if backward { count - 1 - place } else { place })
}
