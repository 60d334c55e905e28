//! How officers talk: they answer what rings, take in what they hear, and call the chair that must be told.

use crate::mind::{Mark, Mind};
use qd_sim::TICKS_PER_SECOND;
use qd_sim::comms::{End, Fact, Message, Order};
use qd_sim::order::Act;
use qd_sim::procedure::Role;
use qd_sim::view::{CallSeen, Vitality};
use qd_sim::{CompartmentId, SeatId};

/// Time after which an unanswered call is given up, s.
const PATIENCE_S: u32 = 25;

/// Takes in what was heard since the last thought.
pub(crate) fn listen(mind: &mut Mind<'_>) {
    let view = mind.view;
    let heard_to = mind.memory.heard_to;
    for heard in view.heard.iter().filter(|heard| heard.utterance >= heard_to) {
        match &heard.message {
            Message::Report { what: Fact::ShipFalling { time_left_s } } => {
                mind.memory.time_left = Some((*time_left_s, heard.tick));
            }
            Message::Report { what: Fact::WentIn { person } } => {
                mind.memory.inside_person = Some(*person);
                mind.memory.inside_dead = false;
                mind.memory.silent_persons.retain(|silent| silent != person);
                mind.memory.marks.insert(Mark::WentInTold, heard.tick);
            }
            Message::Report { what: Fact::NoAnswer { person } } => mind.note_silent(*person),
            Message::Report { what: Fact::Death { person } } => {
                mind.note_silent(*person);
                mind.memory.inside_dead |= mind.memory.inside_person == Some(*person);
            }
            Message::VolunteerWanted { .. } => {
                mind.memory.marks.insert(Mark::VolunteersHeard, heard.tick);
            }
            _ => {}
        }
    }
    let inside = mind.memory.inside_person.and_then(|person| view.person_seen(person));
    mind.memory.inside_dead |= inside.is_some_and(|seen| seen.vitality == Vitality::Dead);
    if let Some(last) = view.heard.last() {
        mind.memory.heard_to = last.utterance + 1;
    }
}

/// Answers, says what is due, calls, hangs up.
pub(crate) fn talk(mind: &mut Mind<'_>) {
    answer(mind);
    // One thing at a time; and nobody hangs up on their own words.
    if mind.view.body.speaking {
        return;
    }
    let Some(to_seat) = mind.memory.outbox.first().map(|told| told.to_seat) else {
        end_own_call(mind);
        return;
    };
    if reaches(mind, to_seat) {
        let told: Vec<_> =
            mind.memory.outbox.iter().filter(|told| told.to_seat == to_seat).cloned().collect();
        mind.memory.outbox.retain(|told| told.to_seat != to_seat);
        for told in told {
            mind.say(told.message);
        }
        return;
    }
    call(mind, to_seat);
}

/// The holder of the conn's chair answers first; others when it has rung for a while.
fn answer(mind: &mut Mind<'_>) {
    let ringing = |call: &&CallSeen| call.incoming && !call.answered;
    let Some(call) = mind.view.calls.iter().find(ringing) else { return };
    let rung_s = (mind.view.tick - call.since_tick) / TICKS_PER_SECOND;
    if mind.role == Role::Captain || mind.has_conn() || rung_s >= 1 {
        mind.act(Act::Comms(Order::Answer { call: Some(call.call) }));
    }
}

/// Whoever sits there hears what is said here: beside one, or at the other end of an answered call.
fn reaches(mind: &Mind<'_>, seat: SeatId) -> bool {
    let there = mind.class.command.seat[seat].compartment;
    mind.view.body.compartment == Some(there)
        || mind.view.calls.iter().any(|call| call.answered && leads_to(mind, call.other, seat, there))
}

fn leads_to(mind: &Mind<'_>, end: End, seat: SeatId, there: CompartmentId) -> bool {
    match end {
        End::Intercom { compartment } => compartment == there,
        End::Communicator { person } => mind.view.seat_holder.get(seat).copied().flatten() == Some(person),
    }
}

fn call(mind: &mut Mind<'_>, seat: SeatId) {
    let own_rings = mind.view.calls.iter().any(|call| call.own && !call.incoming && !call.answered);
    match mind.memory.calling {
        // It rings, or it broke off or failed at once: it is tried again after some seconds.
        Some((called, since))
            if called == seat
                && mind.view.tick < since + PATIENCE_S * TICKS_PER_SECOND
                && (own_rings || mind.view.tick < since + 6 * TICKS_PER_SECOND) =>
        {
            return;
        }
        Some(_) if own_rings => {
            mind.act(Act::Comms(Order::HangUp {}));
            mind.memory.calling = None;
            return;
        }
        _ => {}
    }
    mind.memory.calling = Some((seat, mind.view.tick));
    let order = Order::Call { to_seat: Some(seat), to_person: None, to_compartment: None };
    mind.act(Act::Comms(order));
}

/// Nothing is left to say: the call one made ends, after the other has had time to speak.
fn end_own_call(mind: &mut Mind<'_>) {
    let Some((_, since)) = mind.memory.calling else { return };
    let own = mind.view.calls.iter().find(|call| call.own && !call.incoming);
    match own {
        None => mind.memory.calling = None,
        Some(call) if call.answered && mind.view.tick > since.max(call.since_tick) + 4 * TICKS_PER_SECOND => {
            mind.act(Act::Comms(Order::HangUp {}));
            mind.memory.calling = None;
        }
        Some(_) => {}
    }
}
