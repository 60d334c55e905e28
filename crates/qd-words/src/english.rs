//! How names and figures read in a sentence: articles, number, order of words. Content writes names as they stand
//! on a label (`Main board, port`, `Fans of the upper decks`); here they become what a person says.

/// A name as the subject or object of a sentence: `the port main board`, `decks 1 to 3 forward`, `sickbay`.
#[must_use]
pub(crate) fn named(name: &str) -> String {
    let name = &lowered(name);
    if let Some((label, rest)) = name.split_once(": ") {
        return match label {
            // `Section 2: forward` is a name of its own and takes no article.
            _ if label.ends_with(|last: char| last.is_ascii_digit()) => format!("{label} ({rest})"),
            "breaker" => format!("the breaker of the {rest}"),
            _ => format!("the {label} ({rest})"),
        };
    }
    let name = reordered(name);
    if name.starts_with("the ") || takes_no_article(&name) { name } else { format!("the {name}") }
}

/// Without the capital of a label: `Bridge` becomes `bridge`; names of several capitals stay as they are.
fn lowered(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().unwrap_or_default();
    if first.is_uppercase() && letters.next().is_some_and(char::is_lowercase) {
        return first.to_lowercase().chain(name[first.len_utf8()..].chars()).collect();
    }
    name.to_owned()
}

/// What stands behind a comma goes where a person says it: `main engine, port` becomes `port main engine`.
fn reordered(name: &str) -> String {
    let Some((before, last)) = name.rsplit_once(", ") else { return name.to_owned() };
    let before = reordered(before);
    match last {
        "bow" | "stern" => format!("{before} at the {last}"),
        "amidships" => format!("{before} amidships"),
        // `the lock's door, of glass` is known by its name alone.
        _ if last.starts_with("of ") => before,
        _ if last.contains(" of ") => format!("{before} {last}"),
        _ if last.contains(' ') => format!("{before} ({last})"),
        _ => format!("{last} {before}"),
    }
}

/// Places that are spoken of without an article: `deck 3 aft`, `main engineering`.
fn takes_no_article(name: &str) -> bool {
    const BARE: [&str; 6] = ["engineering", "sickbay", "control", "power", "support", "distribution"];
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default();
    let is_deck = ["deck", "decks"].contains(&first)
        && words.all(|word| {
            ["to", "and", "aft", "forward", "amidships"].contains(&word) || word.parse::<u32>().is_ok()
        });
    is_deck
        || (!name.contains(" of ") && name.split(' ').next_back().is_some_and(|last| BARE.contains(&last)))
}

/// True when a name stands for several: its head word, before any `of` or place, ends like a plural.
fn is_several(name: &str) -> bool {
    let name = name.strip_prefix("the ").unwrap_or(name);
    let ends_head = |word: &str| {
        ["of", "to", "from", "at", "in", "aft", "forward", "amidships"].contains(&word)
            || word.starts_with(|first: char| first == '(' || first.is_ascii_digit())
    };
    let head: Vec<&str> = name.split(' ').take_while(|word| !ends_head(word)).collect();
    let last = head.last().copied().unwrap_or_default();
    let plural = last.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|end| last.ends_with(end));
    plural || head.contains(&"and")
}

/// A subject and what it does, in agreement: `the fans` and `stands still` give `the fans stand still`.
#[must_use]
pub(crate) fn does(subject: &str, predicate: &str) -> String {
    let several = if is_several(subject) { of_several(predicate) } else { None };
    format!("{subject} {}", several.as_deref().unwrap_or(predicate))
}

/// What one does as what several do: `runs to the bridge` becomes `run to the bridge`; none where no verb stands
/// first.
#[must_use]
pub fn of_several(predicate: &str) -> Option<String> {
    let (verb, rest) = predicate.split_once(' ').unwrap_or((predicate, ""));
    let verb = match verb {
        verb if !verb.chars().all(char::is_alphabetic) => return None,
        "is" => "are",
        "has" => "have",
        "goes" => "go",
        "reaches" => "reach",
        "stays" => "stay",
        verb => verb.strip_suffix('s')?,
    };
    Some(if rest.is_empty() { verb.to_owned() } else { format!("{verb} {rest}") })
}

/// A figure as a person says it: three figures that count, thousands apart: `1,850`.
#[must_use]
pub(crate) fn about(value: f64) -> String {
    let step =
        if value.abs() >= 1_000.0 { libm::exp10(libm::floor(libm::log10(value.abs())) - 2.0) } else { 1.0 };
    whole((value / step).round() * step)
}

/// A whole number with its thousands apart.
#[must_use]
pub fn whole(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value < -0.5 { format!("-{text}") } else { text }
}

/// A time in minutes, as a person says it.
#[must_use]
pub(crate) fn minutes(time_s: f64) -> String {
    match (time_s / 60.0).round() {
        _ if time_s < 45.0 => "less than a minute".to_owned(),
        1.0 => "about a minute".to_owned(),
        minutes => format!("about {} minutes", super::number(minutes as usize)),
    }
}

/// A pitch: `25 degrees below the horizon`.
#[must_use]
pub(crate) fn pitch(pitch_deg: f64) -> String {
    match pitch_deg.round() {
        up if up > 0.0 => format!("{up:.0} degrees above the horizon"),
        down if down < 0.0 => format!("{:.0} degrees below the horizon", -down),
        _ => "level with the horizon".to_owned(),
    }
}

/// Text for a terminal: control characters, and marks that turn the direction of writing, become visible.
#[must_use]
pub fn clean(text: &str) -> String {
    let is_harmful = |letter: char| {
        letter.is_control()
            || ('\u{202a}'..='\u{202e}').contains(&letter)
            || ('\u{2066}'..='\u{2069}').contains(&letter)
            || ['\u{2028}', '\u{2029}', '\u{200e}', '\u{200f}'].contains(&letter)
    };
    if !text.contains(is_harmful) {
        return text.to_owned();
    }
    let shown = text.chars().map(|letter| match letter {
        '\n' | '\r' | '\t' => " ".to_owned(),
        letter if is_harmful(letter) => letter.escape_default().to_string(),
        letter => letter.to_string(),
    });
    shown.collect()
}

/// Words in rows of at most `width` characters.
#[must_use]
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    // A figure and its unit stay together.
    const UNITS: [&str; 4] = [" %", " Gy", " km", " m/s"];
    let joined =
        UNITS.iter().fold(text.to_owned(), |text, unit| text.replace(unit, &unit.replace(' ', "\u{a0}")));
    let mut rows = vec![String::new()];
    for word in joined.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let row = rows.last_mut().expect("there is a row");
        let length = row.chars().count();
        if length > 0 && length + 1 + word.chars().count() > width {
            rows.push(word.to_owned());
            continue;
        }
        if length > 0 {
            row.push(' ');
        }
        row.push_str(word);
    }
    rows.iter().map(|row| row.replace('\u{a0}', " ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_speech() {
        for (name, expect) in [
            ("Bridge", "the bridge"),
            ("the well", "the well"),
            ("Section 2: forward", "section 2 (forward)"),
            ("MCC 2", "the MCC 2"),
            ("Main engine, port", "the port main engine"),
            ("Controller of distribution, aft", "the aft controller of distribution"),
            ("Belly, forward of amidships", "the belly forward of amidships"),
            ("Belly, bow", "the belly at the bow"),
            ("Outer door of the core lock, of glass", "the outer door of the core lock"),
            ("Main engineering", "main engineering"),
            ("Decks 1 to 3 forward", "decks 1 to 3 forward"),
            ("Deck 8 corridor, amidships", "the deck 8 corridor amidships"),
            (
                "Breaker: cable from battery board to emergency board",
                "the breaker of the cable from battery board to emergency board",
            ),
        ] {
            assert_eq!(named(name), expect);
        }
    }

    #[test]
    fn verbs_agree() {
        for (name, predicate, expect) in [
            ("Decks 1 to 3 forward", "is dead", "decks 1 to 3 forward are dead"),
            ("Deck 3 aft", "is dead", "deck 3 aft is dead"),
            ("Fans of the upper decks", "stands still", "the fans of the upper decks stand still"),
            ("Emergency cells", "stops by itself", "the emergency cells stop by itself"),
            ("Dorsal sensors board", "is dead", "the dorsal sensors board is dead"),
            ("Bus", "has voltage", "the bus has voltage"),
            ("Doors aft", "has power", "the doors aft have power"),
        ] {
            assert_eq!(does(&named(name), predicate), expect);
        }
        assert_eq!(of_several("reaches the lock").as_deref(), Some("reach the lock"));
        assert_eq!(of_several("'s hand comes down"), None);
    }

    #[test]
    fn figures_are_said() {
        for (value, expect) in [(1_847.0, "1,850"), (12_345.0, "12,300"), (999.6, "1,000"), (31.4, "31")] {
            assert_eq!(about(value), expect);
        }
        assert_eq!((whole(7_185.2), whole(-1_234_567.0)), ("7,185".to_owned(), "-1,234,567".to_owned()));
        for (time_s, expect) in
            [(20.0, "less than a minute"), (70.0, "about a minute"), (1_020.0, "about 17 minutes")]
        {
            assert_eq!(minutes(time_s), expect);
        }
        assert_eq!(pitch(-25.0), "25 degrees below the horizon");
        assert_eq!(clean("a\u{1b}[2Jb\nc\0"), "a\\u{1b}[2Jb c\\u{0}");
    }

    #[test]
    fn words_wrap() {
        assert_eq!(wrapped("she falls and falls", 9), ["she falls", "and falls"]);
        assert_eq!(wrapped("unbreakable", 4), ["unbreakable"]);
        assert_eq!(wrapped("set to 100 % now", 10), ["set to", "100 % now"]);
    }
}
