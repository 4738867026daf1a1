//! Rows under a header, their cells apart by bars (`1 | 建设… | 区科技局 | 已… |`, Markdown tables included), tabs or commas.
//!
//! Reads: rows with or without a bar at either end, rows that are too short or too long, a header that stands again.
//! Refuses: lines that are no rows (notes), the rule under a Markdown header.

use super::header::{self, Heading, headings};
use super::separator::Separator;
use super::{Cell, Fed, Line, RawItem};
use crate::lexicon::{Column, Lexicon};
use crate::text::Readable;

/// The columns of the table that is being read.
#[derive(Debug)]
pub(crate) struct Table {
    separator: Separator,
    columns: Vec<Heading>,
    /// Whether rows begin with a bar.
    led: bool,
    header: usize,
}

/// A header cell is not longer.
const HEADING: usize = 16;

/// The cells of a line that may be a header, and whether a bar leads it.
fn header_cells(line: &Line<'_>, separator: Separator) -> Option<(Vec<String>, bool)> {
    if separator.count(line.text) == 0 {
        return None;
    }
    let readable = Readable::new(line.text, 0);
    let text = readable.text();
    let led = separator == Separator::Bar && text.trim_start().starts_with('|');
    let cells: Vec<String> = separator.cells(text).into_iter().skip(usize::from(led)).map(|span| span.of(text).to_owned()).collect();
    cells.iter().all(|cell| cell.chars().count() <= HEADING).then_some((cells, led))
}

/// The header of a table whose columns are known, but none of them for the task; or the first of three rows between bars.
pub(super) fn taskless<'a, 'l>(head: &'l [Line<'a>], lexicon: &Lexicon) -> Option<&'l Line<'a>> {
    let known = |cells: &[String]| cells.iter().filter(|cell| header::heading(cell, lexicon).column != Column::Other).count();
    let named = head
        .iter()
        .find(|line| Separator::ALL.iter().any(|&separator| header_cells(line, separator).is_some_and(|(cells, _)| known(&cells) > 1)));
    let mut rows = head.iter().filter(|line| Separator::Bar.count(line.text) > 1 || Separator::Tab.count(line.text) > 1);
    let first = rows.next();
    named.or(first.filter(|_| rows.nth(1).is_some()))
}

impl Table {
    /// The table whose header is among the first lines, its cells apart by one of `separators`.
    pub(super) fn under(head: &[Line<'_>], separators: &[Separator], lexicon: &Lexicon) -> Option<Self> {
        separators.iter().find_map(|&separator| {
            head.iter().find_map(|line| {
                let (cells, led) = header_cells(line, separator)?;
                let columns = headings(cells.iter().map(String::as_str), lexicon)?;
                Some(Self { separator, columns, led, header: line.number })
            })
        })
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
        let least = if self.separator == Separator::Comma { self.columns.len().saturating_sub(2).max(1) } else { 1 };
        self.separator.count(text) >= least
    }

    /// Reads one line.
    pub(super) fn feed<'a>(&self, line: Line<'a>, lexicon: &Lexicon) -> Fed<'a> {
        if line.text.trim().is_empty() || line.number == self.header {
            return Fed::Nothing;
        }
        if line.number < self.header || !self.is_row(line.text) {
            return Fed::Note(RawItem::line(line));
        }
        let text = Readable::new(line.text, line.from);
        if is_rule(text.text()) {
            return Fed::Nothing;
        }
        let cells = self.separator.cells(text.text());
        let bar = self.separator == Separator::Bar && text.text().trim_start().starts_with('|');
        let led = bar && (self.led || cells.len() > self.columns.len() + 1);
        let row: Vec<Cell> = cells
            .into_iter()
            .skip(usize::from(led))
            .zip(&self.columns)
            .filter(|(span, heading)| !span.is_empty() && heading.column != Column::Other)
            .map(|(span, heading)| Cell { column: heading.column, span, period: heading.period })
            .collect();
        let item = RawItem::new(line.number, text, row);
        // The header stands again behind a page break.
        let again = |cell: &Cell| {
            header::heading(item.text_of(*cell), lexicon).column == cell.column && item.text_of(*cell).chars().count() <= HEADING
        };
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
            let (table, lines) = table(source);
            let Fed::Item(item) = table.feed(lines[1], Lexicon::builtin()) else { panic!("{source}") };
            assert_eq!(item.cell(Column::Task).map(|cell| item.text_of(cell)), Some("修路,造桥"));
            assert_eq!(item.cell(Column::Progress).map(|cell| item.text_of(cell)), Some("已修"));
        }
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
