//! The ship's log, which writes itself; and directives that ended.

use super::{Command, Event, LOG_MAX, LogEntry, LogWhat, Standing};
use crate::Cause;
use crate::event::EventKind;
use crate::instruments::Band;
use crate::world::Tick;

impl Command {
    /// Enters the tick's notable events in the log, and notes which directives have ended.
    pub fn log(&mut self, cx: &mut Tick<'_>) {
        for event in cx.events.events() {
            let cause = Cause::Event(event.id);
            let mut notable = false;
            match &event.kind {
                EventKind::Order(order) => notable = self.note_end(order, cause, cx.tick),
                EventKind::Command(Event::Logged { by_person, text }) => {
                    let what = LogWhat::Entry { by_person: *by_person, text: text.clone() };
                    self.enter(what, cause, cx.tick);
                }
                // What somebody decides far away is no matter of record until they say it.
                EventKind::Command(Event::Weighed { .. } | Event::WentUnasked { .. }) => {}
                EventKind::Command(_) => notable = true,
                EventKind::Instruments(crate::instruments::Event::LimitCrossed { band, .. }) => {
                    notable = matches!(band, Band::AlarmLow | Band::AlarmHigh);
                }
                EventKind::Comms(crate::comms::Event::Announced { .. }) | EventKind::World(_) => {
                    notable = true;
                }
                _ => {}
            }
            if notable {
                self.enter(LogWhat::Happened { kind: Box::new(event.kind.clone()) }, cause, cx.tick);
            }
        }
    }

    fn enter(&mut self, what: LogWhat, cause: Cause, tick: u32) {
        if self.log.len() == usize::from(LOG_MAX) {
            self.log.remove(0);
        }
        self.log.push(LogEntry { tick, what, cause });
    }

    /// True when the event is about a directive, and so worth an entry.
    fn note_end(&mut self, event: &crate::order::Event, cause: Cause, tick: u32) -> bool {
        use crate::order::Event as E;
        let (order, standing) = match event {
            E::Achieved { order } => (order, Some((Standing::Achieved, None))),
            E::Failed { order, reason } => (order, Some((Standing::Failed, Some(reason)))),
            E::Accepted { order, .. } | E::Refused { order, .. } => (order, None),
        };
        let Some(open) = self.directives.iter_mut().find(|open| open.order == *order) else { return false };
        if let Some((standing, reason)) = standing {
            open.standing = standing;
            open.reason = reason.cloned();
            open.standing_tick = tick;
            open.cause = cause;
        }
        true
    }
}
