//! The ZIP packages that office files are: their parts by name, unpacked under caps.
//!
//! Reads parts that are stored or deflated, in UTF-8 or UTF-16 where they are XML. Refuses a package with too many entries, one that is locked
//! with a password, parts that unpack to too much (counted while they unpack: the size that a package states is a claim), and XML with a
//! DOCTYPE, which no office file has and which only serves to pull in other files or to multiply text.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::error::Error;

/// A package has no more entries: a picture is an entry, and a report with thousands of pictures is none.
const ENTRIES: usize = 20_000;
/// A part unpacks to no more bytes: it is held in memory.
const PART: u64 = 128 << 20;
/// All parts that are asked for unpack to no more bytes.
const ALL: u64 = 256 << 20;
/// The end of a package, which tells where its directory is, stands within so many bytes from its last: the longest comment, and the records.
const TAIL: usize = (1 << 16) + 128;

/// A package that was opened.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    format: &'static str,
    /// The entries by their names in lower case, which is how a package tells parts apart.
    entries: HashMap<String, usize>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'b> Package<'b> {
    /// Reads the directory of a package; `format` is what errors call the file.
    pub(super) fn open(bytes: &'b [u8], format: &'static str) -> Result<Self, Error> {
        if has_many_entries(bytes) {
            return Err(Error::too_large(format, format!("it has more than {ENTRIES} entries")));
        }
        // The reader adds up offsets as the file states them, which a build with checks of overflow ends in a panic.
        let archive = catch_unwind(AssertUnwindSafe(|| ZipArchive::new(Cursor::new(bytes))));
        let archive = archive.ok().and_then(Result::ok);
        let archive = archive.ok_or_else(|| Error::broken(format, "the directory of the ZIP package cannot be read"))?;
        let mut entries = HashMap::new();
        for at in 0..archive.len() {
            let entry = archive.by_index_data(at).map_err(|error| Error::broken(format, format!("entry {at} cannot be read: {error}")))?;
            // Some programs write the paths of Windows.
            let name = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
            if entry.encrypted() {
                return Err(Error::broken(format, format!("{} is locked with a password", name.escape_debug())));
            }
            entries.entry(name.to_lowercase()).or_insert(at);
        }
        Ok(Self { archive, format, entries, left: ALL })
    }

    /// The bytes of a part; nothing where there is no such part. Names are the same in upper and lower case.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(&at) = self.entries.get(&name.to_lowercase()) else { return Ok(None) };
        let most = self.left.min(PART);
        let mut part =
            self.archive.by_index(at).map_err(|error| Error::broken(self.format, format!("{name} cannot be unpacked: {error}")))?;
        let mut bytes = Vec::new();
        // What states itself too large is not unpacked at all; what understates itself stops at the cap.
        if part.size() <= most {
            let read = (&mut part).take(most + 1).read_to_end(&mut bytes);
            read.map_err(|error| Error::broken(self.format, format!("{name} cannot be unpacked: {error}")))?;
        }
        if part.size().max(bytes.len() as u64) > most {
            return Err(Error::too_large(self.format, format!("{name} unpacks to more than {most} bytes")));
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// The text of a part that is XML; nothing where there is no such part.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, Error> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        let text = decoded(bytes).ok_or_else(|| Error::broken(self.format, format!("{name} is neither UTF-8 nor UTF-16")))?;
        if has_doctype(&text) {
            return Err(Error::broken(self.format, format!("{name} has a DOCTYPE, which no part of an office file has")));
        }
        Ok(Some(text))
    }
}

/// Whether a package has more entries than are read. It is told before the directory is read, since the reader makes room for as many entries
/// as the package states.
fn has_many_entries(bytes: &[u8]) -> bool {
    if memmem::find_iter(bytes, b"PK\x01\x02").nth(ENTRIES).is_some() {
        return true;
    }
    // Only a record of 64 bits can state more than 65,535, and only where the tail points to one.
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    let states_many = |at: usize| {
        let stated = bytes.get(at + 32..at + 40).and_then(|stated| stated.try_into().ok()).map_or(0, u64::from_le_bytes);
        stated > ENTRIES as u64
    };
    memmem::find(tail, b"PK\x06\x07").is_some() && memmem::find_iter(bytes, b"PK\x06\x06").any(states_many)
}

/// The text of a part: UTF-8, or UTF-16 with its mark.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    match bytes.as_slice() {
        // The mark also tells the order of bytes, whichever is asked for.
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            let (text, _, has_errors) = encoding_rs::UTF_16LE.decode(&bytes);
            (!has_errors).then(|| text.into_owned())
        }
        _ => String::from_utf8(bytes).ok(),
    }
}

/// Whether a document type stands in front of the first element, the only place where XML may have one.
fn has_doctype(text: &str) -> bool {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::DocType(_)) => return true,
            Ok(Event::Start(_) | Event::Empty(_) | Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn message<T>(result: Result<T, Error>) -> String {
        result.err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn parts_are_found_by_their_names() {
        let bytes = package(&[("Word\\Document.xml", "<甲/>".as_bytes()), ("a.bin", b"\xff\0")]);
        let mut package = Package::open(&bytes, "docx").unwrap();
        assert_eq!(package.xml("word/document.xml").unwrap().as_deref(), Some("<甲/>"));
        assert_eq!(package.part("a.bin").unwrap().as_deref(), Some(&b"\xff\0"[..]));
        assert_eq!(package.part("b.bin").unwrap(), None);
        assert_eq!(
            message(package.xml("a.bin")),
            "the docx file is broken: a.bin is neither UTF-8 nor UTF-16; open it in its own program and save it again"
        );
    }

    #[test]
    fn xml_may_be_utf_16() {
        let wide = |text: &str| [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect::<Vec<_>>();
        let bytes = package(&[("a.xml", &wide("<甲>5</甲>")), ("b.xml", &wide("<!DOCTYPE x><x/>"))]);
        let mut package = Package::open(&bytes, "docx").unwrap();
        assert_eq!(package.xml("a.xml").unwrap().as_deref(), Some("<甲>5</甲>"));
        assert!(message(package.xml("b.xml")).contains("DOCTYPE"));
    }

    #[test]
    fn a_doctype_is_refused_and_its_name_in_text_is_not() {
        let doctype = b"<?xml version=\"1.0\"?><!-- a --><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/hosts'>]><x>&y;</x>";
        let bytes = package(&[("a.xml", doctype), ("b.xml", b"<!-- <!DOCTYPE x> --><x><![CDATA[<!DOCTYPE x>]]></x>")]);
        let mut package = Package::open(&bytes, "docx").unwrap();
        assert_eq!(
            message(package.xml("a.xml")),
            "the docx file is broken: a.xml has a DOCTYPE, which no part of an office file has; open it in its own program and save it again"
        );
        assert!(package.xml("b.xml").unwrap().is_some());
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused_whatever_it_states() {
        let mut bytes = package(&[("a.bin", b"more than five bytes")]);
        // The directory states the size 24 bytes behind the mark of its entry.
        let stated = memmem::rfind(&bytes, b"PK\x01\x02").unwrap() + 24;
        let mut opened_with = |size: u32| {
            bytes[stated..stated + 4].copy_from_slice(&size.to_le_bytes());
            message(Package::open(&bytes, "docx").unwrap().part("a.bin"))
        };
        assert_eq!(opened_with(PART as u32 + 1), "the docx file is too large: a.bin unpacks to more than 134217728 bytes; split it");
        assert!(opened_with(5).starts_with("the docx file is broken: a.bin cannot be unpacked: "));
        assert_eq!(opened_with(20), "");
    }

    #[test]
    fn parts_share_one_cap() {
        let bytes = package(&[("a.bin", b"0123456789")]);
        let mut package = Package::open(&bytes, "docx").unwrap();
        package.left = 15;
        assert!(package.part("a.bin").is_ok());
        assert_eq!(message(package.part("a.bin")), "the docx file is too large: a.bin unpacks to more than 5 bytes; split it");
    }

    #[test]
    fn many_entries_are_refused_before_room_is_made_for_them() {
        let refusal = "the docx file is too large: it has more than 20000 entries; split it";
        let mut bytes = b"PK\x01\x02".repeat(ENTRIES);
        assert!(!message(Package::open(&bytes, "docx")).contains("entries"));
        bytes.extend(b"PK\x01\x02");
        assert_eq!(message(Package::open(&bytes, "docx")), refusal);
        // An end in 64 bits that states 2 to the 40 entries.
        let mut bytes = package(&[("a.bin", b"a")]);
        let end = bytes.split_off(bytes.len() - 22);
        let at = bytes.len() as u64;
        for part in
            [&b"PK\x06\x06"[..], &44u64.to_le_bytes(), &[0; 12], &(1u64 << 40).to_le_bytes(), &(1u64 << 40).to_le_bytes(), &[0xff; 16]]
        {
            bytes.extend(part);
        }
        for part in [&b"PK\x06\x07\0\0\0\0"[..], &at.to_le_bytes(), &1u32.to_le_bytes(), b"PK\x05\x06", &[0xff; 16], &end[20..]] {
            bytes.extend(part);
        }
        assert_eq!(message(Package::open(&bytes, "docx")), refusal);
    }

    #[test]
    fn a_locked_entry_is_refused() {
        let mut bytes = package(&[("a.bin", b"a")]);
        let entry = memmem::rfind(&bytes, b"PK\x01\x02").unwrap();
        bytes[entry + 8] |= 1;
        assert!(message(Package::open(&bytes, "docx")).contains("a.bin is locked with a password;"));
        assert!(message(Package::open(b"PK\x03\x04", "docx")).contains("the directory of the ZIP package cannot be read"));
    }
}
