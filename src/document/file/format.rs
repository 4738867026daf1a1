//! What a file is, by its first bytes.

use std::fmt;

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text, a table between commas, tabs or bars among it.
    Text,
    /// A web page (feature `html`).
    Html,
    /// A Word file, `.docx` (feature `office`).
    Docx,
    /// A sheet of Excel, `.xlsx` or `.xlsm` (feature `office`).
    Xlsx,
    /// A sheet of Excel 97 to 2003, `.xls` (feature `office`).
    Xls,
    /// A sheet of OpenDocument, `.ods` (feature `office`).
    Ods,
    /// `.pdf` (feature `pdf`).
    Pdf,
    /// A format that is known and not read: its name, and what to do.
    Other(&'static str, &'static str),
}

/// The first bytes that say it.
const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The tags of a page stand among so many bytes.
const MARKUP: usize = 2000;
/// A PDF may have so many bytes in front of its mark.
const PDF: usize = 1024;

/// Formats that are known and not read, by their first bytes.
const OTHERS: [(&[u8], &str, &str); 12] = [
    (b"{\\rtf", "RTF", "save it as .docx or as text"),
    (b"\x89PNG", "a PNG picture", "give the text that it shows"),
    (b"\xff\xd8\xff", "a JPEG picture", "give the text that it shows"),
    (b"GIF8", "a GIF picture", "give the text that it shows"),
    (b"II*\0", "a TIFF picture", "give the text that it shows"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"PAR1", "Parquet", "save it as CSV"),
    (b"%!PS", "PostScript", "save it as PDF"),
    (b"\x7fELF", "a program", "give a report"),
    (b"SQLite format 3", "a database of SQLite", "save its table as CSV"),
];

impl Format {
    /// The format of a file that begins with `head`, for which 64 KiB are enough. Which kind of office file an archive is, is told by the
    /// names in it, which need the whole file: give all there is.
    #[must_use]
    pub fn of(head: &[u8]) -> Self {
        if head.starts_with(ZIP) {
            return archive(head);
        }
        if head.starts_with(OLE) {
            return compound(head);
        }
        if head[..head.len().min(PDF)].windows(5).any(|part| part == b"%PDF-") {
            return Self::Pdf;
        }
        if let Some(&(_, name, advice)) = OTHERS.iter().find(|(mark, ..)| head.starts_with(mark)) {
            return Self::Other(name, advice);
        }
        if is_page(head) { Self::Html } else { Self::Text }
    }

    /// Whether it is plain text.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Text)
    }
}

impl Format {
    /// Its name: `html`, `docx`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Pdf => "pdf",
            Self::Other(name, _) => name,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whether bytes hold others.
fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    memchr::memmem::find(bytes, wanted).is_some()
}

/// The kind of an archive, by the names of the files in it, which stand uncompressed in front of each and once more at its end.
fn archive(bytes: &[u8]) -> Format {
    let names = [
        (&b"word/document"[..], Format::Docx),
        (b"xl/workbook", Format::Xlsx),
        (b"application/vnd.oasis.opendocument.spreadsheet", Format::Ods),
        (b"application/vnd.oasis.opendocument.text", Format::Other("ODT", "save it as .docx")),
        (b"ppt/presentation", Format::Other("PPTX", "save it as PDF")),
        (b"xl/worksheets", Format::Xlsx),
        (b"ofd.xml", Format::Other("OFD", "save it as PDF")),
        (b"OFD.xml", Format::Other("OFD", "save it as PDF")),
    ];
    let found = names.into_iter().find(|(name, _)| holds(bytes, name));
    found.map_or(Format::Other("a ZIP archive", "unpack it"), |(_, format)| format)
}

/// The kind of a compound file of Microsoft, by the names of the streams in it.
fn compound(bytes: &[u8]) -> Format {
    let has = |name: &str| holds(bytes, &name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    if has("EncryptedPackage") {
        Format::Other("an office file with a password", "save it without one")
    } else if has("WordDocument") {
        Format::Other("DOC", "save it as .docx: soffice --headless --convert-to docx FILE")
    } else if has("Workbook") || has("Book") {
        Format::Xls
    } else if has("PowerPoint Document") {
        Format::Other("PPT", "save it as PDF")
    } else {
        Format::Other("an old office file", "save it as .docx, .xlsx or PDF")
    }
}

/// Whether a file begins as a web page does.
fn is_page(head: &[u8]) -> bool {
    let near = head[..head.len().min(MARKUP)].to_ascii_lowercase();
    let text = near.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&near).trim_ascii_start();
    let tags: [&[u8]; 6] = [b"<!doctype html", b"<html", b"<body", b"<table", b"<head", b"<div"];
    text.starts_with(b"<") && tags.iter().any(|tag| holds(text, tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell() {
        assert_eq!(Format::of("新增企业5家".as_bytes()), Format::Text);
        assert_eq!(Format::of(b"\xef\xbb\xbf \n<!DOCTYPE HTML><html>"), Format::Html);
        assert_eq!(Format::of("<年度目标>新增企业5家".as_bytes()), Format::Text);
        assert_eq!(Format::of(b"\n%PDF-1.4"), Format::Pdf);
        assert_eq!(Format::of(b"PK\x03\x04....[Content_Types].xml....word/document.xml"), Format::Docx);
        assert_eq!(Format::of(b"PK\x03\x04....xl/worksheets/sheet1.xml....xl/workbook.xml"), Format::Xlsx);
        assert!(matches!(Format::of(b"PK\x03\x04....a.txt"), Format::Other("a ZIP archive", _)));
        assert!(matches!(Format::of(b"\x89PNG\r\n"), Format::Other("a PNG picture", _)));
        let old = |stream: &str| {
            let mut file = OLE.to_vec();
            file.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
            Format::of(&file).to_string()
        };
        let streams = ["WordDocument", "Workbook", "Book", "EncryptedPackage", "PowerPoint Document", "Contents"];
        assert_eq!(streams.map(old), ["DOC", "xls", "xls", "an office file with a password", "PPT", "an old office file"]);
    }

    #[test]
    fn a_format_has_its_name() {
        let heads: [(&[u8], &str); 7] = [
            (b"a", "text"),
            (b"<html>", "html"),
            (b"PK\x03\x04word/document.xml", "docx"),
            (b"PK\x03\x04xl/workbook.xml", "xlsx"),
            (b"PK\x03\x04application/vnd.oasis.opendocument.spreadsheet", "ods"),
            (b"%PDF-1.7", "pdf"),
            (b"Rar!", "a RAR archive"),
        ];
        for (head, name) in heads {
            assert_eq!(Format::of(head).to_string(), name);
        }
        assert!(Format::of(b"a").is_text() && !Format::Pdf.is_text());
    }
}
