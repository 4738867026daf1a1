//! What the words of planning promise, up to where a clause reports.
//!
//! Reads: `计划建成60公里`, `年度投资计划647.4亿元`, `全年要完成60条,现已完成45条` (a weak word, where the result follows), what is listed behind.
//! Refuses: `已下达…`, next steps (`下一步,计划新建`), what is left (`还有1所未完成`), names (`计划投产项目已投产7个` reports).

use super::{NEAR, Part, Teller};
use crate::claim::TargetRule;
use crate::claim::noun::near;
use crate::lexicon::{Cue, Step};
use crate::role::{Section, Stance};
use crate::span::{Span, floor};

/// Words that say a promise was kept.
const KEPT: [&str; 5] = ["兑现", "实现", "落实", "完成", "达成"];
/// What is begun is not done.
const BEGUN: [&str; 2] = ["开工", "动工"];
/// How many bytes in front of a quantity may say that it is the plan's.
const BEFORE: usize = 240;

impl Teller<'_, '_, '_> {
    /// Marks what is asked for, and what is of another time.
    pub(super) fn promises(&mut self) {
        let mut planned = false;
        // 预计产值将完成65亿元,超过61亿元的目标: what is set against a printed mark is what was reached.
        let mut reached = vec![false; self.claims().len()];
        for part in &self.parts {
            if let Part::Goal(goal) = part {
                reached[goal.answer] = true;
            }
        }
        for (i, &reached) in reached.iter().enumerate() {
            planned |= self.stances[i].stance == Stance::Target;
            if self.parts[i] != Part::Figure || reached || self.claims()[i].stated.is_some() {
                continue;
            }
            match self.stances[i].stance {
                // 税收任务3.6亿元,…短收2000万元: how far it is from the mark.
                Stance::Target if self.is_a_distance(i) => self.parts[i] = Part::Base,
                // 计划总投资626万元,已完成投资581万元,占计划的92.8%: the rate makes a mark of what it costs in all.
                Stance::Target if !self.never(i) || self.is_confirmed(i) => {
                    // 推动县级服务中心全覆盖 among goals says nothing of what was done.
                    let asks = self.section.is_some_and(Section::asks);
                    let done = if asks { None } else { self.done_in_words(i) };
                    self.parts[i] = done.map_or(Part::Promised, Part::Done);
                }
                Stance::Context => self.parts[i] = Part::Context,
                // 62个村庄规划编制工作已完成, behind what is planned.
                Stance::Result | Stance::Open
                    if planned && (self.opens_a_part(i) && self.names_a_thing(i) || self.is_a_task(i)) || self.names_a_task(i) =>
                {
                    if let Some(words) = self.done_in_words(i) {
                        self.parts[i] = Part::Done(words);
                    }
                }
                Stance::Target | Stance::Result | Stance::Open => {}
            }
        }
    }

    /// 2200户房屋加固|任务已全部完成: what is counted is no task itself, but of one.
    fn names_a_task(&self, i: usize) -> bool {
        let claim = &self.claims()[i];
        let counts = claim.quantity().is_none_or(|quantity| matches!(quantity.unit.name.as_ref(), "项" | "个" | "件" | "条" | "大"));
        let front = claim.indicator.find("任务").map(|at| &claim.indicator[..at]);
        !counts && claim.rule == TargetRule::NounAfter && front.is_some_and(|front| front.chars().nth(1).is_some()) && self.opens_a_part(i)
    }

    /// 220户|任务: the number of a task by name.
    fn is_a_task(&self, i: usize) -> bool {
        let claim = &self.claims()[i];
        claim.rule == TargetRule::NounAfter && claim.marks.plan && self.text[..claim.evidence.to].ends_with("任务")
    }

    /// 540个社区规划编制工作, but not 其中12亿元.
    fn names_a_thing(&self, i: usize) -> bool {
        let claim = &self.claims()[i];
        claim.quantity().is_some() && claim.rule == TargetRule::NounAfter && !claim.marks.part
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
        self.lexicon.reports(self.front(i))
    }

    /// 项目总投资: no mark whatever stands around it.
    pub(super) fn never(&self, i: usize) -> bool {
        let front = self.front(i);
        // 实施总投资35亿元的|80项工程: what stands in front of another number is said of that.
        let to = self.claims()[i].quantity().map_or(front.len(), |quantity| quantity.outer.from);
        let before = self.reading.quantities.partition_point(|other| other.outer.to <= to);
        let own = before.checked_sub(1).map_or(0, |before| self.reading.quantities[before].outer.to);
        let from = to - front.len();
        let done_to = |at: usize| from + at < own && self.lexicon.verbs.suffix(front[..at].trim_end()).is_some();
        self.lexicon.stance.find(front).any(|(at, _, cue)| *cue == Cue::Size && !done_to(at))
    }

    /// 超收, 短收, 超额 right in front of a number: how far it is from a mark. A verb of change is none: 减少.
    fn is_a_distance(&self, i: usize) -> bool {
        let front = self.front(i).trim_end();
        self.lexicon.differs_before.suffix(front).is_some_and(|(word, _)| word.chars().nth(1).is_some() && !self.lexicon.is_verb(word))
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
        // 修路8公里(责任单位已落实)
        let said = own.of(self.text).split(['(', '（']).next().unwrap_or_default();
        let undertaken = |at: usize| self.lexicon.undertakings.suffix(said[..at].trim_end_matches(['现', '均', '都'])).is_some();
        let at = said.find('已').filter(|&at| (claim.action.is_none() || undertaken(at)) && self.is_done(&said[at..]));
        if let Some(at) = at.or_else(|| self.kept(said)) {
            return Some(Span::new(own.from + at, own.to));
        }
        let next = self.reading.clauses.get(claim.clause + 1).filter(|next| next.part == clause.part && !next.inside)?;
        let counts = self.reading.quantities_in(next.span).next().is_some();
        // 已全部开工,已建成3所: a figure that follows says more.
        let following = self.claims()[i + 1..].iter().take(NEAR).take_while(|other| self.reading.clauses[other.clause].part == clause.part);
        let counted = following.filter(|other| other.clause != claim.clause).any(|other| other.is_in_the_unit_of(quantity));
        let said = &self.text[next.span.from..near(self.text, next.span.from, next.span.to)];
        // 预期目标:失业率控制在4%以内,全面完成各项目标任务: what goes on with the plan says nothing of what was done.
        let goes_on = self.stances[i].is_planned_above() && !said.contains(['已', '了', '均']);
        let reports = !goes_on && (self.lexicon.begins_to_report(said) || self.lexicon.done.prefix(said).is_some());
        (!counts && !counted && reports && self.is_done(said)).then_some(next.span)
    }

    /// Where the words begin that say a promise was kept, behind its name: 8元”的承诺|也得到兑现.
    fn kept(&self, behind: &str) -> Option<usize> {
        let said = behind.trim_end();
        // Most words that follow a number say nothing of the kind.
        let front = KEPT.iter().find_map(|word| said.strip_suffix(word))?;
        let front = ["得到", "得以"].iter().find_map(|word| front.strip_suffix(word)).unwrap_or(front);
        let front = front.trim_end_matches(['也', '均', '都', '已', '全', '部', '如', '期']);
        self.lexicon.stance.suffix(front).filter(|(_, cue)| **cue == Cue::Plan).map(|_| front.len())
    }

    /// Whether words say done, and not begun or basically done.
    fn is_done(&self, said: &str) -> bool {
        let early = self.lexicon.steps.find(said).any(|(_, _, step)| matches!(step, Step::Early | Step::Doing | Step::Plan));
        // 总投入资金2364万元,已全部动工
        let early = early || BEGUN.iter().any(|word| said.contains(word));
        let whole = said.trim_start_matches(['现', '均', '都', '也']);
        !early
            && (self.lexicon.done.any(whole)
                || self.lexicon.steps.find(whole).any(|(_, _, &step)| step == Step::Done)
                || whole.contains("超额完成"))
    }
}
