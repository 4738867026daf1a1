//! A sheet as its reader finds it: cells with content, what is hidden, what is merged.
//!
//! Only cells with content are kept, 16 bytes each and their text in one piece: a sheet may have one cell in its last row and column.

use super::merges::{Area, Sweep};
use super::ranges::Ranges;
use super::{CELL, CELLS, COLUMNS, ROWS, TEXT};
use crate::error::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A cell with content; its text is a part of the texts of its sheet, or of those that sheets share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) column: u16,
    shared: bool,
    from: u32,
    length: u32,
}

impl Cell {
    pub(super) const fn at(&self) -> (u32, u16) {
        (self.row, self.column)
    }
}

#[derive(Debug)]
pub(super) struct Sheet {
    format: &'static str,
    pub(super) name: Arc<str>,
    cells: Vec<Cell>,
    text: String,
    pub(super) hidden_rows: Ranges,
    pub(super) hidden_columns: Ranges,
    areas: Vec<Area>,
    /// Cells that are empty because the file does not say what they show.
    pub(super) without_value: Vec<(u32, u16)>,
    pub(super) without_format: Vec<(u32, u16)>,
}

/// A sheet as it is seen, which [`settle`](Sheet::settle) makes.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) sheet: Sheet,
    /// The areas that have text, by where they begin.
    pub(super) merged: BTreeMap<(u32, u16), Area>,
    /// How many rows and columns with content are hidden.
    pub(super) left_out: (usize, usize),
}

impl Sheet {
    pub(super) fn new(format: &'static str, name: &str) -> Self {
        let name: String = name.chars().filter(|c| !c.is_control()).take(255).collect();
        Self {
            format,
            name: name.trim().into(),
            cells: Vec::new(),
            text: String::new(),
            hidden_rows: Ranges::default(),
            hidden_columns: Ranges::default(),
            areas: Vec::new(),
            without_value: Vec::new(),
            without_format: Vec::new(),
        }
    }

    /// Puts a text into a cell: what `print` appends. Where that says nothing, the cell stays empty.
    pub(super) fn put(&mut self, row: u32, column: u32, print: impl FnOnce(&mut String)) -> Result<(), Error> {
        let from = self.text.len();
        print(&mut self.text);
        if self.text[from..].trim().is_empty() {
            self.text.truncate(from);
            return Ok(());
        }
        let length = self.text.len() - from;
        self.push(row, column, false, from, length)
    }

    /// Puts a part of the texts that sheets share into a cell.
    pub(super) fn put_shared(&mut self, row: u32, column: u32, (from, length): (usize, usize)) -> Result<(), Error> {
        if length == 0 { Ok(()) } else { self.push(row, column, true, from, length) }
    }

    /// Puts the text of the cell before into other cells too.
    pub(super) fn repeat(&mut self, rows: std::ops::Range<u32>, columns: std::ops::Range<u32>) -> Result<(), Error> {
        let Some(&Cell { shared, from, length, .. }) = self.cells.last() else { return Ok(()) };
        let count = u64::from(rows.end.saturating_sub(rows.start)) * u64::from(columns.end.saturating_sub(columns.start));
        if self.cells.len() as u64 + count > CELLS as u64 {
            return Err(self.too_many());
        }
        for row in rows {
            for column in columns.clone() {
                self.push(row, column, shared, from as usize, length as usize)?;
            }
        }
        Ok(())
    }

    fn push(&mut self, row: u32, column: u32, shared: bool, from: usize, length: usize) -> Result<(), Error> {
        if length > CELL {
            let what = format!("row {} of {} has a cell with more than {CELL} bytes", u64::from(row) + 1, self.name);
            return Err(Error::too_large(self.format, what));
        }
        if row >= ROWS || column >= COLUMNS {
            return Err(Error::too_large(self.format, format!("{} has a cell outside of {ROWS} rows and {COLUMNS} columns", self.name)));
        }
        if self.cells.len() >= CELLS {
            return Err(self.too_many());
        }
        match (u16::try_from(column), u32::try_from(from), u32::try_from(length)) {
            (Ok(column), Ok(from), Ok(length)) if from as usize <= TEXT => self.cells.push(Cell { row, column, shared, from, length }),
            _ => return Err(Error::too_large(self.format, format!("{} has more than {TEXT} bytes of text", self.name))),
        }
        Ok(())
    }

    fn too_many(&self) -> Error {
        Error::too_large(self.format, format!("{} has more than {CELLS} cells", self.name))
    }

    /// Merges cells.
    pub(super) fn merge(&mut self, area: Area) {
        let is_one = area.row == area.last_row && area.column == area.last_column;
        let is_on_sheet =
            area.row <= area.last_row && area.last_row < ROWS && area.column <= area.last_column && area.last_column < COLUMNS;
        if is_on_sheet && !is_one {
            self.areas.push(area);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    pub(super) fn cells(&self) -> &[Cell] {
        &self.cells
    }

    pub(super) fn text<'t>(&'t self, cell: &Cell, shared: &'t str) -> &'t str {
        let texts = if cell.shared { shared } else { &self.text };
        texts.get(cell.from as usize..cell.from as usize + cell.length as usize).unwrap_or_default()
    }

    /// Leaves what is seen: no hidden rows and columns, of merged cells the first that is not hidden.
    pub(super) fn settle(mut self) -> Seen {
        self.hidden_rows.settle();
        self.hidden_columns.settle();
        self.order();
        let moved = self.shrink_areas();
        let left_out = self.leave_hidden();
        if !moved.is_empty() {
            self.cells.extend(moved);
            self.order();
        }
        let merged = self.leave_covered();
        let is_seen = |(row, column): &(u32, u16)| !self.hidden_rows.contains(*row) && !self.hidden_columns.contains(u32::from(*column));
        self.without_value.retain(is_seen);
        self.without_format.retain(is_seen);
        Seen { sheet: self, merged, left_out }
    }

    /// Brings the cells in order; of two for one place the later holds.
    fn order(&mut self) {
        if !self.cells.is_sorted_by(|before, behind| before.at() < behind.at()) {
            self.cells.sort_by_key(Cell::at);
            self.cells.dedup_by(|behind, before| {
                let same = behind.at() == before.at();
                if same {
                    *before = *behind;
                }
                same
            });
        }
    }

    /// Lets merged areas begin where they are seen. Their text is seen there too, as when a filter hides the first row of a group; tells the
    /// cells that it makes.
    fn shrink_areas(&mut self) -> Vec<Cell> {
        let mut moved = Vec::new();
        let mut areas = std::mem::take(&mut self.areas);
        areas.retain_mut(|area| {
            let (row, column) = (self.hidden_rows.next_outside(area.row), self.hidden_columns.next_outside(area.column));
            if row > area.last_row || column > area.last_column {
                return false;
            }
            if (row, column) != (area.row, area.column) {
                let origin = self.cells.binary_search_by_key(&(area.row, area.column as u16), Cell::at);
                moved.extend(origin.ok().map(|at| Cell { row, column: column as u16, ..self.cells[at] }));
                (area.row, area.column) = (row, column);
            }
            true
        });
        areas.sort_by_key(|area| area.row);
        self.areas = areas;
        moved
    }

    fn leave_hidden(&mut self) -> (usize, usize) {
        let (mut rows, mut columns, mut last) = (0, BTreeSet::new(), None);
        self.cells.retain(|cell| {
            let (row, column) = (self.hidden_rows.contains(cell.row), self.hidden_columns.contains(u32::from(cell.column)));
            if row && last != Some(cell.row) {
                rows += 1;
                last = Some(cell.row);
            }
            if column {
                columns.insert(cell.column);
            }
            !row && !column
        });
        (rows, columns.len())
    }

    fn leave_covered(&mut self) -> BTreeMap<(u32, u16), Area> {
        let mut merged = BTreeMap::new();
        let mut sweep = Sweep::new(&self.areas);
        self.cells.retain(|cell| {
            sweep.advance(cell.row);
            let Some(area) = sweep.area(cell.row, u32::from(cell.column)) else { return true };
            let first = (area.row, area.column) == (cell.row, u32::from(cell.column));
            if first {
                merged.insert(cell.at(), *area);
            }
            first
        });
        merged
    }
}
