//! A sheet of `.ods`.

use super::text::Paragraphs;
use super::{FORMAT, Styles};
use crate::document::file::sheets::merges::Area;
use crate::document::file::sheets::number_format::{Epoch, NumberFormat};
use crate::document::file::sheets::sheet::Sheet;
use crate::document::file::sheets::xml::{Element, Node, Xml, is_true};
use crate::error::Error;

/// Reads a sheet up to its end.
pub(super) fn read(xml: &mut Xml<'_>, name: &str, styles: &Styles) -> Result<Sheet, Error> {
    let mut table = Table { sheet: Sheet::new(FORMAT, name), styles, row: 0, column: 0, closed: Vec::new(), text: String::new() };
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name() {
                "table-column" => table.columns(&element),
                "table-row" => {
                    let count = repeated(&element, "number-rows-repeated");
                    if is_hidden(&element) || table.closed.contains(&true) {
                        table.sheet.hidden_rows.add(table.row, table.row.saturating_add(count - 1));
                    }
                    table.cells(xml, count)?;
                    table.row = table.row.saturating_add(count);
                }
                // What is folded up.
                "table-row-group" | "table-column-group" => table.closed.push(element.attribute("display").as_deref() == Some("false")),
                "table-rows" | "table-columns" | "table-header-rows" | "table-header-columns" => {}
                _ => xml.skip()?,
            },
            Node::End("table-row-group" | "table-column-group") => {
                table.closed.pop();
            }
            Node::End("table") | Node::Close => return Ok(table.sheet),
            Node::End(_) | Node::Text(_) => {}
        }
    }
}

struct Table<'s> {
    sheet: Sheet,
    styles: &'s Styles,
    /// The next row, and the next column that is described.
    row: u32,
    column: u32,
    /// Whether each group of rows or columns around is folded up.
    closed: Vec<bool>,
    /// The text of the cell that is being read.
    text: String,
}

/// What a cell says of itself.
#[derive(Default)]
struct Cell {
    kind: String,
    value: String,
    has_formula: bool,
}

impl Table<'_> {
    fn columns(&mut self, element: &Element<'_>) {
        let count = repeated(element, "number-columns-repeated");
        if is_hidden(element) || self.closed.contains(&true) {
            self.sheet.hidden_columns.add(self.column, self.column.saturating_add(count - 1));
        }
        self.column = self.column.saturating_add(count);
    }

    /// Reads the cells of a row, which stands so many times.
    fn cells(&mut self, xml: &mut Xml<'_>, rows: u32) -> Result<(), Error> {
        let mut column = 0_u32;
        loop {
            match xml.next()? {
                Node::Start(element) if element.name() == "table-cell" => {
                    let count = repeated(&element, "number-columns-repeated");
                    let (down, across) = (repeated(&element, "number-rows-spanned"), repeated(&element, "number-columns-spanned"));
                    let cell = cell(&element);
                    self.text.clear();
                    Paragraphs { styles: self.styles, out: &mut self.text }.read(xml)?;
                    self.put(column, (rows, count), &cell)?;
                    let (row, last_row, last_column) = (self.row, self.row.saturating_add(down - 1), column.saturating_add(across - 1));
                    self.sheet.merge(Area { row, column, last_row, last_column });
                    column = column.saturating_add(count);
                }
                Node::Start(element) => {
                    // Cells that others cover, whose content nobody sees.
                    if element.name() == "covered-table-cell" {
                        column = column.saturating_add(repeated(&element, "number-columns-repeated"));
                    }
                    xml.skip()?;
                }
                Node::End("table-row") | Node::Close => return Ok(()),
                Node::End(_) | Node::Text(_) => {}
            }
        }
    }

    fn put(&mut self, column: u32, (rows, columns): (u32, u32), cell: &Cell) -> Result<(), Error> {
        if self.text.is_empty() {
            if cell.has_formula && cell.kind.is_empty() {
                self.sheet.without_value.push((self.row, column as u16));
            }
            value(cell, &mut self.text);
        }
        // By a format without a nought, .5 is printed, which is read as no number.
        if self.text.starts_with('.') && matches!(cell.kind.as_str(), "float" | "percentage") {
            self.text.insert(0, '0');
        }
        let before = self.sheet.cells().len();
        self.sheet.put(self.row, column, |out| out.push_str(&self.text))?;
        if self.sheet.cells().len() > before {
            let (row, end) = (self.row, column.saturating_add(columns));
            self.sheet.repeat(row..row + 1, column + 1..end)?;
            self.sheet.repeat(row + 1..row.saturating_add(rows), column..end)?;
        }
        Ok(())
    }
}

fn cell(element: &Element<'_>) -> Cell {
    let mut cell = Cell::default();
    element.each(|name, value| match name {
        "value-type" if cell.kind.is_empty() => value.clone_into(&mut cell.kind),
        "formula" => cell.has_formula = true,
        "value" | "date-value" | "time-value" | "boolean-value" | "string-value" if cell.value.is_empty() => {
            value.clone_into(&mut cell.value)
        }
        _ => {}
    });
    cell
}

/// Appends the value of a cell that nothing was printed into.
fn value(cell: &Cell, out: &mut String) {
    let number = || cell.value.parse::<f64>().ok();
    let code = match cell.kind.as_str() {
        "float" | "currency" => "General",
        "percentage" => "0.########%",
        "boolean" => return out.push_str(if is_true(&cell.value) { "TRUE" } else { "FALSE" }),
        _ => return out.push_str(cell.value.strip_suffix("T00:00:00").unwrap_or(&cell.value)),
    };
    if let Some(number) = number() {
        NumberFormat::parse(code).number(number, Epoch::Y1900, out);
    }
}

/// How many times something stands, or how far it reaches: 1 where it is not said.
fn repeated(element: &Element<'_>, name: &str) -> u32 {
    element.number::<u32>(name).unwrap_or(1).max(1)
}

/// Rows and columns that a person or a filter hid.
fn is_hidden(element: &Element<'_>) -> bool {
    matches!(element.attribute("visibility").as_deref(), Some("collapse" | "filter"))
}
