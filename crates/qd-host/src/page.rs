//! One socket: what a page sends is measured and passed to the ship; what the ship has for it is sent in its time.

use crate::limits::{BURST, Close, GOODBYE, HELLO, PING, QUEUE, RATE_PER_S, SEND, SILENCE, TOKENS_MAX};
use crate::places::now;
use crate::ship::{Ship, ToShip};
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use qd_wire::message::FromPage;
use qd_wire::{MESSAGE_MAX_BYTES, VERSION};
use std::time::Instant;
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval, timeout};

/// What the ship has for a page.
#[derive(Clone, Debug)]
pub(crate) enum ToPage {
    /// A message.
    Say(Utf8Bytes),
    /// The end.
    Close(Close),
}

/// Serves a page until it goes or has to.
pub(crate) async fn run(mut socket: WebSocket, ship: Ship) {
    let (to_page, from_ship) = mpsc::channel(QUEUE);
    let why = match ship.join(to_page) {
        None => Some(Close::Full),
        Some(page) => {
            let why = talk(&mut socket, from_ship, &ship, page).await;
            ship.tell(page, ToShip::Gone);
            why
        }
    };
    if let Some(why) = why {
        let frame = CloseFrame { code: why.code(), reason: why.reason().into() };
        // What is still on its way is taken off the line, or the system would cut it before the last word is read.
        // One that does not read gets no goodbye.
        let _ = timeout(GOODBYE, async {
            let _ = socket.send(Message::Close(Some(frame))).await;
            while let Some(Ok(_)) = socket.recv().await {}
        })
        .await;
    }
}

/// Gives why the page is closed; nothing when it went by itself.
async fn talk(
    socket: &mut WebSocket,
    mut from_ship: mpsc::Receiver<ToPage>,
    ship: &Ship,
    page: u32,
) -> Option<Close> {
    let mut hearing = Hearing { credit: BURST, counted: now(), heard: now(), began: now(), greeted: false };
    let mut ping = interval(PING);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let out = tokio::select! {
            said = socket.recv() => match said {
                None | Some(Err(_)) => return None,
                Some(Ok(message)) => match hearing.take(message) {
                    Ok(None) => continue,
                    Ok(Some(message)) => {
                        if !ship.tell(page, ToShip::Said(message)) {
                            return Some(Close::Fault);
                        }
                        continue;
                    }
                    Err(why) => return Some(why),
                },
            },
            out = from_ship.recv() => match out {
                Some(ToPage::Say(text)) => Message::Text(text),
                Some(ToPage::Close(why)) => return Some(why),
                None => return Some(Close::Fault),
            },
            _ = ping.tick() => {
                if let Some(why) = hearing.patience() {
                    return Some(why);
                }
                Message::Ping(Default::default())
            }
        };
        match timeout(SEND, socket.send(out)).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return None,
            Err(_) => return Some(Close::Slow),
        }
    }
}

/// What is heard of a page.
struct Hearing {
    /// Messages it may still send.
    credit: f64,
    counted: Instant,
    heard: Instant,
    began: Instant,
    greeted: bool,
}

impl Hearing {
    /// A message that keeps all limits; nothing for what the socket itself needs.
    fn take(&mut self, message: Message) -> Result<Option<FromPage>, Close> {
        self.heard = now();
        let text = match message {
            Message::Text(text) => text,
            Message::Binary(_) => return Err(Close::Binary),
            // A ping costs as a message does.
            Message::Ping(_) => return self.pay().map(|()| None),
            Message::Pong(_) | Message::Close(_) => return Ok(None),
        };
        self.pay()?;
        if text.len() > MESSAGE_MAX_BYTES {
            return Err(Close::TooBig);
        }
        let message: FromPage = serde_json::from_str(&text).map_err(|_| Close::Garbage)?;
        match &message {
            FromPage::Hello { version, .. } if *version != VERSION => return Err(Close::Version),
            FromPage::Hello { .. } if self.greeted => return Err(Close::Garbage),
            FromPage::Hello { tokens, .. } if tokens.len() > TOKENS_MAX => return Err(Close::Garbage),
            FromPage::Hello { .. } => self.greeted = true,
            _ if !self.greeted => return Err(Close::Stranger),
            _ => {}
        }
        Ok(Some(message))
    }

    fn pay(&mut self) -> Result<(), Close> {
        let passed_s = (self.heard - self.counted).as_secs_f64();
        self.counted = self.heard;
        self.credit = (self.credit + passed_s * RATE_PER_S).min(BURST) - 1.0;
        if self.credit < 0.0 { Err(Close::Flood) } else { Ok(()) }
    }

    fn patience(&self) -> Option<Close> {
        let now = now();
        if !self.greeted && now - self.began >= HELLO {
            return Some(Close::Stranger);
        }
        (now - self.heard > SILENCE).then_some(Close::Silent)
    }
}
