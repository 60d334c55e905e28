//! The content built into the binary, so that it works anywhere. A test keeps the list whole.

/// The text of a file below the root.
macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../", $path)))),*]
    };
}

/// Path below the root, and text, of every content file.
pub(crate) const FILES: &[(&str, &str)] = files![
    "scenarios/the-fall.toml",
    "scenarios/variants/core-sound.toml",
    "scenarios/variants/no-engineer.toml",
    "ships/tamarack/air.toml",
    "ships/tamarack/command.toml",
    "ships/tamarack/comms.toml",
    "ships/tamarack/core.toml",
    "ships/tamarack/crew-names.toml",
    "ships/tamarack/crew.toml",
    "ships/tamarack/deckplan-compartments.toml",
    "ships/tamarack/deckplan-portals.toml",
    "ships/tamarack/engines.toml",
    "ships/tamarack/flight.toml",
    "ships/tamarack/heat.toml",
    "ships/tamarack/hull.toml",
    "ships/tamarack/instruments.toml",
    "ships/tamarack/power-grid.toml",
    "ships/tamarack/power-loads.toml",
    "ships/tamarack/procedures.toml",
    "ships/tamarack/radiation.toml",
    "ships/tamarack/shields.toml",
    "ships/tamarack/ship.toml",
];
