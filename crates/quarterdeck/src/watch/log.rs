//! The running log: what matters, in sentences, as it happens. What happens to many at once becomes one entry that
//! counts on, so that it does not push everything else out.

use crate::account;
use qd_sim::{Event, TICKS_PER_SECOND};
use qd_words::{Speaker, capital, number, of_kind};
use std::collections::VecDeque;

/// Most entries kept.
const ENTRIES_MAX: usize = 200;
/// Events of one kind are one entry while the next follows within this time, ticks.
const NEAR_TICKS: u32 = 10 * TICKS_PER_SECOND;
/// How far back an entry still counts on.
const OPEN_MAX: usize = 8;

/// One entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Tick of its first event.
    pub tick: u32,
    /// What it says now.
    pub text: String,
    /// What is counted, as noun and verb.
    many: Option<(&'static str, &'static str)>,
    count: usize,
    last_tick: u32,
    first: String,
}

/// The entries, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// Entries, oldest first.
    pub entries: VecDeque<Entry>,
}

impl Log {
    /// Takes in what happened in a tick.
    pub fn see(&mut self, speaker: &Speaker, events: &[Event]) {
        for event in events.iter().filter(|event| account::matters(&event.kind)) {
            self.note(speaker, event);
        }
        while self.entries.len() > ENTRIES_MAX {
            self.entries.pop_front();
        }
    }

    fn note(&mut self, speaker: &Speaker, event: &Event) {
        let many = account::many(&event.kind);
        let tick = event.id.tick;
        let open = self.entries.iter_mut().rev().take(OPEN_MAX);
        let open = open
            .filter(|_| many.is_some())
            .find(|entry| entry.many == many && tick <= entry.last_tick + NEAR_TICKS);
        if let (Some(entry), Some((noun, verb))) = (open, many) {
            entry.count += 1;
            entry.last_tick = tick;
            entry.text = capital(&format!("{} {noun} {verb}; first, {}", number(entry.count), entry.first));
            return;
        }
        let first = of_kind(speaker, &event.kind);
        let text = speaker.capital(&first);
        self.entries.push_back(Entry { tick, text, many, count: 1, last_tick: tick, first });
    }
}
