//! What a body is and how it fares: state of one person, and what others may read from it.
//!
//! Layout: `injury` wounds and their course, `exposure` what surrounds a person, `step` one second of it all,
//! `vital` what a medic would measure. Every harm is a dose that grows at one over the published time and acts
//! at 1 (`qd_physics`); nothing here rolls dice after the body is made, except which wound an impact leaves.
//! Consumes air, dose rate, felt acceleration, blows. Left out: infection, age's effect on healing.
//! Law: `docs/laws/body.md`.

use crate::Cause;
use qd_physics::dose_response;
use qd_physics::thermal_body::BodyHeat;
use serde::{Deserialize, Serialize};

pub mod exposure;
pub mod injury;
mod step;
pub mod vital;

pub use exposure::Exposure;
pub use injury::{Injury, InjuryKind};
pub use vital::Vital;

/// A casualty who will live at least this long as things stand counts as stable, s.
pub const STABLE_S: f64 = 6.0 * 3600.0;

/// A body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Alive.
    pub alive: bool,
    /// Conscious.
    pub conscious: bool,
    /// Too weak or too sick to stand, though perhaps conscious.
    pub prostrate: bool,
    /// How far the body does what is asked of it, 0..=1: speed and quality of work.
    pub fitness: f64,
    /// How clear the head is, 0..=1; above 0.4 one can give and take words that make sense.
    pub clarity: f64,
    /// Sight left, 0..=1.
    pub sight: f64,
    /// Pain, 0..=1.
    pub pain: f64,
    /// What a medic would measure.
    pub vital: Vital,
    /// Lack of oxygen in the brain: unconscious at 1.
    pub oxygen_deficit: f64,
    /// Harm by lack of oxygen: dead at 1.
    pub anoxic_injury: f64,
    /// Saturation of arterial blood, 0..=1.
    pub saturation: f64,
    /// Carbon dioxide held: unconscious at 1.
    pub carbon_dioxide_burden: f64,
    /// Skin and core temperature, sweat.
    pub heat: Heat,
    /// Time since the heat balance was last stepped, s.
    pub heat_wait_s: f64,
    /// Progress towards the limit of tolerance of hot air: prostrate at 1, dead at 3.
    pub heat_strain: f64,
    /// Burnt share of the skin, 0..=1.
    pub skin_burn: f64,
    /// Burn of the airway: no breath at 1.
    pub airway_burn: f64,
    /// Dose, Gy.
    pub dose_gy: f64,
    /// Dose rate now, Gy/s.
    pub dose_rate_gy_s: f64,
    /// Progress of collapse by dose: prostrate at 1.
    pub collapse: f64,
    /// Progress of dying by dose: dead at 1.
    pub dying: f64,
    /// Progress towards vomiting: sick from 1.
    pub prodrome: f64,
    /// Strain of sustained load: out at 1.
    pub load_strain: f64,
    /// Load felt now, g0.
    pub load_g: f64,
    /// Confusion left by a loss of consciousness or a blow to the head, s still to go.
    pub confused_s: f64,
    /// Share of the blood lost, 0..=1.
    pub blood_lost: f64,
    /// Wounds.
    pub injuries: Vec<Injury>,
    /// Person's place among others in how much they bear, 0..=1, drawn once: dose, heat, load.
    pub quantile: f64,
    /// Heat of the work they are at, W; what they use of the air follows.
    pub metabolic_w: f64,
    /// Why the body stands as it does: what last moved it across a limit.
    pub cause: Cause,
}

/// Skin and core temperature and what drives them; the serialisable form of the law's state.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heat {
    /// Mean skin temperature, degrees Celsius.
    pub skin_c: f64,
    /// Core temperature, degrees Celsius.
    pub core_c: f64,
    /// Rectal temperature, degrees Celsius.
    pub rectal_c: f64,
    /// Core temperature aimed at for the work, degrees Celsius.
    pub core_aim_c: f64,
    /// Share of the body at skin temperature.
    pub skin_weight: f64,
    /// Sweat as the heat it could take, W/m².
    pub sweat_w_m2: f64,
}

impl Default for Heat {
    fn default() -> Self {
        Self::from(BodyHeat::COMFORT)
    }
}

impl From<BodyHeat> for Heat {
    fn from(law: BodyHeat) -> Self {
        let BodyHeat { skin_c, core_c, rectal_c, core_aim_c, skin_weight, sweat_w_m2 } = law;
        Self { skin_c, core_c, rectal_c, core_aim_c, skin_weight, sweat_w_m2 }
    }
}

impl From<Heat> for BodyHeat {
    fn from(state: Heat) -> Self {
        let Heat { skin_c, core_c, rectal_c, core_aim_c, skin_weight, sweat_w_m2 } = state;
        Self { skin_c, core_c, rectal_c, core_aim_c, skin_weight, sweat_w_m2 }
    }
}

impl Default for Body {
    /// A sound body at rest in comfort, in the middle of its kind.
    fn default() -> Self {
        Self {
            alive: true,
            conscious: true,
            prostrate: false,
            fitness: 1.0,
            clarity: 1.0,
            sight: 1.0,
            pain: 0.0,
            vital: Vital::default(),
            oxygen_deficit: 0.0,
            anoxic_injury: 0.0,
            saturation: 0.97,
            carbon_dioxide_burden: 0.0,
            heat: Heat::default(),
            heat_wait_s: 0.0,
            heat_strain: 0.0,
            skin_burn: 0.0,
            airway_burn: 0.0,
            dose_gy: 0.0,
            dose_rate_gy_s: 0.0,
            collapse: 0.0,
            dying: 0.0,
            prodrome: 0.0,
            load_strain: 0.0,
            load_g: 1.0,
            confused_s: 0.0,
            blood_lost: 0.0,
            injuries: Vec::new(),
            quantile: 0.5,
            metabolic_w: 126.0,
            cause: Cause::Initial,
        }
    }
}

impl Body {
    /// Can give and take words: conscious and clear enough.
    #[must_use]
    pub fn lucid(&self) -> bool {
        self.alive && self.conscious && self.clarity > 0.4
    }
    /// Can at least crawl: up to twice the load that stops walking, or on broken legs.
    #[must_use]
    pub fn can_crawl(&self) -> bool {
        self.can_move() && self.load_g < 3.5
    }
    /// Can work with the hands: conscious, not prostrate, arms that can be lifted.
    #[must_use]
    pub fn can_work(&self) -> bool {
        self.can_move() && self.load_g < 4.0 && self.fitness > 0.05
    }
    /// Has the strength to move a limb with purpose.
    #[must_use]
    pub fn can_move(&self) -> bool {
        self.alive && self.conscious && !self.prostrate
    }
    /// Share of their free speed they have left, 0..=1: fitness, sight and the load felt.
    #[must_use]
    pub fn walking_share(&self) -> f64 {
        qd_physics::trauma::walking_share(self.load_g) * self.fitness * (0.3 + 0.7 * self.sight)
    }
    /// Share of fitness that the load felt leaves, 0..=1: it comes back as the load goes.
    pub(super) fn weight_share(&self) -> f64 {
        (1.0 - 0.18 * (self.load_g - 1.0).clamp(0.0, 5.0)).max(0.1)
    }
    /// Fitness as it would be under their own weight alone, 0..=1.
    #[must_use]
    pub fn fitness_unloaded(&self) -> f64 {
        self.fitness / self.weight_share()
    }
    /// A leg will not carry them.
    #[must_use]
    pub fn legs_broken(&self) -> bool {
        self.injuries.iter().any(|injury| injury.kind == InjuryKind::LegFracture && injury.severity > 0.3)
    }
    /// Hurt or sick beyond what passes by itself: wants a medic.
    #[must_use]
    pub fn casualty(&self) -> bool {
        self.alive
            && (self.prostrate
                || !self.conscious
                || self.blood_lost > 0.1
                || self.skin_burn > 0.05
                || self.dying > 0.0
                || self.injuries.iter().any(|injury| injury.severity > 0.3))
    }
    /// Time until the dose so far kills, if it does, s; infinite otherwise.
    #[must_use]
    pub fn dying_left_s(&self) -> f64 {
        self.dying_left_at_s(self.quantile)
    }
    /// The same for somebody who bears as much as the share `quantile` of people, 0..=1: what a medic reckons with is 0.5.
    #[must_use]
    pub fn dying_left_at_s(&self, quantile: f64) -> f64 {
        let rate_per_s =
            dose_response::dying_rate_per_s(self.dose_gy, dose_response::MARROW_MEDIAN_GY, quantile)
                .expect("doses and quantiles of bodies stay in range");
        if rate_per_s > 0.0 { (1.0 - self.dying) / rate_per_s } else { f64::INFINITY }
    }
    /// Not in danger: neither blood loss (30 %, class III) nor any other harm gets there within [`STABLE_S`].
    #[must_use]
    pub fn stable(&self) -> bool {
        self.blood_lost + self.bleeding_per_s() * STABLE_S < 0.3
            && self.anoxic_injury < 0.5
            && self.airway_burn < 0.5
            && self.dying_left_s() > STABLE_S
    }
    /// Share of the blood that goes in a second, 1/s.
    #[must_use]
    pub fn bleeding_per_s(&self) -> f64 {
        self.injuries.iter().map(Injury::bleeding_per_s).sum()
    }
}
