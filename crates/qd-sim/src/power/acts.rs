//! Orders to the grid: what is kept, and what it does.

use super::class::{Class, SourceKind};
use super::grid::PRIORITIES;
use super::order::{Event, Order};
use super::state::{ControllerPhase, Power, SourcePhase};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::{BreakerId, ControllerId, LoadId, PersonId, SourceId};
use crate::order::Reason;
use crate::world::{Given, Tick, World};

/// A source with less health than this cannot be started.
const LEAST_HEALTH: f64 = 0.05;

/// Whether an order would be kept now.
///
/// # Errors
/// The reason against it.
pub fn check(world: &World, _by: PersonId, order: &Order) -> Result<(), Reason> {
    let (class, power) = (&world.class.power, &world.power);
    match order {
        Order::OpenBreaker { breaker } => power.may_move(class, *breaker, false),
        Order::CloseBreaker { breaker } => power.may_move(class, *breaker, true),
        Order::SwitchLoad { load, on } => {
            power.may_set(class, *load)?;
            refuse(power.load[*load].on == *on, "already", "it is so already")
        }
        Order::SetPriority { load, priority } => {
            power.may_set(class, *load)?;
            let good = (1..PRIORITIES).contains(&usize::from(*priority));
            refuse(!good, "out_of_range", "a priority is 1 (kept longest) to 15")
        }
        Order::Allocate { group, share } => {
            refuse(!(0.0..=1.0).contains(share), "out_of_range", "a share is 0 to 1")?;
            power.may_allocate(class, group)
        }
        Order::SetPreset { preset } => {
            let known = class.preset.iter().any(|row| row.key == *preset);
            refuse(!known, "unknown", "the class has no such preset")
        }
        Order::StartSource { source } => power.may_start(class, *source),
        Order::StopSource { source } => {
            let row = class.source.get(*source).ok_or_else(|| unknown("source"))?;
            refuse(row.kind != SourceKind::Fusion, "not_stoppable", "open its breaker instead")?;
            let busy = matches!(power.source[*source].phase, SourcePhase::Running | SourcePhase::Starting);
            refuse(!busy, "already", "it does not run")
        }
        Order::ShutController { controller } => {
            let state = power.controller.get(*controller).ok_or_else(|| unknown("controller"))?;
            refuse(state.phase == ControllerPhase::Shut, "already", "it is shut off already")
        }
    }
}

fn unknown(what: &str) -> Reason {
    Reason::new("unknown", format!("the ship has no such {what}"))
}

fn refuse(when: bool, code: &'static str, text: &str) -> Result<(), Reason> {
    if when { Err(Reason::new(code, text)) } else { Ok(()) }
}

impl Power {
    fn needs(&self, class: &Class, controller: Option<ControllerId>) -> Result<(), Reason> {
        let Some(id) = controller else {
            return Err(Reason::new("by_hand_only", "nothing works it from afar: send somebody"));
        };
        let name = &class.controller[id].name;
        let text = format!("{name} is down: work it by hand, or re-code the controller");
        refuse(!self.controls(id), "no_controller", &text)
    }

    fn may_move(&self, class: &Class, id: BreakerId, close: bool) -> Result<(), Reason> {
        let state = self.breaker.get(id).ok_or_else(|| unknown("breaker"))?;
        refuse(state.closed == close, "already", "it stands so already")?;
        refuse(close && state.failed, "failed", "its drive is broken")?;
        self.needs(class, class.breaker[id].controller)
    }

    fn may_set(&self, class: &Class, id: LoadId) -> Result<(), Reason> {
        let row = class.load.get(id).ok_or_else(|| unknown("load"))?;
        self.needs(class, class.bus[row.bus].controller)
    }

    fn may_allocate(&self, class: &Class, group: &str) -> Result<(), Reason> {
        let mut first = Err(unknown("group of loads"));
        for (id, _) in class.load.iter().filter(|(_, row)| row.group == group) {
            first = self.may_set(class, id);
            if first.is_ok() {
                break;
            }
        }
        first
    }

    fn may_start(&self, class: &Class, id: SourceId) -> Result<(), Reason> {
        let row = class.source.get(id).ok_or_else(|| unknown("source"))?;
        let state = &self.source[id];
        refuse(row.kind != SourceKind::Fusion, "not_startable", "only fusion sources are started")?;
        let busy = matches!(state.phase, SourcePhase::Running | SourcePhase::Starting);
        refuse(busy, "already", "it runs or starts already")?;
        refuse(state.health < LEAST_HEALTH, "destroyed", "there is too little left of it")?;
        let hot = state.temperature_k > row.temperature_limit_k;
        refuse(hot, "too_hot", "it must cool below its limit first")
    }

    /// Carries out an order that passed [`check`].
    pub fn apply(&mut self, order: &Order, given: Given, _flows: &mut Flows, cx: &mut Tick<'_>) {
        let class = &cx.class.power;
        match order {
            Order::OpenBreaker { breaker } => {
                self.move_breaker(*breaker, false, given.by_person, given.cause, cx);
            }
            Order::CloseBreaker { breaker } => {
                self.move_breaker(*breaker, true, given.by_person, given.cause, cx);
            }
            Order::SwitchLoad { load, on } => {
                self.load[*load].on = *on;
                let event = Event::LoadSwitched { load: *load, on: *on };
                let cause = cx.push(EventKind::Power(event), &[given.cause]);
                self.load[*load].cause = cause;
                self.touch(class.load[*load].bus, cause);
            }
            Order::SetPriority { load, priority } => {
                self.load[*load].priority = *priority;
                let event = Event::PrioritySet { load: *load, priority: *priority };
                cx.push(EventKind::Power(event), &[given.cause]);
            }
            Order::Allocate { group, share } => self.allocate(group, *share, given, cx),
            Order::SetPreset { preset } => self.set_preset(preset, given, cx),
            Order::StartSource { source } => {
                self.source[*source].start_order = Some(given.order);
                let controller = class.source[*source].controller;
                let controlled = controller.is_some_and(|id| self.controls(id));
                let event = Event::SourceStarting { source: *source, controlled };
                self.enter(*source, SourcePhase::Starting, event, &[given.cause], cx);
                if let Some(load) = class.source[*source].igniter_load {
                    self.touch(class.load[load].bus, self.source[*source].cause);
                }
            }
            Order::StopSource { source } => {
                let event = Event::SourceStopped { source: *source };
                self.enter(*source, SourcePhase::Stopped, event, &[given.cause], cx);
            }
            Order::ShutController { controller } => self.shut(*controller, given.cause, cx),
        }
        // A start takes its time; everything else is done with the order.
        if !matches!(order, Order::StartSource { .. }) {
            let achieved = crate::order::Event::Achieved { order: given.order };
            cx.push(EventKind::Order(achieved), &[given.cause]);
        }
    }

    fn allocate(&mut self, group: &str, share: f64, given: Given, cx: &mut Tick<'_>) {
        let class = &cx.class.power;
        let (mut reached, mut unreached) = (Vec::new(), 0);
        for (id, row) in class.load.iter().filter(|(_, row)| row.group == group) {
            if class.bus[row.bus].controller.is_some_and(|controller| self.controls(controller)) {
                reached.push(id);
            } else {
                unreached += 1;
            }
        }
        let event = Event::Allocated { group: group.to_owned(), share, unreached };
        let cause = cx.push(EventKind::Power(event), &[given.cause]);
        for id in reached {
            self.load[id].share = share;
            self.load[id].cause = cause;
            self.touch(class.load[id].bus, cause);
        }
    }

    fn set_preset(&mut self, key: &str, given: Given, cx: &mut Tick<'_>) {
        let class = &cx.class.power;
        let Some(preset) = class.preset.iter().find(|row| row.key == key) else { return };
        let mut groups: Vec<(&str, f64)> = Vec::new();
        for load in class.load.rows() {
            let named = preset.allocation.iter().find(|row| row.group == load.group).map(|row| row.share);
            let new = !groups.iter().any(|(group, _)| *group == load.group);
            if let (true, Some(share)) = (new, named.or(preset.others)) {
                groups.push((&load.group, share));
            }
        }
        for (group, share) in groups {
            self.allocate(group, share, given, cx);
        }
    }
}
