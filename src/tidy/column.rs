//! A column: what it means, and how it is filled.

use std::sync::LazyLock;

use serde::Serialize;

use super::{Cell, Row, achieved, figure, group, item, mention, outcome, target};
use crate::named::{name, named};
use crate::panel;

/// A column, as the codebook has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// Its name: lower-case letters, digits and `_`, no longer than 32, which is what Stata takes.
    pub name: &'static str,
    /// What kind of values it holds.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What a number counts; empty of texts and flags.
    pub unit: &'static str,
    /// Every value it can have, of a closed list.
    pub values: &'static [&'static str],
    /// What it means.
    pub meaning: &'static str,
    /// Where the value comes from.
    pub source: &'static str,
}

impl Entry {
    /// A column of an output of one's own.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind, unit: &'static str, source: &'static str, meaning: &'static str) -> Self {
        Self { name, kind, unit, values: &[], meaning, source }
    }

    /// The same with the values of a closed list.
    #[must_use]
    pub const fn of(self, values: &'static [&'static str]) -> Self {
        Self { values, ..self }
    }
}

/// What kind of values a column holds. Any of them may be empty where the value is missing or does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// An exact decimal.
    Decimal,
    /// 0 or 1.
    Flag,
    /// Texts, with `;` between.
    Texts,
    /// Evidence, from and to with `..` between and `;` between the parts: `12..34;40..52`.
    Spans,
    /// Evidence of each of several figures, with ` | ` between.
    Evidences,
}

named!(Kind);

/// Which rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Table {
    /// A row for each target.
    Targets,
    /// A row for each achieved figure.
    Figures,
    /// A row for each item.
    Items,
    /// A row for each group of targets of a [`Summary`](crate::Summary).
    Groups,
    /// A row for each quantity.
    Quantities,
    /// A row for each region × year × indicator × level or growth × plan; see [`panel`](crate::panel).
    Panel,
}

named!(Table);

impl Table {
    /// Its columns in order: the header of the rows and their codebook.
    ///
    /// ```
    /// use dabiao::tidy::Table;
    /// let ratio = Table::Targets.columns().iter().find(|column| column.name == "ratio").unwrap();
    /// assert_eq!(ratio.unit, "share of the target, 1 is all of it");
    /// ```
    #[must_use]
    pub fn columns(self) -> &'static [Entry] {
        static ALL: LazyLock<[Vec<Entry>; 6]> = LazyLock::new(|| {
            let of_panel = panel::COLUMNS.iter().map(|column| column.entry);
            let of_groups = group::COLUMNS.iter().map(|column| column.entry);
            let of_rows = |columns: &mut dyn Iterator<Item = &'static Column>| columns.map(|column| column.entry).collect();
            [
                of_rows(&mut of_targets()),
                of_rows(&mut of_figures()),
                of_rows(&mut of_items()),
                of_groups.collect(),
                mention::COLUMNS.iter().map(|column| column.entry).collect(),
                of_panel.collect(),
            ]
        });
        match self {
            Self::Targets => &ALL[0],
            Self::Figures => &ALL[1],
            Self::Items => &ALL[2],
            Self::Groups => &ALL[3],
            Self::Quantities => &ALL[4],
            Self::Panel => &ALL[5],
        }
    }
}

/// How the cell of a column is made of a row.
pub(crate) type Fill = fn(&Row<'_>) -> Cell;

/// A column and how it is filled.
pub(crate) struct Column<F = Fill> {
    pub(crate) entry: Entry,
    pub(crate) cell: F,
}

/// Every column of the targets, in order.
pub(crate) fn of_targets() -> impl Iterator<Item = &'static Column> {
    [item::COLUMNS, target::COLUMNS, outcome::COLUMNS, figure::COLUMNS, item::VERSIONS].into_iter().flatten()
}

/// Every column of the figures, in order.
pub(crate) fn of_figures() -> impl Iterator<Item = &'static Column> {
    [item::COLUMNS, achieved::COLUMNS, item::VERSIONS].into_iter().flatten()
}

/// Every column of the items, in order.
pub(crate) fn of_items() -> impl Iterator<Item = &'static Column> {
    [item::COLUMNS, item::OWN, item::VERSIONS].into_iter().flatten()
}

/// A word of a closed list, as it stands in the JSON output.
pub(crate) fn named<T: Serialize>(value: Option<&T>) -> Cell {
    value.map(name).into()
}

pub(crate) const fn text<F: Copy>(name: &'static str, source: &'static str, meaning: &'static str, cell: F) -> Column<F> {
    Column { entry: Entry::new(name, Kind::Text, "", source, meaning), cell }
}

pub(crate) const fn texts<F: Copy>(name: &'static str, source: &'static str, meaning: &'static str, cell: F) -> Column<F> {
    Column { entry: Entry::new(name, Kind::Texts, "", source, meaning), cell }
}

pub(crate) const fn spans<F: Copy>(name: &'static str, source: &'static str, meaning: &'static str, cell: F) -> Column<F> {
    Column { entry: Entry::new(name, Kind::Spans, "", source, meaning), cell }
}

pub(crate) const fn evidences<F: Copy>(name: &'static str, source: &'static str, meaning: &'static str, cell: F) -> Column<F> {
    Column { entry: Entry::new(name, Kind::Evidences, "", source, meaning), cell }
}

pub(crate) const fn integer<F: Copy>(
    name: &'static str,
    unit: &'static str,
    source: &'static str,
    meaning: &'static str,
    cell: F,
) -> Column<F> {
    Column { entry: Entry::new(name, Kind::Integer, unit, source, meaning), cell }
}

pub(crate) const fn decimal<F: Copy>(
    name: &'static str,
    unit: &'static str,
    source: &'static str,
    meaning: &'static str,
    cell: F,
) -> Column<F> {
    Column { entry: Entry::new(name, Kind::Decimal, unit, source, meaning), cell }
}

pub(crate) const fn flag<F: Copy>(name: &'static str, source: &'static str, meaning: &'static str, cell: F) -> Column<F> {
    Column { entry: Entry::new(name, Kind::Flag, "", source, meaning).of(&["0", "1"]), cell }
}

pub(crate) const fn listed<F: Copy>(
    name: &'static str,
    values: &'static [&'static str],
    source: &'static str,
    meaning: &'static str,
    cell: F,
) -> Column<F> {
    Column { entry: Entry::new(name, Kind::Text, "", source, meaning).of(values), cell }
}
