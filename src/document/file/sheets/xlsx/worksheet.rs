//! The cells of a sheet of `.xlsx`, row after row as they stand in its part.

use super::{Book, FORMAT, unescape};
use crate::document::file::sheets::CELL;
use crate::document::file::sheets::merges::Area;
use crate::document::file::sheets::number_format::serial_of_iso;
use crate::document::file::sheets::sheet::Sheet;
use crate::document::file::sheets::texts::push_run;
use crate::document::file::sheets::xml::{Element, Node, Xml, append, is_true};
use crate::error::Error;

/// Reads the part of a sheet.
pub(super) fn read(part: &str, name: &str, book: &Book) -> Result<Sheet, Error> {
    let mut xml = Xml::new(FORMAT, part);
    let mut reader = Reader { sheet: Sheet::new(FORMAT, name), book, row: None, cell: Cell::default(), next_column: 0 };
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "c" => {
                reader.begin(&element)?;
                reader.contents(&mut xml)?;
                reader.end()?;
            }
            Node::Start(element) => reader.element(&element)?,
            Node::Close => return Ok(reader.sheet),
            Node::End(_) | Node::Text(_) => {}
        }
    }
}

struct Reader<'b> {
    sheet: Sheet,
    book: &'b Book,
    row: Option<u32>,
    cell: Cell,
    /// Cells that do not say where they stand follow one another.
    next_column: u32,
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    row: u32,
    column: u32,
    style: usize,
    kind: Kind,
    has_formula: bool,
    value: String,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Truth,
    Error,
    Date,
}

impl Reader<'_> {
    /// Elements other than cells.
    fn element(&mut self, element: &Element<'_>) -> Result<(), Error> {
        match element.name() {
            "row" => {
                let next = self.row.map_or(0, |row| row.saturating_add(1));
                let row = element.number::<u32>("r").map_or(next, |row| row.saturating_sub(1));
                (self.row, self.next_column) = (Some(row), 0);
                if is_hidden(element, "ht") {
                    self.sheet.hidden_rows.add(row, row);
                }
            }
            "col" => {
                if let (true, Some(first), Some(last)) =
                    (is_hidden(element, "width"), element.number::<u32>("min"), element.number::<u32>("max"))
                {
                    self.sheet.hidden_columns.add(first.saturating_sub(1), last.saturating_sub(1));
                }
            }
            "mergeCell" => {
                if let Some(area) = element.attribute("ref").as_deref().and_then(area) {
                    self.sheet.merge(area);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, element: &Element<'_>) -> Result<(), Error> {
        let cell = &mut self.cell;
        cell.value.clear();
        (cell.row, cell.column) = (self.row.unwrap_or(0), self.next_column);
        (cell.style, cell.kind, cell.has_formula) = (0, Kind::Number, false);
        let mut unread = None;
        element.each(|name, value| match name {
            "r" => match reference(value) {
                Some((row, column)) => (cell.row, cell.column) = (row, column),
                None => unread = Some(value.to_owned()),
            },
            "s" => cell.style = value.parse().unwrap_or(usize::MAX),
            "t" => {
                cell.kind = match value {
                    "s" => Kind::Shared,
                    "str" | "inlineStr" => Kind::Text,
                    "b" => Kind::Truth,
                    "e" => Kind::Error,
                    "d" => Kind::Date,
                    _ => Kind::Number,
                }
            }
            _ => {}
        });
        self.next_column = cell.column.saturating_add(1);
        unread
            .map_or(Ok(()), |said| Err(Error::broken(FORMAT, format!("a cell says that it stands at {said:?}, which is no place like C7"))))
    }

    /// The value, the formula and the text in a cell.
    fn contents(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        loop {
            match xml.next()? {
                Node::Start(element) => match element.name() {
                    "v" => value(xml, &mut self.cell.value)?,
                    "is" => rich(xml, "is", &mut self.cell.value)?,
                    name => {
                        self.cell.has_formula |= name == "f";
                        xml.skip()?;
                    }
                },
                Node::End("c") | Node::Close => return Ok(()),
                Node::End(_) | Node::Text(_) => {}
            }
        }
    }

    fn end(&mut self) -> Result<(), Error> {
        let Cell { row, column, style, kind, has_formula, ref value } = self.cell;
        let (book, said) = (self.book, value.trim());
        if said.is_empty() {
            if has_formula && kind != Kind::Text {
                self.sheet.without_value.push((row, column as u16));
            }
            return Ok(());
        }
        let format = book.formats.of(style).unwrap_or(&book.general);
        match kind {
            Kind::Shared => {
                let number = said.parse().ok().filter(|&number| book.texts.part(number).is_some());
                let number = number.ok_or_else(|| Error::broken(FORMAT, format!("a cell has shared text {said}, which is none")))?;
                if format.changes_texts() {
                    return self.sheet.put(row, column, |out| format.text(book.texts.text(number).unwrap_or_default(), out));
                }
                self.sheet.put_shared(row, column, book.texts.part(number).unwrap_or_default())
            }
            // A picture in a cell, as WPS stores it.
            Kind::Text if said.starts_with("=DISPIMG(") => Ok(()),
            Kind::Text => self.sheet.put(row, column, |out| format.text(&unescape(value), out)),
            Kind::Truth => self.sheet.put(row, column, |out| out.push_str(if is_true(said) { "TRUE" } else { "FALSE" })),
            Kind::Error => self.sheet.put(row, column, |out| out.push_str(said)),
            Kind::Number | Kind::Date => {
                let number = if kind == Kind::Date { serial_of_iso(said, book.epoch) } else { said.parse().ok() };
                self.sheet.put(row, column, |out| match number {
                    Some(number) => format.number(number, book.epoch, out),
                    None => out.push_str(said),
                })
            }
        }
    }
}

/// Rows and columns are hidden by name or by being nothing high or wide.
fn is_hidden(element: &Element<'_>, size: &str) -> bool {
    let mut hidden = false;
    element.each(|name, value| hidden |= if name == "hidden" { is_true(value) } else { name == size && value.parse() == Ok(0.0) });
    hidden
}

/// Appends what stands in an element that holds text alone.
fn value(xml: &mut Xml<'_>, out: &mut String) -> Result<(), Error> {
    loop {
        match xml.next()? {
            Node::Text(text) => append(FORMAT, text, out)?,
            Node::End(_) | Node::Close => return Ok(()),
            Node::Start(_) => xml.skip()?,
        }
    }
}

/// Appends a text with runs, up to the end of the element `name` that holds it. How it is pronounced is left out.
pub(super) fn rich(xml: &mut Xml<'_>, name: &str, out: &mut String) -> Result<(), Error> {
    let (from, mut raised, mut run) = (out.len(), false, String::new());
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "r" => raised = false,
                "vertAlign" => raised = element.attribute("val").as_deref() == Some("superscript"),
                "t" => {
                    run.clear();
                    value(xml, &mut run)?;
                    push_run(out, from, &unescape(&run), raised);
                    if out.len() - from > CELL {
                        return Err(Error::too_large(FORMAT, format!("a text of it has more than {CELL} bytes")));
                    }
                }
                "rPh" => xml.skip()?,
                _ => {}
            },
            Node::End(end) if end == name => return Ok(()),
            Node::Close => return Ok(()),
            Node::End(_) | Node::Text(_) => {}
        }
    }
}

/// The row and the column of `C7`, from 0.
fn reference(said: &str) -> Option<(u32, u32)> {
    let said = said.trim().trim_start_matches('$');
    let letters = said.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = said.split_at(letters);
    let column = column
        .bytes()
        .try_fold(0_u32, |column, letter| column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1))?;
    let row = row.trim_start_matches('$').parse::<u32>().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// `A1:E2`.
fn area(said: &str) -> Option<Area> {
    let (first, last) = said.split_once(':')?;
    let ((row, column), (last_row, last_column)) = (reference(first)?, reference(last)?);
    Some(Area { row, column, last_row, last_column })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_are_written() {
        assert_eq!(
            ["A1", "C7", "XFD1048576", "$B$2", "aa10"].map(reference),
            [Some((0, 0)), Some((6, 2)), Some((1_048_575, 16_383)), Some((1, 1)), Some((9, 26))]
        );
        assert_eq!(["", "A", "7", "A0", "ZZZZZZZZ1", "A99999999999", "年1"].map(reference), [None; 7]);
        assert_eq!(area("B2:D3"), Some(Area { row: 1, column: 1, last_row: 2, last_column: 3 }));
    }
}
