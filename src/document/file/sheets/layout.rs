//! How the sheets of a file are laid out as one text.
//!
//! A sheet is its name, its titles, its rows, its notes. Blank rows part its tables; in each, rows in front and behind that are one cell are
//! titles, lines of units and notes: paragraphs.

use super::ranges::Ranges;
use super::sheet::{Cell, Seen, Sheet};
use super::{CELLS, TEXT};
use crate::document::file::place::Place;
use crate::document::file::rendering::Rendering;
use crate::error::Error;
use std::iter::Peekable;

/// So many empty columns in a row stand for a distance; of more than these one is printed.
const DISTANCE: usize = 32;
/// As many cells are printed of a file, empty ones among them.
const PRINTED: usize = 1 << 24;

/// The text of a file's sheets, made sheet after sheet.
pub(super) struct Layout {
    format: &'static str,
    /// Whether hidden rows and columns are printed as well.
    with_hidden: bool,
    rendering: Rendering,
    /// The first sheet with content: whether its name is printed is known when a second comes.
    first: Option<Sheet>,
    several: bool,
    /// The cells with content of all sheets.
    cells: usize,
    printed: usize,
}

impl Layout {
    pub(super) fn new(format: &'static str) -> Self {
        Self { format, with_hidden: false, rendering: Rendering::default(), first: None, several: false, cells: 0, printed: 0 }
    }

    /// Prints hidden rows and columns as well.
    pub(super) fn with_hidden(self) -> Self {
        Self { with_hidden: true, ..self }
    }

    /// Says that a sheet is hidden.
    pub(super) fn leave_out(&mut self, name: &str) {
        self.rendering.remark(format!("the hidden sheet {} was left out", Sheet::new(self.format, name).name));
    }

    /// Adds a sheet, with the texts that all sheets share.
    pub(super) fn add(&mut self, mut sheet: Sheet, shared: &str) -> Result<(), Error> {
        if self.with_hidden {
            (sheet.hidden_rows, sheet.hidden_columns) = (Ranges::default(), Ranges::default());
        }
        if sheet.is_empty() {
            self.remarks(&sheet.settle());
            return Ok(());
        }
        self.cells += sheet.cells().len();
        if self.cells > CELLS {
            return Err(Error::too_large(self.format, format!("its sheets up to {} have more than {CELLS} cells", sheet.name)));
        }
        if self.several {
            return self.print(sheet, true, shared);
        }
        let Some(first) = self.first.take() else {
            self.first = Some(sheet);
            return Ok(());
        };
        self.several = true;
        self.print(first, true, shared)?;
        self.print(sheet, true, shared)
    }

    /// The whole text.
    pub(super) fn finish(mut self, shared: &str) -> Result<Rendering, Error> {
        if let Some(first) = self.first.take() {
            let named = !is_default(&first.name);
            self.print(first, named, shared)?;
        }
        Ok(self.rendering)
    }

    fn print(&mut self, sheet: Sheet, named: bool, shared: &str) -> Result<(), Error> {
        let seen = sheet.settle();
        self.remarks(&seen);
        let (Some(first), columns) = (seen.sheet.cells().first(), columns(&seen)) else { return Ok(()) };
        self.check(&seen, columns.len(), shared)?;
        if named {
            self.rendering.blank();
            self.rendering.paragraph(&seen.sheet.name, place(&seen, first.row, u32::from(first.column)));
        }
        let mut rows = seen.sheet.cells().chunk_by(|before, behind| before.row == behind.row).peekable();
        while rows.peek().is_some() {
            let block = block(&seen, &mut rows);
            self.rendering.blank();
            self.print_block(&Printer { seen: &seen, columns: &columns, shared }, &block);
        }
        self.rendering.blank();
        Ok(())
    }

    fn print_block(&mut self, printer: &Printer<'_>, block: &[Row<'_>]) {
        let first = block.iter().position(|row| !printer.is_title(row)).unwrap_or(block.len());
        let last = block.iter().rposition(|row| !printer.is_note(row)).map_or(0, |last| last + 1);
        for (at, row) in block.iter().enumerate() {
            if at == first {
                self.rendering.blank();
            }
            if at < first || at >= last {
                for cell in row.cells {
                    self.rendering.paragraph(printer.text(cell), place(printer.seen, cell.row, u32::from(cell.column)));
                }
            } else {
                printer.row(row, &mut self.rendering);
            }
        }
    }

    /// Refuses a sheet that would make the text too large, before any of it is made: many cells may share a long text.
    fn check(&mut self, seen: &Seen, columns: usize, shared: &str) -> Result<(), Error> {
        let cells = seen.sheet.cells();
        let rows = cells.chunk_by(|before, behind| before.row == behind.row).count();
        self.printed = self.printed.saturating_add(rows.saturating_mul(columns));
        let texts: usize = cells.iter().map(|cell| seen.sheet.text(cell, shared).len()).sum();
        if self.printed > PRINTED || self.rendering.len() + texts + 3 * rows * columns > TEXT {
            let what = format!("its text up to {} has more than {PRINTED} cells or {TEXT} bytes", seen.sheet.name);
            return Err(Error::too_large(self.format, what));
        }
        Ok(())
    }

    fn remarks(&mut self, seen: &Seen) {
        let name = &seen.sheet.name;
        let mut remark = |count: usize, one: &str, more: &str| match count {
            0 => {}
            1 => self.rendering.remark(format!("1 {}", one.replace('@', name))),
            _ => self.rendering.remark(format!("{count} {}", more.replace('@', name))),
        };
        remark(seen.left_out.0, "hidden row of @ was left out", "hidden rows of @ were left out");
        remark(seen.left_out.1, "hidden column of @ was left out", "hidden columns of @ were left out");
        remark(
            seen.sheet.without_value.len(),
            "formula of @ has no stored value and is empty",
            "formulas of @ have no stored values and are empty",
        );
        remark(
            seen.sheet.without_format.len(),
            "number of @ has no known format and was left out",
            "numbers of @ have no known format and were left out",
        );
    }
}

/// A row with content.
struct Row<'s> {
    cells: &'s [Cell],
    /// Whether a merged cell reaches into it from above.
    covered: bool,
}

/// The rows up to the next blank one. A row that merged cells reach into is not blank.
fn block<'s>(seen: &'s Seen, rows: &mut Peekable<impl Iterator<Item = &'s [Cell]>>) -> Vec<Row<'s>> {
    let mut block = Vec::new();
    let (mut next, mut reach) = (None, None);
    while let Some(cells) = rows.next_if(|cells| next.is_none_or(|next| cells[0].row <= next)) {
        let row = cells[0].row;
        block.push(Row { cells, covered: reach >= Some(row) });
        let areas = seen.merged.range((row, 0)..=(row, u16::MAX));
        reach = reach.max(areas.map(|(_, area)| area.last_row).max());
        next = Some(seen.sheet.hidden_rows.next_outside(reach.map_or(row, |reach| reach.max(row)).saturating_add(1)));
    }
    block
}

/// The columns that are printed: from the first to the last with content, without hidden ones and long distances.
fn columns(seen: &Seen) -> Vec<u16> {
    let mut used = Vec::new();
    for cell in seen.sheet.cells() {
        let at = usize::from(cell.column);
        if used.len() <= at {
            used.resize(at + 1, false);
        }
        used[at] = true;
    }
    let mut columns: Vec<u16> = Vec::new();
    let mut empty = Vec::new();
    for (column, used) in (0_u16..).zip(used).filter(|&(column, _)| !seen.sheet.hidden_columns.contains(u32::from(column))) {
        if !used {
            empty.push(column);
            continue;
        }
        if !columns.is_empty() {
            let shown = if empty.len() > DISTANCE { 1 } else { empty.len() };
            columns.extend(&empty[..shown]);
        }
        empty.clear();
        columns.push(column);
    }
    columns
}

fn place(seen: &Seen, row: u32, column: u32) -> Place {
    Place::Cell { sheet: seen.sheet.name.clone(), column, row }
}

/// Prints the rows of a sheet.
struct Printer<'s> {
    seen: &'s Seen,
    columns: &'s [u16],
    shared: &'s str,
}

impl Printer<'_> {
    fn text(&self, cell: &Cell) -> &str {
        self.seen.sheet.text(cell, self.shared)
    }

    /// Whether a row in front of a table is a title or a line of units. A header that is merged over some columns (2021年) is neither, and a
    /// cell that reaches down beside other rows is not.
    fn is_title(&self, row: &Row<'_>) -> bool {
        let ([cell], false) = (row.cells, row.covered) else { return false };
        let Some(area) = self.seen.merged.get(&cell.at()) else { return true };
        let (Some(&first), Some(&last)) = (self.columns.first(), self.columns.last()) else { return false };
        let width = self.columns.iter().filter(|&&column| (area.column..=area.last_column).contains(&u32::from(column))).count();
        if area.column <= u32::from(first) && area.last_column >= u32::from(last) {
            return true;
        }
        let begins = area.column <= u32::from(first) && 2 * width >= self.columns.len();
        area.row == area.last_row && (begins || self.text(cell).contains(['：', ':']))
    }

    /// Whether a row behind a table is a note: one cell, which begins where the table does or is merged. A row number alone is no note.
    fn is_note(&self, row: &Row<'_>) -> bool {
        let ([cell], false) = (row.cells, row.covered) else { return false };
        let is_number = || self.text(cell).trim().parse::<f64>().is_ok();
        let is_first = self.columns.first() == Some(&cell.column);
        self.is_title(row) && (is_first || self.seen.merged.contains_key(&cell.at())) && !is_number()
    }

    fn row(&self, row: &Row<'_>, rendering: &mut Rendering) {
        let mut cells = row.cells.iter().peekable();
        let empty = ("", Place::Paragraph(0));
        rendering.row(self.columns.iter().map(|&column| match cells.next_if(|cell| cell.column <= column) {
            Some(cell) => (self.text(cell), place(self.seen, cell.row, u32::from(cell.column))),
            None => empty.clone(),
        }));
    }
}

/// Whether a name is one that a program gives: Sheet1, 工作表1, Sheet.
fn is_default(name: &str) -> bool {
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    ["sheet", "工作表", "表格", "table", ""].contains(&word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::file::sheets::merges::Area;

    /// A sheet of rows of cells between commas; `=` merges a cell with the one in front, `^` with the one above.
    fn sheet(name: &str, rows: &[&str]) -> Sheet {
        let mut sheet = Sheet::new("xlsx", name);
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.split(',').collect()).collect();
        let said = |row: usize, column: usize| rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default();
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !matches!(**text, "=" | "^")) {
                sheet.put(row as u32, column as u32, |out| out.push_str(text)).unwrap();
                let across = (1..).take_while(|step| said(row, column + step) == "=").count();
                let down = (1..).take_while(|step| said(row + step, column) == "^").count();
                let (row, column) = (row as u32, column as u32);
                sheet.merge(Area { row, column, last_row: row + down as u32, last_column: column + across as u32 });
            }
        }
        sheet
    }

    fn laid_out(sheets: Vec<Sheet>) -> String {
        let mut layout = Layout::new("xlsx");
        sheets.into_iter().for_each(|sheet| layout.add(sheet, "").unwrap());
        layout.finish("").unwrap().into_parts().0.trim().to_owned()
    }

    #[test]
    fn titles_and_notes_stand_outside_of_the_table() {
        let rows = [
            "进展表,=,=,=",
            ",,,单位：个",
            "类别,任务,2023年,=",
            "^,^,目标,完成",
            "城建,修路,5,4",
            "^,一、桥,,",
            "^,修桥,2,",
            "民生,建校,3,3",
            "^,建园,,",
            "6,,,",
            "注：略,=,=,=",
        ];
        let expected = [
            "进展表",
            "单位：个",
            "",
            "| 类别 | 任务 | 2023年 |  |",
            "|  |  | 目标 | 完成 |",
            "| 城建 | 修路 | 5 | 4 |",
            "|  | 一、桥 |  |  |",
            "|  | 修桥 | 2 |  |",
            "| 民生 | 建校 | 3 | 3 |",
            "|  | 建园 |  |  |",
            "| 6 |  |  |  |",
            "注：略",
        ];
        assert_eq!(laid_out(vec![sheet("Sheet1", &rows)]), expected.join("\n"));
    }

    #[test]
    fn a_header_over_some_columns_is_no_title() {
        let rows = [",2023年,=", "任务,目标,完成", "修路,5,4"];
        assert_eq!(laid_out(vec![sheet("工作表1", &rows)]), "|  | 2023年 |  |\n| 任务 | 目标 | 完成 |\n| 修路 | 5 | 4 |");
        let rows = ["任务,=,", "^,^,", "修路,土方,4"];
        assert_eq!(laid_out(vec![sheet("Sheet", &rows)]), "| 任务 |  |  |\n| 修路 | 土方 | 4 |");
    }

    #[test]
    fn blank_rows_part_tables_and_covered_ones_do_not() {
        let rows = ["甲,1", "^,", "乙,2", "", "", "表二", "丙,3"];
        assert_eq!(laid_out(vec![sheet("Sheet1", &rows)]), "| 甲 | 1 |\n| 乙 | 2 |\n\n表二\n\n| 丙 | 3 |");
    }

    #[test]
    fn names_are_printed_where_they_say_something() {
        let one = |name| sheet(name, &["甲,1"]);
        assert_eq!(laid_out(vec![one("Sheet1"), sheet("Sheet2", &[])]), "| 甲 | 1 |");
        assert_eq!(laid_out(vec![one("附件1")]), "附件1\n\n| 甲 | 1 |");
        assert_eq!(
            laid_out(vec![one("Sheet1"), sheet("Sheet2", &[]), one("Sheet3"), one("附件")]),
            "Sheet1\n\n| 甲 | 1 |\n\nSheet3\n\n| 甲 | 1 |\n\n附件\n\n| 甲 | 1 |"
        );
    }

    #[test]
    fn a_merged_cell_is_seen_where_it_is_not_hidden() {
        let mut filtered = sheet("Sheet1", &["类别,任务,数", "城建,修路,1", "^,修桥,2", "^,修渠,3"]);
        filtered.hidden_rows.add(1, 2);
        filtered.hidden_columns.add(9, 90);
        assert_eq!(laid_out(vec![filtered]), "| 类别 | 任务 | 数 |\n| 城建 | 修渠 | 3 |");
    }

    #[test]
    fn what_is_hidden_is_printed_where_it_is_asked_for() {
        let mut filtered = sheet("Sheet1", &["任务,数,注", "修渠,1,甲", "修桥,2,乙"]);
        filtered.hidden_rows.add(1, 1);
        filtered.hidden_columns.add(2, 2);
        let mut layout = Layout::new("xlsx").with_hidden();
        layout.add(filtered, "").unwrap();
        let (text, _, remarks) = layout.finish("").unwrap().into_parts();
        assert_eq!((text.trim(), remarks.len()), ("| 任务 | 数 | 注 |\n| 修渠 | 1 | 甲 |\n| 修桥 | 2 | 乙 |", 0));
    }

    #[test]
    fn long_distances_are_one_column() {
        let mut far = sheet("Sheet1", &[",甲,,1", ",乙,,2"]);
        far.put(1, 16_000, |out| out.push('远')).unwrap();
        assert_eq!(laid_out(vec![far]), "| 甲 |  | 1 |  |  |\n| 乙 |  | 2 |  | 远 |");
    }
}
