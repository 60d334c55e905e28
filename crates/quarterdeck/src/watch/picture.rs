//! A drawn screen as an SVG picture: the README shows what the program shows.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// Width and height of a character, px.
const CELL: (f64, f64) = (8.4, 18.0);
const PAPER: &str = "#1c1f22";
const INK: &str = "#cfd4d9";

/// The buffer as SVG.
#[must_use]
pub fn svg(buffer: &Buffer) -> String {
    let area = buffer.area;
    let (width, height) = (f64::from(area.width) * CELL.0 + 16.0, f64::from(area.height) * CELL.1 + 16.0);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         font-family=\"'DejaVu Sans Mono','Menlo','Consolas',monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{PAPER}\"/>\n"
    );
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            x += run(buffer, x, y, &mut out);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Writes the run of cells of one style that begins here; gives its length.
fn run(buffer: &Buffer, from: u16, y: u16, out: &mut String) -> u16 {
    let first = &buffer[(from, y)];
    let style = (first.fg, first.bg, first.modifier);
    let mut text = String::new();
    let mut length = 0;
    while from + length < buffer.area.width {
        let cell = &buffer[(from + length, y)];
        if (cell.fg, cell.bg, cell.modifier) != style {
            break;
        }
        text.push_str(cell.symbol());
        length += 1;
    }
    let reversed = style.2.contains(Modifier::REVERSED);
    let ink = if reversed { PAPER.to_owned() } else { colour(style.0, INK) };
    let left = 8.0 + f64::from(from) * CELL.0;
    let top = 8.0 + f64::from(y) * CELL.1;
    let wide = f64::from(length) * CELL.0;
    if reversed {
        let paper = colour(style.0, INK);
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{:.1}\" fill=\"{paper}\"/>",
            CELL.1
        );
    }
    if !text.trim().is_empty() {
        let weight = if style.2.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
        let _ = writeln!(
            out,
            "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{wide:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
             xml:space=\"preserve\" fill=\"{ink}\"{weight}>{}</text>",
            top + 13.5,
            escaped(&text)
        );
    }
    length
}

fn colour(colour: Color, default: &str) -> String {
    match colour {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        _ => default.to_owned(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
