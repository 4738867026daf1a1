//! What stands between the cells of a row: bars, tabs, commas or semicolons.

use memchr::memchr3_iter;

use crate::span::Span;

/// A mark between cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Separator {
    /// A bar, also a full-width one or one drawn as a box.
    Bar,
    Tab,
    /// Cells with commas of their own stand in quotation marks.
    Comma,
    /// In place of commas, where these are decimal marks.
    Semicolon,
}

impl Separator {
    const fn parts(self, c: char) -> bool {
        match self {
            Self::Bar => is_bar(c),
            Self::Tab => c == '\t',
            Self::Comma => c == ',',
            Self::Semicolon => c == ';',
        }
    }

    /// Where the marks of a line stand.
    fn places(self, text: &str) -> impl Iterator<Item = (usize, char)> {
        // The first byte of every mark.
        let [a, b, c] = match self {
            Self::Bar => [b'|', 0xef, 0xe2],
            Self::Tab => [b'\t'; 3],
            Self::Comma => [b','; 3],
            Self::Semicolon => [b';'; 3],
        };
        let places = memchr3_iter(a, b, c, text.as_bytes());
        places.filter_map(move |at| text.get(at..)?.chars().next().filter(|&c| self.parts(c)).map(|c| (at, c)))
    }

    /// How many marks stand in a line.
    pub(crate) fn count(self, text: &str) -> usize {
        self.places(text).count()
    }

    /// Whether a line has so many marks or more.
    pub(crate) fn has(self, text: &str, least: usize) -> bool {
        self.places(text).take(least).count() == least
    }

    /// The cells of a row, trimmed, as spans of it; of a quoted cell what stands between the marks.
    pub(crate) fn cells(self, text: &str) -> Vec<Span> {
        self.cut(text).0
    }

    /// Whether a quoted cell is still open at the end of a row.
    pub(crate) fn is_open(self, text: &str) -> bool {
        self.cut(text).1
    }

    /// A quotation mark opens a cell only where the cell begins, and closes it only where it ends; doubled, it is one of the cell's own.
    fn cut(self, text: &str) -> (Vec<Span>, bool) {
        let mut cells = Vec::new();
        let mut from = 0;
        let mut quote = Quote::Out(true);
        if self == Self::Bar || !text.contains('"') {
            for (at, c) in self.places(text) {
                cells.push(trimmed(text, Span::new(from, at)));
                from = at + c.len_utf8();
            }
            cells.push(trimmed(text, Span::new(from, text.len())));
            return (cells, false);
        }
        for (at, c) in text.char_indices() {
            let ends = self.parts(c);
            quote = match quote {
                Quote::In if c == '"' => Quote::Closing,
                Quote::In => Quote::In,
                Quote::Closing if c == '"' => Quote::In,
                Quote::Closing if !ends && !c.is_whitespace() => Quote::In,
                Quote::Out(true) if c == '"' => Quote::In,
                Quote::Closing | Quote::Out(_) if ends => {
                    cells.push(trimmed(text, Span::new(from, at)));
                    from = at + c.len_utf8();
                    Quote::Out(true)
                }
                Quote::Closing => Quote::Closing,
                Quote::Out(first) => Quote::Out(first && c.is_whitespace()),
            };
        }
        // A mark that was never closed opens nothing.
        if quote == Quote::In && text[from..].trim_start().starts_with('"') {
            let rest = text[from..].char_indices().filter(|&(_, c)| self.parts(c)).map(|(at, c)| (from + at, c)).collect::<Vec<_>>();
            for (at, c) in rest {
                cells.push(trimmed(text, Span::new(from, at)));
                from = at + c.len_utf8();
            }
        }
        cells.push(trimmed(text, Span::new(from, text.len())));
        (cells, quote == Quote::In)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quote {
    /// Outside of quotation marks, and whether nothing of the cell stood there yet.
    Out(bool),
    In,
    /// Behind a mark that closes the cell, unless more of it follows.
    Closing,
}

pub(crate) const fn is_bar(c: char) -> bool {
    matches!(c, '|' | '｜' | '│' | '┃' | '║')
}

/// A cell without white space and quotation marks at its ends.
fn trimmed(text: &str, cell: Span) -> Span {
    let span = cell.trimmed(text);
    let inner = span.of(text).strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
    inner.map_or(span, |inner| Span::new(span.from + 1, span.from + 1 + inner.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_cut_at_their_mark_outside_quotation_marks() {
        let cells =
            |separator: Separator, text: &str| separator.cells(text).into_iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(cells(Separator::Bar, " 1 | 修路,造桥 ||"), ["1", "修路,造桥", "", ""]);
        assert_eq!(cells(Separator::Bar, "│1│修路｜已修│"), ["", "1", "修路", "已修", ""]);
        assert_eq!(cells(Separator::Tab, "1\t修路 \t"), ["1", "修路", ""]);
        assert_eq!(cells(Separator::Comma, "1,\"修路,造桥\", \"\",x"), ["1", "修路,造桥", "", "x"]);
        assert_eq!(cells(Separator::Comma, "1,\"推进\"\"一件事\"\",改革\",x"), ["1", "推进\"\"一件事\"\",改革", "x"]);
        assert_eq!(cells(Separator::Comma, "1,\"修路,\n造桥\",x"), ["1", "修路,\n造桥", "x"]);
    }

    #[test]
    fn a_mark_inside_a_cell_opens_nothing_and_an_open_one_is_known() {
        let cells = |text: &str| Separator::Tab.cells(text).into_iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(cells("1\t推进\"一件事改革\t已办"), ["1", "推进\"一件事改革", "已办"]);
        assert_eq!(cells("1\t\"一件事\"改革\t已办"), ["1", "\"一件事\"改革", "已办"]);
        assert!(Separator::Comma.is_open("1,\"修路,"));
        assert!(!Separator::Comma.is_open("1,\"修路\",x"));
        assert!(!Separator::Comma.is_open("1,推进\"一件事"));
        assert_eq!(Separator::Comma.cells("\"没有关上,的").len(), 2);
    }
}
