//! What a report says: its statements of targets, with and without a number, and the figures that it reports.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::goals::{form, heads_years, sets_goals, usual};
use super::row::{Form, Key, Member, Options, Plan, Status};
use crate::role::plan_years;
use crate::{AchievedFigure, Comparison, Headline, Item, Report, Span, Target, Vague};

/// What a paragraph opens with, in characters: “十四五”时期 of a plan that is over looks back, wherever it stands.
const OPENING: usize = 12;

/// One statement of a key.
pub(super) struct Statement {
    /// Whether it stands in the sentence that sets the goals.
    pub(super) in_goals: bool,
    pub(super) line: usize,
    pub(super) text: String,
    pub(super) spans: Vec<Span>,
    pub(super) status: Status,
    pub(super) target: Option<Target>,
}

/// What was read of one report.
pub(super) struct Read {
    pub(super) statements: BTreeMap<Key, Vec<Statement>>,
    /// Headline indicators that the sentence of goals names.
    pub(super) named: BTreeSet<&'static str>,
    pub(super) figures: Vec<AchievedFigure>,
    /// Whether its review is one of several years.
    pub(super) of_years: bool,
    /// The targets that were held against the next report, by their evidence.
    pub(super) answered: HashSet<Vec<Span>>,
}

impl Read {
    pub(super) fn of(report: Report, member: &Member<'_>, answered: HashSet<Vec<Span>>, options: &Options) -> Self {
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
    pub(super) fn is_of_year(&self, achieved: &AchievedFigure) -> bool {
        !(self.of_years && achieved.assumed)
    }

    /// What the report says was reached of an indicator in the whole of a year.
    pub(super) fn reached<'s>(&'s self, indicator: &'s str, wanted: Form, year: u16) -> impl Iterator<Item = &'s AchievedFigure> {
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
