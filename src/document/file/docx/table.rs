//! Tables as the file has them: rows of cells on a grid.
//!
//! Reads spans (`gridSpan`, `vMerge`, the old `hMerge`) and rows that begin or end short of the table. Leaves out rows and cells that are deleted,
//! rows that are hidden, and what stands in a cell that only goes on from the one above. Refuses more cells than any report has.

use super::story::{Block, Story};
use super::too_large;
use crate::error::Error;

/// All tables of a file have no more cells.
const CELLS: usize = 500_000;
/// A table has no more columns; Word stops at 63.
pub(super) const COLUMNS: usize = 256;
/// A cell spans no more columns of the grid.
const WIDEST: u32 = 1000;

/// A table as it stands in the file.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The widths of the columns of its grid, in twentieths of a point.
    pub(super) widths: Vec<u32>,
    pub(super) rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Default)]
pub(super) struct Cell {
    /// The first column of the grid, and the one behind its last.
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) merge: Merge,
    pub(super) blocks: Vec<Block>,
}

/// Whether a cell is one with those above or below it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    Alone,
    Begins,
    GoesOn,
}

/// What a row says of itself.
#[derive(Debug, Default)]
struct RowFormat {
    before: u32,
    is_left_out: bool,
}

/// What a cell says of itself.
#[derive(Debug)]
struct CellFormat {
    span: u32,
    merge: Merge,
    widens_left: bool,
    is_left_out: bool,
}

impl Default for CellFormat {
    fn default() -> Self {
        Self { span: 1, merge: Merge::Alone, widens_left: false, is_left_out: false }
    }
}

impl Story<'_, '_> {
    /// Reads the table whose start came last.
    pub(super) fn table(&mut self) -> Result<Table, Error> {
        let mut table = Table::default();
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "tblGrid" => table.widths = self.widths()?,
                "tr" => {
                    let row = self.row(table.rows.last().map_or(&[], Vec::as_slice))?;
                    if !row.is_empty() {
                        table.rows.push(row);
                    }
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(table)
    }

    fn widths(&mut self) -> Result<Vec<u32>, Error> {
        let mut widths = Vec::new();
        while let Some(element) = self.xml.child()? {
            if element.name() == "gridCol" && widths.len() < WIDEST as usize {
                widths.push(element.number("w").unwrap_or(0));
            }
            self.xml.skip()?;
        }
        Ok(widths)
    }

    fn row(&mut self, above: &[Cell]) -> Result<Vec<Cell>, Error> {
        let mut format = RowFormat::default();
        let mut cells: Vec<Cell> = Vec::new();
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "trPr" => format = self.row_format()?,
                "tc" if !format.is_left_out => {
                    let from = cells.last().map_or(format.before, |left| left.to);
                    self.cell(from, above, &mut cells)?;
                    if cells.len() > COLUMNS {
                        return Err(too_large(format!("a table has more than {COLUMNS} columns")));
                    }
                }
                _ => self.xml.skip()?,
            }
        }
        cells.shrink_to_fit();
        Ok(cells)
    }

    fn row_format(&mut self) -> Result<RowFormat, Error> {
        let mut format = RowFormat::default();
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "gridBefore" => format.before = element.number("val").unwrap_or(0).min(WIDEST),
                "del" => format.is_left_out = true,
                "hidden" if element.is_on() => {
                    format.is_left_out = true;
                    self.known.unread.hidden_rows += 1;
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(format)
    }

    /// Reads a cell behind the others of its row.
    fn cell(&mut self, from: u32, above: &[Cell], row: &mut Vec<Cell>) -> Result<(), Error> {
        self.known.cells += 1;
        if self.known.cells > CELLS {
            return Err(too_large(format!("its tables have more than {CELLS} cells")));
        }
        let is_merged_above = || above.binary_search_by_key(&from, |cell| cell.from).is_ok_and(|at| above[at].merge != Merge::Alone);
        let mut format = CellFormat::default();
        let mut blocks = Vec::new();
        let mut begun = None;
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "tcPr" => {
                    format = self.cell_format()?;
                    // The first cell of a merge may have been in a row that was deleted.
                    if format.merge == Merge::GoesOn && !is_merged_above() {
                        format.merge = Merge::Begins;
                    }
                }
                _ if format.is_left_out || format.merge == Merge::GoesOn => self.xml.skip()?,
                _ => self.block(&element, &mut begun, &mut |block| {
                    blocks.push(block);
                    Ok(())
                })?,
            }
        }
        blocks.extend(begun.map(Block::Paragraph));
        blocks.shrink_to_fit();
        let to = from + format.span;
        match row.last_mut() {
            _ if format.is_left_out => {}
            Some(left) if format.widens_left => left.to = to,
            _ => row.push(Cell { from, to, merge: format.merge, blocks }),
        }
        Ok(())
    }

    fn cell_format(&mut self) -> Result<CellFormat, Error> {
        let mut format = CellFormat::default();
        while let Some(element) = self.xml.child()? {
            let restarts = || element.value().is_some_and(|value| value == "restart");
            match element.name() {
                "gridSpan" => format.span = element.number("val").unwrap_or(1).clamp(1, WIDEST),
                "vMerge" => format.merge = if restarts() { Merge::Begins } else { Merge::GoesOn },
                "hMerge" => format.widens_left = !restarts(),
                "cellDel" => format.is_left_out = true,
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(format)
    }
}
