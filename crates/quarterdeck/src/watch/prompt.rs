//! The prompt: what has been typed, its history, and its completion by tab.

use qd_content::{Names, act_fields, act_kinds};
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

    /// Completes the last word as far as it is certain; gives what it could become.
    pub fn complete(&mut self, names: &Names) -> Vec<String> {
        let (before, word) = match self.text.rsplit_once(' ') {
            Some((before, word)) => (format!("{before} "), word.to_owned()),
            None => (String::new(), self.text.clone()),
        };
        let all = candidates(&before, &word, names);
        let fitting: Vec<String> = all.into_iter().filter(|candidate| candidate.starts_with(&word)).collect();
        if let Some(common) = common_start(&fitting) {
            let end = if fitting.len() == 1 && !common.ends_with('=') { " " } else { "" };
            self.text = format!("{before}{common}{end}");
        }
        fitting
    }
}

/// What may stand after `before`: a seat, then a kind, then fields, each with its values.
fn candidates(before: &str, word: &str, names: &Names) -> Vec<String> {
    let words: Vec<&str> = before.split_whitespace().collect();
    match words.as_slice() {
        [] => names.keys(Space::Seat).map(str::to_owned).collect(),
        [_] => act_kinds(),
        [_, kind, ..] => match word.split_once('=') {
            None => act_fields(kind).iter().map(|field| format!("{field}=")).collect(),
            Some((field, _)) => match Space::of_field(field) {
                Some(space) => names.keys(space).map(|key| format!("{field}={key}")).collect(),
                None => Vec::new(),
            },
        },
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
        prompt.complete(&Names::default());
        assert_eq!(prompt.text, "helm power.open_breaker ");
        let mut prompt = Prompt { text: "helm power.open_breaker br".to_owned(), ..Prompt::default() };
        prompt.complete(&Names::default());
        assert_eq!(prompt.text, "helm power.open_breaker breaker=");
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
