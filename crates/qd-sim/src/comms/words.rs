//! Words between the dying and those who come to them. What is said follows from their bond, their temperaments
//! and what each of them knows; who is silent has nothing left that weighs enough. No sentence stands here.
//!
//! Whoever is played and speaks for themselves is left to it.

use super::{Comms, Ears, FactKind, Message, Topic, hearing};
use crate::crew::{Crew, Temperament, willingness};
use crate::deckplan::Deckplan;
use crate::flows::{Flows, Speech};
use crate::id::PersonId;
use crate::world::Tick;

/// Time that one turn of speech and the silence after it take, ticks (chosen number: 5 s).
pub const TURN_TICKS: u32 = 100;
/// Weight below which somebody keeps silent (chosen number).
pub const SILENCE: f64 = 0.25;
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
    /// Bits of the topics they have spoken of, by [`Topic`].
    pub said: u32,
    /// Pain, 0..=1.
    pub pain: f64,
    /// How near death is, 0..=1.
    pub near_death: f64,
}

impl Side<'_> {
    fn knows(&self, kind: FactKind) -> bool {
        self.known & (1 << kind as u32) != 0
    }
    fn has_said(&self, topic: Topic) -> bool {
        self.said & (1 << topic as u32) != 0
    }
}

/// What the dying one says next, if anything.
#[must_use]
pub fn from_the_dying(me: &Side<'_>, other: &Side<'_>, bond: f64) -> Option<Topic> {
    let t = me.temperament;
    let unsure = me.knows(FactKind::ShipFalling) && !me.knows(FactKind::ShipSafe);
    choose(
        me,
        &[
            (Topic::AskShip, if unsure { 0.4 + 0.8 * t.care } else { 0.0 }),
            (Topic::Pain, me.pain * (1.2 - t.composure)),
            (Topic::Fear, me.near_death * (1.0 - t.courage) * (1.3 - t.composure)),
            (Topic::Duty, t.duty * if other.has_said(Topic::Reproach) { 1.2 } else { 0.5 }),
            (Topic::Bond, bond * (0.4 + 0.6 * me.near_death)),
            (Topic::Comfort, if other.has_said(Topic::Grief) { bond * t.care } else { 0.0 }),
            (Topic::Charge, me.near_death * t.loyalty * (0.3 + 0.5 * bond)),
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
    let news = safe && !dying.knows(FactKind::ShipSafe);
    let deed = dying.knows(FactKind::CoreAligned) || me.knows(FactKind::CoreAligned);
    choose(
        me,
        &[
            (Topic::ShipSafe, if news { 1.2 } else { 0.0 }),
            (Topic::ShipNotYet, if asked && !safe { 0.8 } else { 0.0 }),
            (Topic::Reproach, if me.knows(FactKind::WentIn) { bond * (1.2 - t.composure) } else { 0.0 }),
            (Topic::Thanks, if deed { 0.3 + 0.5 * t.care } else { 0.0 }),
            (Topic::Comfort, dying.pain * t.care * if dying.has_said(Topic::Pain) { 1.2 } else { 0.6 }),
            (Topic::Bond, bond * if dying.has_said(Topic::Bond) { 1.0 } else { 0.5 }),
            (Topic::Farewell, if dying.near_death > 0.5 { 0.3 + 0.5 * bond } else { 0.0 }),
            (Topic::Grief, bond * dying.near_death * (1.1 - t.composure)),
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

impl Comms {
    /// The dying and those who came speak, one at a time. Once a second.
    pub(super) fn talk(&mut self, crew: &Crew, deckplan: &Deckplan, flows: &mut Flows, cx: &Tick<'_>) {
        let beds: Vec<PersonId> = crew
            .person
            .iter()
            .filter(|(_, who)| who.body.lucid() && willingness::suffering(who).near_death > 0.0)
            .map(|(person, _)| person)
            .take(BEDS_MAX)
            .collect();
        for dying in beds {
            if let Some((by_person, to_person, topic)) = self.next_words(dying, crew, deckplan, cx) {
                self.ears[by_person].said |= 1 << topic as u32;
                self.ears[by_person].words_tick = Some(cx.tick);
                let message = Message::Words { to_person, topic };
                let cause = crew.person[dying].cause;
                flows.speech.push(Speech { by_person, to_person: None, to_all: false, message, cause });
            }
        }
        self.grieve(crew, deckplan, flows, cx);
    }

    /// Whoever stood by and held the dead dear says so once, within a minute of the death.
    fn grieve(&mut self, crew: &Crew, deckplan: &Deckplan, flows: &mut Flows, cx: &Tick<'_>) {
        let lately = crew.deaths.iter().rev().take_while(|death| cx.tick < death.tick + OWN_WORDS_TICKS);
        for death in lately.take(BEDS_MAX) {
            for (by_person, bond) in self.who_came(death.person, crew, deckplan, cx) {
                let composure = crew.roster[by_person].temperament.composure;
                let grief = 1 << Topic::Grief as u32;
                let silent = bond * (1.4 - composure) < SILENCE || self.ears[by_person].said & grief != 0;
                if silent || !self.speaks(by_person, cx) || cx.tick < death.tick + TURN_TICKS {
                    continue;
                }
                self.ears[by_person].said |= grief;
                let message = Message::Words { to_person: death.person, topic: Topic::Grief };
                let cause = death.cause;
                flows.speech.push(Speech { by_person, to_person: None, to_all: false, message, cause });
            }
        }
    }

    /// Who of those at a deathbed speaks next, to whom, of what.
    fn next_words(
        &self,
        dying: PersonId,
        crew: &Crew,
        deckplan: &Deckplan,
        cx: &Tick<'_>,
    ) -> Option<(PersonId, PersonId, Topic)> {
        let came = self.who_came(dying, crew, deckplan, cx);
        let last = |person: PersonId| self.ears[person].words_tick.map_or(0, |tick| tick + 1);
        let latest = came.iter().map(|(person, _)| last(*person)).chain([last(dying)]).max()?;
        if latest > 0 && cx.tick < latest + TURN_TICKS {
            return None;
        }
        let me = side(&self.ears[dying], dying, crew);
        // Whoever spoke last lets the others speak first.
        let turn_of_dying = last(dying) < latest || latest == 0;
        let reply = |(person, bond): &(PersonId, f64)| {
            let other = side(&self.ears[*person], *person, crew);
            let topic = self.speaks(*person, cx).then(|| from_who_came(&other, &me, *bond))??;
            Some((*person, dying, topic))
        };
        let own = || {
            let (person, bond) = came.first()?;
            let other = side(&self.ears[*person], *person, crew);
            let topic = self.speaks(dying, cx).then(|| from_the_dying(&me, &other, *bond))??;
            Some((dying, *person, topic))
        };
        if turn_of_dying {
            own().or_else(|| came.iter().find_map(reply))
        } else {
            came.iter().find_map(reply).or_else(own)
        }
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
                    && self.ears[*person].casualty_persons.contains(&dying)
            })
            .map(|(person, _)| (person, willingness::bond(&cx.class.crew, crew, cx.seed, person, dying)))
            .collect();
        came.sort_by(|(one, close), (other, closer)| closer.total_cmp(close).then(one.cmp(other)));
        came
    }

    /// False for somebody who lately spoke by an order of whoever plays them.
    fn speaks(&self, person: PersonId, cx: &Tick<'_>) -> bool {
        self.ears[person].own_words_tick.is_none_or(|tick| cx.tick > tick + OWN_WORDS_TICKS)
    }
}

fn side<'a>(ears: &Ears, person: PersonId, crew: &'a Crew) -> Side<'a> {
    let suffering = willingness::suffering(&crew.person[person]);
    Side {
        temperament: &crew.roster[person].temperament,
        known: ears.known,
        said: ears.said,
        pain: suffering.pain,
        near_death: suffering.near_death,
    }
}
