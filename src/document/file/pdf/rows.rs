//! Rows of a table that no rule divides, told by the lines that words and numbers stand on.
//!
//! Lines of a column that stand closer than rows do are one cell, and cells beside each other are a row, whether they are aligned above, in the
//! middle or below. Where rows stand as close as lines, a name alone under one that goes to the end of its column is the rest of it; under any
//! other it is a row of its own, `其中：`.

use super::lines::Line;
use super::tables::{Cell, Table};

/// No cell of a page has more lines.
const LINES: usize = 400;

/// The lines of each column of a row.
pub(super) type Row = Vec<Vec<Line>>;

/// Whether a text is a value as tables have them: a number or a rate, or a dash for none.
pub(super) fn is_value(text: &str) -> bool {
    let marks = |c: char| {
        matches!(
            c,
            '.' | ','
                | '，'
                | '．'
                | '%'
                | '％'
                | '‰'
                | '+'
                | '-'
                | '－'
                | '–'
                | '—'
                | '−'
                | '…'
                | '/'
                | '('
                | ')'
                | '（'
                | '）'
                | '*'
                | '#'
                | ' '
        )
    };
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let dash = text.chars().count() <= 4 && text.chars().all(|c| matches!(c, '-' | '－' | '–' | '—' | '−' | '…' | '/'));
    !text.is_empty() && text.chars().count() <= 24 && text.chars().all(|c| digit(c) || marks(c)) && (dash || text.chars().any(digit))
}

fn says_value(line: &Line) -> bool {
    is_value(&line.text())
}

/// Whether a line of a column goes to its end, so that the next may go on with it.
fn is_full(line: &Line, limit: f64) -> bool {
    line.right() > limit - line.size * 1.4 && line.glyphs.len() > 3
}

/// Lines of a column that are of one cell.
struct Block {
    column: usize,
    lines: Vec<Line>,
}

impl Block {
    fn top(&self) -> f64 {
        self.lines.first().map_or(0.0, |line| line.base + line.size * 0.85)
    }

    fn bottom(&self) -> f64 {
        self.lines.last().map_or(0.0, |line| line.base - line.size * 0.15)
    }

    fn is_value(&self) -> bool {
        self.lines.len() == 1 && self.lines.iter().all(says_value)
    }

    /// Whether it stands beside another. Cells of a row overlap in height however they are aligned, with the room that each line takes up;
    /// those of different rows never do.
    fn is_beside(&self, other: &Self, room: f64) -> bool {
        let over = self.top().min(other.top()) - self.bottom().max(other.bottom()) + room;
        over > ((self.top() - self.bottom()).min(other.top() - other.bottom()) + room) * 0.25
    }
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
    let (pitch, room) = pitch(columns);
    let mut blocks: Vec<Block> = columns.iter().enumerate().flat_map(|(column, lines)| blocks(column, lines, pitch)).collect();
    // Cells of one line first: what they make up is a row, and a cell of several lines may stand beside more than one.
    blocks.sort_by(|a, b| (a.lines.len() > 1).cmp(&(b.lines.len() > 1)).then(b.top().total_cmp(&a.top())));
    let mut rows: Vec<Beside> = Vec::new();
    for block in blocks {
        let beside: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].holds(&block, room)).collect();
        match beside.split_first() {
            None => rows.push(Beside::of(block)),
            Some((first, others)) => {
                // A cell over several rows with values is a heading of theirs.
                let others = if beside.iter().filter(|at| rows[**at].has_value).count() > 1 { &[][..] } else { others };
                for at in others.iter().rev() {
                    let other = rows.remove(*at);
                    other.blocks.into_iter().for_each(|block| rows[*first].add(block));
                }
                rows[*first].add(block);
            }
        }
    }
    rows.sort_by(|a, b| b.top.total_cmp(&a.top));
    let mut out: Vec<Row> = Vec::new();
    for row in rows {
        let mut lines = vec![Vec::new(); columns.len()];
        row.blocks.into_iter().for_each(|block| lines[block.column].extend(block.lines));
        lines.iter_mut().for_each(|lines: &mut Vec<Line>| lines.sort_by(|a, b| b.base.total_cmp(&a.base)));
        match out.last_mut().filter(|above| goes_on(above, &lines, limits)) {
            Some(above) => above.iter_mut().zip(lines).for_each(|(lines, more)| lines.extend(more)),
            None => out.push(lines),
        }
    }
    out
}

/// The lines of a column, by cells: those no further apart than the lines of a cell are.
fn blocks(column: usize, lines: &[Line], pitch: f64) -> Vec<Block> {
    let together = |above: &Line, below: &Line| above.base - below.base <= pitch && !says_value(above) && !says_value(below);
    lines.chunk_by(together).map(|lines| Block { column, lines: lines.to_vec() }).collect()
}

/// How far apart lines of one cell are at most: the least distance in any column, if rows are further apart than that; else nothing is told by it.
/// And the room between lines that stand so close.
fn pitch(columns: &[Vec<Line>]) -> (f64, f64) {
    let apart = |lines: &Vec<Line>, values: bool| {
        let pairs = lines.windows(2).filter(|two| !values || two.iter().all(says_value));
        pairs.map(|two| two[0].base - two[1].base).collect::<Vec<f64>>()
    };
    let all: Vec<f64> = columns.iter().flat_map(|lines| apart(lines, false)).collect();
    let of_values = columns.iter().flat_map(|lines| apart(lines, true)).fold(f64::MAX, f64::min);
    let least = all.iter().copied().fold(f64::MAX, f64::min);
    let most = all.iter().copied().fold(0.0, f64::max);
    let rows = if of_values < f64::MAX { of_values } else { most };
    let size = columns.iter().flatten().map(|line| line.size).fold(0.0, f64::max);
    let room = if least < size * 3.0 { (least - size).max(0.0) } else { 0.0 };
    (if rows > least * 1.15 { least * 1.1 } else { 0.0 }, room)
}

/// Whether a row only goes on with words of full lines in the row above: names that are cut where rows stand as close as lines.
fn goes_on(above: &Row, row: &Row, limits: &[f64]) -> bool {
    let mut said = row.iter().enumerate().flat_map(|(column, lines)| lines.iter().map(move |line| (column, line))).peekable();
    let alone = row.iter().filter(|lines| !lines.is_empty()).count() == 1 || row[0].is_empty();
    let cut = |(column, line): (usize, &Line)| {
        above[column].last().is_some_and(|before| is_full(before, limits[column]) && !says_value(before) && !says_value(line))
    };
    alone && said.peek().is_some() && said.all(cut)
}

/// Whether lines between two rules are several rows: a column of values beside as many names, or columns of short words line by line.
pub(super) fn is_list(columns: &[Vec<Line>], limits: &[f64]) -> bool {
    let most = columns.iter().map(Vec::len).max().unwrap_or(0);
    if most > LINES || columns.iter().filter(|lines| lines.len() > 1).count() < 2 {
        return false;
    }
    let beside = |line: &Line, others: &[Line]| others.iter().any(|other| (other.base - line.base).abs() < line.size * 0.6);
    let names = columns.iter().find(|lines| !lines.is_empty() && !lines.iter().all(says_value));
    // Two numbers beside a name that is cut in two are one cell: `95%` over `（+3%）`.
    let cut = names.is_some_and(|names| names.len() < 3)
        && columns.iter().zip(limits).any(|(lines, limit)| lines.iter().any(|line| is_full(line, *limit)));
    let values = !cut
        && columns.iter().any(|lines| {
            let named = names.is_none_or(|names| lines.iter().filter(|line| beside(line, names)).count() * 5 >= lines.len() * 4);
            lines.len() > 1 && lines.iter().all(says_value) && named
        });
    let first = columns.iter().find(|lines| !lines.is_empty()).map_or(&[][..], Vec::as_slice);
    let words = first.len() > 2
        && columns
            .iter()
            .zip(limits)
            .filter(|(lines, _)| !lines.is_empty())
            .all(|(lines, limit)| lines.len() == first.len() && lines.iter().all(|line| beside(line, first) && !is_full(line, *limit)));
    values || words
}

/// Divides the rows of a ruled table that hold several.
pub(super) fn divide(table: &mut Table) {
    for row in (0..table.rows).rev() {
        let (mut own, mut limits) = (vec![Vec::new(); table.columns()], vec![0.0; table.columns()]);
        for cell in table.cells.iter().filter(|cell| cell.row == row && cell.rows == 1) {
            own[cell.column] = cell.lines.clone();
            limits[cell.column] = cell.area.right;
        }
        if is_list(&own, &limits) {
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
