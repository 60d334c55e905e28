//! `validate`: reference rows computed with the laws that the ship uses.

use crate::cli::Found;
use crate::validate;
use anyhow::Result;
use clap::Args;
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

/// Options of `validate`.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// Reference files, as described in reference/README.md; a network named in a row lies beside its file
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Computes every row; fails when a gate row does.
///
/// # Errors
/// Files that cannot be read, rows that are broken, gate rows that fail.
pub fn run(options: &Options) -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let summary = validate::run(&options.files, &mut out)?;
    out.flush()?;
    if summary.failed > 0 { Err(Found.into()) } else { Ok(()) }
}
