//! Work by hand: breakers, controllers, sources.

use super::order::Event;
use super::state::{ControllerPhase, Power};
use crate::crew::Task;
use crate::event::EventKind;
use crate::flows::{Flows, Work, WorkStand};
use crate::id::{BreakerId, ControllerId, LoadId, SourceId};
use crate::order::Reason;
use crate::world::Tick;

/// Best health that repair aboard reaches, with work of quality 1.
const REPAIRED_HEALTH: f64 = 0.9;

/// How a piece of work stands after this tick's effort.
struct Stand {
    left_s: f64,
    blocked: Option<Reason>,
    cause: crate::Cause,
}

impl Power {
    /// Takes in this tick's work and answers it.
    pub(super) fn hands(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        for at in 0..flows.work.len() {
            let work = flows.work[at];
            let stand = match work.task {
                Task::WorkBreaker { breaker, close } => self.work_breaker(breaker, close, &work, cx),
                Task::Recode { controller } => self.recode(controller, &work, cx),
                Task::RepairSource { source } => self.repair(source, &work, cx),
                Task::RepairLoad { load } => self.repair_load(load, &work, cx),
                _ => continue,
            };
            let Stand { left_s, blocked, cause } = stand;
            flows.work_stands.push(WorkStand { person: work.person, left_s, blocked, cause });
        }
    }

    fn work_breaker(&mut self, id: BreakerId, close: bool, work: &Work, cx: &mut Tick<'_>) -> Stand {
        let class = &cx.class.power;
        let hand_s = class.breaker[id].hand_s;
        let state = &mut self.breaker[id];
        if state.closed == close {
            return Stand { left_s: 0.0, blocked: None, cause: state.cause };
        }
        if close && state.failed {
            let reason = Reason::new("failed", "the breaker's drive is broken: it cannot be closed");
            return Stand { left_s: hand_s, blocked: Some(reason), cause: state.cause };
        }
        state.worked_s += work.effort_s;
        if state.worked_s < hand_s {
            return Stand { left_s: hand_s - state.worked_s, blocked: None, cause: work.cause };
        }
        let cause = self.move_breaker(id, close, work.person, work.cause, cx);
        Stand { left_s: 0.0, blocked: None, cause }
    }

    /// Opens or closes a breaker; gives the event's cause.
    pub(super) fn move_breaker(
        &mut self,
        id: BreakerId,
        close: bool,
        by_person: crate::PersonId,
        cause: crate::Cause,
        cx: &mut Tick<'_>,
    ) -> crate::Cause {
        let event = if close {
            Event::BreakerClosed { breaker: id, by_person }
        } else {
            Event::BreakerOpened { breaker: id, by_person }
        };
        let cause = cx.push(EventKind::Power(event), &[cause]);
        let state = &mut self.breaker[id];
        state.closed = close;
        state.tripped = None;
        state.worked_s = 0.0;
        state.undervoltage_s = 0.0;
        state.cause = cause;
        self.touch_breaker(&cx.class.power, id, cause);
        cause
    }

    fn recode(&mut self, id: ControllerId, work: &Work, cx: &mut Tick<'_>) -> Stand {
        let class = &cx.class.power;
        let row = &class.controller[id];
        if self.controller[id].phase == ControllerPhase::Crashed {
            self.shut(id, work.cause, cx);
        }
        let bus = class.load[row.load].bus;
        let powered = self.voltage_pu(class, bus) >= row.volatile_pu && self.load[row.load].on;
        let state = &mut self.controller[id];
        if state.phase == ControllerPhase::Up {
            return Stand { left_s: 0.0, blocked: None, cause: state.cause };
        }
        if !powered {
            let reason = Reason::new("no_power", "the controller has no voltage: feed its bus first");
            return Stand { left_s: state.recode_left_s, blocked: Some(reason), cause: self.bus[bus].cause };
        }
        state.recode_left_s -= work.effort_s;
        if state.recode_left_s > 0.0 {
            return Stand { left_s: state.recode_left_s, blocked: None, cause: work.cause };
        }
        state.recode_left_s = 0.0;
        state.phase = ControllerPhase::Up;
        let event = Event::ControllerUp { controller: id, by_person: work.person };
        let cause = cx.push(EventKind::Power(event), &[work.cause]);
        self.controller[id].cause = cause;
        Stand { left_s: 0.0, blocked: None, cause }
    }

    /// Shuts a controller off.
    pub(super) fn shut(&mut self, id: ControllerId, cause: crate::Cause, cx: &mut Tick<'_>) {
        let state = &mut self.controller[id];
        state.phase = ControllerPhase::Shut;
        state.recode_left_s = cx.class.power.controller[id].recode_s;
        state.cause = cx.push(EventKind::Power(Event::ControllerShut { controller: id }), &[cause]);
    }

    fn repair(&mut self, id: SourceId, work: &Work, cx: &mut Tick<'_>) -> Stand {
        let repair_s = cx.class.power.source[id].repair_s;
        let state = &mut self.source[id];
        let reach = REPAIRED_HEALTH * work.quality;
        if state.health >= reach {
            return Stand { left_s: 0.0, blocked: None, cause: work.cause };
        }
        state.health = (state.health + work.effort_s / repair_s).min(reach);
        Stand { left_s: (reach - state.health) * repair_s, blocked: None, cause: work.cause }
    }

    fn repair_load(&mut self, id: LoadId, work: &Work, cx: &mut Tick<'_>) -> Stand {
        let state = &mut self.load[id];
        if state.failed.is_none() {
            return Stand { left_s: 0.0, blocked: None, cause: state.cause };
        }
        state.repair_left_s -= work.effort_s;
        if state.repair_left_s > 0.0 {
            return Stand { left_s: state.repair_left_s, blocked: None, cause: work.cause };
        }
        state.failed = None;
        let event = Event::LoadRepaired { load: id, by_person: work.person };
        state.cause = cx.push(EventKind::Power(event), &[work.cause]);
        Stand { left_s: 0.0, blocked: None, cause: state.cause }
    }
}
