//! The parts of an office file, which is a ZIP archive of XML.
//!
//! Nothing is taken at its word: what a part unpacks to is counted while it is unpacked, over all parts together. Refused are encrypted parts,
//! archives of too many parts, and XML with a DOCTYPE, which no office program writes and which could name other files.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::error::{Error, Kind};

/// An archive has no more parts.
const PARTS: usize = 20_000;
/// All parts that are read unpack to no more bytes.
const UNPACKED: u64 = 96 << 20;
/// A part that is packed more tightly than so many times, and is large, is a bomb.
const PACKED: u64 = 400;
/// Below so many bytes it may be packed as tightly as it likes.
const LARGE: u64 = 32 << 20;

/// An office file that was opened.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    format: &'static str,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'b> Package<'b> {
    /// Opens an archive; `format` is what an error calls it.
    pub(super) fn open(bytes: &'b [u8], format: &'static str) -> Result<Self, Error> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(format, format!("the archive cannot be read ({error})")))?;
        if archive.len() > PARTS {
            return Err(too_large(format, format!("it has more than {PARTS} parts")));
        }
        Ok(Self { archive, format, left: UNPACKED })
    }

    /// The names of its parts.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        self.archive.file_names().flatten().map(std::borrow::Cow::into_owned)
    }

    /// The text of a part; none where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let format = self.format;
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let mut part = self.archive.by_index(index).map_err(|error| broken(format, format!("its part {name} cannot be read ({error})")))?;
        if part.encrypted() {
            return Err(broken(format, "it is locked with a password".to_owned()));
        }
        let most = (part.compressed_size().saturating_mul(PACKED)).max(LARGE).min(self.left);
        let mut bytes = Vec::new();
        part.by_ref()
            .take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| broken(format, format!("its part {name} cannot be unpacked ({error})")))?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > most {
            return Err(too_large(format, format!("its part {name} unpacks to more than {} MB", most >> 20)));
        }
        self.left -= length;
        let text = decoded(bytes);
        if memchr::memmem::find(text.as_bytes(), b"<!DOCTYPE").is_some() {
            return Err(broken(format, format!("its part {name} has a DOCTYPE, which no office program writes")));
        }
        Ok(Some(text))
    }
}

/// XML is UTF-8, or UTF-16 by its mark.
fn decoded(bytes: Vec<u8>) -> String {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) if encoding != encoding_rs::UTF_8 => encoding.decode(&bytes).0.into_owned(),
        _ => String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

pub(super) fn broken(format: &'static str, what: String) -> Error {
    Error::whole(Kind::Broken { format: format.to_owned(), what })
}

pub(super) fn too_large(format: &'static str, what: String) -> Error {
    Error::whole(Kind::TooLarge { format: format.to_owned(), what })
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    /// An archive of some parts.
    pub(in super::super) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_read_by_name() {
        let bytes = packed(&[("a/b.xml", "<a>新增5家</a>"), ("c.xml", "<c/>")]);
        let mut package = Package::open(&bytes, "docx").unwrap();
        assert_eq!(package.part("a/b.xml").unwrap().as_deref(), Some("<a>新增5家</a>"));
        assert_eq!(package.part("no.xml").unwrap(), None);
        assert_eq!(package.names().count(), 2);
    }

    #[test]
    fn what_unpacks_to_too_much_or_names_other_files_is_refused() {
        let bomb = packed(&[("a.xml", &" ".repeat(64 << 20))]);
        let said = Package::open(&bomb, "docx").unwrap().part("a.xml").unwrap_err().to_string();
        assert_eq!(said, "the docx file is too large: its part a.xml unpacks to more than 32 MB; split it");
        let outside = packed(&[("a.xml", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///x\">]><a>&x;</a>")]);
        let said = Package::open(&outside, "docx").unwrap().part("a.xml").unwrap_err().to_string();
        assert_eq!(
            said,
            "the docx file is broken: its part a.xml has a DOCTYPE, which no office program writes; open it in its own program and save it again"
        );
        assert!(Package::open(b"PK\x03\x04 cut short", "xlsx").is_err());
    }
}
