//! Orders to others and their life: given, heard, answered, done or not; and the posts themselves.

use super::asking::{Asked, Sight};
use super::{Addressee, Brief, Command, Directive, Event, OpenDirective, Order, Relief, Standing, Told};
use super::{BRIEFS_MAX, DIRECTIVES_MAX, RELIEVED_MAX};
use crate::class::ShipClass;
use crate::comms::{Comms, Fact, FactKind, Message};
use crate::crew::willingness::{ACCEPTS, Will};
use crate::crew::{Crew, Errand, Posture, Step, Task, willingness};
use crate::event::EventKind;
use crate::flows::{Flows, Hearing, Speech};
use crate::id::{PersonId, SeatId};
use crate::order::Reason;
use crate::world::{Given, Tick};
use crate::{Cause, Law, OrderId};

impl Command {
    /// Directives: giving, answering, ending, insisting.
    pub(super) fn apply_directive(
        &mut self,
        order: &Order,
        given: Given,
        crew: &mut Crew,
        comms: &Comms,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        match order {
            Order::Direct { to_seat, to_person, to_department, directive } => {
                let to = match (to_seat, to_person, to_department) {
                    (Some(seat), ..) => Addressee::Seat { seat: *seat },
                    (_, Some(person), _) => Addressee::Person { person: *person },
                    (.., Some(department)) => Addressee::Department { department: *department },
                    _ => return,
                };
                self.direct(to, directive.clone(), given, flows, cx);
            }
            Order::Accept { order } => self.accept_by_hand(*order, given, crew, comms, flows, cx),
            Order::Refuse { order, reason } => {
                self.refuse(*order, given.by_person, reason.clone(), &[given.cause], flows, cx);
            }
            Order::Achieved { order } => {
                cx.push(EventKind::Order(crate::order::Event::Achieved { order: *order }), &[given.cause]);
            }
            Order::Failed { order, reason } => {
                let failed = crate::order::Event::Failed { order: *order, reason: reason.clone() };
                cx.push(EventKind::Order(failed), &[given.cause]);
            }
            Order::Insist { order } => self.insist(*order, given, flows, cx),
            _ => {}
        }
    }

    fn direct(
        &mut self,
        to: Addressee,
        directive: Directive,
        given: Given,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let (order, by_person) = (given.order, given.by_person);
        let directed = Event::Directed { order, by_person, to: to.clone(), directive: directive.clone() };
        let cause = cx.push(EventKind::Command(directed), &[given.cause]);
        if self.directives.len() == usize::from(DIRECTIVES_MAX) {
            let ended = |open: &OpenDirective| matches!(open.standing, Standing::Achieved | Standing::Failed);
            let oldest = self.directives.iter().position(ended).unwrap_or(0);
            self.directives.remove(oldest);
        }
        let open = OpenDirective {
            order,
            tick: cx.tick,
            by_person,
            to,
            directive,
            standing: Standing::Given,
            standing_tick: cx.tick,
            answered_by_person: None,
            insisted: 0,
            reason: None,
            cause,
            told: Told { standing: Standing::Given, tick: cx.tick, person: None, reason: None, cause },
        };
        flows.speech.push(speech_of(&open, flows));
        self.directives.push(open);
    }

    fn insist(&mut self, order: OrderId, given: Given, flows: &mut Flows, cx: &mut Tick<'_>) {
        let Some(row) = self.row(order) else { return };
        let open = &mut self.directives[row];
        let insisted = Event::Insisted { order, by_person: given.by_person };
        open.cause = cx.push(EventKind::Command(insisted), &[given.cause, open.cause]);
        open.by_person = given.by_person;
        open.insisted = open.insisted.saturating_add(1);
        open.standing = Standing::Given;
        open.standing_tick = cx.tick;
        let cause = open.cause;
        open.told = Told { standing: Standing::Given, tick: cx.tick, person: None, reason: None, cause };
        flows.speech.push(speech_of(&self.directives[row], flows));
    }

    fn row(&self, order: OrderId) -> Option<usize> {
        self.directives.iter().position(|open| open.order == order)
    }

    fn stand(&mut self, row: usize, standing: Standing, cause: Cause, tick: u32) {
        let open = &mut self.directives[row];
        open.standing = standing;
        open.standing_tick = tick;
        open.cause = cause;
    }

    /// What was heard last tick is answered by those who hold no chair; in a chair, and for whoever is guided, it waits for
    /// an order.
    pub(super) fn answer_heard(
        &mut self,
        crew: &mut Crew,
        comms: &Comms,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        if flows.heard.is_empty() {
            return;
        }
        let mut asked: Vec<(OrderId, PersonId, Cause)> = Vec::new();
        for heard in std::mem::take(&mut flows.heard) {
            match &heard.message {
                Message::Order { order, .. } => {
                    self.hear_directive(*order, &heard, &mut asked, crew, flows, cx);
                }
                Message::Acknowledge { order } | Message::Done { order } => {
                    self.hear_answer(*order, &heard, None, cx.tick);
                }
                Message::Decline { order, reason } | Message::NotDone { order, reason } => {
                    self.hear_answer(*order, &heard, Some(reason), cx.tick);
                }
                Message::Volunteering { order, .. } => self.hear_offer(*order, &heard),
                Message::VolunteerWanted { order, .. } => asked.push((*order, heard.person, heard.cause)),
                Message::ComeTo { compartment } => {
                    let directive = Directive::ComeTo { compartment: *compartment };
                    self.come_if_asked(&heard, &directive, crew, comms, flows, cx);
                }
                Message::Brace {} if is_free(heard.person, crew, flows) => {
                    crew.assign(heard.person, Errand::new(vec![Step::Brace {}], None, heard.cause), cx);
                }
                Message::Report { what: Fact::Casualty { person, .. } | Fact::WentIn { person } } => {
                    self.come_to_casualty(&heard, *person, crew, comms, flows, cx);
                }
                _ => {}
            }
        }
        while let Some((order, ..)) = asked.first().copied() {
            let all: Vec<(PersonId, Cause)> =
                asked.iter().filter(|row| row.0 == order).map(|row| (row.1, row.2)).collect();
            asked.retain(|row| row.0 != order);
            if self.row(order).is_some() {
                self.most_willing_answers(order, &all, crew, comms, flows, cx);
            } else {
                self.gather(order, &all, crew, comms, flows, cx);
            }
        }
    }

    /// Whoever gave a directive hears how it stands.
    fn hear_answer(&mut self, order: OrderId, heard: &Hearing, reason: Option<&Reason>, tick: u32) {
        let standing = match heard.message {
            Message::Acknowledge { .. } => Standing::Accepted,
            Message::Decline { .. } => Standing::Refused,
            Message::Done { .. } => Standing::Achieved,
            _ => Standing::Failed,
        };
        let Some(row) = self.row(order) else { return };
        let open = &mut self.directives[row];
        let (person, cause) = (Some(heard.by_person), heard.cause);
        // What a console already shows is not news.
        if open.by_person == heard.person && open.told.standing != standing {
            open.told = Told { standing, tick, person, reason: reason.cloned(), cause };
        }
    }

    fn hear_directive(
        &mut self,
        order: OrderId,
        heard: &Hearing,
        asked: &mut Vec<(OrderId, PersonId, Cause)>,
        crew: &Crew,
        flows: &Flows,
        cx: &Tick<'_>,
    ) {
        let Some(row) = self.row(order).filter(|row| self.directives[*row].standing == Standing::Given)
        else {
            return;
        };
        let person = heard.person;
        let seated = flows.seat_holder.rows().contains(&Some(person));
        match self.directives[row].to {
            Addressee::Seat { seat } if flows.seat_holder[seat] == Some(person) => {
                self.stand(row, Standing::Heard, heard.cause, cx.tick);
            }
            Addressee::Person { person: to } if to == person && seated => {
                self.stand(row, Standing::Heard, heard.cause, cx.tick);
            }
            Addressee::Person { person: to } if to == person => asked.push((order, person, heard.cause)),
            Addressee::Department { department }
                if crew.roster[person].department == department && !seated =>
            {
                asked.push((order, person, heard.cause));
            }
            _ => {}
        }
    }

    /// Somebody who heard a directive to them in a chair, or while they were guided, and is on foot and left to themselves
    /// by now, answers it now.
    pub(super) fn answer_late(
        &mut self,
        crew: &mut Crew,
        comms: &Comms,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        for row in 0..self.directives.len() {
            let open = &self.directives[row];
            let Addressee::Person { person } = open.to else { continue };
            let who = &crew.person[person];
            if open.standing == Standing::Heard
                && willingness::is_awake(who)
                && !willingness::is_guided(who)
                && !flows.seat_holder.rows().contains(&Some(person))
            {
                self.most_willing_answers(open.order, &[(person, open.cause)], crew, comms, flows, cx);
            }
        }
    }

    /// Of those who heard it, the most willing answers for all.
    fn most_willing_answers(
        &mut self,
        order: OrderId,
        heard: &[(PersonId, Cause)],
        crew: &mut Crew,
        comms: &Comms,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let Some(row) = self.row(order) else { return };
        let open = &self.directives[row];
        let asked = Asked { by_person: Some(open.by_person), insisted: open.insisted };
        let sight = self.sight(crew, comms, cx);
        // Of a department, those who have their hands free; somebody addressed by name drops what they are at.
        let of_many = matches!(open.to, Addressee::Department { .. });
        let free = |person: &PersonId| crew.person[*person].errand.is_none();
        let own_mind = |person: &PersonId| !willingness::is_guided(&crew.person[*person]);
        let any_free = heard.iter().any(|(person, _)| own_mind(person) && free(person));
        let best = heard
            .iter()
            .filter(|(person, _)| own_mind(person) && (!of_many || !any_free || free(person)))
            .map(|(person, cause)| (*person, *cause, sight.will(*person, &open.directive, asked)))
            .max_by(|one, other| one.2.score.total_cmp(&other.2.score).then(other.0.cmp(&one.0)));
        let Some((person, heard, will)) = best else {
            // Whoever is guided answers by order.
            if let Some((_, cause)) = heard.first() {
                self.stand(row, Standing::Heard, *cause, cx.tick);
            }
            return;
        };
        self.stand(row, Standing::Heard, heard, cx.tick);
        let weighed =
            Event::Weighed { order, by_person: person, score: will.score, terms: will.terms.clone() };
        let cause = cx.push(EventKind::Command(weighed), &[heard, Cause::Law(Law::Willingness)]);
        if let Some(reason) = self.hindrance(row, person, &will, crew, comms, cx) {
            self.refuse(order, person, reason, &[cause], flows, cx);
        } else {
            self.take_on(row, (person, cause), crew, comms, flows, cx);
        }
    }

    /// Why somebody declines, if they do.
    fn hindrance(
        &self,
        row: usize,
        person: PersonId,
        will: &Will,
        crew: &Crew,
        comms: &Comms,
        cx: &Tick<'_>,
    ) -> Option<Reason> {
        let directive = &self.directives[row].directive;
        if !willingness::is_able(&crew.person[person]) {
            return Some(Reason::new("unfit", "I have no strength left"));
        }
        if will.score < ACCEPTS {
            return Some(will.refusal());
        }
        let by_name = !matches!(self.directives[row].to, Addressee::Department { .. });
        if !by_name && crew.person[person].errand.is_some() {
            return Some(Reason::new("busy", "everybody here has their hands full"));
        }
        if acts_by_word(directive) || self.sight(crew, comms, cx).steps(person, directive).is_some() {
            return None;
        }
        Some(Reason::new("needs_console", "I cannot do that with my hands; ask whoever sits at the console"))
    }

    /// Somebody takes a directive on and sets out.
    fn take_on(
        &mut self,
        row: usize,
        (person, why): (PersonId, Cause),
        crew: &mut Crew,
        comms: &Comms,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let open = &self.directives[row];
        let (order, to_giver, directive) = (open.order, open.by_person, open.directive.clone());
        let accepted = crate::order::Event::Accepted { order, by_person: person };
        let cause = cx.push(EventKind::Order(accepted), &[why]);
        self.stand(row, Standing::Accepted, cause, cx.tick);
        self.directives[row].answered_by_person = Some(person);
        flows.speech.push(reply(person, to_giver, Message::Acknowledge { order }, cause));
        match &directive {
            Directive::ReportOn { about } => {
                let Some(what) = known_fact(person, *about, &self.sight(crew, comms, cx)) else {
                    fail(order, "not_known", "I know nothing of that", cause, cx);
                    return;
                };
                flows.speech.push(reply(person, to_giver, Message::Report { what }, cause));
                cx.push(EventKind::Order(crate::order::Event::Achieved { order }), &[cause]);
            }
            Directive::StandDown {} => {
                crew.release(person, Reason::new("stood_down", "told to stand down"), &[cause], cx);
                cx.push(EventKind::Order(crate::order::Event::Achieved { order }), &[cause]);
            }
            Directive::EvacuateShip {} => fail(order, "no_means", "the ship has no way off her", cause, cx),
            _ => {
                let Some(steps) = self.sight(crew, comms, cx).steps(person, &directive) else { return };
                crew.assign(person, Errand::new(steps, Some(order), cause), cx);
                if directive == (Directive::Realign {}) {
                    self.mark_sent(person);
                    flows.speech.push(goes_in(person, cause));
                }
            }
        }
    }

    /// Whoever a directive is for takes it on by order; with their hands, if it is for them and takes hands.
    fn accept_by_hand(
        &mut self,
        order: OrderId,
        given: Given,
        crew: &mut Crew,
        comms: &Comms,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let Some(row) = self.row(order) else { return };
        let open = &self.directives[row];
        let person = given.by_person;
        let by_hand = !matches!(open.to, Addressee::Seat { .. })
            && (acts_by_word(&open.directive)
                || self.sight(crew, comms, cx).steps(person, &open.directive).is_some());
        if by_hand {
            self.take_on(row, (person, given.cause), crew, comms, flows, cx);
            return;
        }
        let to_giver = open.by_person;
        let accepted = crate::order::Event::Accepted { order, by_person: person };
        let cause = cx.push(EventKind::Order(accepted), &[given.cause, open.cause]);
        self.stand(row, Standing::Accepted, cause, cx.tick);
        self.directives[row].answered_by_person = Some(person);
        flows.speech.push(reply(person, to_giver, Message::Acknowledge { order }, cause));
    }

    fn refuse(
        &mut self,
        order: OrderId,
        person: PersonId,
        reason: Reason,
        causes: &[Cause],
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let Some(row) = self.row(order) else { return };
        let refused = crate::order::Event::Refused { order, by_person: person, reason: reason.clone() };
        let cause = cx.push(EventKind::Order(refused), causes);
        self.stand(row, Standing::Refused, cause, cx.tick);
        let open = &mut self.directives[row];
        open.answered_by_person = Some(person);
        open.reason = Some(reason.clone());
        flows.speech.push(reply(person, open.by_person, Message::Decline { order, reason }, cause));
    }

    /// Directives that reached nobody fail; those for a seat are read at its console by whoever holds it.
    pub(super) fn step_directives(&mut self, flows: &Flows, cx: &mut Tick<'_>) {
        for row in 0..self.directives.len() {
            let open = &self.directives[row];
            if open.standing != Standing::Given || open.standing_tick >= cx.tick {
                continue;
            }
            let (order, cause) = (open.order, open.cause);
            // Whoever gives it may still be speaking of something else.
            let unsaid = |speech: &Speech| matches!(speech.message, Message::Order { order: said, .. } if said == order);
            if let Addressee::Seat { seat } = open.to {
                let Some(holder) = flows.seat_holder[seat] else { continue };
                if holder == open.by_person || consoles_link(open, flows, cx.class) {
                    self.stand(row, Standing::Heard, cause, cx.tick);
                    self.directives[row].tell(Standing::Heard, None, cause, cx.tick);
                    continue;
                }
            }
            if flows.speech.iter().any(unsaid) {
                continue;
            }
            fail(order, "not_heard", "it did not reach anybody it was meant for", cause, cx);
        }
    }

    /// Posts, the log, briefs.
    pub(super) fn apply_post(
        &mut self,
        order: &Order,
        given: Given,
        crew: &mut Crew,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let (by_person, cause) = (given.by_person, given.cause);
        match order {
            Order::HandOver { seat, to_person } => {
                let reason = Reason::new("handed_over", "handed to somebody else");
                let left = Event::SeatLeft { seat: *seat, by_person, reason };
                self.vacate(*seat, (left, cause), crew, flows, cx);
                self.relief[*seat] = Some(Relief { person: *to_person, tick: cx.tick, tries: 0 });
                let cause = self.left_cause[*seat];
                if willingness::is_guided(&crew.person[*to_person]) {
                    // It is given; taking it is theirs.
                    let achieved = crate::order::Event::Achieved { order: given.order };
                    cx.push(EventKind::Order(achieved), &[cause]);
                    return;
                }
                let errand = Errand::new(vec![Step::Sit { seat: *seat }], Some(given.order), cause);
                crew.assign(*to_person, errand, cx);
            }
            Order::Relieve { seat } => self.relieve(*seat, given, crew, flows, cx),
            Order::TakeConn {} => {
                self.give_conn(by_person, Reason::new("ordered", "took it by order"), &[cause], cx);
            }
            Order::PassConn { to_person } => {
                let passed = Event::ConnPassed { from_person: by_person, to_person: *to_person };
                self.conn_cause = cx.push(EventKind::Command(passed), &[cause]);
                self.conn_person = Some(*to_person);
            }
            Order::LogEntry { text } => {
                cx.push(EventKind::Command(Event::Logged { by_person, text: text.clone() }), &[cause]);
            }
            Order::Brief { person, dose_gy, survival_s, work_s } => {
                let (person, dose_gy, survival_s, work_s) = (*person, *dose_gy, *survival_s, *work_s);
                let briefed = Event::Briefed { person, dose_gy, survival_s, work_s };
                let cause = cx.push(EventKind::Command(briefed), &[cause]);
                self.briefs.retain(|brief| brief.person != person);
                if self.briefs.len() == usize::from(BRIEFS_MAX) {
                    self.briefs.remove(0);
                }
                self.briefs.push(Brief { person, dose_gy, survival_s, work_s, tick: cx.tick, cause });
                let what = Fact::RealignNeeded { dose_gy, survival_s };
                flows.speech.push(reply(by_person, person, Message::Report { what }, cause));
            }
            Order::SetCondition { condition } => {
                let set = Event::ConditionSet { condition: *condition };
                self.condition_cause = cx.push(EventKind::Command(set), &[cause]);
                self.condition = *condition;
            }
            _ => {}
        }
    }

    fn relieve(&mut self, seat: SeatId, given: Given, crew: &mut Crew, flows: &mut Flows, cx: &mut Tick<'_>) {
        let Some(person) = flows.seat_holder[seat] else {
            fail(given.order, "seat_empty", "nobody holds that seat", given.cause, cx);
            return;
        };
        if self.relieved_persons.len() == usize::from(RELIEVED_MAX) {
            self.relieved_persons.remove(0);
        }
        self.relieved_persons.push(person);
        let relieved = Event::Relieved { seat, person, by_person: given.by_person };
        self.vacate(seat, (relieved, given.cause), crew, flows, cx);
    }

    fn vacate(
        &mut self,
        seat: SeatId,
        (event, cause): (Event, Cause),
        crew: &mut Crew,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        self.left_cause[seat] = cx.push(EventKind::Command(event), &[cause]);
        let Some(person) = flows.seat_holder[seat].take() else { return };
        let who = &mut crew.person[person];
        who.seat = None;
        who.strapped = false;
        who.posture = Posture::Standing;
        who.cause = self.left_cause[seat];
    }
}

/// Giver and addressee sit at consoles with power: what one enters the other reads.
pub(super) fn consoles_link(open: &OpenDirective, flows: &Flows, class: &ShipClass) -> bool {
    let Addressee::Seat { seat } = open.to else { return false };
    let works = |seat: SeatId| flows.supply[class.command.seat[seat].load].function > 0.0;
    let from = flows.seat_holder.iter().find(|(_, holder)| **holder == Some(open.by_person));
    works(seat) && from.is_some_and(|(from, _)| works(from))
}

/// A directive that takes no errand of steps.
fn acts_by_word(directive: &Directive) -> bool {
    matches!(directive, Directive::ReportOn { .. } | Directive::StandDown {} | Directive::EvacuateShip {})
}

/// In no chair, on no errand, able, and of a mind of their own: who may be moved to something of themselves.
pub(super) fn is_free(person: PersonId, crew: &Crew, flows: &Flows) -> bool {
    let who = &crew.person[person];
    who.errand.is_none()
        && willingness::is_able(who)
        && !willingness::is_guided(who)
        && !flows.seat_holder.rows().contains(&Some(person))
}

fn fail(order: OrderId, code: &'static str, text: &str, cause: Cause, cx: &mut Tick<'_>) {
    let failed = crate::order::Event::Failed { order, reason: Reason::new(code, text) };
    cx.push(EventKind::Order(failed), &[cause]);
}

pub(super) fn reply(by_person: PersonId, to: PersonId, message: Message, cause: Cause) -> Speech {
    let to_person = (to != by_person).then_some(to);
    Speech { by_person, to_person, to_all: false, message, cause }
}

/// Whoever sets out for the chamber tells everybody, so that nobody else goes.
pub(super) fn goes_in(person: PersonId, cause: Cause) -> Speech {
    let message = Message::Report { what: Fact::WentIn { person } };
    Speech { by_person: person, to_person: None, to_all: true, message, cause }
}

fn speech_of(open: &OpenDirective, flows: &Flows) -> Speech {
    let to_person = match open.to {
        Addressee::Seat { seat } => flows.seat_holder[seat].filter(|holder| *holder != open.by_person),
        Addressee::Person { person } => Some(person),
        Addressee::Department { .. } => None,
    };
    Speech {
        by_person: open.by_person,
        to_person,
        to_all: matches!(open.to, Addressee::Department { .. }),
        message: Message::Order { order: open.order, directive: open.directive.clone() },
        cause: open.cause,
    }
}

/// What somebody knows of a kind of fact, as they would tell it.
fn known_fact(person: PersonId, about: FactKind, sight: &Sight<'_>) -> Option<Fact> {
    let ears = &sight.comms.ears[person];
    let known = ears.known & (1 << about as u32) != 0;
    let casualty = |hurt: PersonId| {
        let compartment = sight.believed_place(person, Task::Treat { person: hurt })?;
        Some(Fact::Casualty { person: hurt, compartment })
    };
    match about {
        _ if !known => None,
        FactKind::GridLost => Some(Fact::GridLost {}),
        FactKind::PowerRestored => Some(Fact::PowerRestored {}),
        FactKind::CoreRunning => Some(Fact::CoreRunning {}),
        FactKind::ShipSafe => Some(Fact::ShipSafe {}),
        FactKind::Casualty => ears.casualties.iter().rev().find_map(|known| casualty(known.person)),
        _ => None,
    }
}
