//! Officers know only what views hold, and remember it through a snapshot.

use crate::bench::Run;
use qd_officers::{OfficerSet, Session};
use qd_sim::view;
use qd_sim::{CompartmentId, PersonId, World};

/// Whom somebody in a chair may see or hear of: themselves, those beside them or behind glass, those who are hurt.
fn is_seen(world: &World, person: PersonId) -> bool {
    let who = &world.crew.person[person];
    let holders = || world.flows.seat_holder.rows().iter().flatten();
    let near = |here: CompartmentId| {
        let panes = world.class.deckplan.portal.rows().iter().filter(|row| row.glass);
        here == who.compartment || panes.into_iter().any(|row| row.beyond(here) == Some(who.compartment))
    };
    let beside = holders().any(|holder| near(world.crew.person[*holder].compartment));
    let fit = who.body.alive && who.body.conscious && who.body.fitness > 0.75 && !who.body.casualty();
    beside || !fit
}

/// What machines, hull and space hold, and no console shows before an instrument has looked.
fn poison_machines(world: &mut World) {
    world.seed ^= 0xdead_beef;
    let flight = &mut world.flight;
    flight.place.position_m *= 1.01;
    flight.place.velocity_m_s *= 0.7;
    flight.place.turn_body_rad_s *= -3.0;
    (flight.mass_kg, flight.propellant_kg) = (1.1 * flight.mass_kg, 0.5 * flight.propellant_kg);
    (flight.attack_rad, flight.bank_rad, flight.held) = (0.1, 2.0, !flight.held);
    (flight.prediction.to_ground_s, flight.prediction.to_no_return_s) = (Some(9.0), Some(3.0));
    world.flows.motion.altitude_m += 12_345.0;
    world.flows.motion.airspeed_m_s *= 0.5;
    world.flows.motion.climb_rate_m_s = 400.0;
    let core = &mut world.core;
    core.offset_m = [0.03, -0.02, 0.01];
    (core.field_j, core.preheat_j, core.reaction) = (core.field_j + 1e6, core.preheat_j + 1e6, 0.4);
    (core.wall_temperature_k, core.coolant_temperature_k) = (1300.0, 700.0);
    (core.fuel_kg, core.coil_health) = ([1.0, 1.0], 0.3);
    core.lock.density_per_m3 = 3.0 * core.lock.density_per_m3 + 1.0;
    world.flows.engine_output.fill(0.77);
    world.engines.reaction_mass_kg *= 0.1;
    world.shields.facing.rows_mut().iter_mut().for_each(|facing| facing.charge_j += 1e9);
    world.hull.section.rows_mut().iter_mut().for_each(|section| section.strength *= 0.2);
    world.heat.zone.rows_mut().iter_mut().for_each(|zone| zone.temperature_k = 1600.0);
    world.flows.dose_rate_gy_s.fill(3.0);
    world.flows.skin_temperature_k.fill(1500.0);
    world.flows.hot_gas_temperature_k = 2000.0;
    world.flows.wound_area_m2.fill(2.0);
}

/// The grid as far as no controller that answers tells of it.
fn poison_grid(world: &mut World) {
    let power = &mut world.power;
    power.bus.rows_mut().iter_mut().for_each(|bus| bus.voltage_v *= 0.3);
    power.line.rows_mut().iter_mut().for_each(|line| line.current_a += 1e4);
    let up: Vec<bool> = power.controller.ids().map(|controller| power.controls(controller)).collect();
    let answers =
        |controller: Option<qd_sim::ControllerId>| controller.is_some_and(|id| up[usize::from(id.0)]);
    for (id, row) in world.class.power.source.iter().filter(|(_, row)| !answers(row.controller)) {
        power.source[id].charge_j = 0.1 * row.capacity_j;
        (power.source[id].temperature_k, power.source[id].delivered_w) = (900.0, 1.0);
    }
    for (id, _) in world.class.power.breaker.iter().filter(|(_, row)| !answers(row.controller)) {
        power.breaker[id].closed ^= true;
        (power.breaker[id].heat, power.breaker[id].overload) = (0.99, 5.0);
    }
}

/// People and places that nobody in a chair sees.
fn poison_people(world: &mut World) {
    let holders: Vec<PersonId> = world.flows.seat_holder.rows().iter().flatten().copied().collect();
    let hidden: Vec<PersonId> = world.crew.person.ids().filter(|id| !is_seen(world, *id)).collect();
    // Under load nobody is fit; then the muster shows everybody.
    let away = hidden.first().map_or(CompartmentId(0), |id| world.crew.person[*id].compartment);
    for id in hidden {
        let person = &mut world.crew.person[id];
        person.compartment = away;
        (person.body.dose_gy, person.body.saturation) = (40.0, 0.8);
        world.comms.ears[id].known = u32::MAX;
    }
    for profile in world.crew.roster.rows_mut() {
        (profile.temperament.courage, profile.temperament.duty) = (0.0, 0.0);
    }
    for id in world.crew.person.ids() {
        let person = &mut world.crew.person[id];
        person.position_body_m = [0.5; 3];
        person.body.dose_gy += 2.0;
    }
    let beside: Vec<_> = holders.iter().map(|holder| world.crew.person[*holder].compartment).collect();
    for (compartment, room) in world.air.room.iter_mut() {
        room.gas.oxygen_mol *= 0.5;
        room.pressure_pa *= 0.5;
        // Skin tells whoever is there how warm it is.
        room.temperature_k += if beside.contains(&compartment) { 0.0 } else { 200.0 };
    }
    let chamber = world.class.core.chamber.clone().expect("a core");
    let shown = [chamber.inner_portal, chamber.outer_portal];
    for (_, portal) in world.deckplan.portal.iter_mut().filter(|(id, _)| !shown.contains(id)) {
        portal.open = 1.0 - portal.open;
    }
}

/// How orders have ended, as far as nobody has told whoever gave them; and offers that nobody has heard.
fn poison_orders(world: &mut World) {
    use qd_sim::command::Standing;
    for open in &mut world.command.directives {
        open.standing = match open.standing {
            Standing::Achieved => Standing::Failed,
            Standing::Failed => Standing::Achieved,
            _ => continue,
        };
        (open.answered_by_person, open.reason) = (None, None);
        open.standing_tick += 7;
    }
    let calls = world.command.calls_for_volunteers.iter_mut();
    for offer in calls.flat_map(|call| &mut call.volunteers).filter(|offer| !offer.heard) {
        (offer.fitness, offer.distance_m) = (1.0, 0.0);
    }
}

fn poison(world: &mut World) {
    poison_orders(world);
    poison_people(world);
    poison_machines(world);
    poison_grid(world);
}

#[test]
fn what_no_view_holds_changes_no_order() {
    let mut run = Run::new("the-fall", 1, &OfficerSet::All);
    let mut given = 0;
    while run.world().outcome.is_none() {
        let before = run.session.clone();
        let ticked = run.session.tick(&mut ());
        given += ticked.orders.len();
        // Every tick in which somebody orders something, and some in which nobody does.
        if ticked.orders.is_empty() && !before.world.tick.is_multiple_of(47) {
            continue;
        }
        let mut poisoned = before.clone();
        poison(&mut poisoned.world);
        for seat in before.world.class.command.seat.ids() {
            let (clean, other) = (view::of_seat(&before.world, seat), view::of_seat(&poisoned.world, seat));
            assert_eq!(clean, other, "seat {seat:?} in tick {}", before.world.tick);
        }
        assert_eq!(ticked.orders, poisoned.tick(&mut ()).orders, "in tick {}", before.world.tick);
    }
    assert!(given > 100, "only {given} orders were given");
}

#[test]
fn what_no_view_holds_is_seen_once_an_instrument_has_looked() {
    let mut run = Run::new("the-fall", 1, &OfficerSet::All);
    run.seconds(10);
    let (mut clean, mut poisoned) = (run.session.clone(), run.session);
    poison(&mut poisoned.world);
    for session in [&mut poisoned, &mut clean] {
        (0..40).for_each(|_| drop(session.tick(&mut ())));
    }
    for seat in clean.world.class.command.seat.ids() {
        assert_ne!(view::of_seat(&clean.world, seat), view::of_seat(&poisoned.world, seat), "seat {seat:?}");
    }
}

#[test]
fn a_restored_session_goes_on_as_the_straight_one() {
    let mut straight = Run::new("the-fall", 2, &OfficerSet::All);
    straight.seconds(50);
    let mut restored = straight.clone();
    let (class, bytes) = (straight.world().class.clone(), straight.session.snapshot());
    restored.session = Session::restore(&class, &bytes).expect("a snapshot of this version");
    straight.seconds(50);
    restored.seconds(50);
    assert_eq!(straight.world().hash(), restored.world().hash());
    assert_eq!(straight.session.snapshot(), restored.session.snapshot());
}

#[test]
fn nobody_says_that_she_falls_while_she_climbs() {
    use qd_sim::comms::{Event as Comms, Fact, Message};
    use qd_sim::event::EventKind;
    let mut run = Run::new("the-fall", 1, &OfficerSet::All);
    let mut told = 0;
    while run.world().outcome.is_none() {
        let climb_m_s = run.world().flows.motion.climb_rate_m_s;
        let ticked = run.session.tick(&mut ());
        for event in &ticked.events {
            let EventKind::Comms(Comms::Announced { message: Message::Report { what }, .. }) = &event.kind
            else {
                continue;
            };
            if matches!(what, Fact::ShipFalling { .. }) {
                told += 1;
                assert!(climb_m_s < 5.0, "told at {climb_m_s} m/s in tick {}", run.world().tick);
            }
        }
    }
    assert!(told > 0, "it is told while she falls");
}
