//! Rows about force on bodies and about how people move.

use anyhow::{Result, bail};
use qd_physics::trauma::{self, Axis, BodyOscillator, Gait, Restraint};

use super::row::Row;

/// The model's value for a row, or `None` where it is not about trauma or movement or not modelled.
///
/// # Errors
/// A broken input, or inputs outside the range of the law.
pub(super) fn compute(row: &Row) -> Result<Option<f64>> {
    Ok(match loads(row)? {
        Some(value) => Some(value),
        None => match impacts(row)? {
            Some(value) => Some(value),
            None => movement(row)?,
        },
    })
}

/// Axis and restraint as a row words them.
fn posture(row: &Row) -> Result<Option<(Axis, Restraint)>> {
    let Some(text) = row.text_if_any("axis") else { return Ok(None) };
    let axis = if text.starts_with("+Gx") {
        Axis::PlusGx
    } else if text.starts_with("-Gx") {
        Axis::MinusGx
    } else if text.starts_with("+Gz") {
        Axis::PlusGz
    } else if text.starts_with("-Gz") {
        Axis::MinusGz
    } else if text.contains("Gy") {
        Axis::Gy
    } else {
        return Ok(None);
    };
    let words = format!("{text} {}", row.text_if_any("restraint").unwrap_or(""));
    let restraint = if words.contains("suit") {
        Restraint::Suit
    } else if words.contains("lap belt") || words.contains("relaxed") {
        Restraint::Belt
    } else {
        Restraint::Harness
    };
    Ok(Some((axis, restraint)))
}

fn loads(row: &Row) -> Result<Option<f64>> {
    Ok(match row.quantity.as_str() {
        "tolerated_duration" => match posture(row)? {
            Some((axis, restraint)) => Some(trauma::tolerated_duration_s(axis, restraint, row.number("g")?)?),
            None => None,
        },
        "tolerated_peak" => match posture(row)? {
            Some((axis, restraint)) => {
                Some(trauma::tolerated_peak_g(axis, restraint, row.number("duration_s")?)?)
            }
            None => None,
        },
        "unconscious_delay" => {
            let load = row.parse_number("g", row.text("g")?.trim_end_matches('+'))?;
            Some(trauma::tolerated_duration_s(Axis::PlusGz, Restraint::Belt, load)?)
        }
        "unconscious_plus_confused_time" => Some(trauma::G_LOC_RECOVERY_S),
        "dynamic_response_peak" => Some(dynamic_response(row)?),
        "spinal_injury_10pct" => Some(trauma::SPINE_INJURY_TENTH),
        "sudden_sideways_load_that_topples_unheld" => Some(trauma::TOPPLING_LOAD_G),
        quantity if quantity.starts_with("HIC") => head_injury(row, quantity)?,
        _ => None,
    })
}

fn dynamic_response(row: &Row) -> Result<f64> {
    let oscillator = BodyOscillator { frequency_rad_s: row.number("omega")?, damping: row.number("zeta")? };
    let (peak, duration) = (row.number("a_peak_g")?, row.number("t_s")?);
    let shape: fn(f64) -> f64 = match row.text("pulse")? {
        "half-sine" => |share| libm::sin(core::f64::consts::PI * share),
        "rect" => |_| 1.0,
        "triangle" => |share| 1.0 - (2.0 * share - 1.0).abs(),
        other => bail!("pulse '{other}' wants half-sine, rect or triangle"),
    };
    Ok(oscillator.peak_response_g(|time_s| peak * shape(time_s / duration), duration)?)
}

/// Reads `HIC<window in ms>_rectangular_pulse` or `HIC<window in ms>_half_sine`.
fn head_injury(row: &Row, quantity: &str) -> Result<Option<f64>> {
    let Some((window, pulse)) = quantity.trim_start_matches("HIC").split_once('_') else { return Ok(None) };
    let window_s = row.parse_number("window", window)? / 1000.0;
    let duration = row.number("t_s")?;
    Ok(match pulse {
        "rectangular_pulse" => Some(trauma::head_injury_rectangular(row.number("a_g")?, duration, window_s)?),
        "half_sine" => Some(trauma::head_injury_half_sine(row.number("a_peak_g")?, duration, window_s)?),
        _ => None,
    })
}

fn impacts(row: &Row) -> Result<Option<f64>> {
    // 2.326 standard deviations leave one in a hundred on either side.
    const HUNDREDTH: f64 = 2.326_348;
    let whole = row.text_if_any("part") == Some("whole body");
    Ok(match row.quantity.as_str() {
        "mostly_safe" => Some(trauma::IMPACT_MOSTLY_SAFE_M_S),
        "death_threshold" if whole => Some(trauma::IMPACT_DEATH.speed_m_s(-HUNDREDTH)),
        "death_50pct" if whole => Some(trauma::IMPACT_DEATH.median_m_s),
        "death_near_100pct" if whole => Some(trauma::IMPACT_DEATH.speed_m_s(HUNDREDTH)),
        "skull_fracture_threshold" => Some(trauma::IMPACT_SKULL.speed_m_s(-HUNDREDTH)),
        "skull_fracture_50pct" => Some(trauma::IMPACT_SKULL.median_m_s),
        "skull_fracture_near_100pct" => Some(trauma::IMPACT_SKULL.speed_m_s(HUNDREDTH)),
        "height_50pct_death" => Some(trauma::fall_height_m(trauma::IMPACT_DEATH.median_m_s)?),
        "mean_deceleration" => Some(trauma::stopping_load_g(row.number("v_m_s")?, row.number("stop_m")?)?),
        "duration" if row.has("stop_m") => {
            Some(trauma::stopping_time_s(row.number("v_m_s")?, row.number("stop_m")?)?)
        }
        "impact_speed_after_crossing_room" => {
            Some(trauma::loose_impact_speed_m_s(row.number("ship_g")?, row.number("distance_m")?)?)
        }
        _ => None,
    })
}

fn movement(row: &Row) -> Result<Option<f64>> {
    let gait = match row.quantity.as_str() {
        "walk_free" => Gait::Walk,
        "jog_or_run_indoors" => Gait::Run,
        "sprint_fit_adult" => Gait::Sprint,
        "crawl" => Gait::Crawl,
        "stairs_up_along_slope" => Gait::StairsUp,
        "stairs_down_along_slope" => Gait::StairsDown,
        "vertical_ladder_up" => Gait::LadderUp,
        "run_in_pressure_suit" => Gait::SuitRun,
        "speed" if row.has("persons_per_m2") => {
            return Ok(Some(trauma::crowd_speed_m_s(row.number("k")?, row.number("persons_per_m2")?)?));
        }
        "walk_to_run_speed" => {
            return Ok(Some(trauma::walk_to_run_speed_m_s(row.number("g_in_g0")?, row.number("leg_m")?)?));
        }
        _ => return Ok(None),
    };
    Ok(Some(trauma::free_speed_m_s(gait)))
}
