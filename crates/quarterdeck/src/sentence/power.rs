//! Sentences of `power`.

use super::Speaker;
use qd_sim::power::{Event, SourceTrip, Trip};

/// One sentence.
pub(super) fn sentence(speaker: &Speaker, event: &Event) -> String {
    match event {
        Event::BreakerTripped { breaker, why, .. } => {
            format!("{} trips {}", speaker.breaker(*breaker), trip(*why))
        }
        Event::BreakerOpened { breaker, by_person } => {
            format!("{} opens {}", speaker.person(*by_person), speaker.breaker(*breaker))
        }
        Event::BreakerClosed { breaker, by_person } => {
            format!("{} closes {}", speaker.person(*by_person), speaker.breaker(*breaker))
        }
        Event::BusDead { bus } => format!("{} is dead", speaker.bus(*bus)),
        Event::BusRestored { bus } => format!("{} has voltage again", speaker.bus(*bus)),
        Event::LoadShed { load, share } => {
            format!("{} is shed to {:.0} % of what it wants", speaker.load(*load), share * 100.0)
        }
        Event::LoadRestored { load } => format!("{} has its power back", speaker.load(*load)),
        Event::LoadSwitched { load, on } => {
            format!("{} is switched {}", speaker.load(*load), if *on { "on" } else { "off" })
        }
        Event::PrioritySet { load, priority } => {
            format!("{} is given priority {priority}", speaker.load(*load))
        }
        Event::Allocated { group, share, unreached } => {
            let group = group.replace('_', " ");
            let missed =
                if *unreached == 0 { String::new() } else { format!("; {unreached} loads do not hear it") };
            format!("the share of {group} becomes {:.0} % of what is wanted{missed}", share * 100.0)
        }
        Event::SourceStarting { source, controlled } => {
            let how = if *controlled { "" } else { ", with no controller to soften it" };
            format!("{} begins to start{how}", speaker.source(*source))
        }
        Event::SourceStarted { source } => format!("{} runs", speaker.source(*source)),
        Event::SourceStopped { source } => format!("{} is stopped", speaker.source(*source)),
        Event::SourceTripped { source, why } => {
            format!("{} stops by itself: {}", speaker.source(*source), source_trip(*why))
        }
        Event::ControllerDown { controller } => {
            format!("{} crashes, its program is lost", speaker.controller(*controller))
        }
        Event::ControllerShut { controller } => format!("{} is shut off", speaker.controller(*controller)),
        Event::ControllerUp { controller, by_person } => {
            format!("{} has {} working again", speaker.person(*by_person), speaker.controller(*controller))
        }
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
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
