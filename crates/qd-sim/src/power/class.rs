//! What never changes about the grid, and how a scenario finds it.

use crate::id::{BreakerId, BusId, CompartmentId, ControllerId, LineId, LoadId, SourceId, Table};
use serde::{Deserialize, Serialize};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Class {
    /// Nominal voltage of every bus (direct current), V. 1 per unit.
    pub nominal_v: f64,
    /// Below this voltage a load of constant power draws as the square of the voltage, per unit (0.9).
    pub knee_pu: f64,
    /// Below this voltage a bus counts as dead, per unit (0.5).
    pub dead_pu: f64,
    /// How long a bus's own smoothing capacitors carry its rated loads, s (0.2; at least four ticks).
    pub hold_up_s: f64,
    /// Every node of the grid.
    pub bus: Table<BusId, Bus>,
    /// Every cable.
    pub line: Table<LineId, Line>,
    /// Every breaker.
    pub breaker: Table<BreakerId, Breaker>,
    /// Every generator, battery and emergency supply.
    pub source: Table<SourceId, Source>,
    /// Every consumer.
    pub load: Table<LoadId, Load>,
    /// Every controller of part of the grid.
    pub controller: Table<ControllerId, Controller>,
    /// Allocations that can be ordered by key.
    pub preset: Vec<Preset>,
}

/// A node of the grid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bus {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Where its switchboard stands; half the losses of its lines warm this compartment.
    pub compartment: CompartmentId,
    /// The controller that switches and sheds its loads; none: they can be switched by nobody and are never shed.
    #[serde(default)]
    pub controller: Option<ControllerId>,
}

/// A cable between two buses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// One end; flow is positive from here.
    pub from_bus: BusId,
    /// The other end.
    pub to_bus: BusId,
    /// Its breaker; none for a bar inside one switchboard.
    #[serde(default)]
    pub breaker: Option<BreakerId>,
    /// Resistance, ohm, above 0.
    pub resistance_ohm: f64,
    /// What it carries for ever at nominal voltage, W.
    pub limit_w: f64,
}

/// Shape of an inverse-time trip (IEC 60255-151): time over the multiplier at `m` times the pick-up current.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Curve {
    /// 0.14 / (m^0.02 - 1) s.
    Standard,
    /// 13.5 / (m - 1) s.
    #[default]
    Very,
    /// 80 / (m² - 1) s.
    Extremely,
}

/// A breaker of a line or a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breaker {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Where it can be worked by hand.
    pub compartment: CompartmentId,
    /// The controller through which it is worked from afar; none: by hand only.
    #[serde(default)]
    pub controller: Option<ControllerId>,
    /// Current above which it heats toward a trip, as power at nominal voltage, W.
    pub pickup_w: f64,
    /// Shape of its trip curve.
    #[serde(default)]
    pub curve: Curve,
    /// Multiplier of the curve's time, 0.05..=5.
    pub time_multiplier: f64,
    /// It opens at once at this many times the pick-up (10).
    #[serde(default = "ten")]
    pub instantaneous: f64,
    /// It opens when its bus stays below this voltage, per unit; 0 without undervoltage release.
    #[serde(default)]
    pub undervoltage_pu: f64,
    /// ... for this long, s.
    #[serde(default)]
    pub undervoltage_s: f64,
    /// Time to lose its heat without current, s (60).
    #[serde(default = "sixty")]
    pub reset_s: f64,
    /// Standard seconds of work to open or close it by hand (8).
    #[serde(default = "eight")]
    pub hand_s: f64,
}

/// Kinds of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// Fed by the core's plasma: as much as `core` offers.
    CoreGenerator,
    /// An auxiliary fusion source: has to be started, warms under load.
    Fusion,
    /// A battery: gives and takes.
    Battery,
    /// Cells that only give, until they are spent.
    Emergency,
}

/// A generator, battery or emergency supply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// The bus that it feeds.
    pub bus: BusId,
    /// Where it stands.
    pub compartment: CompartmentId,
    /// Its breaker.
    pub breaker: BreakerId,
    /// The controller that starts it softly and works it from afar.
    #[serde(default)]
    pub controller: Option<ControllerId>,
    /// Power that it gives for ever in full health, W.
    pub rated_w: f64,
    /// Share of rated power beyond which its regulator yields voltage instead (1.2).
    #[serde(default = "overload")]
    pub overload: f64,
    /// Voltage without load, per unit (1.03); of a battery when full.
    pub set_pu: f64,
    /// Fall of voltage at rated power, per unit (0.05); of a battery its internal resistance, with its losses.
    pub droop_pu: f64,
    /// Energy that it holds when full, J (battery, emergency).
    #[serde(default)]
    pub capacity_j: f64,
    /// Fall of voltage from full to empty, per unit (battery, emergency).
    #[serde(default)]
    pub sag_pu: f64,
    /// Most power that it takes for charging, W (battery).
    #[serde(default)]
    pub charge_w: f64,
    /// The load that feeds its start (fusion).
    #[serde(default)]
    pub igniter_load: Option<LoadId>,
    /// The pump that cools it (fusion).
    #[serde(default)]
    pub coolant_load: Option<LoadId>,
    /// Energy through the igniter to start from cold, J (fusion).
    #[serde(default)]
    pub start_energy_j: f64,
    /// Time in which a started-up but unlit source loses that energy, s (120).
    #[serde(default = "hundred_twenty")]
    pub start_leak_s: f64,
    /// The igniter draws this many times its rating when no controller softens the start (5).
    #[serde(default = "five")]
    pub start_uncontrolled: f64,
    /// Steady rise of its temperature at rated power with full cooling, K (300).
    #[serde(default = "three_hundred")]
    pub rise_k: f64,
    /// Time constant of its temperature, s (120).
    #[serde(default = "hundred_twenty")]
    pub thermal_s: f64,
    /// Standard seconds of work to bring it from ruin to full health, if that could be done aboard (900).
    #[serde(default = "nine_hundred")]
    pub repair_s: f64,
    /// Temperature at which it trips, K (700).
    #[serde(default = "seven_hundred")]
    pub temperature_limit_k: f64,
}

/// How current follows voltage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Draw {
    /// Converters and drives: power constant down to the knee, then as the square of the voltage.
    #[default]
    ConstantPower,
    /// Heaters and lamps: power as the square of the voltage throughout.
    Resistive,
}

/// What a device does with less power than it wants. `r` is power got over power wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Brownout {
    /// Function `r`, nothing below the minimum.
    #[default]
    Linear,
    /// Full function down to the minimum, then nothing.
    Step,
    /// From full at `r` = 1 in a straight line to nothing at the minimum.
    Ramp,
}

/// A consumer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Load {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// The bus that feeds it.
    pub bus: BusId,
    /// Where its heat goes.
    pub compartment: CompartmentId,
    /// Power at full function, W.
    pub rated_w: f64,
    /// Shed first when high, 1..=15; 1 is kept longest.
    pub priority: u8,
    /// Share of the power it wants below which it does nothing, 0..=1.
    pub minimum: f64,
    /// Which department's it is, for allocation: `life_support`, `thrusters`, `core`, ...
    pub group: String,
    /// What it does with less than it wants.
    #[serde(default)]
    pub brownout: Brownout,
    /// How its current follows voltage.
    #[serde(default)]
    pub draw: Draw,
    /// Share of rated power that it takes whenever it is on, whatever its department asks, 0..=1.
    #[serde(default)]
    pub standing: f64,
    /// It draws this many times its demand when it has been dead for long (1: no inrush).
    #[serde(default = "one")]
    pub inrush: f64,
    /// Time in which inrush dies away, and comes back when dead, s (3).
    #[serde(default = "three")]
    pub inrush_s: f64,
    /// Temperature of its compartment at which it fails, K (358.15: 85 °C, the upper limit of industrial electronics,
    /// IEC 60068-2-2).
    #[serde(default = "electronics_k")]
    pub limit_temperature_k: f64,
    /// Work to repair it once it has failed, s (180).
    #[serde(default = "three_minutes_s")]
    pub repair_s: f64,
    /// Share of its power that warms its compartment (1). The rest is what its department makes of it: a field,
    /// light, heat elsewhere; of a machine that is cooled by the coolant loop, what the loop carries off.
    #[serde(default = "one")]
    pub heat_share: f64,
}

/// A controller of part of the grid: sheds, switches, starts softly. Its program is volatile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Where it is re-coded by hand.
    pub compartment: CompartmentId,
    /// What feeds it.
    pub load: LoadId,
    /// It crashes when its bus stays below this voltage, per unit (0.7) ...
    #[serde(default = "volatile")]
    pub volatile_pu: f64,
    /// ... for this long, s (0.3).
    #[serde(default = "ride_through")]
    pub ride_through_s: f64,
    /// Standard seconds of work to re-code it (45).
    #[serde(default = "forty_five")]
    pub recode_s: f64,
}

/// An allocation that can be ordered by key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Shares by group; groups not named get `others`.
    pub allocation: Vec<Allocation>,
    /// Share of every group not named, 0..=1; absent: left as it is.
    #[serde(default)]
    pub others: Option<f64>,
}

/// The share of a group of loads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allocation {
    /// The loads' group.
    pub group: String,
    /// Share of its wants that it may take, 0..=1.
    pub share: f64,
}

/// How a scenario finds the grid. What is not named is sound: breakers closed and cool, loads on, controllers up,
/// sources running, full and healthy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// Sources that are not sound.
    pub source: Vec<InitialSource>,
    /// Breakers that are not closed and cool.
    pub breaker: Vec<InitialBreaker>,
    /// Lines shot through.
    pub broken_lines: Vec<LineId>,
    /// Loads not as the class has them.
    pub load: Vec<InitialLoad>,
    /// Controllers that are down.
    pub down_controllers: Vec<ControllerId>,
}

/// A source at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InitialSource {
    /// Which.
    pub source: SourceId,
    /// It runs.
    #[serde(default = "yes")]
    pub running: bool,
    /// Share of rated power that its damage leaves it, 0..=1.
    #[serde(default = "one")]
    pub health: f64,
    /// Share of its capacity that it holds, 0..=1.
    #[serde(default = "one")]
    pub charge: f64,
    /// Its temperature, K; absent: in balance without load.
    #[serde(default)]
    pub temperature_k: Option<f64>,
}

/// A breaker at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InitialBreaker {
    /// Which.
    pub breaker: BreakerId,
    /// It is closed.
    #[serde(default = "yes")]
    pub closed: bool,
    /// How far it is on the way to a trip, 0..1.
    #[serde(default)]
    pub heat: f64,
    /// It has failed: it cannot be closed.
    #[serde(default)]
    pub failed: bool,
}

/// A load at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InitialLoad {
    /// Which.
    pub load: LoadId,
    /// It is switched on.
    #[serde(default = "yes")]
    pub on: bool,
    /// Its priority, if not the class's.
    #[serde(default)]
    pub priority: Option<u8>,
    /// Share of its wants that it may take, 0..=1.
    #[serde(default = "one")]
    pub share: f64,
}

fn yes() -> bool {
    true
}
fn one() -> f64 {
    1.0
}
fn overload() -> f64 {
    1.2
}
fn electronics_k() -> f64 {
    358.15
}

fn three_minutes_s() -> f64 {
    180.0
}

fn three() -> f64 {
    3.0
}
fn five() -> f64 {
    5.0
}
fn eight() -> f64 {
    8.0
}
fn ten() -> f64 {
    10.0
}
fn forty_five() -> f64 {
    45.0
}
fn sixty() -> f64 {
    60.0
}
fn hundred_twenty() -> f64 {
    120.0
}
fn three_hundred() -> f64 {
    300.0
}
fn seven_hundred() -> f64 {
    700.0
}
fn nine_hundred() -> f64 {
    900.0
}
fn volatile() -> f64 {
    0.7
}
fn ride_through() -> f64 {
    0.3
}
