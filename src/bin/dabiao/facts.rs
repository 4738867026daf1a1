//! What is known of a report as a file: its name, its hash, its encoding, and which character of its text each byte belongs to.

use std::io::Cursor;
use std::path::Path;
use std::sync::OnceLock;

use dabiao::{About, Span};
use sha2::{Digest, Sha256};

use crate::args::Reading;
use crate::encoding::Charset;
use crate::input::{self, Encoding};
use crate::sources::Source;

/// A file that was read as a whole.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(crate) name: String,
    /// Of the bytes of the file, whatever they were decoded to.
    pub(crate) sha256: String,
    text_sha256: OnceLock<String>,
    pub(crate) encoding: Encoding,
    pub(crate) about: About,
    /// The user's columns of it, from the manifest.
    pub(crate) more: Vec<String>,
    /// Characters before every `STEP`-th byte of the text.
    before: Vec<usize>,
    text: String,
}

const STEP: usize = 256;

impl Facts {
    /// Reads a file, or says what is wrong with it.
    pub(crate) fn read(path: &Path, asked: Option<Charset>) -> Result<Self, String> {
        Self::of(input::name(path), input::bytes(path)?, asked)
    }

    /// Reads a source, or says what is wrong with it.
    pub(crate) fn of_source(source: &Source, reading: &Reading) -> Result<Self, String> {
        match source.text_of_row() {
            Some((text, sha256)) => Ok(Self::with_text(source.name(), sha256.to_owned(), text.to_owned(), Encoding::of_row())),
            None => Self::read(source.path(), reading.encoding),
        }
    }

    fn of(name: String, bytes: Vec<u8>, asked: Option<Charset>) -> Result<Self, String> {
        let sha256 = hash(&bytes);
        let (text, encoding) = input::whole(Cursor::new(bytes), asked)?;
        Ok(Self::with_text(name, sha256, text, encoding))
    }

    fn with_text(name: String, sha256: String, text: String, encoding: Encoding) -> Self {
        let mut count = 0;
        let before = text
            .as_bytes()
            .chunks(STEP)
            .map(|chunk| {
                let here = count;
                count += begun(chunk);
                here
            })
            .collect();
        Self { name, sha256, text_sha256: OnceLock::new(), encoding, about: About::of(&text), more: Vec::new(), before, text }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of its text.
    pub(crate) fn text_sha256(&self) -> &str {
        self.text_sha256.get_or_init(|| hash(self.text.as_bytes()))
    }

    /// Spans of bytes as spans of characters: `3..9;12..14`.
    pub(crate) fn characters(&self, spans: &[Span]) -> String {
        let at = |byte: usize| {
            let step = (byte / STEP).min(self.before.len().saturating_sub(1));
            self.before.get(step).copied().unwrap_or(0) + self.text.as_bytes().get(step * STEP..byte).map_or(0, begun)
        };
        spans.iter().map(|span| format!("{}..{}", at(span.from), at(span.to))).collect::<Vec<_>>().join(";")
    }
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How many characters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(bytes: Vec<u8>) -> Facts {
        Facts::of(String::new(), bytes, None).expect("text")
    }

    #[test]
    fn characters_are_counted_across_steps() {
        let text = "新增a企业".repeat(100);
        for encoding in [encoding_rs::UTF_8, encoding_rs::GB18030] {
            let facts = facts(encoding.encode(&text).0.into_owned());
            assert_eq!(facts.text(), text, "{}", encoding.name());
            for (count, (at, c)) in text.char_indices().enumerate() {
                let want = format!("{count}..{}", count + 1);
                assert_eq!(facts.characters(&[Span::new(at, at + c.len_utf8())]), want);
            }
        }
        assert_eq!(facts(Vec::new()).characters(&[Span::new(0, 0)]), "0..0");
    }

    #[test]
    fn the_hash_is_that_of_the_bytes() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(facts(b"abc".to_vec()).sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let text = "新增企业5家";
        let sha256 = |bytes: &[u8]| facts(bytes.to_vec()).sha256;
        assert_ne!(sha256(&encoding_rs::GB18030.encode(text).0), sha256(text.as_bytes()));
    }
}
