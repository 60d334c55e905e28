//! What of all that is reported is news: a fact told for the first time, or told to people who have not heard it
//! when it is one that turns the run.

use qd_sim::PersonId;
use qd_sim::comms::{Event, Fact, FactKind, Message};
use std::collections::{BTreeMap, BTreeSet};

/// Most tellings of one fact.
const TELLINGS_MAX: usize = 3;

/// Who has been told what.
#[derive(Debug, Default)]
pub(super) struct News {
    said: BTreeMap<FactKind, (usize, BTreeSet<PersonId>)>,
    announced: BTreeSet<FactKind>,
}

impl News {
    /// True when what is said in an event is news; it is none the next time.
    pub(super) fn is_news(&mut self, event: &Event) -> bool {
        match event {
            Event::Said { by_person, message: Message::Report { what }, heard_persons, .. } => {
                if is_routine(*what) {
                    return false;
                }
                let (tellings, heard) = self.said.entry(what.kind()).or_default();
                let mut others = heard_persons.iter().filter(|person| *person != by_person).peekable();
                let to_new = others.peek().is_some() && others.all(|person| !heard.contains(person));
                let is_news = *tellings == 0 || turns(what.kind()) && to_new && *tellings < TELLINGS_MAX;
                *tellings += usize::from(is_news);
                heard.extend(heard_persons.iter().copied().chain([*by_person]));
                is_news
            }
            Event::Announced { message: Message::Report { what }, .. } => self.announced.insert(what.kind()),
            _ => false,
        }
    }
}

/// Reports that come by the dozen and of which none is news.
pub(super) fn is_routine(what: Fact) -> bool {
    matches!(what, Fact::Casualty { .. } | Fact::Reading { .. })
}

/// Facts that change what people do next.
fn turns(kind: FactKind) -> bool {
    use FactKind::{CoreAligned, CoreRunning, Death, NoAnswer, PowerRestored, ShipSafe, WentIn};
    matches!(kind, CoreAligned | CoreRunning | Death | NoAnswer | PowerRestored | ShipSafe | WentIn)
}
