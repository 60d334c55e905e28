//! Work on the elements, by hand, in the chamber.

use super::order::Event;
use super::read::alignment_limit_m;
use super::state::Core;
use crate::cause::{Cause, Law};
use crate::crew::Task;
use crate::event::EventKind;
use crate::flows::{Flows, Work, WorkStand};
use crate::order::Reason;
use crate::world::Tick;

impl Core {
    /// Takes in this tick's work on the elements and answers it.
    pub(super) fn align(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        for at in 0..flows.work.len() {
            let work = flows.work[at];
            if work.task != (Task::Realign {}) {
                continue;
            }
            let blocked = if self.gone() {
                Some(Reason::new("gone", "there is no core to align"))
            } else if self.feed_open {
                Some(Reason::new("running", "the feed is open: shut it first"))
            } else {
                None
            };
            let left_s = if blocked.is_some() {
                self.alignment_left_s(&cx.class.core.reactor, work.quality)
            } else {
                self.move_elements(&work, cx)
            };
            let cause = if left_s > 0.0 { work.cause } else { self.offset_cause };
            flows.work_stands.push(WorkStand { person: work.person, left_s, blocked, cause });
        }
    }

    /// Moves the elements toward line; gives the standard seconds left to do.
    fn move_elements(&mut self, work: &Work, cx: &mut Tick<'_>) -> f64 {
        let reactor = &cx.class.core.reactor;
        let best_m = alignment_limit_m(reactor, work.quality);
        let before_m = self.offset_size_m();
        // The last step may end a rounding error above the limit.
        let done_m = best_m * (1.0 + 1e-9);
        if before_m <= done_m {
            return 0.0;
        }
        let after_m = (before_m - work.effort_s * reactor.alignment_rate_m).max(best_m);
        for offset_m in &mut self.offset_m {
            *offset_m *= after_m / before_m;
        }
        let (was, now) = (before_m <= reactor.aligned_m, after_m <= reactor.aligned_m);
        let finished = after_m <= done_m;
        let (offset_m, by_person) = (after_m, work.person);
        let event = if now && !was {
            Some(Event::Aligned { offset_m, by_person })
        } else if finished && !now {
            Some(Event::AlignmentPoor { offset_m, by_person })
        } else {
            None
        };
        if let Some(event) = event {
            self.offset_cause =
                cx.push(EventKind::Core(event), &[work.cause, Cause::Law(Law::CoreAlignment)]);
        }
        if finished { 0.0 } else { self.alignment_left_s(reactor, work.quality) }
    }
}
