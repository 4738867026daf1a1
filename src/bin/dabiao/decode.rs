//! Reads bytes as text, and counts what is none.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};

use crate::encoding::HEAD;

/// What takes the place of bytes that are no character.
const REPLACEMENT: &str = "\u{fffd}";

/// How much was replaced so far; shared with who prints.
#[derive(Debug, Clone)]
pub(crate) struct Replaced(Arc<Counts>);

#[derive(Debug)]
struct Counts {
    bytes: AtomicUsize,
    /// Where the first replacement stands in the decoded text; `usize::MAX` without one.
    first: AtomicUsize,
}

impl Default for Replaced {
    fn default() -> Self {
        Self(Arc::new(Counts { bytes: AtomicUsize::new(0), first: AtomicUsize::new(usize::MAX) }))
    }
}

impl Replaced {
    fn add(&self, bytes: usize, at: usize) {
        self.0.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.0.first.fetch_min(at, Ordering::Relaxed);
    }

    /// How many bytes were no text.
    pub(crate) fn bytes(&self) -> usize {
        self.0.bytes.load(Ordering::Relaxed)
    }

    /// Whether something in front of `at` was replaced.
    pub(crate) fn before(&self, at: usize) -> bool {
        self.0.first.load(Ordering::Relaxed) < at
    }
}

/// A reader of the text, in UTF-8, of a reader of bytes.
pub(crate) struct Decoded<R> {
    bytes: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What of `raw` is read and not decoded yet.
    waiting: std::ops::Range<usize>,
    ended: bool,
    text: Vec<u8>,
    /// What of `text` is decoded and not taken yet.
    ready: std::ops::Range<usize>,
    /// Length of all that was decoded before `text`.
    before: usize,
    replaced: Replaced,
}

impl<R: Read> Decoded<R> {
    /// A mark at the beginning is dropped, but that of UTF-8 stays: its spans count the bytes of the file.
    pub(crate) fn new(bytes: R, encoding: &'static Encoding) -> Self {
        let decoder = if encoding == UTF_8 { encoding.new_decoder_without_bom_handling() } else { encoding.new_decoder_with_bom_removal() };
        let room = decoder.max_utf8_buffer_length(HEAD).unwrap_or(HEAD * 3);
        Self {
            bytes,
            decoder,
            raw: vec![0; HEAD],
            waiting: 0..0,
            ended: false,
            text: vec![0; room + REPLACEMENT.len()],
            ready: 0..0,
            before: 0,
            replaced: Replaced::default(),
        }
    }

    pub(crate) fn replaced(&self) -> Replaced {
        self.replaced.clone()
    }

    /// Reads and decodes until something is ready, or the text has ended.
    fn advance(&mut self) -> io::Result<()> {
        let mut last = false;
        while self.ready.is_empty() && !self.ended {
            if self.waiting.is_empty() && !last {
                let read = self.bytes.read(&mut self.raw)?;
                self.waiting = 0..read;
                last = read == 0;
            }
            self.before += self.ready.end;
            self.ready = 0..0;
            self.decode(last);
        }
        Ok(())
    }

    fn decode(&mut self, last: bool) {
        let full = self.text.len() - REPLACEMENT.len();
        loop {
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
                &self.raw[self.waiting.clone()],
                &mut self.text[self.ready.end..full],
                last,
            );
            self.waiting.start += read;
            self.ready.end += written;
            match result {
                DecoderResult::InputEmpty => {
                    self.ended = last;
                    return;
                }
                DecoderResult::OutputFull => return,
                DecoderResult::Malformed(bytes, _) => {
                    self.replaced.add(usize::from(bytes), self.before + self.ready.end);
                    self.text[self.ready.end..][..REPLACEMENT.len()].copy_from_slice(REPLACEMENT.as_bytes());
                    self.ready.end += REPLACEMENT.len();
                    if self.ready.end >= full {
                        return;
                    }
                }
            }
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.advance()?;
        Ok(&self.text[self.ready.clone()])
    }

    fn consume(&mut self, amount: usize) {
        self.ready.start += amount;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030, UTF_16BE, UTF_16LE};

    /// Gives its bytes a few at a time.
    struct Drops<'b>(&'b [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let size = self.1.min(into.len());
            self.0.read(&mut into[..size])
        }
    }

    fn decoded(bytes: &[u8], encoding: &'static Encoding, size: usize) -> (String, usize, bool) {
        let mut reader = Decoded::new(Drops(bytes, size), encoding);
        let replaced = reader.replaced();
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        let first = text.find('\u{fffd}').unwrap_or(usize::MAX - 1);
        (text, replaced.bytes(), replaced.before(first + 1) && !replaced.before(first))
    }

    #[test]
    fn every_encoding_is_read_whatever_comes_at_once() {
        let text = "序号|重点工作\r\n1|新增高新技術企業500家，“增長”8%";
        let utf16 = |to_bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
        let files = [
            (text.as_bytes().to_vec(), UTF_8),
            (GB18030.encode(text).0.into_owned(), GB18030),
            (BIG5.encode(&text.replace("号", "號").replace("点", "點")).0.into_owned(), BIG5),
            (utf16(u16::to_le_bytes), UTF_16LE),
            (utf16(u16::to_be_bytes), UTF_16BE),
        ];
        for (bytes, encoding) in files {
            for size in [1, 2, 3, 7, 1 << 20] {
                let (read, replaced, _) = decoded(&bytes, encoding, size);
                assert_eq!((read.replace("號", "号").replace("點", "点").as_str(), replaced), (text, 0), "{} by {size}", encoding.name());
            }
        }
    }

    #[test]
    fn a_mark_is_dropped_but_that_of_utf8_stays() {
        assert_eq!(decoded(b"\xff\xfe\xb0\x65", UTF_16LE, 9).0, "新");
        assert_eq!(decoded("\u{feff}新".as_bytes(), UTF_8, 9).0, "\u{feff}新");
    }

    #[test]
    fn bad_bytes_are_replaced_and_counted() {
        assert_eq!(decoded(b"5\xff\xe5\xae\xb6\xe5\xae", UTF_8, 1), ("5\u{fffd}家\u{fffd}".to_owned(), 3, true));
        assert_eq!(decoded(b"\xd0\xc2\xff5", GB18030, 1), ("新\u{fffd}5".to_owned(), 1, true));
        let many = vec![0xff; 3 * HEAD];
        let (text, bytes, _) = decoded(&many, UTF_8, 1 << 20);
        assert_eq!((text.chars().count(), bytes), (3 * HEAD, 3 * HEAD));
    }
}
