//! Sentences of `flight`, `engines`, `hull`, `heat` and `shields`: the ship from outside.

use super::Speaker;
use super::english::{does, pitch, whole};
use qd_sim::{engines, flight, heat, hull, shields};

/// One sentence of `flight`.
pub(super) fn flight(event: &flight::Event) -> String {
    use flight::{Event, Mode};
    match event {
        Event::ModeSet { mode } => match mode {
            Mode::Off {} => "attitude control is switched off".to_owned(),
            Mode::Damp {} => "the thrusters are to stop her turning".to_owned(),
            Mode::Trim { attack_deg, bank_deg } => {
                format!("the thrusters are to hold her {}", trimmed(*attack_deg, *bank_deg))
            }
            Mode::Pitch { pitch_deg } => {
                format!("the thrusters are to hold her bow {}", pitch(*pitch_deg))
            }
            Mode::Manual { .. } => "she is turned by hand".to_owned(),
        },
        Event::AttitudeHeld { attack_deg, .. } => {
            format!("she lies steady at {attack_deg:.0} degrees to the wind")
        }
        Event::EnteredAir { airspeed_m_s } => format!("she enters the air at {} m/s", whole(*airspeed_m_s)),
        Event::LeftAir { .. } => "she has left the air".to_owned(),
        Event::LoadAbove { load_g } => format!("the load passes {load_g:.0} g"),
        Event::Bottomed { altitude_m } => {
            format!("she sinks no further than {:.1} km and climbs", altitude_m / 1_000.0)
        }
        Event::PropellantOut {} => "the thrusters have no propellant left".to_owned(),
        Event::OutOfDanger { altitude_m } => {
            format!("she is out of danger, {:.0} km up", altitude_m / 1_000.0)
        }
        Event::GroundContact { speed_m_s } => format!("she strikes the ground at {} m/s", whole(*speed_m_s)),
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}

/// How she is to lie: `at 73 degrees to the wind, banked 20`.
pub(super) fn trimmed(attack_deg: f64, bank_deg: f64) -> String {
    let bank = if bank_deg.abs() < 0.5 { String::new() } else { format!(", banked {bank_deg:.0}") };
    format!("at {attack_deg:.0} degrees to the wind{bank}")
}

/// One sentence of `engines`.
pub(super) fn engines(speaker: &Speaker, event: &engines::Event) -> String {
    use engines::Event;
    match event {
        Event::ThrottleSet { engine, throttle } => {
            does(&speaker.engine(*engine), &format!("is set to {:.0} %", throttle * 100.0))
        }
        Event::Lit { engine } => does(&speaker.engine(*engine), "burns"),
        Event::Out { engine, starved: true } => does(&speaker.engine(*engine), "dies for want of plasma"),
        Event::Out { engine, .. } => does(&speaker.engine(*engine), "is out"),
        Event::ReactionMassOut {} => "there is no reaction mass left for the engines".to_owned(),
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}

/// One sentence of `hull`.
pub(super) fn hull(speaker: &Speaker, event: &hull::Event) -> String {
    use hull::Event;
    match event {
        Event::Opened { zone, compartment, area_m2 } => format!(
            "{} is open to the outside at {}, {area_m2:.1} m\u{b2}",
            speaker.compartment(*compartment),
            speaker.zone(*zone)
        ),
        Event::Patched { compartment, by_person } => {
            format!(
                "{} has patched the hull at {}",
                speaker.person(*by_person),
                speaker.compartment(*compartment)
            )
        }
        Event::Strained { section, strain } => {
            does(&speaker.section(*section), &format!("bears {:.0} % of what breaks it", strain * 100.0))
        }
        Event::BrokeUp { section, load_g, .. } => {
            format!("the hull breaks up at {}, under {load_g:.1} g", speaker.section(*section))
        }
        Event::Burst { section, pressure_pa } => format!(
            "what broke out of the core bursts {}: {:.0} bar",
            speaker.section(*section),
            pressure_pa / 1e5
        ),
        Event::Struck { speed_m_s } => format!("the hull is crushed at {} m/s", whole(*speed_m_s)),
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}

/// One sentence of `heat`.
pub(super) fn heat(speaker: &Speaker, event: &heat::Event) -> String {
    use heat::Event;
    match event {
        Event::Glows { zone, temperature_k } => {
            format!("the skin of {} glows at {temperature_k:.0} K", speaker.zone(*zone))
        }
        Event::Melts { zone } => format!("the skin of {} begins to melt", speaker.zone(*zone)),
        Event::BurntThrough { zone } => format!("the skin of {} is burnt through", speaker.zone(*zone)),
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}

/// One sentence of `shields`.
pub(super) fn shields(speaker: &Speaker, event: &shields::Event) -> String {
    use shields::Event;
    match event {
        Event::Raised { facing } => format!("the shield of {} stands", speaker.facing(*facing)),
        Event::Lowered { facing } => format!("the shield of {} is lowered", speaker.facing(*facing)),
        Event::Collapsed { facing } => format!("the shield of {} collapses", speaker.facing(*facing)),
        #[allow(unreachable_patterns, reason = "a new kind is told by its name until it has its words")]
        other => format!("{other:?}"),
    }
}
