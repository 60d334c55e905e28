//! What the flight director writes down: a line of a file beside the journal for each, with the ship's time.

use crate::limits::NOTE_MAX;
use qd_sim::order::Reason;
use qd_wire::panel::Note;
use std::io::Write as _;
use std::path::PathBuf;

/// Notes of a session.
#[derive(Debug)]
pub(crate) struct Notes {
    file: PathBuf,
    /// In the order of their writing.
    pub(crate) kept: Vec<Note>,
}

impl Notes {
    /// Those of the file, if it is there.
    pub(crate) fn open(file: PathBuf) -> Self {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        Self { file, kept: text.lines().filter_map(parsed).collect() }
    }

    /// Writes one down, and to whom it was said if it was.
    ///
    /// # Errors
    /// It is empty or too long, or the file cannot be written; nothing is kept then.
    pub(crate) fn add(&mut self, tick: u32, text: &str, to: Option<String>) -> Result<(), Reason> {
        let text = qd_words::clean(text);
        if text.trim().is_empty() || text.chars().count() > NOTE_MAX {
            return Err(Reason::new("bad_note", format!("a note has 1 to {NOTE_MAX} letters")));
        }
        let line =
            format!("{tick}\t{}\t{}\t{text}\n", qd_words::clock(tick), to.as_deref().unwrap_or_default());
        let file = std::fs::File::options().append(true).create(true).open(&self.file);
        let written = file.and_then(|mut file| file.write_all(line.as_bytes()));
        written.map_err(|error| Reason::new("not_kept", format!("the note cannot be kept: {error}")))?;
        self.kept.push(Note { tick, text, to });
        Ok(())
    }
}

/// Tick, clock for people, to whom, text; a line that died half written is none.
fn parsed(line: &str) -> Option<Note> {
    let mut parts = line.splitn(4, '\t');
    let tick = parts.next()?.parse().ok()?;
    let to = parts.nth(1)?;
    let to = (!to.is_empty()).then(|| to.to_owned());
    Some(Note { tick, text: parts.next()?.to_owned(), to })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_there_again_after_a_restart_and_a_bad_one_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("run.notes");
        let mut notes = Notes::open(file.clone());
        notes.add(1200, "Ada asks\nfor help\tagain", None).unwrap();
        notes.add(1205, "belly first", Some("Bea".to_owned())).unwrap();
        assert_eq!(notes.add(1210, "  ", None).unwrap_err().code, "bad_note");
        assert_eq!(notes.add(1210, &"x".repeat(NOTE_MAX + 1), None).unwrap_err().code, "bad_note");
        let again = Notes::open(file);
        assert_eq!(again.kept, notes.kept);
        assert_eq!(again.kept.len(), 2);
        assert_eq!(again.kept[0].tick, 1200);
    }
}
