//! What pages say, and what becomes of it.

use super::{Deck, Flow, Page, seat_of, short, unseated};
use crate::limits::{ALERT_MAX, Close, PAGES_MAX, PLACES_MAX, SECRETS_MAX, SEEN_MAX, SEEN_TOLD, SPEEDS};
use crate::page::ToPage;
use crate::places::{self, Of, now};
use crate::stream::Stream;
use qd_content::act_from_json;
use qd_officers::Giver;
use qd_sim::order::Reason;
use qd_sim::{Act, PersonId, crew, view};
use qd_wire::VERSION;
use qd_wire::message::{Clock, DirectorAct, FromPage, FromShip, Yours};
use qd_wire::panel::Panel;
use qd_wire::why::{Happened, Past, chain};
use serde_json::Value;
use std::collections::BTreeMap;
use tokio::sync::mpsc;

impl Deck {
    pub(super) fn join(&mut self, page: u32, out: mpsc::Sender<ToPage>) {
        let mut joined =
            Page { out, greeted: false, streams: BTreeMap::new(), missed: false, wrong_secrets: 0 };
        if self.pages.len() >= PAGES_MAX {
            joined.close(Close::Full);
            return;
        }
        self.pages.insert(page, joined);
    }

    pub(super) fn gone(&mut self, page: u32) {
        self.pages.remove(&page);
        self.places.gone(page, now());
    }

    pub(super) fn hear(&mut self, page: u32, message: FromPage) {
        match message {
            FromPage::Hello { tokens, .. } => self.hello(page, &tokens),
            FromPage::Sit { place, name, secret } => self.sit(page, &place, &name, secret.as_deref()),
            FromPage::Leave { place } => self.leave(page, &place),
            FromPage::Open { place, panels } => self.open(page, &place, &panels),
            FromPage::Order { id, place, order } => self.order(page, id, &place, &order),
            FromPage::Keyframe { place } => {
                let stream = self.pages.get_mut(&page).and_then(|page| page.streams.get_mut(&place));
                if let Some(stream) = stream {
                    stream.forget();
                    self.urgent.insert(place);
                }
            }
            FromPage::Signal { place, to, data } => self.signal(page, place, &to, data),
            FromPage::See { place, alert } => self.see(page, &place, &alert),
            FromPage::Ping { sent_ms } => self.say(page, &FromShip::Pong { sent_ms }),
            FromPage::Direct { id, act } => self.direct(page, id, act),
            FromPage::Why { place, of } => self.why(page, &place, &of),
        }
    }

    pub(super) fn hello(&mut self, page: u32, tokens: &[String]) {
        let mut yours = Vec::new();
        for token in tokens {
            // A place that another page of the same player still shows goes to the one that came last.
            let Some(place) = self.places.back(token, page) else { continue };
            for (_, theirs) in self.pages.iter_mut().filter(|(other, _)| **other != page) {
                if theirs.streams.remove(&place).is_some() {
                    theirs.say(&unseated(
                        &place,
                        "elsewhere",
                        "the place was taken up again from another page",
                    ));
                }
            }
            let last_order = self.places.players[&place].last_order;
            // A page that comes knows nothing of who hears it.
            self.hearing.remove(&place);
            yours.push(Yours { place, token: token.clone(), last_order });
        }
        let welcome = FromShip::Welcome {
            version: VERSION,
            scenario: self.scenario.clone(),
            places: self.places.list(&self.session.world, &self.speaker),
            yours: yours.clone(),
            clock: self.clock(),
        };
        if let Some(greeted) = self.pages.get_mut(&page) {
            greeted.greeted = true;
            for yours in yours {
                greeted.streams.insert(yours.place, Stream::default());
            }
            greeted.say(&welcome);
            // As many as fit beside the rest: the oldest matter least.
            for seen in self.seen.iter().skip(self.seen.len().saturating_sub(SEEN_TOLD)) {
                greeted.say(seen);
            }
            if let Some(ended) = &self.ended {
                greeted.say(ended);
            }
        }
    }

    pub(super) fn sit(&mut self, page: u32, place: &str, name: &str, secret: Option<&str>) {
        let Some(who) = self.pages.get_mut(&page) else { return };
        if place == "director" && secret != Some(&self.places.secret) {
            who.wrong_secrets += 1;
            if who.wrong_secrets >= SECRETS_MAX {
                who.close(Close::Stranger);
            } else {
                let text = "the flight director's place needs the secret that was printed at the start";
                who.say(&unseated(place, "secret", text));
            }
            return;
        }
        let seated = if places::of(place, &self.session.world, &self.speaker).is_none() {
            Err(Reason::new("no_such_place", format!("there is no place `{}`", short(place))))
        } else if who.streams.len() >= PLACES_MAX {
            Err(Reason::new("too_many", format!("a page has at most {PLACES_MAX} places")))
        } else if place == "viewscreen" {
            // A screen is nobody's: any page may show it.
            Ok(String::new())
        } else {
            self.places.sit(place, name, page, now())
        };
        // A director who is there before everybody else wants them all seated first.
        let waits = place == "director" && self.session.world.tick == 0 && !self.has_crew();
        let Some(who) = self.pages.get_mut(&page) else { return };
        let answer = match seated {
            Ok(token) => {
                who.streams.insert(place.to_owned(), Stream::default());
                if waits {
                    self.flow = Flow::Stopped;
                }
                // A page that sits down knows nothing of who hears it.
                self.hearing.remove(place);
                FromShip::Seated { place: place.to_owned(), token }
            }
            Err(reason) => FromShip::Unseated { place: short(place), reason },
        };
        who.say(&answer);
    }

    pub(super) fn leave(&mut self, page: u32, place: &str) {
        let Some(who) = self.pages.get_mut(&page) else { return };
        if who.streams.remove(place).is_some() {
            if place != "viewscreen" {
                self.places.free(place);
            }
            who.say(&unseated(place, "left", "you left it"));
        } else {
            who.say(&unseated(&short(place), "not_yours", "that place is not yours"));
        }
    }

    pub(super) fn open(&mut self, page: u32, place: &str, panels: &[Panel]) {
        let Some(who) = self.pages.get_mut(&page) else { return };
        if let Some(stream) = who.streams.get_mut(place) {
            stream.open(panels);
            self.urgent.insert(place.to_owned());
        } else {
            who.say(&unseated(&short(place), "not_yours", "that place is not yours: sit down first"));
        }
    }

    pub(super) fn order(&mut self, page: u32, id: u32, place: &str, order: &Value) {
        let rejected = |code, text: &str| FromShip::Answer {
            id,
            kept: None,
            rejected: Some(Reason::new(code, text.to_owned())),
        };
        let player = self.places.players.get(place).filter(|player| player.page == Some(page));
        let Some(player) = player else {
            return self.say(page, &rejected("not_yours", "that place is not yours: sit down first"));
        };
        if id <= player.last_order {
            let again =
                player.answers.iter().find(|(number, _)| *number == id).map(|(_, answer)| answer.clone());
            let old = || rejected("replayed", "an order of that number came before; nothing is obeyed twice");
            return self.say(page, &again.unwrap_or_else(old));
        }
        let answer = match self.obey(place, order) {
            Ok(kept) => FromShip::Answer { id, kept: Some(kept), rejected: None },
            Err(reason) => FromShip::Answer { id, kept: None, rejected: Some(reason) },
        };
        if let Some(player) = self.places.players.get_mut(place) {
            player.last_order = id;
            player.answered(id, answer.clone());
        }
        self.urgent.insert(place.to_owned());
        self.say(page, &answer);
    }

    pub(super) fn obey(&mut self, place: &str, order: &Value) -> Result<String, Reason> {
        let act = act_from_json(order, &self.speaker.names);
        let act = act.map_err(|text| Reason::new("not_understood", text))?;
        let world = &self.session.world;
        let giver = match places::of(place, world, &self.speaker) {
            Some(Of::Seat(seat)) => Giver::Seat(seat),
            Some(Of::Person(person)) => match seat_of(world, person) {
                Some(seat) => Giver::Seat(seat),
                None => Giver::Person(person),
            },
            Some(Of::Screen | Of::Director) | None => {
                return Err(Reason::new("no_orders", "no orders are given from this place"));
            }
        };
        if matches!(act, Act::Crew(crew::Order::Guide { .. })) {
            return Err(Reason::new("not_yours", "who plays whom follows from who sits where"));
        }
        self.submit(giver, act)
    }

    /// Passed on between two who hear each other, in whichever direction; to nobody else.
    pub(super) fn signal(&mut self, page: u32, place: String, to: &str, data: Value) {
        let is_theirs = self.places.players.get(&place).is_some_and(|player| player.page == Some(page));
        let hears =
            |from: &str, to: &str| self.hearing.get(from).is_some_and(|by| by.iter().any(|one| one == to));
        if !is_theirs {
            return self.say(page, &unseated(&short(&place), "not_yours", "that place is not yours"));
        }
        if !(hears(&place, to) || hears(to, &place)) {
            // Who hears is said again: that is the reason, and nobody loses a place by it.
            let by = self.hearing.get(&place).cloned().unwrap_or_default();
            return self.say(page, &FromShip::Hearing { place, by });
        }
        if let Some(other) = self.places.players.get(to).and_then(|player| player.page) {
            self.say(other, &FromShip::Signal { place: to.to_owned(), from: place, data });
        }
    }

    /// Who hears whom among the players; tells those for whom it changed.
    pub(super) fn listen(&mut self) {
        let world = &self.session.world;
        let present = self.places.players.iter().filter(|(_, player)| player.page.is_some());
        let voices: Vec<(String, PersonId)> =
            present.filter_map(|(key, _)| Some((key.clone(), self.speaks_for(key)?))).collect();
        let mut hearing = BTreeMap::new();
        for (place, person) in &voices {
            let by = voices.iter().filter(|(_, other)| world.comms.is_heard(world, *person, *other));
            hearing.insert(place.clone(), by.map(|(other, _)| other.clone()).collect::<Vec<_>>());
        }
        // Whom it could not be told now is told in the next round.
        hearing.retain(|place, by| {
            self.hearing.get(place) == Some(by) || {
                let page = self.places.players[place].page.and_then(|page| self.pages.get_mut(&page));
                let told = FromShip::Hearing { place: place.clone(), by: by.clone() };
                page.is_some_and(|page| page.say(&told))
            }
        });
        self.hearing = hearing;
    }

    /// Whom a place speaks for now.
    pub(super) fn speaks_for(&self, key: &str) -> Option<PersonId> {
        let world = &self.session.world;
        match places::of(key, world, &self.speaker)? {
            Of::Seat(seat) => world.flows.seat_holder[seat],
            Of::Person(person) => Some(person),
            Of::Screen | Of::Director => None,
        }
    }

    /// Who may judge an alert is whoever has a place; that it was seen concerns everybody.
    pub(super) fn see(&mut self, page: u32, place: &str, alert: &str) {
        let player = self.places.players.get(place).filter(|player| player.page == Some(page));
        let Some(player) = player else {
            return self.say(page, &unseated(&short(place), "not_yours", "that place is not yours"));
        };
        let (player, alert) = (player.name.clone(), alert.chars().take(ALERT_MAX).collect::<String>());
        let seen = FromShip::Seen { alert, place: place.to_owned(), player, tick: self.session.world.tick };
        self.say_all(&seen);
        if self.seen.len() == SEEN_MAX {
            self.seen.pop_front();
        }
        self.seen.push_back(seen);
    }

    pub(super) fn why(&mut self, page: u32, place: &str, of: &str) {
        let is_theirs = self.places.players.get(place).is_some_and(|player| player.page == Some(page));
        let world = &self.session.world;
        let past = Past { events: &self.past.events, orders: &self.past.orders };
        let seat = match places::of(place, world, &self.speaker).filter(|_| is_theirs) {
            Some(Of::Seat(seat)) => Some(seat),
            Some(Of::Person(person)) => seat_of(world, person),
            _ => None,
        };
        let links = if is_theirs && place == "director" {
            chain(&self.speaker, past, of, |_| true)
        } else if let Some(seat) = seat {
            chain(&self.speaker, past, of, |happened| match happened {
                Happened::Event(event) => view::perceives(world, seat, event),
                Happened::Order(order) => view::perceives_order(world, seat, order),
            })
        } else {
            Vec::new()
        };
        self.say(page, &FromShip::Because { of: short(of), links });
    }

    pub(super) fn is_director(&self, page: u32) -> bool {
        self.places.players.get("director").is_some_and(|director| director.page == Some(page))
    }

    pub(super) fn direct(&mut self, page: u32, id: u32, act: DirectorAct) {
        let done = match act {
            _ if !self.is_director(page) => {
                Err(Reason::new("not_director", "only the flight director may do that"))
            }
            DirectorAct::Pause { on } => {
                self.flow = if on { Flow::Stopped } else { Flow::Going };
                Ok("pause")
            }
            DirectorAct::Speed { times } if (SPEEDS.0..=SPEEDS.1).contains(&times) => {
                self.pace.speed = times;
                Ok("speed")
            }
            DirectorAct::Speed { .. } => {
                let text = format!("a speed goes from {} to {} times real time", SPEEDS.0, SPEEDS.1);
                Err(Reason::new("out_of_range", text))
            }
            DirectorAct::Free { place } => self.free(&place),
            DirectorAct::HoldOfficer { place, on } => self.hold_officer(&place, on),
            DirectorAct::Note { text } => {
                self.notes.add(self.session.world.tick, &text, None).map(|()| "note")
            }
            DirectorAct::Tell { place, text } => self.tell(place.as_deref(), &text),
        };
        let (kept, rejected) = match done {
            Ok(what) => (Some(what.to_owned()), None),
            Err(reason) => (None, Some(reason)),
        };
        self.say(page, &FromShip::Answer { id, kept, rejected });
        self.say_all(&FromShip::Clock { clock: self.clock() });
    }

    /// Words from outside the ship to whoever has a place, or to all who are there. They are kept before they are shown.
    fn tell(&mut self, place: Option<&str>, text: &str) -> Result<&'static str, Reason> {
        let there = self.places.players.iter().filter(|(key, _)| *key != "director");
        let told: Vec<(String, u32)> = there
            .filter(|(key, _)| place.is_none_or(|place| place == *key))
            .filter_map(|(key, player)| Some((key.clone(), player.page?)))
            .collect();
        if told.is_empty() {
            return Err(Reason::new("nobody", "no player is there to be told"));
        }
        let whom = match place {
            Some(place) => self.places.players[place].name.clone(),
            None => "all".to_owned(),
        };
        self.notes.add(self.session.world.tick, text, Some(whom))?;
        let text = qd_words::clean(text);
        for (place, page) in told {
            self.say(page, &FromShip::Told { place, text: text.clone() });
        }
        Ok("tell")
    }

    pub(super) fn free(&mut self, place: &str) -> Result<&'static str, Reason> {
        let player = self.places.free(place);
        let player = player.ok_or_else(|| Reason::new("nobody", "nobody has that place"))?;
        if let Some(who) = player.page.and_then(|page| self.pages.get_mut(&page)) {
            who.streams.remove(place);
            who.say(&unseated(place, "freed", "the flight director has given the place to others"));
        }
        Ok("free")
    }

    /// Whoever holds the chair is guided from the next round on, as if a player sat there who does nothing.
    pub(super) fn hold_officer(&mut self, place: &str, on: bool) -> Result<&'static str, Reason> {
        if !matches!(places::of(place, &self.session.world, &self.speaker), Some(Of::Seat(_))) {
            let text = format!("only the officer of a chair can hold still; `{}` is none", short(place));
            return Err(Reason::new("no_such_place", text));
        }
        self.places.hold_officer(place, on).map_err(|error| Reason::new("not_kept", error.to_string()))?;
        Ok("hold_officer")
    }

    pub(super) fn say(&mut self, page: u32, message: &FromShip) {
        if let Some(page) = self.pages.get_mut(&page) {
            page.say(message);
        }
    }

    pub(super) fn say_all(&mut self, message: &FromShip) {
        for page in self.pages.values_mut().filter(|page| page.greeted) {
            page.say(message);
        }
    }

    pub(super) fn clock(&self) -> Clock {
        Clock { tick: self.session.world.tick, speed: self.pace.speed, paused: self.pace.paused }
    }
}
