//! Keys and display names of everything aboard. Names never touch the world: a cast file changes only these.

use crate::diagnostic::nearest;
use crate::references::Keys;
use qd_sim::World;
use qd_sim::names::Space;
use serde::{Deserialize, Serialize};

/// Keys and display names by table, for one ship.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// Key of the ship, as in events.
    pub ship_key: String,
    /// What people call the ship.
    pub ship_name: String,
    tables: Vec<Vec<Named>>,
}

/// One thing's key and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Named {
    key: String,
    name: String,
    /// Given by a cast file: stays whatever the seed says.
    cast: bool,
}

impl Names {
    /// The names in a set of keys.
    pub(crate) fn of(keys: &Keys, ship_key: &str, ship_name: &str) -> Self {
        let named = |space: &Space| {
            let rows = keys.table(*space).iter();
            rows.map(|row| Named { key: row.key.clone(), name: row.name.clone(), cast: false }).collect()
        };
        Self {
            ship_key: ship_key.to_owned(),
            ship_name: ship_name.to_owned(),
            tables: Space::ALL.iter().map(named).collect(),
        }
    }

    fn table(&self, space: Space) -> &[Named] {
        self.tables.get(space as usize).map_or(&[], Vec::as_slice)
    }

    /// The key of a row; `space-number` for a number that has none.
    #[must_use]
    pub fn key(&self, space: Space, id: u16) -> String {
        let row = self.table(space).get(usize::from(id));
        row.map_or_else(|| format!("{}-{id}", space.word()), |row| row.key.clone())
    }

    /// What people call a row; its key for a number that has none.
    #[must_use]
    pub fn name(&self, space: Space, id: u16) -> String {
        let row = self.table(space).get(usize::from(id));
        row.map_or_else(|| self.key(space, id), |row| row.name.clone())
    }

    /// Every key of a table, in order of numbers.
    pub fn keys(&self, space: Space) -> impl ExactSizeIterator<Item = &str> {
        self.table(space).iter().map(|row| row.key.as_str())
    }

    /// The number of a key, or of a display name written exactly.
    ///
    /// # Errors
    /// A sentence with the nearest key.
    pub fn resolve(&self, space: Space, key: &str) -> Result<u16, String> {
        let table = self.table(space);
        let found = table.iter().position(|row| row.key == key);
        let found = found.or_else(|| table.iter().position(|row| row.name == key));
        if let Some(index) = found {
            return Ok(u16::try_from(index).expect("tables hold at most 65,536 rows"));
        }
        let word = space.word();
        Err(match nearest(key, self.keys(space)) {
            Some(near) => format!("no {word} has the key `{key}`; did you mean `{near}`?"),
            None if table.len() <= 12 => {
                let known: Vec<&str> = self.keys(space).collect();
                format!("no {word} has the key `{key}`; there are: {}", known.join(", "))
            }
            None => format!("no {word} has the key `{key}`"),
        })
    }

    /// Gives everybody the name that the world's seed drew for them; names from a cast file stay.
    pub fn name_people(&mut self, world: &World) {
        let Some(people) = self.tables.get_mut(Space::Person as usize) else { return };
        for (person, _) in world.crew.roster.iter() {
            if let Some(row) = people.get_mut(usize::from(person.0)).filter(|row| !row.cast) {
                row.name = world.crew.name(&world.class.crew, person);
            }
        }
    }

    /// Gives a row another name.
    pub(crate) fn rename(&mut self, space: Space, id: u16, name: &str) {
        let row = self.tables.get_mut(space as usize).and_then(|table| table.get_mut(usize::from(id)));
        if let Some(row) = row {
            name.clone_into(&mut row.name);
            row.cast = true;
        }
    }
}
