//! Word files (`.docx`): paragraphs and tables in the order of the document.
//!
//! Reads text as it is printed: with the numbers of paragraphs that only their style knows, the results of fields, text boxes behind the paragraph
//! that holds them, and the notes at the end. What was inserted counts. Leaves out what was deleted, what is hidden, comments, headers and footers,
//! and the table of contents. Refuses packages and XML that are broken or made to be too large.

mod breaks;
mod known;
mod layout;
mod line;
mod numbering;
mod numerals;
mod parts;
mod print;
mod story;
mod styles;
mod symbols;
mod table;
#[cfg(test)]
mod tests;
mod xml;

use std::collections::HashMap;

use self::known::{Known, Note};
use self::parts::Parts;
use self::print::{Printer, joined};
use self::story::Story;
use self::xml::Xml;
use super::package::Package;
use super::rendering::Rendering;
use crate::error::Error;

/// What errors call the file.
const FORMAT: &str = "docx";

fn broken(what: String) -> Error {
    Error::broken(FORMAT, what)
}

fn too_large(what: String) -> Error {
    Error::too_large(FORMAT, what)
}

/// Reads a Word file.
pub(super) fn read(bytes: &[u8]) -> Result<Rendering, Error> {
    let mut package = Package::open(bytes, FORMAT)?;
    let parts = Parts::find(&mut package)?;
    let mut known = Known::read(&mut package, &parts)?;
    let mut printer = Printer::default();
    document(&mut package, &parts, &mut known, &mut printer)?;
    notes(&mut package, &parts, &mut known, &mut printer)?;
    known.unread.remarks().for_each(|remark| printer.rendering.remark(remark));
    Ok(printer.rendering)
}

/// Prints the text of the document.
fn document(package: &mut Package<'_>, parts: &Parts, known: &mut Known, printer: &mut Printer) -> Result<(), Error> {
    let name = &parts.document;
    let text = package.xml(name)?.ok_or_else(|| broken(format!("it has no part {name}, which holds the text of a Word file")))?;
    let mut xml = Xml::new(&text, name);
    if !(xml.enter("document")? && xml.enter("body")?) {
        return Err(broken(format!("{name} has no element body in an element document")));
    }
    Story::new(xml, known).read(&mut |block| printer.block(block))
}

/// Prints the notes that the document refers to: `[1] …`.
fn notes(package: &mut Package<'_>, parts: &Parts, known: &mut Known, printer: &mut Printer) -> Result<(), Error> {
    let order = std::mem::take(&mut known.notes.order);
    if order.is_empty() {
        return Ok(());
    }
    let mut texts = HashMap::new();
    for (part, is_endnote) in [(&parts.footnotes, false), (&parts.endnotes, true)] {
        if order.iter().any(|note| note.is_endnote == is_endnote)
            && let Some(text) = package.xml(part)?
        {
            read_notes(Xml::new(&text, part), is_endnote, known, &mut texts)?;
        }
    }
    printer.rendering.blank();
    for (at, note) in order.iter().enumerate() {
        if let Some(text) = texts.get(note) {
            printer.line(&format!("[{}] {text}", at + 1));
        }
    }
    Ok(())
}

/// Reads the notes of a part.
fn read_notes(mut xml: Xml<'_>, is_endnote: bool, known: &mut Known, texts: &mut HashMap<Note, String>) -> Result<(), Error> {
    let (all, one) = if is_endnote { ("endnotes", "endnote") } else { ("footnotes", "footnote") };
    if !xml.enter(all)? {
        return Ok(());
    }
    let mut story = Story::new(xml, known);
    while let Some(element) = story.xml.child()? {
        let note = Note { is_endnote, id: element.attribute("id").unwrap_or_default() };
        if element.name() != one || !story.known.notes.known.contains(&note) {
            story.xml.skip()?;
            continue;
        }
        let mut blocks = Vec::new();
        story.blocks(&mut |block| {
            blocks.push(block);
            Ok(())
        })?;
        texts.insert(note, joined(blocks)?);
    }
    Ok(())
}
