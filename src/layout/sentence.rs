//! Prose that tells plan and result in one sentence: a paragraph is task and progress at once.
//!
//! Reads: `计划建成60公里,现已完成66公里`, `完成48公里,占目标任务数40公里的120%`.
//! Refuses: headings, lines without a word to read (notes).

use super::{Cell, Fed, Line, RawItem};
use crate::lexicon::{Column, Lexicon};
use crate::span::Span;
use crate::text::Readable;

/// A heading is not longer.
const HEADING: usize = 30;

/// Whether the first lines of a text report anything.
pub(super) fn reports(head: &[Line<'_>], lexicon: &Lexicon) -> bool {
    head.iter().any(|line| {
        let text = Readable::new(line.text, line.from);
        lexicon.reported.any(text.text())
    })
}

/// 一、主要指标, （二）交通: a short line without a number and without an end.
pub(super) fn is_heading(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= HEADING
        && !text.contains(|c: char| c.is_ascii_digit())
        && !text.ends_with(['。', ';', '；', '.', '!', '！', ',', '，'])
}

/// Reads one line.
pub(super) fn feed(line: Line<'_>) -> Fed<'_> {
    if line.text.trim().is_empty() {
        return Fed::Nothing;
    }
    paragraph(line.number, Readable::new(line.text, line.from))
}

/// The item of a paragraph, or a note of a heading.
pub(super) fn paragraph<'a>(line: usize, text: Readable<'a>) -> Fed<'a> {
    if is_heading(text.text()) {
        let cells = vec![Cell { column: Column::Other, span: Span::new(0, text.text().len()), period: None }];
        return Fed::Note(RawItem::new(line, text, cells));
    }
    let span = Span::new(0, text.text().len());
    let cell = |column| Cell { column, span, period: None };
    Fed::Item(RawItem::new(line, text, vec![cell(Column::Task), cell(Column::Progress)]))
}
