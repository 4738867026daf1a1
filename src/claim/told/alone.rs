//! A rate whose mark is not printed: 改造完成公交停靠站120个,完成任务数120%.

use crate::claim::noun::tidy;
use crate::claim::target::{self, Target};
use crate::claim::{Claim, Form, Marks, Reading, Said, TargetRule, members, phrase, plan};
use crate::grammar::{Quantity, UnitRead};
use crate::lexicon::{Force, Lexicon, Measure};
use crate::span::{Span, floor};

/// The target that a rate speaks of whose mark is not printed: 改造完成公交停靠站120个,完成任务数120%. It has the unit of the figure beside it and no
/// value. Without a figure it is named in front of the rate: 招商引资完成年度任务的85%.
pub(crate) fn rate_alone<'l>(
    text: &str,
    reading: &Reading<'l>,
    rate: &Claim<'l>,
    figure: Option<&Claim<'l>>,
    (place, listed): (usize, usize),
    lexicon: &'l Lexicon,
) -> Option<Target<'l>> {
    let (from, given) = (rate.stated?.from, rate.quantity()?);
    let clause = reading.clauses[rate.clause].span;
    let near = clause.from.max(floor(text, from.saturating_sub(BEFORE)));
    let clause = Span::new(near, clause.to);
    let said = &text[clause.from..from.max(clause.from)];
    let named = plan::adjectives(said, lexicon);
    // 地方财政|收入|完成年初预算的94%: the money itself is no part of the plan's name.
    let front = Span::new(clause.from, clause.from + named + plan::money_in(&said[named..]).unwrap_or(0));
    // 占总任务的7.7%, 提前完成任务的有3项,占30%: shares of the number of tasks.
    // 甲、乙等43个县完成率超过80%, 各区完成率均在82%以上: how many came how far sums up many plans.
    let each =
        || text[near..from.max(near)].contains(['均', '都']) || text[from.min(given.outer.from)..given.outer.from].contains(['均', '都']);
    if given.bound.is_some() && (each() || figure.is_none_or(|figure| figure.quantity().is_some_and(|count| count.unit.name == "个"))) {
        return None;
    }
    let tasks = figure.is_none_or(|figure| figure.quantity().is_none_or(|count| matches!(count.unit.name.as_ref(), "个" | "项" | "件")));
    if text[from..].starts_with("占总") && tasks || figure.is_some_and(|figure| figure.evidence.of(text).contains("的有")) {
        return None;
    }
    let lead = phrase::lead(text, front, Force::Weak, &reading.periods, lexicon);
    let named = tidy(&text[lead.noun.min(front.to)..front.to]);
    let named = if listed > 1 && figure.is_none() { member(&named, place, listed, lexicon) } else { Some(named) }?;
    let named = if named.chars().count() > 1 && !lexicon.reports(&named) { named } else { String::new() };
    // 农村转移就业3200人,完成县民生工程目标任务的107%: what stands behind the verb says whose plan it is.
    // 已开工1412户,开工率占年度任务数的78%: the rate is of the figure.
    let step = || named.strip_suffix('率').is_some_and(|verb| lexicon.is_verb(verb));
    let named = if figure.is_some_and(|figure| figure.clause < rate.clause) && step() { String::new() } else { named };
    let owned = figure.is_some() && lexicon.meets.prefix(front.of(text)).is_some_and(|(_, meets)| meets.share);
    // 完成招商引资任务的85%: what the plan is of says what was done.
    let named =
        if named.is_empty() && figure.is_none() { what_is_planned(&text[from..given.outer.from.max(from)], lexicon) } else { named };
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
        indicator: of.map_or(named, |figure| with_what_is_planned(figure, &text[from..given.outer.from.max(from)], lexicon)),
        stated: None,
        marks: Marks::default(),
        behind: Span::new(given.outer.to, given.outer.to),
        clause: rate.clause,
        rule: TargetRule::RateAlone,
        ..like.clone()
    };
    (!claim.indicator.is_empty()).then(|| target::target(claim, None, lexicon))
}

/// What stands between the verb of a rate and the name of the plan: 完成|招商引资|任务的. May be nothing.
fn what_is_planned(said: &str, lexicon: &Lexicon) -> String {
    let thing = lexicon.meets.prefix(said).filter(|(_, meets)| meets.share).map_or("", |(verb, _)| &said[verb.len()..]);
    let Some((at, ..)) = lexicon.stated.find(thing).last() else { return String::new() };
    tidy(&thing[..plan::adjectives(&thing[..at], lexicon)])
}

/// 竣工项目完成5.6亿元,占年度|投资|计划的99%: money of which only the plan says what it is.
fn with_what_is_planned(figure: &Claim<'_>, plan: &str, lexicon: &Lexicon) -> String {
    let money = figure.quantity().is_some_and(|quantity| quantity.unit.dimension().starts_with("money"));
    let named = lexicon.measures.suffix(&figure.indicator).is_some() || figure.indicator.ends_with(['资', '款', '金']);
    let planned = lexicon.measures.find(plan).filter(|(_, _, measure)| **measure == Some(Measure::Flow)).last();
    match planned.filter(|_| money && !named) {
        Some((_, word, _)) => format!("{}{word}", figure.indicator),
        None => figure.indicator.clone(),
    }
}

/// 营业收入、利润总额、工业产值预计分别|完成年度目标的52%、52%和51%: the member of a list that the rate in its place is of. What a first member holds of joints
/// is its own: 全资、控股企业营业收入.
fn member(named: &str, place: usize, listed: usize, lexicon: &Lexicon) -> Option<String> {
    let mut said = named;
    while let Some((word, _)) = lexicon.adverbs.suffix(said) {
        said = &said[..said.len() - word.len()];
    }
    let spans = members::spans(said, lexicon);
    let first = spans.len().checked_sub(listed)?;
    let measured = |span: &Span| lexicon.measures.suffix(span.of(said)).is_some();
    if first > 0 && spans[..first].iter().any(measured) {
        return None;
    }
    let span = if place == 0 { Span::new(0, spans[first].to) } else { *spans.get(first + place)? };
    Some(tidy(span.of(said)))
}

/// How many bytes in front of a rate may name what it is of.
const BEFORE: usize = 240;
