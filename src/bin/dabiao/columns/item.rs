//! Where a row comes from: the report, the item, the versions.

use super::{Cell, Column, flag, integer, text};

pub(super) const COLUMNS: &[Column] = &[
    text("report", "program", "the file, as it was given on the command line", |row| row.asked.name.as_str().into()),
    text("sha256", "file", "SHA-256 of the file's bytes, so that the very same report can be found again", |row| {
        row.asked.sha256.as_str().into()
    }),
    integer("item_line", "line", "file", "line of the file that the item begins on, from 1", |row| row.item.line.into()),
    text("number", "report", "number of the item as printed; numbers may repeat or skip", |row| row.item.number.as_deref().into()),
    text("agency", "report", "the agency that leads: the first one named", |row| row.item.agencies.first().into()),
    text("agencies", "report", "every agency of the item, the lead first, with ; between", |row| row.item.agencies.join(";").into()),
    flag("damaged", "program", "whether noise of a broken conversion was dropped in the item", |row| row.item.damaged.into()),
];

/// What the row was made with.
pub(super) const VERSIONS: &[Column] = &[
    text("lexicon_version", "program", "hash over every table of words in force", |_| dabiao::Lexicon::builtin().version().into()),
    text("crate_version", "program", "version of dabiao", |_| Cell::Text(env!("CARGO_PKG_VERSION").to_owned())),
];
