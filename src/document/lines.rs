//! Cuts a text into lines.
//!
//! A line ends, and is counted, as Unicode has it (UTS 18, RL1.6): at LF, CRLF, CR alone, NEL, U+2028 and U+2029. Vertical tab and form
//! feed, which that rule names too, end none: in what a spreadsheet or a word processor saves they stand inside a cell.

use std::sync::LazyLock;

use memchr::memchr2;
use memchr::memmem::Finder;

use super::Line;
use crate::span::Span;

/// So many bytes are searched at once, so that a text of nothing but NEL is not searched to its end for each.
const WINDOW: usize = 4096;

/// The ends that hardly any text has. Looked for as wholes: their first bytes begin quotation marks and letters too.
static RARE: LazyLock<[Finder<'static>; 3]> = LazyLock::new(|| ["\u{85}", "\u{2028}", "\u{2029}"].map(Finder::new));

/// The end of the line that `from` stands in; none where the text ends first.
pub(crate) fn line_end(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let to = (at + WINDOW).min(bytes.len());
        let plain = memchr2(b'\n', b'\r', &bytes[at..to]).map(|found| at + found);
        // A rare end that begins in the window may end behind it.
        let window = &bytes[at..plain.unwrap_or((to + 2).min(bytes.len()))];
        let rare = RARE.iter().filter_map(|end| Some((at + end.find(window)?, end.needle().len()))).min();
        if let Some((at, len)) = rare {
            return Some(Span::new(at, at + len));
        }
        if let Some(at) = plain {
            let len = if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
            return Some(Span::new(at, at + len));
        }
        at = to;
    }
    None
}

/// The lines of `source`, without their ends, numbered from 1.
pub(crate) fn lines(source: &str) -> impl Iterator<Item = Line<'_>> {
    let mut from = 0;
    let mut number = 0;
    std::iter::from_fn(move || {
        if from == source.len() {
            return None;
        }
        let end = line_end(source, from).unwrap_or(Span::new(source.len(), source.len()));
        number += 1;
        let line = Line { number, from, text: &source[from..end.from] };
        from = end.to;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_survive_every_line_end() {
        let source = "一\r\n二\n\n四\r五\u{85}六\u{2028}七\u{2029}八\r\r\n十·“”\u{b}\u{c}";
        let found: Vec<_> = lines(source).map(|l| (l.number, l.text, &source[l.from..l.from + l.text.len()])).collect();
        let texts = ["一", "二", "", "四", "五", "六", "七", "八", "", "十·“”\u{b}\u{c}"];
        assert_eq!(found, texts.iter().zip(1..).map(|(&text, n)| (n, text, text)).collect::<Vec<_>>());
    }

    #[test]
    fn a_rare_end_is_found_wherever_it_stands() {
        for end in ["\u{85}", "\u{2028}", "\r\n"] {
            for front in WINDOW - 4..WINDOW + 2 {
                let source = format!("{}¿“{end}二\n", "x".repeat(front));
                assert_eq!(line_end(&source, 0), Some(Span::new(front + 5, front + 5 + end.len())), "{end:?} {front}");
                assert_eq!(lines(&source).count(), 2);
            }
        }
    }

    #[test]
    fn a_text_without_a_last_end_has_its_last_line() {
        assert_eq!(lines("一\r").count(), 1);
        assert_eq!(lines("一\r二").count(), 2);
        assert_eq!(lines("").count(), 0);
    }
}
