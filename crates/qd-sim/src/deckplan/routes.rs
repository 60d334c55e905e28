//! The quickest way from anywhere to anywhere, for a person in health, as the doors stand now.
//!
//! Nodes are portals. The time from each portal to one destination is found when first asked for and kept
//! until a door changes its kind of passage (`Deckplan::topology`): a pure function of class and state, so that
//! forgetting it changes nothing. Left out: crowds, and how fast this or that person is.

use super::{Class, Deckplan, Passage, PortalKind};
use crate::id::{CompartmentId, Id, PortalId};
use glam::DVec3;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::OnceLock;

/// Walking pace on the level, m/s (as `qd_physics::trauma`).
pub const WALK_M_S: f64 = 1.35;
/// Pace on an upright ladder, m/s (as `qd_physics::trauma`, the middle of up and down).
pub const LADDER_M_S: f64 = 0.475;
/// Speed of a lift car, m/s (chosen number of an ordinary lift).
pub const LIFT_M_S: f64 = 2.5;
/// Wait for a lift car and its doors, s (chosen number).
pub const LIFT_WAIT_S: f64 = 6.0;
/// Time to step through an open doorway, s (chosen number; also keeps ways free of needless doorways).
pub const STEP_S: f64 = 0.3;

/// The next portal on a way, and the time the whole way takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hop {
    /// Portal to go through next; none when already there.
    pub portal: Option<PortalId>,
    /// Time of the whole way at a walk, s.
    pub walk_s: f64,
}

/// Ways found so far, by destination, and where portals are.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    to: OnceLock<Vec<OnceLock<Vec<f64>>>>,
    /// The same as if no door were barred: no door's state changes them.
    free_to: OnceLock<Vec<OnceLock<Vec<f64>>>>,
    plan: OnceLock<Plan>,
}

/// What routes need of the class, worked out once.
#[derive(Clone, Debug)]
struct Plan {
    /// Portals of each compartment.
    portals_of: Vec<Vec<PortalId>>,
    /// Where each portal is entered from its `from` side and from its `to` side, m.
    thresholds_body_m: Vec<[DVec3; 2]>,
}

impl PartialEq for Routes {
    /// Always: what can be found again is no part of the state.
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Routes {
    /// Forgets every way; what follows from the class alone is kept.
    pub fn forget(&mut self) {
        for way in self.to.get_mut().into_iter().flatten() {
            way.take();
        }
    }
    fn plan(&self, class: &Class) -> &Plan {
        self.plan.get_or_init(|| Plan::new(class))
    }
}

impl Plan {
    fn new(class: &Class) -> Self {
        let mut portals_of = vec![Vec::new(); class.compartment.len()];
        for (portal, row) in class.portal.iter() {
            portals_of[row.from_compartment.index()].push(portal);
            portals_of[row.to_compartment.index()].push(portal);
        }
        let sides = |(portal, row): (PortalId, &super::Portal)| {
            [row.from_compartment, row.to_compartment].map(|side| class.threshold_body_m(portal, side))
        };
        Self { portals_of, thresholds_body_m: class.portal.iter().map(sides).collect() }
    }
    fn threshold(&self, class: &Class, portal: PortalId, compartment: CompartmentId) -> DVec3 {
        let side = usize::from(class.portal[portal].from_compartment != compartment);
        self.thresholds_body_m[portal.index()][side]
    }
}

/// Time at a walk between two points of one compartment, s: on the level, then up or down by ladder.
#[must_use]
pub fn leg_s(from_body_m: DVec3, to_body_m: DVec3) -> f64 {
    let way = to_body_m - from_body_m;
    way.truncate().length() / WALK_M_S + way.z.abs() / LADDER_M_S
}

impl Deckplan {
    /// Time to get through a portal from one side to the other, s; infinite when barred.
    #[must_use]
    pub fn passage_s(&self, class: &Class, portal: PortalId) -> f64 {
        let row = &class.portal[portal];
        let leaf_s = match self.portal[portal].passage {
            Passage::Free => 0.0,
            Passage::Powered => row.powered_time_s(),
            Passage::ByHand => row.hand_time_s(),
            Passage::Barred => f64::INFINITY,
        };
        STEP_S + leaf_s + ride_s(class, portal)
    }

    /// The quickest way from a place to a compartment; none when every way is barred.
    #[must_use]
    pub fn way(
        &self,
        class: &Class,
        from: CompartmentId,
        position_body_m: DVec3,
        to: CompartmentId,
    ) -> Option<Hop> {
        if from == to {
            let middle_body_m = class.compartment[to].middle_body_m(position_body_m);
            let walk_s = leg_s(position_body_m, middle_body_m);
            return Some(Hop { portal: None, walk_s });
        }
        let plan = self.routes.plan(class);
        let times = self.times_to(class, to);
        let mut best = None;
        for &portal in &plan.portals_of[from.index()] {
            let walk_s = leg_s(position_body_m, plan.threshold(class, portal, from)) + times[portal.index()];
            if walk_s.is_finite() && best.is_none_or(|hop: Hop| walk_s < hop.walk_s) {
                best = Some(Hop { portal: Some(portal), walk_s });
            }
        }
        best
    }

    /// Time of the quickest way between the middles of two compartments at a walk, s; infinite when barred.
    #[must_use]
    pub fn walk_s(&self, class: &Class, from: CompartmentId, to: CompartmentId) -> f64 {
        let middle = class.compartment[from].floor_body_m();
        self.way(class, from, middle, to).map_or(f64::INFINITY, |hop| hop.walk_s)
    }

    /// The first barred portal on the way that would be quickest if nothing were barred.
    #[must_use]
    pub fn barred_on_way(&self, class: &Class, from: CompartmentId, to: CompartmentId) -> Option<PortalId> {
        let plan = self.routes.plan(class);
        let ways = self.routes.free_to.get_or_init(|| vec![OnceLock::new(); class.compartment.len()]);
        let free = |portal| STEP_S + ride_s(class, portal);
        let times = ways[to.index()].get_or_init(|| search(class, plan, to, free));
        let (mut at, mut here) = (from, class.compartment[from].floor_body_m());
        for _ in 0..class.compartment.len() {
            let next = plan.portals_of[at.index()].iter().copied().min_by(|one, other| {
                let time = |portal: &PortalId| {
                    leg_s(here, plan.threshold(class, *portal, at)) + times[portal.index()]
                };
                time(one).total_cmp(&time(other))
            })?;
            if self.portal[next].passage == Passage::Barred {
                return Some(next);
            }
            at = class.portal[next].beyond(at)?;
            here = plan.threshold(class, next, at);
            if at == to {
                return None;
            }
        }
        None
    }

    fn times_to(&self, class: &Class, to: CompartmentId) -> &[f64] {
        let ways = self.routes.to.get_or_init(|| vec![OnceLock::new(); class.compartment.len()]);
        ways[to.index()].get_or_init(|| {
            search(class, self.routes.plan(class), to, |portal| self.passage_s(class, portal))
        })
    }
}

/// Time in a lift car between the floors a lift joins, s; nought for other portals.
#[must_use]
pub fn ride_s(class: &Class, portal: PortalId) -> f64 {
    let row = &class.portal[portal];
    if row.kind != PortalKind::Lift {
        return 0.0;
    }
    let floor = |compartment: CompartmentId| class.compartment[compartment].high_body_m[2];
    LIFT_WAIT_S + (floor(row.from_compartment) - floor(row.to_compartment)).abs() / LIFT_M_S
}

/// Times from the far side of each portal to a compartment (Dijkstra from the destination, portals as nodes).
fn search(class: &Class, plan: &Plan, to: CompartmentId, cost_s: impl Fn(PortalId) -> f64) -> Vec<f64> {
    let mut times = vec![f64::INFINITY; class.portal.len()];
    let mut settled = vec![false; times.len()];
    // Times are not negative: their bits are ordered as they are.
    let mut open = BinaryHeap::new();
    for &portal in &plan.portals_of[to.index()] {
        let threshold = plan.threshold(class, portal, to);
        let goal = class.compartment[to].middle_body_m(threshold);
        let time = cost_s(portal) + leg_s(threshold, goal);
        if time.is_finite() {
            times[portal.index()] = time;
            open.push(Reverse((time.to_bits(), portal.index())));
        }
    }
    while let Some(Reverse((_, nearest))) = open.pop() {
        if std::mem::replace(&mut settled[nearest], true) {
            continue;
        }
        let portal = PortalId::from_index(nearest);
        let row = &class.portal[portal];
        for side in [row.from_compartment, row.to_compartment] {
            let here = plan.threshold(class, portal, side);
            for &before in &plan.portals_of[side.index()] {
                if settled[before.index()] {
                    continue;
                }
                let time = times[nearest] + leg_s(plan.threshold(class, before, side), here) + cost_s(before);
                if time < times[before.index()] {
                    times[before.index()] = time;
                    open.push(Reverse((time.to_bits(), before.index())));
                }
            }
        }
    }
    times
}
