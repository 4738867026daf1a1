//! One cell a line, the columns named in lines of their own: what a table becomes when a page is saved as text.
//!
//! Reads: cells apart by blank lines or ended by a bar, cells cut over two lines, cells on lines that follow each other where the header's
//! do; rows whose missing cells a number makes good.
//! Refuses: what stands in front of the header, and a row without a task (notes).

use super::header::{heading, headings};
use super::place::{Kind, Word, kind, place, row_number};
use super::row::Rows;
use super::stretch::Stretch;
use super::{Fed, Line, RawItem};
use crate::lexicon::{Column, Lexicon};
use crate::span::Span;
use crate::text::Readable;

/// A header cell is not longer.
const HEADING: usize = 12;
/// A row that goes on for more lines is given up as it is.
const MOST_LINES: usize = 400;

/// Numbers of rows skip no more.
const MOST_SKIPPED: u32 = 5;

/// The table that is being read, and the row that is being filled.
#[derive(Debug)]
pub(crate) struct Cells {
    rows: Rows,
    /// Numbers of the first line of the header and of the line behind it.
    header: usize,
    body: usize,
    /// Whether every line is a cell.
    tight: bool,
    row: Row,
    /// The number of the row that is being filled.
    last_number: Option<u32>,
    /// A cell of the row that may as well be the number of the next one.
    doubtful: Option<usize>,
}

/// The printed lines of a row and its cells.
#[derive(Debug, Default)]
struct Row {
    /// Number, offset and text of each line.
    lines: Vec<(usize, usize, String)>,
    /// For each cell its first and last line, counted in the row.
    cells: Vec<(usize, usize)>,
    open: bool,
}

/// A line without the bar that ends its cell.
fn said(text: &str) -> &str {
    text.trim().trim_end_matches('|').trim()
}

/// The blocks of lines that are cells: their first line and their text.
fn blocks(head: &[Line<'_>], tight: bool) -> Vec<(usize, String)> {
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
        open = !tight && !line.text.trim_end().ends_with('|');
    }
    blocks.into_iter().map(|(at, block)| (at, Readable::new(&block, 0).text().to_owned())).collect()
}

/// What each block holds, if it is the name of a column.
fn named(blocks: &[(usize, String)], lexicon: &Lexicon) -> Vec<Option<Column>> {
    let short = |text: &str| text.chars().nth(HEADING).is_none();
    let name = |text: &str| short(text).then(|| heading(text, lexicon)).filter(|heading| heading.is_known());
    blocks.iter().map(|(_, text)| name(text).map(|heading| heading.column)).collect()
}

/// The line and the header of a table of this kind without a column for the task: four names of columns in a row.
pub(super) fn taskless(head: &[Line<'_>], lexicon: &Lexicon) -> Option<(usize, String)> {
    let blocks = blocks(head, false);
    let columns = named(&blocks, lexicon);
    let from = columns.windows(4).position(|four| four.iter().all(|column| column.is_some_and(|column| column != Column::Other)))?;
    let names = blocks[from..].iter().zip(&columns[from..]).take_while(|(_, column)| column.is_some()).map(|((_, text), _)| text.as_str());
    Some((head[blocks[from].0].number, names.collect::<Vec<_>>().join(" | ")))
}

impl Cells {
    /// The table whose header is among the first lines: three or more names of columns in a row, one of them of the task.
    pub(super) fn under(head: &[Line<'_>], lexicon: &Lexicon) -> Option<Self> {
        [false, true].into_iter().find_map(|tight| Self::apart(head, tight, lexicon))
    }

    fn apart(head: &[Line<'_>], tight: bool, lexicon: &Lexicon) -> Option<Self> {
        let blocks = blocks(head, tight);
        let columns = named(&blocks, lexicon);
        let mut from = 0;
        while from < blocks.len() {
            let to = columns[from..].iter().position(Option::is_none).map_or(blocks.len(), |len| from + len);
            if to >= from + 3 && to < blocks.len() {
                let from = from + title_in_front(&columns[from..to]);
                if let Some(headings) = headings(blocks[from..to].iter().map(|(_, text)| text.as_str()), lexicon) {
                    return Some(Self {
                        rows: Rows::under(headings, &head[..blocks[from].0], lexicon),
                        header: head[blocks[from].0].number,
                        body: head[blocks[to].0].number,
                        tight,
                        row: Row::default(),
                        last_number: None,
                        doubtful: None,
                    });
                }
            }
            from = to.max(from + 1);
        }
        None
    }

    /// Reads one line; gives the row in front of it where it begins a new one.
    pub(super) fn feed<'a>(&mut self, line: Line<'a>, lexicon: &Lexicon) -> Fed<'a> {
        if line.number < self.body {
            return if line.number >= self.header || said(line.text).is_empty() { Fed::Nothing } else { Fed::Note(RawItem::line(line)) };
        }
        let readable = Readable::new(line.text, 0);
        let text = said(readable.text());
        if text.is_empty() {
            // An empty cell that a bar ends is a cell.
            if line.text.contains('|') && !self.row.cells.is_empty() && !self.row.open {
                self.row.push(line, self.tight);
            }
            self.row.open = false;
            return Fed::Nothing;
        }
        let given = if self.row.open { self.overlong(lexicon) } else { self.before(text, lexicon) };
        if self.row.cells.is_empty() {
            self.last_number = row_number(text).or(self.last_number);
        }
        self.row.push(line, self.tight);
        given.unwrap_or(Fed::Nothing)
    }

    /// The last row.
    pub(super) fn end<'a>(&mut self, lexicon: &Lexicon) -> Fed<'a> {
        self.take(lexicon).unwrap_or(Fed::Nothing)
    }

    fn overlong<'a>(&mut self, lexicon: &Lexicon) -> Option<Fed<'a>> {
        if self.row.lines.len() > MOST_LINES { self.take(lexicon) } else { None }
    }

    /// The row in front of a cell, where that begins a new one: the row is full, or a number stands where one may.
    fn before<'a>(&mut self, text: &str, lexicon: &Lexicon) -> Option<Fed<'a>> {
        let columns = &self.rows.columns;
        let place = self.row.cells.len();
        let full = place >= columns.len();
        if columns.first().is_none_or(|heading| heading.column != Column::Number) {
            return if full { self.take(lexicon) } else { self.overlong(lexicon) };
        }
        if place == 0 {
            return None;
        }
        let number = row_number(text);
        // 35 as a whole cell is the number of a row only where one may stand: behind a full row, or not far behind the last.
        let next = number.is_some_and(|number| self.last_number.is_none_or(|last| (last + 1..=last + MOST_SKIPPED).contains(&number)));
        if full && number.is_some() {
            return self.take(lexicon);
        }
        // 5 | 修路 | …: the 5 was the number of the next row after all where a text stands under a number.
        let counted = |at: usize| {
            let column = columns.get(at).map(|heading| heading.column);
            column.is_some_and(|column| !matches!(column, Column::Task | Column::Progress | Column::Remark | Column::Number))
        };
        if let Some(at) = self.doubtful {
            let behind = if at + 1 < place { self.row.said(at + 1) } else { text };
            if (full || counted(at + 1) && at + 1 == place) && kind(behind, lexicon) == Kind::Text {
                return self.split(at, lexicon);
            }
        }
        if next && !full {
            if matches!(columns[place].column, Column::Task | Column::Agency) {
                return self.take(lexicon);
            }
            self.doubtful = Some(place);
        }
        self.overlong(lexicon)
    }

    /// Gives the cells in front of one that begins the next row.
    fn split<'a>(&mut self, at: usize, lexicon: &Lexicon) -> Option<Fed<'a>> {
        let behind = self.row.split_off(at);
        let given = self.take(lexicon);
        self.last_number = behind.lines.first().and_then(|(_, _, text)| row_number(said(text))).or(self.last_number);
        self.row = behind;
        given
    }

    fn take<'a>(&mut self, lexicon: &Lexicon) -> Option<Fed<'a>> {
        let row = std::mem::take(&mut self.row);
        self.doubtful = None;
        if row.cells.is_empty() {
            return None;
        }
        let mut stretch = Stretch::default();
        let at: Vec<usize> =
            row.lines.iter().map(|(number, from, text)| stretch.push(Line { number: *number, from: *from, text })).collect();
        let text = stretch.readable();
        let starts: Vec<usize> = std::iter::once(0).chain(text.text().match_indices('\n').map(|(at, _)| at + 1)).collect();
        let end = text.text().len();
        let line = |n: usize| Span::new(starts.get(n).copied().unwrap_or(end), starts.get(n + 1).map_or(end, |&next| next - 1));
        let mut spans: Vec<Span> =
            row.cells.iter().map(|&(first, last)| trimmed(text.text(), line(at[first]).join(line(at[last])))).collect();
        let width = self.rows.columns.len();
        if spans.len() < width {
            let words: Vec<Word> = spans.iter().map(|&span| Word { span, wide: true }).collect();
            spans = place(text.text(), &words, &self.rows.columns, lexicon);
        } else if spans.len() > width {
            // More cells than columns: the last column goes on.
            let behind = spans[width - 1].join(spans[spans.len() - 1]);
            spans.truncate(width - 1);
            spans.push(behind);
        }
        let cells = self.rows.cells(text.text(), spans.iter().copied(), lexicon);
        Some(self.rows.fed(RawItem::new(stretch.line, text, cells), &spans, lexicon))
    }
}

/// How many names at the start are titles that sound like columns: a task and a progress stand once, and nothing in front of the number.
fn title_in_front(columns: &[Option<Column>]) -> usize {
    let number = columns.iter().position(|&column| column == Some(Column::Number)).filter(|&at| at + 3 <= columns.len());
    let repeats = |&at: &usize| matches!(columns[at], Some(Column::Task | Column::Progress)) && columns[at + 1..].contains(&columns[at]);
    number.unwrap_or_else(|| (0..columns.len()).filter(repeats).map(|at| at + 1).next_back().unwrap_or(0))
}

/// A span without white space and bars at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let said = span.of(text);
    let from = span.from + (said.len() - said.trim_start().len());
    let kept = said.trim_start().trim_end_matches(|c: char| c.is_whitespace() || c == '|').len();
    Span::new(from, from + kept)
}

impl Row {
    fn push(&mut self, line: Line<'_>, tight: bool) {
        let at = self.lines.len();
        self.lines.push((line.number, line.from, line.text.to_owned()));
        match self.cells.last_mut() {
            Some(last) if self.open => last.1 = at,
            _ => self.cells.push((at, at)),
        }
        self.open = !tight && !line.text.trim_end().ends_with('|');
    }

    /// The first line of a cell.
    fn said(&self, cell: usize) -> &str {
        said(&self.lines[self.cells[cell].0].2)
    }

    /// The row from a cell on.
    fn split_off(&mut self, cell: usize) -> Self {
        let first = self.cells[cell].0;
        let lines = self.lines.split_off(first);
        let cells = self.cells.split_off(cell).into_iter().map(|(from, to)| (from - first, to - first)).collect();
        Self { lines, cells, open: std::mem::take(&mut self.open) }
    }
}
