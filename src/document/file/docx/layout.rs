//! Where the cells of a table stand among the columns that a reader sees, and whether it is a table at all.
//!
//! Word keeps a grid in which every edge that was dragged by hand makes a column more: cells that look as if they stood below each other are a
//! twentieth of an inch apart. Edges that are nearer to each other than any text is wide are one edge here, unless a cell with text stands between
//! them. A table of one column, or one that only frames tables, is no table: what stands in it is read by itself.

use std::collections::HashMap;

use super::story::Block;
use super::table::{COLUMNS, Merge, Table};
use super::too_large;
use crate::error::Error;

/// Edges that are less far apart, in twentieths of a point, are one: a cell has margins of 216, and a character is 210 wide.
const NEAR: u64 = 200;
/// A column is so wide where the file does not say it.
const USUAL: u64 = 1000;

/// A table whose cells have their places.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) width: usize,
    pub(super) height: usize,
    /// In order of rows, then of columns.
    pub(super) cells: Vec<Placed>,
}

/// A cell with its place: rows and columns from 0, and how many it spans.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) blocks: Vec<Block>,
}

impl Layout {
    /// Gives the cells of a table their places.
    pub(super) fn of(table: Table) -> Result<Self, Error> {
        let columns = columns(&table);
        let width = columns.values().max().copied().unwrap_or(0);
        if width > COLUMNS {
            return Err(too_large(format!("a table has more than {COLUMNS} columns")));
        }
        let height = table.rows.len();
        let mut cells: Vec<Placed> = Vec::new();
        // The cells that may go on below, by the column of the grid in which they begin.
        let mut merges = HashMap::new();
        for (row, read) in table.rows.into_iter().enumerate() {
            for cell in read {
                let column = |edge| columns.get(edge).copied().unwrap_or(0);
                let (from, to) = (column(&cell.from), column(&cell.to));
                match merges.get(&cell.from).and_then(|&at: &usize| cells.get_mut(at)) {
                    Some(begun) if cell.merge == Merge::GoesOn => begun.rows = row + 1 - begun.row,
                    _ if from < to => {
                        merges.insert(cell.from, cells.len());
                        cells.push(Placed { row, column: from, rows: 1, columns: to - from, blocks: cell.blocks });
                    }
                    _ => {}
                }
            }
        }
        Ok(Self { width, height, cells })
    }

    /// Whether it is no table to read: it has one column, or frames other tables.
    pub(super) fn is_frame(&self) -> bool {
        if self.width <= 1 {
            return true;
        }
        let holds_table = |cell: &Placed| cell.blocks.iter().any(|block| matches!(block, Block::Table(_)));
        let mut said = self.cells.iter().filter(|cell| cell.blocks.iter().any(Block::says_something)).map(|cell| cell.row);
        let mut last = None;
        self.cells.iter().any(holds_table) && said.all(|row| last.replace(row) != Some(row))
    }
}

/// The column that each edge of the grid is the left side of.
fn columns(table: &Table) -> HashMap<u32, usize> {
    let places = places(table);
    // For each edge where a cell with text ends: the last at which one begins that ends there.
    let mut begun: HashMap<u32, u32> = HashMap::new();
    let mut edges = Vec::new();
    for cell in table.rows.iter().flatten() {
        edges.extend([cell.from, cell.to]);
        if cell.blocks.iter().any(Block::says_something) {
            let last = begun.entry(cell.to).or_default();
            *last = cell.from.max(*last);
        }
    }
    edges.sort_unstable();
    edges.dedup();
    let mut columns = HashMap::with_capacity(edges.len());
    let Some(&first) = edges.first() else { return columns };
    // The edge that began the column, and that column.
    let (mut left, mut column) = (first, 0);
    for edge in edges {
        let is_near = places(edge) - places(left) < NEAR;
        let holds_text = begun.get(&edge).is_some_and(|&last| last >= left);
        if edge != left && (!is_near || holds_text) {
            (left, column) = (edge, column + 1);
        }
        columns.insert(edge, column);
    }
    columns
}

/// How far from the left an edge of the grid is.
fn places(table: &Table) -> impl Fn(u32) -> u64 {
    let mut sums = vec![0];
    if table.widths.iter().any(|&width| width > 0) {
        sums.extend(table.widths.iter().scan(0, |sum, &width| {
            *sum += u64::from(width);
            Some(*sum)
        }));
    }
    move |edge| {
        let behind = (edge as usize).saturating_sub(sums.len() - 1) as u64;
        let within = sums.get(edge as usize).or(sums.last()).copied().unwrap_or(0);
        within + behind * USUAL
    }
}
