//! Which lines of a column are of one cell, where no rule says so.
//!
//! Lines that stand closer than the cells do are one. Where cells stand as close as lines, the rows are told by their numbers and values, and the
//! lines go to these from above, from the middle or from below, whichever fits all of them.

use super::lines::Line;
use super::rows::{is_full, is_short_value, says_value};

/// Lines of a column that are of one cell.
pub(super) struct Block {
    pub(super) column: usize,
    pub(super) lines: Vec<Line>,
}

impl Block {
    pub(super) fn top(&self) -> f64 {
        self.lines.first().map_or(0.0, |line| line.base + line.size * 0.85)
    }

    pub(super) fn bottom(&self) -> f64 {
        self.lines.last().map_or(0.0, |line| line.base - line.size * 0.15)
    }

    pub(super) fn is_value(&self) -> bool {
        self.lines.len() == 1 && self.lines.iter().all(says_value)
    }

    /// Whether it stands beside another. Cells of a row overlap in height however they are aligned, with the room that each line takes up;
    /// those of different rows never do.
    pub(super) fn is_beside(&self, other: &Self, room: f64) -> bool {
        let over = self.top().min(other.top()) - self.bottom().max(other.bottom()) + room;
        over > ((self.top() - self.bottom()).min(other.top() - other.bottom()) + room) * 0.25
    }
}

/// The cells of columns, and how much room lines have between them. A column ends at its limit.
pub(super) fn blocks(columns: &[Vec<Line>], limits: &[f64]) -> (Vec<Block>, f64) {
    let distances: Vec<f64> = columns.iter().flat_map(|lines| lines.windows(2).map(|two| two[0].base - two[1].base)).collect();
    let pitch = distances.iter().copied().fold(f64::MAX, f64::min);
    let size = columns.iter().flatten().map(|line| line.size).fold(0.0, f64::max);
    let room = if pitch < size * 3.0 { (pitch - size).max(0.0) } else { 0.0 };
    let marks = marks(columns, pitch);
    // Where all stand on the lines of one grid and nothing marks the rows, these are no further apart than lines.
    let on_grid = distances.iter().all(|apart| (apart / pitch - (apart / pitch).round()).abs() < 0.12);
    let closest = if marks.is_empty() && on_grid { 0.0 } else { pitch * 1.05 };
    let numbered = is_numbered(columns);
    let mut out = Vec::new();
    for (column, lines) in columns.iter().enumerate() {
        let together = |above: &Line, below: &Line| above.base - below.base <= closest && !says_value(above) && !says_value(below);
        let cells: Vec<Vec<Line>> = lines.chunk_by(together).map(<[Line]>::to_vec).collect();
        // A cell beside two marks is more than one.
        let beside =
            |cell: &Vec<Line>| marks.iter().filter(|mark| cell.iter().any(|line| (line.base - **mark).abs() < pitch * 0.5)).count();
        // So is one that reaches over its only mark, but not by as much as under it: it has the rest of a cell of the page before in front.
        let lopsided = |cell: &Vec<Line>| {
            let (Some(first), Some(last)) = (cell.first(), cell.last()) else { return false };
            let over = |mark: &f64| first.base - mark > pitch * 0.5 && mark - last.base > -pitch * 0.5;
            marks.iter().any(|mark| over(mark) && ((first.base - mark) - (mark - last.base)).abs() > pitch * 0.6)
        };
        let cells = if cells.iter().any(|cell| beside(cell) > 1 || lopsided(cell)) {
            aligned(lines, &marks, pitch, numbered, limits[column])
        } else {
            cells
        };
        out.extend(cells.into_iter().map(|lines| Block { column, lines }));
    }
    (out, room)
}

/// The heights of the rows, by columns of numbers and values: one that has a line in most of them and no other, and what others add.
fn marks(columns: &[Vec<Line>], pitch: f64) -> Vec<f64> {
    let heights = |lines: &Vec<Line>| -> Vec<f64> {
        lines.iter().filter(|line| says_value(line) || is_short_value(&line.text())).map(|line| line.base).collect()
    };
    let mut marking: Vec<(usize, Vec<f64>)> = columns.iter().map(|lines| (lines.len(), heights(lines))).collect();
    // One line marks a row only as its number.
    let numbered = columns.first().is_some_and(|first| first.iter().all(|line| line.text().chars().all(|c| c.is_ascii_digit())));
    let mut at = 0;
    marking.retain(|(lines, marks)| {
        at += 1;
        (*lines > 1 || *lines == 1 && at == 1 && numbered) && marks.len() * 5 >= lines * 4
    });
    // The fewest lines that mark nothing, then the most that do.
    marking.sort_by_key(|(lines, marks)| (lines - marks.len(), usize::MAX - marks.len()));
    let most = marking.iter().map(|(_, marks)| marks.len()).max().unwrap_or(0);
    // Wrapped values stand beside their row's number in several lines.
    if marking.first().is_some_and(|(lines, marks)| *lines == marks.len() && marks.len() * 5 >= most * 4) {
        marking.truncate(1);
    }
    let mut out: Vec<f64> = Vec::new();
    for height in marking.into_iter().flat_map(|(_, marks)| marks) {
        if out.iter().all(|mark| (mark - height).abs() > pitch * 0.8) {
            out.push(height);
        }
    }
    out.sort_by(|a, b| b.total_cmp(a));
    out
}

/// Whether the rows are numbered: then what has no number is of the row above.
pub(super) fn is_numbered(columns: &[Vec<Line>]) -> bool {
    let numbers = |lines: &[Line]| lines.iter().filter(|line| line.text().chars().all(|c| c.is_ascii_digit())).count();
    columns.first().is_some_and(|first| first.len() > 1 && numbers(first) + 1 >= first.len())
}

/// The cells of a column whose lines stand as close as its cells.
fn aligned(lines: &[Line], marks: &[f64], pitch: f64, numbered: bool, limit: f64) -> Vec<Vec<Line>> {
    let marked = |line: &Line| marks.iter().any(|mark| (mark - line.base).abs() < pitch * 0.4);
    let with_line = marks.iter().filter(|mark| lines.iter().any(|line| (line.base - **mark).abs() < pitch * 0.4)).count();
    if with_line * 5 < marks.len() * 4 {
        // What stands in front may be the rest of a cell of the page before.
        let before = lines.iter().take_while(|line| marks.first().is_some_and(|mark| line.base > *mark)).count();
        for skipped in 0..=before {
            let (rest, own) = lines.split_at(skipped);
            if let Some(mut cells) = centred(own, marks, pitch) {
                if !rest.is_empty() {
                    cells.insert(0, rest.to_vec());
                }
                return cells;
            }
        }
    }
    // From below a line beside a mark ends its cell, from above it begins it and is full.
    let pairs = || lines.windows(2).filter(|two| marked(&two[0]) && !marked(&two[1]));
    let full = pairs().filter(|two| is_full(&two[0], &two[1], limit)).count();
    let from_below = full * 2 < pairs().count() && lines.last().is_some_and(marked);
    let mut cells: Vec<Vec<Line>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &lines[before]);
        let begins = if from_below { before.is_none_or(marked) } else { marked(line) };
        // A name alone is the rest of the one above, or a row of its own: `其中：`.
        let rest = numbered || from_below || before.is_some_and(|before| is_full(before, line, limit));
        match cells.last_mut().filter(|_| !begins && rest) {
            Some(cell) => cell.push(line.clone()),
            None => cells.push(vec![line.clone()]),
        }
    }
    cells
}

/// The cells of a column if the middle of each stands at a mark: a line above it tells how many there are.
fn centred(lines: &[Line], marks: &[f64], pitch: f64) -> Option<Vec<Vec<Line>>> {
    let mut cells = Vec::new();
    let mut rest = lines;
    for mark in marks {
        let Some(first) = rest.first() else { break };
        let count = ((first.base - mark) * 2.0 / pitch).round() + 1.0;
        if count < 1.0 {
            continue;
        }
        let (cell, behind) = rest.split_at_checked(count as usize)?;
        let closed = cell.windows(2).all(|two| two[0].base - two[1].base < pitch * 1.5);
        let off = f64::midpoint(cell[0].base, cell[cell.len() - 1].base) - mark;
        if !closed || off.abs() > pitch * 0.4 {
            return None;
        }
        cells.push(cell.to_vec());
        rest = behind;
    }
    rest.is_empty().then_some(cells)
}
