//! What the work in the chamber costs, and who goes. The cost is worked out from readings and told; who goes is
//! chosen among those who offered themselves, by skill, fitness and distance. Nobody is appointed.

use crate::captain;
use crate::mind::{ANSWER_S, Mark, Mind, Progress};
use qd_physics::dose_response;
use qd_sim::PersonId;
use qd_sim::command::{Addressee, Directive, Order, Standing};
use qd_sim::comms::{Fact, FactKind};
use qd_sim::crew::Task;
use qd_sim::instruments::Quantity;
use qd_sim::order::Act;
use qd_sim::procedure::Role;
use qd_sim::view::{Vitality, VolunteerSeen};

/// Time on the way between the doors, under fire of the field, s.
const WAY_S: f64 = 12.0;
/// What a good hand does of standard work in a second there: skill, fitness, pain.
const PACE: f64 = 0.85;
/// Time that people are given to offer themselves, s.
const OFFER_S: f64 = 20.0;
/// Time after which it is asked again, s.
const ASK_AGAIN_S: f64 = 45.0;
/// Time in which whoever went in must have finished, s.
const WORK_S: f64 = 300.0;
/// Time to the point of no return below which nothing else is waited for, s: way, work, ignition and spool-up, and a
/// quarter more.
const PRESSING_S: f64 = 500.0;
/// Straight distance covered in a second by whoever hurries through a ship without lifts, m/s.
const PACE_M_S: f64 = 1.5;
/// Time for which whoever stands beside the door is sent early, s.
const SLACK_S: f64 = 3.0;
/// Time for which it is thought over, s.
const THOUGHT_S: f64 = 45.0;
/// Time that engineering leaves the captain to decide, s.
const DECIDE_S: f64 = 40.0;

/// Offset, dose and time left to live, told to the captain.
pub(crate) fn report_cost(mind: &mut Mind<'_>) -> Progress {
    let Some((dose_gy, _)) = cost(mind) else { return Progress::Busy };
    let survival_s = survival_s(dose_gy);
    if mind.once(Mark::CostReported) {
        let offset_mm = mind.value(Quantity::CoreAlignment {}).map_or(0.0, |offset_m| offset_m * 1000.0);
        mind.report(Role::Captain, Fact::CoreMisaligned { offset_mm });
        mind.report(Role::Captain, Fact::RealignNeeded { dose_gy, survival_s });
    }
    Progress::Done
}

/// Time that the work takes a good hand, s, by the offset read.
fn work_s(mind: &Mind<'_>) -> Option<f64> {
    let offset_m = mind.value(Quantity::CoreAlignment {})?;
    Some((offset_m / mind.class.core.reactor.alignment_rate_m).max(0.0) / PACE)
}

/// How long one lives after such a dose, s; a day stands for longer.
fn survival_s(dose_gy: f64) -> f64 {
    dose_response::time_to_death_s(dose_gy.clamp(0.0, 1e5)).map_or(0.0, |time_s| time_s.min(86_400.0))
}

/// Dose and time of the work, Gy and s: the chamber's dose rate times work and way.
fn cost(mind: &mut Mind<'_>) -> Option<(f64, f64)> {
    let chamber = mind.class.core.chamber.as_ref()?;
    let rate = mind.value(Quantity::DoseRate { compartment: chamber.core_compartment });
    if let (Some(rate_gy_s), Some(work_s)) = (rate, work_s(mind)) {
        mind.memory.cost = Some((rate_gy_s * (work_s + WAY_S), work_s));
    }
    mind.memory.cost
}

/// Engineering asks itself when the captain has been told and does not answer.
pub(crate) fn find_if_nobody_does(mind: &mut Mind<'_>) -> Progress {
    let told = mind.since_s(Mark::CostReported).is_some_and(|since| since >= DECIDE_S);
    let heard = mind.since_s(Mark::VolunteersHeard).is_some_and(|since| since < 2.0 * ASK_AGAIN_S);
    let gone = mind.view.knows(FactKind::WentIn);
    if told && !heard && !gone { send(mind) } else { Progress::Busy }
}

/// Asks, waits, chooses, tells the cost, sends; asks again if nobody is left.
pub(crate) fn send(mind: &mut Mind<'_>) -> Progress {
    if mind.view.knows(FactKind::CoreAligned) {
        return Progress::Done;
    }
    if !mind.initiative || !is_last_resort(mind) {
        return Progress::Busy;
    }
    captain::tell_all_hands(mind);
    if somebody_is_at_it(mind) {
        return Progress::Busy;
    }
    let barred_s = barred_s(mind);
    wait_from_the_speaking(mind);
    match mind.since_s(Mark::VolunteersAsked) {
        None => ask(mind),
        Some(since) if since < OFFER_S => {}
        Some(since) => match best(mind) {
            Some(offer) if barred_s < offer.distance_m / PACE_M_S + SLACK_S => {
                tell_and_send(mind, offer.person);
            }
            // The door is held: nobody is sent to stand before it.
            Some(_) => {}
            None if since > ASK_AGAIN_S && barred_s < ASK_AGAIN_S => {
                // Those who could not or would not may think again when the end is nearer.
                mind.memory.tried_persons.clear();
                ask(mind);
            }
            None => {}
        },
    }
    Progress::Busy
}

/// Nobody is sent while the grid holds and there is time to find another way, nor at the first word: it is thought
/// over as long as that costs nothing.
fn is_last_resort(mind: &mut Mind<'_>) -> bool {
    let left = mind.value(Quantity::TimeToNoReturn {}).or_else(|| mind.time_left_s());
    let pressing = left.is_some_and(|left_s| left_s < PRESSING_S);
    let view = mind.view;
    let needed = view.knows(FactKind::RealignNeeded)
        && mind.knows_she_falls()
        && (view.knows(FactKind::GridLost) || pressing);
    if !needed {
        mind.memory.marks.remove(&Mark::LastResort);
        return false;
    }
    mind.once(Mark::LastResort);
    mind.since_s(Mark::LastResort).is_some_and(|since| since >= THOUGHT_S)
}

/// Time for which the lock's outer door is still held, s: from its own lamp, and from how fast the filters have cleaned
/// the air so far. Nothing when it is free; without end while nothing cleans it.
fn barred_s(mind: &mut Mind<'_>) -> f64 {
    let Some(panel) = mind.view.core.filter(|panel| panel.outer_held) else {
        mind.memory.lock = None;
        return 0.0;
    };
    if !panel.decontaminating {
        mind.memory.lock = None;
        return f64::INFINITY;
    }
    let Some(over_limit) = panel.lock_over_limit.map(|over| over.max(1e-3)) else { return f64::INFINITY };
    let tick = mind.view.tick;
    let (first, since) = *mind.memory.lock.get_or_insert((over_limit, tick));
    let cleaned = libm::log(first / over_limit);
    if cleaned <= 0.05 {
        return f64::INFINITY;
    }
    let ran_s = f64::from(tick - since) / f64::from(qd_sim::TICKS_PER_SECOND);
    libm::log(over_limit.max(1.0)) / cleaned * ran_s
}

fn ask(mind: &mut Mind<'_>) {
    mind.mark(Mark::VolunteersAsked);
    mind.act(Act::Command(Order::AskVolunteers { task: Task::Realign {} }));
}

/// Nobody can offer themselves for what has not been said yet.
fn wait_from_the_speaking(mind: &mut Mind<'_>) {
    let unsaid = mind.view.volunteers.iter().any(|call| call.task == (Task::Realign {}) && !call.spoken);
    if unsaid {
        mind.mark(Mark::VolunteersAsked);
    }
}

/// Somebody was sent or went, and may still finish.
fn somebody_is_at_it(mind: &mut Mind<'_>) -> bool {
    let last = mind.view.given.iter().rev().find_map(|open| match (&open.to, &open.directive) {
        (Addressee::Person { person }, Directive::Realign {}) => {
            let code = open.reason.as_ref().map_or("", |reason| &reason.code);
            Some((*person, open.standing, open.standing_tick, code))
        }
        _ => None,
    });
    let since_s = |tick: u32| f64::from(mind.view.tick - tick) / f64::from(qd_sim::TICKS_PER_SECOND);
    if let Some((person, standing, tick, code)) = last {
        let at_it = match standing {
            Standing::Given | Standing::Heard => mind.view.body.speaking || since_s(tick) < ANSWER_S,
            Standing::Accepted | Standing::Achieved => since_s(tick) < WORK_S && !mind.is_past_it(person),
            Standing::Refused | Standing::Failed => false,
        };
        if at_it {
            return true;
        }
        // Sent by another as well, they have taken on that order, and are on their way.
        if code == "superseded" && mind.memory.inside_person == Some(person) && !mind.is_past_it(person) {
            return mind.since_s(Mark::WentInTold).is_some_and(|since| since < WORK_S);
        }
        // Whoever only found the door held may go when it lets go.
        if code != "door_held" && !mind.memory.tried_persons.contains(&person) {
            mind.memory.tried_persons.push(person);
        }
        return false;
    }
    if let Some(person) = mind.memory.inside_person
        && !mind.memory.tried_persons.contains(&person)
    {
        // Somebody went unasked.
        let lately = mind.since_s(Mark::WentInTold).is_some_and(|since| since < WORK_S);
        if lately && !mind.is_past_it(person) {
            return true;
        }
        mind.memory.tried_persons.push(person);
    }
    false
}

/// The best of those who offered themselves and have not been tried.
fn best(mind: &Mind<'_>) -> Option<VolunteerSeen> {
    let worth = |offer: &VolunteerSeen| offer.skill + 0.5 * offer.fitness - offer.distance_m / 500.0;
    // Those who offered themselves to an earlier call have had time to think.
    let call = mind.view.volunteers.iter().rev().find(|call| call.task == (Task::Realign {}))?;
    call.volunteers
        .iter()
        .filter(|offer| !mind.memory.tried_persons.contains(&offer.person))
        .filter(|offer| {
            mind.view.person_seen(offer.person).is_none_or(|seen| seen.vitality < Vitality::Unconscious)
        })
        .max_by(|one, other| worth(one).total_cmp(&worth(other)).then(other.person.cmp(&one.person)))
        .copied()
}

/// First the cost, then the order: who goes knows what it is.
fn tell_and_send(mind: &mut Mind<'_>, person: PersonId) {
    let told = (mind.view.told_dose_gy, work_s(mind).unwrap_or(0.0));
    let (dose_gy, work_s) = mind.memory.cost.unwrap_or(told);
    mind.act(Act::Command(Order::Brief { person, dose_gy, work_s, survival_s: survival_s(dose_gy) }));
    mind.mark(Mark::VolunteerSent);
    mind.give(None, Some(person), None, Directive::Realign {});
}
