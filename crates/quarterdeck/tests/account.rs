//! Accounts as a person reads them: they do not contradict themselves, and nothing in them acts on a terminal.

use crate::program::{arg, printed};
use serde_json::Value;
use tempfile::TempDir;

/// Account of a run, its wrapped lines joined.
fn account(args: &[&str]) -> String {
    let text = printed(&[&["run", "the-fall"], args].concat());
    text.replace("\n        ", " ")
}

#[test]
fn an_account_does_not_contradict_itself() {
    for seed in ["1", "2"] {
        let text = account(&["--seed", seed]);
        let mut realigned = Vec::new();
        let mut raised: Vec<String> = Vec::new();
        for line in text.lines().filter_map(|line| line.get(8..)) {
            if let Some((name, _)) = line.split_once(" has realigned the core") {
                realigned.push(name.to_owned());
            }
            let in_vain = line.starts_with("The order to realign the core by hand comes to nothing");
            assert!(!in_vain || realigned.is_empty(), "seed {seed}: {line}");
            if let Some((name, _)) = line.split_once(" raises a hand to ") {
                let name = name.split(" (").next().expect("a name").to_owned();
                assert!(!raised.contains(&name), "seed {seed}: {name}'s hand goes up twice");
                raised.push(name);
            }
            if let Some((name, _)) = line.split_once("'s hand comes down") {
                let at = raised.iter().position(|raised| raised == name);
                raised.remove(at.unwrap_or_else(|| panic!("seed {seed}: {name}'s hand was not up")));
            }
        }
        let ends: Vec<_> = text.match_indices("The fall ends at").collect();
        assert!(ends.len() <= 1, "seed {seed}: a fall ends once");
        for wrong in [" 0 minutes", " 1 minutes", "-25 degrees", "the main engineering", "A tone:", "{ship}"]
        {
            assert!(!text.contains(wrong), "seed {seed}: {wrong} in {text}");
        }
        for heading in
            ["\n\nWithout power\n", "\n\nIn the air\n", "in the chamber\n", "\nWhy the grid went out\n"]
        {
            assert!(text.contains(heading), "seed {seed}: {heading}");
        }
        assert!(text.matches("(second engineer)").count() == 1, "seed {seed}: everybody is introduced once");
    }
}

#[test]
fn whoever_is_aboard_when_she_breaks_up_is_lost_with_her() {
    let text = account(&["--officers", "none"]);
    assert!(text.contains("The end of her") && !text.contains("Nobody died."), "{text}");
    let object: Value =
        serde_json::from_str(&printed(&["run", "the-fall", "--officers", "none", "--json"])).expect("JSON");
    let dead = object["dead"].as_array().expect("a list").len() as u64;
    assert_eq!(object["ship_lost"], Value::Bool(true));
    assert_eq!(object["lost_with_ship"].as_u64(), Some(430 - dead), "{object}");
}

#[test]
fn no_text_acts_on_a_terminal_and_the_cast_is_everywhere() {
    let folder = TempDir::new().expect("a folder");
    let cast = folder.path().join("cast.toml");
    std::fs::write(&cast, "ship = \"Evening \\u001b[2JStar\"\n[person]\ncaptain = \"Ada \\u0007Nwosu\"\nfirst-officer = \"bell okoro\"\n")
        .expect("written");
    let orders = folder.path().join("orders.jsonl");
    let order =
        r#"{"t":1,"seat":"captain","order":{"kind":"command.log_entry","text":"a\u001b[31mb\nc\u0000"}}"#;
    std::fs::write(&orders, order).expect("written");
    let file = arg(&folder.path().join("r.qdj"));
    let text = printed(&[
        "run",
        "the-fall",
        "--until",
        "3",
        "--cast",
        &arg(&cast),
        "--orders",
        &arg(&orders),
        "--record",
        &file,
    ]);
    assert!(text.contains("a\\u{1b}[31mb c\\u{0}"), "{text}");
    assert!(text.contains("bell okoro (first officer)") && !text.contains("Bell okoro"), "{text}");
    assert!(text.contains("The Evening ") && !text.contains("Asphodel"), "{text}");
    for text in [text, printed(&["explain", "command.logged", &file])] {
        assert!(!text.contains(|letter: char| letter.is_control() && letter != '\n'), "{text:?}");
    }
}
