use serde::Serialize;
use thiserror::Error;

use crate::named::named;

/// What kept a report from being read. Its message says what was found, where, and what would have been right.
#[derive(Debug, Error)]
#[error("{}{kind}", place(*line, *column))]
pub struct Error {
    line: usize,
    column: usize,
    results: bool,
    #[source]
    kind: Kind,
}

/// What kind of error it is, for a program that treats them differently. The message of the [`Error`](struct@Error) says the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// Nothing stands in the text.
    Empty,
    /// The bytes are no text, or a zero byte stands in it.
    NotText,
    /// It is a table of which no column can be read.
    UnreadTable,
    /// It is beyond one of the [`Limits`](crate::Limits), or a document larger than is opened.
    TooLarge,
    /// The file is of a format that is not read, or not by this build.
    Format,
    /// The document has no text, is broken, or is locked.
    Document,
    /// Its source could not be read on.
    Read,
}

named!(ErrorKind);

fn place(line: usize, column: usize) -> String {
    if line == 0 { String::new() } else { format!("line {line}, column {column}: ") }
}

#[derive(Debug, Error)]
pub(crate) enum Kind {
    #[error("the text is empty; give a work report as UTF-8 text")]
    Empty,
    #[error("the bytes are not UTF-8 text; convert the file to UTF-8, or see whether it was cut short")]
    NotText,
    #[error("a zero byte stands in the text; give a text file, not a binary one")]
    ZeroByte,
    #[error("the table cannot be read: its header is {header:?}, in which {found}; it needs {missing}")]
    UnreadTable { header: String, found: String, missing: &'static str },
    #[error("the line is longer than {limit} bytes; see whether line ends were lost, or raise the limit of a cell")]
    LineTooLong { limit: usize },
    #[error("the item is longer than {limit} bytes; see whether the end of a cell was lost, or raise the limit of a cell")]
    ItemTooLong { limit: usize },
    #[error("the text is longer than {limit} bytes; split the text, or raise the limit of bytes")]
    TooLong { limit: u64 },
    #[error("the text is longer than {limit} bytes, and is held as a whole; split the text, or raise the limit of whole")]
    WholeTooLong { limit: u64 },
    #[error("the report has more than {limit} items; split the text, or raise the limit of items")]
    TooManyItems { limit: usize },
    #[error("the file is {name}, which is not read; {advice}")]
    #[cfg_attr(not(all(feature = "html", feature = "office", feature = "pdf")), allow(dead_code))]
    OtherFormat { name: &'static str, advice: &'static str },
    #[error("the file is {format}, which this build does not read; build with that feature")]
    #[cfg_attr(not(all(feature = "html", feature = "office", feature = "pdf")), allow(dead_code))]
    FormatIsOff { format: String },
    #[error("the {format} file has no text; a scan wants text recognition first")]
    #[cfg_attr(not(all(feature = "html", feature = "office", feature = "pdf")), allow(dead_code))]
    NoText { format: String },
    #[error("the {format} file is broken: {what}; open it in its own program and save it again")]
    #[cfg_attr(not(all(feature = "html", feature = "office", feature = "pdf")), allow(dead_code))]
    Broken { format: String, what: String },
    #[error("the {format} file is locked with a password; save it without one")]
    #[cfg_attr(not(all(feature = "html", feature = "office", feature = "pdf")), allow(dead_code))]
    Locked { format: String },
    #[error("the {format} file is too large: {what}; split it")]
    #[cfg_attr(not(all(feature = "html", feature = "office", feature = "pdf")), allow(dead_code))]
    TooLarge { format: String, what: String },
    #[error("the text cannot be read on: {0}; see whether its source is sound")]
    Read(#[from] std::io::Error),
}

impl Error {
    pub(crate) const fn at(line: usize, column: usize, kind: Kind) -> Self {
        Self { line, column, results: false, kind }
    }

    pub(crate) const fn whole(kind: Kind) -> Self {
        Self::at(0, 0, kind)
    }

    /// A file of that format is broken: `what` says how, with a space for every control character, since it may quote the file.
    #[cfg(any(feature = "html", feature = "office", feature = "pdf"))]
    pub(crate) fn broken(format: &str, what: impl Into<String>) -> Self {
        let what = what.into().replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'), " ");
        Self::whole(Kind::Broken { format: format.to_owned(), what })
    }

    /// A file of that format is too large: `what` says which limit it is over.
    #[cfg(feature = "encoding")]
    pub(crate) fn too_large(format: &str, what: impl Into<String>) -> Self {
        Self::whole(Kind::TooLarge { format: format.to_owned(), what: what.into() })
    }

    /// The same, said of the second of two reports.
    pub(crate) fn of_results(self) -> Self {
        Self { results: true, ..self }
    }

    /// What kind of error it is.
    ///
    /// ```
    /// use dabiao::{ErrorKind, Report};
    /// assert_eq!(Report::parse("").unwrap_err().kind(), ErrorKind::Empty);
    /// ```
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self.kind {
            Kind::Empty => ErrorKind::Empty,
            Kind::NotText | Kind::ZeroByte => ErrorKind::NotText,
            Kind::UnreadTable { .. } => ErrorKind::UnreadTable,
            Kind::LineTooLong { .. }
            | Kind::ItemTooLong { .. }
            | Kind::TooLong { .. }
            | Kind::WholeTooLong { .. }
            | Kind::TooManyItems { .. }
            | Kind::TooLarge { .. } => ErrorKind::TooLarge,
            Kind::OtherFormat { .. } | Kind::FormatIsOff { .. } => ErrorKind::Format,
            Kind::NoText { .. } | Kind::Broken { .. } | Kind::Locked { .. } => ErrorKind::Document,
            Kind::Read(_) => ErrorKind::Read,
        }
    }

    /// Whether it concerns the second report, the one with the results, under [`Extractor::compare`](crate::Extractor::compare).
    #[must_use]
    pub const fn in_results(&self) -> bool {
        self.results
    }

    /// The 1-based line it stands in; 0 where it concerns the whole text.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The 1-based column, in characters; 0 where it concerns the whole text.
    #[must_use]
    pub const fn column(&self) -> usize {
        self.column
    }
}
