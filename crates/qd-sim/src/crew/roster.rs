//! Who is aboard: named people and the roster table, expanded from the seed.

use super::Class;
use crate::id::{CompartmentId, PersonId, SeatId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person can be good at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named by its word")]
pub enum Skill {
    Command,
    Helm,
    Operations,
    Engineering,
    Core,
    Medical,
    DamageControl,
    Strength,
}

impl Skill {
    /// All skills, in order.
    pub const ALL: [Self; 8] = [
        Self::Command,
        Self::Helm,
        Self::Operations,
        Self::Engineering,
        Self::Core,
        Self::Medical,
        Self::DamageControl,
        Self::Strength,
    ];
}

/// Rank, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named by its word")]
pub enum Rank {
    Crewman,
    PettyOfficer,
    ChiefPettyOfficer,
    Ensign,
    Lieutenant,
    LieutenantCommander,
    Commander,
    Captain,
}

/// Part of the ship's company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named by its word")]
pub enum Department {
    Command,
    Flight,
    Operations,
    Engineering,
    Medical,
    DamageControl,
    Science,
    Services,
}

/// What a person brings to a decision, each 0..=1; 0.5 is the middle of the company.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Temperament {
    /// Acts in the face of danger.
    pub courage: f64,
    /// Does what the post asks.
    pub duty: f64,
    /// Stands by those bonded to.
    pub loyalty: f64,
    /// Keeps a clear head.
    pub composure: f64,
    /// Feels for others, known or not.
    pub care: f64,
}

/// A person pinned by key: somebody whom files may name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Key.
    pub key: String,
    /// What people call them; a cast file may rename.
    pub name: String,
    /// Post as words: `chief engineer`.
    pub post: String,
    /// Rank.
    pub rank: Rank,
    /// Department.
    pub department: Department,
    /// Watch, 1..=3; 0 stands no watch.
    #[serde(default)]
    pub watch: u8,
    /// Where they are when on watch.
    pub station_compartment: CompartmentId,
    /// Where they sleep; absent: at their station.
    #[serde(default)]
    pub quarters_compartment: Option<CompartmentId>,
    /// Chair they hold at the start, if any.
    #[serde(default)]
    pub seat: Option<SeatId>,
    /// Skills, 0..=1; those absent are drawn low.
    #[serde(default)]
    pub skills: BTreeMap<Skill, f64>,
    /// Temperament; absent: drawn.
    #[serde(default)]
    pub temperament: Option<Temperament>,
    /// Age, years; absent: drawn.
    #[serde(default)]
    pub age: Option<f64>,
    /// Mass, kg; absent: drawn.
    #[serde(default)]
    pub mass_kg: Option<f64>,
    /// People they are bonded to.
    #[serde(default)]
    pub bonded_persons: Vec<PersonId>,
}

/// So many people of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterRow {
    /// Key of the row; its people are `key-1`, `key-2`, ...
    pub key: String,
    /// Post as words: `machinist`.
    pub post: String,
    /// Rank.
    pub rank: Rank,
    /// Department.
    pub department: Department,
    /// Watch, 1..=3; 0 spreads them evenly over all three.
    #[serde(default)]
    pub watch: u8,
    /// How many.
    pub count: u16,
    /// Where they may be when on watch; the seed spreads them.
    pub station_compartments: Vec<CompartmentId>,
    /// Where they may be when off watch.
    pub quarters_compartments: Vec<CompartmentId>,
    /// Skill bands `[low, high]`, 0..=1; skills absent are drawn low.
    #[serde(default)]
    pub skills: BTreeMap<Skill, [f64; 2]>,
}

/// Who somebody is. Drawn once; a scenario may override skills.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Rank.
    pub rank: Rank,
    /// Department.
    pub department: Department,
    /// Watch, 1..=3, or 0.
    pub watch: u8,
    /// Row of the roster table; none for the named.
    pub row: Option<u16>,
    /// Number within the row, from 1; for the named, their own row in the class's `person` table, from 1.
    pub number: u16,
    /// Given and family name, as rows of the class's lists (unused for the named).
    pub name: [u16; 2],
    /// Skills, 0..=1, by `Skill as usize`.
    pub skill: [f64; 8],
    /// Temperament.
    pub temperament: Temperament,
    /// Age, years.
    pub age: f64,
    /// Mass, kg.
    pub mass_kg: f64,
    /// Where they belong when on watch.
    pub station: CompartmentId,
    /// Where they sleep.
    pub quarters: CompartmentId,
}

impl Profile {
    /// How good at it, 0..=1.
    #[must_use]
    pub fn skill(&self, skill: Skill) -> f64 {
        self.skill[skill as usize]
    }
}

impl Class {
    /// Number of people aboard.
    #[must_use]
    pub fn count(&self) -> usize {
        self.person.len() + self.roster.iter().map(|row| usize::from(row.count)).sum::<usize>()
    }
    /// The key of anybody aboard: that of the named, `row-number` for the rest.
    #[must_use]
    pub fn key(&self, person: PersonId) -> String {
        if let Some(named) = self.person.get(person) {
            return named.key.clone();
        }
        let mut number = usize::from(person.0) - self.person.len();
        for row in &self.roster {
            if number < usize::from(row.count) {
                return format!("{}-{}", row.key, number + 1);
            }
            number -= usize::from(row.count);
        }
        format!("person-{}", person.0)
    }
    /// Who has this key.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<PersonId> {
        if let Some((person, _)) = self.person.iter().find(|(_, named)| named.key == key) {
            return Some(person);
        }
        let mut first = self.person.len();
        for row in &self.roster {
            let count = usize::from(row.count);
            if let Some(number) = key.strip_prefix(row.key.as_str()).and_then(|rest| rest.strip_prefix('-'))
                && let Ok(number) = number.parse::<usize>()
                && (1..=count).contains(&number)
            {
                return u16::try_from(first + number - 1).ok().map(PersonId);
            }
            first += count;
        }
        None
    }
}
