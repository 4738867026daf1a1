//! `dabiao compare`: the targets of one report, answered from the next one.

use std::io::{self, BufWriter, Write};

use crate::args::{Compare, Format};
use crate::score::Printer;
use crate::screen::Screen;
use crate::summary::Summary;
use crate::{Ending, complain, csv, explain, input, words};

pub(crate) fn run(args: &Compare) -> io::Result<Ending> {
    let mut texts = Vec::new();
    for path in [&args.targets, &args.results] {
        match input::text(path) {
            Ok(text) => texts.push(text),
            Err(why) => return Ok(complain(&input::name(path), &why)),
        }
    }
    let name = input::name(&args.targets);
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => extractor.rivals(args.explain.is_some()).layout(args.layout),
        Err(ending) => return Ok(ending),
    };
    let report = match extractor.compare(&texts[0], &texts[1]) {
        Ok(report) => report,
        Err(error) => return Ok(complain(&format!("{name} with {}", input::name(&args.results)), &error)),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let printer = Printer { extractor, format: args.format, explain: args.explain, screen: Screen::of_stdout() };
    match args.format {
        Format::Csv => csv::header(&mut out)?,
        Format::Json => write!(out, "[")?,
        _ => {}
    }
    let mut summary = Summary::default();
    let mut before = false;
    for item in report.items.iter().filter(|item| !item.targets.is_empty()) {
        summary.add(item);
        match args.explain {
            Some(line) if line == item.line => explain::item(&mut out, printer.screen, &name, item)?,
            Some(_) => {}
            None => printer.item(&name, item, before, &mut out)?,
        }
        before = true;
    }
    match args.format {
        Format::Json => writeln!(out, "]")?,
        Format::Table if args.explain.is_none() => summary.print(&mut out, printer.screen, &name)?,
        _ => {}
    }
    out.flush()?;
    Ok(if summary.found_targets() { Ending::Done } else { Ending::NothingFound })
}
