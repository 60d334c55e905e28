//! Devices that measure, need power, and fail: the only way from truth to a view.
//!
//! Consumes the state of every department and the power of each device's load; gives one [`Reading`] per device
//! at 4 Hz, a fifth of the devices a tick. A device without power says nothing new: its reading is dead, and keeps
//! the last value it had. Law: `docs/laws/instruments.md`. Leaves out what is done with a reading: see `view`.

mod kind;
mod measure;

pub use kind::QuantityKind;

use crate::cause::Cause;
use crate::class::{Scenario, ShipClass};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::{
    BusId, CompartmentId, EngineId, FacingId, Id as _, InstrumentId, LineId, LoadId, PortalId, SeatId,
    SectionId, SourceId, Table, ZoneId,
};
use crate::reading::{Limits, Quality, Reading};
use crate::rng::{Stream, normal};
use crate::world::Tick;
use serde::{Deserialize, Serialize};

/// Ticks between two measurements of one device: 4 Hz.
pub const PERIOD_TICKS: u32 = 5;
/// Share of full function of its load below which a device is dead.
pub const FUNCTION_MIN: f64 = 0.2;
/// A limit once crossed is left only when the value is back by this many resolutions and deviations: no chatter.
const HYSTERESIS: f64 = 4.0;

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Class {
    /// Every device.
    pub instrument: Table<InstrumentId, Instrument>,
}

/// A measuring device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What it measures; fixes the unit ([`Quantity::unit`]).
    pub quantity: Quantity,
    /// Where the device stands.
    pub compartment: CompartmentId,
    /// The load that feeds it; many devices may share one. None for a device with its own cell.
    pub load: Option<LoadId>,
    /// Power it takes, W.
    #[serde(default)]
    pub power_w: f64,
    /// Smallest step it shows, in its unit; 0 for none.
    #[serde(default)]
    pub resolution: f64,
    /// Standard deviation of one measurement, in its unit.
    #[serde(default)]
    pub noise: f64,
    /// Where the quantity should lie.
    #[serde(default)]
    pub limits: Limits,
    /// What is needed, where something is needed, in its unit.
    #[serde(default)]
    pub required: Option<f64>,
    /// Consoles that show it.
    pub seats: Vec<SeatId>,
}

/// What a device measures. SI units and radians; shares are 0..=1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs, reason = "each entity field names what is measured")]
pub enum Quantity {
    /// Voltage over nominal.
    BusVoltage { bus: BusId },
    /// Power a source delivers, W.
    SourcePower { source: SourceId },
    /// Energy left in a battery or emergency supply, share.
    BatteryCharge { source: SourceId },
    /// Current over the line's limit.
    LineLoading { line: LineId },
    /// Power delivered to a load over its demand, share.
    LoadSupply { load: LoadId },
    /// Power that the sources of a bus's island could give beyond what its loads want, W; negative when short.
    PowerSurplus { bus: BusId },
    /// Time in which the hottest breaker trips at its present current, s.
    BreakerTimeToTrip {},
    /// Offset of the core's elements from their line, m.
    CoreAlignment {},
    /// Strength of the containment field, share.
    Containment {},
    /// Temperature of the core's coolant, K.
    CoolantTemperature {},
    /// Preheat before ignition, share.
    Preheat {},
    /// Power the core gives, W.
    CoreOutput {},
    /// Height, m.
    Altitude {},
    /// Speed through the air, m/s.
    Airspeed {},
    /// Rate of altitude, m/s.
    ClimbRate {},
    /// Angle of the path over the horizon, rad.
    FlightPathAngle {},
    /// Angle between the x axis and the air stream in the ship's plane of symmetry, rad.
    AngleOfAttack {},
    /// Angle between the ship's vertical plane and the air stream, rad.
    Sideslip {},
    /// Magnitude of the angular velocity, rad/s.
    TurnRate {},
    /// Magnitude of felt acceleration, standard gravities.
    FeltG {},
    /// Dynamic pressure, Pa.
    DynamicPressure {},
    /// Time until 120 km on the path predicted, s; absent above the air for ever is shown as the longest it can show.
    TimeToAtmosphere {},
    /// Time until the ground on the path predicted without thrust, s.
    TimeToGround {},
    /// Time left in which full thrust would still keep her off the ground, s.
    TimeToNoReturn {},
    /// Height of the lowest point of the orbit that she would keep without air and thrust, m; negative under the ground.
    Perigee {},
    /// Propellant of the reaction control, kg.
    Propellant {},
    /// Thrust of an engine, share of full.
    EngineOutput { engine: EngineId },
    /// Skin temperature, K.
    SkinTemperature { zone: ZoneId },
    /// Load over what the section bears.
    SectionLoad { section: SectionId },
    /// Charge of a shield facing, share.
    ShieldCharge { facing: FacingId },
    /// Pressure, Pa.
    Pressure { compartment: CompartmentId },
    /// Partial pressure of oxygen, Pa.
    OxygenPartialPressure { compartment: CompartmentId },
    /// Partial pressure of carbon dioxide, Pa.
    CarbonDioxidePartialPressure { compartment: CompartmentId },
    /// Gas temperature, K.
    Temperature { compartment: CompartmentId },
    /// Time for which the air stays fit to live in if things go on as they do, s.
    AirTimeLeft { compartment: CompartmentId },
    /// Dose rate, Gy/s.
    DoseRate { compartment: CompartmentId },
    /// Contaminant in the air, units/m³.
    Contamination { compartment: CompartmentId },
    /// How far a door stands open, share.
    PortalOpen { portal: PortalId },
}

impl Quantity {
    /// Its unit; `1` for a share or a ratio.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::BusVoltage { .. }
            | Self::BatteryCharge { .. }
            | Self::LineLoading { .. }
            | Self::LoadSupply { .. }
            | Self::Containment {}
            | Self::Preheat {}
            | Self::EngineOutput { .. }
            | Self::SectionLoad { .. }
            | Self::ShieldCharge { .. }
            | Self::PortalOpen { .. } => "1",
            Self::SourcePower { .. } | Self::PowerSurplus { .. } | Self::CoreOutput {} => "W",
            Self::BreakerTimeToTrip {}
            | Self::AirTimeLeft { .. }
            | Self::TimeToAtmosphere {}
            | Self::TimeToGround {}
            | Self::TimeToNoReturn {} => "s",
            Self::CoolantTemperature {} | Self::SkinTemperature { .. } | Self::Temperature { .. } => "K",
            Self::Altitude {} | Self::Perigee {} | Self::CoreAlignment {} => "m",
            Self::Airspeed {} | Self::ClimbRate {} => "m/s",
            Self::FlightPathAngle {} | Self::AngleOfAttack {} | Self::Sideslip {} => "rad",
            Self::TurnRate {} => "rad/s",
            Self::FeltG {} => "g",
            Self::DynamicPressure {}
            | Self::Pressure { .. }
            | Self::OxygenPartialPressure { .. }
            | Self::CarbonDioxidePartialPressure { .. } => "Pa",
            Self::Propellant {} => "kg",
            Self::DoseRate { .. } => "Gy/s",
            Self::Contamination { .. } => "units/m³",
        }
    }
}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// Devices that are broken at the start.
    pub broken_instruments: Vec<InstrumentId>,
}

/// Where a value stands to its limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Below the low alarm.
    AlarmLow,
    /// Below the low warning.
    WarningLow,
    /// Between all limits.
    #[default]
    Normal,
    /// Above the high warning.
    WarningHigh,
    /// Above the high alarm.
    AlarmHigh,
}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Instruments {
    /// What each device says.
    pub reading: Table<InstrumentId, Reading>,
    /// Where it stands to its limits, with hysteresis.
    pub band: Table<InstrumentId, Band>,
    /// Devices that no longer work, whatever their power.
    pub broken: Table<InstrumentId, bool>,
    /// What the devices together want of each load, W.
    pub wanted_w: Vec<(LoadId, f64)>,
    /// Devices that each console shows.
    pub shown: Table<SeatId, Vec<InstrumentId>>,
}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A reading has died: no power, or broken.
    ReadingDead {
        /// The device.
        instrument: InstrumentId,
    },
    /// A reading is back.
    ReadingBack {
        /// The device.
        instrument: InstrumentId,
    },
    /// A reading has crossed a limit.
    LimitCrossed {
        /// The device.
        instrument: InstrumentId,
        /// Where it now stands.
        band: Band,
        /// What it shows, in the device's unit.
        value: f64,
    },
}

impl Instruments {
    /// As the scenario finds it: nothing measured yet.
    #[must_use]
    pub fn new(class: &ShipClass, scenario: &Scenario) -> Self {
        let devices = &class.instruments.instrument;
        let reading = Table::like(devices, |device| Reading {
            value: 0.0,
            required: devices[device].required,
            limits: devices[device].limits,
            quality: Quality::Stale,
            device,
            tick: 0,
            cause: Cause::Initial,
        });
        let mut broken = Table::like(devices, |_| false);
        for &device in &scenario.instruments.broken_instruments {
            broken[device] = true;
        }
        let mut wanted_w: Vec<(LoadId, f64)> = Vec::new();
        for device in devices.rows() {
            let Some(load) = device.load else { continue };
            match wanted_w.iter_mut().find(|row| row.0 == load) {
                Some(row) => row.1 += device.power_w,
                None => wanted_w.push((load, device.power_w)),
            }
        }
        let shown = Table::like(&class.command.seat, |seat| {
            devices.ids().filter(|device| devices[*device].seats.contains(&seat)).collect()
        });
        Self { reading, band: Table::like(devices, |_| Band::Normal), broken, wanted_w, shown }
    }

    /// What it wants of the grid.
    pub fn demand(&self, flows: &mut Flows, _cx: &Tick<'_>) {
        for &(load, power_w) in &self.wanted_w {
            flows.demand_w[load] += power_w;
        }
    }

    /// One tick: a fifth of the devices measure.
    pub fn step(&mut self, world: &crate::World, cx: &mut Tick<'_>) {
        let class = cx.class;
        let phase = (cx.tick % PERIOD_TICKS) as usize;
        let devices = class.instruments.instrument.rows();
        for at in (phase..devices.len()).step_by(PERIOD_TICKS as usize) {
            self.look(InstrumentId::from_index(at), &devices[at], world, cx);
        }
    }

    fn look(&mut self, id: InstrumentId, device: &Instrument, world: &crate::World, cx: &mut Tick<'_>) {
        let (function, power_cause) = device.load.map_or((1.0, Cause::Initial), |load| {
            let supply = &world.flows.supply[load];
            (supply.function, supply.cause)
        });
        let works = function >= FUNCTION_MIN && !self.broken[id];
        let was_dead = self.reading[id].quality == Quality::Dead;
        if !works {
            if !was_dead {
                self.reading[id].quality = Quality::Dead;
                let cause = if self.broken[id] { Cause::Initial } else { power_cause };
                self.reading[id].cause =
                    cx.push(EventKind::Instruments(Event::ReadingDead { instrument: id }), &[cause]);
            }
            return;
        }
        let (truth, cause) = measure::of(world, device.quantity);
        let deviate = if device.noise > 0.0 {
            device.noise * normal(cx.seed, Stream::Instruments, u32::from(id.0), cx.tick, 0)
        } else {
            0.0
        };
        let value = round_to(truth + deviate, device.resolution);
        let reading = &mut self.reading[id];
        reading.value = value;
        reading.quality = Quality::Good;
        reading.tick = cx.tick;
        if was_dead {
            cx.push(EventKind::Instruments(Event::ReadingBack { instrument: id }), &[power_cause]);
        }
        let margin = HYSTERESIS * device.resolution.max(device.noise);
        let band = band_of(value, &device.limits, self.band[id], margin);
        if band != self.band[id] {
            self.band[id] = band;
            let crossed = Event::LimitCrossed { instrument: id, band, value };
            self.reading[id].cause = cx.push(EventKind::Instruments(crossed), &[cause]);
        }
    }
}

/// `value` in whole steps of `resolution`.
fn round_to(value: f64, resolution: f64) -> f64 {
    if resolution > 0.0 && value.is_finite() { libm::rint(value / resolution) * resolution } else { value }
}

/// The band of `value`, when it was in `old`: a band is left towards normal only past its limit by `margin`.
#[must_use]
pub fn band_of(value: f64, limits: &Limits, old: Band, margin: f64) -> Band {
    let above = |limit: Option<f64>, held: bool| {
        limit.is_some_and(|limit| value > if held { limit - margin } else { limit })
    };
    let below = |limit: Option<f64>, held: bool| {
        limit.is_some_and(|limit| value < if held { limit + margin } else { limit })
    };
    if above(limits.alarm_high, old == Band::AlarmHigh) {
        Band::AlarmHigh
    } else if below(limits.alarm_low, old == Band::AlarmLow) {
        Band::AlarmLow
    } else if above(limits.warning_high, old >= Band::WarningHigh) {
        Band::WarningHigh
    } else if below(limits.warning_low, old <= Band::WarningLow) {
        Band::WarningLow
    } else {
        Band::Normal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_hold_until_the_margin_is_passed() {
        let limits = Limits { warning_high: Some(10.0), alarm_high: Some(20.0), ..Limits::default() };
        let check = |value: f64, old: Band, expect: Band| {
            assert_eq!(band_of(value, &limits, old, 1.0), expect, "{value} from {old:?}");
        };
        check(9.5, Band::Normal, Band::Normal);
        check(10.1, Band::Normal, Band::WarningHigh);
        check(9.5, Band::WarningHigh, Band::WarningHigh);
        check(8.9, Band::WarningHigh, Band::Normal);
        check(20.5, Band::Normal, Band::AlarmHigh);
        check(19.5, Band::AlarmHigh, Band::AlarmHigh);
        check(18.5, Band::AlarmHigh, Band::WarningHigh);
        let low = Limits { alarm_low: Some(0.5), warning_low: Some(0.9), ..Limits::default() };
        assert_eq!(band_of(0.4, &low, Band::Normal, 0.0), Band::AlarmLow);
        assert_eq!(band_of(0.7, &low, Band::AlarmLow, 0.1), Band::WarningLow);
    }

    #[test]
    fn values_are_shown_in_whole_steps() {
        assert_eq!(round_to(1.26, 0.5), 1.5);
        assert_eq!(round_to(1.26, 0.0), 1.26);
        assert_eq!(round_to(f64::INFINITY, 0.5), f64::INFINITY);
    }
}
