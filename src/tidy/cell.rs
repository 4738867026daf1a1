//! One value of a row.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{BETWEEN, places};
use crate::{Decimal, Span};

/// What makes a spreadsheet take a text for a formula.
const FORMULA: [char; 5] = ['=', '+', '-', '@', '\t'];
/// What stands in front of such a text, so that it stays one.
pub const GUARD: char = '\'';

/// Whether a spreadsheet would reckon with a text. A number is what it is, and a mark alone, such as the name of standard input, is no formula.
#[must_use]
pub fn is_formula(text: &str) -> bool {
    text.starts_with(FORMULA) && text.chars().nth(1).is_some() && text.parse::<Decimal>().is_err()
}

/// One value of a row.
///
/// In serde an empty cell is null, a flag a boolean, a decimal a string, as everywhere in the library; lists are as they are written.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// The value is missing or does not apply.
    Empty,
    /// A text; never an empty one.
    Text(String),
    /// A count, a line or a year.
    Integer(usize),
    /// An exact decimal.
    Decimal(Decimal),
    /// Yes or no.
    Flag(bool),
    /// Several texts, with `;` between; never none.
    Texts(Vec<String>),
    /// The evidence of one: `12..34;40..52`; never none.
    Spans(Vec<Span>),
    /// The evidence of each of several, with ` | ` between; never none of any.
    Evidences(Vec<Vec<Span>>),
}

impl Cell {
    /// As it is written in a CSV file that a spreadsheet may open: a text that it would take for a formula has [`GUARD`] in front.
    #[must_use]
    pub fn guarded(&self) -> String {
        let written = self.written();
        if matches!(self, Self::Text(_) | Self::Texts(_)) && is_formula(&written) { format!("{GUARD}{written}") } else { written }
    }

    /// As it is written in a CSV file, without quotation marks: `1` and `0` of a flag.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
            Self::Flag(set) => u8::from(*set).to_string(),
            Self::Texts(texts) => texts.join(";"),
            Self::Spans(spans) => places(spans),
            Self::Evidences(several) => several.iter().map(|spans| places(spans)).collect::<Vec<_>>().join(BETWEEN),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.written())
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) => number.serialize(serializer),
            Self::Decimal(number) => serializer.collect_str(number),
            Self::Flag(set) => serializer.serialize_bool(*set),
            Self::Texts(_) | Self::Spans(_) | Self::Evidences(_) => serializer.collect_str(self),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Integer(number)
    }
}

impl From<u16> for Cell {
    fn from(number: u16) -> Self {
        Self::Integer(number.into())
    }
}

impl From<Decimal> for Cell {
    fn from(number: Decimal) -> Self {
        Self::Decimal(number)
    }
}

impl From<bool> for Cell {
    fn from(set: bool) -> Self {
        Self::Flag(set)
    }
}

impl From<Vec<String>> for Cell {
    fn from(texts: Vec<String>) -> Self {
        if texts.is_empty() { Self::Empty } else { Self::Texts(texts) }
    }
}

impl From<Vec<Span>> for Cell {
    fn from(spans: Vec<Span>) -> Self {
        if spans.is_empty() { Self::Empty } else { Self::Spans(spans) }
    }
}

impl From<Vec<Vec<Span>>> for Cell {
    fn from(several: Vec<Vec<Span>>) -> Self {
        if several.iter().all(Vec::is_empty) { Self::Empty } else { Self::Evidences(several) }
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
