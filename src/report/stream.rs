//! Reports read from a stream, item by item.

use std::io::BufRead;

use super::extractor::Extractor;
use super::item;
use super::model::{Item, LineMentions, Note};
use crate::error::{Error, Kind};
use crate::layout::{Fed, HEAD, Layout, Line};

/// The longest line that is read, in bytes.
const LONGEST_LINE: usize = 16 << 20;

/// An owned line.
#[derive(Debug)]
struct Read {
    number: usize,
    from: usize,
    text: String,
}

impl Read {
    fn line(&self) -> Line<'_> {
        Line { number: self.number, from: self.from, text: &self.text }
    }
}

/// Reads lines of UTF-8 text and counts them and their bytes.
#[derive(Debug)]
struct Source<R> {
    reader: R,
    number: usize,
    from: usize,
    /// Whether any line so far says anything.
    says: bool,
}

impl<R: BufRead> Source<R> {
    fn new(reader: R) -> Self {
        Self { reader, number: 0, from: 0, says: false }
    }

    fn read(&mut self) -> Result<Option<Read>, Error> {
        let number = self.number + 1;
        let mut bytes = Vec::new();
        let limit = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX);
        let taken = std::io::Read::take(&mut self.reader, limit)
            .read_until(b'\n', &mut bytes)
            .map_err(|error| Error::at(number, 1, Kind::Read(error)))?;
        if taken == 0 {
            return if self.says { Ok(None) } else { Err(Error::whole(Kind::Empty)) };
        }
        if taken == LONGEST_LINE && bytes.last() != Some(&b'\n') {
            return Err(Error::at(number, 1, Kind::LineTooLong { limit: LONGEST_LINE }));
        }
        let from = self.from;
        self.from += taken;
        self.number = number;
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
            if bytes.last() == Some(&b'\r') {
                bytes.pop();
            }
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let column = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).chars().count() + 1;
            Error::at(number, column, Kind::NotText)
        })?;
        if let Some(at) = text.find('\0') {
            return Err(Error::at(number, text[..at].chars().count() + 1, Kind::ZeroByte));
        }
        self.says |= !text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty();
        Ok(Some(Read { number, from, text }))
    }
}

/// The items of a stream; made by [`Extractor::items`].
#[derive(Debug)]
pub struct Items<R> {
    extractor: Extractor,
    source: Source<R>,
    layout: Option<Layout>,
    /// The first lines, last one first.
    head: Vec<Read>,
    notes: Vec<Note>,
    /// What was wrong behind the first lines, kept until they are used up.
    failed: Option<Error>,
    done: bool,
}

impl<R: BufRead> Items<R> {
    pub(super) fn new(extractor: Extractor, reader: R) -> Self {
        Self { extractor, source: Source::new(reader), layout: None, head: Vec::new(), notes: Vec::new(), failed: None, done: false }
    }

    /// The lines passed so far that are no items.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The layout, once the first item was asked for.
    #[must_use]
    pub fn layout(&self) -> Option<&'static str> {
        self.layout.as_ref().map(Layout::name)
    }

    /// Reads the first lines and finds the layout.
    fn begin(&mut self) -> Result<(), Error> {
        while self.head.len() < HEAD {
            match self.source.read() {
                Ok(Some(line)) => self.head.push(line),
                Ok(None) => break,
                Err(error) if self.head.is_empty() => return Err(error),
                Err(error) => {
                    self.failed = Some(error);
                    break;
                }
            }
        }
        let lines: Vec<Line<'_>> = self.head.iter().map(Read::line).collect();
        self.layout = Some(Layout::found(&lines, self.extractor.options.layout, self.extractor.lexicon())?);
        self.head.reverse();
        Ok(())
    }

    fn advance(&mut self) -> Result<Option<Item>, Error> {
        if self.layout.is_none() {
            self.begin()?;
        }
        loop {
            let line = match self.head.pop() {
                Some(line) => Some(line),
                None => match self.failed.take() {
                    Some(error) => return Err(error),
                    None => self.source.read()?,
                },
            };
            let Some(layout) = &mut self.layout else { return Ok(None) };
            let last = line.is_none();
            let fed = match &line {
                Some(line) => layout.feed(line.line(), self.extractor.lexicon()),
                None => layout.end(self.extractor.lexicon()),
            };
            match fed {
                Fed::Nothing if last => return Ok(None),
                Fed::Nothing => {}
                Fed::Item(raw) => return Ok(Some(item::score(&raw, self.extractor.lexicon(), self.extractor.options))),
                Fed::Note(raw) => self.notes.push(item::note(&raw)),
            }
        }
    }
}

impl<R: BufRead> Iterator for Items<R> {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        until_bad(self.advance(), &mut self.done)
    }
}

/// The lines of a stream that have quantities; made by [`Extractor::lines`].
#[derive(Debug)]
pub struct Lines<R> {
    extractor: Extractor,
    source: Source<R>,
    done: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(extractor: Extractor, reader: R) -> Self {
        Self { extractor, source: Source::new(reader), done: false }
    }

    fn advance(&mut self) -> Result<Option<LineMentions>, Error> {
        while let Some(read) = self.source.read()? {
            let mentions = self.extractor.mentions(read.line());
            if !mentions.is_empty() {
                return Ok(Some(LineMentions { line: read.number, mentions }));
            }
        }
        Ok(None)
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<LineMentions, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        until_bad(self.advance(), &mut self.done)
    }
}

/// What comes next; behind the end or an error there is nothing more.
fn until_bad<T>(advanced: Result<Option<T>, Error>, done: &mut bool) -> Option<Result<T, Error>> {
    let next = advanced.transpose();
    *done = !matches!(next, Some(Ok(_)));
    next
}
