//! The world and the order of a tick. Everything that can change is a field of [`World`]; everything that
//! changes it happens in [`World::step`].

use crate::class::{Scenario, ShipClass};
use crate::event::{Event as Happened, EventKind, EventSink};
use crate::flows::Flows;
use crate::id::PersonId;
use crate::order::{Act, Order, Reason};
use crate::{
    Cause, air, command, comms, core, crew, deckplan, engines, flight, heat, hull, instruments, power,
    radiation, shields,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The ship is lost: hull broken up, ground contact, or all aboard dead.
    Lost {
        /// Tick.
        tick: u32,
        /// The event that did it.
        cause: Cause,
    },
    /// Out of danger, every casualty dead or stable.
    Safe {
        /// Tick.
        tick: u32,
        /// The event that did it.
        cause: Cause,
    },
    /// The scenario's time ran out.
    Limit {
        /// Tick.
        tick: u32,
    },
}

/// Events of the world as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The run has ended.
    Ended {
        /// How.
        outcome: Outcome,
    },
}

/// One ship and her people at one tick.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each names its department")]
pub struct World {
    /// What never changes; shared, and outside snapshots.
    #[serde(skip)]
    pub class: Arc<ShipClass>,
    /// Sets roster, skills, temperaments, starting places, noise and later rolls.
    pub seed: u64,
    /// Ticks since the run began.
    pub tick: u32,
    /// Longest time the run may take, ticks.
    pub limit_ticks: u32,
    /// How the run ended, once it has.
    pub outcome: Option<Outcome>,
    /// What passes between departments.
    pub flows: Flows,
    pub deckplan: deckplan::Deckplan,
    pub power: power::Power,
    pub core: core::Core,
    pub radiation: radiation::Radiation,
    pub engines: engines::Engines,
    pub shields: shields::Shields,
    pub flight: flight::Flight,
    pub hull: hull::Hull,
    pub heat: heat::Heat,
    pub air: air::Air,
    pub crew: crew::Crew,
    pub instruments: instruments::Instruments,
    pub comms: comms::Comms,
    pub command: command::Command,
}

/// What every department's step knows besides the flows.
#[derive(Debug)]
pub struct Tick<'a> {
    /// What never changes.
    pub class: &'a ShipClass,
    /// The run's seed.
    pub seed: u64,
    /// The tick being made.
    pub tick: u32,
    /// Where events go.
    pub events: EventSink,
}

impl Tick<'_> {
    /// Records an event; gives the cause that later events may name.
    pub fn push(&mut self, kind: EventKind, causes: &[Cause]) -> Cause {
        self.events.push(kind, causes)
    }
    /// True every `period` ticks, offset by `phase`: how departments run slower than the tick.
    #[must_use]
    pub fn every(&self, period: u32, phase: u32) -> bool {
        self.tick % period == phase
    }
}

/// Who gives an order, and its number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Given {
    /// The order's cause id.
    pub cause: Cause,
    /// The order's number.
    pub order: crate::OrderId,
    /// Who gives it.
    pub by_person: PersonId,
    /// From which chair.
    pub seat: Option<crate::SeatId>,
}

impl World {
    /// The ship as a scenario finds her.
    #[must_use]
    pub fn new(class: Arc<ShipClass>, scenario: &Scenario, seed: u64) -> Self {
        let flows = Flows::new(&class);
        let limit_ticks = (scenario.limit_s / crate::TICK_S) as u32;
        let deckplan = deckplan::Deckplan::new(&class, scenario);
        let mut world = Self {
            seed,
            tick: 0,
            limit_ticks,
            outcome: None,
            flows,
            power: power::Power::new(&class, scenario),
            core: core::Core::new(&class, scenario),
            radiation: radiation::Radiation::new(&class, scenario),
            engines: engines::Engines::new(&class, scenario),
            shields: shields::Shields::new(&class, scenario),
            flight: flight::Flight::new(&class, scenario),
            hull: hull::Hull::new(&class, scenario),
            heat: heat::Heat::new(&class, scenario),
            air: air::Air::new(&class, scenario),
            crew: crew::Crew::new(&class, scenario, seed),
            instruments: instruments::Instruments::new(&class, scenario),
            comms: comms::Comms::new(&class, scenario),
            command: command::Command::new(&class, scenario),
            deckplan,
            class,
        };
        world.command.settle(&world.crew, &mut world.flows, &world.class);
        world.flight.publish(&mut world.flows, &world.class);
        world.find_supplied();
        world
    }

    /// What the grid gives at the start is what it would give in a tick in which nobody does anything: that tick is
    /// made in thought. Before it no console would be fed, and an order at the very start would find none.
    fn find_supplied(&mut self) {
        let mut thought = self.clone();
        thought.step(&[]);
        self.flows.supply = thought.flows.supply;
        // Of a thought nothing is left over.
        for supply in self.flows.supply.rows_mut() {
            supply.take();
        }
    }

    /// Whether an order would be kept now. Pure: a rejected order leaves no trace.
    ///
    /// # Errors
    /// The reason for which it is rejected.
    pub fn check(&self, order: &Order) -> Result<(), Reason> {
        command::authorise(self, order)?;
        let by = order.by_person;
        match &order.act {
            Act::Power(act) => power::check(self, by, act),
            Act::Core(act) => core::check(self, by, act),
            Act::Engines(act) => engines::check(self, by, act),
            Act::Shields(act) => shields::check(self, by, act),
            Act::Flight(act) => flight::check(self, by, act),
            Act::Air(act) => air::check(self, by, act),
            Act::Deckplan(act) => deckplan::check(self, order, act),
            Act::Crew(act) => crew::check(self, by, act),
            Act::Comms(act) => comms::check(self, by, act),
            Act::Command(act) => command::check(self, by, act),
        }
    }

    /// One tick of 50 ms: the orders take effect, then every department in its turn.
    pub fn step(&mut self, orders: &[Order]) -> Vec<Happened> {
        let class = Arc::clone(&self.class);
        let mut cx =
            Tick { class: &class, seed: self.seed, tick: self.tick, events: EventSink::new(self.tick) };
        for order in orders {
            self.apply(order, &mut cx);
        }
        self.people_act(&mut cx);
        self.power_flows(&mut cx);
        self.machines_run(&mut cx);
        self.nature_acts(&mut cx);
        self.instruments_look(&mut cx);
        self.end_if_over(&mut cx);
        self.tick += 1;
        cx.events.finish()
    }

    /// An order takes effect.
    pub(crate) fn apply(&mut self, order: &Order, cx: &mut Tick<'_>) {
        let given = Given {
            cause: Cause::Order(order.id),
            order: order.id,
            by_person: order.by_person,
            seat: order.seat,
        };
        // An earlier order of the same tick may have changed what the check found when this one was kept.
        if let Err(reason) = self.check(order) {
            let failed = crate::order::Event::Failed { order: order.id, reason };
            cx.push(EventKind::Order(failed), &[given.cause]);
            return;
        }
        match &order.act {
            Act::Power(act) => self.power.apply(act, given, &mut self.flows, cx),
            Act::Core(act) => self.core.apply(act, given, &mut self.flows, cx),
            Act::Engines(act) => self.engines.apply(act, given, &mut self.flows, cx),
            Act::Shields(act) => self.shields.apply(act, given, &mut self.flows, cx),
            Act::Flight(act) => self.flight.apply(act, given, &mut self.flows, cx),
            Act::Air(act) => self.air.apply(act, given, &mut self.flows, cx),
            Act::Deckplan(act) => self.deckplan.apply(act, given, &mut self.crew, &mut self.flows, cx),
            Act::Crew(act) => self.crew.apply(act, given, &self.deckplan, &mut self.flows, cx),
            Act::Comms(act) => self.comms.apply(act, given, &self.crew, &mut self.flows, cx),
            Act::Command(act) => {
                self.command.apply(act, given, &mut self.crew, &self.comms, &mut self.flows, cx);
            }
        }
    }

    fn people_act(&mut self, cx: &mut Tick<'_>) {
        self.command.step(&mut self.crew, &self.comms, &mut self.flows, cx);
        self.comms.step(&self.crew, &self.deckplan, &mut self.flows, cx);
        self.crew.step_tasks(&self.deckplan, &mut self.flows, cx);
    }

    fn power_flows(&mut self, cx: &mut Tick<'_>) {
        self.flows.demand_w.fill(0.0);
        self.core.demand(&mut self.flows, cx);
        self.shields.demand(&mut self.flows, cx);
        self.flight.demand(&mut self.flows, cx);
        self.air.demand(&mut self.flows, cx);
        self.deckplan.demand(&mut self.flows, cx);
        self.crew.demand(&mut self.flows, cx);
        self.instruments.demand(&mut self.flows, cx);
        self.comms.demand(&mut self.flows, cx);
        self.command.demand(&mut self.flows, cx);
        self.power.step(&mut self.flows, cx);
    }

    fn machines_run(&mut self, cx: &mut Tick<'_>) {
        self.core.step(&self.deckplan, &self.air, &mut self.flows, cx);
        self.deckplan.step(&mut self.flows, cx);
        self.engines.step(&mut self.flows, cx);
        self.shields.step(&mut self.flows, cx);
        self.flight.step(&mut self.flows, cx);
    }

    fn nature_acts(&mut self, cx: &mut Tick<'_>) {
        self.heat.step(&mut self.flows, cx);
        self.hull.step(&mut self.flows, cx);
        self.air.step(&self.deckplan, &self.crew, &mut self.flows, cx);
        self.radiation.step(&self.deckplan, &self.air, &mut self.flows, cx);
        self.crew.step_bodies(&self.air, &mut self.flows, cx);
        self.crew.step_movement(&self.deckplan, &self.air, &mut self.flows, cx);
    }

    fn instruments_look(&mut self, cx: &mut Tick<'_>) {
        let mut instruments = std::mem::take(&mut self.instruments);
        instruments.step(self, cx);
        self.instruments = instruments;
        self.command.log(&mut self.flows, cx);
    }

    fn end_if_over(&mut self, cx: &mut Tick<'_>) {
        if self.outcome.is_some() {
            return;
        }
        let Some(outcome) = self.judge() else { return };
        let cause = match &outcome {
            Outcome::Lost { cause, .. } | Outcome::Safe { cause, .. } => *cause,
            Outcome::Limit { .. } => Cause::Initial,
        };
        cx.push(EventKind::World(Event::Ended { outcome: outcome.clone() }), &[cause]);
        self.outcome = Some(outcome);
    }

    /// Lost, safe, or neither yet.
    fn judge(&self) -> Option<Outcome> {
        let tick = self.tick;
        if let Some(cause) = self.hull.lost {
            return Some(Outcome::Lost { tick, cause });
        }
        if let Some(cause) = self.crew.all_dead() {
            return Some(Outcome::Lost { tick, cause });
        }
        let Some(cause) = self.flight.out_of_danger() else {
            return (tick >= self.limit_ticks).then_some(Outcome::Limit { tick });
        };
        // Somebody may still be dying when the time runs out; the ship is safe all the same.
        if tick >= self.limit_ticks {
            return Some(Outcome::Safe { tick, cause });
        }
        (tick.is_multiple_of(crate::TICKS_PER_SECOND) && self.crew.casualties_settled())
            .then_some(Outcome::Safe { tick, cause })
    }

    /// The world as bytes, for snapshots and hashes; the class is not part of it.
    #[must_use]
    pub fn snapshot(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("plain data always serialises")
    }

    /// The world from [`World::snapshot`].
    ///
    /// # Errors
    /// When the bytes are not a snapshot of this simulation version.
    pub fn restore(class: &Arc<ShipClass>, bytes: &[u8]) -> Result<Self, postcard::Error> {
        let world: Self = postcard::from_bytes(bytes)?;
        Ok(Self { class: Arc::clone(class), ..world })
    }

    /// A 64-bit digest of the whole world (FNV-1a over the snapshot): equal worlds, equal hashes.
    #[must_use]
    pub fn hash(&self) -> u64 {
        self.snapshot().iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }
}
