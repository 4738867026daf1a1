//! `dabiao score`: reads reports and prints every target with its outcome.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use dabiao::{Extractor, Item};
use rayon::prelude::*;
use serde::Serialize;

use crate::args::{Format, Score};
use crate::screen::Screen;
use crate::summary::Summary;
use crate::{Ending, complain, csv, explain, input, json, table, words};

/// One line of `jsonl`: an item with the report that it stands in.
#[derive(Serialize)]
struct Row<'a> {
    report: &'a str,
    #[serde(flatten)]
    item: &'a Item,
}

/// What is the same for every file.
#[derive(Debug)]
pub(crate) struct Printer {
    pub(crate) extractor: Extractor,
    pub(crate) format: Format,
    pub(crate) explain: Option<usize>,
    pub(crate) screen: Screen,
}

pub(crate) fn run(args: &Score) -> io::Result<Ending> {
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => extractor.rivals(args.rivals || args.explain.is_some()).layout(args.layout),
        Err(ending) => return Ok(ending),
    };
    let printer = Printer { extractor, format: args.format, explain: args.explain, screen: Screen::of_stdout() };
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Csv => csv::header(&mut out)?,
        Format::Json => write!(out, "[")?,
        _ => {}
    }
    let jobs = args.jobs.map_or_else(rayon::current_num_threads, usize::from);
    let ending =
        if jobs == 1 || args.files.len() == 1 { in_turn(&printer, args, &mut out)? } else { at_once(&printer, args, jobs, &mut out)? };
    if args.format == Format::Json {
        writeln!(out, "]")?;
    }
    out.flush()?;
    Ok(ending)
}

/// Prints items as they come.
fn in_turn(printer: &Printer, args: &Score, out: &mut BufWriter<io::StdoutLock<'_>>) -> io::Result<Ending> {
    let mut ending = Ending::Done;
    let mut before = false;
    for path in &args.files {
        let read = printer.file(path, before, out)?;
        read.complain(out)?;
        before |= read.printed;
        ending = ending.max(read.ending);
    }
    Ok(ending)
}

/// Reads files on several threads and prints them in their order.
fn at_once(printer: &Printer, args: &Score, jobs: usize, out: &mut BufWriter<io::StdoutLock<'_>>) -> io::Result<Ending> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().map_err(io::Error::other)?;
    let mut ending = Ending::Done;
    let mut before = false;
    for files in args.files.chunks(jobs * 4) {
        let read: Vec<io::Result<(Read, Vec<u8>)>> = pool.install(|| {
            files
                .par_iter()
                .map(|path| {
                    let mut page = Vec::new();
                    // The names of the columns are printed once, in front of the first page.
                    printer.file(path, printer.format == Format::Table, &mut page).map(|read| (read, page))
                })
                .collect()
        });
        for one in read {
            let (read, page) = one?;
            match printer.format {
                Format::Json if before && read.printed => write!(out, ",\n ")?,
                Format::Table if !before && read.printed && printer.explain.is_none() => table::header(out, printer.screen)?,
                _ => {}
            }
            out.write_all(&page)?;
            read.complain(out)?;
            before |= read.printed;
            ending = ending.max(read.ending);
        }
    }
    Ok(ending)
}

/// What came of one file.
struct Read {
    ending: Ending,
    printed: bool,
    /// What is wrong with it, and its name.
    complaint: Option<(String, String)>,
}

impl Read {
    fn bad(name: &str, what: &dyn std::fmt::Display, printed: bool) -> Self {
        Self { ending: Ending::BadInput, printed, complaint: Some((name.to_owned(), what.to_string())) }
    }

    /// Says what is wrong, behind what was printed of the file.
    fn complain(&self, out: &mut dyn Write) -> io::Result<()> {
        if let Some((name, what)) = &self.complaint {
            out.flush()?;
            complain(name, what);
        }
        Ok(())
    }
}

impl Printer {
    fn file(&self, path: &Path, before: bool, out: &mut dyn Write) -> io::Result<Read> {
        let name = input::name(path);
        let reader = match input::open(path) {
            Ok(reader) => reader,
            Err(why) => return Ok(Read::bad(&name, &why, false)),
        };
        let mut summary = Summary::default();
        let (mut printed, mut explained) = (false, false);
        for item in self.extractor.items(reader) {
            let item = match item {
                Ok(item) => item,
                Err(error) => return Ok(Read::bad(&name, &error, printed)),
            };
            summary.add(&item);
            match self.explain {
                Some(line) if item.line == line => {
                    explain::item(out, self.screen, &name, &item)?;
                    explained = true;
                }
                Some(_) => {}
                None => {
                    self.item(&name, &item, before || printed, out)?;
                    printed = true;
                }
            }
        }
        if self.explain.is_some() && !explained {
            let what = "no item begins on that line; the line numbers stand in the output of --format jsonl";
            return Ok(Read::bad(&name, &what, printed));
        }
        if self.explain.is_none() && self.format == Format::Table {
            summary.print(out, self.screen, &name)?;
        }
        let ending = if summary.found_targets() { Ending::Done } else { Ending::NothingFound };
        Ok(Read { ending, printed, complaint: None })
    }

    pub(crate) fn item(&self, name: &str, item: &Item, before: bool, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::None => Ok(()),
            Format::Table => {
                if !before {
                    table::header(out, self.screen)?;
                }
                table::item(out, self.screen, item)
            }
            Format::Csv => csv::item(out, name, item),
            Format::Jsonl => {
                json::write(out, &Row { report: name, item })?;
                writeln!(out)
            }
            Format::Json => {
                if before {
                    write!(out, ",\n ")?;
                }
                json::write(out, &Row { report: name, item })
            }
        }
    }
}
