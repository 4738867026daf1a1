//! `dabiao score`: reads reports and prints every target with its outcome.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use dabiao::{Extractor, Item, Limit};
use rayon::prelude::*;
use serde::Serialize;

use crate::args::{Format, Reading, Score};
use crate::input::{self, Input};
use crate::screen::Screen;
use crate::summary::Summary;
use crate::{Ending, complain, csv, explain, json, remark, table, words};

/// One line of `jsonl`: an item with the report that it stands in.
#[derive(Serialize)]
struct Row<'a> {
    report: &'a str,
    /// The encoding that the spans are not in: they count bytes of the decoded text.
    #[serde(skip_serializing_if = "Option::is_none")]
    decoded: Option<&'static str>,
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
    pub(crate) reading: Reading,
}

pub(crate) fn run(args: &Score) -> io::Result<Ending> {
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => extractor.rivals(args.rivals || args.explain.is_some()).layout(args.layout),
        Err(ending) => return Ok(ending),
    };
    let printer = Printer { extractor, format: args.format, explain: args.explain, screen: Screen::of_stdout(), reading: args.reading };
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

/// What `--explain` says of a line without an item.
pub(crate) const NO_ITEM: &str = "no item begins on that line; the line numbers stand in the output of --format jsonl";

/// The limits that items ran into.
#[derive(Debug, Default)]
pub(crate) struct Reached {
    first: Vec<(usize, Limit)>,
    more: usize,
}

impl Reached {
    /// So many are said one by one.
    const SAID: usize = 5;

    pub(crate) fn look(&mut self, item: &Item) {
        for &limit in &item.limited {
            if self.first.len() < Self::SAID {
                self.first.push((item.line, limit));
            } else {
                self.more += 1;
            }
        }
    }

    pub(crate) fn remarks(&self) -> impl Iterator<Item = String> {
        let more = (self.more > 0).then(|| format!("and {} times more; \"limited\" marks the items in json and jsonl", self.more));
        self.first.iter().map(|(line, limit)| format!("line {line}: {limit}")).chain(more)
    }
}

/// What came of one file.
struct Read {
    ending: Ending,
    printed: bool,
    name: String,
    /// What a person should know of it.
    remarks: Vec<String>,
    /// What is wrong with it.
    complaint: Option<String>,
}

impl Read {
    fn new(name: String) -> Self {
        Self { ending: Ending::NothingFound, printed: false, name, remarks: Vec::new(), complaint: None }
    }

    fn bad(self, what: &dyn std::fmt::Display) -> Self {
        Self { ending: Ending::BadInput, complaint: Some(what.to_string()), ..self }
    }

    /// Says what is remarkable and what is wrong, behind what was printed of the file.
    fn complain(&self, out: &mut dyn Write) -> io::Result<()> {
        if !self.remarks.is_empty() || self.complaint.is_some() {
            out.flush()?;
        }
        self.remarks.iter().for_each(|what| remark(&self.name, what));
        if let Some(what) = &self.complaint {
            complain(&self.name, what);
        }
        Ok(())
    }
}

impl Printer {
    fn file(&self, path: &Path, before: bool, out: &mut dyn Write) -> io::Result<Read> {
        let name = input::name(path);
        let mut read = Read::new(name.clone());
        let Input { text, mut encoding } = match input::open(path, self.reading.encoding) {
            Ok(input) => input,
            Err(why) => return Ok(read.bad(&why)),
        };
        read.remarks.extend(encoding.note());
        let mut summary = Summary::default();
        let mut limits = Reached::default();
        let mut explained = false;
        for item in self.extractor.items(text) {
            let item = match item {
                Ok(item) => item,
                Err(error) => {
                    read.remarks.extend(encoding.damage());
                    return Ok(read.bad(&error));
                }
            };
            summary.add(&item);
            encoding.look(&item);
            limits.look(&item);
            match self.explain {
                Some(line) if item.line == line => {
                    explain::item(out, self.screen, &name, &item)?;
                    explained = true;
                }
                Some(_) => {}
                None => {
                    self.item(&name, encoding.decoded(&item.mentions), &item, before || read.printed, out)?;
                    read.printed = true;
                }
            }
        }
        read.remarks.extend(encoding.damage());
        read.remarks.extend(limits.remarks());
        if self.explain.is_some() && !explained {
            return Ok(read.bad(&NO_ITEM));
        }
        if self.explain.is_none() && self.format == Format::Table {
            summary.print(out, self.screen, &name)?;
        }
        if summary.found_targets() {
            read.ending = Ending::Done;
        }
        Ok(read)
    }

    pub(crate) fn item(&self, name: &str, decoded: Option<&'static str>, item: &Item, before: bool, out: &mut dyn Write) -> io::Result<()> {
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
                json::write(out, &Row { report: name, decoded, item })?;
                writeln!(out)
            }
            Format::Json => {
                if before {
                    write!(out, ",\n ")?;
                }
                json::write(out, &Row { report: name, decoded, item })
            }
        }
    }
}
