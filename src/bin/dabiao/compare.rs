//! `dabiao compare`: the targets of one report, answered from the next one.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use dabiao::Summary;

use crate::args::{Compare, Format};
use crate::facts::Facts;
use crate::score::Printer;
use crate::screen::Screen;
use crate::{Ending, complain, csv, explain, input, summary, words};

/// A file that can be read as text.
fn read(path: &Path) -> Result<Facts, String> {
    let facts = Facts::of(input::name(path), input::bytes(path)?);
    input::as_text(facts.bytes())?;
    Ok(facts)
}

pub(crate) fn run(args: &Compare) -> io::Result<Ending> {
    let mut files = Vec::new();
    for path in [&args.targets, &args.results] {
        match read(path) {
            Ok(facts) => files.push(facts),
            Err(why) => return Ok(complain(&input::name(path), &why)),
        }
    }
    let texts: Vec<&str> = files.iter().filter_map(|facts| input::as_text(facts.bytes()).ok()).collect();
    let name = input::name(&args.targets);
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => extractor.rivals(args.explain.is_some()).tolerance(args.scoring.tolerance).layout(args.layout),
        Err(ending) => return Ok(ending),
    };
    let report = match extractor.compare(texts[0], texts[1]) {
        Ok(report) => report,
        Err(error) => return Ok(complain(&format!("{name} with {}", input::name(&args.results)), &error)),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let printer = Printer {
        extractor,
        format: args.format,
        explain: args.explain,
        screen: Screen::of_stdout(),
        scheme: args.scoring.scheme_of(args.format),
    };
    match args.format {
        Format::Csv => csv::header(&mut out, !args.tidy.no_bom, &[])?,
        Format::Json => write!(out, "[")?,
        _ => {}
    }
    let mut summary = Summary::with(args.scoring.scheme);
    let mut before = false;
    for mut item in report.items.into_iter().filter(|item| !item.targets.is_empty()) {
        printer.score(&mut item);
        summary.add(&item);
        match args.explain {
            Some(line) if line == item.line => explain::item(&mut out, printer.screen, &name, &item)?,
            Some(_) => {}
            None => printer.item(&name, Some([&files[0], &files[1]]), &item, before, &mut out)?,
        }
        before = true;
    }
    match args.format {
        Format::Json => writeln!(out, "]")?,
        Format::Table if args.explain.is_none() => summary::print(&mut out, printer.screen, &name, &summary, args.scoring.scheme)?,
        _ => {}
    }
    out.flush()?;
    Ok(if summary.all().completion.targets > 0 { Ending::Done } else { Ending::NothingFound })
}
