//! `watch`: the same in a terminal.

use crate::account;
use crate::game::{Game, RunOptions};
use crate::watch::{lines, terminal};
use anyhow::Result;
use clap::Args;
use qd_host::pace;
use std::io::{IsTerminal as _, Write as _};

/// Options of `watch`.
#[derive(Clone, Debug, Args)]
pub struct Options {
    #[command(flatten)]
    game: RunOptions,
    /// Times real time, 0.1 to 1000
    #[arg(long, value_name = "X", default_value = "1", value_parser = pace::speed, allow_negative_numbers = true)]
    speed: f64,
    /// Print one JSON object instead of the account at the end
    #[arg(long)]
    json: bool,
}

/// Runs it: with a screen on a terminal, else line by line.
///
/// # Errors
/// Bad input, or an output that cannot be written.
pub fn run(options: &Options) -> Result<()> {
    let mut game = Game::open(&options.game)?;
    let on_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let mut out = std::io::stdout();
    let watched = if on_terminal {
        terminal::run(&mut game, options.speed)
    } else {
        lines::run(&mut game, options.speed, &mut out)
    };
    // Whatever ended the watching, what happened so far is kept.
    game.close()?;
    watched?;
    if options.json {
        serde_json::to_writer(&mut out, &game.summary()).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        account::write(&game, &mut out)?;
    }
    out.flush()?;
    Ok(())
}
