//! A file in memory as the origin of rows (feature `files`): its hashes, and what its spans count.

use encoding_rs::{Encoding, UTF_8};
use sha2::{Digest, Sha256};

use super::Origin;
use super::characters::Characters;
use crate::document::file::encoding::{self, Unknown};
use crate::error::{Error, Kind};
use crate::{About, Document, Format, Item, Span};

/// A file that was read into memory, whatever its format and its encoding. Bytes that are no text are replaced by `\u{fffd}`.
///
/// ```
/// use dabiao::tidy::{File, Origin};
/// let file = File::open("a.txt", "2031年工作报告\n新建学校9所\n".as_bytes(), None)?;
/// assert_eq!((file.about().year, file.text().len()), (Some(2031), 39));
/// assert!(file.sha256() == file.text_sha256() && file.decoded(&mut [].iter()).is_none());
/// # Ok::<(), dabiao::Error>(())
/// ```
#[derive(Debug)]
pub struct File {
    name: String,
    about: About,
    sha256: String,
    text_sha256: String,
    content: Content,
    characters: Characters,
}

#[derive(Debug)]
enum Content {
    /// Plain text in that encoding, and where the first byte that is none stands in it.
    Plain {
        text: String,
        encoding: &'static Encoding,
        replaced: Option<usize>,
    },
    Document(Document),
}

impl File {
    /// Reads a file; `encoding` says what a plain text or a page is in, where that is known.
    ///
    /// # Errors
    /// As [`Document::open`]; a plain text is not refused for single bytes that are none.
    pub fn open(name: impl Into<String>, bytes: &[u8], encoding: Option<&'static Encoding>) -> Result<Self, Error> {
        let content =
            if Format::of(bytes).is_text() { plain(bytes, encoding)? } else { Content::Document(Document::open_in(bytes, encoding)?) };
        Ok(Self::new(name.into(), sha256(bytes), content))
    }

    /// A plain text.
    #[must_use]
    pub fn of_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(name.into(), sha256(text.as_bytes()), Content::Plain { text, encoding: UTF_8, replaced: None })
    }

    fn new(name: String, hash: String, content: Content) -> Self {
        let text = content.text();
        let is_file = matches!(content, Content::Plain { encoding, replaced: None, .. } if encoding == UTF_8);
        let text_sha256 = if is_file { hash.clone() } else { sha256(text.as_bytes()) };
        Self { name, about: About::of(text), sha256: hash, text_sha256, characters: Characters::of(text), content }
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.content.text()
    }

    /// What it was read from, where that is no plain text.
    #[must_use]
    pub const fn document(&self) -> Option<&Document> {
        match &self.content {
            Content::Document(document) => Some(document),
            Content::Plain { .. } => None,
        }
    }

    /// Says of every target and figure of an item where in the file it stands; nothing of plain text.
    pub fn locate(&self, item: &mut Item) {
        if let Some(document) = self.document() {
            document.locate(item);
        }
    }
}

impl Content {
    fn text(&self) -> &str {
        match self {
            Self::Plain { text, .. } => text,
            Self::Document(document) => document.text(),
        }
    }
}

fn plain(bytes: &[u8], asked: Option<&'static Encoding>) -> Result<Content, Error> {
    let head = &bytes[..bytes.len().min(encoding::HEAD)];
    let found = encoding::find(head, head.len() == bytes.len(), asked).map_err(|unknown| {
        Error::whole(match unknown {
            Unknown::ZeroByte => Kind::ZeroByte,
            Unknown::Nearest(_) => Kind::NotText,
        })
    })?;
    let encoding = found.encoding;
    if encoding == UTF_8 {
        // A mark stays, since spans count the bytes of the file.
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let replaced = std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
        return Ok(Content::Plain { text: text.into_owned(), encoding, replaced });
    }
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    Ok(Content::Plain { text: text.into_owned(), encoding, replaced: None })
}

impl Origin for File {
    fn name(&self) -> &str {
        &self.name
    }

    fn about(&self) -> &About {
        &self.about
    }

    fn sha256(&self) -> &str {
        &self.sha256
    }

    fn text_sha256(&self) -> &str {
        &self.text_sha256
    }

    fn decoded(&self, spans: &mut dyn Iterator<Item = &Span>) -> Option<&'static str> {
        match &self.content {
            Content::Document(document) => Some(document.format().name()),
            Content::Plain { encoding, replaced, .. } => {
                let end = spans.map(|span| span.to).max().unwrap_or(0);
                let differs = *encoding != UTF_8 || replaced.is_some_and(|first| first < end);
                differs.then(|| encoding.name())
            }
        }
    }

    fn place(&self, spans: &[Span]) -> Option<String> {
        self.document().and_then(|document| document.place_of(spans))
    }

    fn characters(&self, spans: &[Span]) -> Vec<Span> {
        let at = |byte: usize| self.characters.before_in(self.text(), byte);
        spans.iter().map(|span| Span::new(at(span.from), at(span.to))).collect()
    }
}

/// SHA-256 in hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;

    #[test]
    fn characters_are_counted_across_steps() {
        let text = "新增a企业".repeat(400);
        let file = File::of_text("", text.as_str());
        for (count, (at, c)) in text.char_indices().enumerate() {
            assert_eq!(file.characters(&[Span::new(at, at + c.len_utf8())]), [Span::new(count, count + 1)]);
        }
        assert_eq!(File::of_text("", "").characters(&[Span::new(0, 0)]), [Span::new(0, 0)]);
    }

    #[test]
    fn what_spans_do_not_count_the_bytes_of_is_said() {
        let text = "序号|重点工作\n1|新建学校9所\n";
        let told = |bytes: &[u8], to: usize| {
            let file = File::open("", bytes, None).unwrap();
            (file.decoded(&mut [Span::new(0, to)].iter()), file.sha256() == file.text_sha256())
        };
        assert_eq!(told(text.as_bytes(), 9), (None, true));
        // A mark is one of the bytes.
        assert_eq!(told(format!("\u{feff}{text}").as_bytes(), 9), (None, true));
        assert_eq!(told(&GB18030.encode(text).0, 9), (Some("gb18030"), false));
        let mut damaged = text.as_bytes().to_vec();
        damaged.extend(b"\xff");
        assert_eq!((told(&damaged, 9).0, told(&damaged, damaged.len() + 2).0), (None, Some("UTF-8")));
        #[cfg(feature = "html")]
        assert_eq!(told("<html><table><tr><td>目标<tr><td>9所</table></html>".as_bytes(), 9), (Some("html"), false));
    }

    #[test]
    fn the_hash_is_that_of_the_bytes() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(File::of_text("", "abc").sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
