//! Running the binary.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The built binary.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_quarterdeck");

/// Runs it in the repository's folder.
pub(crate) fn run(args: &[&str]) -> Output {
    Command::new(PROGRAM).args(args).current_dir(root()).output().expect("the binary starts")
}

/// Runs it and gives what it printed; fails with what it complained of.
pub(crate) fn printed(args: &[&str]) -> String {
    let output = run(args);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {complaint}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("the crate lies in crates/").to_path_buf()
}

/// A path as an argument.
pub(crate) fn arg(path: &Path) -> String {
    path.to_str().expect("a UTF-8 path").to_owned()
}
