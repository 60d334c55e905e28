//! What people do unasked: they leave air that cannot be lived in, as long as legs carry them. Whoever is guided
//! goes by order.
//!
//! Left out: fleeing from what is not felt (dose), and helping others on the way.

use super::errand::{Errand, Step};
use super::{Crew, willingness};
use crate::air::{Air, Breath};
use crate::id::{CompartmentId, PersonId};
use crate::world::Tick;

/// Oxygen below which breathing is felt not to serve, Pa (as at 4,500 m; ears and chest tell sooner).
const OXYGEN_BAD_PA: f64 = 12_000.0;
/// Oxygen that makes a refuge, Pa.
const OXYGEN_GOOD_PA: f64 = 15_000.0;
/// Air in which bare skin hurts, K.
const HOT_K: f64 = 330.0;

impl Crew {
    /// Somebody in bad air makes for the best next compartment, dropping whatever else they do.
    pub(super) fn flee(&mut self, id: PersonId, air: &Air, cx: &mut Tick<'_>) {
        let person = &self.person[id];
        let here = person.compartment;
        if willingness::is_guided(person)
            || air.room.get(here).is_none()
            || !person.body.conscious
            || !person.body.can_move()
        {
            return;
        }
        let plan = &cx.class.deckplan;
        if !is_bad(&air.breath(plan, here)) {
            return;
        }
        let refuge = plan
            .neighbours(here)
            .map(|(_, next)| (next, air.breath(plan, next)))
            .filter(|(_, breath)| breath.oxygen_pa > OXYGEN_GOOD_PA && breath.temperature_k < HOT_K)
            .max_by(|one, other| one.1.oxygen_pa.total_cmp(&other.1.oxygen_pa))
            .map(|(next, _)| next);
        let Some(refuge) = refuge else { return };
        if !makes_for(&person.errand, refuge) {
            let steps = vec![Step::Stand {}, Step::Go { to_compartment: refuge, run: true }];
            let cause = air.room[here].cause;
            self.assign(id, Errand::new(steps, None, cause), cx);
        }
    }
}

fn is_bad(breath: &Breath) -> bool {
    breath.oxygen_pa < OXYGEN_BAD_PA || breath.temperature_k > HOT_K
}

fn makes_for(errand: &Option<Errand>, refuge: CompartmentId) -> bool {
    errand.as_ref().is_some_and(|errand| {
        errand
            .steps
            .iter()
            .any(|step| matches!(step, Step::Go { to_compartment, .. } if *to_compartment == refuge))
    })
}
