//! Rows of a table that no rule divides, told by the lines that words and numbers stand on.
//!
//! Lines of a column that stand closer than rows do are one cell, and cells beside each other are a row, whether they are aligned above, in the
//! middle or below. Where rows stand as close as lines, a name alone under one that goes to the end of its column is the rest of it; under any
//! other it is a row of its own, `其中：`.

use super::align::{Block, blocks, is_numbered};
use super::flow::first_word;
use super::lines::Line;
use super::tables::{Cell, Table};

/// No cell of a page has more lines.
const LINES: usize = 400;

/// What a cell leaves free between its text and the rule on the right.
const MARGIN: f64 = 6.0;

/// The lines of each column of a row.
pub(super) type Row = Vec<Vec<Line>>;

/// Whether a text is a value as tables have them: a number or a rate, or a dash for none.
pub(super) fn is_value(text: &str) -> bool {
    const MARKS: &str = ".,，．%％‰+-－–—−…/()（）*# ";
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let dash = text.chars().count() <= 4 && text.chars().all(|c| "-－–—−…/".contains(c));
    let short = !text.is_empty() && text.chars().count() <= 24;
    short && text.chars().all(|c| digit(c) || MARKS.contains(c)) && (dash || text.chars().any(digit))
}

/// Whether a text is a number with a few words: `10所`, `约12万亩`.
pub(super) fn is_short_value(text: &str) -> bool {
    text.chars().count() <= 10 && text.contains(|c: char| c.is_ascii_digit())
}

pub(super) fn says_value(line: &Line) -> bool {
    is_value(&line.text())
}

/// Whether a line of a column goes to its end, so that the next goes on with it: the first word of that would not have fitted.
pub(super) fn is_full(line: &Line, next: &Line, limit: f64) -> bool {
    line.right() + first_word(next) + line.size * 0.5 > limit && line.glyphs.len() > 1
}

/// Blocks beside each other.
struct Beside {
    blocks: Vec<Block>,
    top: f64,
    bottom: f64,
    has_value: bool,
}

impl Beside {
    fn of(block: Block) -> Self {
        Self { top: block.top(), bottom: block.bottom(), has_value: block.is_value(), blocks: vec![block] }
    }

    fn add(&mut self, block: Block) {
        (self.top, self.bottom) = (self.top.max(block.top()), self.bottom.min(block.bottom()));
        self.has_value |= block.is_value();
        self.blocks.push(block);
    }

    /// Whether a block stands beside one of them.
    fn holds(&self, block: &Block, room: f64) -> bool {
        self.top.min(block.top()) - self.bottom.max(block.bottom()) + room > 0.0
            && self.blocks.iter().any(|other| other.is_beside(block, room))
    }
}

/// The rows of lines given by columns. A column ends at its limit.
pub(super) fn rows(columns: &[Vec<Line>], limits: &[f64]) -> Vec<Row> {
    let (mut blocks, room) = blocks(columns, limits);
    // Cells of one line first: what they make up is a row, and a cell of several lines may stand beside more than one.
    blocks.sort_by(|a, b| (a.lines.len() > 1).cmp(&(b.lines.len() > 1)).then(b.top().total_cmp(&a.top())));
    let mut rows: Vec<Beside> = Vec::new();
    for block in blocks {
        let beside: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].holds(&block, room)).collect();
        let Some((first, others)) = beside.split_first() else {
            rows.push(Beside::of(block));
            continue;
        };
        // A cell over several rows with values is a heading of theirs.
        let several = beside.iter().filter(|at| rows[**at].has_value).count() > 1;
        for at in if several { &[] } else { others }.iter().rev() {
            let other = rows.remove(*at);
            other.blocks.into_iter().for_each(|block| rows[*first].add(block));
        }
        rows[*first].add(block);
    }
    rows.sort_by(|a, b| b.top.total_cmp(&a.top));
    let numbered = is_numbered(columns);
    let mut out: Vec<Row> = Vec::new();
    for row in rows {
        let mut lines = vec![Vec::new(); columns.len()];
        row.blocks.into_iter().for_each(|block| lines[block.column].extend(block.lines));
        lines.iter_mut().for_each(|lines: &mut Vec<Line>| lines.sort_by(|a, b| b.base.total_cmp(&a.base)));
        match out.last_mut().filter(|above| numbered && lines[0].is_empty() || goes_on(above, &lines, limits)) {
            Some(above) => above.iter_mut().zip(lines).for_each(|(lines, more)| lines.extend(more)),
            None => out.push(lines),
        }
    }
    out
}

/// Whether a row only goes on with words of full lines in the row above: cells that are cut where rows stand as close as lines.
fn goes_on(above: &Row, row: &Row, limits: &[f64]) -> bool {
    let filled = |row: &Row| row.iter().filter(|lines| !lines.is_empty()).count();
    let mut said = row.iter().enumerate().flat_map(|(column, lines)| lines.iter().map(move |line| (column, line))).peekable();
    let cut = |(column, line): (usize, &Line)| {
        above[column].last().is_some_and(|before| is_full(before, line, limits[column]) && !says_value(before) && !says_value(line))
    };
    (filled(row) < filled(above) || filled(row) == 1) && said.peek().is_some() && said.all(cut)
}

/// Whether lines between two rules are several rows: a column of values beside as many names, or columns of short words line by line. Where rules
/// divide few rows, `10所` is a value too; else it may be part of a cell, `95%` over `（+3%）`.
pub(super) fn is_list(columns: &[Vec<Line>], limits: &[f64], few: bool) -> bool {
    let most = columns.iter().map(Vec::len).max().unwrap_or(0);
    if most > LINES || columns.iter().filter(|lines| lines.len() > 1).count() < 2 {
        return false;
    }
    let beside = |line: &Line, others: &[Line]| others.iter().any(|other| (other.base - line.base).abs() < line.size * 0.9);
    let any_full = |lines: &[Line], limit: f64| lines.windows(2).any(|two| is_full(&two[0], &two[1], limit));
    let names = columns.iter().find(|lines| !lines.is_empty() && !lines.iter().all(says_value));
    let cut = names.is_some_and(|names| names.len() < 3) && columns.iter().zip(limits).any(|(lines, limit)| any_full(lines, *limit));
    let is_mark = |line: &Line| says_value(line) || few && is_short_value(&line.text());
    let values = (few || !cut)
        && columns.iter().any(|lines| {
            let named = names.is_none_or(|names| lines.iter().filter(|line| beside(line, names)).count() * 5 >= lines.len() * 4);
            let marks = lines.iter().filter(|line| is_mark(line)).count();
            lines.len() > 1 && if few { marks * 5 >= lines.len() * 4 } else { marks == lines.len() } && named
        });
    let first = columns.iter().find(|lines| !lines.is_empty()).map_or(&[][..], Vec::as_slice);
    let alike =
        |lines: &[Line], limit: f64| lines.len() == first.len() && lines.iter().all(|line| beside(line, first)) && !any_full(lines, limit);
    let words =
        first.len() > 2 && columns.iter().zip(limits).filter(|(lines, _)| !lines.is_empty()).all(|(lines, limit)| alike(lines, *limit));
    values || words
}

/// Divides the rows of a ruled table that hold several.
pub(super) fn divide(table: &mut Table) {
    let few = table.rows < 4;
    for row in (0..table.rows).rev() {
        let (mut own, mut limits) = (vec![Vec::new(); table.columns()], vec![0.0; table.columns()]);
        for cell in table.cells.iter().filter(|cell| cell.row == row && cell.rows == 1) {
            own[cell.column] = cell.lines.clone();
            limits[cell.column] = cell.area.right - MARGIN;
        }
        if is_list(&own, &limits, few) {
            let rows = rows(&own, &limits);
            insert(table, row, rows);
        }
    }
}

/// Puts rows in the place of one.
fn insert(table: &mut Table, at: usize, rows: Vec<Row>) {
    let more = rows.len().saturating_sub(1);
    let cells = std::mem::take(&mut table.cells);
    for mut cell in cells {
        if cell.row > at {
            cell.row += more;
        } else if cell.row + cell.rows > at && cell.rows > 1 {
            cell.rows += more;
        } else if cell.row == at {
            table.cells.extend(rows.iter().enumerate().map(|(down, row)| divided(&cell, at + down, &row[cell.column])));
            continue;
        }
        table.cells.push(cell);
    }
    table.rows += more;
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
}

/// The part of a cell that a row of it has.
fn divided(cell: &Cell, row: usize, lines: &[Line]) -> Cell {
    let area = lines.iter().map(Line::area).reduce(|one, other| one.with(other)).unwrap_or(cell.area);
    Cell { row, rows: 1, lines: lines.to_vec(), area, ..cell.clone() }
}
