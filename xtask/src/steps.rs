//! The steps of `cargo xtask test`: each is timed, all run, and the whole fails if one does, so that one
//! run shows everything that is wrong.

use crate::tidy;
use anyhow::{Context, Result, bail, ensure};
use std::path::Path;
use std::process::Command;
#[allow(clippy::disallowed_types, reason = "the time a step takes is about this machine, not the ship")]
use std::time::Instant;

type Step = (&'static str, fn(&Path) -> Result<()>);

const STEPS: &[Step] = &[
    ("format", format),
    ("tidy", tidy::run),
    ("clippy", clippy),
    ("tests", tests),
    ("doctests", doctests),
    ("docs", docs),
    ("same bits, debug and release", bits),
];

/// Runs every step and prints what each took.
///
/// # Errors
/// Names the steps that failed.
pub(crate) fn test(root: &Path) -> Result<()> {
    let mut lines = Vec::new();
    let mut failed = Vec::new();
    for (name, step) in STEPS {
        eprintln!("== {name}");
        let (result, took_s) = timed(|| step(root));
        let verdict = if result.is_ok() { "ok" } else { "FAILED" };
        lines.push(format!("{name:<30} {took_s:>7.1} s  {verdict}"));
        if let Err(error) = result {
            eprintln!("{name}: {error:#}");
            failed.push(*name);
        }
    }
    println!("{}", lines.join("\n"));
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "the time a step takes is about this machine, not the ship")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed().as_secs_f64())
}

fn format(root: &Path) -> Result<()> {
    cargo(root, &["fmt", "--all", "--check"], &[])
}

fn clippy(root: &Path) -> Result<()> {
    cargo(root, &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"], &[])
}

/// Nextest where it is present (it runs tests side by side and names slow ones), else `cargo test`.
fn tests(root: &Path) -> Result<()> {
    let nextest = quiet(root, &["nextest", "--version"]).is_ok();
    if nextest {
        cargo(root, &["nextest", "run", "--workspace", "--locked", "--no-fail-fast"], &[])
    } else {
        cargo(root, &["test", "--workspace", "--lib", "--bins", "--tests", "--locked", "--no-fail-fast"], &[])
    }
}

fn doctests(root: &Path) -> Result<()> {
    cargo(root, &["test", "--workspace", "--doc", "--locked", "--no-fail-fast"], &[])
}

fn docs(root: &Path) -> Result<()> {
    let flags = [("RUSTDOCFLAGS", "-D warnings")];
    cargo(root, &["doc", "--workspace", "--no-deps", "--locked"], &flags)
}

/// The first minutes of the shipped scenario give the same world in both profiles.
fn bits(root: &Path) -> Result<()> {
    let run = ["run", "the-fall", "--chapter", "fall", "--seed", "1", "--until", "240", "--json"];
    let of = |profile: &[&str]| -> Result<String> {
        let args = [&["run", "--quiet", "--locked", "--package", "quarterdeck"], profile, &["--"], &run];
        quiet(root, &args.concat())
    };
    let debug = of(&[])?;
    let release = of(&["--release"])?;
    ensure!(debug.contains("\"hash\""), "no hash in {debug:?}");
    ensure!(debug == release, "debug and release differ:\n{debug}\n{release}");
    Ok(())
}

/// Renders `watch` as the README shows it.
///
/// # Errors
/// What cargo says.
pub(crate) fn picture(root: &Path) -> Result<()> {
    let args =
        ["run", "--release", "--package", "quarterdeck", "--example", "picture", "--", "docs/watch.svg"];
    cargo(root, &args, &[])
}

fn command(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args(args);
    command
}

fn cargo(root: &Path, args: &[&str], variables: &[(&str, &str)]) -> Result<()> {
    let status = command(root, args)
        .envs(variables.iter().copied())
        .status()
        .with_context(|| format!("cargo {} does not start", args[0]))?;
    if !status.success() {
        bail!("cargo {} failed", args.join(" "));
    }
    Ok(())
}

/// Runs cargo and gives what it printed.
fn quiet(root: &Path, args: &[&str]) -> Result<String> {
    let output = command(root, args).output().with_context(|| format!("cargo {} does not start", args[0]))?;
    ensure!(
        output.status.success(),
        "cargo {} failed: {}",
        args.join(" "),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(String::from_utf8(output.stdout)?)
}
