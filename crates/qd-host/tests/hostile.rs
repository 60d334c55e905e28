//! What broken and hostile clients do, and what becomes of it: a stated close code, a rejection, or an HTTP status;
//! meanwhile somebody else flies the ship, and notices nothing.

use crate::rig::{Client, End, PATIENCE, host};
use qd_host::Ready;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{Bytes, Message};

/// What must come of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    /// The line is closed with this code.
    Closed(u16),
    /// The answer to the last message says so, and the line stays open.
    Refused(&'static str),
    /// Nothing: it was harmless.
    Fine,
}

/// Messages of a client, after which the last answer counts. `greeted` ones have said hello.
fn spoken() -> Vec<(&'static str, bool, Vec<Message>, Then)> {
    use Then::{Closed, Fine, Refused};
    let text = |text: &str| Message::text(text.to_owned());
    let say = |value: Value| Message::text(value.to_string());
    let order = |id: u32, place: &str, order: Value| {
        say(json!({"order": {"id": id, "place": place, "order": order}}))
    };
    let sit = |place: &str| say(json!({"sit": {"place": place, "name": "Mallory"}}));
    let hello = |version: u32| say(json!({"hello": {"version": version}}));
    let damp = || json!({"kind": "flight.damp"});
    let many = |count: usize, message: Message| vec![message; count];
    let deep = format!("{}1{}", "[".repeat(3_000), "]".repeat(3_000));
    vec![
        ("nothing but a word", false, vec![text("hello")], Closed(4400)),
        ("an empty message", false, vec![text("")], Closed(4400)),
        ("a number", false, vec![text("42")], Closed(4400)),
        ("half an object", false, vec![text(r#"{"hello": {"#)], Closed(4400)),
        ("an unknown kind", false, vec![say(json!({"open_sesame": {}}))], Closed(4400)),
        ("two kinds at once", false, vec![say(json!({"hello": {"version": 1}, "sit": {}}))], Closed(4400)),
        ("an unknown field", false, vec![say(json!({"hello": {"version": 1, "admin": true}}))], Closed(4400)),
        ("a version that is text", false, vec![say(json!({"hello": {"version": "1"}}))], Closed(4400)),
        ("a negative version", false, vec![say(json!({"hello": {"version": -1}}))], Closed(4400)),
        ("deep nesting", false, vec![text(&deep)], Closed(4400)),
        ("a null byte", false, vec![text("{\"hello\":\0}")], Closed(4400)),
        ("an old version", false, vec![hello(0)], Closed(4426)),
        ("a version to come", false, vec![hello(u32::MAX)], Closed(4426)),
        ("sitting down without hello", false, vec![sit("helm")], Closed(4401)),
        ("an order without hello", false, vec![order(1, "helm", damp())], Closed(4401)),
        ("a ping without hello", false, vec![say(json!({"ping": {"sent_ms": 1.0}}))], Closed(4401)),
        ("binary data", false, vec![Message::binary(Bytes::from_static(&[0, 159, 146, 150]))], Closed(1003)),
        ("binary data later", true, vec![Message::binary(Bytes::from_static(b"{}"))], Closed(1003)),
        ("9 KiB in one message", true, vec![text(&"x".repeat(9 * 1024))], Closed(1009)),
        ("9 KiB of a right message", true, vec![sit(&"x".repeat(9 * 1024))], Closed(1009)),
        ("hello twice", true, vec![hello(1)], Closed(4400)),
        ("a flood of orders", true, many(400, order(1, "medical", damp())), Closed(4429)),
        ("a flood of pings", true, many(400, say(json!({"ping": {"sent_ms": 1.0}}))), Closed(4429)),
        ("a flood of frames that are pings", true, many(400, Message::Ping(Bytes::new())), Closed(4429)),
        ("a flood of sitting down", true, many(400, sit("helm")), Closed(4429)),
        ("a flood of hellos", false, many(400, hello(1)), Closed(4400)),
        (
            "a thousand tokens",
            false,
            vec![say(json!({"hello": {"version": 1, "tokens": vec!["t"; 1000]}}))],
            Closed(4400),
        ),
        (
            "tokens that are numbers",
            false,
            vec![say(json!({"hello": {"version": 1, "tokens": [1, 2]}}))],
            Closed(4400),
        ),
        ("a place that is taken", true, vec![sit("helm")], Refused("taken")),
        ("a place that is not", true, vec![sit("no-such-seat")], Refused("no_such_place")),
        ("a place by its display name", true, vec![sit("Helm")], Refused("no_such_place")),
        ("an empty place", true, vec![sit("")], Refused("no_such_place")),
        ("a person that is not", true, vec![sit("person:nobody")], Refused("no_such_place")),
        ("a path for a place", true, vec![sit("../../etc/passwd")], Refused("no_such_place")),
        ("no name", true, vec![say(json!({"sit": {"place": "medical", "name": "  "}}))], Refused("bad_name")),
        (
            "a name too long",
            true,
            vec![say(json!({"sit": {"place": "medical", "name": "x".repeat(41)}}))],
            Refused("bad_name"),
        ),
        (
            "a name with a line break",
            true,
            vec![say(json!({"sit": {"place": "medical", "name": "a\nb"}}))],
            Refused("bad_name"),
        ),
        ("the director without a secret", true, vec![sit("director")], Refused("secret")),
        (
            "the director with a wrong one",
            true,
            vec![say(json!({"sit": {"place": "director", "name": "M", "secret": "xyzzy"}}))],
            Refused("secret"),
        ),
        (
            "the director with an empty one",
            true,
            vec![say(json!({"sit": {"place": "director", "name": "M", "secret": ""}}))],
            Refused("secret"),
        ),
        (
            "guessing the secret",
            true,
            many(12, say(json!({"sit": {"place": "director", "name": "M", "secret": "2e8k79"}}))),
            Closed(4401),
        ),
        ("an order from another's place", true, vec![order(1, "helm", damp())], Refused("not_yours")),
        ("an order from nowhere", true, vec![order(1, "", damp())], Refused("not_yours")),
        (
            "opening another's view",
            true,
            vec![say(json!({"open": {"place": "helm", "panels": ["me"]}}))],
            Refused("not_yours"),
        ),
        (
            "leaving another's place",
            true,
            vec![say(json!({"leave": {"place": "helm"}}))],
            Refused("not_yours"),
        ),
        (
            "panels that are not",
            true,
            vec![say(json!({"open": {"place": "helm", "panels": ["no_such_panel"]}}))],
            Closed(4400),
        ),
        (
            "stopping time",
            true,
            vec![say(json!({"direct": {"id": 1, "act": {"pause": {"on": true}}}}))],
            Refused("not_director"),
        ),
        (
            "freeing a place",
            true,
            vec![say(json!({"direct": {"id": 1, "act": {"free": {"place": "helm"}}}}))],
            Refused("not_director"),
        ),
        (
            "a speed of nothing",
            true,
            vec![text(r#"{"direct": {"id": 1, "act": {"speed": {"times": NaN}}}}"#)],
            Closed(4400),
        ),
        ("a keyframe of another's view", true, vec![say(json!({"keyframe": {"place": "helm"}}))], Fine),
        (
            "an order that is no object",
            true,
            vec![sit("medical"), order(1, "medical", json!("eject"))],
            Refused("not_understood"),
        ),
        (
            "an order of no kind",
            true,
            vec![sit("medical"), order(1, "medical", json!({}))],
            Refused("not_understood"),
        ),
        (
            "an order that there is not",
            true,
            vec![sit("medical"), order(1, "medical", json!({"kind": "core.explode"}))],
            Refused("not_understood"),
        ),
        (
            "an order with a field too many",
            true,
            vec![sit("medical"), order(1, "medical", json!({"kind": "flight.damp", "now": true}))],
            Refused("not_understood"),
        ),
        (
            "an order about what is not there",
            true,
            vec![
                sit("medical"),
                order(1, "medical", json!({"kind": "power.open_breaker", "breaker": "no-such"})),
            ],
            Refused("not_understood"),
        ),
        (
            "an order that the seat may not give",
            true,
            vec![sit("medical"), order(1, "medical", json!({"kind": "core.eject"}))],
            Refused("not_authorised"),
        ),
        (
            "an order beyond all range",
            true,
            vec![
                sit("engineering"),
                order(1, "engineering", json!({"kind": "core.set_output", "share": 1e300})),
            ],
            Refused("out_of_range"),
        ),
        (
            "deciding who plays whom",
            true,
            vec![sit("medical"), order(1, "medical", json!({"kind": "crew.guide", "on": false}))],
            Refused("not_yours"),
        ),
        (
            "an order from a screen",
            true,
            vec![sit("viewscreen"), order(1, "viewscreen", damp())],
            Refused("not_yours"),
        ),
        (
            "an order with an old number",
            true,
            vec![sit("medical"), order(7, "medical", json!("x")), order(6, "medical", damp())],
            Refused("replayed"),
        ),
        (
            "more places than hands",
            true,
            (1..20).map(|number| sit(&format!("person:machinist-{number}"))).collect(),
            Refused("too_many"),
        ),
    ]
}

/// What comes before there is a socket: bytes to the port, and the first line of the answer; none when it is cut.
fn bytes(address: SocketAddr) -> Vec<(&'static str, String, &'static str)> {
    let upgrade = |path: &str, extra: &str| {
        format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{extra}\r\n"
        )
    };
    let get =
        |path: &str, host: &str| format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let here = address.to_string();
    let mut headers = String::new();
    for number in 0..300 {
        let _ = write!(headers, "X-{number}: {}\r\n", "y".repeat(100));
    }
    vec![
        ("a page of another site", upgrade("/ws", "Origin: http://evil.example\r\n"), "HTTP/1.1 403"),
        ("a page of another port", upgrade("/ws", "Origin: http://127.0.0.1:1\r\n"), "HTTP/1.1 403"),
        ("a page without an origin that says null", upgrade("/ws", "Origin: null\r\n"), "HTTP/1.1 403"),
        ("a name that was bent to this address", get("/api/ship", "evil.example"), "HTTP/1.1 403"),
        ("a socket that is none", get("/ws", &here), "HTTP/1.1 4"),
        ("a file above the pages", get("/../../etc/passwd", &here), "HTTP/1.1 4"),
        ("a file that is not", get("/secret.txt", &here), "HTTP/1.1 404"),
        (
            "another method",
            format!(
                "POST /api/ship HTTP/1.1\r\nHost: {here}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            ),
            "HTTP/1.1 405",
        ),
        ("what is no HTTP", "\0\0\0\0\r\n\r\n".to_owned(), "HTTP/1.1 400"),
        ("headers without end", format!("GET / HTTP/1.1\r\n{headers}\r\n"), "HTTP/1.1 4"),
    ]
}

async fn judge(ready: &Ready, greeted: bool, messages: Vec<Message>, then: Then) -> Result<(), String> {
    let mut client =
        if greeted { Client::greeted(ready.address).await } else { Client::connect(ready.address).await };
    for message in messages {
        client.send(message).await;
    }
    let was = match then {
        Then::Closed(_) => match client.end().await {
            End::Code(code) => Then::Closed(code),
            End::Cut => return Err("the line was cut without a code".to_owned()),
            End::Never => return Err("the line stays open".to_owned()),
        },
        Then::Fine => {
            client.say(&json!({"ping": {"sent_ms": 3.0}})).await;
            client.hear("pong").await;
            Then::Fine
        }
        Then::Refused(code) => {
            wait_for_refusal(&mut client, code).await?;
            // The line stays open.
            client.say(&json!({"ping": {"sent_ms": 4.0}})).await;
            client.hear("pong").await;
            then
        }
    };
    let _ = client.socket.close(None).await;
    if was == then { Ok(()) } else { Err(format!("{was:?} instead of {then:?}")) }
}

async fn wait_for_refusal(client: &mut Client, code: &str) -> Result<(), String> {
    use futures_util::StreamExt as _;
    let mut last = String::from("nothing was said");
    let found = async {
        while let Some(Ok(message)) = client.socket.next().await {
            let Message::Text(text) = message else { continue };
            if text.contains(&format!("\"code\":\"{code}\"")) {
                return true;
            }
            if !text.contains("\"view\"") {
                last = text.to_string();
            }
        }
        false
    };
    match timeout(PATIENCE / 10, found).await {
        Ok(true) => Ok(()),
        _ => Err(format!("not refused as `{code}`; last: {last}")),
    }
}

/// Whoever is at the helm all the while: views come, orders are kept, ship time is real time.
struct Witness {
    client: Client,
    began: Instant,
    first_tick: u32,
    order: u32,
}

impl Witness {
    async fn sits_down(ready: &Ready) -> Self {
        let mut client = Client::greeted(ready.address).await;
        client.say(&json!({"sit": {"place": "helm", "name": "Witness"}})).await;
        client.hear("seated").await;
        client.say(&json!({"open": {"place": "helm", "panels": ["me", "readings"]}})).await;
        let first_tick = tick(&client.hear("view").await);
        #[allow(clippy::disallowed_methods, reason = "that the ship keeps real time is what is tested")]
        let began = Instant::now();
        Self { client, began, first_tick, order: 0 }
    }

    /// An order is kept, and a view comes after it.
    async fn is_unaffected(&mut self, by: &str) {
        self.order += 1;
        let order = json!({"kind": "flight.damp"});
        self.client.say(&json!({"order": {"id": self.order, "place": "helm", "order": order}})).await;
        let answer = self.client.hear("answer").await;
        assert!(answer["kept"].is_string(), "after {by}: {answer}");
        self.client.hear("view").await;
    }

    /// Ship time has kept up with real time all the while.
    async fn was_on_time(&mut self) {
        let clock = loop {
            let clock = self.client.hear("clock").await;
            if clock["clock"]["paused"] == json!(false) {
                break clock;
            }
        };
        let ship_s = f64::from(tick(&clock["clock"]) - self.first_tick) * 0.05;
        let real_s = self.began.elapsed().as_secs_f64();
        assert!((ship_s - real_s).abs() < 0.05 * real_s + 2.0, "{ship_s} s aboard, {real_s} s here");
    }
}

fn tick(value: &Value) -> u32 {
    u32::try_from(value["tick"].as_u64().expect("a tick")).expect("32 bits")
}

#[test]
fn sixty_misbehaviours_are_answered_as_stated_and_nobody_else_notices() {
    let folder = tempfile::tempdir().expect("a folder");
    let ready = host(folder.path());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut witness = Witness::sits_down(&ready).await;
        let slow = tokio::spawn(slow_ones(ready.address));
        let mut wrong = Vec::new();
        let table = spoken();
        assert!(table.len() >= 60, "{} rows", table.len());
        for (name, greeted, messages, then) in table {
            if let Err(what) = judge(&ready, greeted, messages, then).await {
                wrong.push(format!("{name}: {what}"));
            }
            witness.is_unaffected(name).await;
            free_all_but_helm(&ready).await;
        }
        for (name, sent, expect) in bytes(ready.address) {
            let answer = raw(ready.address, sent.as_bytes()).await;
            if !answer.starts_with(expect) {
                wrong.push(format!("{name}: {:?} instead of {expect}", answer.lines().next()));
            }
            witness.is_unaffected(name).await;
        }
        wrong.extend(slow.await.expect("no panic"));
        witness.was_on_time().await;
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}

/// The director gives places free that a row's client left behind.
async fn free_all_but_helm(ready: &Ready) {
    let mut director = Client::greeted(ready.address).await;
    let sit = json!({"sit": {"place": "director", "name": "Director", "secret": ready.secret}});
    director.say(&sit).await;
    director.hear("seated").await;
    director.say(&json!({"direct": {"id": 1, "act": {"speed": {"times": 1.0}}}})).await;
    director.hear("answer").await;
    for (id, place) in (2..).zip(["medical", "engineering"]) {
        director.say(&json!({"direct": {"id": id, "act": {"free": {"place": place}}}})).await;
        director.hear("answer").await;
    }
    for number in 1..20 {
        let place = format!("person:machinist-{number}");
        director.say(&json!({"direct": {"id": 10 + number, "act": {"free": {"place": place}}}})).await;
        director.hear("answer").await;
    }
    director.say(&json!({"leave": {"place": "director"}})).await;
    director.hear("unseated").await;
}

/// Those that take their time, all at once: silent before hello and after, half open, reading nothing.
async fn slow_ones(address: SocketAddr) -> Vec<String> {
    let mute = async {
        let mut client = Client::connect(address).await;
        (client.end().await != End::Code(4401)).then(|| "silent before hello: not 4401".to_owned())
    };
    let half = async {
        // Bytes of a request that never ends, on a line that stays open.
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        stream.write_all(b"GET /ws HTTP/1.1\r\nHo").await.expect("it takes bytes");
        let mut client = Client::greeted(address).await;
        client.say(&json!({"ping": {"sent_ms": 5.0}})).await;
        client.hear("pong").await;
        None
    };
    let deaf = async {
        // Hello, and then not a byte read or sent: neither views nor pings are taken.
        let mut client = Client::greeted(address).await;
        client.say(&json!({"sit": {"place": "viewscreen", "name": "Deaf"}})).await;
        client.say(&json!({"open": {"place": "viewscreen", "panels": ["outside"]}})).await;
        tokio::time::sleep(Duration::from_secs(27)).await;
        // Read as bytes: who answers the old pings now finds the line cut before the last word.
        let mut bytes = Vec::new();
        let _ = client.socket.get_mut().read_to_end(&mut bytes).await;
        let closed = |code: u16| bytes.windows(2).any(|window| *window == code.to_be_bytes());
        (!closed(4408) && !closed(4410)).then(|| "deaf: neither 4408 nor 4410".to_owned())
    };
    let (mute, half, deaf) = tokio::join!(mute, half, deaf);
    [mute, half, deaf].into_iter().flatten().collect()
}

/// The beginning of what comes back for some bytes.
async fn raw(address: SocketAddr, sent: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let _ = stream.write_all(sent).await;
    let mut answer = vec![0; 512];
    let read = timeout(PATIENCE, stream.read(&mut answer)).await.expect("an answer");
    answer.truncate(read.unwrap_or(0));
    String::from_utf8_lossy(&answer).into_owned()
}
