//! Who hears what is said: a voice in the room, through an open way or glass, over calls, over all intercoms.

use super::calls::{at, fail, intercom_works};
use super::{Comms, End, Event, HEARD_MAX, Heard, Message, UTTERANCES_MAX, Utterance, Way};
use crate::class::ShipClass;
use crate::crew::{Crew, willingness};
use crate::deckplan::Deckplan;
use crate::event::EventKind;
use crate::flows::{Flows, Hearing, Speech};
use crate::id::{CompartmentId, PersonId, Table};
use crate::world::{Tick, World};
use crate::{Cause, Law};

/// How a voice reaches the compartments next to it: through open ways, else through glass.
pub fn carries<'a>(
    class: &'a ShipClass,
    deckplan: &'a Deckplan,
    from: CompartmentId,
) -> impl Iterator<Item = (CompartmentId, Way)> + 'a {
    class.deckplan.portal.iter().filter_map(move |(portal, row)| {
        let beyond = row.beyond(from)?;
        let open = deckplan.portal.get(portal).is_some_and(|state| state.open > AJAR);
        let way = if open { Way::Direct } else { Way::Glass };
        (open || row.glass).then_some((beyond, way))
    })
}

/// Share open from which a voice passes as if there were no door (the deck plan's own).
const AJAR: f64 = 0.05;

/// Where a voice can be heard.
struct Reach {
    /// By everybody in these compartments.
    by_place: Table<CompartmentId, Option<Way>>,
    /// By these people alone.
    by_person: Vec<PersonId>,
}

impl Comms {
    /// Whoever has something to say and is not speaking says it, and it is heard by whom it reaches. Nobody says two
    /// things at once: the rest waits until the words before it are out.
    pub(super) fn deliver(&mut self, crew: &Crew, deckplan: &Deckplan, flows: &mut Flows, cx: &mut Tick<'_>) {
        if flows.speech.is_empty() {
            return;
        }
        let mut waiting = Vec::new();
        for speech in std::mem::take(&mut flows.speech) {
            let by_person = speech.by_person;
            if !crew.person.get(by_person).is_some_and(willingness::is_awake) {
                continue;
            }
            if self.ears[by_person].speaks_until_tick > cx.tick {
                waiting.push(speech);
                continue;
            }
            self.ears[by_person].speaks_until_tick = cx.tick + speech.message.spoken_ticks();
            self.say(speech, crew, deckplan, flows, cx);
        }
        flows.speech.append(&mut waiting);
    }

    fn say(
        &mut self,
        speech: Speech,
        crew: &Crew,
        deckplan: &Deckplan,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        let by_person = speech.by_person;
        let reach = self.reach(by_person, speech.to_all, crew, deckplan, flows, cx.class);
        let mut hearers: Vec<(PersonId, Way)> = Vec::new();
        for (person, who) in crew.person.iter() {
            let called = reach.by_person.contains(&person).then_some(Way::Call);
            if let Some(way) = reach.by_place[who.compartment].or(called)
                && person != by_person
                && willingness::is_awake(who)
            {
                hearers.push((person, way));
            }
        }
        let unreached = speech.to_person.filter(|to| !hearers.iter().any(|(person, _)| person == to));
        if let Some(to) = unreached.filter(|to| *to != by_person) {
            match self.transmit(by_person, to, crew, flows, cx.class) {
                Ok(()) => hearers.push((to, Way::Call)),
                Err(reason) => {
                    fail(by_person, reason, speech.cause, cx);
                }
            }
        }
        let cause = tell(&speech, &reach, &hearers, crew, cx);
        self.keep(speech, &hearers, cause, flows, cx);
    }

    /// A word to one person who is out of hearing: by whatever devices work at both ends.
    fn transmit(
        &self,
        from: PersonId,
        to: PersonId,
        crew: &Crew,
        flows: &Flows,
        class: &ShipClass,
    ) -> Result<(), crate::order::Reason> {
        self.own_end(from, crew, flows, class).ok_or_else(|| {
            crate::order::Reason::new("no_power", "neither the intercom here nor the communicator works")
        })?;
        self.end_of_person(to, crew, flows, class).map(|_| ())
    }

    /// Whether `to` would hear what `from` says now without a call for all: their voice, for those who speak aloud.
    #[must_use]
    pub fn is_heard(&self, world: &World, from: PersonId, to: PersonId) -> bool {
        let World { crew, deckplan, flows, class, .. } = world;
        let awake = |person: PersonId| crew.person.get(person).is_some_and(willingness::is_awake);
        if from == to || !awake(from) || !awake(to) {
            return false;
        }
        let reach = self.reach(from, false, crew, deckplan, flows, class);
        reach.by_place[crew.person[to].compartment].is_some() || reach.by_person.contains(&to)
    }

    fn reach(
        &self,
        by_person: PersonId,
        to_all: bool,
        crew: &Crew,
        deckplan: &Deckplan,
        flows: &Flows,
        class: &ShipClass,
    ) -> Reach {
        let here = crew.person[by_person].compartment;
        let mut by_place = Table::like(&class.deckplan.compartment, |_| None);
        let mut people = Vec::new();
        if to_all && self.own_end(by_person, crew, flows, class).is_some() {
            for row in &class.comms.intercom {
                if flows.supply[row.load].function > 0.0 {
                    by_place[row.compartment] = Some(Way::Announcement);
                }
            }
        }
        for call in self.calls.iter().filter(|call| call.answered_by_person.is_some()) {
            let other = match (at(call.from, by_person, here), at(call.to, by_person, here)) {
                (true, _) => call.to,
                (_, true) => call.from,
                _ => continue,
            };
            match other {
                End::Intercom { compartment } => by_place[compartment] = Some(Way::Call),
                End::Communicator { person } => people.push(person),
            }
        }
        for (beyond, way) in carries(class, deckplan, here) {
            if by_place[beyond] != Some(Way::Direct) {
                by_place[beyond] = Some(way);
            }
        }
        by_place[here] = Some(Way::Direct);
        Reach { by_place, by_person: people }
    }

    /// Keeps what was said, who heard it and what they learn; hands on what asks for an answer.
    fn keep(
        &mut self,
        speech: Speech,
        hearers: &[(PersonId, Way)],
        cause: Cause,
        flows: &mut Flows,
        cx: &Tick<'_>,
    ) {
        let utterance = self.next_utterance;
        self.next_utterance += 1;
        let Speech { by_person, message, .. } = speech;
        self.learn_from(by_person, &message, cause, cx.tick);
        for &(person, way) in hearers {
            self.learn_from(person, &message, cause, cx.tick);
            let heard = &mut self.ears[person].heard;
            if heard.len() == usize::from(HEARD_MAX) {
                heard.remove(0);
            }
            heard.push(Heard { utterance, way });
            if message.wants_answer() {
                flows.heard.push(Hearing { person, by_person, message: message.clone(), cause });
            }
        }
        if self.utterances.len() == usize::from(UTTERANCES_MAX) {
            self.utterances.remove(0);
        }
        self.utterances.push(Utterance { utterance, tick: cx.tick, by_person, message, cause });
    }
}

fn tell(
    speech: &Speech,
    reach: &Reach,
    hearers: &[(PersonId, Way)],
    crew: &Crew,
    cx: &mut Tick<'_>,
) -> Cause {
    let by_person = speech.by_person;
    let message = speech.message.clone();
    let event = if speech.to_all {
        let heard = reach.by_place.iter().filter(|(_, way)| way.is_some());
        Event::Announced { by_person, message, compartments: heard.map(|(here, _)| here).collect() }
    } else {
        let compartment = crew.person[by_person].compartment;
        let heard_persons = hearers.iter().map(|(person, _)| *person).collect();
        Event::Said { by_person, message, compartment, heard_persons }
    };
    cx.push(EventKind::Comms(event), &[speech.cause, Cause::Law(Law::Hearing)])
}

/// Words that somebody hurried speaks in a second (chosen number; radio speech runs at 2.5 to 3).
const WORDS_PER_S: f64 = 3.0;
/// Letters of a word with its space, on the average of English text.
const LETTERS_PER_WORD: f64 = 6.0;

impl Message {
    /// Time that it takes to say, ticks: some words each, one's own by their length.
    #[must_use]
    pub fn spoken_ticks(&self) -> u32 {
        let words = match self {
            Self::Acknowledge { .. } | Self::Brace {} => 2.0,
            Self::Ask { .. } | Self::Done { .. } | Self::ComeTo { .. } | Self::Volunteering { .. } => 5.0,
            Self::Order { .. }
            | Self::Decline { .. }
            | Self::NotDone { .. }
            | Self::VolunteerWanted { .. } => 8.0,
            Self::Report { what: super::Fact::RealignNeeded { .. } } => 16.0,
            Self::Report { .. } | Self::Words { .. } => 8.0,
            Self::Text { text } => text.chars().count() as f64 / LETTERS_PER_WORD,
        };
        (words / WORDS_PER_S * f64::from(crate::TICKS_PER_SECOND)) as u32
    }

    /// True for what the listener has to answer or act on, or what tells them how an order of theirs stands.
    #[must_use]
    pub fn wants_answer(&self) -> bool {
        match self {
            Self::Order { .. }
            | Self::Acknowledge { .. }
            | Self::Decline { .. }
            | Self::Done { .. }
            | Self::NotDone { .. }
            | Self::VolunteerWanted { .. }
            | Self::Volunteering { .. }
            | Self::ComeTo { .. }
            | Self::Brace {} => true,
            Self::Report { what } => {
                matches!(what.kind(), super::FactKind::Casualty | super::FactKind::WentIn)
            }
            Self::Ask { .. } | Self::Words { .. } | Self::Text { .. } => false,
        }
    }
}

/// True when somebody's words can go out to all.
pub(super) fn can_announce(
    comms: &Comms,
    by: PersonId,
    crew: &Crew,
    flows: &Flows,
    class: &ShipClass,
) -> bool {
    comms.own_end(by, crew, flows, class).is_some()
        && class.comms.intercom.iter().any(|row| intercom_works(class, flows, row.compartment))
}
