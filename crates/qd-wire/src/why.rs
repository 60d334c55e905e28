//! Why something happened: the whole chain for the flight director, and for a seat as far as it has perceived it.

use qd_sim::{Cause, Event, EventId, Order, OrderId};
use qd_words::Speaker;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, VecDeque};

/// Most links of one answer: nobody reads more at once.
const LINKS_MAX: usize = 120;

/// A link of a chain: an event, an order, a law, or how things stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// `e:1200.3`, `o:12`, `law:gravity`, `initial`.
    pub cause: String,
    /// In a sentence; empty where the place's knowledge ends.
    pub text: String,
    /// When, ticks; none for laws and how things stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tick: Option<u32>,
    /// From what it follows.
    pub causes: Vec<String>,
}

/// Everything that happened and was ordered, in order of number.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// Events.
    pub events: &'a [Event],
    /// Orders.
    pub orders: &'a [Order],
}

/// The chain behind an event or order, nearest links first, each once; it ends at what is not `known`. Empty when there
/// is no such event or order.
#[must_use]
pub fn chain(
    speaker: &Speaker,
    past: Past<'_>,
    from: &str,
    known: impl Fn(Happened<'_>) -> bool,
) -> Vec<Link> {
    let Some(from) = parse(from) else { return Vec::new() };
    let mut links = Vec::new();
    let mut told = BTreeSet::new();
    let mut open = VecDeque::from([from]);
    while let Some(cause) = open.pop_front().filter(|_| links.len() < LINKS_MAX) {
        if !told.insert(cause.to_string()) {
            continue;
        }
        let Some((link, causes)) = link(speaker, past, cause, &known) else { continue };
        open.extend(causes);
        links.push(link);
    }
    links
}

/// What may be known or not.
#[derive(Clone, Copy, Debug)]
pub enum Happened<'a> {
    /// An event.
    Event(&'a Event),
    /// An order.
    Order(&'a Order),
}

fn link(
    speaker: &Speaker,
    Past { events, orders }: Past<'_>,
    cause: Cause,
    known: &impl Fn(Happened<'_>) -> bool,
) -> Option<(Link, Vec<Cause>)> {
    let unknown = || (String::new(), None, Vec::new());
    let (text, tick, causes) = match cause {
        Cause::Event(id) => {
            let event = &events[events.binary_search_by_key(&id, |event| event.id).ok()?];
            if !known(Happened::Event(event)) {
                return Some(end(cause, unknown()));
            }
            let text = qd_words::of_event_among(speaker, event, orders);
            (text, Some(id.tick), event.causes.clone())
        }
        Cause::Order(id) => {
            let order = &orders[orders.binary_search_by_key(&id, |order| order.id).ok()?];
            if !known(Happened::Order(order)) {
                return Some(end(cause, unknown()));
            }
            (speaker.capital(&qd_words::of_order(speaker, order)), None, Vec::new())
        }
        root => (speaker.capital(&qd_words::of_root(root)), None, Vec::new()),
    };
    Some(end(cause, (text, tick, causes)))
}

fn end(cause: Cause, (text, tick, causes): (String, Option<u32>, Vec<Cause>)) -> (Link, Vec<Cause>) {
    let shown = causes.iter().map(ToString::to_string).collect();
    (Link { cause: cause.to_string(), text, tick, causes: shown }, causes)
}

/// `e:1200.3` or `o:12`.
fn parse(text: &str) -> Option<Cause> {
    if let Some(number) = text.strip_prefix("o:") {
        return Some(Cause::Order(OrderId(number.parse().ok()?)));
    }
    let (tick, n) = text.strip_prefix("e:")?.split_once('.')?;
    Some(Cause::Event(EventId { tick: tick.parse().ok()?, n: n.parse().ok()? }))
}
