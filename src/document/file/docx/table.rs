//! Tables of a Word file: rows of cells that span columns, and rows by being continued.

use super::body::Block;
use crate::document::file::rendering::{Grid, GridCell};

/// A table has no more columns; Word allows 63, and other programs a few more.
const COLUMNS: usize = 2000;

/// A table that was read.
#[derive(Debug, Default)]
pub(super) struct Table {
    cells: Vec<Cell>,
    rows: usize,
    /// Where the next cell of the row begins.
    column: usize,
}

#[derive(Debug)]
struct Cell {
    row: usize,
    column: usize,
    columns: usize,
    rows: usize,
    blocks: Vec<Block>,
    /// Whether it goes on from the cell above.
    goes_on: bool,
}

impl Table {
    pub(super) fn begin_row(&mut self) {
        self.column = 0;
    }

    pub(super) fn end_row(&mut self, deleted: bool) {
        if deleted {
            self.cells.retain(|cell| cell.row < self.rows);
        } else {
            self.rows += 1;
        }
    }

    /// Columns that a row leaves out.
    pub(super) fn skip(&mut self, columns: usize) {
        self.column = (self.column + columns).min(COLUMNS);
    }

    pub(super) fn cell(&mut self, blocks: Vec<Block>, columns: usize, goes_on: bool) {
        let columns = columns.clamp(1, COLUMNS);
        if self.column < COLUMNS {
            self.cells.push(Cell { row: self.rows, column: self.column, columns, rows: 1, blocks, goes_on });
        }
        self.skip(columns);
    }

    /// Whether it only lays out what stands in it: one column, or one cell in each row, or tables in its cells and hardly anything beside them.
    pub(super) fn is_layout(&self) -> bool {
        let columns = self.cells.iter().map(|cell| cell.column).max().unwrap_or(0);
        let nested = self.cells.iter().any(|cell| cell.blocks.iter().any(|block| matches!(block, Block::Table(_))));
        columns == 0 || nested && self.rows == 1
    }

    /// All that stands in it, cell after cell.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        self.cells.into_iter().flat_map(|cell| cell.blocks).collect()
    }

    /// Its cells as a grid; a cell that goes on from above belongs to the one that it began with.
    pub(super) fn grid(&self) -> Grid {
        let mut cells: Vec<GridCell> = Vec::new();
        // For each column the cell that may go on below.
        let mut open: Vec<Option<usize>> = Vec::new();
        for cell in &self.cells {
            if open.len() < cell.column + cell.columns {
                open.resize(cell.column + cell.columns, None);
            }
            let above = open[cell.column].filter(|&at| cells[at].column == cell.column && cells[at].row + cells[at].rows == cell.row);
            if let Some(at) = above.filter(|_| cell.goes_on) {
                cells[at].rows += 1;
                continue;
            }
            open[cell.column..cell.column + cell.columns].fill(Some(cells.len()));
            cells.push(GridCell { row: cell.row, column: cell.column, rows: cell.rows, columns: cell.columns, text: said(&cell.blocks) });
        }
        Grid { cells }
    }
}

/// The text of a cell: its paragraphs as lines, the cells of a table inside it apart by spaces.
fn said(blocks: &[Block]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(text) => lines.push(text.clone()),
            Block::Table(table) => {
                let mut row = usize::MAX;
                for cell in &table.cells {
                    let text = said(&cell.blocks);
                    match lines.last_mut() {
                        Some(line) if cell.row == row => {
                            line.push(' ');
                            line.push_str(&text);
                        }
                        _ => lines.push(text),
                    }
                    row = cell.row;
                }
            }
        }
    }
    lines.join("\n")
}
