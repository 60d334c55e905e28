//! Main engines: core plasma to thrust.
//!
//! Consumes plasma power of the core and its own reaction mass; gives thrust, its moment and its mass flow. One
//! law: a jet of stated exhaust speed carries the share `efficiency` of the plasma power. Stated fiction is
//! only that such an engine exists; its momentum and energy close. Law: `docs/laws/engines.md`.

use crate::Cause;
use crate::cause::Law;
use crate::class::{Scenario, ShipClass};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::PersonId;
use crate::id::{EngineId, Id, Table};
use crate::order::Reason;
use crate::world::{Given, Tick, World};
use glam::DVec3;
use serde::{Deserialize, Serialize};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Reaction mass when full, kg; part of the ship's full mass.
    pub reaction_mass_kg: f64,
    /// Every main engine.
    pub engine: Table<EngineId, Engine>,
}

/// A main engine: pushes forward along the body's x axis, turned by its gimbal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Engine {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Where its nozzle sits, body axes from the centre of mass, m.
    pub position_body_m: [f64; 3],
    /// Greatest thrust, N.
    pub thrust_max_n: f64,
    /// Exhaust speed, m/s.
    pub exhaust_m_s: f64,
    /// Share of plasma power that becomes power of the jet, 0..=1; the rest leaves as heat of the exhaust.
    pub efficiency: f64,
    /// Time from nothing to full thrust, s.
    pub spool_s: f64,
    /// Farthest turn of the jet, deg.
    pub gimbal_max_deg: f64,
}

impl Engine {
    /// Plasma power at a share of full thrust, W: `F ve / (2 efficiency)`.
    #[must_use]
    pub fn plasma_w(&self, output: f64) -> f64 {
        0.5 * output * self.thrust_max_n * self.exhaust_m_s / self.efficiency
    }
    /// Mass flow at a share of full thrust, kg/s: `F / ve`.
    #[must_use]
    pub fn mass_flow_kg_s(&self, output: f64) -> f64 {
        output * self.thrust_max_n / self.exhaust_m_s
    }
}

/// How a scenario finds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// Engines whose nozzle is dead.
    pub dead_engines: Vec<EngineId>,
    /// Share of reaction mass left, 0..=1.
    pub reaction_mass: f64,
}

impl Default for Initial {
    fn default() -> Self {
        Self { dead_engines: Vec::new(), reaction_mass: 1.0 }
    }
}

/// State of one engine.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EngineState {
    /// Whether its nozzle works.
    pub working: bool,
    /// Commanded share of full thrust, 0..=1.
    pub throttle: f64,
    /// How far it has spooled up, 0..=1.
    pub spool: f64,
    /// Share of full thrust it gives, 0..=1: the spool, less what the plasma does not reach for.
    pub output: f64,
    /// Why the throttle stands where it does.
    pub throttle_cause: Cause,
    /// The event of the last change between pushing and not.
    pub state_cause: Cause,
}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Engines {
    /// Every engine.
    pub engine: Table<EngineId, EngineState>,
    /// Reaction mass left, kg.
    pub reaction_mass_kg: f64,
}

/// What can be ordered here. Every variant is struct-like (braces even when empty).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// Sets the throttle of one engine, or of all.
    Throttle {
        /// Which; all where none is named.
        engine: Option<EngineId>,
        /// Share of full thrust, 0..=1.
        throttle: f64,
    },
}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A throttle is set.
    ThrottleSet {
        /// Which.
        engine: EngineId,
        /// Share of full thrust.
        throttle: f64,
    },
    /// An engine begins to push.
    Lit {
        /// Which.
        engine: EngineId,
    },
    /// An engine no longer pushes.
    Out {
        /// Which.
        engine: EngineId,
        /// Whether it was starved of plasma rather than shut down.
        starved: bool,
    },
    /// The reaction mass is spent.
    ReactionMassOut {},
}

impl Engines {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(class: &ShipClass, scenario: &Scenario) -> Self {
        let initial = &scenario.engines;
        Self {
            engine: Table::like(&class.engines.engine, |id| EngineState {
                working: !initial.dead_engines.contains(&id),
                throttle: 0.0,
                spool: 0.0,
                output: 0.0,
                throttle_cause: Cause::Initial,
                state_cause: Cause::Initial,
            }),
            reaction_mass_kg: initial.reaction_mass * class.engines.reaction_mass_kg,
        }
    }

    /// Carries out an order that passed [`check`].
    pub fn apply(&mut self, order: &Order, given: Given, _flows: &mut Flows, cx: &mut Tick<'_>) {
        let Order::Throttle { engine, throttle } = *order;
        for (id, state) in self.engine.iter_mut() {
            if engine.is_none_or(|wanted| wanted == id) {
                state.throttle = throttle;
                let event = Event::ThrottleSet { engine: id, throttle };
                state.throttle_cause = cx.push(EventKind::Engines(event), &[given.cause]);
            }
        }
        cx.push(EventKind::Order(crate::order::Event::Achieved { order: given.order }), &[given.cause]);
    }

    /// One tick.
    pub fn step(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        let class = &cx.class.engines;
        self.spool(class, flows.plasma_available_w);
        let wanted_w: f64 =
            class.engine.iter().map(|(id, engine)| engine.plasma_w(self.engine[id].spool)).sum();
        let fed = if wanted_w > flows.plasma_available_w { flows.plasma_available_w / wanted_w } else { 1.0 };
        let mass_needed_kg: f64 = class
            .engine
            .iter()
            .map(|(id, engine)| engine.mass_flow_kg_s(fed * self.engine[id].spool) * crate::TICK_S)
            .sum();
        let enough = mass_needed_kg <= self.reaction_mass_kg;
        let share = if enough { fed } else { fed * self.reaction_mass_kg / mass_needed_kg };
        let last = !enough && self.reaction_mass_kg > 0.0;
        self.push(share, flows, cx);
        flows.thrust_ready_n = self.ready_n(flows.plasma_available_w, class);
        if last {
            self.reaction_mass_kg = 0.0;
            cx.push(EventKind::Engines(Event::ReactionMassOut {}), &[flows.thrust_cause]);
        }
    }

    /// Spools follow the throttles as far as there is plasma to run on; an engine without a working nozzle, or
    /// without plasma, spools down.
    fn spool(&mut self, class: &Class, plasma_w: f64) {
        let asked = |state: &EngineState| if state.working { state.throttle } else { 0.0 };
        let wanted_w: f64 =
            class.engine.iter().map(|(id, engine)| engine.plasma_w(asked(&self.engine[id]))).sum();
        let fed = if wanted_w > plasma_w { plasma_w / wanted_w } else { 1.0 };
        for (id, state) in self.engine.iter_mut() {
            let target = fed * asked(state);
            let most = crate::TICK_S / class.engine[id].spool_s;
            state.spool += (target - state.spool).clamp(-3.0 * most, most);
        }
    }

    /// Thrust, moment, and what they cost, at a share of what the spools would give.
    fn push(&mut self, share: f64, flows: &mut Flows, cx: &mut Tick<'_>) {
        let (mut force, mut moment, mut flow, mut drawn) = (DVec3::ZERO, DVec3::ZERO, 0.0, 0.0);
        let (mut full_n, mut straight) = (0.0, DVec3::ZERO);
        for (id, engine) in cx.class.engines.engine.iter() {
            let thrust_n = share * self.engine[id].spool * engine.thrust_max_n;
            full_n += thrust_n;
            straight += DVec3::from(engine.position_body_m).cross(DVec3::X * thrust_n);
        }
        let wanted = flows.moment_wanted_body_n_m - straight;
        for (id, engine) in cx.class.engines.engine.iter() {
            let state = &mut self.engine[id];
            let output = share * state.spool;
            let thrust_n = output * engine.thrust_max_n;
            let part = if full_n > 0.0 { thrust_n / full_n } else { 0.0 };
            let jet = jet_body(engine, thrust_n, wanted * part);
            force += jet;
            moment += DVec3::from(engine.position_body_m).cross(jet);
            flow += engine.mass_flow_kg_s(output);
            drawn += engine.plasma_w(output);
            note_change(id, state, output, flows, cx);
            flows.engine_output[id] = output;
        }
        flows.thrust_body_n = force;
        flows.thrust_moment_body_n_m = moment;
        flows.engine_mass_flow_kg_s = flow;
        flows.plasma_drawn_w = drawn;
        self.reaction_mass_kg -= flow * crate::TICK_S;
    }

    /// Thrust that the working engines could give with this plasma, N.
    fn ready_n(&self, plasma_w: f64, class: &Class) -> f64 {
        let (mut thrust_n, mut wants_w) = (0.0, 0.0);
        for (id, engine) in class.engine.iter() {
            if self.engine[id].working && self.reaction_mass_kg > 0.0 {
                thrust_n += engine.thrust_max_n;
                wants_w += engine.plasma_w(1.0);
            }
        }
        if wants_w > plasma_w { thrust_n * plasma_w / wants_w } else { thrust_n }
    }
}

fn note_change(id: EngineId, state: &mut EngineState, output: f64, flows: &mut Flows, cx: &mut Tick<'_>) {
    let (was, is) = (state.output > 0.0, output > 0.0);
    state.output = output;
    if is && !was {
        state.state_cause = cx.push(
            EventKind::Engines(Event::Lit { engine: id }),
            &[state.throttle_cause, flows.core_cause, Cause::Law(Law::Thrust)],
        );
        flows.thrust_cause = state.state_cause;
    } else if was && !is {
        let starved = flows.plasma_available_w <= 0.0;
        let why = if starved { flows.core_cause } else { state.throttle_cause };
        let event = EventKind::Engines(Event::Out { engine: id, starved });
        state.state_cause = cx.push(event, &[why, Cause::Law(Law::Thrust)]);
        flows.thrust_cause = state.state_cause;
    }
}

/// The jet's push, body axes, N: forward, turned within the gimbal for the moment wanted of this engine about y
/// and z.
fn jet_body(engine: &Engine, thrust_n: f64, moment_wanted: DVec3) -> DVec3 {
    if thrust_n <= 0.0 {
        return DVec3::ZERO;
    }
    let arm = DVec3::from(engine.position_body_m);
    let most = libm::tan(engine.gimbal_max_deg.to_radians());
    // A side push s at arm x gives moments (.., -x s_z, x s_y).
    let side = |moment: f64, arm_m: f64| {
        if arm_m == 0.0 { 0.0 } else { (moment / (arm_m * thrust_n)).clamp(-most, most) }
    };
    let direction = DVec3::new(1.0, side(moment_wanted.z, arm.x), side(moment_wanted.y, -arm.x));
    direction.normalize() * thrust_n
}

/// Whether an order would be kept now.
///
/// # Errors
/// The reason against it.
pub fn check(world: &World, _by: PersonId, order: &Order) -> Result<(), Reason> {
    let Order::Throttle { engine, throttle } = *order;
    if !(0.0..=1.0).contains(&throttle) {
        return Err(Reason::new("out_of_range", format!("throttle is {throttle}; it goes from 0 to 1")));
    }
    match engine {
        Some(id) if world.engines.engine.get(id).is_none() => {
            Err(Reason::new("unknown", format!("there is no engine {}", id.index())))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventSink;

    fn class() -> ShipClass {
        let engine = |y: f64| Engine {
            key: "main".into(),
            name: "Main".into(),
            position_body_m: [-130.0, y, 0.0],
            thrust_max_n: 1.86e9,
            exhaust_m_s: 3e5,
            efficiency: 0.9,
            spool_s: 15.0,
            gimbal_max_deg: 8.0,
        };
        let engine = Table::new(vec![engine(-15.0), engine(15.0)]);
        ShipClass { engines: Class { reaction_mass_kg: 2e7, engine }, ..ShipClass::default() }
    }

    fn run(engines: &mut Engines, class: &ShipClass, flows: &mut Flows, ticks: u32) -> Vec<crate::Event> {
        let mut events = Vec::new();
        for tick in 0..ticks {
            let mut cx = Tick { class, seed: 1, tick, events: EventSink::new(tick) };
            engines.step(flows, &mut cx);
            events.extend(cx.events.finish());
        }
        events
    }

    #[test]
    fn momentum_and_energy_of_the_jet_close() {
        let class = class();
        let mut engines = Engines::new(&class, &Scenario::default());
        let mut flows = Flows::new(&class);
        flows.plasma_available_w = 1e15;
        engines.engine.iter_mut().for_each(|(_, state)| state.throttle = 0.7);
        run(&mut engines, &class, &mut flows, 400);
        let jet_w = 0.5 * flows.engine_mass_flow_kg_s * 3e5 * 3e5;
        assert!((flows.plasma_drawn_w * 0.9 / jet_w - 1.0).abs() < 1e-12);
        assert!((flows.thrust_body_n.length() / (flows.engine_mass_flow_kg_s * 3e5) - 1.0).abs() < 1e-12);
        assert!((flows.thrust_body_n.x / (0.7 * 3.72e9) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn an_engine_spools_up_goes_out_without_plasma_and_stays_dead() {
        let class = class();
        let mut scenario = Scenario::default();
        scenario.engines.dead_engines = vec![EngineId(1)];
        let mut engines = Engines::new(&class, &scenario);
        let mut flows = Flows::new(&class);
        flows.plasma_available_w = 1e15;
        engines.engine.iter_mut().for_each(|(_, state)| state.throttle = 1.0);
        // A throttle set beforehand is no head start: without plasma nothing turns.
        flows.plasma_available_w = 0.0;
        run(&mut engines, &class, &mut flows, 600);
        flows.plasma_available_w = 1e15;
        run(&mut engines, &class, &mut flows, 150);
        assert!((flows.engine_output[EngineId(0)] - 0.5).abs() < 1e-9, "half way after 7.5 s");
        run(&mut engines, &class, &mut flows, 200);
        assert_eq!((flows.engine_output[EngineId(0)], flows.engine_output[EngineId(1)]), (1.0, 0.0));
        assert!((flows.thrust_ready_n - 1.86e9).abs() < 1.0);
        flows.plasma_available_w = 0.0;
        let events = run(&mut engines, &class, &mut flows, 1);
        assert_eq!(flows.thrust_body_n, DVec3::ZERO);
        assert!(matches!(events[0].kind, EventKind::Engines(Event::Out { starved: true, .. })));
    }

    #[test]
    fn gimbals_cancel_the_moment_of_a_lone_engine() {
        let class = class();
        let mut scenario = Scenario::default();
        scenario.engines.dead_engines = vec![EngineId(1)];
        let mut engines = Engines::new(&class, &scenario);
        let mut flows = Flows::new(&class);
        flows.plasma_available_w = 1e15;
        engines.engine.iter_mut().for_each(|(_, state)| state.throttle = 1.0);
        run(&mut engines, &class, &mut flows, 400);
        let moment = flows.thrust_moment_body_n_m.z;
        assert!(moment.abs() < 1e-3 * 1.86e9 * 15.0, "{moment}");
    }

    #[test]
    fn the_reaction_mass_runs_out_and_is_never_negative() {
        let mut class = class();
        class.engines.reaction_mass_kg = 1e5;
        let mut engines = Engines::new(&class, &Scenario::default());
        let mut flows = Flows::new(&class);
        flows.plasma_available_w = 1e15;
        engines.engine.iter_mut().for_each(|(_, state)| state.throttle = 1.0);
        let events = run(&mut engines, &class, &mut flows, 1000);
        assert_eq!((engines.reaction_mass_kg, flows.thrust_body_n), (0.0, DVec3::ZERO));
        assert!(
            events.iter().any(|event| matches!(event.kind, EventKind::Engines(Event::ReactionMassOut {})))
        );
    }
}
