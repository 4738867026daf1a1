//! The rows of a report: of each key its target or the reason why there is none, and what the next report says of it.

use super::row::{Form, Found, Key, Member, Plan, Provenance, Result, Row, Status};
use super::statements::{Read, Statement};
use crate::tidy::Origin;
use crate::{AchievedFigure, Combine, Corrected, Decimal, Figure, Modality, Quality, Span, Target};

/// Makes the rows of a report.
pub(super) struct Maker<'m, 't> {
    pub(super) member: &'m Member<'t>,
    pub(super) year: u16,
    pub(super) read: &'m Read,
    pub(super) next: Option<(&'m Member<'t>, &'m Read)>,
    pub(super) lexicon: &'m str,
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
    pub(super) fn hole(&self, key: &Key) -> Row {
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
    pub(super) fn stated(&self, key: &Key, statements: &[Statement]) -> Row {
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
