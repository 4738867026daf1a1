//! The text of a part, block after block: paragraphs and tables in the order of the document.
//!
//! Reads runs of text, tabs and breaks, signs, formulas as plain text, the results of fields, and text boxes behind the paragraph that holds them.
//! Leaves out deleted and hidden text, comments, and the marks of notes, whose notes are read at the end.

use super::known::Known;
use super::line::Line;
use super::styles::{Look, NumberingReference};
use super::symbols::{Font, symbol};
use super::table::Table;
use super::xml::{Element, Xml};
use crate::error::Error;

/// A part of a text that stands by itself.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph: the number that is printed in front, and its text, in which `\n` is a break of the line and `\u{c}` one of the page.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) label: String,
    pub(super) text: String,
}

impl Block {
    /// Whether it holds anything but white space.
    pub(super) fn says_something(&self) -> bool {
        match self {
            Self::Paragraph(paragraph) => !paragraph.label.is_empty() || !paragraph.text.trim().is_empty(),
            Self::Table(_) => true,
        }
    }
}

impl Paragraph {
    /// Its text behind its number, which is not to run into a number that the text begins with.
    pub(super) fn labelled(&self) -> String {
        let is_open = self.label.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '．' | '-' | ','));
        let runs_in = self.text.starts_with(|c: char| c.is_ascii_alphanumeric() || ('０'..='９').contains(&c));
        let space = if is_open && runs_in || self.label.ends_with(|c: char| c.is_ascii_digit()) { " " } else { "" };
        [&self.label, space, &self.text].concat()
    }
}

/// A part that is being read as text.
pub(super) struct Story<'x, 'k> {
    pub(super) xml: Xml<'x>,
    pub(super) known: &'k mut Known,
    /// The fields that are open: whether each has come to its result.
    fields: Vec<bool>,
}

/// Fields stand in one another no deeper.
const FIELDS: usize = 50;

/// Takes blocks as they are read.
pub(super) type Sink<'s> = &'s mut dyn FnMut(Block) -> Result<(), Error>;

/// What a paragraph says of itself.
#[derive(Debug, Default)]
struct Format {
    style: Option<String>,
    numbering: NumberingReference,
    mark: Mark,
}

/// The mark at the end of a paragraph. Without it the paragraph runs on into the next one.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Mark {
    #[default]
    Printed,
    Hidden,
    Deleted,
}

impl<'x, 'k> Story<'x, 'k> {
    pub(super) fn new(xml: Xml<'x>, known: &'k mut Known) -> Self {
        Self { xml, known, fields: Vec::new() }
    }

    /// Reads the blocks in the element whose start came last, which is the whole text of the part.
    pub(super) fn read(mut self, sink: Sink<'_>) -> Result<(), Error> {
        self.blocks(sink)?;
        self.known.unread.is_tracked |= self.xml.is_tracked;
        Ok(())
    }

    /// Reads the blocks in the element whose start came last.
    pub(super) fn blocks(&mut self, sink: Sink<'_>) -> Result<(), Error> {
        let mut begun = None;
        while let Some(element) = self.xml.child()? {
            self.block(&element, &mut begun, sink)?;
        }
        begun.map_or(Ok(()), |paragraph| sink(Block::Paragraph(paragraph)))
    }

    /// Reads one block; `begun` is the paragraph in front of it that runs on into the next one.
    pub(super) fn block(&mut self, element: &Element<'_>, begun: &mut Option<Paragraph>, sink: Sink<'_>) -> Result<(), Error> {
        match element.name() {
            "p" => self.paragraph(begun, sink),
            "tbl" => {
                begun.take().map_or(Ok(()), |paragraph| sink(Block::Paragraph(paragraph)))?;
                sink(Block::Table(self.table()?))
            }
            name => {
                self.known.unread.other_formats |= name == "altChunk";
                self.xml.skip()
            }
        }
    }

    fn paragraph(&mut self, begun: &mut Option<Paragraph>, sink: Sink<'_>) -> Result<(), Error> {
        let mut line = Line::default();
        let mut format = Format::default();
        let mut boxes = Vec::new();
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "pPr" => format = self.format()?,
                "r" => self.run(format.style.as_deref(), &mut line, &mut boxes)?,
                "oMath" | "oMathPara" => self.formula(&mut line)?,
                _ => self.xml.skip()?,
            }
        }
        // No instruction goes on behind its paragraph, or a field that was cut would hide all that follows.
        self.fields.fill(true);
        self.known.unread.end_paragraph();
        let ended = self.ended(&format, line.into_text(), begun.take().unwrap_or_default());
        match format.mark {
            Mark::Printed => sink(Block::Paragraph(ended))?,
            Mark::Hidden | Mark::Deleted => *begun = Some(ended),
        }
        boxes.into_iter().try_for_each(sink)
    }

    /// A paragraph that was read to its end, with what ran on into it and its number.
    fn ended(&mut self, format: &Format, text: String, before: Paragraph) -> Paragraph {
        let known = &mut *self.known;
        let style = known.styles.of_paragraph(format.style.as_deref());
        if known.styles.is_contents(style) {
            return before;
        }
        let is_counted = match format.mark {
            Mark::Printed => true,
            Mark::Hidden => !text.is_empty(),
            Mark::Deleted => false,
        };
        let own = if is_counted { known.numbering.count(format.numbering, &known.styles, style) } else { String::new() };
        Paragraph { label: if before.label.is_empty() { own } else { before.label }, text: before.text + &text }
    }

    /// Reads `w:pPr`.
    fn format(&mut self) -> Result<Format, Error> {
        let mut format = Format::default();
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "numPr" => format.numbering = NumberingReference::read(&mut self.xml)?,
                "rPr" => format.mark = self.mark()?,
                name => {
                    if name == "pStyle" {
                        format.style = element.value();
                    }
                    self.xml.skip()?;
                }
            }
        }
        Ok(format)
    }

    /// Reads the `w:rPr` of the mark of a paragraph.
    fn mark(&mut self) -> Result<Mark, Error> {
        let mut mark = Mark::Printed;
        while let Some(element) = self.xml.child()? {
            mark = match element.name() {
                "del" | "moveFrom" => Mark::Deleted,
                "vanish" if element.is_on() && mark == Mark::Printed => Mark::Hidden,
                _ => mark,
            };
            self.xml.skip()?;
        }
        Ok(mark)
    }

    /// Reads a run of text that looks alike.
    fn run(&mut self, style: Option<&str>, line: &mut Line, boxes: &mut Vec<Block>) -> Result<(), Error> {
        let mut look = self.known.styles.look(self.known.styles.of_paragraph(style));
        let mut has_own_mark = false;
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "rPr" => look = self.look()?.or(look),
                "drawing" | "pict" | "object" => self.drawing(look, boxes)?,
                // What is printed small above a word says how it is spoken.
                "ruby" | "rubyBase" | "r" => self.run(style, line, boxes)?,
                "t" => {
                    let text = self.xml.text()?;
                    // Behind a note stands its mark where it was typed by hand.
                    if !has_own_mark {
                        self.push(&look.font.unwrap_or(Font::Letters).drawn(&text), look, line);
                    }
                }
                "footnoteReference" | "endnoteReference" => {
                    has_own_mark = element.is_on_by("customMarkFollows", false);
                    if self.is_printed(look) {
                        self.known.notes.refer(element.name() == "endnoteReference", element.attribute("id"));
                    }
                    self.xml.skip()?;
                }
                "fldChar" => {
                    self.field(element.attribute("fldCharType").as_deref());
                    self.xml.skip()?;
                }
                _ => {
                    self.push(&sign(&element), look, line);
                    self.xml.skip()?;
                }
            }
        }
        Ok(())
    }

    /// Notes that a field begins, comes to its result, or ends.
    fn field(&mut self, part: Option<&str>) {
        match part {
            Some("begin") if self.fields.len() < FIELDS => self.fields.push(false),
            Some("separate") => self.fields.last_mut().into_iter().for_each(|has_result| *has_result = true),
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// Whether text that looks so is printed where it stands.
    fn is_printed(&self, look: Look) -> bool {
        look.is_hidden != Some(true) && self.fields.iter().all(|&has_result| has_result)
    }

    fn push(&mut self, text: &str, look: Look, line: &mut Line) {
        if look.is_hidden == Some(true) {
            self.known.unread.hide(text);
        } else if text.is_empty() || !self.is_printed(look) {
            // Nothing, or part of the instruction of a field.
        } else if line.lies_below(look.height.unwrap_or(0)) || look.is_raised == Some(true) {
            line.push_raised(text);
        } else {
            line.push(text);
        }
    }

    /// Reads the `w:rPr` of a run.
    fn look(&mut self) -> Result<Look, Error> {
        let mut own = Look::default();
        let mut style = Look::default();
        while let Some(element) = self.xml.child()? {
            own.note(&element);
            if element.name() == "rStyle" {
                style = self.known.styles.look(element.value().as_deref());
            }
            self.xml.skip()?;
        }
        Ok(own.or(style))
    }

    /// Reads the text boxes of a drawing.
    fn drawing(&mut self, look: Look, boxes: &mut Vec<Block>) -> Result<(), Error> {
        if !self.is_printed(look) {
            return self.xml.skip();
        }
        // What a text box says is no part of the field that it stands in.
        let fields = std::mem::take(&mut self.fields);
        let mut inside = 1;
        while inside > 0 {
            let Some(element) = self.xml.child()? else {
                inside -= 1;
                continue;
            };
            match element.name() {
                "txbxContent" => self.blocks(&mut |block| {
                    boxes.push(block);
                    Ok(())
                })?,
                name => {
                    if name == "OLEObject" {
                        self.known.unread.object(element.attribute("ProgID"));
                    }
                    inside += 1;
                }
            }
        }
        self.fields = fields;
        Ok(())
    }

    /// Reads a formula as plain text: its characters in order, a stroke between the parts of a fraction.
    fn formula(&mut self, line: &mut Line) -> Result<(), Error> {
        // The elements that are open, and whether each is raised.
        let mut open = vec![false];
        while let Some(&is_raised) = open.last() {
            let Some(element) = self.xml.child()? else {
                open.pop();
                continue;
            };
            match element.name() {
                "t" => {
                    let text = self.xml.text()?;
                    if is_raised { line.push_raised(&text) } else { line.push(&text) }
                }
                "del" | "moveFrom" => self.xml.skip()?,
                name => {
                    if name == "den" {
                        line.push("/");
                    }
                    open.push(is_raised || name == "sup");
                }
            }
        }
        Ok(())
    }
}

/// What an element of a run prints that holds no text itself.
fn sign(element: &Element<'_>) -> String {
    let text = match element.name() {
        "tab" | "ptab" => " ",
        "br" if matches!(element.attribute("type").as_deref(), Some("page" | "column")) => "\u{c}",
        "br" | "cr" => "\n",
        "noBreakHyphen" => "-",
        "sym" => {
            let font = element.attribute("font").unwrap_or_default();
            return element.attribute("char").and_then(|code| symbol(&font, &code)).map(String::from).unwrap_or_default();
        }
        _ => "",
    };
    text.to_owned()
}
