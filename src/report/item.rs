//! From a raw item to a scored one.

use rust_decimal::Decimal;

use super::achieved;
use super::columns::Columns;
use super::evidence::{LineStarts, Source, evidence, mention};
use super::model::{Commitment, Figure, Item, Mention, Note, Target};
use super::outcome::{Terms, outcome};
use crate::claim::{self, InWords, Reading, Standings, Tense, Told};
use crate::grammar::{PLAUSIBLE, Period, Quantity, last_digit, named_years, scan};
use crate::layout::{Cell, RawItem, agencies, agency_name};
use crate::lexicon::{Approx, Bound, Column, Headline, Lexicon, Measure, Polarity};
use crate::limits::Limits;
use crate::pair::{Answer, Quality, Sides, pair, pair_told};
use crate::role::Section;
use crate::score::Tally;
use crate::span::Span;

/// What a reading is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Options {
    /// Rejected figures for every target, not only for those without an answer.
    pub(super) rivals: bool,
    pub(super) limits: Limits,
    /// How far from a target with 左右 still meets it, as a share of it; where it is not said, what is short of one by half of its last digit is
    /// neither met nor missed.
    pub(super) tolerance: Option<Decimal>,
    /// Commitments in words as well.
    pub(super) commitments: bool,
    /// What spoke for the columns of tables as well.
    pub(super) explain: bool,
    /// Every achieved figure as well.
    pub(super) figures: bool,
}

/// Every quantity of a text that is no table.
pub(super) fn mentions(raw: &RawItem<'_>, lexicon: &Lexicon) -> Vec<Mention> {
    let lines = LineStarts::of(raw);
    let mut found = Vec::new();
    for &cell in &raw.cells {
        if matches!(cell.column, Column::Number | Column::Agency) {
            continue;
        }
        let source = Source::new(raw, &lines, lexicon, cell.span);
        found.extend(scan(source.text(), lexicon).iter().map(|quantity| mention(&source, cell.column, quantity)));
    }
    found
}

/// A line that is no item.
pub(super) fn note(raw: &RawItem<'_>) -> Note {
    let whole = Span::new(0, raw.text.text().len());
    Note { line: raw.line, text: raw.text.text().trim().to_owned(), span: raw.text.printed(whole) }
}

/// Which cell of an item asks and which answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells {
    task: Cell,
    pub(super) progress: Cell,
    /// Whether one paragraph does both.
    pub(super) both: bool,
}

impl Cells {
    /// 年度目标 with sentences in it is the task, and 实际完成 with sentences the progress. `counts` says that the mark is a number in a column
    /// of its own.
    pub(super) fn of(raw: &RawItem<'_>, counts: bool, lexicon: &Lexicon) -> Self {
        let cell = |column| raw.cell(column);
        let empty = Cell::new(Column::Progress, Span::new(0, 0));
        let asks = |cell: &Cell| !scan(raw.text_of(*cell), lexicon).is_empty() || lexicon.commitments.any(raw.text_of(*cell));
        let aim = cell(Column::Target).filter(|aim| !counts && (cell(Column::Task).is_none() || asks(aim)));
        let task = aim.or(cell(Column::Task)).unwrap_or(empty);
        let progress = cell(Column::Progress).or(cell(Column::Actual)).unwrap_or(empty);
        Self { task, progress, both: !counts && !task.span.is_empty() && task.span == progress.span }
    }

    /// 地区生产总值 | 200亿元,增长6.5%: what is said in the column of the target is of the row, by this name.
    pub(super) fn row_name<'r>(self, columns: &Columns<'r, '_, '_>) -> Option<&'r str> {
        columns.name().filter(|_| self.task.column == Column::Target && !self.both)
    }

    /// How what reports is read, in what section it stands.
    pub(super) fn tense(self, section: Option<Section>) -> Tense {
        match (self.both, section.is_some_and(Section::asks)) {
            (true, true) => Tense::Task,
            (true, false) => Tense::Told,
            (false, _) => Tense::Progress,
        }
    }
}

/// Answers every target that was found. A paragraph with `rates` may have some whose targets it does not print; they join the others.
fn answered<'l>(found: &mut Told<'l>, rates: bool, sides: &Sides<'_, 'l>) -> Vec<Answer> {
    let sides = Sides { targets: &found.targets, figures: &found.figures, beside: &found.beside, ..*sides };
    if !rates {
        return pair(&sides);
    }
    let (mut answers, alone) = pair_told(&sides);
    for (target, answer) in alone {
        found.targets.push(target);
        answers.push(answer);
    }
    answers
}

/// Scores one item.
pub(super) fn score(raw: &RawItem<'_>, lexicon: &Lexicon, options: Options) -> Item {
    let lines = LineStarts::of(raw);
    let mut columns = Columns::of(raw, 0, lexicon);
    let own = columns.target();
    let counts = own.is_some();
    let cells = Cells::of(raw, counts, lexicon);
    let section = raw.ground.section;
    let row = Source::new(raw, &lines, lexicon, Span::new(0, raw.text.text().len()));
    let task = Source::new(raw, &lines, lexicon, cells.task.span);
    let progress = Source::new(raw, &lines, lexicon, cells.progress.span);

    let mut asked = claim::read(if cells.both { "" } else { task.text() }, Tense::Task, &options.limits, lexicon);
    let mut given = claim::laid(progress.text(), &options.limits, lexicon);
    // Where one cell does both it was read as the progress.
    columns.counted([(cells.progress.span, given.quantities.len()), (cells.task.span, asked.quantities.len())]);
    let row_name = cells.row_name(&columns);
    if let Some(name) = raw.around.name.as_deref().or(row_name) {
        asked.name(name);
    }
    // A mark in a column of its own wins over a number in the name.
    let mut targets = own.map_or_else(|| claim::targets(task.text(), &asked, lexicon), |own| vec![own]);
    // 全县500万元以上投资 | 9200, under 完成额(万元): which ones are counted, and nothing to reach.
    if !targets.is_empty() && raw.group(0).actual_unit.is_some() && raw.cell(Column::Actual).is_some() {
        targets.retain(|target| !target.only_names_a_class());
    }
    // Where nothing is asked nothing need answer it.
    if cells.both || !targets.is_empty() {
        given = claim::with_claims(progress.text(), given, cells.tense(section), lexicon);
    }
    if let Some(name) = targets.first().filter(|_| counts).map(|own| own.claim.indicator.as_str()).or(row_name) {
        given.name(name);
    }
    let weighed = if cells.both {
        claim::weigh(progress.text(), &given, &raw.ground, raw.cell(Column::Number).is_some(), lexicon)
    } else {
        Vec::new()
    };
    let mut found = if cells.both {
        claim::told(progress.text(), &given, &weighed, section, lexicon)
    } else {
        Told { targets, figures: claim::figures(&mut given, lexicon), beside: Vec::new() }
    };
    let (asking, mut answering) = (if counts { &row } else { &task }, &progress);
    let mut period = cells.progress.period;
    let sides = Sides {
        task: asking.text(),
        targets: &[],
        progress: progress.text(),
        reading: &given,
        figures: &[],
        beside: &[],
        apart: false,
        year: latest_year(task.text()).max(latest_year(progress.text())).max(period.and_then(|period| period.year)),
        covered: period.and_then(|period| period.length()),
        rivals: options.rivals,
        limits: options.limits,
        lexicon,
    };
    // A review prints rates of its own plan too: 完成年初预算的104%.
    let mut answers = answered(&mut found, cells.both, &sides);
    let Told { mut targets, mut figures, .. } = found;
    // 甲至乙高速公路⏎本年累计完成投资13亿元: the name stands in the line above.
    if let Some(name) = raw.around.name.as_deref().filter(|_| cells.both) {
        targets.iter_mut().for_each(|target| target.is_of(name));
    }
    // The only target of a row may be answered by a number alone, and have its rate in a column.
    if let ([target], [answer], false) = (targets.as_slice(), answers.as_mut_slice(), cells.both) {
        let printed = target.claim.quantity().map_or("", |quantity| quantity.span.of(asking.text()));
        let action = target.claim.action.map_or("", |action| action.of(asking.text()));
        let bare = || columns.told_without_unit(target, printed, action).filter(|_| counts && answer.quality == Quality::None);
        if let Some(reported) = columns.reported(target, printed, action).or_else(bare) {
            (figures, *answer, answering) = (reported.figure.into_iter().collect(), reported.answer, &row);
            period = reported.cell.period;
        }
        if let Some(rate) = columns.rate() {
            answer.state(rate);
        }
    }
    if let ([target], [answer], Some(rate)) = (targets.as_mut_slice(), answers.as_slice(), columns.rate()) {
        by_rate(target, answer, &figures, rate);
    }
    if raw.group(0).budget {
        targets.iter_mut().filter(|target| target.claim.rule == claim::TargetRule::Column).for_each(of_budget);
    }
    if of_one_quarter(raw, 0, period) {
        let flows = targets.iter().zip(&mut answers).filter(|(target, _)| target.measure == Measure::Flow);
        flows.for_each(|(_, answer)| answer.of_a_part());
    }
    if section.is_some_and(Section::asks) {
        // The review of a report never answers goals of a later year.
        answers.iter_mut().for_each(Answer::of_another_period);
    }
    let limited = Sides { targets: &targets, figures: &figures, ..sides }.limited(&asked);
    let standings = Standings::of(asking.text(), counts, lexicon);
    let total = total_of(raw, lexicon);
    let mut scored = Vec::with_capacity(targets.len());
    for (ordinal, (found, answer)) in targets.iter().zip(&answers).enumerate() {
        let shown = evidence(answering, &given, &figures, answer, options);
        let budget = raw.group(0).budget && found.claim.rule == claim::TargetRule::Column;
        let mut target = target(asking, found, Answered { answer, figures: &figures, period, shown }, budget, options);
        target.stand(standings.stands(asking.text(), found.claim.evidence));
        target.total_of.clone_from(&total);
        target.id = raw.id(ordinal + 1);
        target.horizon = target.horizon.or(raw.ground.horizon).or(raw.group(0).horizon);
        scored.push(target);
    }
    for group in 1..raw.groups() {
        let Some(mut target) = of_group(raw, group, &row, options) else { continue };
        target.id = raw.id(scored.len() + 1);
        target.stand(standings.stands(row.text(), Span::new(0, 0)));
        target.total_of.clone_from(&total);
        scored.push(target);
    }
    let name = raw.cell(Column::Task).map(|cell| raw.text_of(cell)).or(raw.around.name.as_deref()).unwrap_or_default();
    let mut item = Item {
        progress: progress.text().to_owned(),
        limited,
        mentions: mentions_of(&columns, cells, (&task, &asked), (&progress, &given), &row),
        figures: if options.figures { achieved::of(raw, cells, &columns, &scored, options) } else { Vec::new() },
        targets: scored,
        commitments: match (options.commitments && !counts, cells.both) {
            (false, _) => Vec::new(),
            (true, false) => {
                let found = claim::vague(task.text(), &asked, &targets, lexicon);
                let whole = claim::whole(task.text()).filter(|_| found.is_empty() && targets.is_empty());
                commitments(raw, &task, found.into_iter().chain(whole))
            }
            // What a review says in words commits to nothing.
            (true, true) if section.is_some_and(Section::asks) => {
                commitments(raw, &progress, claim::vague(progress.text(), &given, &targets, lexicon).into_iter())
            }
            (true, true) => Vec::new(),
        },
        evidence: match (options.explain, cells.both) {
            (false, _) => Vec::new(),
            (true, true) => claim::explained(progress.text(), &given, &weighed, section),
            (true, false) => columns_of(raw),
        },
        ..bare(raw, name.to_owned(), lexicon)
    };
    item.tally();
    item
}

/// The name of a total row, whose parts stand beside it: 全市, 合计(万元).
fn total_of(raw: &RawItem<'_>, lexicon: &Lexicon) -> Option<String> {
    let name = raw.roles.as_ref().and(raw.cell(Column::Task)).map(|cell| raw.text_of(cell))?;
    let name = name.split(['(', '（']).next().unwrap_or_default();
    // A name is short; a sentence is none.
    let name: String = name.chars().filter(|c| !c.is_whitespace()).take(5).collect();
    lexicon.totals.prefix(&name).filter(|(word, ())| *word == name).map(|_| name)
}

/// Whether a target of a row is answered by the figure of a single quarter.
fn of_one_quarter(raw: &RawItem<'_>, group: u8, period: Option<Period>) -> bool {
    raw.group(group).quarters && period.and_then(|period| period.length()) == Some(3)
}

/// A further target of a row of numbers, with what answers it: its own result, else its rate.
fn of_group(raw: &RawItem<'_>, group: u8, row: &Source<'_, '_>, options: Options) -> Option<Target> {
    let columns = Columns::of(raw, group, row.lexicon);
    let mut found = columns.target()?;
    let printed = found.claim.quantity().map_or("", |quantity| quantity.span.of(row.text())).to_owned();
    let reported = columns.reported(&found, &printed, found.claim.action.map_or("", |action| action.of(row.text())));
    let period = reported.as_ref().and_then(|reported| reported.cell.period);
    let mut answer = reported.as_ref().map_or_else(|| Answer::of_columns(false, None), |reported| reported.answer.clone());
    let figures: Vec<claim::Figure<'_>> = reported.into_iter().filter_map(|reported| reported.figure).collect();
    if let Some(rate) = columns.rate() {
        answer.state(rate);
        by_rate(&mut found, &answer, &figures, rate);
    }
    if raw.group(group).budget {
        of_budget(&mut found);
    }
    if of_one_quarter(raw, group, period) && found.measure == Measure::Flow {
        answer.of_a_part();
    }
    let reading = claim::laid("", &options.limits, row.lexicon);
    let shown = evidence(row, &reading, &figures, &answer, options);
    let mut made = target(row, &found, Answered { answer: &answer, figures: &figures, period, shown }, raw.group(group).budget, options);
    made.horizon = made.horizon.or(raw.ground.horizon).or(raw.group(group).horizon);
    Some(made)
}

/// Less of it would be better by its words, but the printed rate is result ÷ target: 减少大班额|51个|53个|104% counts what is done away with.
fn by_rate(target: &mut claim::Target<'_>, answer: &Answer, figures: &[claim::Figure<'_>], rate: Decimal) {
    let value = |quantity: Option<&Quantity<'_>>| quantity.and_then(|quantity| quantity.value);
    let (Some(asked), [f]) = (value(target.claim.quantity()), answer.figures.as_slice()) else { return };
    let Some(given) = figures.get(*f).and_then(|figure| value(figure.claim.quantity())) else { return };
    let near = |share: Option<Decimal>| share.is_some_and(|share| (share - rate).abs() <= Decimal::new(6, 3));
    if target.polarity == Polarity::Negative && near(given.checked_div(asked)) && !near(asked.checked_div(given)) {
        target.polarity = Polarity::Positive;
    }
}

/// How much of its budget was carried out is result ÷ budget, whatever it is spent on: 债务支出|350|315.
fn of_budget(target: &mut claim::Target<'_>) {
    let money =
        target.claim.quantity().is_some_and(|quantity| quantity.unit.name.is_empty() || quantity.unit.dimension().starts_with("money"));
    if target.polarity == Polarity::Negative && money && target.bound == Bound::Eq {
        target.polarity = Polarity::Positive;
    }
}

/// Every quantity of the cells of an item; where a cell is a number alone, that in the unit that its row gives it.
fn mentions_of(
    columns: &Columns<'_, '_, '_>,
    cells: Cells,
    (task, asked): (&Source<'_, '_>, &Reading<'_>),
    (progress, given): (&Source<'_, '_>, &Reading<'_>),
    row: &Source<'_, '_>,
) -> Vec<Mention> {
    let mut mentions = Vec::with_capacity(asked.quantities.len() + given.quantities.len());
    let mut keep = |cell: Cell, source: &Source<'_, '_>, read: &[Quantity<'_>]| match columns.number(cell) {
        Some(quantity) => mentions.push(mention(row, cell.column, &quantity)),
        None => mentions.extend(read.iter().map(|quantity| mention(source, cell.column, quantity))),
    };
    keep(cells.task, task, &asked.quantities);
    keep(cells.progress, progress, &given.quantities);
    let counted = |column| {
        matches!(column, Column::Task | Column::Progress | Column::Target | Column::Actual | Column::Unit | Column::Rate | Column::Remark)
    };
    let read = [cells.task.span, cells.progress.span];
    for &other in columns.cells().iter().filter(|cell| !read.contains(&cell.span) && counted(cell.column)) {
        let source = row.cell(other.span);
        keep(other, &source, &scan(source.text(), row.lexicon));
    }
    mentions.shrink_to_fit();
    mentions
}

fn commitments(raw: &RawItem<'_>, task: &Source<'_, '_>, found: impl Iterator<Item = InWords>) -> Vec<Commitment> {
    found.map(|words| commitment(task, words, raw.ground.horizon)).collect()
}

/// A commitment in words, due in the year that its section says.
pub(super) fn commitment(task: &Source<'_, '_>, InWords { span, kind, headline }: InWords, horizon: Option<u16>) -> Commitment {
    let (text, spans) = task.evidence(span);
    let headline = headline.map(|headline| headline.code.to_owned());
    Commitment { line: task.line(span), text, kind, headline, horizon, spans }
}

fn named(cell: &str, lexicon: &Lexicon) -> Vec<String> {
    agencies(cell, lexicon).into_iter().map(|span| agency_name(span.of(cell))).collect()
}

/// Whether a target is a budget of spending, which authorises and asks for nothing: 支出预算3亿元, 经费预算58万元, 全年预算17万元 beside 支出决算11万元. What
/// is not to be gone beyond (“三公”经费不超过30万元) is a limit.
fn authorises(budget: bool, found: &claim::Target<'_>, figures: &[Figure], lexicon: &Lexicon) -> bool {
    let money = found.claim.quantity().is_some_and(|quantity| quantity.unit.dimension().starts_with("money"));
    let limited = matches!(found.bound, Bound::Le | Bound::Lt);
    let spent = |named: &str| lexicon.spending.any(named) && !named.contains("收入");
    budget && money && !limited && (spent(&found.claim.indicator) || figures.iter().any(|figure| spent(&figure.text)))
}

/// What answers a target: its figures, of which period they are where they do not say, and the figures as they are shown, with those passed over.
pub(super) struct Answered<'x, 'l> {
    pub(super) answer: &'x Answer,
    pub(super) figures: &'x [claim::Figure<'l>],
    pub(super) period: Option<Period>,
    pub(super) shown: (Vec<Figure>, Vec<Figure>),
}

/// A target without its number and its year. `budget` says that its column is one of budgets.
pub(super) fn target(
    task: &Source<'_, '_>,
    found: &claim::Target<'_>,
    answered: Answered<'_, '_>,
    budget: bool,
    options: Options,
) -> Target {
    let (text, spans) = task.claimed(&found.claim);
    let basis = claim::basis(task.text(), found.claim.evidence, task.lexicon);
    let action = found.claim.action.map(|span| span.of(task.text()));
    // 中央预算内资金 names a programme.
    let budget = budget || text.contains("预算") && text.replace("预算内", "").contains("预算");
    let authorises = authorises(budget, found, &answered.shown.0, task.lexicon);
    let margin = margin(task, found);
    let outcome = outcome(found, answered, Terms { authorises, margin, tolerance: options.tolerance });
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
        margin,
        authorises,
        measure: found.measure,
        decrease: found.decrease,
        polarity: found.polarity,
        implicit: found.implicit,
        implied: found.claim.rule == claim::TargetRule::DifferenceFromTarget,
        stretch: found.stretch,
        modality: found.claim.modality,
        binding: None,
        assigned: None,
        restates: None,
        total_of: None,
        horizon: found.claim.due,
        baseline: found.claim.baseline.as_ref().and_then(|quantity| quantity.value),
        headline: headline(&found.claim.indicator, action),
        action: action.map(str::to_owned),
        price_basis: basis.price,
        comparison: basis.comparison,
        spans,
        place: None,
        rule: found.claim.rule,
        corrections: Vec::new(),
        outcome,
    }
}

/// Of a target with 左右, half of what its last printed digit is worth; nothing of a numeral in words.
fn margin(task: &Source<'_, '_>, found: &claim::Target<'_>) -> Option<Decimal> {
    let quantity = found.claim.quantity().filter(|_| found.approx == Some(Approx::About))?;
    let worth = last_digit(quantity.span.of(task.text()), found.value?);
    Some(worth.unwrap_or_default().checked_div(Decimal::TWO)?.normalize())
}

/// The code of a headline indicator; 新增|城镇就业 is named with its verb.
pub(super) fn headline(indicator: &str, action: Option<&str>) -> Option<String> {
    let acted = || Headline::of(&[action?, indicator].concat());
    // 经济|增长5.5%左右 is named with its verb, too.
    let grown = || Headline::of(&[indicator, action?].concat());
    Headline::of(indicator).or_else(acted).or_else(grown).map(|headline| headline.code.to_owned())
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
        figures: Vec::new(),
        commitments: Vec::new(),
        evidence: Vec::new(),
        completion: Tally::default().completion(),
    }
}

/// What each column of the table of an item was taken for.
fn columns_of(raw: &RawItem<'_>) -> Vec<String> {
    let Some(roles) = &raw.roles else { return Vec::new() };
    let refused = roles.refused.map(|why| format!("nothing is answered: {why}"));
    roles.columns.iter().map(ToString::to_string).chain(refused).collect()
}

/// The agencies of an item, the lead first.
fn agencies_of(raw: &RawItem<'_>, lexicon: &Lexicon) -> Vec<String> {
    let own = raw.cells.iter().filter(|cell| cell.column == Column::Agency).flat_map(|&cell| named(raw.text_of(cell), lexicon));
    own.chain(raw.around.agencies.iter().flat_map(|above| named(above, lexicon))).collect()
}

/// The latest year that a text names: 2022年.
fn latest_year(text: &str) -> Option<u16> {
    named_years(text).filter(|year| PLAUSIBLE.contains(year)).max()
}
