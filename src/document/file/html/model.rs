//! The table model of HTML: where on a grid the cells of a table stand.
//!
//! As the standard forms a table: a cell takes the first free column of its row, spans go on from there, `rowspan="0"` goes on to the end of
//! the group of rows, groups of `tfoot` come last. A span ends with its group: rows that no `tr` makes are not made.

use super::parse::too_large;
use crate::error::Error;

/// A grid has so many columns; what spans further is cut there.
const MOST_COLUMNS: usize = 1 << 16;
/// The cells of all grids of a page, and those looked at for a free one.
const MOST_SLOTS: usize = 16 << 20;

/// What is left of the cells that the grids of a page may have.
#[derive(Debug)]
pub(super) struct Slots(usize);

impl Slots {
    pub(super) const fn new() -> Self {
        Self(MOST_SLOTS)
    }

    pub(super) fn take(&mut self, slots: usize) -> Result<(), Error> {
        self.0 = self.0.checked_sub(slots).ok_or_else(|| too_large(format!("the cells of its tables span more than {MOST_SLOTS}")))?;
        Ok(())
    }
}

/// A row as the page has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// Which group of rows of its table it stands in.
    pub(super) group: usize,
    /// That group is a `tfoot`.
    pub(super) foot: bool,
}

/// A cell as the page has it: which row, in the order of the page, and how many rows and columns it says it spans.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spans {
    pub(super) row: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// The part of the grid that a cell covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// Which row of the grid each row of the page is.
pub(super) fn order(rows: &[Row]) -> Vec<usize> {
    let body = rows.iter().filter(|row| !row.foot).count();
    let mut next = [0, body];
    let mut place = |row: &Row| {
        let next = &mut next[usize::from(row.foot)];
        *next += 1;
        *next - 1
    };
    rows.iter().map(&mut place).collect()
}

/// Places the cells of a table, which come in the order of the page.
pub(super) fn place(rows: &[Row], cells: &[Spans], slots: &mut Slots) -> Result<Vec<Area>, Error> {
    let order = order(rows);
    // The row behind the last one of each group, in the grid; groups come one behind the other in both orders.
    let mut ends: Vec<usize> = Vec::new();
    for (row, at) in rows.iter().zip(&order) {
        ends.resize(ends.len().max(row.group + 1), 0);
        ends[row.group] = at + 1;
    }
    // The row in front of which each column is taken. A row is filled before the next one begins.
    let mut taken: Vec<usize> = Vec::new();
    let (mut current, mut column) = (usize::MAX, 0);
    let mut areas = Vec::with_capacity(cells.len());
    for cell in cells {
        let row = order[cell.row];
        let group = rows[cell.row].group;
        if cell.row != current {
            if current == usize::MAX || rows[current].group != group {
                taken.clear();
            }
            (current, column) = (cell.row, 0);
        }
        let free = taken.iter().skip(column).position(|&end| end <= row).map_or(taken.len().max(column), |free| column + free);
        let columns = cell.columns.min(MOST_COLUMNS.saturating_sub(free));
        if columns == 0 {
            return Err(too_large(format!("a table has more than {MOST_COLUMNS} columns")));
        }
        slots.take(free - column + columns)?;
        let left = ends[group] - row;
        let area = Area { row, column: free, rows: if cell.rows == 0 { left } else { cell.rows.min(left) }, columns };
        column = free + columns;
        taken.resize(taken.len().max(column), 0);
        for end in &mut taken[free..column] {
            *end = (*end).max(row + area.rows);
        }
        areas.push(area);
    }
    Ok(areas)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The areas of cells, each `(row, rowspan, colspan)`, in groups of so many rows; those of the second number are a `tfoot`.
    fn areas(groups: &[(usize, bool)], cells: &[(usize, usize, usize)]) -> Vec<(usize, usize, usize, usize)> {
        let rows: Vec<Row> =
            groups.iter().enumerate().flat_map(|(group, &(rows, foot))| std::iter::repeat_n(Row { group, foot }, rows)).collect();
        let cells: Vec<Spans> = cells.iter().map(|&(row, rows, columns)| Spans { row, rows, columns }).collect();
        let areas = place(&rows, &cells, &mut Slots::new()).unwrap();
        areas.iter().map(|area| (area.row, area.column, area.rows, area.columns)).collect()
    }

    #[test]
    fn a_cell_takes_the_first_free_column() {
        let cells = [(0, 2, 1), (0, 1, 2), (0, 2, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (2, 1, 1)];
        let expected = [(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (1, 4, 1, 1), (2, 0, 1, 1)];
        assert_eq!(areas(&[(3, false)], &cells), expected);
    }

    #[test]
    fn cells_may_overlap_as_the_standard_lets_them() {
        // The second row begins in front of what the first one spans down, and goes across it.
        assert_eq!(areas(&[(2, false)], &[(0, 1, 1), (0, 2, 1), (1, 1, 3)]), [(0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 3)]);
    }

    #[test]
    fn a_span_ends_with_its_group_of_rows() {
        assert_eq!(areas(&[(2, false), (1, false)], &[(0, 9, 1), (1, 1, 1), (2, 1, 1)]), [(0, 0, 2, 1), (1, 1, 1, 1), (2, 0, 1, 1)]);
        assert_eq!(areas(&[(3, false)], &[(0, 1, 1), (1, 0, 1), (2, 1, 1)]), [(0, 0, 1, 1), (1, 0, 2, 1), (2, 1, 1, 1)]);
    }

    #[test]
    fn the_foot_comes_last() {
        assert_eq!(areas(&[(1, true), (2, false)], &[(0, 1, 1), (1, 2, 1), (2, 1, 1)]), [(2, 0, 1, 1), (0, 0, 2, 1), (1, 1, 1, 1)]);
        assert_eq!(
            areas(&[(1, true), (1, false), (1, true)], &[(0, 5, 1), (1, 1, 1), (2, 1, 1)]),
            [(1, 0, 1, 1), (0, 0, 1, 1), (2, 0, 1, 1)]
        );
    }

    #[test]
    fn spans_are_cut_and_counted() {
        let rows = vec![Row { group: 0, foot: false }; 50];
        let cells: Vec<Spans> = (0..50).map(|row| Spans { row, rows: 65534, columns: 1000 }).collect();
        let areas = place(&rows, &cells, &mut Slots::new()).unwrap();
        assert_eq!(areas[49], Area { row: 49, column: 49_000, rows: 1, columns: 1000 });
        let cells = vec![Spans { row: 0, rows: 1, columns: 1000 }; 70];
        assert!(place(&rows, &cells, &mut Slots::new()).unwrap_err().to_string().contains("more than 65536 columns"));
        let rows = vec![Row { group: 0, foot: false }; 70_000];
        let spans = (0..60).map(|_| Spans { row: 0, rows: 0, columns: 1000 });
        let cells: Vec<Spans> = spans.chain((1..1000).map(|row| Spans { row, rows: 1, columns: 1 })).collect();
        assert!(place(&rows, &cells, &mut Slots::new()).unwrap_err().to_string().contains("span more than"));
    }
}
