//! Procedures: what officers know how to do, as data of the ship class. Symptom, actions, roles, abort-if; never
//! names, times or scenario facts. The words are closed lists, so that a file with a wrong one does not load.

use crate::class::ShipClass;
use crate::comms::FactKind;
use crate::instruments::QuantityKind;
use crate::reading::{Limits, Reading};
use crate::view::View;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Serialize};

/// Whose work it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Decides.
    Captain,
    /// Flies.
    Helm,
    /// Power and core.
    Engineering,
    /// Allocation, doors, people's places.
    Operations,
    /// Casualties.
    Medical,
}

/// One procedure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Key of the procedure.
    pub key: String,
    /// Whose it is.
    pub role: Role,
    /// All must hold for it to apply: `core_alignment above limit`.
    pub symptom: Vec<Predicate>,
    /// The steps in order; each is begun when the one before it is done.
    pub actions: Vec<Action>,
    /// Any of these ends it.
    #[serde(default)]
    pub abort_if: Vec<Predicate>,
}

/// A step, as `qd-officers` carries it out: done when what it is for is so, not when it was ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    // Captain.
    /// Set condition red and have everybody hold on.
    SoundAlert,
    /// Have power given to what keeps her and her people alive.
    OrderEmergencyAllocation,
    /// Have the helm turn her belly into the wind.
    OrderTrim,
    /// Have engineering bring the grid back.
    OrderRestart,
    /// Have engineering find out what the core needs.
    OrderAssessment,
    /// Tell all hands how she stands.
    TellAllHands,
    /// Have a volunteer found for the work in the chamber, and sent.
    SendVolunteer,
    /// Have the core started.
    OrderStart,
    /// Have the helm climb.
    OrderClimb,
    /// Tell all hands that she is safe.
    DeclareSafe,
    /// Go to whoever is dying behind the glass.
    GoToTheGlass,
    // Helm.
    /// Stop every turn.
    DampTurn,
    /// Belly into the wind, lift up.
    TrimBellyFirst,
    /// Tell the captain how long she has.
    ReportFall,
    /// Thrust upward.
    Climb,
    // Engineering.
    /// Give the core's start what it needs before anything else.
    AllocateCore,
    /// Shut off and re-code controllers that have lost their program.
    RecodeControllers,
    /// Start sources one after another.
    StartSources,
    /// Close breakers one after another, as far as there is power for what lies behind.
    CloseBreakers,
    /// Take load off breakers that are about to trip.
    RelieveBreakers,
    /// Work out what realigning would cost, and tell the captain.
    ReportCost,
    /// Find a volunteer if the captain does not.
    FindVolunteer,
    /// Charge the containment field.
    Contain,
    /// Run the coolant pump.
    Cool,
    /// Preheat.
    Preheat,
    /// Strike the reaction.
    Ignite,
    /// Tell the captain that the core runs.
    ReportCore,
    /// Bring the grid up on the core's generator.
    FeedGrid,
    /// Run the filters of the lock.
    Decontaminate,
    /// Call the captain to whoever lies behind the glass.
    CallToTheGlass,
    // Operations.
    /// Give power to what keeps her and her people alive.
    AllocateEmergency,
    /// Give power to everything again.
    AllocateAll,
    /// Raise what shields there are.
    RaiseShields,
    /// Tell the sickbay who is hurt, and where.
    ReportCasualties,
    // Medical.
    /// Send help to the hurt, the worst first.
    TreatCasualties,
}

/// Something that holds or not, as a seat sees it: `[every] QUANTITY above|below|within NUMBER|limit|required`;
/// `QUANTITY silent` when no device that the seat shows answers; `knows FACT` or `unaware FACT`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Predicate {
    /// Something that readings say.
    Reads {
        /// What is read.
        quantity: QuantityKind,
        /// Must hold for every reading of it, not just for one.
        every: bool,
        /// How it is compared.
        compare: Compare,
        /// With what.
        threshold: Threshold,
    },
    /// Something that its holder knows, or does not know.
    Knows {
        /// What.
        fact: FactKind,
        /// Knows it.
        so: bool,
    },
}

/// How a reading is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// Greater than.
    Above,
    /// Less than.
    Below,
    /// Neither above nor below.
    Within,
    /// Not readable at all.
    Silent,
}

/// With what a reading is compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Threshold {
    /// A number in the quantity's unit.
    Number(f64),
    /// The device's own warning limits.
    Limit,
    /// What is needed now.
    Required,
}

impl Predicate {
    /// Whether the seat's readings and its holder's knowledge say so. What cannot be read says nothing.
    #[must_use]
    pub fn holds(&self, class: &ShipClass, view: &View) -> bool {
        let (quantity, every, compare, threshold) = match *self {
            Self::Knows { fact, so } => return view.knows(fact) == so,
            Self::Reads { quantity, every, compare, threshold } => (quantity, every, compare, threshold),
        };
        let (mut read, mut all, mut any) = (false, true, false);
        for (_, reading) in view.trusted(class).filter(|(found, _)| found.kind() == quantity) {
            let so = compares(compare, threshold, reading);
            read = true;
            all &= so;
            any |= so;
        }
        match compare {
            Compare::Silent => !read,
            _ => read && if every { all } else { any },
        }
    }
}

fn compares(compare: Compare, threshold: Threshold, reading: &Reading) -> bool {
    let Limits { alarm_low, warning_low, warning_high, alarm_high } = reading.limits;
    let (low, high) = match threshold {
        Threshold::Number(number) => (Some(number), Some(number)),
        Threshold::Required => (reading.required, reading.required),
        Threshold::Limit => (warning_low.or(alarm_low), warning_high.or(alarm_high)),
    };
    let above = high.is_some_and(|high| reading.value > high);
    let below = low.is_some_and(|low| reading.value < low);
    match compare {
        Compare::Above => above,
        Compare::Below => below,
        Compare::Within => !above && !below,
        Compare::Silent => false,
    }
}

impl TryFrom<String> for Predicate {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut words = text.split_whitespace();
        let predicate = read_predicate(&mut words)?;
        match words.next() {
            Some(word) => Err(format!("`{word}` is one word too many")),
            None => Ok(predicate),
        }
    }
}

fn read_predicate<'a>(words: &mut impl Iterator<Item = &'a str>) -> Result<Predicate, String> {
    let mut word = words.next().ok_or("a predicate begins with a quantity, `knows` or `unaware`")?;
    if word == "knows" || word == "unaware" {
        let fact = words.next().ok_or("knows what?")?;
        let kind = FactKind::deserialize(fact.into_deserializer());
        let kind = kind.map_err(|error: serde::de::value::Error| error.to_string())?;
        return Ok(Predicate::Knows { fact: kind, so: word == "knows" });
    }
    let every = word == "every";
    if every {
        word = words.next().ok_or("every what?")?;
    }
    let quantity =
        QuantityKind::of_word(word).ok_or_else(|| format!("`{word}` is no quantity of an instrument"))?;
    let compare = match words.next() {
        Some("above") => Compare::Above,
        Some("below") => Compare::Below,
        Some("within") => Compare::Within,
        Some("silent") => {
            let (compare, threshold) = (Compare::Silent, Threshold::Limit);
            return Ok(Predicate::Reads { quantity, every, compare, threshold });
        }
        other => return Err(format!("expected above, below, within or silent, found {other:?}")),
    };
    let threshold = match words.next() {
        Some("limit") => Threshold::Limit,
        Some("required") => Threshold::Required,
        Some(number) => Threshold::Number(
            number.parse().map_err(|_| format!("`{number}` is no number, `limit` or `required`"))?,
        ),
        None => return Err("what is it compared with?".to_owned()),
    };
    Ok(Predicate::Reads { quantity, every, compare, threshold })
}

impl From<Predicate> for String {
    fn from(predicate: Predicate) -> Self {
        let (quantity, every, compare, threshold) = match predicate {
            Predicate::Knows { fact, so } => {
                return format!("{} {}", if so { "knows" } else { "unaware" }, snake(&format!("{fact:?}")));
            }
            Predicate::Reads { quantity, every, compare, threshold } => (quantity, every, compare, threshold),
        };
        let every = if every { "every " } else { "" };
        let word = quantity.word();
        let compare = match compare {
            Compare::Above => "above",
            Compare::Below => "below",
            Compare::Within => "within",
            Compare::Silent => return format!("{every}{word} silent"),
        };
        let threshold = match threshold {
            Threshold::Number(number) => format!("{number}"),
            Threshold::Limit => "limit".to_owned(),
            Threshold::Required => "required".to_owned(),
        };
        format!("{every}{word} {compare} {threshold}")
    }
}

fn snake(name: &str) -> String {
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predicates_are_read_and_written() {
        let check = |text: &str, good: bool| match Predicate::try_from(text.to_owned()) {
            Ok(predicate) => {
                assert!(good, "{text} should not be read");
                assert_eq!(String::from(predicate), text);
            }
            Err(reason) => assert!(!good, "{text}: {reason}"),
        };
        check("core_alignment above limit", true);
        check("every bus_voltage below 0.5", true);
        check("altitude silent", true);
        check("pressure within required", true);
        check("mood above 3", false);
        check("altitude over 3", false);
        check("altitude above", false);
        check("altitude above 3 m", false);
        check("", false);
        check("knows grid_lost", true);
        check("unaware core_running", true);
        check("knows everything", false);
    }
}
