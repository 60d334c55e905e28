//! The ship's log, which writes itself; and directives that ended.

use super::orders::{consoles_link, reply};
use super::{Addressee, Command, Event, LOG_MAX, LogEntry, LogWhat, Standing};
use crate::Cause;
use crate::class::ShipClass;
use crate::comms::Message;
use crate::event::EventKind;
use crate::flows::Flows;
use crate::instruments::Band;
use crate::world::Tick;

impl Command {
    /// Enters the tick's notable events in the log, and notes which directives have ended.
    pub fn log(&mut self, flows: &mut Flows, cx: &mut Tick<'_>) {
        for event in cx.events.events() {
            let cause = Cause::Event(event.id);
            let mut notable = false;
            match &event.kind {
                EventKind::Order(order) => notable = self.note_end(order, cause, flows, cx.class, cx.tick),
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

    /// Whoever took it on says how it ended to whoever gave it; the dead and the unconscious say nothing.
    fn report_end(&self, row: usize, flows: &mut Flows) {
        let open = &self.directives[row];
        let Some(person) = open.answered_by_person.filter(|person| *person != open.by_person) else { return };
        let order = open.order;
        let message = match (open.standing, &open.reason) {
            (Standing::Failed, Some(reason)) => Message::NotDone { order, reason: reason.clone() },
            _ => Message::Done { order },
        };
        flows.speech.push(reply(person, open.by_person, message, open.cause));
    }

    /// True when the event is about a directive, and so worth an entry.
    fn note_end(
        &mut self,
        event: &crate::order::Event,
        cause: Cause,
        flows: &mut Flows,
        class: &ShipClass,
        tick: u32,
    ) -> bool {
        use crate::order::Event as E;
        let (order, standing) = match event {
            E::Achieved { order } => (order, Some((Standing::Achieved, None))),
            E::Failed { order, reason } => (order, Some((Standing::Failed, Some(reason)))),
            E::Accepted { order, .. } | E::Refused { order, .. } => (order, None),
        };
        let answered = standing.is_none();
        let Some(row) = self.directives.iter().position(|open| open.order == *order) else { return false };
        let open = &mut self.directives[row];
        if let Some((standing, reason)) = standing {
            open.standing = standing;
            open.reason = reason.cloned();
            open.standing_tick = tick;
            open.cause = cause;
            self.report_end(row, flows);
        }
        let open = &mut self.directives[row];
        let (standing, person) = (open.standing, open.answered_by_person);
        // Whoever gave it to themselves knows; so does whoever reads it at a console, or whose own voice failed.
        let of_many = matches!(open.to, Addressee::Department { .. });
        let unheard = !answered && standing == Standing::Failed && person.is_none() && !of_many;
        if person == Some(open.by_person) || unheard || consoles_link(open, flows, class) {
            open.tell(standing, person, cause, tick);
        }
        true
    }
}
