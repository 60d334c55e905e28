//! The state of the core and her chamber.

use super::account::Account;
use super::class::{Class, Initial};
use super::life::Open;
use crate::cause::Cause;
use serde::{Deserialize, Serialize};

/// Where the core stands; read off her state, never set by a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nothing runs.
    #[default]
    Cold,
    /// The field is being charged or held.
    Containing,
    /// The preheater works.
    Preheating,
    /// The feed is open, the reaction grows.
    Igniting,
    /// The reaction holds.
    Running,
    /// The feed was shut; stays until the next start.
    Scrammed,
    /// Burning plasma broke out.
    Breached,
    /// Thrown out of the ship.
    Ejected,
}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Core {
    /// Where she stands.
    pub phase: Phase,
    /// Why she stands there.
    pub cause: Cause,
    /// Offset of the elements from line, m.
    pub offset_m: [f64; 3],
    /// Why they stand as they do.
    pub offset_cause: Cause,
    /// Fuel and its counterpart, kg.
    pub fuel_kg: [f64; 2],
    /// Energy in the containment field, J.
    pub field_j: f64,
    /// Share of their strength that the field coils have, 0..=1.
    pub coil_health: f64,
    /// Energy of the preheated plasma, J.
    pub preheat_j: f64,
    /// Share of full reaction, 0..=1.
    pub reaction: f64,
    /// Share of full reaction to hold, 0..=1.
    pub output: f64,
    /// Wall temperature, K.
    pub wall_temperature_k: f64,
    /// Coolant temperature, K.
    pub coolant_temperature_k: f64,
    /// Share of full coolant flow, 0..=1.
    pub coolant_flow: f64,
    /// Time since the reaction last burned, s.
    pub stopped_s: f64,
    /// The scram shuts the feed when called upon.
    pub scram_sound: bool,
    /// The feed is open.
    pub feed_open: bool,
    /// What was ordered.
    pub ordered: Ordered,
    /// The lock.
    pub lock: Lock,
    /// Energy of what broke out and has not yet gone into the chamber's air, J.
    pub spill_j: f64,
    /// Energy burnt since fuel was last taken from the tanks, J.
    pub owed_j: f64,
    /// Where the energy came from and went.
    pub account: Account,
    /// The event of the feed's not shutting when it should have.
    pub scram_failed: Option<Cause>,
    /// Orders whose end has not come.
    pub open: Vec<Open>,
}

/// What was ordered, and by which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ordered {
    /// Containment.
    pub containment: bool,
    /// Coolant pump.
    pub coolant: bool,
    /// Preheater.
    pub preheat: bool,
    /// The last order about the start.
    pub cause: Cause,
}

/// Doors, contamination and filters between chamber and engineering.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lock {
    /// The outer door is held, and why.
    pub outer_held: Option<Cause>,
    /// The inner door is held, and why.
    pub inner_held: Option<Cause>,
    /// The interlock is overridden, and by which order.
    pub overridden: Option<Cause>,
    /// The event of its being put back.
    pub restored: Cause,
    /// The event by which the lock was last cleaned, while it is clean.
    pub cleaned: Option<Cause>,
    /// The event by which the filters last stopped short.
    pub stopped: Cause,
    /// Its air holds more than the limit.
    pub foul: bool,
    /// The filters run, and by which order.
    pub decontaminating: Option<Cause>,
    /// For how long they have run, s.
    pub filtered_s: f64,
    /// Density of contaminant in the lock, units/m³.
    pub density_per_m3: f64,
    /// The inner door is shut.
    pub inner_shut: bool,
    /// The outer door is shut.
    pub outer_shut: bool,
}

/// The core as a scenario finds her.
pub(super) fn found(class: &Class, initial: &Initial) -> Core {
    let runs = initial.running;
    let reactor = &class.reactor;
    let strength = initial.coil_health * initial.coil_health;
    let full = if runs { 1.0 } else { 0.0 };
    Core {
        phase: if runs { Phase::Running } else { Phase::Scrammed },
        cause: Cause::Initial,
        offset_m: initial.offset_m,
        offset_cause: Cause::Initial,
        fuel_kg: initial.fuel_kg,
        field_j: full * strength * reactor.field_energy_j,
        coil_health: initial.coil_health,
        preheat_j: full * reactor.preheat_energy_j,
        reaction: full,
        output: 1.0,
        wall_temperature_k: initial.wall_temperature_k,
        coolant_temperature_k: initial.coolant_temperature_k,
        coolant_flow: full,
        stopped_s: if runs { 0.0 } else { initial.stopped_s },
        scram_sound: initial.scram_sound,
        feed_open: runs,
        ordered: Ordered { containment: runs, coolant: runs, preheat: false, cause: Cause::Initial },
        lock: Lock { inner_shut: true, outer_shut: true, ..Lock::default() },
        spill_j: 0.0,
        owed_j: 0.0,
        account: Account::default(),
        scram_failed: None,
        open: Vec::new(),
    }
}
