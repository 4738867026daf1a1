//! Where something stands in a file that is no plain text.

use std::fmt;
use std::sync::Arc;

/// A place in a file: what a person looks for who wants to see it there. Printed as `附件1!C7`, `table 3 r5 c2`, `para 12`,
/// `p17 [72,540,310,556]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// A cell of a sheet; column and row count from 0, and are printed as the program of the sheet names them.
    Cell {
        /// The name of the sheet.
        sheet: Arc<str>,
        /// From 0.
        column: u32,
        /// From 0.
        row: u32,
    },
    /// A cell of a table of a page or a Word file; all count from 1, a cell that spans is where it begins.
    Table {
        /// Which table of the file, in order.
        table: u32,
        /// Its row.
        row: u32,
        /// Its column.
        column: u32,
    },
    /// A paragraph outside of tables, counted from 1.
    Paragraph(u32),
    /// A box on a page of a PDF, in points from the left and the bottom.
    Page {
        /// From 1.
        page: u32,
        /// Left, bottom, right, top.
        corners: [i32; 4],
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell { sheet, column, row } => write!(f, "{sheet}!{}{}", letters(*column), u64::from(*row) + 1),
            Self::Table { table, row, column } => write!(f, "table {table} r{row} c{column}"),
            Self::Paragraph(paragraph) => write!(f, "para {paragraph}"),
            Self::Page { page, corners: [left, bottom, right, top] } => write!(f, "p{page} [{left},{bottom},{right},{top}]"),
        }
    }
}

/// The letters of a column: A, Z, AA.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_printed_as_people_look_for_them() {
        let cell = |column, row| Place::Cell { sheet: "附件1".into(), column, row }.to_string();
        assert_eq!(
            [cell(0, 0), cell(2, 6), cell(25, 9), cell(26, 0), cell(16383, 1_048_575)],
            ["附件1!A1", "附件1!C7", "附件1!Z10", "附件1!AA1", "附件1!XFD1048576"]
        );
        assert_eq!(Place::Table { table: 3, row: 5, column: 2 }.to_string(), "table 3 r5 c2");
        assert_eq!(Place::Paragraph(12).to_string(), "para 12");
        assert_eq!(Place::Page { page: 17, corners: [72, 540, 310, 556] }.to_string(), "p17 [72,540,310,556]");
    }
}
