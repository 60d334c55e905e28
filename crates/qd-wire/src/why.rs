//! Why something happened: the whole chain, for the flight director. Aboard, "why?" ends where a seat's knowledge ends.

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
    /// In a sentence.
    pub text: String,
    /// When, ticks; none for laws and how things stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tick: Option<u32>,
    /// From what it follows.
    pub causes: Vec<String>,
}

/// The chain behind an event or order, nearest links first, each once. `events` and `orders` are in order of number.
/// Empty when there is no such event or order.
#[must_use]
pub fn chain(speaker: &Speaker, events: &[Event], orders: &[Order], from: &str) -> Vec<Link> {
    let Some(from) = parse(from) else { return Vec::new() };
    let mut links = Vec::new();
    let mut told = BTreeSet::new();
    let mut open = VecDeque::from([from]);
    while let Some(cause) = open.pop_front().filter(|_| links.len() < LINKS_MAX) {
        if !told.insert(cause.to_string()) {
            continue;
        }
        let Some((link, causes)) = link(speaker, events, orders, cause) else { continue };
        open.extend(causes);
        links.push(link);
    }
    links
}

fn link(speaker: &Speaker, events: &[Event], orders: &[Order], cause: Cause) -> Option<(Link, Vec<Cause>)> {
    let (text, tick, causes) = match cause {
        Cause::Event(id) => {
            let event = &events[events.binary_search_by_key(&id, |event| event.id).ok()?];
            let text = format!(
                "{}{}",
                qd_words::of_event(speaker, event),
                qd_words::meant_by(speaker, event, orders)
            );
            (text, Some(id.tick), event.causes.clone())
        }
        Cause::Order(id) => {
            let order = &orders[orders.binary_search_by_key(&id, |order| order.id).ok()?];
            (speaker.capital(&qd_words::of_order(speaker, order)), None, Vec::new())
        }
        root => (speaker.capital(&qd_words::of_root(root)), None, Vec::new()),
    };
    let shown = causes.iter().map(ToString::to_string).collect();
    Some((Link { cause: cause.to_string(), text, tick, causes: shown }, causes))
}

/// `e:1200.3` or `o:12`.
fn parse(text: &str) -> Option<Cause> {
    if let Some(number) = text.strip_prefix("o:") {
        return Some(Cause::Order(OrderId(number.parse().ok()?)));
    }
    let (tick, n) = text.strip_prefix("e:")?.split_once('.')?;
    Some(Cause::Event(EventId { tick: tick.parse().ok()?, n: n.parse().ok()? }))
}
