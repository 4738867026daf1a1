//! An item that goes over several lines, its text kept in step with the offsets and the lines of the source.

use super::{Line, lines};
use crate::text::Readable;

/// The lines of an item so far.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    /// The number of the first line.
    pub(super) line: usize,
    from: usize,
    text: String,
    /// Line breaks so far, and the number of the last line.
    lines: usize,
    last: usize,
}

impl Stretch {
    /// Whether it has no line yet.
    pub(super) const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// How many lines it goes over, less one.
    pub(super) const fn lines(&self) -> usize {
        self.lines
    }

    /// How many bytes it has.
    pub(super) const fn len(&self) -> usize {
        self.text.len()
    }

    /// Adds a line that stands behind all that it has; what stood between is filled up, so that offsets and numbers of lines stay in step.
    /// Gives the number of the line, counted in the stretch.
    pub(super) fn push(&mut self, line: Line<'_>) -> usize {
        if self.is_empty() {
            self.line = line.number;
            self.from = line.from;
            self.last = line.number;
        }
        let gap = line.from - (self.from + self.text.len());
        let breaks = (line.number - self.last).min(gap);
        self.text.push_str(&"\r".repeat(gap - breaks));
        self.text.push_str(&"\n".repeat(breaks));
        self.lines += breaks;
        self.last = line.number;
        self.text.push_str(line.text);
        self.lines
    }

    /// The lines one by one.
    pub(super) fn rows(&self) -> impl Iterator<Item = Line<'_>> {
        lines(&self.text).map(|line| Line { number: self.line + line.number - 1, from: self.from + line.from, text: line.text })
    }

    /// The readable text of all its lines.
    pub(super) fn readable<'a>(&self) -> Readable<'a> {
        Readable::new(&self.text, self.from).into_owned()
    }
}
