//! Holds `docs/laws/reference.md` against the sources: what it says a department calls, that department names;
//! what it says nothing calls, nothing does. Left out: whether the quantity is what the call is for.

use crate::tidy::{Text, words_of};

/// The page.
const PAGE: &str = "docs/laws/reference.md";

/// Lists every row of the page that the sources belie.
pub(crate) fn breaches(texts: &[Text]) -> Vec<String> {
    let Some((_, page)) = texts.iter().find(|(path, _)| path == PAGE) else {
        return vec![format!("{PAGE}: missing")];
    };
    let mut breaches = Vec::new();
    for (number, line) in page.lines().enumerate().map(|(index, line)| (index + 1, line)) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let [_, _, functions, callers, _] = cells[..]
            && functions != "function"
            && !functions.starts_with('-')
        {
            breaches.extend(row(texts, functions, callers).map(|why| format!("{PAGE}:{number}: {why}")));
        }
    }
    breaches
}

/// What is wrong with one row, if anything is.
fn row(texts: &[Text], functions: &str, callers: &str) -> Option<String> {
    let laws = sources(texts, "crates/qd-physics/src/");
    let named = |cell| ticked(cell).map(last_segment);
    if let Some(name) = named(functions).find(|name| !laws.iter().any(|text| mentions(text, name))) {
        return Some(format!("`qd-physics` has no `{name}`"));
    }
    if callers.starts_with("nothing") {
        let ship = sources(texts, "crates/qd-sim/src/");
        let used = ticked(functions).find(|path| ship.iter().any(|text| calls(text, path)))?;
        return Some(format!("`qd-sim` uses `{used}`, and the row says that nothing does"));
    }
    let departments =
        callers.split(" (").next().unwrap_or(callers).split(", whose").next().unwrap_or(callers);
    let said: Vec<&str> = named(callers).collect();
    for department in departments.split(", ") {
        let texts = sources(texts, &format!("crates/qd-sim/src/{department}/"));
        let holds = |name: &&str| texts.iter().any(|text| mentions(text, name));
        if said.is_empty() && !named(functions).any(|name| holds(&name)) {
            return Some(format!("`{department}` names none of {functions}"));
        }
        if let Some(name) = said.iter().find(|name| !holds(name)) {
            return Some(format!("`{department}` does not name `{name}`"));
        }
    }
    None
}

/// Texts of the Rust files below a folder, without tests.
fn sources<'a>(texts: &'a [Text], folder: &str) -> Vec<&'a str> {
    let ours = |path: &str| path.starts_with(folder) && path.ends_with(".rs") && !path.ends_with("tests.rs");
    texts.iter().filter(|(path, _)| ours(path)).map(|(_, text)| text.as_str()).collect()
}

/// What stands between backticks.
fn ticked(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn last_segment(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// Whether a text holds a name as a word; an asterisk in the name stands for anything.
fn mentions(text: &str, name: &str) -> bool {
    let (head, tail) = name.split_once('*').unwrap_or((name, ""));
    let fits = |word: &str| word.len() > head.len() && word.starts_with(head) && word.ends_with(tail);
    words_of(text).any(|word| if name.contains('*') { fits(word) } else { word == name })
}

/// Whether a text uses `module::name` of `qd-physics`: by its path, or by an import of it. Names alone do not
/// count here: a department may have a function of the same name.
fn calls(text: &str, path: &str) -> bool {
    let Some((module, name)) = path.split_once("::") else { return false };
    let import = format!("use qd_physics::{module}::");
    text.lines().any(|line| match line.strip_prefix(import.as_str()) {
        Some(items) => mentions(items, name),
        None => line.split(&format!("{module}::")).skip(1).any(|rest| {
            words_of(rest).next().is_some_and(|word| mentions(word, name)) && !line.starts_with("use ")
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(functions: &str, callers: &str, sound: bool) {
        let text = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let texts = [
            text("crates/qd-physics/src/gas.rs", "pub fn moles() pub fn blowdown_pa() pub fn pair_kg()"),
            text("crates/qd-sim/src/air/flow.rs", "use qd_physics::gas::{Side, pair_kg};\nfn moles()"),
        ];
        assert_eq!(row(&texts, functions, callers).is_none(), sound, "{functions} | {callers}");
    }

    #[test]
    fn a_row_must_be_true() {
        check("`gas::pair_kg`", "air", true);
        check("`gas::pair_kg`", "air (`pair_kg`)", true);
        check("`gas::pair_kg`", "heat", false);
        check("`gas::pair_kg`", "nothing yet", false);
        check("`gas::blowdown_*`", "nothing yet", true);
        check("`gas::blowdown_*`", "air", false);
        check("`gas::moles`", "nothing yet", true);
        check("`gas::venting`", "nothing yet", false);
    }
}
