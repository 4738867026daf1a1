//! Commitments without a numeral: 全覆盖, 应保尽保, 全部达标, 清零, 零增长, 负增长, 只减不增.
//!
//! Reads: `新能源公交车全覆盖`, `动态清零劣V类河道`, `镇街未保站、村社未保点和儿童之家全覆盖` (three), `事故数、亡人数“负增长”` (two),
//! `问题整改工作,确保全部对账销号清零` (the object of the clause before).
//! Refuses: a name made of one (`村级留用地安置清零三年行动`, `化肥零增长行动`).

use super::clause::Clause;
use super::members;
use super::noun::{near, tidy};
use super::phrase::{self, Marks};
use super::read::Reader;
use super::{Claim, Said, TargetRule};
use crate::lexicon::{Commitment, Force, Object};
use crate::span::Span;

/// Whether a clause with quantities may hold a commitment as well: 全面消除营收100万以下相对薄弱村.
pub(super) fn beside(reader: &Reader<'_, '_>, index: usize) -> bool {
    reader.reading.claims.iter().rev().take_while(|claim| claim.clause == index).all(|claim| claim.class)
}

/// Where a commitment in front of the first quantity of a clause is joined to it.
pub(super) fn joined(reader: &Reader<'_, '_>, clause: &Clause, first: usize) -> Option<Span> {
    let front = Span::new(clause.span.from, reader.reading.quantities[first].outer.from.max(clause.span.from));
    let (at, word, _) = reader.lexicon.commitments.find(front.of(reader.text)).last()?;
    let end = front.from + at + word.len();
    let behind = &reader.text[end..front.to];
    let joint = ["、", "和", "及", "并"].into_iter().find(|joint| behind.starts_with(joint))?;
    (!tidy(behind).is_empty()).then(|| Span::new(end, end + joint.len()))
}

/// Reads the commitments of a clause.
pub(super) fn read(reader: &mut Reader<'_, '_>, index: usize, clause: &Clause) {
    let text = reader.text;
    let Some((at, word, &(kind, object))) = reader.lexicon.commitments.find(clause.span.of(text)).last() else { return };
    let from = clause.span.from + at;
    let to = from + word.len();
    let after = &text[to..clause.span.to];
    let quoted = after.starts_with('”');
    let named = reader.lexicon.campaigns.prefix(after.trim_start_matches('”')).is_some() || (quoted && !text[..from].ends_with('“'));
    if named {
        return;
    }
    let end = if quoted { to + '”'.len_utf8() } else { to };
    let start = if quoted { from - '“'.len_utf8() } else { from };
    let tail = phrase::tail(text, Span::new(clause.span.from, start), &reader.reading.periods, reader.lexicon);
    // 化肥使用量|实现|零增长
    let frame = reader.lexicon.verbs.suffix(&text[clause.span.from..tail.noun]).filter(|(_, verb)| verb.force == Force::Frame);
    let tail = phrase::Tail { noun: tail.noun - frame.map_or(0, |(word, _)| word.len()), ..tail };
    let lead = phrase::lead(text, Span::new(clause.span.from, tail.noun), Force::Strong, &reader.reading.periods, reader.lexicon);
    let front = Span::new(lead.noun.min(tail.noun), tail.noun);
    let front = Span::new(front.from + all_that_can(front.of(text)), front.to);
    let noun = strip_all(tidy(front.of(text)));
    // 坚持动态清零: of nothing.
    if noun == "坚持" || noun.is_empty() && front.from > lead.noun {
        return;
    }
    let whole = Span::new(clause.span.from, end);
    let (indicators, several): (Vec<(String, Option<Span>)>, bool) = if !noun.is_empty() {
        let list: Vec<Span> = members::spans(front.of(text), reader.lexicon).into_iter().map(|span| span.shifted(front.from)).collect();
        let short = |span: &Span| tidy(span.of(text)).chars().count() <= 7;
        if list.len() > 2 || (list.len() == 2 && list.iter().all(short)) {
            (list.into_iter().map(|span| (tidy(span.of(text)), Some(span))).collect(), true)
        } else {
            (vec![(noun, None)], false)
        }
    } else if object == Object::Both && !tidy(&text[end..clause.span.to]).is_empty() {
        (vec![(tidy(&text[end..clause.span.to]), None)], false)
    } else if let Some(topic) = reader.topic() {
        (vec![(strip_work(reader.spoken(topic)), Some(topic))], true)
    } else {
        return;
    };
    let alone = if several {
        Span::new(start, end)
    } else if front.is_empty() {
        clause.span
    } else {
        whole
    };
    for (indicator, apart) in indicators {
        reader.reading.claims.push(Claim {
            said: Said::Commitment(kind),
            evidence: alone,
            apart,
            indicator,
            inherited: false,
            action: Some(lead.action.filter(|_| kind == Commitment::Cover).map_or(Span::new(from, to), |action| action.span)),
            verb: None,
            listed: false,
            trend: None,
            level: false,
            sinks: false,
            marks: Marks::default(),
            modality: reader.modality(),
            reference: false,
            thresholds: Vec::new(),
            class: false,
            baseline: None,
            clause: index,
            period: reader.period(from),
            year: None,
            due: reader.due(),
            stated: None,
            behind: Span::new(end, near(text, end, clause.span.to)),
            rule: TargetRule::Commitment,
        });
    }
}

/// How many bytes at the beginning say that all is done that can be, and name nothing: 应纳尽纳、应扶尽扶、|动态清零.
fn all_that_can(front: &str) -> usize {
    let mut rest = front;
    loop {
        let said = rest.trim_start_matches(['、', ',', '，']);
        let said = said.strip_prefix('应').unwrap_or(said);
        let mut chars = said.chars();
        let (Some(what), Some('尽'), Some(again)) = (chars.next(), chars.next(), chars.next()) else { break };
        if what != again {
            break;
        }
        rest = chars.as_str();
    }
    front.len() - rest.len()
}

/// 全部 in front of 对账销号清零 names nothing.
fn strip_all(noun: String) -> String {
    match noun.as_str() {
        "全部" | "全面" | "基本" | "动态" | "彻底" => String::new(),
        _ => noun,
    }
}

/// 督察反馈问题整改工作 is about 督察反馈问题.
fn strip_work(noun: String) -> String {
    let mut noun = noun.as_str();
    for end in ["工作", "整改"] {
        noun = noun.strip_suffix(end).unwrap_or(noun);
    }
    let noun = noun.strip_prefix("抓好").unwrap_or(noun);
    noun.to_owned()
}
