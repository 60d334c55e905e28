//! Engineering's steps on the core: containment, coolant, preheat, ignition; afterwards the filters, and the call.

use crate::engineering::allocate_core;
use crate::mind::{Mark, Mind, Progress};
use qd_sim::PersonId;
use qd_sim::command::Order as CommandOrder;
use qd_sim::comms::{End, Fact, Message};
use qd_sim::core::{Order, Phase};
use qd_sim::instruments::Quantity;
use qd_sim::order::Act;
use qd_sim::procedure::Role;
use qd_sim::view::CallSeen;

/// How far from the scram's strength to full the field must be for preheating to begin: weak coils never reach full.
const FIELD_ENOUGH: f64 = 0.5;
/// Share of its supply below which a part of the core counts as starved.
const SUPPLY_ENOUGH: f64 = 0.75;
/// Margin over the least preheat at which the reaction is struck.
const HOT_ENOUGH: f64 = 1.03;

/// Share of the offset that counts as aligned at which a reading is believed to say so.
const IN_LINE: f64 = 0.8;
/// Time without movement of the elements after which whoever is in there is called, s.
const STILL_S: f64 = 20.0;
/// Time that they are given to answer, s: somebody awake picks up in two.
const ANSWER_S: f64 = 8.0;
/// Time between two such calls, s.
const CALL_AGAIN_S: f64 = 30.0;
/// Time between two strikes, s.
const STRIKE_AGAIN_S: f64 = 20.0;
/// Share of the coolant's limit below which the reaction is struck, and above which its output is lowered.
const COOL_ENOUGH: f64 = 0.85;
/// See [`COOL_ENOUGH`].
const HOT: f64 = 0.92;
/// Change of the offset that is more than noise, m.
const MOVED_M: f64 = 0.000_15;

pub(crate) fn contain(mind: &mut Mind<'_>) -> Progress {
    let Some(panel) = mind.view.core else { return Progress::Busy };
    keep_supply(mind);
    if !panel.containment {
        mind.act(Act::Core(Order::Containment { on: true }));
    }
    let scram = mind.class.core.reactor.field_scram;
    let enough = scram + FIELD_ENOUGH * (1.0 - scram);
    let held = mind.value(Quantity::Containment {}).is_some_and(|share| share >= enough);
    if held || is_lit(mind) { Progress::Done } else { Progress::Busy }
}

/// Another chair may have given the core's share away since it was asked for: then it is asked for again.
fn keep_supply(mind: &mut Mind<'_>) {
    let Some(chamber) = &mind.class.core.chamber else { return };
    let loads = [chamber.containment_load, chamber.coolant_load, chamber.igniter_load];
    let starved = loads
        .into_iter()
        .any(|load| mind.value(Quantity::LoadSupply { load }).is_some_and(|share| share < SUPPLY_ENOUGH));
    if starved && mind.every(Mark::CoreStarved, 10.0) {
        mind.memory.preset = None;
        allocate_core(mind);
    }
}

pub(crate) fn cool(mind: &mut Mind<'_>) -> Progress {
    let Some(panel) = mind.view.core else { return Progress::Busy };
    if !panel.coolant {
        mind.act(Act::Core(Order::Coolant { on: true }));
    }
    Progress::Done
}

pub(crate) fn preheat(mind: &mut Mind<'_>) -> Progress {
    let Some(panel) = mind.view.core else { return Progress::Busy };
    if is_lit(mind) {
        return Progress::Done;
    }
    keep_supply(mind);
    if !panel.preheat {
        mind.act(Act::Core(Order::Preheat { on: true }));
    }
    let enough = mind.class.core.reactor.ignition_share * HOT_ENOUGH;
    let hot = mind.value(Quantity::Preheat {}).is_some_and(|share| share >= enough.min(0.99));
    if hot { Progress::Done } else { Progress::Busy }
}

pub(crate) fn ignite(mind: &mut Mind<'_>) -> Progress {
    let Some(panel) = mind.view.core else { return Progress::Busy };
    if panel.phase == Phase::Running {
        return Progress::Done;
    }
    if panel.phase != Phase::Igniting && is_cool(mind) && mind.every(Mark::Struck, STRIKE_AGAIN_S) {
        set_output(mind);
        mind.act(Act::Core(Order::Ignite {}));
    }
    Progress::Busy
}

/// Room enough to the limit of the coolant.
fn is_cool(mind: &Mind<'_>) -> bool {
    let limit_k = mind.class.core.reactor.coolant_limit_k;
    mind.value(Quantity::CoolantTemperature {}).is_none_or(|coolant_k| coolant_k < COOL_ENOUGH * limit_k)
}

/// Less when the coolant nears its limit: a core that lasts is worth more than one that gives all at once.
fn spare_the_coolant(mind: &mut Mind<'_>) {
    let limit_k = mind.class.core.reactor.coolant_limit_k;
    let hot = mind.value(Quantity::CoolantTemperature {}).is_some_and(|coolant_k| coolant_k > HOT * limit_k);
    if let (true, Some((share, _))) = (hot, mind.memory.output)
        && mind.every(Mark::OutputSet, 8.0)
    {
        let share = (0.9 * share).max(mind.class.core.reactor.least_output);
        mind.memory.output = Some((share, false));
        mind.act(Act::Core(Order::SetOutput { share }));
    }
}

/// As much as the engines need, by the handbook, and less after each time that the core shut itself down.
fn set_output(mind: &mut Mind<'_>) {
    let engines_w: f64 = mind.class.engines.engine.rows().iter().map(|engine| engine.plasma_w(1.0)).sum();
    let needed = 1.15 * engines_w / mind.class.core.reactor.plasma_rated_w;
    let least = mind.class.core.reactor.least_output;
    let share = match mind.memory.output {
        None => needed.clamp(least, 1.0),
        Some((share, true)) => (0.75 * share).max(least),
        Some((_, false)) => return,
    };
    mind.memory.output = Some((share, false));
    mind.act(Act::Core(Order::SetOutput { share }));
}

fn is_lit(mind: &Mind<'_>) -> bool {
    mind.view.core.is_some_and(|panel| matches!(panel.phase, Phase::Igniting | Phase::Running))
}

/// The news goes to the captain, the output to what the engines need, and the preheater off.
pub(crate) fn report_core(mind: &mut Mind<'_>) -> Progress {
    if mind.view.core.is_some_and(|panel| panel.preheat) {
        mind.act(Act::Core(Order::Preheat { on: false }));
    }
    if mind.memory.output.is_none() {
        set_output(mind);
    }
    if mind.once(Mark::CoreReported) {
        mind.report(Role::Captain, Fact::CoreRunning {});
    }
    Progress::Done
}

/// What the core's panel shows is kept in mind: that she burnt, and that she came into line again.
pub(crate) fn watch(mind: &mut Mind<'_>) {
    spare_the_coolant(mind);
    if is_lit(mind)
        && let Some((_, burnt)) = &mut mind.memory.output
    {
        *burnt = true;
    }
    let Some(offset_m) = mind.value(Quantity::CoreAlignment {}) else { return };
    let tick = mind.view.tick;
    mind.memory.offset = match mind.memory.offset {
        _ if mind.view.core.is_none_or(|panel| panel.inner_shut) => None,
        Some((seen_m, since)) if (seen_m - offset_m).abs() < MOVED_M => Some((seen_m, since)),
        _ => Some((offset_m, tick)),
    };
    let was_out = mind.since_s(Mark::CostReported).is_some();
    if was_out && offset_m <= IN_LINE * mind.class.core.reactor.aligned_m && mind.once(Mark::CoreAligned) {
        let by_person = mind.memory.inside_person.or(mind.view.person);
        if let Some(by_person) = by_person {
            mind.report(Role::Captain, Fact::CoreAligned { by_person });
        }
    }
}

/// The inner door is shut from here when whoever went in is seen outside the chamber, or is called and does not
/// answer; then the filters run until the lock is clean.
pub(crate) fn decontaminate(mind: &mut Mind<'_>) -> Progress {
    let Some(panel) = mind.view.core else { return Progress::Busy };
    if panel.inner_shut {
        if !panel.decontaminating && lock_is_dirty(mind) && mind.every(Mark::Decontaminated, 20.0) {
            run_filters(mind);
        }
        return Progress::Done;
    }
    if chamber_is_empty(mind)
        && mind.every(Mark::InnerShut, 10.0)
        && let Some(chamber) = &mind.class.core.chamber
    {
        let portal = chamber.inner_portal;
        mind.act(Act::Deckplan(qd_sim::deckplan::Order::CloseDoor { portal }));
    }
    Progress::Busy
}

/// Nobody is left in there who could come out: seen outside it, seen dead, or silent when called.
fn chamber_is_empty(mind: &mut Mind<'_>) -> bool {
    let still = mind.memory.offset.map_or(0, |(_, since)| mind.view.tick - since);
    let still = f64::from(still) > STILL_S * f64::from(qd_sim::TICKS_PER_SECOND);
    let Some(person) = mind.memory.inside_person else { return still };
    let core = mind.class.core.chamber.as_ref().map(|chamber| chamber.core_compartment);
    if mind.is_past_it(person) {
        return true;
    }
    // On the way in they are seen outside as well.
    let done = still || mind.since_s(Mark::CoreAligned).is_some();
    if done && mind.view.person_seen(person).is_some_and(|seen| Some(seen.compartment) != core) {
        return true;
    }
    still && !answers(mind, person)
}

/// Calls whoever is in there; false once they have let it ring.
fn answers(mind: &mut Mind<'_>, person: PersonId) -> bool {
    let own = |call: &&CallSeen| call.own && !call.incoming && call.other == End::Communicator { person };
    let call = mind.view.calls.iter().find(own).copied();
    if call.is_some_and(|call| call.answered) {
        // They live: the next look is as far away as the first was.
        mind.memory.offset = mind.memory.offset.map(|(offset_m, _)| (offset_m, mind.view.tick));
        mind.act(Act::Comms(qd_sim::comms::Order::HangUp {}));
        return true;
    }
    let called = mind.since_s(Mark::InsideCalled);
    if called.is_some_and(|since| (ANSWER_S..CALL_AGAIN_S).contains(&since)) {
        if call.is_some() {
            mind.act(Act::Comms(qd_sim::comms::Order::HangUp {}));
        }
        mind.note_silent(person);
        mind.report(Role::Captain, Fact::NoAnswer { person });
        return false;
    }
    if mind.every(Mark::InsideCalled, CALL_AGAIN_S) {
        let order =
            qd_sim::comms::Order::Call { to_seat: None, to_person: Some(person), to_compartment: None };
        mind.act(Act::Comms(order));
    }
    true
}

/// The lock's own air, as read there.
fn lock_is_dirty(mind: &Mind<'_>) -> bool {
    let Some(chamber) = &mind.class.core.chamber else { return false };
    let density = mind.value(Quantity::Contamination { compartment: chamber.lock_compartment });
    density.is_some_and(|density| density > mind.class.core.hazard.contaminant_limit_per_m3)
}

/// What feeds the filters gets its full share: the lock keeps the next one out as long as it is dirty.
fn run_filters(mind: &mut Mind<'_>) {
    let Some(chamber) = &mind.class.core.chamber else { return };
    let group = mind.class.power.load[chamber.filter_load].group.clone();
    mind.act(Act::Power(qd_sim::power::Order::Allocate { group, share: 1.0 }));
    mind.act(Act::Core(Order::Decontaminate {}));
}

/// Whoever has the conn is called to the glass.
pub(crate) fn call_to_the_glass(mind: &mut Mind<'_>) -> Progress {
    let Some(chamber) = &mind.class.core.chamber else { return Progress::Done };
    let Some(person) = mind.memory.inside_person else { return Progress::Done };
    if mind.since_s(Mark::CoreAligned).is_some() && mind.once(Mark::GlassCalled) {
        let seen = mind.view.person_seen(person).map(|seen| seen.compartment);
        let compartment = seen.unwrap_or(chamber.core_compartment);
        mind.report(Role::Captain, Fact::Casualty { person, compartment });
        mind.tell(Role::Captain, Message::ComeTo { compartment: chamber.outside_compartment });
        mind.act(Act::Command(CommandOrder::LogEntry { text: "Core realigned by hand.".to_owned() }));
    }
    Progress::Done
}
