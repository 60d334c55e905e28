//! What happens to many at once, or is said to one after the other, is told in one sentence.

use super::Line;
use super::choose::{Chosen, asked, given, who};
use super::talk;
use crate::game::Game;
use qd_sim::command::Addressee;
use qd_sim::{
    Act, Cause, Event, EventKind, PersonId, TICK_S, command, crew, engines, flight, heat, hull, order, power,
};
use qd_words::{list, number, of_directive, of_event_among, of_kind, of_several};
use std::collections::BTreeSet;

/// Events of one kind belong together while the next follows within this time, ticks.
const NEAR_TICKS: u32 = 10 * qd_sim::TICKS_PER_SECOND;
/// Bundles that are still open while other things happen in between.
const OPEN_MAX: usize = 8;
/// Things of one kind are counted past this many, and told one by one up to it.
const SINGLE_MAX: usize = 3;
/// Groups of loads told before the rest is counted.
const GROUPS_MAX: usize = 4;
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
    many(kind).map(|(noun, verb)| Together::Counted { noun, verb })
}

/// How several of a kind are counted, as noun and verb.
pub(super) fn many(kind: &EventKind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
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
    })
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
            (String::new(), format!(" offer to {}", qd_words::of_task(speaker, *task)), *by_person)
        }
        EventKind::Command(command::Event::WentUnasked { by_person, to_compartment, .. }) => {
            (String::new(), format!(" go unasked to {}", speaker.compartment(*to_compartment)), *by_person)
        }
        EventKind::Order(order::Event::Refused { order, by_person, reason }) => {
            let what = asked(game, *order).map(|directive| of_directive(speaker, directive));
            (String::new(), format!(" refuse to {}: {}", what?, speaker.reason(reason)), *by_person)
        }
        kind => {
            let person = doer(kind)?;
            let text = of_kind(speaker, kind);
            let after = text.strip_prefix(&speaker.person(person))?.strip_prefix(' ')?;
            let after = format!(" {}", of_several(after)?);
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
        _ => None,
    }
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
    for (event, weight) in chosen.iter().filter(|(event, _)| !talk::is_talk(event)) {
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
    let mut presets = BTreeSet::new();
    let mut lines: Vec<Line> = bundles.iter().flat_map(|bundle| told(game, bundle, &mut presets)).collect();
    lines.extend(talk::talks(game, chosen));
    lines
}

fn told(game: &Game, bundle: &Bundle<'_>, presets: &mut BTreeSet<String>) -> Vec<Line> {
    let (first, weight) = bundle.members[0];
    let one = |text: String| {
        let people = bundle.members.iter().flat_map(|(event, _)| who(event)).collect();
        vec![Line { tick: first.id.tick, weight, text: game.speaker.capital(&text), people }]
    };
    if let Some(text) = preset(game, bundle, presets) {
        return one(text);
    }
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
                people: who(event),
            };
            bundle.members.iter().map(single).collect()
        }
    }
}

/// One event, with what was ordered in words instead of numbers.
fn single(game: &Game, event: &Event) -> String {
    let speaker = &game.speaker;
    let told = match &event.kind {
        EventKind::Flight(flight::Event::Bottomed { altitude_m }) => {
            let height = format!("{:.1} km", altitude_m / 1_000.0);
            Some(match falls_again(game, event) {
                true => format!("she skips off the air at {height}, and will come down again"),
                false => format!("the fall ends at {height}: she climbs"),
            })
        }
        _ => None,
    };
    told.map_or_else(|| of_event_among(speaker, event, &game.orders), |told| speaker.capital(&told))
}

/// True when she comes down again before she is out of danger.
fn falls_again(game: &Game, bottomed: &Event) -> bool {
    let later = game.events.iter().filter(|event| event.id > bottomed.id);
    let end = later.filter_map(|event| match &event.kind {
        EventKind::Flight(flight::Event::Bottomed { .. } | flight::Event::GroundContact { .. })
        | EventKind::Hull(hull::Event::BrokeUp { .. }) => Some(true),
        EventKind::Flight(flight::Event::OutOfDanger { .. }) => Some(false),
        _ => None,
    });
    end.into_iter().next().unwrap_or(false)
}

/// Shares that come of one preset, told by its name and, the first time, by what it favours.
fn preset(game: &Game, bundle: &Bundle<'_>, told: &mut BTreeSet<String>) -> Option<String> {
    let (first, _) = bundle.members.first()?;
    let EventKind::Power(power::Event::Allocated { .. }) = &first.kind else { return None };
    let order = first.causes.iter().find_map(|cause| match cause {
        Cause::Order(order) => Some(*order),
        _ => None,
    })?;
    let order = given(game, order)?;
    let Act::Power(power::Order::SetPreset { preset: key }) = &order.act else { return None };
    let preset = game.speaker.class.power.preset.iter().find(|preset| preset.key == *key)?;
    let deaf: u32 = bundle
        .members
        .iter()
        .map(|(event, _)| match &event.kind {
            EventKind::Power(power::Event::Allocated { unreached, .. }) => u32::from(*unreached),
            _ => 0,
        })
        .sum();
    let deaf = match deaf {
        0 => String::new(),
        1 => "; one load does not hear it, its controller is down".to_owned(),
        many => format!("; {many} loads do not hear it, their controllers are down"),
    };
    let by = game.speaker.person(order.by_person);
    let favours = if told.insert(key.clone()) { format!(": {}", favours(preset)) } else { String::new() };
    Some(format!("{by} gives out power as {}{favours}{deaf}", game.speaker.preset(key)))
}

/// What a preset gives to whom.
fn favours(preset: &power::Preset) -> String {
    let group = |row: &power::Allocation| row.group.replace('_', " ");
    let full = |row: &&power::Allocation| row.share >= 0.995;
    let mut first: Vec<String> = preset.allocation.iter().filter(full).map(group).collect();
    if first.len() > GROUPS_MAX {
        let more = first.len() - (GROUPS_MAX - 1);
        first.truncate(GROUPS_MAX - 1);
        first.push(format!("{} other groups", number(more)));
    }
    let less = preset.allocation.iter().filter(|row| !full(row));
    let mut parts: Vec<String> =
        less.map(|row| format!("{:.0} % for {}", row.share * 100.0, group(row))).collect();
    if !first.is_empty() {
        parts.insert(0, format!("all that {} want", list(&first)));
    }
    match preset.others {
        Some(share) if share < 0.005 => parts.push("nothing for the rest".to_owned()),
        Some(share) if share >= 0.995 && parts.is_empty() => {
            parts.push("all that everything wants".to_owned());
        }
        Some(share) => parts.push(format!("{:.0} % for the rest", share * 100.0)),
        None => {}
    }
    parts.join(", ")
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
