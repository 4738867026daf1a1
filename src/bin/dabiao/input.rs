//! Opens what is to be read, and tells what encoding it is in.

use std::fs::File;
use std::io::{self, BufRead, Cursor, Read, stdin};
use std::path::Path;
use std::sync::Arc;

use dabiao::encoding::{Found, Told};
use dabiao::{Document, Format, Item, Limits, Span};

use crate::decode::{Decoded, Replaced};
use crate::encoding::{self, Charset, HEAD};
use crate::{output, remark};

/// The name that a file has in the output.
pub(crate) fn name(path: &Path) -> String {
    if is_stdin(path) { "-".to_owned() } else { path.display().to_string() }
}

/// The last part of a path; empty where it has none.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The last part of a name that a report has in an output: where the file lay is nobody's matter.
pub(crate) fn last_part(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().filter(|last| !last.is_empty()).unwrap_or(name)
}

pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// How many bytes a file has; none of what is no file.
pub(crate) fn size(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().filter(|found| found.is_file() && !is_stdin(path)).map(|found| found.len())
}

/// A file that is being read.
pub(crate) struct Input {
    pub(crate) text: Box<dyn BufRead + Send>,
    pub(crate) encoding: Encoding,
}

/// How its bytes become text, and which of them were none.
#[derive(Debug, Clone)]
pub(crate) struct Encoding {
    found: Found,
    replaced: Replaced,
    /// Lines of items with replaced bytes; not more than are printed.
    lines: Vec<usize>,
    /// What it was read from, where that is no plain text.
    document: Option<Arc<Document>>,
    /// Whether it is one of the texts of a CSV.
    row: bool,
}

/// So many lines with replaced bytes are named.
const NAMED: usize = 5;

/// A reader over the text of a file or standard input, or what is wrong in words for a person.
pub(crate) fn open(path: &Path, asked: Option<Charset>) -> Result<Input, String> {
    decoding(source(path)?, asked)
}

/// The bytes of a file or of standard input.
pub(crate) fn source(path: &Path) -> Result<Box<dyn Read + Send>, String> {
    let is_output = if is_stdin(path) { output::is_standard_input() } else { output::is_standard(path) };
    if is_output {
        return Err("is the file that the output goes to; send that to another one".to_owned());
    }
    if is_stdin(path) {
        return Ok(Box::new(stdin()));
    }
    if path.is_dir() {
        return Err(
            "is a folder without reports; text (.txt, .csv, .tsv, .md), web pages, docx, xlsx, xls, ods and PDF were looked for".to_owned()
        );
    }
    match File::open(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err("there is no such file; check the path".to_owned()),
        Err(error) => Err(format!("cannot be opened: {error}; check who may read it")),
    }
}

/// Tells the encoding by the first bytes.
pub(crate) fn decoding(mut bytes: impl Read + Send + 'static, asked: Option<Charset>) -> Result<Input, String> {
    let mut head = Vec::new();
    (&mut bytes).take(HEAD as u64).read_to_end(&mut head).map_err(|error| unreadable(&error))?;
    if !Format::of(&head).is_text() {
        let mut whole = head;
        bytes.take(LARGEST + 1).read_to_end(&mut whole).map_err(|error| unreadable(&error))?;
        return of_document(&whole, asked);
    }
    let found = encoding::find(&head, head.len() < HEAD, asked)?;
    let text = Decoded::new(Cursor::new(head).chain(bytes), found.encoding);
    let encoding = Encoding { found, replaced: text.replaced(), lines: Vec::new(), document: None, row: false };
    Ok(Input { text: Box::new(text), encoding })
}

/// The text that a page, an office file or a PDF is read into.
fn of_document(bytes: &[u8], asked: Option<Charset>) -> Result<Input, String> {
    let document = Document::open_in(bytes, asked.map(Charset::encoding)).map_err(|error| error.to_string())?;
    let found = document.encoding().unwrap_or(Found { encoding: encoding_rs::UTF_8, told: Told::Bytes });
    let document = Arc::new(document);
    let text = Cursor::new(Text(Arc::clone(&document)));
    Ok(Input {
        text: Box::new(text),
        encoding: Encoding { found, replaced: Replaced::default(), lines: Vec::new(), document: Some(document), row: false },
    })
}

/// The text of a document as bytes.
struct Text(Arc<Document>);

impl AsRef<[u8]> for Text {
    fn as_ref(&self) -> &[u8] {
        self.0.text().as_bytes()
    }
}

/// A document, or a CSV of texts, that is larger is refused.
pub(crate) const LARGEST: u64 = 1 << 30;

/// What a failed reading is called.
pub(crate) fn unreadable(error: &io::Error) -> String {
    format!("cannot be read: {error}; see whether the disk is sound")
}

impl Encoding {
    /// Of a text that is one of several in a CSV.
    pub(crate) fn of_row() -> Self {
        let found = Found { encoding: encoding_rs::UTF_8, told: Told::Bytes };
        Self { found, replaced: Replaced::default(), lines: Vec::new(), document: None, row: true }
    }

    /// What is to be said before anything is read.
    pub(crate) fn notes(&self) -> Vec<String> {
        let document = self.document.iter().flat_map(|document| document.remarks().iter().cloned());
        encoding::note(self.found).into_iter().chain(document).collect()
    }

    /// What it was read from, where that is no plain text.
    pub(crate) fn document(&self) -> Option<&Document> {
        self.document.as_deref()
    }

    /// The encoding or the format that spans are not in; none where they count the bytes of the file.
    pub(crate) fn decoded<'s>(&self, spans: impl IntoIterator<Item = &'s Span>) -> Option<&'static str> {
        if let Some(document) = &self.document {
            return Some(document.format().name());
        }
        if self.row {
            return Some("csv");
        }
        let end = spans.into_iter().map(|span| span.to).max().unwrap_or(0);
        let differs = self.found.encoding != encoding_rs::UTF_8 || self.replaced.before(end);
        differs.then(|| self.found.encoding.name())
    }

    /// Remembers an item with replaced bytes.
    pub(crate) fn look(&mut self, item: &Item) {
        let lost = |text: &String| text.contains('\u{fffd}');
        // Which bytes were replaced may be known before or after the item is looked at.
        if self.lines.len() <= NAMED && (lost(&item.task) || lost(&item.progress) || item.number.iter().chain(&item.agencies).any(lost)) {
            self.lines.push(item.line);
        }
    }

    /// What is to be said when all is read: how much was replaced, and where.
    pub(crate) fn damage(&self) -> Option<String> {
        let bytes = self.replaced.bytes();
        if bytes == 0 {
            return None;
        }
        let name = self.found.encoding.name();
        let bytes = if bytes == 1 { format!("1 byte that is no {name} was") } else { format!("{bytes} bytes that are no {name} were") };
        let mut lines: Vec<String> = self.lines.iter().take(NAMED).map(usize::to_string).collect();
        if self.lines.len() > NAMED {
            lines.push("…".to_owned());
        }
        let lines = match lines.as_slice() {
            [] => String::new(),
            [line] => format!(" (item on line {line}, marked damaged)"),
            lines => format!(" (items on lines {}, marked damaged)", lines.join(", ")),
        };
        Some(format!("{bytes} replaced by \u{fffd}{lines}; see whether the file was cut short or is in another encoding (--encoding)"))
    }
}

/// All bytes of a file that is no larger than a document may be.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    source(path)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > LARGEST { Err(too_long(LARGEST)) } else { Ok(bytes) }
}

/// A whole text and its encoding, or what is wrong with it; says what is remarkable.
pub(crate) fn text(path: &Path, asked: Option<Charset>) -> Result<(String, Encoding), String> {
    let (text, encoding) = whole(source(path)?, asked, Limits::default().whole)?;
    encoding.notes().iter().chain(&encoding.damage()).for_each(|what| remark(&name(path), what));
    Ok((text, encoding))
}

/// All that a reader holds as text, which is no more than `limit` bytes.
pub(crate) fn whole(bytes: impl Read + Send + 'static, asked: Option<Charset>, limit: u64) -> Result<(String, Encoding), String> {
    let Input { text: reader, encoding } = decoding(bytes, asked)?;
    let mut text = Vec::new();
    reader.take(limit + 1).read_to_end(&mut text).map_err(|error| unreadable(&error))?;
    if text.len() as u64 > limit {
        return Err(too_long(limit));
    }
    let text = String::from_utf8(text).map_err(|error| format!("is no text: {error}"))?;
    Ok((text, encoding))
}

pub(crate) fn too_long(limit: u64) -> String {
    format!("is longer than {limit} bytes, and is held as a whole; split it")
}
