//! The thread that owns the session. It ticks by the clock, hears pages between ticks, and after each round hands every
//! page what it has not got yet. Nothing in it waits for a page: a full queue is passed over and made up later.
//!
//! Layout: `hearing` what pages say; `sending` what they are sent; this file the loop, and who plays whom.

mod hearing;
mod sending;

use crate::limits::{Close, GRACE, INBOX};
use crate::notes::Notes;
use crate::pace::Pace;
use crate::page::ToPage;
use crate::places::{Places, now};
use crate::stream::Stream;
use crate::{Error, Start};
use qd_journal::Journal;
use qd_officers::{Giver, Session, Ticked};
use qd_sim::order::Reason;
use qd_sim::view::{PersonSeen, View};
use qd_sim::{Act, Outcome, PersonId, SeatId, World, crew};
use qd_wire::message::{FromPage, FromShip, Place, Scenario};
use qd_words::Speaker;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Instant;
use tokio::sync::{mpsc, watch};

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
    /// Says something if there is room; false when there is none.
    fn say(&mut self, message: &FromShip) -> bool {
        let text = serde_json::to_string(message).expect("plain data always serialises");
        let said = self.out.try_send(ToPage::Say(text.into())).is_ok();
        self.missed |= !said;
        said
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
    notes: Notes,
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
            notes: Notes::open(places_file.with_extension("notes")),
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
        if self.has_crew() {
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

    /// A player is aboard; the flight director is none.
    fn has_crew(&self) -> bool {
        self.places.players.iter().any(|(key, player)| player.page.is_some() && key != "director")
    }

    /// People whom players speak for are guided, and those who are to hold still; all others are not: by orders of their
    /// own, as everything is.
    fn guide(&mut self, instant: Instant) {
        let world = &self.session.world;
        let held = self.places.held(instant);
        let still = self.places.held_officers.iter().map(String::as_str);
        let wanted: BTreeSet<PersonId> = held.chain(still).filter_map(|key| self.speaks_for(key)).collect();
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
