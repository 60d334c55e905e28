//! Sentences of `power`.

use super::Speaker;
use super::english::does;
use qd_sim::power::{Event, SourceTrip, Trip};

/// One sentence.
pub(super) fn sentence(speaker: &Speaker, event: &Event) -> String {
    match event {
        Event::BreakerTripped { breaker, why, .. } => {
            does(&speaker.breaker(*breaker), &format!("trips {}", trip(*why)))
        }
        Event::BreakerOpened { breaker, by_person } => {
            format!("{} opens {}", speaker.person(*by_person), speaker.breaker(*breaker))
        }
        Event::BreakerClosed { breaker, by_person } => {
            format!("{} closes {}", speaker.person(*by_person), speaker.breaker(*breaker))
        }
        Event::BusDead { bus } => does(&speaker.bus(*bus), "is dead"),
        Event::BusRestored { bus } => does(&speaker.bus(*bus), "has voltage again"),
        Event::LoadShed { load, share } => {
            does(&speaker.load(*load), &format!("is shed to {:.0} % of demand", share * 100.0))
        }
        Event::LoadRestored { load } => does(&speaker.load(*load), "has its power back"),
        Event::LoadFailed { load, temperature_k } => {
            let celsius = temperature_k - 273.15;
            does(&speaker.load(*load), &format!("fails in the heat: it is {celsius:.0} °C where it stands"))
        }
        Event::LoadRepaired { load, by_person } => {
            format!("{} has {} working again", speaker.person(*by_person), speaker.load(*load))
        }
        Event::LoadSwitched { load, on } => {
            does(&speaker.load(*load), &format!("is switched {}", if *on { "on" } else { "off" }))
        }
        Event::PrioritySet { load, priority } => {
            does(&speaker.load(*load), &format!("is given priority {priority}"))
        }
        Event::Allocated { group, share, unreached } => {
            let missed = match unreached {
                0 => String::new(),
                1 => "; one load does not hear it, its controller is down".to_owned(),
                many => format!("; {many} loads do not hear it, their controllers are down"),
            };
            format!("{} {}{missed}", loads_of(group), may_draw(*share))
        }
        Event::SourceStarting { source, controlled } => {
            let how = if *controlled { "" } else { ", with no controller to soften it" };
            does(&speaker.source(*source), &format!("begins to start{how}"))
        }
        Event::SourceStarted { source } => does(&speaker.source(*source), "runs"),
        Event::SourceStopped { source } => does(&speaker.source(*source), "is stopped"),
        Event::SourceTripped { source, why } => {
            does(&speaker.source(*source), &format!("stops by itself: {}", source_trip(*why)))
        }
        Event::ControllerDown { controller } => {
            does(&speaker.controller(*controller), "crashes, its program is lost")
        }
        Event::ControllerShut { controller } => does(&speaker.controller(*controller), "is shut off"),
        Event::ControllerUp { controller, by_person } => {
            format!("{} has {} working again", speaker.person(*by_person), speaker.controller(*controller))
        }
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}

/// The loads of a group: `lights`, `medical loads`.
pub(super) fn loads_of(group: &str) -> String {
    let group = group.replace('_', " ");
    if group.ends_with('s') { group } else { format!("{group} loads") }
}

/// What a share allows the loads of a group.
fn may_draw(share: f64) -> String {
    match share {
        share if share >= 0.995 => "may draw all they want".to_owned(),
        share if share < 0.005 => "are to draw nothing".to_owned(),
        share => format!("may draw {:.0} % of what they want", share * 100.0),
    }
}

fn trip(why: Trip) -> &'static str {
    match why {
        Trip::Overload => "on overload",
        Trip::Instantaneous => "at once, on a rush of current",
        Trip::Undervoltage => "on low voltage",
    }
}

fn source_trip(why: SourceTrip) -> &'static str {
    match why {
        SourceTrip::Temperature => "too hot",
        SourceTrip::Exhausted => "nothing is left in it",
        SourceTrip::NoPlasma => "the core gives it nothing",
    }
}
