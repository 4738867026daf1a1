//! Text without a table: every line that says anything is an item whose task it is.

use super::{Cell, Fed, RawItem};
use crate::document::Line;
use crate::lexicon::Column;
use crate::span::Span;
use crate::text::Readable;

pub(super) fn feed(line: Line<'_>) -> Fed<'_> {
    if line.text.trim().is_empty() {
        return Fed::Nothing;
    }
    let text = Readable::new(line.text, line.from);
    let cells = vec![Cell { column: Column::Task, span: Span::new(0, text.text().len()), period: None, group: 0 }];
    Fed::Item(RawItem::new(line.number, text, cells))
}
