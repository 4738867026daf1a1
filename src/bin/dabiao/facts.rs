//! What is known of a report as a file: its name, its hash, and which character each byte belongs to.

use dabiao::{About, Span};
use sha2::{Digest, Sha256};

/// A file that was read as a whole.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(crate) name: String,
    pub(crate) sha256: String,
    pub(crate) about: About,
    /// The user's columns of it, from the manifest.
    pub(crate) more: Vec<String>,
    /// Characters before every `STEP`-th byte.
    before: Vec<usize>,
    bytes: Vec<u8>,
}

const STEP: usize = 256;

impl Facts {
    pub(crate) fn of(name: String, bytes: Vec<u8>) -> Self {
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut count = 0;
        let before = bytes
            .chunks(STEP)
            .map(|chunk| {
                let here = count;
                count += begun(chunk);
                here
            })
            .collect();
        let about = std::str::from_utf8(&bytes).map(About::of).unwrap_or_default();
        Self { name, sha256, about, more: Vec::new(), before, bytes }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Spans of bytes as spans of characters: `3..9;12..14`.
    pub(crate) fn characters(&self, spans: &[Span]) -> String {
        let at = |byte: usize| {
            let step = (byte / STEP).min(self.before.len().saturating_sub(1));
            self.before.get(step).copied().unwrap_or(0) + self.bytes.get(step * STEP..byte).map_or(0, begun)
        };
        spans.iter().map(|span| format!("{}..{}", at(span.from), at(span.to))).collect::<Vec<_>>().join(";")
    }
}

/// How many characters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_across_steps() {
        let text = "新增a企业".repeat(100);
        let facts = Facts::of("a".to_owned(), text.clone().into_bytes());
        for (count, (at, c)) in text.char_indices().enumerate() {
            let want = format!("{count}..{}", count + 1);
            assert_eq!(facts.characters(&[Span::new(at, at + c.len_utf8())]), want);
        }
        assert_eq!(Facts::of(String::new(), Vec::new()).characters(&[Span::new(0, 0)]), "0..0");
    }

    #[test]
    fn the_hash_is_that_of_the_bytes() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(Facts::of(String::new(), b"abc".to_vec()).sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
