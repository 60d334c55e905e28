//! Orders to the core: what is kept, and what it does.

use super::class::Class;
use super::life::Goal;
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
    world.core.may(&world.class.core, order)
}

impl Core {
    pub(super) fn may(&self, class: &Class, order: &Order) -> Result<(), Reason> {
        let lock = &self.lock;
        let already = |so: bool| refuse(so, "already", "it is so already");
        match order {
            Order::Decontaminate {} => {
                already(lock.decontaminating.is_some())?;
                refuse(!lock.inner_shut, "door_open", "the inner door must be shut first")?;
                let limit_per_m3 = class.hazard.contaminant_limit_per_m3;
                refuse(lock.density_per_m3 <= limit_per_m3, "clean", "the lock is clean")
            }
            Order::StopDecontamination {} => already(lock.decontaminating.is_none()),
            Order::OverrideInterlock {} => already(lock.overridden.is_some()),
            Order::RestoreInterlock {} => already(lock.overridden.is_none()),
            _ => {
                refuse(self.gone(), "gone", "there is no core left")?;
                self.may_run(class, order)
            }
        }
    }

    fn may_run(&self, class: &Class, order: &Order) -> Result<(), Reason> {
        let already = |so: bool| refuse(so, "already", "it is so already");
        match order {
            Order::Containment { on } => already(self.ordered.containment == *on),
            Order::Coolant { on } => already(self.ordered.coolant == *on),
            Order::Preheat { on } => already(self.ordered.preheat == *on),
            Order::Ignite {} => {
                already(self.feed_open)?;
                refuse(self.is_dry(&class.reactor), "no_fuel", "there is no fuel")
            }
            Order::SetOutput { share } => {
                let least = class.reactor.least_output;
                let text =
                    format!("an output is {least} to 1: below {least} nothing can be drawn from the core");
                refuse(!(least..=1.0).contains(share), "out_of_range", &text)
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
                self.switch(*on, Goal::Contained, given, cx);
            }
            Order::Coolant { on } => {
                self.ordered.coolant = *on;
                self.ordered.cause = cause;
                self.switch(*on, Goal::Cooled, given, cx);
            }
            Order::Preheat { on } => {
                self.ordered.preheat = *on;
                self.ordered.cause = cause;
                self.switch(*on, Goal::Hot, given, cx);
            }
            Order::Ignite {} => {
                self.ordered.cause = cause;
                self.feed_open = true;
                self.reaction = self.reaction.max(SEED);
                self.abandon(Goal::Out, "superseded", "the feed was opened again", cause, cx);
                self.pursue(Goal::Lit, given, cx);
            }
            Order::SetOutput { share } => {
                self.output = *share;
                self.switch(self.feed_open, Goal::Output, given, cx);
            }
            Order::Scram {} => {
                self.scram(ScramWhy::Ordered, &[cause], cx);
                self.pursue(Goal::Out, given, cx);
            }
            Order::Eject {} => {
                self.eject(cause, cx);
                self.achieve(given.order, cause, cx);
            }
            _ => self.apply_to_lock(order, given, cx),
        }
    }

    /// Something switched on has its goal yet to reach; what is switched off is so at once.
    fn switch(&mut self, on: bool, goal: Goal, given: Given, cx: &mut Tick<'_>) {
        if on {
            self.pursue(goal, given, cx);
        } else {
            self.abandon(goal, "superseded", "it was switched off or set anew", given.cause, cx);
            self.achieve(given.order, given.cause, cx);
        }
    }

    /// Throws the core out: what she holds goes with her.
    fn eject(&mut self, cause: Cause, cx: &mut Tick<'_>) {
        let cause = cx.push(EventKind::Core(Event::Ejected {}), &[cause]);
        self.account.ejected_j += self.held_j(&cx.class.core.reactor);
        self.put_out();
        self.fuel_kg = [0.0; 2];
        self.enter(Phase::Ejected, cause, cx);
    }

    fn apply_to_lock(&mut self, order: &Order, given: Given, cx: &mut Tick<'_>) {
        let by_person = given.by_person;
        let event = match order {
            Order::Decontaminate {} => {
                Event::DecontaminationStarted { density_per_m3: self.lock.density_per_m3 }
            }
            Order::StopDecontamination {} => Event::DecontaminationStopped {},
            Order::OverrideInterlock {} => Event::InterlockOverridden { by_person },
            _ => Event::InterlockRestored { by_person },
        };
        let cause = cx.push(EventKind::Core(event), &[given.cause]);
        match order {
            Order::Decontaminate {} => {
                self.lock.decontaminating = Some(cause);
                self.lock.filtered_s = 0.0;
                self.lock.cleaned = None;
                self.pursue(Goal::Clean, given, cx);
                return;
            }
            Order::StopDecontamination {} => {
                self.lock.decontaminating = None;
                self.abandon(Goal::Clean, "superseded", "the filters were ordered to stop", cause, cx);
            }
            Order::OverrideInterlock {} => self.lock.overridden = Some(cause),
            _ => {
                self.lock.overridden = None;
                self.lock.restored = cause;
            }
        }
        self.achieve(given.order, cause, cx);
    }
}
