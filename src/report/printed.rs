//! A printed text as it is read, for those who show evidence where it stands.

use crate::span::Span;
use crate::text::Readable;

/// A stretch of a source as it is read: without pronunciation glosses, in Simplified script. It says where in that reading the printed bytes
/// of a [`Span`] stand.
///
/// ```
/// use dabiao::{Printed, Report};
/// let source = "序號|重點工作|完成情況\n1|新增高新技術(shù)企業(yè)5家|新增企業(yè)4家\n";
/// let target = &Report::parse(source)?.items[0].targets[0];
/// let printed = Printed::of(source, source.find('1').unwrap()..source.len());
/// let at = printed.read(target.spans[0]).unwrap();
/// assert_eq!(at.of(printed.text()), target.text);
/// # Ok::<(), dabiao::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Printed<'s> {
    readable: Readable<'s>,
    whole: Span,
}

impl<'s> Printed<'s> {
    /// Reads the part of `source` between two bytes, which must not cut a character; what lies outside of it is left out.
    #[must_use]
    pub fn of(source: &'s str, part: std::ops::Range<usize>) -> Self {
        let piece = source.get(part.clone()).unwrap_or_default();
        Self { readable: Readable::new(piece, part.start), whole: Span::new(part.start, part.start + piece.len()) }
    }

    /// The text as it is read.
    #[must_use]
    pub fn text(&self) -> &str {
        self.readable.text()
    }

    /// Where in [`text`](Self::text) printed bytes stand; `None` where they lie outside of the stretch, or cut a character.
    #[must_use]
    pub fn read(&self, printed: Span) -> Option<Span> {
        let read = |at| Some(self.readable.read(at)).filter(|&at| self.text().is_char_boundary(at));
        if self.whole.contains(printed) { Some(Span::new(read(printed.from)?, read(printed.to)?)) } else { None }
    }
}
