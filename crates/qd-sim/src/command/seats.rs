//! Chairs and the watch bill: who holds which console, and who is sent when one falls empty.

use super::{Command, Event, Seat};
use crate::class::ShipClass;
use crate::comms::Comms;
use crate::crew::{Crew, Errand, Step, willingness};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::{PersonId, SeatId};
use crate::order::Reason;
use crate::world::Tick;
use crate::{Cause, Law};

/// Time after which the watch bill sends the next one when the last did not arrive, ticks (chosen number: 20 s).
const RETRY_TICKS: u32 = 400;

/// Somebody on the way to a chair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Relief {
    /// Who.
    pub person: PersonId,
    /// Tick in which they were sent.
    pub tick: u32,
    /// How many were sent in vain before them.
    pub tries: u16,
}

impl Command {
    /// Chairs left and taken since last tick; the watch bill once a second.
    pub(super) fn step_seats(
        &mut self,
        crew: &mut Crew,
        comms: &Comms,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        for seat in cx.class.command.seat.ids() {
            if let Some(holder) = flows.seat_holder[seat] {
                self.leave_if_gone(seat, holder, crew, flows, cx);
            }
        }
        self.make_room(crew, cx.class);
        if !cx.every(5, 2) {
            return;
        }
        for seat in
            cx.class.command.seat.ids().filter(|seat| flows.seat_holder[*seat].is_none()).collect::<Vec<_>>()
        {
            let sits = crew.in_seat(seat).filter(|person| willingness::is_awake(&crew.person[*person]));
            if let Some(by_person) = sits {
                flows.seat_holder[seat] = Some(by_person);
                self.relief[seat] = None;
                let cause = crew.person[by_person].cause;
                cx.push(EventKind::Command(Event::SeatFilled { seat, by_person }), &[cause]);
            } else if cx.every(crate::TICKS_PER_SECOND, 2) {
                self.relieve_empty(seat, crew, comms, flows, cx);
            }
        }
    }

    /// Whoever comes to take a chair lifts out of it somebody who cannot get up.
    fn make_room(&self, crew: &mut Crew, class: &ShipClass) {
        for (seat, relief) in self.relief.iter() {
            let Some(relief) = relief else { continue };
            let who = &crew.person[relief.person];
            if willingness::is_able(who) && who.compartment == class.command.seat[seat].compartment {
                lift_out(seat, relief.person, crew);
            }
        }
    }

    /// A chair falls empty when its holder is dead, unconscious or has got up.
    fn leave_if_gone(
        &mut self,
        seat: SeatId,
        by_person: PersonId,
        crew: &Crew,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let who = &crew.person[by_person];
        let reason = if willingness::is_dead(who) {
            Reason::new("dead", "whoever held it is dead")
        } else if !willingness::is_awake(who) {
            Reason::new("unconscious", "whoever held it is unconscious")
        } else if who.seat != Some(seat) {
            Reason::new("left", "whoever held it got up")
        } else {
            return;
        };
        flows.seat_holder[seat] = None;
        let left = Event::SeatLeft { seat, by_person, reason };
        self.left_cause[seat] = cx.push(EventKind::Command(left), &[who.cause]);
    }

    /// Calls the next of the watch bill to an empty chair, unless somebody is on the way. That it is empty is told by
    /// the switch in a console with power, or by whoever is awake beside it.
    fn relieve_empty(
        &mut self,
        seat: SeatId,
        crew: &mut Crew,
        comms: &Comms,
        flows: &Flows,
        cx: &mut Tick<'_>,
    ) {
        let row = &cx.class.command.seat[seat];
        let awake = |person: PersonId| willingness::is_awake(&crew.person[person]);
        let seen = crew.in_compartment(row.compartment).any(awake);
        if !seen && flows.supply[row.load].function <= 0.0 {
            return;
        }
        let reached = |person: PersonId, crew: &Crew| {
            crew.person[person].compartment == row.compartment
                || comms.communicator_works(cx.class, crew, person)
        };
        let mut tries = 0;
        if let Some(relief) = self.relief[seat] {
            let coming = reached(relief.person, crew) && who_is_coming(crew, relief);
            if coming || cx.tick < relief.tick + RETRY_TICKS {
                return;
            }
            tries = relief.tries + 1;
        }
        let Some(person) = self.next_on_bill(row, tries, &|who| reached(who, crew), crew, flows, cx.class)
        else {
            self.relief[seat] = None;
            return;
        };
        self.relief[seat] = Some(Relief { person, tick: cx.tick, tries });
        self.make_room(crew, cx.class);
        let causes = [self.left_cause[seat], Cause::Law(Law::Succession)];
        let cause = cx.push(EventKind::Command(Event::ReliefSent { seat, person }), &causes);
        let to_compartment = cx.class.command.seat[seat].compartment;
        let steps = vec![Step::Go { to_compartment, run: true }, Step::Sit { seat }];
        crew.assign(person, Errand::new(steps, None, cause), cx);
    }

    /// The first of the watch bill who is reached and says that they are fit and free, after `skip` others. Whoever is
    /// guided is passed over: they go where they will.
    fn next_on_bill(
        &self,
        row: &Seat,
        skip: u16,
        reached: &dyn Fn(PersonId) -> bool,
        crew: &Crew,
        flows: &Flows,
        class: &ShipClass,
    ) -> Option<PersonId> {
        let free = |person: &PersonId| {
            let who = &crew.person[*person];
            reached(*person)
                && willingness::is_able(who)
                && !willingness::is_guided(who)
                && who.errand.is_none()
                && !flows.seat_holder.rows().contains(&Some(*person))
                && !self.relief.rows().iter().flatten().any(|relief| relief.person == *person)
                && !self.relieved_persons.contains(person)
        };
        let mut bill: Vec<PersonId> = row.watch_persons.iter().copied().filter(free).collect();
        for department in &row.watch_departments {
            let mut people: Vec<PersonId> = crew
                .roster
                .iter()
                .filter(|(person, profile)| profile.department == *department && free(person))
                .map(|(person, _)| person)
                .collect();
            people.sort_by_key(|person| {
                let distance_m = class.deckplan.distance_m(crew.person[*person].compartment, row.compartment);
                (std::cmp::Reverse(crew.roster[*person].rank), distance_m as u32, *person)
            });
            bill.extend(people.into_iter().filter(|person| !row.watch_persons.contains(person)));
        }
        bill.get(usize::from(skip)).or_else(|| bill.first()).copied()
    }

    /// Chairs as people sit in them at the start; no events, for nothing happened yet.
    pub(super) fn settle_seats(crew: &Crew, flows: &mut Flows, class: &ShipClass) {
        for seat in class.command.seat.ids() {
            let sits = crew.in_seat(seat).filter(|person| willingness::is_awake(&crew.person[*person]));
            flows.seat_holder[seat] = sits;
        }
    }
}

fn who_is_coming(crew: &Crew, relief: Relief) -> bool {
    let who = &crew.person[relief.person];
    willingness::is_able(who) && (who.errand.is_some() || who.walk.is_some())
}

/// A body that cannot get up is laid on the floor.
fn lift_out(seat: SeatId, relief: PersonId, crew: &mut Crew) {
    let Some(sits) = crew.in_seat(seat).filter(|sits| *sits != relief) else { return };
    let who = &mut crew.person[sits];
    if !willingness::is_awake(who) {
        who.seat = None;
        who.strapped = false;
        who.posture = crate::crew::Posture::Lying;
    }
}
