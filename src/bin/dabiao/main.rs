//! The command-line program: reads files, prints what the library found.

#![forbid(unsafe_code)]

mod agencies;
mod agree;
mod args;
mod calibrate;
mod codebook;
mod coding;
mod columns;
mod compare;
mod completions;
mod corrections;
mod csv;
mod decode;
mod diff;
mod draft;
mod encoding;
mod explain;
mod facts;
mod figures;
mod grid;
mod html;
mod input;
mod json;
mod lang;
mod lexicon;
mod manifest;
mod meter;
mod output;
mod panel;
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
mod whole;
mod wilson;
mod words;
mod workbook;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use screen::shown;

/// A reading is made of many small pieces that do not live long; with the allocator of the system they are a sixth of all work.
#[cfg(all(feature = "mimalloc", any(target_os = "linux", target_os = "macos", target_os = "freebsd", windows)))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    let _ = writeln!(io::stderr(), "{}", shown(&format!("dabiao: {name}: {what}")));
}

/// Says on standard error what is wrong with a file.
pub(crate) fn complain(name: &str, what: &dyn std::fmt::Display) -> Ending {
    remark(name, what);
    Ending::BadInput
}

/// What came of a failure to write.
fn unwritten(error: &io::Error) -> Ending {
    match error.kind() {
        // The reader of the output left: head, less.
        io::ErrorKind::BrokenPipe => Ending::Done,
        io::ErrorKind::NotConnected => complain("standard output", &"is closed; send it to a terminal, a file or a program"),
        _ => complain(&output::name(), &format!("cannot be written: {error}; see whether there is room for it")),
    }
}

fn main() -> ExitCode {
    ExitCode::from(run().unwrap_or_else(|error| unwritten(&error)) as u8)
}

fn run() -> io::Result<Ending> {
    let args = match Args::try_parse_from(args::given(std::env::args_os())) {
        Ok(args) => args,
        Err(error) if error.use_stderr() => error.exit(),
        Err(help) => {
            output::standard()?;
            help.print()?;
            return Ok(Ending::Done);
        }
    };
    if let Err(why) = args.check() {
        return Ok(complain("usage", &why));
    }
    screen::colour(args.color);
    if let Some(path) = &args.output
        && let Err(error) = output::to_file(path)
    {
        return Ok(complain(
            &input::name(path),
            &format!("cannot be written: {error}; see whether there is such a folder, and who may write to it"),
        ));
    }
    let ending = command(&args)?;
    output::settle(ending)?;
    Ok(ending)
}

fn command(args: &Args) -> io::Result<Ending> {
    match &args.command {
        Command::Score(score) => score::run(score),
        Command::Compare(compare) => compare::run(compare),
        Command::Figures(figures) => figures::run(figures),
        Command::Panel(panel) => panel::run(panel),
        Command::Quantities(quantities) => quantities::run(quantities),
        Command::Summary(summary) => summary::run(summary),
        Command::Calibrate(calibrate) => calibrate::run(calibrate),
        Command::Schemes(schemes) => schemes::run(schemes),
        Command::Codebook(codebook) => codebook::run(codebook),
        Command::Lexicon(lexicon) => lexicon::run(lexicon),
        Command::Sheet(sheet) => sheet::run(sheet),
        Command::Agree(agree) => agree::run(agree),
        Command::Diff(diff) => diff::run(diff),
        Command::Text(text) => text::run(text),
        Command::Completions { shell } => completions::shell(*shell),
        Command::Man { command } => completions::man(command.as_deref()),
    }
}
