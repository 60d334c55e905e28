//! `watch`: a run in the terminal, at real or chosen speed, seen as the flight director sees it (the truth, not
//! one seat's view), with orders typed at a prompt.
//!
//! Layout: `screen` draws, `prompt` reads what is typed and completes it, `terminal` is the loop with a screen, `lines` the loop without one, `log` what is told while it happens, `compact`
//! the figures of a small window, `picture` renders a screen as SVG.

mod compact;
pub mod lines;
pub mod log;
pub mod picture;
pub mod prompt;
pub mod screen;
pub mod terminal;
