//! Shield facings: charge, power to hold and rise, entry heat kept off.
//!
//! Consumes power and the heat that falls on each facing; gives the share of heat let through. Stated fiction
//! with stated energy: what a facing turns aside costs charge, and charge is bought from the grid.
//! Law: `docs/laws/shields.md`.

use crate::Cause;
use crate::cause::Law;
use crate::class::{Scenario, ShipClass};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::PersonId;
use crate::id::{FacingId, Id, LoadId, Table};
use crate::order::Reason;
use crate::world::{Given, Tick, World};
use serde::{Deserialize, Serialize};

/// What never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Every facing.
    pub facing: Table<FacingId, Facing>,
}

/// A shield facing and its generator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facing {
    /// Key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Its generator; the rated power of the load is drawn while it charges.
    pub load: LoadId,
    /// Energy of full charge, J.
    pub capacity_j: f64,
    /// Power that holds a full charge, W; the charge leaks at this rate times its share.
    pub hold_w: f64,
    /// Share of entry heat that a full charge keeps off, 0..=1; in proportion below.
    pub keeps_off: f64,
    /// Charge spent for each joule kept off.
    pub cost: f64,
}

/// How a scenario finds it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Initial {
    /// Facings whose generator is dead.
    pub dead_facings: Vec<FacingId>,
    /// Charge of every facing, 0..=1.
    pub charge: f64,
    /// Whether they are raised.
    pub raised: bool,
}

/// State of one facing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacingState {
    /// Whether its generator works.
    pub working: bool,
    /// Whether it is to hold and rise.
    pub raised: bool,
    /// Energy held, J.
    pub charge_j: f64,
    /// Why it stands as it does.
    pub cause: Cause,
}

/// Energy account of all facings since the run began, J.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Taken from the grid.
    pub taken_j: f64,
    /// Leaked to space.
    pub leaked_j: f64,
    /// Spent on keeping heat off.
    pub spent_j: f64,
}

/// State.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shields {
    /// Every facing.
    pub facing: Table<FacingId, FacingState>,
    /// Where the energy came from and went.
    pub account: Account,
}

/// What can be ordered here. Every variant is struct-like (braces even when empty).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// Holds and charges a facing, or all.
    Raise {
        /// Which; all where none is named.
        facing: Option<FacingId>,
    },
    /// Lets a facing, or all, run down.
    Lower {
        /// Which; all where none is named.
        facing: Option<FacingId>,
    },
}

/// What happens here. Every variant is struct-like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A facing is to hold and rise.
    Raised {
        /// Which.
        facing: FacingId,
    },
    /// A facing is let down.
    Lowered {
        /// Which.
        facing: FacingId,
    },
    /// A facing has no charge left.
    Collapsed {
        /// Which.
        facing: FacingId,
    },
}

/// How fast a generator makes good what is missing when near full, s.
const CATCH_UP_S: f64 = 2.0;
/// Share of full charge below which a falling facing no longer holds together; what was left leaks.
const COLLAPSES_AT: f64 = 0.005;

impl Shields {
    /// As the scenario finds it.
    #[must_use]
    pub fn new(class: &ShipClass, scenario: &Scenario) -> Self {
        let initial = &scenario.shields;
        Self {
            facing: Table::like(&class.shields.facing, |id| FacingState {
                working: !initial.dead_facings.contains(&id),
                raised: initial.raised,
                charge_j: initial.charge * class.shields.facing[id].capacity_j,
                cause: Cause::Initial,
            }),
            account: Account::default(),
        }
    }

    /// Charge of a facing, 0..=1.
    #[must_use]
    pub fn charge(&self, class: &ShipClass, facing: FacingId) -> f64 {
        self.facing[facing].charge_j / class.shields.facing[facing].capacity_j
    }

    /// What it wants of the grid: what it leaks, and what it lacks within `CATCH_UP_S`, up to the generator's power.
    pub fn demand(&self, flows: &mut Flows, cx: &Tick<'_>) {
        for (id, facing) in cx.class.shields.facing.iter() {
            let state = &self.facing[id];
            if state.working && state.raised {
                let missing_j = (facing.capacity_j - state.charge_j).max(0.0);
                let leak_w = facing.hold_w * state.charge_j / facing.capacity_j;
                let rated_w = cx.class.power.load[facing.load].rated_w;
                flows.demand_w[facing.load] += (leak_w + missing_j / CATCH_UP_S).min(rated_w);
            }
        }
    }

    /// Carries out an order that passed [`check`].
    pub fn apply(&mut self, order: &Order, given: Given, _flows: &mut Flows, cx: &mut Tick<'_>) {
        let (which, raised) = match *order {
            Order::Raise { facing } => (facing, true),
            Order::Lower { facing } => (facing, false),
        };
        for (id, state) in self.facing.iter_mut() {
            if which.is_none_or(|wanted| wanted == id) && state.raised != raised {
                state.raised = raised;
                let event = if raised { Event::Raised { facing: id } } else { Event::Lowered { facing: id } };
                state.cause = cx.push(EventKind::Shields(event), &[given.cause]);
            }
        }
        cx.push(EventKind::Order(crate::order::Event::Achieved { order: given.order }), &[given.cause]);
    }

    /// One tick. The heat it kept off is that of last tick.
    pub fn step(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        for (id, facing) in cx.class.shields.facing.iter() {
            let state = &mut self.facing[id];
            let share = state.charge_j / facing.capacity_j;
            let kept_off = 1.0 - flows.shield_heat_passed[id];
            let leaked_j = facing.hold_w * share * crate::TICK_S;
            let spent_j = facing.cost * kept_off * flows.shield_heat_load_w[id] * crate::TICK_S;
            let supply = &mut flows.supply[facing.load];
            let offered_j = if state.working && state.raised && supply.function > 0.0 {
                supply.useful_w * crate::TICK_S
            } else {
                0.0
            };
            // Losses first; what is not there cannot be lost, and what does not fit is not taken up.
            let lost_j = (leaked_j + spent_j).min(state.charge_j);
            let portion = if leaked_j + spent_j > 0.0 { lost_j / (leaked_j + spent_j) } else { 0.0 };
            let before_j = state.charge_j;
            let taken_j = offered_j.min(facing.capacity_j - (before_j - lost_j));
            supply.taken_w = taken_j / crate::TICK_S;
            state.charge_j = (before_j - lost_j + taken_j).max(0.0);
            self.account.taken_j += taken_j;
            self.account.leaked_j += portion * leaked_j;
            self.account.spent_j += portion * spent_j;
            let least_j = COLLAPSES_AT * facing.capacity_j;
            if before_j >= least_j && state.charge_j < least_j {
                self.account.leaked_j += state.charge_j;
                state.charge_j = 0.0;
                let cause =
                    if spent_j > 0.0 { Cause::Law(Law::EntryHeating) } else { Cause::Law(Law::Shielding) };
                let event = EventKind::Shields(Event::Collapsed { facing: id });
                state.cause = cx.push(event, &[supply.cause, state.cause, cause]);
            }
            flows.shield_heat_passed[id] = 1.0 - facing.keeps_off * state.charge_j / facing.capacity_j;
        }
    }
}

/// Whether an order would be kept now.
///
/// # Errors
/// The reason against it.
pub fn check(world: &World, _by: PersonId, order: &Order) -> Result<(), Reason> {
    let (Order::Raise { facing } | Order::Lower { facing }) = *order;
    let Some(id) = facing else { return Ok(()) };
    let Some(state) = world.shields.facing.get(id) else {
        return Err(Reason::new("unknown", format!("there is no shield facing {}", id.index())));
    };
    if matches!(order, Order::Raise { .. }) && !state.working {
        let name = &world.class.shields.facing[id].name;
        return Err(Reason::new("broken", format!("the generator of {name} is dead; it has to be replaced")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventSink;
    use crate::flows::Supply;
    use crate::power::Load;

    /// A load with only what has no default.
    fn load() -> Load {
        let text = r#"{"key": "shield-1", "name": "A load", "bus": 0, "compartment": 0, "rated_w": 5e7, "priority": 1,
            "minimum": 0.2, "group": "test"}"#;
        serde_json::from_str(text).expect("every other field has a default")
    }

    fn class() -> ShipClass {
        let mut class = ShipClass::default();
        class.power.load = Table::new(vec![load()]);
        class.shields.facing = Table::new(vec![Facing {
            key: "belly".into(),
            name: "Belly".into(),
            load: LoadId(0),
            capacity_j: 1e9,
            hold_w: 1e6,
            keeps_off: 0.95,
            cost: 0.01,
        }]);
        class
    }

    fn run(shields: &mut Shields, class: &ShipClass, flows: &mut Flows, ticks: u32) -> usize {
        let mut events = 0;
        for tick in 0..ticks {
            let mut cx = Tick { class, seed: 1, tick, events: EventSink::new(tick) };
            shields.step(flows, &mut cx);
            events += cx.events.finish().len();
        }
        events
    }

    #[test]
    fn a_facing_charges_with_power_and_leaks_without() {
        let class = class();
        let mut scenario = Scenario::default();
        scenario.shields.raised = true;
        let mut shields = Shields::new(&class, &scenario);
        let mut flows = Flows::new(&class);
        flows.supply[LoadId(0)] = Supply { useful_w: 5e7, function: 1.0, ..Supply::default() };
        run(&mut shields, &class, &mut flows, 600);
        assert!((shields.charge(&class, FacingId(0)) - 1.0).abs() < 1e-2);
        assert!((flows.shield_heat_passed[FacingId(0)] - 0.05).abs() < 1e-2);
        flows.supply[LoadId(0)] = Supply::default();
        run(&mut shields, &class, &mut flows, 2000);
        assert!(shields.charge(&class, FacingId(0)) < 0.95);
    }

    #[test]
    fn near_full_the_demand_is_steady_and_all_that_comes_is_taken_up() {
        let class = class();
        let shields = Initial { charge: 0.99, raised: true, ..Initial::default() };
        let mut shields = Shields::new(&class, &Scenario { shields, ..Scenario::default() });
        let mut flows = Flows::new(&class);
        let (mut before_w, mut given_j) = (f64::INFINITY, 0.0);
        for tick in 0..2000 {
            flows.demand_w.fill(0.0);
            let mut cx = Tick { class: &class, seed: 1, tick, events: EventSink::new(tick) };
            shields.demand(&mut flows, &cx);
            let wanted_w = flows.demand_w[LoadId(0)];
            assert!(wanted_w <= before_w && wanted_w > 0.9e6, "{wanted_w} W after {before_w} W");
            before_w = wanted_w;
            given_j += wanted_w * crate::TICK_S;
            flows.supply[LoadId(0)] = Supply { useful_w: wanted_w, function: 1.0, ..Supply::default() };
            shields.step(&mut flows, &mut cx);
        }
        assert!((shields.account.taken_j - given_j).abs() < 1e-9 * given_j, "nothing is turned away");
    }

    #[test]
    fn heat_spends_the_charge_until_it_collapses_and_the_account_closes() {
        let class = class();
        let mut scenario = Scenario::default();
        scenario.shields.charge = 0.06;
        let mut shields = Shields::new(&class, &scenario);
        let start_j = shields.facing[FacingId(0)].charge_j;
        let mut flows = Flows::new(&class);
        flows.shield_heat_load_w[FacingId(0)] = 1e12;
        assert_eq!(run(&mut shields, &class, &mut flows, 400), 1);
        let account = shields.account;
        let change = shields.facing[FacingId(0)].charge_j - start_j;
        let left = account.taken_j - account.leaked_j - account.spent_j - change;
        assert!(left.abs() < 1e-9 * start_j, "{left}");
        assert_eq!(flows.shield_heat_passed[FacingId(0)], 1.0);
    }

    #[test]
    fn a_dead_generator_draws_and_gives_nothing() {
        let class = class();
        let shields = Initial { dead_facings: vec![FacingId(0)], charge: 0.0, raised: true };
        let scenario = Scenario { shields, ..Scenario::default() };
        let mut shields = Shields::new(&class, &scenario);
        let mut flows = Flows::new(&class);
        let cx = Tick { class: &class, seed: 1, tick: 0, events: EventSink::new(0) };
        shields.demand(&mut flows, &cx);
        assert_eq!(flows.demand_w[LoadId(0)], 0.0);
        flows.supply[LoadId(0)] = Supply { useful_w: 5e7, function: 1.0, ..Supply::default() };
        run(&mut shields, &class, &mut flows, 100);
        assert_eq!(shields.facing[FacingId(0)].charge_j, 0.0);
    }
}
