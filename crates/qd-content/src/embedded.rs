//! The content built into the binary, so that it works anywhere. A test keeps the list whole.

/// Path below the root, and text, of every content file.
pub(crate) const FILES: &[(&str, &str)] = &[];
