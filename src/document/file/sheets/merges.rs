//! Merged cells: the text stands once, where the area begins, and the other cells of the area are empty, whatever the file keeps in them.

use std::collections::BTreeMap;

/// Cells merged into one, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) last_row: u32,
    pub(super) last_column: u32,
}

/// Areas that reach into the row that is looked at; rows are gone through in order. Of areas that overlap, which no program writes, the first
/// holds, so that as many areas as there are columns are open at once.
pub(super) struct Sweep<'a> {
    coming: std::iter::Peekable<std::slice::Iter<'a, Area>>,
    /// By their first columns. What has ended stays until its columns are wanted.
    open: BTreeMap<u32, &'a Area>,
}

impl<'a> Sweep<'a> {
    /// The areas have to be in order of their rows.
    pub(super) fn new(areas: &'a [Area]) -> Self {
        Self { coming: areas.iter().peekable(), open: BTreeMap::new() }
    }

    /// Goes on to a row.
    pub(super) fn advance(&mut self, row: u32) {
        while let Some(area) = self.coming.next_if(|area| area.row <= row) {
            if area.last_row >= row {
                self.admit(area);
            }
        }
    }

    fn admit(&mut self, area: &'a Area) {
        while let Some((&column, other)) = self.open.range(..=area.last_column).next_back() {
            if other.last_column < area.column {
                break;
            }
            if other.last_row >= area.row {
                return;
            }
            self.open.remove(&column);
        }
        self.open.insert(area.column, area);
    }

    /// The area that a cell of this row belongs to.
    pub(super) fn area(&self, row: u32, column: u32) -> Option<&'a Area> {
        let (_, area) = self.open.range(..=column).next_back()?;
        (area.last_row >= row && area.last_column >= column).then_some(area)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_areas_that_overlap_the_first_holds() {
        let area = |row, column, last_row, last_column| Area { row, column, last_row, last_column };
        let areas = [area(0, 0, 2, 1), area(1, 1, 1, 4), area(1, 5, 1, 6), area(3, 0, 4, 0), area(3, 1, 9, 9)];
        let mut sweep = Sweep::new(&areas);
        sweep.advance(1);
        assert_eq!([sweep.area(1, 1), sweep.area(1, 2), sweep.area(1, 6)], [Some(&areas[0]), None, Some(&areas[2])]);
        sweep.advance(4);
        assert_eq!([sweep.area(4, 0), sweep.area(4, 5), sweep.area(4, 10)], [Some(&areas[3]), Some(&areas[4]), None]);
        sweep.advance(5);
        assert_eq!(sweep.area(5, 0), None);
    }
}
