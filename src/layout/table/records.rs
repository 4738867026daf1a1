//! Rows between bars, tabs, commas or semicolons, where a row may go over several lines.
//!
//! Reads: a quoted cell with line breaks in it; a row that is cut inside a cell (the line does not end with the bar that rows end with, or the
//! next one begins with a bar that rows do not begin with) and comes out even.

use crate::document::{Line, Row, Separator, Stretch, is_bar};
use crate::text::Readable;

/// A row goes over no more lines.
const MOST_LINES: usize = 40;
/// A cell that was never closed ends after so many bytes.
const LONGEST: usize = 100_000;
/// A table has no more columns; what stands behind them is passed over, so that the work for a row stays in bounds.
pub(super) const MOST_COLUMNS: usize = 128;

/// How the rows of a table are printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) separator: Separator,
    /// How many marks a full row has.
    pub(super) marks: usize,
    /// Whether rows begin with a mark, and whether they end with one.
    pub(super) led: bool,
    pub(super) closed: bool,
}

impl Shape {
    /// The shape of the rows among some lines: what most of them have.
    pub(super) fn of(lines: &[Line<'_>], separator: Separator) -> Option<Self> {
        let mut counts: Vec<(usize, bool, bool)> = Vec::new();
        for line in lines {
            let marks = separator.count(line.text);
            if marks > 0 && !is_rule(line.text) {
                let text = line.text.trim();
                let bar = separator == Separator::Bar;
                counts.push((marks, bar && text.starts_with(is_bar), bar && text.ends_with(is_bar)));
            }
        }
        let cells = |&(marks, led, closed): &(usize, bool, bool)| (marks + 1).saturating_sub(usize::from(led) + usize::from(closed));
        let full: Vec<&(usize, bool, bool)> = counts.iter().filter(|row| cells(row) > 1).collect();
        let most = |of: fn(&(usize, bool, bool)) -> bool| full.iter().filter(|row| of(row)).count() * 2 > full.len();
        let (led, closed) = (most(|row| row.1), most(|row| row.2));
        let marks = mode(full.iter().map(|row| row.0))?;
        Some(Self { separator, marks, led, closed })
    }

    /// The lines of the row that begins with the first of some lines. `ended` says that nothing follows them; `None` where more must be seen.
    pub(super) fn record(&self, lines: &[Line<'_>], ended: bool) -> Option<usize> {
        let first = lines.first()?;
        if self.separator != Separator::Bar {
            return self.quoted(lines, ended);
        }
        let mut marks = self.separator.count(first.text);
        if marks == 0 || marks >= self.marks {
            return Some(1);
        }
        let mut last = first.text.trim_end();
        for (at, line) in lines.iter().enumerate().skip(1).take(MOST_LINES) {
            let text = line.text.trim();
            if text.is_empty() {
                continue;
            }
            let more = self.separator.count(text);
            let open = self.closed && !last.ends_with(is_bar);
            let goes_on = !self.led && text.starts_with(is_bar);
            if !open && !goes_on || marks + more > self.marks {
                return Some(1);
            }
            marks += more;
            last = text;
            if marks == self.marks && (!self.closed || last.ends_with(is_bar)) {
                return Some(at + 1);
            }
        }
        (ended || lines.len() > MOST_LINES).then_some(1)
    }

    /// The lines of a row whose quoted cells are closed.
    fn quoted(&self, lines: &[Line<'_>], ended: bool) -> Option<usize> {
        let text = lines[0].text;
        if !text.contains('"') || !self.separator.is_open(text) || self.separator.cells(text).len() > self.marks + 1 {
            return Some(1);
        }
        let mut open = Stretch::default();
        for (count, &line) in lines.iter().take(MOST_LINES).enumerate() {
            open.push(line);
            if open.len() > LONGEST {
                return Some(1);
            }
            // A row of its own: the mark in the row above was never meant to open anything.
            if count > 0 && self.separator.cells(line.text).len() == self.marks + 1 && starts_row(line.text) {
                return Some(1);
            }
            if count > 0 && closes(line.text) && !self.separator.is_open(open.readable().text()) {
                return Some(count + 1);
            }
        }
        (ended || lines.len() >= MOST_LINES).then_some(1)
    }

    /// The row that some lines make.
    pub(super) fn row<'a>(&self, lines: &[Line<'a>]) -> Row<'a> {
        let text = readable(lines);
        let mut cells = self.separator.cells(text.text());
        let said = text.text().trim();
        let bar = self.separator == Separator::Bar;
        if bar && (self.led || cells.len() > self.marks + 1) && said.starts_with(is_bar) {
            cells.remove(0);
        }
        if bar && said.ends_with(is_bar) && cells.len() > 1 && (self.closed || cells.len() > self.marks) {
            cells.pop();
        }
        cells.truncate(MOST_COLUMNS);
        Row { line: lines[0].number, text, cells }
    }
}

/// Whether a row with a number begins.
fn starts_row(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a line closes a quoted cell that an earlier line opened: an odd number of marks.
fn closes(line: &str) -> bool {
    line.bytes().filter(|&byte| byte == b'"').count() % 2 == 1
}

/// The readable text of some lines; that of one line is borrowed.
pub(super) fn readable<'a>(lines: &[Line<'a>]) -> Readable<'a> {
    if let [line] = lines {
        return Readable::new(line.text, line.from);
    }
    let mut stretch = Stretch::default();
    for &line in lines {
        stretch.push(line);
    }
    stretch.readable()
}

/// What stands most often; of equal ones the most.
pub(super) fn mode(values: impl Iterator<Item = usize>) -> Option<usize> {
    let mut values: Vec<usize> = values.collect();
    values.sort_unstable();
    let mut best: Option<(usize, usize)> = None;
    for run in values.chunk_by(|a, b| a == b) {
        if best.is_none_or(|(count, _)| run.len() >= count) {
            best = Some((run.len(), run[0]));
        }
    }
    best.map(|(_, value)| value)
}

/// The rule under a Markdown header: `|---|:--:|`.
pub(super) fn is_rule(text: &str) -> bool {
    text.chars().all(|c| is_bar(c) || matches!(c, '-' | ':' | ' ' | '\t' | '+' | '=' | '━') || ('\u{2500}'..='\u{257f}').contains(&c))
        && ["--", "==", "──", "━━"].iter().any(|rule| text.contains(rule))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines;

    fn rows(source: &str) -> Vec<String> {
        let lines: Vec<Line<'_>> = lines(source).collect();
        let shape = Shape::of(&lines, Separator::Bar).unwrap();
        let mut at = 0;
        let mut rows = Vec::new();
        while at < lines.len() {
            let to = at + shape.record(&lines[at..], true).unwrap();
            let row = shape.row(&lines[at..to]);
            rows.push((0..row.cells.len()).map(|cell| row.said(cell).replace('\n', "")).collect::<Vec<_>>().join("/"));
            at = to;
        }
        rows
    }

    #[test]
    fn a_row_that_is_cut_inside_a_cell_comes_out_even() {
        assert_eq!(
            rows("县 | 一 | 二 | 三 |\n东 | 1 | 2 | 3 |\n西 | 4 |\n| 6 |\n南 | 7\n | 8 | 9 |\n"),
            ["县/一/二/三", "东/1/2/3", "西/4//6", "南/7/8/9"]
        );
    }

    #[test]
    fn a_short_row_stays_a_row() {
        assert_eq!(
            rows("类 | 县 | 一 | 二 |\n甲 | 东 | 1 | 2 |\n西 | 4 | 5 |\n南 | 7 | 8 |\n"),
            ["类/县/一/二", "甲/东/1/2", "西/4/5", "南/7/8"]
        );
    }
}
