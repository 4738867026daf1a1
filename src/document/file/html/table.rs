//! A table of data, as rows and columns that say something.

use super::model::{Area, Slots};
use super::survey::Table;
use crate::document::file::place::Place;
use crate::document::file::rendering::{Grid, GridCell, Rendering};
use crate::error::Error;

/// Adds a table, `number` from 1 among those of data. Rows and columns that say nothing only lay out, and are left out; the place of a cell
/// counts them.
pub(super) fn render(number: u32, table: &Table, texts: Vec<String>, slots: &mut Slots, rendering: &mut Rendering) -> Result<(), Error> {
    let mut cells: Vec<(Area, String)> = table.areas.iter().copied().zip(texts).filter(|(_, text)| !text.trim().is_empty()).collect();
    cells.sort_by_key(|(area, _)| (area.row, area.column));
    let rows = Kept::new(cells.iter().map(|(area, _)| area.row).collect());
    let columns = Kept::new(cells.iter().map(|(area, _)| area.column).collect());
    slots.take(rows.0.len().saturating_mul(columns.0.len()))?;
    let cells = cells.into_iter().map(|(area, text)| GridCell {
        row: rows.at(area.row),
        column: columns.at(area.column),
        rows: rows.in_span(area.row, area.rows),
        columns: columns.in_span(area.column, area.columns),
        text,
    });
    let mut grid = Grid { cells: cells.collect() };
    widen_titles(&mut grid, columns.0.len());
    let from_one = |kept: &Kept, at: usize| kept.0.get(at).map_or(0, |at| u32::try_from(at + 1).unwrap_or(u32::MAX));
    let place = |cell: &GridCell| Place::Table { table: number, row: from_one(&rows, cell.row), column: from_one(&columns, cell.column) };
    rendering.grid(&grid, place);
    match table.hidden_rows {
        0 => {}
        1 => rendering.remark(format!("1 hidden row of table {number} was left out")),
        rows => rendering.remark(format!("{rows} hidden rows of table {number} were left out")),
    }
    Ok(())
}

/// The rows or columns that are kept, as they were counted.
struct Kept(Vec<usize>);

impl Kept {
    fn new(mut all: Vec<usize>) -> Self {
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// Which of the kept ones it is, or the next one is.
    fn at(&self, counted: usize) -> usize {
        self.0.partition_point(|kept| *kept < counted)
    }

    /// How many of a span are kept, of which the first one is.
    fn in_span(&self, from: usize, span: usize) -> usize {
        self.at(from + span) - self.at(from)
    }
}

/// A title or a note says how many columns it spans, and is often wrong by a few: the only cell of a row, it is as wide as the table.
fn widen_titles(grid: &mut Grid, width: usize) {
    let mut reached = 0;
    for at in 0..grid.cells.len() {
        let next = grid.cells.get(at + 1).map(|cell| cell.row);
        let cell = &mut grid.cells[at];
        let alone = cell.row >= reached && next != Some(cell.row);
        if alone && cell.column == 0 && cell.columns > 1 {
            cell.columns = width;
        }
        reached = reached.max(cell.row + cell.rows);
    }
}
