//! What happens to many things at once is told in one sentence.

use super::Line;
use super::choose::Chosen;
use crate::game::Game;
use crate::sentence::{capital, list, number, of_event};
use qd_sim::{EventKind, PersonId, TICK_S, crew, power};

/// Events of one kind belong together while the next follows within this time, ticks.
const NEAR_TICKS: u32 = 8 * qd_sim::TICKS_PER_SECOND;
/// Up to this many are named.
const NAMED_MAX: usize = 3;

/// What many of a kind are called, and what they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Many {
    /// `breakers`.
    noun: &'static str,
    /// `trip`.
    verb: &'static str,
}

/// The words for many of a kind; none for kinds that are always told one by one.
pub(super) fn many(kind: &EventKind) -> Option<Many> {
    let (noun, verb) = match kind {
        EventKind::Power(event) => match event {
            power::Event::BreakerTripped { .. } => ("breakers", "trip"),
            power::Event::BusDead { .. } => ("buses", "go dead"),
            power::Event::BusRestored { .. } => ("buses", "have voltage again"),
            power::Event::ControllerDown { .. } => ("controllers", "crash"),
            power::Event::Allocated { .. } => ("groups of loads", "are given new shares"),
            power::Event::SourceTripped { .. } => ("sources", "stop by themselves"),
            power::Event::SourceStarted { .. } => ("sources", "run"),
            _ => return None,
        },
        EventKind::Crew(event) => match event {
            crew::Event::Injured { .. } => ("injuries", "are suffered"),
            crew::Event::Fell { .. } => ("people", "are thrown down"),
            crew::Event::Collapsed { .. } => ("people", "collapse"),
            crew::Event::Died { .. } => ("people", "die"),
            _ => return None,
        },
        EventKind::Heat(qd_sim::heat::Event::Glows { .. }) => ("zones of the skin", "begin to glow"),
        EventKind::Heat(qd_sim::heat::Event::BurntThrough { .. }) => {
            ("zones of the skin", "are burnt through")
        }
        EventKind::Engines(qd_sim::engines::Event::ThrottleSet { .. }) => ("engines", "are set"),
        EventKind::Engines(qd_sim::engines::Event::Lit { .. }) => ("engines", "burn"),
        EventKind::Engines(qd_sim::engines::Event::Out { .. }) => ("engines", "go out"),
        _ => return None,
    };
    Some(Many { noun, verb })
}

/// A run of events that are told together.
#[derive(Debug)]
struct Bundle<'a> {
    many: Option<Many>,
    members: Vec<Chosen<'a>>,
}

/// The chosen events as lines, those of one kind close in time put together.
pub(super) fn together(game: &Game, chosen: &[Chosen<'_>]) -> Vec<Line> {
    let mut bundles: Vec<Bundle<'_>> = Vec::new();
    for (event, weight) in chosen {
        let words = many(&event.kind);
        let near = |bundle: &&mut Bundle<'_>| {
            bundle.many == words
                && bundle.members.last().is_some_and(|(last, _)| event.id.tick <= last.id.tick + NEAR_TICKS)
        };
        // Other kinds may happen in between: the last few bundles are open.
        let open = bundles.iter_mut().rev().take(6).find(near).filter(|_| words.is_some());
        match open {
            Some(bundle) => bundle.members.push((event, *weight)),
            None => bundles.push(Bundle { many: words, members: vec![(event, *weight)] }),
        }
    }
    let mut lines = Vec::new();
    for bundle in &bundles {
        lines.extend(told(game, bundle));
    }
    lines
}

fn told(game: &Game, bundle: &Bundle<'_>) -> Vec<Line> {
    let single = |(event, weight): &Chosen<'_>| Line {
        tick: event.id.tick,
        weight: *weight,
        text: of_event(&game.speaker, event),
    };
    let Some(words) = bundle.many.filter(|_| bundle.members.len() > NAMED_MAX) else {
        return bundle.members.iter().map(single).collect();
    };
    let (first, weight) = bundle.members[0];
    let last = bundle.members.last().expect("a bundle has members").0;
    let seconds = f64::from(last.id.tick - first.id.tick) * TICK_S;
    let within = if seconds < 1.0 { "at once".to_owned() } else { format!("within {seconds:.0} s") };
    let count = number(bundle.members.len());
    let named = named(game, bundle);
    let who = if named.is_empty() { String::new() } else { format!(", among them {}", list(&named)) };
    let text = format!("{} {} {} {within}{who}", capital(&count), words.noun, words.verb);
    let mut text = text;
    if named.is_empty() {
        text = format!("{text}: first, {}", of_event_lower(game, first));
    }
    vec![Line { tick: first.id.tick, weight, text }]
}

fn of_event_lower(game: &Game, event: &qd_sim::Event) -> String {
    crate::sentence::of_kind(&game.speaker, &event.kind)
}

/// People whom files name, among those a bundle is about.
fn named(game: &Game, bundle: &Bundle<'_>) -> Vec<String> {
    let mut people: Vec<PersonId> = Vec::new();
    for (event, _) in &bundle.members {
        let EventKind::Crew(
            crew::Event::Died { person, .. }
            | crew::Event::Collapsed { person, .. }
            | crew::Event::Injured { person, .. }
            | crew::Event::Fell { person, .. },
        ) = &event.kind
        else {
            continue;
        };
        if game.speaker.is_named(*person) && !people.contains(person) {
            people.push(*person);
        }
    }
    people.iter().take(6).map(|person| game.speaker.person(*person)).collect()
}
