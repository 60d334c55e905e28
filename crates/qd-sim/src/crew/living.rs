//! One second of life for a twentieth of the company: what surrounds each body, and what follows when it gives in.

use super::body::{Body, Exposure, InjuryKind};
use super::person::{Death, Person, Posture};
use super::{Crew, Event};
use crate::air::Air;
use crate::event::EventKind;
use crate::flows::Flows;
use crate::id::PersonId;
use crate::order::Reason;
use crate::world::Tick;
use crate::{Cause, TICKS_PER_SECOND};
use qd_physics::trauma::Axis;

/// Heat of a body at rest, at work with the hands, walking, running, W (ISO 8996, 1.8 m² of skin).
const METABOLIC_W: [f64; 4] = [115.0, 230.0, 300.0, 850.0];
/// Loads borne for a minute by axis, g0 (`qd_physics::trauma`): weights by which the worst axis is picked.
const BORNE_G: [(Axis, f64); 5] =
    [(Axis::PlusGx, 11.0), (Axis::MinusGx, 9.0), (Axis::Gy, 3.5), (Axis::PlusGz, 4.3), (Axis::MinusGz, 1.5)];

impl Crew {
    /// One second of life for a twentieth of the company.
    pub(super) fn live(&mut self, air: &Air, flows: &Flows, cx: &mut Tick<'_>) {
        let first = cx.tick % TICKS_PER_SECOND;
        for index in (first as usize..self.person.len()).step_by(TICKS_PER_SECOND as usize) {
            let id = PersonId(u16::try_from(index).expect("tables hold at most 65,536 rows"));
            if !self.person[id].body.alive {
                continue;
            }
            self.shake(id, flows, cx);
            let exposure = exposure(&self.person[id], air, flows, cx);
            let body = &mut self.person[id].body;
            let before = (body.alive, body.conscious, body.prostrate);
            body.step(&exposure, 1.0);
            let now = (body.alive, body.conscious, body.prostrate);
            if before != now {
                self.change(id, before.1 && !before.2, cx);
            }
            self.flee(id, air, cx);
        }
    }

    /// A body has crossed a limit.
    fn change(&mut self, id: PersonId, was_up: bool, cx: &mut Tick<'_>) {
        let person = &self.person[id];
        let body = &person.body;
        // What does it to them, and why they are where it does.
        let (causes, of) = ([body.cause, person.cause], of_what(body));
        if !body.alive {
            self.die(id, of, &causes, cx);
            return;
        }
        match (was_up, body.conscious && !body.prostrate) {
            (true, false) => {
                let event = Event::Collapsed { person: id, of: of.to_owned() };
                let cause = cx.push(EventKind::Crew(event), &causes);
                self.drop_everything(id, Reason::new("collapsed", of), cause, cx);
            }
            (false, true) => {
                let cause = cx.push(EventKind::Crew(Event::CameTo { person: id }), &causes);
                let person = &mut self.person[id];
                person.cause = cause;
                person.fallen = person.seat.is_none() && person.carried_by.is_none();
                self.rouse(id);
            }
            _ => {}
        }
    }

    fn die(&mut self, id: PersonId, of: &'static str, causes: &[Cause], cx: &mut Tick<'_>) {
        let event = Event::Died { person: id, of: of.to_owned() };
        let cause = cx.push(EventKind::Crew(event), causes);
        self.drop_everything(id, Reason::new("dead", of), cause, cx);
        self.alive -= 1;
        self.deaths.push(Death { person: id, tick: cx.tick, of: of.to_owned(), cause });
    }

    /// Hands, feet and will give way.
    fn drop_everything(&mut self, id: PersonId, reason: Reason, cause: Cause, cx: &mut Tick<'_>) {
        self.release(id, reason, &[cause], cx);
        self.put_down(id, cause, cx);
        self.lower_hand(id, cause, cx);
        let person = &mut self.person[id];
        person.cause = cause;
        person.braced = false;
        person.fallen = false;
        if person.seat.is_none() && person.carried_by.is_none() {
            person.posture = Posture::Lying;
        }
    }
}

/// Of what a body gave in, in words: the harm that is farthest gone.
#[must_use]
pub fn of_what(body: &Body) -> &'static str {
    let wound = |kind: InjuryKind| {
        body.injuries
            .iter()
            .filter(|wound| wound.kind == kind)
            .map(|wound| wound.severity)
            .fold(0.0, f64::max)
    };
    let harms = [
        (body.dying.max(body.collapse), "radiation"),
        (body.anoxic_injury.max(body.oxygen_deficit), "lack of oxygen"),
        (body.carbon_dioxide_burden, "carbon dioxide"),
        (body.airway_burn, "burnt airway"),
        (body.skin_burn, "burns"),
        ((body.heat_strain / 3.0).max((body.heat.core_c - 39.0) / 4.0), "heat"),
        ((34.0 - body.heat.core_c) / 8.0, "cold"),
        (body.blood_lost * 2.0, "loss of blood"),
        (body.load_strain.min(1.2), "load"),
        (wound(InjuryKind::Internal), "inner injuries"),
        (wound(InjuryKind::Head), "head injury"),
        (wound(InjuryKind::LegFracture).max(wound(InjuryKind::ArmFracture)), "broken bones"),
    ];
    let mut worst = (0.0, "weakness");
    for harm in harms {
        if harm.0 > worst.0 {
            worst = harm;
        }
    }
    worst.1
}

/// What surrounds somebody.
fn exposure(person: &Person, air: &Air, flows: &Flows, cx: &Tick<'_>) -> Exposure {
    let compartment = person.compartment;
    let (axis, load_g) = worst_axis(person.load_g());
    let around = Exposure {
        dose_rate_gy_s: flows.dose_rate_gy_s[compartment],
        load_g,
        axis,
        restraint: person.restraint(),
        metabolic_w: METABOLIC_W[usize::from(person.exertion())],
        dose_cause: flows.radiation_cause,
        load_cause: super::gravity::why(cx.class, flows),
        ..Exposure::COMFORT
    };
    if air.room.get(compartment).is_none() {
        return around;
    }
    let breath = air.breath(&cx.class.deckplan, compartment);
    let hot = flows.hot_gas_kg_s[compartment] > 0.0;
    Exposure {
        pressure_pa: breath.pressure_pa,
        oxygen_pa: breath.oxygen_pa,
        carbon_dioxide_pa: breath.carbon_dioxide_pa,
        air_temperature_k: breath.temperature_k,
        wall_temperature_k: breath.structure_k,
        jet_temperature_k: if hot { flows.hot_gas_temperature_k } else { breath.temperature_k },
        air_cause: air.room[compartment].cause,
        ..around
    }
}

/// The axis along which a load strains most, and the size of the whole load, g0.
fn worst_axis([x, y, z]: [f64; 3]) -> (Axis, f64) {
    let along = [x.max(0.0), (-x).max(0.0), y.abs(), z.max(0.0), (-z).max(0.0)];
    let mut worst = (Axis::PlusGz, -1.0);
    for ((axis, borne_g), load_g) in BORNE_G.into_iter().zip(along) {
        if load_g / borne_g > worst.1 {
            worst = (axis, load_g / borne_g);
        }
    }
    (worst.0, libm::sqrt(x * x + y * y + z * z))
}
