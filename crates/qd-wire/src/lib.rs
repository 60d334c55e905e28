//! What goes between the ship and a page, as plain data: no socket, no clock.
//!
//! Layout: `message` the two directions; `ship` what never changes about her, sent once; `panel` what a place is shown;
//! `plain` from ids and full precision to keys and what an instrument resolves; `patch` what changed between two of
//! those (RFC 7396). `docs/protocol.md` and the web's types are made from these files.

pub mod message;
pub mod panel;
pub mod patch;
pub mod plain;
pub mod ship;

/// Version of the protocol. Raised with every change that an older page would not understand.
pub const VERSION: u32 = 1;

/// Largest message a page may send, bytes.
pub const MESSAGE_MAX_BYTES: usize = 8 * 1024;
