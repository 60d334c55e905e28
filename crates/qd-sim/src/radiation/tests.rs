//! The row of compartments of the core's tests: chamber, lock, engineering, corridor.

use super::*;
use crate::air::{Air, Room};
use crate::core::tests::ship;
use crate::deckplan::Deckplan;
use crate::event::{Event as Happened, EventSink};
use crate::id::PortalId;

struct Bench {
    class: ShipClass,
    radiation: Radiation,
    deckplan: Deckplan,
    air: Air,
    flows: Flows,
}

impl Bench {
    fn new() -> Self {
        let (class, scenario) = (ship(), Scenario::default());
        let mut air = Air::default();
        for _ in class.deckplan.compartment.ids() {
            air.room.push(Room::default());
        }
        let (radiation, deckplan) = (Radiation::new(&class, &scenario), Deckplan::new(&class, &scenario));
        let mut flows = Flows::new(&class);
        flows.gamma_source_gy_m2_s[CompartmentId(0)] = 100.0;
        Self { class, radiation, deckplan, air, flows }
    }
    /// Dose rates and events with the doors open by these shares.
    fn look(&mut self, doors: [f64; 3]) -> ([f64; 4], Vec<Happened>) {
        for (at, open) in doors.into_iter().enumerate() {
            self.deckplan.portal[PortalId::from_index(at)].open = open;
        }
        let mut cx = Tick { class: &self.class, seed: 1, tick: 5, events: EventSink::new(5) };
        self.radiation.step(&self.deckplan, &self.air, &mut self.flows, &mut cx);
        let rates = self.flows.dose_rate_gy_s.rows();
        ([rates[0], rates[1], rates[2], rates[3]], cx.events.finish())
    }
}

#[test]
fn the_inner_door_carries_the_shielding() {
    let mut bench = Bench::new();
    let (shut, _) = bench.look([0.0, 0.0, 0.0]);
    let (inner_open, _) = bench.look([1.0, 0.0, 0.0]);
    let (both_open, _) = bench.look([1.0, 1.0, 0.0]);
    assert!((shut[0] - 25.0).abs() < 1e-9, "at the work place: {}", shut[0]);
    // Shut: 4.5 + 0.5 layers over 14 m. A watch of an hour is harmless.
    assert!((4e-6..8e-6).contains(&shut[2]), "engineering behind the door: {}", shut[2]);
    assert!(inner_open[2] > 0.1, "at the glass with the inner door open: {}", inner_open[2]);
    assert!(inner_open[2] > 1e4 * shut[2]);
    assert!((both_open[2] - 100.0 / 196.0).abs() < 0.01 * both_open[2], "the open field: {}", both_open[2]);
    assert!(inner_open[1] > inner_open[2] && inner_open[2] > inner_open[3], "{inner_open:?}");
}

#[test]
fn no_way_gives_more_than_the_open_field() {
    let mut bench = Bench::new();
    for share in [0.0, 0.3, 1.0] {
        let (rates, _) = bench.look([share; 3]);
        for (at, rate) in rates.into_iter().enumerate().skip(1) {
            let distance_m = bench.class.deckplan.distance_m(CompartmentId(0), CompartmentId::from_index(at));
            assert!(rate <= 100.0 / (distance_m * distance_m) * (1.0 + 1e-12), "{at} at {share}");
        }
    }
}

#[test]
fn contaminant_in_the_air_radiates_where_it_is() {
    let mut bench = Bench::new();
    bench.flows.gamma_source_gy_m2_s.fill(0.0);
    bench.air.room[CompartmentId(2)].gas.contaminant = 4e5;
    let (rates, _) = bench.look([0.0; 3]);
    assert!((rates[2] - 0.1).abs() < 1e-9, "{rates:?}");
    assert!(rates[3] > 0.0 && rates[3] < rates[2] && rates[0] < 1e-7, "{rates:?}");
}

#[test]
fn reports_name_the_door() {
    let mut bench = Bench::new();
    let moved = Cause::Order(crate::OrderId(9));
    bench.deckplan.portal[PortalId(0)].cause = moved;
    let (_, first) = bench.look([0.0; 3]);
    let (_, again) = bench.look([0.0; 3]);
    let (_, opened) = bench.look([1.0, 0.0, 0.0]);
    assert!(!first.is_empty() && again.is_empty(), "{again:?}");
    assert!(opened.iter().all(|event| event.causes.contains(&moved)), "{opened:?}");
    assert_eq!((band_of(9e-7), band_of(1e-6), band_of(0.5), band_of(25.0)), (0, 1, 6, 8));
}

#[test]
fn a_stay_is_foretold() {
    let check = |rate, stay_s, collapse: Option<(f64, f64)>, death: Option<(f64, f64)>| {
        let stay = foretell(rate, stay_s, 0.0);
        assert_eq!(stay.dose_gy, rate * stay_s);
        let within = |time_s: Option<f64>, bounds: Option<(f64, f64)>| match (time_s, bounds) {
            (Some(time_s), Some((from_s, to_s))) => (from_s..to_s).contains(&time_s),
            (None, None) => true,
            _ => false,
        };
        assert!(
            within(stay.collapse_s, collapse) && within(stay.death_s, death),
            "{rate} for {stay_s}: {stay:?}"
        );
    };
    check(25.0, 90.0, Some((60.0, 180.0)), Some((500.0, 1200.0)));
    check(1e-5, 3600.0, None, None);
    check(0.5, 10.0, None, Some((86_400.0, 60.0 * 86_400.0)));
    let stay = foretell(25.0, 90.0, 0.0);
    assert!(stay.collapse_early_s < stay.collapse_s && stay.collapse_s < stay.death_s);
    assert!(foretell(25.0, 90.0, 500.0).death_s < stay.death_s, "what was had before counts");
}
