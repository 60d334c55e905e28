//! One file for each subcommand.

pub mod check;
pub mod completions;
pub mod explain;
pub mod replay;
pub mod run;
pub mod serve;
pub mod sweep;
pub mod validate;
pub mod watch;
