//! The figures of a window too small for boxes: one row for each of flight, grid, core and people, fewer words the
//! narrower it is.

use crate::face::Face;
use crate::game::Game;
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};

/// Columns from which every figure has room.
const WIDE: u16 = 56;

/// The figures as rows.
pub(super) fn rows(game: &Game, face: &Face, width: u16, alarm: Color, text: Color) -> Vec<Line<'static>> {
    let wide = width >= WIDE;
    let world = &game.session.world;
    let km = face.altitude_m / 1_000.0;
    let fall = format!("{km:.1} km {:+.0} m/s", face.climb_rate_m_s);
    let air = format!("{:.0} m/s {:.1} g {:.0} K", face.airspeed_m_s, face.load_g, face.skin_temperature_k);
    let live = format!("grid {:.0} %", face.grid_live * 100.0);
    let offset_m = world.core.offset_m.iter().map(|x| x * x).sum::<f64>().sqrt();
    let core = format!("core {} {:.1} mm", face.core, offset_m * 1_000.0);
    let mut people = format!("{} alive {} dead", face.alive, face.dead);
    if face.lost_with_ship > 0 {
        people.push_str(&format!(" {} lost with her", face.lost_with_ship));
    }
    let falls = face.climb_rate_m_s < -1.0 && face.altitude_m < 60_000.0;
    let harmed = face.dead + face.lost_with_ship > 0;
    let grade = |bad: bool| Style::new().fg(if bad { alarm } else { text });
    let row = |words: String, bad: bool| Line::from(Span::styled(format!(" {words}"), grade(bad)));
    if !wide {
        return vec![
            row(fall, falls),
            row(air, face.load_g >= 5.0),
            row(format!("{live} {core}"), face.grid_live < 0.5),
            row(people, harmed),
        ];
    }
    let power = &world.power;
    let dead = power.bus.iter().filter(|(_, bus)| bus.dead).count();
    let tripped = power.breaker.iter().filter(|(_, breaker)| breaker.tripped.is_some()).count();
    let conn = world.command.conn_person.map(|person| game.speaker.person(person));
    let conn = conn.map_or_else(|| "nobody has the conn".to_owned(), |name| format!("conn: {name}"));
    vec![
        row(format!("{fall}   {air}"), falls || face.load_g >= 5.0),
        row(format!("{live}   {dead} buses dead   {tripped} tripped"), face.grid_live < 0.5),
        row(format!("{core}   field {:.2} GJ", world.core.field_j / 1e9), false),
        row(format!("{people}   {conn}"), harmed),
    ]
}
