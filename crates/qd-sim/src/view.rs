//! What a seat or a person may know: readings, people, calls, orders. Pure functions over the world; only what
//! instruments, calls and people have told, never the truth. This is all an officer or a page ever gets.

use crate::class::ShipClass;
use crate::id::{PersonId, SeatId};
use crate::reading::{Quality, Reading};
use crate::world::World;
use serde::{Deserialize, Serialize};

/// What one person at one console knows now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Now.
    pub tick: u32,
    /// The chair; none on foot.
    pub seat: Option<SeatId>,
    /// Whose view it is; none when the chair is empty.
    pub person: Option<PersonId>,
    /// The console has power; without it nothing below that needs a screen is shown.
    pub console_works: bool,
    /// What the devices shown here say, in order of device. Empty while the console is dead.
    pub readings: Vec<Reading>,
}

/// The view of the holder of `seat`.
#[must_use]
pub fn of_seat(world: &World, seat: SeatId) -> View {
    let mut view = View::default();
    of_seat_into(world, seat, &mut view);
    view
}

/// [`of_seat`], reusing the buffers of `view`.
pub fn of_seat_into(world: &World, seat: SeatId, view: &mut View) {
    view.tick = world.tick;
    view.seat = Some(seat);
    view.person = world.flows.seat_holder[seat];
    view.console_works = console_works(world, seat);
    readings_into(world, seat, view);
}

/// A console shows something only while its load has power to work.
fn console_works(world: &World, seat: SeatId) -> bool {
    let load = world.class.command.seat[seat].load;
    world.flows.supply[load].function >= crate::instruments::FUNCTION_MIN
}

fn readings_into(world: &World, seat: SeatId, view: &mut View) {
    view.readings.clear();
    if !view.console_works {
        return;
    }
    for (id, device) in world.class.instruments.instrument.iter() {
        if !device.seats.contains(&seat) {
            continue;
        }
        let mut reading = world.instruments.reading[id];
        // What nobody has measured for 2 s is no longer good, whatever the device last said of itself.
        if reading.quality == Quality::Good && world.tick > reading.tick + 2 * crate::TICKS_PER_SECOND {
            reading.quality = Quality::Stale;
        }
        view.readings.push(reading);
    }
}

impl View {
    /// The reading here of the first device that measures what `wanted` accepts, if it is trusted.
    #[must_use]
    pub fn reading_of(
        &self,
        class: &ShipClass,
        wanted: impl Fn(crate::instruments::Quantity) -> bool,
    ) -> Option<&Reading> {
        self.readings.iter().find(|reading| {
            reading.quality == Quality::Good && wanted(class.instruments.instrument[reading.device].quantity)
        })
    }
}
