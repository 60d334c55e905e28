//! The loop without a screen: orders come in as lines, answers and what happens go out as lines. For pipes,
//! scripts and tests; an order answered `kept` is in the journal before the answer is written.

use super::log::Log;
use super::terminal::answer;
use crate::game::Game;
use anyhow::Result;
use qd_host::pace::Pace;
use qd_words::clock;
use std::io::{BufRead as _, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};

/// Runs to the end of the run; the end of the input only ends the orders.
///
/// # Errors
/// An output that can no longer be written.
pub fn run(game: &mut Game, speed: f64, out: &mut dyn Write) -> Result<()> {
    let typed = reader();
    let mut pace = Pace::new(speed);
    let mut open = true;
    while !game.ended() {
        if open {
            match typed.recv_timeout(pace.wait()) {
                Ok(typed) => {
                    let told = match String::from_utf8(typed) {
                        Ok(text) => answer(game, &text),
                        Err(_) => "rejected: the line is not UTF-8 text".to_owned(),
                    };
                    writeln!(out, "{told}")?;
                    out.flush()?;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => open = false,
            }
        } else {
            #[allow(clippy::disallowed_methods, reason = "pacing is the marked exception")]
            std::thread::sleep(pace.wait());
        }
        for _ in 0..pace.due() {
            if game.ended() {
                break;
            }
            tick(game, out)?;
        }
        out.flush()?;
    }
    Ok(())
}

fn tick(game: &mut Game, out: &mut dyn Write) -> Result<()> {
    let ticked = game.tick()?;
    // A line that is written cannot count on: what happens to many is put together tick by tick.
    let mut log = Log::default();
    log.see(&game.speaker, &ticked.events);
    for entry in &log.entries {
        writeln!(out, "{}  {}", clock(entry.tick), entry.text)?;
    }
    Ok(())
}

/// Lines of the standard input, read by a thread of their own: reading waits, the ship does not.
fn reader() -> Receiver<Vec<u8>> {
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().split(b'\n') {
            let Ok(line) = line else { break };
            if !line.trim_ascii().is_empty() && send.send(line).is_err() {
                break;
            }
        }
    });
    receive
}
