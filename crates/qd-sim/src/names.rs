//! Which field names refer to which tables. One rule serves content files, orders and events: a field whose
//! last word (singular or plural) is a table's word holds ids of that table; in files they are written as keys.

/// A table whose rows have keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each names its table")]
pub enum Space {
    Compartment,
    Portal,
    Bus,
    Line,
    Breaker,
    Source,
    Load,
    Controller,
    Zone,
    Section,
    Engine,
    Thruster,
    Facing,
    Person,
    Seat,
    Instrument,
}

impl Space {
    /// All tables.
    pub const ALL: [Self; 16] = [
        Self::Compartment,
        Self::Portal,
        Self::Bus,
        Self::Line,
        Self::Breaker,
        Self::Source,
        Self::Load,
        Self::Controller,
        Self::Zone,
        Self::Section,
        Self::Engine,
        Self::Thruster,
        Self::Facing,
        Self::Person,
        Self::Seat,
        Self::Instrument,
    ];

    /// The table's word: `compartment`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Compartment => "compartment",
            Self::Portal => "portal",
            Self::Bus => "bus",
            Self::Line => "line",
            Self::Breaker => "breaker",
            Self::Source => "source",
            Self::Load => "load",
            Self::Controller => "controller",
            Self::Zone => "zone",
            Self::Section => "section",
            Self::Engine => "engine",
            Self::Thruster => "thruster",
            Self::Facing => "facing",
            Self::Person => "person",
            Self::Seat => "seat",
            Self::Instrument => "instrument",
        }
    }

    /// The table that a field called `field` refers to: `from_bus` and `buses` to the buses.
    #[must_use]
    pub fn of_field(field: &str) -> Option<Self> {
        let last = field.rsplit('_').next().unwrap_or(field);
        Self::ALL.into_iter().find(|space| {
            let word = space.word();
            last == word || last.strip_suffix('s') == Some(word) || last.strip_suffix("es") == Some(word)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_name_their_table() {
        for (field, space) in [
            ("bus", Some(Space::Bus)),
            ("from_bus", Some(Space::Bus)),
            ("buses", Some(Space::Bus)),
            ("by_person", Some(Space::Person)),
            ("compartments", Some(Space::Compartment)),
            ("altitude_m", None),
            ("downstream", None),
        ] {
            assert_eq!(Space::of_field(field), space, "{field}");
        }
    }
}
