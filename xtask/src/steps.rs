//! The steps of `cargo xtask test`: each is timed, all run, and the whole fails if one does, so that one
//! run shows everything that is wrong.

use crate::tidy;
use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};
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
    ("pages: types", |root| npm(root, "check")),
    ("pages: style", |root| npm(root, "lint")),
    ("pages: logic", |root| npm(root, "test")),
    ("pages in a browser", browser),
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

/// The pages' own checks. What they need was installed when the pages were built for the binary.
fn npm(root: &Path, script: &str) -> Result<()> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let status =
        Command::new(program).current_dir(root.join("web")).args(["run", "--silent", script]).status();
    let status = status.context("npm does not start: install Node.js 20 or newer")?;
    ensure!(status.success(), "npm run {script} failed");
    Ok(())
}

/// Real pages in a real browser against the release binary, which the step before built.
fn browser(root: &Path) -> Result<()> {
    let chromium = chromium()?;
    let binary = target(root).join("release").join(format!("quarterdeck{}", std::env::consts::EXE_SUFFIX));
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut run = Command::new(program);
    run.current_dir(root.join("web")).args(["run", "--silent", "e2e"]);
    let status = run.env("QD_BINARY", binary).env("QD_CHROMIUM", chromium).status();
    ensure!(status.context("npm does not start")?.success(), "npm run e2e failed");
    Ok(())
}

/// Where cargo builds.
fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

/// Chromium: the one named in `QD_CHROMIUM`, one that is there, or Debian's, installed.
fn chromium() -> Result<PathBuf> {
    let named = std::env::var_os("QD_CHROMIUM").map(PathBuf::from);
    let usual =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
    let mut there = named.into_iter().chain(usual.clone()).filter(|path| path.exists());
    if let Some(path) = there.next() {
        return Ok(path);
    }
    eprintln!("installing Chromium from Debian's packages");
    for args in [&["update", "-qq"][..], &["install", "-qq", "-y", "--no-install-recommends", "chromium"]] {
        let mut command = Command::new("apt-get");
        command.args(args).env("DEBIAN_FRONTEND", "noninteractive");
        let status = command.status().context(CHROMIUM)?;
        ensure!(status.success(), "{CHROMIUM}");
    }
    usual.into_iter().find(|path| path.exists()).context(CHROMIUM)
}

const CHROMIUM: &str =
    "no Chromium: install it, or name one in QD_CHROMIUM (as root on Debian it installs itself)";

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
