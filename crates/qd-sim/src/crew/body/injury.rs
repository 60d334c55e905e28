//! Wounds: what an impact leaves, how they bleed and hurt, what treatment does.

use super::Body;
use crate::Cause;
use qd_physics::trauma::{IMPACT_DEATH, IMPACT_FRACTURE, IMPACT_SKULL};
use serde::{Deserialize, Serialize};

/// Kinds of wound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InjuryKind {
    /// Bruises and sprains.
    Bruise,
    /// A broken arm, collar-bone or ribs.
    ArmFracture,
    /// A broken leg or hip.
    LegFracture,
    /// Concussion, or a broken skull when severe.
    Head,
    /// Torn organs, inner bleeding.
    Internal,
}

impl InjuryKind {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Bruise => "bruises",
            Self::ArmFracture => "broken arm",
            Self::LegFracture => "broken leg",
            Self::Head => "head injury",
            Self::Internal => "inner bleeding",
        }
    }
}

/// A wound.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Injury {
    /// What.
    pub kind: InjuryKind,
    /// How badly, 0..=1.
    pub severity: f64,
    /// How far it is treated, 0..=1: stops bleeding, eases pain, never heals within the hour.
    pub treated: f64,
    /// The event that dealt it.
    pub cause: Cause,
}

impl Injury {
    /// Share of the blood it lets go in a second, 1/s: a severe inner wound empties half in about 20 minutes.
    #[must_use]
    pub fn bleeding_per_s(&self) -> f64 {
        let worst = match self.kind {
            InjuryKind::Bruise => 0.0,
            InjuryKind::ArmFracture => 2e-5,
            InjuryKind::LegFracture => 8e-5,
            InjuryKind::Head => 3e-5,
            InjuryKind::Internal => 4e-4,
        };
        worst * self.severity * self.severity * (1.0 - self.treated)
    }
    /// Pain it gives, 0..=1.
    #[must_use]
    pub fn pain(&self) -> f64 {
        let share = match self.kind {
            InjuryKind::Bruise => 0.25,
            InjuryKind::Head | InjuryKind::Internal => 0.6,
            InjuryKind::ArmFracture | InjuryKind::LegFracture => 0.9,
        };
        share * self.severity * (1.0 - 0.6 * self.treated)
    }
    /// What is left of fitness with it, 0..=1.
    #[must_use]
    pub fn fitness(&self) -> f64 {
        let cost = match self.kind {
            InjuryKind::Bruise => 0.15,
            InjuryKind::ArmFracture => 0.5,
            InjuryKind::LegFracture => 0.4,
            InjuryKind::Head => 0.7,
            InjuryKind::Internal => 0.8,
        };
        1.0 - cost * self.severity
    }
}

impl Body {
    /// An impact against something hard at `speed_m_s`; `draws` are five uniform numbers that decide what breaks.
    /// Gives the wounds it left, worst first; a fatal one has severity 1.
    ///
    /// White and Bowen's speeds: each part breaks if its draw lies below its probability; the severity is how
    /// far below.
    pub fn strike(&mut self, speed_m_s: f64, draws: [f64; 5], cause: Cause) -> Vec<Injury> {
        let mut dealt = Vec::new();
        let mut deal = |kind: InjuryKind, severity: f64| {
            if severity > 0.05 {
                dealt.push(Injury { kind, severity: severity.min(1.0), treated: 0.0, cause });
            }
        };
        let margin = |probability: f64, draw: f64| (probability - draw) / (1.0 - draw).max(0.05);
        let fatal = IMPACT_DEATH.probability(speed_m_s);
        let breaks = IMPACT_FRACTURE.probability(speed_m_s);
        if draws[0] < fatal {
            deal(InjuryKind::Internal, 1.0);
        } else {
            deal(InjuryKind::Internal, 0.9 * margin(2.0 * fatal, draws[0]));
        }
        // One blow in three is taken with the head.
        let head = IMPACT_SKULL.probability(speed_m_s) / 3.0;
        deal(InjuryKind::Head, 0.3 + 0.7 * margin(head, draws[1]) - if draws[1] < head { 0.0 } else { 1.0 });
        if draws[2] < breaks {
            let kind = if draws[3] < 0.5 { InjuryKind::ArmFracture } else { InjuryKind::LegFracture };
            deal(kind, 0.35 + 0.65 * margin(breaks, draws[2]));
        }
        deal(InjuryKind::Bruise, (speed_m_s - 2.0) / 8.0);
        dealt.sort_by(|one, other| other.severity.total_cmp(&one.severity));
        for &injury in &dealt {
            self.take(injury);
        }
        dealt
    }

    /// Adds a wound; one of the same kind grows instead.
    pub fn take(&mut self, injury: Injury) {
        if injury.kind == InjuryKind::Head {
            self.confused_s += 600.0 * injury.severity;
        }
        match self.injuries.iter_mut().find(|old| old.kind == injury.kind) {
            Some(old) => {
                old.severity = 1.0 - (1.0 - old.severity) * (1.0 - injury.severity);
                old.treated *= 1.0 - injury.severity;
                old.cause = injury.cause;
            }
            None => self.injuries.push(injury),
        }
    }

    /// First aid for `effort_s` standard seconds at `quality` 0..=1: the worst untreated wound first, a minute each.
    pub fn treat(&mut self, effort_s: f64, quality: f64) {
        let worst =
            self.injuries.iter_mut().filter(|injury| injury.treated < quality).max_by(|one, other| {
                (one.severity * (1.0 - one.treated)).total_cmp(&(other.severity * (1.0 - other.treated)))
            });
        if let Some(injury) = worst {
            injury.treated = (injury.treated + effort_s / 60.0).min(quality);
        }
    }

    /// Standard seconds of first aid that would still help at `quality`.
    #[must_use]
    pub fn treatment_left_s(&self, quality: f64) -> f64 {
        self.injuries.iter().map(|injury| 60.0 * (quality - injury.treated).max(0.0)).sum()
    }
}
