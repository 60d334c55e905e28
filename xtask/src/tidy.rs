//! The rules for files that no compiler checks. Every breach is listed, then the task fails.

use crate::generate;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Longest Rust file, lines.
const LINES_MAX: usize = 800;
/// Folders that hold nothing of ours.
const FOREIGN: [&str; 3] = ["target", ".git", "node_modules"];
/// What a repository must have.
const MUST_HAVE: [&str; 10] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "Cargo.lock",
    "docs/glossary.md",
    "docs/story.md",
    ".ci/run",
];

/// A file's path in the repository and its text.
pub(crate) type Text = (String, String);

/// Lists every breach of the rules.
///
/// # Errors
/// One breach or more, or a file that cannot be read.
pub(crate) fn run(root: &Path) -> Result<()> {
    let texts = texts(root)?;
    let mut breaches = Vec::new();
    for path in MUST_HAVE {
        if !root.join(path).exists() {
            breaches.push(format!("{path}: missing"));
        }
    }
    for text in &texts {
        file_rules(text, &mut breaches);
    }
    law_pages(root, &mut breaches)?;
    manifests(&texts, &mut breaches);
    breaches.extend(architecture(root, &texts)?);
    breaches.extend(crate::called::breaches(&texts));
    for (path, text) in generate::documents(root)? {
        if fs::read_to_string(root.join(path)).unwrap_or_default() != text {
            breaches.push(format!("{path}: not what `cargo xtask generate` writes"));
        }
    }
    if !breaches.is_empty() {
        bail!("{} breaches:\n  {}", breaches.len(), breaches.join("\n  "));
    }
    Ok(())
}

/// Every file below `folder`, in order of path, without what is not ours.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        entries.push(entry?.path());
    }
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if FOREIGN.contains(&name.as_ref()) {
            continue;
        }
        if path.is_dir() {
            files.extend(files_under(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// Every text file that a person of this project writes.
fn texts(root: &Path) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    for path in files_under(root)? {
        let inside = path.strip_prefix(root).expect("a file under the root").to_string_lossy().into_owned();
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        let ours = ["rs", "md", "toml", "json"].contains(&extension.as_str()) || inside.starts_with(".ci/");
        if ours && !inside.starts_with("reference/") {
            texts.push((inside, fs::read_to_string(&path).with_context(|| path.display().to_string())?));
        }
    }
    Ok(texts)
}

fn file_rules((path, text): &Text, breaches: &mut Vec<String>) {
    let is_rust = path.ends_with(".rs");
    let lines = text.lines().count();
    if is_rust && lines > LINES_MAX {
        breaches.push(format!("{path}: {lines} lines, at most {LINES_MAX}"));
    }
    if !text.is_empty() && !text.ends_with('\n') {
        breaches.push(format!("{path}: no newline at the end"));
    }
    // Written in two parts, or this file would break its own rule.
    let unfinished = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("unimpl", "emented!")];
    for (number, line) in text.lines().enumerate().map(|(index, line)| (index + 1, line)) {
        if line.ends_with([' ', '\t']) {
            breaches.push(format!("{path}:{number}: space at the end of the line"));
        }
        if is_rust && line.starts_with('\t') {
            breaches.push(format!("{path}:{number}: tab"));
        }
        for word in unfinished {
            if line.contains(word) {
                breaches.push(format!("{path}:{number}: {word}"));
            }
        }
    }
    if is_rust && !text.starts_with("//!") {
        breaches.push(format!("{path}: does not begin by saying what it is (`//!`)"));
    }
}

/// Each department has a page in `docs/laws/`, and each page a department.
fn law_pages(root: &Path, breaches: &mut Vec<String>) -> Result<()> {
    let departments = departments(root)?;
    for department in &departments {
        let page = format!("docs/laws/{department}.md");
        if !root.join(&page).exists() {
            breaches.push(format!("{page}: missing, `{department}` has no law page"));
        }
    }
    Ok(())
}

/// The modules of `qd-sim` that have a `Class`: what never changes about them.
fn departments(root: &Path) -> Result<BTreeSet<String>> {
    let items = crate::sources::read(root)?;
    let classes = items.names().filter(|(_, name)| name == "Class").cloned();
    Ok(classes.map(|(module, _)| module).collect())
}

/// Every crate takes the workspace's lints and says what it is.
fn manifests(texts: &[Text], breaches: &mut Vec<String>) {
    for (path, text) in texts {
        if path.ends_with("/Cargo.toml") {
            for must in ["[lints]\nworkspace = true", "description = "] {
                if !text.contains(must) {
                    breaches.push(format!("{path}: lacks `{}`", must.replace('\n', " ")));
                }
            }
        }
    }
}

/// ARCHITECTURE.md names only things that exist: paths as files, words as words of the sources.
fn architecture(root: &Path, texts: &[Text]) -> Result<Vec<String>> {
    let page = fs::read_to_string(root.join("ARCHITECTURE.md"))?;
    let mut words = BTreeSet::new();
    for (path, text) in texts {
        if path != "ARCHITECTURE.md" {
            words.extend(words_of(text));
        }
    }
    let mut breaches = Vec::new();
    for (number, line) in page.lines().enumerate().map(|(index, line)| (index + 1, line)) {
        for token in line.split('`').skip(1).step_by(2) {
            if !exists(root, token, &words) {
                breaches.push(format!("ARCHITECTURE.md:{number}: `{token}` does not exist"));
            }
        }
    }
    Ok(breaches)
}

pub(crate) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty())
}

/// A path must lie in the repository or in the simulation; of anything else every word must be in use.
fn exists(root: &Path, token: &str, words: &BTreeSet<&str>) -> bool {
    let is_path = !token.contains(' ')
        && (token.contains('/') || [".rs", ".md", ".toml"].iter().any(|end| token.ends_with(end)));
    if is_path {
        return root.join(token).exists() || root.join("crates/qd-sim/src").join(token).exists();
    }
    words_of(token).all(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expect: &[&str]) {
        let mut breaches = Vec::new();
        file_rules(&(path.to_owned(), text.to_owned()), &mut breaches);
        assert_eq!(breaches, expect);
    }

    #[test]
    fn breaches_are_found() {
        check("a.rs", "//! A.\n", &[]);
        check("a.rs", "//! A.\nlet x = 1; \n", &["a.rs:2: space at the end of the line"]);
        check("a.rs", "fn a() {}\n", &["a.rs: does not begin by saying what it is (`//!`)"]);
        check("a.md", "A", &["a.md: no newline at the end"]);
        let long = format!("//! A.\n{}", "//\n".repeat(LINES_MAX));
        check("a.rs", &long, &["a.rs: 801 lines, at most 800"]);
        let unfinished = format!("{}: later\n", concat!("TO", "DO"));
        check("a.md", &unfinished, &[concat!("a.md:1: TO", "DO")]);
    }

    #[test]
    fn the_map_names_what_exists() {
        let root = crate::root();
        let words = BTreeSet::from(["World", "step"]);
        for (token, expect) in [
            ("World::step", true),
            ("World::stop", false),
            ("crates/qd-sim", true),
            ("world.rs", true),
            ("docs/nowhere.md", false),
        ] {
            assert_eq!(exists(&root, token, &words), expect, "{token}");
        }
    }
}
