//! A count in front of what is done of it.
//!
//! Reads: `300公里安保工程,现已完成344公里`, `20公里步行道已完成7.42公里`, `36处隐患点已整治28处`; `新建60公里,已完成52公里,完成率86.7%` (the rate says
//! that the first is the mark).
//! Refuses: a thing and what was put into it (`62个街道已设置网格5889个`), two subjects side by side (`28个村已完成换届,35个村正在推进`).

use super::against::{divides, is_quotient};
use super::{NEAR, Part, Teller};
use crate::claim::stated::Form;
use crate::claim::{Marks, TargetRule};
use crate::lexicon::{Cue, StatedOf};

impl Teller<'_, '_, '_> {
    /// Marks a thing with its size of which the next claim says how much is done.
    pub(super) fn topics(&mut self) {
        for i in 0..self.claims().len().saturating_sub(1) {
            if self.is_topic(i) {
                self.parts[i] = Part::Topic(i + 1);
            }
        }
    }

    fn is_topic(&self, i: usize) -> bool {
        let (claim, next) = (&self.claims()[i], &self.claims()[i + 1]);
        let (Some(size), Some(done)) = (claim.quantity(), next.quantity()) else { return false };
        let topic = matches!(self.parts[i], Part::Figure | Part::Done(_))
            && self.parts[i + 1] == Part::Figure
            && (claim.rule == TargetRule::NounAfter || self.share_follows(i))
            && claim.action.is_none()
            && claim.marks == Marks::default()
            && !claim.class
            && claim.stated.is_none()
            && next.stated.is_none()
            && !next.marks.part;
        let same = size.unit.name == done.unit.name && !size.unit.name.is_empty() && size.unit.dimension() != "share";
        let (here, there) = (self.clause(i), self.clause(i + 1));
        let opens = self.opens_a_part(i) || here.span == there.span && self.opens_its_clause(i);
        if !topic || !same || here.inside || there.inside || here.part != there.part || !opens {
            return false;
        }
        // 已 stands at the verb that governs the second number, which has no noun of its own.
        let between = &self.text[size.outer.to..done.outer.from.max(size.outer.to)];
        let Some(at) = between.rfind(['已', '实']).filter(|&at| between[at..].starts_with('已') || between[at..].starts_with("实际"))
        else {
            return false;
        };
        let verb = next.action.map_or("", |action| action.of(self.text));
        let own = next.inherited
            || claim.indicator.ends_with(&next.indicator)
            || next.indicator.strip_prefix(&claim.indicator).is_some_and(|rest| rest.trim_start_matches(['现', '已']) == verb);
        let own = own || self.share_follows(i);
        own && next.rule != TargetRule::NounAfter && !between[at..].contains([',', '，'])
    }

    /// 黑臭水体126条已完成120条(95%): whether the share of the two numbers of a clause follows them at once.
    fn share_follows(&self, i: usize) -> bool {
        let [size, done, rate] = self.claims().get(i..i + 3).unwrap_or_default() else { return false };
        let (Some(a), Some(b), Some(share)) = (size.quantity(), done.quantity(), rate.quantity()) else { return false };
        let follows = self.text.get(b.outer.to..share.outer.from).is_some_and(|gap| matches!(gap.trim(), "(" | "（" | ""));
        size.clause == done.clause && follows && share.unit.name == "%" && is_quotient(b, a, share)
    }

    /// Whether the name of a plan stands at a number: 投资计划|6.7亿元.
    fn is_of_a_plan(&self, i: usize) -> bool {
        let front = self.front(i).trim_end().trim_end_matches(['为', '是', '共']);
        self.lexicon.stance.suffix(front).is_some_and(|(_, cue)| *cue == Cue::Plan)
    }

    /// Whether a claim begins its clause.
    fn opens_its_clause(&self, i: usize) -> bool {
        self.claims()[i].quantity().is_some_and(|quantity| quantity.outer.from == self.clause(i).span.from)
    }

    /// Marks the earlier quantity that a rate of completion makes the mark: 新建60公里,已完成52公里,完成率86.7%.
    pub(super) fn confirmed(&mut self) {
        for i in 0..self.claims().len() {
            let claim = &self.claims()[i];
            let stated = claim.stated.filter(|stated| stated.of == StatedOf::Target && stated.form == Form::Share);
            let Some((_, rate)) = stated.zip(claim.quantity()).filter(|(_, rate)| rate.unit.name == "%") else { continue };
            let figure = |j: &usize| {
                self.parts[*j] == Part::Figure && self.claims()[*j].stated.is_none() && self.clause(*j).part == self.clause(i).part
            };
            let Some(done) = (i.saturating_sub(NEAR)..i).rev().find(figure) else { continue };
            let Some(given) = self.claims()[done].quantity().filter(|given| given.unit.dimension() != "share") else { continue };
            // 已安排投资计划6.7亿元,…。累计完成投资4.8亿元,占安排投资计划71.9%: in an earlier sentence only what is of a plan by name, and only tenths tell.
            let tenths = rate.value.is_some_and(|value| value.scale() > 0);
            let planned = |j: usize| {
                self.parts[j] == Part::Figure
                    && self.claims()[j].stated.is_none()
                    && tenths
                    && self.is_of_a_plan(j)
                    && !self.clause(j).inside
            };
            let mark = |j: &usize| {
                let asked = self.claims()[*j].quantity();
                (figure(j) || planned(*j)) && asked.is_some_and(|asked| asked.unit.name == given.unit.name && divides(given, asked, rate))
            };
            if let Some(mark) =
                (done.saturating_sub(NEAR)..done).rev().find(mark).filter(|&mark| self.reports(done) || self.is_of_a_plan(mark))
            {
                self.parts[mark] = Part::Topic(done);
            }
        }
    }
}
