//! Sums: where a report gives only the parts of what was asked.
//!
//! Reads: `经营性用地成交963亩;工业用地成交133亩;协议出让6亩` for 出让, `6家众创空间…,3家孵化器…` for 孵化器、众创空间.
//! Refuses: a total with its parts, quarters of a total, parts in parentheses.

use rust_decimal::Decimal;

use super::closeness::Pairs;
use super::compare::Comparison;
use super::{Answer, Combine, Quality, Reason, Sides};

/// A sum around the best figure, if it is only a part.
pub(super) fn answer(sides: &Sides<'_, '_>, row: &[Comparison], t: usize, best: &Comparison) -> Option<Answer> {
    let target = &sides.targets[t];
    if !matches!(target.measure, crate::lexicon::Measure::Flow) || total(sides, best.figure) {
        return None;
    }
    let clauses = &sides.reading.clauses;
    let home = &clauses[sides.figures[best.figure].claim.clause];
    let own = Pairs::of(&target.claim.indicator, sides.lexicon);
    let parts: Vec<&Comparison> = row
        .iter()
        .filter(|c| c.score > 0 && c.reason.is_some() == best.reason.is_some())
        .filter(|c| {
            let clause = &clauses[sides.figures[c.figure].claim.clause];
            clause.sentence == home.sentence && !clause.inside && !total(sides, c.figure)
        })
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let members: Vec<&str> = target.claim.indicator.split(['、', '和', '及', '或']).filter(|member| member.chars().count() > 1).collect();
    let by_member = members.len() > 1 && each_names_another(sides, &parts, &members);
    let by_kind = members.len() < 2 && parts.iter().all(|c| names_a_kind(sides, c.figure, &own)) && distinct(sides, &parts);
    if !(by_member || by_kind) {
        return None;
    }
    let values: Vec<Decimal> = parts.iter().filter_map(|c| sides.figures[c.figure].claim.quantity()?.value).collect();
    if values.iter().any(|value| values.iter().sum::<Decimal>() == value * Decimal::TWO) {
        return None;
    }
    let reason = best.reason.filter(|&reason| reason != Reason::Narrower || parts.len() < members.len());
    Some(Answer {
        quality: if reason.is_some() { Quality::Proxy } else { Quality::Direct },
        reason,
        combine: Some(Combine::Sum),
        figures: parts.iter().map(|c| c.figure).collect(),
        words: None,
        stated: None,
        rivals: Vec::new(),
        confidence: 70,
        rule: if by_member { "sum_of_members" } else { "sum_of_kinds" },
    })
}

fn total(sides: &Sides<'_, '_>, figure: usize) -> bool {
    sides.figures[figure].claim.marks.total
}

/// Whether each figure names a member of the list, and no two the same.
fn each_names_another(sides: &Sides<'_, '_>, parts: &[&Comparison], members: &[&str]) -> bool {
    let mut named: Vec<usize> = Vec::new();
    for part in parts {
        let given = Pairs::of(&sides.figures[part.figure].claim.indicator, sides.lexicon);
        let near = |member: &&str| {
            let member = Pairs::of(member, sides.lexicon);
            member.within(&given).max(given.within(&member))
        };
        let best = members.iter().enumerate().max_by_key(|(_, member)| near(member));
        match best {
            Some((m, member)) if near(member) >= 750 && !named.contains(&m) => named.push(m),
            _ => return false,
        }
    }
    true
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
