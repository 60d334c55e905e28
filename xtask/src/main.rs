//! Project tasks, run from any folder of the repository.
//!
//! Layout: `steps` runs cargo and times it, `tidy` judges the files, `generate` writes what is made from
//! the sources (`sources` parses them).

mod called;
mod generate;
mod sources;
mod steps;
mod tidy;
mod typescript;

use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask test       format, tidy, clippy, tests, docs, debug and release bits: all must pass
cargo xtask tidy       the rules for files alone
cargo xtask generate   write the documents that are made from the sources
cargo xtask picture    write the picture of `watch` in the README";

fn main() -> ExitCode {
    let root = root();
    let task = std::env::args().nth(1);
    let done = match task.as_deref() {
        Some("test") => steps::test(&root),
        Some("tidy") => tidy::run(&root),
        Some("generate") => generate::write(&root),
        Some("picture") => steps::picture(&root),
        Some("help" | "--help" | "-h") => {
            println!("{HELP}");
            Ok(())
        }
        other => unknown(other),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn unknown(task: Option<&str>) -> Result<()> {
    match task {
        Some(task) => bail!("no task is called {task}\n{HELP}"),
        None => bail!("which task?\n{HELP}"),
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("xtask lies in the workspace").to_path_buf()
}
