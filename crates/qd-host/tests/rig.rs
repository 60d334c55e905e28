//! A host on a port of its own, and clients that speak or misspeak the protocol.

use futures_util::{SinkExt as _, StreamExt as _};
use qd_content::Library;
use qd_host::{Ready, Start};
use qd_journal::{Heading, Journal};
use qd_officers::{OfficerSet, Session, Ticked};
use qd_wire::message::Scenario;
use qd_words::Speaker;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::{WebSocketStream, client_async};

/// Longest anything may take before the test says that it did not come.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Hosts the fall in a folder; ends with the process.
pub(crate) fn host(folder: &Path) -> Ready {
    let (class, scenario, mut names) =
        Library::embedded().load_scenario("the-fall", None, &[]).expect("the shipped scenario loads");
    let session = Session::new(Arc::clone(&class), &scenario, 1, &OfficerSet::All);
    names.name_people(&session.world);
    let heading = Heading::new(String::new(), String::new(), String::new());
    let record = folder.join("run.qdj");
    let journal = Journal::create(&record, &heading, &session, String::new).expect("a new journal");
    let start = Start {
        session,
        journal,
        past: Ticked::default(),
        speaker: Speaker { class, names: Arc::new(names) },
        scenario: Scenario {
            key: "the-fall".into(),
            chapter: "fall".into(),
            summary: String::new(),
            ship_name: String::new(),
            seed: "1".into(),
            ship_tag: String::new(),
        },
        face: |_| String::new(),
        asset: |_| None,
        places_file: record.with_extension("places"),
    };
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let listener = qd_host::listen(0).expect("a free port");
        qd_host::serve(start, listener, 1.0, |ready| {
            tell.send(ready.clone()).expect("the test waits");
        })
        .expect("it serves");
    });
    told.recv_timeout(PATIENCE).expect("it listens")
}

/// A page that speaks the protocol.
pub(crate) struct Client {
    pub(crate) socket: WebSocketStream<TcpStream>,
}

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With this code.
    Code(u16),
    /// Without one.
    Cut,
    /// It does not end.
    Never,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("it listens");
        // Small messages go out at once: a flood that waits for acknowledgements is none.
        stream.set_nodelay(true).expect("a socket option");
        let (socket, _) = client_async(format!("ws://{address}/ws"), stream).await.expect("it upgrades");
        Self { socket }
    }

    /// Connected and welcomed.
    pub(crate) async fn greeted(address: SocketAddr) -> Self {
        let mut client = Self::connect(address).await;
        client.say(&json!({"hello": {"version": 1}})).await;
        client.hear("welcome").await;
        client
    }

    pub(crate) async fn say(&mut self, message: &Value) {
        self.send(Message::text(message.to_string())).await;
    }

    /// What the other side has closed already takes nothing more: the end tells.
    pub(crate) async fn send(&mut self, message: Message) {
        let _ = self.socket.send(message).await;
    }

    /// The next message of a kind; others are passed over.
    pub(crate) async fn hear(&mut self, kind: &str) -> Value {
        let heard = async {
            loop {
                match self.socket.next().await {
                    Some(Ok(Message::Text(text))) => {
                        let message: Value = serde_json::from_str(&text).expect("JSON");
                        if let Some(found) = message.get(kind) {
                            return found.clone();
                        }
                    }
                    Some(Ok(_)) => {}
                    other => panic!("waiting for `{kind}`, the line ended: {other:?}"),
                }
            }
        };
        timeout(PATIENCE, heard).await.unwrap_or_else(|_| panic!("no `{kind}` came"))
    }

    /// How the line ends; what is said before is passed over.
    pub(crate) async fn end(&mut self) -> End {
        let ended = async {
            loop {
                match self.socket.next().await {
                    Some(Ok(Message::Close(Some(frame)))) => return End::Code(code(frame.code)),
                    Some(Ok(Message::Close(None)) | Err(_)) | None => return End::Cut,
                    Some(Ok(_)) => {}
                }
            }
        };
        timeout(PATIENCE, ended).await.unwrap_or(End::Never)
    }
}

fn code(code: CloseCode) -> u16 {
    code.into()
}
