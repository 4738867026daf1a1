//! A text as blocks: tables, and the lines between them. What stands in a cell is told apart by its form; what a word means is not known here.
//!
//! A table comes as rows between bars, tabs, commas or semicolons, as one cell a line, or as columns apart by white space. All of them give
//! [`Row`]s: the readable text of a row and the cells in it.

#[cfg(feature = "encoding")]
#[cfg_attr(not(all(feature = "html", feature = "office", feature = "pdf")), allow(dead_code))]
pub(crate) mod file;
mod lines;
mod separator;
mod stretch;
pub(crate) mod words;

use crate::span::Span;
use crate::text::Readable;

pub(crate) use lines::{line_end, lines};
pub(crate) use separator::{Separator, is_bar};
pub(crate) use stretch::Stretch;

/// A line of the source, without its end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    /// 1-based.
    pub(crate) number: usize,
    /// Offset of its first byte in the source.
    pub(crate) from: usize,
    pub(crate) text: &'a str,
}

impl Line<'_> {
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// A row of a table as printed: its readable text, and the cells as spans of it.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    /// 1-based line of the source that it begins on.
    pub(crate) line: usize,
    pub(crate) text: Readable<'a>,
    pub(crate) cells: Vec<Span>,
}

impl Row<'_> {
    /// What a cell says; nothing where the row has none there.
    pub(crate) fn said(&self, cell: usize) -> &str {
        self.cells.get(cell).map_or("", |span| span.of(self.text.text()).trim())
    }
}

/// What ends the cells of a table that has one in each line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    Bar,
    Blank,
    Line,
}
