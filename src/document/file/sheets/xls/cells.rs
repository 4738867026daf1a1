//! The cells of a sheet of `.xls`.

use super::record::{Fields, Records, kind};
use super::{Book, CELLS, FORMAT, SheetEntry, begin, is_font_raised};
use crate::document::file::sheets::merges::Area;
use crate::document::file::sheets::sheet::Sheet;
use crate::error::Error;

/// What the error of a cell is called, by its number.
const ERRORS: [(u8, &str); 7] =
    [(0, "#NULL!"), (7, "#DIV/0!"), (15, "#VALUE!"), (23, "#REF!"), (29, "#NAME?"), (36, "#NUM!"), (42, "#N/A")];

/// The cells of a sheet; nothing for what is no sheet of cells.
pub(super) fn read(stream: &[u8], entry: &SheetEntry, book: &Book) -> Result<Option<Sheet>, Error> {
    let mut records = Records::new(stream, entry.from);
    if begin(&mut records, CELLS)?.is_none() {
        return Ok(None);
    }
    let mut reader = Reader { sheet: Sheet::new(FORMAT, &entry.name), book, waiting: None };
    // A chart in the sheet is a part of its own.
    let mut depth = 0_usize;
    while let Some((kind, mut fields)) = records.next()? {
        match kind {
            kind::BEGIN => depth += 1,
            kind::END if depth == 0 => break,
            kind::END => depth -= 1,
            _ if depth > 0 => {}
            _ => reader.record(kind, &mut fields)?,
        }
    }
    Ok(Some(reader.sheet))
}

struct Reader<'b> {
    sheet: Sheet,
    book: &'b Book,
    /// The cell of a formula whose text comes in a record of its own.
    waiting: Option<Head>,
}

/// What the records of cells begin with.
#[derive(Clone, Copy)]
struct Head {
    row: u32,
    column: u32,
    style: usize,
}

impl Reader<'_> {
    fn record(&mut self, kind: u16, fields: &mut Fields<'_>) -> Result<(), Error> {
        match kind {
            kind::NUMBER => {
                let head = head(fields)?;
                self.number(head, fields.number()?)
            }
            kind::SHORT_NUMBER => {
                let head = head(fields)?;
                self.number(head, short_number(fields.long()?))
            }
            kind::NUMBERS => self.numbers(fields),
            kind::SHARED_LABEL => {
                let head = head(fields)?;
                self.shared(head, fields.long()? as usize)
            }
            kind::LABEL => {
                let head = head(fields)?;
                self.label(head, fields)
            }
            kind::RICH_LABEL => self.rich_label(fields),
            kind::TRUTH => {
                let (head, value, is_error) = (head(fields)?, fields.byte()?, fields.byte()? != 0);
                self.truth(head, value, is_error)
            }
            kind::FORMULA => self.formula(fields),
            kind::STRING => self.waiting.take().map_or(Ok(()), |head| self.label(head, fields)),
            kind::ROW => self.row(fields),
            kind::COLUMNS => self.columns(fields),
            kind::MERGED => self.merged(fields),
            _ => Ok(()),
        }
    }

    fn number(&mut self, Head { row, column, style }: Head, value: f64) -> Result<(), Error> {
        let Some(format) = self.book.formats.of(style) else {
            self.sheet.without_format.push((row, column as u16));
            return Ok(());
        };
        self.sheet.put(row, column, |out| format.number(value, self.book.epoch, out))
    }

    /// Numbers side by side.
    fn numbers(&mut self, fields: &mut Fields<'_>) -> Result<(), Error> {
        let (row, mut column) = (u32::from(fields.short()?), u32::from(fields.short()?));
        // A style and a number each, and behind them the last column.
        while fields.left() >= 6 {
            let (style, value) = (usize::from(fields.short()?), short_number(fields.long()?));
            self.number(Head { row, column, style }, value)?;
            column += 1;
        }
        Ok(())
    }

    fn text(&mut self, Head { row, column, style }: Head, text: &str) -> Result<(), Error> {
        self.sheet.put(row, column, |out| match self.book.formats.of(style) {
            Some(format) => format.text(text, out),
            None => out.push_str(text),
        })
    }

    fn shared(&mut self, head: Head, number: usize) -> Result<(), Error> {
        let texts = &self.book.texts;
        let part = texts.part(number).ok_or_else(|| Error::broken(FORMAT, format!("a cell has shared text {number}, which is none")))?;
        if self.book.formats.of(head.style).is_some_and(|format| format.changes_texts()) {
            return self.text(head, texts.text(number).unwrap_or_default());
        }
        self.sheet.put_shared(head.row, head.column, part)
    }

    fn label(&mut self, head: Head, fields: &mut Fields<'_>) -> Result<(), Error> {
        let (length, mut text) = (fields.short()?, String::new());
        fields.plain(usize::from(length), &mut text)?;
        self.text(head, &text)
    }

    fn rich_label(&mut self, fields: &mut Fields<'_>) -> Result<(), Error> {
        let (head, length, flags) = (head(fields)?, fields.short()?, fields.byte()?);
        let letters = fields.letters(usize::from(length), flags)?;
        let (runs, mut text) = (fields.short()?, String::new());
        fields.runs(&letters, usize::from(runs), |font| is_font_raised(&self.book.raised, font), &mut text)?;
        self.text(head, &text)
    }

    fn truth(&mut self, Head { row, column, .. }: Head, value: u8, is_error: bool) -> Result<(), Error> {
        let error = ERRORS.iter().find(|&&(number, _)| number == value).map_or("#N/A", |&(_, name)| name);
        let truth = if value == 0 { "FALSE" } else { "TRUE" };
        self.sheet.put(row, column, |out| out.push_str(if is_error { error } else { truth }))
    }

    /// A formula by the value that is stored for it.
    fn formula(&mut self, fields: &mut Fields<'_>) -> Result<(), Error> {
        let (head, value) = (head(fields)?, fields.bytes::<8>()?);
        self.waiting = None;
        match value {
            [0, .., 0xff, 0xff] => self.waiting = Some(head),
            [what @ (1 | 2), _, value, .., 0xff, 0xff] => return self.truth(head, value, what == 2),
            // An empty text.
            [3, .., 0xff, 0xff] => {}
            _ => return self.number(head, f64::from_le_bytes(value)),
        }
        Ok(())
    }

    fn row(&mut self, fields: &mut Fields<'_>) -> Result<(), Error> {
        let row = u32::from(fields.short()?);
        // First and last column, height, and what is no more used.
        fields.skip(10);
        if fields.short()? & 0x20 != 0 {
            self.sheet.hidden_rows.add(row, row);
        }
        Ok(())
    }

    fn columns(&mut self, fields: &mut Fields<'_>) -> Result<(), Error> {
        let (first, last) = (u32::from(fields.short()?), u32::from(fields.short()?));
        // Width and style.
        fields.skip(4);
        if fields.short()? & 1 != 0 {
            self.sheet.hidden_columns.add(first, last);
        }
        Ok(())
    }

    fn merged(&mut self, fields: &mut Fields<'_>) -> Result<(), Error> {
        for _ in 0..fields.short()? {
            let (row, last_row) = (u32::from(fields.short()?), u32::from(fields.short()?));
            let (column, last_column) = (u32::from(fields.short()?), u32::from(fields.short()?));
            self.sheet.merge(Area { row, column, last_row, last_column });
        }
        Ok(())
    }
}

fn head(fields: &mut Fields<'_>) -> Result<Head, Error> {
    Ok(Head { row: u32::from(fields.short()?), column: u32::from(fields.short()?), style: usize::from(fields.short()?) })
}

/// A number in four bytes: the upper half of a double or a whole number, which may be a hundred times as large as what it stands for.
fn short_number(bits: u32) -> f64 {
    let number = if bits & 2 == 0 { f64::from_bits(u64::from(bits & !3) << 32) } else { f64::from(bits as i32 >> 2) };
    if bits & 1 == 0 { number } else { number / 100.0 }
}
