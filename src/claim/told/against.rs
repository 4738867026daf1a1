//! The mark that a rate or a difference is set against.
//!
//! Reads: `占目标任务数80公里的112.9%` (it stands in the rate), `低于目标1.5个百分点` (only the difference gives it).
//! Refuses: differences from a schedule, from other years and places.

use rust_decimal::Decimal;

use super::goal::Goal;
use super::{NEAR, Part, Teller};
use crate::claim::segment::counts;
use crate::claim::stated::{Form, Stated};
use crate::claim::{Claim, Said, TargetRule, measure, stated};
use crate::grammar::Quantity;
use crate::lexicon::{Bound, Governs, Polarity, StatedOf};
use crate::span::Span;

impl<'l> Teller<'_, '_, 'l> {
    /// The target that a rate or a difference is set against, and the claim that is: 占目标任务数|100公里|的136.9%, 低于目标|1.5个百分点.
    pub(super) fn set_against(&self, i: usize) -> Vec<(Claim<'l>, usize)> {
        let Some(last) = self.set_against_one(i, None) else { return Vec::new() };
        // 分别增长6.8%和8.3%,均高于年度目标0.3个百分点: each of them.
        let (answer, unit) = (&self.claims()[last.1], |j: usize| self.claims()[j].quantity().map(|quantity| &quantity.unit.name));
        let each = self.claims()[i].stated.is_some_and(|stated| self.text[..stated.from].ends_with(['均', '都']));
        let others = (last.1.saturating_sub(NEAR)..last.1).filter(|&j| each && self.parts[j] == Part::Figure);
        let others = others.filter(|&j| self.claims()[j].clause == answer.clause && unit(j) == unit(last.1));
        others.filter_map(|j| self.set_against_one(i, Some(j))).chain([last.clone()]).collect()
    }

    /// The same, set against the claim that is given, or else the nearest.
    fn set_against_one(&self, i: usize, given_answer: Option<usize>) -> Option<(Claim<'l>, usize)> {
        let claim = &self.claims()[i];
        // 占上半年任务5500万元的110%: the mark of a part of the year, but none of its pace (序时任务).
        let stated = claim.stated.filter(|stated| stated.of == StatedOf::Target || self.is_of_a_part_of_the_year(i, stated))?;
        let given = claim.quantity()?;
        let (quantity, answer, rule) = match stated.form {
            Form::Share => return None,
            Form::ShareOf(base) => {
                let base = &self.reading.quantities[base];
                let like = |quantity: &Quantity<'_>| quantity.unit.dimension() == base.unit.dimension();
                // 完成税收848万元,占全年任务1550万的55%: the rate tells what the mark is in.
                // 培训2838人,占任务1320人次的215%: and what is counted in people may be planned in visits.
                let counted = |quantity: &Quantity<'_>| counts(quantity.unit.dimension()) && counts(base.unit.dimension());
                let told =
                    |quantity: &Quantity<'_>| like(quantity) || base.unit.name.is_empty() && base.high.is_none() || counted(quantity);
                // 新增20条,其中市本级17条,占目标任务7条的285.7%: the rate itself tells which figure it is of.
                let gives = |quantity: &Quantity<'_>| told(quantity) && divides(quantity, base, given);
                let answer = self
                    .nearest(i, |j| self.claims()[j].quantity().is_some_and(gives))
                    .or_else(|| self.nearest(i, |j| !self.claims()[j].marks.part && self.claims()[j].quantity().is_some_and(like)))?;
                let mut base = base.clone();
                if let Some(of) = self.claims()[answer].quantity().filter(|_| base.unit.name.is_empty()) {
                    base.unit = of.unit.clone();
                }
                (base, answer, TargetRule::ShareOfTarget)
            }
            Form::Above | Form::Below | Form::Better => {
                let points = given.unit.dimension() == "point";
                let like = |quantity: &Quantity<'_>| if points { quantity.unit.name == "%" } else { quantity.unit.name == given.unit.name };
                if given.unit.name == "%" {
                    // 比计划多完成12% is a rate.
                    return None;
                }
                // 其中国有煤矿完成4457万吨,比计划增加534万吨: of the part right in front of it.
                let own = |j: usize| !self.claims()[j].marks.part || self.claims()[j].clause + 1 == claim.clause;
                let planned = |j: usize| self.stances[j].is_planned_by_name() || self.stances[j].is_named_behind();
                let nearest = || self.nearest(i, |j| own(j) && !planned(j) && self.claims()[j].quantity().is_some_and(like));
                let answer = given_answer.or_else(nearest)?;
                (self.implied(answer, given, stated.form)?, answer, TargetRule::DifferenceFromTarget)
            }
        };
        let from = &self.claims()[answer];
        let falls = quantity.value.is_some_and(|value| value.is_sign_negative());
        let mut quantity = Quantity { value: quantity.value.map(|value| value.abs()), ..quantity };
        let trend = match from.trend {
            trend if rule != TargetRule::DifferenceFromTarget => trend,
            // Below nothing there is no level, and no fall of what is meant to fall.
            None if falls => return None,
            _ if falls && self.less_is_better(from) => return None,
            // A fall that was expected is one at most: 下降5%,低于目标3个百分点.
            _ if falls => {
                quantity.bound = Some(Bound::Le);
                Some(Governs::Fall)
            }
            // A fall short of a rise: 下降37.8%,低于目标47.8个百分点.
            Some(Governs::Fall) if !self.less_is_better(from) => Some(Governs::Rise),
            trend => trend,
        };
        let evidence = Span::new(stated.from, given.outer.to);
        Some((Claim { trend, rule, ..self.mark_of(answer, i, quantity, evidence) }, answer))
    }

    /// Whether what a rate is of is planned for a part of the year, and printed.
    fn is_of_a_part_of_the_year(&self, i: usize, stated: &Stated) -> bool {
        let Form::ShareOf(base) = stated.form else { return false };
        let named = &self.text[self.clause(i).span.from..self.reading.quantities[base].span.from];
        stated.of == StatedOf::Interim
            && ["半年", "季度", "月"].iter().any(|part| named.contains(part))
            && !["时序", "序时", "进度"].iter().any(|pace| named.contains(pace))
    }

    /// The mark that is printed beside a figure: 低于3%左右的预期目标.
    pub(super) fn printed(&self, i: usize, goal: Goal) -> Claim<'l> {
        let (claim, from) = (&self.claims()[i], &self.claims()[goal.answer]);
        let Some(quantity) = claim.quantity().cloned() else { return claim.clone() };
        // 完成年度下降3%的目标 says itself which way; 上涨1.8%,低于3%的目标 does not.
        let trend = claim.trend.filter(|_| from.trend.is_some()).or(from.trend);
        let quantity = Quantity { bound: goal.bound, approx: quantity.approx, over: None, ..quantity };
        // A mark in parentheses is of the clause that they stand in.
        let mark = self.mark_of(goal.answer, i, quantity, goal.evidence);
        // 超额完成15万辆的销量目标,全年销售新车16.2万辆: the plan says itself what it is of.
        let names_more = claim.indicator.len() > from.indicator.len() && claim.indicator.ends_with(&from.indicator);
        let own =
            (goal.answer > i || names_more && !claim.inherited) && !self.lexicon.is_verb(&claim.indicator) && !claim.indicator.is_empty();
        // 某市浓度下降13%,…,超额完成浓度下降4%、污染天数减少6%的目标: of whom the first is, all are.
        let whose = goal.list.and_then(|(first, head)| self.claims()[head].indicator.strip_suffix(&self.claims()[first].indicator));
        let (indicator, clause) = if let Some(whose) = whose {
            (format!("{whose}{}", claim.indicator), from.clause)
        } else if own {
            (claim.indicator.clone(), claim.clause)
        } else {
            (mark.indicator.clone(), from.clause)
        };
        Claim { trend, rule: TargetRule::GoalBeside, clause, indicator, ..mark }
    }

    /// A mark for the figure `answer`, as claim `i` says it.
    fn mark_of(&self, answer: usize, i: usize, quantity: Quantity<'l>, evidence: Span) -> Claim<'l> {
        let from = &self.claims()[answer];
        Claim {
            evidence,
            apart: None,
            indicator: from.indicator.clone(),
            inherited: true,
            clause: self.claims()[i].clause,
            period: None,
            stated: None,
            behind: Span::new(evidence.to, evidence.to),
            thresholds: from.thresholds.clone(),
            said: Said::Quantity(quantity),
            ..from.clone()
        }
    }

    /// The mark that a figure and its distance from the mark give.
    fn implied(&self, answer: usize, distance: &Quantity<'l>, form: Form) -> Option<Quantity<'l>> {
        let from = &self.claims()[answer];
        let figure = from.quantity()?;
        let above = match form {
            // Of a fall more is better, whatever it is of.
            Form::Better => from.trend == Some(Governs::Fall) || !self.less_is_better(from),
            form => form == Form::Above,
        };
        let distance = if above { distance.value? } else { -distance.value? };
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
}

/// Whether a rate is that of a figure to a base, to a tenth of a point, or to half a point where it has no decimals.
pub(super) fn is_quotient(figure: &Quantity<'_>, base: &Quantity<'_>, rate: &Quantity<'_>) -> bool {
    let given = figure.value.zip(base.value).and_then(|(figure, base)| figure.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base));
    given.zip(rate.value).is_some_and(|(given, rate)| (given - rate).abs() <= Decimal::new(if rate.scale() == 0 { 5 } else { 1 }, 1))
}

/// Whether a rate is that of a figure to a base, as far as it is printed.
pub(crate) fn divides(figure: &Quantity<'_>, base: &Quantity<'_>, rate: &Quantity<'_>) -> bool {
    if rate.unit.name == "倍" {
        // 为年度任务400亩的2.5倍: to its last decimal.
        let given = figure.value.zip(base.value).and_then(|(figure, base)| figure.checked_div(base));
        return given.zip(rate.value).is_some_and(|(given, rate)| {
            let half = Decimal::try_new(5, rate.scale() + 1).ok();
            given.checked_sub(rate).zip(half).is_some_and(|(off, half)| off.abs() <= half)
        });
    }
    let share = rate.value.and_then(|rate| rate.checked_div(Decimal::ONE_HUNDRED));
    figure.value.zip(base.value).zip(share).is_some_and(|((figure, base), share)| stated::is_share(figure, base, share))
}
