//! Files as people have them: each is read into one plain text, which spans count the bytes of, with the place of every part in the file.

#[cfg(feature = "office")]
mod docx;
pub mod encoding;
mod format;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "office")]
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod place;
mod rendering;
#[cfg(feature = "office")]
mod sheets;

pub use format::Format;
pub use place::Place;
use rendering::Rendering;

use crate::error::{Error, Kind};
use crate::report::Item;
use crate::span::Span;

/// A file that was opened: its text, and where in the file each part of it stands.
///
/// ```
/// # #[cfg(feature = "html")] {
/// let page = "<table><tr><td>指标<td>目标<td>实际</tr><tr><td>新建学校<td>10所<td>8所</tr></table>";
/// let document = dabiao::Document::open(page.as_bytes())?;
/// assert_eq!(document.text().trim(), "| 指标 | 目标 | 实际 |\n| 新建学校 | 10所 | 8所 |");
/// let report = dabiao::Extractor::new().read(&document)?;
/// assert_eq!(report.items[0].targets[0].place.as_deref(), Some("table 1 r2 c2"));
/// # }
/// # Ok::<(), dabiao::Error>(())
/// ```
#[derive(Debug)]
pub struct Document {
    format: Format,
    text: String,
    places: Vec<(usize, Place)>,
    remarks: Vec<String>,
    bars: Vec<(usize, char)>,
    encoding: Option<encoding::Found>,
}

/// A file of another format than plain text is not larger, in bytes.
const LARGEST: usize = 1 << 30;

impl Document {
    /// Reads a file, whatever its format and, for plain text and pages, its encoding.
    ///
    /// # Errors
    /// The format is not read, or not with the features of this build; the file is broken, locked or too large when unpacked; it has no text.
    pub fn open(bytes: &[u8]) -> Result<Self, Error> {
        Self::open_in(bytes, None)
    }

    /// The same with the rows and columns that sheets hide, also by a filter: of sheets that a person filled in.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    #[cfg(feature = "office")]
    pub fn open_with_hidden(bytes: &[u8]) -> Result<Self, Error> {
        let format = Format::of(bytes);
        let read = match format {
            _ if bytes.len() > LARGEST => return Self::open(bytes),
            Format::Xlsx => sheets::xlsx_with_hidden,
            Format::Xls => sheets::xls_with_hidden,
            Format::Ods => sheets::ods_with_hidden,
            _ => return Self::open(bytes),
        };
        Self::of_rendering(format, read(bytes)?, None)
    }

    /// The same of a plain text or a page whose encoding is known.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_in(bytes: &[u8], encoding: Option<&'static encoding_rs::Encoding>) -> Result<Self, Error> {
        let format = Format::of(bytes);
        if bytes.len() > LARGEST && !format.is_text() {
            return Err(Error::too_large(&format.to_string(), format!("it has more than {LARGEST} bytes")));
        }
        if format.is_text() {
            let (text, encoding) = decoded(bytes, encoding)?;
            return Ok(Self { format, text, places: Vec::new(), remarks: Vec::new(), bars: Vec::new(), encoding: Some(encoding) });
        }
        let (rendering, encoding) = Self::rendered(format, bytes, encoding)?;
        Self::of_rendering(format, rendering, encoding)
    }

    fn of_rendering(format: Format, mut rendering: Rendering, encoding: Option<encoding::Found>) -> Result<Self, Error> {
        let bars = rendering.take_bars();
        let (text, places, remarks) = rendering.into_parts();
        if text.trim().is_empty() {
            return Err(Error::whole(Kind::NoText { format: format.to_string() }));
        }
        Ok(Self { format, text, places, remarks, bars, encoding })
    }

    /// What the reader of a format makes of a file, and the encoding that it was in where that had to be told.
    #[cfg_attr(not(feature = "html"), allow(unused_variables))]
    fn rendered(
        format: Format,
        bytes: &[u8],
        encoding: Option<&'static encoding_rs::Encoding>,
    ) -> Result<(Rendering, Option<encoding::Found>), Error> {
        match format {
            #[cfg(feature = "html")]
            Format::Html => {
                let (page, encoding) = decoded(bytes, encoding)?;
                Ok((html::read(&page)?, Some(encoding)))
            }
            #[cfg(feature = "office")]
            Format::Docx => Ok((docx::read(bytes)?, None)),
            #[cfg(feature = "office")]
            Format::Xlsx => Ok((sheets::xlsx(bytes)?, None)),
            #[cfg(feature = "office")]
            Format::Xls => Ok((sheets::xls(bytes)?, None)),
            #[cfg(feature = "office")]
            Format::Ods => Ok((sheets::ods(bytes)?, None)),
            #[cfg(feature = "pdf")]
            Format::Pdf => Ok((pdf::read(bytes)?, None)),
            Format::Other(name, advice) => Err(Error::whole(Kind::OtherFormat { name, advice })),
            _ => Err(Error::whole(Kind::FormatIsOff { format: format.to_string() })),
        }
    }

    /// The encoding that a plain text or a page was read in.
    #[must_use]
    pub const fn encoding(&self) -> Option<encoding::Found> {
        self.encoding
    }

    /// What it is.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Its text: a line for each paragraph, and between bars for each row of a table.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A part of its text as the cells of the file have it: a bar in a cell would end the cell in [`text`](Self::text), which prints `/` for it.
    #[must_use]
    pub fn cell(&self, part: std::ops::Range<usize>) -> String {
        let mut said = String::new();
        let mut from = part.start;
        for &(at, bar) in self.bars.iter().filter(|(at, _)| part.contains(at)) {
            said.push_str(self.text.get(from..at).unwrap_or_default());
            said.push(bar);
            from = at + 1;
        }
        said + self.text.get(from..part.end).unwrap_or_default()
    }

    /// What a person should know of it: rows that are hidden, text that was left out.
    #[must_use]
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Says of every target and figure of an item where in the file it stands.
    pub fn locate(&self, item: &mut Item) {
        for target in &mut item.targets {
            target.place = self.place_of(&target.spans);
        }
        for achieved in &mut item.figures {
            achieved.figure.place = self.place_of(&achieved.figure.spans);
        }
        self.locate_figures(item, 0);
    }

    /// Says where the answers stand that [`Extractor::compare`](crate::Extractor::compare) found in this document, the second of the two.
    pub fn locate_answers(&self, item: &mut Item) {
        self.locate_figures(item, 1);
    }

    fn locate_figures(&self, item: &mut Item, report: u8) {
        for outcome in item.targets.iter_mut().map(|target| &mut target.outcome) {
            for figure in outcome.figures.iter_mut().chain(&mut outcome.rivals).filter(|figure| figure.report == report) {
                figure.place = self.place_of(&figure.spans);
            }
        }
    }

    /// Where in the file some evidence stands: the place of its number, which is in the last of several spans.
    #[must_use]
    pub fn place_of(&self, spans: &[Span]) -> Option<String> {
        spans.last().and_then(|span| self.place(span.from)).map(ToString::to_string)
    }

    /// The places of a part of its text, in order.
    pub fn places(&self, part: std::ops::Range<usize>) -> impl Iterator<Item = &Place> {
        let from = self.places.partition_point(|(from, _)| *from < part.start);
        self.places[from..].iter().take_while(move |(from, _)| *from < part.end).map(|(_, place)| place)
    }

    /// Where in the file a byte of its text stands; nothing for plain text, which is its own place.
    #[must_use]
    pub fn place(&self, at: usize) -> Option<&Place> {
        let behind = self.places.partition_point(|(from, _)| *from <= at);
        self.places[..behind].last().map(|(_, place)| place)
    }
}

/// The text of bytes in any encoding that Chinese text comes in, and which that is.
fn decoded(bytes: &[u8], asked: Option<&'static encoding_rs::Encoding>) -> Result<(String, encoding::Found), Error> {
    let head = &bytes[..bytes.len().min(encoding::HEAD)];
    let found = encoding::find(head, head.len() == bytes.len(), asked).map_err(|unknown| {
        Error::whole(match unknown {
            encoding::Unknown::ZeroByte => Kind::ZeroByte,
            encoding::Unknown::Nearest(_) => Kind::NotText,
        })
    })?;
    Ok((found.encoding.decode(bytes).0.into_owned(), found))
}
