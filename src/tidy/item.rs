//! Where a row comes from: the report, the item, the versions.

use crate::{Completion, Decimal};

use super::{Cell, Column, Row, decimal, flag, integer, text, texts};

pub(super) const COLUMNS: &[Column] = &[
    text("report", "program", "the file, as it was given on the command line", |row| row.asked.name().into()),
    text("sha256", "file", "SHA-256 of the file's bytes, so that the very same report can be found again", |row| row.asked.sha256().into()),
    text("text_sha256", "program", "SHA-256 of its text in UTF-8, which spans count the bytes of and dabiao text prints", |row| {
        row.asked.text_sha256().into()
    }),
    integer("year", "year", "report", "the year of its title, else the one that it names more often than all others together", |row| {
        row.asked.about().year.into()
    }),
    text("period", "report", "what its title or header says that it covers, as printed", |row| row.asked.about().period.as_ref().into()),
    text("issuer", "report", "who issued it, where its head says", |row| row.asked.about().issuer.as_ref().into()),
    text("region", "report", "the place that it is of, where its head says; 全国 of the State Council", |row| {
        row.asked.about().region.as_ref().into()
    }),
    text(
        "decoded",
        "program",
        "the encoding that the file was decoded from, or its format (html, docx, xlsx, xls, ods, pdf), where spans count the bytes of its text in \
         UTF-8, which dabiao text prints; empty where they count the bytes of the file",
        |row| row.asked.decoded(&mut row.spans().iter()).into(),
    ),
    integer("item_line", "line", "file", "line of the file that the item begins on, from 1", |row| row.item.line.into()),
    text("number", "report", "number of the item as printed; numbers may repeat or skip", |row| row.item.number.as_deref().into()),
    text("agency", "report", "the agency that leads: the first one named", |row| row.item.agencies.first().into()),
    texts("agencies", "report", "every agency of the item, the lead first, with ; between", |row| row.item.agencies.clone().into()),
    flag("damaged", "program", "whether noise of a broken conversion was dropped in the item", |row| row.item.damaged.into()),
    texts(
        "limited",
        "program",
        "the limits that the item ran into, with ; between: quantities, nesting, targets, figures, clauses",
        |row| row.item.limited.iter().map(|limit| limit.as_str().to_owned()).collect::<Vec<_>>().into(),
    ),
];

/// What stands in an item, and what came of it.
pub(super) const OWN: &[Column] = &[
    text("heading", "report", "the heading or category that it stands under, readable", |row| row.item.heading.as_ref().into()),
    text("task", "report", "what is to be done, readable (Simplified, without glosses)", |row| (&row.item.task).into()),
    text("progress", "report", "what was done, readable; of prose that tells both together the same as task", |row| {
        (&row.item.progress).into()
    }),
    integer("mentions", "quantity", "program", "quantities in its cells", |row| row.item.mentions.len().into()),
    integer("targets", "target", "program", "its targets that are counted: those that say no other one again and are no totals", |row| {
        row.item.completion.targets.into()
    }),
    integer("figures", "figure", "program", "achieved figures in it, where they were asked for", |row| row.item.figures.len().into()),
    integer("scored", "target", "program", "direct answers to flows with a ratio, which completion is the mean of", |row| {
        row.item.completion.scored.into()
    }),
    decimal("completion", "share of the target", "program", "mean of their ratios, each cut to 0..1", |row| {
        row.item.completion.mean.into()
    }),
    decimal("completion_low", "share of the target", "program", "the mean with every unscored target as 0; empty without targets", |row| {
        bound(row, |completion| completion.low)
    }),
    decimal(
        "completion_high",
        "share of the target",
        "program",
        "the mean with every unscored target as 1; empty without targets",
        |row| bound(row, |completion| completion.high),
    ),
    texts(
        "evidence",
        "program",
        "what each column of its table, or each number of its prose, was taken for and why, where that was asked for",
        |row| row.item.evidence.clone().into(),
    ),
];

fn bound(row: &Row<'_>, of: impl FnOnce(&Completion) -> Decimal) -> Cell {
    Some(&row.item.completion).filter(|completion| completion.targets > 0).map(of).into()
}

/// What the row was made with.
pub(super) const VERSIONS: &[Column] = &[
    text("lexicon_version", "program", "hash over every table of words in force", |row| row.lexicon.into()),
    text("crate_version", "program", "version of dabiao", |_| Cell::Text(env!("CARGO_PKG_VERSION").to_owned())),
];
