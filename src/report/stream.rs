//! Reports read from a stream, item by item.

use std::collections::VecDeque;
use std::io::BufRead;

use memchr::{memchr, memchr2};

use super::extractor::Extractor;
use super::item;
use super::model::{Item, LineMentions, Note};
use super::repeats::Repeats;
use crate::document::{Line, line_end, lines};
use crate::error::{Error, Kind};
use crate::layout::{Fed, RawItem, Reader, WINDOW};
use crate::limits::Limits;
use crate::role::Section;
use crate::span::Span;

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
    /// What was read up to an LF, a CR or both; lines end inside it at the rarer ends of [`line_end`].
    chunk: String,
    /// Where the next line begins in it.
    at: usize,
    /// Whether any line so far says anything.
    says: bool,
    limits: Limits,
}

impl<R: BufRead> Source<R> {
    fn new(reader: R, limits: Limits) -> Self {
        Self { reader, number: 0, from: 0, chunk: String::new(), at: 0, says: false, limits }
    }

    fn read(&mut self) -> Result<Option<Read>, Error> {
        if self.at == self.chunk.len() && !self.fill()? {
            return if self.says { Ok(None) } else { Err(Error::whole(Kind::Empty)) };
        }
        let length = self.chunk.len();
        let end = line_end(&self.chunk, self.at).unwrap_or(Span::new(length, length));
        let text = if self.at == 0 && end.to == length {
            let mut text = std::mem::take(&mut self.chunk);
            text.truncate(end.from);
            text
        } else {
            self.chunk[self.at..end.from].to_owned()
        };
        let from = self.from;
        self.from += end.to - self.at;
        self.at = if self.chunk.is_empty() { 0 } else { end.to };
        self.number += 1;
        if text.len() > self.limits.cell {
            return Err(Error::at(self.number, 1, Kind::LineTooLong { limit: self.limits.cell }));
        }
        if let Some(at) = memchr(0, text.as_bytes()) {
            return Err(Error::at(self.number, text[..at].chars().count() + 1, Kind::ZeroByte));
        }
        self.says |= !text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty();
        Ok(Some(Read { number: self.number, from, text }))
    }

    /// Reads on to the next LF or CR. Says whether there was anything more.
    fn fill(&mut self) -> Result<bool, Error> {
        let number = self.number + 1;
        let failed = |error| Error::at(number, 1, Kind::Read(error));
        let mut bytes = Vec::new();
        loop {
            let buffer = buffered(&mut self.reader).map_err(failed)?;
            let end = memchr2(b'\n', b'\r', buffer);
            let taken = end.map_or(buffer.len(), |at| at + 1);
            bytes.extend_from_slice(&buffer[..taken]);
            self.reader.consume(taken);
            let Limits { bytes: most, cell, .. } = self.limits;
            if u64::try_from(self.from + bytes.len()).is_ok_and(|read| read > most) {
                return Err(Error::at(number, 1, Kind::TooLong { limit: most }));
            }
            if bytes.len() > cell.saturating_add(1) {
                return Err(Error::at(number, 1, Kind::LineTooLong { limit: cell }));
            }
            if taken == 0 || end.is_some() {
                break;
            }
        }
        if bytes.last() == Some(&b'\r') && buffered(&mut self.reader).map_err(failed)?.first() == Some(&b'\n') {
            bytes.push(b'\n');
            self.reader.consume(1);
        }
        self.at = 0;
        self.chunk = String::from_utf8(bytes).map_err(|error| {
            let sound = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
            let last = lines(&sound).last();
            let column = last.map_or(0, |line| line.text.chars().count()) + 1;
            Error::at(number + last.map_or(0, |line| line.number - 1), column, Kind::NotText)
        })?;
        Ok(!self.chunk.is_empty())
    }
}

/// What a reader has ready; nothing at its end.
fn buffered<R: BufRead>(reader: &mut R) -> std::io::Result<&[u8]> {
    loop {
        match reader.fill_buf() {
            // At the end it is not asked again: it might be interrupted once more.
            Ok([]) => return Ok(&[]),
            Ok(_) => break,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    reader.fill_buf()
}

/// What a person may want to know of a text that was read, beside its items; of [`Items::passed`].
///
/// ```
/// let source = "一、2025年工作回顾\n新增企业25家。\n";
/// let mut items = dabiao::Extractor::new().items(source.as_bytes());
/// items.by_ref().for_each(drop);
/// assert!(items.passed().reviews && items.passed().goals_line.is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passed {
    /// Lines that are no items.
    pub notes: usize,
    /// As [`Items::goals_line`].
    pub goals_line: Option<usize>,
    /// Whether a part of it looks back: 工作回顾.
    pub reviews: bool,
    /// The line of the first row of a table whose results answer nothing, and why.
    pub refused: Option<(usize, &'static str)>,
}

/// The items of a stream; made by [`Extractor::items`].
#[derive(Debug)]
pub struct Items<R> {
    extractor: Extractor,
    source: Source<R>,
    reader: Reader,
    /// The lines that were not read yet.
    window: Vec<Read>,
    /// What the lines read gave.
    queue: VecDeque<Fed<'static>>,
    began: bool,
    /// How many items were given.
    items: usize,
    repeats: Repeats,
    notes: Vec<Note>,
    left_out: usize,
    /// The first line of what stands under a heading of goals.
    goals_line: Option<usize>,
    reviews: bool,
    /// The first table whose results are not answers, and why.
    refused: Option<(usize, &'static str)>,
    /// What was wrong behind the lines of the window, kept until they are used up.
    failed: Option<Error>,
    ended: bool,
    done: bool,
}

impl<R: BufRead> Items<R> {
    pub(super) fn new(extractor: Extractor, reader: R) -> Self {
        Self {
            source: Source::new(reader, extractor.options.limits),
            extractor,
            reader: Reader::default(),
            window: Vec::new(),
            queue: VecDeque::new(),
            began: false,
            items: 0,
            repeats: Repeats::default(),
            notes: Vec::new(),
            left_out: 0,
            goals_line: None,
            reviews: false,
            refused: None,
            failed: None,
            ended: false,
            done: false,
        }
    }

    /// The lines passed so far that are no items: titles, remarks. A stream has no end, so that only the first ones are kept, as many as
    /// [`Limits::notes`] says.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// How many more such lines were passed.
    #[must_use]
    pub const fn notes_left_out(&self) -> usize {
        self.left_out
    }

    /// The line of the first item, of those passed so far, that stands under a heading of goals: `二、2026年主要目标`.
    ///
    /// ```
    /// let source = "一、2025年工作回顾\n新增企业25家。\n二、2026年主要目标\n加强管理。\n";
    /// let mut items = dabiao::Extractor::new().items(source.as_bytes());
    /// items.by_ref().for_each(drop);
    /// assert_eq!(items.goals_line(), Some(4));
    /// ```
    #[must_use]
    pub const fn goals_line(&self) -> Option<usize> {
        self.goals_line
    }

    /// What was passed so far beside the items.
    #[must_use]
    pub const fn passed(&self) -> Passed {
        Passed { notes: self.notes.len() + self.left_out, goals_line: self.goals_line, reviews: self.reviews, refused: self.refused }
    }

    /// The layout, once the first item was asked for.
    #[must_use]
    pub fn layout(&self) -> Option<&'static str> {
        self.began.then(|| self.reader.layout())
    }

    /// Fills the window with lines.
    fn fill(&mut self) -> Result<(), Error> {
        while self.window.len() < WINDOW && !self.ended {
            match self.source.read() {
                Ok(Some(line)) => self.window.push(line),
                Ok(None) => self.ended = true,
                Err(error) if self.window.is_empty() => return Err(error),
                Err(error) => {
                    self.failed = Some(error);
                    self.ended = true;
                }
            }
        }
        Ok(())
    }

    /// Reads the lines of the next window.
    fn read(&mut self) -> Result<(), Error> {
        self.fill()?;
        let lines: Vec<Line<'_>> = self.window.iter().map(Read::line).collect();
        self.began = true;
        let queue = &mut self.queue;
        let read = self.reader.read(&lines, self.ended, self.extractor.lexicon(), &mut |fed| queue.push_back(fed.into_owned()))?;
        self.window.drain(..read);
        Ok(())
    }

    /// The next item, as `take` makes it of what the layout gave and of the number of items in front of it.
    fn advance<T>(&mut self, take: impl FnOnce(&Extractor, RawItem<'_>, usize) -> Result<T, Error>) -> Result<Option<T>, Error> {
        loop {
            match self.queue.pop_front() {
                Some(Fed::Item(raw)) => {
                    self.items += 1;
                    if raw.ground.section.is_some_and(Section::asks) {
                        self.goals_line.get_or_insert(raw.line);
                    }
                    self.reviews |= raw.ground.section == Some(Section::Review);
                    if let Some(why) = raw.roles.as_ref().and_then(|roles| roles.refused) {
                        self.refused.get_or_insert((raw.line, why));
                    }
                    return take(&self.extractor, raw, self.items - 1).map(Some);
                }
                Some(Fed::Note(raw)) if self.notes.len() < self.extractor.options.limits.notes => self.notes.push(item::note(&raw)),
                Some(Fed::Note(_)) => self.left_out += 1,
                Some(Fed::Nothing) => {}
                None if self.ended && self.window.is_empty() => {
                    return self.failed.take().map_or(Ok(None), Err);
                }
                None => self.read()?,
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
        let mut scored = self.advance(|extractor, raw, before| extractor.scored(&raw, before));
        if let Ok(Some(item)) = &mut scored {
            self.repeats.mark(item);
        }
        until_bad(scored, &mut self.done)
    }
}

/// An item that is laid out, its cells told apart, but not read yet. It can be sent to another thread and scored there, by
/// [`Extractor::score`].
#[derive(Debug)]
pub struct Unscored {
    raw: RawItem<'static>,
}

impl Unscored {
    /// 1-based line of the source that it begins on.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.raw.line
    }

    /// Bytes of its readable text.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.raw.text.text().len()
    }

    pub(super) const fn raw(&self) -> &RawItem<'static> {
        &self.raw
    }
}

/// The items of a stream, not scored; made by [`Extractor::unscored`].
#[derive(Debug)]
pub struct UnscoredItems<R>(Items<R>);

impl<R: BufRead> UnscoredItems<R> {
    pub(super) fn new(extractor: Extractor, reader: R) -> Self {
        Self(Items::new(extractor, reader))
    }

    /// As [`Items::notes`].
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        self.0.notes()
    }

    /// As [`Items::notes_left_out`].
    #[must_use]
    pub const fn notes_left_out(&self) -> usize {
        self.0.notes_left_out()
    }

    /// As [`Items::passed`].
    #[must_use]
    pub const fn passed(&self) -> Passed {
        self.0.passed()
    }

    /// As [`Items::goals_line`].
    #[must_use]
    pub const fn goals_line(&self) -> Option<usize> {
        self.0.goals_line()
    }

    /// As [`Items::layout`].
    #[must_use]
    pub fn layout(&self) -> Option<&'static str> {
        self.0.layout()
    }
}

impl<R: BufRead> Iterator for UnscoredItems<R> {
    type Item = Result<Unscored, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self(items) = self;
        if items.done {
            return None;
        }
        let advanced = items.advance(|extractor, raw, before| {
            extractor.within(&raw, before)?;
            Ok(Unscored { raw: raw.into_owned() })
        });
        until_bad(advanced, &mut items.done)
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
        Self { source: Source::new(reader, extractor.options.limits), extractor, done: false }
    }

    /// How many lines were read so far.
    #[must_use]
    pub const fn read(&self) -> usize {
        self.source.number
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
