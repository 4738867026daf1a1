//! From reports to rows.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::goals::{core, form, heads_years, place, sets_goals, usual};
use super::region::Region;
use super::row::{Form, Found, Key, Member, Options, Panel, Plan, Provenance, Result, Row, Status};
use crate::report::LaidOut;
use crate::role::plan_years;
use crate::tidy::Origin;
use crate::{
    AchievedFigure, Combine, Comparison, Corrected, Decimal, Extractor, Figure, Fitted, Headline, Item, Modality, Outcome, Quality, Report,
    Span, Target, Vague,
};

/// What a paragraph opens with, in characters: “十四五”时期 of a plan that is over looks back, wherever it stands.
const OPENING: usize = 12;

/// One statement of a key.
struct Statement {
    /// Whether it stands in the sentence that sets the goals.
    in_goals: bool,
    line: usize,
    text: String,
    spans: Vec<Span>,
    status: Status,
    target: Option<Target>,
}

/// What was read of one report.
struct Read {
    statements: BTreeMap<Key, Vec<Statement>>,
    /// Headline indicators that the sentence of goals names.
    named: BTreeSet<&'static str>,
    figures: Vec<AchievedFigure>,
    /// Whether its review is one of several years.
    of_years: bool,
    /// The targets that were held against the next report, by their evidence.
    answered: HashSet<Vec<Span>>,
}

/// Makes the panel of some reports. What cannot be read is told in [`Panel::failed`], and what was left out in [`Panel::remarks`]; the rest is
/// read nevertheless.
///
/// A report without a region or a year has no rows; of two of the same region and year the first one counts. Reports are compared two by two,
/// so that the time grows with their number.
#[must_use]
pub fn build(extractor: &Extractor, members: Vec<Member<'_>>, options: Options) -> Panel {
    let mut panel = Panel::default();
    let members = placed(members, &options, &mut panel);
    let asking = extractor.clone().commitments(true).figures(true);
    let mut parsed: BTreeMap<usize, Parsed> = BTreeMap::new();
    for (at, member) in members.iter().enumerate() {
        match asking.parse_to_compare(member.text) {
            Ok((report, laid_out)) => {
                parsed.insert(at, Parsed { report, laid_out, answered: HashSet::new() });
            }
            Err(error) => panel.failed.push((member.origin.name().to_owned(), error)),
        }
    }
    let by_place: HashMap<(&str, u16), usize> =
        parsed.keys().filter_map(|&at| Some(((members[at].region.name.as_str(), members[at].year?), at))).collect();
    answer(extractor, &members, &mut parsed, &by_place, &mut panel);
    panel.corrected = options.corrections.all().iter().map(|_| Fitted::Nothing).collect();
    let mut reports: BTreeMap<usize, Read> = BTreeMap::new();
    for (at, Parsed { mut report, answered, .. }) in parsed {
        let fitted = options.corrections.apply(members[at].origin.name(), &mut report.items, extractor.said_tolerance());
        panel.corrected.iter_mut().zip(fitted).filter(|(_, now)| *now != Fitted::Nothing).for_each(|(became, now)| *became = now);
        reports.insert(at, Read::of(report, &members[at], answered, &options));
    }
    let grid = grid(&members, &reports);
    for (&at, read) in &reports {
        let Some(year) = members[at].year else { continue };
        let next = year.checked_add(1).and_then(|next| by_place.get(&(members[at].region.name.as_str(), next))).copied();
        let maker = Maker {
            member: &members[at],
            year,
            read,
            next: next.map(|next| (&members[next], &reports[&next])),
            lexicon: extractor.lexicon().version(),
        };
        let wanted = grid.get(&(members[at].region.level, year)).into_iter().flatten();
        let sets_five = read.statements.keys().any(|(plan, ..)| *plan == Plan::FiveYear);
        let holes = wanted.filter(|key| !read.statements.contains_key(*key) && (key.0 == Plan::Annual || sets_five));
        panel.rows.extend(holes.map(|key| maker.hole(key)));
        for (key, statements) in &read.statements {
            panel.rows.push(maker.stated(key, statements));
        }
    }
    missing(&members, &by_place, &grid, extractor.lexicon().version(), &mut panel);
    panel.rows.sort_by(|a, b| order(a).cmp(&order(b)));
    context(&mut panel.rows);
    panel
}

/// The order of the rows.
fn order(row: &Row) -> (u8, Option<&str>, &str, u16, Plan, u16, usize, &str, Form) {
    let level = row.region.level.map_or(u8::MAX, |level| level as u8);
    (level, row.region.code.as_deref(), &row.region.name, row.year, row.plan, row.due, place(&row.indicator), &row.indicator, row.form)
}

/// The members that have a region and a year, with their codes; of several of one the first.
fn placed<'t>(members: Vec<Member<'t>>, options: &Options, panel: &mut Panel) -> Vec<Member<'t>> {
    let mut seen: HashMap<(String, u16), String> = HashMap::new();
    let mut kept = Vec::with_capacity(members.len());
    for mut member in members {
        let name = member.origin.name().to_owned();
        let mut remark = |what: String| panel.remarks.push((name.clone(), what));
        if options.codes.join(&mut member.region) {
            remark(format!("several places are called {}; say which with --meta", member.region.name));
        }
        let Some(year) = member.year.filter(|_| !member.region.name.is_empty()) else {
            let missing = if member.region.name.is_empty() { "region" } else { "year" };
            remark(format!("has no {missing} that could be read, and no rows; say it with --meta"));
            continue;
        };
        if let Some(first) = seen.insert((member.region.name.clone(), year), name.clone()) {
            remark(format!("is of {} and {year}, as {first} is, and is left out", member.region.name));
            seen.insert((member.region.name.clone(), year), first);
            continue;
        }
        kept.push(member);
    }
    kept
}

/// A report that was read.
struct Parsed {
    report: Report,
    laid_out: LaidOut,
    /// The targets that were held against the next report, by their evidence.
    answered: HashSet<Vec<Span>>,
}

/// Answers the targets of each report from the next one of its region.
fn answer(
    extractor: &Extractor,
    members: &[Member<'_>],
    parsed: &mut BTreeMap<usize, Parsed>,
    by_place: &HashMap<(&str, u16), usize>,
    panel: &mut Panel,
) {
    for at in parsed.keys().copied().collect::<Vec<_>>() {
        let next = members[at].year.and_then(|year| by_place.get(&(members[at].region.name.as_str(), year.checked_add(1)?)));
        let Some(&next) = next else { continue };
        let sides = [at, next].map(|at| (members[at].text, &parsed[&at].laid_out));
        let compared = match extractor.answer(sides[0], sides[1]) {
            Ok(report) => report,
            Err(error) => {
                panel.failed.push((members[if error.in_results() { next } else { at }].origin.name().to_owned(), error));
                continue;
            }
        };
        let mut outcomes: HashMap<Vec<Span>, Outcome> =
            compared.items.into_iter().flat_map(|item| item.targets).map(|target| (target.spans, target.outcome)).collect();
        let Some(Parsed { report, answered, .. }) = parsed.get_mut(&at) else { continue };
        for target in report.items.iter_mut().flat_map(|item| &mut item.targets) {
            // A target that was read otherwise beside the other report stays without an answer.
            if let Some(outcome) = outcomes.remove(&target.spans) {
                target.outcome = outcome;
                answered.insert(target.spans.clone());
            }
        }
    }
}

/// The keys that every report of a level and a year is asked for: those of the core, and those that any of them states.
type Grid = BTreeMap<(Option<super::Level>, u16), BTreeSet<Key>>;

fn grid(members: &[Member<'_>], reports: &BTreeMap<usize, Read>) -> Grid {
    let mut grid = Grid::new();
    for (&at, read) in reports {
        let Some(year) = members[at].year else { continue };
        let keys = grid.entry((members[at].region.level, year)).or_default();
        keys.extend(of_core(year));
        let of_all = |(plan, _, indicator, _): &&Key| *plan != Plan::Other && Headline::with_code(indicator).is_some();
        keys.extend(read.statements.keys().filter(of_all).cloned());
    }
    grid
}

/// The keys of the core in a year.
fn of_core(year: u16) -> impl Iterator<Item = Key> {
    core().into_iter().map(move |code| (Plan::Annual, year, code.to_owned(), usual(code)))
}

/// Rows of the years without a report between two of a region.
fn missing(members: &[Member<'_>], by_place: &HashMap<(&str, u16), usize>, grid: &Grid, lexicon: &str, panel: &mut Panel) {
    let mut years: BTreeMap<&str, (u16, u16, &Region)> = BTreeMap::new();
    for (&(name, year), &at) in by_place {
        let (first, last, _) = years.entry(name).or_insert((year, year, &members[at].region));
        (*first, *last) = ((*first).min(year), (*last).max(year));
    }
    for (name, (first, last, region)) in years {
        // A year that was misread does not make rows without end.
        for year in (first..last).take(100).filter(|year| !by_place.contains_key(&(name, *year))) {
            let keys: BTreeSet<Key> = grid.get(&(region.level, year)).cloned().unwrap_or_else(|| of_core(year).collect());
            for (plan, due, indicator, form) in keys.into_iter().filter(|key| key.0 == Plan::Annual) {
                let row = Row::new(region.clone(), year, (plan, due, indicator, form), lexicon.to_owned());
                panel.rows.push(Row { status: Status::NoReport, found: Found::NoNextReport, ..row });
            }
        }
    }
}

impl Read {
    fn of(report: Report, member: &Member<'_>, answered: HashSet<Vec<Span>>, options: &Options) -> Self {
        let mut read = Self {
            statements: BTreeMap::new(),
            named: BTreeSet::new(),
            figures: Vec::new(),
            of_years: member.text.lines().any(heads_years),
            answered,
        };
        let Some(year) = member.year else { return read };
        let mut list = None;
        for note in &report.notes {
            // 今年发展的主要预期目标是: and the goals a line each behind it.
            if sets_goals(&note.text) && note.text.trim_end().ends_with(['：', ':']) {
                list = Some(note.line);
            }
        }
        let mut open = false;
        for item in report.items {
            let said = if item.progress.is_empty() { &item.task } else { &item.progress };
            let headed = list.is_some_and(|line| line + 1 == item.line) || item.heading.as_deref().is_some_and(sets_goals);
            let asks = item.targets.iter().any(|target| target.horizon == Some(year))
                || item.commitments.iter().any(|words| words.horizon == Some(year));
            let in_goals = open || headed || sets_goals(said);
            open = in_goals && (said.trim_end().ends_with(['：', ':', '，', '；', ';', ',']));
            if in_goals && asks {
                let clauses = said.split(['，', ',', '；', ';', '。', '：', ':', '、', '\n']);
                read.named.extend(clauses.filter_map(Headline::leading).map(|headline| headline.code));
            }
            let opening: String = said.chars().take(OPENING).collect();
            let plans = plan_years(&opening);
            let over = !plans.is_empty() && plans.iter().all(|&plan| plan < year);
            read.take(item, in_goals, over, year, options);
        }
        read
    }

    fn take(&mut self, item: Item, in_goals: bool, over: bool, year: u16, options: &Options) {
        for target in item.targets {
            let Some((plan, due)) = plan(target.horizon, year).filter(|(plan, _)| !(over && *plan == Plan::FiveYear)) else { continue };
            let code = target.headline.as_deref();
            let Some(indicator) = code.or(Some(target.indicator.as_str()).filter(|_| options.all)) else { continue };
            let key = (plan, due, indicator.to_owned(), form(code, target.measure, &target.unit));
            let (line, text, spans) = (target.line, target.text.clone(), target.spans.clone());
            let statement = Statement { in_goals, line, text, spans, status: Status::Stated, target: Some(target) };
            self.statements.entry(key).or_default().push(statement);
        }
        for words in item.commitments {
            let (Some((plan, due)), Some(code)) = (plan(words.horizon, year), words.headline) else { continue };
            let status = match words.kind {
                Vague::Declined => Status::Declined,
                Vague::Delegated => Status::Delegated,
                Vague::Relative | Vague::Rank => Status::Relative,
                Vague::Qualitative => Status::Qualitative,
                _ => continue,
            };
            let form = usual(&code);
            let statement = Statement { in_goals, line: words.line, text: words.text, spans: words.spans, status, target: None };
            self.statements.entry((plan, due, code, form)).or_default().push(statement);
        }
        self.figures.extend(item.figures);
    }

    /// Whether a figure is of the year that its days say. In a review of several years only its own words say that.
    fn is_of_year(&self, achieved: &AchievedFigure) -> bool {
        !(self.of_years && achieved.assumed)
    }

    /// What the report says was reached of an indicator in the whole of a year.
    fn reached<'s>(&'s self, indicator: &'s str, wanted: Form, year: u16) -> impl Iterator<Item = &'s AchievedFigure> {
        let (since, until) = (format!("{year}-01-01"), format!("{year}-12-31"));
        self.figures.iter().filter(move |achieved| {
            let figure = &achieved.figure;
            let whole = achieved.since.as_ref() == Some(&since) && achieved.until.as_ref() == Some(&until);
            let of = achieved.headline.as_deref() == Some(indicator);
            let as_asked = || figure.measure.is_some_and(|measure| form(Some(indicator), measure, &figure.unit) == wanted);
            let average = figure.comparison == Some(Comparison::AnnualAverage);
            whole && of && figure.value.is_some() && !figure.cumulative && !average && self.is_of_year(achieved) && as_asked()
        })
    }
}

/// For how long a target holds that is due in a year.
fn plan(due: Option<u16>, year: u16) -> Option<(Plan, u16)> {
    match due? {
        due if due == year => Some((Plan::Annual, due)),
        due if due > year && due % 5 == 0 => Some((Plan::FiveYear, due)),
        due if due > year => Some((Plan::Other, due)),
        _ => None,
    }
}

/// Makes the rows of a report.
struct Maker<'m, 't> {
    member: &'m Member<'t>,
    year: u16,
    read: &'m Read,
    next: Option<(&'m Member<'t>, &'m Read)>,
    lexicon: &'m str,
}

impl Maker<'_, '_> {
    fn row(&self, key: &Key, status: Status, unit: Option<&str>, falls: bool) -> Row {
        let (plan, _, indicator, form) = key;
        let found = match (plan, self.next) {
            (Plan::Annual, None) => Found::NoNextReport,
            (Plan::Annual, Some(_)) => Found::NotReported,
            _ => Found::NotDue,
        };
        let previous = self.previous((plan, indicator, form), unit);
        let row = Row::new(self.member.region.clone(), self.year, key.clone(), self.lexicon.to_owned());
        Row {
            from: provenance(self.member),
            status,
            previous_result: previous.and_then(|achieved| signed(&achieved.figure, falls)),
            previous_result_unit: previous.map(|achieved| achieved.figure.unit.clone()),
            previous_result_bound: previous.and_then(|achieved| achieved.figure.bound),
            found,
            ..row
        }
    }

    /// What the report says was reached in the year before, where there is one in the unit of the target.
    fn previous<'s>(&'s self, (plan, indicator, form): (&Plan, &'s str, &Form), unit: Option<&str>) -> Option<&'s AchievedFigure> {
        let before = self.year.checked_sub(1).filter(|_| *plan == Plan::Annual)?;
        let in_unit = |achieved: &&AchievedFigure| unit.is_none_or(|unit| achieved.figure.unit == unit);
        let mut reached = self.read.reached(indicator, *form, before);
        let first = reached.next()?;
        Some([first].into_iter().chain(reached).find(in_unit).unwrap_or(first))
    }

    /// A row without a statement.
    fn hole(&self, key: &Key) -> Row {
        let named = key.0 == Plan::Annual && self.read.named.contains(key.2.as_str());
        let any = self.read.statements.keys().any(|(plan, _, indicator, _)| *plan == Plan::Annual && *indicator == key.2);
        let row = self.row(key, if named && !any { Status::Unread } else { Status::NotMentioned }, None, false);
        self.with_figure(row)
    }

    /// The result of a row without a target to compare: what the next report says was reached.
    fn with_figure(&self, row: Row) -> Row {
        let Some((next, read)) = self.next.filter(|_| row.plan == Plan::Annual) else { return row };
        let Some(achieved) = read.reached(&row.indicator, row.form, self.year).next() else { return row };
        let value = signed(&achieved.figure, false);
        let vintage = achieved.vintage.map(|vintage| vintage.to_string());
        Row { found: Found::Reported, result: Some(result(&achieved.figure, value, vintage, next)), ..row }
    }

    /// The row of a key that is stated: of several statements one with a number before one in words, then the one in the goals' sentence, then
    /// the first.
    fn stated(&self, key: &Key, statements: &[Statement]) -> Row {
        let stretches = |statement: &Statement| statement.target.as_ref().is_some_and(|target| target.stretch);
        let rank = |statement: &&Statement| (statement.target.is_none(), stretches(statement), !statement.in_goals, statement.line);
        let Some(kept) = statements.iter().min_by_key(rank) else { return self.hole(key) };
        // 增长5%左右,力争增长6%: the second one strives for more than the first, on the same line.
        let strives = |other: &Statement| {
            let strive = other.target.as_ref().filter(|target| target.modality == Some(Modality::Strive));
            let mark = kept.target.as_ref().and_then(|target| target.value);
            other.line == kept.line && strive.is_some_and(|target| target.value.zip(mark).is_some_and(|(more, mark)| more > mark))
        };
        let is_stretch = |other: &&Statement| !std::ptr::eq(*other, kept) && (stretches(other) || strives(other));
        let stretch = statements.iter().find(is_stretch).and_then(|other| other.target.as_ref()).and_then(|target| target.value);
        let others = statements.iter().filter(|other| !std::ptr::eq(*other, kept) && !is_stretch(other));
        let (unit, falls) = kept.target.as_ref().map_or((None, false), |target| (Some(target.unit.as_str()), target.decrease));
        let row = Row {
            stretch,
            text: Some(kept.text.clone()),
            sentence: sentence(self.member.text, &kept.spans),
            line: Some(kept.line),
            place: self.member.origin.place(&kept.spans),
            spans: kept.spans.clone(),
            others: others.map(|other| format!("L{} {}", other.line, other.text)).collect(),
            ..self.row(key, kept.status, unit, falls)
        };
        let Some(target) = &kept.target else { return self.with_figure(row) };
        let answers = |target: &Target| target.outcome.quality != Quality::None && self.read.answered.contains(&target.spans);
        // One figure answers one target: what answers the same mark said elsewhere in the report is of this one.
        let same = |other: &&Target| {
            let mark = |target: &Target| (target.value, target.high, target.bound, target.unit.clone());
            mark(other) == mark(target) && answers(other)
        };
        let again = statements.iter().filter_map(|other| other.target.as_ref()).find(same);
        match again.filter(|_| !answers(target) && target.corrections.is_empty()) {
            Some(other) => self.answered(row, &Target { outcome: other.outcome.clone(), ..target.clone() }),
            None => self.answered(row, target),
        }
    }

    /// The row of a target with what was reported of it, or what a person says instead.
    fn answered(&self, row: Row, target: &Target) -> Row {
        let mut target = target.clone();
        let of_outcome = [Corrected::Achieved, Corrected::Quality, Corrected::Met];
        let corrected = target.corrections.iter().any(|correction| of_outcome.contains(&correction.field));
        let next = self.next.filter(|_| row.plan == Plan::Annual);
        if !corrected && !(next.is_some() && self.read.answered.contains(&target.spans)) {
            // What was read otherwise beside the other report has no verdict; what that one says of the indicator is given.
            return self.with_figure(Row { target: Some(target), ..row });
        }
        let figures = next.map_or(&[][..], |(_, read)| &read.figures);
        let of = |figure: &Figure| figures.iter().find(|achieved| achieved.figure.spans.last() == figure.spans.last());
        let achieved = target.outcome.figures.first().and_then(of);
        let of_years = |(_, read): (_, &Read)| read.of_years && !achieved.is_some_and(|achieved| read.is_of_year(achieved));
        if !corrected && target.outcome.quality != Quality::None && next.is_some_and(of_years) {
            target.outcome.of_another_period();
        }
        let outcome = &target.outcome;
        let found = match outcome.quality {
            Quality::Direct => Found::Reported,
            Quality::Proxy => Found::Proxy,
            Quality::None => Found::NotReported,
        };
        let said = outcome.figures.first().filter(|_| outcome.quality != Quality::None).zip(next);
        let value = outcome.achieved.filter(|_| outcome.combine != Some(Combine::Qualitative));
        let vintage = achieved.and_then(|achieved| achieved.vintage).map(|vintage| vintage.to_string());
        let result = match (said, value) {
            (Some((figure, (next, _))), Some(value)) => {
                Some(Result { unit: target.unit.clone(), ..result(figure, Some(value), vintage, next) })
            }
            (Some((figure, (next, _))), None) => Some(result(figure, signed(figure, target.decrease), vintage, next)),
            // Only a person says it.
            (None, Some(value)) => Some(Result { value: Some(value), unit: target.unit.clone(), ..Result::default() }),
            (None, None) => None,
        };
        Row { found, result, judged: true, target: Some(target), ..row }
    }
}

/// So much of a text without marks is taken for its sentence, in characters on either side of the evidence.
const SENTENCE: usize = 300;
/// What ends a sentence.
const ENDS: [char; 6] = ['。', '！', '？', '\n', '\r', '|'];

/// The sentence that some evidence stands in, as printed; of evidence in several places that of the last, where the number is.
fn sentence(text: &str, spans: &[Span]) -> Option<String> {
    let last = spans.last()?;
    let (before, behind) = (text.get(..last.from)?, text.get(last.to..)?);
    let from = before.char_indices().rev().take(SENTENCE).take_while(|(_, c)| !ENDS.contains(c)).last().map_or(last.from, |(at, _)| at);
    let mut to = last.to;
    for (at, c) in behind.char_indices().take(SENTENCE) {
        if ENDS.contains(&c) {
            to = last.to + at + if ENDS[..3].contains(&c) { c.len_utf8() } else { 0 };
            break;
        }
        to = last.to + at + c.len_utf8();
    }
    text.get(from..to).map(|sentence| sentence.trim().to_owned())
}

/// A value with its sign: of a fall below zero, unless falls are what is counted.
fn signed(figure: &Figure, falls: bool) -> Option<Decimal> {
    figure.value.map(|value| if figure.decrease == falls { value } else { -value })
}

fn result(figure: &Figure, value: Option<Decimal>, vintage: Option<String>, next: &Member<'_>) -> Result {
    let basis = [figure.price_basis.map(|basis| basis.to_string()), figure.comparison.map(|basis| basis.to_string())];
    let basis: Vec<String> = basis.into_iter().flatten().collect();
    Result {
        value,
        unit: figure.unit.clone(),
        text: figure.text.clone(),
        approx: figure.approx,
        bound: figure.bound,
        line: Some(figure.line),
        spans: figure.spans.clone(),
        place: next.origin.place(&figure.spans),
        vintage: vintage.or_else(|| figure.estimate.then(|| "expected".to_owned())),
        basis: (!basis.is_empty()).then(|| basis.join(";")),
        period: figure.period.clone(),
        from: provenance(next),
    }
}

fn provenance(member: &Member<'_>) -> Provenance {
    let origin: &dyn Origin = member.origin;
    Provenance {
        report: origin.name().to_owned(),
        sha256: origin.sha256().to_owned(),
        date: member.date.clone(),
        session: member.session.clone(),
    }
}

/// What a mark is of: a region, a year, a plan and the year it is due, an indicator, a form.
type Mark = (String, u16, Plan, u16, String, Form);

/// Fills in what the place above and the year before asked for.
fn context(rows: &mut [Row]) {
    let mut marks: HashMap<Mark, (Decimal, String)> = HashMap::new();
    for row in rows.iter() {
        if let (Some(mid), Some(target)) = (row.mid(), &row.target) {
            let key = (row.region.name.clone(), row.year, row.plan, row.due, row.indicator.clone(), row.form);
            marks.insert(key, (mid, target.unit.clone()));
        }
    }
    for row in rows {
        let unit = row.target.as_ref().map(|target| target.unit.clone());
        let of = |name: &str, year: Option<u16>| {
            let due = if row.plan == Plan::Annual { year? } else { row.due };
            let (mid, its) = marks.get(&(name.to_owned(), year?, row.plan, due, row.indicator.clone(), row.form))?;
            // 斤 of the place and 吨 of the one above are not set side by side.
            unit.as_ref().is_none_or(|unit| unit == its).then_some(*mid)
        };
        let (year, before) = (Some(row.year), row.year.checked_sub(1));
        // An amount of the country is no mark for a province.
        let above = row.region.parent.as_deref().filter(|_| row.form != Form::Level || unit.as_deref() == Some("%"));
        let superior = above.and_then(|above| of(above, year));
        let superior_previous = above.and_then(|above| of(above, before));
        let previous = of(&row.region.name, before);
        (row.superior, row.superior_previous, row.previous) = (superior, superior_previous, previous);
    }
}
