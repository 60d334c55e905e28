//! The binary's parts: one command each, and what they share.
//!
//! Layout: `cli` reads the command line and ends with an exit code; `commands` has one file a subcommand;
//! `game` is a run with everything around it (orders, events, journal); `tally` keeps the figures, `account`
//! tells the run (the words are those of `qd-words`); `watch` is the terminal; `validate` judges the laws.

pub mod account;
pub mod cli;
pub mod commands;
pub mod explain;
pub mod face;
pub mod game;
pub mod input;
pub mod tally;
pub mod validate;
pub mod watch;
