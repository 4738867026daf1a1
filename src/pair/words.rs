//! Answers in words: 实现全覆盖, 动态归零, 已全部完成; and progress that falls short of saying done.

use super::closeness::Pairs;
use super::{Answer, Combine, Quality, Reason, Sides};
use crate::claim::{Clause, Said, Target};
use crate::lexicon::{Commitment, Measure, Step};

/// How much of the indicator a clause must name, in thousandths.
const NAMED: i32 = 600;

/// An answer in words to a target that no figure answers.
pub(super) fn answer(sides: &Sides<'_, '_>, t: usize) -> Option<Answer> {
    let target = &sides.targets[t];
    let own = Pairs::of(&target.claim.indicator, sides.lexicon);
    let commitment = match target.claim.said {
        Said::Commitment(kind) => Some(kind),
        Said::Quantity(_) => None,
    };
    if commitment.is_none() && !matches!(target.measure, Measure::Flow) || own.len() < 2 {
        return None;
    }
    let clauses = sides.reading.clauses.iter().filter(|clause| !clause.inside);
    let mut best: Option<(i32, bool, &Clause)> = None;
    for clause in clauses {
        let text = clause.span.of(sides.progress);
        // The head stands in the clause itself; what narrows it may stand before, in the same part.
        let part = sides.reading.clauses.iter().find(|first| first.part == clause.part).map_or(clause.span.from, |first| first.span.from);
        let near = &sides.progress[part.max(floor(sides.progress, clause.span.from.saturating_sub(150)))..clause.span.to];
        let named = own.within(&Pairs::of(near, sides.lexicon));
        let itself =
            text.contains(head(&target.claim.indicator)) || (commitment.is_none() && own.within(&Pairs::of(text, sides.lexicon)) >= 700);
        if named < NAMED || !itself || intends(text) {
            continue;
        }
        let says = said(sides, target, commitment, clause);
        let Some(done) = says else { continue };
        if best.is_none_or(|(most, was_done, _)| (done, named) > (was_done, most)) {
            best = Some((named, done, clause));
        }
    }
    let (named, done, clause) = best?;
    Some(Answer {
        quality: if done { Quality::Direct } else { Quality::Proxy },
        reason: (!done).then_some(Reason::WordsOnly),
        combine: Some(Combine::Qualitative),
        figures: Vec::new(),
        words: Some(clause.span),
        stated: None,
        rivals: Vec::new(),
        confidence: if named >= 900 { 75 } else { 60 },
        rule: if done { "words_done" } else { "words_under_way" },
    })
}

/// The last two characters of an indicator.
fn head(indicator: &str) -> &str {
    indicator.char_indices().rev().nth(1).map_or(indicator, |(at, _)| &indicator[at..])
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// 力争…到2022年底彻底消灭: an intention is no progress.
fn intends(text: &str) -> bool {
    ["力争", "计划", "将", "拟", "下一步", "争取", "剩余", "预计"].iter().any(|word| text.contains(word))
}

/// Whether a clause says done (`Some(true)`) or under way (`Some(false)`) of a target.
fn said(sides: &Sides<'_, '_>, target: &Target<'_>, commitment: Option<Commitment>, clause: &Clause) -> Option<bool> {
    let text = clause.span.of(sides.progress);
    let under_way = sides
        .lexicon
        .steps
        .find(text)
        .any(|(_, word, step)| matches!(step, Step::Early | Step::Doing) && !target.claim.indicator.contains(word));
    let counted = sides.reading.quantities.iter().any(|q| clause.span.contains(q.span) && q.unit.name != "%");
    let all =
        ["全部完成", "全面完成", "全部完工", "全部建成", "均已完成", "均已建成", "已全部", "既定目标", "既定任务", "圆满完成", "提前完成"]
            .iter()
            .any(|word| text.contains(word));
    match commitment {
        Some(Commitment::Cover) if text.contains("全覆盖") || text.contains("全面覆盖") => Some(true),
        Some(Commitment::Clear)
            if ["归零", "清零", "销号", "全面消除", "全部消除"].iter().any(|word| text.contains(word)) && !under_way =>
        {
            Some(true)
        }
        Some(_) if under_way && !counted => Some(false),
        Some(_) => None,
        None if counted => None,
        None if all && !under_way => Some(true),
        None if under_way => Some(false),
        None => None,
    }
}
