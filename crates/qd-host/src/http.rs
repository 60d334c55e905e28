//! The addresses: pages, the ship's description, the socket. Only this machine's own pages are served and heard.

use crate::page;
use crate::ship::Ship;
use crate::{Start, limits};
use axum::Router;
use axum::body::Body;
use axum::extract::{State, WebSocketUpgrade};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::net::SocketAddr;
use std::sync::Arc;
use tower_http::compression::CompressionLayer;

/// A file of the pages.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Its bytes.
    pub bytes: &'static [u8],
    /// Its media type.
    pub media: &'static str,
    /// Its name holds a hash of what is in it: it never changes.
    pub is_fixed: bool,
}

/// What does not change while it is served.
#[derive(Debug)]
pub(crate) struct About {
    ship_json: String,
    ship_tag: String,
    asset: fn(&str) -> Option<Asset>,
    /// `127.0.0.1:8470`, `localhost:8470`.
    hosts: [String; 2],
}

impl About {
    pub(crate) fn new(start: &Start, address: SocketAddr) -> Self {
        let ship = qd_wire::ship::ship(&start.session.world, &start.speaker);
        let ship_json = ship.to_string();
        let ship_tag = format!("\"{}\"", qd_wire::ship::tag(&ship_json));
        let port = address.port();
        let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
        Self { ship_json, ship_tag, asset: start.asset, hosts }
    }

    /// A page of another site, or one that came by another name, has no business here.
    fn is_ours(&self, headers: &HeaderMap) -> bool {
        let text = |name| headers.get(name).map(|value: &HeaderValue| value.to_str().unwrap_or("?"));
        let host_is_ours = text(header::HOST).is_some_and(|host| self.hosts.iter().any(|ours| ours == host));
        let origin_is_ours = text(header::ORIGIN).is_none_or(|origin| {
            origin.strip_prefix("http://").is_some_and(|host| self.hosts.iter().any(|ours| ours == host))
        });
        host_is_ours && origin_is_ours
    }
}

#[derive(Clone)]
struct Served {
    about: Arc<About>,
    ship: Ship,
}

/// Serves until the process is told to stop.
pub(crate) async fn run(listener: tokio::net::TcpListener, about: About, ship: Ship) {
    let served = Served { about: Arc::new(about), ship: ship.clone() };
    let router = Router::new()
        .route("/api/ship", get(ship_json))
        .fallback(get(file))
        .layer(CompressionLayer::new())
        .route("/ws", get(socket))
        .with_state(served);
    let stop = async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            () = terminated() => {}
            () = ship.stopped() => {}
        }
    };
    // A socket would keep a graceful end waiting: whoever is connected is cut.
    tokio::select! {
        served = axum::serve(listener, router).into_future() => drop(served),
        () = stop => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

async fn socket(State(served): State<Served>, headers: HeaderMap, upgrade: WebSocketUpgrade) -> Response {
    if !served.about.is_ours(&headers) {
        return (StatusCode::FORBIDDEN, "only pages of this address").into_response();
    }
    // What is longer is cut off by the library before it is all read; what is a little longer gets its close code.
    let most = 2 * qd_wire::MESSAGE_MAX_BYTES;
    upgrade
        .max_message_size(most)
        .max_frame_size(most)
        .on_upgrade(move |socket| page::run(socket, served.ship))
}

async fn ship_json(State(served): State<Served>, headers: HeaderMap) -> Response {
    if !served.about.is_ours(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let tag = &served.about.ship_tag;
    if headers.get(header::IF_NONE_MATCH).is_some_and(|have| have.as_bytes() == tag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    (headers, served.about.ship_json.clone()).into_response()
}

/// A file of the pages; every other address is a page of its own and gets the one document.
async fn file(State(served): State<Served>, uri: Uri, headers: HeaderMap) -> Response {
    if !served.about.is_ours(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let path = uri.path().trim_start_matches('/');
    let asset = (served.about.asset)(path);
    let is_page = !path.contains('.');
    let Some(asset) = asset.or_else(|| is_page.then(|| (served.about.asset)("index.html")).flatten()) else {
        return (StatusCode::NOT_FOUND, "no such page").into_response();
    };
    let keep = if asset.is_fixed { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = Response::new(Body::from(asset.bytes));
    let set = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, asset.media),
        (header::CACHE_CONTROL, keep),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, limits::POLICY),
    ] {
        set.insert(name, HeaderValue::from_static(value));
    }
    response
}
