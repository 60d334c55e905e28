//! Renders `watch` as the README shows it: the fall 400 s into seed 1, drawn by the program itself.

use anyhow::{Context as _, Result};
use qd_officers::{OfficerSet, Session};
use qd_sim::TICKS_PER_SECOND;
use qd_words::Speaker;
use quarterdeck::game::{self, Game, Title};
use quarterdeck::watch::{picture, screen};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::sync::Arc;

/// Columns and rows.
const SIZE: (u16, u16) = (112, 34);

fn main() -> Result<()> {
    let path = std::env::args().nth(1).context("which file shall be written?")?;
    let at_s: u32 = std::env::args().nth(2).map_or(Ok(400), |text| text.parse())?;
    let mut game = game()?;
    let mut screen = screen::Screen::default();
    screen.speed = 1.0;
    while !game.ended() && game.session.world.tick < at_s * TICKS_PER_SECOND {
        let ticked = game.tick()?;
        screen.see(&game, &ticked);
    }
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1))?;
    terminal.draw(|frame| screen::draw(frame, &game, &screen))?;
    std::fs::write(&path, picture::svg(terminal.backend().buffer()))?;
    println!("{path}");
    Ok(())
}

fn game() -> Result<Game> {
    let loaded = game::load("the-fall", Some("fall"), &[])?;
    let session = Session::new(Arc::clone(&loaded.class), &loaded.scenario, 1, &OfficerSet::All);
    let mut names = loaded.names;
    names.name_people(&session.world);
    let title = Title {
        scenario: loaded.scenario.key.clone(),
        chapter: loaded.scenario.chapter.clone(),
        summary: loaded.scenario.summary.clone(),
        seed: 1,
        officers: Vec::new(),
    };
    Ok(Game::new(session, Speaker { class: loaded.class, names: Arc::new(names) }, title))
}
