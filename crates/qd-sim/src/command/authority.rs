//! Who may give which order from where, and whether an order to others makes sense now.

use super::{Addressee, Condition, Directive, OpenDirective, Order, Standing};
use crate::comms::message;
use crate::crew::willingness;
use crate::id::{CompartmentId, PersonId, SeatId};
use crate::order::{Act, Reason};
use crate::world::World;

/// Word of an act's department, as seats list it.
fn department(act: &Act) -> &'static str {
    match act {
        Act::Power(_) => "power",
        Act::Core(_) => "core",
        Act::Engines(_) => "engines",
        Act::Shields(_) => "shields",
        Act::Flight(_) => "flight",
        Act::Air(_) => "air",
        Act::Deckplan(_) => "deckplan",
        Act::Crew(_) => "crew",
        Act::Comms(_) => "comms",
        Act::Command(_) => "command",
    }
}

/// Whether this person, in this chair, may give this order at all.
///
/// # Errors
/// The reason against it: unfit, not in that chair, the console dead, or not theirs to order.
pub fn authorise(world: &World, order: &crate::Order) -> Result<(), Reason> {
    can_order(world, order)?;
    let by_voice = matches!(order.act, Act::Crew(_) | Act::Comms(_) | Act::Command(_));
    match order.seat {
        Some(seat) => from_seat(world, order.by_person, seat, department(&order.act), by_voice)?,
        None if by_voice || matches!(order.act, Act::Deckplan(_)) => {}
        None => {
            return Err(Reason::new(
                "needs_console",
                format!(
                    "{} is ordered from a console: {}",
                    department(&order.act),
                    who_may(world, department(&order.act))
                ),
            ));
        }
    }
    needs_conn(world, order)
}

/// Whoever gives an order is aboard, alive and conscious; who speaks for them is settled in any state of theirs.
fn can_order(world: &World, order: &crate::Order) -> Result<(), Reason> {
    let by = order.by_person;
    let Some(who) = world.crew.person.get(by) else {
        return Err(Reason::new("no_such_person", "there is no such person aboard"));
    };
    if matches!(order.act, Act::Crew(crate::crew::Order::Guide { .. })) {
        return Ok(());
    }
    let name = || world.crew.name(&world.class.crew, by);
    if willingness::is_dead(who) {
        return Err(Reason::new("dead", format!("{} is dead", name())));
    }
    if !willingness::is_awake(who) {
        return Err(Reason::new("unconscious", format!("{} is unconscious", name())));
    }
    Ok(())
}

fn from_seat(
    world: &World,
    by: PersonId,
    seat: SeatId,
    department: &'static str,
    by_voice: bool,
) -> Result<(), Reason> {
    let Some(row) = world.class.command.seat.get(seat) else {
        return Err(Reason::new("unknown", "there is no such seat"));
    };
    if world.flows.seat_holder[seat] != Some(by) {
        return Err(Reason::new(
            "not_seated",
            format!("{} is held by somebody else, or by nobody", row.name),
        ));
    }
    if by_voice {
        return Ok(());
    }
    if world.flows.supply[row.load].function <= 0.0 {
        return Err(Reason::new("no_power", format!("the console of {} has no power", row.name)));
    }
    if !row.may.iter().any(|may| may == department) {
        let text = format!("{} may not order {department}; {}", row.name, who_may(world, department));
        return Err(Reason::new("not_authorised", text));
    }
    Ok(())
}

fn who_may(world: &World, department: &str) -> String {
    let seats = world.class.command.seat.rows();
    let may: Vec<&str> = seats
        .iter()
        .filter(|row| row.may.iter().any(|may| may == department))
        .map(|row| row.name.as_str())
        .collect();
    if may.is_empty() { "no seat may".to_owned() } else { format!("{} may", may.join(", ")) }
}

/// Acts that only whoever has the conn may do, or has told this seat to do.
fn needs_conn(world: &World, order: &crate::Order) -> Result<(), Reason> {
    use crate::core::Order as Core;
    let what = match &order.act {
        Act::Core(Core::OverrideInterlock {}) if !told_to(world, order, &Directive::OverrideInterlock {}) => {
            "overriding the interlock"
        }
        Act::Core(Core::Eject {}) => "ejecting the core",
        Act::Command(Order::SetCondition { .. }) => "setting the alert condition",
        Act::Command(Order::Relieve { .. }) => "relieving somebody",
        Act::Command(Order::Direct {
            directive: Directive::EvacuateShip {} | Directive::OverrideInterlock {},
            ..
        }) => "this directive",
        _ => return Ok(()),
    };
    if world.command.conn_person == Some(order.by_person) {
        return Ok(());
    }
    Err(Reason::new("needs_conn", format!("{what} is for whoever has the conn")))
}

/// True when whoever has the conn has told this seat or person to do it.
fn told_to(world: &World, order: &crate::Order, directive: &Directive) -> bool {
    world.command.directives.iter().any(|open| {
        open.directive == *directive
            && matches!(open.standing, Standing::Heard | Standing::Accepted)
            && match open.to {
                Addressee::Seat { seat } => order.seat == Some(seat),
                Addressee::Person { person } => person == order.by_person,
                Addressee::Department { .. } => false,
            }
    })
}

/// Whether an order to others would be kept now.
///
/// # Errors
/// The reason against it.
pub fn check(world: &World, by: PersonId, order: &Order) -> Result<(), Reason> {
    let command = &world.command;
    match order {
        Order::HandOver { seat, to_person } => hand_over(world, by, *seat, *to_person),
        Order::TakeConn {} => take_conn(world, by),
        Order::PassConn { to_person } => {
            if command.conn_person != Some(by) {
                return Err(Reason::new("needs_conn", "only whoever has the conn can pass it"));
            }
            someone(world, *to_person)?;
            let (own, theirs) = (&world.crew.person[by], &world.crew.person[*to_person]);
            if theirs.compartment != own.compartment || !willingness::is_awake(theirs) {
                return Err(Reason::new("not_here", "pass it to somebody who is here and awake"));
            }
            Ok(())
        }
        Order::Direct { to_seat, to_person, to_department, directive } => {
            let given = [to_seat.is_some(), to_person.is_some(), to_department.is_some()];
            if given.iter().filter(|given| **given).count() != 1 {
                return Err(Reason::new(
                    "one_addressee",
                    "name exactly one: a seat, a person or a department",
                ));
            }
            crate::comms::has_breath(world, by)?;
            to_seat.map_or(Ok(()), |seat| chair(world, seat))?;
            to_person.map_or(Ok(()), |person| someone(world, person))?;
            sensible(world, directive)
        }
        Order::Accept { order } => mine(world, by, *order, &[Standing::Heard, Standing::Refused]),
        Order::Refuse { order, reason } => {
            message::text(&reason.text)?;
            mine(world, by, *order, &[Standing::Heard, Standing::Accepted])
        }
        Order::Achieved { order } => mine(world, by, *order, &[Standing::Heard, Standing::Accepted]),
        Order::Failed { order, reason } => {
            message::text(&reason.text)?;
            mine(world, by, *order, &[Standing::Heard, Standing::Accepted])
        }
        Order::Insist { order } => {
            crate::comms::has_breath(world, by)?;
            let open = open(world, *order)?;
            if open.standing != Standing::Refused {
                return Err(Reason::new("not_refused", "that directive is not refused"));
            }
            if open.by_person != by && command.conn_person != Some(by) {
                return Err(Reason::new("not_yours", "whoever gave it insists, or whoever has the conn"));
            }
            Ok(())
        }
        Order::Relieve { seat } => {
            chair(world, *seat)?;
            reaches_console(world, by, *seat)
        }
        Order::LogEntry { text } => message::text(text),
        Order::Brief { person, dose_gy, survival_s, work_s } => {
            let sound = |value: f64| value.is_finite() && value >= 0.0;
            if !sound(*dose_gy) || !sound(*survival_s) || !sound(*work_s) {
                return Err(Reason::new("not_a_number", "dose and time are finite and not negative"));
            }
            crate::comms::has_breath(world, by)?;
            someone(world, *person)
        }
        Order::AskVolunteers { .. } => crate::comms::has_breath(world, by),
        Order::Volunteer { order } => {
            crate::comms::has_breath(world, by)?;
            let known = command.calls_for_volunteers.iter().any(|call| call.order == *order);
            known
                .then_some(())
                .ok_or_else(|| Reason::new("unknown", "nobody asked for volunteers by that order"))
        }
        Order::SetCondition { condition } => {
            let new = *condition != command.condition || *condition == Condition::Abandon;
            new.then_some(()).ok_or_else(|| Reason::new("already", "that condition is set"))
        }
    }
}

fn chair(world: &World, seat: SeatId) -> Result<(), Reason> {
    world
        .class
        .command
        .seat
        .get(seat)
        .map(|_| ())
        .ok_or_else(|| Reason::new("unknown", "there is no such seat"))
}

fn someone(world: &World, person: PersonId) -> Result<(), Reason> {
    world.crew.person.get(person).map(|_| ()).ok_or_else(|| Reason::new("unknown", "there is no such person"))
}

/// Whoever is relieved is told so to their face, or by their console going dark: from a console with power to one.
fn reaches_console(world: &World, by: PersonId, seat: SeatId) -> Result<(), Reason> {
    let row = &world.class.command.seat[seat];
    let works = |seat: SeatId| world.flows.supply[world.class.command.seat[seat].load].function > 0.0;
    let linked = world.crew.person[by].seat.is_some_and(works) && works(seat);
    if linked || world.crew.person[by].compartment == row.compartment {
        return Ok(());
    }
    Err(Reason::new("out_of_reach", "be in the same room, or have power at both consoles"))
}

fn hand_over(world: &World, by: PersonId, seat: SeatId, to: PersonId) -> Result<(), Reason> {
    chair(world, seat)?;
    someone(world, to)?;
    if world.flows.seat_holder[seat] != Some(by) {
        return Err(Reason::new("not_seated", "you do not hold that seat"));
    }
    let who = &world.crew.person[to];
    if to == by || who.compartment != world.class.command.seat[seat].compartment || !willingness::is_able(who)
    {
        return Err(Reason::new("not_here", "hand it to somebody else who is here and fit"));
    }
    Ok(())
}

fn take_conn(world: &World, by: PersonId) -> Result<(), Reason> {
    let Some(holder) = world.command.conn_person else { return Ok(()) };
    if holder == by {
        return Err(Reason::new("already", "you have the conn"));
    }
    let bridge = super::conn::bridge(&world.class);
    if !super::conn::fit(&world.crew, holder, bridge) {
        return Ok(());
    }
    let place = |person| super::conn::place_in_line(&world.class, &world.crew, person);
    if place(by) < place(holder) {
        return Ok(());
    }
    Err(Reason::new("not_authorised", "its holder is fit, on the bridge, and before you in the line"))
}

fn sensible(world: &World, directive: &Directive) -> Result<(), Reason> {
    let place = |here: CompartmentId| {
        let known = world.class.deckplan.compartment.get(here).is_some();
        known.then_some(()).ok_or_else(|| Reason::new("unknown", "there is no such compartment"))
    };
    match directive {
        Directive::GoTo { compartment } | Directive::ComeTo { compartment } => place(*compartment),
        Directive::Man { seat } => chair(world, *seat),
        Directive::Allocate { preset } => message::text(preset),
        _ => Ok(()),
    }
}

fn open(world: &World, order: crate::OrderId) -> Result<&OpenDirective, Reason> {
    let open = world.command.directives.iter().find(|open| open.order == order);
    open.ok_or_else(|| Reason::new("unknown", "no such directive is open"))
}

/// The directive is for this person or their seat, and stands as needed.
fn mine(world: &World, by: PersonId, order: crate::OrderId, standings: &[Standing]) -> Result<(), Reason> {
    let open = open(world, order)?;
    let theirs = match open.to {
        Addressee::Seat { seat } => world.flows.seat_holder[seat] == Some(by),
        Addressee::Person { person } => person == by,
        Addressee::Department { department } => world.crew.roster[by].department == department,
    };
    if !theirs {
        return Err(Reason::new("not_yours", "that directive is for somebody else"));
    }
    if !standings.contains(&open.standing) {
        return Err(Reason::new("not_open", format!("that directive is {:?}", open.standing).to_lowercase()));
    }
    Ok(())
}
