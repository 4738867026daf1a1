//! Prose that tells in one breath what was planned and what was done: a paragraph that is task and progress at once.
//!
//! Reads: `计划新增7条公交线路,现已新增20条`, `300公里安保工程,现已完成344公里`, `20公里步行道已完成7.42公里` (a thing with its size, and how much
//! of it is done), `占目标任务数100公里的136.9%` (the mark stands in the rate), `低于目标1.5个百分点` (only the difference gives it),
//! `计划…;625个村庄规划编制工作已完成` (in a paragraph of plans the words answer).
//! Refuses: what is only reported (`新增企业5家`), lists of what is arranged (`安排项目444项`), next steps (`将新建`), differences from a schedule.

use rust_decimal::Decimal;

use super::clause::Clause;
use super::figure::{self, Figure};
use super::noun::{near, tidy};
use super::place::Places;
use super::stated::Form;
use super::target::{self, Target};
use super::{Claim, Marks, Reading, Rule, Said, measure, phrase};
use crate::grammar::{Quantity, UnitRead};
use crate::lexicon::{Force, Governs, Lexicon, Polarity, Promise, StatedOf, Step};
use crate::span::Span;

/// The targets of a paragraph and its figures.
#[derive(Debug)]
pub(crate) struct Told<'l> {
    pub(crate) targets: Vec<Target<'l>>,
    pub(crate) figures: Vec<Figure<'l>>,
    /// What the wording itself says of each target.
    pub(crate) beside: Vec<Beside>,
}

/// What the wording gives a target for its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Nothing: the figures of the paragraph are compared.
    Open,
    /// The figure, by its index.
    Figure(usize),
    /// Words that say it is done.
    Done(Span),
}

/// What a claim is in the paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Reported.
    Figure,
    /// Promised: a target that the figures are compared with.
    Promised,
    /// A thing with its size, of which the next claim says how much is done.
    Topic,
    /// Promised, and said to be done in words.
    Done(Span),
    /// The mark inside a rate.
    Base,
}

/// What the clauses so far have said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Plain,
    Plans,
    Reports,
}

struct Teller<'t, 'r, 'l> {
    text: &'t str,
    reading: &'r Reading<'l>,
    lexicon: &'l Lexicon,
    parts: Vec<Part>,
}

/// Reads the targets and the figures of a paragraph.
pub(crate) fn told<'l>(text: &str, reading: &Reading<'l>, lexicon: &'l Lexicon) -> Told<'l> {
    let mut teller = Teller { text, reading, lexicon, parts: vec![Part::Figure; reading.claims.len()] };
    teller.bases();
    teller.promises();
    teller.topics();
    teller.told()
}

impl<'l> Teller<'_, '_, 'l> {
    fn claims(&self) -> &[Claim<'l>] {
        &self.reading.claims
    }

    fn clause(&self, i: usize) -> &Clause {
        &self.reading.clauses[self.reading.claims[i].clause]
    }

    /// The words of the claim's clause in front of its quantity, as far as they may say something of it.
    fn front(&self, i: usize) -> &str {
        let from = self.clause(i).span.from;
        let to = self.claims()[i].quantity().map_or(from, |quantity| quantity.outer.from).max(from);
        let mut near = from.max(to.saturating_sub(BEFORE));
        while !self.text.is_char_boundary(near) {
            near += 1;
        }
        &self.text[near..to]
    }

    /// Marks the quantities that stand in a rate as its base.
    fn bases(&mut self) {
        for i in 0..self.claims().len() {
            let Some(Form::ShareOf(base)) = self.claims()[i].stated.map(|stated| stated.form) else { continue };
            let base = self.reading.quantities[base].span;
            let near =
                (i.saturating_sub(NEAR)..i).rev().find(|&j| self.claims()[j].quantity().is_some_and(|quantity| quantity.span == base));
            if let Some(near) = near {
                self.parts[near] = Part::Base;
            }
        }
    }

    /// Marks what the words of planning promise, up to where a clause reports.
    fn promises(&mut self) {
        let (mut sentence, mut mood, mut planned) = (usize::MAX, Mood::Plain, false);
        let mut last = usize::MAX;
        for i in 0..self.claims().len() {
            let (index, clause) = (self.claims()[i].clause, self.clause(i).clone());
            if clause.sentence != sentence {
                (sentence, mood) = (clause.sentence, Mood::Plain);
            }
            if clause.inside || self.claims()[i].class || self.claims()[i].quantity().is_none() || self.claims()[i].stated.is_some() {
                continue;
            }
            let front = self.front(i);
            let reports = self.lexicon.reported.any(front) || self.between_reports(last, index);
            last = index;
            if self.parts[i] == Part::Base {
                continue;
            }
            if self.says_plan(i) {
                (mood, planned) = (Mood::Plans, true);
            } else if reports {
                mood = Mood::Reports;
            }
            let done = if planned && (mood == Mood::Plans || self.opens_a_part(i)) { self.done_in_words(i) } else { None };
            match done {
                Some(words) => self.parts[i] = Part::Done(words),
                None if mood == Mood::Plans && self.parts[i] == Part::Figure => self.parts[i] = Part::Promised,
                None => {}
            }
        }
    }

    /// Whether a clause without a quantity between two clauses reports.
    fn between_reports(&self, from: usize, to: usize) -> bool {
        let clauses = self.reading.clauses.get(from.saturating_add(1)..to).unwrap_or_default();
        clauses.iter().any(|clause| self.lexicon.reported.prefix(clause.span.of(self.text)).is_some())
    }

    /// 计划建成, 年度投资计划, 任务100公里: words of planning that govern the quantity.
    fn says_plan(&self, i: usize) -> bool {
        let claim = &self.claims()[i];
        let front = self.front(i);
        let mut plan = self.lexicon.promised.find(front).map(|(_, _, &plan)| plan).peekable();
        claim.marks.plan && !claim.marks.estimate && plan.peek().is_some() && plan.all(|plan| plan == Promise::Plan)
    }

    /// Whether nothing of its part of the sentence stands in front of the claim's clause.
    fn opens_a_part(&self, i: usize) -> bool {
        let clause = self.clause(i);
        self.claims()[i].clause.checked_sub(1).is_none_or(|before| self.reading.clauses[before].part != clause.part)
    }

    /// The words that say a promised thing is done: 625个村庄规划编制工作|已完成, 巩固提升31个生猪基地,|已完成既定目标.
    fn done_in_words(&self, i: usize) -> Option<Span> {
        let (claim, clause) = (&self.claims()[i], self.clause(i));
        if self.lexicon.reported.any(self.front(i)) {
            return None;
        }
        let own = Span::new(claim.quantity()?.outer.to, near(self.text, claim.quantity()?.outer.to, clause.span.to));
        let said = own.of(self.text);
        let undertaken = |at: usize| self.lexicon.undertakings.suffix(said[..at].trim_end_matches(['现', '均', '都'])).is_some();
        let at = said.find('已').filter(|&at| (claim.action.is_none() || undertaken(at)) && self.is_done(&said[at..]));
        if let Some(at) = at {
            return Some(Span::new(own.from + at, own.to));
        }
        let next = self.reading.clauses.get(claim.clause + 1).filter(|next| next.part == clause.part && !next.inside)?;
        let first = self.reading.quantities.partition_point(|quantity| quantity.span.from < next.span.from);
        let counts = self.reading.quantities.get(first).is_some_and(|quantity| next.span.contains(quantity.span));
        let reports = self.lexicon.reported.prefix(next.span.of(self.text)).is_some();
        // 已全部开工,已建成3所: a figure that follows says more.
        let figure = self.claims()[i + 1..].iter().take(NEAR).take_while(|other| self.reading.clauses[other.clause].part == clause.part);
        let unit = &claim.quantity()?.unit.name;
        let counted =
            figure.filter(|other| other.clause != claim.clause).any(|other| other.quantity().is_some_and(|q| q.unit.name == *unit));
        (!counts && !counted && reports && self.is_done(next.span.of(self.text))).then_some(next.span)
    }

    /// Whether words say done, and not begun or basically done.
    fn is_done(&self, said: &str) -> bool {
        let early = self.lexicon.steps.find(said).any(|(_, _, step)| matches!(step, Step::Early | Step::Doing | Step::Plan));
        let whole = said.trim_start_matches(['现', '均', '都', '也']);
        !early
            && (self.lexicon.done.any(whole)
                || self.lexicon.steps.find(whole).any(|(_, _, &step)| step == Step::Done)
                || whole.contains("超额完成"))
    }

    /// Marks a thing with its size of which the next claim says how much is done: 20公里休闲步行道|已完成7.42公里.
    fn topics(&mut self) {
        for i in 0..self.claims().len().saturating_sub(1) {
            let (claim, next) = (&self.claims()[i], &self.claims()[i + 1]);
            let (Some(size), Some(done)) = (claim.quantity(), next.quantity()) else { continue };
            let topic = matches!(self.parts[i], Part::Figure | Part::Done(_))
                && self.parts[i + 1] == Part::Figure
                && claim.rule == Rule::NounAfter
                && claim.action.is_none()
                && claim.marks == Marks::default()
                && !claim.class
                && claim.stated.is_none()
                && next.stated.is_none();
            let same = size.unit.name == done.unit.name && !size.unit.name.is_empty() && size.unit.dimension() != "share";
            let (here, there) = (self.clause(i), self.clause(i + 1));
            if !topic || !same || here.inside || there.inside || here.part != there.part || !self.opens_a_part(i) {
                continue;
            }
            let between = &self.text[size.outer.to..done.outer.from.max(size.outer.to)];
            let reports = ["已", "现已", "实际"].iter().any(|word| between.contains(word));
            if reports && (next.inherited || claim.indicator == next.indicator || here.span == there.span) && !next.marks.part {
                self.parts[i] = Part::Topic;
            }
        }
    }

    fn told(&self) -> Told<'l> {
        let mut told = Told { targets: Vec::new(), figures: Vec::new(), beside: Vec::new() };
        let places = Places::of(self.text, &self.reading.clauses, self.lexicon);
        // The index of each claim among the figures.
        let mut indices = vec![None; self.claims().len()];
        for (i, claim) in self.claims().iter().enumerate() {
            if self.parts[i] == Part::Figure && claim.quantity().is_some() && !claim.class {
                indices[i] = Some(told.figures.len());
                told.figures.push(figure::figure(claim, self.lexicon));
            }
        }
        for i in 0..self.claims().len() {
            let claim = &self.claims()[i];
            let (claim, beside) = match self.parts[i] {
                Part::Promised => (claim.clone(), Beside::Open),
                Part::Topic => (claim.clone(), indices[i + 1].map_or(Beside::Open, Beside::Figure)),
                Part::Done(words) => (claim.clone(), Beside::Done(words)),
                Part::Base => continue,
                Part::Figure => match self.set_against(i) {
                    Some((claim, answer)) => (claim, indices[answer].map_or(Beside::Open, Beside::Figure)),
                    None => continue,
                },
            };
            if !target::commits(self.text, &Claim { stated: None, ..claim.clone() }, self.reading, self.lexicon) {
                continue;
            }
            let indicator = places.named(claim.clause, claim.indicator);
            let target = target::target(Claim { marks: Marks::default(), indicator, ..claim }, None, self.lexicon);
            told.targets.push(target);
            told.beside.push(beside);
        }
        told
    }

    /// The target that a rate or a difference is set against, and the claim that is: 占目标任务数|100公里|的136.9%, 低于目标|1.5个百分点.
    fn set_against(&self, i: usize) -> Option<(Claim<'l>, usize)> {
        let claim = &self.claims()[i];
        let stated = claim.stated.filter(|stated| stated.of == StatedOf::Target)?;
        let given = claim.quantity()?;
        let (quantity, answer, rule) = match stated.form {
            Form::Share => return None,
            Form::ShareOf(base) => {
                let base = &self.reading.quantities[base];
                let like = |quantity: &Quantity<'_>| quantity.unit.dimension() == base.unit.dimension();
                // 新增20条,其中市本级17条,占目标任务7条的285.7%: the rate itself tells which figure it is of.
                let gives = |quantity: &Quantity<'_>| like(quantity) && divides(quantity, base, given);
                let answer = self
                    .nearest(i, |j| self.claims()[j].quantity().is_some_and(gives))
                    .or_else(|| self.nearest(i, |j| !self.claims()[j].marks.part && self.claims()[j].quantity().is_some_and(like)))?;
                (base.clone(), answer, Rule::ShareOf)
            }
            Form::Above | Form::Below => {
                let points = given.unit.dimension() == "point";
                let like = |quantity: &Quantity<'_>| if points { quantity.unit.name == "%" } else { quantity.unit.name == given.unit.name };
                if given.unit.name == "%" {
                    // 比计划多完成12% is a rate.
                    return None;
                }
                let answer = self.nearest(i, |j| !self.claims()[j].marks.part && self.claims()[j].quantity().is_some_and(like))?;
                (self.implied(answer, given, stated.form)?, answer, Rule::Difference)
            }
        };
        let from = &self.claims()[answer];
        let falls = quantity.value.is_some_and(|value| value.is_sign_negative());
        // A fall short of a rise: 下降37.8%,低于目标47.8个百分点.
        let trend = match from.trend {
            Some(Governs::Fall) if rule == Rule::Difference && !self.less_is_better(from) => {
                Some(if falls { Governs::Fall } else { Governs::Rise })
            }
            trend => trend,
        };
        let quantity = Quantity { value: quantity.value.map(|value| value.abs()), ..quantity };
        let evidence = Span::new(stated.from, given.outer.to);
        let claim = Claim {
            evidence,
            apart: None,
            indicator: from.indicator.clone(),
            inherited: true,
            trend,
            clause: claim.clause,
            period: None,
            stated: None,
            behind: Span::new(given.outer.to, given.outer.to),
            rule,
            thresholds: from.thresholds.clone(),
            said: Said::Quantity(quantity),
            ..from.clone()
        };
        Some((claim, answer))
    }

    /// The mark that a figure and its distance from the mark give.
    fn implied(&self, answer: usize, distance: &Quantity<'l>, form: Form) -> Option<Quantity<'l>> {
        let from = &self.claims()[answer];
        let figure = from.quantity()?;
        let distance = if form == Form::Above { distance.value? } else { -distance.value? };
        let value = figure.value?;
        // Of a rise that is meant, a fall is a negative one; of a fall that is meant, more is above.
        let fell = from.trend == Some(Governs::Fall) && !self.less_is_better(from);
        let value = (if fell { -value } else { value }).checked_sub(distance)?;
        (figure.high.is_none() && value != Decimal::ZERO).then(|| Quantity {
            value: Some(value.normalize()),
            bound: None,
            approx: None,
            over: None,
            ..figure.clone()
        })
    }

    fn less_is_better(&self, claim: &Claim<'_>) -> bool {
        measure::wants(&claim.indicator, self.lexicon) == Some(Polarity::Negative)
    }

    /// The nearest figure in front of claim `i` in its part of the sentence, else in the sentence.
    fn nearest(&self, i: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let (clause, from) = (self.clause(i), i.saturating_sub(NEAR));
        let free = |j: &usize| {
            let claim = &self.claims()[*j];
            self.parts[*j] == Part::Figure && claim.stated.is_none() && !claim.class && fits(*j)
        };
        let inside = |j: &usize| clause.inside || !self.clause(*j).inside;
        let in_part = (from..i).rev().filter(free).filter(inside).find(|&j| self.clause(j).part == clause.part);
        in_part.or_else(|| (from..i).rev().filter(free).filter(inside).find(|&j| self.clause(j).sentence == clause.sentence))
    }
}

/// The target that a rate speaks of whose mark is not printed: 改造完成公交停靠站120个,完成任务数120%. It has the unit of the figure beside it and no
/// value. Without a figure it is named in front of the rate: 招商引资完成年度任务的85%.
pub(crate) fn rate_alone<'l>(
    text: &str,
    reading: &Reading<'l>,
    rate: &Claim<'l>,
    figure: Option<&Claim<'l>>,
    lexicon: &'l Lexicon,
) -> Option<Target<'l>> {
    let (from, given) = (rate.stated?.from, rate.quantity()?);
    let clause = reading.clauses[rate.clause].span;
    let front = Span::new(clause.from, from.max(clause.from));
    let lead = phrase::lead(text, front, Force::Weak, &reading.periods, lexicon);
    let named = tidy(&text[lead.noun..front.to.max(lead.noun)]);
    let of = figure.filter(|_| named.is_empty());
    let like = of.unwrap_or(rate);
    let quantity = like.quantity()?.clone();
    let unit = if of.is_some() { quantity.unit.clone() } else { UnitRead::NONE };
    let claim = Claim {
        said: Said::Quantity(Quantity { value: None, high: None, unit, approx: None, bound: None, over: None, ..quantity }),
        evidence: Span::new(from.min(if of.is_some() { from } else { lead.noun }), given.outer.to),
        apart: None,
        indicator: of.map_or(named, |figure| figure.indicator.clone()),
        stated: None,
        marks: Marks::default(),
        behind: Span::new(given.outer.to, given.outer.to),
        clause: rate.clause,
        rule: Rule::RateAlone,
        ..like.clone()
    };
    (!claim.indicator.is_empty()).then(|| target::target(claim, None, lexicon))
}

/// Whether a rate is that of a figure to a base, as far as it is printed.
fn divides(figure: &Quantity<'_>, base: &Quantity<'_>, rate: &Quantity<'_>) -> bool {
    let off = figure
        .value
        .zip(base.value)
        .zip(rate.value)
        .and_then(|((figure, base), rate)| figure.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base)?.checked_sub(rate));
    off.is_some_and(|off| off.abs() < Decimal::ONE)
}

/// How many claims before a rate may be what it is of.
const NEAR: usize = 24;
/// How many bytes in front of a quantity may say that it is the plan's.
const BEFORE: usize = 240;
