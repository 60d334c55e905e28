//! The loop with a screen: keys, ticks, drawing.

use super::screen::{self, Screen};
use crate::game::Game;
use crate::input;
use anyhow::Result;
use qd_host::pace::Pace;
use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, Event as Key, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What a key asks of the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Go,
    Leave,
}

/// Runs until the run ends and is dismissed, or the person leaves.
///
/// # Errors
/// A terminal or a file that can no longer be written.
pub fn run(game: &mut Game, speed: f64) -> Result<()> {
    let mut terminal = ratatui::try_init()?;
    let done = watch(&mut terminal, game, speed);
    ratatui::restore();
    done
}

fn watch(terminal: &mut DefaultTerminal, game: &mut Game, speed: f64) -> Result<()> {
    let mut screen = Screen::default();
    let mut pace = Pace::new(speed);
    loop {
        screen.speed = pace.speed;
        screen.paused = pace.paused;
        terminal.draw(|frame| screen::draw(frame, game, &screen))?;
        if event::poll(pace.wait())?
            && let Key::Key(key) = event::read()?
            && key.kind == KeyEventKind::Press
            && on_key(key, game, &mut screen, &mut pace) == Wish::Leave
        {
            return Ok(());
        }
        for _ in 0..pace.due() {
            if game.ended() {
                break;
            }
            let ticked = game.tick()?;
            screen.see(game, &ticked);
        }
    }
}

fn on_key(key: KeyEvent, game: &mut Game, screen: &mut Screen, pace: &mut Pace) -> Wish {
    let empty = screen.prompt.text.is_empty();
    match key.code {
        KeyCode::Esc => return Wish::Leave,
        KeyCode::Char('c' | 'd') if key.modifiers.contains(KeyModifiers::CONTROL) => return Wish::Leave,
        KeyCode::Char(' ') if empty => pace.paused = !pace.paused,
        KeyCode::Char('+') if empty => pace.scale(2.0),
        KeyCode::Char('-') if empty => pace.scale(0.5),
        KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => screen.prompt.text.clear(),
        KeyCode::Char('w') if key.modifiers.contains(KeyModifiers::CONTROL) => screen.prompt.erase_word(),
        // Other letters with a modifier type nothing.
        KeyCode::Char(_) if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {}
        KeyCode::Char(letter) => screen.prompt.text.push(letter),
        KeyCode::Backspace => {
            screen.prompt.text.pop();
        }
        KeyCode::Up => screen.prompt.recall(true),
        KeyCode::Down => screen.prompt.recall(false),
        KeyCode::Tab => {
            let fitting = screen.prompt.complete(&game.speaker.names, &game.speaker.class);
            screen.answer.clear();
            screen.candidates = if fitting.len() > 1 { fitting } else { Vec::new() };
        }
        KeyCode::Enter => {
            let text = screen.prompt.enter();
            screen.candidates.clear();
            if ["quit", "exit"].contains(&text.trim()) {
                return Wish::Leave;
            }
            if !text.trim().is_empty() {
                screen.answer = answer(game, &text);
            }
        }
        _ => {}
    }
    Wish::Go
}

/// Gives a typed order and says what became of it.
pub(super) fn answer(game: &mut Game, text: &str) -> String {
    if game.ended() {
        return "rejected: the run has ended".to_owned();
    }
    let t_s = f64::from(game.session.world.tick) * qd_sim::TICK_S;
    let typed = input::typed(text, &game.speaker.names);
    match typed.and_then(|(giver, act)| game.submit(giver, act).map_err(|reason| reason.text)) {
        Ok(id) => format!("kept o:{} at {t_s:.2} s", id.0),
        Err(reason) => format!("rejected: {reason}"),
    }
}
