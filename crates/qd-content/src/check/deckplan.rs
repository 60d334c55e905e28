//! Compartments that are boxes apart from each other; portals that join two that touch; a way to everywhere.

use crate::diagnostic::Sources;
use crate::references::Keys;
use qd_sim::deckplan::{Compartment, PortalKind};
use qd_sim::names::Space;
use qd_sim::{CompartmentId, ShipClass};

/// Boxes may overlap, or stand apart, by this much and still count as touching, m.
const SLACK_M: f64 = 0.05;

/// Checks the deck plan.
pub(crate) fn check(class: &ShipClass, keys: &Keys, sources: &mut Sources) {
    let rows = class.deckplan.compartment.rows();
    let places = keys.table(Space::Compartment);
    for (index, row) in rows.iter().enumerate() {
        let at = places[index].at;
        if (0..3).any(|axis| row.low_body_m[axis] >= row.high_body_m[axis]) {
            let message =
                format!("`{}` is no box: low_body_m must be below high_body_m on every axis", row.key);
            sources.report(at, message, None);
        }
        for other in &rows[..index] {
            if depth_m(row, other) > SLACK_M {
                let help = format!("they share {:.2} m on every axis", depth_m(row, other));
                sources.report(at, format!("`{}` overlaps `{}`", row.key, other.key), Some(help));
            }
        }
    }
    portals(class, keys, sources);
    ways(class, keys, sources);
}

/// How deep two boxes lie in one another on the axis where that is least; negative when apart, m.
fn depth_m(a: &Compartment, b: &Compartment) -> f64 {
    let shared = |axis: usize| {
        a.high_body_m[axis].min(b.high_body_m[axis]) - a.low_body_m[axis].max(b.low_body_m[axis])
    };
    shared(0).min(shared(1)).min(shared(2))
}

/// How far apart two boxes are for a portal between them, m: a lift needs only to stand above the other end.
fn apart_m(kind: PortalKind, a: &Compartment, b: &Compartment) -> f64 {
    let gap = |axis: usize| {
        a.low_body_m[axis].max(b.low_body_m[axis]) - a.high_body_m[axis].min(b.high_body_m[axis])
    };
    let level = gap(0).max(gap(1));
    if kind == PortalKind::Lift { level } else { level.max(gap(2)) }
}

fn portals(class: &ShipClass, keys: &Keys, sources: &mut Sources) {
    let compartment = &class.deckplan.compartment;
    for (index, portal) in class.deckplan.portal.rows().iter().enumerate() {
        let at = keys.table(Space::Portal)[index].at;
        let (from, to) = (&compartment[portal.from_compartment], &compartment[portal.to_compartment]);
        if portal.from_compartment == portal.to_compartment {
            sources.report(at, format!("`{}` leads from `{}` to itself", portal.key, from.key), None);
        } else if apart_m(portal.kind, from, to) > SLACK_M {
            let message =
                format!("`{}` joins nothing: `{}` and `{}` do not touch", portal.key, from.key, to.key);
            let help = format!("they are {:.2} m apart", apart_m(portal.kind, from, to));
            sources.report(at, message, Some(help));
        }
        let climbs = matches!(portal.kind, PortalKind::Ladder | PortalKind::Lift);
        if !climbs && from.deck.abs_diff(to.deck) > 1 {
            let message = format!("`{}` joins decks {} and {}", portal.key, from.deck, to.deck);
            sources.report(at, message, Some("only a ladder or a lift does that".into()));
        }
    }
}

/// Every compartment can be reached from the first without a lift, which needs power.
fn ways(class: &ShipClass, keys: &Keys, sources: &mut Sources) {
    let count = class.deckplan.compartment.len();
    let mut reached = vec![false; count];
    let mut next = vec![CompartmentId(0)];
    while let Some(here) = next.pop() {
        let Some(known) = reached.get_mut(usize::from(here.0)).filter(|known| !**known) else { continue };
        *known = true;
        for portal in class.deckplan.portal.rows().iter().filter(|portal| portal.kind != PortalKind::Lift) {
            if portal.from_compartment == here {
                next.push(portal.to_compartment);
            } else if portal.to_compartment == here {
                next.push(portal.from_compartment);
            }
        }
    }
    let first = class.deckplan.compartment.rows().first().map_or("", |row| row.key.as_str());
    for (place, _) in keys.table(Space::Compartment).iter().zip(&reached).filter(|(_, reached)| !**reached) {
        let message = format!("`{}` cannot be reached on foot from `{first}`", place.key);
        sources.report(place.at, message, Some("join it by a door, hatch, arch or ladder".into()));
    }
}
