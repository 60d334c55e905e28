//! One row of a reference file: parsing, typed access to its inputs, and the verdict on a computed value.
//!
//! The columns are those of `reference/README.md`. Every complaint names file and line. What a row means
//! is not known here: the modules beside this one decide by quantity and by which inputs are present.

use std::fmt;
use std::path::{Path, PathBuf};

/// The columns every reference file must have, in the order of `reference/README.md`.
const COLUMNS: [&str; 13] = [
    "case_id",
    "quantity",
    "inputs",
    "expected",
    "lo",
    "hi",
    "unit",
    "tol_rel",
    "tol_abs",
    "kind",
    "checked",
    "source_id",
    "note",
];

/// A reference file or a row of it that cannot be read: where it stands and what is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct RowError {
    /// The file.
    pub file: PathBuf,
    /// Line in the file, from 1; 0 where the file as a whole is meant.
    pub line: u64,
    /// What is wrong and what was expected.
    pub reason: String,
}

impl fmt::Display for RowError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(out, "{}: {}", self.file.display(), self.reason),
            line => write!(out, "{}:{line}: {}", self.file.display(), self.reason),
        }
    }
}

impl std::error::Error for RowError {}

/// One expected value with its inputs and limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The file it stands in.
    pub file: PathBuf,
    /// Line in that file, from 1.
    pub line: u64,
    /// Name of the case; rows of one case share it. Never used to choose a law.
    pub case_id: String,
    /// Name of the quantity.
    pub quantity: String,
    /// Inputs in the order written: key, text of the value.
    pub inputs: Vec<(String, String)>,
    /// Expected value, where one number stands.
    pub expected: Option<f64>,
    /// Lower end of the band, where one stands.
    pub low: Option<f64>,
    /// Upper end of the band, where one stands.
    pub high: Option<f64>,
    /// Unit of the expected value.
    pub unit: String,
    /// Relative tolerance, 0 where none stands.
    pub tolerance_relative: f64,
    /// Absolute tolerance in `unit`, 0 where none stands.
    pub tolerance_absolute: f64,
    /// How the value came about: computed, analytic, rule, published, synthesis.
    pub kind: String,
    /// How it was checked: computed (a gate row), read, snippet, recalled.
    pub checked: String,
}

impl Row {
    /// Whether this row must pass: its value was reproduced by an independent program.
    pub fn is_gate(&self) -> bool {
        self.checked == "computed"
    }

    /// Whether an input of this name stands in the row.
    pub fn has(&self, key: &str) -> bool {
        self.inputs.iter().any(|(name, _)| name == key)
    }

    /// Whether every one of these inputs stands in the row.
    pub fn has_all(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.has(key))
    }

    /// The text of an input.
    ///
    /// # Errors
    /// `RowError` if the row has no such input.
    pub fn text(&self, key: &str) -> Result<&str, RowError> {
        self.text_if_any(key).ok_or_else(|| self.error(format!("input '{key}' is missing")))
    }

    /// The text of an input, or none.
    pub fn text_if_any(&self, key: &str) -> Option<&str> {
        self.inputs.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// An input as a number, in the unit its key names.
    ///
    /// # Errors
    /// `RowError` if the input is missing or is not a finite number.
    pub fn number(&self, key: &str) -> Result<f64, RowError> {
        self.parse_number(key, self.text(key)?)
    }

    /// An input as a number, or `default` where the row does not have it.
    ///
    /// # Errors
    /// `RowError` if it stands there and is not a finite number.
    pub fn number_or(&self, key: &str, default: f64) -> Result<f64, RowError> {
        self.text_if_any(key).map_or(Ok(default), |text| self.parse_number(key, text))
    }

    /// The pieces of a list input, separated by `|`, trimmed.
    ///
    /// # Errors
    /// `RowError` if the input is missing.
    pub fn pieces(&self, key: &str) -> Result<Vec<&str>, RowError> {
        Ok(self.text(key)?.split('|').map(str::trim).collect())
    }

    /// A list input as numbers.
    ///
    /// # Errors
    /// `RowError` if the input is missing or an element is not a finite number.
    pub fn numbers(&self, key: &str) -> Result<Vec<f64>, RowError> {
        self.pieces(key)?.into_iter().map(|piece| self.parse_number(key, piece)).collect()
    }

    /// The text as a finite number; `what` names it in the complaint.
    ///
    /// # Errors
    /// `RowError` if it is none.
    pub fn parse_number(&self, what: &str, text: &str) -> Result<f64, RowError> {
        match text.trim().parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(self.error(format!("'{what}' wants a number, found '{text}'"))),
        }
    }

    /// A complaint about this row.
    pub fn error(&self, reason: impl Into<String>) -> RowError {
        RowError { file: self.file.clone(), line: self.line, reason: reason.into() }
    }

    /// The folder of the row's file, where a network it names lies.
    pub fn folder(&self) -> &Path {
        self.file.parent().unwrap_or_else(|| Path::new(""))
    }

    /// Whether a computed value lies in the band, or within tolerance of the expected value where no band stands.
    pub fn accepts(&self, computed: f64) -> bool {
        if !computed.is_finite() {
            return false;
        }
        if self.low.is_some() || self.high.is_some() {
            return self.low.is_none_or(|low| computed >= low)
                && self.high.is_none_or(|high| computed <= high);
        }
        self.expected.is_some_and(|expected| {
            let tolerance = (self.tolerance_relative * expected.abs()).max(self.tolerance_absolute);
            (computed - expected).abs() <= tolerance
        })
    }
}

/// All rows of a reference file, in order.
///
/// # Errors
/// `RowError` if the file cannot be read, a column is missing or a number is broken.
pub fn read(file: &Path) -> Result<Vec<Row>, RowError> {
    let fail = |line: u64, reason: String| RowError { file: file.to_path_buf(), line, reason };
    let mut reader = csv::ReaderBuilder::new()
        .from_path(file)
        .map_err(|error| fail(0, format!("cannot be read: {error}")))?;
    let header = reader.headers().map_err(|error| fail(1, format!("cannot be read: {error}")))?.clone();
    let mut places = [0_usize; COLUMNS.len()];
    for (place, column) in places.iter_mut().zip(COLUMNS) {
        *place = header.iter().position(|name| name.trim() == column).ok_or_else(|| {
            fail(1, format!("column '{column}' is missing; a reference file has {}", COLUMNS.join(", ")))
        })?;
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            fail(line, format!("not a row of a reference file: {error}"))
        })?;
        rows.push(row_from(file, &record, &places)?);
    }
    Ok(rows)
}

fn row_from(file: &Path, record: &csv::StringRecord, places: &[usize; 13]) -> Result<Row, RowError> {
    let cell = |column: usize| record.get(places[column]).unwrap_or("").trim();
    let mut row = Row {
        file: file.to_path_buf(),
        line: record.position().map_or(0, csv::Position::line),
        case_id: cell(0).to_owned(),
        quantity: cell(1).to_owned(),
        inputs: inputs_from(cell(2)),
        expected: None,
        low: None,
        high: None,
        unit: cell(6).to_owned(),
        tolerance_relative: 0.0,
        tolerance_absolute: 0.0,
        kind: cell(9).to_owned(),
        checked: cell(10).to_owned(),
    };
    let number = |column: usize| match cell(column) {
        "" => Ok(None),
        text => row.parse_number(COLUMNS[column], text).map(Some),
    };
    let (expected, low, high) = (number(3)?, number(4)?, number(5)?);
    let (relative, absolute) = (number(7)?.unwrap_or(0.0), number(8)?.unwrap_or(0.0));
    if expected.is_none() && low.is_none() && high.is_none() {
        return Err(row.error("neither 'expected' nor 'lo' nor 'hi' holds a number"));
    }
    row.expected = expected;
    row.low = low;
    row.high = high;
    row.tolerance_relative = relative;
    row.tolerance_absolute = absolute;
    Ok(row)
}

/// Splits `key=value;key=value`. A piece without `=` belongs to the value before it: notes hold semicolons.
fn inputs_from(text: &str) -> Vec<(String, String)> {
    let mut inputs: Vec<(String, String)> = Vec::new();
    for piece in text.split(';') {
        if let Some((key, value)) = piece.split_once('=') {
            inputs.push((key.trim().to_owned(), value.trim().to_owned()));
        } else if piece.trim().is_empty() {
            // A semicolon at the end, or two of them.
        } else if let Some((_, value)) = inputs.last_mut() {
            value.push(';');
            value.push_str(piece);
        }
    }
    inputs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(expected: &str, low: &str, high: &str, tolerance: &str) -> Result<Row, RowError> {
        let record = csv::StringRecord::from(vec![
            "X-1",
            "speed",
            "v_m_s=3;note=a; b;list=1|2|x",
            expected,
            low,
            high,
            "m/s",
            tolerance,
            "",
            "computed",
            "computed",
            "",
            "",
        ]);
        row_from(Path::new("x.csv"), &record, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    }

    #[test]
    fn inputs_are_typed_and_complaints_name_the_place() {
        let row = row("1", "", "", "0.1").expect("a good row");
        assert_eq!(row.number("v_m_s"), Ok(3.0));
        assert_eq!(row.text("note"), Ok("a; b"));
        assert_eq!(row.number_or("absent", 7.0), Ok(7.0));
        assert_eq!(row.number("absent").map_err(|e| e.reason), Err("input 'absent' is missing".to_owned()));
        assert!(row.numbers("list").is_err());
    }

    #[test]
    fn verdicts() {
        let check = |expected, low, high, tolerance, computed, verdict| {
            let row = row(expected, low, high, tolerance).expect("a good row");
            assert_eq!(row.accepts(computed), verdict, "{expected} {low} {high} {tolerance} {computed}");
        };
        check("2", "", "", "0.1", 2.19, true);
        check("2", "", "", "0.1", 2.21, false);
        check("2", "5", "", "0.1", 2.0, false); // a band alone counts
        check("2", "5", "", "0.1", 50.0, true);
        check("", "5", "6", "", 6.0, true);
        check("", "", "6", "", 6.1, false);
        check("2", "", "", "0.1", f64::NAN, false);
    }

    #[test]
    fn broken_rows_are_refused() {
        assert!(row("two", "", "", "").is_err());
        assert!(row("", "", "", "").is_err());
        assert!(row("1", "nan", "", "").is_err());
    }
}
