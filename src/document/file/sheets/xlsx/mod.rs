//! `.xlsx` and `.xlsm` (ECMA-376 part 1, 18).
//!
//! Reads the workbook, its styles and shared texts, then the part of each sheet, row after row. Formulas stand by the value that is stored for
//! them; one without is empty and told.
//!
//! Refuses: `.xlsb`; parts that are no XML or have a document type; cells outside of what a sheet has.

mod worksheet;

use super::SHEETS;
use super::layout::Layout;
use super::number_format::{Epoch, Formats, NumberFormat};
use super::texts::Texts;
use super::xml::{Node, Xml, is_true};
use crate::document::file::package::Package;
use crate::document::file::rendering::Rendering;
use crate::error::{Error, Kind};
use std::borrow::Cow;
use std::collections::HashMap;

const FORMAT: &str = "xlsx";
/// The styles of a file are not more; Excel's limit is 65,490.
const STYLES: usize = 1 << 17;

pub(in super::super) fn read(bytes: &[u8]) -> Result<Rendering, Error> {
    laid_out(bytes, Layout::new(FORMAT))
}

pub(in super::super) fn with_hidden(bytes: &[u8]) -> Result<Rendering, Error> {
    laid_out(bytes, Layout::new(FORMAT).with_hidden())
}

fn laid_out(bytes: &[u8], mut layout: Layout) -> Result<Rendering, Error> {
    let package = &mut Package::open(bytes, FORMAT)?;
    let place = workbook_place(package)?;
    let relations = relations(package, &place)?;
    let workbook = workbook(package, &place)?;
    let target = |kind: &str| relations.values().find(|relation| relation.is(kind)).map(|relation| relation.target.clone());
    let formats = match target("styles") {
        Some(styles) => formats(package, &styles)?,
        None => Formats::default(),
    };
    let texts = match target("sharedStrings") {
        Some(texts) => shared_texts(package, &texts)?,
        None => Texts::default(),
    };
    let book = Book { formats, general: NumberFormat::default(), epoch: workbook.epoch, texts };
    for entry in workbook.sheets {
        if entry.hidden {
            layout.leave_out(&entry.name);
            continue;
        }
        let Some(relation) = relations.get(&entry.relation).filter(|relation| relation.is("worksheet")) else { continue };
        let part = package.xml(&relation.target)?;
        let part =
            part.ok_or_else(|| Error::broken(FORMAT, format!("the part {} of the sheet {} is missing", relation.target, entry.name)))?;
        let cells = worksheet::read(&part, &entry.name, &book)?;
        // The text is printed when the part is let go, so that a file takes less room.
        drop(part);
        layout.add(cells, book.texts.all())?;
    }
    layout.finish(book.texts.all())
}

/// What the cells of all sheets need.
struct Book {
    formats: Formats,
    /// The format of cells whose style the file does not have.
    general: NumberFormat,
    epoch: Epoch,
    texts: Texts,
}

/// A part that another names.
struct Relation {
    kind: String,
    target: String,
}

impl Relation {
    /// The kind is an address that ends in a word.
    fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// Where the workbook stands in the package.
fn workbook_place(package: &mut Package<'_>) -> Result<String, Error> {
    let relations = relations(package, "")?;
    let named = relations.into_values().find(|relation| relation.is("officeDocument")).map(|relation| relation.target);
    let place = named.unwrap_or_else(|| "xl/workbook.xml".to_owned());
    if place.ends_with(".bin") {
        return Err(Error::whole(Kind::OtherFormat { name: "XLSB", advice: "save it as .xlsx" }));
    }
    Ok(place)
}

/// The parts that a part names, by their ids.
fn relations(package: &mut Package<'_>, of: &str) -> Result<HashMap<String, Relation>, Error> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let place = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let mut relations = HashMap::new();
    let Some(part) = package.xml(&place)? else { return Ok(relations) };
    let mut xml = Xml::new(FORMAT, &part);
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "Relationship" => {
                let attribute = |name| element.attribute(name).unwrap_or_default();
                let target = resolved(folder, &attribute("Target"));
                relations.insert(attribute("Id"), Relation { kind: attribute("Type"), target });
            }
            Node::Close => return Ok(relations),
            _ => {}
        }
    }
}

/// The name of a part in the package, of what a part in a folder calls it.
fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

struct Workbook {
    epoch: Epoch,
    sheets: Vec<SheetEntry>,
}

struct SheetEntry {
    name: String,
    hidden: bool,
    relation: String,
}

fn workbook(package: &mut Package<'_>, place: &str) -> Result<Workbook, Error> {
    let part = package.xml(place)?.ok_or_else(|| Error::broken(FORMAT, format!("its part {place} is missing")))?;
    let mut xml = Xml::new(FORMAT, &part);
    let mut workbook = Workbook { epoch: Epoch::Y1900, sheets: Vec::new() };
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "workbookPr" => {
                let from_1904 = element.attribute("date1904").is_some_and(|value| is_true(&value));
                workbook.epoch = if from_1904 { Epoch::Y1904 } else { Epoch::Y1900 };
            }
            Node::Start(element) if element.name() == "sheet" => {
                if workbook.sheets.len() == SHEETS {
                    return Err(Error::too_large(FORMAT, format!("it has more than {SHEETS} sheets")));
                }
                let attribute = |name| element.attribute(name).unwrap_or_default();
                let hidden = matches!(attribute("state").as_str(), "hidden" | "veryHidden");
                workbook.sheets.push(SheetEntry { name: attribute("name"), hidden, relation: attribute("id") });
            }
            Node::Close => return Ok(workbook),
            _ => {}
        }
    }
}

/// The formats of the styles of cells.
fn formats(package: &mut Package<'_>, place: &str) -> Result<Formats, Error> {
    let (mut styles, mut codes) = (Vec::new(), HashMap::new());
    let Some(part) = package.xml(place)? else { return Ok(Formats::default()) };
    let mut xml = Xml::new(FORMAT, &part);
    // Styles of conditions have codes too.
    let (mut of_cells, mut of_file) = (false, false);
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "numFmts" => of_file = true,
                "numFmt" if of_file => {
                    if let (Some(id), Some(code)) = (element.number("numFmtId"), element.attribute("formatCode")) {
                        codes.insert(id, code);
                    }
                }
                "cellXfs" => of_cells = true,
                "xf" if of_cells => styles.push(element.number("numFmtId").unwrap_or(0)),
                _ => {}
            },
            Node::End("cellXfs") => of_cells = false,
            Node::End("numFmts") => of_file = false,
            Node::Close => return Ok(Formats::new(&styles, &codes)),
            _ => {}
        }
        if styles.len().max(codes.len()) > STYLES {
            return Err(Error::too_large(FORMAT, format!("it has more than {STYLES} styles")));
        }
    }
}

fn shared_texts(package: &mut Package<'_>, place: &str) -> Result<Texts, Error> {
    let mut texts = Texts::default();
    let Some(part) = package.xml(place)? else { return Ok(texts) };
    let mut xml = Xml::new(FORMAT, &part);
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "si" => texts.push(FORMAT, |out| worksheet::rich(&mut xml, "si", out))?,
            Node::Close => return Ok(texts),
            _ => {}
        }
    }
}

/// A text with the characters that XML cannot hold, or that the program would rather name: `_x000D_`.
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("_x") {
        let named = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let named = named
            .filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        let behind = if named.is_some() { at + 7 } else { at + 2 };
        out.push_str(&rest[..if named.is_some() { at } else { behind }]);
        out.extend(named);
        rest = &rest[behind..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests;
