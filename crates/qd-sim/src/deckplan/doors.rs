//! How leaves move: by power, by hand, held, stopped.

use super::{Deckplan, Event, PASSABLE, Passage, PortalKind, no_power};
use crate::Cause;
use crate::class::ShipClass;
use crate::event::EventKind;
use crate::flows::{Flows, Hand};
use crate::id::PortalId;
use crate::order::Reason;
use crate::world::Tick;

/// How long an automatic door waits before it shuts behind somebody, ticks (chosen number: 2 s).
const SHUTS_TICKS: u32 = 2 * crate::TICKS_PER_SECOND;

impl Deckplan {
    /// Power, interlocks and automatic doors.
    pub(super) fn look(&mut self, flows: &Flows, cx: &mut Tick<'_>) {
        let mut changed = false;
        for (id, row) in cx.class.deckplan.portal.iter() {
            self.set_held(id, flows.portal_held[id], cx);
            let state = &mut self.portal[id];
            state.function = row.load.map_or(0.0, |load| flows.supply[load].function);
            if state.shuts_tick.is_some_and(|tick| tick <= cx.tick) {
                state.want_open = false;
            }
            let astray = (state.open - f64::from(u8::from(state.want_open))).abs() > 1e-9;
            if astray && state.function > 0.0 && !state.jammed && !state.moving {
                self.set_moving(id);
            }
            let passage = self.passage(cx.class, id);
            changed |= passage != self.portal[id].passage;
            self.portal[id].passage = passage;
        }
        if changed {
            self.topology += 1;
            self.routes.forget();
        }
    }

    pub(super) fn set_held(&mut self, portal: PortalId, held: Option<Cause>, cx: &mut Tick<'_>) {
        let state = &mut self.portal[portal];
        match (state.held, held) {
            (None, Some(cause)) => {
                let event = cx.push(EventKind::Deckplan(Event::DoorHeld { portal }), &[cause]);
                if state.want_open {
                    state.want_open = false;
                    state.shuts_tick = None;
                    state.cause = event;
                }
            }
            (Some(cause), None) => {
                cx.push(EventKind::Deckplan(Event::DoorReleased { portal }), &[cause]);
            }
            _ => {}
        }
        state.held = held;
    }

    pub(super) fn passage(&self, class: &ShipClass, portal: PortalId) -> Passage {
        let (row, state) = (&class.deckplan.portal[portal], &self.portal[portal]);
        let powered = state.function > 0.0;
        if row.kind == PortalKind::Lift {
            return if powered && !state.jammed && state.held.is_none() {
                Passage::Free
            } else {
                Passage::Barred
            };
        }
        if state.open >= PASSABLE && (state.held.is_none() || state.want_open) {
            return Passage::Free;
        }
        match (state.jammed || state.held.is_some(), powered, row.automatic) {
            (true, ..) => Passage::Barred,
            (false, true, true) => Passage::Free,
            (false, true, false) => Passage::Powered,
            (false, false, _) => Passage::ByHand,
        }
    }

    pub(super) fn take_hand(&mut self, hand: Hand, flows: &Flows, cx: &mut Tick<'_>) {
        let state = &self.portal[hand.portal];
        let barred = state.jammed || (hand.open && flows.portal_held[hand.portal].is_some());
        if barred || !cx.class.deckplan.portal[hand.portal].has_leaf() {
            return;
        }
        let there = (state.open - f64::from(u8::from(hand.open))).abs() < 1e-9;
        if !there && (state.want_open != hand.open || !state.moving) {
            if state.want_open != hand.open {
                self.supersede(hand.portal, hand.cause, cx);
            }
            let state = &mut self.portal[hand.portal];
            state.want_open = hand.open;
            state.cause = hand.cause;
            state.shuts_tick = None;
            self.set_moving(hand.portal);
        }
        let state = &mut self.portal[hand.portal];
        state.hands += hand.strength;
        let automatic = cx.class.deckplan.portal[hand.portal].automatic && state.function > 0.0;
        if hand.passing && hand.open && automatic && (!there || state.shuts_tick.is_some()) {
            state.shuts_tick = Some(cx.tick + SHUTS_TICKS);
        }
    }

    /// Moves one leaf; true while it is to go on.
    pub(super) fn move_leaf(&mut self, portal: PortalId, flows: &Flows, cx: &mut Tick<'_>) -> bool {
        let row = &cx.class.deckplan.portal[portal];
        let state = &mut self.portal[portal];
        let supply = row.load.map(|load| flows.supply[load]);
        let powered = supply.map_or(0.0, |supply| supply.function) / row.powered_time_s().max(crate::TICK_S);
        let by_hand = state.hands / row.hand_time_s().max(crate::TICK_S);
        state.hands = 0.0;
        let rate_per_s = powered.max(by_hand);
        if state.jammed || rate_per_s <= 0.0 {
            return self.stop_leaf(portal, supply.map_or(Cause::Initial, |supply| supply.cause), cx);
        }
        let towards = if state.want_open { 1.0 } else { -1.0 };
        state.open = (state.open + towards * rate_per_s * crate::TICK_S).clamp(0.0, 1.0);
        if state.open > 0.0 && state.open < 1.0 {
            return true;
        }
        self.arrive(portal, powered < by_hand, cx);
        false
    }

    fn arrive(&mut self, portal: PortalId, by_hand: bool, cx: &mut Tick<'_>) {
        let state = &mut self.portal[portal];
        state.moving = false;
        let event = if state.want_open {
            Event::DoorOpened { portal, by_hand }
        } else {
            Event::DoorClosed { portal, by_hand }
        };
        // An automatic door that opens and shuts for passers-by is not worth a word.
        if state.shuts_tick.is_none() {
            state.cause = cx.push(EventKind::Deckplan(event), &[state.cause]);
        } else if !state.want_open {
            state.shuts_tick = None;
        }
        if let Some(order) = state.order.take() {
            cx.push(EventKind::Order(crate::order::Event::Achieved { order }), &[state.cause]);
        }
        let passage = self.passage(cx.class, portal);
        if passage != self.portal[portal].passage {
            self.portal[portal].passage = passage;
            self.topology += 1;
            self.routes.forget();
        }
    }

    fn stop_leaf(&mut self, portal: PortalId, why: Cause, cx: &mut Tick<'_>) -> bool {
        let state = &mut self.portal[portal];
        state.moving = false;
        let event = Event::DoorStopped { portal, open: state.open };
        state.cause = cx.push(EventKind::Deckplan(event), &[state.cause, why]);
        if let Some(order) = state.order.take() {
            let reason = no_power(cx.class, portal);
            cx.push(EventKind::Order(crate::order::Event::Failed { order, reason }), &[state.cause]);
        }
        false
    }

    /// An order under way on this door gives way to something newer.
    pub(super) fn supersede(&mut self, portal: PortalId, cause: Cause, cx: &mut Tick<'_>) {
        if let Some(order) = self.portal[portal].order.take() {
            let reason = Reason::new("superseded", "the door was wanted otherwise before it was done");
            cx.push(EventKind::Order(crate::order::Event::Failed { order, reason }), &[cause]);
        }
    }

    pub(super) fn set_moving(&mut self, portal: PortalId) {
        self.portal[portal].moving = true;
        if let Err(place) = self.moving.binary_search(&portal) {
            self.moving.insert(place, portal);
        }
    }
}
