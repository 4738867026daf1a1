use std::fmt;

use crate::named::name;
use serde::{Deserialize, Serialize};

/// How much a report may hold before reading stops or leaves something aside.
///
/// Nothing is dropped without a word: beyond [`bytes`](Self::bytes), [`whole`](Self::whole), [`items`](Self::items) and
/// [`cell`](Self::cell) there is an [`Error`](crate::Error) that names the limit and the line; beyond the others the item is marked, see [`Item::limited`](crate::Item::limited).
/// The defaults are far above what real reports hold, and keep the work linear in the length of the text.
///
/// No layout needs the whole of a text. One whose items go over several lines holds one item, of 3 to 400 lines by its kind; what goes on
/// longer is read as an item of its own.
///
/// ```
/// let mut limits = dabiao::Limits::default();
/// limits.items = 1;
/// let source = "新增企业5家\n修路8公里\n";
/// let error = dabiao::Extractor::new().limits(limits).parse(source).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "line 2, column 1: the report has more than 1 items; split the text, or raise the limit of items"
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a text: 4 GiB.
    pub bytes: u64,
    /// Bytes of a text that is held as a whole: either of two reports that are compared, and what the program reads beside reports (words,
    /// codings, annotations, a manifest): 256 MiB.
    pub whole: u64,
    /// Items of a report: 10 million.
    pub items: usize,
    /// Bytes of a line, and of the lines of one item: 16 MiB.
    pub cell: usize,
    /// Quantities of a cell that are read as targets or figures: 100,000.
    pub quantities: usize,
    /// Parentheses inside parentheses that are read as clauses of their own: 4. The work and the stack grow with it.
    pub nesting: u8,
    /// Targets of an item that are answered: 300. One beyond has no answer, by the rule `too_many`. The work grows with their number times
    /// that of figures and clauses.
    pub targets: usize,
    /// Figures of an item that may answer: 600; ten times as many of a whole report under [`Extractor::compare`](crate::Extractor::compare).
    pub figures: usize,
    /// Clauses of an item that may answer in words: 1000.
    pub clauses: usize,
    /// Notes that a stream keeps: 10,000; see [`Items::notes`](crate::Items::notes).
    pub notes: usize,
}

impl Limits {
    pub(crate) const DEFAULT: Self = Self {
        bytes: 4 << 30,
        whole: 256 << 20,
        items: 10_000_000,
        cell: 16 << 20,
        quantities: 100_000,
        nesting: 4,
        targets: 300,
        figures: 600,
        clauses: 1000,
        notes: 10_000,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A limit that an item ran into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Limit {
    /// A cell has more quantities: those behind are not read.
    Quantities,
    /// Parentheses lie deeper inside each other: what stands in them is read as part of the clause around them.
    Nesting,
    /// There are more targets: those behind are not answered.
    Targets,
    /// There are more figures: those behind answer nothing.
    Figures,
    /// There are more clauses: those behind answer nothing in words.
    Clauses,
}

impl Limit {
    /// Its name, as it stands in JSON and in the columns of the rows; [`Display`](fmt::Display) says what it means.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        name(self)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Quantities => "a cell has more quantities than the limit; those behind are not read",
            Self::Nesting => "parentheses lie deeper inside each other than the limit; what stands in them is read with what stands around",
            Self::Targets => "there are more targets than the limit; those behind are not answered",
            Self::Figures => "there are more figures than the limit; those behind answer nothing",
            Self::Clauses => "there are more clauses than the limit; those behind answer nothing in words",
        })
    }
}
