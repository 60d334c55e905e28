//! The quickest way from anywhere to anywhere, for a person in health, as the doors stand now.
//!
//! Nodes are portals. The time from each portal to one destination is found when first asked for and kept
//! until a door changes kind of passage (`Deckplan::topology`): a pure function of class and state, so that
//! forgetting it changes nothing.

use crate::id::{CompartmentId, PortalId};
use std::sync::OnceLock;

/// The next portal on a way, and the time the whole way takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hop {
    /// Portal to go through next; none when already there.
    pub portal: Option<PortalId>,
    /// Time of the whole way at a walk, s.
    pub walk_s: f64,
}

/// Ways found so far, by destination.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    to: OnceLock<Vec<OnceLock<Vec<f64>>>>,
}

impl PartialEq for Routes {
    /// Always: what can be found again is no part of the state.
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Routes {
    /// Forgets every way.
    pub fn forget(&mut self) {
        for way in self.to.get_mut().into_iter().flatten() {
            way.take();
        }
    }
    pub(super) fn times(&self, to: CompartmentId, count: usize, find: impl FnOnce() -> Vec<f64>) -> &[f64] {
        let ways = self.to.get_or_init(|| vec![OnceLock::new(); count]);
        ways[usize::from(to.0)].get_or_init(find)
    }
}
