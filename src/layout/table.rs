//! Rows under a header, their cells apart by bars (`1 | 建设… | 区科技局 | 已… |`, Markdown tables included), tabs or commas.
//!
//! Reads: rows with or without a bar at either end, rows that are too short or too long, a header in two lines, quoted cells with line
//! breaks in them.
//! Refuses: lines that are no rows (notes), the rule under a Markdown header.

use std::collections::VecDeque;

use super::header::{self, Heading, headings, stacked, stands_below};
use super::place::row_number;
use super::row::{HEADING, Rows};
use super::separator::{Separator, is_bar};
use super::stretch::Stretch;
use super::{Cell, Fed, Line, RawItem};
use crate::lexicon::{Column, Lexicon};
use crate::span::Span;
use crate::text::Readable;

/// The table that is being read.
#[derive(Debug)]
pub(crate) struct Table {
    separator: Separator,
    rows: Rows,
    /// Whether rows begin with a bar.
    led: bool,
    /// First and last line of the header, and the cells of its second line where it has two.
    header: (usize, usize),
    second: Vec<String>,
    /// A row with a quoted cell that is still open, or one that is whole and waits because the line behind it closed nothing.
    open: Stretch,
    whole: bool,
    /// What the lines of a cell that was never closed gave, one line of the text behind the other.
    given: VecDeque<Fed<'static>>,
}

/// A quoted cell that goes on for more lines was never meant to be one.
const MOST_LINES: usize = 60;
/// Nor was one that goes on for more bytes.
const LONGEST: usize = 1 << 16;

/// The first lines as one row, and how many they are: a quoted cell goes on behind a line break, `1,"修路,↵造桥",已修`. One that is never closed
/// does not.
fn record<'a>(head: &[Line<'a>], separator: Separator) -> (Readable<'a>, usize) {
    let Some(&first) = head.first() else { return (Readable::new("", 0), 0) };
    let alone = || (Readable::new(first.text, first.from), 1);
    if !opens(first.text, separator) {
        return alone();
    }
    let mut open = Stretch::default();
    for (count, &line) in head.iter().take(MOST_LINES).enumerate() {
        open.push(line);
        if open.len() > LONGEST {
            break;
        }
        if count > 0 && closes(line.text) {
            let whole = open.readable();
            if !separator.is_open(whole.text()) {
                return (whole, count + 1);
            }
        }
    }
    alone()
}

/// The first lines row by row: the text of each, and the number of its first line among them.
fn records<'a>(head: &[Line<'a>], separator: Separator) -> impl Iterator<Item = (Readable<'a>, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at;
        let (text, lines) = record(head.get(from..)?, separator);
        at += lines;
        (lines > 0).then_some((text, from))
    })
}

/// The cells of the row at the beginning of some lines that may be a header, whether a bar leads it, and of how many lines it is.
fn header_cells(head: &[Line<'_>], separator: Separator) -> Option<(Vec<String>, bool, usize)> {
    if separator.count(head.first()?.text) == 0 {
        return None;
    }
    let (readable, lines) = record(head, separator);
    let text = readable.text();
    let led = separator == Separator::Bar && text.trim_start().starts_with(is_bar);
    let cells: Vec<String> = separator.cells(text).into_iter().skip(usize::from(led)).map(|span| span.of(text).to_owned()).collect();
    cells.iter().all(|cell| cell.chars().count() <= HEADING && !cell.contains('。')).then_some((cells, led, lines))
}

/// The header of a table whose columns are known, but none of them for the task; or the first of three rows between bars.
pub(super) fn taskless<'a, 'l>(head: &'l [Line<'a>], lexicon: &Lexicon) -> Option<&'l Line<'a>> {
    let known = |cells: &[String]| cells.iter().filter(|cell| header::heading(cell, lexicon).column != Column::Other).count();
    let heads = |at: &usize| {
        Separator::ALL.iter().any(|&separator| {
            header_cells(&head[*at..], separator)
                .is_some_and(|(cells, _, lines)| known(&cells) > 1 && has_rows(&head[*at + lines..], separator, cells.len()))
        })
    };
    let named = (0..head.len()).find(heads).map(|at| &head[at]);
    let mut rows = head.iter().filter(|line| Separator::Bar.count(line.text) > 1 || Separator::Tab.count(line.text) > 1);
    let first = rows.next();
    named.or(first.filter(|_| rows.nth(1).is_some()))
}

/// Whether a row stands among the lines below a header: a sentence has commas too.
fn has_rows(below: &[Line<'_>], separator: Separator, cells: usize) -> bool {
    let first = || records(below, separator).find(|(row, _)| !row.text().trim().is_empty());
    separator != Separator::Comma || first().is_some_and(|(row, _)| separator.count(row.text()) + 1 >= cells.min(3))
}

/// The header that begins with a line: its columns, how many lines it has, and the cells of the second.
fn header_at(head: &[Line<'_>], separator: Separator, lexicon: &Lexicon) -> Option<(Vec<Heading>, bool, usize, Vec<String>)> {
    let (cells, led, lines) = header_cells(head, separator)?;
    let behind = head[lines..].iter().position(|line| !line.text.trim().is_empty() && !is_rule(line.text)).map(|at| at + lines);
    let below = behind.and_then(|at| {
        let (below, led_too, lines) = header_cells(&head[at..], separator)?;
        let below = if led == led_too { below } else { std::iter::once(String::new()).chain(below).collect() };
        // A title in front of the header has one cell.
        let merged = cells.iter().filter(|cell| header::heading(cell, lexicon).is_known()).count() > 1;
        (merged && stands_below(&below, &cells, lexicon)).then(|| Some((stacked(&cells, &below, lexicon)?, led, at + lines, below)))?
    });
    if let Some(two) = below {
        return Some(two);
    }
    let columns = headings(cells.iter().map(String::as_str), lexicon)?;
    if !has_rows(&head[lines..], separator, cells.len()) {
        return None;
    }
    Some((columns, led, lines, Vec::new()))
}

impl Table {
    /// The table whose header is among the first lines, its cells apart by one of `separators`.
    pub(super) fn under(head: &[Line<'_>], separators: &[Separator], lexicon: &Lexicon) -> Option<Self> {
        separators.iter().find_map(|&separator| {
            (0..head.len()).find_map(|at| {
                let (columns, led, lines, second) = header_at(&head[at..], separator, lexicon)?;
                let rows = Rows::under(columns, &head[..at], lexicon);
                let header = (head[at].number, head[at + lines - 1].number);
                let mut table =
                    Self { separator, rows, led, header, second, open: Stretch::default(), whole: false, given: VecDeque::new() };
                table.see_rates(&head[at + lines..]);
                Some(table)
            })
        })
    }

    /// Looks at the rates of the first rows, whether they are fractions.
    fn see_rates(&mut self, head: &[Line<'_>]) {
        let Some(column) = self.rows.rate() else { return };
        let rates: Vec<String> = records(head, self.separator)
            .filter(|(row, _)| self.is_row(row.text()) && !is_rule(row.text()))
            .filter_map(|(text, _)| {
                let cells = self.separator.cells(text.text());
                let led = self.led(text.text(), cells.len());
                cells.get(column + usize::from(led)).map(|span| span.of(text.text()).to_owned())
            })
            .collect();
        self.rows.fractions(rates.iter().map(String::as_str));
    }

    /// Its name, as on the command line.
    pub(super) const fn name(&self) -> &'static str {
        match self.separator {
            Separator::Bar => "pipe",
            Separator::Tab | Separator::Comma => "delimited",
        }
    }

    /// Whether a line is a row: a comma may also stand in a remark, so that a row of commas needs almost all of them.
    fn is_row(&self, text: &str) -> bool {
        let least = if self.separator == Separator::Comma { self.rows.columns.len().saturating_sub(2).max(1) } else { 1 };
        self.separator.has(text, least)
    }

    /// Whether the first of so many cells stands in front of a bar that leads the row.
    fn led(&self, text: &str, cells: usize) -> bool {
        let bar = self.separator == Separator::Bar && text.trim_start().starts_with(is_bar);
        bar && (self.led || cells > self.rows.columns.len() + 1)
    }

    /// Reads one line. What a cell that was never closed held back comes first.
    pub(super) fn feed<'a>(&mut self, line: Line<'a>, lexicon: &Lexicon) -> Fed<'a> {
        let fed = self.step(line, lexicon);
        if self.given.is_empty() {
            return fed;
        }
        self.given.push_back(fed.into_owned());
        self.next()
    }

    fn step<'a>(&mut self, line: Line<'a>, lexicon: &Lexicon) -> Fed<'a> {
        if (self.header.0..=self.header.1).contains(&line.number) {
            return Fed::Nothing;
        }
        if line.number < self.header.0 {
            return if line.text.trim().is_empty() { Fed::Nothing } else { Fed::Note(RawItem::line(line)) };
        }
        if !self.open.is_empty() {
            // A row of its own: the mark in the row above was never meant to open anything.
            if self.whole || self.is_whole(line.text) {
                self.settle(lexicon);
                self.whole = !self.opens(line.text);
                self.open.push(line);
                return Fed::Nothing;
            }
            self.open.push(line);
            let over = self.open.lines() >= MOST_LINES || self.open.len() > LONGEST;
            if over || closes(line.text) && !self.separator.is_open(self.open.readable().text()) {
                self.settle(lexicon);
            }
            return Fed::Nothing;
        }
        if self.opens(line.text) {
            self.open.push(line);
            return Fed::Nothing;
        }
        self.row(line.number, Readable::new(line.text, line.from), lexicon)
    }

    /// Whether a quoted cell that a line opens goes on behind it.
    fn opens(&self, text: &str) -> bool {
        opens(text, self.separator) && self.separator.cells(text).len() <= self.rows.columns.len()
    }

    /// Whether a line is a row with a number and every cell.
    fn is_whole(&self, text: &str) -> bool {
        let cells = self.separator.cells(text);
        cells.len() == self.rows.columns.len() && cells.first().is_some_and(|first| row_number(first.of(text)).is_some())
    }

    /// Reads what is held back: one row where every cell is closed, and else the first line as a row and the others as lines of their own.
    fn settle(&mut self, lexicon: &Lexicon) {
        let open = std::mem::take(&mut self.open);
        self.whole = false;
        let text = open.readable();
        if !self.separator.is_open(text.text()) {
            let row = self.row(open.line, text, lexicon);
            self.given.push_back(row);
            return;
        }
        for (at, line) in open.rows().enumerate() {
            let fed = if at == 0 { self.row(line.number, Readable::new(line.text, line.from), lexicon) } else { self.step(line, lexicon) };
            self.given.push_back(fed.into_owned());
        }
    }

    /// The next row of those that were held back.
    fn next<'a>(&mut self) -> Fed<'a> {
        while let Some(fed) = self.given.pop_front() {
            if !matches!(fed, Fed::Nothing) {
                return fed;
            }
        }
        Fed::Nothing
    }

    /// What is left of quoted cells at the end.
    pub(super) fn end<'a>(&mut self, lexicon: &Lexicon) -> Fed<'a> {
        while !self.open.is_empty() {
            self.settle(lexicon);
        }
        self.next()
    }

    /// The columns of a header of another kind that stands below the first: a form begins with its money and goes on with its indicators.
    fn heads_anew(&self, text: &str, spans: &[Span], lexicon: &Lexicon) -> Option<Vec<Heading>> {
        let short = |span: &Span| span.len() <= HEADING * 3 && !span.of(text).trim().is_empty();
        if spans.len() < ANEW || text.contains(|c: char| c.is_ascii_digit()) || !spans.iter().all(short) {
            return None;
        }
        let columns = headings(spans.iter().map(|span| span.of(text).trim()), lexicon)?;
        let known = columns.iter().filter(|heading| heading.is_known()).count();
        let same = columns.iter().map(|heading| heading.column).eq(self.rows.columns.iter().map(|heading| heading.column));
        (known == columns.len() && !same).then_some(columns)
    }

    fn row<'a>(&mut self, number: usize, text: Readable<'a>, lexicon: &Lexicon) -> Fed<'a> {
        if text.text().trim().is_empty() || is_rule(text.text()) {
            return Fed::Nothing;
        }
        if !self.is_row(text.text()) {
            let whole = vec![Cell { column: Column::Other, span: Span::new(0, text.text().len()), period: None }];
            return Fed::Note(RawItem::new(number, text, whole));
        }
        let mut spans = self.separator.cells(text.text());
        if self.led(text.text(), spans.len()) {
            spans.remove(0);
        }
        let again = |(i, span): (usize, &Span)| self.second.get(i).map_or("", String::as_str) == span.of(text.text());
        if !self.second.is_empty() && spans.iter().enumerate().all(again) {
            return Fed::Nothing;
        }
        if let Some(columns) = self.heads_anew(text.text(), &spans, lexicon) {
            self.rows = Rows::under(columns, &[], lexicon);
            return Fed::Nothing;
        }
        let cells = self.rows.cells(text.text(), spans.iter().copied(), lexicon);
        self.rows.fed(RawItem::new(number, text, cells), &spans, lexicon)
    }
}

/// A header that stands below another has so many columns at least.
const ANEW: usize = 4;

/// Whether a quoted cell is open at the end of a line.
fn opens(line: &str, separator: Separator) -> bool {
    separator != Separator::Bar && line.contains('"') && separator.is_open(line)
}

/// Whether a line closes a quoted cell that an earlier line opened: an odd number of marks.
fn closes(line: &str) -> bool {
    line.bytes().filter(|&byte| byte == b'"').count() % 2 == 1
}

/// The rule under a Markdown header: `|---|:--:|`.
fn is_rule(text: &str) -> bool {
    (text.contains("--") || text.contains("==") || text.contains("──"))
        && text.chars().all(|c| {
            is_bar(c) || matches!(c, '-' | ':' | ' ' | '\t' | '+' | '=' | '─' | '┼' | '├' | '┤' | '┌' | '┐' | '└' | '┘' | '┬' | '┴')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "| 序号 | 重点工作 | 牵头单位 | 完成情况 |\n|---|---|---|---|\n| 1 | 新增企业5家 | 区科技局 | 新增4家 |\n| 2 | 修路 |\n声明:本文有删减";

    fn table(source: &str) -> (Table, Vec<Line<'_>>) {
        let lines: Vec<Line<'_>> = super::super::lines(source).collect();
        (Table::under(&lines, &Separator::ALL, Lexicon::builtin()).unwrap(), lines)
    }

    #[test]
    fn tabs_and_commas_make_tables_as_bars_do() {
        for source in [
            "序号\t重点工作\t完成情况\n1\t修路,造桥\t已修\n",
            "序号,重点工作,完成情况\n1,\"修路,造桥\",已修\n",
            "重点工作|完成情况\n修路,造桥|已修\n",
        ] {
            let (mut table, lines) = table(source);
            let Fed::Item(item) = table.feed(lines[1], Lexicon::builtin()) else { panic!("{source}") };
            assert_eq!(item.cell(Column::Task).map(|cell| item.text_of(cell)), Some("修路,造桥"));
            assert_eq!(item.cell(Column::Progress).map(|cell| item.text_of(cell)), Some("已修"));
        }
    }

    #[test]
    fn a_row_may_lead_with_a_bar_that_the_header_has_not_and_a_header_may_stand_again() {
        let source = "序号|重点工作|完成情况\n|1|修路|已修|\n序号|重点工作|完成情况\n2|造桥|在造\n";
        let (mut pipe, lines) = table(source);
        let tasks: Vec<String> = lines
            .into_iter()
            .filter_map(|line| match pipe.feed(line, Lexicon::builtin()) {
                Fed::Item(item) => item.cell(Column::Task).map(|cell| item.text_of(cell).to_owned()),
                _ => None,
            })
            .collect();
        assert_eq!(tasks, ["修路", "造桥"]);
    }

    #[test]
    fn rows_become_items_and_the_last_line_a_note() {
        let (mut pipe, lines) = table(TABLE);
        let fed: Vec<String> = lines
            .into_iter()
            .filter_map(|line| match pipe.feed(line, Lexicon::builtin()) {
                Fed::Nothing => None,
                Fed::Item(item) => {
                    Some(item.cells.iter().map(|&cell| format!("{:?}={}", cell.column, item.text_of(cell))).collect::<Vec<_>>().join(" "))
                }
                Fed::Note(note) => Some(format!("note {}", note.text.text())),
            })
            .collect();
        assert_eq!(fed, ["Number=1 Task=新增企业5家 Agency=区科技局 Progress=新增4家", "Number=2 Task=修路", "note 声明:本文有删减"]);
    }
}
