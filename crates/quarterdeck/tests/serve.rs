//! `serve`: what it says, what it keeps, how it goes on after kill -9. What its pages do stands in `web/e2e`.

use crate::program::{PROGRAM, arg, printed, root};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A served session; killed with -9 when dropped.
struct Served {
    child: Child,
    /// `127.0.0.1:40123`.
    address: String,
    /// What it said up to its last line.
    said: String,
}

impl Served {
    fn start(record: &Path) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--port", "0", "--record", &arg(record)])
            .current_dir(root())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let lines = BufReader::new(child.stderr.take().expect("piped")).lines();
        let mut said = String::new();
        for line in lines.map_while(Result::ok) {
            said.push_str(&line);
            said.push('\n');
            if line.contains("Ctrl-C") {
                break;
            }
        }
        let address = said.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let address = address.unwrap_or_else(|| panic!("no address in: {said}")).to_owned();
        Self { child, address, said }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("it takes a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_says_where_to_go_and_serves_the_pages_there() {
    let folder = TempDir::new().expect("a folder");
    let served = Served::start(&folder.path().join("run.qdj"));
    assert!(served.said.contains("Flight director") && served.said.contains("secret"), "{}", served.said);
    for path in ["/", "/station/helm", "/director"] {
        let answer = served.get(path);
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("<script"), "{path}: {answer}");
        assert!(answer.contains("content-security-policy: default-src 'self'"), "{path}: {answer}");
    }
    assert!(served.get("/api/ship").contains("\"compartments\""));
    assert!(served.get("/assets/none.js").starts_with("HTTP/1.1 404"));
}

#[test]
fn after_kill_9_the_same_command_goes_on_with_the_same_places() {
    let folder = TempDir::new().expect("a folder");
    let record = folder.path().join("run.qdj");
    let secret = |said: &str| said.split("secret ").nth(1).map(|rest| rest[..6].to_owned());
    let first = Served::start(&record);
    let before = secret(&first.said);
    drop(first);
    let second = Served::start(&record);
    assert!(second.said.contains("going on at"), "{}", second.said);
    assert_eq!(secret(&second.said), before, "the director's word is still good");
    drop(second);
    printed(&["replay", &arg(&record), "--verify"]);
}

#[test]
fn what_cannot_be_served_begins_nothing() {
    let folder = TempDir::new().expect("a folder");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let record = arg(&folder.path().join("run.qdj"));
    for (args, code, word) in [
        (vec!["serve", "--port", &port, "--record", &record], 1, "choose another with --port"),
        (vec!["serve", "the-fal", "--port", "0", "--record", &record], 2, "the-fall"),
        (vec!["serve", "--speed", "0", "--record", &record], 2, "0.1"),
        (vec!["serve", "--port", "70000"], 2, "70000"),
        (vec!["serve", "--new", "--record", &record], 2, "--record"),
    ] {
        let output = Command::new(PROGRAM).args(&args).current_dir(root()).output().expect("it starts");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {told}");
        assert!(told.contains(word), "{args:?}: {told}");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "{args:?} left files");
    }
}

#[test]
fn a_session_is_served_by_one_process_only() {
    let folder = TempDir::new().expect("a folder");
    let record = folder.path().join("run.qdj");
    let _served = Served::start(&record);
    let output = Command::new(PROGRAM)
        .args(["serve", "--port", "0", "--record", &arg(&record)])
        .current_dir(root())
        .output()
        .expect("it starts");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("another process"), "{told}");
}
