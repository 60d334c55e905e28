//! `validate`: the laws of `qd-physics` against the reference files, row by row.
//!
//! Which law computes a row follows from its quantity and its inputs, never from its case or the name of the
//! file it stands in. Rows with `checked` = computed are the gate: they pass or fail. For the others the
//! model's value is set beside the published one, where the model has that quantity.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};

mod air;
mod atmosphere;
mod blast;
mod entry;
mod orbits;
mod power;
mod radiation;
pub mod row;
mod trauma;

use row::{Row, RowError};

/// A law's answer to a row: `None` where it does not model that quantity.
type Compute = fn(&Row) -> Result<Option<f64>>;

/// The modules that compute rows, tried in this order; the first answer counts.
const LAWS: &[Compute] = &[
    atmosphere::compute,
    orbits::compute,
    entry::compute,
    power::compute,
    air::compute,
    radiation::compute,
    trauma::compute,
    blast::compute,
];

/// How many gate rows passed and failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Gate rows within tolerance.
    pub passed: usize,
    /// Gate rows outside it, not modelled, or refused by a law.
    pub failed: usize,
}

/// Computes every row of the files and prints computed, expected, error and verdict; the last line is
/// `N passed, M failed`, counting the gate rows.
///
/// # Errors
/// A file that cannot be read, a missing column, a broken number: file and line are named, and nothing is
/// printed, for all files are read first.
pub fn run(paths: &[PathBuf], out: &mut dyn Write) -> Result<Summary> {
    let mut rows = Vec::new();
    for path in paths {
        // The list of sources lies among the files it is for (`reference/*.csv`) and holds no values.
        if paths.len() > 1 && path.file_name().is_some_and(|name| name == "sources.csv") {
            continue;
        }
        let read = row::read(path)?;
        if read.is_empty() {
            bail!("{}:2: a row is expected below the header, there is none", path.display());
        }
        rows.extend(read);
    }
    let mut answers = Vec::with_capacity(rows.len());
    for row in &rows {
        answers.push(answer(row));
    }
    let mut summary = Summary::default();
    for (row, answer) in rows.iter().zip(&answers) {
        let verdict = verdict(row, answer);
        if row.is_gate() {
            if verdict == "pass" { summary.passed += 1 } else { summary.failed += 1 }
        }
        print(row, answer, verdict, out)?;
    }
    writeln!(out, "{} passed, {} failed", summary.passed, summary.failed)?;
    Ok(summary)
}

/// What the laws say to a row.
enum Answer {
    Value(f64),
    NotModelled,
    Refused(String),
}

/// A law that refuses its inputs, or does not find them, fails its row and no other. Published rows may word their
/// inputs: what no law can read as a number is not modelled.
fn answer(row: &Row) -> Answer {
    for compute in LAWS {
        match compute(row) {
            Ok(None) => {}
            Ok(Some(value)) => return Answer::Value(value),
            Err(error) if error.downcast_ref::<RowError>().is_some() && !row.is_gate() => {}
            Err(error) => return Answer::Refused(error.to_string()),
        }
    }
    Answer::NotModelled
}

fn verdict(row: &Row, answer: &Answer) -> &'static str {
    match (row.is_gate(), answer) {
        (true, Answer::Value(value)) if row.accepts(*value) => "pass",
        (true, _) => "FAIL",
        (false, Answer::Value(value)) if row.accepts(*value) => "inside",
        (false, Answer::Value(_)) => "outside",
        (false, _) => "not modelled",
    }
}

fn print(row: &Row, answer: &Answer, verdict: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let (computed, error) = match answer {
        Answer::Value(value) => (number(*value), error_of(row, *value)),
        Answer::NotModelled => ("-".to_owned(), "-".to_owned()),
        Answer::Refused(_) => ("refused".to_owned(), "-".to_owned()),
    };
    let reason = match answer {
        Answer::Refused(reason) => format!("  ({reason})"),
        Answer::NotModelled if row.is_gate() => {
            "  (no law computes this quantity from these inputs)".to_owned()
        }
        _ => String::new(),
    };
    writeln!(
        out,
        "{:<24} {:<28} {:>16} {:>22} {:<10} {:>10}  {verdict}{reason}",
        row.case_id,
        row.quantity,
        computed,
        expected_of(row),
        row.unit,
        error,
    )
}

/// Twelve significant figures, as in the reference files.
fn number(value: f64) -> String {
    let plain = value == 0.0 || (1e-4..1e9).contains(&value.abs());
    if !plain {
        return format!("{value:.8e}");
    }
    let digits = if value == 0.0 { 0.0 } else { libm::floor(libm::log10(value.abs())) };
    let decimals = (11.0 - digits).clamp(0.0, 12.0) as usize;
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn expected_of(row: &Row) -> String {
    let end = |value: Option<f64>| value.map_or_else(String::new, number);
    match (row.low, row.high, row.expected) {
        (None, None, Some(expected)) => number(expected),
        (low, high, _) => format!("{}..{}", end(low), end(high)),
    }
}

/// Relative error where one expected value other than nought stands, else the distance to it or to the band.
fn error_of(row: &Row, value: f64) -> String {
    match (row.low, row.high, row.expected) {
        (None, None, Some(0.0)) => format!("{value:.1e}"),
        (None, None, Some(expected)) => format!("{:+.1e}", (value - expected) / expected.abs()),
        (low, high, _) => {
            let below = low.map_or(0.0, |low| (value - low).min(0.0));
            let above = high.map_or(0.0, |high| (value - high).max(0.0));
            format!("{:+.1e}", below + above)
        }
    }
}
