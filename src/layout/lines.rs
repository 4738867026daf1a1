//! Cuts a text into lines.
//!
//! A line ends, and is counted, as Unicode has it (UTS 18, RL1.6): at LF, CRLF, CR alone, NEL, U+2028 and U+2029. Vertical tab and form
//! feed, which that rule names too, end none: in what a spreadsheet or a word processor saves they stand inside a cell.

use super::Line;
use crate::span::Span;

/// The end of the line that `from` stands in; none where the text ends first.
pub(crate) fn line_end(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        // C2 and E2 begin NEL and U+2028, and much else.
        at += bytes[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r' | 0xc2 | 0xe2))?;
        let len = match &bytes[at..] {
            [b'\r', b'\n', ..] | [0xc2, 0x85, ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            [0xe2, 0x80, 0xa8 | 0xa9, ..] => 3,
            _ => 0,
        };
        if len > 0 {
            return Some(Span::new(at, at + len));
        }
        at += 1;
    }
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
    fn a_text_without_a_last_end_has_its_last_line() {
        assert_eq!(lines("一\r").count(), 1);
        assert_eq!(lines("一\r二").count(), 2);
        assert_eq!(lines("").count(), 0);
    }
}
