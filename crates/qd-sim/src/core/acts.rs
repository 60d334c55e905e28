//! Orders to the core: what is kept, and what it does.

use super::order::{Event, Order, ScramWhy};
use super::reactor::SEED;
use super::state::{Core, Phase};
use crate::cause::Cause;
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::PersonId;
use crate::order::Reason;
use crate::world::{Given, Tick, World};

fn refuse(when: bool, code: &'static str, text: &str) -> Result<(), Reason> {
    if when { Err(Reason::new(code, text)) } else { Ok(()) }
}

/// Whether an order would be kept now. Who may give it is for `command` to say.
///
/// # Errors
/// The reason against it.
pub fn check(world: &World, _by: PersonId, order: &Order) -> Result<(), Reason> {
    refuse(world.class.core.chamber.is_none(), "unknown", "the ship has no core")?;
    world.core.may(world.class.core.hazard.contaminant_limit_per_m3, order)
}

impl Core {
    pub(super) fn may(&self, limit_per_m3: f64, order: &Order) -> Result<(), Reason> {
        let lock = &self.lock;
        let already = |so: bool| refuse(so, "already", "it is so already");
        match order {
            Order::Decontaminate {} => {
                already(lock.decontaminating.is_some())?;
                refuse(!lock.inner_shut, "door_open", "the inner door must be shut first")?;
                refuse(lock.density_per_m3 <= limit_per_m3, "clean", "the lock is clean")
            }
            Order::StopDecontamination {} => already(lock.decontaminating.is_none()),
            Order::OverrideInterlock {} => already(lock.overridden.is_some()),
            Order::RestoreInterlock {} => already(lock.overridden.is_none()),
            _ => {
                refuse(self.gone(), "gone", "there is no core left")?;
                self.may_run(order)
            }
        }
    }

    fn may_run(&self, order: &Order) -> Result<(), Reason> {
        let already = |so: bool| refuse(so, "already", "it is so already");
        match order {
            Order::Containment { on } => already(self.ordered.containment == *on),
            Order::Coolant { on } => already(self.ordered.coolant == *on),
            Order::Preheat { on } => already(self.ordered.preheat == *on),
            Order::Ignite {} => {
                already(self.feed_open)?;
                refuse(self.fuel_kg[0].min(self.fuel_kg[1]) <= 0.0, "no_fuel", "there is no fuel")
            }
            Order::SetOutput { share } => {
                refuse(!(0.05..=1.0).contains(share), "out_of_range", "an output is 0.05 to 1")
            }
            Order::Scram {} => {
                already(!self.feed_open)?;
                refuse(!self.scram_sound, "failed", "the feed valves do not answer")
            }
            _ => Ok(()),
        }
    }

    /// Carries out an order that passed [`check`].
    pub fn apply(&mut self, order: &Order, given: Given, _flows: &mut Flows, cx: &mut Tick<'_>) {
        let cause = given.cause;
        match order {
            Order::Containment { on } => {
                self.ordered.containment = *on;
                self.ordered.cause = cause;
            }
            Order::Coolant { on } => {
                self.ordered.coolant = *on;
                self.ordered.cause = cause;
            }
            Order::Preheat { on } => {
                self.ordered.preheat = *on;
                self.ordered.cause = cause;
            }
            Order::Ignite {} => {
                self.ordered.cause = cause;
                self.feed_open = true;
                self.reaction = self.reaction.max(SEED);
            }
            Order::SetOutput { share } => self.output = *share,
            Order::Scram {} => self.scram(ScramWhy::Ordered, &[cause], cx),
            Order::Eject {} => {
                let cause = cx.push(EventKind::Core(Event::Ejected {}), &[cause]);
                self.put_out();
                self.fuel_kg = [0.0; 2];
                self.enter(Phase::Ejected, cause, cx);
            }
            _ => self.apply_to_lock(order, given, cx),
        }
    }

    fn apply_to_lock(&mut self, order: &Order, given: Given, cx: &mut Tick<'_>) {
        let (cause, by_person) = (given.cause, given.by_person);
        let lock = &mut self.lock;
        let mut say = |event: Event| -> Cause { cx.push(EventKind::Core(event), &[cause]) };
        match order {
            Order::Decontaminate {} => {
                let event = Event::DecontaminationStarted { density_per_m3: lock.density_per_m3 };
                lock.decontaminating = Some(say(event));
                lock.filtered_s = 0.0;
            }
            Order::StopDecontamination {} => {
                lock.decontaminating = None;
                say(Event::DecontaminationStopped {});
            }
            Order::OverrideInterlock {} => {
                lock.overridden = Some(say(Event::InterlockOverridden { by_person }));
            }
            Order::RestoreInterlock {} => {
                lock.overridden = None;
                say(Event::InterlockRestored { by_person });
            }
            _ => {}
        }
    }
}
