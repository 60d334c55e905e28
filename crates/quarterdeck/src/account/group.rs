//! What happens to many at once, or is said to one after the other, is told in one sentence.

use super::Line;
use super::choose::{Chosen, asked};
use crate::game::Game;
use crate::sentence::{capital, list, number, of_directive, of_event, of_kind};
use qd_sim::command::Addressee;
use qd_sim::comms::{self, Message};
use qd_sim::{Event, EventKind, PersonId, TICK_S, command, crew, engines, heat, order, power};

/// Events of one kind belong together while the next follows within this time, ticks.
const NEAR_TICKS: u32 = 10 * qd_sim::TICKS_PER_SECOND;
/// Bundles that are still open while other things happen in between.
const OPEN_MAX: usize = 8;
/// Things of one kind are counted past this many, and told one by one up to it.
const SINGLE_MAX: usize = 3;
/// Names told before the rest is counted.
const NAMES_MAX: usize = 6;

/// How events that belong together are told.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Together {
    /// Counted: `nine breakers trip`.
    Counted {
        /// `breakers`.
        noun: &'static str,
        /// `trip`.
        verb: &'static str,
    },
    /// The names one after the other between two texts: `Ada asks ` … ` to go`.
    Named {
        /// Before the names.
        before: String,
        /// After the names.
        after: String,
    },
}

/// True for kinds that are put together.
pub(super) fn is_many(event: &Event) -> bool {
    counted(&event.kind).is_some()
}

fn counted(kind: &EventKind) -> Option<Together> {
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
        EventKind::Heat(heat::Event::Glows { .. }) => ("zones of the skin", "begin to glow"),
        EventKind::Heat(heat::Event::BurntThrough { .. }) => ("zones of the skin", "are burnt through"),
        EventKind::Engines(engines::Event::ThrottleSet { .. }) => ("engines", "are set"),
        EventKind::Engines(engines::Event::Lit { .. }) => ("engines", "burn"),
        EventKind::Engines(engines::Event::Out { .. }) => ("engines", "go out"),
        _ => return None,
    };
    Some(Together::Counted { noun, verb })
}

/// How several of this kind are told by name, and whose name this one brings.
fn named(game: &Game, kind: &EventKind) -> Option<(Together, PersonId)> {
    let speaker = &game.speaker;
    let (before, after, person) = match kind {
        EventKind::Command(command::Event::Directed {
            by_person,
            to: Addressee::Person { person },
            directive,
            ..
        }) => {
            let before = format!("{} asks ", speaker.person(*by_person));
            (before, format!(" to {}", of_directive(speaker, directive)), *person)
        }
        EventKind::Command(command::Event::Volunteered { by_person, task, .. }) => {
            (String::new(), format!(" offer to {}", crate::sentence::of_task(speaker, *task)), *by_person)
        }
        EventKind::Command(command::Event::WentUnasked { by_person, to_compartment, .. }) => {
            (String::new(), format!(" go unasked to {}", speaker.compartment(*to_compartment)), *by_person)
        }
        EventKind::Order(order::Event::Refused { order, by_person, reason }) => {
            let what = asked(game, *order).map(|directive| of_directive(speaker, directive));
            (String::new(), format!(" refuse to {}: {}", what?, reason.text), *by_person)
        }
        kind => {
            let person = doer(kind)?;
            let text = of_kind(speaker, kind);
            let after = of_several(text.strip_prefix(&speaker.person(person))?)?;
            (String::new(), after, person)
        }
    };
    Some((Together::Named { before, after }, person))
}

/// Who did what several do alike, one after the other.
fn doer(kind: &EventKind) -> Option<PersonId> {
    match kind {
        EventKind::Crew(
            crew::Event::Braced { person }
            | crew::Event::Went { person, .. }
            | crew::Event::Arrived { person, .. }
            | crew::Event::Halted { person, .. }
            | crew::Event::CameTo { person },
        ) => Some(*person),
        EventKind::Comms(comms::Event::Said { by_person, message: Message::Words { .. }, .. }) => {
            Some(*by_person)
        }
        _ => None,
    }
}

/// What one does as what several do: ` runs to the bridge` becomes ` run to the bridge`; none where no verb follows
/// the name.
fn of_several(text: &str) -> Option<String> {
    let text = text.strip_prefix(' ')?;
    let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
    let verb = match verb {
        "is" => "are",
        "goes" => "go",
        "reaches" => "reach",
        verb => verb.strip_suffix('s')?,
    };
    Some(if rest.is_empty() { format!(" {verb}") } else { format!(" {verb} {rest}") })
}

/// Events that are told together.
#[derive(Debug)]
struct Bundle<'a> {
    how: Option<Together>,
    members: Vec<Chosen<'a>>,
    people: Vec<PersonId>,
}

/// The chosen events as lines, those that belong together in one.
pub(super) fn together(game: &Game, chosen: &[Chosen<'_>]) -> Vec<Line> {
    let mut bundles: Vec<Bundle<'_>> = Vec::new();
    for (event, weight) in chosen {
        let by_name = named(game, &event.kind);
        let person = by_name.as_ref().map(|(_, person)| *person);
        let how = by_name.map(|(how, _)| how).or_else(|| counted(&event.kind));
        let near = |bundle: &&mut Bundle<'_>| {
            let last = bundle.members.last().map_or(0, |(last, _)| last.id.tick);
            bundle.how == how && event.id.tick <= last + NEAR_TICKS
        };
        let open = bundles.iter_mut().rev().take(OPEN_MAX).find(near).filter(|_| how.is_some());
        match open {
            Some(bundle) => {
                bundle.members.push((event, *weight));
                bundle.people.extend(person.filter(|person| !bundle.people.contains(person)));
            }
            None => {
                let people = person.into_iter().collect();
                bundles.push(Bundle { how, members: vec![(event, *weight)], people });
            }
        }
    }
    bundles.iter().flat_map(|bundle| told(game, bundle)).collect()
}

fn told(game: &Game, bundle: &Bundle<'_>) -> Vec<Line> {
    let (first, weight) = bundle.members[0];
    let one = |text: String| vec![Line { tick: first.id.tick, weight, text: capital(&text) }];
    match &bundle.how {
        Some(Together::Named { before, after }) if bundle.people.len() > 1 => {
            let names = names(game, &bundle.people);
            one(format!("{before}{names}{after}"))
        }
        Some(Together::Counted { noun, verb }) if bundle.members.len() > SINGLE_MAX => {
            one(count(game, bundle, noun, verb))
        }
        _ => {
            let single = |(event, weight): &Chosen<'_>| Line {
                tick: event.id.tick,
                weight: *weight,
                text: single(game, event),
            };
            bundle.members.iter().map(single).collect()
        }
    }
}

/// One event, with what was ordered in words instead of numbers.
fn single(game: &Game, event: &Event) -> String {
    let speaker = &game.speaker;
    let words =
        |order: &qd_sim::OrderId| asked(game, *order).map(|directive| of_directive(speaker, directive));
    let told = match &event.kind {
        EventKind::Order(order::Event::Refused { order, by_person, reason }) => words(order)
            .map(|words| format!("{} refuses to {words}: {}", speaker.person(*by_person), reason.text)),
        EventKind::Order(order::Event::Accepted { order, by_person }) => {
            words(order).map(|words| format!("{} undertakes to {words}", speaker.person(*by_person)))
        }
        EventKind::Order(order::Event::Failed { order, reason }) => {
            words(order).map(|words| format!("the order to {words} comes to nothing: {}", reason.text))
        }
        EventKind::Order(order::Event::Achieved { order }) => {
            words(order).map(|words| format!("the order to {words} is carried out"))
        }
        _ => None,
    };
    told.map_or_else(|| of_event(speaker, event), |told| capital(&told))
}

fn names(game: &Game, people: &[PersonId]) -> String {
    let mut names: Vec<String> =
        people.iter().take(NAMES_MAX).map(|person| game.speaker.person(*person)).collect();
    if people.len() > NAMES_MAX {
        let more = people.len() - NAMES_MAX;
        names.push(format!("{} other{}", number(more), if more == 1 { "" } else { "s" }));
    }
    list(&names)
}

fn count(game: &Game, bundle: &Bundle<'_>, noun: &str, verb: &str) -> String {
    let first = bundle.members[0].0;
    let last = bundle.members.last().expect("a bundle has members").0;
    let seconds = f64::from(last.id.tick - first.id.tick) * TICK_S;
    let within = if seconds < 1.0 { "at once".to_owned() } else { format!("within {seconds:.0} s") };
    let count = number(bundle.members.len());
    let known = known(game, bundle);
    let who = if known.is_empty() {
        format!("; first, {}", of_kind(&game.speaker, &first.kind))
    } else {
        format!(", among them {}", list(&known))
    };
    format!("{count} {noun} {verb} {within}{who}")
}

/// People whom files name, among those a bundle is about.
fn known(game: &Game, bundle: &Bundle<'_>) -> Vec<String> {
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
    people.iter().take(NAMES_MAX).map(|person| game.speaker.person(*person)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_becomes_several() {
        for (one, expect) in [
            (" runs to the bridge", Some(" run to the bridge")),
            (" is stopped: a door", Some(" are stopped: a door")),
            (" reaches the lock", Some(" reach the lock")),
            (" comes to", Some(" come to")),
            ("'s hand comes down", None),
        ] {
            assert_eq!(of_several(one).as_deref(), expect, "{one}");
        }
    }
}
