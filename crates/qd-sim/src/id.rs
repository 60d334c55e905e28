//! Dense typed ids, and the table they index. Only [`Table`] knows `usize`.

use serde::{Deserialize, Serialize};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A dense index into one table.
pub trait Id: Copy + Eq + Ord {
    /// The id of row `index`.
    fn from_index(index: usize) -> Self;
    /// The row this id names.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u16);
        impl Id for $name {
            #[inline]
            fn from_index(index: usize) -> Self {
                Self(u16::try_from(index).expect("tables hold at most 65,536 rows"))
            }
            #[inline]
            fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    )*};
}

ids! {
    /// A room of the deck plan.
    CompartmentId,
    /// A door, hatch, ladder or lift between two compartments.
    PortalId,
    /// A node of the power grid.
    BusId,
    /// A cable between two buses, with a breaker.
    LineId,
    /// A breaker of a line or a source.
    BreakerId,
    /// A generator, battery or emergency supply.
    SourceId,
    /// A consumer of the power grid.
    LoadId,
    /// A controller of part of the grid, which can be shut off, re-coded and started.
    ControllerId,
    /// A zone of the outer skin.
    ZoneId,
    /// A structural section of the hull.
    SectionId,
    /// A main engine.
    EngineId,
    /// A reaction-control thruster cluster.
    ThrusterId,
    /// A shield facing.
    FacingId,
    /// Somebody aboard.
    PersonId,
    /// A console with a chair.
    SeatId,
    /// A measuring device.
    InstrumentId,
    /// A call between two ends.
    CallId,
}

/// A vector indexed by one kind of id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Table<I, T> {
    rows: Vec<T>,
    #[serde(skip)]
    id: PhantomData<fn() -> I>,
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { rows: Vec::new(), id: PhantomData }
    }
}

impl<I: Id, T> Table<I, T> {
    /// A table of `rows`.
    #[must_use]
    pub fn new(rows: Vec<T>) -> Self {
        Self { rows, id: PhantomData }
    }
    /// A table with one row for each row of `other`.
    #[must_use]
    pub fn like<U>(other: &Table<I, U>, mut row: impl FnMut(I) -> T) -> Self {
        Self::new(other.ids().map(&mut row).collect())
    }
    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    /// True without rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// Every id in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = I> + use<I, T> {
        (0..self.rows.len()).map(I::from_index)
    }
    /// Every row with its id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (I, &T)> {
        self.rows.iter().enumerate().map(|(index, row)| (I::from_index(index), row))
    }
    /// Every row with its id, to change.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (I, &mut T)> {
        self.rows.iter_mut().enumerate().map(|(index, row)| (I::from_index(index), row))
    }
    /// The rows alone.
    #[must_use]
    pub fn rows(&self) -> &[T] {
        &self.rows
    }
    /// The rows alone, to change.
    pub fn rows_mut(&mut self) -> &mut [T] {
        &mut self.rows
    }
    /// The row of `id`, if there is one (ids from outside may be wrong).
    #[must_use]
    pub fn get(&self, id: I) -> Option<&T> {
        self.rows.get(id.index())
    }
    /// Adds a row and gives its id.
    pub fn push(&mut self, row: T) -> I {
        self.rows.push(row);
        I::from_index(self.rows.len() - 1)
    }
}

impl<I: Id, T: Clone> Table<I, T> {
    /// Sets every row to `value`.
    pub fn fill(&mut self, value: T) {
        self.rows.fill(value);
    }
}

impl<I: Id, T> Index<I> for Table<I, T> {
    type Output = T;
    #[inline]
    fn index(&self, id: I) -> &T {
        &self.rows[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Table<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.rows[id.index()]
    }
}
