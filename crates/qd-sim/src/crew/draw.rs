//! The company at the start: profiles, places and chairs, from class, scenario and seed.

use super::body::Body;
use super::person::{Person, Posture};
use super::roster::{Named, Profile, RosterRow, Skill, Temperament};
use super::{Class, Crew, Initial, Placed};
use crate::class::ShipClass;
use crate::id::{CompartmentId, PersonId, Table};
use crate::rng::{Stream, normal, uniform};
use std::collections::BTreeMap;

/// Skill of somebody in what they were never trained for, at most (chosen number).
const UNTRAINED: f64 = 0.15;
/// Middle and spread of temperament, 0..=1 (chosen numbers: a crew picked for it).
const TEMPERAMENT: [f64; 2] = [0.55, 0.15];
/// Draws within one person's streams.
const DRAW_SKILL: u32 = 0;
const DRAW_TEMPERAMENT: u32 = 100;
const DRAW_BODY: u32 = 200;
const DRAW_NAME: u32 = 300;
const DRAW_PLACE: u32 = 400;

/// Everybody aboard, as a scenario finds them.
pub(super) fn company(class: &ShipClass, initial: &Initial, seed: u64) -> Crew {
    let mut roster = profiles(&class.crew, seed);
    for placed in &initial.placed {
        if let Some(profile) = roster.rows_mut().get_mut(usize::from(placed.person.0)) {
            override_profile(profile, placed);
        }
    }
    let mut person = Table::like(&roster, |id| person_at_start(class, initial, &roster[id], id, seed));
    seat_watch(class, initial, &mut person);
    for placed in &initial.placed {
        if person.get(placed.person).is_some() {
            place(class, placed, &mut person, seed);
        }
    }
    for person in person.rows_mut().iter_mut().filter(|person| person.seat.is_some()) {
        person.strapped = initial.strapped;
    }
    let seated = person.iter().filter(|(_, person)| person.seat.is_some()).map(|(id, _)| id).collect();
    let alive = person.rows().iter().filter(|person| person.body.alive).count();
    Crew {
        roster,
        person,
        seated,
        alive: u16::try_from(alive).expect("tables hold at most 65,536 rows"),
        gravity_told: [1.0, class.crew.damper_share],
        ..Crew::default()
    }
}

/// Everybody's profile, as class and seed make it.
#[must_use]
pub(super) fn profiles(class: &Class, seed: u64) -> Table<PersonId, Profile> {
    let mut roster = Table::default();
    for (id, named) in class.person.iter() {
        roster.push(named_profile(named, id, seed));
    }
    for (index, row) in class.roster.iter().enumerate() {
        for number in 1..=row.count {
            let id = PersonId(u16::try_from(roster.len()).expect("tables hold at most 65,536 rows"));
            let row_index = u16::try_from(index).expect("tables hold at most 65,536 rows");
            let mut profile = row_profile(row, row_index, number, id, seed);
            profile.name =
                [draw_name(&class.given_names, id, seed, 0), draw_name(&class.family_names, id, seed, 1)];
            roster.push(profile);
        }
    }
    roster
}

fn draw_name(names: &[String], id: PersonId, seed: u64, draw: u32) -> u16 {
    pick(names.len(), uniform(seed, Stream::Names, u32::from(id.0), 0, DRAW_NAME + draw))
}

fn pick(count: usize, draw: f64) -> u16 {
    u16::try_from((draw * count as f64) as usize).unwrap_or(0)
}

fn named_profile(named: &Named, id: PersonId, seed: u64) -> Profile {
    let drawn = drawn_temperament(id, seed);
    Profile {
        rank: named.rank,
        department: named.department,
        watch: named.watch,
        row: None,
        number: id.0 + 1,
        name: [0; 2],
        skill: Skill::ALL.map(|skill| match named.skills.get(&skill) {
            Some(&value) => value,
            None => untrained(skill, id, seed),
        }),
        temperament: named.temperament.unwrap_or(drawn),
        age: named.age.unwrap_or_else(|| drawn_age(named.rank as u8, id, seed)),
        mass_kg: named.mass_kg.unwrap_or_else(|| drawn_mass_kg(id, seed)),
        station: named.station_compartment,
        quarters: named.quarters_compartment.unwrap_or(named.station_compartment),
    }
}

fn row_profile(row: &RosterRow, index: u16, number: u16, id: PersonId, seed: u64) -> Profile {
    let place = |places: &[CompartmentId], draw: u32| {
        let draw = uniform(seed, Stream::Places, u32::from(id.0), 0, DRAW_PLACE + draw);
        places.get(usize::from(pick(places.len(), draw))).copied()
    };
    let station = place(&row.station_compartments, 0);
    let quarters = place(&row.quarters_compartments, 1);
    Profile {
        rank: row.rank,
        department: row.department,
        watch: if row.watch == 0 { 1 + ((number - 1) % 3) as u8 } else { row.watch },
        row: Some(index),
        number,
        name: [0; 2],
        skill: banded(&row.skills, id, seed),
        temperament: drawn_temperament(id, seed),
        age: drawn_age(row.rank as u8, id, seed),
        mass_kg: drawn_mass_kg(id, seed),
        station: station.or(quarters).unwrap_or(CompartmentId(0)),
        quarters: quarters.or(station).unwrap_or(CompartmentId(0)),
    }
}

fn banded(bands: &BTreeMap<Skill, [f64; 2]>, id: PersonId, seed: u64) -> [f64; 8] {
    Skill::ALL.map(|skill| match bands.get(&skill) {
        Some([low, high]) => {
            low + (high - low) * uniform(seed, Stream::Skills, u32::from(id.0), 0, DRAW_SKILL + skill as u32)
        }
        None => untrained(skill, id, seed),
    })
}

fn untrained(skill: Skill, id: PersonId, seed: u64) -> f64 {
    let draw = uniform(seed, Stream::Skills, u32::from(id.0), 0, DRAW_SKILL + skill as u32);
    // Strength is not a matter of training: everybody has some.
    if skill == Skill::Strength { 0.4 + 0.4 * draw } else { UNTRAINED * draw }
}

fn drawn_temperament(id: PersonId, seed: u64) -> Temperament {
    let draw = |number: u32| {
        let [middle, spread] = TEMPERAMENT;
        let deviate = normal(seed, Stream::Roster, u32::from(id.0), 0, DRAW_TEMPERAMENT + number);
        (middle + spread * deviate).clamp(0.0, 1.0)
    };
    Temperament { courage: draw(0), duty: draw(1), loyalty: draw(2), composure: draw(3), care: draw(4) }
}

/// Age by rank, years (chosen numbers: 24 at the bottom, 48 at the top, spread 4).
fn drawn_age(rank: u8, id: PersonId, seed: u64) -> f64 {
    let deviate = normal(seed, Stream::Roster, u32::from(id.0), 0, DRAW_BODY);
    (24.0 + 3.4 * f64::from(rank) + 4.0 * deviate).clamp(18.0, 65.0)
}

/// Mass, kg (adults in service: mean 76, spread 11).
fn drawn_mass_kg(id: PersonId, seed: u64) -> f64 {
    (76.0 + 11.0 * normal(seed, Stream::Roster, u32::from(id.0), 0, DRAW_BODY + 1)).clamp(48.0, 120.0)
}

fn override_profile(profile: &mut Profile, placed: &Placed) {
    for (&skill, &value) in &placed.skills {
        profile.skill[skill as usize] = value;
    }
    if let Some(temperament) = placed.temperament {
        profile.temperament = temperament;
    }
}

fn person_at_start(
    class: &ShipClass,
    initial: &Initial,
    profile: &Profile,
    id: PersonId,
    seed: u64,
) -> Person {
    let on_duty = initial.watch == 0 || profile.watch == 0 || profile.watch == initial.watch;
    let compartment = if on_duty { profile.station } else { profile.quarters };
    Person::new(compartment, spot(class, compartment, id, seed), body(id, seed))
}

/// A sound body, its tolerance drawn.
fn body(id: PersonId, seed: u64) -> Body {
    Body { quantile: uniform(seed, Stream::Bodies, u32::from(id.0), 0, 0), ..Body::default() }
}

/// A place on the floor of a compartment, body axes, m.
fn spot(class: &ShipClass, compartment: CompartmentId, id: PersonId, seed: u64) -> [f64; 3] {
    let Some(row) = class.deckplan.compartment.get(compartment) else { return [0.0; 3] };
    let draw =
        |axis: u32| 0.15 + 0.7 * uniform(seed, Stream::Places, u32::from(id.0), 0, DRAW_PLACE + 10 + axis);
    let [length_m, breadth_m, _] = row.size_m();
    [row.low_body_m[0] + length_m * draw(0), row.low_body_m[1] + breadth_m * draw(1), row.high_body_m[2]]
}

/// The named who are on watch take their chairs.
fn seat_watch(class: &ShipClass, initial: &Initial, person: &mut Table<PersonId, Person>) {
    for (id, named) in class.crew.person.iter() {
        let on_duty = initial.watch == 0 || named.watch == 0 || named.watch == initial.watch;
        if let (Some(seat), true) = (named.seat, on_duty) {
            sit(class, &mut person[id], seat);
        }
    }
}

fn sit(class: &ShipClass, person: &mut Person, seat: crate::id::SeatId) {
    let Some(row) = class.command.seat.get(seat) else { return };
    person.seat = Some(seat);
    person.posture = Posture::Sitting;
    person.compartment = row.compartment;
    person.position_body_m = class.deckplan.compartment[row.compartment].floor_body_m().to_array();
}

fn place(class: &ShipClass, placed: &Placed, people: &mut Table<PersonId, Person>, seed: u64) {
    let person = &mut people[placed.person];
    if let Some(compartment) = placed.compartment {
        person.compartment = compartment;
        person.position_body_m = spot(class, compartment, placed.person, seed);
        person.seat = None;
        person.strapped = false;
        person.posture = Posture::Standing;
    }
    if let Some(seat) = placed.seat {
        sit(class, person, seat);
    }
    if placed.struck_m_s > 0.0 {
        let draws = [901, 902, 903, 904, 905]
            .map(|draw| uniform(seed, Stream::Bodies, u32::from(placed.person.0), 0, draw));
        person.body.strike(placed.struck_m_s, draws, crate::Cause::Initial);
    }
    person.body.dose_gy += placed.dose_gy;
    if placed.dead {
        person.body.alive = false;
        person.body.conscious = false;
        person.body.prostrate = true;
        person.posture = Posture::Lying;
        person.seat = None;
    }
}
