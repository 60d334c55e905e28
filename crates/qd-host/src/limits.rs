//! Every limit, and the codes with which a page is closed that keeps none of them. `docs/protocol.md` lists the codes.

use std::time::Duration;

/// Pages connected at once.
pub const PAGES_MAX: usize = 64;
/// Messages that wait to be sent to one page; while they do, it is composed no others.
pub const QUEUE: usize = 16;
/// Messages that wait for the ship's thread, of all pages.
pub const INBOX: usize = 1_024;
/// Time for the first message.
pub const HELLO: Duration = Duration::from_secs(5);
/// Time between two pings.
pub const PING: Duration = Duration::from_secs(5);
/// Time without any sign of a page after which it is taken for dead.
pub const SILENCE: Duration = Duration::from_secs(20);
/// Time in which a page must take what is sent to it.
pub const SEND: Duration = Duration::from_secs(10);
/// Time for the last word to a page that is closed.
pub const GOODBYE: Duration = Duration::from_secs(2);
/// Messages a page may send at once.
pub const BURST: f64 = 40.0;
/// Messages a page may send a second, for long.
pub const RATE_PER_S: f64 = 20.0;
/// Wrong secrets of one page.
pub const SECRETS_MAX: u32 = 10;
/// Tokens a page may show.
pub const TOKENS_MAX: usize = 32;
/// Places one page may have.
pub const PLACES_MAX: usize = 12;
/// Letters of a player's name.
pub const NAME_MAX: usize = 40;
/// Letters of a director's note.
pub const NOTE_MAX: usize = 400;
/// Letters of an alert's name.
pub const ALERT_MAX: usize = 80;
/// Alerts remembered as seen, and those of them that a page is told when it comes.
pub const SEEN_MAX: usize = 200;
/// Fits a page's queue beside its welcome.
pub const SEEN_TOLD: usize = QUEUE - 6;
/// Answers of a place that are given again to who repeats their numbers.
pub const ANSWERS: usize = 16;
/// Time after which an officer takes over from a player whose page has gone.
pub const GRACE: Duration = Duration::from_secs(20);
/// Lowest and highest speed a director may choose, times real time.
pub const SPEEDS: (f64, f64) = (0.1, 10.0);

/// Why a page is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Close {
    /// A binary message.
    Binary = 1003,
    /// A message over [`qd_wire::MESSAGE_MAX_BYTES`].
    TooBig = 1009,
    /// Not JSON, or no message there is.
    Garbage = 4400,
    /// No `hello` first, or too many wrong secrets.
    Stranger = 4401,
    /// No sign of life.
    Silent = 4408,
    /// Did not take what was sent.
    Slow = 4410,
    /// Another version of the protocol.
    Version = 4426,
    /// More messages than a person can make.
    Flood = 4429,
    /// The session stopped with a fault.
    Fault = 4500,
    /// Too many pages.
    Full = 4503,
}

impl Close {
    /// The code on the wire.
    #[must_use]
    pub fn code(self) -> u16 {
        self as u16
    }

    /// What whoever looks reads.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Binary => "messages are text",
            Self::TooBig => "a message holds at most 8 KiB",
            Self::Garbage => "no message there is; see docs/protocol.md",
            Self::Stranger => "hello comes first, and secrets are not guessed",
            Self::Silent => "no sign of life for 20 s",
            Self::Slow => "did not read for 10 s",
            Self::Version => "another version of the protocol: reload the page",
            Self::Flood => "more messages than a person can make",
            Self::Fault => "the session stopped with a fault",
            Self::Full => "64 pages are connected",
        }
    }
}

/// What pages may load and talk to: this address, and nothing else.
pub const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
    connect-src 'self' ws://127.0.0.1:* ws://localhost:*; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
