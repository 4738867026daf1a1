//! `dabiao compare`: the targets of one report, answered from the next one.

use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Arc;

use dabiao::{Item, PairRule, Summary};

use crate::args::{Compare, Format};
use crate::corrections::Corrections;
use crate::facts::Facts;
use crate::score::{NO_ITEM, Printer, Sources};
use crate::screen::Screen;
use crate::watch::{Watch, counted, under_goals};
use crate::whole::{self, Settings, Whole, asking};
use crate::{Ending, agencies, complain, csv, explain, input, output, remark, summary, words};

pub(crate) fn run(args: &Compare) -> io::Result<Ending> {
    let mut files = Vec::new();
    for path in [&args.targets, &args.results] {
        if path.is_dir() {
            return Ok(complain(
                &input::name(path),
                &"is a folder; compare takes two files, the report with the targets and the one with the results",
            ));
        }
        match Facts::whole(path, args.reading.encoding) {
            Ok(facts) => files.push(Rc::new(facts)),
            Err(why) => return Ok(complain(&input::name(path), &why)),
        }
    }
    let name = input::name(&args.targets);
    let corrections = match Corrections::of(args.correcting.corrections.as_ref(), args.scoring.tolerance) {
        Ok(corrections) => corrections,
        Err(ending) => return Ok(ending),
    };
    let agencies = match agencies::of(args.correcting.agencies.as_ref()) {
        Ok(agencies) => agencies,
        Err(ending) => return Ok(ending),
    };
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => args.scoring.judging(extractor.rivals(args.explain.is_some())),
        Err(ending) => return Ok(ending),
    };
    let extractor = if args.format.whole().is_some() { asking(extractor) } else { extractor };
    let format = args.format.stream();
    let report = match extractor.compare(files[0].held(), files[1].held()) {
        Ok(report) => report,
        Err(error) if error.in_results() => return Ok(complain(&input::name(&args.results), &error)),
        Err(error) => return Ok(complain(&name, &error)),
    };
    let mut out = output::standard()?;
    let printer = Printer {
        extractor,
        format,
        explain: args.explain,
        screen: Screen::of_stdout(args.speech.of_table()),
        scheme: args.scoring.scheme_of(format),
        thresholds: args.scoring.thresholds(),
        corrections,
        agencies: Arc::clone(&agencies),
        raw: args.tidy.raw,
    };
    match format {
        Format::Csv => csv::header(&mut out, args.tidy, &[])?,
        Format::Json => write!(out, "[")?,
        _ => {}
    }
    let mut summary = Summary::with(args.scoring.scheme).by_names(Arc::clone(&agencies));
    let mut watch = Watch::new(files[0].encoding.clone());
    let sources = Sources::Two([&files[0].encoding, &files[1].encoding]);
    let (mut before, mut explained) = (false, false);
    let mut held = Vec::new();
    let turned = report.targets().next().is_some() && report.targets().all(|target| target.outcome.rule == PairRule::AnotherYear);
    let mut items: Vec<Item> = report.items.into_iter().filter(|item| !item.targets.is_empty()).collect();
    if let Some(corrections) = &printer.corrections {
        corrections.apply(&name, &mut items);
    }
    for mut item in items {
        watch.look(&item);
        printer.finish(&mut item, &files[0].encoding);
        if let Some(document) = files[1].encoding.document() {
            document.locate_answers(&mut item);
        }
        summary.add(&item);
        if args.format.whole().is_some() {
            held.push(item);
            continue;
        }
        match args.explain {
            Some(line) if line == item.line => {
                explain::item(&mut out, printer.screen, &name, &item)?;
                explained = true;
            }
            Some(_) => {}
            None => printer.item(&name, Some([&files[0], &files[1]]), sources, &item, before, &mut out)?,
        }
        before = true;
    }
    match format {
        Format::Json => writeln!(out, "]")?,
        Format::Table if args.explain.is_none() => summary::print(&mut out, printer.screen, &name, &summary, args.scoring.scheme)?,
        _ => {}
    }
    if let Some(kind) = args.format.whole().filter(|_| !held.is_empty()) {
        let settings = Settings::new(args.scoring, args.speech, args.tidy, &printer.extractor).by_names(&agencies);
        let mut report = Whole::new(Rc::clone(&files[0]), Some(Rc::clone(&files[1])));
        held.into_iter().for_each(|item| report.add(item, &settings));
        report.remarks.extend(watch.remarks());
        whole::write(kind, &[report], &settings, &mut out)?;
    }
    out.flush()?;
    watch.remarks().iter().for_each(|what| remark(&name, what));
    Watch::new(files[1].encoding.clone()).remarks().iter().for_each(|what| remark(&files[1].name, what));
    if turned {
        remark(&files[1].name, &"its review is of another year than the goals; see whether the two files are the other way round");
    }
    if args.explain.is_some() && !explained {
        return Ok(complain(&name, &NO_ITEM));
    }
    if summary.all().completion.targets > 0 {
        return Ok(printer.corrections.as_ref().map_or(Ending::Done, |corrections| corrections.end(Ending::Done)));
    }
    let mut laid_out = printer.extractor.unscored(files[0].held().as_bytes());
    let items = laid_out.by_ref().count();
    let headed = under_goals(laid_out.goals_line());
    remark(&name, &format!("read {}; no target to compare was found{headed}", counted(items, "item", "items")));
    Ok(Ending::NothingFound)
}
