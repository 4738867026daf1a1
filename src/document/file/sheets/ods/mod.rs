//! `.ods` (OpenDocument 1.2 and 1.3, part 3, 9).
//!
//! Reads `content.xml`: each sheet, its rows and its cells by the text that the program printed into them, which is as a person sees it. Where a
//! cell has a value alone, as some other programs write it, the value is printed as it is.
//!
//! Left out: comments, drawings, sheets in cells, changes that are tracked. Refused: files with a password.

mod table;
mod text;

use super::SHEETS;
use super::layout::Layout;
use super::xml::{Element, Node, Xml};
use crate::document::file::package::Package;
use crate::document::file::rendering::Rendering;
use crate::error::{Error, Kind};
use std::collections::HashSet;

const FORMAT: &str = "ods";

pub(in super::super) fn read(bytes: &[u8]) -> Result<Rendering, Error> {
    laid_out(bytes, Layout::new(FORMAT))
}

pub(in super::super) fn with_hidden(bytes: &[u8]) -> Result<Rendering, Error> {
    laid_out(bytes, Layout::new(FORMAT).with_hidden())
}

fn laid_out(bytes: &[u8], layout: Layout) -> Result<Rendering, Error> {
    let package = &mut Package::open(bytes, FORMAT)?;
    if is_locked(package)? {
        return Err(Error::whole(Kind::OtherFormat { name: "an office file with a password", advice: "save it without one" }));
    }
    // The text is printed when the part is let go, so that a file takes less room.
    sheets(package, layout)?.finish("")
}

/// Reads the sheets of a file.
fn sheets(package: &mut Package<'_>, mut layout: Layout) -> Result<Layout, Error> {
    let content = package.xml("content.xml")?.ok_or_else(|| Error::broken(FORMAT, "its part content.xml is missing"))?;
    let mut xml = Xml::new(FORMAT, &content);
    let mut styles = Styles::default();
    let mut sheets = 0;
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "style" => styles.begin(&element),
                "table-properties" | "text-properties" => styles.properties(&element),
                "tracked-changes" => xml.skip()?,
                "table" => {
                    sheets += 1;
                    if sheets > SHEETS {
                        return Err(Error::too_large(FORMAT, format!("it has more than {SHEETS} sheets")));
                    }
                    let name = element.attribute("name").unwrap_or_default();
                    if element.attribute("style-name").is_some_and(|style| styles.hidden.contains(&style)) {
                        layout.leave_out(&name);
                        xml.skip()?;
                    } else {
                        layout.add(table::read(&mut xml, &name, &styles)?, "")?;
                    }
                }
                _ => {}
            },
            Node::Close => return Ok(layout),
            Node::End(_) | Node::Text(_) => {}
        }
    }
}

/// Whether a part of the file is locked. Of the list of parts, which may have a document type, no more is read.
fn is_locked(package: &mut Package<'_>) -> Result<bool, Error> {
    let list = package.part("META-INF/manifest.xml")?;
    Ok(list.is_some_and(|list| memchr::memmem::find(&list, b"encryption-data").is_some()))
}

/// What is read of the styles of a file.
#[derive(Default)]
struct Styles {
    /// The one that is being read.
    open: String,
    /// Those of sheets that are hidden.
    hidden: HashSet<String>,
    /// Those of letters that stand higher than the line.
    raised: HashSet<String>,
}

impl Styles {
    fn begin(&mut self, element: &Element<'_>) {
        self.open = element.attribute("name").unwrap_or_default();
    }

    fn properties(&mut self, element: &Element<'_>) {
        if element.attribute("display").as_deref() == Some("false") && element.name() == "table-properties" {
            self.hidden.insert(self.open.clone());
        }
        // super 58%, or by how much of a letter: 33% 58%.
        let position = element.attribute("text-position").unwrap_or_default();
        let by = position.split('%').next().and_then(|by| by.trim().parse::<f64>().ok());
        if position.starts_with("super") || by.is_some_and(|by| by > 0.0) {
            self.raised.insert(self.open.clone());
        }
    }
}

#[cfg(test)]
mod tests;
