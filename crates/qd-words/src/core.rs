//! Sentences of `core` and its lock.

use super::Speaker;
use qd_sim::core::{Event, IgnitionFault, Phase, ScramWhy};

/// One sentence.
pub(super) fn sentence(speaker: &Speaker, event: &Event) -> String {
    match event {
        Event::PhaseChanged { to, .. } => phase(*to).to_owned(),
        Event::Aligned { offset_m, by_person } => format!(
            "the core stands in line again, {:.1} mm off, by the hands of {}",
            offset_m * 1_000.0,
            speaker.person(*by_person)
        ),
        Event::AlignmentPoor { offset_m, by_person } => format!(
            "{} has finished, but the core is still {:.1} mm out of line",
            speaker.person(*by_person),
            offset_m * 1_000.0
        ),
        Event::IgnitionFailed { why } => format!("the core does not ignite: {}", fault(*why)),
        Event::Scrammed { why } => format!("the core's feed is shut: {}", scram(*why)),
        Event::ScramFailed { why } => {
            format!("the core's feed should shut ({}), and its valves do not answer", scram(*why))
        }
        Event::CoilsHarmed { health } => {
            format!("heat has harmed the field coils, {:.0} % of their strength is left", health * 100.0)
        }
        Event::Contained {} => "the containment field has reached full strength".to_owned(),
        Event::Preheated {} => "the core is hot enough to ignite".to_owned(),
        Event::Breach { energy_j } => {
            format!("the core breaks out with {:.1} GJ of burning plasma", energy_j / 1e9)
        }
        Event::Ejected {} => "the core is thrown out of the ship".to_owned(),
        Event::FuelSpent {} => "the core's fuel is spent".to_owned(),
        Event::DecontaminationStarted { .. } => "the lock's filters run".to_owned(),
        Event::DecontaminationFinished { took_s } => {
            format!("the lock is clean after {took_s:.0} s of filtering")
        }
        Event::DecontaminationStopped {} => "the lock's filters stop before it is clean".to_owned(),
        Event::InterlockHeld { inner } => format!("the interlock holds the lock's {} door", side(*inner)),
        Event::InterlockReleased { inner } => {
            format!("the interlock lets go of the lock's {} door", side(*inner))
        }
        Event::InterlockOverridden { by_person } => {
            format!("{} overrides the interlock of the lock", speaker.person(*by_person))
        }
        Event::InterlockRestored { by_person } => {
            format!("{} puts the interlock back", speaker.person(*by_person))
        }
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}

fn side(inner: bool) -> &'static str {
    if inner { "inner" } else { "outer" }
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Cold => "the core lies cold",
        Phase::Containing => "the core's containment field is being raised",
        Phase::Preheating => "the core is being preheated",
        Phase::Igniting => "the feed is opened, the core ignites",
        Phase::Running => "the core runs",
        Phase::Scrammed => "the core is shut down",
        Phase::Breached => "the core has broken out",
        Phase::Ejected => "the core is gone",
    }
}

fn fault(why: IgnitionFault) -> &'static str {
    match why {
        IgnitionFault::Misaligned => "its elements are out of line",
        IgnitionFault::Field => "the field does not hold",
        IgnitionFault::Cold => "it is not hot enough",
    }
}

fn scram(why: ScramWhy) -> &'static str {
    match why {
        ScramWhy::Ordered => "ordered",
        ScramWhy::Field => "the field is too weak",
        ScramWhy::Wall => "the wall is too hot",
    }
}
