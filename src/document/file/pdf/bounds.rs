//! What reading a PDF may cost, told before anything is unpacked or set up.
//!
//! Counts how large packed parts are without keeping what comes out. Refuses parts that unpack to more than a page, a font or a table of objects
//! can need, and fonts that give a width to each of four milliards of glyphs.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, Stream};
use hayro_syntax::page::Page;
use hayro_syntax::{Filter, Pdf};
use memchr::memmem;

use super::broken;
use super::unicode::Fonts;
use crate::error::Error;

/// One part of a file unpacks to at most so many bytes, all of them to as many.
const PART: u64 = 32 << 20;
const ALL: u64 = 400 << 20;
/// Maps of characters, shadings and functions take many times as much when they are set up.
const MAP: u64 = 4 << 20;
const SHADING: u64 = 4 << 20;
const FUNCTION: u64 = 1 << 20;
/// Each time that a form is drawn it is unpacked; all of it on a page is to stay below so many bytes.
const DRAWN: u64 = 512 << 20;
/// So many pages may stand in the list of pages itself, where others only refer to them.
const LISTED: usize = 20_000;
/// So many characters are shown by one instruction at most: they are laid out together.
const SHOWN: usize = 1 << 18;
/// Objects lie in each other so deep at most.
const DEPTH: usize = 32;
/// No font has more glyphs.
const GLYPHS: u32 = 1 << 16;

/// Counts what is unpacked from a file.
#[derive(Default)]
pub(super) struct Budget {
    spent: u64,
    /// The size of the largest form.
    form: u64,
}

impl Budget {
    /// Looks at a file before it is opened: opening unpacks its tables of objects. Says what is wrong.
    pub(super) fn open(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let mut listed = listed_pages(bytes);
        for at in memmem::find_iter(bytes, b"stream") {
            if bytes[..at].ends_with(b"end") {
                continue;
            }
            let head = &bytes[at.saturating_sub(1024)..at];
            let head = memmem::rfind(head, b"obj").map_or(head, |from| &head[from..]);
            // A name may be written in numbers, `/Obj#53tm`.
            let tables = [&b"ObjStm"[..], b"XRef", b"#"].iter().any(|name| memmem::find(head, name).is_some());
            if tables {
                let mut objects = Vec::new();
                // What is broken ends where it breaks.
                let _ = ZlibDecoder::new(bytes[at + 6..].trim_ascii_start()).take(PART + 1).read_to_end(&mut objects);
                self.spend(Some(objects.len() as u64).filter(|size| *size <= PART))?;
                listed += listed_pages(&objects);
            }
        }
        if listed > LISTED { Err(large(format!("its list of pages holds more than {LISTED} itself"))) } else { Ok(()) }
    }

    /// How often forms may be drawn on a page.
    pub(super) fn forms(&self) -> usize {
        usize::try_from(DRAWN / self.form.max(1 << 14)).unwrap_or(0)
    }

    /// Looks at everything in a file that was opened; notes the fonts that need a map to be read.
    pub(super) fn look(&mut self, pdf: &Pdf, fonts: &mut Fonts) -> Result<(), Error> {
        for object in pdf.objects() {
            self.object(&object, 0, fonts)?;
        }
        Ok(())
    }

    fn object(&mut self, object: &Object<'_>, depth: usize, fonts: &mut Fonts) -> Result<(), Error> {
        if depth > DEPTH {
            return Ok(());
        }
        match object {
            Object::Dict(dict) => self.dict(dict, depth, fonts),
            Object::Array(array) => array.raw_iter().try_for_each(|inner| match inner {
                MaybeRef::NotRef(inner) => self.object(&inner, depth + 1, fonts),
                MaybeRef::Ref(_) => Ok(()),
            }),
            Object::Stream(stream) => {
                self.dict(stream.dict(), depth, fonts)?;
                let is = |kind: &[u8]| stream.dict().get::<Name<'_>>(b"Subtype").is_some_and(|subtype| subtype.as_ref() == kind);
                // Pictures are not unpacked.
                if is(b"Image") {
                    return Ok(());
                }
                let size = self.spend(size(stream).filter(|size| *size <= most(stream.dict())))?;
                if !is(b"Form") {
                    return Ok(());
                }
                self.form = self.form.max(size);
                let much = size > SHOWN as u64 && stream.decoded_data().is_ok_and(|content| shows_too_much(&content));
                if much { Err(large(shown())) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    fn dict(&mut self, dict: &Dict<'_>, depth: usize, fonts: &mut Fonts) -> Result<(), Error> {
        for (key, numbers) in [(&b"W"[..], 1), (b"W2", 3)] {
            if dict.get::<Array<'_>>(key).is_some_and(|widths| gives_too_many(&widths, numbers)) {
                return Err(broken(format!("a font gives the widths of more than {GLYPHS} glyphs")));
            }
        }
        for key in [&b"FontFile"[..], b"FontFile2", b"FontFile3", b"ToUnicode", b"Encoding", b"CIDToGIDMap"] {
            let part = dict.get::<Stream<'_>>(key);
            if part.is_some_and(|part| part.dict().get::<Name<'_>>(b"Subtype").is_some_and(|kind| kind.as_ref() == b"Image")) {
                return Err(broken("a part of a font is a picture"));
            }
        }
        for key in [&b"ToUnicode"[..], b"Encoding"] {
            if dict.get::<Stream<'_>>(key).is_some_and(|map| size(&map).is_none_or(|size| size > MAP)) {
                return Err(broken("a font has a map of more characters than there are"));
            }
        }
        fonts.note(dict);
        dict.entries().try_for_each(|(_, inner)| match inner {
            MaybeRef::NotRef(inner @ (Object::Dict(_) | Object::Array(_))) => self.object(&inner, depth + 1, fonts),
            _ => Ok(()),
        })
    }

    fn spend(&mut self, size: Option<u64>) -> Result<u64, Error> {
        let size = size.ok_or_else(|| large(too_large()))?;
        self.spent += size;
        if self.spent > ALL { Err(large(format!("all of it unpacks to more than {ALL} bytes"))) } else { Ok(size) }
    }
}

/// The instructions of a page.
pub(super) fn content(page: &Page<'_>) -> Result<Vec<u8>, String> {
    let streams: Vec<Stream<'_>> = match page.raw().get::<Object<'_>>(b"Contents") {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(array)) => array.iter::<Stream<'_>>().take(10_000).collect(),
        _ => Vec::new(),
    };
    let mut content = Vec::new();
    let mut spent = 0;
    for stream in streams {
        spent += size(&stream).ok_or_else(too_large)?;
        if spent > PART {
            return Err(too_large());
        }
        content.extend_from_slice(&stream.decoded_data().unwrap_or_default());
        content.push(b' ');
    }
    if content.len() > SHOWN && shows_too_much(&content) { Err(shown()) } else { Ok(content) }
}

fn large(what: String) -> Error {
    Error::too_large("pdf", what)
}

fn too_large() -> String {
    format!("a part of it unpacks to more than {PART} bytes")
}

fn shown() -> String {
    format!("more than {SHOWN} characters are shown at once")
}

/// How many bytes a stream may unpack to, by what it is.
fn most(dict: &Dict<'_>) -> u64 {
    if dict.contains_key(b"FunctionType") {
        FUNCTION
    } else if dict.contains_key(b"ShadingType") {
        SHADING
    } else {
        PART
    }
}

/// How many dictionaries stand in lists of pages, `/Kids [<<…>> <<…>>]`: each becomes a page when the file is opened, for four bytes of file.
fn listed_pages(bytes: &[u8]) -> usize {
    let (mut count, mut rest) = (0, bytes);
    while let Some(at) = memmem::find(rest, b"Kids") {
        rest = rest[at + 4..].trim_ascii_start();
        let mut depth = 0_usize;
        let mut end = rest.len();
        for (at, two) in rest.windows(2).enumerate() {
            match two {
                [b'[', _] => depth += 1,
                [b']', _] => depth = depth.saturating_sub(1),
                b"<<" => count += 1,
                _ => {}
            }
            if depth == 0 {
                end = at + 1;
                break;
            }
        }
        rest = &rest[end..];
    }
    count
}

/// Whether an instruction shows more than a line can hold.
fn shows_too_much(content: &[u8]) -> bool {
    let mut instructions = TypedIter::new(content);
    while let Some(instruction) = instructions.next() {
        let shown = match instruction {
            TypedInstruction::ShowText(text) => text.0.len(),
            TypedInstruction::ShowTexts(texts) => {
                texts.0.iter::<Object<'_>>().map(|part| if let Object::String(text) = part { text.len() } else { 0 }).sum()
            }
            TypedInstruction::NextLineAndShowText(text) => text.0.len(),
            TypedInstruction::ShowTextWithParameters(text) => text.2.len(),
            _ => 0,
        };
        if shown > SHOWN {
            return true;
        }
    }
    false
}

/// Whether an array of widths gives one to too many glyphs. It is of a first glyph and the widths of those from there, or of a first and a last
/// glyph and what holds for all of them: `[0 4000000000 500]`. Down the page that are three numbers, else one.
fn gives_too_many(widths: &Array<'_>, numbers: usize) -> bool {
    let mut given = 0.0;
    let mut first: Option<f64> = None;
    let mut skip = 0;
    for part in widths.iter::<Object<'_>>() {
        match part {
            _ if skip > 0 => skip -= 1,
            Object::Number(number) => match first.take() {
                Some(first) => {
                    given += (number.as_f64() - first).max(0.0);
                    skip = numbers;
                }
                None => first = Some(number.as_f64()),
            },
            _ => first = None,
        }
    }
    given > f64::from(GLYPHS) * 8.0
}

/// How large a stream is when it is unpacked; nothing where that is too much.
fn size(stream: &Stream<'_>) -> Option<u64> {
    let filters = stream.filters();
    let picture = |filter: &Filter| matches!(filter, Filter::DctDecode | Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode);
    if filters.is_empty() || filters.iter().any(picture) {
        return Some(0);
    }
    unpacked(&stream.raw_data(), &filters)
}

fn unpacked(packed: &[u8], filters: &[Filter]) -> Option<u64> {
    let Some((filter, rest)) = filters.split_first() else { return Some(packed.len() as u64) };
    match filter {
        // What comes out is no more than what went in.
        Filter::Crypt => unpacked(packed, rest),
        Filter::AsciiHexDecode | Filter::Ascii85Decode if rest.is_empty() => Some(packed.len() as u64 * 4),
        Filter::AsciiHexDecode => unpacked(&of_hex(packed), rest),
        Filter::Ascii85Decode => unpacked(&of_85(packed), rest),
        Filter::RunLengthDecode if rest.is_empty() => Some(packed.len() as u64 * 64).filter(|size| *size <= PART),
        Filter::FlateDecode if rest.is_empty() => {
            let zlib = count(&mut ZlibDecoder::new(packed))?;
            Some(if zlib > 0 { zlib } else { count(&mut DeflateDecoder::new(packed))? })
        }
        // Packed twice, which only a trap is.
        Filter::FlateDecode => {
            let mut inner = Vec::new();
            let _ = ZlibDecoder::new(packed).take(PART + 1).read_to_end(&mut inner);
            if inner.len() as u64 > PART { None } else { unpacked(&inner, rest) }
        }
        // The longest that codes of at most twelve bits can stand for.
        Filter::LzwDecode if rest.is_empty() => Some(lzw(packed, false).max(lzw(packed, true))).filter(|size| *size <= PART),
        _ => None,
    }
}

/// How many bytes come out, if it is not too many. What is broken ends where it breaks.
fn count(unpacked: &mut impl Read) -> Option<u64> {
    let mut buffer = [0; 1 << 14];
    let mut size = 0;
    while let Ok(read) = unpacked.read(&mut buffer) {
        size += read as u64;
        if read == 0 || size > PART {
            break;
        }
    }
    (size <= PART).then_some(size)
}

fn of_hex(packed: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = packed.iter().filter_map(|byte| char::from(*byte).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|two| two[0] << 4 | two.get(1).copied().unwrap_or(0)).collect()
}

fn of_85(packed: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(packed.len());
    let (mut value, mut digits) = (0_u32, 0);
    for byte in packed {
        match byte {
            b'z' if digits == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                value = value.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                digits += 1;
                if digits == 5 {
                    out.extend(value.to_be_bytes());
                    (value, digits) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    // The last group is filled up.
    if digits > 1 {
        let filled = (digits..5).fold(value, |value, _| value.wrapping_mul(85).wrapping_add(84));
        out.extend(&filled.to_be_bytes()[..digits - 1]);
    }
    out
}

/// How many bytes codes of LZW stand for. The width of a code grows one code earlier or not.
fn lzw(packed: &[u8], early: bool) -> u64 {
    let mut lengths: Vec<u64> = Vec::new();
    let (mut size, mut before) = (0_u64, None::<u64>);
    let (mut bits, mut held) = (0_u32, 0);
    for byte in packed {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        let next = 258 + lengths.len() + usize::from(early);
        let width = if next < 512 {
            9
        } else if next < 1024 {
            10
        } else if next < 2048 {
            11
        } else {
            12
        };
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        let length = match code {
            0..=255 => 1,
            256 => {
                lengths.clear();
                before = None;
                continue;
            }
            257 => break,
            _ => lengths.get(code - 258).copied().or_else(|| before.map(|before| before + 1)).unwrap_or(1),
        };
        if let Some(before) = before.filter(|_| lengths.len() < 4096 - 258) {
            lengths.push(before + 1);
        }
        size = size.saturating_add(length);
        before = Some(length);
    }
    size
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_is_packed_is_counted_through_every_layer() {
        let flate = [Filter::FlateDecode];
        assert_eq!(unpacked(&packed(&[7; 1000]), &flate), Some(1000));
        assert_eq!(unpacked(&packed(&vec![0; 33 << 20]), &flate), None);
        assert_eq!(unpacked(&packed(&packed(&vec![0; 33 << 20])), &[Filter::FlateDecode, Filter::FlateDecode]), None);
        let hex: String = packed(&[7; 1000]).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(unpacked(hex.as_bytes(), &[Filter::AsciiHexDecode, Filter::FlateDecode]), Some(1000));
        assert_eq!(of_85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(of_85(b"z 87cUR\nD]i,~> 87"), b"\0\0\0\0Hello Wo"[..11]);
        // The last filter gives no more than some times what went in, or is not unpacked at all.
        assert_eq!(unpacked(b"87cURD]", &[Filter::Crypt, Filter::Ascii85Decode]), Some(28));
        assert_eq!(unpacked(b"87cURD]", &[Filter::Ascii85Decode, Filter::Crypt]), Some(5));
        assert_eq!(unpacked(&[0; 10], &[Filter::RunLengthDecode]), Some(640));
        assert_eq!(unpacked(&vec![0; 1 << 20], &[Filter::RunLengthDecode]), None);
        assert_eq!(unpacked(&[0; 10], &[Filter::RunLengthDecode, Filter::FlateDecode]), None);
        assert_eq!(unpacked(&written_in_codes(&[7; 300], true), &[Filter::LzwDecode]), Some(300));
        let raw = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        let raw = {
            let mut raw = raw;
            raw.write_all(&[7; 1000]).unwrap();
            raw.finish().unwrap()
        };
        assert_eq!(unpacked(&raw, &flate), Some(1000), "without the head of zlib");
    }

    #[test]
    fn pages_in_the_list_itself_are_counted() {
        assert_eq!(listed_pages(b"/Type/Pages/Kids [3 0 R 4 0 R]/Count 2>> <<>> <<>>"), 0);
        assert_eq!(listed_pages(b"/Kids[<</A[1 2]>><<>> << >>]/B<<>>"), 3);
    }

    /// Bytes in codes of LZW, by the rules of the standard: a code grows in width one code earlier than it must, or not.
    fn written_in_codes(bytes: &[u8], early: bool) -> Vec<u8> {
        let mut known = std::collections::HashMap::new();
        let (mut next, mut bits) = (258_u32, Vec::new());
        let put = |code: u32, next: u32, bits: &mut Vec<bool>| {
            let width = (9..12).find(|width| next + u32::from(early) <= 1 << width).unwrap_or(12);
            bits.extend((0..width).rev().map(|bit| code >> bit & 1 == 1));
        };
        put(256, next, &mut bits);
        let mut held: Vec<u8> = Vec::new();
        let code_of = |word: &[u8], known: &std::collections::HashMap<Vec<u8>, u32>| match word {
            [byte] => Some(u32::from(*byte)),
            word => known.get(word).copied(),
        };
        for byte in bytes {
            let longer = [&held[..], &[*byte]].concat();
            if code_of(&longer, &known).is_some() {
                held = longer;
                continue;
            }
            put(code_of(&held, &known).unwrap(), next, &mut bits);
            if next < 4095 {
                known.insert(longer, next);
                next += 1;
            } else {
                put(256, next, &mut bits);
                known.clear();
                next = 258;
            }
            held = vec![*byte];
        }
        put(code_of(&held, &known).unwrap(), next, &mut bits);
        put(257, next + 1, &mut bits);
        bits.chunks(8).map(|byte| byte.iter().enumerate().fold(0, |sum, (at, bit)| sum | u8::from(*bit) << (7 - at))).collect()
    }

    #[test]
    fn codes_of_lzw_are_counted_at_every_width() {
        let mut seed = 7_u32;
        for length in [100, 700, 1500, 3500, 9000] {
            let bytes: Vec<u8> = (0..length)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 24) as u8
                })
                .collect();
            for early in [true, false] {
                assert_eq!(lzw(&written_in_codes(&bytes, early), early), length as u64, "{early}");
            }
        }
    }

    #[test]
    fn codes_of_lzw_are_counted() {
        // 45 45 45 45 45 65 45 45 45 66, the example of the standard.
        assert_eq!(lzw(&[0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01], true), 10);
    }
}
