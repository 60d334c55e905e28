//! Where compartments and portals lie: boxes on the deck grid, and the point at which each portal is passed.

use super::{Class, Compartment, PortalKind};
use crate::id::{CompartmentId, PortalId};
use glam::DVec3;

/// Height from which a compartment has galleries at every level by which it is entered, m.
const STOREYS_M: f64 = 5.0;

impl Compartment {
    /// Middle of the box, body axes, m.
    #[must_use]
    pub fn centre_body_m(&self) -> DVec3 {
        (DVec3::from_array(self.low_body_m) + DVec3::from_array(self.high_body_m)) * 0.5
    }
    /// Where a person stands by default: middle of the floor, body axes, m.
    #[must_use]
    pub fn floor_body_m(&self) -> DVec3 {
        self.centre_body_m().with_z(self.high_body_m[2])
    }
    /// Where somebody who comes in at `from_body_m` stands in its middle: on the floor, or, in a compartment of
    /// several storeys, on the gallery of the level they came in by, m.
    #[must_use]
    pub fn middle_body_m(&self, from_body_m: DVec3) -> DVec3 {
        let floor = self.floor_body_m();
        if self.size_m()[2] > STOREYS_M { floor.with_z(from_body_m.z) } else { floor }
    }
    /// Volume of the box, m³.
    #[must_use]
    pub fn volume_m3(&self) -> f64 {
        let [x, y, z] = self.size_m();
        x * y * z
    }
    /// Volume of gas in it, m³.
    #[must_use]
    pub fn gas_volume_m3(&self) -> f64 {
        self.volume_m3() * self.gas_share
    }
    /// Length, breadth, height, m.
    #[must_use]
    pub fn size_m(&self) -> [f64; 3] {
        std::array::from_fn(|axis| (self.high_body_m[axis] - self.low_body_m[axis]).max(0.0))
    }
    /// True when the point lies in the box, its faces included.
    #[must_use]
    pub fn contains(&self, point_body_m: DVec3) -> bool {
        let point = point_body_m.to_array();
        (0..3).all(|axis| point[axis] >= self.low_body_m[axis] && point[axis] <= self.high_body_m[axis])
    }
    /// The nearest point of the box, body axes, m.
    #[must_use]
    pub fn nearest(&self, point_body_m: DVec3) -> DVec3 {
        let low = DVec3::from_array(self.low_body_m);
        point_body_m.max(low).min(DVec3::from_array(self.high_body_m).max(low))
    }
}

impl Class {
    /// Distance between the middles of two compartments, m.
    #[must_use]
    pub fn distance_m(&self, from: CompartmentId, to: CompartmentId) -> f64 {
        self.compartment[from].centre_body_m().distance(self.compartment[to].centre_body_m())
    }
    /// Portals of a compartment, each with what lies beyond, in order of portals.
    pub fn neighbours(&self, of: CompartmentId) -> impl Iterator<Item = (PortalId, CompartmentId)> + '_ {
        self.portal.iter().filter_map(move |(portal, row)| row.beyond(of).map(|other| (portal, other)))
    }
    /// The place where a portal is passed: the middle of what its two boxes share, on the floor, body axes, m.
    #[must_use]
    pub fn doorway_body_m(&self, portal: PortalId) -> DVec3 {
        let row = &self.portal[portal];
        let (one, other) = (&self.compartment[row.from_compartment], &self.compartment[row.to_compartment]);
        let low = DVec3::from_array(one.low_body_m).max(DVec3::from_array(other.low_body_m));
        let high = DVec3::from_array(one.high_body_m).min(DVec3::from_array(other.high_body_m));
        let middle = (low + high) * 0.5;
        // Side by side the floors are shared; stacked, the shared face is one's floor and the other's ceiling.
        middle.with_z(if high.z > low.z { high.z } else { middle.z })
    }
    /// Where someone who uses a portal stands inside `compartment`: at the doorway, on a floor or at a ladder's end.
    #[must_use]
    pub fn threshold_body_m(&self, portal: PortalId, compartment: CompartmentId) -> DVec3 {
        let doorway = self.doorway_body_m(portal);
        let row = &self.compartment[compartment];
        match self.portal[portal].kind {
            // One steps into a lift car, and off the foot of a ladder, at floor level.
            PortalKind::Lift => row.nearest(doorway).with_z(row.high_body_m[2]),
            _ => doorway,
        }
    }
}

impl super::Portal {
    /// What lies on the other side of `compartment`, if the portal is one of its portals.
    #[must_use]
    pub fn beyond(&self, compartment: CompartmentId) -> Option<CompartmentId> {
        if self.from_compartment == compartment {
            Some(self.to_compartment)
        } else {
            (self.to_compartment == compartment).then_some(self.from_compartment)
        }
    }
    /// Time of the leaf from shut to open under full power, s (chosen numbers of common sliding doors and hatches).
    #[must_use]
    pub fn powered_time_s(&self) -> f64 {
        self.powered_s.unwrap_or(match self.kind {
            PortalKind::Arch => 0.0,
            PortalKind::Door | PortalKind::Lift => 1.0,
            PortalKind::Hatch | PortalKind::Ladder => 3.0,
        })
    }
    /// Time of the leaf from shut to open when one strong person works it, s (chosen numbers).
    #[must_use]
    pub fn hand_time_s(&self) -> f64 {
        self.hand_s.unwrap_or(match self.kind {
            PortalKind::Arch => 0.0,
            PortalKind::Door => 5.0,
            PortalKind::Hatch => 10.0,
            PortalKind::Ladder => 4.0,
            PortalKind::Lift => 15.0,
        })
    }
    /// It has a leaf that can stand shut.
    #[must_use]
    pub fn has_leaf(&self) -> bool {
        self.kind != PortalKind::Arch
    }
}
