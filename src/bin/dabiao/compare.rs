//! `dabiao compare`: the targets of one report, answered from the next one.

use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use dabiao::Extractor;

use crate::args::{Compare, Format, Reading};
use crate::input::{self, Encoding, Input};
use crate::score::{NO_ITEM, Printer, Reached};
use crate::screen::Screen;
use crate::summary::Summary;
use crate::{Ending, complain, csv, explain, remark};

/// A whole text and its encoding; says what is remarkable or wrong with it.
fn text(path: &Path, reading: Reading) -> Result<(String, Encoding), Ending> {
    let name = input::name(path);
    let bad = |why: String| complain(&name, &why);
    let Input { text: mut reader, encoding } = input::open(path, reading.encoding).map_err(bad)?;
    let mut text = String::new();
    reader.read_to_string(&mut text).map_err(|error| bad(input::unreadable(&error)))?;
    encoding.note().iter().chain(&encoding.damage()).for_each(|what| remark(&name, what));
    Ok((text, encoding))
}

pub(crate) fn run(args: &Compare) -> io::Result<Ending> {
    let (targets, encoding) = match text(&args.targets, args.reading) {
        Ok(read) => read,
        Err(ending) => return Ok(ending),
    };
    let results = match text(&args.results, args.reading) {
        Ok((results, _)) => results,
        Err(ending) => return Ok(ending),
    };
    let name = input::name(&args.targets);
    let extractor = Extractor::new().rivals(args.explain.is_some()).layout(args.layout);
    let report = match extractor.compare(&targets, &results) {
        Ok(report) => report,
        Err(error) if error.in_results() => return Ok(complain(&input::name(&args.results), &error)),
        Err(error) => return Ok(complain(&name, &error)),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let printer = Printer { extractor, format: args.format, explain: args.explain, screen: Screen::of_stdout(), reading: args.reading };
    match args.format {
        Format::Csv => csv::header(&mut out)?,
        Format::Json => write!(out, "[")?,
        _ => {}
    }
    let mut summary = Summary::default();
    let mut limits = Reached::default();
    let mut before = false;
    for item in report.items.iter().filter(|item| !item.targets.is_empty()) {
        summary.add(item);
        limits.look(item);
        match args.explain {
            Some(line) if line == item.line => explain::item(&mut out, printer.screen, &name, item)?,
            Some(_) => {}
            None => printer.item(&name, encoding.decoded(&item.mentions), item, before, &mut out)?,
        }
        before = true;
    }
    match args.format {
        Format::Json => writeln!(out, "]")?,
        Format::Table if args.explain.is_none() => summary.print(&mut out, printer.screen, &name)?,
        _ => {}
    }
    out.flush()?;
    limits.remarks().for_each(|what| remark(&name, &what));
    if args.explain.is_some_and(|line| !report.items.iter().any(|item| item.line == line && !item.targets.is_empty())) {
        return Ok(complain(&name, &NO_ITEM));
    }
    Ok(if summary.found_targets() { Ending::Done } else { Ending::NothingFound })
}
