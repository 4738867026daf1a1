//! The command-line program: reads files, prints what the library found.

#![forbid(unsafe_code)]

mod agree;
mod args;
mod calibrate;
mod codebook;
mod coding;
mod columns;
mod compare;
mod csv;
mod decode;
mod encoding;
mod explain;
mod facts;
mod input;
mod json;
mod lexicon;
mod manifest;
mod meter;
#[cfg(feature = "parquet")]
mod parquet;
mod quantities;
mod sample;
mod schemes;
mod score;
mod screen;
mod sheet;
mod sources;
mod summary;
mod table;
mod text;
mod watch;
mod words;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// How a run ended; the worst file decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ending {
    Done = 0,
    NothingFound = 1,
    BadInput = 2,
}

/// Says on standard error what a person should know of a file.
pub(crate) fn remark(name: &str, what: &dyn std::fmt::Display) {
    // Where standard error is closed nobody can be told.
    let _ = writeln!(io::stderr(), "dabiao: {name}: {what}");
}

/// Says on standard error what is wrong with a file.
pub(crate) fn complain(name: &str, what: &dyn std::fmt::Display) -> Ending {
    remark(name, what);
    Ending::BadInput
}

fn main() -> ExitCode {
    let args = Args::parse();
    if let Err(why) = args.check() {
        return ExitCode::from(complain("usage", &why) as u8);
    }
    let ended = match &args.command {
        Command::Score(score) => score::run(score),
        Command::Compare(compare) => compare::run(compare),
        Command::Quantities(quantities) => quantities::run(quantities),
        Command::Summary(summary) => summary::run(summary),
        Command::Calibrate(calibrate) => calibrate::run(calibrate),
        Command::Schemes => schemes::run(),
        Command::Codebook(codebook) => codebook::run(codebook),
        Command::Lexicon(lexicon) => lexicon::run(lexicon),
        Command::Sheet(sheet) => sheet::run(sheet),
        Command::Agree(agree) => agree::run(agree),
        Command::Text(text) => text::run(text),
    };
    match ended {
        Ok(ending) => ExitCode::from(ending as u8),
        // The reader of the output left: head, less.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            ExitCode::from(complain("standard output", &format!("cannot be written: {error}; see whether there is room for it")) as u8)
        }
    }
}
