//! A grid in which every bus has a way to a source, and every breaker one thing to guard.

use crate::diagnostic::Sources;
use crate::references::Keys;
use qd_sim::ShipClass;
use qd_sim::names::Space;

/// Checks the grid.
pub(crate) fn check(class: &ShipClass, keys: &Keys, sources: &mut Sources) {
    lines(class, keys, sources);
    breakers(class, keys, sources);
    ways(class, keys, sources);
    useful(class, keys, sources);
}

/// A load that has to fill a store with its power must not give all of it off as heat.
fn useful(class: &ShipClass, keys: &Keys, sources: &mut Sources) {
    let igniters = class.power.source.rows().iter().filter_map(|source| source.igniter_load);
    let facings = class.shields.facing.rows().iter().map(|facing| facing.load);
    let chamber = class.core.chamber.as_ref();
    let core = chamber.into_iter().flat_map(|chamber| [chamber.containment_load, chamber.igniter_load]);
    for load in igniters.chain(facings).chain(core) {
        let Some(row) = class.power.load.get(load).filter(|row| row.heat_share >= 1.0) else { continue };
        let place = keys.table(Space::Load)[usize::from(load.0)].at;
        let message =
            format!("`{}` turns all its power into heat: nothing is left for what it fills", row.key);
        sources.report(place, message, Some("give it a `heat_share` below 1".into()));
    }
}

fn lines(class: &ShipClass, keys: &Keys, sources: &mut Sources) {
    for (line, place) in class.power.line.rows().iter().zip(keys.table(Space::Line)) {
        if line.from_bus == line.to_bus {
            let bus = &class.power.bus[line.from_bus].key;
            sources.report(place.at, format!("`{}` leads from `{bus}` to itself", line.key), None);
        }
        if line.resistance_ohm <= 0.0 {
            let message = format!("`{}` has no resistance: `resistance_ohm` must be above 0", line.key);
            sources.report(place.at, message, None);
        }
    }
}

fn breakers(class: &ShipClass, keys: &Keys, sources: &mut Sources) {
    for (index, place) in keys.table(Space::Breaker).iter().enumerate() {
        let of_lines = class.power.line.rows().iter().filter_map(|line| line.breaker);
        let of_sources = class.power.source.rows().iter().map(|source| source.breaker);
        let guards = of_lines.chain(of_sources).filter(|breaker| usize::from(breaker.0) == index).count();
        if guards != 1 {
            let message = format!("breaker `{}` guards {guards} lines and sources", place.key);
            sources.report(place.at, message, Some("a breaker guards exactly one".into()));
        }
    }
}

fn ways(class: &ShipClass, keys: &Keys, sources: &mut Sources) {
    let mut reached = vec![false; class.power.bus.len()];
    let mut next: Vec<_> = class.power.source.rows().iter().map(|source| source.bus).collect();
    while let Some(here) = next.pop() {
        let Some(known) = reached.get_mut(usize::from(here.0)).filter(|known| !**known) else { continue };
        *known = true;
        for line in class.power.line.rows() {
            if line.from_bus == here {
                next.push(line.to_bus);
            } else if line.to_bus == here {
                next.push(line.from_bus);
            }
        }
    }
    for (place, _) in keys.table(Space::Bus).iter().zip(&reached).filter(|(_, reached)| !**reached) {
        let message = format!("bus `{}` has no way to any source", place.key);
        sources.report(place.at, message, Some("join it by a line".into()));
    }
}
