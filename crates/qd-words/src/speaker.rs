//! From ids and figures to what people say.

use super::english::{clean, named};
use qd_content::Names;
use qd_sim::names::Space;
use qd_sim::order::Reason;
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
        clean(&self.names.name(Space::Person, person.0))
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

    /// What the ship is called.
    #[must_use]
    pub fn ship(&self) -> String {
        clean(&self.names.ship_name)
    }

    /// A preset of the grid by its name, in quotation marks.
    #[must_use]
    pub fn preset(&self, key: &str) -> String {
        let preset = self.class.power.preset.iter().find(|preset| preset.key == key);
        format!("\u{201c}{}\u{201d}", clean(preset.map_or(key, |preset| preset.name.as_str())))
    }

    /// Everybody aboard, by number.
    pub fn everybody(&self) -> impl Iterator<Item = PersonId> + use<> {
        let count = self.names.keys(Space::Person).len();
        (0..u16::try_from(count).unwrap_or(u16::MAX)).map(PersonId)
    }

    /// A reason as it stands in a sentence: a door that it begins with is named as elsewhere.
    #[must_use]
    pub fn reason(&self, reason: &Reason) -> String {
        let portals = self.class.deckplan.portal.iter().map(|(_, row)| row.name.as_str());
        let begins = portals.filter(|name| reason.text.starts_with(name)).max_by_key(|name| name.len());
        let text = begins.map(|name| format!("{}{}", named(name), &reason.text[name.len()..]));
        clean(&text.unwrap_or_else(|| reason.text.clone()))
    }

    /// Those who hear something said: all names of a few, else the first two.
    #[must_use]
    pub fn listeners(&self, people: &[PersonId]) -> String {
        match people {
            [first, second, _, _, ..] => {
                format!("{}, {} and others", self.person(*first), self.person(*second))
            }
            few => self.people(few),
        }
    }

    /// The sentence with a capital at its beginning, unless it begins with somebody's name: that is as they write it.
    #[must_use]
    pub fn capital(&self, text: &str) -> String {
        let is_small = text.starts_with(char::is_lowercase);
        if is_small && self.everybody().any(|person| text.starts_with(&self.person(person))) {
            return text.to_owned();
        }
        capital(text)
    }

    fn thing(&self, space: Space, id: u16) -> String {
        named(&clean(&self.names.name(space, id)))
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
