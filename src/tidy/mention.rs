//! The rows of quantities, line by line.

use crate::Mention;

use super::Cell;
use super::column::{Column, decimal, integer, listed, named, spans, text};

const UNIT: &str = "the unit in the column unit";

type Fill = fn(&MentionRow<'_>) -> Cell;

/// A quantity with the line that it stands on.
#[derive(Debug, Clone, Copy)]
pub struct MentionRow<'a> {
    report: &'a str,
    line: usize,
    mention: &'a Mention,
}

impl<'a> MentionRow<'a> {
    /// The row of a quantity on a 1-based line.
    #[must_use]
    pub const fn new(report: &'a str, line: usize, mention: &'a Mention) -> Self {
        Self { report, line, mention }
    }

    /// Its cells in the order of [`Table::Quantities`](super::Table::Quantities).
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        COLUMNS.iter().map(|column| (column.cell)(self)).collect()
    }
}

pub(super) const COLUMNS: &[Column<Fill>] = &[
    text("report", "program", "the file, as it was given on the command line", |row| row.report.into()),
    integer("line", "line", "file", "line of the file, from 1", |row| row.line.into()),
    text("text", "report", "the quantity as it stands, readable", |row| (&row.mention.text).into()),
    decimal("value", UNIT, "report", "the value, multiplied out: 2.4万 is 24000", |row| row.mention.value.into()),
    decimal("high", UNIT, "report", "the upper end of a range", |row| row.mention.high.into()),
    text("unit", "report", "the unit without 万 and 亿; empty without one", |row| (&row.mention.unit).into()),
    listed("approx", &["over", "about", "under"], "report", "how the number is hedged: 余 and 多, 约 and 左右, 近", |row| {
        named(row.mention.approx.as_ref())
    }),
    spans("spans", "file", "its evidence: from..to in bytes of the text", |row| row.mention.spans.clone().into()),
];
