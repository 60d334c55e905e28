//! The lock between chamber and engineering: contamination, filters, interlock.

use super::class::Chamber;
use super::order::Event;
use super::state::Core;
use crate::TICK_S;
use crate::air::Air;
use crate::cause::{Cause, Law};
use crate::deckplan::Deckplan;
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::{CompartmentId, PortalId};
use crate::world::Tick;

/// A door open by less counts as shut.
const SHUT: f64 = 0.01;
/// A held door is released below this share of the limit, so that it does not chatter.
const RELEASE: f64 = 0.95;

fn shut(deckplan: &Deckplan, portal: PortalId) -> bool {
    deckplan.portal.get(portal).is_none_or(|state| state.open < SHUT)
}

fn moved_by(deckplan: &Deckplan, portal: PortalId) -> Cause {
    deckplan.portal.get(portal).map_or(Cause::Initial, |state| state.cause)
}

/// Contaminant in a compartment's air, units/m³.
fn density_per_m3(air: &Air, class: &crate::deckplan::Class, at: CompartmentId) -> f64 {
    air.room.get(at).map_or(0.0, |room| room.gas.contaminant / class.compartment[at].gas_volume_m3())
}

/// An event from all of these that are not just how the scenario found things; if all are, from that.
fn push_known(cx: &mut Tick<'_>, event: EventKind, causes: &[Cause]) -> Cause {
    let mut known = causes.to_vec();
    known.retain(|cause| *cause != Cause::Initial);
    cx.push(event, if known.is_empty() { causes } else { &known })
}

impl Core {
    /// Looks at doors and air, runs the filters, holds and releases the doors.
    pub(super) fn keep_lock(
        &mut self,
        chamber: &Chamber,
        deckplan: &Deckplan,
        air: &Air,
        flows: &mut Flows,
        cx: &mut Tick<'_>,
    ) {
        self.lock.inner_shut = shut(deckplan, chamber.inner_portal);
        self.lock.outer_shut = shut(deckplan, chamber.outer_portal);
        self.lock.density_per_m3 = density_per_m3(air, &cx.class.deckplan, chamber.lock_compartment);
        self.filter(chamber, moved_by(deckplan, chamber.inner_portal), flows, cx);
        self.hold_outer(moved_by(deckplan, chamber.inner_portal), flows, cx);
        self.hold_inner(moved_by(deckplan, chamber.outer_portal), cx);
        flows.portal_held[chamber.outer_portal] = self.lock.outer_held;
        flows.portal_held[chamber.inner_portal] = self.lock.inner_held;
    }

    fn filter(&mut self, chamber: &Chamber, inner_moved: Cause, flows: &mut Flows, cx: &mut Tick<'_>) {
        let hazard = &cx.class.core.hazard;
        let mut flow_m3_s = 0.0;
        if let Some(ordered) = self.lock.decontaminating {
            self.lock.filtered_s += TICK_S;
            if !self.lock.inner_shut {
                self.lock.decontaminating = None;
                let event = EventKind::Core(Event::DecontaminationStopped {});
                self.lock.stopped = cx.push(event, &[inner_moved, Cause::Law(Law::Decontamination)]);
            } else if self.lock.density_per_m3 < RELEASE * hazard.contaminant_limit_per_m3 {
                self.lock.decontaminating = None;
                let event = Event::DecontaminationFinished { took_s: self.lock.filtered_s };
                let causes = [ordered, Cause::Law(Law::Decontamination)];
                self.lock.cleaned = Some(cx.push(EventKind::Core(event), &causes));
            } else {
                flow_m3_s = hazard.filter_m3_s * flows.supply[chamber.filter_load].function;
            }
        }
        flows.filter_flow_m3_s[chamber.lock_compartment] = flow_m3_s;
        flows.filter_flow_m3_s[chamber.core_compartment] = flow_m3_s;
    }

    fn hold_outer(&mut self, inner_moved: Cause, flows: &Flows, cx: &mut Tick<'_>) {
        let lock = &mut self.lock;
        let limit = cx.class.core.hazard.contaminant_limit_per_m3;
        let foul = lock.density_per_m3 > if lock.outer_held.is_some() { RELEASE * limit } else { limit };
        let was_foul = std::mem::replace(&mut lock.foul, foul);
        let wants = lock.overridden.is_none() && (!lock.inner_shut || foul);
        if wants && lock.outer_held.is_none() {
            let moved = if lock.inner_shut { flows.radiation_cause } else { inner_moved };
            let event = EventKind::Core(Event::InterlockHeld { inner: false });
            let causes = [moved, lock.restored, Cause::Law(Law::Decontamination)];
            lock.outer_held = Some(push_known(cx, event, &causes));
        } else if let (false, Some(held)) = (wants, lock.outer_held) {
            // What changed now: the override, the lock's air by its filters or of itself, or the inner door.
            let clean = lock.cleaned.unwrap_or(Cause::Law(Law::GasFlow));
            let why = lock.overridden.unwrap_or(if was_foul { clean } else { inner_moved });
            lock.outer_held = None;
            push_known(cx, EventKind::Core(Event::InterlockReleased { inner: false }), &[why, held]);
        }
        if foul {
            lock.cleaned = None;
        }
    }

    fn hold_inner(&mut self, outer_moved: Cause, cx: &mut Tick<'_>) {
        let lock = &mut self.lock;
        let wants = lock.overridden.is_none() && !lock.outer_shut;
        if wants && lock.inner_held.is_none() {
            let event = EventKind::Core(Event::InterlockHeld { inner: true });
            lock.inner_held = Some(push_known(cx, event, &[outer_moved, lock.restored]));
        } else if let (false, Some(held)) = (wants, lock.inner_held) {
            let why = lock.overridden.unwrap_or(outer_moved);
            lock.inner_held = None;
            push_known(cx, EventKind::Core(Event::InterlockReleased { inner: true }), &[why, held]);
        }
    }
}
