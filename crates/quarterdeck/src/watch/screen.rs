//! Drawing. A healthy ship is grey; red and yellow are for what is wrong, and always come with a word.

use super::prompt::Prompt;
use crate::account;
use crate::face::Face;
use crate::game::Game;
use crate::sentence::{clock, of_event};
use crate::tally::outcome_word;
use qd_officers::Ticked;
use qd_sim::{TICKS_PER_SECOND, World};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Paragraph, Sparkline, Wrap};
use std::collections::VecDeque;

/// Most lines of log kept.
const LOG_MAX: usize = 200;
/// Most points of the altitude kept, one a second.
const TRACE_MAX: usize = 1_200;
const ALARM: Color = Color::Rgb(0xff, 0x4d, 0x5e);
const WARNING: Color = Color::Rgb(0xff, 0x9d, 0x00);
const TEXT: Color = Color::Rgb(0xcf, 0xd4, 0xd9);
const DIM: Color = Color::Rgb(0x7d, 0x86, 0x8e);
const TRACE: Color = Color::Rgb(0x58, 0xb4, 0xff);

/// What the screen knows besides the ship.
#[derive(Clone, Debug, Default)]
pub struct Screen {
    /// What is being typed.
    pub prompt: Prompt,
    /// The answer to the last order.
    pub answer: String,
    /// Times real time.
    pub speed: f64,
    /// Standing still.
    pub paused: bool,
    log: VecDeque<(u32, String)>,
    /// Altitude second by second, m.
    trace: VecDeque<u64>,
}

impl Screen {
    /// Takes in one tick.
    pub fn see(&mut self, game: &Game, ticked: &Ticked) {
        for event in ticked.events.iter().filter(|event| account::matters(&event.kind)) {
            self.log.push_back((event.id.tick, of_event(&game.speaker, event)));
        }
        while self.log.len() > LOG_MAX {
            self.log.pop_front();
        }
        let world = &game.session.world;
        if world.tick.is_multiple_of(TICKS_PER_SECOND) {
            self.trace.push_back(world.flows.motion.altitude_m.max(0.0) as u64);
            if self.trace.len() > TRACE_MAX {
                self.trace.pop_front();
            }
        }
    }
}

/// Draws everything. 80 by 24 is enough; more room goes to the log.
pub fn draw(frame: &mut Frame<'_>, game: &Game, screen: &Screen) {
    let rows = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(8),
        Constraint::Length(6),
        Constraint::Min(3),
        Constraint::Length(1),
        Constraint::Length(1),
    ]);
    let [head, machines, people, log, answer, prompt] = rows.areas(frame.area());
    let columns = Layout::horizontal([Constraint::Fill(1); 3]);
    let [flight, grid, core] = columns.areas(machines);
    let face = Face::of(&game.session.world);
    draw_head(frame, head, game, screen);
    draw_flight(frame, flight, &face, screen);
    draw_grid(frame, grid, game, &face);
    draw_core(frame, core, game);
    draw_people(frame, people, game, &face);
    draw_log(frame, log, screen);
    frame.render_widget(Paragraph::new(screen.answer.as_str()).style(Style::new().fg(DIM)), answer);
    draw_prompt(frame, prompt, screen);
}

fn draw_head(frame: &mut Frame<'_>, area: Rect, game: &Game, screen: &Screen) {
    let world = &game.session.world;
    let state = match &world.outcome {
        Some(outcome) => format!("ended: {}", outcome_word(Some(outcome))),
        None if game.ended() => "stopped".to_owned(),
        None if screen.paused => "paused".to_owned(),
        None => format!("\u{d7}{}", screen.speed),
    };
    let text = format!(
        " {}  {}  seed {}   {}   {state}",
        game.speaker.ship(),
        game.title.chapter,
        game.title.seed,
        clock(world.tick)
    );
    let lost = matches!(world.outcome, Some(qd_sim::Outcome::Lost { .. }));
    let colour = if lost { ALARM } else { TEXT };
    let style = Style::new().fg(colour).add_modifier(Modifier::BOLD | Modifier::REVERSED);
    frame.render_widget(Paragraph::new(text).style(style), area);
}

fn block(title: &str) -> Block<'_> {
    Block::new()
        .borders(Borders::ALL)
        .title(title)
        .border_style(Style::new().fg(DIM))
        .style(Style::new().fg(TEXT))
}

/// A name, a value, and the colour that its worth asks for.
fn row(name: &str, value: String, colour: Color) -> Line<'static> {
    Line::from(vec![Span::styled(format!("{name:<9} "), DIM), Span::styled(value, colour)])
}

/// Text colour, or a warning or alarm past its limits.
fn graded(value: f64, warning: f64, alarm: f64) -> Color {
    if value >= alarm {
        ALARM
    } else if value >= warning {
        WARNING
    } else {
        TEXT
    }
}

fn draw_flight(frame: &mut Frame<'_>, area: Rect, face: &Face, screen: &Screen) {
    let sinking = if face.climb_rate_m_s < -1.0 && face.altitude_m < 120_000.0 { WARNING } else { TEXT };
    let low = graded(-face.altitude_m, -60_000.0, -20_000.0);
    let rows = vec![
        row("altitude", format!("{:.1} km", face.altitude_m / 1_000.0), low),
        row("climb", format!("{:+.0} m/s", face.climb_rate_m_s), sinking),
        row("airspeed", format!("{:.0} m/s", face.airspeed_m_s), TEXT),
        row("load", format!("{:.2} g", face.load_g), graded(face.load_g, 2.0, 5.0)),
        row(
            "skin",
            format!("{:.0} K", face.skin_temperature_k),
            graded(face.skin_temperature_k, 900.0, 1_400.0),
        ),
    ];
    let inside = block(" Flight ").inner(area);
    frame.render_widget(block(" Flight "), area);
    let parts = Layout::vertical([Constraint::Length(5), Constraint::Min(1)]);
    let [figures, graph] = parts.areas(inside);
    frame.render_widget(Paragraph::new(rows), figures);
    let width = usize::from(graph.width);
    let each = screen.trace.len().div_ceil(width.max(1)).max(1);
    let points: Vec<u64> = screen.trace.iter().copied().step_by(each).collect();
    frame.render_widget(Sparkline::default().data(&points).style(Style::new().fg(TRACE)), graph);
}

fn draw_grid(frame: &mut Frame<'_>, area: Rect, game: &Game, face: &Face) {
    let power = &game.session.world.power;
    let live = power.bus.iter().filter(|(_, bus)| !bus.dead).count();
    let tripped = power.breaker.iter().filter(|(_, breaker)| breaker.tripped.is_some()).count();
    let up = qd_sim::power::ControllerPhase::Up;
    let down = power.controller.iter().filter(|(_, controller)| controller.phase != up).count();
    let mut rows = vec![
        row("live", format!("{:.0} % of loads", face.grid_live * 100.0), graded(-face.grid_live, -0.9, -0.5)),
        row(
            "buses",
            format!("{live} of {}", power.bus.len()),
            if live < power.bus.len() { WARNING } else { TEXT },
        ),
        row("tripped", format!("{tripped} breakers"), if tripped > 0 { WARNING } else { TEXT }),
        row("control", format!("{down} down"), if down > 0 { WARNING } else { TEXT }),
    ];
    let mut sources: Vec<_> =
        power.source.iter().filter(|(_, source)| source.delivered_w.abs() > 1.0).collect();
    sources.sort_by(|a, b| b.1.delivered_w.total_cmp(&a.1.delivered_w));
    for (id, source) in sources.into_iter().take(2) {
        let name: String = game.speaker.source(id).trim_start_matches("the ").chars().take(14).collect();
        rows.push(Line::from(format!("{name:<14} {:>6.1} MW", source.delivered_w / 1e6)));
    }
    frame.render_widget(Paragraph::new(rows).block(block(" Grid ")), area);
}

fn draw_core(frame: &mut Frame<'_>, area: Rect, game: &Game) {
    let core = &game.session.world.core;
    let offset_m = core.offset_m.iter().map(|x| x * x).sum::<f64>().sqrt();
    let phase = format!("{:?}", core.phase).to_lowercase();
    let aligned = offset_m <= game.speaker.class.core.reactor.aligned_m;
    let door = |shut: bool, held: bool| match (shut, held) {
        (true, true) => "shut, held",
        (true, false) => "shut",
        (false, _) => "open",
    };
    let lock = &core.lock;
    let rows = vec![
        row("core", phase, TEXT),
        row("offset", format!("{:.1} mm", offset_m * 1_000.0), if aligned { TEXT } else { ALARM }),
        row("field", format!("{:.2} GJ", core.field_j / 1e9), TEXT),
        row("reaction", format!("{:.0} %", core.reaction * 100.0), TEXT),
        row(
            "inner",
            door(lock.inner_shut, lock.inner_held.is_some()).to_owned(),
            if lock.inner_shut { TEXT } else { ALARM },
        ),
        row("outer", door(lock.outer_shut, lock.outer_held.is_some()).to_owned(), TEXT),
    ];
    frame.render_widget(Paragraph::new(rows).block(block(" Core ")), area);
}

fn draw_people(frame: &mut Frame<'_>, area: Rect, game: &Game, face: &Face) {
    let world = &game.session.world;
    let colour = if face.dead > 0 { ALARM } else { TEXT };
    let mut rows = vec![Line::from(vec![
        Span::styled(format!("{} alive", face.alive), TEXT),
        Span::styled(format!("   {} dead", face.dead), colour),
        Span::styled(conn(game), TEXT),
    ])];
    let mut chairs = Vec::new();
    for (seat, class) in game.speaker.class.command.seat.iter() {
        let holder = world.flows.seat_holder[seat];
        let name = holder.map_or_else(|| "empty".to_owned(), |person| game.speaker.person(person));
        chairs.push(Span::styled(format!("{} ", class.key), DIM));
        chairs.push(Span::styled(format!("{name}   "), if holder.is_some() { TEXT } else { WARNING }));
    }
    rows.push(Line::from(chairs));
    rows.push(Line::from(Span::styled(inside(game, world), TEXT)));
    let text = Paragraph::new(rows).wrap(Wrap { trim: true }).block(block(" People "));
    frame.render_widget(text, area);
}

fn conn(game: &Game) -> String {
    let conn = game.session.world.command.conn_person;
    conn.map_or_else(
        || "   nobody has the conn".to_owned(),
        |person| format!("   conn: {}", game.speaker.person(person)),
    )
}

/// Who is in the core chamber and its lock.
fn inside(game: &Game, world: &World) -> String {
    let Some(chamber) = &game.speaker.class.core.chamber else { return String::new() };
    let of = |compartment| {
        let people: Vec<_> = world.crew.in_compartment(compartment).collect();
        if people.is_empty() { "nobody".to_owned() } else { game.speaker.people(&people) }
    };
    format!("in the chamber: {}; in the lock: {}", of(chamber.core_compartment), of(chamber.lock_compartment))
}

fn draw_log(frame: &mut Frame<'_>, area: Rect, screen: &Screen) {
    let height = usize::from(area.height.saturating_sub(2));
    let width = usize::from(area.width.saturating_sub(9));
    let from = screen.log.len().saturating_sub(height);
    let rows = screen.log.iter().skip(from).map(|(tick, text)| {
        let short: String = if text.chars().count() > width {
            text.chars().take(width.saturating_sub(1)).chain(['\u{2026}']).collect()
        } else {
            text.clone()
        };
        Line::from(vec![Span::styled(format!("{} ", clock(*tick)), DIM), Span::styled(short, TEXT)])
    });
    frame.render_widget(Paragraph::new(rows.collect::<Vec<_>>()).block(block(" Log ")), area);
}

fn draw_prompt(frame: &mut Frame<'_>, area: Rect, screen: &Screen) {
    let hint = if screen.prompt.text.is_empty() {
        "SEAT KIND FIELD=VALUE\u{2026}  tab completes  space pauses  + \u{2212} speed  esc leaves"
    } else {
        ""
    };
    let line = Line::from(vec![
        Span::styled("> ", TRACE),
        Span::styled(screen.prompt.text.clone(), TEXT),
        Span::styled("\u{2588}", TRACE),
        Span::styled(format!(" {hint}"), DIM),
    ]);
    frame.render_widget(Paragraph::new(line), area);
}
