//! A rate whose mark is not printed: 改造完成公交停靠站120个,完成任务数120%.

use crate::claim::noun::tidy;
use crate::claim::target::{self, Target};
use crate::claim::{Claim, Form, Marks, Reading, Said, TargetRule, phrase, plan};
use crate::grammar::{Quantity, UnitRead};
use crate::lexicon::{Force, Lexicon};
use crate::span::{Span, floor};

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
    let near = clause.from.max(floor(text, from.saturating_sub(BEFORE)));
    let clause = Span::new(near, clause.to);
    let front = Span::new(clause.from, clause.from + plan::adjectives(&text[clause.from..from.max(clause.from)], lexicon));
    // 占总任务的7.7%, 提前完成任务的有3项,占30%: shares of the number of tasks.
    // 甲、乙等43个县完成率超过80%, 各区完成率均在82%以上: how many came how far sums up many plans.
    let each =
        || text[near..from.max(near)].contains(['均', '都']) || text[from.min(given.outer.from)..given.outer.from].contains(['均', '都']);
    if given.bound.is_some() && (each() || figure.is_none_or(|figure| figure.quantity().is_some_and(|count| count.unit.name == "个"))) {
        return None;
    }
    if text[from..].starts_with("占总") || figure.is_some_and(|figure| figure.evidence.of(text).contains("的有")) {
        return None;
    }
    let lead = phrase::lead(text, front, Force::Weak, &reading.periods, lexicon);
    let named = tidy(&text[lead.noun.min(front.to)..front.to]);
    let named = if named.chars().count() > 1 && !lexicon.reports(&named) { named } else { String::new() };
    // 农村转移就业3200人,完成县民生工程目标任务的107%: what stands behind the verb says whose plan it is.
    // 已开工1412户,开工率占年度任务数的78%: the rate is of the figure.
    let step = || named.strip_suffix('率').is_some_and(|verb| lexicon.is_verb(verb));
    let named = if figure.is_some_and(|figure| figure.clause < rate.clause) && step() { String::new() } else { named };
    let owned = figure.is_some() && lexicon.meets.prefix(front.of(text)).is_some_and(|(_, meets)| meets.share);
    let of = figure.filter(|_| named.is_empty() || owned);
    let like = of.unwrap_or(rate);
    let quantity = like.quantity()?.clone();
    let unit = if of.is_some() { quantity.unit.clone() } else { UnitRead::NONE };
    let from = if owned { front.from } else { from };
    // 工业总产值增长1.7倍,比年计划多完成18%: what is completed is the output, not its growth.
    // 单位能耗下降3.6%,完成年度目标的120%: there it is.
    let differs = rate.stated.is_some_and(|stated| matches!(stated.form, Form::Above | Form::Below));
    let grows = differs && like.trend.is_some() && matches!(unit.name.as_ref(), "%" | "倍");
    let (unit, trend) = if grows { (UnitRead::NONE, None) } else { (unit, like.trend) };
    let claim = Claim {
        trend,
        said: Said::Quantity(Quantity { value: None, high: None, unit, approx: None, bound: None, over: None, ..quantity }),
        evidence: Span::new(from.min(if of.is_some() { from } else { lead.noun }), given.outer.to),
        apart: None,
        indicator: of.map_or(named, |figure| figure.indicator.clone()),
        stated: None,
        marks: Marks::default(),
        behind: Span::new(given.outer.to, given.outer.to),
        clause: rate.clause,
        rule: TargetRule::RateAlone,
        ..like.clone()
    };
    (!claim.indicator.is_empty()).then(|| target::target(claim, None, lexicon))
}

/// How many bytes in front of a rate may name what it is of.
const BEFORE: usize = 240;
