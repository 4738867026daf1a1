//! `dabiao compare`: the targets of one report, answered from the next one.

use std::io::{self, BufWriter, Write};

use crate::args::{Compare, Format};
use crate::score::{NO_ITEM, Printer, Reached};
use crate::screen::Screen;
use crate::summary::Summary;
use crate::{Ending, complain, csv, explain, input, remark, words};

pub(crate) fn run(args: &Compare) -> io::Result<Ending> {
    let mut texts = Vec::new();
    for path in [&args.targets, &args.results] {
        match input::text(path, args.reading.encoding) {
            Ok(text) => texts.push(text),
            Err(why) => return Ok(complain(&input::name(path), &why)),
        }
    }
    let name = input::name(&args.targets);
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => extractor.rivals(args.explain.is_some()).layout(args.layout),
        Err(ending) => return Ok(ending),
    };
    let encoding = &texts[0].1;
    let report = match extractor.compare(&texts[0].0, &texts[1].0) {
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
