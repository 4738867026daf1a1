//! Blocks made into the text of the file.

use super::breaks;
use super::layout::{Layout, Placed};
use super::story::{Block, Paragraph};
use super::table::Table;
use super::too_large;
use crate::document::file::place::Place;
use crate::document::file::rendering::{Grid, GridCell, Rendering};
use crate::error::Error;

/// All tables of a file print no more cells, those counted that others span.
const CELLS: usize = 5_000_000;

/// The text as far as it was printed.
#[derive(Debug, Default)]
pub(super) struct Printer {
    pub(super) rendering: Rendering,
    paragraphs: u32,
    tables: u32,
    cells: usize,
}

impl Printer {
    /// Prints a block.
    pub(super) fn block(&mut self, block: Block) -> Result<(), Error> {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(&paragraph),
            Block::Table(table) => self.table(table)?,
        }
        Ok(())
    }

    /// Prints a paragraph; one that is only a number says nothing.
    fn paragraph(&mut self, paragraph: &Paragraph) {
        if !paragraph.text.trim().is_empty() {
            breaks::parts(&paragraph.labelled()).for_each(|line| self.line(line));
        }
    }

    /// Prints a line as a paragraph.
    pub(super) fn line(&mut self, line: &str) {
        let from = self.rendering.len();
        self.rendering.paragraph(line, Place::Paragraph(self.paragraphs + 1));
        self.paragraphs += u32::from(self.rendering.len() > from);
    }

    fn table(&mut self, table: Table) -> Result<(), Error> {
        let layout = Layout::of(table)?;
        if layout.is_frame() {
            self.rendering.blank();
            layout.cells.into_iter().flat_map(|cell| cell.blocks).try_for_each(|block| self.block(block))?;
            self.rendering.blank();
            return Ok(());
        }
        self.cells = self.cells.saturating_add(layout.width.saturating_mul(layout.height));
        if self.cells > CELLS {
            return Err(too_large(format!("its tables print more than {CELLS} cells")));
        }
        self.tables += 1;
        let number = self.tables;
        let grid = Grid { cells: layout.cells.into_iter().map(printed).collect::<Result<_, _>>()? };
        let place = |cell: &GridCell| Place::Table { table: number, row: cell.row as u32 + 1, column: cell.column as u32 + 1 };
        self.rendering.grid(&grid, place);
        Ok(())
    }
}

/// A cell with its text.
fn printed(cell: Placed) -> Result<GridCell, Error> {
    Ok(GridCell { row: cell.row, column: cell.column, rows: cell.rows, columns: cell.columns, text: joined(cell.blocks)? })
}

/// Blocks as one text, as a cell or a note has it. The ends of paragraphs are soft in it, but for one in front of a number; a table is its cells, a
/// space between them.
pub(super) fn joined(blocks: Vec<Block>) -> Result<String, Error> {
    let mut text = String::new();
    let mut was_table = false;
    for block in blocks {
        let (part, is_table, is_soft) = match block {
            Block::Paragraph(paragraph) => (paragraph.labelled(), false, !was_table && paragraph.label.is_empty()),
            Block::Table(table) => {
                let cells: Vec<String> = Layout::of(table)?.cells.into_iter().map(|cell| joined(cell.blocks)).collect::<Result<_, _>>()?;
                (cells.join(" "), true, false)
            }
        };
        let part = part.trim();
        if !part.is_empty() {
            if !text.is_empty() {
                text.push(if is_soft { '\n' } else { ' ' });
            }
            text.push_str(part);
            was_table = is_table;
        }
    }
    Ok(text)
}
