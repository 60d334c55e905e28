//! What instruments and people may read of the air.

use super::{Air, Room};
use crate::id::CompartmentId;
use serde::{Deserialize, Serialize};

/// What one breathes somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Breath {
    /// Pressure, Pa.
    pub pressure_pa: f64,
    /// Partial pressure of oxygen, Pa.
    pub oxygen_pa: f64,
    /// Partial pressure of carbon dioxide, Pa.
    pub carbon_dioxide_pa: f64,
    /// Temperature of the gas, K.
    pub temperature_k: f64,
    /// Temperature of the walls, K.
    pub structure_k: f64,
    /// Contaminant, units/m³ of the compartment's gas.
    pub contaminant_per_m3: f64,
}

/// How long a compartment stays fit to live in if things go on as they do; infinite where they do not worsen, s.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeLeft {
    /// Until oxygen falls to 12 kPa, s.
    pub oxygen_s: f64,
    /// Until carbon dioxide rises to 5 kPa, s.
    pub carbon_dioxide_s: f64,
    /// Until it is colder than 273 K or hotter than 318 K, s.
    pub temperature_s: f64,
}

impl TimeLeft {
    /// The least of the three, s.
    #[must_use]
    pub fn least_s(&self) -> f64 {
        self.oxygen_s.min(self.carbon_dioxide_s).min(self.temperature_s)
    }
}

impl Room {
    /// Partial pressures and temperature.
    #[must_use]
    pub fn breath(&self, volume_m3: f64) -> Breath {
        let moles = self.gas.moles();
        let share = if moles > 0.0 { self.pressure_pa / moles } else { 0.0 };
        Breath {
            pressure_pa: self.pressure_pa,
            oxygen_pa: self.gas.oxygen_mol * share,
            carbon_dioxide_pa: self.gas.carbon_dioxide_mol * share,
            temperature_k: self.temperature_k,
            structure_k: self.structure_k,
            contaminant_per_m3: if volume_m3 > 0.0 { self.gas.contaminant / volume_m3 } else { 0.0 },
        }
    }

    /// Time left at the present trends.
    #[must_use]
    pub fn time_left(&self) -> TimeLeft {
        let breath = self.breath(1.0);
        let until = |distance: f64, rate: f64| {
            if distance <= 0.0 {
                0.0
            } else if rate > 1e-9 {
                distance / rate
            } else {
                f64::INFINITY
            }
        };
        TimeLeft {
            oxygen_s: until(breath.oxygen_pa - 12_000.0, -self.oxygen_rate_pa_s),
            carbon_dioxide_s: until(5000.0 - breath.carbon_dioxide_pa, self.carbon_dioxide_rate_pa_s),
            temperature_s: until(self.temperature_k - 273.0, -self.temperature_rate_k_s)
                .min(until(318.0 - self.temperature_k, self.temperature_rate_k_s)),
        }
    }
}

impl Air {
    /// What one breathes in a compartment.
    #[must_use]
    pub fn breath(&self, class: &crate::deckplan::Class, compartment: CompartmentId) -> Breath {
        self.room[compartment].breath(class.compartment[compartment].gas_volume_m3())
    }
    /// Density of contaminant in a compartment's gas, units/m³.
    #[must_use]
    pub fn contaminant_per_m3(&self, class: &crate::deckplan::Class, compartment: CompartmentId) -> f64 {
        let volume_m3 = class.compartment[compartment].gas_volume_m3();
        if volume_m3 > 0.0 { self.room[compartment].gas.contaminant / volume_m3 } else { 0.0 }
    }
    /// Time left where people breathe and it is shortest.
    #[must_use]
    pub fn least_time_left(&self) -> Option<(CompartmentId, TimeLeft)> {
        self.room
            .iter()
            .filter(|(_, room)| room.breath_w > 0.0)
            .map(|(id, room)| (id, room.time_left()))
            .min_by(|one, other| one.1.least_s().total_cmp(&other.1.least_s()))
    }
}
