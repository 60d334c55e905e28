//! Work: effort and quality in each tick, and what the thing worked at says about it.
//!
//! Work is standard seconds: a fully skilled, fully fit person under full light does one in a second. Who
//! owns the thing worked at says next tick how much is left, and why it cannot go on (`flows.work_stands`).

use super::hands::Progress;
use super::tasks::Task;
use super::{Crew, Event};
use crate::event::EventKind;
use crate::flows::{Flows, Work, WorkStand};
use crate::id::PersonId;
use crate::order::Reason;
use crate::world::Tick;

/// Pace of somebody with no skill at all, share of full pace (chosen number: they find out how).
const UNSKILLED_PACE: f64 = 0.3;
/// Pace in the dark, share of that in full light (chosen number: work by touch and hand lamp).
const DARK_PACE: f64 = 0.4;
/// Ticks without an answer after which whoever works finds that there is nothing to do.
const UNANSWERED_MAX: u8 = 20;

impl Crew {
    /// One tick of work.
    pub(super) fn work(
        &mut self,
        id: PersonId,
        task: Task,
        stands: &[WorkStand],
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) -> Progress {
        let (effort_s, quality) = self.pace(id, task, flows);
        let Some(mut job) = self.person[id].job else { return Progress::Done };
        let stand = match task {
            Task::Treat { person } => {
                let body = &mut self.person[person].body;
                body.treat(effort_s, quality);
                let left_s = body.treatment_left_s(quality);
                let cause = self.person[person].cause;
                Some(WorkStand { person: id, left_s, blocked: None, cause })
            }
            _ => stands.iter().find(|stand| stand.person == id).cloned(),
        };
        let work = Work { person: id, task, effort_s, quality, cause: job.cause };
        let Some(stand) = stand else {
            job.unanswered += 1;
            self.person[id].job = Some(job);
            flows.work.push(work);
            if job.unanswered >= UNANSWERED_MAX {
                let reason = Reason::new("nothing_to_do", "there is nothing there to work at");
                return Progress::Failed(reason, job.cause);
            }
            return Progress::Going;
        };
        job.unanswered = 0;
        if let Some(reason) = stand.blocked {
            return Progress::Failed(reason, stand.cause);
        }
        if stand.left_s <= 0.0 {
            let event = Event::TaskDone { person: id, task };
            let person = &mut self.person[id];
            person.job = None;
            person.cause = cx.push(EventKind::Crew(event), &[job.cause, stand.cause]);
            return Progress::Done;
        }
        let whole_s = *job.whole_s.get_or_insert(stand.left_s);
        job.left_s = Some(stand.left_s);
        let quarters = (4.0 * (1.0 - stand.left_s / whole_s)).clamp(0.0, 3.0) as u8;
        if quarters > job.quarters {
            job.quarters = quarters;
            let event = Event::TaskProgressed { person: id, task, left_s: stand.left_s };
            cx.push(EventKind::Crew(event), &[job.cause]);
        }
        self.person[id].job = Some(job);
        flows.work.push(work);
        Progress::Going
    }

    /// Standard seconds done in a tick, and how well: skill, fitness, light, a clear head.
    #[must_use]
    pub fn pace(&self, id: PersonId, task: Task, flows: &Flows) -> (f64, f64) {
        let (person, profile) = (&self.person[id], &self.roster[id]);
        let skill = profile.skill(task.skill());
        let light = DARK_PACE + (1.0 - DARK_PACE) * flows.light[person.compartment].clamp(0.0, 1.0);
        let fitness = if person.body.can_work() { person.body.fitness } else { 0.0 };
        let pace = (UNSKILLED_PACE + (1.0 - UNSKILLED_PACE) * skill) * fitness * light;
        let quality = skill * libm::sqrt(fitness) * (0.5 + 0.5 * light);
        (pace * crate::TICK_S, (quality * (0.8 + 0.2 * profile.temperament.composure)).clamp(0.0, 1.0))
    }
}
