//! `.xls` of Excel 97 to 2003 (BIFF8, MS-XLS).
//!
//! Reads the formats, fonts and shared texts of the workbook, then its sheets one after the other. A number is printed by the format of its cell;
//! one whose style the file does not have is left out and told, since 0.098 may be 9.8%.
//!
//! Refuses: files with a password, Excel 95 and older, records that are cut short.

mod cells;
mod compound;
mod record;

use super::SHEETS;
use super::layout::Layout;
use super::number_format::{Epoch, Formats};
use super::texts::Texts;
use crate::document::file::rendering::Rendering;
use crate::error::{Error, Kind};
use record::{Fields, Records, kind};
use std::collections::HashMap;

const FORMAT: &str = "xls";
/// The version of Excel 97 to 2003.
const VERSION: u16 = 0x0600;
/// A stream of the workbook, and one of a sheet of cells.
const WORKBOOK: u16 = 0x0005;
const CELLS: u16 = 0x0010;

pub(in super::super) fn read(bytes: &[u8]) -> Result<Rendering, Error> {
    laid_out(bytes, Layout::new(FORMAT))
}

pub(in super::super) fn with_hidden(bytes: &[u8]) -> Result<Rendering, Error> {
    laid_out(bytes, Layout::new(FORMAT).with_hidden())
}

fn laid_out(bytes: &[u8], mut layout: Layout) -> Result<Rendering, Error> {
    let stream = compound::stream(bytes, &["Workbook", "Book"])?;
    let (book, sheets) = Book::read(&stream)?;
    for sheet in sheets {
        if sheet.hidden {
            layout.leave_out(&sheet.name);
        } else if let Some(cells) = cells::read(&stream, &sheet, &book)? {
            layout.add(cells, book.texts.all())?;
        }
    }
    layout.finish(book.texts.all())
}

/// What the cells of all sheets need.
struct Book {
    formats: Formats,
    epoch: Epoch,
    texts: Texts,
    /// Which fonts stand higher than the line.
    raised: Vec<bool>,
}

/// Where a sheet begins in the stream.
struct SheetEntry {
    name: String,
    from: usize,
    hidden: bool,
}

impl Book {
    fn read(stream: &[u8]) -> Result<(Self, Vec<SheetEntry>), Error> {
        let mut records = Records::new(stream, 0);
        begin(&mut records, WORKBOOK)?.ok_or_else(|| Error::broken(FORMAT, "it does not begin with a workbook"))?;
        let mut book = Self { formats: Formats::default(), epoch: Epoch::Y1900, texts: Texts::default(), raised: Vec::new() };
        let (mut sheets, mut styles, mut codes) = (Vec::new(), Vec::new(), HashMap::new());
        while let Some((kind, mut fields)) = records.next()? {
            match kind {
                kind::END => break,
                kind::LOCKED => {
                    return Err(Error::whole(Kind::OtherFormat { name: "an office file with a password", advice: "save it without one" }));
                }
                kind::EPOCH if fields.short()? == 1 => book.epoch = Epoch::Y1904,
                kind::FONT => book.raised.push(is_raised(&mut fields)?),
                kind::STYLE => {
                    fields.skip(2);
                    styles.push(u32::from(fields.short()?));
                }
                kind::FORMAT => {
                    let (id, length, mut code) = (fields.short()?, fields.short()?, String::new());
                    fields.plain(usize::from(length), &mut code)?;
                    codes.insert(u32::from(id), code);
                }
                kind::SHEET => sheets.extend(sheet_entry(&mut fields)?),
                kind::TEXTS => book.read_texts(&mut fields)?,
                _ => {}
            }
            if sheets.len() > SHEETS {
                return Err(Error::too_large(FORMAT, format!("it has more than {SHEETS} sheets")));
            }
        }
        book.formats = Formats::new(&styles, &codes);
        Ok((book, sheets))
    }

    fn read_texts(&mut self, fields: &mut Fields<'_>) -> Result<(), Error> {
        // How often they are used.
        fields.skip(4);
        let count = fields.long()?;
        let Self { texts, raised, .. } = self;
        for _ in 0..count {
            if fields.left() == 0 {
                break;
            }
            texts.push(FORMAT, |out| fields.rich(|font| is_font_raised(raised, font), out))?;
        }
        Ok(())
    }
}

/// Whether a font stands higher than the line. Fonts count from 0, and there is no font 4.
fn is_font_raised(raised: &[bool], font: u16) -> bool {
    let at = usize::from(font) - usize::from(font > 4);
    raised.get(at).copied().unwrap_or(false)
}

fn is_raised(fields: &mut Fields<'_>) -> Result<bool, Error> {
    // Height, flags, colour, weight.
    fields.skip(8);
    Ok(fields.short()? == 1)
}

/// A sheet of cells; nothing for charts, macros and modules.
fn sheet_entry(fields: &mut Fields<'_>) -> Result<Option<SheetEntry>, Error> {
    let (from, state, what, length) = (fields.long()?, fields.byte()?, fields.byte()?, fields.byte()?);
    let mut name = String::new();
    fields.plain(usize::from(length), &mut name)?;
    // 1 is hidden, 2 hidden from those who would show it.
    Ok((what == 0).then_some(SheetEntry { name, from: from as usize, hidden: state & 3 != 0 }))
}

/// Reads the record that begins a part of the stream: whether it is of the kind that is asked for.
fn begin(records: &mut Records<'_>, wanted: u16) -> Result<Option<()>, Error> {
    let Some((kind, mut fields)) = records.next()? else { return Ok(None) };
    // The records of Excel 2 to 4 that begin a part have numbers of their own.
    if !matches!(kind, kind::BEGIN | 0x0009 | 0x0209 | 0x0409) {
        return Ok(None);
    }
    let (version, what) = (fields.short()?, fields.short()?);
    if kind != kind::BEGIN || version != VERSION {
        return Err(Error::whole(Kind::OtherFormat { name: "a sheet of Excel 95 or older", advice: "save it as .xlsx" }));
    }
    Ok((what == wanted).then_some(()))
}

#[cfg(test)]
mod tests;
