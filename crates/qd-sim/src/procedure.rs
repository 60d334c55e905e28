//! Procedures: what officers know how to do, as data of the ship class. Symptom, actions, roles, abort-if; never
//! names, times or scenario facts. The words are closed lists, so that a file with a wrong one does not load.

use crate::class::ShipClass;
use crate::instruments::{Quantity, QuantityKind};
use crate::reading::Limits;
use crate::view::View;
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

/// Something that readings say or do not say: `[every] QUANTITY above|below|within NUMBER|limit|required`, or
/// `QUANTITY silent` when no device that this seat shows answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Predicate {
    /// What is read.
    pub quantity: QuantityKind,
    /// Must hold for every reading of it, not just for one.
    pub every: bool,
    /// How it is compared.
    pub compare: Compare,
    /// With what.
    pub threshold: Threshold,
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
    /// Whether the readings of `view` say so. What cannot be read says nothing.
    #[must_use]
    pub fn holds(&self, class: &ShipClass, view: &View) -> bool {
        let mut read = false;
        let mut all = true;
        let mut any = false;
        for (quantity, reading) in view.trusted(class) {
            if quantity.kind() != self.quantity {
                continue;
            }
            read = true;
            let so = self.compares(reading.value, &reading.limits, reading.required);
            all &= so;
            any |= so;
        }
        match self.compare {
            Compare::Silent => !read,
            _ => read && if self.every { all } else { any },
        }
    }

    fn compares(&self, value: f64, limits: &Limits, required: Option<f64>) -> bool {
        let (low, high) = match self.threshold {
            Threshold::Number(number) => (Some(number), Some(number)),
            Threshold::Required => (required, required),
            Threshold::Limit => {
                (limits.warning_low.or(limits.alarm_low), limits.warning_high.or(limits.alarm_high))
            }
        };
        let above = high.is_some_and(|high| value > high);
        let below = low.is_some_and(|low| value < low);
        match self.compare {
            Compare::Above => above,
            Compare::Below => below,
            Compare::Within => !above && !below,
            Compare::Silent => false,
        }
    }
}

impl TryFrom<String> for Predicate {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut words = text.split_whitespace().peekable();
        let every = words.next_if_eq(&"every").is_some();
        let word = words.next().ok_or("a predicate begins with a quantity")?;
        let quantity =
            QuantityKind::of_word(word).ok_or_else(|| format!("`{word}` is no quantity of an instrument"))?;
        let compare = match words.next() {
            Some("above") => Compare::Above,
            Some("below") => Compare::Below,
            Some("within") => Compare::Within,
            Some("silent") => Compare::Silent,
            other => return Err(format!("expected above, below, within or silent, found {other:?}")),
        };
        let threshold = match (compare, words.next()) {
            (Compare::Silent, None) | (_, Some("limit")) => Threshold::Limit,
            (_, Some("required")) => Threshold::Required,
            (_, Some(number)) => Threshold::Number(
                number.parse().map_err(|_| format!("`{number}` is no number, `limit` or `required`"))?,
            ),
            (_, None) => return Err("what is it compared with?".to_owned()),
        };
        match words.next() {
            Some(word) => Err(format!("`{word}` is one word too many")),
            None => Ok(Self { quantity, every, compare, threshold }),
        }
    }
}

impl From<Predicate> for String {
    fn from(predicate: Predicate) -> Self {
        let every = if predicate.every { "every " } else { "" };
        let word = predicate.quantity.word();
        let compare = match predicate.compare {
            Compare::Above => "above",
            Compare::Below => "below",
            Compare::Within => "within",
            Compare::Silent => return format!("{every}{word} silent"),
        };
        let threshold = match predicate.threshold {
            Threshold::Number(number) => format!("{number}"),
            Threshold::Limit => "limit".to_owned(),
            Threshold::Required => "required".to_owned(),
        };
        format!("{every}{word} {compare} {threshold}")
    }
}

impl Quantity {
    /// True for this kind of quantity.
    #[must_use]
    pub fn is(self, kind: QuantityKind) -> bool {
        self.kind() == kind
    }
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
    }
}
