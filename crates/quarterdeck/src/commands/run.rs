//! `run`: a scenario as fast as it goes, and its account.

use crate::account;
use crate::cli::say;
use crate::face::Face;
use crate::game::{Game, RunOptions};
use anyhow::Result;
use clap::Args;
use qd_sim::TICKS_PER_SECOND;
use std::io::{IsTerminal as _, Write as _};

/// Options of `run`.
#[derive(Clone, Debug, Args)]
pub struct Options {
    #[command(flatten)]
    game: RunOptions,
    /// Print one JSON object instead of the account
    #[arg(long)]
    json: bool,
}

/// Ship time between two lines of progress, ticks.
const PROGRESS_TICKS: u32 = 10 * TICKS_PER_SECOND;

/// Runs it.
///
/// # Errors
/// Bad input, or an output that cannot be written.
pub fn run(options: &Options) -> Result<()> {
    let mut game = Game::open(&options.game)?;
    let progress = std::io::stderr().is_terminal();
    while !game.ended() {
        game.tick()?;
        if progress && game.session.world.tick.is_multiple_of(PROGRESS_TICKS) {
            eprint!("\r\x1b[K{}", Face::of(&game.session.world).line());
        }
    }
    if progress {
        eprint!("\r\x1b[K");
    }
    game.close()?;
    tell_leftovers(&game);
    let mut out = std::io::stdout().lock();
    if options.json {
        serde_json::to_writer(&mut out, &game.summary()).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        account::write(&game, &mut out)?;
    }
    out.flush()?;
    Ok(())
}

/// Orders of the file that came to nothing are said on the error stream.
fn tell_leftovers(game: &Game) {
    for rejected in &game.rejected {
        say(format_args!(
            "order of line {} rejected at {:.2} s: {}",
            rejected.line, rejected.t_s, rejected.reason
        ));
    }
    if game.waiting() > 0 {
        say(format_args!("{} orders of the file lie after the end of the run", game.waiting()));
    }
}
