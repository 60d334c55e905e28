//! What a seat has perceived of what happened: where "why?" ends aboard.

use super::console_works;
use crate::Cause;
use crate::cause::OrderId;
use crate::event::{Event, EventKind};
use crate::id::{BusId, SeatId};
use crate::instruments;
use crate::order::Order;
use crate::power;
use crate::world::World;

/// Whether whoever sits there can know of an event: it stands in the ship's log, or the devices of this console or the
/// machines it answers for have reported it. Nothing while the console is dark.
#[must_use]
pub fn perceives(world: &World, seat: SeatId, event: &Event) -> bool {
    if !console_works(world, seat) {
        return false;
    }
    let logged = world.command.log.iter().any(|entry| entry.cause == Cause::Event(event.id));
    let may = |word: &str| world.class.command.seat[seat].may.iter().any(|may| may == word);
    logged
        || match &event.kind {
            EventKind::Power(event) => may("power") && reported(world, event),
            EventKind::Core(_) => may("core"),
            EventKind::Engines(_) => may("engines"),
            EventKind::Shields(_) => may("shields"),
            EventKind::Flight(_) => may("flight"),
            EventKind::Air(_) => may("air"),
            EventKind::Deckplan(_) => may("deckplan"),
            EventKind::Instruments(instruments::Event::LimitCrossed { instrument, .. }) => {
                world.class.instruments.instrument[*instrument].seats.contains(&seat)
            }
            _ => false,
        }
}

/// Whether the controller of what it is about answers: a lamp of its own has only the controller itself, and what no
/// controller reports nobody reads at a console.
fn reported(world: &World, event: &power::Event) -> bool {
    use power::Event as E;
    let class = &world.class.power;
    let of_bus = |bus: BusId| class.bus[bus].controller;
    let controller = match *event {
        E::ControllerDown { .. }
        | E::ControllerShut { .. }
        | E::ControllerUp { .. }
        | E::Allocated { .. } => {
            return true;
        }
        E::BreakerTripped { breaker, .. }
        | E::BreakerOpened { breaker, .. }
        | E::BreakerClosed { breaker, .. } => class.breaker[breaker].controller,
        E::BusDead { bus } | E::BusRestored { bus } => of_bus(bus),
        E::LoadFailed { load, .. }
        | E::LoadRepaired { load, .. }
        | E::LoadShed { load, .. }
        | E::LoadRestored { load }
        | E::LoadSwitched { load, .. }
        | E::PrioritySet { load, .. } => of_bus(class.load[load].bus),
        E::SourceStarting { source, .. }
        | E::SourceStarted { source }
        | E::SourceStopped { source }
        | E::SourceTripped { source, .. } => class.source[source].controller,
    };
    controller.is_some_and(|controller| world.power.controls(controller))
}

/// Whether whoever sits there knows of an order: it was given from this chair, or by or to somebody whose directive
/// stands before them.
#[must_use]
pub fn perceives_order(world: &World, seat: SeatId, order: &Order) -> bool {
    let stands = |id: OrderId| {
        let view = super::of_seat(world, seat);
        view.directives.iter().chain(&view.given).any(|open| open.order == id)
    };
    order.seat == Some(seat) || stands(order.id)
}
