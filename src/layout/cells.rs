//! One cell a line, the columns named in lines of their own: what a table becomes when a page is saved as text.
//!
//! Reads: cells apart by blank lines or ended by a bar, cells cut over two lines, rows whose missing cells a number makes good.
//! Refuses: what stands in front of the header, and a row without a task (notes).

use super::header::{Heading, heading, headings};
use super::stretch::Stretch;
use super::{Cell, Fed, Line, RawItem};
use crate::lexicon::{Column, Lexicon};
use crate::span::Span;
use crate::text::Readable;

/// A header cell is not longer.
const HEADING: usize = 12;
/// A row that goes on for more lines is given up as it is.
const MOST_LINES: usize = 400;

/// The columns of the table that is being read, and the row that is being filled.
#[derive(Debug)]
pub(crate) struct Cells {
    columns: Vec<Heading>,
    /// Numbers of the first line of the header and of the line behind it.
    header: usize,
    body: usize,
    row: Row,
    /// The number of the row that is being filled.
    last_number: Option<u32>,
}

/// The printed lines of a row and its cells.
#[derive(Debug, Default)]
struct Row {
    stretch: Stretch,
    /// For each cell its first and last line, counted in the row.
    cells: Vec<(usize, usize)>,
    open: bool,
}

/// A line without the bar that ends its cell.
fn said(text: &str) -> &str {
    text.trim().trim_end_matches('|').trim()
}

/// The blocks of lines that are cells: their first line and their text.
fn blocks<'a>(head: &[Line<'a>]) -> Vec<(usize, String)> {
    let mut blocks: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (i, line) in head.iter().enumerate() {
        let text = said(line.text);
        if text.is_empty() {
            open = false;
            continue;
        }
        match blocks.last_mut() {
            Some((_, block)) if open => block.push_str(text),
            _ => blocks.push((i, text.to_owned())),
        }
        open = !line.text.trim_end().ends_with('|');
    }
    blocks
}

impl Cells {
    /// The table whose header is among the first lines: three or more names of columns in a row, one of them of the task.
    pub(super) fn under(head: &[Line<'_>], lexicon: &Lexicon) -> Option<Self> {
        let blocks = blocks(head);
        let named: Vec<bool> =
            blocks.iter().map(|(_, text)| text.chars().count() <= HEADING && heading(text, lexicon).column != Column::Other).collect();
        let mut from = 0;
        while from < blocks.len() {
            let to = named[from..].iter().position(|&named| !named).map_or(blocks.len(), |len| from + len);
            if to >= from + 3 && to < blocks.len() {
                // A title that sounds like a column stands in front of the header: each column stands once.
                let columns: Vec<Column> = blocks[from..to].iter().map(|(_, text)| heading(text, lexicon).column).collect();
                let repeats = |i: &usize| columns[i + 1..].contains(&columns[*i]);
                let from = (0..columns.len()).filter(repeats).map(|i| from + i + 1).next_back().unwrap_or(from);
                let read: Vec<String> = blocks[from..to].iter().map(|(_, text)| Readable::new(text, 0).text().to_owned()).collect();
                if let Some(columns) = headings(read.iter().map(String::as_str), lexicon) {
                    return Some(Self {
                        columns,
                        header: head[blocks[from].0].number,
                        body: head[blocks[to].0].number,
                        row: Row::default(),
                        last_number: None,
                    });
                }
            }
            from = to.max(from + 1);
        }
        None
    }

    /// Reads one line; gives the row in front of it where it begins a new one.
    pub(super) fn feed<'a>(&mut self, line: Line<'a>) -> Fed<'a> {
        if line.number < self.body {
            return if line.number >= self.header || said(line.text).is_empty() { Fed::Nothing } else { Fed::Note(RawItem::line(line)) };
        }
        let text = said(line.text);
        if text.is_empty() {
            self.row.open = false;
            return Fed::Nothing;
        }
        let begins = !self.row.open && self.begins(text);
        let given = if begins || self.row.stretch.lines() > MOST_LINES { self.take() } else { None };
        if self.row.cells.is_empty() {
            self.last_number = text.parse().ok().or(self.last_number);
        }
        self.row.push(line);
        given.unwrap_or(Fed::Nothing)
    }

    /// The last row.
    pub(super) fn end<'a>(&mut self) -> Fed<'a> {
        self.take().unwrap_or(Fed::Nothing)
    }

    /// Whether a cell begins a new row: the row is full, or a number stands where one may.
    fn begins(&self, text: &str) -> bool {
        let full = self.row.cells.len() >= self.columns.len();
        let numbered = self.columns.first().is_some_and(|heading| heading.column == Column::Number);
        let number = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
        // 35 as a whole cell is a number of a row only where one may stand: behind a full row, or as the next in order.
        let next = text.parse::<u32>().ok().is_some_and(|number| self.last_number.is_none_or(|last| number == last + 1));
        if numbered { number && !self.row.cells.is_empty() && (full || next) } else { full }
    }

    fn take<'a>(&mut self) -> Option<Fed<'a>> {
        let row = std::mem::take(&mut self.row);
        if row.cells.is_empty() {
            return None;
        }
        let text = row.stretch.readable();
        let starts: Vec<usize> = std::iter::once(0).chain(text.text().match_indices('\n').map(|(at, _)| at + 1)).collect();
        let end = text.text().len();
        let line = |n: usize| Span::new(starts.get(n).copied().unwrap_or(end), starts.get(n + 1).map_or(end, |&next| next - 1));
        let spans: Vec<Span> = row.cells.iter().map(|&(first, last)| trimmed(text.text(), line(first).join(line(last)))).collect();
        let cells: Vec<Cell> =
            spans.iter().zip(&self.columns).map(|(&span, heading)| Cell { column: heading.column, span, period: heading.period }).collect();
        // More cells than columns: the last column goes on.
        let cells = match (cells.last().copied(), spans.last()) {
            (Some(last), Some(&behind)) if spans.len() > cells.len() => {
                let mut cells = cells;
                cells.pop();
                cells.push(Cell { span: last.span.join(behind), ..last });
                cells
            }
            _ => cells,
        };
        let item = RawItem::new(row.stretch.line, text, cells);
        Some(if item.cell(Column::Task).is_some() { Fed::Item(item) } else { Fed::Note(item) })
    }
}

/// A span without white space and bars at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let said = span.of(text);
    let from = span.from + (said.len() - said.trim_start().len());
    let kept = said.trim_start().trim_end_matches(|c: char| c.is_whitespace() || c == '|').len();
    Span::new(from, from + kept)
}

impl Row {
    fn push(&mut self, line: Line<'_>) {
        let at = self.stretch.push(line);
        match self.cells.last_mut() {
            Some(last) if self.open => last.1 = at,
            _ => self.cells.push((at, at)),
        }
        self.open = !line.text.trim_end().ends_with('|');
    }
}
