//! The accounts of the ship's air: every gas and the heat, in and out, so that a test can close them.

use super::{Air, Gas};
use serde::{Deserialize, Serialize};

/// What came in and what went out since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Both {
    /// In.
    pub came: f64,
    /// Out.
    pub went: f64,
}

impl Both {
    /// Books an amount, in if positive, out if negative.
    pub fn book(&mut self, amount: f64) {
        if amount >= 0.0 {
            self.came += amount;
        } else {
            self.went -= amount;
        }
    }
    /// In less out.
    #[must_use]
    pub fn net(&self) -> f64 {
        self.came - self.went
    }
    /// In plus out.
    #[must_use]
    pub fn throughput(&self) -> f64 {
        self.came + self.went
    }
}

/// The accounts of all compartments together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// Oxygen, mol.
    pub oxygen_mol: Both,
    /// Nitrogen, mol.
    pub nitrogen_mol: Both,
    /// Carbon dioxide, mol.
    pub carbon_dioxide_mol: Both,
    /// Contaminant, units.
    pub contaminant: Both,
    /// Heat of gas and walls, J.
    pub heat_j: Both,
    /// Heat that loads and cables have sent in, J: what the grid's account says it gave.
    pub electric_j: f64,
}

impl Ledger {
    /// Books a parcel: `sign` 1 for what came in, -1 for what went out.
    pub(super) fn book(&mut self, parcel: &Gas, sign: f64) {
        self.oxygen_mol.book(sign * parcel.oxygen_mol);
        self.nitrogen_mol.book(sign * parcel.nitrogen_mol);
        self.carbon_dioxide_mol.book(sign * parcel.carbon_dioxide_mol);
        self.contaminant.book(sign * parcel.contaminant);
        self.heat_j.book(sign * parcel.energy_j);
    }
}

impl Air {
    /// What all compartments hold now: oxygen, nitrogen, carbon dioxide in mol, contaminant in units, heat in J.
    #[must_use]
    pub fn contents(&self, class: &crate::deckplan::Class) -> [f64; 5] {
        let mut sum = [0.0; 5];
        for (id, room) in self.room.iter() {
            let gas = &room.gas;
            let heat = gas.energy_j + room.structure_k * class.compartment[id].structure_heat_j_k;
            let held = [gas.oxygen_mol, gas.nitrogen_mol, gas.carbon_dioxide_mol, gas.contaminant, heat];
            for (total, part) in sum.iter_mut().zip(held) {
                *total += part;
            }
        }
        sum
    }
}
