//! What stands behind the mean: coverage and completion, under a table or by themselves (`dabiao summary`).

use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Arc;

use dabiao::{Agencies, By, Completion, Extractor, Group, Scheme, Summary};
use serde::Serialize;

use crate::args::{self, Format, Of};
use crate::corrections::{Corrections, each};
use crate::facts::Facts;
use crate::input::Input;
use crate::lang::Lang;
use crate::screen::{Screen, percent};
use crate::sources::sources;
use crate::table::word;
use crate::watch::Watch;
use crate::whole::{self, Kind, Settings, Whole};
use crate::{Ending, agencies, columns, complain, csv, json, output, remark, words};
use dabiao::tidy::{Cell, Entry, Kind as Type};

/// Prints the summary under a table.
pub(crate) fn print(out: &mut dyn Write, screen: Screen, name: &str, summary: &Summary, scheme: Option<&Scheme>) -> io::Result<()> {
    let all = summary.all();
    let Completion { mean, targets, scored, low, high, .. } = all.completion;
    let (direct, proxy) = by_quality(summary);
    let lang = screen.lang;
    let said = |key, filled: &[&dyn std::fmt::Display]| {
        let filled: Vec<String> = filled.iter().map(ToString::to_string).collect();
        lang.say(key, &filled.iter().map(String::as_str).collect::<Vec<_>>())
    };
    writeln!(out)?;
    writeln!(out, "{}", screen.paint("1", name))?;
    let damaged = if summary.damaged() > 0 { said("summary.damaged", &[&summary.damaged()]) } else { String::new() };
    let counts = said("summary.counts", &[&summary.items(), &damaged, &summary.mentions(), &targets, &direct, &proxy, &all.none]);
    writeln!(out, "  {counts}\n  {}", said("summary.met", &[&all.met, &all.judged]))?;
    if let Some(mean) = mean {
        let shares = (percent(mean), screen.bar(mean, 10), percent(low), percent(high));
        writeln!(out, "  {}", said("summary.completion", &[&shares.0, &shares.1, &scored, &(targets - scored), &shares.2, &shares.3]))?;
    }
    if let Some(scheme) = scheme {
        let mean = all.score_mean.map(|mean| said("summary.scheme.mean", &[&mean.round_dp(4), &all.score_count])).unwrap_or_default();
        writeln!(out, "  {}", said("summary.scheme", &[&scheme.name, &mean]))?;
        writeln!(out, "    {}\n    {}", lang.of_scheme("formula", scheme), said("summary.source", &[&lang.of_scheme("source", scheme)]))?;
    }
    completions(out, screen, By::Agency, &summary.groups(By::Agency))?;
    coverage(out, screen, &summary.groups(By::Measure))
}

/// Direct and near answers, those in words with them.
fn by_quality(summary: &Summary) -> (usize, usize) {
    let reasons = summary.groups(By::Reason);
    let direct = reasons.iter().find(|group| group.name == "direct").map_or(0, Group::answered);
    (direct, summary.all().answered() - direct)
}

/// A table for reading; `right` says which columns are numbers.
fn aligned(out: &mut dyn Write, screen: Screen, header: &[&str], right: std::ops::Range<usize>, rows: &[Vec<String>]) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    screen.letters.table(header, right, rows).iter().try_for_each(|line| writeln!(out, " {line}"))
}

fn completions(out: &mut dyn Write, screen: Screen, by: By, groups: &[Group]) -> io::Result<()> {
    let lang = screen.lang;
    let row = |group: &Group| {
        let Completion { mean, targets, scored, low, high, .. } = group.completion;
        let (share, drawn) = mean.map_or(("—".to_owned(), String::new()), |mean| (percent(mean), screen.bar(mean, 10)));
        let bounds = if targets > 0 { lang.say("summary.bounds", &[&percent(low), &percent(high)]) } else { String::new() };
        vec![named(lang, by, group), targets.to_string(), group.answered().to_string(), scored.to_string(), share, drawn, bounds]
    };
    let by = lang.named("summary.by", &word(&by));
    let [targets, answered, scored, completion, bounds] =
        ["targets", "answered", "scored", "completion", "bounds"].map(|name| lang.named("summary.col", name));
    aligned(out, screen, &[&by, &targets, &answered, &scored, &completion, "", &bounds], 1..5, &groups.iter().map(row).collect::<Vec<_>>())
}

/// The name of a group; a measure or a reason by its word.
fn named(lang: Lang, by: By, group: &Group) -> String {
    match (by, lang) {
        (By::Measure, _) => lang.named("measure", &group.name),
        (By::Reason, Lang::Zh) => lang.named("reason", &group.name),
        _ => group.name.clone(),
    }
}

/// How many targets of each measure were answered, and how.
fn coverage(out: &mut dyn Write, screen: Screen, groups: &[Group]) -> io::Result<()> {
    let lang = screen.lang;
    let row = |group: &Group| {
        let counts = [group.completion.targets, group.direct, group.proxy, group.words, group.none];
        std::iter::once(named(lang, By::Measure, group)).chain(counts.map(|count| count.to_string())).collect()
    };
    let measure = lang.named("summary.by", "measure");
    let [targets, directly, proxy, words, none] =
        ["targets", "directly", "proxy", "words", "none"].map(|name| lang.named("summary.col", name));
    aligned(out, screen, &[&measure, &targets, &directly, &proxy, &words, &none], 1..6, &groups.iter().map(row).collect::<Vec<_>>())
}

/// A group with the report that it is of.
#[derive(Serialize)]
struct Row<'a> {
    report: &'a str,
    #[serde(flatten)]
    group: &'a Group,
    scheme: &'a str,
}

/// The columns, as the codebook has them.
pub(crate) const COLUMNS: [Entry; 20] = [
    Entry::new("report", Type::Text, "", "program", "the file, as it was given on the command line"),
    Entry::new("by", Type::Text, "", "program", "by what targets are grouped").of(&["all", "agency", "measure", "reason", "item"]),
    Entry::new(
        "name",
        Type::Text,
        "",
        "report",
        "which group it is: an agency, a measure, a reason (direct where there is none), an item by its line (L7)",
    ),
    Entry::new("leads", Type::Integer, "item", "report", "of how many items the agency is named first; agencies only"),
    Entry::new("targets", Type::Integer, "target", "program", "how many targets the group has"),
    Entry::new(
        "left_out",
        Type::Integer,
        "target",
        "program",
        "targets that are not counted: they say another one again, or are the total of others",
    ),
    Entry::new("answered", Type::Integer, "target", "program", "how many of them were answered in any way: direct, proxy and words"),
    Entry::new("direct", Type::Integer, "target", "program", "answered directly by a figure or a printed rate"),
    Entry::new("proxy", Type::Integer, "target", "program", "answered nearly by a figure"),
    Entry::new("words", Type::Integer, "target", "program", "answered in words, done or under way"),
    Entry::new("none", Type::Integer, "target", "program", "not answered"),
    Entry::new("met", Type::Integer, "target", "program", "whose bound holds as reported, of judged"),
    Entry::new("judged", Type::Integer, "target", "program", "direct answers with a verdict"),
    Entry::new("scored", Type::Integer, "target", "program", "direct answers to flows with a ratio, which the mean is of"),
    Entry::new("mean", Type::Decimal, "share of the target", "program", "mean of their ratios, each cut to 0..1"),
    Entry::new("low", Type::Decimal, "share of the target", "program", "the mean with every unscored target as 0"),
    Entry::new("high", Type::Decimal, "share of the target", "program", "the mean with every unscored target as 1"),
    Entry::new("scheme", Type::Text, "", "dabiao schemes", "the scheme of score_mean, as --scheme names it"),
    Entry::new(
        "score_mean",
        Type::Decimal,
        "share of the target",
        "dabiao schemes",
        "mean of its scores over direct flows; empty of a scheme that counts no shares",
    ),
    Entry::new("score_count", Type::Integer, "target", "program", "how many scores that mean is of"),
];

impl Row<'_> {
    fn cells(&self) -> [Cell; 20] {
        let group = self.group;
        let Completion { mean, targets, scored, low, high, .. } = group.completion;
        let bound = |value| (targets > 0).then_some(value);
        [
            self.report.into(),
            word(&group.by).into(),
            (&group.name).into(),
            (group.by == By::Agency).then_some(group.leads).into(),
            targets.into(),
            group.left_out.into(),
            group.answered().into(),
            group.direct.into(),
            group.proxy.into(),
            group.words.into(),
            group.none.into(),
            group.met.into(),
            group.judged.into(),
            scored.into(),
            mean.into(),
            bound(low).into(),
            bound(high).into(),
            self.scheme.into(),
            group.score_mean.into(),
            group.score_count.into(),
        ]
    }
}

/// `dabiao summary`: the groups of each report.
pub(crate) fn run(args: &args::Summary) -> io::Result<Ending> {
    let mut out = output::standard()?;
    let scheme = args.scoring.scheme();
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => args.scoring.judging(extractor),
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
    let corrected = |ending| corrections.as_ref().map_or(ending, |corrections| corrections.end(ending));
    if let Some(kind) = args.format.whole() {
        return whole(args, kind, &extractor, (corrections.as_ref(), &agencies), &mut out).map(corrected);
    }
    let format = args.format.stream();
    let mut ending = Ending::Done;
    let mut before = false;
    match format {
        Format::Json => write!(out, "[")?,
        Format::Csv => {
            csv::names(&mut out, args.tidy, &COLUMNS.map(|entry| columns::name(Of::Summary, entry.name, args.speech.of_table())))?
        }
        _ => {}
    }
    let files = match sources(&args.files, &args.reading) {
        Ok(files) => files,
        Err(bad) => return Ok(bad),
    };
    for source in &files {
        let name = source.name();
        let summed = source.open(&args.reading).map_or_else(
            |why| (Err(why), Vec::new()),
            |Input { text, encoding }| {
                let mut watch = Watch::new(encoding);
                let empty = Summary::with(Some(scheme)).by_names(Arc::clone(&agencies));
                let summed = summed(&extractor, text, empty, (&name, corrections.as_ref()), &mut watch);
                let (summed, said) = summed.map_or_else(|why| (Err(why), Vec::new()), |(summary, said)| (Ok(summary), said));
                (summed, watch.remarks().into_iter().chain(said).collect())
            },
        );
        if summed.0.is_err() || !summed.1.is_empty() {
            out.flush()?;
        }
        summed.1.iter().for_each(|what| remark(&name, what));
        let summary = match summed.0 {
            Ok(summary) => summary,
            Err(why) => {
                ending = ending.max(complain(&name, &why));
                continue;
            }
        };
        if summary.all().completion.targets == 0 {
            ending = ending.max(Ending::NothingFound);
        }
        if format == Format::Table {
            for by in kinds(args) {
                match by {
                    By::All => print(&mut out, Screen::of_stdout(args.speech.of_table()), &name, &summary, args.scoring.scheme)?,
                    by => completions(&mut out, Screen::of_stdout(args.speech.of_table()), by, &summary.groups(by))?,
                }
            }
            continue;
        }
        for group in kinds(args).into_iter().flat_map(|by| summary.groups(by)) {
            let row = Row { report: &name, group: &group, scheme: scheme.name };
            match format {
                Format::Csv => csv::record(&mut out, args.tidy.raw, row.cells())?,
                Format::Json if before => {
                    write!(out, ",\n ")?;
                    json::write(&mut out, &row)?;
                }
                Format::Json => json::write(&mut out, &row)?,
                Format::Jsonl => {
                    json::write(&mut out, &row)?;
                    writeln!(out)?;
                }
                Format::Table | Format::None => {}
            }
            before = true;
        }
    }
    if format == Format::Json {
        writeln!(out, "]")?;
    }
    out.flush()?;
    Ok(corrected(ending))
}

/// A page of what the reports come to, without their targets.
fn whole(
    args: &args::Summary,
    kind: Kind,
    extractor: &Extractor,
    (corrections, agencies): (Option<&Corrections>, &Arc<Agencies>),
    out: &mut dyn Write,
) -> io::Result<Ending> {
    let files = match sources(&args.files, &args.reading) {
        Ok(files) => files,
        Err(bad) => return Ok(bad),
    };
    let settings =
        Settings { rows: false, corrections, ..Settings::new(args.scoring, args.speech, args.tidy, extractor).by_names(agencies) };
    let mut ending = Ending::Done;
    let mut reports = Vec::new();
    for source in &files {
        let read = Facts::of_source(source, &args.reading)
            .map(Rc::new)
            .and_then(|facts| Whole::read(&facts, extractor.items(facts.reader()), &settings));
        match read {
            Ok(report) => {
                report.remarks.iter().for_each(|what| remark(&source.name(), what));
                if report.is_empty() {
                    ending = ending.max(Ending::NothingFound);
                }
                reports.push(report);
            }
            Err(why) => ending = ending.max(complain(&source.name(), &why)),
        }
    }
    if !reports.is_empty() {
        whole::write(kind, &reports, &settings, out)?;
    }
    out.flush()?;
    Ok(ending)
}

/// The groups of one report, and what is to be said where it has no target.
fn summed(
    extractor: &Extractor,
    text: impl io::BufRead,
    mut summary: Summary,
    (name, corrections): (&str, Option<&Corrections>),
    watch: &mut Watch,
) -> Result<(Summary, Vec<String>), String> {
    let mut items = extractor.items(text);
    let failed = each(corrections, name, items.by_ref(), |item| {
        watch.look(&item);
        summary.add(&item);
        Ok(())
    });
    if let Some(error) = failed.map_err(|error| error.to_string())? {
        return Err(error.to_string());
    }
    Ok((summary, watch.said(items.passed())))
}

/// The groups that are asked for; of a page for reading the whole report with agencies and measures, of data every kind.
fn kinds(args: &args::Summary) -> Vec<By> {
    match (args.by.as_slice(), args.format.stream()) {
        ([], Format::Table) => vec![By::All],
        ([], _) => vec![By::All, By::Agency, By::Measure, By::Reason, By::Item],
        (kinds, _) => kinds.iter().map(|kind| kind.by()).collect(),
    }
}
