//! The text that a cell of `.ods` prints: its paragraphs, a line each.

use super::{FORMAT, Styles};
use crate::document::file::sheets::CELL;
use crate::document::file::sheets::texts::push_run;
use crate::document::file::sheets::xml::{Node, Xml, append};
use crate::error::Error;

pub(super) struct Paragraphs<'p> {
    pub(super) styles: &'p Styles,
    pub(super) out: &'p mut String,
}

impl Paragraphs<'_> {
    /// Reads up to the end of the cell that has just begun. Comments, drawings and sheets in it are left out.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let mut first = true;
        loop {
            match xml.next()? {
                Node::Start(element) if matches!(element.name(), "p" | "h") => {
                    if !std::mem::take(&mut first) {
                        append(FORMAT, "\n", self.out)?;
                    }
                    self.paragraph(xml)?;
                }
                Node::Start(_) => xml.skip()?,
                Node::End("table-cell") | Node::Close => return Ok(()),
                Node::End(_) | Node::Text(_) => {}
            }
        }
    }

    /// Reads up to the end of a paragraph.
    fn paragraph(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        let from = self.out.len();
        // Whether the letters stand higher, for each element around.
        let mut raised = vec![false];
        loop {
            match xml.next()? {
                Node::Start(element) => {
                    let outer = raised.last() == Some(&true);
                    raised.push(match element.name() {
                        "s" => {
                            let count = element.number::<usize>("c").unwrap_or(1).min(CELL);
                            append(FORMAT, &" ".repeat(count), self.out)?;
                            outer
                        }
                        "tab" => {
                            append(FORMAT, "\t", self.out)?;
                            outer
                        }
                        "line-break" => {
                            append(FORMAT, "\n", self.out)?;
                            outer
                        }
                        "span" => element.attribute("style-name").map_or(outer, |style| self.styles.raised.contains(&style)),
                        // Comments, footnotes, how a text is pronounced.
                        "annotation" | "note" | "ruby-text" => {
                            xml.skip()?;
                            continue;
                        }
                        _ => outer,
                    });
                }
                Node::Text(text) => {
                    push_run(self.out, from, text, raised.last() == Some(&true));
                    if self.out.len() > CELL {
                        return Err(Error::too_large(FORMAT, format!("a cell has more than {CELL} bytes")));
                    }
                }
                Node::End(_) => {
                    raised.pop();
                    if raised.is_empty() {
                        return Ok(());
                    }
                }
                Node::Close => return Ok(()),
            }
        }
    }
}
