//! The one error of this crate: a quantity outside the range its law is good for.

/// Why a law gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum PhysicsError {
    /// A quantity lies outside the range the law is stated for; nothing is extrapolated.
    #[error("{quantity} is {value} {unit}, outside {low} to {high} {unit}")]
    OutOfRange {
        /// What it is.
        quantity: &'static str,
        /// What was given, in `unit`.
        value: f64,
        /// Least allowed, in `unit`.
        low: f64,
        /// Greatest allowed, in `unit`.
        high: f64,
        /// The unit.
        unit: &'static str,
    },
}

/// What a law that can refuse returns.
pub type Result<T> = core::result::Result<T, PhysicsError>;

/// The value itself if `low <= value <= high`.
///
/// # Errors
/// `OutOfRange` otherwise, also for a value that is no number.
pub fn in_range(quantity: &'static str, value: f64, low: f64, high: f64, unit: &'static str) -> Result<f64> {
    if value >= low && value <= high {
        Ok(value)
    } else {
        Err(PhysicsError::OutOfRange { quantity, value, low, high, unit })
    }
}
