//! Field, preheat and reaction: energy balances, stepped every tick; scram, breach and phase.

use super::class::{Chamber, Reactor};
use super::order::{Event, IgnitionFault, ScramWhy};
use super::state::{Core, Phase};
use super::{DRAWN_UNTIL, RUNS_FROM};
use crate::TICK_S;
use crate::cause::{Cause, Law};
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::LoadId;
use crate::world::Tick;

/// Share of full reaction that a strike begins with.
pub(super) const SEED: f64 = 1e-4;
/// Share of full field from which it counts as contained.
pub(super) const CONTAINED: f64 = 0.9;
/// Below this a struck reaction has died.
const DIED: f64 = 1e-5;
/// Reaction that breaks out when the field is too weak.
const BREACHING: f64 = 0.02;
/// Share of the leak times that is left when the elements are wholly out of line.
const LEAK_MISALIGNED: f64 = 0.05;
/// Share of the preheat's leak time that is left without a field.
const LEAK_UNCONTAINED: f64 = 0.02;
/// Time in which a full reaction brings the plasma to its preheat by itself, s.
const SELF_HEAT_S: f64 = 10.0;

/// Time constant of growth when all is well, s.
pub(super) fn strike_growth_s(reactor: &Reactor) -> f64 {
    reactor.growth_s / (reactor.gain - 1.0)
}

fn fed_w(flows: &mut Flows, load: LoadId) -> f64 {
    let supply = &mut flows.supply[load];
    if supply.function > 0.0 { supply.take() } else { 0.0 }
}

impl Core {
    /// Time constant with which the field leaks away, s.
    pub(super) fn field_leak_s(&self, reactor: &Reactor) -> f64 {
        let in_line = self.yield_share(reactor);
        reactor.field_leak_s * (LEAK_MISALIGNED + (1.0 - LEAK_MISALIGNED) * in_line)
    }

    /// Time constant with which preheat leaks away, s.
    pub(super) fn preheat_leak_s(&self, reactor: &Reactor) -> f64 {
        let (in_line, field) = (self.yield_share(reactor), self.field_share(reactor).min(1.0));
        reactor.preheat_leak_s
            * (LEAK_MISALIGNED + (1.0 - LEAK_MISALIGNED) * in_line)
            * (LEAK_UNCONTAINED + (1.0 - LEAK_UNCONTAINED) * field * field)
    }

    /// Gain of the reaction over its losses, and what limits it most.
    fn gain(&self, reactor: &Reactor) -> (f64, IgnitionFault) {
        // A field strong enough to scram by hurts the reaction little; a weaker one lets it starve and leak.
        let field = (self.field_share(reactor) / reactor.field_scram).min(1.0);
        let hot = self.preheat_share(reactor).clamp(0.0, 1.0);
        let hot_cubed = hot * hot * hot;
        let factors = [
            (self.yield_share(reactor), IgnitionFault::Misaligned),
            (field * field, IgnitionFault::Field),
            (hot_cubed * hot_cubed, IgnitionFault::Cold),
        ];
        let least = factors.into_iter().min_by(|a, b| a.0.total_cmp(&b.0)).expect("three factors");
        (reactor.gain * factors[0].0 * factors[1].0 * factors[2].0, least.1)
    }

    /// One tick of the reactor.
    pub(super) fn react(&mut self, chamber: &Chamber, air_k: f64, flows: &mut Flows, cx: &mut Tick<'_>) {
        let class = &cx.class.core;
        flows.breach_energy_j = 0.0;
        let (mut leaked_w, mut self_heat_w) = (0.0, 0.0);
        if !self.gone() {
            (leaked_w, self_heat_w) = self.charge(chamber, &class.reactor, flows, cx);
            self.burn(chamber, &class.reactor, flows, cx);
        }
        if self.phase == Phase::Ejected {
            flows.machine_heat_w[chamber.core_compartment] = 0.0;
            flows.coolant_heat_w = 0.0;
        } else {
            let reacted_w = self.heat(chamber, class, leaked_w, air_k, flows, cx);
            let (plasma_w, electric_w) = (flows.plasma_drawn_w, flows.core_electric_drawn_w);
            self.pay(&class.reactor, plasma_w, electric_w, self_heat_w + reacted_w);
        }
        if !self.gone() {
            self.run_dry(&class.reactor, cx);
            self.guard(chamber, &class.reactor, flows, cx);
        }
        self.stopped_s = if self.reaction > 1e-3 { 0.0 } else { self.stopped_s + TICK_S };
        self.note_phase(cx);
    }

    /// Charges field and preheat; gives what leaks into the wall and what the reaction adds to its own heat, W.
    fn charge(
        &mut self,
        chamber: &Chamber,
        reactor: &Reactor,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) -> (f64, f64) {
        let (field_leak_s, preheat_leak_s) = (self.field_leak_s(reactor), self.preheat_leak_s(reactor));
        let (field_w, heat_w) = (self.field_j / field_leak_s, self.preheat_j / preheat_leak_s);
        let before = (self.field_share(reactor), self.preheat_share(reactor));
        let coils_w = if self.ordered.containment { fed_w(flows, chamber.containment_load) } else { 0.0 };
        let igniter_w = if self.ordered.preheat { fed_w(flows, chamber.igniter_load) } else { 0.0 };
        self.field_j += (coils_w - field_w) * TICK_S;
        let missing_j = (reactor.preheat_energy_j - self.preheat_j).max(0.0);
        let self_heat_w = self.reaction * missing_j / SELF_HEAT_S;
        self.preheat_j += (igniter_w + self_heat_w - heat_w) * TICK_S;
        self.account.grid_j += (coils_w + igniter_w) * TICK_S;
        let now = (self.field_share(reactor), self.preheat_share(reactor));
        let contained = CONTAINED * self.coil_health;
        if before.0 < contained && now.0 >= contained {
            let cause = self.ordered.cause;
            cx.push(EventKind::Core(Event::Contained {}), &[cause, Cause::Law(Law::Containment)]);
        }
        if before.1 < 1.0 && now.1 >= 1.0 {
            let cause = self.ordered.cause;
            cx.push(EventKind::Core(Event::Preheated {}), &[cause, Cause::Law(Law::CoreHeat)]);
        }
        (field_w + heat_w, self_heat_w)
    }

    /// Grows or quenches the reaction.
    fn burn(&mut self, chamber: &Chamber, reactor: &Reactor, flows: &Flows, cx: &mut Tick<'_>) {
        if !self.feed_open {
            self.reaction -= self.reaction * (TICK_S / reactor.quench_s).min(1.0);
            if self.reaction < 1e-9 {
                self.reaction = 0.0;
            }
            return;
        }
        let pumps = chamber.feed_load.map_or(1.0, |load| flows.supply[load].function);
        let most = self.output.min(pumps.max(reactor.unpumped_share));
        let (gain, why) = self.gain(reactor);
        let net = gain - 1.0;
        let room = if net > 0.0 { 1.0 - self.reaction / most } else { 1.0 };
        let growth = (net * room / reactor.growth_s * TICK_S).max(-1.0);
        self.reaction = (self.reaction + self.reaction * growth).min(most.max(self.reaction));
        if self.reaction < DIED {
            self.feed_open = false;
            let at_fault = match why {
                IgnitionFault::Misaligned => [self.offset_cause, Cause::Law(Law::CoreAlignment)],
                IgnitionFault::Field => {
                    [flows.supply[chamber.containment_load].cause, Cause::Law(Law::Containment)]
                }
                IgnitionFault::Cold => [flows.supply[chamber.igniter_load].cause, Cause::Law(Law::CoreHeat)],
            };
            let event = EventKind::Core(Event::IgnitionFailed { why });
            self.cause = cx.push(event, &[self.ordered.cause, at_fault[0], at_fault[1]]);
        }
    }

    /// Shuts the feed when the tanks give no more.
    fn run_dry(&mut self, reactor: &Reactor, cx: &mut Tick<'_>) {
        if self.feed_open && self.is_dry(reactor) {
            self.feed_open = false;
            let cause = self.cause;
            self.cause = cx.push(EventKind::Core(Event::FuelSpent {}), &[cause]);
        }
    }

    /// Shuts the feed when the field or the wall demands it; what is too late breaks out.
    fn guard(&mut self, chamber: &Chamber, reactor: &Reactor, flows: &mut Flows, cx: &mut Tick<'_>) {
        let field = self.field_share(reactor);
        if self.reaction > BREACHING && field < reactor.field_breach {
            let reacting_j = self.reaction * reactor.plasma_rated_w * reactor.quench_s;
            let energy_j = reacting_j + self.preheat_j + self.field_j;
            let why = flows.supply[chamber.containment_load].cause;
            let unshut = self.scram_failed.unwrap_or(self.cause);
            let causes = [why, unshut, Cause::Law(Law::Containment)];
            let cause = cx.push(EventKind::Core(Event::Breach { energy_j }), &causes);
            flows.breach_energy_j = energy_j;
            self.burn_fuel(reacting_j);
            self.spill_j += energy_j;
            self.put_out();
            self.enter(Phase::Breached, cause, cx);
            return;
        }
        if !self.feed_open {
            return;
        }
        if self.wall_temperature_k > reactor.wall_scram_k {
            let astray = self.yield_share(reactor) < 0.95;
            let why = if astray { self.offset_cause } else { flows.supply[chamber.coolant_load].cause };
            self.scram(ScramWhy::Wall, &[why, Cause::Law(Law::CoreHeat)], cx);
        } else if self.reaction > SEED && field < reactor.field_scram {
            let why = flows.supply[chamber.containment_load].cause;
            self.scram(ScramWhy::Field, &[why, Cause::Law(Law::Containment)], cx);
        }
    }

    /// Shuts the feed, if the scram is sound.
    pub(super) fn scram(&mut self, why: ScramWhy, causes: &[Cause], cx: &mut Tick<'_>) {
        if !self.scram_sound {
            if self.scram_failed.is_none() {
                self.scram_failed = Some(cx.push(EventKind::Core(Event::ScramFailed { why }), causes));
            }
            return;
        }
        self.feed_open = false;
        self.ordered.preheat = false;
        let cause = cx.push(EventKind::Core(Event::Scrammed { why }), causes);
        self.enter(Phase::Scrammed, cause, cx);
    }

    /// Nothing burns and nothing is held any more.
    pub(super) fn put_out(&mut self) {
        self.feed_open = false;
        self.reaction = 0.0;
        self.field_j = 0.0;
        self.preheat_j = 0.0;
        self.ordered.containment = false;
        self.ordered.preheat = false;
        self.ordered.coolant = false;
    }

    /// Passes into a phase and says so.
    ///
    /// It comes of what was done, of the phase before, and of how the elements stand: who asks why there is no
    /// plasma is led to when they came into line, and why not sooner.
    pub(super) fn enter(&mut self, phase: Phase, cause: Cause, cx: &mut Tick<'_>) {
        let before = std::mem::replace(&mut self.cause, cause);
        if self.phase != phase {
            let event = Event::PhaseChanged { from: self.phase, to: phase };
            self.phase = phase;
            let mut causes = vec![cause];
            for further in [self.offset_cause, before] {
                if !causes.contains(&further) {
                    causes.push(further);
                }
            }
            self.cause = cx.push(EventKind::Core(event), &causes);
        }
    }

    /// Reads the phase off the state.
    fn note_phase(&mut self, cx: &mut Tick<'_>) {
        let reactor = &cx.class.core.reactor;
        let part = if self.phase == Phase::Running { DRAWN_UNTIL } else { RUNS_FROM };
        let holds = self.reaction >= part * reactor.least_output;
        let phase = match self.phase {
            Phase::Breached | Phase::Ejected => return,
            Phase::Scrammed if !self.feed_open && !self.ordered.preheat => return,
            _ if self.feed_open && holds => Phase::Running,
            _ if self.feed_open => Phase::Igniting,
            _ if self.ordered.preheat => Phase::Preheating,
            _ if self.ordered.containment => Phase::Containing,
            _ => Phase::Cold,
        };
        if phase != self.phase {
            let cause = match phase {
                Phase::Running | Phase::Igniting | Phase::Preheating | Phase::Containing => {
                    self.ordered.cause
                }
                _ => self.cause,
            };
            self.enter(phase, cause, cx);
        }
    }
}
