//! `explain`: why something happened.

use crate::cli::Found;
use crate::commands::replay;
use crate::explain::Web;
use anyhow::{Context as _, Result};
use clap::Args;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Options of `explain`.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// An event id such as e:1200.3, an order such as o:12, or a kind such as world.ended (the last of it)
    event: String,
    /// A recording, or a file that --events wrote
    file: PathBuf,
}

/// Prints the chain of causes.
///
/// # Errors
/// A file that is neither, an event that is not in it, or damage, which is named; what is intact is explained.
pub fn run(options: &Options) -> Result<()> {
    let (web, is_whole) = if is_database(&options.file)? {
        let (game, is_whole) = replay::whole(&options.file)?;
        (Web::of(&game.speaker, &game.events, &game.orders), is_whole)
    } else {
        let shown = options.file.display().to_string();
        let text = std::fs::read_to_string(&options.file).with_context(|| format!("cannot read {shown}"))?;
        let web = Web::read(&text, &shown)
            .with_context(|| format!("{shown} is neither a recording nor an events file"))?;
        (web, true)
    };
    let mut out = std::io::stdout().lock();
    write!(out, "{}", web.explain(&options.event)?)?;
    out.flush()?;
    if is_whole { Ok(()) } else { Err(Found.into()) }
}

fn is_database(path: &Path) -> Result<bool> {
    let mut head = Vec::new();
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    file.take(15).read_to_end(&mut head).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(head == b"SQLite format 3")
}
