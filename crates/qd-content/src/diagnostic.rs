//! What is wrong with a file: where, what was found, what was expected.

use std::fmt;

/// One problem in a content file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Path of the file, as opened.
    pub file: String,
    /// Line, from 1; 0 for what stands in no file.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What is wrong and what was expected.
    pub message: String,
    /// What may have been meant: the nearest valid name, or what to do.
    pub help: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        }
        write!(f, "{}", self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

/// A place in one of the files that are being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    /// Number of the file in [`Sources`].
    pub(crate) file: u32,
    /// Byte offset in it.
    pub(crate) offset: u32,
}

impl At {
    /// No place in any file.
    pub(crate) const NOWHERE: Self = Self { file: u32::MAX, offset: 0 };
}

/// The files that are being read, and the problems found so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    files: Vec<(String, String)>,
    found: Vec<(At, Diagnostic)>,
}

impl Sources {
    /// Adds a file; gives its number.
    pub(crate) fn add(&mut self, path: &str, text: &str) -> u32 {
        self.files.push((path.to_owned(), text.to_owned()));
        u32::try_from(self.files.len() - 1).expect("fewer than 4 billion files")
    }

    /// Records a problem.
    pub(crate) fn report(&mut self, at: At, message: impl Into<String>, help: Option<String>) {
        let (file, line, column) = self.place(at);
        let found = Diagnostic { file, line, column, message: message.into(), help };
        if !self.found.iter().any(|(_, known)| *known == found) {
            self.found.push((at, found));
        }
    }

    /// A place as `file:line`, for messages that point at a second place.
    pub(crate) fn describe(&self, at: At) -> String {
        let (file, line, _) = self.place(at);
        format!("{file}:{line}")
    }

    /// True when nothing is wrong so far.
    pub(crate) fn is_clean(&self) -> bool {
        self.found.is_empty()
    }

    /// Everything found, in the order of files and lines.
    pub(crate) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|(at, _)| *at);
        self.found.into_iter().map(|(_, diagnostic)| diagnostic).collect()
    }

    fn place(&self, at: At) -> (String, u32, u32) {
        let Some((path, text)) = self.files.get(at.file as usize) else {
            return (String::new(), 0, 0);
        };
        let mut end = (at.offset as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (path.clone(), small(line), small(column))
    }
}

/// The nearest of `names` to `word`, if any is near enough to have been meant.
pub(crate) fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let close = |name: &str| strsim::damerau_levenshtein(word, name);
    let best = names.into_iter().map(|name| (close(name), name)).min()?;
    let most = (word.chars().count().max(best.1.chars().count()) / 2).max(1);
    (best.0 <= most).then_some(best.1)
}

/// `did you mean …?` for the nearest of `names`, if any is near.
pub(crate) fn meant<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, names).map(|name| format!("did you mean `{name}`?"))
}
