//! `completions`: what a shell completes.

use crate::cli::Cli;
use anyhow::Result;
use clap::{Args, CommandFactory as _};
use clap_complete::Shell;
use std::io::Write as _;

/// Options of `completions`.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// The shell
    shell: Shell,
}

/// Prints the script.
///
/// # Errors
/// When it cannot be written.
pub fn run(options: &Options) -> Result<()> {
    // The generator panics on a closed pipe: it writes to memory first.
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Cli::command(), "quarterdeck", &mut script);
    let mut out = std::io::stdout().lock();
    out.write_all(&script)?;
    out.flush()?;
    Ok(())
}
