//! From lines to items with named cells, one file a layout.
//!
//! A layout is fed line by line and gives an item as soon as it is whole; what comes after knows nothing of bars and headers.

mod agency;
mod figures;
mod labels;
mod prose;
mod reader;
mod table;
mod tasks;
mod title;

use std::fmt::Display;
use std::sync::Arc;

use crate::document::Line;
use crate::grammar::Period;
use crate::lexicon::Column;
use crate::role::{Ground, Group, Roles};
use crate::span::Span;
use crate::text::Readable;

pub(crate) use agency::{agencies, name as agency_name};
pub(crate) use figures::{Row, figures};
pub(crate) use reader::{Reader, WINDOW, read_all};

/// One item as the layout found it. Offsets are readable ones, into `text`.
#[derive(Debug)]
pub(crate) struct RawItem<'a> {
    /// 1-based line of the source that the item begins on.
    pub(crate) line: usize,
    /// How many items begin on that line in front of it.
    pub(crate) nth: usize,
    pub(crate) text: Readable<'a>,
    pub(crate) cells: Vec<Cell>,
    /// What is known of where it stands in prose.
    pub(crate) ground: Ground,
    pub(crate) around: Around,
    /// What the columns of its table hold, and the cell under each; none of prose.
    pub(crate) roles: Option<Arc<Roles>>,
    pub(crate) placed: Vec<Span>,
}

/// What an item takes from what stands around it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Around {
    /// The heading that it stands under: （一）扩大有效投资, a category row.
    pub(crate) heading: Option<Arc<str>>,
    /// Of the item above, where it is a part of that: its number, its name and its agencies as printed.
    pub(crate) number: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) agencies: Option<String>,
}

/// One cell of an item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    pub(crate) column: Column,
    pub(crate) span: Span,
    /// The period that the header of its column names.
    pub(crate) period: Option<Period>,
    /// Which of the targets of its row it belongs to.
    pub(crate) group: u8,
}

impl Cell {
    pub(crate) const fn new(column: Column, span: Span) -> Self {
        Self { column, span, period: None, group: 0 }
    }
}

impl<'a> RawItem<'a> {
    /// A line that is no item.
    fn line(line: Line<'a>) -> Self {
        let text = Readable::new(line.text, line.from);
        let cells = vec![Cell::new(Column::Other, Span::new(0, text.text().len()))];
        Self::new(line.number, text, cells)
    }

    pub(crate) fn new(line: usize, text: Readable<'a>, cells: Vec<Cell>) -> Self {
        Self { line, nth: 0, text, cells, ground: Ground::default(), around: Around::default(), roles: None, placed: Vec::new() }
    }

    /// The identifier of its target with that ordinal: line and ordinal, `7.1`; of the second item of a line `7-2.1`; of a figure `7.f1`.
    pub(crate) fn id(&self, ordinal: impl Display) -> String {
        let nth = if self.nth == 0 { String::new() } else { format!("-{}", self.nth + 1) };
        format!("{}{nth}.{ordinal}", self.line)
    }

    /// The first cell of a column.
    pub(crate) fn cell(&self, column: Column) -> Option<Cell> {
        self.cells.iter().copied().find(|cell| cell.column == column)
    }

    /// What the header says of one of its targets.
    pub(crate) fn group(&self, group: u8) -> &Group {
        static NONE: Group = Group::NONE;
        self.roles.as_ref().and_then(|roles| roles.groups.get(usize::from(group))).unwrap_or(&NONE)
    }

    /// How many targets its table has in a row.
    pub(crate) fn groups(&self) -> u8 {
        self.roles.as_ref().map_or(1, |roles| u8::try_from(roles.groups.len()).unwrap_or(u8::MAX))
    }

    /// The same with a text of its own.
    pub(crate) fn into_owned(self) -> RawItem<'static> {
        let Self { line, nth, text, cells, ground, around, roles, placed } = self;
        RawItem { line, nth, text: text.into_owned(), cells, ground, around, roles, placed }
    }

    /// The text of a cell.
    pub(crate) fn text_of(&self, cell: Cell) -> &str {
        cell.span.of(self.text.text())
    }
}

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
    pub(crate) fn into_owned(self) -> Fed<'static> {
        match self {
            Self::Nothing => Fed::Nothing,
            Self::Item(raw) => Fed::Item(raw.into_owned()),
            Self::Note(raw) => Fed::Note(raw.into_owned()),
        }
    }
}

/// How many lines are looked at to find how prose is laid out.
const HEAD: usize = 64;

/// A line of a text whose blocks are not asked for.
pub(crate) fn plain(line: Line<'_>) -> Option<RawItem<'_>> {
    if line.is_blank() {
        return None;
    }
    let text = Readable::new(line.text, line.from);
    let cells = vec![Cell::new(Column::Task, Span::new(0, text.text().len()))];
    Some(RawItem::new(line.number, text, cells))
}
