//! Ships and scenarios by key: from the files built into the binary, or from a folder.
//!
//! A ship class is a folder `ships/<key>/`: `ship.toml` names it and what it is `without`, `procedures.toml` holds what officers know how to
//! do, and every other file belongs to the department its name begins with (`power.toml`, `power-loads.toml`).
//! A scenario is `scenarios/<key>.toml`, or a variant that names its `base` and lays its own values over it.

use crate::check;
use crate::diagnostic::{At, Diagnostic, Sources, meant};
use crate::names::Names;
use crate::overlay;
use crate::probe;
use crate::read::read;
use crate::references::{Entry, Keys};
use crate::tree::{Key, Maker, Node, Value};
use qd_sim::names::Space;
use qd_sim::{Scenario, ShipClass};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Deepest chain of variants.
const BASES_MAX: usize = 4;

/// Every ship class and scenario at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    /// Text by path below the root: `ships/…`, `scenarios/…`.
    files: BTreeMap<String, String>,
}

/// What a scenario loads as.
pub type Loaded = (Arc<ShipClass>, Scenario, Names);

impl Library {
    /// What is built into the binary.
    #[must_use]
    pub fn embedded() -> Self {
        let files = crate::embedded::FILES.iter();
        Self { files: files.map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect() }
    }

    /// What lies in a folder with `ships/` and `scenarios/`.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn open(root: &Path) -> Result<Self, Vec<Diagnostic>> {
        let mut library = Self::default();
        for folder in ["ships", "scenarios"] {
            if root.join(folder).is_dir() {
                library.gather(&root.join(folder), folder).map_err(|message| vec![nowhere(message, None)])?;
            }
        }
        Ok(library)
    }

    /// What is built into the binary, and over it what lies around a scenario's file: the `ships/` and `scenarios/`
    /// of its folder, or of the folder above when it lies in a `scenarios/` itself. A ship class found there
    /// stands for the whole of a built-in one of its key.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn around(scenario: &Path) -> Result<Self, Vec<Diagnostic>> {
        let mut library = Self::embedded();
        let folders = scenario.parent().into_iter().flat_map(Path::ancestors);
        let beside = |folder: &Path| folder.join("ships").is_dir();
        let here = Path::new(".");
        let named = |folder: &Path| {
            if folder.as_os_str().is_empty() { here.to_path_buf() } else { folder.to_path_buf() }
        };
        let Some(root) = folders.take(3).map(named).find(|folder| beside(folder)) else { return Ok(library) };
        let mut own = Self::default();
        for folder in ["ships", "scenarios"] {
            if root.join(folder).is_dir() {
                own.gather(&root.join(folder), folder).map_err(|message| vec![nowhere(message, None)])?;
            }
        }
        for key in own.ships() {
            let folder = format!("ships/{key}/");
            library.files.retain(|path, _| !path.starts_with(&folder));
        }
        library.files.extend(own.files);
        Ok(library)
    }

    fn gather(&mut self, folder: &Path, shown: &str) -> Result<(), String> {
        let failed = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let shown = format!("{shown}/{name}");
            if path.is_dir() {
                self.gather(&path, &shown)?;
            } else if name.ends_with(".toml") {
                self.files.insert(shown, text_of(&path)?);
            }
        }
        Ok(())
    }

    /// Keys of the ship classes.
    #[must_use]
    pub fn ships(&self) -> Vec<String> {
        let key = |path: &String| path.strip_prefix("ships/")?.strip_suffix("/ship.toml").map(str::to_owned);
        self.files.keys().filter_map(key).collect()
    }

    /// Keys of the scenarios, variants included.
    #[must_use]
    pub fn scenarios(&self) -> Vec<String> {
        let key = |path: &String| {
            let stem = path.strip_prefix("scenarios/")?.strip_suffix(".toml")?;
            Some(stem.rsplit('/').next().unwrap_or(stem).to_owned())
        };
        self.files.keys().filter_map(key).collect()
    }

    /// A ship class.
    ///
    /// # Errors
    /// Every problem in its files.
    pub fn load_ship(&self, key: &str) -> Result<(Arc<ShipClass>, Names), Vec<Diagnostic>> {
        let mut loading = Loading::default();
        let Some(mut tree) = loading.ship_tree(self, key, At::NOWHERE) else {
            return Err(loading.sources.into_diagnostics());
        };
        let keys = loading.resolve_ship(&mut tree);
        let class: Option<ShipClass> = read(&mut tree, &mut loading.maker, &mut loading.sources);
        loading.checked(class, &keys, |class| {
            let names = Names::of(&keys, &class.key, &class.name);
            (Arc::new(class), names)
        })
    }

    /// A scenario at a chapter (the first when none is named), by key or by path to a `.toml` file, with values
    /// set by dotted path: `flight.altitude_m`, or with `ship.` before it for the class.
    ///
    /// # Errors
    /// Every problem in its files and in the ship's.
    pub fn load_scenario(
        &self,
        key: &str,
        chapter: Option<&str>,
        sets: &[(String, String)],
    ) -> Result<Loaded, Vec<Diagnostic>> {
        let mut loading = Loading::default();
        let loaded = loading.scenario(self, key, chapter, sets);
        if loading.sources.is_clean() {
            Ok(loaded.expect("what has no problems has loaded"))
        } else {
            Err(loading.sources.into_diagnostics())
        }
    }

    /// Keys of a scenario's chapters, in order.
    ///
    /// # Errors
    /// What is wrong with its file, or with one it is based on.
    pub fn chapters(&self, key: &str) -> Result<Vec<String>, Vec<Diagnostic>> {
        let mut loading = Loading::default();
        let tree = loading.scenario_tree(self, key, At::NOWHERE, 0);
        let Some(tree) = tree.filter(|_| loading.sources.is_clean()) else {
            return Err(loading.sources.into_diagnostics());
        };
        let chapters = tree.get("chapter").map_or(&[][..], Node::entries);
        if chapters.is_empty() {
            loading.sources.report(tree.at, "missing chapters: a scenario needs a table `[chapter.…]`", None);
            return Err(loading.sources.into_diagnostics());
        }
        Ok(chapters.iter().map(|(key, _)| key.text.clone()).collect())
    }

    /// Path and text of a scenario.
    fn scenario_file(&self, key: &str) -> Result<(String, String), (String, Option<String>)> {
        if key.ends_with(".toml") {
            return text_of(Path::new(key)).map(|text| (key.to_owned(), text)).map_err(|error| (error, None));
        }
        for path in [format!("scenarios/{key}.toml"), format!("scenarios/variants/{key}.toml")] {
            if let Some(text) = self.files.get(&path) {
                return Ok((path, text.clone()));
            }
        }
        let known = self.scenarios();
        let help = meant(key, known.iter().map(String::as_str));
        let help = help.or_else(|| Some(format!("there are: {}", known.join(", "))));
        Err((format!("no scenario has the key `{key}`"), help))
    }
}

fn text_of(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// A problem that stands in no file.
fn nowhere(message: String, help: Option<String>) -> Diagnostic {
    Diagnostic { file: String::new(), line: 0, column: 0, message, help }
}

/// One loading: the files read and what was found in them.
#[derive(Default)]
struct Loading {
    sources: Sources,
    maker: Maker,
}

impl Loading {
    /// All files of a ship class as one tree; `from` is where it was asked for.
    fn ship_tree(&mut self, library: &Library, key: &str, from: At) -> Option<Node> {
        let folder = format!("ships/{key}/");
        if !library.files.contains_key(&format!("{folder}ship.toml")) {
            let known = library.ships();
            let help = meant(key, known.iter().map(String::as_str));
            self.sources.report(from, format!("no ship class has the key `{key}`"), help);
            return None;
        }
        let departments = probe::words::<ShipClass>(&[]);
        let path = format!("{folder}ship.toml");
        let mut ship = self.maker.parse(&path, &library.files[&path], &mut self.sources);
        for (path, text) in library.files.range(folder.clone()..).take_while(|(p, _)| p.starts_with(&folder))
        {
            let stem = path[folder.len()..].trim_end_matches(".toml");
            if stem == "ship" {
                continue;
            }
            let tree = self.maker.parse(path, text, &mut self.sources);
            let word = stem.split('-').next().unwrap_or(stem);
            if stem == "procedures" {
                overlay::lay(&mut ship, tree);
            } else if departments.contains(&word) {
                let key = Key { text: word.to_owned(), at: tree.at };
                let whole = self.maker.node(tree.at, Value::Table(vec![(key, tree)]));
                self.join(&mut ship, whole);
            } else {
                let help = meant(word, departments.iter().copied());
                let message = format!("the file is named for no department: `{word}`");
                self.sources.report(tree.at, message, help);
            }
        }
        self.whole(&mut ship, departments, &folder);
        self.fill::<ShipClass>(&mut ship);
        (!self.maker.broken).then_some(ship)
    }

    /// A department that no file speaks of and that `without` in `ship.toml` does not name is reported: a ship
    /// whose file is lost would lack a system without a word.
    fn whole(&mut self, ship: &mut Node, departments: &[&str], folder: &str) {
        let without = ship.remove("without");
        let named: Vec<(String, At)> = without
            .iter()
            .flat_map(Node::rows)
            .filter_map(|row| row.text().map(|text| (text.to_owned(), row.at)))
            .collect();
        for (word, at) in &named {
            if !departments.contains(&word.as_str()) {
                let help = meant(word, departments.iter().copied());
                self.sources.report(*at, format!("no department is called `{word}`"), help);
            }
        }
        let silent =
            |word: &&&str| ship.get(word).is_none() && !named.iter().any(|(named, _)| named == *word);
        for word in departments.iter().filter(silent) {
            let help = format!("write {folder}{word}.toml, or name it in `without` in ship.toml");
            self.sources.report(ship.at, format!("nothing is said of `{word}`"), Some(help));
        }
    }

    /// Joins files of one department: lists follow one another, so that duplicate keys are seen.
    fn join(&mut self, base: &mut Node, more: Node) {
        let (Value::Table(entries), Value::Table(news)) = (&mut base.value, more.value) else { return };
        for (key, node) in news {
            let Some((_, known)) = entries.iter_mut().find(|(known, _)| known.text == key.text) else {
                entries.push((key, node));
                continue;
            };
            match (&mut known.value, node.value) {
                (Value::List(rows), Value::List(more)) => rows.extend(more),
                (Value::Table(_), value @ Value::Table(_)) => {
                    let more = Node { id: node.id, at: node.at, value };
                    self.join(known, more);
                }
                _ => {
                    let help = format!("the first is at {}", self.sources.describe(known.at));
                    self.sources.report(key.at, format!("duplicate key `{}`", key.text), Some(help));
                }
            }
        }
    }

    /// Departments of which nothing is said are as their type's default has them: nothing aboard, nothing amiss.
    fn fill<T: Default + serde::Serialize>(&mut self, tree: &mut Node) {
        let at = tree.at;
        let serde_json::Value::Object(whole) =
            serde_json::to_value(T::default()).expect("plain data always serialises")
        else {
            return;
        };
        for (field, value) in whole {
            let required = matches!(field.as_str(), "key" | "name" | "chapter" | "summary" | "limit_s");
            if required || tree.get(&field).is_some() {
                continue;
            }
            let node = self.maker.json(at, &value);
            if let Some(entries) = tree.entries_mut() {
                entries.push((Key { text: field, at }, node));
            }
        }
    }

    /// Reports keys that a table may not have (serde's own check is off for the two outermost).
    fn only(&mut self, table: &Node, known: &[&str]) {
        for (key, _) in table.entries().iter().filter(|(key, _)| !known.contains(&key.text.as_str())) {
            let help = meant(&key.text, known.iter().copied());
            self.sources.report(key.at, format!("unknown key `{}`", key.text), help);
        }
    }

    /// Collects the keys of a ship's tables and turns references into numbers.
    fn resolve_ship(&mut self, tree: &mut Node) -> Keys {
        let mut keys = Keys::default();
        self.only(tree, probe::words::<ShipClass>(&[]));
        for (_, department) in tree.entries() {
            keys.collect(department, &mut self.sources);
        }
        let rows = tree.get("crew").and_then(|crew| crew.get("roster")).map_or(&[][..], Node::rows);
        for row in rows {
            let (Some(key), Some(Value::Int(count))) =
                (row.get("key").and_then(Node::text), row.get("count").map(|count| &count.value))
            else {
                continue;
            };
            for number in 1..=*count {
                let key = format!("{key}-{number}");
                keys.add(Space::Person, Entry { name: key.clone(), key, at: row.at }, &mut self.sources);
            }
        }
        keys.resolve(tree, &mut self.sources);
        check::numbers(tree, &mut self.sources);
        keys
    }

    fn scenario(
        &mut self,
        library: &Library,
        key: &str,
        chapter: Option<&str>,
        sets: &[(String, String)],
    ) -> Option<Loaded> {
        let mut tree = self.scenario_tree(library, key, At::NOWHERE, 0)?;
        self.only(&tree, &["key", "base", "ship", "chapter"]);
        let own_key = self.text(&tree, "key");
        let (class_key, ship_key, ship_name, ship_at) = self.ship_of(&tree)?;
        let mut ship = self.ship_tree(library, &class_key, ship_at)?;
        let mut start = self.chapter(&mut tree, chapter)?;
        for (path, value) in sets {
            let (target, path) = match path.strip_prefix("ship.") {
                Some(path) => (&mut ship, path),
                None => (&mut start, path.as_str()),
            };
            overlay::set(target, path, value, &mut self.maker, &mut self.sources);
        }
        let keys = self.resolve_ship(&mut ship);
        self.only(&start, probe::words::<Scenario>(&[]));
        keys.resolve(&mut start, &mut self.sources);
        check::numbers(&start, &mut self.sources);
        let at = start.at;
        let entry = self.maker.node(at, Value::Text(own_key?));
        start.entries_mut()?.push((Key { text: "key".into(), at }, entry));
        let class: Option<ShipClass> = read(&mut ship, &mut self.maker, &mut self.sources);
        let scenario: Option<Scenario> = read(&mut start, &mut self.maker, &mut self.sources);
        let (class, scenario) = (class?, scenario?);
        if self.sources.is_clean() {
            check::ship(&class, &keys, &mut self.sources);
            check::scenario(&scenario, at, &mut self.sources);
        }
        let names = Names::of(&keys, &ship_key, &ship_name);
        Some((Arc::new(class), scenario, names))
    }

    /// A scenario's file, laid over its base if it has one.
    fn scenario_tree(&mut self, library: &Library, key: &str, from: At, depth: usize) -> Option<Node> {
        let (path, text) = match library.scenario_file(key) {
            Ok(file) => file,
            Err((message, help)) => {
                self.sources.report(from, message, help);
                return None;
            }
        };
        let tree = self.maker.parse(&path, &text, &mut self.sources);
        // What is no TOML has no keys to miss.
        if self.maker.broken {
            return None;
        }
        let Some(base) = tree.get("base") else { return Some(tree) };
        let at = base.at;
        let Some(base) = base.text().map(str::to_owned) else {
            self.sources.report(at, "`base` is not the key of a scenario", None);
            return None;
        };
        if depth >= BASES_MAX {
            self.sources.report(at, "the scenario rests on itself, or on too many others", None);
            return None;
        }
        let mut below = self.scenario_tree(library, &base, at, depth + 1)?;
        overlay::lay(&mut below, tree);
        Some(below)
    }

    fn text(&mut self, table: &Node, key: &str) -> Option<String> {
        match table.get(key).map(|node| (node.text(), node)) {
            Some((Some(text), _)) => return Some(text.to_owned()),
            Some((None, node)) => {
                let message = format!("{} where a string is expected for `{key}`", node.kind());
                self.sources.report(node.at, message, None);
            }
            None => self.sources.report(table.at, format!("missing key `{key}`"), None),
        }
        None
    }

    /// Class, key and name of the scenario's ship, and where the class is named.
    fn ship_of(&mut self, tree: &Node) -> Option<(String, String, String, At)> {
        let Some(ship) = tree.get("ship") else {
            self.sources.report(tree.at, "missing table `[ship]` with `class`, `key` and `name`", None);
            return None;
        };
        self.only(ship, &["class", "key", "name"]);
        let (class, key, name) = (self.text(ship, "class"), self.text(ship, "key"), self.text(ship, "name"));
        let at = ship.get("class").map_or(ship.at, |class| class.at);
        Some((class?, key?, name?, at))
    }

    /// The chapter's table, made into a whole scenario.
    fn chapter(&mut self, tree: &mut Node, chapter: Option<&str>) -> Option<Node> {
        let chapters: Vec<String> = match tree.get("chapter") {
            Some(chapters) => chapters.entries().iter().map(|(key, _)| key.text.clone()).collect(),
            None => Vec::new(),
        };
        let Some(first) = chapters.first() else {
            self.sources.report(tree.at, "missing chapters: a scenario needs a table `[chapter.…]`", None);
            return None;
        };
        let key = chapter.unwrap_or(first).to_owned();
        let Some(mut start) = tree.get_mut("chapter").and_then(|chapters| chapters.remove(&key)) else {
            let help = meant(&key, chapters.iter().map(String::as_str));
            let help = help.or_else(|| Some(format!("there are: {}", chapters.join(", "))));
            self.sources.report(At::NOWHERE, format!("no chapter has the key `{key}`"), help);
            return None;
        };
        let at = start.at;
        let node = self.maker.node(at, Value::Text(key));
        start.entries_mut()?.push((Key { text: "chapter".into(), at }, node));
        self.fill::<Scenario>(&mut start);
        Some(start)
    }

    /// The checks of a whole class, and what it becomes when nothing is wrong.
    fn checked<T>(
        mut self,
        class: Option<ShipClass>,
        keys: &Keys,
        then: impl FnOnce(ShipClass) -> T,
    ) -> Result<T, Vec<Diagnostic>> {
        match class {
            Some(class) if self.sources.is_clean() => {
                check::ship(&class, keys, &mut self.sources);
                if self.sources.is_clean() { Ok(then(class)) } else { Err(self.sources.into_diagnostics()) }
            }
            _ => Err(self.sources.into_diagnostics()),
        }
    }
}
