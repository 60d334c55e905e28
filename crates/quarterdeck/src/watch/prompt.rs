//! The prompt: what has been typed, its history, and its completion by tab.

use qd_content::{Names, act_fields, act_kinds, field_values};
use qd_sim::ShipClass;
use qd_sim::names::Space;

/// What is being typed.
#[derive(Clone, Debug, Default)]
pub struct Prompt {
    /// The text so far.
    pub text: String,
    history: Vec<String>,
    /// Place in the history while going through it.
    at: usize,
}

impl Prompt {
    /// Takes the text away: it is entered.
    pub fn enter(&mut self) -> String {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.history.push(text.clone());
        }
        self.at = self.history.len();
        text
    }

    /// An earlier line (`true`) or a later one.
    pub fn recall(&mut self, earlier: bool) {
        self.at = if earlier { self.at.saturating_sub(1) } else { (self.at + 1).min(self.history.len()) };
        self.text = self.history.get(self.at).cloned().unwrap_or_default();
    }

    /// Takes the last word away.
    pub fn erase_word(&mut self) {
        let kept = self.text.trim_end();
        let length = kept.rfind(' ').map_or(0, |at| at + 1);
        self.text.truncate(length);
    }

    /// Completes the last word as far as it is certain; gives what it could become.
    pub fn complete(&mut self, names: &Names, class: &ShipClass) -> Vec<String> {
        let (before, word) = match self.text.rsplit_once(' ') {
            Some((before, word)) => (format!("{before} "), word.to_owned()),
            None => (String::new(), self.text.clone()),
        };
        let all = candidates(&before, &word, names, class);
        let fitting: Vec<String> = all.into_iter().filter(|candidate| fits(candidate, &word)).collect();
        // Of several that are written as objects, the word may hold more than they share: it stays.
        let common = common_start(&fitting).filter(|common| fitting.len() == 1 || common.starts_with(&word));
        if let Some(common) = common {
            let end = if fitting.len() == 1 && !common.ends_with(['=', '"', ':', ',']) { " " } else { "" };
            self.text = format!("{before}{common}{end}");
        }
        fitting
    }
}

/// True when a candidate is what the word begins; of an object, its kind may be typed as a bare word.
fn fits(candidate: &str, word: &str) -> bool {
    candidate.starts_with(word) || candidate.replacen("={\"kind\":\"", "=", 1).starts_with(word)
}

/// What may stand after `before`: a seat, then a kind, then fields, each with its values.
fn candidates(before: &str, word: &str, names: &Names, class: &ShipClass) -> Vec<String> {
    let words: Vec<&str> = before.split_whitespace().collect();
    match words.as_slice() {
        [] => names.keys(Space::Seat).map(str::to_owned).collect(),
        [_] => act_kinds(),
        [_, kind, ..] => match word.split_once('=') {
            None => act_fields(kind).iter().map(|field| format!("{field}=")).collect(),
            Some((field, value)) => match value.rsplit_once(":\"") {
                // Within an object: the key that its last field names.
                Some((start, _)) if value.starts_with('{') => {
                    let inner = start.rsplit('"').nth(1).unwrap_or_default();
                    let values = values(inner, names, class);
                    values.iter().map(|value| format!("{field}={start}:\"{value}\"}}")).collect()
                }
                _ => values(field, names, class).iter().map(|value| format!("{field}={value}")).collect(),
            },
        },
    }
}

/// What a field may hold, as far as that is a list.
fn values(field: &str, names: &Names, class: &ShipClass) -> Vec<String> {
    if let Some(space) = Space::of_field(field) {
        return names.keys(space).map(str::to_owned).collect();
    }
    match field {
        "preset" => class.power.preset.iter().map(|preset| preset.key.clone()).collect(),
        "group" => {
            let groups: std::collections::BTreeSet<_> =
                class.power.load.iter().map(|(_, load)| load.group.clone()).collect();
            groups.into_iter().collect()
        }
        "on" | "open" | "close" => vec!["true".to_owned(), "false".to_owned()],
        _ => field_values(field),
    }
}

/// The longest start that all share.
fn common_start(words: &[String]) -> Option<String> {
    let first = words.first()?;
    let mut length = first.len();
    for word in words {
        let same = first.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        length = length.min(same);
    }
    while !first.is_char_boundary(length) {
        length -= 1;
    }
    Some(first[..length].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_completed_as_far_as_certain() {
        let mut prompt = Prompt { text: "helm power.open".to_owned(), ..Prompt::default() };
        prompt.complete(&Names::default(), &ShipClass::default());
        assert_eq!(prompt.text, "helm power.open_breaker ");
        let mut prompt = Prompt { text: "helm power.open_breaker br".to_owned(), ..Prompt::default() };
        prompt.complete(&Names::default(), &ShipClass::default());
        assert_eq!(prompt.text, "helm power.open_breaker breaker=");
        prompt.text = "captain command.direct directive=trim".to_owned();
        prompt.complete(&Names::default(), &ShipClass::default());
        assert_eq!(prompt.text, "captain command.direct directive=trim_belly_first ");
        prompt.text = "engineering crew.work task=rec".to_owned();
        prompt.complete(&Names::default(), &ShipClass::default());
        assert_eq!(prompt.text, "engineering crew.work task={\"kind\":\"recode\",\"controller\":\"");
        prompt.erase_word();
        assert_eq!(prompt.text, "engineering crew.work ");
        assert_eq!(common_start(&["main-1".into(), "main-2".into()]).as_deref(), Some("main-"));
        assert_eq!(common_start(&[]), None);
    }

    #[test]
    fn the_history_is_walked() {
        let mut prompt = Prompt::default();
        for text in ["a", "b"] {
            prompt.text = text.to_owned();
            prompt.enter();
        }
        for (earlier, expect) in [(true, "b"), (true, "a"), (true, "a"), (false, "b"), (false, "")] {
            prompt.recall(earlier);
            assert_eq!(prompt.text, expect);
        }
    }
}
