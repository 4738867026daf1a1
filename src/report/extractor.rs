//! The front door: text in, scored items out.

use std::io::BufRead;

use super::item::{self, Options};
use super::model::{Item, Mention, Note, Report};
use crate::error::{Error, Kind};
use crate::layout::{Fed, Layout, Line, lines};
use crate::lexicon::Lexicon;

/// How many lines are looked at to find the layout.
const HEAD: usize = 64;
/// The longest line that is read from a stream.
const LONGEST_LINE: usize = 16 << 20;

/// Reads reports. Built once and shared: it is `Send + Sync`.
#[derive(Debug, Clone, Copy)]
pub struct Extractor {
    lexicon: &'static Lexicon,
    options: Options,
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Extractor {
    /// An extractor with the built-in lexicon.
    #[must_use]
    pub fn new() -> Self {
        Self { lexicon: Lexicon::builtin(), options: Options::default() }
    }

    /// Whether every outcome lists the figures that were passed over, not only an outcome without an answer.
    #[must_use]
    pub const fn rivals(mut self, rivals: bool) -> Self {
        self.options.rivals = rivals;
        self
    }

    /// Reads a whole report.
    ///
    /// # Errors
    /// The text is empty or not text, or it is a table without a column that can be the task.
    pub fn parse(&self, source: &str) -> Result<Report, Error> {
        if source.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
            return Err(Error::whole(Kind::Empty));
        }
        if let Some(at) = source.find('\0') {
            let line = source[..at].matches('\n').count() + 1;
            return Err(Error::at(line, 1, Kind::NotText));
        }
        let head: Vec<Line<'_>> = lines(source).take(HEAD).collect();
        let mut layout = Layout::found(&head, self.lexicon)?;
        let (mut items, mut notes) = (Vec::new(), Vec::new());
        for line in lines(source) {
            match layout.feed(line, self.lexicon) {
                Fed::Nothing => {}
                Fed::Item(raw) => items.push(item::score(&raw, self.lexicon, self.options)),
                Fed::Note(raw) => notes.push(item::note(&raw)),
            }
        }
        Ok(Report { layout: layout.name().to_owned(), items, notes })
    }

    /// Reads the items of a report one by one; a report of a row layout is never held as a whole.
    ///
    /// ```
    /// let source = "序号|重点工作|完成情况\n1|招引项目20个|招引项目9个\n2|修路5公里|修路5公里\n";
    /// let items = dabiao::Extractor::new().items(source.as_bytes());
    /// let ratios: Vec<_> = items.map(|item| item.unwrap().targets[0].outcome.ratio.unwrap().to_string()).collect();
    /// assert_eq!(ratios, ["0.45", "1"]);
    /// ```
    pub fn items<R: BufRead>(&self, reader: R) -> Items<R> {
        Items { extractor: *self, reader, layout: None, head: Vec::new(), next: 0, from: 0, notes: Vec::new(), state: State::Fresh }
    }

    /// The quantities of one text, as they stand.
    #[must_use]
    pub fn quantities(&self, text: &str) -> Vec<Mention> {
        let line = Line { number: 1, from: 0, text };
        match Layout::Plain.feed(line, self.lexicon) {
            Fed::Item(raw) => item::mentions(&raw, self.lexicon),
            Fed::Nothing | Fed::Note(_) => Vec::new(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Fresh,
    Running,
    Done,
}

/// An owned line of a stream.
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

/// The items of a stream; made by [`Extractor::items`].
#[derive(Debug)]
pub struct Items<R> {
    extractor: Extractor,
    reader: R,
    layout: Option<Layout>,
    head: Vec<Read>,
    next: usize,
    from: usize,
    notes: Vec<Note>,
    state: State,
}

impl<R: BufRead> Items<R> {
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

    fn read(&mut self) -> Result<Option<Read>, Error> {
        let number = self.next + 1;
        let mut bytes = Vec::new();
        let limit = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX);
        let taken = std::io::Read::take(&mut self.reader, limit).read_until(b'\n', &mut bytes).map_err(|error| Error::at(number, 1, Kind::Read(error)))?;
        if taken == 0 {
            return Ok(None);
        }
        if taken == LONGEST_LINE && bytes.last() != Some(&b'\n') {
            return Err(Error::at(number, 1, Kind::LineTooLong { limit: LONGEST_LINE }));
        }
        let from = self.from;
        self.from += taken;
        self.next = number;
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
        if text.contains('\0') {
            return Err(Error::at(number, 1, Kind::NotText));
        }
        Ok(Some(Read { number, from, text }))
    }

    /// Reads the first lines and finds the layout.
    fn begin(&mut self) -> Result<(), Error> {
        self.state = State::Running;
        while self.head.len() < HEAD {
            match self.read()? {
                Some(line) => self.head.push(line),
                None => break,
            }
        }
        let lines: Vec<Line<'_>> = self.head.iter().map(Read::line).collect();
        if lines.iter().all(|line| line.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty()) && lines.len() < HEAD {
            return Err(Error::whole(Kind::Empty));
        }
        self.layout = Some(Layout::found(&lines, self.extractor.lexicon)?);
        self.head.reverse();
        Ok(())
    }

    fn advance(&mut self) -> Result<Option<Item>, Error> {
        if self.state == State::Fresh {
            self.begin()?;
        }
        loop {
            let line = match self.head.pop() {
                Some(line) => Some(line),
                None => self.read()?,
            };
            let (Some(line), Some(layout)) = (line, &mut self.layout) else { return Ok(None) };
            match layout.feed(line.line(), self.extractor.lexicon) {
                Fed::Nothing => {}
                Fed::Item(raw) => return Ok(Some(item::score(&raw, self.extractor.lexicon, self.extractor.options))),
                Fed::Note(raw) => self.notes.push(item::note(&raw)),
            }
        }
    }
}

impl<R: BufRead> Iterator for Items<R> {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.state == State::Done {
            return None;
        }
        let next = self.advance().transpose();
        if !matches!(next, Some(Ok(_))) {
            self.state = State::Done;
        }
        next
    }
}
