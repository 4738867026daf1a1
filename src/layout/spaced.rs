//! Rows under a header, their columns apart by white space only: what a table becomes when it is copied as text. Empty cells are gone.
//!
//! Reads: one space or more, tabs and full-width spaces; numbered rows that go on over several lines; rows below an item without a number.
//! Refuses: prose (a header has three known columns, one of them the task, and a row below); categories and remarks (notes).

use super::header::{Heading, heading, headings};
use super::place::{Kind, Word, kind, place, row_number};
use super::row::{HEADING, Rows, is_remark};
use super::stretch::Stretch;
use super::{Fed, Line, RawItem};
use crate::lexicon::{Column, Lexicon};
use crate::span::Span;
use crate::text::Readable;

/// A header has at most so many columns.
const MOST_COLUMNS: usize = 24;
/// A numbered row goes over no more lines.
const MOST_LINES: usize = 40;
/// A row has no more words; the rest belongs to the last one.
const MOST_WORDS: usize = 400;

/// The table that is being read, and the row that is being filled.
#[derive(Debug)]
pub(crate) struct Spaced {
    rows: Rows,
    header: usize,
    numbered: bool,
    row: Stretch,
    /// Whether the row has a number under a column of numbers already.
    counted: bool,
}

/// The words of a line between white space, and whether two spaces or more stand in front of each.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), from) {
            (true, Some(start)) => {
                let gap = words.last().map_or("", |last: &Word| &text[last.span.to..start]);
                let wide = gap.chars().count() > 1 || gap.contains(['\t', '\u{3000}']);
                let full = words.len() >= MOST_WORDS;
                match words.last_mut() {
                    Some(last) if full => last.span.to = at,
                    _ => words.push(Word { span: Span::new(start, at), wide }),
                }
                from = None;
            }
            (false, None) => from = Some(at),
            _ => {}
        }
    }
    words
}

/// The columns that a line names, apart by wide gaps where it has them (`序 号  指标名称`), else by any.
fn columns(line: &str, lexicon: &Lexicon) -> Option<Vec<Heading>> {
    let readable = Readable::new(line, 0);
    let text = readable.text();
    if text.contains(['。', '，', ',', ';', '；', '|']) {
        return None;
    }
    let words = words(text);
    let mut apart: Vec<Span> = Vec::new();
    for word in &words {
        match apart.last_mut() {
            Some(last) if !word.wide => last.to = word.span.to,
            _ => apart.push(word.span),
        }
    }
    [apart, words.iter().map(|word| word.span).collect()].into_iter().find_map(|spans| {
        let names: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        let fit = (3..=MOST_COLUMNS).contains(&names.len()) && names.iter().all(|name| name.chars().count() <= HEADING);
        let columns = headings(names.into_iter(), lexicon).filter(|_| fit)?;
        let known = columns.iter().filter(|heading| heading.is_known() || heading.period.is_some()).count();
        let answers = columns
            .iter()
            .any(|heading| matches!(heading.column, Column::Target | Column::Actual | Column::Progress | Column::Rate | Column::Agency));
        (known >= 3 && known * 3 >= columns.len() * 2 && answers).then_some(columns)
    })
}

impl Spaced {
    /// The table whose header is among the first lines.
    pub(super) fn under(head: &[Line<'_>], lexicon: &Lexicon) -> Option<Self> {
        head.iter().enumerate().find_map(|(at, line)| {
            let columns = columns(line.text, lexicon)?;
            // A category may stand in front of the first row.
            let below = head[at + 1..].iter().filter(|line| !line.text.trim().is_empty()).take(3);
            if !below.into_iter().any(|line| words(line.text).len() > 1) {
                return None;
            }
            let numbered = columns.first().is_some_and(|heading| heading.column == Column::Number);
            let mut rows = Rows::under(columns, &head[..at], lexicon);
            let rates: Vec<String> = head[at + 1..].iter().filter_map(|line| rate_of(line.text, &rows.columns, lexicon)).collect();
            rows.fractions(rates.iter().map(String::as_str));
            Some(Self { rows, header: line.number, numbered, row: Stretch::default(), counted: false })
        })
    }

    /// Reads one line; gives the row in front of it where it begins a new one.
    pub(super) fn feed<'a>(&mut self, line: Line<'a>, lexicon: &Lexicon) -> Fed<'a> {
        if line.number == self.header {
            return Fed::Nothing;
        }
        if line.number < self.header {
            return if line.text.trim().is_empty() { Fed::Nothing } else { Fed::Note(RawItem::line(line)) };
        }
        let readable = Readable::new(line.text, 0);
        let text = readable.text();
        let words = words(text);
        let Some(first) = words.first().map(|word| word.span.of(text)) else { return self.end(lexicon) };
        let starts = self.starts(&words, first, text, lexicon);
        let given = if starts || self.row.is_empty() || self.row.lines() > MOST_LINES { self.end(lexicon) } else { Fed::Nothing };
        self.counted |= words.iter().skip(1).any(|word| is_count(kind(word.span.of(text), lexicon)));
        self.row.push(line);
        given
    }

    /// Whether a line begins a row: with a number where rows have one; a category, a remark, or the part of an item with numbers of its own.
    fn starts(&self, words: &[Word], first: &str, text: &str, lexicon: &Lexicon) -> bool {
        if !self.numbered {
            return true;
        }
        let number = row_number(first).is_some() && (words.len() > 1 || text.trim() != first);
        let category =
            words.len() <= 2 && first.starts_with(|c: char| "一二三四五六七八九十（(".contains(c)) && first.contains(['、', ')', '）']);
        let counts = words.iter().any(|word| is_count(kind(word.span.of(text), lexicon)));
        let part = self.counted && counts && self.rows.counts() && !is_count(kind(first, lexicon));
        number || category || part || is_remark(first, lexicon) || columns(text, lexicon).is_some()
    }

    /// The row that is open.
    pub(super) fn end<'a>(&mut self, lexicon: &Lexicon) -> Fed<'a> {
        let row = std::mem::take(&mut self.row);
        self.counted = false;
        if row.is_empty() {
            return Fed::Nothing;
        }
        let text = row.readable();
        if columns(text.text(), lexicon).is_some() {
            return Fed::Nothing;
        }
        let words = words(text.text());
        let first = words.first().map_or("", |word| word.span.of(text.text()));
        let counts = words.iter().any(|word| is_count(kind(word.span.of(text.text()), lexicon)));
        let part = !self.numbered || row_number(first).is_some() || counts;
        if words.len() == 1 || !part || is_remark(first, lexicon) {
            self.rows.apart();
            return Fed::Note(RawItem::new(row.line, text, Vec::new()));
        }
        let spans = place(text.text(), &words, &self.rows.columns, lexicon);
        let cells = self.rows.cells(text.text(), spans.iter().copied(), lexicon);
        self.rows.fed(RawItem::new(row.line, text, cells), &spans, lexicon)
    }
}

/// The header of a table of this kind without a column for the task: names of columns only, with two rows as long below.
pub(super) fn taskless<'a, 'l>(head: &'l [Line<'a>], lexicon: &Lexicon) -> Option<&'l Line<'a>> {
    head.iter().enumerate().find_map(|(at, line)| {
        let readable = Readable::new(line.text, 0);
        let names = words(readable.text());
        let known = names.iter().all(|word| is_name(word.span.of(readable.text()), lexicon));
        let below = || head[at + 1..].iter().filter(|line| words(line.text).len() + 1 >= names.len());
        (names.len() >= 3 && known && below().count() >= 2).then_some(line)
    })
}

/// Whether a word is the name of a column and nothing more.
fn is_name(word: &str, lexicon: &Lexicon) -> bool {
    word.chars().count() <= HEADING && heading(word, lexicon).is_known()
}

fn is_count(kind: Kind) -> bool {
    matches!(kind, Kind::Value | Kind::Percent | Kind::Whole)
}

/// The rate of a row as printed.
fn rate_of(line: &str, columns: &[Heading], lexicon: &Lexicon) -> Option<String> {
    let at = columns.iter().position(|heading| heading.column == Column::Rate)?;
    let readable = Readable::new(line, 0);
    let words = words(readable.text());
    let span = place(readable.text(), &words, columns, lexicon)[at];
    (words.len() > 2 && !span.is_empty()).then(|| span.of(readable.text()).to_owned())
}
