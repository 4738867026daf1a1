//! What is known of a file while its text is read: its styles and lists, the notes that were referred to, and what was left out.

use std::collections::HashSet;

use super::numbering::Numbering;
use super::parts::Parts;
use super::styles::Styles;
use super::xml::Xml;
use crate::document::file::package::Package;
use crate::error::Error;

/// What is known of a file.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) notes: Notes,
    pub(super) unread: Unread,
    /// How many cells its tables have so far.
    pub(super) cells: usize,
}

impl Known {
    /// Reads the styles and the lists of a file.
    pub(super) fn read(package: &mut Package<'_>, parts: &Parts) -> Result<Self, Error> {
        let mut known = Self::default();
        if let Some(text) = package.xml(&parts.styles)? {
            let mut xml = Xml::new(&text, &parts.styles);
            if xml.enter("styles")? {
                known.styles = Styles::read(&mut xml)?;
            }
        }
        if let Some(text) = package.xml(&parts.numbering)? {
            let mut xml = Xml::new(&text, &parts.numbering);
            if xml.enter("numbering")? {
                known.numbering = Numbering::read(&mut xml)?;
            }
        }
        Ok(known)
    }
}

/// The notes that the text refers to, in the order of their marks.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) order: Vec<Note>,
    pub(super) known: HashSet<Note>,
}

/// A note, by the element that refers to it and its identifier.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Note {
    pub(super) is_endnote: bool,
    pub(super) id: String,
}

impl Notes {
    /// Notes that the text refers to a note.
    pub(super) fn refer(&mut self, is_endnote: bool, id: Option<String>) {
        let Some(note) = id.map(|id| Note { is_endnote, id }) else { return };
        if self.known.insert(note.clone()) {
            self.order.push(note);
        }
    }
}

/// What stands in a file and was not read.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// How many paragraphs have hidden text, and how that of the first begins.
    hidden: (usize, String),
    /// Whether the paragraph that is being read has some.
    is_hiding: bool,
    pub(super) hidden_rows: usize,
    /// Whether there are changes that nobody has accepted yet.
    pub(super) is_tracked: bool,
    /// How many objects of other programs there are, and of which the first is: `Excel.Sheet.12`.
    objects: (usize, String),
    /// Whether it holds a part in another format than its own.
    pub(super) other_formats: bool,
}

/// How many characters of what is left out a remark shows.
const SHOWN: usize = 20;

/// Appends what a remark shows of a text, without what controls a terminal.
fn show(text: &str, shown: &mut String) {
    let room = SHOWN.saturating_sub(shown.chars().count());
    shown.extend(text.chars().filter(|c| !c.is_control()).take(room));
}

impl Unread {
    /// Notes hidden text; programs cut it into runs.
    pub(super) fn hide(&mut self, text: &str) {
        let (count, first) = &mut self.hidden;
        let is_new = !self.is_hiding && !text.trim().is_empty();
        *count += usize::from(is_new);
        self.is_hiding |= is_new;
        if *count == 1 && self.is_hiding {
            show(text, first);
        }
    }

    /// Notes that a paragraph ends.
    pub(super) fn end_paragraph(&mut self) {
        self.is_hiding = false;
    }

    /// Notes an object of another program.
    pub(super) fn object(&mut self, program: Option<String>) {
        let (count, first) = &mut self.objects;
        if *count == 0 {
            show(&program.unwrap_or_default(), first);
        }
        *count += 1;
    }

    /// What a person should know of it.
    pub(super) fn remarks(&self) -> impl Iterator<Item = String> {
        let ((count, first), (objects, program)) = (&self.hidden, &self.objects);
        let several = |count: usize, one: &str, more: &str| (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { more }));
        let remarks = [
            several(*count, "paragraph has hidden text that was left out", "paragraphs have hidden text that was left out")
                .map(|told| format!("{told}: {first} …")),
            several(self.hidden_rows, "hidden row of a table was left out", "hidden rows of tables were left out"),
            self.is_tracked.then(|| "changes are tracked: what was inserted is read, what was deleted is not".to_owned()),
            several(*objects, "embedded object was left out", "embedded objects were left out").map(|told| format!("{told}: {program}")),
            self.other_formats.then(|| "a part in another format (altChunk) was left out; save the file again in Word".to_owned()),
        ];
        remarks.into_iter().flatten()
    }
}
