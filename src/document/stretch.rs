//! An item that goes over several lines, its text kept in step with the offsets and the lines of the source.

use super::Line;
use crate::text::Readable;

/// The lines of an item so far.
#[derive(Debug, Default)]
pub(crate) struct Stretch {
    /// The number of the first line.
    pub(crate) line: usize,
    from: usize,
    text: String,
    /// Line breaks so far, and the number of the last line.
    lines: usize,
    last: usize,
}

impl Stretch {
    /// Of some lines, the blank ones among them left out.
    pub(crate) fn of(lines: &[Line<'_>]) -> Self {
        let mut stretch = Self::default();
        for &line in lines.iter().filter(|line| !line.is_blank()) {
            stretch.push(line);
        }
        stretch
    }

    /// Whether it has no line yet.
    pub(crate) const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// How many lines it goes over, less one.
    pub(crate) const fn lines(&self) -> usize {
        self.lines
    }

    /// How many bytes it has.
    pub(crate) const fn len(&self) -> usize {
        self.text.len()
    }

    /// Adds a line that stands behind all that it has; what stood between is filled up, so that offsets and numbers of lines stay in step.
    /// Gives the number of the line, counted in the stretch.
    pub(crate) fn push(&mut self, line: Line<'_>) -> usize {
        if self.is_empty() {
            self.line = line.number;
            self.from = line.from;
            self.last = line.number;
        }
        let gap = line.from - (self.from + self.text.len());
        let breaks = (line.number - self.last).min(gap);
        // As many line ends as there were, whatever they were. CRLF stays CRLF; a CR more than the last one would be a line of its own.
        let filled = gap - breaks;
        let returns = filled.min(breaks).min(1);
        self.text.push_str(&" ".repeat(filled - returns));
        self.text.push_str(&"\r".repeat(returns));
        self.text.push_str(&"\n".repeat(breaks));
        self.lines += breaks;
        self.last = line.number;
        self.text.push_str(line.text);
        self.lines
    }

    /// The readable text of all its lines.
    pub(crate) fn readable<'a>(&self) -> Readable<'a> {
        Readable::new(&self.text, self.from).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    #[test]
    fn its_lines_are_those_of_the_source_whatever_ends_them() {
        for end in ["\n", "\r\n", "\u{2028}", "\u{85}", "\n\n", "\r\n \r\n", "\u{2029}\u{2028}"] {
            let source = format!("一{end}二{end}三");
            let mut stretch = Stretch::default();
            let said = |line: &Line<'_>| !line.text.trim().is_empty();
            for line in lines(&source).filter(said) {
                stretch.push(line);
            }
            let of = |line: Line<'_>| (line.number, line.from, line.text.trim().to_owned());
            let rows =
                lines(&stretch.text).map(|line| Line { number: stretch.line + line.number - 1, from: stretch.from + line.from, ..line });
            let rows: Vec<_> = rows.filter(said).map(of).collect();
            assert_eq!(rows, lines(&source).filter(said).map(of).collect::<Vec<_>>(), "{end:?}");
        }
    }
}
