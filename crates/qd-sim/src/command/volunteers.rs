//! Those who offer themselves, those who go unasked, and those who come to somebody they hold dear.

use super::asking::Asked;
use super::orders::{goes_in, is_free, reply};
use super::{Command, Directive, Event, VOLUNTEER_CALLS_MAX, VOLUNTEERS_MAX, Volunteer, VolunteerCall};
use crate::comms::{Comms, FactKind, Message};
use crate::crew::willingness::{GOES_UNASKED, VOLUNTEERS, Will};
use crate::crew::{Crew, Errand, Task};
use crate::event::EventKind;
use crate::flows::{Flows, Hearing, Speech};
use crate::id::PersonId;
use crate::world::{Given, Tick};
use crate::{Cause, Law, OrderId};

/// Bond from which somebody leaves what they are at to come (chosen number).
const COMES_FOR: f64 = 0.5;
/// Score from which they do (chosen number).
const COMES: f64 = 0.4;
/// Time for which those who offered themselves wait to be sent, ticks (chosen number: 60 s).
const WAITS_TICKS: u32 = 1200;

/// The directive that a task amounts to.
fn directive_of(task: Task) -> Directive {
    match task {
        Task::Realign {} => Directive::Realign {},
        Task::Recode { controller } => Directive::Recode { controller },
        task => Directive::Work { task },
    }
}

impl Command {
    /// Asks all who can hear.
    pub(super) fn ask_volunteers(&mut self, task: Task, given: Given, flows: &mut Flows, cx: &mut Tick<'_>) {
        let (order, by_person) = (given.order, given.by_person);
        let asked = Event::VolunteersAsked { by_person, task };
        let cause = cx.push(EventKind::Command(asked), &[given.cause]);
        if self.calls_for_volunteers.len() == usize::from(VOLUNTEER_CALLS_MAX) {
            self.calls_for_volunteers.remove(0);
        }
        self.calls_for_volunteers.push(VolunteerCall {
            order,
            by_person,
            tick: cx.tick,
            task,
            volunteers: Vec::new(),
            sent_person: None,
            cause,
        });
        let message = Message::VolunteerWanted { order, task };
        flows.speech.push(Speech { by_person, to_person: None, to_all: true, message, cause });
    }

    /// Those who heard it and hold no chair offer themselves if they are willing, the most willing first.
    pub(super) fn gather(
        &mut self,
        order: OrderId,
        heard: &[(PersonId, Cause)],
        crew: &Crew,
        comms: &Comms,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let Some(row) = self.calls_for_volunteers.iter().position(|call| call.order == order) else { return };
        let (task, by) = (self.calls_for_volunteers[row].task, self.calls_for_volunteers[row].by_person);
        let sight = self.sight(crew, comms, cx);
        let directive = directive_of(task);
        // A call for volunteers is a request: it carries the asker's worth, not their authority.
        let mut willing: Vec<(PersonId, Cause, Will)> = heard
            .iter()
            .filter(|(person, _)| is_free(*person, crew, flows))
            .map(|(person, cause)| (*person, *cause, sight.will(*person, &directive, Asked::default())))
            .filter(|(.., will)| will.score >= VOLUNTEERS)
            .collect();
        willing.sort_by(|one, other| other.2.score.total_cmp(&one.2.score).then(one.0.cmp(&other.0)));
        willing.truncate(usize::from(VOLUNTEERS_MAX));
        for (person, heard, will) in willing {
            let cause = self.volunteer(row, person, will, heard, crew, cx);
            flows.speech.push(reply(person, by, Message::Volunteering { order, person }, cause));
        }
    }

    /// Somebody offers themselves by order.
    pub(super) fn offer(
        &mut self,
        order: OrderId,
        given: Given,
        crew: &Crew,
        comms: &Comms,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let Some(row) = self.calls_for_volunteers.iter().position(|call| call.order == order) else { return };
        let (task, by) = (self.calls_for_volunteers[row].task, self.calls_for_volunteers[row].by_person);
        let person = given.by_person;
        let will = self.sight(crew, comms, cx).will(person, &directive_of(task), Asked::default());
        let cause = self.volunteer(row, person, will, given.cause, crew, cx);
        flows.speech.push(reply(person, by, Message::Volunteering { order, person }, cause));
    }

    fn volunteer(
        &mut self,
        row: usize,
        person: PersonId,
        will: Will,
        why: Cause,
        crew: &Crew,
        cx: &mut Tick<'_>,
    ) -> Cause {
        let call = &mut self.calls_for_volunteers[row];
        let score = will.score;
        let event = Event::Volunteered { by_person: person, task: call.task, score, terms: will.terms };
        let cause = cx.push(EventKind::Command(event), &[why, Cause::Law(Law::Willingness)]);
        call.volunteers.retain(|other| other.person != person);
        let place = call.volunteers.partition_point(|other| other.score >= score);
        let who = &crew.person[person];
        let to = call.task.place(cx.class);
        let distance_m = to.map_or(0.0, |to| cx.class.deckplan.distance_m(who.compartment, to));
        let offer = Volunteer {
            person,
            score,
            fitness: who.body.fitness,
            distance_m,
            heard: call.by_person == person,
            cause,
        };
        call.volunteers.insert(place, offer);
        call.volunteers.truncate(usize::from(VOLUNTEERS_MAX));
        cause
    }

    /// Whoever asked hears somebody's offer.
    pub(super) fn hear_offer(&mut self, order: OrderId, heard: &Hearing) {
        let Some(call) = self.calls_for_volunteers.iter_mut().find(|call| call.order == order) else {
            return;
        };
        if call.by_person == heard.person
            && let Some(offer) = call.volunteers.iter_mut().find(|offer| offer.person == heard.by_person)
        {
            offer.heard = true;
        }
    }

    /// Somebody was sent to realign: the calls for it are answered.
    pub(super) fn mark_sent(&mut self, person: PersonId) {
        for call in &mut self.calls_for_volunteers {
            if call.task == (Task::Realign {}) && call.sent_person.is_none() {
                call.sent_person = Some(person);
            }
        }
    }

    /// Of those who know what is needed and that nobody has gone, the most willing goes unasked. Every two seconds.
    pub(super) fn go_unasked(
        &mut self,
        crew: &mut Crew,
        comms: &Comms,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let needed = 1 << FactKind::RealignNeeded as u32;
        let gone = 1 << FactKind::WentIn as u32;
        let sight = self.sight(crew, comms, cx);
        let best = comms
            .ears
            .iter()
            .filter(|(person, ears)| {
                ears.known & (needed | gone) == needed
                    && is_free(*person, crew, flows)
                    && !self.waits_to_be_sent(*person, cx.tick)
            })
            .map(|(person, _)| (person, sight.score(person, &Directive::Realign {}, Asked::default())))
            .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
        let Some((person, score)) = best.filter(|(_, score)| *score >= GOES_UNASKED) else { return };
        let Some(steps) = sight.steps(person, &Directive::Realign {}) else { return };
        let Some(chamber) = &cx.class.core.chamber else { return };
        let to_compartment = chamber.core_compartment;
        let terms = sight.will(person, &Directive::Realign {}, Asked::default()).terms;
        let event = Event::WentUnasked { by_person: person, to_compartment, score, terms };
        let known = comms.ears[person].cause;
        let cause = cx.push(EventKind::Command(event), &[known, Cause::Law(Law::Willingness)]);
        crew.assign(person, Errand::new(steps, None, cause), cx);
        self.mark_sent(person);
        flows.speech.push(goes_in(person, cause));
    }

    fn waits_to_be_sent(&self, person: PersonId, tick: u32) -> bool {
        self.calls_for_volunteers.iter().any(|call| {
            tick < call.tick + WAITS_TICKS
                && call.volunteers.iter().any(|volunteer| volunteer.person == person)
        })
    }

    /// Somebody who is asked to come does, if free and willing.
    pub(super) fn come_if_asked(
        &mut self,
        heard: &Hearing,
        directive: &Directive,
        crew: &mut Crew,
        comms: &Comms,
        flows: &Flows,
        cx: &mut Tick<'_>,
    ) {
        if !is_free(heard.person, crew, flows) {
            return;
        }
        let asked = Asked { by_person: Some(heard.by_person), insisted: 0 };
        let sight = self.sight(crew, comms, cx);
        // A call to come that everybody hears is for those to whom it means something.
        if sight.will(heard.person, directive, asked).score < COMES {
            return;
        }
        let Some(steps) = sight.steps(heard.person, directive) else { return };
        crew.assign(heard.person, Errand::new(steps, None, heard.cause), cx);
    }

    /// Whoever learns that somebody dear to them is hurt comes, if free.
    pub(super) fn come_to_casualty(
        &mut self,
        heard: &Hearing,
        hurt: PersonId,
        crew: &mut Crew,
        comms: &Comms,
        flows: &Flows,
        cx: &mut Tick<'_>,
    ) {
        let person = heard.person;
        if person == hurt || !is_free(person, crew, flows) {
            return;
        }
        let sight = self.sight(crew, comms, cx);
        if sight.bond(person, hurt) < COMES_FOR {
            return;
        }
        let place = match heard.message {
            Message::Report { what: crate::comms::Fact::Casualty { compartment, .. } } => Some(compartment),
            _ => cx.class.core.chamber.as_ref().map(|chamber| chamber.core_compartment),
        };
        let Some(compartment) = place else { return };
        let will = sight.will(person, &Directive::ComeTo { compartment }, Asked::default());
        let steps = sight.steps_to(person, compartment);
        let already = super::asking::beside(cx.class, compartment).0 == crew.person[person].compartment;
        if will.score < COMES || (already && steps.len() == 1) {
            return;
        }
        let score = will.score;
        let to_compartment = super::asking::beside(cx.class, compartment).0;
        let event = Event::WentUnasked { by_person: person, to_compartment, score, terms: will.terms };
        let cause = cx.push(EventKind::Command(event), &[heard.cause, Cause::Law(Law::Willingness)]);
        crew.assign(person, Errand::new(steps, None, cause), cx);
    }
}
