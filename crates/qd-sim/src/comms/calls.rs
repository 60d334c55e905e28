//! Devices and calls: which device reaches whom, ringing, answering, breaking off.

use super::{CALLS_MAX, Call, Comms, End, Event, Order};
use crate::Cause;
use crate::class::ShipClass;
use crate::crew::{Crew, willingness};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::{CallId, CompartmentId, PersonId};
use crate::order::Reason;
use crate::world::{Given, Tick, World};

/// Time a call rings before it counts as not answered, ticks (chosen number: 30 s).
pub const RING_TICKS: u32 = 600;
/// Time in which somebody free picks up, ticks (chosen number: 2 s).
const PICK_UP_TICKS: u32 = 40;

/// True when the intercom of a compartment has power.
#[must_use]
pub fn intercom_works(class: &ShipClass, flows: &Flows, compartment: CompartmentId) -> bool {
    class
        .comms
        .intercom
        .iter()
        .any(|row| row.compartment == compartment && flows.supply[row.load].function > 0.0)
}

impl Comms {
    /// True when somebody's communicator has charge and has not been irradiated to death.
    #[must_use]
    pub fn communicator_works(&self, class: &ShipClass, crew: &Crew, person: PersonId) -> bool {
        self.ears.get(person).is_some_and(|ears| ears.battery_j > 0.0)
            && willingness::dose_gy(&crew.person[person]) < class.comms.communicator.fails_at_dose_gy
    }

    /// The device somebody speaks into: the intercom beside them, else their own communicator.
    pub(super) fn own_end(
        &self,
        person: PersonId,
        crew: &Crew,
        flows: &Flows,
        class: &ShipClass,
    ) -> Option<End> {
        let compartment = crew.person[person].compartment;
        if intercom_works(class, flows, compartment) {
            return Some(End::Intercom { compartment });
        }
        self.communicator_works(class, crew, person).then_some(End::Communicator { person })
    }

    /// The device that reaches somebody: their communicator, else the intercom where they are.
    ///
    /// # Errors
    /// Why nothing reaches them.
    pub(super) fn end_of_person(
        &self,
        person: PersonId,
        crew: &Crew,
        flows: &Flows,
        class: &ShipClass,
    ) -> Result<End, Reason> {
        let who = &crew.person[person];
        if willingness::is_dead(who) {
            return Err(Reason::new("dead", "no sign of life at the other end"));
        }
        if !willingness::is_awake(who) {
            return Err(Reason::new("unconscious", "whoever is called is unconscious"));
        }
        if self.communicator_works(class, crew, person) {
            return Ok(End::Communicator { person });
        }
        let compartment = who.compartment;
        if intercom_works(class, flows, compartment) {
            return Ok(End::Intercom { compartment });
        }
        Err(Reason::new("no_power", "neither communicator nor intercom reaches them"))
    }

    fn end_of(&self, order: &Order, crew: &Crew, flows: &Flows, class: &ShipClass) -> Result<End, Reason> {
        let Order::Call { to_seat, to_person, to_compartment } = order else {
            return Err(Reason::new("not_a_call", "only a call has an end"));
        };
        if let Some(person) = to_person {
            return self.end_of_person(*person, crew, flows, class);
        }
        let place = to_seat.map(|seat| class.command.seat[seat].compartment).or(*to_compartment);
        if let Some(compartment) = place.filter(|place| intercom_works(class, flows, *place)) {
            return Ok(End::Intercom { compartment });
        }
        let holder = to_seat.and_then(|seat| flows.seat_holder[seat]);
        holder.map_or_else(
            || Err(Reason::new("no_power", "the intercom there has no power")),
            |person| self.end_of_person(person, crew, flows, class),
        )
    }

    /// Rings, or fails visibly.
    pub(super) fn call(
        &mut self,
        order: &Order,
        given: Given,
        crew: &Crew,
        flows: &Flows,
        cx: &mut Tick<'_>,
    ) {
        let from_person = given.by_person;
        let from = self
            .own_end(from_person, crew, flows, cx.class)
            .ok_or_else(|| Reason::new("no_power", "neither the intercom here nor the communicator works"));
        let ends = from.and_then(|from| Ok((from, self.end_of(order, crew, flows, cx.class)?)));
        let ends = match ends {
            Ok(ends) if self.calls.len() < usize::from(CALLS_MAX) => Ok(ends),
            Ok(_) => Err(Reason::new("busy", "every line is taken")),
            Err(reason) => Err(reason),
        };
        let (from, to) = match ends {
            Ok(ends) => ends,
            Err(reason) => {
                fail(from_person, reason, given.cause, cx);
                return;
            }
        };
        let call = CallId(self.next_call);
        self.next_call = self.next_call.wrapping_add(1);
        let (to_person, to_compartment) = match to {
            End::Intercom { compartment } => (None, Some(compartment)),
            End::Communicator { person } => (Some(person), None),
        };
        let called = Event::Called { call, from_person, to_person, to_compartment };
        let cause = cx.push(EventKind::Comms(called), &[given.cause]);
        let since_tick = cx.tick;
        self.calls.push(Call { call, from, to, from_person, answered_by_person: None, since_tick, cause });
    }

    /// The ringing call that somebody can answer where they are.
    pub(super) fn rings_for(&self, by: PersonId, crew: &Crew, wanted: Option<CallId>) -> Option<usize> {
        let here = crew.person[by].compartment;
        self.calls.iter().position(|call| {
            call.answered_by_person.is_none()
                && wanted.is_none_or(|wanted| wanted == call.call)
                && at(call.to, by, here)
        })
    }

    /// Somebody answers.
    pub(super) fn answer(&mut self, row: usize, by_person: PersonId, cause: Cause, cx: &mut Tick<'_>) {
        let call = &mut self.calls[row];
        let causes = [cause, call.cause];
        call.answered_by_person = Some(by_person);
        call.since_tick = cx.tick;
        call.cause = cx.push(EventKind::Comms(Event::Answered { call: call.call, by_person }), &causes);
    }

    /// Somebody ends the calls they called on or answered.
    pub(super) fn hang_up(&mut self, by_person: PersonId, cause: Cause, cx: &mut Tick<'_>) {
        self.calls.retain(|call| {
            let theirs = call.from_person == by_person || call.answered_by_person == Some(by_person);
            if theirs {
                let event = Event::HungUp { call: call.call, by_person };
                cx.push(EventKind::Comms(event), &[cause, call.cause]);
            }
            !theirs
        });
    }

    /// Calls break off whose ends fail; those that ring are answered by whoever is free, or in the end by nobody.
    pub(super) fn step_calls(&mut self, crew: &Crew, flows: &Flows, cx: &mut Tick<'_>) {
        let mut row = 0;
        while row < self.calls.len() {
            let call = &self.calls[row];
            if let Err((reason, cause)) = self.holds(call, crew, flows, cx) {
                fail(call.from_person, reason, cause, cx);
                self.calls.remove(row);
                continue;
            }
            if call.answered_by_person.is_none() && cx.tick == call.since_tick + PICK_UP_TICKS {
                let cause = call.cause;
                if let Some(by_person) = picks_up(call.to, crew, flows) {
                    self.answer(row, by_person, cause, cx);
                }
            }
            row += 1;
        }
    }

    /// Whether a call can go on; else why not, and from what that follows.
    fn holds(&self, call: &Call, crew: &Crew, flows: &Flows, cx: &Tick<'_>) -> Result<(), (Reason, Cause)> {
        for end in [call.from, call.to] {
            match end {
                End::Intercom { compartment } if !intercom_works(cx.class, flows, compartment) => {
                    let reason = Reason::new("no_power", "an intercom lost its power");
                    return Err((reason, supply_cause(cx.class, flows, compartment).unwrap_or(call.cause)));
                }
                End::Communicator { person } => {
                    let who = &crew.person[person];
                    if !willingness::is_awake(who) {
                        let code = if willingness::is_dead(who) { "dead" } else { "unconscious" };
                        return Err((Reason::new(code, "nobody speaks at the other end"), who.cause));
                    }
                    if !self.communicator_works(cx.class, crew, person) {
                        return Err((Reason::new("no_power", "a communicator failed"), who.cause));
                    }
                }
                End::Intercom { .. } => {}
            }
        }
        if call.answered_by_person.is_none() && cx.tick >= call.since_tick + RING_TICKS {
            return Err((Reason::new("no_answer", "nobody answers"), call.cause));
        }
        Ok(())
    }

    /// What communicators use in a second.
    pub(super) fn drain(&mut self, class: &ShipClass) {
        let communicator = &class.comms.communicator;
        for ears in self.ears.rows_mut() {
            ears.battery_j = (ears.battery_j - communicator.standby_w).max(0.0);
        }
        for call in &self.calls {
            for end in [call.from, call.to] {
                if let End::Communicator { person } = end {
                    let ears = &mut self.ears[person];
                    ears.battery_j = (ears.battery_j - communicator.talk_w).max(0.0);
                }
            }
        }
    }
}

/// True when somebody in `here` has this end at hand.
pub(super) fn at(end: End, person: PersonId, here: CompartmentId) -> bool {
    match end {
        End::Intercom { compartment } => compartment == here,
        End::Communicator { person: whose } => whose == person,
    }
}

/// A call or an announcement that did not come about, or broke off.
pub(super) fn fail(from_person: PersonId, reason: Reason, cause: Cause, cx: &mut Tick<'_>) -> Cause {
    cx.push(EventKind::Comms(Event::CallFailed { from_person, reason }), &[cause])
}

fn supply_cause(class: &ShipClass, flows: &Flows, compartment: CompartmentId) -> Option<Cause> {
    let row = class.comms.intercom.iter().find(|row| row.compartment == compartment)?;
    Some(flows.supply[row.load].cause)
}

/// Who picks up of themselves: somebody awake who holds no chair. Those in chairs answer by their console, those who are
/// guided by order.
fn picks_up(end: End, crew: &Crew, flows: &Flows) -> Option<PersonId> {
    let free = |person: PersonId| {
        let who = &crew.person[person];
        willingness::is_awake(who)
            && !willingness::is_guided(who)
            && !flows.seat_holder.rows().contains(&Some(person))
    };
    match end {
        End::Communicator { person } => free(person).then_some(person),
        End::Intercom { compartment } => crew.in_compartment(compartment).find(|person| free(*person)),
    }
}

/// Whether a call, an answer or a hanging up makes sense now.
///
/// # Errors
/// The reason against it.
pub(super) fn check(world: &World, by: PersonId, order: &Order) -> Result<(), Reason> {
    match order {
        Order::Call { to_seat, to_person, to_compartment } => {
            let given = [to_seat.is_some(), to_person.is_some(), to_compartment.is_some()];
            if given.iter().filter(|given| **given).count() != 1 {
                return Err(Reason::new("one_end", "name exactly one: a seat, a person or a compartment"));
            }
            let known = to_seat.is_none_or(|seat| world.class.command.seat.get(seat).is_some())
                && to_person.is_none_or(|person| world.crew.person.get(person).is_some())
                && to_compartment.is_none_or(|here| world.class.deckplan.compartment.get(here).is_some());
            if !known {
                return Err(Reason::new("unknown", "there is no such seat, person or compartment"));
            }
            if *to_person == Some(by) {
                return Err(Reason::new("self", "one cannot call oneself"));
            }
            Ok(())
        }
        Order::Answer { call } => world
            .comms
            .rings_for(by, &world.crew, *call)
            .map(|_| ())
            .ok_or_else(|| Reason::new("no_call", "no such call rings where you are")),
        Order::HangUp {} => {
            let talks = world
                .comms
                .calls
                .iter()
                .any(|call| call.from_person == by || call.answered_by_person == Some(by));
            talks.then_some(()).ok_or_else(|| Reason::new("no_call", "you are on no call"))
        }
        Order::Say { .. } | Order::Announce { .. } => Ok(()),
    }
}
