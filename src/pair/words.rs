//! Answers in words: 实现全覆盖, 动态归零, 已全部完成; and progress that falls short of saying done.

use std::cell::OnceCell;

use super::closeness::last_two;
use super::pairs::{Ground, Pairs};
use super::reason::begins;
use super::side::name;
use super::{Answer, Combine, PairRule, Quality, Reason, Sides};
use crate::claim::{Clause, Said, Target};
use crate::lexicon::{Commitment, Measure, Step};
use crate::span::{Span, floor};
use rust_decimal::Decimal;

/// How much of the indicator a clause must name, in thousandths.
const NAMED: i32 = 550;

/// How many bytes before a clause may narrow what it speaks of.
const BEFORE: usize = 150;

/// Looks for answers in words. What the clauses speak of is read once the first target asks for it.
pub(super) struct Words<'p> {
    sides: &'p Sides<'p, 'p>,
    names: &'p [Pairs],
    ground: &'p Ground<'p, 'p>,
    spoken: OnceCell<Vec<Spoken<'p>>>,
}

/// A clause, and what it speaks of together with what stands before it in its part.
struct Spoken<'p> {
    clause: &'p Clause,
    near: Pairs,
}

impl<'p> Words<'p> {
    pub(super) fn new(sides: &'p Sides<'p, 'p>, names: &'p [Pairs], ground: &'p Ground<'p, 'p>) -> Self {
        Self { sides, names, ground, spoken: OnceCell::new() }
    }

    /// The clauses that may answer in words.
    fn spoken(&self) -> &[Spoken<'p>] {
        self.spoken.get_or_init(|| {
            let mut part = (usize::MAX, 0);
            let clauses = self.sides.reading.clauses.iter().take(self.sides.limits.clauses);
            clauses
                .filter(|clause| !clause.inside)
                .map(|clause| {
                    if clause.part != part.0 {
                        part = (clause.part, clause.span.from);
                    }
                    let from = part.1.max(floor(self.sides.progress, clause.span.from.saturating_sub(BEFORE)));
                    Spoken { clause, near: self.ground.pairs(Span::new(from, clause.span.to)) }
                })
                .collect()
        })
    }

    /// An answer in words to a target that no figure answers.
    pub(super) fn answer(&self, t: usize) -> Option<Answer> {
        let sides = self.sides;
        let target = &sides.targets[t];
        let own = &self.names[t];
        let commitment = match target.claim.said {
            Said::Commitment(kind) => Some(kind),
            // 覆盖率达到100% is done when the words say 全覆盖.
            Said::Quantity(_) if target.measure == Measure::Rate && target.value == Some(Decimal::ONE_HUNDRED) => Some(Commitment::Cover),
            Said::Quantity(_) => None,
        };
        // 已完成 is all that the cell says: it is said of every target.
        let whole = sides.progress.trim().trim_end_matches(['。', '.', ';', '；', '!']);
        if sides.lexicon.done.prefix(whole).is_some_and(|(word, &(alone, _))| alone && word.len() == whole.len()) || all_done(sides, whole)
        {
            let from = sides.progress.len() - sides.progress.trim_start().len();
            return Some(answered(true, Span::new(from, from + whole.len()), 90));
        }
        if commitment.is_none() && !matches!(target.measure, Measure::Flow | Measure::Growth) || own.len() < 2 {
            return None;
        }
        let head = last_two(name(&target.claim));
        let mut best: Option<(i32, bool, &Clause)> = None;
        for Spoken { clause, near } in self.spoken() {
            // Where plan and result stand together, what asks is no answer, and an answer stands behind it.
            if !sides.beside.is_empty() && clause.span.from <= target.claim.evidence.to {
                continue;
            }
            let text = clause.span.of(sides.progress);
            // The head stands in the clause itself; what narrows it may stand before, in the same part.
            let named = own.within(near);
            let itself = || text.contains(head) || (commitment.is_none() && own.within(&self.ground.pairs(clause.span)) >= 700);
            // Where the item has one target, the words need not name it.
            let only = commitment.is_some() && sides.targets.len() == 1;
            if (named < NAMED || !itself()) && !(only && named == 0 && cleared(sides, text, commitment))
                || sides.lexicon.intentions.any(text)
            {
                continue;
            }
            let says = said(sides, target, commitment, clause);
            let Some(done) = says else { continue };
            if best.is_none_or(|(most, was_done, _)| (done, named) > (was_done, most)) {
                best = Some((named, done, clause));
            }
        }
        let (named, done, clause) = best?;
        Some(answered(done, clause.span, if named >= 900 { 75 } else { 60 }))
    }
}

/// 全部建成开放: a cell that says no more than that all of it is done.
fn all_done(sides: &Sides<'_, '_>, whole: &str) -> bool {
    let early = || sides.lexicon.steps.find(whole).any(|(_, _, step)| matches!(step, Step::Early | Step::Doing | Step::Plan));
    whole.chars().nth(ALL_DONE).is_none()
        && sides.reading.clauses.len() == 1
        && sides.reading.quantities.is_empty()
        && sides.lexicon.done.prefix(whole).is_some_and(|(_, &(_, within))| within)
        && !early()
}

/// How many characters such a cell has at most; a longer one names what is done.
const ALL_DONE: usize = 10;

/// An answer in words, done or under way.
pub(super) fn answered(done: bool, words: Span, confidence: u32) -> Answer {
    Answer {
        quality: if done { Quality::Direct } else { Quality::Proxy },
        reason: (!done).then_some(Reason::WordsOnly),
        combine: Some(Combine::Qualitative),
        figures: Vec::new(),
        words: Some(words),
        stated: None,
        rivals: Vec::new(),
        confidence,
        rule: if done { PairRule::WordsDone } else { PairRule::WordsUnderWay },
    }
}

/// Whether a clause reports the commitment done: 实现全覆盖, 已清零.
fn cleared(sides: &Sides<'_, '_>, text: &str, commitment: Option<Commitment>) -> bool {
    sides.lexicon.cleared.find(text).any(|(_, _, &kind)| Some(kind) == commitment)
}

/// Whether a clause says done (`Some(true)`) or under way (`Some(false)`) of a target.
fn said(sides: &Sides<'_, '_>, target: &Target<'_>, commitment: Option<Commitment>, clause: &Clause) -> Option<bool> {
    let text = clause.span.of(sides.progress);
    let under_way = sides
        .lexicon
        .steps
        .find(text)
        .any(|(_, word, step)| matches!(step, Step::Early | Step::Doing) && !target.claim.indicator.contains(word));
    let asked = || begins(&target.claim.indicator) || target.claim.action.is_some_and(|action| begins(action.of(sides.task)));
    let under_way = under_way || begins(text) && !asked();
    // 技改投资增长22.6% says in numbers what it says, and not of 工业投资.
    let counts = |unit: &str| unit != "%" || target.measure == Measure::Growth;
    let counted = sides.reading.quantities_in(clause.span).any(|quantity| counts(&quantity.unit.name));
    let all = sides.lexicon.done.find(text).any(|(at, word, &(_, within))| within && !text[at + word.len()..].starts_with('的'));
    let reported = cleared(sides, text, commitment);
    match commitment {
        Some(Commitment::Cover | Commitment::Hold | Commitment::Fall) if reported => Some(true),
        // 报警装置已全部安装到位 says 全覆盖.
        Some(Commitment::Cover) if all && !under_way && !counted => Some(true),
        Some(Commitment::Clear) if reported && !under_way => Some(true),
        Some(_) if under_way && !counted => Some(false),
        Some(_) => None,
        None if counted => None,
        // 产出持续增长 says less than by how much.
        None if target.measure == Measure::Growth => (text.contains("增长") && !target.decrease).then_some(false),
        None if all && !under_way => Some(true),
        None if under_way => Some(false),
        None => None,
    }
}
