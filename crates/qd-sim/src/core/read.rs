//! What instruments and views may ask of the core.

use super::RUNS_FROM;
use super::class::{Class, Reactor};
use super::reactor::{CONTAINED, SEED, strike_growth_s};
use super::state::{Core, Phase};

impl Core {
    /// Distance of the elements from line, m.
    #[must_use]
    pub fn offset_size_m(&self) -> f64 {
        let [along, across, turned] = self.offset_m;
        libm::sqrt(along * along + across * across + turned * turned)
    }
    /// Share of what is fed in that reacts where it should: exp(-(offset/width)²).
    #[must_use]
    pub fn yield_share(&self, reactor: &Reactor) -> f64 {
        let widths = self.offset_size_m() / reactor.alignment_width_m;
        libm::exp(-widths * widths)
    }
    /// Share of the residual reaction of elements wholly out of line; none without fuel or core. A core that broke out
    /// lies bare: nothing of her elements is in line any more.
    #[must_use]
    pub fn residual_share(&self, reactor: &Reactor) -> f64 {
        let fuelled = self.fuel_kg[0] > 0.0 && self.fuel_kg[1] > 0.0;
        match self.phase {
            Phase::Ejected => 0.0,
            _ if !fuelled => 0.0,
            Phase::Breached => 1.0,
            _ => 1.0 - self.yield_share(reactor),
        }
    }
    /// Strength of the containment field over full.
    #[must_use]
    pub fn field_share(&self, reactor: &Reactor) -> f64 {
        libm::sqrt(self.field_j.max(0.0) / reactor.field_energy_j)
    }
    /// Preheat over what ignition needs; 1 suffices.
    #[must_use]
    pub fn preheat_share(&self, reactor: &Reactor) -> f64 {
        self.preheat_j / (reactor.ignition_share * reactor.preheat_energy_j)
    }
    /// The elements stand in line.
    #[must_use]
    pub fn aligned(&self, reactor: &Reactor) -> bool {
        self.offset_size_m() <= reactor.aligned_m
    }
    /// The reaction holds, and power can be drawn.
    #[must_use]
    pub fn runs(&self) -> bool {
        self.phase == Phase::Running
    }
    /// Nothing is left to work with: broken out or thrown out.
    #[must_use]
    pub fn gone(&self) -> bool {
        matches!(self.phase, Phase::Breached | Phase::Ejected)
    }
    /// Standard seconds of work until somebody of `quality` 0..=1 can do no better.
    #[must_use]
    pub fn alignment_left_s(&self, reactor: &Reactor, quality: f64) -> f64 {
        let best_m = alignment_limit_m(reactor, quality);
        ((self.offset_size_m() - best_m) / reactor.alignment_rate_m).max(0.0)
    }
    /// Time from now until the core would run, s, in line and with these powers; none if they never suffice.
    #[must_use]
    pub fn start_left_s(&self, class: &Class, containment_w: f64, igniter_w: f64) -> Option<f64> {
        let reactor = &class.reactor;
        if self.gone() {
            return None;
        }
        if self.runs() {
            return Some(0.0);
        }
        let goal = CONTAINED * self.coil_health;
        let field_goal_j = goal * goal * reactor.field_energy_j;
        let field_s = charge_s(self.field_j, field_goal_j, containment_w, reactor.field_leak_s)?;
        let heat_goal_j = reactor.ignition_share * reactor.preheat_energy_j;
        let heat_s = charge_s(self.preheat_j, heat_goal_j, igniter_w, reactor.preheat_leak_s)?;
        Some(
            field_s.max(heat_s)
                + strike_growth_s(reactor) * libm::log(RUNS_FROM * reactor.least_output / SEED),
        )
    }
}

/// Offset that work of `quality` 0..=1 leaves, m.
#[must_use]
pub(super) fn alignment_limit_m(reactor: &Reactor, quality: f64) -> f64 {
    reactor.alignment_best_m + (1.0 - quality.clamp(0.0, 1.0)) * reactor.alignment_worst_m
}

/// Time to charge a leaking store from `held_j` to `goal_j` with `power_w`, s; none if the leak wins.
fn charge_s(held_j: f64, goal_j: f64, power_w: f64, leak_s: f64) -> Option<f64> {
    if held_j >= goal_j {
        return Some(0.0);
    }
    let end_j = power_w * leak_s;
    (end_j > goal_j).then(|| leak_s * libm::log((end_j - held_j) / (end_j - goal_j)))
}
