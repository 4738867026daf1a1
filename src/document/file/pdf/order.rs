//! The order in which a page is read: from the top, and where two columns of prose stand side by side, the left one first.

use super::flow::is_closing;
use super::lines::Line;
use super::page::{Area, Glyph};
use super::tables::Table;

/// A part of a page.
#[derive(Debug)]
pub(super) enum Part {
    /// A line, and from where to where the lines of its column go.
    Line(Line, Measure),
    Table(Table),
}

/// From where to where the lines of a column go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measure {
    pub(super) left: f64,
    pub(super) right: f64,
}

/// A column is at least so many lines high.
const HIGH: usize = 8;

/// Puts the lines and tables of a page in order.
pub(super) fn parts(lines: Vec<Line>, tables: Vec<Table>, width: f64, usual: Option<Measure>) -> Vec<Part> {
    let whole = |lines: &[Line], tables: &[Table]| usual_or(measure(lines, tables), usual, width);
    let Some(gutter) = gutter(&lines) else {
        let measure = whole(&lines, &tables);
        return stack(lines, tables, measure);
    };
    // Above the columns, left, right, below.
    let side = |area: Area| {
        let middle = f64::midpoint(area.bottom, area.top);
        if middle > gutter.top {
            0
        } else if middle < gutter.bottom {
            3
        } else {
            1 + usize::from(f64::midpoint(area.left, area.right) > gutter.at)
        }
    };
    let mut sections: [(Vec<Line>, Vec<Table>); 4] = Default::default();
    for table in tables {
        sections[side(table.area)].1.push(table);
    }
    for line in lines {
        if (gutter.bottom..=gutter.top).contains(&line.base) {
            let middle = middle(&line, gutter.at);
            sections[1].0.extend(Line::of(&line.glyphs[..middle]));
            sections[2].0.extend(Line::of(&line.glyphs[middle..]));
        } else {
            sections[side(line.area())].0.push(line);
        }
    }
    let mut parts = Vec::new();
    for (at, (lines, tables)) in sections.into_iter().enumerate() {
        let measure = if at == 0 || at == 3 { whole(&lines, &tables) } else { measure(&lines, &[]).0 };
        parts.extend(stack(lines, tables, measure));
    }
    parts
}

/// Lines and tables from the top.
fn stack(lines: Vec<Line>, tables: Vec<Table>, measure: Measure) -> Vec<Part> {
    let mut parts: Vec<(f64, Part)> = tables.into_iter().map(|table| (table.area.top, Part::Table(table))).collect();
    parts.extend(lines.into_iter().map(|line| (line.base + line.size * 0.35, Part::Line(line, measure))));
    parts.sort_by(|a, b| b.0.total_cmp(&a.0));
    parts.into_iter().map(|(_, part)| part).collect()
}

/// From where to where lines go, and whether enough of them are full to tell; if not, tables count too.
pub(super) fn measure(lines: &[Line], tables: &[Table]) -> (Measure, bool) {
    let lefts = lines.iter().map(Line::left);
    // A mark may hang over the end.
    let inner = |line: &Line| line.glyphs.iter().rev().find(|glyph| !is_closing(glyph.text)).map_or(line.right(), |glyph| glyph.right);
    let right = lines.iter().map(inner).fold(f64::MIN, f64::max);
    let told = lines.iter().filter(|line| inner(line) > right - line.size * 1.5 && line.glyphs.len() > 15).count() > 1;
    let beside = if told { &[] } else { tables };
    let measure = Measure {
        left: lefts.chain(beside.iter().map(|table| table.area.left)).fold(f64::MAX, f64::min),
        right: beside.iter().map(|table| table.area.right).fold(right, f64::max),
    };
    (measure, told)
}

/// What lines go by: what is usual in the file, if they keep to it. A few lines need not go to the end: the margins are taken to be alike.
fn usual_or((measure, told): (Measure, bool), usual: Option<Measure>, width: f64) -> Measure {
    match usual {
        Some(usual) if measure.left > usual.left - 3.0 && measure.right < usual.right + 6.0 => usual,
        None if !told => Measure { right: measure.right.max(width - measure.left), ..measure },
        _ => measure,
    }
}

/// The gap between two columns of prose.
struct Gutter {
    at: f64,
    top: f64,
    bottom: f64,
}

/// The gap that runs through most of a page, with prose on both sides of it: lines that go to the end of their column.
fn gutter(lines: &[Line]) -> Option<Gutter> {
    let left = lines.iter().map(Line::left).fold(f64::MAX, f64::min);
    let right = lines.iter().map(Line::right).fold(f64::MIN, f64::max);
    let steps = (1..20).map(|step| left + (right - left) * (0.35 + 0.015 * f64::from(step)));
    let parting: Vec<(&[Line], f64)> = steps.filter_map(|at| free(lines, at)).filter(|(run, at)| is_prose(run, *at)).collect();
    // Near its sides a line above or below the columns may leave the gap free too: its middle tells.
    let longest = parting.iter().map(|(run, _)| run.len()).max()?;
    let most: Vec<&(&[Line], f64)> = parting.iter().filter(|(run, _)| run.len() * 10 >= longest * 9).collect();
    let (run, at) = *most[most.len() / 2];
    let (first, last) = (run.first()?, run.last()?);
    Some(Gutter { at, top: first.area().top, bottom: last.area().bottom })
}

/// How many glyphs of a line begin in front of a place.
fn middle(line: &Line, at: f64) -> usize {
    line.glyphs.partition_point(|glyph| glyph.left < at)
}

/// Whether lines are prose on both sides of a place.
fn is_prose(lines: &[Line], at: f64) -> bool {
    let is_prose = |half: fn(&Line, usize) -> &[Glyph]| {
        let halves: Vec<Line> = lines.iter().filter_map(|line| Line::of(half(line, middle(line, at)))).collect();
        let right = halves.iter().map(Line::right).fold(f64::MIN, f64::max);
        let is_full = |line: &&Line| line.right() > right - line.size * 1.5 && line.pieces(1.0).len() == 1 && line.glyphs.len() > 9;
        halves.len() >= HIGH && halves.iter().filter(is_full).count() * 2 > halves.len()
    };
    is_prose(|line, middle| &line.glyphs[..middle]) && is_prose(|line, middle| &line.glyphs[middle..])
}

/// The longest run of lines that leave a place free, and that place.
fn free(lines: &[Line], at: f64) -> Option<(&[Line], f64)> {
    let crosses =
        |line: &Line| line.pieces(0.8).iter().any(|piece| piece.left() < at + line.size * 0.3 && piece.right() > at - line.size * 0.3);
    let run = lines.split(crosses).max_by_key(|run| run.len())?;
    (run.len() >= HIGH).then_some((run, at))
}
