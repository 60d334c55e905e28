//! Tables read between their points: the one interpolation that the tabulated laws share.

use crate::error::{Result, in_range};

/// Value of a table at `x` by interpolation in the logarithm of both; `xs` rises, everything is positive.
///
/// # Errors
/// `OutOfRange` outside the table.
pub(crate) fn log_log(
    quantity: &'static str,
    unit: &'static str,
    xs: &[f64],
    ys: &[f64],
    x: f64,
) -> Result<f64> {
    let last = xs.len() - 1;
    in_range(quantity, x, xs[0], xs[last], unit)?;
    let upper = xs.partition_point(|&at| at < x).clamp(1, last);
    let (x0, x1, y0, y1) = (xs[upper - 1], xs[upper], ys[upper - 1], ys[upper]);
    let share = libm::log(x / x0) / libm::log(x1 / x0);
    Ok(y0 * libm::pow(y1 / y0, share))
}

/// Value of a table at `x`, linear in `x` and in the logarithm of the value; held at the ends.
pub(crate) fn semi_log_held(xs: &[f64], ys: &[f64], x: f64) -> f64 {
    let last = xs.len() - 1;
    if x <= xs[0] {
        return ys[0];
    }
    if x >= xs[last] {
        return ys[last];
    }
    let upper = xs.partition_point(|&at| at < x).clamp(1, last);
    let (x0, x1, y0, y1) = (xs[upper - 1], xs[upper], ys[upper - 1], ys[upper]);
    y0 * libm::pow(y1 / y0, (x - x0) / (x1 - x0))
}

/// Value of a table at `x`, linear; held at the ends.
pub(crate) fn linear_held(xs: &[f64], ys: &[f64], x: f64) -> f64 {
    let last = xs.len() - 1;
    if x <= xs[0] {
        return ys[0];
    }
    if x >= xs[last] {
        return ys[last];
    }
    let upper = xs.partition_point(|&at| at < x).clamp(1, last);
    let (x0, x1, y0, y1) = (xs[upper - 1], xs[upper], ys[upper - 1], ys[upper]);
    y0 + (y1 - y0) * (x - x0) / (x1 - x0)
}
