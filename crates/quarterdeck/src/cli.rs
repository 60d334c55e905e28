//! The command line: what can be asked, and how every command ends.

use crate::commands::{check, completions, explain, replay, run, serve, sweep, validate, watch};
use clap::{Parser, Subcommand};
use std::fmt;
use std::io::Write as _;
use std::process::ExitCode;

/// Exit codes, as the help shows them.
const EXITS: &str =
    "Exit codes: 0 done (a run in which the ship is lost is done), 1 failed, 2 not understood.";

/// A starship in which one failure travels through power, air, heat and people.
#[derive(Debug, Parser)]
#[command(name = "quarterdeck", version, about, after_help = EXITS)]
pub struct Cli {
    /// What to do; nothing at all serves the ship in the browser
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the ship in the browser, to one or a crew; also what no command at all does
    Serve(serve::Options),
    /// Run a scenario as fast as it goes and tell what happened
    Run(run::Options),
    /// Run a scenario in the terminal, at real or chosen speed, with orders typed at a prompt
    Watch(watch::Options),
    /// Run a recording again: its account, a moment of it, or a proof that it is the same
    Replay(replay::Options),
    /// Say why something happened: the chain back to orders, the initial state and laws
    Explain(explain::Options),
    /// Compute reference rows with the laws that the ship uses
    Validate(validate::Options),
    /// Look for mistakes in ship, scenario, cast and recording files
    Check(check::Options),
    /// Run a scenario for many seeds, on all cores, into a table
    Sweep(sweep::Options),
    /// Print completions for a shell
    Completions(completions::Options),
}

/// Something on the command line that cannot be meant: exit code 2.
#[derive(Debug)]
pub struct Misuse(pub String);

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misuse {}

/// A misuse as an error.
#[must_use]
pub fn misuse(text: impl Into<String>) -> anyhow::Error {
    anyhow::Error::new(Misuse(text.into()))
}

/// A command that did its work and found what it was to find: exit code 1, nothing more to say.
#[derive(Debug)]
pub struct Found;

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("problems were found")
    }
}

impl std::error::Error for Found {}

/// A line on the error stream. Where nobody reads it there is nobody to tell, and nothing fails for that.
pub fn say(text: impl fmt::Display) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Reads the command line, does what it asks, and gives the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; a closed pipe is not worth a word.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    std::panic::set_hook(Box::new(|fault| say(format_args!("error: {}", fault_text(fault)))));
    match std::panic::catch_unwind(|| {
        dispatch(cli.command.unwrap_or_else(|| Command::Serve(serve::Options::default())))
    }) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => report(&error),
        Err(_) => ExitCode::FAILURE,
    }
}

/// An assertion that fails stops the run with one message. Its journal needs no closing: what was kept is kept.
fn fault_text(fault: &std::panic::PanicHookInfo<'_>) -> String {
    let place = fault.location().map(|place| format!(" at {}:{}", place.file(), place.line()));
    let what = fault.payload_as_str().unwrap_or("an assertion fails");
    format!(
        "a fault of the program{}: {what}; what was recorded is kept; please report it with the command line",
        place.unwrap_or_default()
    )
}

fn dispatch(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve(options) => serve::run(&options),
        Command::Run(options) => run::run(&options),
        Command::Watch(options) => watch::run(&options),
        Command::Replay(options) => replay::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Validate(options) => validate::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Sweep(options) => sweep::run(&options),
        Command::Completions(options) => completions::run(&options),
    }
}

fn report(error: &anyhow::Error) -> ExitCode {
    if is_closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    if error.downcast_ref::<Found>().is_none() {
        say(format_args!("error: {error:#}"));
    }
    if error.downcast_ref::<Misuse>().is_some() { ExitCode::from(2) } else { ExitCode::FAILURE }
}

/// Whoever read the output has gone (`quarterdeck run … | head`): there is nobody to tell.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>();
        io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

/// Parses a time in seconds: finite and not negative.
///
/// # Errors
/// A sentence.
pub fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(time_s) if time_s.is_finite() && time_s >= 0.0 => Ok(time_s),
        Ok(time_s) if time_s < 0.0 => Err("a time is not negative".to_owned()),
        _ => Err("a time is a number of seconds, such as 90 or 12.5".to_owned()),
    }
}

/// Parses a seed.
///
/// # Errors
/// A sentence.
pub fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("a seed is a whole number from 0 to {}", u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn numbers_are_judged() {
        for (text, expect) in
            [("90", Some(90.0)), ("0", Some(0.0)), ("-1", None), ("nan", None), ("inf", None)]
        {
            assert_eq!(seconds(text).ok(), expect, "{text}");
        }
        for (text, expect) in [("7", Some(7)), ("-7", None), ("1.5", None), ("18446744073709551616", None)] {
            assert_eq!(seed(text).ok(), expect, "{text}");
        }
    }
}
