//! Officers over the real ship: the story by causes alone, what changes it, and that it is no script.

mod accounts;
mod bench;
mod choices;
mod guided;
mod no_script;
mod officers;
mod renamed;
mod story;
