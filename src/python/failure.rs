//! What kept a source from being read, as an exception and as a row.

use std::io;

use pyo3::exceptions::{PyOSError, PyRuntimeError};
use pyo3::prelude::*;

use crate::tidy::{Cell, Entry, Kind};
use crate::{Error, ErrorKind, LexiconError};

/// What kept a source from being read.
#[derive(Debug)]
pub(super) enum Failure {
    /// It was opened and is no report.
    Read(Error),
    /// The file cannot be opened.
    Open(io::Error),
}

/// The columns of what could not be read.
pub(super) const COLUMNS: [Entry; 6] = [
    Entry::new("report", Kind::Text, "", "program", "the name of the source"),
    Entry::new("place", Kind::Integer, "source", "program", "which of the sources it is, from 0"),
    Entry::new("kind", Kind::Text, "", "program", "what kind of error it is").of(&[
        "empty",
        "not_text",
        "unread_table",
        "too_large",
        "format",
        "document",
        "read",
    ]),
    Entry::new("line", Kind::Integer, "line", "file", "the line that it stands in, from 1; empty where it concerns the whole text"),
    Entry::new("column", Kind::Integer, "character", "file", "the column, from 1"),
    Entry::new("message", Kind::Text, "", "program", "what was found, where, and what would have been right"),
];

impl Failure {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Read(error) => error.kind(),
            Self::Open(_) => ErrorKind::Read,
        }
    }

    /// Line and column, where it has a place.
    fn place(&self) -> Option<(usize, usize)> {
        match self {
            Self::Read(error) => Some((error.line(), error.column())).filter(|(line, _)| *line > 0),
            Self::Open(_) => None,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::Read(error) => error.to_string(),
            Self::Open(error) => error.to_string(),
        }
    }

    /// Its row.
    pub(super) fn cells(&self, name: &str, place: usize) -> Vec<Cell> {
        let (line, column) = self.place().unzip();
        vec![name.into(), place.into(), self.kind().as_str().into(), line.into(), column.into(), self.message().into()]
    }

    /// The exception.
    pub(super) fn raised(&self, py: Python<'_>, name: &str) -> PyErr {
        match self {
            Self::Read(error) => {
                made(py, error.kind().as_str(), (error.to_string(), name, error.line(), error.column(), error.in_results(), ""))
            }
            Self::Open(error) => {
                let number = error.raw_os_error();
                let said =
                    number.and_then(|number| py.import("os").ok()?.call_method1("strerror", (number,)).ok()?.extract::<String>().ok());
                PyOSError::new_err((number, said.unwrap_or_else(|| error.to_string()), name.to_owned()))
            }
        }
    }
}

/// The exception for words that cannot be read.
pub(super) fn of_lexicon(py: Python<'_>, name: &str, error: &LexiconError) -> PyErr {
    made(py, "lexicon", (error.to_string(), name, error.line(), 0, false, error.entry()))
}

/// An exception of the package: message, report, line, column, whether it is of the results, and the entry of a lexicon.
fn made(py: Python<'_>, kind: &str, fields: (String, &str, usize, usize, bool, &str)) -> PyErr {
    let (message, report, line, column, in_results, entry) = fields;
    let error =
        py.import("dabiao._errors").and_then(|errors| errors.call_method1("of", (kind, message, report, line, column, in_results, entry)));
    error.map_or_else(|error| error, PyErr::from_value)
}

/// A failure inside, which no source should cause.
pub(super) fn inside(error: impl std::fmt::Display) -> PyErr {
    PyRuntimeError::new_err(error.to_string())
}
