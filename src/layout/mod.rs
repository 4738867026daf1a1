//! From lines to items with named cells, one file a layout.
//!
//! A layout is fed line by line and gives an item as soon as it is whole; what comes after knows nothing of bars and headers.

mod agency;
mod bulletin;
mod cells;
mod header;
mod kind;
mod lines;
mod numbered;
mod place;
mod plain;
mod report;
mod row;
mod sentence;
mod separator;
mod spaced;
mod stretch;
mod table;
mod title;

use std::sync::Arc;

use crate::error::{Error, Kind};
use crate::grammar::Period;
use crate::lexicon::{Column, Lexicon, Section};
use crate::span::Span;
use crate::text::Readable;

pub(crate) use agency::{agencies, name as agency_name};
use separator::Separator;

/// One item as the layout found it. Offsets are readable ones, into `text`.
#[derive(Debug)]
pub(crate) struct RawItem<'a> {
    /// 1-based line of the source that the item begins on.
    pub(crate) line: usize,
    pub(crate) text: Readable<'a>,
    pub(crate) cells: Vec<Cell>,
    /// The section of prose whose goals it states, and the year they are due.
    pub(crate) due: Option<Section>,
    pub(crate) horizon: Option<u16>,
    pub(crate) around: Around,
}

/// What an item takes from what stands around it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Around {
    /// The heading that it stands under: （一）扩大有效投资, a category row.
    pub(crate) heading: Option<Arc<str>>,
    /// The year that the section reviews.
    pub(crate) reviewed: Option<u16>,
    /// Of the item above, where it is a part of that: its number, its name and its agencies as printed.
    pub(crate) number: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) agencies: Option<String>,
    /// The units that the header or a line in front of it gives to numbers without one.
    pub(crate) target_unit: Option<Arc<str>>,
    pub(crate) actual_unit: Option<Arc<str>>,
    /// Whether rates without a sign are fractions of one.
    pub(crate) fractions: bool,
    /// Whether each of its results is of one quarter: 第一季度|第二季度.
    pub(crate) quarters: bool,
}

/// One cell of an item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    pub(crate) column: Column,
    pub(crate) span: Span,
    /// The period that the header of its column names.
    pub(crate) period: Option<Period>,
}

impl<'a> RawItem<'a> {
    /// A line that is no item.
    fn line(line: Line<'a>) -> Self {
        let text = Readable::new(line.text, line.from);
        let cells = vec![Cell { column: Column::Other, span: Span::new(0, text.text().len()), period: None }];
        Self::new(line.number, text, cells)
    }

    pub(crate) fn new(line: usize, text: Readable<'a>, cells: Vec<Cell>) -> Self {
        Self { line, text, cells, due: None, horizon: None, around: Around::default() }
    }

    /// The first cell of a column.
    pub(crate) fn cell(&self, column: Column) -> Option<Cell> {
        self.cells.iter().copied().find(|cell| cell.column == column)
    }

    /// The same with a text of its own.
    pub(crate) fn into_owned(self) -> RawItem<'static> {
        let Self { line, text, cells, due, horizon, around } = self;
        RawItem { line, text: text.into_owned(), cells, due, horizon, around }
    }

    /// The text of a cell.
    pub(crate) fn text_of(&self, cell: Cell) -> &str {
        cell.span.of(self.text.text())
    }
}

/// How many lines are looked at to find the layout.
pub(crate) const HEAD: usize = 64;

/// What one line gave.
#[derive(Debug)]
pub(crate) enum Fed<'a> {
    /// Nothing by itself: a header, a blank line, a part of an item.
    Nothing,
    /// A whole item.
    Item(RawItem<'a>),
    /// A line that is no item and not part of one: a title, a remark at the end.
    Note(RawItem<'a>),
}

impl Fed<'_> {
    /// The same with a text of its own.
    fn into_owned(self) -> Fed<'static> {
        match self {
            Self::Nothing => Fed::Nothing,
            Self::Item(raw) => Fed::Item(raw.into_owned()),
            Self::Note(raw) => Fed::Note(raw.into_owned()),
        }
    }
}

/// A line of the source, without its end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    /// 1-based.
    pub(crate) number: usize,
    /// Offset of its first byte in the source.
    pub(crate) from: usize,
    pub(crate) text: &'a str,
}

pub(crate) use bulletin::{Row, bulletin};
pub use kind::LayoutKind;
pub(crate) use lines::{line_end, lines};

/// How a report is laid out.
#[derive(Debug)]
pub(crate) enum Layout {
    /// Rows under a header, their cells apart by bars, tabs or commas.
    Table(table::Table),
    /// One cell a line, under a header of the same kind.
    Cells(cells::Cells),
    /// Rows under a header, their columns apart by white space only.
    Spaced(spaced::Spaced),
    /// A government work report in prose.
    Report(report::Prose),
    /// Numbered prose with the target first and its result after it.
    Numbered(numbered::Numbered),
    /// Prose that tells plan and result in one sentence.
    Sentence(sentence::Sentence),
    /// Text that only plans: every line is one item.
    Plain,
}

impl Layout {
    /// Finds the layout by the first lines of a report, or takes the one that is asked for.
    ///
    /// # Errors
    /// A header with known columns but none for the task, or three or more rows between bars or tabs without a header that is known; with
    /// `asked`, a text that is not laid out so.
    pub(crate) fn found(head: &[Line<'_>], asked: Option<LayoutKind>, lexicon: &Lexicon) -> Result<Self, Error> {
        if let Some(kind) = asked {
            return Self::of_kind(kind, head, lexicon).ok_or_else(|| Self::misfit(kind, head, lexicon));
        }
        let tables = [LayoutKind::Pipe, LayoutKind::Delimited, LayoutKind::Cells, LayoutKind::Spaced];
        if let Some(table) = tables.into_iter().find_map(|kind| Self::of_kind(kind, head, lexicon)) {
            return Ok(table);
        }
        if let Some((line, header)) = taskless(head, lexicon) {
            return Err(Error::at(line, 1, Kind::NoTaskColumn { header }));
        }
        if let Some(prose) = Self::of_kind(LayoutKind::Report, head, lexicon) {
            return Ok(prose);
        }
        Ok(match () {
            () if numbered::answers(head, lexicon) => Self::Numbered(numbered::Numbered::default()),
            () if sentence::reports(head, lexicon) => Self::Sentence(sentence::Sentence::default()),
            () => Self::Plain,
        })
    }

    /// The layout of one kind, where the first lines have what it needs.
    fn of_kind(kind: LayoutKind, head: &[Line<'_>], lexicon: &Lexicon) -> Option<Self> {
        Some(match kind {
            LayoutKind::Pipe => Self::Table(table::Table::under(head, &[Separator::Bar], lexicon)?),
            LayoutKind::Delimited => Self::Table(table::Table::under(head, &[Separator::Tab, Separator::Comma], lexicon)?),
            LayoutKind::Cells => Self::Cells(cells::Cells::under(head, lexicon)?),
            LayoutKind::Spaced => Self::Spaced(spaced::Spaced::under(head, lexicon)?),
            LayoutKind::Report => Self::Report(report::Prose::under(head, lexicon)?),
            LayoutKind::Numbered => Self::Numbered(numbered::Numbered::default()),
            LayoutKind::Sentence => Self::Sentence(sentence::Sentence::default()),
            LayoutKind::Plain => Self::Plain,
        })
    }

    /// Why a text cannot be read as what was asked for.
    fn misfit(kind: LayoutKind, head: &[Line<'_>], lexicon: &Lexicon) -> Error {
        let tables = [LayoutKind::Pipe, LayoutKind::Delimited, LayoutKind::Cells, LayoutKind::Spaced];
        match taskless(head, lexicon) {
            Some((line, header)) if tables.contains(&kind) => Error::at(line, 1, Kind::NoTaskColumn { header }),
            _ => Error::whole(Kind::NotLaidOut { layout: kind.name(), needs: kind.needs() }),
        }
    }

    /// Its name, as on the command line.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Table(table) => table.name(),
            Self::Cells(_) => "cells",
            Self::Spaced(_) => "spaced",
            Self::Report(_) => "report",
            Self::Numbered(_) => "numbered",
            Self::Sentence(_) => "sentence",
            Self::Plain => "plain",
        }
    }

    /// Reads every line of a text, and hands on what each gives and what is left at the end.
    pub(crate) fn feed_all<'a>(
        &mut self,
        source: &'a str,
        lexicon: &Lexicon,
        mut keep: impl FnMut(Fed<'a>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        lines(source).try_for_each(|line| keep(self.feed(line, lexicon)))?;
        loop {
            match self.end(lexicon) {
                Fed::Nothing => return Ok(()),
                fed => keep(fed)?,
            }
        }
    }

    /// Reads one line.
    pub(crate) fn feed<'a>(&mut self, line: Line<'a>, lexicon: &Lexicon) -> Fed<'a> {
        match self {
            Self::Table(table) => table.feed(line, lexicon),
            Self::Cells(cells) => cells.feed(line, lexicon),
            Self::Spaced(spaced) => spaced.feed(line, lexicon),
            Self::Report(prose) => prose.feed(line, lexicon),
            Self::Numbered(numbered) => numbered.feed(line, lexicon),
            Self::Sentence(sentence) => sentence.feed(line, lexicon),
            Self::Plain => plain::feed(line),
        }
    }

    /// What is left when the text has ended, one at a time until there is nothing.
    pub(crate) fn end<'a>(&mut self, lexicon: &Lexicon) -> Fed<'a> {
        match self {
            Self::Cells(cells) => cells.end(lexicon),
            Self::Spaced(spaced) => spaced.end(lexicon),
            Self::Table(table) => table.end(lexicon),
            Self::Numbered(numbered) => numbered.end(lexicon),
            Self::Sentence(sentence) => sentence.end(),
            Self::Report(_) | Self::Plain => Fed::Nothing,
        }
    }
}

/// So much of a header is quoted in an error.
const LONGEST_HEADER: usize = 200;

/// The line and the header of a table whose columns are known, but none of them for the task.
fn taskless(head: &[Line<'_>], lexicon: &Lexicon) -> Option<(usize, String)> {
    // A line of a million bars is no header to print.
    let printed = |line: &Line<'_>| (line.number, Readable::new(line.text, 0).text().trim().chars().take(LONGEST_HEADER).collect());
    let rows = table::taskless(head, lexicon).map(printed);
    rows.or_else(|| cells::taskless(head, lexicon)).or_else(|| spaced::taskless(head, lexicon).map(printed))
}
