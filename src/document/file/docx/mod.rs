//! Word files: WordprocessingML in a ZIP archive.
//!
//! Reads: paragraphs and tables in their order, spans of cells, nested tables, the numbers of lists that only the style holds, text boxes once,
//! what a tracked change inserts, footnotes behind the text.
//! Leaves out: what a change deletes, hidden text (told), comments, headers and footers, instructions of fields.

mod body;
mod numbering;
mod table;

use super::package::Package;
use super::place::Place;
use super::rendering::{GridCell, Rendering};
use crate::error::Error;
use body::{Block, Body};
use numbering::Numbering;
use table::Table;

/// Reads a Word file.
pub(super) fn read(bytes: &[u8]) -> Result<Rendering, Error> {
    let mut package = Package::open(bytes, "docx")?;
    let (lists, styles) = (package.xml("word/numbering.xml")?, package.xml("word/styles.xml")?);
    let mut numbering = Numbering::read(lists.as_deref(), styles.as_deref())?;
    let main = match package.xml("word/document.xml")? {
        Some(main) => main,
        // A document may have another name: word/document2.xml.
        None => {
            let name = package.names().find(|name| name.starts_with("word/document") && name.ends_with(".xml")).map(str::to_owned);
            let part = name.map(|name| package.xml(&name)).transpose()?.flatten();
            part.ok_or_else(|| super::package::broken("docx", "it has no part word/document.xml".to_owned()))?
        }
    };
    let mut printer = Printer::default();
    let body = Body::read(&main, &mut numbering)?;
    printer.blocks(body.blocks);
    if body.hidden > 0 {
        let runs =
            if body.hidden == 1 { "1 piece of hidden text was".to_owned() } else { format!("{} pieces of hidden text were", body.hidden) };
        printer.rendering.remark(format!("{runs} left out"));
    }
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(part) = package.xml(notes)? {
            let notes = Body::read(&part, &mut numbering)?;
            printer.notes(notes.blocks);
        }
    }
    Ok(printer.rendering)
}

/// Prints blocks one after another and counts them.
#[derive(Default)]
struct Printer {
    rendering: Rendering,
    paragraphs: u32,
    tables: u32,
}

impl Printer {
    fn blocks(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.paragraph(&text),
                Block::Table(table) if table.is_layout() => {
                    for block in table.into_blocks() {
                        self.blocks(vec![block]);
                    }
                }
                Block::Table(table) => self.table(&table),
            }
        }
    }

    fn paragraph(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.paragraphs += 1;
            self.rendering.blank();
            self.rendering.paragraph(text, Place::Paragraph(self.paragraphs));
        }
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let number = self.tables;
        let count = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
        let place = |cell: &GridCell| Place::Table { table: number, row: count(cell.row), column: count(cell.column) };
        self.rendering.grid(&table.grid(), place);
    }

    /// Notes stand behind everything, each with its number.
    fn notes(&mut self, blocks: Vec<Block>) {
        let mut number = 0;
        for block in blocks {
            if let Block::Paragraph(text) = block
                && !text.trim().is_empty()
            {
                number += 1;
                self.paragraph(&format!("[{number}] {}", text.trim()));
            }
        }
    }
}

#[cfg(test)]
mod tests;
