//! The paragraphs and tables of a part, in their order.

use quick_xml::events::BytesStart;

use super::numbering::Numbering;
use super::table::Table;
use crate::document::file::package::too_large;
use crate::document::file::xml::{Piece, Xml, attribute, is_on, local};
use crate::error::Error;

/// A part has no more paragraphs and cells.
const BLOCKS: usize = 4_000_000;

/// What stands in a part, or in a cell.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(String),
    Table(Table),
}

/// A part that was read.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) blocks: Vec<Block>,
    /// How many pieces of hidden text were left out.
    pub(super) hidden: usize,
}

/// What is open where the part is read.
#[derive(Debug)]
enum Open {
    /// Blocks: the part itself, a cell, a text box.
    Blocks(Vec<Block>),
    Table(Table),
    Row {
        deleted: bool,
    },
    Cell {
        columns: usize,
        goes_on: bool,
    },
    Paragraph(Paragraph),
}

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    /// What its text boxes hold, which stands behind it.
    boxes: Vec<Block>,
}

/// How a run is printed.
#[derive(Debug, Default, Clone, Copy)]
struct Run {
    hidden: bool,
    raised: bool,
    /// Whether some of its text was left out already.
    told: bool,
}

impl Body {
    /// Reads a part: a document, or its notes.
    pub(super) fn read(part: &str, numbering: &mut Numbering) -> Result<Self, Error> {
        let mut reader = Reader {
            open: vec![Open::Blocks(Vec::new())],
            run: Run::default(),
            in_run: false,
            text: false,
            hidden: 0,
            blocks: 0,
            numbering,
        };
        let mut xml = Xml::new(part, "docx");
        // The element whose inside is not read, and how many of its name lie inside it.
        let mut skipped: Option<(String, usize)> = None;
        while let Some(piece) = xml.next()? {
            if let Some((name, inside)) = &mut skipped {
                match &piece {
                    Piece::Start(start) if local(start) == *name => *inside += 1,
                    Piece::End(ended) if ended == name && *inside == 0 => skipped = None,
                    Piece::End(ended) if ended == name => *inside -= 1,
                    _ => {}
                }
                continue;
            }
            match piece {
                Piece::Start(start) => {
                    let name = local(&start);
                    if reader.skips(&name) {
                        skipped = Some((name, 0));
                        continue;
                    }
                    reader.start(&name, &start)?;
                }
                Piece::End(name) => reader.end(&name),
                Piece::Text(text) => reader.said(&text),
            }
        }
        Ok(reader.done())
    }
}

struct Reader<'n> {
    open: Vec<Open>,
    run: Run,
    in_run: bool,
    /// Whether a `t` is open: white space between elements is none of the text.
    text: bool,
    hidden: usize,
    blocks: usize,
    numbering: &'n mut Numbering,
}

impl Reader<'_> {
    /// Whether what stands in an element is not read. A deletion inside the properties of a row or of a paragraph's end is empty.
    fn skips(&self, name: &str) -> bool {
        matches!(
            name,
            "Fallback"
                | "moveFrom"
                | "instrText"
                | "delText"
                | "delInstrText"
                | "rPrChange"
                | "pPrChange"
                | "tcPrChange"
                | "trPrChange"
                | "tblPrChange"
                | "sectPrChange"
                | "numberingChange"
                | "tblGridChange"
        ) || name == "del" && !matches!(self.open.last(), Some(Open::Row { .. }))
    }

    fn start(&mut self, name: &str, start: &BytesStart<'_>) -> Result<(), Error> {
        let value = || attribute(start, "val");
        match name {
            "tbl" => self.open.push(Open::Table(Table::default())),
            "tr" => {
                if let Some(Open::Table(table)) = self.open.last_mut() {
                    table.begin_row();
                    self.open.push(Open::Row { deleted: false });
                }
            }
            "del" => {
                if let Some(Open::Row { deleted }) = self.open.last_mut() {
                    *deleted = true;
                }
            }
            "gridBefore" => {
                let columns = value().and_then(|value| value.parse().ok()).unwrap_or(0);
                if let [.., Open::Table(table), Open::Row { .. }] = &mut self.open[..] {
                    table.skip(columns);
                }
            }
            "tc" => {
                self.count()?;
                self.open.push(Open::Cell { columns: 1, goes_on: false });
                self.open.push(Open::Blocks(Vec::new()));
            }
            "gridSpan" => {
                if let [.., Open::Cell { columns, .. }, Open::Blocks(_)] = &mut self.open[..] {
                    *columns = value().and_then(|value| value.parse().ok()).unwrap_or(1);
                }
            }
            "vMerge" | "hMerge" => {
                if let [.., Open::Cell { goes_on, .. }, Open::Blocks(_)] = &mut self.open[..] {
                    *goes_on = name == "vMerge" && value().as_deref() != Some("restart");
                }
            }
            "p" => {
                self.count()?;
                self.open.push(Open::Paragraph(Paragraph::default()));
            }
            "txbxContent" => self.open.push(Open::Blocks(Vec::new())),
            "pStyle" => self.paragraph(|paragraph| paragraph.style = value()),
            "numId" => self.paragraph(|paragraph| paragraph.list = value()),
            "ilvl" => self.paragraph(|paragraph| paragraph.level = value().and_then(|value| value.parse().ok())),
            "r" => (self.run, self.in_run) = (Run::default(), true),
            "vanish" if self.in_run => self.run.hidden = is_on(start),
            "vertAlign" if self.in_run => self.run.raised = value().as_deref() == Some("superscript"),
            "t" => self.text = true,
            // Stops of tabs in the properties of a paragraph are none of its text.
            "tab" | "ptab" if self.in_run => self.add("\t"),
            "br" | "cr" if self.in_run => self.add("\n"),
            "noBreakHyphen" if self.in_run => self.add("-"),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.text = false,
            "r" => self.in_run = false,
            "p" => {
                let Some(Open::Paragraph(_)) = self.open.last() else { return };
                let Some(Open::Paragraph(paragraph)) = self.open.pop() else { return };
                let number = if paragraph.text.trim().is_empty() {
                    String::new()
                } else {
                    self.numbering.next(paragraph.style.as_deref(), paragraph.list.as_deref(), paragraph.level)
                };
                let text = format!("{number}{}", paragraph.text);
                self.put(std::iter::once(Block::Paragraph(text)).chain(paragraph.boxes));
            }
            "txbxContent" => {
                if matches!(self.open[..], [_, .., Open::Blocks(_)])
                    && let Some(Open::Blocks(inside)) = self.open.pop()
                {
                    let paragraph = self
                        .open
                        .iter_mut()
                        .rev()
                        .find_map(|open| if let Open::Paragraph(paragraph) = open { Some(paragraph) } else { None });
                    match paragraph {
                        Some(paragraph) => paragraph.boxes.extend(inside),
                        None => self.put(inside.into_iter()),
                    }
                }
            }
            "tc" => {
                if !matches!(self.open[..], [.., Open::Cell { .. }, Open::Blocks(_)]) {
                    return;
                }
                let (inside, cell) = (self.open.pop(), self.open.pop());
                if let (Some(Open::Blocks(blocks)), Some(Open::Cell { columns, goes_on })) = (inside, cell)
                    && let Some(table) =
                        self.open.iter_mut().rev().find_map(|open| if let Open::Table(table) = open { Some(table) } else { None })
                {
                    table.cell(blocks, columns, goes_on);
                }
            }
            "tr" => {
                if let [.., Open::Table(table), Open::Row { deleted }] = &mut self.open[..] {
                    table.end_row(*deleted);
                    self.open.pop();
                }
            }
            "tbl" => {
                if let Some(Open::Table(_)) = self.open.last()
                    && let Some(Open::Table(table)) = self.open.pop()
                {
                    self.put(std::iter::once(Block::Table(table)));
                }
            }
            _ => {}
        }
    }

    fn said(&mut self, text: &str) {
        if !self.text {
            return;
        }
        if self.run.hidden {
            self.hidden += usize::from(!self.run.told && !text.trim().is_empty());
            self.run.told = true;
            return;
        }
        if self.run.raised {
            self.add_raised(text);
        } else {
            self.add(text);
        }
    }

    /// 平方米², km²: a power. Behind a number it is the mark of a note and none of the number; elsewhere it is kept as one.
    fn add_raised(&mut self, text: &str) {
        let digits = text.trim().trim_start_matches(['[', '［', '(', '〔']).trim_end_matches([']', '］', ')', '〕']);
        if digits.is_empty() || digits.len() > 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            self.add(text);
            return;
        }
        let mut before = None;
        self.paragraph(|paragraph| before = paragraph.text.chars().next_back());
        match (before, digits) {
            (Some('m' | 'M' | '米' | '里'), "2") => self.add("²"),
            (Some('m' | 'M' | '米' | '里'), "3") => self.add("³"),
            (Some(c), _) if c.is_ascii_digit() || c == '%' => {}
            _ => self.add(&format!("[{digits}]")),
        }
    }

    fn add(&mut self, text: &str) {
        self.paragraph(|paragraph| paragraph.text.push_str(text));
    }

    /// Does something to the paragraph that is open innermost.
    fn paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(Open::Paragraph(paragraph)) = self.open.last_mut() {
            change(paragraph);
        }
    }

    /// Adds blocks where they belong.
    fn put(&mut self, blocks: impl Iterator<Item = Block>) {
        if let Some(inside) = self.open.iter_mut().rev().find_map(|open| if let Open::Blocks(blocks) = open { Some(blocks) } else { None })
        {
            inside.extend(blocks);
        }
    }

    fn count(&mut self) -> Result<(), Error> {
        self.blocks += 1;
        if self.blocks > BLOCKS { Err(too_large("docx", format!("it has more than {BLOCKS} paragraphs and cells"))) } else { Ok(()) }
    }

    /// What was read; where the part ends early, what is open counts as ended.
    fn done(mut self) -> Body {
        while self.open.len() > 1 {
            let name = match self.open.last() {
                Some(Open::Paragraph(_)) => "p",
                Some(Open::Table(_)) => "tbl",
                Some(Open::Row { .. }) => "tr",
                Some(Open::Blocks(_)) if matches!(self.open[..], [.., Open::Cell { .. }, _]) => "tc",
                Some(Open::Blocks(_)) => "txbxContent",
                _ => "",
            };
            let before = self.open.len();
            self.end(name);
            if self.open.len() == before {
                self.open.pop();
            }
        }
        let blocks = match self.open.pop() {
            Some(Open::Blocks(blocks)) => blocks,
            _ => Vec::new(),
        };
        Body { blocks, hidden: self.hidden }
    }
}
