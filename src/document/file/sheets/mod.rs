//! Sheets: `.xlsx`, `.xls` and `.ods`.
//!
//! Each reader streams the cells of a file into a [`Sheet`](sheet::Sheet), as text that looks as it does on paper: `number_format` prints numbers by the
//! codes of their cells. `layout` makes one text of all sheets.
//!
//! Left out, and told: hidden sheets, rows and columns, rows that a filter hides (these are printed where they are asked for), formulas without a stored value. Left out: comments, charts,
//! drawings, headers and footers of printed pages. Refused: what is locked, sheets of Excel 95 and older, `.xlsb`.

mod layout;
mod merges;
mod number_format;
mod ods;
mod ranges;
mod sheet;
mod texts;
mod xls;
mod xlsx;
mod xml;

pub(super) use ods::{read as ods, with_hidden as ods_with_hidden};
pub(super) use xls::{read as xls, with_hidden as xls_with_hidden};
pub(super) use xlsx::{read as xlsx, with_hidden as xlsx_with_hidden};

/// The cells with content of a file are not more: each takes up to a hundred bytes while it is read and printed.
const CELLS: usize = 1 << 21;
/// The text of a file has not more bytes, neither as it is kept nor as it is printed.
const TEXT: usize = 1 << 28;
/// The text of a cell has not more bytes: 32,767 characters, the limit of Excel, of up to four.
const CELL: usize = 1 << 17;
/// The rows and columns of a sheet, by the limits of the programs.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;
/// The sheets of a file.
const SHEETS: usize = 1 << 10;

#[cfg(test)]
mod mutation;
