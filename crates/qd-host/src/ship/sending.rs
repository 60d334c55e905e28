//! What pages are sent, and when.

use super::{Deck, Page, seat_of};
use crate::places::{self, Of, now};
use crate::stream::Stream;
use qd_sim::view::{self, Display, PersonSeen, View};
use qd_sim::{SeatId, World};
use qd_wire::message::FromShip;
use qd_wire::panel::{Panel, Shows};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Time between two rounds of digits.
const DIGITS: Duration = Duration::from_millis(250);
/// Time between two pictures of the main screen.
const PICTURE: Duration = Duration::from_millis(100);
/// Time between two paths, and between two tellings of the clock.
const SLOW: Duration = Duration::from_secs(1);
/// Ticks between two rounds of the muster.
const MUSTER_TICKS: u32 = 100;
/// Entries of the log that a page is shown.
const LOG: usize = 60;
/// Events that the director is shown.
const EVENTS: usize = 120;

impl Deck {
    /// Hands every page what is due and it has not got.
    pub(super) fn round(&mut self) {
        let instant = now();
        let digits = instant - self.digits_at >= DIGITS;
        let picture = instant - self.picture_at >= PICTURE;
        let slow = instant - self.slow_at >= SLOW;
        if !(digits || picture || !self.urgent.is_empty()) {
            return;
        }
        if slow {
            self.slow_at = instant;
            self.say_all(&FromShip::Clock { clock: self.clock() });
        }
        if digits {
            self.digits_at = instant;
            self.listen();
            let places = self.places.list(&self.session.world, &self.speaker);
            if places != self.listed {
                self.say_all(&FromShip::Places { places: places.clone() });
                self.listed = places;
            }
        }
        if picture {
            self.picture_at = instant;
        }
        let urgent = std::mem::take(&mut self.urgent);
        let mut pages = std::mem::take(&mut self.pages);
        for (place, wanted) in wanted(&pages) {
            let is_urgent = urgent.contains(&place);
            let due = wanted.into_iter().filter(|panel| match panel {
                Panel::Outside => picture || is_urgent,
                Panel::Path | Panel::Truth => slow || is_urgent,
                _ => digits || is_urgent,
            });
            let due: Vec<Panel> = due.collect();
            if !due.is_empty() {
                let values = self.values(&place, &due);
                let tick = self.session.world.tick;
                pages.values_mut().for_each(|page| send(page, &place, tick, &values));
            }
        }
        self.pages = pages;
    }

    /// What a place is shown now, in the panels that are due.
    pub(super) fn values(&mut self, place: &str, due: &[Panel]) -> Map<String, Value> {
        let world = &self.session.world;
        let mut view = std::mem::take(&mut self.view);
        view.clear();
        let draws = due.iter().any(|panel| {
            matches!(
                panel,
                Panel::Loads | Panel::Machines | Panel::Patients | Panel::Path | Panel::Ways | Panel::People
            )
        });
        let mut display = Display::default();
        let (mut log, mut sees_screen) = (&[][..], false);
        let of = places::of(place, world, &self.speaker);
        let seat = match of {
            Some(Of::Seat(seat)) => Some(seat),
            Some(Of::Person(person)) => seat_of(world, person),
            _ => None,
        };
        if let Some(seat) = seat {
            view::of_seat_into(world, seat, &mut view);
            if draws {
                display = view::display_of_seat(world, seat);
                muster(world, seat, &mut self.mustered, &mut view);
            }
            log = view::log_seen(world, seat, LOG);
        } else if let Some(Of::Person(person)) = of {
            view::of_person_into(world, person, &mut view);
        }
        if let (Some(Of::Person(person)), true) = (of, draws) {
            let on_foot = view::display_of_person(world, person);
            (display.ways, display.walk_s) = (on_foot.ways, on_foot.walk_s);
        }
        if let Some(here) = view.body.compartment {
            sees_screen = view.body.conscious && view::has_main_screen(world, here);
        }
        let sees_screen = sees_screen || matches!(of, Some(Of::Screen | Of::Director));
        let outside = if sees_screen && due.contains(&Panel::Outside) { view::outside(world) } else { None };
        let is_director = of == Some(Of::Director);
        let truth = (is_director && due.contains(&Panel::Truth)).then(|| view::truth(world));
        let events = if is_director { &self.past.events[..] } else { &[] };
        let shows = Shows {
            view: &view,
            display: &display,
            log,
            outside: outside.as_ref(),
            truth: truth.as_ref(),
            events: &events[events.len().saturating_sub(EVENTS)..],
            orders: &self.past.orders,
            notes: if is_director { &self.notes.kept } else { &[] },
            speaker: &self.speaker,
        };
        let values = shows.values(due.iter().copied());
        self.view = view;
        values
    }
}

/// Panels that pages have open, by place.
fn wanted(pages: &BTreeMap<u32, Page>) -> BTreeMap<String, BTreeSet<Panel>> {
    let mut wanted: BTreeMap<String, BTreeSet<Panel>> = BTreeMap::new();
    for (place, stream) in pages.values().flat_map(|page| &page.streams) {
        wanted.entry(place.clone()).or_default().extend(&stream.open);
    }
    wanted.retain(|_, panels| !panels.is_empty());
    wanted
}

fn send(page: &mut Page, place: &str, tick: u32, values: &Map<String, Value>) {
    if page.out.capacity() == 0 {
        page.missed = true;
        return;
    }
    if std::mem::take(&mut page.missed) {
        page.streams.values_mut().for_each(Stream::forget);
    }
    let Some(stream) = page.streams.get_mut(place) else { return };
    let open = stream.opened(values);
    if let Some(view) = stream.next(place, tick, &open) {
        page.say(&view);
    }
}

/// The muster as it was last taken: communicators report every five seconds.
fn muster(
    world: &World,
    seat: SeatId,
    mustered: &mut BTreeMap<SeatId, (u32, Vec<PersonSeen>)>,
    view: &mut View,
) {
    let (taken_tick, people) = mustered.entry(seat).or_default();
    if people.is_empty() || world.tick >= *taken_tick + MUSTER_TICKS {
        (*taken_tick, *people) = (world.tick, view::muster(world, seat));
    }
    for seen in people.iter() {
        if view.person_seen(seen.person).is_none() {
            view.people.push(*seen);
        }
    }
}
