//! Drawing. A healthy ship is grey; red and yellow are for what is wrong, and always come with a word.

use super::compact;
use super::log::Log;
use super::prompt::Prompt;
use crate::face::Face;
use crate::game::Game;
use crate::tally::outcome_word;
use qd_officers::Ticked;
use qd_sim::{TICKS_PER_SECOND, World};
use qd_words::{clean, clock, wrapped};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Paragraph, Sparkline, Wrap};
use std::collections::VecDeque;

/// A window smaller than this gets rows of figures instead of boxes: columns, rows.
const BOXES_MIN: (u16, u16) = (78, 22);
/// Most rows that an answer takes.
const ANSWER_ROWS_MAX: usize = 3;
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
    /// What the word being typed could become.
    pub candidates: Vec<String>,
    /// Times real time.
    pub speed: f64,
    /// Standing still.
    pub paused: bool,
    log: Log,
    /// Altitude second by second, m.
    trace: VecDeque<u64>,
}

impl Screen {
    /// Takes in one tick.
    pub fn see(&mut self, game: &Game, ticked: &Ticked) {
        self.log.see(&game.speaker, &ticked.events);
        let world = &game.session.world;
        if world.tick.is_multiple_of(TICKS_PER_SECOND) {
            self.trace.push_back(world.flows.motion.altitude_m.max(0.0) as u64);
            if self.trace.len() > TRACE_MAX {
                self.trace.pop_front();
            }
        }
    }
}

/// Draws everything. 80 by 24 is enough for boxes; more room goes to the log. A smaller window has rows of figures.
pub fn draw(frame: &mut Frame<'_>, game: &Game, screen: &Screen) {
    let area = frame.area();
    let face = Face::of(&game.session.world);
    let answer = answer_rows(screen, usize::from(area.width));
    let answer_height = u16::try_from(answer.len()).unwrap_or(1).max(1);
    let has_boxes = area.width >= BOXES_MIN.0 && area.height >= BOXES_MIN.1;
    let figures = compact::rows(game, &face, area.width, ALARM, TEXT);
    let figures_height = if has_boxes { 14 } else { u16::try_from(figures.len()).unwrap_or(4) };
    let rows = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(figures_height),
        Constraint::Min(1),
        Constraint::Length(answer_height),
        Constraint::Length(1),
    ]);
    let [head, middle, log, answer_area, prompt] = rows.areas(area);
    draw_head(frame, head, game, screen);
    if has_boxes {
        draw_boxes(frame, middle, game, screen, &face);
        draw_log(frame, log, screen, block(" Log "));
    } else {
        frame.render_widget(Paragraph::new(figures), middle);
        let rule = Block::new().borders(Borders::TOP).border_style(Style::new().fg(DIM));
        draw_log(frame, log, screen, rule);
    }
    let answer: Vec<Line<'_>> = answer.into_iter().map(Line::from).collect();
    frame.render_widget(Paragraph::new(answer).style(Style::new().fg(DIM)), answer_area);
    draw_prompt(frame, prompt, screen);
}

fn draw_boxes(frame: &mut Frame<'_>, area: Rect, game: &Game, screen: &Screen, face: &Face) {
    let [machines, people] = Layout::vertical([Constraint::Length(8), Constraint::Length(6)]).areas(area);
    let [flight, grid, core] = Layout::horizontal([Constraint::Fill(1); 3]).areas(machines);
    draw_flight(frame, flight, face, screen);
    draw_grid(frame, grid, game, face);
    draw_core(frame, core, game);
    draw_people(frame, people, game, face);
}

/// The answer to the last order, or what the word being typed could become; what has no room is counted.
fn answer_rows(screen: &Screen, width: usize) -> Vec<String> {
    let width = width.max(1);
    if screen.candidates.is_empty() {
        let mut rows = wrapped(&clean(&screen.answer), width);
        if rows.len() > ANSWER_ROWS_MAX {
            rows.truncate(ANSWER_ROWS_MAX);
            if let Some(last) = rows.last_mut() {
                *last = cut(&format!("{last} \u{2026}"), width);
            }
        }
        return rows;
    }
    // What all begin with stands at the prompt already.
    let value = |candidate: &String| candidate.split_once('=').map(|(_, value)| value.to_owned());
    let values: Option<Vec<String>> = screen.candidates.iter().map(value).collect();
    let values = values.filter(|values| values.iter().all(|value| !value.is_empty()));
    let candidates = values.unwrap_or_else(|| screen.candidates.clone());
    let all = candidates.len();
    for shown in (1..=all).rev() {
        let more = if shown < all { format!(" \u{2026} and {} more", all - shown) } else { String::new() };
        let rows = wrapped(&format!("{}{more}", candidates[..shown].join("  ")), width);
        if rows.len() <= ANSWER_ROWS_MAX {
            return rows;
        }
    }
    vec![format!("{all} candidates")]
}

/// At most `width` characters; what is cut off is marked.
fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['\u{2026}']).collect()
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
        let width = usize::from(area.width.saturating_sub(12)).max(6);
        let name = cut(game.speaker.source(id).trim_start_matches("the "), width);
        rows.push(Line::from(format!("{name:<width$} {:>6.1} MW", source.delivered_w / 1e6)));
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
    let colour = if face.dead + face.lost_with_ship > 0 { ALARM } else { TEXT };
    let lost = match face.lost_with_ship {
        0 => String::new(),
        lost => format!("   {lost} lost with her"),
    };
    let mut rows = vec![Line::from(vec![
        Span::styled(format!("{} alive", face.alive), TEXT),
        Span::styled(format!("   {} dead{lost}", face.dead), colour),
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

/// The newest entries that have room, whole.
fn draw_log(frame: &mut Frame<'_>, area: Rect, screen: &Screen, around: Block<'_>) {
    let inside = around.inner(area);
    let (height, width) = (usize::from(inside.height), usize::from(inside.width.saturating_sub(6)).max(8));
    let mut rows: VecDeque<Line<'_>> = VecDeque::new();
    for entry in screen.log.entries.iter().rev() {
        let texts = wrapped(&entry.text, width);
        if rows.len() + texts.len() > height && !rows.is_empty() {
            break;
        }
        for (index, text) in texts.into_iter().enumerate().rev() {
            let time = if index == 0 { clock(entry.tick) } else { String::new() };
            rows.push_front(Line::from(vec![
                Span::styled(format!("{time:<6}"), DIM),
                Span::styled(text, TEXT),
            ]));
        }
    }
    frame.render_widget(Paragraph::new(rows.into_iter().collect::<Vec<_>>()).block(around), area);
}

fn draw_prompt(frame: &mut Frame<'_>, area: Rect, screen: &Screen) {
    let width = usize::from(area.width);
    let hint = match width {
        _ if !screen.prompt.text.is_empty() => "",
        78.. => "SEAT KIND FIELD=VALUE\u{2026}  tab completes  space pauses  + \u{2212} speed  esc leaves",
        56.. => "SEAT KIND FIELD=VALUE\u{2026}  tab  space pauses  esc leaves",
        _ => "tab  space pauses  esc leaves",
    };
    // The end of what is being typed is always in sight.
    let typed = clean(&screen.prompt.text);
    let hidden = typed.chars().count().saturating_sub(width.saturating_sub(4));
    let shown: String = typed.chars().skip(hidden).collect();
    let line = Line::from(vec![
        Span::styled(if hidden > 0 { "\u{2026} " } else { "> " }, TRACE),
        Span::styled(shown, TEXT),
        Span::styled("\u{2588}", TRACE),
        Span::styled(format!(" {hint}"), DIM),
    ]);
    frame.render_widget(Paragraph::new(line), area);
}
