//! What `watch` shows, drawn into buffers of several sizes.

use qd_officers::{OfficerSet, Session};
use qd_words::Speaker;
use quarterdeck::game::{self, Game, Title};
use quarterdeck::watch::screen::{Screen, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::sync::Arc;

/// The fall, some time into seed 1.
fn fall(seconds: u32) -> (Game, Screen) {
    let loaded = game::load("the-fall", Some("fall"), &[]).expect("loads");
    let session = Session::new(Arc::clone(&loaded.class), &loaded.scenario, 1, &OfficerSet::All);
    let mut names = loaded.names;
    names.name_people(&session.world);
    let title = Title {
        scenario: loaded.scenario.key.clone(),
        chapter: loaded.scenario.chapter.clone(),
        summary: String::new(),
        seed: 1,
        officers: Vec::new(),
    };
    let mut game = Game::new(session, Speaker { class: loaded.class, names: Arc::new(names) }, title);
    let mut screen = Screen::default();
    for _ in 0..seconds * qd_sim::TICKS_PER_SECOND {
        let ticked = game.tick().expect("no files");
        screen.see(&game, &ticked);
    }
    (game, screen)
}

/// The screen as rows of text.
fn drawn(game: &Game, screen: &Screen, (width, height): (u16, u16)) -> Vec<String> {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a buffer");
    terminal.draw(|frame| draw(frame, game, screen)).expect("draws");
    let buffer = terminal.backend().buffer();
    let row = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..height).map(row).collect()
}

#[test]
fn every_window_shows_how_she_stands() {
    let (game, screen) = fall(30);
    for size in [(160, 45), (100, 30), (80, 24), (60, 20), (40, 15)] {
        let rows = drawn(&game, &screen, size);
        let text = rows.join("\n");
        for word in ["km", "m/s", "alive", "dead", "grid", "buses go dead"] {
            assert!(text.to_lowercase().contains(word), "{size:?}: no {word}\n{text}");
        }
        assert!(text.matches("is dead").count() <= 1, "{size:?}: one line for all that goes dead\n{text}");
        assert!(rows.last().expect("rows").starts_with("> "), "{size:?}: the prompt\n{text}");
    }
}

#[test]
fn candidates_without_room_are_counted() {
    let (game, mut screen) = fall(1);
    screen.prompt.text = "engineering power.close_breaker breaker=".to_owned();
    screen.candidates = screen.prompt.complete(&game.speaker.names, &game.speaker.class);
    assert!(screen.candidates.len() > 50);
    for size in [(160, 45), (40, 15)] {
        let text = drawn(&game, &screen, size).join("\n");
        assert!(text.contains("more"), "{size:?}\n{text}");
    }
    screen.prompt.text = "engineering command.direct directive=".to_owned();
    let directives = screen.prompt.complete(&game.speaker.names, &game.speaker.class);
    assert!(directives.contains(&"directive=climb".to_owned()), "{directives:?}");
}
