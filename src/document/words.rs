//! The words of a line between white space: what the cells of a row become when columns are apart by spaces only.

use crate::span::Span;

/// A row has no more words; the rest belongs to the last one.
const MOST: usize = 400;

/// A word of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spaced {
    pub(crate) span: Span,
    /// Whether two spaces or more, or a wide one, stand in front of it.
    pub(crate) wide: bool,
}

/// The words of a line.
pub(crate) fn words(text: &str) -> Vec<Spaced> {
    let mut words: Vec<Spaced> = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), from) {
            (true, Some(start)) => {
                let gap = words.last().map_or("", |last: &Spaced| &text[last.span.to..start]);
                let wide = gap.chars().count() > 1 || gap.contains(['\t', '\u{3000}']);
                let full = words.len() >= MOST;
                match words.last_mut() {
                    Some(last) if full => last.span.to = at,
                    _ => words.push(Spaced { span: Span::new(start, at), wide }),
                }
                from = None;
            }
            (false, None) => from = Some(at),
            _ => {}
        }
    }
    words
}
