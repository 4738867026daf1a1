//! Which figure answers which target, how sure, and why not.
//!
//! Every target and figure of an item are compared by indicator, action, unit and measure together; the best assignment over the whole
//! item decides, not the first come. A wrong pair is worse than a missing one: where two readings are close there is no answer.

mod alone;
mod assign;
mod bar;
mod closeness;
mod compare;
mod kind;
mod pairs;
mod rate;
mod reason;
mod rule;
mod side;
mod sum;
mod whole;
mod words;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::claim::{Beside, Figure, Reading, Target};
use crate::lexicon::{Lexicon, StatedOf};
use crate::limits::{Limit, Limits};
use crate::named::named;
use crate::span::Span;
use compare::{Comparison, RIVALS, Table};
use pairs::Ground;
pub(crate) use pairs::Pairs;
pub use rule::{PairRule, PassedOver};
use side::{Side, name, side};
use words::Words;

/// How near an answer comes to what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// The same indicator and measure.
    Direct,
    /// Only near it.
    Proxy,
    /// No answer.
    None,
}

named!(Quality);

/// Why an answer is only a proxy, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// 签约 for 招引, 申报 for 新增.
    EarlierStep,
    /// 完成 for 实施.
    LaterStep,
    /// A standing total for an increment.
    StockForFlow,
    /// An increment for a standing total.
    FlowForStock,
    /// A superset.
    Wider,
    /// A subset.
    Narrower,
    /// A quarter where a later total should exist.
    PartPeriod,
    /// Progress without a figure that falls short of saying done.
    WordsOnly,
    /// Near in another way.
    Other,
    /// Nothing that stands in the report is near enough to be taken for an answer.
    NotReported,
    /// What speaks of it is in another unit or measure.
    NotComparable,
    /// Two readings are close.
    Ambiguous,
    /// Only figures of another period.
    OtherPeriod,
    /// More than twenty times what was asked, and no rate is printed that says so.
    FarBeyond,
}

named!(Reason);

/// How an answer is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Combine {
    /// One figure.
    Single,
    /// Figures that add up.
    Sum,
    /// Only a completion rate is reported.
    Stated,
    /// Words that say done or not.
    Qualitative,
}

named!(Combine);

/// The answer to one target. Figures are indices into the figures of the item.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) quality: Quality,
    pub(crate) reason: Option<Reason>,
    pub(crate) combine: Option<Combine>,
    pub(crate) figures: Vec<usize>,
    /// The words of a qualitative answer.
    pub(crate) words: Option<Span>,
    pub(crate) stated: Option<Rate>,
    pub(crate) rivals: Vec<(usize, PassedOver)>,
    /// In hundredths.
    pub(crate) confidence: u32,
    pub(crate) rule: PairRule,
}

/// A completion rate as printed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rate {
    pub(crate) ratio: Decimal,
    pub(crate) of: StatedOf,
}

impl Answer {
    /// The answer of a row with numbers in columns of their own: its figure, else the rate that stands in it.
    pub(crate) fn of_columns(figure: bool, rate: Option<Decimal>) -> Self {
        let stated = rate.map(|ratio| Rate { ratio, of: StatedOf::Target });
        let combine = if figure { Combine::Single } else { Combine::Stated };
        let none = Self::none(Reason::NotReported, PairRule::Columns);
        if !figure && rate.is_none() {
            return none;
        }
        Self {
            quality: Quality::Direct,
            reason: None,
            combine: Some(combine),
            figures: if figure { vec![0] } else { Vec::new() },
            stated,
            confidence: 95,
            ..none
        }
    }

    /// Adds the rate that stands in a column of its own; where there is no answer it is one.
    pub(crate) fn state(&mut self, ratio: Decimal) {
        if self.quality == Quality::None {
            let rivals = std::mem::take(&mut self.rivals);
            *self = Self { rivals, ..Self::of_columns(false, Some(ratio)) };
        } else {
            self.stated = Some(Rate { ratio, of: StatedOf::Target });
        }
    }

    /// Takes an answer back that was found in the review of another year.
    pub(crate) fn of_another_year(&mut self) {
        let rivals = std::mem::take(&mut self.rivals);
        *self = Self { rivals, ..Self::none(Reason::OtherPeriod, PairRule::AnotherYear) };
    }

    /// Says of an answer that there is none that only another period could give it.
    pub(crate) fn of_another_period(&mut self) {
        if self.quality == Quality::None {
            self.reason = Some(Reason::OtherPeriod);
            self.rule = PairRule::DueLater;
        }
    }

    /// Says of an answer that its figures are of one quarter, and the target of more.
    pub(crate) fn of_a_part(&mut self) {
        if self.quality == Quality::Direct && !self.figures.is_empty() {
            (self.quality, self.reason) = (Quality::Proxy, Some(Reason::PartPeriod));
        }
    }

    fn none(reason: Reason, rule: PairRule) -> Self {
        Self {
            quality: Quality::None,
            reason: Some(reason),
            combine: None,
            figures: Vec::new(),
            words: None,
            stated: None,
            rivals: Vec::new(),
            confidence: 50,
            rule,
        }
    }
}

/// What pairing looks at.
pub(crate) struct Sides<'s, 'l> {
    pub(crate) task: &'s str,
    pub(crate) targets: &'s [Target<'l>],
    pub(crate) progress: &'s str,
    pub(crate) reading: &'s Reading<'l>,
    pub(crate) figures: &'s [Figure<'l>],
    /// What the wording itself gives each target for its answer; empty where the sides are cells of their own.
    pub(crate) beside: &'s [Beside],
    /// Whether the two sides stand in different reports: then only what is much alike is taken for the same thing.
    pub(crate) apart: bool,
    /// The latest year that the item or its header names.
    pub(crate) year: Option<u16>,
    /// How many months the column of the progress covers, by its header.
    pub(crate) covered: Option<u8>,
    /// Whether what came near is told of every target, not only of one without an answer: where that is asked for, and where an answer may be
    /// taken back yet.
    pub(crate) rivals: bool,
    pub(crate) limits: Limits,
    pub(crate) lexicon: &'l Lexicon,
}

impl Sides<'_, '_> {
    /// The limits that an item ran into: where its task and its progress were read, and where they are paired.
    pub(crate) fn limited(&self, asked: &Reading<'_>) -> Vec<Limit> {
        let Limits { targets, figures, clauses, .. } = self.limits;
        let over = [
            (self.targets.len() > targets, Limit::Targets),
            (self.figures.len() > figures, Limit::Figures),
            (self.reading.clauses.len() > clauses, Limit::Clauses),
        ];
        let paired = over.into_iter().filter(|(over, _)| *over).map(|(_, limit)| limit);
        let mut reached: Vec<Limit> = asked.limited.iter().chain(&self.reading.limited).copied().chain(paired).collect();
        reached.sort_unstable();
        reached.dedup();
        reached
    }
}

/// Answers every target of an item.
pub(crate) fn pair(sides: &Sides<'_, '_>) -> Vec<Answer> {
    answers(sides).0
}

/// Answers every target of a paragraph that tells plan and result; with the targets that only a rate speaks of, and their answers.
pub(crate) fn pair_told<'l>(sides: &Sides<'_, 'l>) -> (Vec<Answer>, Vec<(Target<'l>, Answer)>) {
    let (answers, left) = answers(sides);
    let alone = alone::answered(sides, &left);
    (answers, alone)
}

/// The answers, and the printed rates that no target took.
fn answers(sides: &Sides<'_, '_>) -> (Vec<Answer>, Vec<rate::Printed>) {
    let all = sides.targets.len();
    let cut = sides.figures.len() > sides.limits.figures;
    let sides = &Sides {
        targets: &sides.targets[..all.min(sides.limits.targets)],
        figures: &sides.figures[..sides.figures.len().min(sides.limits.figures)],
        ..*sides
    };
    let asked: Vec<Side<'_>> = sides.targets.iter().map(|target| side(sides.task, &target.claim, sides.lexicon)).collect();
    let names: Vec<Pairs> = sides.targets.iter().map(|target| Pairs::of(name(&target.claim), sides.lexicon)).collect();
    let ground = Ground::new(sides.progress, asked.iter().map(|side| &side.own).chain(&names), sides.lexicon);
    let table = Table::new(sides, &asked, &ground);
    let chosen = assign::assign(&table.rows, sides.figures.len());
    let words = Words::new(sides, &names, &ground);
    let told = |t: usize| match sides.beside.get(t) {
        Some(&Beside::Figure(f)) => Some(given(sides, t, f)),
        Some(&Beside::Done(words)) => Some(words::answered(true, words, 80)),
        Some(Beside::Open) | None => None,
    };
    let mut answers: Vec<Answer> =
        (0..sides.targets.len()).map(|t| told(t).unwrap_or_else(|| answer(sides, &table, &chosen, &words, t))).collect();
    let left = rate::attach(sides, &names, &mut answers);
    for t in 1..answers.len() {
        // A second mark is answered by what answers the first.
        let second = sides.targets[t].stretch && answers[t].quality == Quality::None;
        if second && sides.targets[t - 1].claim.indicator == sides.targets[t].claim.indicator && answers[t - 1].quality != Quality::None {
            answers[t] = Answer { stated: None, ..answers[t - 1].clone() };
        }
    }
    if cut {
        // What was not looked at may be what was asked for.
        let unanswered = answers.iter_mut().filter(|answer| answer.quality == Quality::None);
        unanswered.for_each(|answer| (answer.reason, answer.rule) = (Some(Reason::Ambiguous), PairRule::TooMany));
    }
    answers.resize(all, Answer::none(Reason::Ambiguous, PairRule::TooMany));
    (answers, left)
}

/// The answer that the wording itself gives: 占目标任务数80公里的112.9% is said of the figure in front of it.
fn given(sides: &Sides<'_, '_>, t: usize, f: usize) -> Answer {
    if f >= sides.figures.len() {
        return Answer::none(Reason::Ambiguous, PairRule::TooMany);
    }
    // What the sentence itself sets against the mark is its answer, whatever part of the year it covers.
    let reason = compare::told(sides, t, f).filter(|&reason| reason != Reason::PartPeriod);
    Answer {
        quality: if reason.is_some() { Quality::Proxy } else { Quality::Direct },
        reason,
        combine: Some(Combine::Single),
        figures: vec![f],
        words: None,
        stated: None,
        rivals: Vec::new(),
        confidence: 95,
        rule: PairRule::SameSentence,
    }
}

fn answer(sides: &Sides<'_, '_>, table: &Table<'_, '_>, chosen: &[Option<usize>], words: &Words<'_>, t: usize) -> Answer {
    let row = &table.rows[t];
    let best = chosen[t].and_then(|f| row.iter().find(|c| c.figure == f));
    let found = match best.map(|best| figured(sides, row, chosen, t, best)).or_else(|| words.answer(t)) {
        Some(answer) if answer.quality != Quality::None && !sides.rivals => return answer,
        found => found,
    };
    let barred = table.barred(t);
    let all = || row.iter().chain(&barred);
    let mut answer = found.unwrap_or_else(|| Answer::none(silence(all()), PairRule::NothingNear));
    let mut rivals: Vec<&Comparison> = all().filter(|c| !answer.figures.contains(&c.figure)).collect();
    rivals.sort_by_key(|c| (std::cmp::Reverse(c.closeness), c.figure));
    answer.rivals = rivals.into_iter().take(RIVALS).map(|c| (c.figure, c.against())).collect();
    if answer.rivals.is_empty() && answer.quality == Quality::None && !sides.apart {
        answer.rivals = table.in_its_unit(t, chosen);
    }
    answer
}

/// Values of one thing that differ by less than one in so many differ by rounding.
const ROUNDED: Decimal = Decimal::from_parts(200, 0, 0, false, 0);

/// An answer by a figure; none where another figure is as near.
fn figured(sides: &Sides<'_, '_>, row: &[Comparison], chosen: &[Option<usize>], t: usize, best: &Comparison) -> Answer {
    if let Some(sum) = sum::answer(sides, row, chosen, t, best) {
        return sum;
    }
    let free = |c: &&Comparison| c.figure != best.figure && !chosen.contains(&Some(c.figure));
    let value = |f: usize| sides.figures[f].claim.quantity().and_then(|q| q.value);
    // A bulletin says the same in its prose and in its table, there rounded: 83.30万人 and 832955人.
    let again = |c: &Comparison| {
        let same = sides.figures[c.figure].claim.indicator == sides.figures[best.figure].claim.indicator;
        let near = |a: Decimal, b: Decimal| (a - b).abs() * ROUNDED <= a.abs().max(b.abs());
        sides.apart && same && value(c.figure).zip(value(best.figure)).is_some_and(|(a, b)| near(a, b))
    };
    let another = |c: &&Comparison| c.score > 0 && value(c.figure) != value(best.figure) && !again(c);
    let rival = row.iter().filter(free).filter(another).max_by_key(|c| c.score);
    if rival.is_some_and(|rival| rival.score + 20 > best.score && rival.reason == best.reason) {
        return Answer { confidence: 40, ..Answer::none(Reason::Ambiguous, PairRule::TwoAsNear) };
    }
    let margin = rival.map_or(200, |rival| best.score - rival.score);
    Answer {
        quality: if best.reason.is_some() { Quality::Proxy } else { Quality::Direct },
        reason: best.reason,
        combine: Some(Combine::Single),
        figures: vec![best.figure],
        words: None,
        stated: None,
        rivals: Vec::new(),
        confidence: confidence(best, margin),
        rule: best.rule,
    }
}

/// How sure a pair is, in hundredths: by how near the indicators are, how far the next figure is behind, and whether step and scope agree as
/// well. A proxy is off in one way already, and of those on annotated rows more were wrong (`dabiao calibrate`).
fn confidence(best: &Comparison, margin: i32) -> u32 {
    let near = best.closeness.clamp(300, 1000) - 300;
    let lead = margin.clamp(0, 200);
    let kind = if best.reason.is_some() { -8 } else { 8 };
    let sure = 55 + near * 30 / 700 + lead * 12 / 200 + kind;
    u32::try_from(sure).unwrap_or(50).min(97)
}

/// Why there is no answer: something near in another unit, or nothing.
fn silence<'c>(row: impl Iterator<Item = &'c Comparison> + Clone) -> Reason {
    let near = |why| row.clone().any(|c| c.closeness >= 700 && c.barred == Some(why));
    if near(PassedOver::OtherPeriod) {
        return Reason::OtherPeriod;
    }
    if row.clone().any(|c| c.score <= 0 && c.closeness >= 700) { Reason::NotComparable } else { Reason::NotReported }
}
