//! What is wrong with a user's words.

use std::fmt;

/// What kept a user's words from being read. Its message names the file and the line, says what was found and what would have been right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) entry: String,
    pub(super) what: String,
}

impl LexiconError {
    /// Rows that are good each by itself and not together.
    pub(in crate::lexicon) fn of_the_whole(file: &str, fault: &dyn fmt::Display) -> Self {
        Self { file: file.to_owned(), line: 0, entry: String::new(), what: fault.to_string() }
    }

    /// The file, as it was named.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The 1-based line; 0 where it concerns the whole file.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// That line as it stands in the file.
    #[must_use]
    pub fn entry(&self) -> &str {
        &self.entry
    }
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ", line {}", self.line)?;
        }
        write!(f, ": {}", self.what)
    }
}

impl std::error::Error for LexiconError {}
