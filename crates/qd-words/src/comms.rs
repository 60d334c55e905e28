//! Sentences of `comms`: who calls whom and what is said. Words between people carry a topic and what both
//! know; here the topic is told, no line is put into anybody's mouth.

use super::english::{about as figure, minutes};
use super::{Speaker, command, crew};
use qd_sim::PersonId;
use qd_sim::comms::{Event, Fact, FactKind, Message, Topic};

/// One sentence.
pub(super) fn sentence(speaker: &Speaker, event: &Event) -> String {
    let name = |person| speaker.person(person);
    match event {
        Event::Called { from_person, to_person: Some(to), .. } => {
            format!("{} calls {}", name(*from_person), name(*to))
        }
        Event::Called { from_person, to_compartment: Some(to), .. } => {
            format!("{} calls {}", name(*from_person), speaker.compartment(*to))
        }
        Event::Called { from_person, .. } => format!("{} calls", name(*from_person)),
        Event::Answered { by_person, .. } => format!("{} answers", name(*by_person)),
        Event::CallFailed { from_person, reason } => {
            format!("{}'s call does not get through: {}", name(*from_person), speaker.reason(reason))
        }
        Event::HungUp { by_person, .. } => format!("{} hangs up", name(*by_person)),
        Event::Said { by_person, message: Message::ComeTo { compartment }, heard_persons, .. } => {
            let others: Vec<_> = heard_persons.iter().copied().filter(|person| person != by_person).collect();
            let whom = if (1..=3).contains(&others.len()) {
                speaker.people(&others)
            } else {
                "those who listen".to_owned()
            };
            format!("{} asks {whom} to come to {}", name(*by_person), speaker.compartment(*compartment))
        }
        Event::Said { by_person, message: Message::Report { what }, heard_persons, .. } => {
            let others: Vec<_> = heard_persons.iter().copied().filter(|person| person != by_person).collect();
            match (others.is_empty(), what) {
                (false, Fact::WentIn { person }) if person == by_person => {
                    format!("{} tells {} of going in", name(*by_person), speaker.listeners(&others))
                }
                (false, what) => {
                    format!(
                        "{} tells {} that {}",
                        name(*by_person),
                        speaker.listeners(&others),
                        fact(speaker, *what)
                    )
                }
                (true, what) => format!("{} reports that {}", name(*by_person), fact(speaker, *what)),
            }
        }
        Event::Said { by_person, message, .. } => {
            format!("{} {}", name(*by_person), said(speaker, *by_person, message))
        }
        Event::Announced { by_person, message, .. } => {
            format!("to all hands, {} {}", name(*by_person), said(speaker, *by_person, message))
        }
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}

/// What somebody says, after their name.
pub(super) fn said(speaker: &Speaker, by_person: PersonId, message: &Message) -> String {
    match message {
        Message::Report { what: Fact::WentIn { person } } if *person == by_person => {
            "reports going into the chamber".to_owned()
        }
        Message::Report { what } => format!("reports that {}", fact(speaker, *what)),
        Message::Ask { about } => format!("asks {}", question(*about)),
        Message::Order { directive, .. } => {
            format!("gives the order to {}", command::to_do(speaker, directive))
        }
        Message::Acknowledge { .. } => "acknowledges".to_owned(),
        Message::Decline { reason, .. } => format!("declines: {}", speaker.reason(reason)),
        Message::Done { .. } => "reports it done".to_owned(),
        Message::NotDone { reason, .. } => {
            format!("reports that it cannot be done: {}", speaker.reason(reason))
        }
        Message::VolunteerWanted { task, .. } => format!("asks who will {}", crew::to_do(speaker, *task)),
        Message::Volunteering { .. } => "offers to go".to_owned(),
        Message::ComeTo { compartment } => {
            format!("asks whoever hears it to come to {}", speaker.compartment(*compartment))
        }
        Message::Brace {} => "calls: hold on".to_owned(),
        Message::Words { to_person, topic } => words(&speaker.person(*to_person), *topic),
        Message::Text { text } => format!("says: \u{201c}{text}\u{201d}"),
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("says {other:?}"),
    }
}

/// What is to be said, without who says it.
pub(super) fn told(speaker: &Speaker, message: &Message) -> String {
    match message {
        Message::Report { what } => fact(speaker, *what),
        Message::Text { text } => format!("\u{201c}{text}\u{201d}"),
        Message::Ask { about } => question(*about),
        Message::Brace {} => "hold on".to_owned(),
        Message::ComeTo { compartment } => format!("come to {}", speaker.compartment(*compartment)),
        _ => "an answer".to_owned(),
    }
}

/// What is told of words between two people.
fn words(to: &str, topic: Topic) -> String {
    match topic {
        Topic::AskShip => format!("asks {to} whether the ship is out of danger"),
        Topic::ShipSafe => format!("tells {to} that the ship is out of danger"),
        Topic::ShipNotYet => format!("tells {to} that the ship is not out of danger yet"),
        Topic::Thanks => format!("thanks {to}"),
        Topic::Pain => format!("tells {to} that it hurts"),
        Topic::Fear => format!("tells {to} of being afraid"),
        Topic::Comfort => format!("tells {to}: I am here"),
        Topic::Reproach => format!("tells {to}: you should not have gone"),
        Topic::Duty => format!("tells {to} that it had to be done"),
        Topic::Bond => format!("tells {to} what they are to each other"),
        Topic::Charge => format!("asks {to} to look after those who stay"),
        Topic::Farewell => format!("says goodbye to {to}"),
        Topic::Grief => format!("speaks to {to}, who no longer hears"),
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("speaks to {to} ({other:?})"),
    }
}

/// Something known, as a clause after "that".
fn fact(speaker: &Speaker, fact: Fact) -> String {
    match fact {
        Fact::GridLost {} => "the main grid is dead".to_owned(),
        Fact::PowerRestored {} => "power is back".to_owned(),
        Fact::CoreMisaligned { offset_mm } => format!("the core stands {offset_mm:.1} mm out of line"),
        Fact::RealignNeeded { dose_gy, survival_s } => format!(
            "the core must be realigned by hand, at a dose of about {} Gy; one would live {} after it",
            figure(dose_gy),
            minutes(survival_s)
        ),
        Fact::CoreAligned { by_person } => {
            format!("the core stands in line again, by the hands of {}", speaker.person(by_person))
        }
        Fact::CoreRunning {} => "the core runs".to_owned(),
        Fact::ShipFalling { time_left_s } => {
            format!("she falls, and has {} left", minutes(time_left_s))
        }
        Fact::ShipSafe {} => "she climbs and the danger is over".to_owned(),
        Fact::AbandonShip {} => "the crew is to leave her".to_owned(),
        Fact::Casualty { person, compartment } => {
            format!("{} is hurt at {}", speaker.person(person), speaker.compartment(compartment))
        }
        Fact::Death { person } => format!("{} is dead", speaker.person(person)),
        Fact::WentIn { person } => format!("{} has gone into the chamber", speaker.person(person)),
        Fact::NoAnswer { person } => format!("{} does not answer", speaker.person(person)),
        Fact::DoorHeld { portal } => format!("{} may not be opened yet", speaker.portal(portal)),
        Fact::Reading { instrument, value } => {
            format!("{} reads {value:.3}", speaker.instrument(instrument))
        }
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}

/// What is asked about.
fn question(about: FactKind) -> String {
    let what = match about {
        FactKind::GridLost | FactKind::PowerRestored => "how the grid stands",
        FactKind::CoreMisaligned | FactKind::CoreAligned | FactKind::CoreRunning => "how the core stands",
        FactKind::RealignNeeded => "what it takes to get the core back",
        FactKind::ShipFalling | FactKind::ShipSafe => "how she flies",
        FactKind::AbandonShip => "whether to leave her",
        FactKind::Casualty | FactKind::Death | FactKind::NoAnswer => "who is hurt",
        FactKind::WentIn => "who went in",
        FactKind::DoorHeld => "which door is held",
        FactKind::Reading => "for a reading",
        #[allow(unreachable_patterns, reason = "a new kind is told in general until it has its words")]
        _ => "how things stand",
    };
    what.to_owned()
}

/// What is reported on, after "report": `on the grid`.
pub(super) fn about(kind: FactKind) -> String {
    question(kind)
}
