//! Sentences of `command`: the conn, the chairs, what is asked of whom.

use super::english::about;
use super::{Speaker, comms, crew};
use qd_sim::command::{Addressee, Condition, Directive, Event};
use qd_sim::crew::willingness::{Motive, Term};

/// One sentence.
pub(super) fn sentence(speaker: &Speaker, event: &Event) -> String {
    let name = |person| speaker.person(person);
    match event {
        Event::SeatFilled { seat, by_person } => {
            format!("{} takes {}", name(*by_person), speaker.seat(*seat))
        }
        Event::SeatLeft { seat, by_person, reason } => {
            format!(
                "{} no longer holds {}: {}",
                name(*by_person),
                speaker.seat(*seat),
                speaker.reason(reason)
            )
        }
        Event::ReliefSent { seat, person } => format!("{} is sent to {}", name(*person), speaker.seat(*seat)),
        Event::ConnPassed { from_person, to_person } => {
            format!("{} gives the conn to {}", name(*from_person), name(*to_person))
        }
        Event::ConnTaken { by_person, reason, .. } => {
            let why = speaker.reason(reason);
            let why =
                why.strip_prefix("took it ").map_or_else(|| format!(": {why}"), |how| format!(" {how}"));
            format!("{} takes the conn{why}", name(*by_person))
        }
        Event::Directed { by_person, to, directive, .. } => {
            format!("{} asks {} to {}", name(*by_person), addressee(speaker, to), to_do(speaker, directive))
        }
        Event::Insisted { by_person, .. } => format!("{} insists", name(*by_person)),
        Event::Relieved { seat, person, by_person } => {
            format!("{} relieves {} of {}", name(*by_person), name(*person), speaker.seat(*seat))
        }
        Event::Briefed { person, dose_gy, work_s, .. } => {
            let work = if *work_s > 0.0 { format!(" in {work_s:.0} s of work") } else { String::new() };
            format!("{} is told what it would cost: about {} Gy{work}", name(*person), about(*dose_gy))
        }
        Event::Weighed { by_person, terms, .. } => {
            format!("{} weighs what is asked{}", name(*by_person), because(terms))
        }
        Event::VolunteersAsked { by_person, task } => {
            format!("{} asks who will {}", name(*by_person), crew::to_do(speaker, *task))
        }
        Event::Volunteered { by_person, task, terms, .. } => {
            format!("{} offers to {}{}", name(*by_person), crew::to_do(speaker, *task), because(terms))
        }
        Event::WentUnasked { by_person, to_compartment, terms, .. } => format!(
            "{} goes unasked to {}{}",
            name(*by_person),
            speaker.compartment(*to_compartment),
            because(terms)
        ),
        Event::ConditionSet { condition } => condition_words(*condition).to_owned(),
        Event::Logged { by_person, text } => {
            format!("{} enters in the log: \u{201c}{text}\u{201d}", name(*by_person))
        }
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}

fn condition_words(condition: Condition) -> &'static str {
    match condition {
        Condition::Green => "condition green: ordinary watch",
        Condition::Yellow => "condition yellow: make ready",
        Condition::Red => "condition red: all hands at stations",
        Condition::Abandon => "the order is given to abandon ship",
    }
}

fn addressee(speaker: &Speaker, to: &Addressee) -> String {
    match to {
        Addressee::Seat { seat } => speaker.seat(*seat),
        Addressee::Person { person } => speaker.person(*person),
        Addressee::Department { department } => {
            format!("the {} department", spaced(&format!("{department:?}")))
        }
    }
}

/// `DamageControl` as `damage control`.
pub(super) fn spaced(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(letter.to_ascii_lowercase());
    }
    words
}

/// The reasons that weigh most, in words: `, for duty and for the others, against fear`.
fn because(terms: &[Term]) -> String {
    let mut terms = terms.to_vec();
    terms.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    let of = |sign: bool| {
        let chosen = terms.iter().filter(|term| term.weight.abs() > 0.05 && (term.weight > 0.0) == sign);
        chosen.take(2).map(|term| motive(term.motive).to_owned()).collect::<Vec<_>>()
    };
    let (for_it, against_it) = (of(true), of(false));
    match (for_it.is_empty(), against_it.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!(" ({})", super::list(&for_it)),
        (true, false) => format!(" (in spite of {})", super::list(&against_it)),
        (false, false) => {
            format!(" ({}, in spite of {})", super::list(&for_it), super::list(&against_it))
        }
    }
}

fn motive(motive: Motive) -> &'static str {
    match motive {
        Motive::Duty => "duty",
        Motive::Loyalty => "loyalty",
        Motive::Others => "the good of the others",
        Motive::Bond => "a bond",
        Motive::Skill => "being the one who can",
        Motive::Fear => "fear",
        Motive::Fitness => "weakness",
        Motive::Distance => "the distance",
        Motive::Harm => "the harm to others",
    }
}

/// A directive as something to do.
pub(super) fn to_do(speaker: &Speaker, directive: &Directive) -> String {
    match directive {
        Directive::Realign {} => "realign the core by hand".to_owned(),
        Directive::Recode { controller } => format!("re-code {}", speaker.controller(*controller)),
        Directive::Work { task } => crew::to_do(speaker, *task),
        Directive::GoTo { compartment } => format!("go to {}", speaker.compartment(*compartment)),
        Directive::ComeTo { compartment } => format!("come to {}", speaker.compartment(*compartment)),
        Directive::Man { seat } => format!("take over {}", speaker.seat(*seat)),
        Directive::Allocate { preset } => format!("give out power as {}", speaker.preset(preset)),
        Directive::TrimBellyFirst {} => "turn her belly into the wind and hold her there".to_owned(),
        Directive::RestartPower {} => "bring the grid back".to_owned(),
        Directive::StartCore {} => "start the core".to_owned(),
        Directive::Climb {} => "climb".to_owned(),
        Directive::RaiseShields {} => "raise what shields there are".to_owned(),
        Directive::AssessCore {} => "find out what it takes to get the core back".to_owned(),
        Directive::Brace {} => "hold on".to_owned(),
        Directive::TreatCasualties {} => "see to the hurt".to_owned(),
        Directive::OverrideInterlock {} => "open the chamber's outer door against its interlock".to_owned(),
        Directive::EvacuateShip {} => "leave the ship".to_owned(),
        Directive::ReportOn { about } => format!("say {}", comms::about(*about)),
        Directive::StandDown {} => "leave off".to_owned(),
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}
