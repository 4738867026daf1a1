//! What is known of a report as a file: its name, its hash, its encoding, and which character of its text each byte belongs to.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use dabiao::tidy::Origin;
use dabiao::tidy::characters::{Characters, begun};
use dabiao::{About, Limits, Span};
use sha2::{Digest, Sha256};

use crate::args::Reading;
use crate::encoding::Charset;
use crate::input::{self, Encoding, Input};
use crate::sources::Source;

/// A file that was read once, and can be read again.
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
    text: Text,
}

/// A text of more bytes is not held in memory.
const HELD: u64 = 8 << 20;

impl Facts {
    /// Reads a file that is compared as a whole, or says what is wrong with it.
    pub(crate) fn whole(path: &Path, asked: Option<Charset>) -> Result<Self, String> {
        let hash = Arc::default();
        let bytes = Hashed { bytes: input::source(path)?, hash: Arc::clone(&hash) };
        let (text, encoding) = input::whole(bytes, asked, Limits::default().whole)?;
        Self::with_text(input::name(path), hashed(&hash), Text::held(text), encoding)
    }

    /// Reads a source, or says what is wrong with it.
    pub(crate) fn of_source(source: &Source, reading: &Reading) -> Result<Self, String> {
        match source.text_of_row() {
            Some((text, sha256)) => Self::with_text(source.name(), sha256.to_owned(), Text::held(text.to_owned()), Encoding::of_row()),
            None => Self::of(source.name(), input::source(source.path())?, reading.encoding, HELD),
        }
    }

    /// Reads a file, of which no more than `held` bytes of text stay in memory.
    fn of(name: String, bytes: impl Read + Send + 'static, asked: Option<Charset>, held: u64) -> Result<Self, String> {
        let hash = Arc::default();
        let Input { text, encoding } = input::decoding(Hashed { bytes, hash: Arc::clone(&hash) }, asked)?;
        let text = Text::of(text, held).map_err(|error| input::unreadable(&error))?;
        Self::with_text(name, hashed(&hash), text, encoding)
    }

    fn with_text(name: String, sha256: String, text: Text, encoding: Encoding) -> Result<Self, String> {
        let about = About::read(text.reader()).map_err(|error| input::unreadable(&error))?;
        Ok(Self { name, sha256, text_sha256: OnceLock::new(), encoding, about, more: Vec::new(), text })
    }

    /// Its text from the beginning.
    pub(crate) fn reader(&self) -> impl BufRead + Send + '_ {
        self.text.reader()
    }

    /// What of its text is held in memory: all of it after [`whole`](Self::whole).
    pub(crate) fn held(&self) -> &str {
        &self.text.held
    }
}

impl dabiao::page::whole::Text for Facts {
    fn held(&self) -> &str {
        &self.text.held
    }
}

impl Origin for Facts {
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
        self.text_sha256.get_or_init(|| {
            let mut hash = Sha256::new();
            // A text that cannot be read again has no hash; that is said where its items are read.
            let read = io::copy(&mut self.text.reader(), &mut HashOnly(&mut hash));
            read.map(|_| hexadecimal(&hash.finalize())).unwrap_or_default()
        })
    }

    fn decoded(&self, spans: &mut dyn Iterator<Item = &Span>) -> Option<&'static str> {
        self.encoding.decoded(spans)
    }

    fn characters(&self, spans: &[Span]) -> Vec<Span> {
        let at = |byte: usize| self.text.characters_before(byte);
        spans.iter().map(|span| Span::new(at(span.from), at(span.to))).collect()
    }

    fn place(&self, spans: &[Span]) -> Option<String> {
        self.encoding.document().and_then(|document| document.place_of(spans))
    }

    fn more(&self) -> &[String] {
        &self.more
    }
}

/// A text in memory, or in a file without a name where it is long.
#[derive(Debug)]
struct Text {
    held: String,
    spooled: Option<Mutex<File>>,
    characters: Characters,
}

impl Text {
    fn held(held: String) -> Self {
        Self { characters: Characters::of(&held), held, spooled: None }
    }

    /// Reads a text to its end, or to one byte beyond the limit of a report, where reading it again stops.
    fn of(reader: impl BufRead, held: u64) -> io::Result<Self> {
        let limit = Limits::default().bytes.saturating_add(1);
        let mut reader = reader.take(limit);
        let mut first = Vec::new();
        reader.by_ref().take(held.saturating_add(1)).read_to_end(&mut first)?;
        if first.len() as u64 <= held {
            return String::from_utf8(first).map(Self::held).map_err(io::Error::other);
        }
        let mut characters = Characters::default();
        characters.add(&first);
        let mut file = tempfile::tempfile()?;
        file.write_all(&first)?;
        drop(first);
        loop {
            let piece = reader.fill_buf()?;
            if piece.is_empty() {
                break;
            }
            characters.add(piece);
            file.write_all(piece)?;
            let read = piece.len();
            reader.consume(read);
        }
        Ok(Self { characters, held: String::new(), spooled: Some(Mutex::new(file)) })
    }

    fn reader(&self) -> Box<dyn BufRead + Send + '_> {
        match &self.spooled {
            None => Box::new(self.held.as_bytes()),
            Some(file) => Box::new(BufReader::with_capacity(1 << 16, Spooled { file, at: 0 })),
        }
    }

    fn characters_before(&self, byte: usize) -> usize {
        let Some(file) = &self.spooled else { return self.characters.before_in(&self.held, byte) };
        self.characters.before(byte, |from, to| {
            let mut bytes = Vec::new();
            let wanted = to.saturating_sub(from) as u64;
            // What was written can be read; if not, the items cannot be read either, and that is said.
            let _ = Spooled { file, at: from as u64 }.take(wanted).read_to_end(&mut bytes);
            begun(&bytes)
        })
    }
}

/// Reads a file from a place of its own.
struct Spooled<'f> {
    file: &'f Mutex<File>,
    at: u64,
}

impl Read for Spooled<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut file = locked(self.file);
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// Bytes that are hashed as they are read.
struct Hashed<R> {
    bytes: R,
    hash: Arc<Mutex<Sha256>>,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(into)?;
        locked(&self.hash).update(&into[..read]);
        Ok(read)
    }
}

fn hashed(hash: &Mutex<Sha256>) -> String {
    hexadecimal(&locked(hash).clone().finalize())
}

struct HashOnly<'h>(&'h mut Sha256);

impl Write for HashOnly<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a thread that panicked left is as good as before: a place in a file, or a hash.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(bytes: Vec<u8>, held: u64) -> Facts {
        Facts::of(String::new(), io::Cursor::new(bytes), None, held).expect("text")
    }

    #[test]
    fn characters_are_counted_across_steps_in_memory_and_out_of_it() {
        let text = "新增a企业".repeat(400);
        for encoding in [encoding_rs::UTF_8, encoding_rs::GB18030] {
            for held in [HELD, 100] {
                let facts = facts(encoding.encode(&text).0.into_owned(), held);
                let again = io::read_to_string(facts.reader()).expect("text");
                assert_eq!((again, facts.held().is_empty()), (text.clone(), held == 100), "{}", encoding.name());
                for (count, (at, c)) in text.char_indices().enumerate() {
                    let want = [Span::new(count, count + 1)];
                    assert_eq!(facts.characters(&[Span::new(at, at + c.len_utf8())]), want);
                }
                assert_eq!(facts.text_sha256(), hash(text.as_bytes()));
                assert_eq!(facts.sha256, hash(&encoding.encode(&text).0));
            }
        }
        assert_eq!(facts(Vec::new(), HELD).characters(&[Span::new(0, 0)]), [Span::new(0, 0)]);
    }

    #[test]
    fn the_hash_is_that_of_the_bytes() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(facts(b"abc".to_vec(), HELD).sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let text = "新增企业5家";
        let sha256 = |bytes: &[u8]| facts(bytes.to_vec(), HELD).sha256;
        assert_ne!(sha256(&encoding_rs::GB18030.encode(text).0), sha256(text.as_bytes()));
    }
}
