//! From reports to rows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::goals::{core, form, heads_years, place, sets_goals, usual};
use super::region::Region;
use super::row::{Form, Found, Key, Member, Options, Panel, Plan, Provenance, Result, Row, Status};
use crate::role::plan_years;
use crate::tidy::Origin;
use crate::{
    AchievedFigure, Combine, Comparison, Decimal, Extractor, Figure, Headline, Item, Modality, Quality, Report, Span, Target, Vague,
};

/// What a paragraph opens with, in characters: “十四五”时期 of a plan that is over looks back, wherever it stands.
const OPENING: usize = 12;

/// One statement of a key.
struct Statement {
    /// Whether it stands in the sentence that sets the goals.
    in_goals: bool,
    line: usize,
    text: String,
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
    let mut reports: BTreeMap<usize, Read> = BTreeMap::new();
    for (at, member) in members.iter().enumerate() {
        match asking.parse(member.text) {
            Ok(report) => {
                reports.insert(at, Read::of(report, member, &options));
            }
            Err(error) => panel.failed.push((member.origin.name().to_owned(), error)),
        }
    }
    let by_place: HashMap<(&str, u16), usize> =
        reports.keys().filter_map(|&at| Some(((members[at].region.name.as_str(), members[at].year?), at))).collect();
    let answers = compared(extractor, &members, &reports, &by_place, &mut panel);
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
            panel.rows.push(maker.stated(key, statements, answers.get(&at)));
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

/// The targets of each report that the next one of its region answers.
fn compared(
    extractor: &Extractor,
    members: &[Member<'_>],
    reports: &BTreeMap<usize, Read>,
    by_place: &HashMap<(&str, u16), usize>,
    panel: &mut Panel,
) -> HashMap<usize, Vec<Target>> {
    let mut answers = HashMap::new();
    for &at in reports.keys() {
        let next = members[at].year.and_then(|year| by_place.get(&(members[at].region.name.as_str(), year.checked_add(1)?)));
        let Some(&next) = next else { continue };
        match extractor.compare(members[at].text, members[next].text) {
            Ok(report) => {
                answers.insert(at, report.items.into_iter().flat_map(|item| item.targets).collect());
            }
            Err(error) => panel.failed.push((members[if error.in_results() { next } else { at }].origin.name().to_owned(), error)),
        }
    }
    answers
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
    fn of(report: Report, member: &Member<'_>, options: &Options) -> Self {
        let mut read = Self {
            statements: BTreeMap::new(),
            named: BTreeSet::new(),
            figures: Vec::new(),
            of_years: member.text.lines().any(heads_years),
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
            let (line, text) = (target.line, target.text.clone());
            self.statements.entry(key).or_default().push(Statement { in_goals, line, text, status: Status::Stated, target: Some(target) });
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
            let statement = Statement { in_goals, line: words.line, text: words.text, status, target: None };
            self.statements.entry((plan, due, code, form)).or_default().push(statement);
        }
        self.figures.extend(item.figures);
    }

    /// Whether a figure is of the year that its days say. In a review of several years only its own words say that.
    fn is_of_year(&self, achieved: &AchievedFigure) -> bool {
        !(self.of_years && achieved.assumed)
    }

    /// What the report says was reached of an indicator in the whole of a year.
    fn reached(&self, indicator: &str, wanted: Form, year: u16) -> Option<&AchievedFigure> {
        let (since, until) = (format!("{year}-01-01"), format!("{year}-12-31"));
        self.figures.iter().find(|achieved| {
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
    fn row(&self, key: &Key, status: Status) -> Row {
        let (plan, _, indicator, form) = key;
        let found = match (plan, self.next) {
            (Plan::Annual, None) => Found::NoNextReport,
            (Plan::Annual, Some(_)) => Found::NotReported,
            _ => Found::NotDue,
        };
        let previous_result = self.previous((plan, indicator, form), "%", false);
        let row = Row::new(self.member.region.clone(), self.year, key.clone(), self.lexicon.to_owned());
        Row { from: provenance(self.member), status, previous_result, found, ..row }
    }

    /// What the report says was reached in the year before, where that is in a unit.
    fn previous(&self, (plan, indicator, form): (&Plan, &str, &Form), unit: &str, falls: bool) -> Option<Decimal> {
        let before = self.year.checked_sub(1).filter(|_| *plan == Plan::Annual)?;
        let achieved = self.read.reached(indicator, *form, before).filter(|achieved| achieved.figure.unit == unit)?;
        signed(&achieved.figure, falls)
    }

    /// A row without a statement.
    fn hole(&self, key: &Key) -> Row {
        let named = key.0 == Plan::Annual && self.read.named.contains(key.2.as_str());
        let any = self.read.statements.keys().any(|(plan, _, indicator, _)| *plan == Plan::Annual && *indicator == key.2);
        let row = self.row(key, if named && !any { Status::Unread } else { Status::NotMentioned });
        self.with_figure(row)
    }

    /// The result of a row without a target to compare: what the next report says was reached.
    fn with_figure(&self, row: Row) -> Row {
        let Some((next, read)) = self.next.filter(|_| row.plan == Plan::Annual) else { return row };
        let Some(achieved) = read.reached(&row.indicator, row.form, self.year) else { return row };
        let value = signed(&achieved.figure, false);
        let vintage = achieved.vintage.map(|vintage| vintage.to_string());
        Row { found: Found::Reported, result: Some(result(&achieved.figure, value, vintage, next)), ..row }
    }

    /// The row of a key that is stated: of several statements one with a number before one in words, then the one in the goals' sentence, then
    /// the first.
    fn stated(&self, key: &Key, statements: &[Statement], answers: Option<&Vec<Target>>) -> Row {
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
        let row = Row {
            stretch,
            text: Some(kept.text.clone()),
            line: Some(kept.line),
            others: others.map(|other| format!("L{} {}", other.line, other.text)).collect(),
            ..self.row(key, kept.status)
        };
        let Some(target) = &kept.target else { return self.with_figure(row) };
        let previous_result = self.previous((&key.0, &key.2, &key.3), &target.unit, target.decrease);
        let row = Row { previous_result, ..row };
        let Some((next, read)) = self.next.filter(|_| key.0 == Plan::Annual) else { return Row { target: Some(target.clone()), ..row } };
        let same = |answered: &&Target| answered.spans == target.spans;
        let Some(answered) = answers.and_then(|answers| answers.iter().find(same)) else {
            // It was read otherwise beside the other report; what that one says of the indicator is given, without a verdict.
            return self.with_figure(Row { target: Some(target.clone()), ..row });
        };
        let outcome = &answered.outcome;
        let found = match outcome.quality {
            Quality::Direct => Found::Reported,
            Quality::Proxy => Found::Proxy,
            Quality::None => Found::NotReported,
        };
        let said = outcome.figures.first().filter(|_| outcome.quality != Quality::None);
        let achieved = said.and_then(|figure| read.figures.iter().find(|achieved| achieved.figure.spans.last() == figure.spans.last()));
        if said.is_some() && read.of_years && !achieved.is_some_and(|achieved| read.is_of_year(achieved)) {
            return Row { target: Some(target.clone()), ..row };
        }
        let vintage = achieved.and_then(|achieved| achieved.vintage).map(|vintage| vintage.to_string());
        let in_figures = outcome.combine != Some(Combine::Qualitative);
        let value = outcome.achieved.filter(|_| in_figures);
        let result = said.map(|figure| match value {
            Some(value) => Result { unit: target.unit.clone(), ..result(figure, Some(value), vintage, next) },
            None => result(figure, signed(figure, target.decrease), vintage, next),
        });
        Row { target: Some(Target { outcome: outcome.clone(), ..target.clone() }), found, result, ..row }
    }
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
        line: figure.line,
        spans: figure.spans.clone() as Vec<Span>,
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
