//! A breach of the core: what breaks out fills the section around the chamber and bursts it, if it is enough.
//!
//! Left out: what a breach too weak to burst a section heats and burns.

use super::{Event, Hull};
use crate::cause::{Cause, Law};
use crate::class::ShipClass;
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::{CompartmentId, SectionId};
use crate::world::Tick;
use glam::DVec3;
use qd_physics::constants::AIR_HEAT_RATIO;

impl Hull {
    /// Takes in what a breach sets free in this tick: the ship is lost if its pressure passes what the shell bears.
    pub(super) fn burst(&mut self, flows: &Flows, cx: &mut Tick<'_>) {
        let Some(chamber) = &cx.class.core.chamber else { return };
        if flows.breach_energy_j <= 0.0 || self.lost.is_some() {
            return;
        }
        let Some(section) = section_of(cx.class, chamber.core_compartment) else { return };
        let pressure_pa = pressure_pa(flows.breach_energy_j, volume_m3(cx.class, section));
        if pressure_pa > cx.class.hull.section[section].pressure_max_pa * self.section[section].strength {
            let causes = [flows.core_cause, Cause::Law(Law::Structure)];
            self.lost = Some(cx.push(EventKind::Hull(Event::Burst { section, pressure_pa }), &causes));
        }
    }
}

/// Pressure of hot gas of this energy in a volume, Pa: the two bear `(ratio - 1) energy = pressure volume`.
fn pressure_pa(energy_j: f64, volume_m3: f64) -> f64 {
    (AIR_HEAT_RATIO - 1.0) * energy_j / volume_m3.max(1.0)
}

/// The section whose middle is nearest to a compartment's along the ship.
fn section_of(class: &ShipClass, compartment: CompartmentId) -> Option<SectionId> {
    let at_m = class.deckplan.compartment[compartment].centre_body_m().x;
    let aside_m =
        |section: SectionId| (DVec3::from(class.hull.section[section].centre_body_m).x - at_m).abs();
    class.hull.section.ids().min_by(|one, other| aside_m(*one).total_cmp(&aside_m(*other)))
}

/// Gas volume of the compartments of a section, m³.
fn volume_m3(class: &ShipClass, section: SectionId) -> f64 {
    let inside = |id: &CompartmentId| section_of(class, *id) == Some(section);
    let compartments = &class.deckplan.compartment;
    compartments.ids().filter(inside).map(|id| compartments[id].gas_volume_m3()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::class::Scenario;
    use crate::deckplan::Compartment;
    use crate::event::EventSink;
    use crate::hull::{Class, Section};
    use crate::id::{LoadId, PortalId, Table};

    /// A chamber of 1,000 m³ in a section that bears 8 bar.
    fn class() -> ShipClass {
        let hull = Class {
            section: Table::new(vec![Section {
                key: "aft".into(),
                name: "Aft".into(),
                centre_body_m: [-90.0, 0.0, 0.0],
                load_max_g: 9.0,
                pressure_max_pa: 8e5,
                zones: vec![],
                halving_area_m2: 60.0,
            }]),
            ..Class::default()
        };
        let mut class = ShipClass { hull, ..ShipClass::default() };
        class.deckplan.compartment = Table::new(vec![Compartment {
            key: "chamber".into(),
            name: "Chamber".into(),
            deck: 1,
            low_body_m: [-95.0, -5.0, -5.0],
            high_body_m: [-85.0, 5.0, 5.0],
            gas_share: 1.0,
            structure_heat_j_k: 1e8,
        }]);
        class.core.chamber = Some(crate::core::Chamber {
            core_compartment: CompartmentId(0),
            lock_compartment: CompartmentId(0),
            outside_compartment: CompartmentId(0),
            inner_portal: PortalId(0),
            outer_portal: PortalId(0),
            containment_load: LoadId(0),
            coolant_load: LoadId(0),
            igniter_load: LoadId(0),
            filter_load: LoadId(0),
            feed_load: None,
            duct_load: None,
        });
        class
    }

    /// Whether a breach of this energy loses her, and that it is the breach she is lost by.
    fn check(energy_j: f64, lost: bool) {
        let class = class();
        let mut hull = Hull::new(&class, &Scenario::default());
        let mut flows = Flows::new(&class);
        flows.breach_energy_j = energy_j;
        let mut cx = Tick { class: &class, seed: 1, tick: 3, events: EventSink::new(3) };
        let breach = cx.push(EventKind::Core(crate::core::Event::Breach { energy_j }), &[Cause::Initial]);
        flows.core_cause = breach;
        hull.burst(&flows, &mut cx);
        assert_eq!(hull.lost.is_some(), lost, "{energy_j} J");
        let events = cx.events.finish();
        assert_eq!(events.last().is_some_and(|event| event.causes.contains(&breach)), lost);
    }

    #[test]
    fn a_breach_bursts_the_section_that_cannot_bear_it() {
        check(0.0, false);
        check(1.9e9, false);
        check(2.1e9, true);
        check(1.6e13, true);
    }
}
