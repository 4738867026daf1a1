//! Every achieved figure of an item, whether or not a target asks for it.
//!
//! Reads: the numbers of prose that were weighed to be results, those of a review or an account that nothing speaks against, numbers in columns
//! that report, and what cells of sentences report.
//! Refuses: plans, what is left to do, rates of completion, numbers of another kind of column.

use super::columns::Columns;
use super::evidence::{LineStarts, Source, figure};
use super::item::{Cells, Options, headline};
use super::model::{AchievedFigure, FigureRule, Target};
use crate::claim::{self, Claim, Figure, Tense};
use crate::grammar::Period;
use crate::layout::{Cell, RawItem, Row};
use crate::lexicon::{Adverb, Column, Lexicon, Vintage};
use crate::role::{Ground, Section, Stance};
use crate::score::last_day;
use crate::span::Span;

/// The figures of an item whose targets are known.
pub(super) fn of(
    raw: &RawItem<'_>,
    cells: Cells,
    columns: &Columns<'_, '_, '_>,
    targets: &[Target],
    options: Options,
) -> Vec<AchievedFigure> {
    let lexicon = columns.lexicon();
    let lines = LineStarts::of(raw);
    let whole = Source::new(raw, &lines, lexicon, Span::new(0, raw.text.text().len()));
    let mut found = Vec::new();
    let keep = |found: &mut Vec<AchievedFigure>, source: &Source<'_, '_>, read: &Figure<'_>, period: Option<Period>, rule: FigureRule| {
        if claim::reaches(source.text(), read, lexicon) {
            found.push(achieved(raw, source, read, period, rule));
        }
    };
    if cells.both {
        let source = Source::new(raw, &lines, lexicon, cells.progress.span);
        for read in &told(raw, cells, source.text(), lexicon, options) {
            keep(&mut found, &source, read, None, FigureRule::Stance);
        }
        carry_days(&mut found);
    } else {
        let mut counted = Vec::new();
        if let Some(row) = Row::of(raw, lexicon) {
            let mut reading = claim::laid("", &options.limits, lexicon);
            claim::tabulated(whole.text(), &[row], &mut reading, &mut counted, lexicon);
        }
        let holds = |cell: &Cell, read: &Figure<'_>| {
            let at = read.claim.quantity().map_or(read.claim.evidence, |quantity| quantity.span);
            cell.span.from <= at.from && at.to <= cell.span.to
        };
        for read in &counted {
            let cell = raw.cells.iter().find(|cell| holds(cell, read));
            keep(&mut found, &whole, read, cell.and_then(|cell| cell.period), FigureRule::Column);
        }
        let reports = |cell: &&Cell| matches!(cell.column, Column::Progress | Column::Actual);
        for cell in raw.cells.iter().filter(reports).filter(|cell| !counted.iter().any(|read| holds(cell, read))) {
            let source = Source::new(raw, &lines, lexicon, cell.span);
            let mut given =
                claim::with_claims(source.text(), claim::laid(source.text(), &options.limits, lexicon), Tense::Progress, lexicon);
            if let Some(name) = columns.target().and_then(|_| columns.name()).or(cells.row_name(columns)) {
                given.name(name);
            }
            claim::keep(&mut given, source.text(), &Ground::default(), lexicon, |stance| matches!(stance, Stance::Result | Stance::Open));
            for read in &claim::figures(&mut given, lexicon) {
                keep(&mut found, &source, read, cell.period, FigureRule::Progress);
            }
        }
    }
    for (at, achieved) in found.iter_mut().enumerate() {
        achieved.id = raw.id(format_args!("f{}", at + 1));
        let answers = |target: &&Target| target.outcome.figures.iter().any(|figure| figure.spans.last() == achieved.figure.spans.last());
        achieved.answers = targets.iter().filter(answers).map(|target| target.id.clone()).collect();
    }
    found
}

/// Gives a figure that names no period the days of the one before it: 全年实现生产总值939亿元。其中第一产业184亿元.
fn carry_days(found: &mut [AchievedFigure]) {
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let (before, here) = (&before[at - 1], &mut rest[0]);
        if here.figure.period.is_none() && here.since.is_none() && before.since.is_some() {
            (here.since, here.until, here.assumed) = (before.since.clone(), before.until.clone(), true);
        }
    }
}

/// The figures of a paragraph that may ask and report at once.
fn told<'l>(raw: &RawItem<'_>, cells: Cells, text: &str, lexicon: &'l Lexicon, options: Options) -> Vec<Figure<'l>> {
    let section = raw.ground.section;
    let given = claim::with_claims(text, claim::laid(text, &options.limits, lexicon), cells.tense(section), lexicon);
    let weighed = claim::weigh(text, &given, &raw.ground, raw.cell(Column::Number).is_some(), lexicon);
    let looks_back = matches!(section, Some(Section::Review | Section::Account));
    let mut claims = given.claims.iter().zip(&weighed);
    // The figures stand in the order of the claims that they are made of.
    let mut figures = claim::told(text, &given, &weighed, section, lexicon).figures;
    figures.retain(|read| {
        let stance = claims.by_ref().find(|(claim, _)| claim.evidence == read.claim.evidence).map(|(_, weighed)| weighed.stance);
        stance == Some(Stance::Result) || stance == Some(Stance::Open) && (looks_back || is_expected(text, &read.claim, lexicon))
    });
    figures
}

/// 税收预计完成30亿元: not yet counted.
fn is_expected(text: &str, claim: &Claim<'_>, lexicon: &Lexicon) -> bool {
    let expects = |(_, _, adverb): (usize, &str, &Adverb)| matches!(adverb, Adverb::Estimate);
    claim.marks.estimate || lexicon.adverbs.find(claim.evidence.of(text)).any(expects)
}

fn achieved(raw: &RawItem<'_>, source: &Source<'_, '_>, read: &Figure<'_>, period: Option<Period>, rule: FigureRule) -> AchievedFigure {
    let claim = &read.claim;
    let action = claim.action.map(|span| span.of(source.text()));
    let stated = claim::basis(source.text(), claim.evidence, source.lexicon).vintage;
    let covered = Covered::of(raw, claim, period);
    let (since, until) = covered.year.zip(covered.months).map(|(year, months)| between(year, months, covered.day)).unzip();
    AchievedFigure {
        id: String::new(),
        figure: figure(source, read, None),
        headline: headline(&claim.indicator, action),
        action: action.map(str::to_owned),
        months: covered.months,
        day: covered.day,
        since,
        until,
        assumed: covered.assumed,
        vintage: if is_expected(source.text(), claim, source.lexicon) { Some(Vintage::Expected) } else { stated },
        rule,
        answers: Vec::new(),
    }
}

/// What a figure covers: months of a year, to a day of the last.
#[derive(Debug, Clone, Copy, Default)]
struct Covered {
    year: Option<u16>,
    months: Option<(u8, u8)>,
    day: Option<u8>,
    /// Whether its own words do not say so.
    assumed: bool,
}

impl Covered {
    /// What a figure covers by its own words, by the header of its column, whose period is given, or by where it stands.
    fn of(raw: &RawItem<'_>, claim: &Claim<'_>, header: Option<Period>) -> Self {
        let own = claim.period.or(header);
        if own.is_some_and(|period| period.several) {
            return Self::default();
        }
        let named = claim.year.or(own.and_then(|period| period.year));
        let ground = &raw.ground;
        // 五年来，…: what stands below is of five years, or of their end.
        if ground.several && own.is_none() && claim.year.is_none() {
            return Self::default();
        }
        let looks_back = ground.section == Some(Section::Review);
        // A work report, whose title says no more than its year, looks back on the year before.
        let before = || ground.year.filter(|_| ground.title.is_none()).and_then(|year| year.checked_sub(1));
        let year = named.or_else(|| if looks_back { ground.reviewed.or_else(before) } else { ground.year });
        let months = match own {
            Some(period) => period.months,
            // What a review says without a period, and what a year alone names, is of the whole year.
            None => (named.is_some() || looks_back && year.is_some()).then_some((1, 12)),
        };
        let assumed = named.is_none() || claim.period.is_none() && claim.year.is_none();
        Self { year, months, day: own.and_then(|period| period.day), assumed }
    }
}

/// The first and the last day of some months of a year, which end on `day` of the last.
fn between(year: u16, (from, to): (u8, u8), day: Option<u8>) -> (String, String) {
    let last = day.unwrap_or(31).min(last_day(to, year));
    (format!("{year}-{from:02}-01"), format!("{year}-{to:02}-{last:02}"))
}

impl AchievedFigure {
    /// Takes a figure that names its months and not their year, as the columns of progress reports do, to be of `year`: that of the report.
    ///
    /// ```
    /// let source = "序号|重点工作|上半年完成情况\n1|新建学校9所|新建学校4所\n";
    /// let mut report = dabiao::Extractor::new().figures(true).parse(source)?;
    /// let achieved = &mut report.items[0].figures[0];
    /// assert_eq!((achieved.months, achieved.until.as_deref()), (Some((1, 6)), None));
    /// achieved.dated(2031);
    /// assert_eq!((achieved.until.as_deref(), achieved.assumed), (Some("2031-06-30"), true));
    /// # Ok::<(), dabiao::Error>(())
    /// ```
    pub fn dated(&mut self, year: u16) {
        if let (None, Some(months)) = (&self.since, self.months) {
            let (since, until) = between(year, months, self.day);
            (self.since, self.until, self.assumed) = (Some(since), Some(until), true);
        }
    }
}
