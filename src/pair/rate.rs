//! Completion rates that stand beside an answer: 已拆除31.35万平方,完成年度处置任务量的62.7%.

use rust_decimal::Decimal;

use super::closeness::Pairs;
use super::{Answer, Combine, Quality, Sides, Stated};
use crate::lexicon::{Measure, StatedOf};

/// Gives each answer the rate that the report prints for it; a target without an answer may be answered by the rate alone.
pub(super) fn attach(sides: &Sides<'_, '_>, answers: &mut [Answer]) {
    let clauses = &sides.reading.clauses;
    for (index, figure) in sides.figures.iter().enumerate() {
        let Some(of) = figure.claim.stated else { continue };
        let Some(ratio) = figure.claim.quantity().and_then(|q| q.value).and_then(|value| value.checked_div(Decimal::ONE_HUNDRED)) else {
            continue;
        };
        let clause = &clauses[figure.claim.clause];
        // The answer that stands last in front of the rate, in the same part.
        let beside = (0..answers.len())
            .filter_map(|t| {
                answers[t]
                    .figures
                    .iter()
                    .filter(|&&f| f < index && clauses[sides.figures[f].claim.clause].part == clause.part)
                    .max()
                    .map(|&f| (f, t))
            })
            .max();
        if let Some((nearest, t)) = beside {
            let between = sides.figures[nearest + 1..index].iter().any(|other| starts_anew(sides, t, other));
            if answers[t].stated.is_none() && answers[t].quality != Quality::None && !between {
                answers[t].stated = Some(Stated { ratio, of });
                continue;
            }
        }
        alone(sides, answers, index, of, ratio);
    }
}

/// Whether a figure between an answer and a rate is of something else, so that the rate is too.
fn starts_anew(sides: &Sides<'_, '_>, t: usize, other: &crate::claim::Figure<'_>) -> bool {
    if other.claim.quantity().is_none_or(|q| q.unit.name == "%") || other.claim.marks.part || other.claim.inherited {
        return false;
    }
    let own = Pairs::of(&sides.targets[t].claim.indicator, sides.lexicon);
    own.within(&Pairs::of(&other.claim.indicator, sides.lexicon)) < 500
}

/// A rate without a figure beside it, of the one target that its clause names.
fn alone(sides: &Sides<'_, '_>, answers: &mut [Answer], index: usize, of: StatedOf, ratio: Decimal) {
    if !matches!(of, StatedOf::Target) {
        return;
    }
    let clause = &sides.reading.clauses[sides.figures[index].claim.clause];
    let said = Pairs::of(clause.span.of(sides.progress), sides.lexicon);
    let named = |t: usize| Pairs::of(&sides.targets[t].claim.indicator, sides.lexicon).within(&said);
    let fits = |t: &usize| {
        answers[*t].quality == Quality::None && matches!(sides.targets[*t].measure, Measure::Flow | Measure::Stock) && named(*t) >= 600
    };
    let mut found = (0..answers.len()).filter(fits);
    if let (Some(t), None) = (found.next(), found.next()) {
        answers[t] = Answer {
            quality: Quality::Direct,
            reason: None,
            combine: Some(Combine::Stated),
            figures: vec![index],
            words: None,
            stated: Some(Stated { ratio, of }),
            rivals: std::mem::take(&mut answers[t].rivals),
            confidence: 65,
            rule: "stated_rate",
        };
    }
}
