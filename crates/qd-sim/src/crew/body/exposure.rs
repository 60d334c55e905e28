//! What surrounds one person for a second, gathered from the air, the radiation and the motion of the ship.

use crate::Cause;
use qd_physics::trauma::{Axis, Restraint};

/// What surrounds one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exposure {
    /// Pressure, Pa.
    pub pressure_pa: f64,
    /// Partial pressure of oxygen, Pa.
    pub oxygen_pa: f64,
    /// Partial pressure of carbon dioxide, Pa.
    pub carbon_dioxide_pa: f64,
    /// Temperature of the air, K.
    pub air_temperature_k: f64,
    /// Temperature of walls, K.
    pub wall_temperature_k: f64,
    /// Temperature of hot gas that blows about in the compartment, K; that of the air where none does.
    pub jet_temperature_k: f64,
    /// Dose rate, Gy/s.
    pub dose_rate_gy_s: f64,
    /// Load along each axis and its size, g0, as this person stands, sits or lies.
    pub load_g: f64,
    /// Axis of the greatest strain.
    pub axis: Axis,
    /// What holds them.
    pub restraint: Restraint,
    /// Heat of what they are doing, W.
    pub metabolic_w: f64,
    /// Why the radiation stands as it does.
    pub dose_cause: Cause,
    /// Why the air stands as it does.
    pub air_cause: Cause,
    /// Why the load is as it is.
    pub load_cause: Cause,
}

impl Exposure {
    /// A compartment in good order, a person at light work at one g0.
    pub const COMFORT: Self = Self {
        pressure_pa: 101_325.0,
        oxygen_pa: 21_200.0,
        carbon_dioxide_pa: 60.0,
        air_temperature_k: 294.0,
        wall_temperature_k: 294.0,
        jet_temperature_k: 294.0,
        dose_rate_gy_s: 0.0,
        load_g: 1.0,
        axis: Axis::PlusGz,
        restraint: Restraint::Belt,
        metabolic_w: 126.0,
        dose_cause: Cause::Initial,
        air_cause: Cause::Initial,
        load_cause: Cause::Law(crate::Law::Body),
    };
}
