//! 分别: several members share several quantities in order.
//!
//! Reads: `社会消费品零售总额、网络零售额分别增长8%、15%以上`, `做地、储备、出让分别达到2000亩、2200亩、2500亩以上`,
//! `事故3起,死亡3人,同比分别下降57.14%、62.5%` (the members are the claims before), `A、B分别增长7.5%` (one quantity for all).
//! Refuses: a count of members that fits neither the quantities nor one of them.

use super::clause::Clause;
use super::members;
use super::noun::{near, tidy};
use super::phrase::{self, Action};
use super::read::Reader;
use super::{Claim, Rule, Said, stated};
use crate::lexicon::{Force, Governs, Lexicon};
use crate::span::Span;

const WORD: &str = "分别";

/// Reads a clause with 分别. `false` where it is none.
pub(super) fn read(reader: &mut Reader<'_, '_>, index: usize, clause: &Clause, own: &[usize]) -> bool {
    let text = reader.text;
    let first = reader.reading.quantities[own[0]].outer.from;
    let said = clause.span.of(text).find(WORD).map(|at| clause.span.from + at).filter(|&at| at + WORD.len() <= first);
    let unsaid = || in_step(reader, clause, own).then_some(first);
    let Some((at, width)) = said.map(|at| (at, WORD.len())).or_else(|| unsaid().map(|at| (at, 0))) else { return false };
    let front = Span::new(clause.span.from, at);
    let between = Span::new(at + width, first);
    let tail = phrase::tail(text, between, &reader.reading.periods, reader.lexicon);
    let front = Span::new(front.from, front.from + front.of(text).trim_end_matches(['要', '应', '需', '将', '均', '也']).len());
    let before = phrase::tail(text, front, &reader.reading.periods, reader.lexicon);
    let verb = tail.verb.or(before.verb);
    let trend = verb.map(|(_, verb)| verb.governs).filter(|governs| matches!(governs, Governs::Rise | Governs::Fall));
    let force = if trend.is_some() || verb.is_some() { Force::Frame } else { Force::Weak };
    let lead = phrase::lead(text, Span::new(front.from, before.noun), force, &reader.reading.periods, reader.lexicon);
    let nouns = Span::new(lead.noun.min(before.noun), before.noun);
    let places: Vec<Span> = members::spans(nouns.of(text), reader.lexicon).into_iter().map(|span| span.shifted(nouns.from)).collect();
    let members = places.iter().map(|place| tidy(place.of(text))).collect();
    let members = paired(members, own.len(), reader.lexicon);
    if width == 0 && members.len() != own.len() {
        return false;
    }
    let indicators = if members.is_empty() { above(reader, index, own.len()) } else { share_head(&members, reader.lexicon) };
    let pairs: Vec<(usize, usize)> = match (indicators.len(), own.len()) {
        (0, _) => return false,
        (n, m) if n == m => (0..n).zip(0..m).collect(),
        (n, 1) => (0..n).map(|i| (i, 0)).collect(),
        _ => return false,
    };
    // A closing 以上 binds every member.
    let closing = own.last().and_then(|&i| reader.reading.quantities[i].bound);
    // 分别 with a verb of its own between: 分别完成投资12亿元、30.5亿元.
    let inner = phrase::lead(text, Span::new(between.from, tail.noun), Force::Weak, &reader.reading.periods, reader.lexicon);
    let shared = tidy(&text[inner.noun.min(tail.noun)..tail.noun]);
    for (member, i) in pairs {
        let mut quantity = reader.reading.quantities[own[i]].clone();
        quantity.bound = quantity.bound.or(closing);
        let action = lead.action.or(inner.action);
        reader.reading.claims.push(Claim {
            evidence: quantity.outer,
            // One word for two (城乡) is the evidence of both.
            apart: places.get(member).or(places.last()).copied().or(verb.map(|(span, _)| span)),
            indicator: format!("{}{shared}", indicators[member]),
            inherited: members.is_empty(),
            action: action.map(|action| action.span).or(verb.map(|(span, _)| span)),
            verb: action.map(Action::last_or_early),
            listed: false,
            trend,
            level: verb.is_some() && trend.is_none(),
            sinks: verb.is_some_and(|(_, verb)| verb.sinks),
            marks: lead.marks.with(tail.marks).with(before.marks).with(reader.marks(clause)),
            modality: reader.modality(),
            reference: lead.reference,
            thresholds: Vec::new(),
            class: false,
            baseline: None,
            clause: index,
            period: reader.period(quantity.span.from),
            year: lead.year,
            stated: stated::of(text, clause, &reader.reading.quantities, own[i], reader.lexicon),
            behind: Span::new(quantity.outer.to, near(text, quantity.outer.to, clause.span.to)),
            rule: Rule::Distributed,
            said: Said::Quantity(quantity),
        });
    }
    true
}

/// Whether the quantities of a clause follow each other without a noun between, in one unit: 游客人次、总花费增长5.6%、7.5%.
fn in_step(reader: &Reader<'_, '_>, clause: &Clause, own: &[usize]) -> bool {
    let quantity = |i: usize| &reader.reading.quantities[i];
    let joint = |gap: &str| matches!(gap.trim(), "、" | "和" | "与" | "及" | "以及");
    let behind = own.last().map_or("", |&i| &reader.text[quantity(i).outer.to..clause.span.to]);
    own.len() > 1
        && own.windows(2).all(|pair| {
            let gap = quantity(pair[0]).outer.to..quantity(pair[1]).outer.from.max(quantity(pair[0]).outer.to);
            joint(&reader.text[gap]) && quantity(pair[0]).unit.name == quantity(pair[1]).unit.name
        })
        && behind.trim().is_empty()
}

/// 城乡居民收入 is two, where two values or 分别 ask for two.
fn paired(members: Vec<String>, wanted: usize, lexicon: &Lexicon) -> Vec<String> {
    let [only] = members.as_slice() else { return members };
    let found = lexicon.paired.find(only).next().filter(|_| wanted <= 2).map(|(at, word, [first, second])| {
        let (front, back) = (&only[..at], &only[at + word.len()..]);
        vec![format!("{front}{first}{back}"), format!("{front}{second}{back}")]
    });
    found.unwrap_or(members)
}

/// The indicators of the last `count` claims of the sentence, in order.
fn above(reader: &Reader<'_, '_>, index: usize, count: usize) -> Vec<String> {
    let sentence = reader.reading.clauses[index].sentence;
    let claims = &reader.reading.claims;
    let known: Vec<&Claim<'_>> =
        claims.iter().rev().take(count).filter(|claim| reader.reading.clauses[claim.clause].sentence == sentence).collect();
    if known.len() < count { Vec::new() } else { known.into_iter().rev().map(|claim| claim.indicator.clone()).collect() }
}

/// Members with what only the first or the last one names: 保障性住房开工、竣工; 城镇、农村居民人均可支配收入.
fn share_head(members: &[String], lexicon: &Lexicon) -> Vec<String> {
    if let [first, others @ ..] = members {
        let verb = |text: &str| lexicon.verbs.suffix(text).filter(|(word, _)| word.chars().count() > 1).map(|(word, _)| word.len());
        let front = verb(first).filter(|&len| len < first.len()).map(|len| &first[..first.len() - len]);
        if let Some(front) = front.filter(|_| !others.is_empty() && others.iter().all(|other| verb(other) == Some(other.len()))) {
            return std::iter::once(first.clone()).chain(others.iter().map(|other| format!("{front}{other}"))).collect();
        }
        let short = first.chars().count();
        let last = others.last().filter(|last| last.chars().count() >= short * 3 && lexicon.measures.suffix(last).is_some());
        let bare = |member: &String| {
            member.chars().count() == short
                && short <= 3
                && lexicon.measures.suffix(member).is_none()
                && !member.ends_with(['耗', '量', '额'])
        };
        if let Some(last) = last.filter(|_| members[..members.len() - 1].iter().all(bare)) {
            let head: String = last.chars().skip(short).collect();
            return members[..members.len() - 1]
                .iter()
                .map(|member| format!("{member}{head}"))
                .chain(std::iter::once(last.clone()))
                .collect();
        }
    }
    let Some(head) =
        members.last().and_then(|last| lexicon.heads.suffix(last).map(|(head, ())| head).filter(|head| last.len() > head.len()))
    else {
        return members.to_vec();
    };
    let bare =
        |member: &String| !member.ends_with(['额', '值', '量', '率', '资', '入', '出', '数', '比', '口']) || member.ends_with("需氧量");
    members.iter().map(|member| if bare(member) { format!("{member}{head}") } else { member.clone() }).collect()
}
