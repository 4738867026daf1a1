//! `dabiao score`: reads reports and prints every target with its outcome.

mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod printer;
mod spread;
mod whole;

use std::io::{self, Write};

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::args::{Format, Reading, Score, Shape};
use crate::corrections::Corrections;
use crate::facts::Facts;
use crate::input::{self, Input};
use crate::manifest::Manifest;
use crate::meter::Meter;
use crate::screen::Screen;
use crate::sources::{Source, sources};
use crate::watch::Watch;
use crate::whole::asking;
use crate::{Ending, agencies, complain, csv, output, table, words};
pub(crate) use page::NO_ITEM;
use page::Read;
pub(crate) use printer::{Printer, Sources};

pub(crate) fn run(args: &Score) -> io::Result<Ending> {
    let files = match sources(&args.files, &args.reading) {
        Ok(files) => files,
        Err(ending) => return Ok(ending),
    };
    if args.explain.is_some() && files.len() > 1 {
        return Ok(complain("usage", &"--explain takes one file; give the one that the line is of"));
    }
    let manifest = match manifest(args, &files) {
        Ok(manifest) => manifest,
        Err((name, why)) => return Ok(complain(&name, &why)),
    };
    let corrections = match Corrections::of(args.correcting.corrections.as_ref(), args.scoring.judging.tolerance) {
        Ok(corrections) => corrections,
        Err(ending) => return Ok(ending),
    };
    let agencies = match agencies::of(args.correcting.agencies.as_ref()) {
        Ok(agencies) => agencies,
        Err(ending) => return Ok(ending),
    };
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => args
            .scoring
            .judging(extractor)
            .rivals(args.rivals || args.explain.is_some())
            .explain(args.explain.is_some())
            .commitments(args.all_items),
        Err(ending) => return Ok(ending),
    };
    let extractor = if args.format.whole().is_some() { asking(extractor) } else { extractor };
    let format = args.format.stream();
    let printer = Printer {
        extractor,
        format,
        explain: args.explain,
        screen: Screen::of_stdout(args.speech.of_table()),
        // The columns always have one.
        scheme: args.scoring.scheme_of(if args.parquet.is_given() { Format::Csv } else { format }),
        thresholds: args.scoring.thresholds(),
        corrections,
        agencies,
        raw: args.tidy.raw,
    };
    let pool = pool(args, &files);
    let meter = Meter::over(&files, args.format != Shape::None);
    let run = Run { printer, reading: args.reading.clone(), files, manifest, pool, meter };
    #[cfg(feature = "parquet")]
    if let Some(path) = &args.parquet.file {
        let beside = args.meta.iter().chain(&args.words.lexicon);
        return run.to_parquet(path, beside, args.scoring.scheme()).map(|ending| run.corrected(ending));
    }
    let mut out = output::standard()?;
    if let Some(kind) = args.format.whole() {
        return run.whole(kind, args, &mut out).map(|ending| run.corrected(ending));
    }
    match format {
        Format::Csv => csv::header(&mut out, args.tidy, args.speech.of_table(), &run.manifest.names)?,
        Format::Json => write!(out, "[")?,
        _ => {}
    }
    let ending = run.print(&mut out)?;
    run.meter.end();
    if format == Format::Json {
        writeln!(out, "]")?;
    }
    out.flush()?;
    Ok(run.corrected(ending))
}

/// The threads that share the work, where there is enough of it. Where none can be had, the work is done without.
fn pool(args: &Score, files: &[Source]) -> Option<ThreadPool> {
    let alone = files.len() == 1 && !is_large(&files[0]);
    if alone || args.explain.is_some() || args.correcting.corrections.is_some() || args.format.whole().is_some() {
        return None;
    }
    let jobs = args.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    if jobs == 1 { None } else { rayon::ThreadPoolBuilder::new().num_threads(jobs).build().ok() }
}

/// The manifest, with a row for every file; or what is wrong, and with which file.
fn manifest(args: &Score, files: &[Source]) -> Result<Manifest, (String, String)> {
    let Some(path) = &args.meta else { return Ok(Manifest::beside(files)) };
    let read = || {
        let (text, _) = input::text(path, None)?;
        let manifest = Manifest::read(&text)?;
        files.iter().try_for_each(|file| manifest.row(file.path()).map(|_| ()))?;
        Ok(manifest)
    };
    read().map_err(|why| (input::name(path), why))
}

/// What is read, and how it is printed.
struct Run {
    printer: Printer,
    reading: Reading,
    files: Vec<Source>,
    manifest: Manifest,
    /// The threads that share the work, where there is more than one.
    pool: Option<ThreadPool>,
    meter: Meter,
}

/// From so many bytes on, the items of a file are spread over the threads, and not the file with others.
const LARGE: u64 = 1 << 20;

/// Whether a file is that large. What comes through standard input is not, so that it is printed as it comes.
fn is_large(file: &Source) -> bool {
    file.size().is_some_and(|size| size >= LARGE)
}

impl Run {
    /// Says what of the corrections fitted nothing.
    fn corrected(&self, ending: Ending) -> Ending {
        self.printer.corrections.as_ref().map_or(ending, |corrections| corrections.end(ending))
    }

    /// Reads the files in their order and prints what is in them.
    fn print(&self, out: &mut dyn Write) -> io::Result<Ending> {
        let mut ending = Ending::Done;
        let mut before = false;
        let mut rest = self.files.as_slice();
        while let Some((first, behind)) = rest.split_first() {
            let small = self.small(rest);
            match &self.pool {
                Some(pool) if small.len() > 1 => {
                    for (read, page) in self.at_once(pool, small)? {
                        self.put(&page, read.printed, before, out)?;
                        self.ended(&read, out, &mut ending, &mut before)?;
                    }
                    rest = &rest[small.len()..];
                }
                pool => {
                    let read = self.file(first, before, pool.as_ref().filter(|_| is_large(first)), out)?;
                    self.ended(&read, out, &mut ending, &mut before)?;
                    rest = behind;
                }
            }
        }
        Ok(ending)
    }

    /// The small files that come first, so many that no thread is idle for long.
    fn small<'f>(&self, files: &'f [Source]) -> &'f [Source] {
        let most = self.pool.as_ref().map_or(0, ThreadPool::current_num_threads) * 4;
        let small = |file: &&Source| file.size().is_some_and(|size| size < LARGE);
        &files[..files.iter().take(most).take_while(small).count()]
    }

    /// Reads files on several threads, each with what is to be printed of it.
    fn at_once(&self, pool: &ThreadPool, files: &[Source]) -> io::Result<Vec<(Read, Vec<u8>)>> {
        let page = |source: &Source| {
            let mut page = Vec::new();
            // The names of the columns are printed once, in front of the first page.
            self.file(source, self.printer.format == Format::Table, None, &mut page).map(|read| (read, page))
        };
        pool.install(|| files.par_iter().map(page).collect())
    }

    /// Prints the page of a file behind others.
    fn put(&self, page: &[u8], printed: bool, before: bool, out: &mut dyn Write) -> io::Result<()> {
        match self.printer.format {
            Format::Json if before && printed => write!(out, ",\n ")?,
            Format::Table if !before && printed => table::header(out, self.printer.screen)?,
            _ => {}
        }
        out.write_all(page)
    }

    /// Says what is to be said of a file behind what was printed of it.
    fn ended(&self, read: &Read, out: &mut dyn Write, ending: &mut Ending, before: &mut bool) -> io::Result<()> {
        self.meter.aside(|| read.complain(out))?;
        *before |= read.printed;
        *ending = read.ending.max(*ending);
        Ok(())
    }

    /// What is known of a file, with the user's columns; its hash stands in every row.
    fn facts(&self, source: &Source) -> Result<Facts, String> {
        let mut facts = Facts::of_source(source, &self.reading)?;
        facts.more = self.manifest.cells(source);
        Ok(facts)
    }

    /// Reads one file; its items on the threads of `pool`, where there is one.
    fn file(&self, source: &Source, before: bool, pool: Option<&ThreadPool>, out: &mut dyn Write) -> io::Result<Read> {
        let name = source.name();
        if self.printer.format != Format::Csv {
            return match source.open(&self.reading) {
                Ok(Input { text, encoding }) => {
                    self.printer.items(name, None, self.meter.through(text, source), Watch::new(encoding), before, pool, out)
                }
                Err(why) => Ok(Read::new(name).bad(&why)),
            };
        }
        match self.facts(source) {
            Ok(facts) => {
                let text = self.meter.through(facts.reader(), source);
                self.printer.items(name, Some(&facts), text, Watch::new(facts.encoding.clone()), before, pool, out)
            }
            Err(why) => Ok(Read::new(name).bad(&why)),
        }
    }
}
