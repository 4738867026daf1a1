//! The names of the layouts, for those who know better than what is found.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How a report is laid out; [`crate::Extractor::layout`] overrides what is found by looking at the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LayoutKind {
    /// Rows between bars, Markdown tables.
    Pipe,
    /// Rows between tabs or commas.
    Delimited,
    /// One cell a line.
    Cells,
    /// Columns apart by spaces only.
    Spaced,
    /// Prose with the target first and the result after it, or with labelled fields.
    Numbered,
    /// Prose that tells plan and result in one sentence.
    Sentence,
    /// A government work report with sections that review and sections that set goals.
    Report,
    /// Text that only plans: every line is a task.
    Plain,
}

impl LayoutKind {
    /// All, in the order that they are looked for.
    pub const ALL: &'static [Self] =
        &[Self::Pipe, Self::Delimited, Self::Cells, Self::Spaced, Self::Report, Self::Numbered, Self::Sentence, Self::Plain];

    /// Its name, as in [`crate::Report::layout`].
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pipe => "pipe",
            Self::Delimited => "delimited",
            Self::Cells => "cells",
            Self::Spaced => "spaced",
            Self::Numbered => "numbered",
            Self::Sentence => "sentence",
            Self::Report => "report",
            Self::Plain => "plain",
        }
    }

    /// What a text must have to be read so.
    pub(super) const fn needs(self) -> &'static str {
        match self {
            Self::Pipe => "a header line between bars with a column for the task",
            Self::Delimited => "a header line between tabs or commas with a column for the task",
            Self::Cells => "three or more names of columns in lines of their own, one of them for the task",
            Self::Spaced => "a header line of three or more names of columns apart by spaces, one of them for the task",
            Self::Report => "a heading of a review or of goals, such as 一、2025年工作回顾",
            Self::Numbered | Self::Sentence | Self::Plain => "text",
        }
    }
}

impl fmt::Display for LayoutKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for LayoutKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = || Self::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
        Self::ALL.iter().copied().find(|kind| kind.name() == name).ok_or_else(|| format!("{name:?} is no layout; known are {}", known()))
    }
}
