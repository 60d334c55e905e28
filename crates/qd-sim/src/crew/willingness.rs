//! Whether somebody is willing: a documented sum of reasons, no dice.
//!
//! Law: `docs/laws/willingness.md`.

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
    /// It is one's office.
    Duty,
    /// Who asks, and what they are to one.
    Loyalty,
    /// The good of the others, as far as one knows what is at stake.
    Others,
    /// Love for somebody concerned.
    Bond,
    /// Being the one who can do it.
    Skill,
    /// What it is known to cost oneself.
    Fear,
    /// Being hurt or spent.
    Fitness,
    /// How far away it is.
    Distance,
    /// The harm it would do to others.
    Harm,
}
