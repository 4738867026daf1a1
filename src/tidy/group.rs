//! The rows of a summary: a group of targets, its coverage and its completion.

use crate::{By, Completion, Group};

use super::column::{Column, decimal, integer, listed, named, text};
use super::{Cell, Record, Table};

const SHARE: &str = "share of the target";

type Fill = fn(&GroupRow<'_>) -> Cell;

/// A group with the report that it is of.
#[derive(Debug, Clone, Copy)]
pub struct GroupRow<'a> {
    report: &'a str,
    group: &'a Group,
    scheme: &'a str,
}

impl<'a> GroupRow<'a> {
    /// The row of a group; `scheme` names the one of its mean score.
    #[must_use]
    pub const fn new(report: &'a str, group: &'a Group, scheme: &'a str) -> Self {
        Self { report, group, scheme }
    }

    /// Its cells in the order of [`Table::Groups`].
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        COLUMNS.iter().map(|column| (column.cell)(self)).collect()
    }

    /// Its cells under their names.
    #[must_use]
    pub fn record(&self) -> Record {
        Record::new(Table::Groups, self.cells())
    }

    fn completion(&self) -> &Completion {
        &self.group.completion
    }
}

pub(super) const COLUMNS: &[Column<Fill>] = &[
    text("report", "program", "the file, as it was given on the command line", |row| row.report.into()),
    listed("by", &["all", "agency", "measure", "reason", "item"], "program", "by what targets are grouped", |row| {
        named(Some(&row.group.by))
    }),
    text(
        "name",
        "report",
        "which group it is: an agency, a measure, a reason (direct where there is none), an item by its line (L7)",
        |row| (&row.group.name).into(),
    ),
    integer("leads", "item", "report", "of how many items the agency is named first; agencies only", |row| {
        (row.group.by == By::Agency).then_some(row.group.leads).into()
    }),
    integer("targets", "target", "program", "how many targets the group has", |row| row.completion().targets.into()),
    integer(
        "left_out",
        "target",
        "program",
        "targets that are not counted: they say another one again, or are the total of others",
        |row| row.group.left_out.into(),
    ),
    integer("answered", "target", "program", "how many of them were answered in any way: direct, proxy and words", |row| {
        row.group.answered().into()
    }),
    integer("direct", "target", "program", "answered directly by a figure or a printed rate", |row| row.group.direct.into()),
    integer("proxy", "target", "program", "answered nearly by a figure", |row| row.group.proxy.into()),
    integer("words", "target", "program", "answered in words, done or under way", |row| row.group.words.into()),
    integer("none", "target", "program", "not answered", |row| row.group.none.into()),
    integer("met", "target", "program", "whose bound holds as reported, of judged", |row| row.group.met.into()),
    integer("judged", "target", "program", "direct answers with a verdict", |row| row.group.judged.into()),
    integer("scored", "target", "program", "direct answers to flows with a ratio, which the mean is of", |row| {
        row.completion().scored.into()
    }),
    decimal("mean", SHARE, "program", "mean of their ratios, each cut to 0..1", |row| row.completion().mean.into()),
    decimal("low", SHARE, "program", "the mean with every unscored target as 0", |row| {
        Some(row.completion()).filter(|completion| completion.targets > 0).map(|completion| completion.low).into()
    }),
    decimal("high", SHARE, "program", "the mean with every unscored target as 1", |row| {
        Some(row.completion()).filter(|completion| completion.targets > 0).map(|completion| completion.high).into()
    }),
    text("scheme", "dabiao schemes", "the scheme of score_mean, as --scheme names it", |row| row.scheme.into()),
    decimal(
        "score_mean",
        SHARE,
        "dabiao schemes",
        "mean of its scores over direct flows; empty of a scheme that counts no shares",
        |row| row.group.score_mean.into(),
    ),
    integer("score_count", "target", "program", "how many scores that mean is of", |row| row.group.score_count.into()),
];
