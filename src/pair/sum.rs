//! Sums: where a report gives only the parts of what was asked.
//!
//! Reads: `经营性用地成交963亩;工业用地成交133亩;协议出让6亩` for 出让, `6家众创空间…,3家孵化器…` for 孵化器、众创空间.
//! Refuses: a total with its parts, quarters of a total, parts in parentheses.

use rust_decimal::Decimal;

use super::compare::Comparison;
use super::pairs::Pairs;
use super::{Answer, Combine, PairRule, Quality, Reason, Sides};
use crate::claim::members;
use crate::lexicon::Measure;

/// A sum around the best figure, if it is only a part. Figures that other targets were given are left to them.
pub(super) fn answer(sides: &Sides<'_, '_>, row: &[Comparison], chosen: &[Option<usize>], t: usize, best: &Comparison) -> Option<Answer> {
    let target = &sides.targets[t];
    if target.measure != Measure::Flow || total(sides, best.figure) {
        return None;
    }
    let clauses = &sides.reading.clauses;
    let home = &clauses[sides.figures[best.figure].claim.clause];
    let near = |c: &Comparison| matches!(c.reason, None | Some(Reason::Narrower));
    let parts: Vec<&Comparison> = row
        .iter()
        .filter(|c| c.score > 0 && (near(c) == near(best) || c.reason.is_some() == best.reason.is_some()))
        .filter(|c| c.figure == best.figure || !chosen.contains(&Some(c.figure)))
        .filter(|c| {
            let clause = &clauses[sides.figures[c.figure].claim.clause];
            // 新建5G基站268座,累计建成1120座: what is summed up already is no part.
            let claim = &sides.figures[c.figure].claim;
            let summed = claim.marks.cumulative && claim.inherited;
            clause.sentence == home.sentence && !clause.inside && !summed && !total(sides, c.figure)
        })
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let members: Vec<String> =
        members(&target.claim.indicator, sides.lexicon).into_iter().filter(|member| member.chars().count() > 1).collect();
    let named = if members.len() > 1 { named_apart(sides, &parts, &members) } else { None };
    // 3, 1 and 2 of three members: that one is the sum of the others is chance, where no word says so.
    let sums_up = |c: &&Comparison| total(sides, c.figure) || sides.figures[c.figure].claim.marks.cumulative;
    if has_total(sides, &parts) && (named.is_none() || parts.iter().any(sums_up)) {
        return None;
    }
    let (rule, all) = if let Some(named) = named {
        (PairRule::SumOfMembers, named == members.len())
    } else if each_does_another(sides, t, &parts) {
        (PairRule::SumOfActions, true)
    } else if follow_in_time(sides, &parts) {
        (PairRule::SumOfPeriods, true)
    } else if members.len() < 2 && are_kinds(sides, t, &parts) {
        (PairRule::SumOfKinds, true)
    } else {
        return None;
    };
    // 一季度300个,二季度450个,累计完成750个: the total stands there too.
    if let Some(total) = printed_total(sides, row, &parts) {
        return Some(Answer {
            quality: if total.reason.is_some() { Quality::Proxy } else { Quality::Direct },
            reason: total.reason,
            combine: Some(Combine::Single),
            figures: vec![total.figure],
            words: None,
            stated: None,
            rivals: Vec::new(),
            confidence: 75,
            rule: PairRule::TotalOfParts,
        });
    }
    // Parts of unlike steps add up only where each is of its own member.
    if rule != PairRule::SumOfMembers && parts.iter().any(|c| c.reason != best.reason && !(near(c) && near(best))) {
        return None;
    }
    // What narrows one part is made good by the others.
    let whole = |reason: &Reason| !(rule == PairRule::SumOfPeriods && *reason == Reason::PartPeriod);
    let other = parts.iter().filter_map(|c| c.reason).filter(whole).find(|&reason| reason != Reason::Narrower);
    let reason = other.or((!all).then_some(Reason::Narrower));
    Some(Answer {
        quality: if reason.is_some() { Quality::Proxy } else { Quality::Direct },
        reason,
        combine: Some(Combine::Sum),
        figures: parts.iter().map(|c| c.figure).collect(),
        words: None,
        stated: None,
        rivals: Vec::new(),
        confidence: 70,
        rule,
    })
}

/// The figure that is said to sum up and is the sum of the parts.
fn printed_total<'c>(sides: &Sides<'_, '_>, row: &'c [Comparison], parts: &[&Comparison]) -> Option<&'c Comparison> {
    let value = |c: &Comparison| sides.figures[c.figure].claim.quantity().and_then(|quantity| quantity.value);
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, c| sum.checked_add(value(c)?))?;
    let marks = |c: &Comparison| sides.figures[c.figure].claim.marks;
    row.iter().find(|c| c.score > 0 && (marks(c).cumulative || marks(c).total) && value(c) == Some(sum))
}

/// Whether one of the figures is the total of the others.
fn has_total(sides: &Sides<'_, '_>, parts: &[&Comparison]) -> bool {
    let values: Vec<Decimal> = parts.iter().filter_map(|c| sides.figures[c.figure].claim.quantity()?.value).collect();
    let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value));
    sum.is_none_or(|sum| values.iter().any(|value| value.checked_mul(Decimal::TWO) == Some(sum)))
}

/// 新建、改建各类运动场地: each figure is of another of the verbs, and of the same noun.
fn each_does_another(sides: &Sides<'_, '_>, t: usize, parts: &[&Comparison]) -> bool {
    let asked = sides.targets[t].claim.action.map_or("", |span| span.of(sides.task));
    let verbs = members(asked, sides.lexicon);
    let mut given: Vec<&str> =
        parts.iter().filter_map(|c| sides.figures[c.figure].claim.action.map(|span| span.of(sides.progress))).collect();
    given.sort_unstable();
    let several = given.len() > 1 && given.len() == parts.len() && given.windows(2).all(|pair| pair[0] != pair[1]);
    // 新建改建 joins its verbs without a mark.
    let joined = verbs.len() == 1
        && given.iter().map(|verb| verb.len()).sum::<usize>() == asked.len()
        && given.iter().all(|verb| asked.contains(verb));
    several && (joined || verbs.len() > 1 && given.iter().all(|verb| verbs.iter().any(|asked| verb.contains(asked.as_str()))))
}

/// 上半年…,下半年…: the same noun in periods that do not overlap.
fn follow_in_time(sides: &Sides<'_, '_>, parts: &[&Comparison]) -> bool {
    let claims = || parts.iter().map(|c| &sides.figures[c.figure].claim);
    let mut periods: Vec<(u8, u8)> = claims().filter_map(|claim| claim.period.and_then(|period| period.months)).collect();
    periods.sort_unstable();
    let apart = periods.len() == parts.len() && periods.windows(2).all(|pair| pair[0].1 < pair[1].0);
    apart && claims().all(|claim| claim.indicator == sides.figures[parts[0].figure].claim.indicator)
}

/// 经营性用地成交, 工业用地成交, 协议出让: each is another kind of what was asked.
fn are_kinds(sides: &Sides<'_, '_>, t: usize, parts: &[&Comparison]) -> bool {
    let own = Pairs::of(&sides.targets[t].claim.indicator, sides.lexicon);
    parts.iter().all(|c| names_a_kind(sides, c.figure, &own)) && distinct(sides, parts) && !are_steps(sides, parts)
}

/// 已开工8900户,竣工5000户: how far the same thing has come does not add up.
fn are_steps(sides: &Sides<'_, '_>, parts: &[&Comparison]) -> bool {
    let step = |c: &&Comparison| {
        let indicator = &sides.figures[c.figure].claim.indicator;
        let (verb, _) = sides.lexicon.verbs.suffix(indicator).filter(|(_, verb)| verb.step.is_some())?;
        Some(&indicator[..indicator.len() - verb.len()])
    };
    let mut things = parts.iter().map(step);
    let first = things.next().flatten();
    first.is_some() && things.all(|thing| thing == first)
}

fn total(sides: &Sides<'_, '_>, figure: usize) -> bool {
    sides.figures[figure].claim.marks.total
}

/// How many members of the list the figures name, each figure one or more of its own; `None` where two name the same, or one none.
fn named_apart(sides: &Sides<'_, '_>, parts: &[&Comparison], members: &[String]) -> Option<usize> {
    let members: Vec<Pairs> = members.iter().map(|member| Pairs::of(member, sides.lexicon)).collect();
    let mut named = vec![false; members.len()];
    for part in parts {
        let given = Pairs::of(&sides.figures[part.figure].claim.indicator, sides.lexicon);
        let near = |member: &Pairs| member.within(&given).max(given.within(member));
        let best = (0..members.len()).max_by_key(|&m| near(&members[m])).filter(|&m| near(&members[m]) >= 750)?;
        // 上市公司或行业龙头企业 is of two at once.
        for (m, member) in members.iter().enumerate() {
            let whole = m == best || member.within(&given) >= 900;
            if whole && std::mem::replace(&mut named[m], true) {
                return None;
            }
        }
    }
    Some(named.iter().filter(|named| **named).count())
}

/// Whether the indicator is the target's with a word that narrows it: 工业用地|成交.
fn names_a_kind(sides: &Sides<'_, '_>, figure: usize, own: &Pairs) -> bool {
    let claim = &sides.figures[figure].claim;
    let given = Pairs::of(&claim.indicator, sides.lexicon);
    let close = claim.inherited || own.within(&given) >= 900;
    close && given.within(own) < 700
}

fn distinct(sides: &Sides<'_, '_>, parts: &[&Comparison]) -> bool {
    let mut names: Vec<&str> = parts.iter().map(|c| sides.figures[c.figure].claim.indicator.as_str()).collect();
    names.sort_unstable();
    names.windows(2).all(|pair| pair[0] != pair[1])
}
