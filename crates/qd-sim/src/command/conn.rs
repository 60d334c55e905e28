//! The conn: who commands, and who takes it when its holder cannot.

use super::{Command, Event};
use crate::class::ShipClass;
use crate::comms::Comms;
use crate::crew::{Crew, Rank, willingness};
use crate::event::EventKind;
use crate::id::{CompartmentId, PersonId, SeatId};
use crate::order::Reason;
use crate::world::Tick;
use crate::{Cause, Law};

/// The chair of whoever has the conn, if the ship has chairs.
#[must_use]
pub fn conn_seat(class: &ShipClass) -> Option<SeatId> {
    class.command.conn_seat.or_else(|| class.command.seat.ids().next())
}

/// Where the conn is held, if anywhere.
#[must_use]
pub fn bridge(class: &ShipClass) -> Option<CompartmentId> {
    conn_seat(class).map(|seat| class.command.seat[seat].compartment)
}

/// True when somebody can hold the conn now: awake, and on the bridge.
#[must_use]
pub fn fit(crew: &Crew, person: PersonId, bridge: Option<CompartmentId>) -> bool {
    let who = &crew.person[person];
    willingness::is_awake(who) && bridge.is_none_or(|bridge| who.compartment == bridge)
}

/// Somebody's place in the line of succession, least first: those named, then by rank, then by id.
#[must_use]
pub fn place_in_line(
    class: &ShipClass,
    crew: &Crew,
    person: PersonId,
) -> (usize, std::cmp::Reverse<Rank>, PersonId) {
    let named = &class.command.succession_persons;
    let place = named.iter().position(|named| *named == person).unwrap_or(named.len());
    (place, std::cmp::Reverse(crew.roster[person].rank), person)
}

/// The first in line of those who can hold the conn and know that its holder cannot: whoever is on the bridge sees it;
/// elsewhere only those beside the holder, and those who were told what befell them.
pub(super) fn next_in_line(
    class: &ShipClass,
    crew: &Crew,
    comms: &Comms,
    holder: Option<PersonId>,
) -> Option<PersonId> {
    let first = |may: &dyn Fn(PersonId) -> bool| {
        crew.person
            .ids()
            .filter(|person| may(*person))
            .min_by_key(|person| place_in_line(class, crew, *person))
    };
    let bridge = bridge(class);
    let knows = |person: PersonId| {
        holder.is_none_or(|holder| {
            crew.person[person].compartment == crew.person[holder].compartment
                || comms.casualty(person, holder).is_some()
        })
    };
    first(&|person| fit(crew, person, bridge))
        .or_else(|| first(&|person| fit(crew, person, None) && knows(person)))
}

impl Command {
    /// Whoever is next takes the conn when its holder is dead, unconscious or gone from the bridge.
    pub(super) fn step_conn(&mut self, crew: &Crew, comms: &Comms, cx: &mut Tick<'_>) {
        let bridge = bridge(cx.class);
        if bridge.is_none() || self.conn_person.is_some_and(|person| fit(crew, person, bridge)) {
            return;
        }
        let holder = self.conn_person;
        let awake = holder.is_some_and(|person| willingness::is_awake(&crew.person[person]));
        let Some(next) = next_in_line(cx.class, crew, comms, holder) else { return };
        // Whoever is awake but away keeps the conn while nobody on the bridge can take it.
        if Some(next) == holder || (awake && !fit(crew, next, bridge)) {
            return;
        }
        let (reason, cause) = match holder.map(|person| &crew.person[person]) {
            None => (Reason::new("vacant", "nobody had the conn"), self.conn_cause),
            Some(who) if willingness::is_dead(who) => (Reason::new("dead", "its holder is dead"), who.cause),
            Some(who) if !awake => (Reason::new("unconscious", "its holder is unconscious"), who.cause),
            Some(who) => (Reason::new("absent", "its holder has left the bridge"), who.cause),
        };
        self.give_conn(next, reason, &[cause, Cause::Law(Law::Succession)], cx);
    }

    /// Somebody takes the conn.
    pub(super) fn give_conn(&mut self, to: PersonId, reason: Reason, causes: &[Cause], cx: &mut Tick<'_>) {
        let taken = Event::ConnTaken { by_person: to, from_person: self.conn_person, reason };
        self.conn_cause = cx.push(EventKind::Command(taken), causes);
        self.conn_person = Some(to);
    }
}
