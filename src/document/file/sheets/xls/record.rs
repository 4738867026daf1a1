//! The records of a stream: a kind, a length, and bytes, which records of their own continue (MS-XLS 2.1.4).

use crate::document::file::sheets::texts::push_run;
use crate::error::Error;

/// The kinds that are read.
pub(super) mod kind {
    pub(in super::super) const FORMULA: u16 = 0x0006;
    pub(in super::super) const END: u16 = 0x000a;
    pub(in super::super) const EPOCH: u16 = 0x0022;
    pub(in super::super) const LOCKED: u16 = 0x002f;
    pub(in super::super) const FONT: u16 = 0x0031;
    pub(in super::super) const CONTINUE: u16 = 0x003c;
    pub(in super::super) const COLUMNS: u16 = 0x007d;
    pub(in super::super) const SHEET: u16 = 0x0085;
    pub(in super::super) const NUMBERS: u16 = 0x00bd;
    pub(in super::super) const RICH_LABEL: u16 = 0x00d6;
    pub(in super::super) const STYLE: u16 = 0x00e0;
    pub(in super::super) const MERGED: u16 = 0x00e5;
    pub(in super::super) const TEXTS: u16 = 0x00fc;
    pub(in super::super) const SHARED_LABEL: u16 = 0x00fd;
    pub(in super::super) const NUMBER: u16 = 0x0203;
    pub(in super::super) const LABEL: u16 = 0x0204;
    pub(in super::super) const TRUTH: u16 = 0x0205;
    pub(in super::super) const STRING: u16 = 0x0207;
    pub(in super::super) const ROW: u16 = 0x0208;
    pub(in super::super) const SHORT_NUMBER: u16 = 0x027e;
    pub(in super::super) const FORMAT: u16 = 0x041e;
    pub(in super::super) const BEGIN: u16 = 0x0809;
}

/// The records of a stream, from a place on.
pub(super) struct Records<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Records<'b> {
    pub(super) const fn new(bytes: &'b [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The next record with what continues it, or nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<(u16, Fields<'b>)>, Error> {
        let Some((kind, bytes)) = self.record()? else { return Ok(None) };
        let mut pieces = vec![bytes];
        loop {
            let at = self.at;
            match self.record()? {
                Some((kind::CONTINUE, bytes)) => pieces.push(bytes),
                _ => {
                    self.at = at;
                    return Ok(Some((kind, Fields { pieces, piece: 0, at: 0 })));
                }
            }
        }
    }

    fn record(&mut self) -> Result<Option<(u16, &'b [u8])>, Error> {
        // Behind the last record there may be noughts up to the end of a sector.
        let Some(head) = self.bytes.get(self.at..self.at.saturating_add(4)) else { return Ok(None) };
        let (kind, length) = (u16::from_le_bytes([head[0], head[1]]), usize::from(u16::from_le_bytes([head[2], head[3]])));
        let from = self.at + 4;
        let bytes =
            self.bytes.get(from..from + length).ok_or_else(|| Error::broken("xls", "it is cut short: a record ends behind its end"))?;
        self.at = from + length;
        Ok(Some((kind, bytes)))
    }
}

/// The fields of a record, read in order.
pub(super) struct Fields<'b> {
    pieces: Vec<&'b [u8]>,
    piece: usize,
    at: usize,
}

impl<'b> Fields<'b> {
    /// What is left of this piece; of the next where this is at its end.
    fn rest(&mut self) -> &'b [u8] {
        while let Some(piece) = self.pieces.get(self.piece) {
            match piece.get(self.at..) {
                Some(rest) if !rest.is_empty() => return rest,
                _ => (self.piece, self.at) = (self.piece + 1, 0),
            }
        }
        &[]
    }

    /// How many bytes are left of this piece.
    pub(super) fn left(&mut self) -> usize {
        self.rest().len()
    }

    pub(super) fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            *byte = *self.rest().first().ok_or_else(|| Error::broken("xls", "a record is shorter than its fields"))?;
            self.at += 1;
        }
        Ok(bytes)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Error> {
        self.bytes::<1>().map(|[byte]| byte)
    }

    pub(super) fn short(&mut self) -> Result<u16, Error> {
        self.bytes().map(u16::from_le_bytes)
    }

    pub(super) fn long(&mut self) -> Result<u32, Error> {
        self.bytes().map(u32::from_le_bytes)
    }

    pub(super) fn number(&mut self) -> Result<f64, Error> {
        self.bytes().map(f64::from_le_bytes)
    }

    pub(super) fn skip(&mut self, mut count: usize) {
        while count > 0 {
            let step = self.rest().len().min(count);
            if step == 0 {
                return;
            }
            self.at += step;
            count -= step;
        }
    }

    /// Appends a text without runs: as long as `length` says, with one byte or two a letter.
    pub(super) fn plain(&mut self, length: usize, out: &mut String) -> Result<(), Error> {
        let flags = self.byte()?;
        let letters = self.letters(length, flags)?;
        out.extend(char::decode_utf16(letters).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Ok(())
    }

    /// Appends a text with runs of letters, of which `raised` tells by their fonts whether they stand higher.
    pub(super) fn rich(&mut self, raised: impl Fn(u16) -> bool, out: &mut String) -> Result<(), Error> {
        let (length, flags) = (self.short()?, self.byte()?);
        let runs = if flags & 8 == 0 { 0 } else { self.short()? };
        // How a text is pronounced.
        let sounds = if flags & 4 == 0 { 0 } else { self.long()? };
        let letters = self.letters(usize::from(length), flags)?;
        self.runs(&letters, usize::from(runs), raised, out)?;
        self.skip(sounds as usize);
        Ok(())
    }

    /// Appends a text with the runs that are said behind it.
    pub(super) fn runs(&mut self, letters: &[u16], runs: usize, raised: impl Fn(u16) -> bool, out: &mut String) -> Result<(), Error> {
        let from = out.len();
        let (mut begin, mut high) = (0, false);
        let mut push = |begin: usize, end: usize, high: bool| {
            let letters = letters.get(begin..end.min(letters.len())).unwrap_or_default();
            let run = String::from_utf16_lossy(letters);
            push_run(out, from, &run, high);
        };
        for _ in 0..runs {
            let (at, font) = (usize::from(self.short()?), self.short()?);
            if raised(font) != high {
                push(begin, at, high);
                (begin, high) = (at.max(begin), !high);
            }
        }
        push(begin, letters.len(), high);
        Ok(())
    }

    /// The letters of a text. Where a record goes on in another in the midst of them, it says anew how many bytes a letter has.
    pub(super) fn letters(&mut self, length: usize, mut flags: u8) -> Result<Vec<u16>, Error> {
        let mut letters = Vec::new();
        while letters.len() < length {
            let piece = self.piece;
            let mut rest = self.rest();
            if rest.is_empty() {
                return Err(Error::broken("xls", "a text is shorter than its length"));
            }
            if self.piece > piece {
                flags = self.byte()?;
                rest = self.rest();
            }
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let count = (rest.len() / width).min(length - letters.len());
            if count == 0 {
                return Err(Error::broken("xls", "a text is cut in the midst of a letter"));
            }
            let part = rest.get(..count * width).unwrap_or_default();
            letters.extend(part.chunks_exact(width).map(|letter| u16::from_le_bytes([letter[0], letter.get(1).copied().unwrap_or(0)])));
            self.at += count * width;
        }
        Ok(letters)
    }
}
