//! A user's words: a TOML file, read into rows of the crate's tables.
//!
//! Reads: `[units]`, `[verbs]`, `[indicators]`, `[synonyms]`, `[ignore]`; see `format.md`.
//! Refuses: what it does not know, what is given twice, words without a letter in them; each with the line and what would be right.

mod entry;
mod error;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::table::Own;
use crate::text::Readable;
use entry::Classes;
pub use error::LexiconError;

type Key<'s> = Spanned<std::borrow::Cow<'s, str>>;
type Value<'s> = Spanned<DeValue<'s>>;

const SECTIONS: &str = "[units], [verbs], [indicators], [synonyms] and [ignore]";

/// The rows of one file, behind those that were read `before`.
pub(super) fn rows(file: &str, source: &str, before: &[Own]) -> Result<Vec<Own>, LexiconError> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let lines = source.match_indices('\n').map(|(at, _)| at).collect();
    let mut reader = Reader { file: file.into(), source, lines, rows: Vec::new(), known: HashMap::new(), classes: Classes::of_the_crate() };
    before.iter().for_each(|own| reader.know(own));
    let document = DeTable::parse(source).map_err(|error| reader.no_toml(&error))?;
    for (section, value) in in_order(document.get_ref()) {
        match section.get_ref().as_ref() {
            "units" => reader.entries(section, value, Reader::unit)?,
            "verbs" => reader.entries(section, value, Reader::verb)?,
            "indicators" => reader.entries(section, value, Reader::indicator)?,
            "synonyms" => reader.entries(section, value, Reader::synonyms)?,
            "ignore" => reader.ignore(section, value)?,
            other => {
                return Err(reader.fault(section.span(), format!("{other:?} is no section; the sections are {SECTIONS}")));
            }
        }
    }
    Ok(reader.rows)
}

/// The entries of a table in the order of the file, so that the first fault is told first.
fn in_order<'t, 's>(table: &'t DeTable<'s>) -> Vec<(&'t Key<'s>, &'t Value<'s>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

struct Reader<'r> {
    file: Arc<str>,
    source: &'r str,
    /// Where each line ends.
    lines: Vec<usize>,
    rows: Vec<Own>,
    /// Where each word of each table was given.
    known: HashMap<(&'static str, String), (Arc<str>, usize)>,
    classes: Classes,
}

impl<'s> Reader<'s> {
    /// What is wrong at a place of the file.
    fn fault(&self, at: Range<usize>, what: String) -> LexiconError {
        let line = self.line(&at);
        let entry = self.source.lines().nth(line - 1).unwrap_or_default().trim_end().to_owned();
        LexiconError { file: self.file.to_string(), line, entry, what }
    }

    fn line(&self, at: &Range<usize>) -> usize {
        self.lines.partition_point(|&end| end < at.start) + 1
    }

    /// A file that is no TOML at all, in words for a person who does not know what that is.
    fn no_toml(&self, error: &toml::de::Error) -> LexiconError {
        let at = error.span().unwrap_or(0..0);
        let fault = self.fault(at, String::new());
        let key = fault.entry.trim_start();
        let what = if error.message().contains("duplicate key") {
            "what stands here is given twice; keep one of the two".to_owned()
        } else if fault.entry.contains(['“', '”', '‘', '’', '＂', '＝', '，', '［', '］', '｛', '｝']) {
            "a Chinese mark stands where TOML has its own; write \" = , [ ] { } as on an English keyboard".to_owned()
        } else if key.starts_with(|c: char| !c.is_ascii()) {
            "the word has no quotation marks; write \"工位\" = \"piece\"".to_owned()
        } else {
            format!("this is not written as TOML has it: {}; a line looks like \"工位\" = \"piece\"", error.message().trim())
        };
        LexiconError { what, ..fault }
    }

    /// Reads each entry of a section.
    fn entries(
        &mut self,
        section: &Key<'s>,
        value: &Value<'s>,
        read: fn(&mut Self, &Key<'s>, &str, &Value<'s>) -> Result<(), LexiconError>,
    ) -> Result<(), LexiconError> {
        let Some(table) = value.get_ref().as_table() else {
            let name = section.get_ref();
            return Err(
                self.fault(section.span(), format!("{name} should be a section: a line [{name}], and a line for each word under it"))
            );
        };
        for (key, value) in in_order(table) {
            let word = self.word(key.get_ref(), key.span())?;
            read(self, key, &word, value)?;
        }
        Ok(())
    }

    /// A word as reports are read: Simplified, without white space around it.
    fn word(&self, printed: &str, at: Range<usize>) -> Result<String, LexiconError> {
        let readable = Readable::new(printed.trim(), 0);
        let word = readable.text();
        if word.is_empty() {
            return Err(self.fault(at, "a word is empty; write it between the quotation marks".to_owned()));
        }
        if word.contains(char::is_control) {
            return Err(self.fault(at, format!("{word:?} has a line break or a tab in it; write the word on one line")));
        }
        Ok(word.to_owned())
    }

    /// Keeps a row, unless its word has one already.
    fn keep(&mut self, at: Range<usize>, table: &'static str, fields: &[&str]) -> Result<(), LexiconError> {
        if let Some((file, line)) = self.known.get(&(table, fields[0].to_owned())) {
            return Err(self.fault(at, format!("{:?} is given twice; it stands in {file}, line {line} already", fields[0])));
        }
        let fields = fields.iter().map(|&field| field.to_owned()).collect();
        let own = Own { table, fields, file: Arc::clone(&self.file), line: self.line(&at) };
        self.know(&own);
        self.rows.push(own);
        Ok(())
    }

    fn know(&mut self, own: &Own) {
        // A word may stand in several groups of synonyms: they are then one.
        if own.table != "synonyms" {
            self.known.insert((own.table, own.fields[0].clone()), (Arc::clone(&own.file), own.line));
        }
    }
}
