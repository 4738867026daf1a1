//! One row for each target, or for each quantity.

use std::io::{self, Write};

use dabiao::LineMentions;

use crate::columns::{self, Row};
use crate::table::word;

/// What makes spreadsheets read a file as UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes one record.
pub(crate) fn record(out: &mut dyn Write, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(cells).map_err(io::Error::other)?;
    writer.flush()
}

/// The names of the columns; `more` are those of the user.
pub(crate) fn header(out: &mut dyn Write, bom: bool, more: &[String]) -> io::Result<()> {
    let names: Vec<&str> = columns::all().map(|column| column.name).chain(more.iter().map(String::as_str)).collect();
    self::names(out, bom, &names)
}

/// The first line of a file.
pub(crate) fn names(out: &mut dyn Write, bom: bool, names: &[&str]) -> io::Result<()> {
    if bom {
        write!(out, "{BYTE_ORDER_MARK}")?;
    }
    record(out, names.iter().map(|&name| name.to_owned()))
}

/// One row.
pub(crate) fn row(out: &mut dyn Write, row: &Row<'_>) -> io::Result<()> {
    record(out, row.cells().map(|cell| cell.written()))
}

pub(crate) fn mention_header(out: &mut dyn Write, bom: bool) -> io::Result<()> {
    names(out, bom, &["report", "line", "text", "value", "high", "unit", "approx", "spans"])
}

/// The rows of one line.
pub(crate) fn mentions(out: &mut dyn Write, report: &str, line: &LineMentions) -> io::Result<()> {
    for mention in &line.mentions {
        let exact = |value: Option<dabiao::Decimal>| value.map(|value| value.to_string()).unwrap_or_default();
        let cells = [
            report.to_owned(),
            line.line.to_string(),
            mention.text.clone(),
            exact(mention.value),
            exact(mention.high),
            mention.unit.clone(),
            mention.approx.as_ref().map(word).unwrap_or_default(),
            columns::places(&mention.spans),
        ];
        record(out, cells)?;
    }
    Ok(())
}

/// A header and rows of any kind.
pub(crate) fn rows<const N: usize>(out: &mut dyn Write, header: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> io::Result<()> {
    names(out, false, header)?;
    for row in rows {
        record(out, row)?;
    }
    Ok(())
}
