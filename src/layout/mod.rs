//! From lines to items with named cells, one file a layout.
//!
//! A layout is fed line by line and gives an item as soon as it is whole; what comes after knows nothing of bars and headers.

mod agency;
mod figures;
mod numbered;
mod plain;
mod reader;
mod report;
mod sentence;
mod table;
mod title;

use std::sync::Arc;

use crate::document::Line;
use crate::grammar::Period;
use crate::lexicon::{Column, Lexicon, Section};
use crate::role::{Group, Roles};
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
    pub(crate) text: Readable<'a>,
    pub(crate) cells: Vec<Cell>,
    /// The section of prose whose goals it states, and the year they are due.
    pub(crate) due: Option<Section>,
    pub(crate) horizon: Option<u16>,
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
    /// The year that the section reviews.
    pub(crate) reviewed: Option<u16>,
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
        Self { line, text, cells, due: None, horizon: None, around: Around::default(), roles: None, placed: Vec::new() }
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
        let Self { line, text, cells, due, horizon, around, roles, placed } = self;
        RawItem { line, text: text.into_owned(), cells, due, horizon, around, roles, placed }
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

/// How prose is laid out.
#[derive(Debug)]
enum Prose {
    /// A government work report.
    Report(report::Prose),
    /// Numbered prose with the target first and its result after it.
    Numbered(numbered::Numbered),
    /// Prose that tells plan and result in one sentence.
    Sentence(sentence::Sentence),
    /// Text that only plans: every line is one item.
    Plain,
    /// What stands around a table and does not tell: notes.
    Around,
}

impl Prose {
    /// Finds the layout by the first lines; `tables` says that tables stand among them.
    fn found(head: &[Line<'_>], tables: bool, lexicon: &Lexicon) -> Self {
        if let Some(prose) = report::Prose::under(head, lexicon).filter(|_| !tables) {
            return Self::Report(prose);
        }
        match () {
            () if !tables && numbered::answers(head, lexicon) => Self::Numbered(numbered::Numbered::default()),
            () if sentence::reports(head, lexicon) => Self::Sentence(sentence::Sentence::default()),
            () if tables => Self::Around,
            () => Self::Plain,
        }
    }

    const fn name(&self) -> &'static str {
        match self {
            Self::Report(_) => "report",
            Self::Numbered(_) => "numbered",
            Self::Sentence(_) => "sentence",
            Self::Plain | Self::Around => "plain",
        }
    }

    /// Reads one line.
    fn feed<'a>(&mut self, line: Line<'a>, lexicon: &Lexicon) -> Fed<'a> {
        match self {
            Self::Report(prose) => prose.feed(line, lexicon),
            Self::Numbered(numbered) => numbered.feed(line, lexicon),
            Self::Sentence(sentence) => sentence.feed(line, lexicon),
            Self::Plain => plain::feed(line),
            Self::Around if line.is_blank() => Fed::Nothing,
            Self::Around => Fed::Note(RawItem::line(line)),
        }
    }

    /// What is left when the text has ended, one at a time until there is nothing.
    fn end<'a>(&mut self, lexicon: &Lexicon) -> Fed<'a> {
        match self {
            Self::Numbered(numbered) => numbered.end(lexicon),
            Self::Sentence(sentence) => sentence.end(),
            Self::Report(_) | Self::Plain | Self::Around => Fed::Nothing,
        }
    }
}

/// A line of a text whose layout is not asked for.
pub(crate) fn plain(line: Line<'_>) -> Option<RawItem<'_>> {
    match plain::feed(line) {
        Fed::Item(raw) => Some(raw),
        Fed::Nothing | Fed::Note(_) => None,
    }
}
