//! From ids and figures to what people say.

use qd_content::Names;
use qd_sim::names::Space;
use qd_sim::{
    BreakerId, BusId, CompartmentId, ControllerId, EngineId, FacingId, Id, InstrumentId, LoadId, PersonId,
    PortalId, SeatId, SectionId, ShipClass, SourceId, TICK_S, ZoneId,
};
use std::sync::Arc;

/// Knows what everything and everybody is called.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// The ship class spoken of.
    pub class: Arc<ShipClass>,
    /// Its names, as the cast file has them.
    pub names: Arc<Names>,
}

impl Speaker {
    /// Somebody's name.
    #[must_use]
    pub fn person(&self, person: PersonId) -> String {
        self.names.name(Space::Person, person.0)
    }

    /// Somebody's name and post, for the first mention: `Ana Rel, chief engineer`.
    #[must_use]
    pub fn person_with_post(&self, person: PersonId) -> String {
        match self.post(person) {
            Some(post) => format!("{}, {post}", self.person(person)),
            None => self.person(person),
        }
    }

    /// Somebody's post: `chief engineer`.
    #[must_use]
    pub fn post(&self, person: PersonId) -> Option<String> {
        let crew = &self.class.crew;
        if let Some(named) = crew.person.get(person) {
            return Some(named.post.clone());
        }
        let mut number = person.index() - crew.person.len();
        for row in &crew.roster {
            if number < usize::from(row.count) {
                return Some(row.post.clone());
            }
            number -= usize::from(row.count);
        }
        None
    }

    /// True for those whom files name.
    #[must_use]
    pub fn is_named(&self, person: PersonId) -> bool {
        self.class.crew.person.get(person).is_some()
    }

    /// Several people: all names, or the first and how many more.
    #[must_use]
    pub fn people(&self, people: &[PersonId]) -> String {
        if people.len() > 4 {
            let first: Vec<String> = people[..2].iter().map(|person| self.person(*person)).collect();
            return format!("{} and {} others", first.join(", "), number(people.len() - 2));
        }
        list(&people.iter().map(|person| self.person(*person)).collect::<Vec<_>>())
    }

    fn thing(&self, space: Space, id: u16) -> String {
        with_article(&self.names.name(space, id))
    }

    /// A compartment with its article: `the bridge`.
    #[must_use]
    pub fn compartment(&self, compartment: CompartmentId) -> String {
        self.thing(Space::Compartment, compartment.0)
    }

    /// A portal with its article.
    #[must_use]
    pub fn portal(&self, portal: PortalId) -> String {
        self.thing(Space::Portal, portal.0)
    }

    /// A chair, as the station it is.
    #[must_use]
    pub fn seat(&self, seat: SeatId) -> String {
        self.thing(Space::Seat, seat.0)
    }

    /// A bus with its article.
    #[must_use]
    pub fn bus(&self, bus: BusId) -> String {
        self.thing(Space::Bus, bus.0)
    }

    /// A breaker with its article.
    #[must_use]
    pub fn breaker(&self, breaker: BreakerId) -> String {
        self.thing(Space::Breaker, breaker.0)
    }

    /// A source with its article.
    #[must_use]
    pub fn source(&self, source: SourceId) -> String {
        self.thing(Space::Source, source.0)
    }

    /// A load with its article.
    #[must_use]
    pub fn load(&self, load: LoadId) -> String {
        self.thing(Space::Load, load.0)
    }

    /// A controller with its article.
    #[must_use]
    pub fn controller(&self, controller: ControllerId) -> String {
        self.thing(Space::Controller, controller.0)
    }

    /// A zone of the skin with its article.
    #[must_use]
    pub fn zone(&self, zone: ZoneId) -> String {
        self.thing(Space::Zone, zone.0)
    }

    /// A main engine with its article.
    #[must_use]
    pub fn engine(&self, engine: EngineId) -> String {
        self.thing(Space::Engine, engine.0)
    }

    /// A section of the hull with its article.
    #[must_use]
    pub fn section(&self, section: SectionId) -> String {
        self.thing(Space::Section, section.0)
    }

    /// A shield facing with its article.
    #[must_use]
    pub fn facing(&self, facing: FacingId) -> String {
        self.thing(Space::Facing, facing.0)
    }

    /// An instrument with its article.
    #[must_use]
    pub fn instrument(&self, instrument: InstrumentId) -> String {
        self.thing(Space::Instrument, instrument.0)
    }
}

/// `the bridge` from `bridge` or `Bridge`; names of several capitals stay as they are.
fn with_article(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().unwrap_or_default();
    let second = letters.next().unwrap_or_default();
    // `Section 2: forward` is a name of its own and takes none.
    if let Some((name, rest)) = name.split_once(": ") {
        return format!("{} ({rest})", name.to_lowercase());
    }
    if name.starts_with("the ") || name.starts_with("The ") {
        return format!("the {}", &name[4..]);
    }
    if first.is_uppercase() && second.is_lowercase() {
        return format!("the {}{}", first.to_lowercase(), &name[first.len_utf8()..]);
    }
    format!("the {name}")
}

/// The sentence with a capital at its beginning.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn list(words: &[String]) -> String {
    match words {
        [] => "nobody".to_owned(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// Small numbers as words.
#[must_use]
pub fn number(count: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// Ship time of a tick as minutes and seconds: `12:05`.
#[must_use]
pub fn clock(tick: u32) -> String {
    let seconds = (f64::from(tick) * TICK_S) as u32;
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_names_read_well() {
        for (name, expect) in [
            ("Bridge", "the bridge"),
            ("the well", "the well"),
            ("Section 2: forward", "section 2 (forward)"),
            ("MCC 2", "the MCC 2"),
            ("main bus A", "the main bus A"),
        ] {
            assert_eq!(with_article(name), expect);
        }
        for (tick, expect) in [(0, "00:00"), (1_199, "00:59"), (14_500, "12:05")] {
            assert_eq!(clock(tick), expect);
        }
        let words = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&words), "a, b and c");
        assert_eq!(list(&words[..1]), "a");
        assert_eq!(number(9), "nine");
        assert_eq!(number(40), "40");
        assert_eq!(capital("she falls"), "She falls");
    }
}
