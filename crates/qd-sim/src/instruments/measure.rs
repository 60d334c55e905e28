//! The truth behind each quantity, and the cause it carries. The one place where instruments touch other
//! departments' state.

use super::Quantity;
use crate::cause::Cause;
use crate::world::World;

/// Standard gravity, m/s² (CGPM 1901).
const STANDARD_GRAVITY_M_S2: f64 = 9.806_65;

/// Value in the quantity's unit, and what last moved it.
pub(super) fn of(world: &World, quantity: Quantity) -> (f64, Cause) {
    let motion = &world.flows.motion;
    match quantity {
        Quantity::LoadSupply { load } => {
            let supply = &world.flows.supply[load];
            let share = if supply.demand_w > 0.0 { supply.delivered_w / supply.demand_w } else { 1.0 };
            (share, supply.cause)
        }
        Quantity::Altitude {} => (motion.altitude_m, Cause::Initial),
        Quantity::Airspeed {} => (motion.airspeed_m_s, Cause::Initial),
        Quantity::ClimbRate {} => (motion.climb_rate_m_s, Cause::Initial),
        Quantity::FlightPathAngle {} => {
            let sine = (motion.climb_rate_m_s / motion.airspeed_m_s.max(1.0)).clamp(-1.0, 1.0);
            (libm::asin(sine), Cause::Initial)
        }
        // The wind comes from where she goes: its body components give both angles.
        Quantity::AngleOfAttack {} => (libm::atan2(motion.wind_body.z, motion.wind_body.x), Cause::Initial),
        Quantity::Sideslip {} => (libm::asin(motion.wind_body.y.clamp(-1.0, 1.0)), Cause::Initial),
        Quantity::TurnRate {} => (motion.turn_body_rad_s.length(), Cause::Initial),
        Quantity::FeltG {} => (motion.felt_body_m_s2.length() / STANDARD_GRAVITY_M_S2, Cause::Initial),
        Quantity::DynamicPressure {} => (motion.dynamic_pressure_pa, Cause::Initial),
        Quantity::EngineOutput { engine } => (world.flows.engine_output[engine], Cause::Initial),
        Quantity::SkinTemperature { zone } => (world.flows.skin_temperature_k[zone], Cause::Initial),
        Quantity::DoseRate { compartment } => {
            (world.flows.dose_rate_gy_s[compartment], world.flows.radiation_cause)
        }
        _ => (0.0, Cause::Initial),
    }
}
