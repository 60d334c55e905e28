//! A run of shipped content with everything that happened in it.

use qd_content::{Library, Names, act_from_json};
use qd_officers::{Giver, OfficerSet, Session};
use qd_sim::command::Event as CommandEvent;
use qd_sim::core::Event as CoreEvent;
use qd_sim::crew::{Event as CrewEvent, Task};
use qd_sim::names::Space;
use qd_sim::{Event, EventKind, Outcome, PersonId, Scenario, SeatId, ShipClass, TICKS_PER_SECOND, World};
use std::sync::Arc;

/// The grid counts as out when less than this share of the ship's rated load has voltage.
const GRID_OUT_SHARE: f64 = 0.5;

/// A run.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) session: Session,
    pub(crate) names: Names,
    pub(crate) events: Vec<Event>,
    /// Tick in which the grid went out.
    pub(crate) grid_out_tick: Option<u32>,
}

/// Class, scenario and names of shipped content.
pub(crate) fn load(scenario: &str) -> (Arc<ShipClass>, Scenario, Names) {
    Library::embedded().load_scenario(scenario, Some("fall"), &[]).expect("shipped content loads")
}

impl Run {
    pub(crate) fn new(scenario: &str, seed: u64, set: &OfficerSet) -> Self {
        let (class, scenario, names) = load(scenario);
        Self::of(class, &scenario, names, seed, set)
    }

    pub(crate) fn of(
        class: Arc<ShipClass>,
        scenario: &Scenario,
        names: Names,
        seed: u64,
        set: &OfficerSet,
    ) -> Self {
        let session = Session::new(class, scenario, seed, set);
        Self { session, names, events: Vec::new(), grid_out_tick: None }
    }

    pub(crate) fn world(&self) -> &World {
        &self.session.world
    }

    pub(crate) fn tick(&mut self) {
        self.events.extend(self.session.tick(&mut ()).events);
        let world = &self.session.world;
        if self.grid_out_tick.is_none() && world.tick.is_multiple_of(5) && live_share(world) < GRID_OUT_SHARE
        {
            self.grid_out_tick = Some(world.tick);
        }
    }

    /// Goes on for so long, or to the end.
    pub(crate) fn seconds(&mut self, seconds: u32) {
        let limit = self.world().tick + seconds * TICKS_PER_SECOND;
        self.until(|world| world.tick >= limit);
    }

    /// Goes on until something holds; false when the run ended before.
    pub(crate) fn until(&mut self, mut holds: impl FnMut(&World) -> bool) -> bool {
        while self.world().outcome.is_none() {
            if holds(self.world()) {
                return true;
            }
            self.tick();
        }
        false
    }

    pub(crate) fn through(mut self) -> Self {
        self.until(|_| false);
        self
    }

    /// An order as files have them, given from a chair.
    pub(crate) fn order(&mut self, seat: &str, order: &str) {
        let seat = SeatId(self.names.resolve(Space::Seat, seat).expect("a seat"));
        let value = serde_json::from_str(order).expect("JSON");
        let act = act_from_json(&value, &self.names).expect("an order");
        self.session.submit(Giver::Seat(seat), act, &mut ()).expect("it is kept");
    }

    pub(crate) fn is_lost(&self) -> bool {
        matches!(self.world().outcome, Some(Outcome::Lost { .. }))
    }

    pub(crate) fn is_safe(&self) -> bool {
        matches!(self.world().outcome, Some(Outcome::Safe { .. }))
    }

    /// Time from the grid's going out to now, s.
    pub(crate) fn since_grid_s(&self) -> f64 {
        let out = self.grid_out_tick.expect("the grid went out");
        f64::from(self.world().tick - out) / f64::from(TICKS_PER_SECOND)
    }

    /// Whoever began the work in the chamber, in order.
    pub(crate) fn entered(&self) -> Vec<PersonId> {
        self.pick(|kind| match kind {
            EventKind::Crew(CrewEvent::TaskStarted { person, task: Task::Realign {} }) => Some(*person),
            _ => None,
        })
    }

    /// Whoever brought the core into line, in order.
    pub(crate) fn realigners(&self) -> Vec<PersonId> {
        self.pick(|kind| match kind {
            EventKind::Core(CoreEvent::Aligned { by_person, .. }) => Some(*by_person),
            _ => None,
        })
    }

    /// Volunteers for the chamber were asked for.
    pub(crate) fn asked(&self) -> bool {
        let asked = self.first(|kind| match kind {
            EventKind::Command(CommandEvent::VolunteersAsked { task: Task::Realign {}, .. }) => Some(()),
            _ => None,
        });
        asked.is_some()
    }

    pub(crate) fn pick<T>(&self, wanted: impl Fn(&EventKind) -> Option<T>) -> Vec<T> {
        self.events.iter().filter_map(|event| wanted(&event.kind)).collect()
    }

    /// Tick and value of the first event wanted.
    pub(crate) fn first<T>(&self, wanted: impl Fn(&EventKind) -> Option<T>) -> Option<(u32, T)> {
        self.events.iter().find_map(|event| wanted(&event.kind).map(|found| (event.id.tick, found)))
    }

    /// How it went, for a test that fails.
    pub(crate) fn story(&self) -> String {
        let world = self.world();
        let name = |person: &PersonId| world.crew.name(&world.class.crew, *person);
        let deaths = self.pick(|kind| match kind {
            EventKind::Crew(CrewEvent::Died { person, of }) => Some(format!("{} of {of}", name(person))),
            _ => None,
        });
        format!(
            "{:?} after {} s; grid out {:?}; went in {:?}; aligned by {:?}; {} dead: {deaths:.5?}",
            world.outcome,
            world.tick / TICKS_PER_SECOND,
            self.grid_out_tick,
            self.entered().iter().map(name).collect::<Vec<_>>(),
            self.realigners().iter().map(name).collect::<Vec<_>>(),
            deaths.len(),
        )
    }
}

/// Share of the ship's rated load that has voltage, 0..=1.
fn live_share(world: &World) -> f64 {
    let loads = || world.class.power.load.iter();
    let live_w: f64 = loads()
        .filter(|(load, _)| world.flows.supply[*load].voltage_pu > 0.8)
        .map(|(_, row)| row.rated_w)
        .sum();
    live_w / loads().map(|(_, row)| row.rated_w).sum::<f64>()
}
