//! Words between the dying and those who come to them. What is said follows from their bond, their temperaments
//! and what each of them knows; who is silent has nothing left that weighs enough. No sentence stands here.
//!
//! Whoever is guided, and whoever lately spoke by order, is left to speak for themselves.

use super::{Comms, Ears, FactKind, Message, Topic, hearing};
use crate::crew::{Crew, Person, Temperament, willingness};
use crate::deckplan::Deckplan;
use crate::flows::{Flows, Speech};
use crate::id::PersonId;
use crate::world::Tick;

/// Time that one turn of speech and the silence after it take, ticks (chosen number: 5 s).
pub const TURN_TICKS: u32 = 100;
/// Silence before somebody begins on something new, ticks (chosen number: 20 s).
pub const PAUSE_TICKS: u32 = 400;
/// Weight below which somebody keeps silent (chosen number).
pub const SILENCE: f64 = 0.25;
/// Nearness of death above which it is a deathbed, however long it may take (chosen number).
const NEAR_DEATH: f64 = 0.3;
/// Bond from which somebody is close enough to speak of their own accord (chosen number).
const CLOSE: f64 = 0.35;
/// Most of those close who speak; the others stand by.
const CLOSE_MAX: usize = 3;
/// Most people whose words with somebody are kept in mind.
const SAID_MAX: usize = 12;
/// Time for which somebody who speaks by order is left to speak for themselves, ticks (chosen number: 60 s).
const OWN_WORDS_TICKS: u32 = 1200;
/// Most deathbeds attended to in one second.
const BEDS_MAX: usize = 4;

/// One side of a talk.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Their temperament.
    pub temperament: &'a Temperament,
    /// Bits of what they know, by [`FactKind`].
    pub known: u32,
    /// Bits of the topics they have spoken of to the other side, by [`Topic`].
    pub said: u32,
    /// Bits of the topics that anybody has spoken of to them.
    pub heard: u32,
    /// Pain, 0..=1.
    pub pain: f64,
    /// How near death is, 0..=1.
    pub near_death: f64,
    /// First in the line of succession: what they say, the ship says.
    pub for_ship: bool,
}

impl Side<'_> {
    fn knows(&self, kind: FactKind) -> bool {
        self.known & (1 << kind as u32) != 0
    }
    fn has_said(&self, topic: Topic) -> bool {
        self.said & (1 << topic as u32) != 0
    }
    fn has_heard(&self, topic: Topic) -> bool {
        self.heard & (1 << topic as u32) != 0
    }
}

/// What the dying one says next, if anything.
#[must_use]
pub fn from_the_dying(me: &Side<'_>, other: &Side<'_>, bond: f64) -> Option<Topic> {
    let t = me.temperament;
    // An answer is an answer; whoever speaks for the ship is asked again.
    let answered = me.has_heard(Topic::ShipNotYet) && !other.for_ship;
    let unsure = me.knows(FactKind::ShipFalling) && !me.knows(FactKind::ShipSafe) && !answered;
    let charge = if other.for_ship { 0.6 } else { 0.3 };
    choose(
        me,
        &[
            (Topic::AskShip, if unsure { 0.4 + 0.8 * t.care } else { 0.0 }),
            (Topic::Pain, me.pain * (1.2 - t.composure)),
            (Topic::Fear, me.near_death * (1.0 - t.courage) * (1.3 - t.composure)),
            (Topic::Duty, t.duty * if other.has_said(Topic::Reproach) { 1.2 } else { 0.5 }),
            (Topic::Bond, bond * (0.4 + 0.6 * me.near_death)),
            (Topic::Comfort, if other.has_said(Topic::Farewell) { bond * t.care } else { 0.0 }),
            (Topic::Charge, me.near_death * t.loyalty * (charge + 0.5 * bond)),
            (Topic::Thanks, 0.3 + 0.2 * t.care),
            (Topic::Farewell, if me.near_death > 0.5 { me.near_death * (0.4 + 0.4 * bond) } else { 0.0 }),
        ],
    )
}

/// What somebody who came says next, if anything.
#[must_use]
pub fn from_who_came(me: &Side<'_>, dying: &Side<'_>, bond: f64) -> Option<Topic> {
    let t = me.temperament;
    let asked = dying.has_said(Topic::AskShip);
    let safe = me.knows(FactKind::ShipSafe);
    // What the other knows is not to be seen; only what they have been told in one's hearing.
    let news = safe && !dying.has_heard(Topic::ShipSafe);
    let reproach = me.knows(FactKind::WentIn) && !dying.has_heard(Topic::Reproach) && bond > CLOSE;
    // Thanks of the whole ship weigh more than one's own.
    let thanks = if me.for_ship { 1.0 } else { 0.3 + 0.5 * t.care };
    let deed = me.knows(FactKind::CoreAligned);
    choose(
        me,
        &[
            (Topic::ShipSafe, if news { 1.2 } else { 0.0 }),
            (Topic::ShipNotYet, if asked && !safe { 0.8 } else { 0.0 }),
            (Topic::Reproach, if reproach { bond * (1.2 - t.composure) } else { 0.0 }),
            (Topic::Thanks, if deed { thanks } else { 0.0 }),
            (Topic::Comfort, dying.pain * t.care * if dying.has_said(Topic::Pain) { 1.2 } else { 0.6 }),
            (Topic::Bond, bond * if dying.has_said(Topic::Bond) { 1.0 } else { 0.5 }),
            (Topic::Farewell, if dying.near_death > 0.5 { 0.3 + 0.5 * bond } else { 0.0 }),
        ],
    )
}

/// The topic of most weight not spoken of yet; among equals the first.
fn choose(me: &Side<'_>, weights: &[(Topic, f64)]) -> Option<Topic> {
    let mut best: Option<(Topic, f64)> = None;
    for &(topic, weight) in weights {
        if weight >= SILENCE && !me.has_said(topic) && best.is_none_or(|(_, most)| weight > most) {
            best = Some((topic, weight));
        }
    }
    best.map(|(topic, _)| topic)
}

/// Topics that answer something, and so come without a silence before them.
fn answers(topic: Topic, other: &Side<'_>) -> bool {
    match topic {
        Topic::ShipSafe => true,
        Topic::ShipNotYet => other.has_said(Topic::AskShip),
        Topic::Duty => other.has_said(Topic::Reproach),
        Topic::Comfort => other.has_said(Topic::Pain) || other.has_said(Topic::Grief),
        Topic::Bond | Topic::Farewell | Topic::Thanks => other.has_said(topic),
        _ => false,
    }
}

/// Something about to be said.
struct Words {
    by_person: PersonId,
    to_person: PersonId,
    topic: Topic,
    /// It answers what was said before.
    answer: bool,
}

impl Comms {
    /// The dying and those who came speak, one at a time. Once a second.
    pub(super) fn talk(&mut self, crew: &Crew, deckplan: &Deckplan, flows: &mut Flows, cx: &Tick<'_>) {
        let lies = |who: &Person| who.seat.is_none() && who.job.is_none() && who.walk.is_none();
        let beds: Vec<PersonId> = crew
            .person
            .iter()
            .filter(|(_, who)| who.body.lucid() && lies(who))
            .filter(|(_, who)| {
                let near = willingness::suffering(who).near_death;
                near > 0.0 && (near > NEAR_DEATH || !who.body.stable())
            })
            .map(|(person, _)| person)
            .take(BEDS_MAX)
            .collect();
        for dying in beds {
            if let Some(words) = self.next_words(dying, crew, deckplan, cx) {
                let Words { by_person, to_person, topic, .. } = words;
                self.ears[by_person].note_said(to_person, topic, cx.tick);
                let message = Message::Words { to_person, topic };
                let cause = crew.person[dying].cause;
                flows.speech.push(Speech { by_person, to_person: None, to_all: false, message, cause });
            }
        }
        self.grieve(crew, deckplan, flows, cx);
    }

    /// Whoever stood by and held the dead dear says so once, one after another, within a minute of the death.
    fn grieve(&mut self, crew: &Crew, deckplan: &Deckplan, flows: &mut Flows, cx: &Tick<'_>) {
        let lately = crew.deaths.iter().rev().take_while(|death| cx.tick < death.tick + OWN_WORDS_TICKS);
        for death in lately.take(BEDS_MAX) {
            let came = self.who_speaks(death.person, crew, deckplan, cx);
            let spoke = came.iter().filter_map(|(person, _)| self.ears[*person].words_tick).max();
            if cx.tick < death.tick.max(spoke.unwrap_or(0)) + TURN_TICKS {
                continue;
            }
            let mourner = came.iter().find(|(person, bond)| {
                let composure = crew.roster[*person].temperament.composure;
                let said = self.ears[*person].said_to(death.person) & (1 << Topic::Grief as u32) != 0;
                bond * (1.4 - composure) >= SILENCE && !said && self.speaks(*person, crew, cx)
            });
            let Some(&(by_person, _)) = mourner else { continue };
            self.ears[by_person].note_said(death.person, Topic::Grief, cx.tick);
            let message = Message::Words { to_person: death.person, topic: Topic::Grief };
            let cause = death.cause;
            flows.speech.push(Speech { by_person, to_person: None, to_all: false, message, cause });
        }
    }

    /// Who of those at a deathbed speaks next, to whom, of what.
    fn next_words(&self, dying: PersonId, crew: &Crew, deckplan: &Deckplan, cx: &Tick<'_>) -> Option<Words> {
        let came = self.who_speaks(dying, crew, deckplan, cx);
        let last = |person: PersonId| self.ears[person].words_tick.map_or(0, |tick| tick + 1);
        let latest = came.iter().map(|(person, _)| last(*person)).chain([last(dying)]).max()?;
        if latest > 0 && cx.tick < latest + TURN_TICKS {
            return None;
        }
        // Whoever spoke last lets the others speak first.
        let turn_of_dying = last(dying) < latest || latest == 0;
        let theirs = || came.iter().filter_map(|one| self.to_the_dying(dying, *one, crew, cx));
        let own = || came.iter().filter_map(|one| self.of_the_dying(dying, *one, crew, cx));
        let mut said: Vec<Words> =
            if turn_of_dying { own().chain(theirs()).collect() } else { theirs().chain(own()).collect() };
        // The dying one is let begin. An answer comes first, and at once; before something new there is silence.
        if latest > 0 {
            said.sort_by_key(|words| !words.answer);
        }
        let silent = latest > 0 && cx.tick < latest + PAUSE_TICKS;
        said.into_iter().next().filter(|words| words.answer || !silent)
    }

    fn to_the_dying(
        &self,
        dying: PersonId,
        (by_person, bond): (PersonId, f64),
        crew: &Crew,
        cx: &Tick<'_>,
    ) -> Option<Words> {
        let (me, other) = (self.side(by_person, dying, crew, cx), self.side(dying, by_person, crew, cx));
        let topic = self.speaks(by_person, crew, cx).then(|| from_who_came(&me, &other, bond))??;
        Some(Words { by_person, to_person: dying, topic, answer: answers(topic, &other) })
    }

    fn of_the_dying(
        &self,
        dying: PersonId,
        (to_person, bond): (PersonId, f64),
        crew: &Crew,
        cx: &Tick<'_>,
    ) -> Option<Words> {
        let (me, other) = (self.side(dying, to_person, crew, cx), self.side(to_person, dying, crew, cx));
        let topic = self.speaks(dying, crew, cx).then(|| from_the_dying(&me, &other, bond))??;
        Some(Words { by_person: dying, to_person, topic, answer: answers(topic, &other) })
    }

    /// Those at a deathbed who speak: who speaks for the ship, and the closest; without any of them one of those there.
    fn who_speaks(
        &self,
        dying: PersonId,
        crew: &Crew,
        deckplan: &Deckplan,
        cx: &Tick<'_>,
    ) -> Vec<(PersonId, f64)> {
        let came = self.who_came(dying, crew, deckplan, cx);
        let mut close = 0;
        let mut speak: Vec<(PersonId, f64)> = Vec::new();
        for &(person, bond) in &came {
            close += usize::from(bond >= CLOSE);
            if (bond >= CLOSE && close <= CLOSE_MAX) || for_ship(person, cx) {
                speak.push((person, bond));
            }
        }
        if speak.is_empty() {
            speak.extend(came.first());
        }
        speak
    }

    /// Those within sight and hearing of somebody who stay with them, the closest first.
    fn who_came(
        &self,
        dying: PersonId,
        crew: &Crew,
        deckplan: &Deckplan,
        cx: &Tick<'_>,
    ) -> Vec<(PersonId, f64)> {
        let here = crew.person[dying].compartment;
        let near: Vec<_> = hearing::carries(cx.class, deckplan, here).map(|(beyond, _)| beyond).collect();
        let mut came: Vec<(PersonId, f64)> = crew
            .person
            .iter()
            .filter(|(person, who)| {
                *person != dying
                    && (who.compartment == here || near.contains(&who.compartment))
                    && who.walk.is_none()
                    && who.job.is_none()
                    && who.body.lucid()
                    && self.casualty(*person, dying).is_some()
            })
            .map(|(person, who)| {
                (person, willingness::bond(&cx.class.crew, crew, cx.seed, person, dying), who)
            })
            // Whoever sits at a console has it to see to, unless somebody dear lies there.
            .filter(|(_, bond, who)| who.seat.is_none() || *bond >= CLOSE)
            .map(|(person, bond, _)| (person, bond))
            .collect();
        came.sort_by(|(one, close), (other, closer)| closer.total_cmp(close).then(one.cmp(other)));
        came
    }

    /// False for somebody who is guided, or lately spoke by order.
    fn speaks(&self, person: PersonId, crew: &Crew, cx: &Tick<'_>) -> bool {
        let lately = self.ears[person].own_words_tick.is_some_and(|tick| cx.tick <= tick + OWN_WORDS_TICKS);
        !lately && !willingness::is_guided(&crew.person[person])
    }

    /// One side of the talk of two.
    fn side<'a>(&self, person: PersonId, other: PersonId, crew: &'a Crew, cx: &Tick<'_>) -> Side<'a> {
        let suffering = willingness::suffering(&crew.person[person]);
        let ears = &self.ears[person];
        Side {
            temperament: &crew.roster[person].temperament,
            known: ears.known,
            said: ears.said_to(other),
            heard: self.ears.rows().iter().fold(0, |heard, ears| heard | ears.said_to(person)),
            pain: suffering.pain,
            near_death: suffering.near_death,
            for_ship: for_ship(person, cx),
        }
    }
}

/// Captain and first officer: the first two of the line of succession.
fn for_ship(person: PersonId, cx: &Tick<'_>) -> bool {
    cx.class.command.succession_persons.iter().take(2).any(|first| *first == person)
}

impl Ears {
    /// Bits of the topics spoken of to somebody.
    fn said_to(&self, person: PersonId) -> u32 {
        self.said.iter().find(|(to, _)| *to == person).map_or(0, |(_, said)| *said)
    }

    /// Keeps in mind that somebody was spoken to of something: it is said once, and answered.
    pub(super) fn note_said(&mut self, person: PersonId, topic: Topic, tick: u32) {
        self.words_tick = Some(tick);
        let bit = 1 << topic as u32;
        if let Some((_, said)) = self.said.iter_mut().find(|(to, _)| *to == person) {
            *said |= bit;
            return;
        }
        if self.said.len() == SAID_MAX {
            self.said.remove(0);
        }
        self.said.push((person, bit));
    }
}
