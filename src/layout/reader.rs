//! A text block after block: tables as [`super::table`] reads them, what stands between them as prose.
//!
//! Lines come in windows of [`WINDOW`]; what is decided in a window is never revised, so that a stream gives what the whole text gives, in
//! constant memory.

use std::collections::VecDeque;

use super::prose::Prose;
use super::table::{self, Found, Out, Table};
use super::{Fed, HEAD, RawItem};
use crate::document::{Line, Separator};
use crate::error::{Error, Kind};
use crate::grammar::scan;
use crate::lexicon::Lexicon;

/// So many lines are looked at together.
pub(crate) const WINDOW: usize = 2000;

/// A line behind a table that has more characters is a sentence.
const SENTENCE: usize = 24;

/// What is being read of a text.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    prose: Option<Prose>,
    table: Option<Table>,
    /// The kinds of blocks that were read, as they came.
    kinds: Vec<&'static str>,
    /// The line of the last item, and how many items begin on it.
    last: (usize, usize),
}

impl Reader {
    /// Its name, as a report gives it: the first kind of table, or how its prose is laid out.
    pub(crate) fn layout(&self) -> &'static str {
        self.kinds.first().copied().unwrap_or("prose")
    }

    /// The kinds of tables that were read, in order; of several of one kind that follow one another one.
    pub(crate) fn tables(&self) -> &[&'static str] {
        &self.kinds
    }

    /// Reads the lines of a window; gives how many were read, at least one. `ended` says that the text ends with them.
    ///
    /// # Errors
    /// The first window holds nothing but a table of which no column can be read.
    pub(crate) fn read<'a>(
        &mut self,
        lines: &[Line<'a>],
        ended: bool,
        lexicon: &Lexicon,
        out: &mut impl FnMut(Fed<'a>),
    ) -> Result<usize, Error> {
        let mut last = self.last;
        let out = &mut |fed| {
            out(match fed {
                Fed::Item(raw) => {
                    last = if raw.line == last.0 { (raw.line, last.1 + 1) } else { (raw.line, 1) };
                    Fed::Item(RawItem { nth: last.1 - 1, ..raw })
                }
                fed => fed,
            });
        };
        let search = table::search(lines, self.table.is_some(), lexicon);
        if self.prose.is_none() {
            self.begin(lines, &search, lexicon)?;
        }
        let Some(prose) = &mut self.prose else { return Ok(lines.len()) };
        let tables = self.table.is_some() || !search.found.is_empty();
        let mut found: VecDeque<Found> = search.found.into();
        let mut at = 0;
        loop {
            let to = found.front().map_or(lines.len(), |next| next.header);
            let last = to == lines.len();
            if let Some(table) = &mut self.table {
                let read = table.feed(&lines[at..to], ended || !last, lexicon, &mut |fed| match fed {
                    Out::Fed(fed) => out(fed),
                    Out::Line(line) => prose.feed(line, lexicon, &mut |fed| out(around(fed, true, lexicon))),
                });
                at += read;
            } else {
                for &line in &lines[at..to] {
                    prose.feed(line, lexicon, &mut |fed| out(around(fed, tables, lexicon)));
                }
                at = to;
            }
            let Some(next) = found.pop_front() else { break };
            // What is open in the prose ends where a table begins.
            prose.end(lexicon, &mut |fed| out(around(fed, true, lexicon)));
            at = next.body.max(at);
            if !next.table.is_unread() && self.kinds.last() != Some(&next.table.name()) {
                self.kinds.push(next.table.name());
            }
            self.table = Some(next.table);
        }
        // A row longer than a window is read as it is.
        let read = if at == 0 && !lines.is_empty() { lines.len() } else { at };
        if ended {
            prose.end(lexicon, &mut |fed| out(around(fed, tables, lexicon)));
        }
        self.last = last;
        Ok(read)
    }

    /// Finds how the prose is laid out, by the first lines that stand in no table.
    fn begin(&mut self, lines: &[Line<'_>], search: &table::Search, lexicon: &Lexicon) -> Result<(), Error> {
        let mut outside: Vec<Line<'_>> = Vec::new();
        let first = search.found.first().map_or(lines.len(), |found| found.header);
        outside.extend(lines[..first].iter().take(HEAD));
        // What follows a table between bars may be the report that the table is only a part of.
        let sentence = |line: &&Line<'_>| !Separator::Bar.has(line.text, 1) && line.text.chars().nth(SENTENCE).is_some();
        if search.found.first().is_some_and(|found| found.table.name() == "pipe") {
            outside.extend(lines[first..].iter().filter(sentence).take(HEAD));
        }
        let prose = Prose::of(&outside, !search.found.is_empty(), lexicon);
        // A text that is hardly more than a table that cannot be read.
        let most = |below: usize| below * 2 >= lines.iter().filter(|line| !line.is_blank()).count();
        let empty = prose.plans() || search.refused.as_ref().is_some_and(|refused| most(refused.rows));
        if let (Some(refused), true, true) = (&search.refused, search.found.is_empty(), empty) {
            let (header, found, missing) = (refused.header.clone(), refused.found.clone(), refused.missing);
            return Err(Error::at(lines[refused.line].number, 1, Kind::UnreadTable { header, found, missing }));
        }
        self.prose = Some(prose);
        Ok(())
    }
}

/// A line around a table that says no number is a note.
fn around<'a>(fed: Fed<'a>, tables: bool, lexicon: &Lexicon) -> Fed<'a> {
    match fed {
        Fed::Item(raw) if tables && scan(raw.text.text(), lexicon).is_empty() => Fed::Note(raw),
        fed => fed,
    }
}

/// Reads a whole text, and hands on what it gives.
///
/// # Errors
/// See [`Reader::read`], and what `keep` gives.
pub(crate) fn read_all<'a>(
    reader: &mut Reader,
    source: &'a str,
    lexicon: &Lexicon,
    mut keep: impl FnMut(RawItem<'a>, bool) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut lines = crate::document::lines(source);
    let mut window: Vec<Line<'a>> = Vec::with_capacity(WINDOW.min(source.len() / 8 + 1));
    let mut failed = None;
    loop {
        window.extend(lines.by_ref().take(WINDOW - window.len().min(WINDOW - 1)));
        let ended = window.len() < WINDOW;
        let read = reader.read(&window, ended, lexicon, &mut |fed| {
            if failed.is_some() {
                return;
            }
            let kept = match fed {
                Fed::Nothing => Ok(()),
                Fed::Item(raw) => keep(raw, true),
                Fed::Note(raw) => keep(raw, false),
            };
            failed = kept.err();
        })?;
        if let Some(error) = failed.take() {
            return Err(error);
        }
        if ended {
            return Ok(());
        }
        window.drain(..read);
    }
}
