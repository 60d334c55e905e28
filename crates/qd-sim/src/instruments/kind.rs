//! The kinds of quantity, without what is measured: the words that predicates of procedures use.

use super::Quantity;
use serde::{Deserialize, Serialize};

/// A kind of [`Quantity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the variant of `Quantity` of its name")]
pub enum QuantityKind {
    BusVoltage,
    SourcePower,
    BatteryCharge,
    LineLoading,
    LoadSupply,
    PowerSurplus,
    BreakerTimeToTrip,
    CoreAlignment,
    Containment,
    CoolantTemperature,
    Preheat,
    CoreOutput,
    Altitude,
    Airspeed,
    ClimbRate,
    FlightPathAngle,
    AngleOfAttack,
    Sideslip,
    TurnRate,
    FeltG,
    DynamicPressure,
    TimeToAtmosphere,
    TimeToGround,
    TimeToNoReturn,
    Perigee,
    Propellant,
    EngineOutput,
    SkinTemperature,
    SectionLoad,
    ShieldCharge,
    Pressure,
    OxygenPartialPressure,
    CarbonDioxidePartialPressure,
    Temperature,
    AirTimeLeft,
    DoseRate,
    Contamination,
    PortalOpen,
}

impl QuantityKind {
    /// All kinds with their words, in order.
    const WORDS: [(Self, &'static str); 38] = [
        (Self::BusVoltage, "bus_voltage"),
        (Self::SourcePower, "source_power"),
        (Self::BatteryCharge, "battery_charge"),
        (Self::LineLoading, "line_loading"),
        (Self::LoadSupply, "load_supply"),
        (Self::PowerSurplus, "power_surplus"),
        (Self::BreakerTimeToTrip, "breaker_time_to_trip"),
        (Self::CoreAlignment, "core_alignment"),
        (Self::Containment, "containment"),
        (Self::CoolantTemperature, "coolant_temperature"),
        (Self::Preheat, "preheat"),
        (Self::CoreOutput, "core_output"),
        (Self::Altitude, "altitude"),
        (Self::Airspeed, "airspeed"),
        (Self::ClimbRate, "climb_rate"),
        (Self::FlightPathAngle, "flight_path_angle"),
        (Self::AngleOfAttack, "angle_of_attack"),
        (Self::Sideslip, "sideslip"),
        (Self::TurnRate, "turn_rate"),
        (Self::FeltG, "felt_g"),
        (Self::DynamicPressure, "dynamic_pressure"),
        (Self::TimeToAtmosphere, "time_to_atmosphere"),
        (Self::TimeToGround, "time_to_ground"),
        (Self::TimeToNoReturn, "time_to_no_return"),
        (Self::Perigee, "perigee"),
        (Self::Propellant, "propellant"),
        (Self::EngineOutput, "engine_output"),
        (Self::SkinTemperature, "skin_temperature"),
        (Self::SectionLoad, "section_load"),
        (Self::ShieldCharge, "shield_charge"),
        (Self::Pressure, "pressure"),
        (Self::OxygenPartialPressure, "oxygen_partial_pressure"),
        (Self::CarbonDioxidePartialPressure, "carbon_dioxide_partial_pressure"),
        (Self::Temperature, "temperature"),
        (Self::AirTimeLeft, "air_time_left"),
        (Self::DoseRate, "dose_rate"),
        (Self::Contamination, "contamination"),
        (Self::PortalOpen, "portal_open"),
    ];

    /// Its word: `bus_voltage`.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize].1
    }

    /// The kind a word names.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|row| row.1 == word).map(|row| row.0)
    }
}

impl Quantity {
    /// Its kind.
    #[must_use]
    pub fn kind(self) -> QuantityKind {
        match self {
            Self::BusVoltage { .. } => QuantityKind::BusVoltage,
            Self::SourcePower { .. } => QuantityKind::SourcePower,
            Self::BatteryCharge { .. } => QuantityKind::BatteryCharge,
            Self::LineLoading { .. } => QuantityKind::LineLoading,
            Self::LoadSupply { .. } => QuantityKind::LoadSupply,
            Self::PowerSurplus { .. } => QuantityKind::PowerSurplus,
            Self::BreakerTimeToTrip { .. } => QuantityKind::BreakerTimeToTrip,
            Self::CoreAlignment { .. } => QuantityKind::CoreAlignment,
            Self::Containment { .. } => QuantityKind::Containment,
            Self::CoolantTemperature { .. } => QuantityKind::CoolantTemperature,
            Self::Preheat { .. } => QuantityKind::Preheat,
            Self::CoreOutput { .. } => QuantityKind::CoreOutput,
            Self::Altitude { .. } => QuantityKind::Altitude,
            Self::Airspeed { .. } => QuantityKind::Airspeed,
            Self::ClimbRate { .. } => QuantityKind::ClimbRate,
            Self::FlightPathAngle { .. } => QuantityKind::FlightPathAngle,
            Self::AngleOfAttack { .. } => QuantityKind::AngleOfAttack,
            Self::Sideslip { .. } => QuantityKind::Sideslip,
            Self::TurnRate { .. } => QuantityKind::TurnRate,
            Self::FeltG { .. } => QuantityKind::FeltG,
            Self::DynamicPressure { .. } => QuantityKind::DynamicPressure,
            Self::TimeToAtmosphere { .. } => QuantityKind::TimeToAtmosphere,
            Self::TimeToGround { .. } => QuantityKind::TimeToGround,
            Self::TimeToNoReturn { .. } => QuantityKind::TimeToNoReturn,
            Self::Perigee { .. } => QuantityKind::Perigee,
            Self::Propellant { .. } => QuantityKind::Propellant,
            Self::EngineOutput { .. } => QuantityKind::EngineOutput,
            Self::SkinTemperature { .. } => QuantityKind::SkinTemperature,
            Self::SectionLoad { .. } => QuantityKind::SectionLoad,
            Self::ShieldCharge { .. } => QuantityKind::ShieldCharge,
            Self::Pressure { .. } => QuantityKind::Pressure,
            Self::OxygenPartialPressure { .. } => QuantityKind::OxygenPartialPressure,
            Self::CarbonDioxidePartialPressure { .. } => QuantityKind::CarbonDioxidePartialPressure,
            Self::Temperature { .. } => QuantityKind::Temperature,
            Self::AirTimeLeft { .. } => QuantityKind::AirTimeLeft,
            Self::DoseRate { .. } => QuantityKind::DoseRate,
            Self::Contamination { .. } => QuantityKind::Contamination,
            Self::PortalOpen { .. } => QuantityKind::PortalOpen,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_at_their_kinds() {
        for (kind, word) in QuantityKind::WORDS {
            assert_eq!((kind.word(), QuantityKind::of_word(word)), (word, Some(kind)));
        }
    }
}
