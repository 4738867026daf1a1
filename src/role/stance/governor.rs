//! What governs a number of prose: the last word of its sentence in front of it that plans or reports.
//!
//! Reads: `今年计划|新建10所` (a plan), `截至目前,|已新建6所` (a report), `去年|完成143亿元` (an earlier time), `下一步,将|新建3所` (a later one).
//! Refuses: what stands in parentheses outside of them; `计划共|新建10所` (a sum of what is planned); among goals, what is done in another clause.

use super::Weighing;
use super::evidence::Evidence;
use crate::claim::{Claim, Clause, Cued};
use crate::lexicon::Cue;
use crate::role::section::Section;

/// What governs a number: the last word of its sentence in front of it that plans or reports.
#[derive(Debug, Clone, Copy)]
pub(super) struct Governor {
    pub(super) kind: Governing,
    /// The clause it stands in, and that clause's part of the sentence.
    pub(super) clause: usize,
    part: usize,
    /// Where its word ends.
    pub(super) to: usize,
    /// Whether it heads a list: 预期目标是:.
    heads: bool,
}

/// How far a sentence was gone through, and what governs there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walk {
    /// Where the sentence begins.
    sentence: usize,
    to: usize,
    /// The next cue and the next period.
    cue: usize,
    period: usize,
    governor: Option<Governor>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Governing {
    Plan,
    Will,
    /// What is hoped for, or only referred to: 努力, 围绕…的目标.
    Hope,
    Report,
    Aspect,
    /// It counts what there is, in its own clause: 共, 累计.
    Sum,
    Over,
    Past,
    /// Of a later time, another place or another level.
    Elsewhere,
}

/// No word further in front of a number governs it, in bytes.
const REACH: usize = 3000;

impl Governor {
    /// Whether it is a plan, or what is meant to be done.
    pub(super) const fn plans(self) -> bool {
        matches!(self.kind, Governing::Plan | Governing::Will | Governing::Hope)
    }

    /// Whether it is the head of a list of what is planned: 预期目标是:.
    pub(super) const fn heads_a_plan(self) -> bool {
        self.heads && matches!(self.kind, Governing::Plan)
    }

    /// Whether it is a plan whose word ends where a comparison begins: 计划|比上年增长20%.
    pub(super) fn is_a_plan_at(self, compares: usize) -> bool {
        matches!(self.kind, Governing::Plan) && (self.to == compares || self.to + '比'.len_utf8() == compares)
    }

    /// What it says of a claim, by how far away it stands.
    pub(super) fn says(self, claim: &Claim<'_>, clause: &Clause) -> Evidence {
        let here = self.clause == claim.clause;
        match (self.kind, here) {
            (Governing::Plan, true) => Evidence::Planned,
            (Governing::Plan, false) => Evidence::PlannedAbove,
            (Governing::Will | Governing::Hope, true) => Evidence::Meant,
            (Governing::Will, false) => Evidence::MeantAbove,
            (Governing::Hope, false) => Evidence::HopedAbove,
            (Governing::Report, true) => Evidence::Reported,
            (Governing::Report, false) => Evidence::ReportedAbove,
            (Governing::Aspect | Governing::Sum, true) => Evidence::Done,
            (Governing::Aspect, false) if self.part == clause.part => Evidence::DoneAbove,
            (Governing::Aspect | Governing::Sum, false) | (Governing::Over | Governing::Past | Governing::Elsewhere, _) => Evidence::Over,
        }
    }
}

impl Weighing<'_, '_> {
    /// The last word in front of a claim in its sentence that governs it.
    pub(super) fn governor(&self, claim: &Claim<'_>, clause: &Clause) -> Option<Governor> {
        let sentence = self.sentence_from(clause);
        // What stands in front of the clause is the same for all claims behind it, and is gone through once.
        let known = self.walked.get().filter(|walk| walk.sentence == sentence && walk.to <= clause.span.from);
        let start = known.unwrap_or_else(|| self.walk_from(sentence, sentence.max(clause.span.from.saturating_sub(REACH))));
        let before = self.walk(start, clause.span.from, None);
        self.walked.set(Some(before));
        let near = super::at(claim).saturating_sub(REACH).max(clause.span.from);
        let own = if near > clause.span.from { Walk { governor: before.governor, ..self.walk_from(sentence, near) } } else { before };
        let found = self.walk(own, super::at(claim), Some(claim.clause)).governor;
        let done = |kind| matches!(kind, Governing::Aspect | Governing::Sum | Governing::Report | Governing::Over);
        // Among goals only its own clause says that something is done: 提升治理成效,完成1128万亩.
        let found = found.filter(|governor| !self.among_goals() || !done(governor.kind) || governor.clause == claim.clause);
        // 已 holds to the end of its part of the sentence.
        found.filter(|governor| governor.kind != Governing::Aspect || governor.part == clause.part)
    }

    /// The beginning of a walk at a place of a sentence.
    fn walk_from(&self, sentence: usize, from: usize) -> Walk {
        let cue = self.cues.partition_point(|cued| cued.span.from < from);
        let period = self.reading.periods.partition_point(|period| period.span.from < from);
        Walk { sentence, to: from, cue, period, governor: None }
    }

    /// Goes on to a place of the sentence. In the clause `own` what stands in parentheses and what only counts there governs as well.
    fn walk(&self, mut walk: Walk, to: usize, own: Option<usize>) -> Walk {
        let (cues, periods) = (self.cues, &self.reading.periods);
        loop {
            let cue = cues.get(walk.cue).filter(|cued| cued.span.from < to);
            let period = periods.get(walk.period).filter(|period| period.span.from < to);
            let found = walk.governor;
            let (from, end, heads, closed, kind) =
                if let Some(period) = period.filter(|period| cue.is_none_or(|cued| period.span.from <= cued.span.from)) {
                    walk.period += 1;
                    // 新建公园3个,6月份建成2个: a month inside a sentence may be to come.
                    // 力争上半年开工项目20个: nor is a period over that a plan is made for.
                    let planned = found.is_some_and(|above| above.plans() && above.to == period.span.from);
                    let over = super::is_over(period) && (!period.is_one_month() || period.span.from == walk.sentence) && !planned;
                    (period.span.from, period.span.from, false, None, over.then_some(Governing::Over))
                } else if let Some(cued) = cue {
                    walk.cue += 1;
                    // 今年 ends what 去年 began.
                    // 去年|全年 is last year all the same.
                    if cued.cue == Cue::Now {
                        let ends = |governor: Governor| governor.kind == Governing::Past && governor.to < cued.span.from;
                        walk.governor = found.filter(|&governor| !ends(governor));
                    }
                    (cued.span.from, cued.span.to, cued.heads, cued.closed, self.governs(cued, walk.governor))
                } else {
                    break;
                };
            let Some(kind) = kind else { continue };
            let stands = self.clause_at(from);
            let other = &self.reading.clauses[stands];
            // What stands in parentheses governs nothing outside, be they a clause or not, and what counts only its own clause.
            let bracketed = closed.is_some_and(|closed| closed < to) && !other.inside;
            if bracketed || (other.inside || kind == Governing::Sum) && own != Some(stands) {
                continue;
            }
            let governor = Governor { kind, clause: stands, part: other.part, to: end, heads };
            // 下一步,将新建充电桩500个
            let elsewhere = |above: Governor| above.kind == Governing::Elsewhere && above.part == other.part;
            if !(walk.governor.is_some_and(elsewhere) && governor.plans()) {
                walk.governor = Some(governor);
            }
        }
        walk.to = walk.to.max(to);
        walk
    }

    /// What a word governs behind what governs so far.
    fn governs(&self, cued: &Cued, above: Option<Governor>) -> Option<Governing> {
        let reports = |above: Governor| matches!(above.kind, Governing::Report | Governing::Over | Governing::Aspect | Governing::Sum);
        match cued.cue {
            // 围绕打造产业集群的目标,引进企业12家
            Cue::Plan if cued.refers => Some(Governing::Hope),
            Cue::Plan | Cue::Cites => Some(Governing::Plan),
            // 今年以来,积极争取落实专项资金6.98亿元
            Cue::Will if cued.hopes && above.is_some_and(reports) => None,
            Cue::Will if cued.hopes => Some(Governing::Hope),
            Cue::Will => Some(Governing::Will),
            Cue::Report => Some(Governing::Report),
            Cue::Aspect => Some(Governing::Aspect),
            // 计划共新建10所
            Cue::Sum if above.is_some_and(|above| above.plans() && above.clause == self.clause_at(cued.span.from)) => None,
            // Nor does it where nothing reports: 累计建成1000公里以上.
            Cue::Sum if self.among_goals() || self.all_plans => None,
            Cue::Sum => Some(Governing::Sum),
            Cue::Past => Some(Governing::Past),
            Cue::Later if self.among_goals() => None,
            Cue::Later | Cue::Another => Some(Governing::Elsewhere),
            Cue::Now
            | Cue::Weak
            | Cue::Compares
            | Cue::Reckons
            | Cue::Opens
            | Cue::Field
            | Cue::Listed
            | Cue::List
            | Cue::Size
            | Cue::Item
            | Cue::None => None,
        }
    }

    /// Whether the section sets goals.
    pub(super) fn among_goals(&self) -> bool {
        self.ground.section.is_some_and(Section::asks)
    }
}
