//! A mark that is printed beside what was reached.
//!
//! Reads: `上涨1.8%,低于3%左右的预期目标`, `超额完成12万人的目标任务`, `较8%的年度目标低2个百分点`, `距离全年1万人目标还差2000人`,
//! `完成技改投资15.6亿元(年度目标20亿元)`, `达到62.5%,目标62%`, `经济增速高于年均增长7%的规划目标` (passed, without a figure).
//! Refuses: what is compared with another place (`低于全国6.3%的平均水平`), a goal that nothing is compared with (`提出了增长6%的目标`), the mark of
//! something that is named beside it (a promise).

use rust_decimal::Decimal;

use super::{NEAR, Part, Teller};
use crate::claim::noun::{near, tidy};
use crate::claim::{TargetRule, phrase, plan};
use crate::grammar::Quantity;
use crate::lexicon::{Bound, Differs, Force, StatedOf};
use crate::role::Stance;
use crate::span::Span;

/// A printed mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Goal {
    /// The claim that was reached.
    pub(super) answer: usize,
    /// From the word that compares to the end of the mark.
    pub(super) evidence: Span,
    pub(super) bound: Option<Bound>,
    /// Of a list of marks: its first member and what was reached of it, whose name says of whom they all are.
    pub(super) list: Option<(usize, usize)>,
}

/// A printed mark that was passed, without a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Passed {
    /// What passed it.
    pub(super) named: Span,
    /// From the word that says so to the end of the mark.
    pub(super) words: Span,
}

/// How many characters may stand between the word that compares and the mark: 低于|“十四五”规划年均增长|7%的目标.
const BETWEEN: usize = 14;

impl Teller<'_, '_, '_> {
    /// The printed mark that claim `i` is, and what it is the mark of.
    pub(super) fn goal(&self, i: usize) -> Option<Goal> {
        let quantity = self.claims()[i].quantity()?;
        if self.claims()[i].rule == TargetRule::Distributed {
            return self.one_of_several(i);
        }
        let behind = self.named_behind(i, quantity);
        let compared = behind.is_some();
        let (evidence, bound) = behind.or_else(|| self.named_in_front(i, quantity))?;
        // 村庄建设,全年任务为282个;设施建设,全年任务为770个: each is the mark of what its own part speaks of.
        let near = |j: usize| compared || self.clause(j).part == self.clause(i).part;
        // 抽检5.48万批次,达到每千人6.8批次,超额完成4.7万批次的目标: what is counted per head is not set against a whole.
        let each = |j: usize| self.claims()[j].marks.each;
        // 年初预算1184万元,调整预算1506万元: a mark is not set against another.
        let mark = |j: usize| plan::name_at_end(self.front(j).trim_end().trim_end_matches(['为', '是']), self.lexicon).is_some();
        // 到位资金100亿元,完成全年80亿目标任务的125%: the unit of money may be left out.
        let money = |j: usize| {
            let other = self.claims()[j].quantity().is_some_and(|other| other.unit.dimension().starts_with("money"));
            other && quantity.unit.name.is_empty() && quantity.value.is_some_and(|value| value >= Decimal::from(10_000))
        };
        // 目标是交付50万辆,…未实现50万辆的目标: nor is what was planned by name reached.
        let mark = |j: usize| mark(j) || self.stances[j].is_planned_by_name();
        let like = |j: usize| (self.claims()[j].is_in_the_unit_of(quantity) || money(j)) && near(j) && each(j) == each(i) && !mark(j);
        // 项目总投资5141亿元,年度投资计划647.4亿元: what a project costs in all was not reached.
        let answer = self.nearest(i, |j| like(j) && !self.never(j) && self.claims()[j].evidence.to <= evidence.from);
        // 超额完成15万辆的年销量目标,全年销售16.2万辆: what was reached may follow.
        let met = || self.lexicon.meets.prefix(&self.text[evidence.from..]).is_some_and(|(word, _)| word.chars().nth(1).is_some());
        let next =
            || Some(i + 1).filter(|&j| compared && met() && j < self.claims().len() && self.follows(i, j) && like(j) && !self.never(j));
        Some(Goal { answer: answer.or_else(next)?, evidence, bound, list: None })
    }

    /// A,61亿元,B,4亿元,分别超过60亿元和3亿元的目标: each mark is of what its member reached.
    fn one_of_several(&self, i: usize) -> Option<Goal> {
        let claims = self.claims();
        let claim = &claims[i];
        let list = |j: &usize| claims[*j].rule == TargetRule::Distributed && claims[*j].clause == claim.clause;
        let first = (i.saturating_sub(NEAR)..=i).rev().take_while(list).last()?;
        let last = (i..claims.len()).take(NEAR).take_while(list).last()?;
        let (quantity, end) = (claim.quantity()?, claims[last].quantity()?);
        let rest = &self.text[end.outer.to..near(self.text, end.outer.to, self.clause(i).span.to)];
        let named = plan::behind(rest, end, self.lexicon)?;
        let from = self.compared(first, claims[first].quantity()?)?;
        let of_it =
            |j: &usize| claims[*j].indicator == claim.indicator && claims[*j].is_in_the_unit_of(quantity) && self.parts[*j] == Part::Figure;
        let answer = (first.saturating_sub(NEAR)..first).rev().find(of_it)?;
        Some(Goal { answer, evidence: Span::new(from, end.outer.to + named.end), bound: bound(quantity), list: None })
    }

    /// 浓度下降13%。污染天数减少36%,超额完成|浓度下降4%、污染天数减少6%|的改善目标: each mark is of what is reported under its name.
    pub(super) fn one_of_a_list(&self, i: usize) -> Option<Goal> {
        let claims = self.claims();
        let list = |j: &usize| claims[*j].clause == claims[i].clause && claims[*j].quantity().is_some() && !claims[*j].inherited;
        let first = (i.saturating_sub(NEAR)..=i).rev().take_while(list).last()?;
        let last = (i..claims.len()).take(NEAR).take_while(list).last().filter(|&last| last > first)?;
        let (start, end) = (claims[first].quantity()?, claims[last].quantity()?);
        let joined = |j: usize| {
            let from = claims[j].quantity().map_or(0, |quantity| quantity.outer.to);
            self.text.get(from..claims[j + 1].evidence.from).is_some_and(|gap| matches!(gap.trim(), "、" | "和" | "及" | "与" | "以及"))
        };
        let rest = &self.text[end.outer.to..near(self.text, end.outer.to, self.clause(i).span.to)];
        let named = plan::behind(rest, end, self.lexicon).filter(|_| (first..last).all(joined))?;
        let from = self.compared(first, start)?;
        // 完成新建5公里、改造3公里的任务 says what was done.
        if named.name.starts_with("任务") && ["完成", "已完成", "实现"].iter().any(|word| self.text[from..].starts_with(word)) {
            return None;
        }
        let own = |j: usize| {
            let name = claims[j].indicator.as_str();
            let alike = |other: &str| {
                let ends: Vec<usize> = name.char_indices().map(|(at, _)| at).chain([name.len()]).collect();
                ends.iter().zip(ends.iter().skip(3)).any(|(&from, &to)| other.contains(&name[from..to]))
            };
            let of_it = |k: &usize| {
                let figure = self.parts[*k] == Part::Figure && claims[*k].stated.is_none() && claims[*k].trend == claims[j].trend;
                figure
                    && claims[j].quantity().is_some_and(|quantity| claims[*k].is_in_the_unit_of(quantity))
                    && alike(&claims[*k].indicator)
            };
            let here = |k: &usize| self.clause(*k).sentence + 1 >= self.clause(j).sentence;
            (first.saturating_sub(NEAR)..first).rev().take_while(here).take_while(|&k| !matches!(self.parts[k], Part::Goal(_))).find(of_it)
        };
        let (answer, head) = (own(i)?, own(first)?);
        let quantity = claims[i].quantity()?;
        let begins = if i == first { from } else { claims[i].evidence.from };
        let ends = if i == last { end.outer.to + named.end } else { quantity.outer.to };
        Some(Goal { answer, evidence: Span::new(begins, ends), bound: bound(quantity), list: Some((first, head)) })
    }

    /// Whether claim `j` reports in a later clause of the sentence of claim `i`.
    fn follows(&self, i: usize, j: usize) -> bool {
        let (here, there) = (self.clause(i), self.clause(j));
        let reports = self.parts[j] == Part::Figure && self.stances[j].stance == Stance::Result && self.claims()[j].stated.is_none();
        reports && here.sentence == there.sentence && self.claims()[j].clause > self.claims()[i].clause && !there.inside
    }

    /// 低于|3%左右|的预期目标: the name of the plan stands behind the mark, and a word that compares in front.
    fn named_behind(&self, i: usize, quantity: &Quantity<'_>) -> Option<(Span, Option<Bound>)> {
        let clause = self.clause(i).span;
        let rest = &self.text[quantity.outer.to..near(self.text, quantity.outer.to, clause.to)];
        let named = plan::behind(rest, quantity, self.lexicon)?;
        let behind = &rest[named.end..];
        let from = self.compared(i, quantity)?;
        // 完成15个村的整治任务 says what was done; 超额完成15个村的整治任务 says of what plan.
        let done = ["完成", "已完成", "完成了"].contains(&self.text[from..quantity.outer.from.max(from)].trim());
        if done && !named.noun.is_empty() && named.name.starts_with("任务") {
            return None;
        }
        let end = quantity.outer.to + named.end;
        // 控制在4.5%的目标以内: the bound stands behind the name.
        let behind = self.lexicon.bounds_after.prefix(behind).map(|(_, &bound)| bound);
        Some((Span::new(from, end), behind.or_else(|| bound(quantity))))
    }

    /// (年度目标|20亿元), 比|年度目标|1万人|多2000人: the name stands in front, alone or behind a word that compares.
    fn named_in_front(&self, i: usize, quantity: &Quantity<'_>) -> Option<(Span, Option<Bound>)> {
        let clause = self.clause(i).span;
        let start = self.window(clause.from, quantity.span.from);
        let front = self.text[start..quantity.span.from].trim_end();
        let said = front.trim_end_matches(['为', '是', ':', '：']);
        // 大大高于“十一五”规划|所要求的|7.5%
        let set = |said: &'_ str| {
            ["所要求的", "要求的", "规定的", "确定的", "提出的", "设定的"].iter().find_map(|end| said.strip_suffix(end)).map(str::len)
        };
        let required = set(said);
        let said = &said[..required.unwrap_or(said.len())];
        let (at, of) = plan::name_at_end(said, self.lexicon)?;
        if of != StatedOf::Target {
            return None;
        }
        let before = said[..at].trim_end();
        // 低于目标1.5个百分点 is how far it is from the mark, not the mark.
        let differs = required.and_then(|_| self.lexicon.differs_after.suffix(before)).map(|(word, _)| word);
        let compares = ["比", "较", "与", "距", "距离", "离", "同"].into_iter().find(|word| before.ends_with(word)).or(differs);
        let from = match compares.map(|word| before.len() - word.len()).or_else(|| self.came_to(before)) {
            Some(at) => start + at,
            None if before.is_empty() && start == clause.from => start,
            None => return None,
        };
        // 比市下达的控制数9.5‰低: what controls is a limit.
        let limit = said[at..].contains("控制数").then_some(Bound::Le);
        Some((Span::new(from, quantity.outer.to), bound(quantity).or(limit)))
    }

    /// Where the verb begins that says the plan was met, in front of a plan named with its year: 达成|原定2023年装机|目标.
    fn came_to(&self, front: &str) -> Option<usize> {
        let (at, word, _) =
            self.lexicon.meets.find(front).filter(|(_, word, meets)| meets.goal && !meets.share && is_affirmed(word)).last()?;
        let between = &front[at + word.len()..];
        let near = between.chars().count() <= BETWEEN && !between.contains(['、', ',', '，', ';', '；', '的', '率']);
        (near && !between.is_empty()).then_some(at)
    }

    /// The words that say a printed mark was passed, where no figure says by how much: 经济增速|高于规划年均增长7%的预期目标.
    pub(super) fn passed(&self, i: usize) -> Option<Passed> {
        let quantity = self.claims()[i].quantity()?;
        let (words, _) = self.named_behind(i, quantity)?;
        let clause = self.clause(i).span;
        let said = words.of(self.text);
        let above = self.lexicon.differs_after.prefix(said).is_some_and(|(_, differs)| matches!(differs, Differs::Above | Differs::Better));
        let met = self.lexicon.meets.prefix(said).is_some_and(|(word, meets)| meets.goal && !meets.share && is_affirmed(word));
        let front = Span::new(self.window(clause.from, words.from), words.from);
        let meant = self.lexicon.stance.find(front.of(self.text)).any(|(_, _, cue)| cue.plans());
        let lead = phrase::lead(self.text, front, Force::Weak, &self.reading.periods, self.lexicon);
        let named = Span::new(lead.noun.min(front.to), front.to);
        ((above || met) && !meant && tidy(named.of(self.text)).chars().count() > 1).then_some(Passed { named, words })
    }

    /// Where the word begins in front of the mark that compares with it: 低于, 超额完成, 控制在.
    fn compared(&self, i: usize, quantity: &Quantity<'_>) -> Option<usize> {
        let start = self.window(self.clause(i).span.from, quantity.span.from);
        let front = &self.text[start..quantity.span.from];
        let close = |behind: &str| {
            let free = !behind.contains(|c: char| c.is_ascii_digit() || "、,，;；".contains(c));
            behind.chars().count() <= BETWEEN && (free || plan::adjectives(behind, self.lexicon) == 0)
        };
        // 与, 比: of one character, right in front of the plan's name; not 比 of a name.
        let whole = |at: usize, word: &str| {
            let between = front[at + word.len()..].trim().trim_matches(['“', '”', '(', '（']);
            word.chars().nth(1).is_some()
                || plan::adjectives(between, self.lexicon) == 0
                || self.lexicon.planners.find(between).next().is_some()
        };
        let meets = self.lexicon.meets.find(front).filter(|(at, word, meets)| meets.goal && whole(*at, word));
        let meets = meets.map(|(at, word, _)| (at, word.len()));
        let differs = self.lexicon.differs_after.find(front).map(|(at, word, _)| (at, word.len()));
        // 超额完成了年初定下的|新增参保人数|3000人的目标: what the verb governs itself may stand between.
        let governs = |at: usize, len: usize| len > "完成".len() && self.claims()[i].action.is_some_and(|action| action.from == start + at);
        let found = meets.chain(differs).filter(|&(at, len)| close(&front[at + len..]) || governs(at, len)).map(|(at, _)| at).max()?;
        Some(start + found)
    }
}

/// Whether a verb of meeting a plan says that it was met: 超额完成, but not 未完成, 距离.
fn is_affirmed(word: &str) -> bool {
    word.chars().count() > 1 && !word.starts_with(['未', '仅', '只', '距', '控'])
}

/// The bound of the mark itself; that of the word that compares is none.
fn bound(quantity: &Quantity<'_>) -> Option<Bound> {
    quantity.bound.filter(|_| quantity.firm)
}
