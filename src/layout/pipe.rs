//! Rows between bars under a header: `1 | 建设… | 区科技局 | 已… |`, Markdown tables included.
//!
//! Reads: rows with or without a bar at either end, rows that are too short or too long.
//! Refuses: lines without a bar (a note), the rule under a Markdown header.

use super::header::{self, Heading, headings};
use super::{Cell, Fed, Line, RawItem};
use crate::lexicon::{Column, Lexicon};
use crate::span::Span;
use crate::text::Readable;

/// The columns of the table that is being read.
#[derive(Debug)]
pub(crate) struct Pipe {
    columns: Vec<Heading>,
    /// Whether rows begin with a bar.
    led: bool,
    header: usize,
}

/// Whether a line is a row: two bars or more.
fn is_row(text: &str) -> bool {
    text.bytes().filter(|&b| b == b'|').nth(1).is_some()
}

/// Whether three or more of the lines are rows.
pub(super) fn is_table(head: &[Line<'_>]) -> bool {
    head.iter().filter(|line| is_row(line.text)).nth(2).is_some()
}

/// The first row of the table.
pub(super) fn first_row<'a, 'l>(head: &'l [Line<'a>]) -> Option<&'l Line<'a>> {
    head.iter().find(|line| is_row(line.text))
}

/// The cells of a row, trimmed, as spans of it. A bar at the start opens no cell.
fn cells(text: &str) -> impl Iterator<Item = Span> {
    let mut from = 0;
    text.split('|').map(move |cell| {
        let start = from + (cell.len() - cell.trim_start().len());
        let span = Span::new(start, (from + cell.trim_end().len()).max(start));
        from += cell.len() + 1;
        span
    })
}

impl Pipe {
    /// The table whose header is among the first lines.
    pub(super) fn under(head: &[Line<'_>], lexicon: &Lexicon) -> Option<Self> {
        head.iter().filter(|line| is_row(line.text)).take(3).find_map(|line| {
            let readable = Readable::new(line.text, 0);
            let text = readable.text();
            let led = text.trim_start().starts_with('|');
            let columns = headings(cells(text).skip(usize::from(led)).map(|span| span.of(text)), lexicon)?;
            Some(Self { columns, led, header: line.number })
        })
    }

    /// Reads one line.
    pub(super) fn feed<'a>(&self, line: Line<'a>, lexicon: &Lexicon) -> Fed<'a> {
        if line.text.trim().is_empty() || line.number == self.header {
            return Fed::Nothing;
        }
        if !is_row(line.text) {
            return Fed::Note(RawItem::line(line));
        }
        let text = Readable::new(line.text, line.from);
        if is_rule(text.text()) {
            return Fed::Nothing;
        }
        let bar = text.text().trim_start().starts_with('|');
        let led = bar && (self.led || cells(text.text()).count() > self.columns.len() + 1);
        let mut row: Vec<Cell> = cells(text.text())
            .skip(usize::from(led))
            .zip(&self.columns)
            .filter(|(span, _)| !span.is_empty())
            .map(|(span, heading)| Cell { column: heading.column, span, period: heading.period })
            .collect();
        row.retain(|cell| !matches!(cell.column, Column::Other));
        let item = RawItem { line: line.number, text, cells: row };
        // The header stands again behind a page break.
        let again =
            |cell: &Cell| header::heading(item.text_of(*cell), lexicon).column == cell.column && item.text_of(*cell).chars().count() <= 12;
        if item.cells.len() > 1 && item.cells.iter().all(again) {
            return Fed::Nothing;
        }
        match item.cell(Column::Task) {
            Some(_) => Fed::Item(item),
            None => Fed::Note(item),
        }
    }
}

/// The rule under a Markdown header: `|---|:--:|`.
fn is_rule(text: &str) -> bool {
    text.contains("--") && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "| 序号 | 重点工作 | 牵头单位 | 完成情况 |\n|---|---|---|---|\n| 1 | 新增企业5家 | 区科技局 | 新增4家 |\n| 2 | 修路 |\n声明:本文有删减";

    fn table(source: &str) -> (Pipe, Vec<Line<'_>>) {
        let lines: Vec<Line<'_>> = super::super::lines(source).collect();
        assert!(is_table(&lines));
        (Pipe::under(&lines, Lexicon::builtin()).unwrap(), lines)
    }

    #[test]
    fn a_row_may_lead_with_a_bar_that_the_header_has_not_and_a_header_may_stand_again() {
        let source = "序号|重点工作|完成情况\n|1|修路|已修|\n序号|重点工作|完成情况\n2|造桥|在造\n";
        let (pipe, lines) = table(source);
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
        let (pipe, lines) = table(TABLE);
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
