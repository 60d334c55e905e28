//! Whether somebody is willing: a documented sum of reasons, no dice. Temperament, skill, fitness, office and what
//! the person knows go in; a score and its reasons come out. What somebody does not know cannot move them.
//!
//! Law: `docs/laws/willingness.md`. Left out: moods that outlast a decision, and grief.

use super::{Class, Crew, Department, Person, Profile, Skill, Temperament};
use crate::id::PersonId;
use crate::order::Reason;
use crate::rng::{self, Stream};
use serde::{Deserialize, Serialize};

/// A reason for or against, and how much it weighs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Which reason.
    pub motive: Motive,
    /// Its weight: positive for, negative against.
    pub weight: f64,
}

/// Reasons for or against doing what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Motive {
    /// It is one's office, and who asks may ask it.
    Duty,
    /// Standing by who asks.
    Loyalty,
    /// The good of the others, as far as one knows what is at stake.
    Others,
    /// Love for somebody concerned.
    Bond,
    /// Being one who can do it, or who cannot.
    Skill,
    /// What it is known to cost oneself.
    Fear,
    /// Being hurt or spent.
    Fitness,
    /// How far away it is.
    Distance,
    /// The harm it would do to others, or leaving them behind.
    Harm,
}

impl Motive {
    /// Its code in a [`Reason`].
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Duty => "not_my_duty",
            Self::Loyalty => "loyalty",
            Self::Others => "others",
            Self::Bond => "bond",
            Self::Skill => "no_skill",
            Self::Fear => "fear",
            Self::Fitness => "unfit",
            Self::Distance => "too_far",
            Self::Harm => "harm_to_others",
        }
    }
}

/// What is asked, as the person asked sees it. Shares are 0..=1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Question {
    /// How far it is their office: 1 their own department's work, 0 none of it.
    pub office: f64,
    /// How far who asks may ask it: 1 with the conn, 0 a request among equals or unasked.
    pub authority: f64,
    /// Bond with who asks.
    pub bond_with_asker: f64,
    /// Bond with somebody whom it helps.
    pub bond_at_stake: f64,
    /// What others lose if nobody does it, as far as known: 1 the ship and all aboard.
    pub stake: f64,
    /// Skill it takes, as the person has it; none if it takes none.
    pub skill: Option<f64>,
    /// Chance of dying of it, as far as known.
    pub risk: f64,
    /// How fit one is.
    pub fitness: f64,
    /// How far to go, m.
    pub distance_m: f64,
    /// Harm that doing it does to others, as far as known.
    pub harm: f64,
}

/// The answer: willing when the score is above the threshold that the case asks for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Will {
    /// Sum of the terms; 0 is the point of indifference.
    pub score: f64,
    /// What it is made of, terms of no weight left out.
    pub terms: Vec<Term>,
}

/// Score from which a directive is accepted. The scale's zero.
pub const ACCEPTS: f64 = 0.0;
/// Score from which somebody offers themselves when volunteers are asked for (chosen number: more than indifference).
pub const VOLUNTEERS: f64 = 0.1;
/// Score from which somebody goes unasked (chosen number).
pub const GOES_UNASKED: f64 = 0.75;

/// Weighs a question. Weights are chosen numbers; the law page gives the reason of each.
#[must_use]
pub fn weigh(temperament: &Temperament, question: &Question) -> Will {
    let all = terms(temperament, question);
    let score = sum(&all);
    let terms = all.into_iter().filter(|term| term.weight != 0.0).collect();
    Will { score, terms }
}

/// [`Will::score`] alone, for comparing many.
#[must_use]
pub fn score(temperament: &Temperament, question: &Question) -> f64 {
    sum(&terms(temperament, question))
}

fn sum(terms: &[Term]) -> f64 {
    terms.iter().map(|term| term.weight).sum()
}

fn terms(t: &Temperament, q: &Question) -> [Term; 9] {
    let competence = q.skill.map_or(0.0, |skill| 1.2 * (skill - 0.4));
    [
        (Motive::Duty, t.duty * (0.8 * q.office + 0.7 * q.authority)),
        (Motive::Loyalty, t.loyalty * (0.3 * q.authority + 0.5 * q.bond_with_asker)),
        (Motive::Others, (0.4 + 1.2 * t.care) * q.stake),
        (Motive::Bond, (0.5 + t.loyalty) * q.bond_at_stake),
        (Motive::Skill, competence),
        (Motive::Fear, -(0.8 + 2.2 * (1.0 - t.courage)) * q.risk),
        (Motive::Fitness, -1.5 * (1.0 - q.fitness)),
        (Motive::Distance, -0.002 * q.distance_m),
        (Motive::Harm, -(0.8 + 1.6 * t.care) * q.harm),
    ]
    .map(|(motive, weight)| Term { motive, weight })
}

impl Will {
    /// The strongest reason against, as data; none when nothing speaks against it.
    #[must_use]
    pub fn against(&self) -> Option<Term> {
        let against = self.terms.iter().filter(|term| term.weight < 0.0);
        against.copied().min_by(|one, other| one.weight.total_cmp(&other.weight))
    }
    /// Why somebody declines: the dominating reason.
    #[must_use]
    pub fn refusal(&self) -> Reason {
        let Some(term) = self.against() else {
            return Reason::new("no_reason_to", "nothing speaks for it");
        };
        let text = match term.motive {
            Motive::Fear => "it is likely to kill me",
            Motive::Fitness => "I am in no state to do it",
            Motive::Distance => "I am too far away",
            Motive::Skill => "I do not know how; somebody skilled must do it",
            Motive::Harm => "it would harm or abandon the others",
            Motive::Duty | Motive::Loyalty | Motive::Others | Motive::Bond => "I see no reason to",
        };
        Reason::new(term.motive.code(), text)
    }
}

/// Chance of dying that a person reads into a predicted whole-body dose, 0..=1: the half-dead dose of about 4 Gy
/// without treatment, taken as the mean of an exponential. A perception, not the dose law.
#[must_use]
pub fn perceived_risk(dose_gy: f64) -> f64 {
    let halves = dose_gy.max(0.0) / 4.0;
    1.0 - libm::exp2(-halves)
}

/// Bond between two people, 0..=1, the same both ways: those of the class are strong, the rest come from the seed.
/// People of one department and watch know each other; a few are close.
#[must_use]
pub fn bond(class: &Class, crew: &Crew, seed: u64, one: PersonId, other: PersonId) -> f64 {
    if one == other {
        return 0.0;
    }
    let (low, high) = (one.min(other), one.max(other));
    let pair = u32::from(low.0) << 16 | u32::from(high.0);
    let draw = rng::uniform(seed, Stream::Minds, pair, 0, 1);
    let named = |from: PersonId, to: PersonId| {
        class.person.get(from).is_some_and(|named| named.bonded_persons.contains(&to))
    };
    if named(one, other) || named(other, one) {
        return 0.7 + 0.3 * draw;
    }
    let (Some(one), Some(other)) = (crew.roster.get(one), crew.roster.get(other)) else { return 0.0 };
    let near = f64::from(u8::from(one.department == other.department))
        + f64::from(u8::from(one.watch == other.watch))
        + f64::from(u8::from(one.quarters == other.quarters));
    // The cube makes closeness rare: of strangers nobody is close, of shipmates of one room one in twenty.
    draw * draw * draw * (0.1 + 0.3 * near)
}

/// How far work of `skill` is the office of somebody's department, 0..=1.
#[must_use]
pub fn office(profile: &Profile, skill: Skill) -> f64 {
    use Department as D;
    match (skill, profile.department) {
        (Skill::Core | Skill::Engineering, D::Engineering)
        | (Skill::Medical, D::Medical)
        | (Skill::DamageControl, D::DamageControl)
        | (Skill::Helm, D::Flight)
        | (Skill::Operations, D::Operations)
        | (Skill::Command, D::Command) => 1.0,
        (Skill::Core | Skill::Engineering, D::DamageControl)
        | (Skill::DamageControl, D::Engineering)
        | (Skill::Strength, _)
        | (_, D::Command) => 0.5,
        _ => 0.0,
    }
}

/// Awake and alive: hears, and decides.
#[must_use]
pub fn is_awake(person: &Person) -> bool {
    person.body.alive && person.body.conscious
}

/// Dead.
#[must_use]
pub fn is_dead(person: &Person) -> bool {
    !person.body.alive
}

/// Can act of their own will: awake, with strength left, carried by nobody.
#[must_use]
pub fn is_able(person: &Person) -> bool {
    person.body.can_move() && person.carried_by.is_none()
}

/// A mind from outside speaks for them. The one question that stands before every decision the world makes in somebody's
/// name; what the body does of itself (falling, fainting, getting up again) does not ask it.
#[must_use]
pub fn is_guided(person: &Person) -> bool {
    person.guided
}

/// Dead, unconscious or gravely hurt, as anybody beside them sees.
#[must_use]
pub fn is_casualty(person: &Person) -> bool {
    is_dead(person) || person.body.casualty()
}

/// Whole-body dose so far, Gy.
#[must_use]
pub fn dose_gy(person: &Person) -> f64 {
    person.body.dose_gy
}

/// How somebody suffers, as they and those beside them know.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Suffering {
    /// Pain, 0..=1.
    pub pain: f64,
    /// How near death is, 0..=1; 0 for whoever will live.
    pub near_death: f64,
}

/// How somebody suffers. Death comes near by dose, by want of breath, or by loss of blood, of which half kills.
#[must_use]
pub fn suffering(person: &Person) -> Suffering {
    let body = &person.body;
    let bled = (2.0 * body.blood_lost - 0.4).max(0.0);
    let near_death = body.dying.max(body.airway_burn - 0.3).max(body.anoxic_injury - 0.3).max(bled);
    Suffering { pain: body.pain, near_death: near_death.clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIDDLE: Temperament =
        Temperament { courage: 0.5, duty: 0.5, loyalty: 0.5, composure: 0.5, care: 0.5 };

    /// The chamber, told what it costs, with the ship at stake.
    fn chamber(office: f64, skill: f64, authority: f64) -> Question {
        Question {
            office,
            authority,
            skill: Some(skill),
            stake: 1.0,
            risk: perceived_risk(2_000.0),
            fitness: 1.0,
            distance_m: 30.0,
            ..Question::default()
        }
    }

    #[test]
    fn who_goes_into_the_chamber() {
        let brave = Temperament { courage: 0.8, care: 0.8, duty: 0.8, ..MIDDLE };
        let afraid = Temperament { courage: 0.2, ..MIDDLE };
        for (who, temperament, question, at_least, below) in [
            ("a brave engineer goes unasked", brave, chamber(1.0, 0.9, 0.0), GOES_UNASKED, 9.0),
            ("a brave cook offers, and is not the best", brave, chamber(0.0, 0.1, 0.0), -9.0, GOES_UNASKED),
            ("an ordinary engineer does not offer", MIDDLE, chamber(1.0, 0.5, 0.0), -9.0, VOLUNTEERS),
            ("and goes when the conn orders it", MIDDLE, chamber(1.0, 0.5, 1.0), ACCEPTS, 9.0),
            ("an ordinary cook refuses even then", MIDDLE, chamber(0.0, 0.1, 1.0), -9.0, ACCEPTS),
            ("whoever is afraid refuses", afraid, chamber(1.0, 0.5, 1.0), -9.0, ACCEPTS),
        ] {
            let score = weigh(&temperament, &question).score;
            assert!((at_least..below).contains(&score), "{who}: {score}");
        }
    }

    #[test]
    fn refusals_name_the_reason_that_weighs_most() {
        let base = Question { fitness: 1.0, ..Question::default() };
        for (question, code) in [
            (Question { risk: 1.0, ..base }, "fear"),
            (Question { harm: 1.0, ..base }, "harm_to_others"),
            (Question { fitness: 0.2, ..base }, "unfit"),
            (Question { skill: Some(0.0), ..base }, "no_skill"),
            (Question { distance_m: 150.0, ..base }, "too_far"),
            (base, "no_reason_to"),
        ] {
            assert_eq!(weigh(&MIDDLE, &question).refusal().code, code);
        }
    }

    #[test]
    fn every_reason_moves_the_score_its_way() {
        let base = Question { stake: 0.5, fitness: 0.9, ..Question::default() };
        let score = weigh(&MIDDLE, &base).score;
        let more = |question: Question| weigh(&MIDDLE, &question).score > score;
        assert!(more(Question { office: 1.0, ..base }));
        assert!(more(Question { authority: 1.0, ..base }));
        assert!(more(Question { bond_with_asker: 1.0, ..base }));
        assert!(more(Question { bond_at_stake: 1.0, ..base }));
        assert!(more(Question { stake: 1.0, ..base }));
        assert!(more(Question { skill: Some(1.0), ..base }));
        assert!(!more(Question { risk: 0.1, ..base }));
        assert!(!more(Question { fitness: 0.5, ..base }));
        assert!(!more(Question { distance_m: 10.0, ..base }));
        assert!(!more(Question { harm: 0.1, ..base }));
    }

    #[test]
    fn the_terms_add_up_to_the_score() {
        let will = weigh(&MIDDLE, &chamber(1.0, 0.7, 0.5));
        let sum: f64 = will.terms.iter().map(|term| term.weight).sum();
        assert!((sum - will.score).abs() < 1e-12);
    }

    #[test]
    fn risk_read_into_a_dose() {
        for (dose_gy, risk) in [(0.0, 0.0), (4.0, 0.5), (8.0, 0.75), (2_000.0, 1.0)] {
            assert!((perceived_risk(dose_gy) - risk).abs() < 1e-9, "{dose_gy} Gy");
        }
    }
}
