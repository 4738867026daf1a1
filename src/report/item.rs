//! From a raw item to a scored one: the one place where offsets become text.

use super::columns::Columns;
use super::model::{Commitment, Figure, Item, Mention, Note, Outcome, Target};
use super::outcome::outcome;
use crate::claim::{self, Reading, Tense};
use crate::grammar::{Quantity, scan};
use crate::layout::{Cell, LayoutKind, RawItem, agencies, agency_name};
use crate::lexicon::{Column, Headline, Lexicon};
use crate::limits::Limits;
use crate::pair::{Answer, Quality, Sides, pair, pair_told};
use crate::score::Tally;
use crate::span::Span;

/// What a reading is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Options {
    /// Rejected figures for every target, not only for those without an answer.
    pub(super) rivals: bool,
    /// The layout that is asked for.
    pub(super) layout: Option<LayoutKind>,
    pub(super) limits: Limits,
    /// How far from a target with 左右 still meets it, as a share of it.
    pub(super) tolerance: rust_decimal::Decimal,
    /// Commitments in words as well.
    pub(super) commitments: bool,
}

/// Where the lines of an item begin, to tell on which a span stands.
pub(super) struct LineStarts {
    first: usize,
    breaks: Vec<usize>,
}

impl LineStarts {
    pub(super) fn of(raw: &RawItem<'_>) -> Self {
        Self { first: raw.line, breaks: raw.text.text().match_indices('\n').map(|(at, _)| at).collect() }
    }

    fn line(&self, at: usize) -> usize {
        self.first + self.breaks.partition_point(|&end| end < at)
    }
}

/// One cell of an item, with the means to point at its printed bytes.
pub(super) struct Source<'r, 'a> {
    raw: &'r RawItem<'a>,
    lines: &'r LineStarts,
    lexicon: &'r Lexicon,
    cell: Span,
}

impl<'r, 'a> Source<'r, 'a> {
    pub(super) fn new(raw: &'r RawItem<'a>, lines: &'r LineStarts, lexicon: &'r Lexicon, cell: Span) -> Self {
        Self { raw, lines, lexicon, cell }
    }

    pub(super) fn text(&self) -> &str {
        self.cell.of(self.raw.text.text())
    }

    /// The line of the source that a span of the cell begins on.
    fn line(&self, span: Span) -> usize {
        self.lines.line(self.cell.from + span.from)
    }

    /// The evidence of a claim; what stands apart comes first.
    fn claimed(&self, claim: &claim::Claim<'_>) -> (String, Vec<Span>) {
        let (text, spans) = self.evidence(claim.evidence);
        let Some(apart) = claim.apart.filter(|apart| apart.to <= claim.evidence.from) else { return (text, spans) };
        let (front, mut all) = self.evidence(apart);
        all.extend(spans);
        (front + &text, all)
    }

    /// The printed bytes of a span of the cell.
    pub(super) fn printed(&self, span: Span) -> Span {
        self.raw.text.printed(span.shifted(self.cell.from))
    }

    /// The readable text and the printed bytes of a span of the cell.
    fn evidence(&self, span: Span) -> (String, Vec<Span>) {
        (span.of(self.text()).to_owned(), vec![self.raw.text.printed(span.shifted(self.cell.from))])
    }
}

pub(super) fn mention(source: &Source<'_, '_>, cell: Column, quantity: &Quantity<'_>) -> Mention {
    let (text, spans) = source.evidence(quantity.span);
    Mention {
        cell,
        text,
        value: quantity.value,
        high: quantity.high,
        unit: quantity.unit.name.clone().into_owned(),
        approx: quantity.hedge(),
        spans,
    }
}

/// Every quantity of a text that is no table.
pub(super) fn mentions(raw: &RawItem<'_>, lexicon: &Lexicon) -> Vec<Mention> {
    let lines = LineStarts::of(raw);
    let mut found = Vec::new();
    for &cell in &raw.cells {
        if matches!(cell.column, Column::Number | Column::Agency) {
            continue;
        }
        let source = Source { raw, lines: &lines, lexicon, cell: cell.span };
        found.extend(scan(source.text(), lexicon).iter().map(|quantity| mention(&source, cell.column, quantity)));
    }
    found
}

/// A line that is no item.
pub(super) fn note(raw: &RawItem<'_>) -> Note {
    let whole = Span::new(0, raw.text.text().len());
    Note { line: raw.line, text: raw.text.text().trim().to_owned(), span: raw.text.printed(whole) }
}

/// Scores one item.
pub(super) fn score(raw: &RawItem<'_>, lexicon: &Lexicon, options: Options) -> Item {
    let lines = LineStarts::of(raw);
    let cell = |column| raw.cell(column);
    let empty = Cell { column: Column::Progress, span: Span::new(0, 0), period: None };
    let columns = Columns::of(raw, lexicon);
    let own = columns.target();
    // 年度目标 with sentences in it is the task, and 实际完成 with sentences the progress.
    let asks = |cell: &Cell| !scan(raw.text_of(*cell), lexicon).is_empty() || lexicon.commitments.any(raw.text_of(*cell));
    let aim = cell(Column::Target).filter(|aim| own.is_none() && (cell(Column::Task).is_none() || asks(aim)));
    let task_cell = aim.or(cell(Column::Task)).unwrap_or(empty);
    let task = Source { raw, lines: &lines, lexicon, cell: task_cell.span };
    let progress_cell = cell(Column::Progress).or(cell(Column::Actual)).unwrap_or(empty);
    let progress = Source { raw, lines: &lines, lexicon, cell: progress_cell.span };

    // A paragraph that tells both is task and progress at once.
    let told = own.is_none() && !task_cell.span.is_empty() && task_cell.span == progress_cell.span;
    let mut asked = claim::read(if told { "" } else { task.text() }, Tense::Task, &options.limits, lexicon);
    let mut given = claim::read(progress.text(), if told { Tense::Told } else { Tense::Progress }, &options.limits, lexicon);
    if let Some(name) = &raw.around.name {
        asked.name(name);
    }
    if let Some(target) = &own {
        given.name(&target.claim.indicator);
    }
    let row = Source { raw, lines: &lines, lexicon, cell: Span::new(0, raw.text.text().len()) };
    let sides = Sides {
        task: task.text(),
        targets: &[],
        progress: progress.text(),
        reading: &given,
        figures: &[],
        beside: &[],
        apart: false,
        year: latest_year(task.text()).max(latest_year(progress.text())).max(progress_cell.period.and_then(|period| period.year)),
        covered: progress_cell.period.and_then(|period| period.length()),
        limits: options.limits,
        lexicon,
    };
    let in_columns = own.is_some();
    // A number in a column of its own wins over one in the name.
    let (task_source, mut progress_source, targets, mut figures, mut answers) = match own {
        Some(target) => {
            let figures = claim::figures(&given, lexicon);
            let targets = vec![target];
            let answers = pair(&Sides { task: row.text(), targets: &targets, figures: &figures, ..sides });
            (&row, &progress, targets, figures, answers)
        }
        None if told => {
            let told = claim::told(task.text(), &given, lexicon);
            let (mut targets, mut answers) = (told.targets, Vec::new());
            let (answered, alone) = pair_told(&Sides { targets: &targets, figures: &told.figures, beside: &told.beside, ..sides });
            answers.extend(answered);
            for (target, answer) in alone {
                targets.push(target);
                answers.push(answer);
            }
            (&task, &progress, targets, told.figures, answers)
        }
        None => {
            let targets = claim::targets(task.text(), &asked, lexicon);
            let figures = claim::figures(&given, lexicon);
            let answers = pair(&Sides { targets: &targets, figures: &figures, ..sides });
            (&task, &progress, targets, figures, answers)
        }
    };
    let mut period = progress_cell.period;
    if let ([target], [answer], false) = (targets.as_slice(), answers.as_mut_slice(), told) {
        let printed = target.claim.quantity().map_or("", |quantity| quantity.span.of(task_source.text()));
        let action = target.claim.action.map_or("", |action| action.of(task_source.text()));
        if let Some(reported) = columns.reported(target, printed, action) {
            (figures, *answer, progress_source) = (reported.figure.into_iter().collect(), reported.answer, &row);
            period = reported.cell.period;
        }
        if let Some(rate) = columns.rate() {
            answer.state(rate);
        }
    }
    if raw.due.is_some() {
        // The review of a report never answers goals of a later year.
        answers.iter_mut().for_each(Answer::of_another_period);
    }
    let mut limited = [&asked.limited[..], &given.limited[..]].concat();
    limited.extend(Sides { targets: &targets, figures: &figures, ..sides }.limited());
    limited.sort_unstable();
    limited.dedup();
    let mut tally = Tally::default();
    let mut scored = Vec::with_capacity(targets.len());
    for (ordinal, (found, answer)) in targets.iter().zip(&answers).enumerate() {
        let (shown, rivals) = evidence(progress_source, &given, &figures, answer, options);
        let outcome = outcome(found, answer, &figures, period, shown, rivals, options);
        let mut target = target(task_source, found, outcome);
        target.id = format!("{}.{}", raw.line, ordinal + 1);
        target.horizon = target.horizon.or(raw.horizon);
        tally.add(target.counted_ratio());
        scored.push(target);
    }

    let commitments = if options.commitments && !in_columns { commitments(&task, &asked, &targets, lexicon) } else { Vec::new() };
    let numbers = |cell: Cell, read: Vec<Mention>| match columns.number(cell) {
        Some(quantity) => vec![mention(&row, cell.column, &quantity)],
        None => read,
    };
    let mut mentions: Vec<Mention> =
        numbers(task_cell, asked.quantities.iter().map(|quantity| mention(&task, task_cell.column, quantity)).collect());
    mentions.extend(numbers(
        progress_cell,
        given.quantities.iter().map(|quantity| mention(&progress, progress_cell.column, quantity)).collect(),
    ));
    let read = [task_cell.span, progress_cell.span];
    for &other in raw.cells.iter().filter(|cell| {
        !read.contains(&cell.span)
            && matches!(
                cell.column,
                Column::Task | Column::Progress | Column::Target | Column::Actual | Column::Unit | Column::Rate | Column::Remark
            )
    }) {
        let source = Source { raw, lines: &lines, lexicon, cell: other.span };
        mentions
            .extend(numbers(other, scan(source.text(), lexicon).iter().map(|quantity| mention(&source, other.column, quantity)).collect()));
    }
    let name = cell(Column::Task).map(|cell| raw.text_of(cell)).or(raw.around.name.as_deref()).unwrap_or_default();
    Item {
        progress: progress.text().to_owned(),
        limited,
        mentions,
        targets: scored,
        commitments,
        completion: tally.completion(),
        ..bare(raw, name.to_owned(), lexicon)
    }
}

fn commitments(task: &Source<'_, '_>, asked: &Reading<'_>, targets: &[claim::Target<'_>], lexicon: &Lexicon) -> Vec<Commitment> {
    let found = claim::vague(task.text(), asked, targets, lexicon).into_iter();
    found
        .map(|(span, kind)| {
            let (text, spans) = task.evidence(span);
            Commitment { line: task.line(span), text, kind, spans }
        })
        .collect()
}

fn named(cell: &str, lexicon: &Lexicon) -> Vec<String> {
    agencies(cell, lexicon).into_iter().map(|span| agency_name(span.of(cell))).collect()
}

/// A target without its number and its year.
pub(super) fn target(task: &Source<'_, '_>, found: &claim::Target<'_>, outcome: Outcome) -> Target {
    let (text, spans) = task.claimed(&found.claim);
    let (price_basis, comparison) = claim::basis(task.text(), found.claim.evidence, task.lexicon);
    let action = found.claim.action.map(|span| span.of(task.text()));
    Target {
        id: String::new(),
        line: task.line(found.claim.evidence),
        text,
        indicator: found.claim.indicator.clone(),
        value: found.value,
        high: found.high,
        unit: found.unit.clone(),
        approx: found.approx,
        bound: found.bound,
        measure: found.measure,
        decrease: found.decrease,
        polarity: found.polarity,
        implicit: found.implicit,
        implied: found.claim.rule == claim::Rule::Difference,
        stretch: found.stretch,
        modality: found.claim.modality,
        horizon: found.claim.due,
        baseline: found.claim.baseline.as_ref().and_then(|quantity| quantity.value),
        headline: headline(&found.claim.indicator, action),
        action: action.map(str::to_owned),
        price_basis,
        comparison,
        spans,
        rule: found.claim.rule.name().to_owned(),
        outcome,
    }
}

/// The code of a headline indicator; 新增|城镇就业 is named with its verb.
fn headline(indicator: &str, action: Option<&str>) -> Option<String> {
    let acted = || Headline::of(&format!("{}{indicator}", action?));
    Headline::of(indicator).or_else(acted).map(|headline| headline.code.to_owned())
}

/// An item with nothing found in it yet.
pub(super) fn bare(raw: &RawItem<'_>, task: String, lexicon: &Lexicon) -> Item {
    Item {
        line: raw.line,
        number: raw.cell(Column::Number).map(|cell| raw.text_of(cell).to_owned()).or(raw.around.number.clone()),
        heading: raw.around.heading.as_deref().map(str::to_owned),
        task,
        agencies: agencies_of(raw, lexicon),
        progress: String::new(),
        limited: Vec::new(),
        damaged: raw.text.damaged(Span::new(0, raw.text.text().len())),
        mentions: Vec::new(),
        targets: Vec::new(),
        commitments: Vec::new(),
        completion: Tally::default().completion(),
    }
}

/// The agencies of an item, the lead first.
fn agencies_of(raw: &RawItem<'_>, lexicon: &Lexicon) -> Vec<String> {
    let own = raw.cells.iter().filter(|cell| cell.column == Column::Agency).flat_map(|&cell| named(raw.text_of(cell), lexicon));
    own.chain(raw.around.agencies.iter().flat_map(|above| named(above, lexicon))).collect()
}

/// The latest year that a text names: 2022年.
fn latest_year(text: &str) -> Option<u16> {
    text.match_indices('年')
        .filter_map(|(at, _)| text.get(at.checked_sub(4)?..at)?.parse().ok())
        .filter(|year| (1949..2100).contains(year))
        .max()
}

/// The figures of an answer, and those that were passed over.
pub(super) fn evidence(
    source: &Source<'_, '_>,
    reading: &Reading<'_>,
    figures: &[claim::Figure<'_>],
    answer: &Answer,
    options: Options,
) -> (Vec<Figure>, Vec<Figure>) {
    let mut shown: Vec<Figure> = answer.figures.iter().map(|&index| figure(source, &figures[index], None)).collect();
    if let Some(words) = answer.words {
        let (text, spans) = source.evidence(words);
        let period = reading
            .periods
            .iter()
            .rev()
            .find(|period| period.span.from <= words.from)
            .map(|period| period.span.of(source.text()).to_owned());
        shown.push(Figure {
            text,
            indicator: String::new(),
            value: None,
            high: None,
            unit: String::new(),
            approx: None,
            bound: None,
            measure: None,
            decrease: false,
            period,
            estimate: false,
            cumulative: false,
            price_basis: None,
            comparison: None,
            line: source.line(words),
            spans,
            rejected: None,
            report: 0,
        });
    }
    let wanted = options.rivals || answer.quality == Quality::None;
    let rivals =
        if wanted { answer.rivals.iter().map(|&(index, why)| figure(source, &figures[index], Some(why))).collect() } else { Vec::new() };
    (shown, rivals)
}

fn figure(source: &Source<'_, '_>, found: &claim::Figure<'_>, rejected: Option<&'static str>) -> Figure {
    let (text, spans) = source.claimed(&found.claim);
    let (price_basis, comparison) = claim::basis(source.text(), found.claim.evidence, source.lexicon);
    let quantity = found.claim.quantity();
    Figure {
        text,
        indicator: found.claim.indicator.clone(),
        value: quantity.and_then(|quantity| quantity.value),
        high: quantity.and_then(|quantity| quantity.high),
        unit: quantity.map(|quantity| quantity.unit.name.clone().into_owned()).unwrap_or_default(),
        approx: quantity.and_then(Quantity::hedge),
        bound: quantity.and_then(|quantity| quantity.bound.filter(|_| quantity.firm)),
        measure: Some(found.measure),
        decrease: found.decrease,
        period: found.claim.period.map(|period| period.span.of(source.text()).to_owned()),
        estimate: found.claim.marks.estimate,
        cumulative: found.claim.marks.cumulative,
        price_basis,
        comparison,
        line: source.line(found.claim.evidence),
        spans,
        rejected: rejected.map(str::to_owned),
        report: 0,
    }
}
