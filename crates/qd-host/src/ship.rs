//! The thread that owns the session. It ticks by the clock, hears pages between ticks, and after each round hands every
//! page what it has not got yet. Nothing in it waits for a page: a full queue is passed over and made up later.

use crate::limits::{
    ALERT_MAX, Close, GRACE, INBOX, NOTE_MAX, PAGES_MAX, PLACES_MAX, SECRETS_MAX, SEEN_MAX, SEEN_TOLD, SPEEDS,
};
use crate::pace::Pace;
use crate::page::ToPage;
use crate::places::{self, Of, Places, now};
use crate::stream::Stream;
use crate::{Error, Start};
use qd_content::act_from_json;
use qd_journal::Journal;
use qd_officers::{Giver, Session, Ticked};
use qd_sim::order::Reason;
use qd_sim::view::{self, Display, PersonSeen, View};
use qd_sim::{Act, Outcome, PersonId, SeatId, World, crew};
use qd_wire::VERSION;
use qd_wire::message::{Clock, DirectorAct, FromPage, FromShip, Place, Scenario, Yours};
use qd_wire::panel::{Panel, Shows};
use qd_wire::why::{Happened, Past, chain};
use qd_words::Speaker;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, watch};

/// Time between two rounds of digits.
const DIGITS: Duration = Duration::from_millis(250);
/// Time between two pictures of the main screen.
const PICTURE: Duration = Duration::from_millis(100);
/// Time between two paths, and between two tellings of the clock.
const SLOW: Duration = Duration::from_secs(1);
/// Ticks between two rounds of the muster.
const MUSTER_TICKS: u32 = 100;
/// Entries of the log that a page is shown.
const LOG: usize = 60;

/// Events that the director is shown.
const EVENTS: usize = 120;

/// What the thread is told.
#[derive(Debug)]
pub(crate) enum ToShip {
    /// A page has come; here it listens.
    Joined(mpsc::Sender<ToPage>),
    /// It says something.
    Said(FromPage),
    /// It has gone.
    Gone,
    /// The process ends.
    Stop,
}

/// The way to the thread.
#[derive(Clone, Debug)]
pub(crate) struct Ship {
    inbox: SyncSender<(u32, ToShip)>,
    pages: Arc<AtomicU32>,
    stopped: watch::Receiver<bool>,
}

type Thread = JoinHandle<Result<(), Error>>;

impl Ship {
    /// Starts the thread.
    pub(crate) fn launch(start: Start, places: Places, speed: f64) -> Result<(Self, Thread), Error> {
        let (inbox, told) = sync_channel(INBOX);
        let (stop, stopped) = watch::channel(false);
        let deck = Deck::new(start, places, speed);
        let thread = std::thread::Builder::new().name("ship".to_owned()).spawn(move || {
            // However the thread ends, also by a fault, whoever waits for its end is told.
            let _stop = stop;
            deck.run(&told)
        });
        let thread = thread.map_err(|source| Error::System(source.to_string()))?;
        Ok((Self { inbox, pages: Arc::default(), stopped }, thread))
    }

    /// A page comes aboard; none when there is no room for it.
    pub(crate) fn join(&self, to_page: mpsc::Sender<ToPage>) -> Option<u32> {
        let page = self.pages.fetch_add(1, Ordering::Relaxed);
        self.tell(page, ToShip::Joined(to_page)).then_some(page)
    }

    /// Tells the thread something of a page; false when it does not listen any more, or has too much to hear.
    pub(crate) fn tell(&self, page: u32, what: ToShip) -> bool {
        self.inbox.try_send((page, what)).is_ok()
    }

    /// Asks the thread to end.
    pub(crate) fn stop(&self) {
        // When it has ended already there is nobody to ask.
        let _ = self.inbox.send((0, ToShip::Stop));
    }

    /// Waits until the thread has ended.
    pub(crate) async fn stopped(&self) {
        let mut stopped = self.stopped.clone();
        // The sender is dropped with the thread.
        while stopped.changed().await.is_ok() {}
    }
}

/// A page aboard.
#[derive(Debug)]
struct Page {
    out: mpsc::Sender<ToPage>,
    greeted: bool,
    streams: BTreeMap<String, Stream>,
    /// Something did not fit: once there is room it gets everything again.
    missed: bool,
    wrong_secrets: u32,
}

impl Page {
    /// Says something if there is room.
    fn say(&mut self, message: &FromShip) {
        let text = serde_json::to_string(message).expect("plain data always serialises");
        if self.out.try_send(ToPage::Say(text.into())).is_err() {
            self.missed = true;
        }
    }

    /// Closes it if there is room for saying so; else it finds out by its silence.
    fn close(&mut self, why: Close) {
        let _ = self.out.try_send(ToPage::Close(why));
    }
}

/// Whether ship time goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    /// While a player is aboard.
    WithCrew,
    /// The director stopped it.
    Stopped,
    /// The director lets it go on, whoever is aboard.
    Going,
}

/// Everything the thread has.
struct Deck {
    session: Session,
    journal: Option<Journal>,
    /// Everything that happened and was ordered.
    past: Ticked,
    speaker: Speaker,
    scenario: Scenario,
    face: fn(&World) -> String,
    notes_file: PathBuf,
    places: Places,
    pages: BTreeMap<u32, Page>,
    pace: Pace,
    flow: Flow,
    /// When a player was last aboard.
    crewed: Option<Instant>,
    ended: Option<FromShip>,
    /// Of the players' places, by which others what is spoken there is heard.
    hearing: BTreeMap<String, Vec<String>>,
    /// Alerts that were seen, the oldest first.
    seen: VecDeque<FromShip>,
    listed: Vec<Place>,
    /// Places whose pages wait for what their order does.
    urgent: BTreeSet<String>,
    digits_at: Instant,
    picture_at: Instant,
    slow_at: Instant,
    mustered: BTreeMap<SeatId, (u32, Vec<PersonSeen>)>,
    view: View,
}

impl Deck {
    fn new(start: Start, places: Places, speed: f64) -> Self {
        let Start { session, journal, past, speaker, scenario, face, places_file, asset: _ } = start;
        let mut pace = Pace::new(speed);
        pace.paused = true;
        Self {
            session,
            journal: Some(journal),
            past,
            speaker,
            scenario,
            face,
            notes_file: places_file.with_extension("notes"),
            places,
            pages: BTreeMap::new(),
            pace,
            flow: Flow::WithCrew,
            crewed: None,
            ended: None,
            hearing: BTreeMap::new(),
            seen: VecDeque::new(),
            listed: Vec::new(),
            urgent: BTreeSet::new(),
            digits_at: now(),
            picture_at: now(),
            slow_at: now(),
            mustered: BTreeMap::new(),
            view: View::default(),
        }
    }

    fn run(mut self, inbox: &Receiver<(u32, ToShip)>) -> Result<(), Error> {
        loop {
            let mut next = match inbox.recv_timeout(self.pace.wait()) {
                Ok(told) => Some(told),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            while let Some((page, what)) = next {
                match what {
                    ToShip::Joined(out) => self.join(page, out),
                    ToShip::Said(message) => self.hear(page, message),
                    ToShip::Gone => self.gone(page),
                    ToShip::Stop => return Ok(()),
                }
                next = inbox.try_recv().ok();
            }
            self.watch_players();
            for _ in 0..self.pace.due() {
                self.tick()?;
            }
            self.round();
        }
    }

    fn tick(&mut self) -> Result<(), Error> {
        let Some(journal) = self.journal.as_mut().filter(|_| self.ended.is_none()) else { return Ok(()) };
        let (session, face) = (&mut self.session, self.face);
        journal.observe(session, || face(&session.world))?;
        let Ticked { orders, events } = session.tick(journal);
        self.past.orders.extend(orders);
        self.past.events.extend(events);
        if let Some(outcome) = session.world.outcome.clone() {
            self.end(&outcome)?;
        }
        Ok(())
    }

    /// The run has ended: its journal is closed, and everybody is told.
    fn end(&mut self, outcome: &Outcome) -> Result<(), Error> {
        if let Some(mut journal) = self.journal.take() {
            let (world, face) = (&self.session.world, self.face);
            journal.observe(&self.session, || face(world))?;
            journal.close(world.tick, world.hash())?;
        }
        let ended = ended(outcome);
        self.say_all(&ended);
        self.ended = Some(ended);
        Ok(())
    }

    /// Who plays whom, and whether anybody does.
    fn watch_players(&mut self) {
        let instant = now();
        if self.places.players.iter().any(|(key, player)| player.page.is_some() && key != "director") {
            self.crewed = Some(instant);
        }
        let crewed = self.crewed.is_some_and(|since| instant - since < GRACE);
        let goes = self.ended.is_none()
            && match self.flow {
                Flow::WithCrew => crewed,
                Flow::Stopped => false,
                Flow::Going => true,
            };
        if self.pace.paused == goes {
            self.pace.paused = !goes;
            self.say_all(&FromShip::Clock { clock: self.clock() });
        }
        if self.ended.is_none() {
            self.guide(instant);
        }
    }

    /// People whom players speak for are guided, all others are not: by orders of their own, as everything is.
    fn guide(&mut self, instant: Instant) {
        let world = &self.session.world;
        let held = self.places.held(instant);
        let wanted: BTreeSet<PersonId> = held.filter_map(|key| self.speaks_for(key)).collect();
        let guided = world.crew.person.iter().filter(|(_, who)| who.guided).map(|(person, _)| person);
        let guided: BTreeSet<PersonId> = guided.collect();
        let changes: Vec<PersonId> = wanted.symmetric_difference(&guided).copied().collect();
        for person in changes {
            let act = Act::Crew(crew::Order::Guide { on: wanted.contains(&person) });
            // One that is not kept is given again in the next round.
            let _ = self.submit(Giver::Person(person), act);
        }
    }

    fn submit(&mut self, giver: Giver, act: Act) -> Result<String, Reason> {
        let over = || Reason::new("ended", "the run has ended");
        let pending = self.session.pending().iter();
        // Between two ticks the same is not asked twice.
        let giver_is =
            |order: &qd_sim::Order| matches!(giver, Giver::Person(person) if order.by_person == person);
        if let Some(waiting) = pending.clone().find(|order| order.act == act && giver_is(order)) {
            return Ok(qd_wire::plain::shown(waiting.id));
        }
        let journal = self.journal.as_mut().ok_or_else(over)?;
        self.session.submit(giver, act, journal).map(qd_wire::plain::shown)
    }
}

/// What pages say.
impl Deck {
    fn join(&mut self, page: u32, out: mpsc::Sender<ToPage>) {
        let mut joined =
            Page { out, greeted: false, streams: BTreeMap::new(), missed: false, wrong_secrets: 0 };
        if self.pages.len() >= PAGES_MAX {
            joined.close(Close::Full);
            return;
        }
        self.pages.insert(page, joined);
    }

    fn gone(&mut self, page: u32) {
        self.pages.remove(&page);
        self.places.gone(page, now());
    }

    fn hear(&mut self, page: u32, message: FromPage) {
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

    fn hello(&mut self, page: u32, tokens: &[String]) {
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

    fn sit(&mut self, page: u32, place: &str, name: &str, secret: Option<&str>) {
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
            self.places.sit(place, name, page)
        };
        let Some(who) = self.pages.get_mut(&page) else { return };
        match seated {
            Ok(token) => {
                who.streams.insert(place.to_owned(), Stream::default());
                who.say(&FromShip::Seated { place: place.to_owned(), token });
            }
            Err(reason) => who.say(&FromShip::Unseated { place: short(place), reason }),
        }
    }

    fn leave(&mut self, page: u32, place: &str) {
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

    fn open(&mut self, page: u32, place: &str, panels: &[Panel]) {
        let Some(who) = self.pages.get_mut(&page) else { return };
        match who.streams.get_mut(place) {
            Some(stream) => {
                stream.open(panels);
                self.urgent.insert(place.to_owned());
            }
            None => who.say(&unseated(&short(place), "not_yours", "that place is not yours: sit down first")),
        }
    }

    fn order(&mut self, page: u32, id: u32, place: &str, order: &Value) {
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

    fn obey(&mut self, place: &str, order: &Value) -> Result<String, Reason> {
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
    fn signal(&mut self, page: u32, place: String, to: &str, data: Value) {
        let is_theirs = self.places.players.get(&place).is_some_and(|player| player.page == Some(page));
        let hears =
            |from: &str, to: &str| self.hearing.get(from).is_some_and(|by| by.iter().any(|one| one == to));
        if !is_theirs || !(hears(&place, to) || hears(to, &place)) {
            return self.say(page, &unseated(&short(to), "out_of_hearing", "nobody there hears you"));
        }
        if let Some(other) = self.places.players.get(to).and_then(|player| player.page) {
            self.say(other, &FromShip::Signal { place: to.to_owned(), from: place, data });
        }
    }

    /// Who hears whom among the players; tells those for whom it changed.
    fn listen(&mut self) {
        let world = &self.session.world;
        let present = self.places.players.iter().filter(|(_, player)| player.page.is_some());
        let voices: Vec<(String, PersonId)> =
            present.filter_map(|(key, _)| Some((key.clone(), self.speaks_for(key)?))).collect();
        let mut hearing = BTreeMap::new();
        for (place, person) in &voices {
            let by = voices.iter().filter(|(_, other)| world.comms.is_heard(world, *person, *other));
            hearing.insert(place.clone(), by.map(|(other, _)| other.clone()).collect::<Vec<_>>());
        }
        for (place, by) in &hearing {
            if self.hearing.get(place) != Some(by)
                && let Some(page) = self.places.players[place].page.and_then(|page| self.pages.get_mut(&page))
            {
                page.say(&FromShip::Hearing { place: place.clone(), by: by.clone() });
            }
        }
        self.hearing = hearing;
    }

    /// Whom a place speaks for now.
    fn speaks_for(&self, key: &str) -> Option<PersonId> {
        let world = &self.session.world;
        match places::of(key, world, &self.speaker)? {
            Of::Seat(seat) => world.flows.seat_holder[seat],
            Of::Person(person) => Some(person),
            Of::Screen | Of::Director => None,
        }
    }

    /// Who may judge an alert is whoever has a place; that it was seen concerns everybody.
    fn see(&mut self, page: u32, place: &str, alert: &str) {
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

    fn why(&mut self, page: u32, place: &str, of: &str) {
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

    fn is_director(&self, page: u32) -> bool {
        self.places.players.get("director").is_some_and(|director| director.page == Some(page))
    }

    fn direct(&mut self, page: u32, id: u32, act: DirectorAct) {
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
            DirectorAct::Note { text } => self.note(&text),
        };
        let (kept, rejected) = match done {
            Ok(what) => (Some(what.to_owned()), None),
            Err(reason) => (None, Some(reason)),
        };
        self.say(page, &FromShip::Answer { id, kept, rejected });
        self.say_all(&FromShip::Clock { clock: self.clock() });
    }

    fn free(&mut self, place: &str) -> Result<&'static str, Reason> {
        let player = self.places.free(place);
        let player = player.ok_or_else(|| Reason::new("nobody", "nobody has that place"))?;
        if let Some(who) = player.page.and_then(|page| self.pages.get_mut(&page)) {
            who.streams.remove(place);
            who.say(&unseated(place, "freed", "the flight director has given the place to others"));
        }
        Ok("free")
    }

    fn note(&self, text: &str) -> Result<&'static str, Reason> {
        use std::io::Write as _;
        if text.chars().count() > NOTE_MAX {
            return Err(Reason::new("too_long", format!("a note has at most {NOTE_MAX} letters")));
        }
        let line = format!("{} {}\n", qd_words::clock(self.session.world.tick), qd_words::clean(text));
        let file = std::fs::File::options().append(true).create(true).open(&self.notes_file);
        let written = file.and_then(|mut file| file.write_all(line.as_bytes()));
        written.map_err(|error| Reason::new("not_kept", format!("the note cannot be kept: {error}")))?;
        Ok("note")
    }

    fn say(&mut self, page: u32, message: &FromShip) {
        if let Some(page) = self.pages.get_mut(&page) {
            page.say(message);
        }
    }

    fn say_all(&mut self, message: &FromShip) {
        for page in self.pages.values_mut().filter(|page| page.greeted) {
            page.say(message);
        }
    }

    fn clock(&self) -> Clock {
        Clock { tick: self.session.world.tick, speed: self.pace.speed, paused: self.pace.paused }
    }
}

/// What pages are sent.
impl Deck {
    /// Hands every page what is due and it has not got.
    fn round(&mut self) {
        let instant = now();
        let digits = instant - self.digits_at >= DIGITS;
        let picture = instant - self.picture_at >= PICTURE;
        let slow = instant - self.slow_at >= SLOW;
        if !(digits || picture || !self.urgent.is_empty()) {
            return;
        }
        if slow {
            self.slow_at = instant;
            self.say_all(&FromShip::Clock { clock: self.clock() });
        }
        if digits {
            self.digits_at = instant;
            self.listen();
            let places = self.places.list(&self.session.world, &self.speaker);
            if places != self.listed {
                self.say_all(&FromShip::Places { places: places.clone() });
                self.listed = places;
            }
        }
        if picture {
            self.picture_at = instant;
        }
        let urgent = std::mem::take(&mut self.urgent);
        let mut pages = std::mem::take(&mut self.pages);
        for (place, wanted) in wanted(&pages) {
            let is_urgent = urgent.contains(&place);
            let due = wanted.into_iter().filter(|panel| match panel {
                Panel::Outside => picture || is_urgent,
                Panel::Path | Panel::Truth => slow || is_urgent,
                _ => digits || is_urgent,
            });
            let due: Vec<Panel> = due.collect();
            if !due.is_empty() {
                let values = self.values(&place, &due);
                let tick = self.session.world.tick;
                pages.values_mut().for_each(|page| send(page, &place, tick, &values));
            }
        }
        self.pages = pages;
    }

    /// What a place is shown now, in the panels that are due.
    fn values(&mut self, place: &str, due: &[Panel]) -> Map<String, Value> {
        let world = &self.session.world;
        let mut view = std::mem::take(&mut self.view);
        view.clear();
        let draws = due.iter().any(|panel| {
            matches!(
                panel,
                Panel::Loads | Panel::Machines | Panel::Patients | Panel::Path | Panel::Ways | Panel::People
            )
        });
        let mut display = Display::default();
        let (mut log, mut sees_screen) = (&[][..], false);
        let of = places::of(place, world, &self.speaker);
        let seat = match of {
            Some(Of::Seat(seat)) => Some(seat),
            Some(Of::Person(person)) => seat_of(world, person),
            _ => None,
        };
        if let Some(seat) = seat {
            view::of_seat_into(world, seat, &mut view);
            if draws {
                display = view::display_of_seat(world, seat);
                muster(world, seat, &mut self.mustered, &mut view);
            }
            log = view::log_seen(world, seat, LOG);
        } else if let Some(Of::Person(person)) = of {
            view::of_person_into(world, person, &mut view);
        }
        if let (Some(Of::Person(person)), true) = (of, draws) {
            let on_foot = view::display_of_person(world, person);
            (display.ways, display.walk_s) = (on_foot.ways, on_foot.walk_s);
        }
        if let Some(here) = view.body.compartment {
            sees_screen = view.body.conscious && view::has_main_screen(world, here);
        }
        let sees_screen = sees_screen || matches!(of, Some(Of::Screen | Of::Director));
        let outside = if sees_screen && due.contains(&Panel::Outside) { view::outside(world) } else { None };
        let is_director = of == Some(Of::Director);
        let truth = (is_director && due.contains(&Panel::Truth)).then(|| view::truth(world));
        let events = if is_director { &self.past.events[..] } else { &[] };
        let shows = Shows {
            view: &view,
            display: &display,
            log,
            outside: outside.as_ref(),
            truth: truth.as_ref(),
            events: &events[events.len().saturating_sub(EVENTS)..],
            speaker: &self.speaker,
        };
        let values = shows.values(due.iter().copied());
        self.view = view;
        values
    }
}

/// Panels that pages have open, by place.
fn wanted(pages: &BTreeMap<u32, Page>) -> BTreeMap<String, BTreeSet<Panel>> {
    let mut wanted: BTreeMap<String, BTreeSet<Panel>> = BTreeMap::new();
    for (place, stream) in pages.values().flat_map(|page| &page.streams) {
        wanted.entry(place.clone()).or_default().extend(&stream.open);
    }
    wanted.retain(|_, panels| !panels.is_empty());
    wanted
}

fn send(page: &mut Page, place: &str, tick: u32, values: &Map<String, Value>) {
    if page.out.capacity() == 0 {
        page.missed = true;
        return;
    }
    if std::mem::take(&mut page.missed) {
        page.streams.values_mut().for_each(Stream::forget);
    }
    let Some(stream) = page.streams.get_mut(place) else { return };
    let open = stream.opened(values);
    if let Some(view) = stream.next(place, tick, &open) {
        page.say(&view);
    }
}

/// The muster as it was last taken: communicators report every five seconds.
fn muster(
    world: &World,
    seat: SeatId,
    mustered: &mut BTreeMap<SeatId, (u32, Vec<PersonSeen>)>,
    view: &mut View,
) {
    let (taken_tick, people) = mustered.entry(seat).or_default();
    if people.is_empty() || world.tick >= *taken_tick + MUSTER_TICKS {
        (*taken_tick, *people) = (world.tick, view::muster(world, seat));
    }
    for seen in people.iter() {
        if view.person_seen(seen.person).is_none() {
            view.people.push(*seen);
        }
    }
}

/// The chair that somebody holds.
fn seat_of(world: &World, person: PersonId) -> Option<SeatId> {
    let mut holders = world.flows.seat_holder.iter();
    holders.find(|(_, holder)| **holder == Some(person)).map(|(seat, _)| seat)
}

fn unseated(place: &str, code: &'static str, text: &str) -> FromShip {
    FromShip::Unseated { place: place.to_owned(), reason: Reason::new(code, text) }
}

/// A key from outside, as it may be said back.
fn short(key: &str) -> String {
    key.chars().filter(|letter| !letter.is_control()).take(60).collect()
}

fn ended(outcome: &Outcome) -> FromShip {
    let (word, text) = match outcome {
        Outcome::Lost { .. } => ("lost", "The ship is lost."),
        Outcome::Safe { .. } => ("safe", "The ship is out of danger, and everybody hurt is dead or stable."),
        Outcome::Limit { .. } => ("limit", "The time of this run is over."),
    };
    FromShip::Ended { outcome: word.to_owned(), text: text.to_owned() }
}
