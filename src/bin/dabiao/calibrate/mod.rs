//! `dabiao calibrate`: how often the answers of each band of confidence are right, by annotated reports.
//!
//! A figure of this table says something only of reports that nothing was tuned on.

mod annotations;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use dabiao::{Decimal, Extractor, Quality, Report, Target};
use serde::Serialize;

use crate::args::{Calibrate, Format, Tidy};
use crate::encoding::Charset;
use crate::grid::Letters;
use crate::lang::Lang;
use crate::watch::counted;
use crate::{Ending, complain, csv, input, json, output, remark};
use annotations::{Annotated, Place};
use dabiao::tidy::Cell;

/// The lower ends of the bands, in hundredths.
const BANDS: [i64; 4] = [90, 80, 70, 0];

/// One answer: how sure it was, and whether it was right.
#[derive(Debug, Clone, Copy)]
struct Judged {
    confidence: Decimal,
    right: bool,
}

/// One line of the table.
#[derive(Debug, Serialize)]
struct Row {
    report: String,
    annotations: String,
    from: String,
    to: String,
    n: usize,
    right: usize,
    share: Option<String>,
    wilson_low: String,
    wilson_high: String,
}

/// A report, the one that answers it, and its annotations, as given: `REPORT=ANNOTATIONS` or `TARGETS+RESULTS=ANNOTATIONS`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    report: PathBuf,
    results: Option<PathBuf>,
    annotations: PathBuf,
}

impl std::str::FromStr for Pair {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (reports, annotations) =
            text.split_once('=').ok_or("give REPORT=ANNOTATIONS, or TARGETS+RESULTS=ANNOTATIONS for two reports that are compared")?;
        let (report, results) = match reports.split_once('+') {
            Some((targets, results)) => (targets, Some(results.into())),
            None => (reports, None),
        };
        Ok(Self { report: report.into(), results, annotations: annotations.into() })
    }
}

pub(crate) fn run(args: &Calibrate) -> io::Result<Ending> {
    let mut rows = Vec::new();
    let mut reports = Vec::new();
    for pair in &args.pairs {
        match judged(pair, args.reading.encoding) {
            Ok(judged) => {
                rows.extend(table(&pair.report.display().to_string(), &input::file_name(&pair.annotations), &judged));
                reports.push(judged);
            }
            Err((name, why)) => return Ok(complain(&name, &why)),
        }
    }
    let all = reports.concat();
    if args.pairs.len() > 1 {
        rows.extend(table("all", "", &all));
    }
    let mut out = output::standard()?;
    print(&mut out, args.format, &rows)?;
    out.flush()?;
    if all.is_empty() {
        let pairs = counted(args.pairs.len(), "report", "reports");
        remark("calibrate", &format!("read {pairs}; no answer was found where the annotations are"));
        return Ok(Ending::NothingFound);
    }
    if let Some(said) = held_out(&reports) {
        remark("calibrate", &said);
    }
    Ok(Ending::Done)
}

/// What the answers of a report are worth by all the others, each report left out in turn, band by band: of so many answers in 100. Nothing where there are
/// too few reports for that.
fn held_out(reports: &[Vec<Judged>]) -> Option<String> {
    let said: Vec<String> = bands()
        .into_iter()
        .filter_map(|(from, to)| {
            let counts: Vec<(usize, usize)> = reports.iter().map(|judged| inside(judged, from, to)).collect();
            let (all, right) = counts.iter().fold((0, 0), |(all, right), &(n, good)| (all + n, right + good));
            let others = counts.iter().filter(|&&(n, _)| n > 0).map(|&(n, good)| {
                let share = Decimal::from(right - good).checked_div(Decimal::from(all - n));
                share.map(|share| share * Decimal::from(n))
            });
            let expected = others.sum::<Option<Decimal>>()?.checked_div(Decimal::from(all))?;
            let observed = Decimal::from(right).checked_div(Decimal::from(all))?;
            Some(format!("from {}: {:.4} by the others, {:.4} right", edge(from), expected.round_dp(4), observed.round_dp(4)))
        })
        .collect();
    let enough = reports.iter().filter(|judged| !judged.is_empty()).count() >= HELD_OUT && !said.is_empty();
    enough.then(|| format!("each of {} reports left out in turn; {}", reports.len(), said.join("; ")))
}

/// The bands, the highest first: from one edge to below the next, in hundredths.
fn bands() -> [(i64, i64); BANDS.len()] {
    let mut above = 101;
    BANDS.map(|from| (from, std::mem::replace(&mut above, from)))
}

fn edge(hundredths: i64) -> Decimal {
    Decimal::new(hundredths, 2)
}

/// How many answers are in a band, and how many of them are right.
fn inside(judged: &[Judged], from: i64, to: i64) -> (usize, usize) {
    let inside = || judged.iter().filter(|one| one.confidence >= edge(from) && one.confidence < edge(to));
    (inside().count(), inside().filter(|one| one.right).count())
}

/// With so many reports that have answers each can be left out in turn.
const HELD_OUT: usize = 3;

/// The text of a file, or its name with what is wrong.
fn text(path: &Path, asked: Option<Charset>) -> Result<String, (String, String)> {
    input::text(path, asked).map(|(text, _)| text).map_err(|why| (input::name(path), why))
}

/// Every answer that the program gives where a person annotated, judged.
fn judged(pair: &Pair, asked: Option<Charset>) -> Result<Vec<Judged>, (String, String)> {
    let named = |error: dabiao::Error| {
        let wrong = pair.results.as_ref().filter(|_| error.in_results()).unwrap_or(&pair.report);
        (input::name(wrong), error.to_string())
    };
    let source = text(&pair.report, asked)?;
    let report = match &pair.results {
        Some(results) => Extractor::new().compare(&source, &text(results, asked)?).map_err(named)?,
        None => Report::parse(&source).map_err(named)?,
    };
    let name = input::file_name(&pair.report);
    let (annotated, place) =
        annotations::read(&text(&pair.annotations, None)?, &name).map_err(|why| (input::name(&pair.annotations), why))?;
    Ok(judge(&report, annotated, &place))
}

fn judge(report: &Report, mut annotated: Vec<Annotated>, place: &Place) -> Vec<Judged> {
    let mut left: Vec<&Target> = report.targets().collect();
    let mut judged = Vec::new();
    // A target that may be left out takes what no other fits.
    annotated.sort_by_key(|target| target.optional);
    for wanted in &annotated {
        let nearest = |target: &Target| wanted.line.map_or(0, |line| target.line.abs_diff(line));
        let best = (0..left.len())
            .filter_map(|at| Some((wanted.likeness(left[at])?, std::cmp::Reverse(nearest(left[at])), std::cmp::Reverse(at))))
            .max();
        let Some((_, _, std::cmp::Reverse(at))) = best else { continue };
        let outcome = &left.remove(at).outcome;
        if !wanted.optional && outcome.quality != Quality::None {
            judged.push(Judged { confidence: outcome.confidence, right: wanted.right(outcome) });
        }
    }
    // An answer to what is no target is wrong as well, where the report was annotated.
    let inside = |target: &&Target| place.holds(target.line) && target.outcome.quality != Quality::None;
    let wrong = left.into_iter().filter(inside);
    judged.extend(wrong.map(|target| Judged { confidence: target.outcome.confidence, right: false }));
    judged
}

/// The bands of one report, the highest first, and all of them together.
fn table(report: &str, annotations: &str, judged: &[Judged]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (from, to) in bands().into_iter().chain([(0, 101)]) {
        let (n, right) = inside(judged, from, to);
        let (low, high) = crate::wilson::interval(right, n);
        let share = Decimal::from(right).checked_div(Decimal::from(n)).map(|share| format!("{:.4}", share.round_dp(4)));
        rows.push(Row {
            report: report.to_owned(),
            annotations: annotations.to_owned(),
            from: edge(from).to_string(),
            to: edge(to.min(100)).to_string(),
            n,
            right,
            share,
            wilson_low: format!("{low:.4}"),
            wilson_high: format!("{high:.4}"),
        });
    }
    rows
}

const COLUMNS: [&str; 9] = ["report", "annotations", "from", "to", "n", "right", "share", "wilson_low", "wilson_high"];

fn cells(row: &Row) -> [String; 9] {
    let share = row.share.clone().unwrap_or_default();
    let Row { report, annotations, from, to, n, right, wilson_low, wilson_high, .. } = row;
    [
        report.clone(),
        annotations.clone(),
        from.clone(),
        to.clone(),
        n.to_string(),
        right.to_string(),
        share,
        wilson_low.clone(),
        wilson_high.clone(),
    ]
}

fn print(out: &mut dyn Write, format: Format, rows: &[Row]) -> io::Result<()> {
    match format {
        Format::None => Ok(()),
        Format::Json => {
            json::write(out, &rows)?;
            writeln!(out)
        }
        Format::Jsonl => rows.iter().try_for_each(|row| {
            json::write(out, row)?;
            writeln!(out)
        }),
        Format::Csv => {
            csv::names(out, Tidy::PLAIN, &COLUMNS)?;
            rows.iter().try_for_each(|row| csv::record(out, Tidy::PLAIN.raw, cells(row).map(Cell::from)))
        }
        Format::Table => {
            writeln!(out, "Answers, direct and near, that are right, by confidence; 95 % intervals by Wilson's method.\n")?;
            let cells: Vec<Vec<String>> = rows.iter().map(|row| cells(row).to_vec()).collect();
            let lines = Letters::of(Lang::En).table(&COLUMNS, 2..COLUMNS.len(), &cells);
            lines.iter().try_for_each(|line| writeln!(out, "{line}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(annotations: &str) -> Vec<Row> {
        let source = "序号|重点工作|完成情况\n1|招引项目20个|招引项目9个\n2|修路5公里|修路4公里\n3|植树9棵|植树8棵\n";
        let (annotated, place) = annotations::read(annotations, "a.txt").unwrap();
        table("a.txt", "", &judge(&Report::parse(source).unwrap(), annotated, &place))
    }

    #[test]
    fn right_and_wrong_answers_are_counted_in_their_band() {
        let right = r#"{"line": 2, "targets": [{"indicator": "项目", "value": 20, "unit": "个", "answer": {"quality": "direct", "figures": [{"value": 9}]}}]}"#;
        let wrong =
            r#"{"line": 3, "targets": [{"indicator": "路", "value": 5, "unit": "公里", "answer": {"quality": "none", "figures": []}}]}"#;
        let no_target = r#"{"line": 4, "targets": []}"#;
        let all = |lines: &[&str]| rows(&lines.join("\n")).pop().map(|row| (row.n, row.right)).unwrap();
        assert_eq!(all(&[right]), (1, 1));
        assert_eq!(all(&[right, wrong]), (2, 1));
        assert_eq!(all(&[right, wrong, no_target]), (3, 1));
    }

    #[test]
    fn a_report_is_held_against_the_others() {
        let judged = |right: usize, wrong: usize| -> Vec<Judged> {
            let one = |right| Judged { confidence: Decimal::new(95, 2), right };
            std::iter::repeat_n(one(true), right).chain(std::iter::repeat_n(one(false), wrong)).collect()
        };
        assert_eq!(held_out(&[judged(4, 0), judged(1, 1)]), None);
        let said = "each of 3 reports left out in turn; from 0.90: 0.7750 by the others, 0.8000 right";
        // By the others the first is right in 4 of 6, the second in 7 of 8, the third in 5 of 6.
        assert_eq!(held_out(&[judged(4, 0), judged(1, 1), judged(3, 1)]), Some(said.to_owned()));
    }

    #[test]
    fn bands_leave_no_gap() {
        let judged: Vec<Judged> = (0..=100).map(|at| Judged { confidence: Decimal::new(at, 2), right: true }).collect();
        let rows = table("a", "", &judged);
        assert_eq!(rows.iter().take(BANDS.len()).map(|row| row.n).collect::<Vec<_>>(), [11, 10, 10, 70]);
        assert_eq!(rows.last().map(|row| row.n), Some(101));
    }
}
