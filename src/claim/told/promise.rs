//! What the words of planning promise, up to where a clause reports.
//!
//! Reads: `计划建成60公里`, `年度投资计划647.4亿元`, `全年要完成60条,现已完成45条` (a weak word, where the result follows), what is listed behind.
//! Refuses: `已下达…`, next steps (`下一步,计划新建`), what is left (`还有1所未完成`), names (`计划投产项目已投产7个` reports).

use super::{NEAR, Part, Teller};
use crate::claim::noun::near;
use crate::grammar::Quantity;
use crate::lexicon::{Promise, Step};
use crate::span::{Span, floor};

/// What the clauses of a sentence so far have said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Plain,
    Plans,
    Reports,
}

/// How many bytes in front of a quantity may say that it is the plan's.
const BEFORE: usize = 240;

impl Teller<'_, '_, '_> {
    /// Marks what is promised.
    pub(super) fn promises(&mut self) {
        let (mut sentence, mut mood, mut planned, mut later) = (usize::MAX, Mood::Plain, false, false);
        let (mut last, mut part) = (usize::MAX, usize::MAX);
        let mut promised: Vec<usize> = Vec::new();
        for i in 0..self.claims().len() {
            let (index, clause) = (self.claims()[i].clause, self.clause(i).clone());
            if clause.sentence != sentence {
                (sentence, mood, later) = (clause.sentence, Mood::Plain, false);
                promised.clear();
            } else if clause.part != part && mood == Mood::Reports {
                mood = Mood::Plain;
            }
            if clause.inside || self.claims()[i].class || self.claims()[i].quantity().is_none() || self.claims()[i].stated.is_some() {
                continue;
            }
            part = clause.part;
            let reports = self.reports(i) || self.between_reports(last, index);
            later |= self.is_for_later(last, i);
            last = index;
            if matches!(self.parts[i], Part::Base | Part::Goal(_)) {
                continue;
            }
            if later {
                continue;
            }
            if self.says_plan(i) {
                (mood, planned) = (Mood::Plans, true);
            } else if reports || (mood == Mood::Plans && self.is_a_result(i, &promised)) {
                mood = Mood::Reports;
            }
            if planned && mood == Mood::Plain && self.opens_a_part(i) && self.result_is_next(i) {
                mood = Mood::Plans;
            }
            let done = if planned && (mood == Mood::Plans || self.opens_a_part(i)) { self.done_in_words(i) } else { None };
            match done {
                Some(words) => self.parts[i] = Part::Done(words),
                None if mood == Mood::Plans && self.parts[i] == Part::Figure && !self.never(i) => {
                    self.parts[i] = Part::Promised;
                    promised.push(i);
                }
                None => {}
            }
        }
    }

    /// The words of the claim's clause in front of its quantity, as far as they may say something of it.
    pub(super) fn front(&self, i: usize) -> &str {
        let from = self.clause(i).span.from;
        let to = self.claims()[i].quantity().map_or(from, |quantity| quantity.outer.from).max(from);
        &self.text[self.window(from, to)..to]
    }

    /// Where the words begin that may say something of what stands at `to`, at or behind `from`.
    pub(super) fn window(&self, from: usize, to: usize) -> usize {
        from.max(floor(self.text, to.saturating_sub(BEFORE)))
    }

    /// Whether the words in front of a quantity report.
    pub(super) fn reports(&self, i: usize) -> bool {
        self.lexicon.reported.any(self.front(i))
    }

    /// Whether a clause without a quantity between two clauses reports.
    fn between_reports(&self, from: usize, to: usize) -> bool {
        self.between(from, to).any(|said| self.lexicon.reported.prefix(said).is_some())
    }

    /// The clauses between two.
    fn between(&self, from: usize, to: usize) -> impl Iterator<Item = &str> {
        let clauses = self.reading.clauses.get(from.saturating_add(1)..to).unwrap_or_default();
        clauses.iter().map(|clause| clause.span.of(self.text))
    }

    /// 下一步,计划新建…: promises nothing that this report answers.
    fn is_for_later(&self, last: usize, i: usize) -> bool {
        let later = |said: &str| self.lexicon.later.any(said);
        later(self.front(i)) || self.between(last, self.claims()[i].clause).any(later)
    }

    /// 项目总投资: no mark whatever stands around it.
    pub(super) fn never(&self, i: usize) -> bool {
        self.lexicon.promised.find(self.front(i)).any(|(_, _, &promise)| promise == Promise::Never)
    }

    /// 计划建成, 年度投资计划, 任务100公里: words of planning that govern the quantity.
    fn says_plan(&self, i: usize) -> bool {
        let claim = &self.claims()[i];
        let front = self.front(i);
        if claim.marks.estimate || self.never(i) {
            return false;
        }
        // 计划投产项目已投产7个 reports; 已下达2500套 is the plan's.
        let words: Vec<(usize, Promise)> = self.lexicon.promised.find(front).map(|(at, _, &promise)| (at, promise)).collect();
        let reported = self.lexicon.reported.find(front).last().map(|(at, ..)| at);
        let Some(&(at, _)) = words.last() else { return false };
        if reported.is_some_and(|reported| reported > at) {
            return false;
        }
        // 市委确定的年度目标为新增企业120家
        let named = ["目标为", "目标是", "任务为", "任务是"].iter().any(|word| front.contains(word));
        (claim.marks.plan || named) && (words.iter().any(|&(_, promise)| promise == Promise::Plan) || self.result_follows(i))
    }

    /// 森林抚育5万亩,|完成5.6万亩: in a paragraph of plans, what stands in front of its result.
    fn result_is_next(&self, i: usize) -> bool {
        let (claim, quantity) = (&self.claims()[i], self.claims()[i].quantity());
        let next = self.claims().get(i + 1).filter(|next| next.clause == claim.clause + 1 && next.inherited);
        claim.action.is_none()
            && next
                .is_some_and(|next| quantity.is_some_and(|quantity| same_unit(next.quantity(), quantity)) && self.is_a_result(i + 1, &[i]))
    }

    /// Whether a result in the same unit follows in the sentence: 全年要完成60条,现已完成45条.
    fn result_follows(&self, i: usize) -> bool {
        let Some(quantity) = self.claims()[i].quantity() else { return false };
        let (sentence, index) = (self.clause(i).sentence, self.claims()[i].clause);
        let following = (i + 1..self.claims().len().min(i + NEAR)).take_while(|&j| self.clause(j).sentence == sentence);
        following.filter(|&j| self.claims()[j].clause > index).any(|j| {
            same_unit(self.claims()[j].quantity(), quantity) && (self.reports(j) || self.between_reports(index, self.claims()[j].clause))
        })
    }

    /// 计划植树3万亩,完成2.8万亩; 计划投资4亿元,1-9月完成3.3亿元: a verb of completion, or a period that is over, and the unit of what was promised.
    fn is_a_result(&self, i: usize, promised: &[usize]) -> bool {
        let claim = &self.claims()[i];
        if promised.last().is_some_and(|&before| self.claims()[before].clause == claim.clause) {
            return false;
        }
        let from = self.clause(i).span.from;
        let at = self.reading.periods.partition_point(|period| period.span.from < from);
        let dated =
            self.reading.periods.get(at).is_some_and(|period| period.span.from == from && period.months.is_some_and(|(_, to)| to < 12));
        let done = claim.action.is_some_and(|action| {
            ["完成", "实际", "竣工", "完工", "到位", "支出", "建成", "投用", "新建", "改建"]
                .iter()
                .any(|word| action.of(self.text).starts_with(word))
        });
        // 2024年计划新增80家;2023年新增65家
        let earlier = |year: u16| promised.iter().rev().take(NEAR).any(|&before| self.claims()[before].year.is_some_and(|of| of > year));
        let year = claim.year.is_some_and(earlier);
        let unit = claim
            .quantity()
            .is_some_and(|quantity| promised.iter().rev().take(NEAR).any(|&before| same_unit(self.claims()[before].quantity(), quantity)));
        dated || year || done && unit
    }

    /// Whether nothing of its part of the sentence stands in front of the claim's clause.
    pub(super) fn opens_a_part(&self, i: usize) -> bool {
        let clause = self.clause(i);
        self.claims()[i].clause.checked_sub(1).is_none_or(|before| self.reading.clauses[before].part != clause.part)
    }

    /// The words that say a promised thing is done: 625个村庄规划编制工作|已完成, 巩固提升31个生猪基地,|已完成既定目标.
    fn done_in_words(&self, i: usize) -> Option<Span> {
        let (claim, clause) = (&self.claims()[i], self.clause(i));
        if self.reports(i) {
            return None;
        }
        let quantity = claim.quantity()?;
        let own = Span::new(quantity.outer.to, near(self.text, quantity.outer.to, clause.span.to));
        let said = own.of(self.text);
        let undertaken = |at: usize| self.lexicon.undertakings.suffix(said[..at].trim_end_matches(['现', '均', '都'])).is_some();
        let at = said.find('已').filter(|&at| (claim.action.is_none() || undertaken(at)) && self.is_done(&said[at..]));
        if let Some(at) = at {
            return Some(Span::new(own.from + at, own.to));
        }
        let next = self.reading.clauses.get(claim.clause + 1).filter(|next| next.part == clause.part && !next.inside)?;
        let counts = self.reading.quantities_in(next.span).next().is_some();
        // 已全部开工,已建成3所: a figure that follows says more.
        let following = self.claims()[i + 1..].iter().take(NEAR).take_while(|other| self.reading.clauses[other.clause].part == clause.part);
        let counted = following.filter(|other| other.clause != claim.clause).any(|other| same_unit(other.quantity(), quantity));
        let said = &self.text[next.span.from..near(self.text, next.span.from, next.span.to)];
        let reports = self.lexicon.reported.prefix(said).is_some() || self.lexicon.done.prefix(said).is_some();
        (!counts && !counted && reports && self.is_done(said)).then_some(next.span)
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
}

fn same_unit(one: Option<&Quantity<'_>>, other: &Quantity<'_>) -> bool {
    one.is_some_and(|one| one.unit.name == other.unit.name)
}
