//! How much of a source in one compartment arrives in another: distance, walls, doors along the way.
//!
//! Each source has one straight path through walls to every compartment, and paths through up to three portals
//! where its compartment has heavy walls. Worked out once from the class; doors enter by their state.

use super::Class;
use crate::class::ShipClass;
use crate::deckplan::Deckplan;
use crate::id::{CompartmentId, Id, PortalId};
use glam::DVec3;

/// A path passes at most so many portals.
const PORTALS_MAX: usize = 3;
/// What a doorway off the straight line passes, by scatter.
const SCATTERED: f64 = 0.1;
/// Height of a doorway's middle over its floor, m.
const DOORWAY_MIDDLE_M: f64 = 1.2;

/// Paths of every source, made when first needed. No part of the world's value.
#[derive(Clone, Debug, Default)]
pub(super) struct Paths {
    from: Vec<Option<Fan>>,
    /// Share that each portal's leaf passes when shut.
    leaf: Vec<f64>,
}

impl PartialEq for Paths {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

/// All paths from one source.
#[derive(Clone, Debug)]
struct Fan {
    /// Share over square distance through walls, by target, 1/m².
    through_walls_m2: Vec<f64>,
    /// 1 over square distance, by target, 1/m².
    spread_m2: Vec<f64>,
    chains: Vec<Chain>,
}

/// A way through portals.
#[derive(Clone, Debug)]
struct Chain {
    target: CompartmentId,
    portals: Vec<PortalId>,
    scatter: f64,
}

/// What arrives in a compartment.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Arrival {
    /// Dose rate, Gy/s.
    pub(super) rate_gy_s: f64,
    /// The door that lets most of it through, if a door does.
    pub(super) door: Option<PortalId>,
}

impl Paths {
    /// Adds to `arrivals` what a source of `strength_gy_m2_s` in `source` gives every compartment.
    pub(super) fn spread(
        &mut self,
        class: &ShipClass,
        deckplan: &Deckplan,
        source: CompartmentId,
        strength_gy_m2_s: f64,
        arrivals: &mut [Arrival],
    ) {
        if self.from.is_empty() {
            self.from = vec![None; class.deckplan.compartment.len()];
            let pass = |tvl: f64| libm::exp10(-tvl);
            self.leaf = class.deckplan.portal.rows().iter().map(|row| pass(row.shielding_tvl)).collect();
        }
        let fan = self.from[source.index()].get_or_insert_with(|| fan(class, source));
        for (arrival, share_m2) in arrivals.iter_mut().zip(&fan.through_walls_m2) {
            arrival.rate_gy_s += strength_gy_m2_s * share_m2;
        }
        let mut at = 0;
        // Chains are sorted by target: of those to one target the widest counts, up to the open field.
        while at < fan.chains.len() {
            let target = fan.chains[at].target;
            let (mut best, mut door) = (0.0, None);
            while at < fan.chains.len() && fan.chains[at].target == target {
                let chain = &fan.chains[at];
                let passed = chain.portals.iter().fold(chain.scatter, |passed, portal| {
                    let open = deckplan.portal.get(*portal).map_or(0.0, |state| state.open);
                    passed * (open + (1.0 - open) * self.leaf[portal.index()])
                });
                if passed > best {
                    (best, door) = (passed, chain.portals.first().copied());
                }
                at += 1;
            }
            let spread_m2 = fan.spread_m2[target.index()];
            let beyond_walls_m2 = (best * spread_m2).min(spread_m2 - fan.through_walls_m2[target.index()]);
            let arrival = &mut arrivals[target.index()];
            arrival.rate_gy_s += strength_gy_m2_s * beyond_walls_m2;
            arrival.door = door.or(arrival.door);
        }
    }
}

fn wall_tvl(class: &Class, compartment: CompartmentId) -> f64 {
    let heavy = class.shield.iter().find(|row| row.compartment == compartment);
    heavy.map_or(0.0, |row| row.wall_tvl)
}

fn fan(class: &ShipClass, source: CompartmentId) -> Fan {
    let (plan, law) = (&class.deckplan, &class.radiation);
    let distance_m = |target| plan.distance_m(source, target).max(law.near_m);
    let spread_m2: Vec<f64> = plan
        .compartment
        .ids()
        .map(|target| {
            let distance_m = if target == source { law.near_m } else { distance_m(target) };
            1.0 / (distance_m * distance_m)
        })
        .collect();
    let own_tvl = wall_tvl(law, source);
    let through = |target: CompartmentId| {
        if target == source {
            return spread_m2[target.index()];
        }
        let tvl = own_tvl + wall_tvl(law, target) + law.ordinary_tvl_per_m * distance_m(target);
        spread_m2[target.index()] * libm::exp10(-tvl)
    };
    let through_walls_m2 = plan.compartment.ids().map(through).collect();
    let mut chains = Vec::new();
    if own_tvl > 0.0 {
        walk(class, source, &mut vec![source], &mut Vec::new(), &mut chains);
        chains.sort_by_key(|chain| chain.target);
    }
    Fan { through_walls_m2, spread_m2, chains }
}

/// Every way of up to [`PORTALS_MAX`] portals from the last of `passed`, without turning back.
fn walk(
    class: &ShipClass,
    source: CompartmentId,
    passed: &mut Vec<CompartmentId>,
    portals: &mut Vec<PortalId>,
    chains: &mut Vec<Chain>,
) {
    let here = *passed.last().expect("begins with the source");
    let beyond: Vec<_> = class.deckplan.neighbours(here).filter(|(_, to)| !passed.contains(to)).collect();
    for (portal, target) in beyond {
        portals.push(portal);
        passed.push(target);
        let scatter = scatter(class, source, target, portals);
        chains.push(Chain { target, portals: portals.clone(), scatter });
        if portals.len() < PORTALS_MAX {
            walk(class, source, passed, portals, chains);
        }
        passed.pop();
        portals.pop();
    }
}

/// What doorways off the straight line leave of the field.
fn scatter(class: &ShipClass, source: CompartmentId, target: CompartmentId, portals: &[PortalId]) -> f64 {
    let plan = &class.deckplan;
    let start = plan.compartment[source].centre_body_m();
    let way = plan.compartment[target].centre_body_m() - start;
    let direction = way.normalize_or_zero();
    let mut left = 1.0;
    for portal in portals {
        let doorway = plan.doorway_body_m(*portal) - DVec3::new(0.0, 0.0, DOORWAY_MIDDLE_M) - start;
        let aside_m = (doorway - direction * doorway.dot(direction)).length();
        if aside_m > libm::sqrt(plan.portal[*portal].area_m2) {
            left *= SCATTERED;
        }
    }
    left
}
