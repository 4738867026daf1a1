//! One row for each target, or for each quantity.

use std::io::{self, Write};

use dabiao::{Decimal, LineMentions};

use crate::args::{Of, Tidy};
use crate::columns;
use crate::lang::Lang;
use crate::table::word;
use dabiao::tidy::{Cell, Row, Table, places};

/// What makes spreadsheets read a file as UTF-8.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";
/// What makes a spreadsheet take a text for a formula.
const FORMULA: [char; 5] = ['=', '+', '-', '@', '\t'];
/// What stands in front of such a text, so that it stays one.
const GUARD: char = '\'';

/// Whether a spreadsheet would reckon with a text. A number is what it is, and a mark alone, such as the name of standard input, is no formula.
fn is_formula(text: &str) -> bool {
    text.starts_with(FORMULA) && text.chars().nth(1).is_some() && text.parse::<Decimal>().is_err()
}

/// A text without the guard in front of it.
pub(crate) fn unguarded(text: &str) -> &str {
    text.strip_prefix(GUARD).filter(|text| is_formula(text)).unwrap_or(text)
}

/// Writes one record; a text that is a formula is guarded, unless it is to be `raw`.
pub(crate) fn record(out: &mut dyn Write, raw: bool, cells: impl IntoIterator<Item = Cell>) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let written = cells.into_iter().map(|cell| match cell {
        Cell::Text(text) if !raw && is_formula(&text) => format!("{GUARD}{text}"),
        cell => cell.written(),
    });
    writer.write_record(written).map_err(failed)?;
    writer.flush()
}

/// What failed, of its own kind: a reader that left is told apart.
fn failed(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// What is wrong with a CSV, in words for a person.
fn unread(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
            let line = pos.as_ref().map_or(0, csv::Position::line);
            format!("line {line}: {len} cells stand in it and {expected_len} in the header; give as many")
        }
        _ => format!("cannot be read as CSV: {error}"),
    }
}

/// A CSV that a person wrote: the names of its columns, and its rows, each with the line that it stands on.
pub(crate) struct Records {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<(u64, csv::StringRecord)>,
}

impl Records {
    /// Reads it; rows may be shorter or longer than the header only where they are `uneven`.
    pub(crate) fn read(text: &str, uneven: bool) -> Result<Self, String> {
        let mut reader = csv::ReaderBuilder::new().flexible(uneven).from_reader(text.trim_start_matches(BYTE_ORDER_MARK).as_bytes());
        let header = reader.headers().map_err(|error| unread(&error))?.iter().map(|name| name.trim().to_owned()).collect();
        let read = |record: Result<csv::StringRecord, csv::Error>| {
            let record = record.map_err(|error| unread(&error))?;
            Ok((record.position().map_or(0, csv::Position::line), record))
        };
        Ok(Self { header, rows: reader.records().map(read).collect::<Result<_, String>>()? })
    }

    /// Where a column stands.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// What is said where a column is missing.
    pub(crate) fn without(&self, name: &str) -> String {
        format!("has no column named {name}; its columns are {}", self.header.join(", "))
    }
}

/// The names of the columns; `more` are those of the user.
pub(crate) fn header(out: &mut dyn Write, tidy: Tidy, lang: Lang, more: &[String]) -> io::Result<()> {
    let own = Table::Targets.columns().iter().map(|column| columns::name(Of::Rows, column.name, lang));
    let names: Vec<&str> = own.chain(more.iter().map(String::as_str)).collect();
    self::names(out, tidy, &names)
}

/// The first line of a file.
pub(crate) fn names(out: &mut dyn Write, tidy: Tidy, names: &[&str]) -> io::Result<()> {
    if !tidy.no_bom {
        write!(out, "{BYTE_ORDER_MARK}")?;
    }
    record(out, tidy.raw, names.iter().map(|&name| name.into()))
}

/// One row.
pub(crate) fn row(out: &mut dyn Write, raw: bool, row: &Row<'_>) -> io::Result<()> {
    record(out, raw, row.cells())
}

pub(crate) fn mention_header(out: &mut dyn Write, tidy: Tidy) -> io::Result<()> {
    names(out, tidy, &["report", "line", "text", "value", "high", "unit", "approx", "spans"])
}

/// The rows of one line.
pub(crate) fn mentions(out: &mut dyn Write, raw: bool, report: &str, line: &LineMentions) -> io::Result<()> {
    line.mentions.iter().try_for_each(|mention| {
        let cells: [Cell; 8] = [
            report.into(),
            line.line.into(),
            (&mention.text).into(),
            mention.value.into(),
            mention.high.into(),
            (&mention.unit).into(),
            mention.approx.as_ref().map(word).into(),
            places(&mention.spans).into(),
        ];
        record(out, raw, cells)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(raw: bool, cells: impl IntoIterator<Item = Cell>) -> String {
        let mut out = Vec::new();
        record(&mut out, raw, cells).expect("it can be written");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_text_that_is_a_formula_is_guarded_and_nothing_else() {
        let texts = ["=SUM(A1)", "+8%", "-3亿元", "@x", "\tx", "修路", "-", "-5", "", "'=x"];
        assert_eq!(written(false, texts.map(Cell::from)), "'=SUM(A1),'+8%,'-3亿元,'@x,'\tx,修路,-,-5,,'=x\n");
        assert_eq!(written(true, texts.map(Cell::from)), "=SUM(A1),+8%,-3亿元,@x,\tx,修路,-,-5,,'=x\n");
        let numbers = [Cell::Decimal(Decimal::from(-5)), Cell::Integer(5), Cell::Flag(true), Cell::Empty];
        assert_eq!(written(false, numbers), "-5,5,1,\n");
    }

    #[test]
    fn a_guard_is_taken_off_where_it_was_put() {
        for text in ["=SUM(A1)", "+8%", "-3亿元", "@x", "修路", "-", "-5", "", "'修路'"] {
            let printed = written(false, [Cell::from(text)]);
            assert_eq!(unguarded(printed.trim_end().trim_matches('"')), text, "{printed}");
        }
    }
}
