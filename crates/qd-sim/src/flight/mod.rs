//! Six degrees of freedom: gravity, air, thrust, reaction control; where she goes.
//!
//! Consumes the engines' thrust, power for thrusters and flight computer, and the shape of the skin (the zones
//! of `heat` are the panels the air meets). Gives [`crate::flows::Motion`]. Law: `docs/laws/flight.md`.

pub mod class;
pub mod control;
pub mod dynamics;
pub mod predict;

use crate::Cause;
use crate::OrderId;
use crate::cause::Law;
use crate::class::{Scenario, ShipClass};
use crate::event::EventKind;
use crate::flows::{Flows, Motion};
use crate::id::PersonId;
use crate::order::Reason;
use crate::world::{Given, Tick, World};
pub use class::{Class, Initial, Mode, Thruster};
use control::Command;
use dynamics::{Body, Force, Place};
use glam::DVec3;
pub use predict::PathPoint;
use predict::{Coefficients, Prediction};
use qd_physics::constants::{PLANET_MU_M3_S2, STANDARD_GRAVITY_M_S2};
use qd_physics::gravity;
use serde::{Deserialize, Serialize};

/// State.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flight {
    /// Position, velocity, attitude and turn.
    pub place: Place,
    #[serde(skip)]
    skin: dynamics::Skin,
    /// Mass now, kg.
    pub mass_kg: f64,
    /// Propellant left for reaction control, kg.
    pub propellant_kg: f64,
    /// What attitude control does.
    pub mode: Mode,
    /// Why it does that.
    pub mode_cause: Cause,
    /// The order for it, until the attitude is held.
    pub mode_order: Option<OrderId>,
    /// Whether the commanded attitude is held.
    pub held: bool,
    /// Angle between the attitude and the commanded one, rad.
    pub attitude_error_rad: f64,
    /// Angle of attack, rad, 0..=pi; bank, rad. As the air meets her now.
    pub attack_rad: f64,
    /// Bank of the lift about the path, rad; 0 is upward.
    pub bank_rad: f64,
    /// Moment of the air in the last tick, body axes, N m; attitude control allows for it.
    pub air_moment_body_n_m: DVec3,
    /// Propellant flow of the thrusters, kg/s.
    pub thruster_flow_kg_s: f64,
    /// Where the path leads if nothing changes.
    pub prediction: Prediction,
    /// Force coefficients for prediction: held belly-first, and tumbling.
    pub trimmed: Coefficients,
    /// The same, averaged over all attitudes.
    pub tumbling: Coefficients,
    /// Greatest felt acceleration so far at the centre of mass, in g0.
    pub load_max_g: f64,
    /// Lowest altitude so far, m.
    pub altitude_min_m: f64,
    /// Whether she is below 120 km, and the event of it.
    pub in_air: Option<Cause>,
    /// Load step last reported, in g0.
    pub load_reported_g: f64,
    /// The event since which she is out of danger.
    pub safe: Option<Cause>,
    /// The event of ground contact.
    pub struck: Option<Cause>,
}

/// What can be ordered here. Every variant is struct-like (braces even when empty).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// Attitude control off.
    Coast {},
    /// Stop every turn.
    Damp {},
    /// Hold an angle of attack and a bank.
    Trim {
        /// Angle of attack, deg; the hull's own trim where none is given.
        attack_deg: Option<f64>,
        /// Bank, deg.
        bank_deg: f64,
    },
    /// Hold the bow over the horizon.
    Pitch {
        /// Bow over the horizon, deg.
        pitch_deg: f64,
    },
    /// Turn at a rate.
    Turn {
        /// About the body axes, deg/s.
        turn_body_deg_s: [f64; 3],
    },
}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Attitude control does something else.
    ModeSet {
        /// What.
        mode: Mode,
    },
    /// The commanded attitude is held for the first time since it was commanded.
    AttitudeHeld {
        /// Angle of attack, deg.
        attack_deg: f64,
        /// Bank, deg.
        bank_deg: f64,
    },
    /// She comes below 120 km.
    EnteredAir {
        /// Airspeed, m/s.
        airspeed_m_s: f64,
    },
    /// She rises above 120 km.
    LeftAir {
        /// Inertial speed, m/s.
        speed_m_s: f64,
    },
    /// The felt acceleration passes another whole g.
    LoadAbove {
        /// In g0.
        load_g: f64,
    },
    /// She stops falling and climbs, below 120 km.
    Bottomed {
        /// Altitude, m.
        altitude_m: f64,
    },
    /// The thrusters have no propellant left.
    PropellantOut {},
    /// Orbit holds her up, or engines that can.
    OutOfDanger {
        /// Altitude, m.
        altitude_m: f64,
    },
    /// She strikes the ground.
    GroundContact {
        /// Speed over the ground, m/s.
        speed_m_s: f64,
    },
}

/// Altitude below which the air counts, m: where entry begins by custom.
pub const AIR_ALTITUDE_M: f64 = 120_000.0;
/// Time between predictions, ticks.
const PREDICT_TICKS: u32 = 200;
/// Function below which a thruster no longer holds her.
const WEAK: f64 = 0.5;
/// Power of a device on standby over its rated power.
const STANDBY: f64 = 0.02;

impl Flight {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(class: &ShipClass, scenario: &Scenario) -> Self {
        let initial = &scenario.flight;
        let panels = dynamics::panels(class);
        let spent_kg = (1.0 - initial.propellant) * class.flight.propellant_kg
            + (1.0 - scenario.engines.reaction_mass) * class.engines.reaction_mass_kg;
        let mass_kg = class.flight.mass_kg - spent_kg;
        Self {
            skin: dynamics::Skin::default(),
            place: dynamics::place(initial),
            mass_kg,
            propellant_kg: initial.propellant * class.flight.propellant_kg,
            mode: initial.mode,
            mode_cause: Cause::Initial,
            mode_order: None,
            held: false,
            attitude_error_rad: 0.0,
            attack_rad: initial.attack_deg.to_radians(),
            bank_rad: initial.bank_deg.to_radians(),
            air_moment_body_n_m: DVec3::ZERO,
            thruster_flow_kg_s: 0.0,
            prediction: Prediction::default(),
            trimmed: Coefficients::at(&panels, class.flight.trim_attack_deg.to_radians()),
            tumbling: Coefficients::tumbling(&panels),
            load_max_g: 0.0,
            altitude_min_m: initial.altitude_m,
            in_air: None,
            load_reported_g: 1.0,
            safe: None,
            struck: None,
        }
    }

    /// How she moves at the start, before any force of her own.
    pub fn publish(&self, flows: &mut Flows, class: &ShipClass) {
        if class.flight.mass_kg > 0.0 {
            let body = Body { mass_kg: self.mass_kg, inertia_kg_m2: self.inertia_kg_m2(&class.flight) };
            let panels = dynamics::panels(class);
            flows.motion = dynamics::motion(&self.place, &body, &panels, &Force::default()).0;
        }
    }

    /// What it wants of the grid.
    pub fn demand(&self, flows: &mut Flows, cx: &Tick<'_>) {
        let class = &cx.class.flight;
        if class.thruster.is_empty() {
            return;
        }
        let share = if self.mode == (Mode::Off {}) { STANDBY } else { 1.0 };
        let load = &cx.class.power.load;
        if let Some(computer) = class.computer_load {
            flows.demand_w[computer] += load[computer].rated_w;
        }
        for thruster in class.thruster.rows() {
            flows.demand_w[thruster.load] += share * load[thruster.load].rated_w;
        }
    }

    /// Carries out an order that passed [`check`].
    pub fn apply(&mut self, order: &Order, given: Given, _flows: &mut Flows, cx: &mut Tick<'_>) {
        self.mode = match *order {
            Order::Coast {} => Mode::Off {},
            Order::Damp {} => Mode::Damp {},
            Order::Trim { attack_deg, bank_deg } => {
                Mode::Trim { attack_deg: attack_deg.unwrap_or(cx.class.flight.trim_attack_deg), bank_deg }
            }
            Order::Pitch { pitch_deg } => Mode::Pitch { pitch_deg },
            Order::Turn { turn_body_deg_s } => Mode::Manual { turn_body_deg_s },
        };
        self.held = false;
        if let Some(order) = self.mode_order.replace(given.order) {
            let reason = Reason::new("superseded", "attitude control was told something else");
            let failed = crate::order::Event::Failed { order, reason };
            cx.push(EventKind::Order(failed), &[given.cause]);
        }
        self.mode_cause = cx.push(EventKind::Flight(Event::ModeSet { mode: self.mode }), &[given.cause]);
        if self.mode == (Mode::Off {}) {
            self.mode_order = None;
            cx.push(
                EventKind::Order(crate::order::Event::Achieved { order: given.order }),
                &[self.mode_cause],
            );
        }
    }

    /// One tick.
    pub fn step(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        if cx.class.flight.mass_kg <= 0.0 || self.struck.is_some() {
            return;
        }
        let thrusters = self.steer(flows, cx);
        let force = Force {
            force_body_n: flows.thrust_body_n + thrusters.force_body_n,
            moment_body_n_m: flows.thrust_moment_body_n_m + thrusters.moment_body_n_m,
        };
        let body = Body { mass_kg: self.mass_kg, inertia_kg_m2: self.inertia_kg_m2(&cx.class.flight) };
        let panels = self.skin.panels(cx.class);
        self.place = dynamics::step(&self.place, &body, panels, &force, crate::TICK_S);
        self.spend(thrusters.flow_kg_s + flows.engine_mass_flow_kg_s, thrusters.flow_kg_s, cx);
        let climbed_m_s = flows.motion.climb_rate_m_s;
        let panels = self.skin.panels(cx.class);
        let (motion, air) = dynamics::motion(&self.place, &body, panels, &force);
        self.air_moment_body_n_m = air.moment_body_n_m;
        flows.motion = motion;
        (self.attack_rad, self.bank_rad) = control::attack_and_bank(&self.place, &flows.motion);
        self.report(climbed_m_s, flows, cx);
        self.prediction.pass(crate::TICK_S);
        // Without its power the flight computer foresees nothing new: the last prediction runs down and grows old.
        if cx.tick.is_multiple_of(PREDICT_TICKS) && computes(flows, &cx.class.flight) {
            self.predict(flows, cx);
        }
        if cx.every(crate::TICKS_PER_SECOND, 7) {
            self.judge_danger(flows, cx);
        }
    }

    /// What the thrusters do this tick; sets the moment that the gimbals are asked for.
    fn steer(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) -> control::Thrusters {
        flows.moment_wanted_body_n_m = DVec3::ZERO;
        let class = &cx.class.flight;
        if class.thruster.is_empty() || self.mode == (Mode::Off {}) {
            return control::Thrusters::default();
        }
        if !computes(flows, class) {
            self.held = false;
            return control::Thrusters::default();
        }
        let command = control::command(self, class, &flows.motion);
        let Command { moment_body_n_m, error_rad, settled } = command;
        self.attitude_error_rad = error_rad;
        self.held = settled;
        if settled && let Some(order) = self.mode_order.take() {
            let (attack_deg, bank_deg) = (self.attack_rad.to_degrees(), self.bank_rad.to_degrees());
            let event = Event::AttitudeHeld { attack_deg, bank_deg };
            let held = cx.push(EventKind::Flight(event), &[self.mode_cause]);
            cx.push(EventKind::Order(crate::order::Event::Achieved { order }), &[held]);
        }
        flows.moment_wanted_body_n_m = moment_body_n_m;
        if self.propellant_kg <= 0.0 {
            return control::Thrusters::default();
        }
        let left = moment_body_n_m - flows.thrust_moment_body_n_m;
        let burst =
            control::fire(class, left, |thruster| flows.supply[class.thruster[thruster].load].function);
        // The last burst is as strong as what is left allows.
        let needed_kg = burst.flow_kg_s * crate::TICK_S;
        if needed_kg > self.propellant_kg { burst.scaled(self.propellant_kg / needed_kg) } else { burst }
    }

    /// Moments of inertia now, body axes, kg m²: as the mass, for what is spent is taken as spread like the rest.
    #[must_use]
    pub fn inertia_kg_m2(&self, class: &Class) -> DVec3 {
        DVec3::from(class.inertia_kg_m2) * (self.mass_kg / class.mass_kg)
    }

    fn spend(&mut self, total_kg_s: f64, thrusters_kg_s: f64, cx: &mut Tick<'_>) {
        self.thruster_flow_kg_s = thrusters_kg_s;
        self.mass_kg -= total_kg_s * crate::TICK_S;
        if thrusters_kg_s > 0.0 {
            self.propellant_kg -= thrusters_kg_s * crate::TICK_S;
            // Less than a gram is what rounding leaves of the last burst.
            if self.propellant_kg < 1e-3 {
                self.propellant_kg = 0.0;
                cx.push(EventKind::Flight(Event::PropellantOut {}), &[self.mode_cause]);
            }
        }
    }

    fn report(&mut self, climbed_m_s: f64, flows: &mut Flows, cx: &mut Tick<'_>) {
        let motion: Motion = flows.motion;
        self.altitude_min_m = self.altitude_min_m.min(motion.altitude_m);
        let load_g = motion.felt_body_m_s2.length() / STANDARD_GRAVITY_M_S2;
        self.load_max_g = self.load_max_g.max(load_g);
        match self.in_air {
            None if motion.altitude_m < AIR_ALTITUDE_M => {
                let event = Event::EnteredAir { airspeed_m_s: motion.airspeed_m_s };
                let entered = cx.push(EventKind::Flight(event), &self.why_she_falls(flows, cx));
                self.in_air = Some(entered);
                flows.motion_cause = entered;
            }
            Some(_) if motion.altitude_m > AIR_ALTITUDE_M => {
                let event = Event::LeftAir { speed_m_s: motion.speed_inertial_m_s };
                let causes = [self.in_air.unwrap_or(flows.motion_cause), why_she_rises(flows)];
                flows.motion_cause = cx.push(EventKind::Flight(event), &causes);
                self.in_air = None;
            }
            _ => {}
        }
        // Once the load has gone down by two steps, its rising again is told again.
        self.load_reported_g = self.load_reported_g.min(libm::floor(load_g) + 2.0).max(1.0);
        if load_g > self.load_reported_g + 1.0 {
            self.load_reported_g = libm::floor(load_g);
            let event = Event::LoadAbove { load_g: self.load_reported_g };
            let mut causes = vec![self.in_air.unwrap_or(flows.thrust_cause)];
            for cause in self.why_she_falls(flows, cx) {
                if !causes.contains(&cause) {
                    causes.push(cause);
                }
            }
            flows.motion_cause = cx.push(EventKind::Flight(event), &causes);
        }
        if climbed_m_s < 0.0 && motion.climb_rate_m_s >= 0.0 && self.in_air.is_some() {
            let event = Event::Bottomed { altitude_m: motion.altitude_m };
            cx.push(EventKind::Flight(event), &[flows.thrust_cause, self.mode_cause]);
        }
        if motion.ground_contact {
            let event = Event::GroundContact { speed_m_s: motion.airspeed_m_s };
            let mut causes = self.why_she_falls(flows, cx);
            causes.extend(self.in_air);
            let struck = cx.push(EventKind::Flight(event), &causes);
            self.struck = Some(struck);
            flows.motion_cause = struck;
        }
    }

    /// Why nothing holds her up: gravity, what the engines do, why the core gives them no more and what keeps it from
    /// being lit, how she lies.
    fn why_she_falls(&self, flows: &Flows, cx: &Tick<'_>) -> Vec<Cause> {
        let mut causes = vec![Cause::Law(Law::Gravity)];
        let starved = flows.thrust_ready_n <= 0.0;
        let why = [
            Some(flows.thrust_cause),
            starved.then_some(flows.core_cause),
            starved.then_some(flows.radiation_cause),
        ];
        let core = starved.then(|| core_without_power(flows, cx)).flatten();
        let lies = self.why_she_lies_so(flows, cx);
        for cause in why.into_iter().flatten().chain(core).chain(lies) {
            if !causes.contains(&cause) {
                causes.push(cause);
            }
        }
        causes
    }

    /// Why she is turned as she is: what attitude control was told, and, while she is not held, the flight computer
    /// and the thrusters that have too little power to hold her whatever it is told.
    fn why_she_lies_so(&self, flows: &Flows, cx: &Tick<'_>) -> Vec<Cause> {
        let mut causes = vec![self.mode_cause];
        if self.held {
            return causes;
        }
        let class = &cx.class.flight;
        let loads = class.computer_load.into_iter().chain(class.thruster.rows().iter().map(|row| row.load));
        for load in loads {
            let supply = &flows.supply[load];
            if supply.function < WEAK && !causes.contains(&supply.cause) {
                causes.push(supply.cause);
            }
        }
        causes
    }

    /// The path ahead as points, `length_s` long; none after the ground.
    #[must_use]
    pub fn path(&self, length_s: f64) -> Vec<PathPoint> {
        if self.struck.is_some() || self.mass_kg <= 0.0 {
            return Vec::new();
        }
        let (coefficients, bank_rad) = self.lies();
        let state = (self.place.position_m, self.place.velocity_m_s);
        predict::path(state, self.mass_kg, &coefficients, bank_rad, length_s)
    }

    /// How the air takes hold of her for a prediction, and her bank: held, or tumbling.
    fn lies(&self) -> (Coefficients, f64) {
        let holding = self.held && matches!(self.mode, Mode::Trim { .. });
        if holding { (self.trimmed, self.bank_rad) } else { (self.tumbling, 0.0) }
    }

    fn predict(&mut self, flows: &Flows, cx: &Tick<'_>) {
        let (coefficients, bank_rad) = self.lies();
        let thrust_n: f64 = cx.class.engines.engine.rows().iter().map(|engine| engine.thrust_max_n).sum();
        let recovery = predict::Recovery { thrust_n, delay_s: cx.class.flight.recovery_s };
        self.prediction = predict::predict(
            self.place.position_m,
            self.place.velocity_m_s,
            self.mass_kg,
            &coefficients,
            bank_rad,
            &recovery,
        );
        self.prediction.thrusting = flows.thrust_body_n != DVec3::ZERO;
    }

    /// Out of danger: an orbit whose lowest point is above the air, or above 100 km, climbing, with engines
    /// ready to push harder than her weight.
    fn judge_danger(&mut self, flows: &Flows, cx: &mut Tick<'_>) {
        let motion = &flows.motion;
        let holds = self.perigee_m(motion) > AIR_ALTITUDE_M;
        let strong = flows.thrust_ready_n > 1.1 * self.mass_kg * STANDARD_GRAVITY_M_S2;
        let climbs = motion.altitude_m > 100_000.0 && motion.climb_rate_m_s > 0.0 && strong;
        if holds || climbs {
            if self.safe.is_none() {
                let event = Event::OutOfDanger { altitude_m: motion.altitude_m };
                self.safe = Some(cx.push(EventKind::Flight(event), &[flows.thrust_cause, self.mode_cause]));
            }
        } else {
            self.safe = None;
        }
    }

    /// Height of the lowest point of the orbit she is on, without air and thrust, m; the lowest number there is on
    /// a path that is no orbit.
    #[must_use]
    pub fn perigee_m(&self, motion: &Motion) -> f64 {
        let (place, radius_m) = (&self.place, self.place.position_m.length());
        let orbit = gravity::elements_from_state(place.position_m, place.velocity_m_s, PLANET_MU_M3_S2);
        orbit.map_or(f64::MIN, |orbit| orbit.periapsis_m() - radius_m + motion.altitude_m)
    }

    /// The event since which she is out of danger, if she is.
    #[must_use]
    pub fn out_of_danger(&self) -> Option<Cause> {
        self.safe
    }
}

/// Whether the flight computer has its power.
fn computes(flows: &Flows, class: &Class) -> bool {
    class.computer_load.is_none_or(|load| flows.supply[load].function > 0.0)
}

/// Why she climbs: engines that push, else the air that bears her up.
fn why_she_rises(flows: &Flows) -> Cause {
    if flows.thrust_body_n == DVec3::ZERO { Cause::Law(Law::AirDrag) } else { flows.thrust_cause }
}

/// Why the core could not be lit now, if its field or its igniter has too little power for it.
fn core_without_power(flows: &Flows, cx: &Tick<'_>) -> Option<Cause> {
    let class = cx.class.core.chamber.as_ref()?;
    let loads = [class.containment_load, class.igniter_load];
    let mut supplies = loads.into_iter().filter_map(|load| flows.supply.get(load));
    supplies.find(|supply| supply.voltage_pu < WEAK).map(|supply| supply.cause)
}

/// Whether an order would be kept now.
///
/// # Errors
/// The reason against it.
pub fn check(world: &World, _by: PersonId, order: &Order) -> Result<(), Reason> {
    let within = |what: &str, value: f64, low: f64, high: f64| {
        if value >= low && value <= high {
            return Ok(());
        }
        Err(Reason::new("out_of_range", format!("{what} is {value}; it goes from {low} to {high}")))
    };
    match *order {
        Order::Coast {} | Order::Damp {} => Ok(()),
        Order::Trim { attack_deg, bank_deg } => {
            within("angle of attack in degrees", attack_deg.unwrap_or(90.0), 0.0, 180.0)?;
            within("bank in degrees", bank_deg, -180.0, 180.0)
        }
        Order::Pitch { pitch_deg } => within("pitch in degrees", pitch_deg, -90.0, 90.0),
        Order::Turn { turn_body_deg_s } => {
            let most = world.class.flight.turn_max_deg_s;
            turn_body_deg_s.iter().try_for_each(|rate| within("turn in degrees a second", *rate, -most, most))
        }
    }
}
