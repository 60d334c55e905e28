//! The host from outside: real sockets against a real session.

mod hostile;
mod places;
mod rig;
