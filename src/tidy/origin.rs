//! The file that a row comes from.

use crate::{About, Span};

/// A report as a file: what a row says of it besides what was read in it.
///
/// Everything but the name and [`About`] may be left out, and is empty in the rows then.
pub trait Origin: std::fmt::Debug {
    /// What it is called in the rows.
    fn name(&self) -> &str;
    /// What it says of itself.
    fn about(&self) -> &About;
    /// SHA-256 of its bytes, in hexadecimal digits.
    fn sha256(&self) -> &str {
        ""
    }
    /// SHA-256 of its text in UTF-8.
    fn text_sha256(&self) -> &str {
        ""
    }
    /// The encoding or the format that it was decoded from, where the spans do not count the bytes of the file.
    fn decoded(&self, _: &mut dyn Iterator<Item = &Span>) -> Option<&'static str> {
        None
    }
    /// Spans of bytes as spans of characters: `3..9;12..14`.
    fn characters(&self, _: &[Span]) -> String {
        String::new()
    }
    /// Where in the file some evidence stands, where it is no plain text: `p17 [72,540,310,556]`.
    fn place(&self, _: &[Span]) -> Option<String> {
        None
    }
    /// Columns of one's own, the same for every row of the report; they stand behind all others.
    fn more(&self) -> &[String] {
        &[]
    }
}

/// A text in memory, or a document that was opened.
#[derive(Debug, Clone)]
pub struct Source<'t> {
    name: String,
    text: &'t str,
    about: About,
    #[cfg(feature = "encoding")]
    document: Option<&'t crate::Document>,
}

impl<'t> Source<'t> {
    /// A text and what it is called.
    #[must_use]
    pub fn new(name: impl Into<String>, text: &'t str) -> Self {
        Self {
            name: name.into(),
            text,
            about: About::of(text),
            #[cfg(feature = "encoding")]
            document: None,
        }
    }

    /// A document that was opened and what it is called: its rows say where in the file their evidence stands.
    #[cfg(feature = "encoding")]
    #[must_use]
    pub fn of_document(name: impl Into<String>, document: &'t crate::Document) -> Self {
        Self { document: Some(document), ..Self::new(name, document.text()) }
    }

    /// The text that is read.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.text
    }
}

impl Origin for Source<'_> {
    fn name(&self) -> &str {
        &self.name
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn characters(&self, spans: &[Span]) -> String {
        // Not a character for each span from the beginning: spans of a row stand close together.
        let (mut at, mut count) = (0, 0);
        let mut before = |byte: usize| {
            if byte < at {
                (at, count) = (0, 0);
            }
            count += self.text.as_bytes().get(at..byte).map_or(0, begun);
            at = byte;
            count
        };
        spans.iter().map(|span| format!("{}..{}", before(span.from), before(span.to))).collect::<Vec<_>>().join(";")
    }

    #[cfg(feature = "encoding")]
    fn place(&self, spans: &[Span]) -> Option<String> {
        self.document.and_then(|document| document.place_of(spans))
    }
}

/// How many characters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}
