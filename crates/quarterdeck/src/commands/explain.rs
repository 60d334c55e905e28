//! `explain`: why something happened.

use crate::commands::replay;
use crate::explain::Web;
use anyhow::{Context as _, Result};
use clap::Args;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Options of `explain`.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// An event id such as e:1200.3, or a kind such as world.ended (the last of it)
    event: String,
    /// A recording, or a file that --events wrote
    file: PathBuf,
}

/// Prints the chain of causes.
///
/// # Errors
/// A file that is neither, or an event that is not in it.
pub fn run(options: &Options) -> Result<()> {
    let web = if is_database(&options.file)? {
        let game = replay::whole(&options.file)?;
        Web::of(&game.speaker, &game.events, &game.orders)
    } else {
        let shown = options.file.display().to_string();
        let text = std::fs::read_to_string(&options.file).with_context(|| format!("cannot read {shown}"))?;
        Web::read(&text, &shown)
            .with_context(|| format!("{shown} is neither a recording nor an events file"))?
    };
    let id = web.find(&options.event)?;
    let mut out = std::io::stdout().lock();
    write!(out, "{}", web.chain(id))?;
    out.flush()?;
    Ok(())
}

fn is_database(path: &Path) -> Result<bool> {
    let mut head = Vec::new();
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    file.take(15).read_to_end(&mut head).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(head == b"SQLite format 3")
}
