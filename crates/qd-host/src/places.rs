//! Who has which place. A player takes a place and gets a token for it; a page that shows the token has the place again,
//! as long as nobody else has been given it. Kept in a file beside the journal, so that a restart gives everybody theirs.

use crate::Error;
use crate::limits::{ANSWERS, GRACE, NAME_MAX};
use qd_sim::names::Space;
use qd_sim::order::Reason;
use qd_sim::{PersonId, SeatId, World};
use qd_wire::message::{FromShip, Place, PlaceKind};
use qd_words::Speaker;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What a place is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// Whoever holds this chair.
    Seat(SeatId),
    /// This person, in their own body.
    Person(PersonId),
    /// The main screen.
    Screen,
    /// The flight director.
    Director,
}

/// A player in a place.
#[derive(Clone, Debug)]
pub(crate) struct Player {
    /// What the others call them.
    pub(crate) name: String,
    /// Gives the place back.
    pub(crate) token: String,
    /// The page that is connected now.
    pub(crate) page: Option<u32>,
    /// Since when none is.
    gone_since: Instant,
    /// Number of their last order.
    pub(crate) last_order: u32,
    /// Their last answers, to be given again.
    pub(crate) answers: VecDeque<(u32, FromShip)>,
}

/// All places.
#[derive(Debug)]
pub(crate) struct Places {
    /// The director's secret.
    pub(crate) secret: String,
    file: PathBuf,
    /// Keys of chairs whose officers hold still.
    pub(crate) held_officers: BTreeSet<String>,
    /// By key: only those that a player has.
    pub(crate) players: BTreeMap<String, Player>,
}

/// What the file holds.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    secret: String,
    /// Key of the place, player's name, token.
    places: Vec<(String, String, String)>,
    /// Keys of chairs whose officers hold still.
    #[serde(default)]
    held_officers: BTreeSet<String>,
}

impl Places {
    /// Those of the file, if it is there; keys of another ship are left out.
    pub(crate) fn open(file: &Path, world: &World, speaker: &Speaker) -> Result<Self, Error> {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        // A file that died half written is none: everybody sits down anew.
        let kept: Kept = serde_json::from_str(&text).unwrap_or_default();
        let secret = if kept.secret.is_empty() { words(6)? } else { kept.secret };
        let mut places = Self {
            secret,
            file: file.to_path_buf(),
            held_officers: kept.held_officers,
            players: BTreeMap::new(),
        };
        for (key, name, token) in kept.places {
            if of(&key, world, speaker).is_some() {
                places.players.insert(key, Player::new(name, token));
            }
        }
        places.keep()?;
        Ok(places)
    }

    fn keep(&self) -> Result<(), Error> {
        let places = self.players.iter();
        let places = places.map(|(key, player)| (key.clone(), player.name.clone(), player.token.clone()));
        let kept = Kept {
            secret: self.secret.clone(),
            places: places.collect(),
            held_officers: self.held_officers.clone(),
        };
        let text = serde_json::to_string(&kept).expect("plain data always serialises");
        let draft = self.file.with_extension("places-new");
        let written = write_private(&draft, &text).and_then(|()| std::fs::rename(&draft, &self.file));
        written.map_err(|source| Error::Places { path: self.file.clone(), source })
    }

    /// Gives `key` to a player on `page`.
    ///
    /// # Errors
    /// Somebody else has it, or the name is no name.
    pub(crate) fn sit(&mut self, key: &str, name: &str, page: u32, now: Instant) -> Result<String, Reason> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > NAME_MAX || name.chars().any(char::is_control) {
            let text = format!("a name has 1 to {NAME_MAX} letters and no control characters");
            return Err(Reason::new("bad_name", text));
        }
        // Who has been away for longer than an officer waits may come back, but not to a chair that others want.
        let is_here = |player: &&Player| player.page.is_some() || now - player.gone_since < GRACE;
        if let Some(player) = self.players.get(key).filter(is_here) {
            let text = format!("{} has that place; choose another, or wait until they leave it", player.name);
            return Err(Reason::new("taken", text));
        }
        let random = |error: Error| Reason::new("no_token", error.to_string());
        let mut player = Player::new(name.to_owned(), words(32).map_err(random)?);
        player.page = Some(page);
        let token = player.token.clone();
        self.players.insert(key.to_owned(), player);
        self.keep().map_err(random)?;
        Ok(token)
    }

    /// The key of the place whose token this is; it is `page`'s from now on.
    pub(crate) fn back(&mut self, token: &str, page: u32) -> Option<String> {
        let (key, player) = self.players.iter_mut().find(|(_, player)| player.token == token)?;
        player.page = Some(page);
        Some(key.clone())
    }

    /// Frees a place.
    pub(crate) fn free(&mut self, key: &str) -> Option<Player> {
        let player = self.players.remove(key);
        if player.is_some() {
            // What cannot be written now is written at the next change.
            let _ = self.keep();
        }
        player
    }

    /// The officer of a chair holds still, or acts again.
    ///
    /// # Errors
    /// It cannot be kept.
    pub(crate) fn hold_officer(&mut self, key: &str, on: bool) -> Result<(), Error> {
        let changed =
            if on { self.held_officers.insert(key.to_owned()) } else { self.held_officers.remove(key) };
        if changed { self.keep() } else { Ok(()) }
    }

    /// A page has gone: its places wait for it.
    pub(crate) fn gone(&mut self, page: u32, now: Instant) {
        for player in self.players.values_mut().filter(|player| player.page == Some(page)) {
            player.page = None;
            player.gone_since = now;
        }
    }

    /// Places whose player is here, or not away for long: no officer acts there.
    pub(crate) fn held(&self, now: Instant) -> impl Iterator<Item = &str> {
        let held = move |player: &Player| player.page.is_some() || now - player.gone_since < GRACE;
        self.players.iter().filter(move |(_, player)| held(player)).map(|(key, _)| key.as_str())
    }

    /// What every page is told of places.
    pub(crate) fn list(&self, world: &World, speaker: &Speaker) -> Vec<Place> {
        let place = |key: &str, kind, name: String, person: Option<PersonId>| {
            let player = self.players.get(key);
            Place {
                key: key.to_owned(),
                kind,
                name,
                person: person.map(|person| speaker.names.key(Space::Person, person.0)),
                player: player.map(|player| player.name.clone()),
                present: player.is_some_and(|player| player.page.is_some()),
                officer_holds: self.held_officers.contains(key),
            }
        };
        let seats = world.class.command.seat.iter().map(|(seat, row)| {
            place(&row.key, PlaceKind::Seat, row.name.clone(), world.flows.seat_holder[seat])
        });
        let people = self.players.keys().filter_map(|key| match of(key, world, speaker)? {
            Of::Person(person) => Some(place(key, PlaceKind::Person, speaker.person(person), Some(person))),
            _ => None,
        });
        let screen = place("viewscreen", PlaceKind::Screen, "Viewscreen".to_owned(), None);
        let director = place("director", PlaceKind::Director, "Flight director".to_owned(), None);
        seats.chain(people).chain([screen, director]).collect()
    }
}

impl Player {
    fn new(name: String, token: String) -> Self {
        let gone_since = now();
        Self { name, token, page: None, gone_since, last_order: 0, answers: VecDeque::new() }
    }

    /// Notes an answer, to be given again.
    pub(crate) fn answered(&mut self, id: u32, answer: FromShip) {
        if self.answers.len() == ANSWERS {
            self.answers.pop_front();
        }
        self.answers.push_back((id, answer));
    }
}

/// What a key names.
pub(crate) fn of(key: &str, world: &World, speaker: &Speaker) -> Option<Of> {
    match key {
        "viewscreen" => return Some(Of::Screen),
        "director" => return Some(Of::Director),
        _ => {}
    }
    if let Some(person) = key.strip_prefix("person:") {
        // Keys only: a display name would make a second key of the same place.
        let position = speaker.names.keys(Space::Person).position(|known| known == person)?;
        return Some(Of::Person(PersonId(u16::try_from(position).ok()?)));
    }
    let mut seats = world.class.command.seat.iter();
    seats.find(|(_, row)| row.key == key).map(|(seat, _)| Of::Seat(seat))
}

/// Now.
#[allow(clippy::disallowed_methods, reason = "who is away for how long is about players, not about the ship")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// `count` random letters and digits that cannot be mistaken for one another; 5 bits each.
fn words(count: usize) -> Result<String, Error> {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
    let mut bytes = vec![0; count];
    getrandom::fill(&mut bytes).map_err(|error| Error::System(error.to_string()))?;
    Ok(bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
}

/// A file that only its owner reads: it holds tokens.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn places(folder: &Path) -> Places {
        Places {
            secret: "secret".to_owned(),
            file: folder.join("run.places"),
            held_officers: BTreeSet::new(),
            players: BTreeMap::new(),
        }
    }

    #[test]
    fn who_stays_away_for_longer_than_an_officer_waits_loses_the_chair_to_whoever_asks() {
        let folder = tempfile::tempdir().unwrap();
        let mut places = places(folder.path());
        let start = now();
        let token = places.sit("helm", "Ada", 1, start).unwrap();
        places.gone(1, start);

        let soon = start + GRACE - Duration::from_millis(1);
        assert_eq!(places.held(soon).collect::<Vec<_>>(), ["helm"]);
        assert_eq!(places.sit("helm", "Bo", 2, soon).unwrap_err().code, "taken");
        assert_eq!(places.back(&token, 3).as_deref(), Some("helm"));

        places.gone(3, start);
        let later = start + GRACE;
        assert_eq!(places.held(later).count(), 0);
        let other = places.sit("helm", "Bo", 2, later).unwrap();
        assert_ne!(other, token);
        assert_eq!(places.back(&token, 4), None, "the chair is somebody else's now");
    }
}
