//! `dabiao figures`: every achieved figure, also where no target asks for it.

use std::io::{self, Write};

use dabiao::tidy::{Rows, Table};
use dabiao::{AchievedFigure, Extractor, Figure, FigureRule, Item, Vintage};
use serde::Serialize;

use crate::args::{Figures, Format, Of};
use crate::facts::Facts;
use crate::lang::Lang;
use crate::screen::Screen;
use crate::sources::{Source, sources};
use crate::table::amount;
use crate::watch::{Watch, counted};
use crate::{Ending, columns, complain, csv, json, output, remark, words};

pub(crate) fn run(args: &Figures) -> io::Result<Ending> {
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => extractor.figures(true),
        Err(ending) => return Ok(ending),
    };
    let files = match sources(&args.files, &args.reading) {
        Ok(files) => files,
        Err(bad) => return Ok(bad),
    };
    #[cfg(feature = "parquet")]
    if let Some(path) = &args.parquet.file {
        return to_parquet(args, path, &extractor, &files);
    }
    let mut out = output::standard()?;
    let screen = Screen::of_stdout(args.speech.of_table());
    match args.format {
        Format::Json => write!(out, "[")?,
        Format::Csv => csv::names(&mut out, args.tidy, &names(screen.lang))?,
        Format::Table => writeln!(out, "{}", screen.paint("2", screen.lang.word("figures.header")))?,
        Format::Jsonl | Format::None => {}
    }
    let (mut ending, mut before) = (Ending::Done, false);
    for source in &files {
        let read = read(source, args, &extractor, |facts, item| {
            let facts = (facts, item);
            match args.format {
                Format::Csv => Rows::new(facts.0, extractor.lexicon())
                    .figures(item)
                    .try_for_each(|row| csv::record(&mut out, args.tidy.raw, row.cells())),
                Format::Table => item.figures.iter().try_for_each(|achieved| writeln!(out, "{}", line(screen, achieved))),
                Format::None => Ok(()),
                Format::Json | Format::Jsonl => item.figures.iter().try_for_each(|achieved| {
                    if args.format == Format::Json && std::mem::replace(&mut before, true) {
                        write!(out, ",\n ")?;
                    }
                    json::write(&mut out, &Row::of(facts.0, item, achieved))?;
                    if args.format == Format::Jsonl { writeln!(out) } else { Ok(()) }
                }),
            }
        })?;
        out.flush()?;
        ending = ending.max(read.said(source));
    }
    if args.format == Format::Json {
        writeln!(out, "]")?;
    }
    out.flush()?;
    Ok(ending)
}

/// The names of the columns.
fn names(lang: Lang) -> Vec<&'static str> {
    Table::Figures.columns().iter().map(|column| columns::name(Of::Figures, column.name, lang)).collect()
}

/// What came of one file.
struct Read {
    remarks: Vec<String>,
    complaint: Option<String>,
    found: bool,
}

impl Read {
    /// Says what is remarkable and what is wrong.
    fn said(self, source: &Source) -> Ending {
        let name = source.name();
        self.remarks.iter().for_each(|what| remark(&name, what));
        match self.complaint {
            Some(why) => complain(&name, &why),
            None if self.found => Ending::Done,
            None => Ending::NothingFound,
        }
    }
}

/// Reads the items of a file, and takes each that has figures.
fn read(source: &Source, args: &Figures, extractor: &Extractor, mut take: impl FnMut(&Facts, &Item) -> io::Result<()>) -> io::Result<Read> {
    let bad = |why: String, remarks: Vec<String>| Ok(Read { remarks, complaint: Some(why), found: false });
    let facts = match Facts::of_source(source, &args.reading) {
        Ok(facts) => facts,
        Err(why) => return bad(why, Vec::new()),
    };
    let mut watch = Watch::new(facts.encoding.clone());
    let (mut found, mut read) = (false, 0);
    for item in extractor.items(facts.reader()) {
        let mut item = match item {
            Ok(item) => item,
            Err(error) => return bad(error.to_string(), watch.remarks()),
        };
        read += 1;
        watch.look(&item);
        if let Some(document) = facts.encoding.document() {
            document.locate(&mut item);
        }
        if let Some(year) = facts.about.year {
            item.figures.iter_mut().for_each(|achieved| achieved.dated(year));
        }
        found |= !item.figures.is_empty();
        take(&facts, &item)?;
    }
    let nothing = (!found).then(|| format!("read {}; no achieved figure was found", counted(read, "item", "items")));
    Ok(Read { remarks: watch.remarks().into_iter().chain(nothing).collect(), complaint: None, found })
}

/// One line of `jsonl`.
#[derive(Serialize)]
struct Row<'a> {
    report: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    decoded: Option<&'static str>,
    item_line: usize,
    number: Option<&'a str>,
    heading: Option<&'a str>,
    agencies: &'a [String],
    id: &'a str,
    #[serde(flatten)]
    figure: &'a Figure,
    action: Option<&'a str>,
    headline: Option<&'a str>,
    since: Option<&'a str>,
    until: Option<&'a str>,
    assumed: bool,
    vintage: Option<Vintage>,
    rule: FigureRule,
    answers: &'a [String],
}

impl<'a> Row<'a> {
    fn of(facts: &'a Facts, item: &'a Item, achieved: &'a AchievedFigure) -> Self {
        Self {
            report: &facts.name,
            decoded: facts.encoding.decoded(&achieved.figure.spans),
            item_line: item.line,
            number: item.number.as_deref(),
            heading: item.heading.as_deref(),
            agencies: &item.agencies,
            id: &achieved.id,
            figure: &achieved.figure,
            action: achieved.action.as_deref(),
            headline: achieved.headline.as_deref(),
            since: achieved.since.as_deref(),
            until: achieved.until.as_deref(),
            assumed: achieved.assumed,
            vintage: achieved.vintage,
            rule: achieved.rule,
            answers: &achieved.answers,
        }
    }
}

/// Of the width of a screen so much is for the number and its unit, and for the days.
const AMOUNT: usize = 22;
const DAYS: usize = 23;

/// A figure for reading.
fn line(screen: Screen, achieved: &AchievedFigure) -> String {
    let figure = &achieved.figure;
    let room = usize::from(screen.width).saturating_sub(AMOUNT + DAYS + 9);
    let indicator = screen.letters.cut(&figure.indicator, room);
    let fall = if figure.decrease { "↓ " } else { "" };
    let number = match (figure.value, figure.high) {
        (Some(low), Some(high)) => format!("{fall}{low}–{}", amount(high, &figure.unit)),
        (Some(value), None) => format!("{fall}{}", amount(value, &figure.unit)),
        (None, _) => "?".to_owned(),
    };
    let number = screen.letters.cut(&number, AMOUNT);
    let days = match (&achieved.since, &achieved.until) {
        (Some(since), Some(until)) => format!("{since}–{until}"),
        _ => figure.period.clone().unwrap_or_default(),
    };
    let gap = " ".repeat(room.saturating_sub(screen.letters.width(&indicator)) + AMOUNT.saturating_sub(screen.letters.width(&number)));
    screen.paint("0", format!("{:>6}  {indicator}{gap} {number}  {}", figure.line, screen.letters.cut(&days, DAYS)).trim_end())
}

/// Writes the rows of every file to one that takes its place when all of them were read.
#[cfg(feature = "parquet")]
fn to_parquet(args: &Figures, path: &std::path::Path, extractor: &Extractor, files: &[Source]) -> io::Result<Ending> {
    let read_as_well = files.iter().map(Source::path).chain(args.words.lexicon.iter().map(std::path::PathBuf::as_path));
    crate::parquet::replace(path, read_as_well, Table::Figures.columns(), &[], |writer| {
        let mut ending = Ending::Done;
        for source in files {
            let read = read(source, args, extractor, |facts, item| {
                Rows::new(facts, extractor.lexicon()).figures(item).try_for_each(|row| writer.row(row.cells().collect()))
            })?;
            writer.end_group()?;
            ending = ending.max(read.said(source));
        }
        Ok(ending)
    })
}
