//! A reading: one schema for pages, command line, documents and validation.

use crate::cause::Cause;
use crate::id::InstrumentId;
use serde::{Deserialize, Serialize};

/// How far a reading can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Measured within the last 2 s.
    Good,
    /// Older than 2 s.
    Stale,
    /// The device has no power or has failed.
    Dead,
}

/// Where a quantity should lie. Absent ends are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Below this: act now.
    pub alarm_low: Option<f64>,
    /// Below this: act soon.
    pub warning_low: Option<f64>,
    /// Above this: act soon.
    pub warning_high: Option<f64>,
    /// Above this: act now.
    pub alarm_high: Option<f64>,
}

/// What a device says.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Last measured value, in the device's unit.
    pub value: f64,
    /// What is needed now, in the same unit, where something is needed.
    pub required: Option<f64>,
    /// Its limits.
    pub limits: Limits,
    /// How far it can be trusted.
    pub quality: Quality,
    /// The device.
    pub device: InstrumentId,
    /// Tick of the measurement.
    pub tick: u32,
    /// What last moved the measured field across a limit.
    pub cause: Cause,
}
