//! Words between two people, told as one talk: who spoke with whom, and what each said, in order. Events carry the
//! topic of what is said; it is told in the third person, no line is put into anybody's mouth.

use super::Line;
use super::choose::Chosen;
use crate::game::Game;
use qd_sim::comms::{self, Message, Topic};
use qd_sim::{CompartmentId, Event, EventKind, PersonId, TICKS_PER_SECOND};

/// A talk ends when nothing more is said within this time, ticks.
const SILENCE_TICKS: u32 = 60 * TICKS_PER_SECOND;

/// One thing said.
#[derive(Clone, Copy, Debug)]
struct Said {
    tick: u32,
    by: PersonId,
    to: PersonId,
    topic: Topic,
    compartment: CompartmentId,
}

/// What was said in an event, if it was words to somebody.
fn said(event: &Event) -> Option<Said> {
    let EventKind::Comms(comms::Event::Said { by_person, message, compartment, .. }) = &event.kind else {
        return None;
    };
    let Message::Words { to_person, topic } = message else { return None };
    let (by, to) = (*by_person, *to_person);
    Some(Said { tick: event.id.tick, by, to, topic: *topic, compartment: *compartment })
}

/// True of words between two people.
pub(super) fn is_talk(event: &Event) -> bool {
    said(event).is_some()
}

/// Every talk among the chosen events as a line at the time of its first word.
pub(super) fn talks(game: &Game, chosen: &[Chosen<'_>]) -> Vec<Line> {
    let mut talks: Vec<Vec<Said>> = Vec::new();
    for said in chosen.iter().filter_map(|(event, _)| said(event)) {
        let pair = |said: &Said| (said.by.min(said.to), said.by.max(said.to));
        // Visitors may take turns: each has a talk of their own.
        let goes_on = |talk: &&mut Vec<Said>| {
            let last = talk.last().expect("a talk has words");
            pair(last) == pair(&said) && said.tick <= last.tick + SILENCE_TICKS
        };
        match talks.iter_mut().rev().find(goes_on) {
            Some(talk) => talk.push(said),
            None => talks.push(vec![said]),
        }
    }
    talks.iter().map(|talk| line(game, talk)).collect()
}

fn line(game: &Game, talk: &[Said]) -> Line {
    let first = talk[0];
    let speaker = &game.speaker;
    let both = format!("{} and {}", speaker.person(first.by), speaker.person(first.to));
    let silent = talk.iter().all(|said| said.topic == Topic::Grief);
    let text = if silent {
        format!("{} speaks to {}, who no longer hears", speaker.person(first.by), speaker.person(first.to))
    } else {
        let glass = if through_glass(game, talk) { " through the glass" } else { "" };
        format!("{both} speak{glass}. {}", told(game, talk))
    };
    Line { tick: first.tick, weight: 2, text: game.speaker.capital(&text), people: vec![first.by, first.to] }
}

/// What is said, sentence by sentence; what both say alike is told once.
fn told(game: &Game, talk: &[Said]) -> String {
    let mut sentences = Vec::new();
    let mut at = 0;
    while let Some(said) = talk.get(at) {
        let (by, to) = (short(game, said.by), short(game, said.to));
        let answer = talk.get(at + 1).filter(|next| next.by != said.by && next.topic == said.topic);
        match answer.and_then(|_| mutual(said.topic)) {
            Some(words) => {
                sentences.push(format!("{by} and {to} {words}"));
                at += 2;
            }
            None => {
                sentences.push(one(&by, &to, said.topic));
                at += 1;
            }
        }
    }
    sentences.join(". ")
}

/// What two say to each other alike.
fn mutual(topic: Topic) -> Option<&'static str> {
    match topic {
        Topic::Thanks => Some("thank each other"),
        Topic::Bond => Some("say what they are to each other"),
        Topic::Farewell => Some("say goodbye"),
        Topic::Fear => Some("both say that they are afraid"),
        Topic::Comfort => Some("each say: I am here"),
        _ => None,
    }
}

fn one(by: &str, to: &str, topic: Topic) -> String {
    match topic {
        Topic::AskShip => format!("{by} asks whether the ship is out of danger"),
        Topic::ShipSafe => format!("She is, says {by}"),
        Topic::ShipNotYet => format!("Not yet, says {by}"),
        Topic::Thanks => format!("{by} thanks {to}"),
        Topic::Pain => format!("It hurts, says {by}"),
        Topic::Fear => format!("{by} is afraid, and says so"),
        Topic::Comfort => format!("{by} tells {to}: I am here"),
        Topic::Reproach => format!("{by} tells {to}: you should not have gone"),
        Topic::Duty => format!("It had to be done, says {by}"),
        Topic::Bond => format!("{by} says what {to} has been to them"),
        Topic::Charge => format!("{by} asks {to} to look after those who stay"),
        Topic::Farewell => format!("{by} says goodbye"),
        Topic::Grief => format!("{by} speaks on to {to}, who no longer hears"),
        #[allow(unreachable_patterns, reason = "a new topic is told by its name until it has its words")]
        other => format!("{by} speaks of {other:?}"),
    }
}

/// What somebody is called once they have been named in full: the last of their names, if nobody else at the
/// talk could be meant.
fn short(game: &Game, person: PersonId) -> String {
    let name = game.speaker.person(person);
    name.split_whitespace().next_back().unwrap_or(&name).to_owned()
}

/// True when the two stood on either side of a pane.
fn through_glass(game: &Game, talk: &[Said]) -> bool {
    let place = |person| talk.iter().find(|said| said.by == person).map(|said| said.compartment);
    let (Some(here), Some(there)) = (place(talk[0].by), place(talk[0].to)) else { return false };
    game.speaker.class.deckplan.portal.iter().any(|(_, portal)| {
        let sides = (portal.from_compartment, portal.to_compartment);
        portal.glass && (sides == (here, there) || sides == (there, here))
    })
}
