//! The session: a world, its officers, and the orders waiting for the next tick. One driver for `run`, `watch`
//! and the journal; replay steps the world alone with the orders that were kept.

use crate::mind::Memory;
use crate::officer;
use qd_sim::crew::willingness;
use qd_sim::order::{Act, Order, Reason};
use qd_sim::procedure::Role;
use qd_sim::view::{self, View};
use qd_sim::{Event, OrderId, Outcome, PersonId, Scenario, SeatId, ShipClass, World};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Ticks between two thoughts of one officer: 2 Hz.
pub const THOUGHT_TICKS: u32 = 10;

/// Where a kept order goes before it is answered or applied.
pub trait Keep {
    /// Keeps `order`, to be applied in tick `tick`; only when this returns is it answered `kept`.
    ///
    /// # Errors
    /// Why it cannot be kept; the order is then rejected.
    fn keep(&mut self, tick: u32, order: &Order) -> Result<(), Reason>;
}

/// Nowhere: a run that is not recorded.
impl Keep for () {
    fn keep(&mut self, _tick: u32, _order: &Order) -> Result<(), Reason> {
        Ok(())
    }
}

/// Which seats an officer works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficerSet {
    /// Every seat.
    All,
    /// None.
    None,
    /// These.
    Seats(Vec<SeatId>),
}

/// Who gives an order: whoever sits in a chair, or a person on foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Giver {
    /// The holder of this chair.
    Seat(SeatId),
    /// This person, from no chair.
    Person(PersonId),
}

/// What one tick did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticked {
    /// The orders that took effect, in order.
    pub orders: Vec<Order>,
    /// What happened.
    pub events: Vec<Event>,
}

/// An officer's chair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Officer {
    seat: SeatId,
    role: Role,
    memory: Memory,
}

/// A world with its officers and the orders that wait.
#[derive(Clone, Debug)]
pub struct Session {
    /// The world.
    pub world: World,
    /// Officers ask for volunteers and send them even while a human has the conn (a setting; normally off).
    pub initiative: bool,
    officers: Vec<Officer>,
    pending: Vec<Order>,
    next_order: u32,
    view: View,
    acts: Vec<Act>,
}

/// What a snapshot holds.
#[derive(Serialize, Deserialize)]
struct Snapshot {
    world: World,
    initiative: bool,
    officers: Vec<Officer>,
    pending: Vec<Order>,
    next_order: u32,
}

impl Session {
    /// A session at the scenario's start.
    #[must_use]
    pub fn new(class: Arc<ShipClass>, scenario: &Scenario, seed: u64, set: &OfficerSet) -> Self {
        let world = World::new(class, scenario, seed);
        let officers = officers_of(&world.class, set);
        Self::from_parts(world, officers, Vec::new(), 1)
    }

    fn from_parts(world: World, officers: Vec<Officer>, pending: Vec<Order>, next_order: u32) -> Self {
        Self {
            world,
            initiative: false,
            officers,
            pending,
            next_order,
            view: View::default(),
            acts: Vec::new(),
        }
    }

    /// An order for the next tick: checked, kept, then answered with its number.
    ///
    /// # Errors
    /// Why it is rejected; the world is unchanged.
    pub fn submit(&mut self, giver: Giver, act: Act, keep: &mut dyn Keep) -> Result<OrderId, Reason> {
        let (by_person, seat) = self.giver(giver)?;
        let id = OrderId(self.next_order);
        let order = Order { id, by_person, seat, act };
        self.world.check(&order)?;
        keep.keep(self.world.tick, &order)?;
        self.next_order += 1;
        self.pending.push(order);
        Ok(id)
    }

    fn giver(&self, giver: Giver) -> Result<(PersonId, Option<SeatId>), Reason> {
        match giver {
            Giver::Person(person) => Ok((person, None)),
            Giver::Seat(seat) => match self.world.flows.seat_holder.get(seat).copied().flatten() {
                Some(person) => Ok((person, Some(seat))),
                None => Err(Reason::new("seat_empty", "nobody sits there; claim the chair first")),
            },
        }
    }

    /// One tick: the officers whose turn it is think, then the world steps with all that was kept for it.
    pub fn tick(&mut self, keep: &mut dyn Keep) -> Ticked {
        self.officers_think(keep);
        let orders = std::mem::take(&mut self.pending);
        let events = self.world.step(&orders);
        Ticked { orders, events }
    }

    /// A tick that was journaled before the session ended: what was kept for it takes effect, and the officers
    /// think as they did, so that their memories are what they were. A thought whose order was not kept before
    /// the end (it can only be in the last tick) is kept now.
    pub fn tick_again(&mut self, kept: &[Order], keep: &mut dyn Keep) -> Ticked {
        self.pending.clear();
        self.officers_think(&mut ());
        let thoughts = std::mem::replace(&mut self.pending, kept.to_vec());
        self.next_order = kept.last().map_or(self.next_order - thoughts.len() as u32, |last| last.id.0 + 1);
        let mut unmatched: Vec<&Order> = kept.iter().collect();
        for thought in thoughts {
            let same = |order: &&Order| order.seat == thought.seat && order.act == thought.act;
            if let Some(index) = unmatched.iter().position(same) {
                unmatched.swap_remove(index);
                continue;
            }
            let order = Order { id: OrderId(self.next_order), ..thought };
            if keep.keep(self.world.tick, &order).is_ok() {
                self.next_order += 1;
                self.pending.push(order);
            }
        }
        let orders = std::mem::take(&mut self.pending);
        let events = self.world.step(&orders);
        Ticked { orders, events }
    }

    fn officers_think(&mut self, keep: &mut dyn Keep) {
        let mut view = std::mem::take(&mut self.view);
        let mut acts = std::mem::take(&mut self.acts);
        let initiative = self.initiative || !self.human_in_command();
        for index in 0..self.officers.len() {
            let seat = self.officers[index].seat;
            if !(self.world.tick + 2 * u32::from(seat.0)).is_multiple_of(THOUGHT_TICKS) {
                continue;
            }
            // Whoever is guided decides for themselves; the officer remembers what it knew, and waits.
            if self.holder(seat).is_none_or(|holder| self.is_guided(holder)) {
                continue;
            }
            view::of_seat_into(&self.world, seat, &mut view);
            acts.clear();
            let class = &self.world.class;
            let officer = &mut self.officers[index];
            officer::think(class, officer.role, &view, initiative, &mut officer.memory, &mut acts);
            for act in acts.drain(..) {
                if let Err(reason) = self.submit(Giver::Seat(seat), act.clone(), keep) {
                    self.officers[index].memory.rejected.push((act, reason));
                }
            }
        }
        self.view = view;
        self.acts = acts;
    }

    fn holder(&self, seat: SeatId) -> Option<PersonId> {
        self.world.flows.seat_holder[seat]
    }

    fn is_guided(&self, person: PersonId) -> bool {
        willingness::is_guided(&self.world.crew.person[person])
    }

    /// Whoever has the conn is guided, or sits in a chair that no officer works: a human, a script, an agent.
    fn human_in_command(&self) -> bool {
        let Some(conn) = self.world.command.conn_person else { return false };
        if self.is_guided(conn) {
            return true;
        }
        let holders = self.world.flows.seat_holder.iter();
        let seat = holders.filter(|(_, holder)| **holder == Some(conn)).map(|(seat, _)| seat).next();
        seat.is_some_and(|seat| !self.officers.iter().any(|officer| officer.seat == seat))
    }

    /// Ticks until the run has ended or `limit_ticks` ticks have been made in all, showing each tick to `see`.
    pub fn run_until(
        &mut self,
        limit_ticks: u32,
        keep: &mut dyn Keep,
        mut see: impl FnMut(&World, &Ticked),
    ) -> Option<Outcome> {
        while self.world.outcome.is_none() && self.world.tick < limit_ticks {
            let ticked = self.tick(keep);
            see(&self.world, &ticked);
        }
        self.world.outcome.clone()
    }

    /// Orders kept for the next tick.
    #[must_use]
    pub fn pending(&self) -> &[Order] {
        &self.pending
    }

    /// World, officers' memories and waiting orders as bytes.
    #[must_use]
    pub fn snapshot(&self) -> Vec<u8> {
        let parts = (&self.world, self.initiative, &self.officers, &self.pending, self.next_order);
        postcard::to_stdvec(&parts).expect("plain data always serialises")
    }

    /// The session from [`Session::snapshot`].
    ///
    /// # Errors
    /// When the bytes are not a snapshot of this simulation version.
    pub fn restore(class: &Arc<ShipClass>, bytes: &[u8]) -> Result<Self, postcard::Error> {
        let Snapshot { world, initiative, officers, pending, next_order } = postcard::from_bytes(bytes)?;
        let world = World { class: Arc::clone(class), ..world };
        Ok(Self { initiative, ..Self::from_parts(world, officers, pending, next_order) })
    }
}

fn officers_of(class: &ShipClass, set: &OfficerSet) -> Vec<Officer> {
    let seats = &class.command.seat;
    seats
        .ids()
        .filter(|seat| match set {
            OfficerSet::All => true,
            OfficerSet::None => false,
            OfficerSet::Seats(held) => held.contains(seat),
        })
        .map(|seat| Officer { seat, role: seats[seat].role, memory: Memory::default() })
        .collect()
}
