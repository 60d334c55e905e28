//! Ship classes, scenarios and casts: TOML to a first `World`, with every problem reported in its place.
//!
//! Layout: `library` finds and loads; `tree` is TOML with places, `overlay` lays trees over one another,
//! `references` turns keys into numbers, `de` and `read` turn a tree into a type and mend what is wrong to find
//! the rest, `check` looks at the whole; `names` and `json` give keys and names back to people, `cast` renames.

mod cast;
mod check;
mod de;
mod diagnostic;
mod embedded;
mod json;
mod library;
mod names;
mod overlay;
mod probe;
mod read;
mod references;
mod tree;

pub use cast::apply as apply_cast;
pub use diagnostic::Diagnostic;
pub use json::{
    act_fields, act_from_json, act_kinds, act_to_json, event_fields, event_kinds, event_to_json, field_values,
};
pub use library::{Library, Loaded};
pub use names::Names;
