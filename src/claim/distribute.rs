//! 分别, 均, 各: several members share several quantities in order, or one.
//!
//! Reads: `社会消费品零售总额、网络零售额分别增长8%、15%以上`, `做地、储备、出让分别达到2000亩、2200亩、2500亩以上`,
//! `低保、特困标准从500元、700元分别提高到600元、800元` (the first list is what the second rises from),
//! `事故3起,死亡3人,同比分别下降57.14%、62.5%` (the members are the claims before), `A、B分别增长7.5%`, `A、B均增长8%`, `A、B各1个` (one quantity for all), `一二三产业增加值分别增长4%、7%、8%` (one word for three).
//! Refuses: a count of members that fits neither the quantities nor one of them; 均 and 各 without a list (`各镇街均建成1个`).

use super::clause::Clause;
use super::heads::share_head;
use super::members;
use super::noun::{find, near, tidy};
use super::phrase::{self, Action};
use super::read::Reader;
use super::{Claim, Said, TargetRule, stated};
use crate::lexicon::{Adverb, Force, Governs, Lexicon};
use crate::span::Span;

const WORD: &str = "分别";

/// 均 in front of the verb of the one quantity, 各 in front of the quantity itself: where the word stands. 人均 is none.
fn one_for_each(reader: &Reader<'_, '_>, front: Span) -> Option<usize> {
    let said = front.of(reader.text).trim_end();
    if let Some(nouns) = said.strip_suffix('各') {
        return Some(front.from + nouns.len());
    }
    let at = said.rfind('均')?;
    let verb = said[at + '均'.len_utf8()..].trim();
    let governs = reader.lexicon.verbs.prefix(verb).filter(|(word, _)| word.len() == verb.len()).map(|(_, verb)| verb.governs);
    let free = reader.lexicon.averages.suffix(&said[..at + '均'.len_utf8()]).is_none();
    // 增长均为12%左右
    let governs = verb == "为" || matches!(governs, Some(Governs::Level | Governs::Rise | Governs::Fall));
    (free && governs).then_some(front.from + at)
}

/// Reads a clause with 分别, 均 or 各. `false` where it is none.
pub(super) fn read(reader: &mut Reader<'_, '_>, index: usize, clause: &Clause, own: &[usize]) -> bool {
    let text = reader.text;
    // 从500元、300元分别提高到600元、400元: what they rise from stands in front of the word or behind it.
    let earlier = earlier(reader, clause, own);
    let (risen, own) = own.split_at(earlier.map_or(0, |_| own.len() / 2));
    let first = reader.reading.quantities[own[0]].outer.from;
    let said = find(clause.span.of(text), WORD).map(|at| clause.span.from + at).filter(|&at| at + WORD.len() <= first);
    let unsaid = || in_step(reader, clause, own).then_some(first);
    let each = || one_for_each(reader, Span::new(clause.span.from, first)).filter(|_| own.len() == 1);
    let found = said.map(|at| (at, WORD.len())).or_else(|| each().map(|at| (at, '均'.len_utf8()))).or_else(|| unsaid().map(|at| (at, 0)));
    let Some((at, width)) = found else { return false };
    let front = Span::new(clause.span.from, earlier.map_or(at, |earlier| earlier.from.min(at)));
    let between = Span::new(earlier.map_or(at + width, |earlier| earlier.to.max(at + width).min(first)), first);
    let tail = phrase::tail(text, between, &reader.reading.periods, reader.lexicon);
    let front = Span::new(front.from, front.from + front.of(text).trim_end_matches(['要', '应', '需', '将', '均', '也']).len());
    let before = phrase::tail(text, front, &reader.reading.periods, reader.lexicon);
    let verb = tail.verb.or(before.verb);
    let trend = verb.map(|(_, verb)| verb.governs).filter(|governs| matches!(governs, Governs::Rise | Governs::Fall));
    let force = if trend.is_some() || verb.is_some() { Force::Frame } else { Force::Weak };
    let lead = phrase::lead(text, Span::new(front.from, before.noun), force, &reader.reading.periods, reader.lexicon);
    let nouns = Span::new(lead.noun.min(before.noun), before.noun);
    let mut places: Vec<Span> = members::spans(nouns.of(text), reader.lexicon).into_iter().map(|span| span.shifted(nouns.from)).collect();
    let mut members: Vec<String> = places.iter().map(|place| tidy(place.of(text))).collect();
    if let Some(several) = paired(nouns.of(text), &members, own.len(), reader.lexicon) {
        (places, members) = (vec![nouns], several);
    }
    let lists = if width == WORD.len() { true } else { members.len() == own.len().max(2) || (width > 0 && members.len() > 1) };
    if !lists {
        return false;
    }
    // 2016年度、2017年度、2018年度实现的净利润分别不低于…: years are no names; what is behind the last is of each.
    let dated = |member: &str| member.rfind('年').is_some_and(|at| at >= 4 && member.as_bytes()[at - 4..at].iter().all(u8::is_ascii_digit));
    if members.len() > 1 && members.iter().all(|member| dated(member)) {
        let last = members.last().map_or("", |last| &last[last.rfind('年').unwrap_or(0)..]);
        let thing = tidy(last.trim_start_matches(['年', '度']).trim_start_matches("实现的").trim_start_matches("的"));
        if !thing.is_empty() {
            members.iter_mut().for_each(|member| member.clone_from(&thing));
        }
    }
    let indicators = if members.is_empty() { above(reader, index, own.len()) } else { share_head(&members, reader.lexicon) };
    let pairs: Vec<(usize, usize)> = match (indicators.len(), own.len()) {
        (0, _) => return false,
        (n, m) if n == m => (0..n).zip(0..m).collect(),
        (n, 1) => (0..n).map(|i| (i, 0)).collect(),
        _ => return false,
    };
    // A closing 以上 binds every member.
    // So does 分别不低于 in front of the first, where no other has one.
    let opening = || {
        let (first, others) = own.split_first()?;
        let first = &reader.reading.quantities[*first];
        let bare = others.iter().all(|&i| reader.reading.quantities[i].bound.is_none());
        first.bound.filter(|_| width == WORD.len() && bare && first.firm && !first.is_bounded_behind())
    };
    let closing = own.last().and_then(|&i| reader.reading.quantities[i].bound);
    let (closing, opened) = (closing.or_else(opening), closing.is_none());
    // 分别 with a verb of its own between: 分别完成投资12亿元、30.5亿元.
    let inner = phrase::lead(text, Span::new(between.from, tail.noun), Force::Weak, &reader.reading.periods, reader.lexicon);
    let shared = &text[inner.noun.min(tail.noun)..tail.noun];
    // 分别超过预期的61亿元和4亿元: what is compared is no part of a name.
    let shared = if reader.lexicon.differs_after.prefix(shared.trim_start()).is_some() { String::new() } else { tidy(shared) };
    for (member, i) in pairs {
        let mut quantity = reader.reading.quantities[own[i]].clone();
        quantity.firm |= quantity.bound.is_none() && opened;
        quantity.bound = quantity.bound.or(closing);
        let action = lead.action.or(inner.action);
        reader.reading.claims.push(Claim {
            // 均下降10%以上: the first number stands beside the word, with the verb between.
            evidence: if i == 0 { Span::new(between.from.min(at.max(front.to)), quantity.outer.to) } else { quantity.outer },
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
            baseline: risen.get(i).map(|&i| reader.reading.quantities[i].clone()),
            clause: index,
            period: reader.period(quantity.span.from),
            year: lead.year,
            stated: stated::of(text, clause, &reader.reading.quantities, own[i], reader.lexicon),
            due: reader.due(),
            behind: Span::new(quantity.outer.to, near(text, quantity.outer.to, clause.span.to)),
            rule: TargetRule::Distributed,
            said: Said::Quantity(quantity),
        });
    }
    true
}

/// Where the earlier values stand, from the word in front of them to the last, in a clause whose quantities are as many earlier values and as many
/// that they come to: 从|500元、300元|分别提高到|600元、400元.
fn earlier(reader: &Reader<'_, '_>, clause: &Clause, own: &[usize]) -> Option<Span> {
    let (text, half) = (reader.text, own.len() / 2);
    if half < 2 || own.len() != 2 * half || !joined(reader, &own[..half]) || !joined(reader, &own[half..]) {
        return None;
    }
    let outer = |i: usize| reader.reading.quantities[own[i]].outer;
    let each =
        |said: &str| reader.lexicon.adverbs.suffix(said).filter(|(_, mark)| **mark == Adverb::Each).map_or(0, |(word, _)| word.len());
    let front = text[clause.span.from..outer(0).from].trim_end();
    let front = front[..front.len() - each(front)].trim_end();
    let word = ["从", "由", "自"].iter().find(|word| front.ends_with(**word))?;
    let gap = text.get(outer(half - 1).to..outer(half).from)?.trim();
    let gap = gap.strip_prefix(WORD).unwrap_or(gap);
    let gap = &gap[..gap.len() - each(gap)];
    let (verb, _) = reader.lexicon.verbs.suffix(gap).filter(|(_, verb)| verb.governs == Governs::Level)?;
    (verb.len() == gap.len() && verb.ends_with(['到', '至', '为']))
        .then(|| Span::new(clause.span.from + front.len() - word.len(), outer(half - 1).to))
}

/// Whether quantities of one unit follow each other with nothing but joints between.
fn joined(reader: &Reader<'_, '_>, own: &[usize]) -> bool {
    let quantity = |i: usize| &reader.reading.quantities[i];
    let joint = |gap: &str| matches!(gap.trim(), "、" | "和" | "与" | "及" | "以及");
    own.windows(2).all(|pair| {
        let gap = quantity(pair[0]).outer.to..quantity(pair[1]).outer.from.max(quantity(pair[0]).outer.to);
        joint(&reader.text[gap]) && quantity(pair[0]).unit.name == quantity(pair[1]).unit.name
    })
}

/// Whether the quantities of a clause follow each other without a noun between, in one unit: 游客人次、总花费增长5.6%、7.5%.
fn in_step(reader: &Reader<'_, '_>, clause: &Clause, own: &[usize]) -> bool {
    let behind = own.last().map_or("", |&i| &reader.text[reader.reading.quantities[i].outer.to..clause.span.to]);
    own.len() > 1 && joined(reader, own) && behind.trim().is_empty()
}

/// 城乡居民收入 is two, 一二三产业增加值 three, where as many values ask for them or one is for all.
fn paired(nouns: &str, members: &[String], wanted: usize, lexicon: &Lexicon) -> Option<Vec<String>> {
    let only = tidy(nouns);
    let (at, word, several) = lexicon.paired.find(&only).next()?;
    // 一、二、三产业 looks like a list itself.
    let whole = members.len() == 1 || word.contains('、');
    let (front, back) = (&only[..at], &only[at + word.len()..]);
    (whole && (wanted == 1 || wanted == several.len())).then(|| several.iter().map(|one| format!("{front}{one}{back}")).collect())
}

/// The indicators of the last `count` claims of the sentence, in order.
fn above(reader: &Reader<'_, '_>, index: usize, count: usize) -> Vec<String> {
    let sentence = reader.reading.clauses[index].sentence;
    let claims = &reader.reading.claims;
    let known: Vec<&Claim<'_>> =
        claims.iter().rev().take(count).filter(|claim| reader.reading.clauses[claim.clause].sentence == sentence).collect();
    if known.len() < count { Vec::new() } else { known.into_iter().rev().map(|claim| claim.indicator.clone()).collect() }
}
