//! What stands between the cells of a row: bars, tabs or commas.

use crate::span::Span;

/// A mark between cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Bar,
    Tab,
    /// Cells with commas of their own stand in quotation marks.
    Comma,
}

impl Separator {
    /// All, the plainest first.
    pub(super) const ALL: [Self; 3] = [Self::Bar, Self::Tab, Self::Comma];

    const fn mark(self) -> u8 {
        match self {
            Self::Bar => b'|',
            Self::Tab => b'\t',
            Self::Comma => b',',
        }
    }

    /// How many marks stand in a line.
    pub(super) fn count(self, text: &str) -> usize {
        text.bytes().filter(|&b| b == self.mark()).count()
    }

    /// The cells of a row, trimmed, as spans of it; of a quoted cell what stands between the marks.
    pub(super) fn cells(self, text: &str) -> Vec<Span> {
        let mut cells = Vec::new();
        let (mut from, mut quoted) = (0, false);
        for (at, byte) in text.bytes().enumerate() {
            if byte == b'"' && self != Self::Bar {
                quoted = !quoted;
            } else if byte == self.mark() && !quoted {
                cells.push(trimmed(text, Span::new(from, at)));
                from = at + 1;
            }
        }
        cells.push(trimmed(text, Span::new(from, text.len())));
        cells
    }
}

/// A cell without white space and quotation marks at its ends.
fn trimmed(text: &str, cell: Span) -> Span {
    let said = cell.of(text);
    let from = cell.from + (said.len() - said.trim_start().len());
    let span = Span::new(from, (cell.from + said.trim_end().len()).max(from));
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
        assert_eq!(cells(Separator::Tab, "1\t修路 \t"), ["1", "修路", ""]);
        assert_eq!(cells(Separator::Comma, "1,\"修路,造桥\", \"\",x"), ["1", "修路,造桥", "", "x"]);
        assert_eq!(cells(Separator::Comma, "\"没有关上,的"), ["\"没有关上,的"]);
    }
}
