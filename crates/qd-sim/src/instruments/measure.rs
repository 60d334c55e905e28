//! The truth behind each quantity, and the cause it carries. The one place where instruments touch other
//! departments' state.

use super::Quantity;
use crate::cause::Cause;
use crate::id::CompartmentId;
use crate::world::World;

/// Standard gravity, m/s² (CGPM 1901).
const STANDARD_GRAVITY_M_S2: f64 = 9.806_65;

/// Value in the quantity's unit, and what last moved it.
pub(super) fn of(world: &World, quantity: Quantity) -> (f64, Cause) {
    let motion = &world.flows.motion;
    // Engines that push, else the last step of load or the air she came into.
    let pushed = motion.dynamic_pressure_pa < 1.0 && world.flows.thrust_body_n != glam::DVec3::ZERO;
    let moved = if pushed { world.flows.thrust_cause } else { world.flows.motion_cause };
    let (fall, air) = (moved, moved);
    match quantity {
        Quantity::LoadSupply { load } => {
            let supply = &world.flows.supply[load];
            let share = if supply.demand_w > 0.0 { supply.delivered_w / supply.demand_w } else { 1.0 };
            (share, supply.cause)
        }
        Quantity::Altitude {} => (motion.altitude_m, fall),
        Quantity::Airspeed {} => (motion.airspeed_m_s, fall),
        Quantity::ClimbRate {} => (motion.climb_rate_m_s, fall),
        Quantity::FlightPathAngle {} => {
            let sine = (motion.climb_rate_m_s / motion.airspeed_m_s.max(1.0)).clamp(-1.0, 1.0);
            (libm::asin(sine), fall)
        }
        // The wind comes from where she goes: its body components give both angles.
        Quantity::AngleOfAttack {} => (libm::atan2(motion.wind_body.z, motion.wind_body.x), air),
        Quantity::Sideslip {} => (libm::asin(motion.wind_body.y.clamp(-1.0, 1.0)), air),
        Quantity::TurnRate {} => (motion.turn_body_rad_s.length(), world.flight.mode_cause),
        Quantity::FeltG {} => (motion.felt_body_m_s2.length() / STANDARD_GRAVITY_M_S2, air),
        Quantity::DynamicPressure {} => (motion.dynamic_pressure_pa, air),
        Quantity::EngineOutput { engine } => {
            (world.flows.engine_output[engine], world.engines.engine[engine].state_cause)
        }
        Quantity::SkinTemperature { zone } => {
            (world.flows.skin_temperature_k[zone], world.heat.zone[zone].cause)
        }
        Quantity::DoseRate { compartment } => {
            (world.flows.dose_rate_gy_s[compartment], world.flows.radiation_cause)
        }
        Quantity::BusVoltage { .. }
        | Quantity::SourcePower { .. }
        | Quantity::BatteryCharge { .. }
        | Quantity::LineLoading { .. }
        | Quantity::PowerSurplus { .. }
        | Quantity::BreakerTimeToTrip {} => of_grid(world, quantity),
        Quantity::CoreAlignment {}
        | Quantity::Containment {}
        | Quantity::CoolantTemperature {}
        | Quantity::Preheat {}
        | Quantity::CoreOutput {} => of_core(world, quantity),
        Quantity::Pressure { compartment }
        | Quantity::OxygenPartialPressure { compartment }
        | Quantity::CarbonDioxidePartialPressure { compartment }
        | Quantity::Temperature { compartment }
        | Quantity::AirTimeLeft { compartment }
        | Quantity::Contamination { compartment } => of_air(world, quantity, compartment),
        Quantity::PortalOpen { portal } => {
            world.deckplan.portal.get(portal).map_or((0.0, Cause::Initial), |state| (state.open, state.cause))
        }
        _ => of_path(world, quantity),
    }
}

/// The path ahead, and what the ship has to meet it with.
fn of_path(world: &World, quantity: Quantity) -> (f64, Cause) {
    let (flight, ahead) = (&world.flight, &world.flight.prediction);
    let shown = |time_s: Option<f64>| time_s.unwrap_or(LONGEST_S).min(LONGEST_S);
    let fall = flight.in_air.unwrap_or(flight.mode_cause);
    match quantity {
        Quantity::TimeToAtmosphere {} => (shown(ahead.to_air_s), fall),
        Quantity::TimeToGround {} => (shown(ahead.to_ground_s), fall),
        // With the ground ahead and no moment left at which thrust would do, no time is left.
        Quantity::TimeToNoReturn {} if ahead.to_ground_s.is_some() => {
            (ahead.to_no_return_s.unwrap_or(0.0).min(LONGEST_S), fall)
        }
        Quantity::TimeToNoReturn {} => (LONGEST_S, fall),
        Quantity::Perigee {} => (flight.perigee_m(&world.flows.motion).clamp(-1e7, 1e9), fall),
        Quantity::Propellant {} => (flight.propellant_kg, flight.mode_cause),
        Quantity::SectionLoad { section } => {
            let state = &world.hull.section[section];
            (state.strain.min(LONGEST_S), state.strained.unwrap_or(Cause::Initial))
        }
        Quantity::ShieldCharge { facing } => {
            (world.shields.charge(&world.class, facing), world.shields.facing[facing].cause)
        }
        _ => (0.0, Cause::Initial),
    }
}

fn of_grid(world: &World, quantity: Quantity) -> (f64, Cause) {
    let (power, class) = (&world.power, &world.class.power);
    match quantity {
        Quantity::BusVoltage { bus } => (power.voltage_pu(class, bus), power.bus[bus].cause),
        Quantity::SourcePower { source } => (power.source[source].delivered_w, power.source[source].cause),
        Quantity::BatteryCharge { source } => (power.charge_share(class, source), power.source[source].cause),
        Quantity::LineLoading { line } => {
            let bus = class.line[line].from_bus;
            (power.line_loading(class, line), power.bus[bus].stress)
        }
        Quantity::PowerSurplus { bus } => (power.surplus_w(bus), power.bus[bus].stress),
        _ => power.first_to_trip(class).map_or((LONGEST_S, Cause::Initial), |(breaker, time_s)| {
            (time_s.min(LONGEST_S), power.breaker[breaker].cause)
        }),
    }
}

/// Longest time that a device shows, s.
const LONGEST_S: f64 = 9_999.0;

fn of_core(world: &World, quantity: Quantity) -> (f64, Cause) {
    let (core, reactor) = (&world.core, &world.class.core.reactor);
    match quantity {
        Quantity::CoreAlignment {} => {
            let [along, across, turned] = core.offset_m;
            (libm::sqrt(along * along + across * across + turned * turned), core.offset_cause)
        }
        Quantity::Containment {} => (core.field_share(reactor), core.cause),
        Quantity::CoolantTemperature {} => (core.coolant_temperature_k, core.cause),
        Quantity::Preheat {} => (core.preheat_j / reactor.preheat_energy_j, core.cause),
        _ => (world.flows.plasma_available_w, core.cause),
    }
}

fn of_air(world: &World, quantity: Quantity, compartment: CompartmentId) -> (f64, Cause) {
    let Some(room) = world.air.room.get(compartment) else { return (0.0, Cause::Initial) };
    let breath = room.breath(world.class.deckplan.compartment[compartment].gas_volume_m3());
    let value = match quantity {
        Quantity::Pressure { .. } => breath.pressure_pa,
        Quantity::OxygenPartialPressure { .. } => breath.oxygen_pa,
        Quantity::CarbonDioxidePartialPressure { .. } => breath.carbon_dioxide_pa,
        Quantity::Temperature { .. } => breath.temperature_k,
        Quantity::AirTimeLeft { .. } => room.time_left().least_s().min(LONGEST_S),
        _ => breath.contaminant_per_m3,
    };
    (value, room.cause)
}
