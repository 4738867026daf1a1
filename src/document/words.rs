//! The words of a line between white space: what the cells of a row become when columns are apart by spaces only.

use crate::span::Span;

/// A row has no more words; the rest belongs to the last one.
const MOST: usize = 400;

/// Whether a text is one Chinese character.
fn is_single(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| ('\u{4e00}'..'\u{9fff}').contains(&c)) && chars.next().is_none()
}

/// Whether a word is nothing but single Chinese characters apart by spaces.
fn spaced_out(word: &str) -> bool {
    word.split(' ').all(is_single)
}

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
                // 網 絡 覆 蓋 率: single characters apart by one space are one word.
                let spread = !wide && words.last().is_some_and(|last| spaced_out(last.span.of(text))) && is_single(&text[start..at]);
                match words.last_mut() {
                    Some(last) if full || spread => last.span.to = at,
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
