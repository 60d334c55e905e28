//! What one page has been sent of one place: from there to what is so now is a patch.

use qd_wire::message::FromShip;
use qd_wire::panel::Panel;
use qd_wire::patch::diff;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One place to one page.
#[derive(Debug, Default)]
pub(crate) struct Stream {
    /// What the page draws.
    pub(crate) open: Vec<Panel>,
    /// The same as words.
    words: Vec<String>,
    /// What it has, by panel.
    sent: BTreeMap<String, Value>,
    seq: u32,
}

impl Stream {
    /// From now on these panels; those that are no longer wanted are forgotten.
    pub(crate) fn open(&mut self, panels: &[Panel]) {
        self.open = panels.to_vec();
        self.open.sort_unstable();
        self.open.dedup();
        self.words = words(&self.open);
        self.sent.retain(|panel, _| self.words.contains(panel));
    }

    /// Of some values those that the page draws.
    pub(crate) fn opened(&self, values: &Map<String, Value>) -> Map<String, Value> {
        let drawn = values.iter().filter(|(panel, _)| self.words.contains(panel));
        drawn.map(|(panel, value)| (panel.clone(), value.clone())).collect()
    }

    /// The page has nothing: everything again.
    pub(crate) fn forget(&mut self) {
        self.sent.clear();
    }

    /// The message that brings the page from what it has to `now`; none when it has that already.
    pub(crate) fn next(&mut self, place: &str, tick: u32, now: &Map<String, Value>) -> Option<FromShip> {
        let whole = self.sent.is_empty();
        let (mut full, mut patch) = (BTreeMap::new(), BTreeMap::new());
        for (panel, value) in now {
            match self.sent.get_mut(panel) {
                None => {
                    full.insert(panel.clone(), value.clone());
                    self.sent.insert(panel.clone(), value.clone());
                }
                Some(sent) => {
                    if let Some(change) = diff(sent, value) {
                        patch.insert(panel.clone(), change);
                        sent.clone_from(value);
                    }
                }
            }
        }
        if full.is_empty() && patch.is_empty() {
            return None;
        }
        self.seq += 1;
        Some(FromShip::View { place: place.to_owned(), seq: self.seq, tick, whole, full, patch })
    }
}

fn words(panels: &[Panel]) -> Vec<String> {
    let value = serde_json::to_value(panels).expect("words always serialise");
    serde_json::from_value(value).expect("they are words")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn values(value: &Value) -> Map<String, Value> {
        value.as_object().cloned().expect("an object")
    }

    #[test]
    fn first_everything_then_what_changed() {
        let mut stream = Stream::default();
        stream.open(&[Panel::Core, Panel::Me]);
        let view = stream.next("helm", 1, &values(&json!({"me": {"a": 1}})));
        let Some(FromShip::View { seq: 1, full, patch, .. }) = view else { panic!("{view:?}") };
        assert_eq!((full["me"].clone(), patch.len()), (json!({"a": 1}), 0));
        assert_eq!(stream.next("helm", 2, &values(&json!({"me": {"a": 1}}))), None, "nothing changed");
        let view = stream.next("helm", 3, &values(&json!({"me": {"a": 2}, "core": {}})));
        let Some(FromShip::View { seq: 2, full, patch, .. }) = view else { panic!("{view:?}") };
        assert_eq!((full["core"].clone(), patch["me"].clone()), (json!({}), json!({"a": 2})));
        stream.open(&[Panel::Core]);
        stream.open(&[Panel::Core, Panel::Me]);
        let view = stream.next("helm", 4, &values(&json!({"me": {"a": 2}, "core": {}})));
        assert!(
            matches!(view, Some(FromShip::View { seq: 3, full, .. }) if full.len() == 1),
            "only what was shut"
        );
    }
}
