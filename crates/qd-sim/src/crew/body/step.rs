//! One second of a body: what surrounds it acts by the laws of `qd_physics`, and what follows for the person.

use super::{Body, Exposure, Injury, InjuryKind, Vital};
use crate::{Cause, Law};
use qd_physics::dose_response as dose;
use qd_physics::metabolism::MET_W_M2;
use qd_physics::thermal_body::{self, Surroundings};
use qd_physics::trauma::{self, Axis};
use qd_physics::{hypoxia, metabolism};

/// Metabolic heat of somebody at rest, W.
const REST_W: f64 = 105.0;
/// Metabolic heat of somebody unconscious, W.
const ASLEEP_W: f64 = 78.0;
/// Time between two steps of the heat balance where it is not comfortable, s.
const HEAT_STEP_S: f64 = 10.0;
/// Water vapour in the ship's air, kPa (45 % at 22 degrees; chosen).
const VAPOUR_KPA: f64 = 1.2;
/// Clothing of a uniform, clo.
const UNIFORM_CLO: f64 = 0.7;
/// Share of what is breathed that comes straight from a jet of hot gas in the compartment (chosen).
const JET_SHARE: f64 = 0.1;
/// Share of the skin that no uniform covers.
const BARE_SHARE: f64 = 0.1;
/// Share of a flux that reaches the skin through a uniform (chosen; one layer of cotton, SFPE).
const CLOTHED_SHARE: f64 = 0.35;
/// Load below which organs do not tear however long it lasts, g0 (chosen between the 8.5 g borne in ballistic entries and
/// the 14 g of an abort that bruised).
const TEARING_G: f64 = 9.0;
/// Load, g0, up to which strain ends in exhaustion and not in a blackout (published 4 to 5 along the spine).
const BLACKOUT_G: f64 = 4.0;
/// Lying load, g0, from which the chest can no longer be lifted to breathe (published 12 to 15).
const BREATHLESS_G: f64 = 13.0;

impl Body {
    /// One step of `dt_s`, at most 10 s.
    pub fn step(&mut self, around: &Exposure, dt_s: f64) {
        if !self.alive {
            return;
        }
        self.load_g = around.load_g;
        self.dose_rate_gy_s = around.dose_rate_gy_s;
        self.metabolic_w = if self.conscious { around.metabolic_w } else { ASLEEP_W };
        self.bear(around, dt_s);
        self.breathe(around, dt_s);
        self.warm(around, dt_s);
        self.burn(around, dt_s);
        self.irradiate(around, dt_s);
        self.blood_lost = (self.blood_lost + self.bleeding_per_s() * dt_s).min(1.0);
        self.judge(around, dt_s);
    }

    /// Sustained load: strain by axis and restraint; far past the limit, under a load that organs do not bear,
    /// they tear.
    fn bear(&mut self, around: &Exposure, dt_s: f64) {
        if around.load_g < 1.2 && self.load_strain <= 0.0 && around.axis != Axis::MinusGz {
            return;
        }
        let rate = trauma::load_strain_rate_per_s(
            self.load_strain,
            around.axis,
            around.restraint,
            around.load_g.clamp(0.0, 1000.0),
        )
        .expect("the load is clamped to the law's range");
        let before = self.load_strain;
        self.load_strain = (before + rate * dt_s).clamp(0.0, 5.0);
        if before < 3.0 && self.load_strain >= 3.0 && around.load_g > TEARING_G {
            let severity = 0.3 + 0.1 * (around.load_g / 10.0).min(6.0);
            self.take(Injury {
                kind: InjuryKind::Internal,
                severity,
                treated: 0.0,
                cause: around.load_cause,
            });
        }
    }

    /// Oxygen and carbon dioxide.
    fn breathe(&mut self, around: &Exposure, dt_s: f64) {
        let pressure_pa = around.pressure_pa.clamp(0.0, 1e6);
        let share = if pressure_pa > 1.0 { (around.oxygen_pa / pressure_pa).clamp(0.0, 1.0) } else { 0.0 };
        let chest = if self.airway_burn >= 1.0 || around.load_g > BREATHLESS_G {
            0.0
        } else {
            1.0 - 0.6 * self.airway_burn
        };
        let inspired_pa = chest
            * hypoxia::inspired_oxygen_pa(pressure_pa, share)
                .expect("pressure and share are clamped to range");
        let balance = hypoxia::arterial_saturation(hypoxia::alveolar_oxygen_pa(inspired_pa));
        // Blood already oxygenated takes a quarter of a minute to go round.
        self.saturation += (balance - self.saturation) * dt_s / (15.0 + dt_s);
        let exertion = self.metabolic_w / REST_W;
        let lack = hypoxia::hypoxia_rate_per_s(self.oxygen_deficit, inspired_pa, exertion);
        self.oxygen_deficit = (self.oxygen_deficit + lack * dt_s).clamp(0.0, 1.5);
        // Blood that does not reach the brain carries nothing there: lost, or held down by load.
        let held_down = around.axis == Axis::PlusGz && self.load_strain >= 1.0 && around.load_g > BLACKOUT_G;
        let flow = if held_down { 0.0 } else { ((0.55 - self.blood_lost) / 0.15).clamp(0.0, 1.0) };
        let injury = hypoxia::anoxic_injury_rate_per_s(self.anoxic_injury, self.saturation * flow);
        self.anoxic_injury = (self.anoxic_injury + injury * dt_s).clamp(0.0, 1.0);
        let burden = hypoxia::hypercapnia_rate_per_s(self.carbon_dioxide_burden, around.carbon_dioxide_pa);
        self.carbon_dioxide_burden = (self.carbon_dioxide_burden + burden * dt_s).clamp(0.0, 1.5);
    }

    /// Core temperature: nothing to do in comfort, else a step of the heat balance every ten seconds.
    fn warm(&mut self, around: &Exposure, dt_s: f64) {
        let comfortable = |temperature_k: f64| (288.0..302.0).contains(&temperature_k);
        let easy = comfortable(around.air_temperature_k) && comfortable(around.wall_temperature_k);
        if easy && self.metabolic_w < 320.0 && (self.heat.core_c - thermal_body::CORE_COMFORT_C).abs() < 0.7 {
            let aim_c = thermal_body::CORE_COMFORT_C + (self.metabolic_w - REST_W).max(0.0) * 0.001;
            self.heat.core_c += (aim_c - self.heat.core_c) * dt_s / 1800.0;
            // Bodies take their heat steps at different seconds, each by its own draw.
            self.heat_wait_s = self.quantile * HEAT_STEP_S;
            return;
        }
        self.heat_wait_s += dt_s;
        if self.heat_wait_s < HEAT_STEP_S {
            return;
        }
        // In a vacuum nothing but the walls takes or gives heat.
        let thin = around.pressure_pa < 2000.0;
        let air_k = if thin { around.wall_temperature_k } else { around.air_temperature_k };
        let air_c = (air_k - 273.15).clamp(-90.0, 150.0);
        let surroundings = Surroundings {
            air_c,
            radiant_c: (around.wall_temperature_k - 273.15).clamp(-90.0, 150.0),
            air_speed_m_s: if thin { 0.0 } else { 0.2 },
            vapour_kpa: VAPOUR_KPA.min(0.5 * thermal_body::vapour_saturation_kpa(air_c.max(-40.0))),
            clothing_clo: UNIFORM_CLO,
        };
        let flux_w_m2 = (self.metabolic_w / metabolism::SKIN_M2).clamp(0.6 * MET_W_M2, 500.0);
        let step_s = self.heat_wait_s.min(60.0);
        self.heat = thermal_body::heat_strain_step(&self.heat.into(), &surroundings, flux_w_m2, step_s)
            .expect("surroundings are clamped to the law's range")
            .into();
        self.heat_wait_s = 0.0;
    }

    /// Hot air, burns of skin and airway.
    fn burn(&mut self, around: &Exposure, dt_s: f64) {
        let hottest_k = around.air_temperature_k.max(around.wall_temperature_k).max(around.jet_temperature_k);
        if hottest_k < 320.0 {
            self.heat_strain = (self.heat_strain - dt_s / 600.0).max(0.0);
            return;
        }
        let density = (around.pressure_pa / 101_325.0).clamp(0.0, 1.0);
        let air_c = around.air_temperature_k - 273.15;
        self.heat_strain += density * dt_s / thermal_body::hot_air_tolerance_s(air_c);
        // Radiation of the walls and convection of the gas on skin of 308 K.
        let fourth = |kelvin: f64| kelvin * kelvin * kelvin * kelvin;
        let radiant = 5.67e-8 * (fourth(around.wall_temperature_k.min(2000.0)) - fourth(308.0));
        let breathed_k =
            around.air_temperature_k + JET_SHARE * (around.jet_temperature_k - around.air_temperature_k);
        let convective = 20.0 * density * (breathed_k - 308.0);
        let flux_w_m2 = (radiant + convective).clamp(0.0, 1e6);
        let bare = BARE_SHARE / thermal_body::radiant_burn_s(flux_w_m2);
        let clothed = (1.0 - BARE_SHARE) / thermal_body::radiant_burn_s(CLOTHED_SHARE * flux_w_m2);
        let bare = if self.skin_burn < BARE_SHARE { bare } else { 0.0 };
        self.skin_burn = (self.skin_burn + (bare + clothed) * dt_s).min(1.0);
        let airway = density * dt_s / thermal_body::airway_burn_s(breathed_k - 273.15);
        self.airway_burn = (self.airway_burn + airway).min(1.0);
    }

    /// Dose, and what it does by and by.
    fn irradiate(&mut self, around: &Exposure, dt_s: f64) {
        self.dose_gy = (self.dose_gy + around.dose_rate_gy_s.max(0.0) * dt_s).min(dose::DOSE_MAX_GY);
        if self.dose_gy < 0.5 {
            return;
        }
        const RANGE: &str = "dose and quantile are kept in the law's range";
        if self.prodrome < 1.0 && self.quantile < dose::vomiting_share(self.dose_gy).expect(RANGE) {
            self.prodrome += dt_s / dose::vomiting_onset_s(self.dose_gy).expect(RANGE);
        }
        let collapse = dose::collapse_rate_per_s(self.dose_gy, self.quantile).expect(RANGE);
        self.collapse = (self.collapse + collapse * dt_s).min(1.0);
        let dying = dose::dying_rate_per_s(self.dose_gy, dose::MARROW_MEDIAN_GY, self.quantile).expect(RANGE);
        self.dying = (self.dying + dying * dt_s).min(1.0);
    }

    /// Pain, clarity, fitness; consciousness, strength, life.
    fn judge(&mut self, around: &Exposure, dt_s: f64) {
        let before = (self.conscious, self.prostrate);
        self.feel();
        let load_took_it = self.load_strain >= 1.0 && self.load_g > BLACKOUT_G;
        self.conscious = !self.senseless();
        if before.0 && !self.conscious && load_took_it {
            self.confused_s = self.confused_s.max(trauma::G_LOC_RECOVERY_S);
        }
        if self.conscious {
            self.confused_s = (self.confused_s - dt_s).max(0.0);
        }
        self.prostrate = self.felled();
        self.alive = !self.killed();
        if !self.alive {
            self.conscious = false;
            self.metabolic_w = 0.0;
            self.vital = Vital::NONE;
        } else {
            self.vital = Vital::of(self, self.metabolic_w, around.carbon_dioxide_pa);
        }
        if !self.conscious {
            (self.fitness, self.clarity) = (0.0, 0.0);
        }
        if !self.alive || before != (self.conscious, self.prostrate) {
            self.cause = self.why(around);
        }
    }

    fn feel(&mut self) {
        let mut ease = (1.0 - 1.5 * self.skin_burn.min(0.6)) * (1.0 - 0.4 * self.collapse);
        let mut fitness = 1.0;
        let mut head = 0.0_f64;
        for injury in &self.injuries {
            ease *= 1.0 - injury.pain();
            fitness *= injury.fitness();
            if injury.kind == InjuryKind::Head {
                head = head.max(injury.severity);
            }
        }
        self.pain = 1.0 - ease;
        let core_c = self.heat.core_c;
        let cold = ((36.0 - core_c) / 5.0).clamp(0.0, 1.0);
        let hot = ((core_c - 38.5) / 3.0).clamp(0.0, 1.0);
        let deficit = self.oxygen_deficit.clamp(0.0, 1.0);
        let burden = self.carbon_dioxide_burden.clamp(0.0, 1.0);
        let failing = ((self.dying - 0.5) / 0.45).clamp(0.0, 1.0);
        let confused = if self.confused_s > 0.0 { 0.5 } else { 1.0 };
        self.clarity = (1.0 - 0.8 * deficit)
            * (1.0 - 0.7 * burden)
            * (1.0 - 0.7 * cold.max(hot))
            * (1.0 - failing)
            * (1.0 - 0.5 * head)
            * (1.0 - 0.3 * self.pain)
            * confused;
        self.sight = (1.0 - ((self.dying - 0.3) / 0.5).clamp(0.0, 1.0))
            * (1.0 - 0.8 * (self.load_strain - 0.5).clamp(0.0, 1.0));
        self.fitness = fitness
            * self.clarity.max(0.1)
            * self.weight_share()
            * (1.0 - 0.5 * self.collapse * self.collapse)
            * (1.0 - 0.4 * self.pain)
            * (1.0 - 1.8 * self.blood_lost.min(0.5))
            * (1.0 - 0.4 * self.heat_strain.min(1.0))
            * if self.prodrome >= 1.0 { 0.75 } else { 1.0 };
    }

    /// Out of their senses; who has lost them needs some margin to come to.
    fn senseless(&self) -> bool {
        let limit = if self.conscious { 1.0 } else { 0.3 };
        let margin = if self.conscious { 0.0 } else { 1.0 };
        self.oxygen_deficit >= limit
            || self.carbon_dioxide_burden >= limit
            || self.load_strain >= limit && (self.load_g > BLACKOUT_G || !self.conscious)
            || self.anoxic_injury >= hypoxia::ANOXIC_INJURY_REVERSIBLE * (1.0 - 0.3 * margin)
            || self.heat.core_c <= thermal_body::UNCONSCIOUS_CORE_C + margin
            || self.heat.core_c >= 42.0 - margin
            || self.blood_lost >= 0.4 - 0.02 * margin
            || self.dying >= 0.93
            || self.injuries.iter().any(|injury| injury.kind == InjuryKind::Head && injury.severity > 0.75)
    }

    /// Without the strength to stand or use the hands.
    fn felled(&self) -> bool {
        let margin = if self.prostrate { 1.0 } else { 0.0 };
        self.collapse >= 1.0
            || self.load_strain >= 1.0 - 0.5 * margin
            || self.heat_strain >= 1.0 - 0.5 * margin
            || self.heat.core_c <= 32.0 + 0.5 * margin
            || self.heat.core_c >= thermal_body::HEAT_STROKE_CORE_C - 0.5 * margin
            || self.blood_lost >= 0.3
            || self.skin_burn >= 0.4
            || self.injuries.iter().any(|injury| injury.kind == InjuryKind::Internal && injury.severity > 0.6)
    }

    fn killed(&self) -> bool {
        self.anoxic_injury >= 1.0
            || self.dying >= 1.0
            || self.heat_strain >= 3.0
            || self.heat.core_c <= thermal_body::COLD_DEATH_CORE_C
            || self.heat.core_c >= thermal_body::HEAT_DEATH_CORE_C + 0.5
            || self.blood_lost >= 0.55
            || self.skin_burn >= 0.9
            || self.injuries.iter().any(|injury| injury.severity >= 1.0 && injury.kind != InjuryKind::Bruise)
    }

    /// The cause behind the harm that is farthest gone.
    fn why(&self, around: &Exposure) -> Cause {
        let core = ((34.0 - self.heat.core_c) / 8.0).max((self.heat.core_c - 39.0) / 4.0);
        let air = self.anoxic_injury.max(self.oxygen_deficit).max(self.carbon_dioxide_burden);
        let heat = (self.heat_strain / 3.0).max(self.airway_burn).max(self.skin_burn).max(core);
        let radiation = self.dying.max(self.collapse);
        let worst = self.injuries.iter().max_by(|one, other| one.severity.total_cmp(&other.severity));
        let wound = worst.map_or(0.0, |injury| injury.severity.max(2.0 * self.blood_lost));
        let mut found = (0.0, Cause::Law(Law::Body));
        let harms = [
            (radiation, around.dose_cause),
            (air.max(heat), around.air_cause),
            (self.load_strain.min(1.2), around.load_cause),
            (wound, worst.map_or(Cause::Law(Law::Body), |injury| injury.cause)),
        ];
        for harm in harms {
            if harm.0 > found.0 {
                found = harm;
            }
        }
        found.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use qd_physics::trauma::Restraint;

    /// Seconds until a condition holds, at most `limit_s`.
    fn until(body: &mut Body, around: &Exposure, limit_s: u32, holds: impl Fn(&Body) -> bool) -> u32 {
        (0..limit_s)
            .find(|_| {
                body.step(around, 1.0);
                holds(body)
            })
            .map_or(limit_s, |second| second + 1)
    }

    #[test]
    fn comfort_harms_nobody() {
        let mut body = Body::default();
        until(&mut body, &Exposure::COMFORT, 7200, |_| false);
        assert!(body.alive && body.conscious && !body.prostrate && !body.casualty() && body.lucid());
        assert!(body.fitness > 0.95 && body.vital.saturation > 0.95, "{body:?}");
    }

    #[test]
    fn vacuum_takes_consciousness_then_life_and_air_in_time_gives_it_back() {
        let vacuum =
            Exposure { pressure_pa: 0.0, oxygen_pa: 0.0, carbon_dioxide_pa: 0.0, ..Exposure::COMFORT };
        let mut body = Body::default();
        let out_s = until(&mut body, &vacuum, 300, |body| !body.conscious);
        assert!((6..=15).contains(&out_s), "{out_s}");
        let mut saved = body.clone();
        until(&mut saved, &vacuum, 45, |_| false);
        let back_s = until(&mut saved, &Exposure::COMFORT, 600, |body| body.conscious);
        assert!(back_s < 300, "{back_s}");
        let dead_s = until(&mut body, &vacuum, 600, |body| !body.alive);
        assert!((100..=260).contains(&dead_s), "{dead_s}");
    }

    #[test]
    fn a_core_field_fells_leaves_words_and_kills() {
        for quantile in [0.1, 0.5, 0.9] {
            let mut body = Body { quantile, ..Body::default() };
            let field = Exposure { dose_rate_gy_s: 25.0, ..Exposure::COMFORT };
            until(&mut body, &field, 90, |_| false);
            assert!((body.dose_gy - 2250.0).abs() < 1e-6);
            let felled_s = 90 + until(&mut body, &Exposure::COMFORT, 900, |body| body.prostrate);
            assert!(felled_s <= 185 && body.lucid(), "{quantile}: {felled_s}");
            let silent_s = 90 + until(&mut body, &Exposure::COMFORT, 2000, |body| !body.lucid());
            let dead_s = silent_s + until(&mut body, &Exposure::COMFORT, 2000, |body| !body.alive);
            assert!(silent_s > 300 && (480..1200).contains(&dead_s), "{quantile}: {silent_s} {dead_s}");
        }
    }

    #[test]
    fn loads_by_axis_and_restraint() {
        let load = |load_g: f64, axis: Axis, restraint: Restraint| Exposure {
            load_g,
            axis,
            restraint,
            ..Exposure::COMFORT
        };
        let check = |around: &Exposure, low_s: u32, high_s: u32| {
            let out_s = until(&mut Body::default(), around, 1000, |body| !body.conscious);
            assert!((low_s..=high_s).contains(&out_s), "{around:?}: {out_s}");
        };
        check(&load(3.4, Axis::PlusGz, Restraint::Belt), 1000, 1000);
        let mut tired = Body::default();
        let spent_s =
            until(&mut tired, &load(3.4, Axis::PlusGz, Restraint::Belt), 1000, |body| body.prostrate);
        assert!((200..1000).contains(&spent_s) && tired.conscious, "{spent_s}");
        check(&load(7.0, Axis::PlusGz, Restraint::Belt), 4, 7);
        check(&load(10.0, Axis::PlusGx, Restraint::Harness), 45, 120);
        let mut body = Body::default();
        let dead_s = until(&mut body, &load(14.0, Axis::PlusGz, Restraint::Belt), 1000, |body| !body.alive);
        assert!(dead_s < 400, "{dead_s}");
        let mut brief = Body::default();
        until(&mut brief, &load(7.0, Axis::PlusGz, Restraint::Belt), 8, |_| false);
        let back_s = until(&mut brief, &Exposure::COMFORT, 100, |body| body.conscious);
        assert!((10..=30).contains(&back_s) && brief.confused_s > 0.0, "{back_s}");
    }

    #[test]
    fn hot_gas_burns_and_cold_chills() {
        let hot = Exposure { air_temperature_k: 420.0, wall_temperature_k: 400.0, ..Exposure::COMFORT };
        let felled_s = until(&mut Body::default(), &hot, 3600, |body| !body.can_move());
        assert!((20..600).contains(&felled_s), "{felled_s}");
        let fire = Exposure { air_temperature_k: 800.0, jet_temperature_k: 3000.0, ..Exposure::COMFORT };
        let dead_s = until(&mut Body::default(), &fire, 3600, |body| !body.alive);
        assert!(dead_s < 300, "{dead_s}");
        let cold = Exposure { air_temperature_k: 253.0, wall_temperature_k: 253.0, ..Exposure::COMFORT };
        let mut body = Body::default();
        until(&mut body, &cold, 1800, |_| false);
        assert!(body.alive && body.can_work());
        let down_s = until(&mut body, &cold, 40_000, |body| body.prostrate);
        assert!(down_s < 40_000, "{:?}", body.heat);
    }

    #[test]
    fn blows_break_what_the_draws_say_and_bleeding_is_stopped_by_treatment() {
        let strike = |speed_m_s: f64, draw: f64| {
            let mut body = Body::default();
            body.strike(speed_m_s, [draw; 5], Cause::Initial);
            body.step(&Exposure::COMFORT, 1.0);
            body
        };
        assert!(strike(2.0, 0.5).injuries.is_empty());
        assert!(!strike(40.0, 0.5).alive);
        let mut hurt = strike(8.0, 0.3);
        assert!(hurt.alive && hurt.injuries.iter().any(|injury| injury.severity > 0.3), "{hurt:?}");
        hurt.take(Injury { kind: InjuryKind::Internal, severity: 0.7, treated: 0.0, cause: Cause::Initial });
        assert!(hurt.casualty() && !hurt.stable());
        let mut left = hurt.clone();
        let dead_s = until(&mut left, &Exposure::COMFORT, 20_000, |body| !body.alive);
        assert!((1200..20_000).contains(&dead_s), "{dead_s}");
        for _ in 0..10 {
            hurt.treat(60.0, 1.0);
        }
        assert!(hurt.stable() && hurt.treatment_left_s(1.0) == 0.0, "{hurt:?}");
    }
}
