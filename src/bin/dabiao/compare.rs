//! `dabiao compare`: the targets of one report, answered from the next one; of folders each from the next year's of the same region.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use dabiao::{Item, PairRule, Summary};

use crate::args::{Compare, Format};
use crate::corrections::Corrections;
use crate::facts::Facts;
use crate::manifest::Manifest;
use crate::score::{NO_ITEM, Printer, Sources};
use crate::screen::Screen;
use crate::sources::sources;
use crate::watch::{Watch, counted, under_goals};
use crate::whole::{self, Settings, Whole, asking};
use crate::{Ending, agencies, complain, csv, explain, input, output, remark, summary, words};

/// Two reports: that of the targets and that of the results.
type Pair = [Rc<Facts>; 2];

pub(crate) fn run(args: &Compare) -> io::Result<Ending> {
    let manifest = match manifest(args.meta.as_deref()) {
        Ok(manifest) => manifest,
        Err(ending) => return Ok(ending),
    };
    let (pairs, mut ending) = match pairs(args, &manifest) {
        Ok(found) => found,
        Err(ending) => return Ok(ending),
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
        Ok(extractor) => args.scoring.judging(extractor.rivals(args.explain.is_some()).commitments(args.all_items)),
        Err(ending) => return Ok(ending),
    };
    let extractor = if args.format.whole().is_some() { asking(extractor) } else { extractor };
    let format = args.format.stream();
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
    #[cfg(feature = "parquet")]
    if let Some(path) = &args.parquet.file {
        return to_parquet(args, path, &pairs, &printer, &manifest, ending);
    }
    let mut out = output::standard()?;
    match format {
        Format::Csv => csv::header(&mut out, args.tidy, args.speech.of_table(), &manifest.names)?,
        Format::Json => write!(out, "[")?,
        _ => {}
    }
    let (mut before, mut explained, mut targets) = (false, false, 0);
    let mut reports = Vec::new();
    let settings =
        Settings { more: &manifest.names, ..Settings::new(args.scoring, args.speech, args.tidy, &printer.extractor).by_names(&agencies) };
    for pair in &pairs {
        let (items, watch, worst) = answered(pair, &printer)?;
        ending = ending.max(worst);
        let [asked, given] = pair;
        let mut summary = Summary::with(args.scoring.scheme).by_names(Arc::clone(&agencies));
        let mut held = Vec::new();
        let sources = Sources::Two([&asked.encoding, &given.encoding]);
        for item in items {
            summary.add(&item);
            if args.format.whole().is_some() {
                held.push(item);
                continue;
            }
            match args.explain {
                Some(line) if line == item.line => {
                    explain::item(&mut out, printer.screen, &asked.name, &item)?;
                    explained = true;
                }
                Some(_) => {}
                None => printer.item(&asked.name, Some([asked, given]), sources, &item, before, &mut out)?,
            }
            before = true;
        }
        targets += summary.all().completion.targets;
        if format == Format::Table && args.explain.is_none() {
            summary::print(&mut out, printer.screen, &asked.name, &summary, args.scoring.scheme)?;
        }
        if !held.is_empty() {
            let mut report = Whole::new(Rc::clone(asked), Some(Rc::clone(given)));
            held.into_iter().for_each(|item| report.add(item, &settings));
            report.remarks.extend(watch.remarks());
            reports.push(report);
        }
    }
    if format == Format::Json {
        writeln!(out, "]")?;
    }
    if let Some(kind) = args.format.whole().filter(|_| !reports.is_empty()) {
        whole::write(kind, &reports, &settings, &mut out)?;
    }
    out.flush()?;
    if args.explain.is_some() && !explained && ending < Ending::BadInput {
        return Ok(complain(&input::name(&args.targets), &NO_ITEM));
    }
    Ok(if targets > 0 { printer.corrections.as_ref().map_or(ending, |corrections| corrections.end(ending)) } else { ending })
}

/// The items with targets or commitments of a pair, answered and scored; says what is remarkable.
fn answered([asked, given]: &Pair, printer: &Printer) -> io::Result<(Vec<Item>, Watch, Ending)> {
    let mut watch = Watch::new(asked.encoding.clone());
    let report = match printer.extractor.compare(asked.held(), given.held()) {
        Ok(report) => report,
        Err(error) => {
            let name = if error.in_results() { &given.name } else { &asked.name };
            return Ok((Vec::new(), watch, complain(name, &error)));
        }
    };
    let turned = report.targets().next().is_some() && report.targets().all(|target| target.outcome.rule == PairRule::AnotherYear);
    let any = report.targets().next().is_some();
    let mut items: Vec<Item> = report.items;
    items.retain(|item| !(item.targets.is_empty() && item.commitments.is_empty()));
    if let Some(corrections) = &printer.corrections {
        corrections.apply(&asked.name, &mut items);
    }
    for item in &mut items {
        watch.look(item);
        printer.finish(item, &asked.encoding);
        if let Some(document) = given.encoding.document() {
            document.locate_answers(item);
        }
    }
    watch.remarks().iter().for_each(|what| remark(&asked.name, what));
    Watch::new(given.encoding.clone()).remarks().iter().for_each(|what| remark(&given.name, what));
    if turned {
        remark(&given.name, &"its review is of another year than the goals; see whether the two files are the other way round");
    }
    if !any {
        let mut laid_out = printer.extractor.unscored(asked.held().as_bytes());
        let read = laid_out.by_ref().count();
        let headed = under_goals(laid_out.goals_line());
        remark(&asked.name, &format!("read {}; no target to compare was found{headed}", counted(read, "item", "items")));
        return Ok((items, watch, Ending::NothingFound));
    }
    Ok((items, watch, Ending::Done))
}

/// The manifest; what is wrong with it has been said where there is none then.
fn manifest(path: Option<&Path>) -> Result<Manifest, Ending> {
    let Some(path) = path else { return Ok(Manifest::default()) };
    let read = input::text(path, None).and_then(|(text, _)| Manifest::read(&text));
    read.map_err(|why| complain(&input::name(path), &why))
}

/// The pairs of reports; what is wrong has been said.
fn pairs(args: &Compare, manifest: &Manifest) -> Result<(Vec<Pair>, Ending), Ending> {
    let read = |path: &Path| Facts::whole(path, args.reading.encoding).map_err(|why| complain(&input::name(path), &why));
    let with_more = |mut facts: Facts, path: &Path| {
        if manifest.names.is_empty() {
            return Ok(facts);
        }
        facts.more = manifest.row(path).map_err(|why| complain(&args.meta.as_deref().map(input::name).unwrap_or_default(), &why))?;
        Ok(facts)
    };
    match [args.targets.is_dir(), args.results.is_dir()] {
        [false, false] => {
            let (asked, given) = (with_more(read(&args.targets)?, &args.targets)?, read(&args.results)?);
            Ok((vec![[Rc::new(asked), Rc::new(given)]], Ending::Done))
        }
        [true, true] => {
            let all = |path: &PathBuf| sources(std::slice::from_ref(path), &args.reading);
            let (asked, given) = (all(&args.targets)?, all(&args.results)?);
            let mut ending = Ending::Done;
            let mut by_place: HashMap<(String, u16), Rc<Facts>> = HashMap::new();
            let mut by_name: HashMap<String, Rc<Facts>> = HashMap::new();
            for source in &given {
                let Ok(facts) = read(source.path()) else {
                    ending = Ending::BadInput;
                    continue;
                };
                let facts = Rc::new(facts);
                if let (Some(region), Some(year)) = (&facts.about.region, facts.about.year) {
                    by_place.entry((region.clone(), year)).or_insert_with(|| Rc::clone(&facts));
                }
                by_name.insert(input::file_name(source.path()), facts);
            }
            let mut pairs = Vec::new();
            for source in &asked {
                let Ok(facts) = read(source.path()) else {
                    ending = Ending::BadInput;
                    continue;
                };
                let facts = with_more(facts, source.path())?;
                let next = facts.about.region.clone().zip(facts.about.year.and_then(|year| year.checked_add(1)));
                let named = || by_name.get(&input::file_name(source.path())).filter(|other| other.sha256 != facts.sha256);
                match next.as_ref().and_then(|next| by_place.get(next)).or_else(named) {
                    Some(next) => pairs.push([Rc::new(facts), Rc::clone(next)]),
                    None => remark(&facts.name, &"has no report of the next year of its region among the results, and none of its name"),
                }
            }
            if pairs.is_empty() {
                return Err(ending.max(Ending::NothingFound));
            }
            Ok((pairs, ending))
        }
        [first, _] => {
            let path = if first { &args.targets } else { &args.results };
            Err(complain(&input::name(path), &"is a folder, and the other one is a file; give two files or two folders"))
        }
    }
}

/// Writes the rows of every pair to one file that takes its place when all of them were read.
#[cfg(feature = "parquet")]
fn to_parquet(args: &Compare, path: &Path, pairs: &[Pair], printer: &Printer, manifest: &Manifest, ending: Ending) -> io::Result<Ending> {
    use dabiao::tidy::{Rows, Table};

    let scheme = args.scoring.scheme();
    let read_as_well = [&args.targets, &args.results].into_iter().map(PathBuf::as_path);
    crate::parquet::replace(path, read_as_well, Table::Targets.columns(), &manifest.names, |writer| {
        let mut ending = ending;
        for pair in pairs {
            let (items, _, worst) = answered(pair, printer)?;
            ending = ending.max(worst);
            let rows = Rows::new(&*pair[0], printer.extractor.lexicon()).answered_from(&*pair[1]).scored_by(scheme);
            for row in items.iter().flat_map(|item| rows.targets(item)) {
                writer.row(row.cells().collect())?;
            }
            writer.end_group()?;
        }
        Ok(ending)
    })
}
