//! `dabiao score`: reads reports and prints every target with its outcome.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};

use dabiao::{Extractor, Item, Scheme, Summary};
use rayon::prelude::*;
use serde::Serialize;

use crate::args::{Format, Score};
use crate::facts::Facts;
use crate::manifest::Manifest;
use crate::screen::Screen;
use crate::{Ending, columns, complain, csv, explain, input, json, summary, table, words};

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
    pub(crate) scheme: Option<&'static Scheme>,
}

pub(crate) fn run(args: &Score) -> io::Result<Ending> {
    let files = input::files(&args.files);
    if args.explain.is_some() && files.len() > 1 {
        return Ok(complain("usage", &"--explain takes one file; give the one that the line is of"));
    }
    let manifest = match manifest(args, &files) {
        Ok(manifest) => manifest,
        Err((name, why)) => return Ok(complain(&name, &why)),
    };
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => extractor
            .rivals(args.rivals || args.explain.is_some())
            .commitments(args.all_items)
            .tolerance(args.scoring.tolerance)
            .layout(args.layout),
        Err(ending) => return Ok(ending),
    };
    let printer = Printer {
        extractor,
        format: args.format,
        explain: args.explain,
        screen: Screen::of_stdout(),
        // The columns always have one.
        scheme: args.scoring.scheme_of(if args.parquet() { Format::Csv } else { args.format }),
    };
    let run = Run { printer, files, manifest };
    #[cfg(feature = "parquet")]
    if let Some(path) = &args.parquet {
        return run.to_parquet(path, args.scoring.scheme());
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Csv => csv::header(&mut out, !args.tidy.no_bom, &run.manifest.names)?,
        Format::Json => write!(out, "[")?,
        _ => {}
    }
    let jobs = args.jobs.map_or_else(rayon::current_num_threads, usize::from);
    let ending = if jobs == 1 || run.files.len() == 1 { run.in_turn(&mut out)? } else { run.at_once(jobs, &mut out)? };
    if args.format == Format::Json {
        writeln!(out, "]")?;
    }
    out.flush()?;
    Ok(ending)
}

/// The manifest, with a row for every file; or what is wrong, and with which file.
fn manifest(args: &Score, files: &[PathBuf]) -> Result<Manifest, (String, String)> {
    let Some(path) = &args.meta else { return Ok(Manifest::default()) };
    let read = || {
        let manifest = Manifest::read(&input::text(path)?)?;
        files.iter().try_for_each(|file| manifest.row(file).map(|_| ()))?;
        Ok(manifest)
    };
    read().map_err(|why| (input::name(path), why))
}

/// What is read, and how it is printed.
struct Run {
    printer: Printer,
    files: Vec<PathBuf>,
    manifest: Manifest,
}

impl Run {
    /// Prints items as they come.
    fn in_turn(&self, out: &mut dyn Write) -> io::Result<Ending> {
        let mut ending = Ending::Done;
        let mut before = false;
        for path in &self.files {
            let read = self.file(path, before, out)?;
            read.complain(out)?;
            before |= read.printed;
            ending = ending.max(read.ending);
        }
        Ok(ending)
    }

    /// Reads files on several threads and prints them in their order.
    fn at_once(&self, jobs: usize, out: &mut dyn Write) -> io::Result<Ending> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().map_err(io::Error::other)?;
        let printer = &self.printer;
        let mut ending = Ending::Done;
        let mut before = false;
        for files in self.files.chunks(jobs * 4) {
            let read: Vec<io::Result<(Read, Vec<u8>)>> = pool.install(|| {
                files
                    .par_iter()
                    .map(|path| {
                        let mut page = Vec::new();
                        // The names of the columns are printed once, in front of the first page.
                        self.file(path, printer.format == Format::Table, &mut page).map(|read| (read, page))
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

    /// Writes the rows of every file as Parquet.
    #[cfg(feature = "parquet")]
    fn to_parquet(&self, path: &Path, scheme: &'static Scheme) -> io::Result<Ending> {
        let mut writer = match crate::parquet::Writer::create(path, &self.manifest.names) {
            Ok(writer) => writer,
            Err(error) => return Ok(complain(&input::name(path), &format!("cannot be written: {error}"))),
        };
        let printer = &self.printer;
        let mut ending = Ending::Done;
        for path in &self.files {
            let name = input::name(path);
            let facts = match self.facts(path) {
                Ok(facts) => facts,
                Err(why) => {
                    ending = ending.max(complain(&name, &why));
                    continue;
                }
            };
            let mut rows = Vec::new();
            for item in printer.extractor.items(facts.bytes()) {
                match item {
                    Ok(mut item) => {
                        printer.score(&mut item);
                        rows.extend(
                            columns::rows([&facts, &facts], &item, scheme, printer.extractor.lexicon().version())
                                .map(|row| row.cells().collect::<Vec<_>>()),
                        );
                    }
                    Err(error) => ending = ending.max(complain(&name, &error)),
                }
            }
            if rows.is_empty() {
                ending = ending.max(Ending::NothingFound);
            }
            writer.rows(&rows)?;
        }
        writer.close()?;
        Ok(ending)
    }

    /// What is known of a file, with the user's columns; its hash stands in every row.
    fn facts(&self, path: &Path) -> Result<Facts, String> {
        let mut facts = Facts::of(input::name(path), input::bytes(path)?);
        facts.more = self.manifest.row(path).unwrap_or_default();
        Ok(facts)
    }

    fn file(&self, path: &Path, before: bool, out: &mut dyn Write) -> io::Result<Read> {
        let name = input::name(path);
        if self.printer.format != Format::Csv {
            return match input::open(path) {
                Ok(reader) => self.printer.items(&name, None, reader, before, out),
                Err(why) => Ok(Read::bad(&name, &why, false)),
            };
        }
        match self.facts(path) {
            Ok(facts) => self.printer.items(&name, Some(&facts), facts.bytes(), before, out),
            Err(why) => Ok(Read::bad(&name, &why, false)),
        }
    }
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
    /// Reads and prints the items of one report.
    fn items(&self, name: &str, facts: Option<&Facts>, reader: impl BufRead, before: bool, out: &mut dyn Write) -> io::Result<Read> {
        let mut summary = Summary::with(self.scheme);
        let (mut found, mut printed, mut explained) = (false, false, false);
        for item in self.extractor.items(reader) {
            let mut item = match item {
                Ok(item) => item,
                Err(error) => return Ok(Read::bad(name, &error, printed)),
            };
            self.score(&mut item);
            found |= !item.targets.is_empty();
            if self.format == Format::Table {
                summary.add(&item);
            }
            match self.explain {
                Some(line) if item.line == line => {
                    explain::item(out, self.screen, name, &item)?;
                    explained = true;
                }
                Some(_) => {}
                None => {
                    self.item(name, facts.map(|facts| [facts, facts]), &item, before || printed, out)?;
                    printed = true;
                }
            }
        }
        if self.explain.is_some() && !explained {
            let what = "no item begins on that line; the line numbers stand in the output of --format jsonl";
            return Ok(Read::bad(name, &what, printed));
        }
        if self.explain.is_none() && self.format == Format::Table {
            summary::print(out, self.screen, name, &summary, self.scheme)?;
        }
        let ending = if found { Ending::Done } else { Ending::NothingFound };
        Ok(Read { ending, printed, complaint: None })
    }

    /// Applies the scheme.
    pub(crate) fn score(&self, item: &mut Item) {
        if let Some(scheme) = self.scheme {
            item.score(scheme);
        }
    }

    /// Prints one item; `facts` are of the reports of its targets and of its figures.
    pub(crate) fn item(&self, name: &str, facts: Option<[&Facts; 2]>, item: &Item, before: bool, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::None => Ok(()),
            Format::Table => {
                if !before {
                    table::header(out, self.screen)?;
                }
                table::item(out, self.screen, item)
            }
            Format::Csv => {
                let (Some(facts), Some(scheme)) = (facts, self.scheme) else { return Ok(()) };
                columns::rows(facts, item, scheme, self.extractor.lexicon().version()).try_for_each(|row| csv::row(out, &row))
            }
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
