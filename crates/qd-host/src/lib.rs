//! The ship among her pages: a session on its own thread, and everybody who has a place aboard.
//!
//! Layout: `ship` the thread that owns the session and is asked by messages; `places` who has which place; `stream` what a
//! page has been sent of a place; `page` one socket with its limits; `http` the addresses; `limits` every number; `pace`
//! ship time against real time. The ship never waits for a page: pages have short queues, and what does not fit is made
//! up by a keyframe. Left out: encryption and other machines (it listens on this one alone), and who people really are.

mod http;
pub mod limits;
mod notes;
pub mod pace;
mod page;
mod places;
mod ship;
mod stream;

pub use http::Asset;

use qd_journal::Journal;
use qd_officers::{Session, Ticked};
use qd_sim::World;
use qd_wire::message;
use qd_words::Speaker;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;

/// What is to be hosted.
#[derive(Debug)]
pub struct Start {
    /// The world and its officers.
    pub session: Session,
    /// Where its orders are kept.
    pub journal: Journal,
    /// What happened before, and what was ordered: of a run that is gone on with.
    pub past: Ticked,
    /// Keys and words.
    pub speaker: Speaker,
    /// What is played.
    pub scenario: message::Scenario,
    /// The few figures that a journal keeps with each snapshot.
    pub face: fn(&World) -> String,
    /// The pages.
    pub asset: fn(&str) -> Option<Asset>,
    /// Where places, tokens and the director's secret are kept beside the journal.
    pub places_file: PathBuf,
}

/// Takes a port on the loopback address, 0 for any that is free: first of all, so that nothing is begun that cannot be
/// served.
///
/// # Errors
/// The port is taken, or may not be listened on.
pub fn listen(port: u16) -> Result<TcpListener, Error> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = listener.and_then(|listener| listener.set_nonblocking(true).map(|()| listener));
    listener.map_err(|source| Error::Listen { port, source })
}

/// What whoever started it is told once it listens.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The address.
    pub address: SocketAddr,
    /// The director's secret.
    pub secret: String,
}

/// Why hosting failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The port is taken, or may not be listened on.
    #[error("cannot listen on port {port}: {source}; choose another with --port, or 0 for any that is free")]
    Listen {
        /// The port.
        port: u16,
        /// What the system says.
        source: std::io::Error,
    },
    /// The places beside the journal cannot be kept.
    #[error("cannot keep the places in {}: {source}", path.display())]
    Places {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The system gives no random numbers, no thread or no runtime.
    #[error("cannot start: {0}")]
    System(String),
    /// The journal.
    #[error(transparent)]
    Journal(#[from] qd_journal::Error),
}

/// Hosts the session at `speed` times real time until the process is told to stop; what was kept by then is in the
/// journal.
///
/// # Errors
/// Why it could not start, or why the session had to stop.
pub fn serve(
    start: Start,
    listener: TcpListener,
    speed: f64,
    ready: impl FnOnce(&Ready),
) -> Result<(), Error> {
    let system = |source: std::io::Error| Error::System(source.to_string());
    let address = listener.local_addr().map_err(system)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(system)?;
    let listener = {
        let _entered = runtime.enter();
        tokio::net::TcpListener::from_std(listener).map_err(system)?
    };
    let places = places::Places::open(&start.places_file, &start.session.world, &start.speaker)?;
    let secret = places.secret.clone();
    let about = http::About::new(&start, address);
    let (ship, thread) = ship::Ship::launch(start, places, speed)?;
    ready(&Ready { address, secret });
    runtime.block_on(http::run(listener, about, ship.clone()));
    ship.stop();
    thread.join().map_err(|_| Error::System("the ship's thread failed".to_owned()))?
}
