//! `dabiao score`: reads reports and prints every target with its outcome.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};

use dabiao::{Extractor, Item, Scheme, Summary};
use rayon::prelude::*;
use serde::Serialize;

use crate::args::{Format, Reading, Score};
use crate::facts::Facts;
use crate::input::{self, Encoding, Input};
use crate::manifest::Manifest;
use crate::screen::Screen;
use crate::watch::Watch;
use crate::{Ending, columns, complain, csv, explain, json, remark, summary, table, words};

/// One line of `jsonl`: an item with the report that it stands in.
#[derive(Serialize)]
struct Row<'a> {
    report: &'a str,
    #[serde(flatten)]
    decoded: Decoded,
    #[serde(flatten)]
    item: &'a Item,
}

/// The encodings that the spans are not in: they count bytes of the decoded text.
#[derive(Debug, Clone, Copy, Serialize)]
struct Decoded {
    #[serde(skip_serializing_if = "Option::is_none")]
    decoded: Option<&'static str>,
    /// Of the spans of the figures, where they stand in another report.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_decoded: Option<&'static str>,
}

/// The report that the targets of an item stand in, and the one that its figures stand in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sources<'a> {
    One(&'a Encoding),
    Two([&'a Encoding; 2]),
}

impl Sources<'_> {
    fn decoded(self, item: &Item) -> Decoded {
        let asked = || {
            let mentions = item.mentions.iter().flat_map(|mention| &mention.spans);
            let targets = item.targets.iter().flat_map(|target| &target.spans);
            mentions.chain(targets).chain(item.commitments.iter().flat_map(|words| &words.spans))
        };
        let figures = item.targets.iter().flat_map(|target| target.outcome.figures.iter().chain(&target.outcome.rivals));
        let given = figures.flat_map(|figure| &figure.spans);
        match self {
            Self::One(encoding) => Decoded { decoded: encoding.decoded(asked().chain(given)), answer_decoded: None },
            Self::Two([targets, results]) => Decoded { decoded: targets.decoded(asked()), answer_decoded: results.decoded(given) },
        }
    }
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
    let run = Run { printer, reading: args.reading, files, manifest };
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
        let (text, _) = input::text(path, None)?;
        let manifest = Manifest::read(&text)?;
        files.iter().try_for_each(|file| manifest.row(file).map(|_| ()))?;
        Ok(manifest)
    };
    read().map_err(|why| (input::name(path), why))
}

/// What is read, and how it is printed.
struct Run {
    printer: Printer,
    reading: Reading,
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
            let mut watch = Watch::new(facts.encoding.clone());
            let mut rows = Vec::new();
            for item in printer.extractor.items(facts.text().as_bytes()) {
                match item {
                    Ok(mut item) => {
                        watch.look(&item);
                        printer.score(&mut item);
                        rows.extend(
                            columns::rows([&facts, &facts], &item, scheme, printer.extractor.lexicon().version())
                                .map(|row| row.cells().collect::<Vec<_>>()),
                        );
                    }
                    Err(error) => ending = ending.max(complain(&name, &error)),
                }
            }
            watch.remarks().iter().for_each(|what| remark(&name, what));
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
        let mut facts = Facts::read(path, self.reading.encoding)?;
        facts.more = self.manifest.row(path).unwrap_or_default();
        Ok(facts)
    }

    fn file(&self, path: &Path, before: bool, out: &mut dyn Write) -> io::Result<Read> {
        let name = input::name(path);
        if self.printer.format != Format::Csv {
            return match input::open(path, self.reading.encoding) {
                Ok(Input { text, encoding }) => self.printer.items(name, None, text, Watch::new(encoding), before, out),
                Err(why) => Ok(Read::new(name).bad(&why)),
            };
        }
        match self.facts(path) {
            Ok(facts) => self.printer.items(name, Some(&facts), facts.text().as_bytes(), Watch::new(facts.encoding.clone()), before, out),
            Err(why) => Ok(Read::new(name).bad(&why)),
        }
    }
}

/// What `--explain` says of a line without an item.
pub(crate) const NO_ITEM: &str = "no item begins on that line; the line numbers stand in the output of --format jsonl";

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
    /// Reads and prints the items of one report.
    fn items(
        &self,
        name: String,
        facts: Option<&Facts>,
        text: impl BufRead,
        mut watch: Watch,
        before: bool,
        out: &mut dyn Write,
    ) -> io::Result<Read> {
        let mut read = Read::new(name);
        let mut summary = Summary::with(self.scheme);
        let mut explained = false;
        for item in self.extractor.items(text) {
            let mut item = match item {
                Ok(item) => item,
                Err(error) => {
                    read.remarks = watch.remarks();
                    return Ok(read.bad(&error));
                }
            };
            watch.look(&item);
            self.score(&mut item);
            if !item.targets.is_empty() {
                read.ending = Ending::Done;
            }
            if self.format == Format::Table {
                summary.add(&item);
            }
            match self.explain {
                Some(line) if item.line == line => {
                    explain::item(out, self.screen, &read.name, &item)?;
                    explained = true;
                }
                Some(_) => {}
                None => {
                    let sources = Sources::One(&watch.encoding);
                    self.item(&read.name, facts.map(|facts| [facts, facts]), sources, &item, before || read.printed, out)?;
                    read.printed = true;
                }
            }
        }
        read.remarks = watch.remarks();
        if self.explain.is_some() && !explained {
            return Ok(read.bad(&NO_ITEM));
        }
        if self.explain.is_none() && self.format == Format::Table {
            summary::print(out, self.screen, &read.name, &summary, self.scheme)?;
        }
        Ok(read)
    }

    /// Applies the scheme.
    pub(crate) fn score(&self, item: &mut Item) {
        if let Some(scheme) = self.scheme {
            item.score(scheme);
        }
    }

    /// Prints one item; `facts` are of the reports of its targets and of its figures.
    pub(crate) fn item(
        &self,
        name: &str,
        facts: Option<[&Facts; 2]>,
        sources: Sources<'_>,
        item: &Item,
        before: bool,
        out: &mut dyn Write,
    ) -> io::Result<()> {
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
                json::write(out, &Row { report: name, decoded: sources.decoded(item), item })?;
                writeln!(out)
            }
            Format::Json => {
                if before {
                    write!(out, ",\n ")?;
                }
                json::write(out, &Row { report: name, decoded: sources.decoded(item), item })
            }
        }
    }
}
