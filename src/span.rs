use serde::{Deserialize, Serialize};

/// A half-open range of bytes, `from..to`.
///
/// In the public model a span counts bytes of the source as printed, from the first byte of the first character to the end of the
/// gloss of the last one. It serialises as the pair `[from, to]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First byte.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
}

impl Span {
    /// The span `from..to`.
    #[must_use]
    pub const fn new(from: usize, to: usize) -> Self {
        Self { from, to }
    }

    /// Number of bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.to.saturating_sub(self.from)
    }

    /// Whether nothing lies between the ends.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.to <= self.from
    }

    /// Whether `other` lies inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// The part of `text` that the span names.
    ///
    /// # Panics
    /// Where the span lies outside of `text` or cuts a character of it.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.from..self.to]
    }

    /// The span moved up by `by` bytes.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self::new(self.from + by, self.to + by)
    }

    /// The span without the white space of `text` at its ends.
    pub(crate) fn trimmed(self, text: &str) -> Self {
        let said = self.of(text);
        let from = self.from + (said.len() - said.trim_start().len());
        Self::new(from, (self.from + said.trim_end().len()).max(from))
    }

    /// The smallest span over both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.from.min(other.from), self.to.max(other.to))
    }
}

/// The next boundary of a character at or below `at`.
pub(crate) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The end of a text, of so many bytes at most and whatever more its first character takes.
pub(crate) fn end_of(text: &str, bytes: usize) -> &str {
    &text[floor(text, text.len().saturating_sub(bytes))..]
}

impl From<(usize, usize)> for Span {
    fn from((from, to): (usize, usize)) -> Self {
        Self { from, to }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.from, span.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_counts_its_bytes_and_one_the_wrong_way_round_has_none() {
        assert_eq!((Span::new(3, 9).len(), Span::new(3, 9).is_empty()), (6, false));
        assert_eq!((Span::new(9, 3).len(), Span::new(9, 3).is_empty()), (0, true));
    }
}
