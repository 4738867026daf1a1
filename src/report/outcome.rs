//! From an answer to an outcome: the arithmetic of `score` on the values of `claim`.

use rust_decimal::Decimal;

use super::item::Answered;
use super::model::Outcome;
use super::reckon::Sum;
use crate::claim;
use crate::grammar::Period;
use crate::lexicon::{Approx, Bound, Polarity};
use crate::pair::{Answer, Combine, Quality};
use crate::score::{self, Achieved, Elapsed, Mark};

/// On what terms a target is judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    /// Whether it is a budget of spending.
    pub(super) authorises: bool,
    /// Of one with 左右, half of its last printed digit.
    pub(super) margin: Option<Decimal>,
    /// As [`crate::Extractor::tolerance`].
    pub(super) tolerance: Option<Decimal>,
}

/// The outcome of a target.
pub(super) fn outcome(target: &claim::Target<'_>, answered: Answered<'_, '_>, terms: Terms) -> Outcome {
    let Answered { answer, figures, period, shown: (shown, rivals) } = answered;
    let given = answer.quality != Quality::None;
    let counted = matches!(answer.combine, Some(Combine::Single | Combine::Sum));
    let achieved = if counted { achieved(target, answer, figures) } else { None };
    let mark = target.value.map(|value| {
        Mark { value, high: target.high, bound: target.bound, polarity: target.polarity, slack: Decimal::ZERO, doubt: Decimal::ZERO }
            .about(terms.margin, terms.tolerance)
    });
    let elapsed = if given { elapsed(answer, figures, period) } else { None };
    let stated = answer.stated.filter(|_| given).map(|stated| (stated.ratio.normalize(), stated.of));
    let sum = Sum {
        measure: target.measure,
        polarity: target.polarity,
        bound: target.bound,
        falls: target.decrease && target.unit == "%",
        authorises: terms.authorises,
        mark,
        achieved,
        quality: answer.quality,
        reason: answer.reason,
        combine: answer.combine,
        stated,
        elapsed: elapsed.map(|elapsed| elapsed.share),
        forecast: shown.iter().any(|figure| figure.estimate),
        said: false,
    };
    let reckoned = sum.reckon();
    let far = reckoned.quality != answer.quality;
    let mut outcome = Outcome {
        quality: answer.quality,
        reason: answer.reason,
        combine: answer.combine,
        ratio: None,
        ratio_is: None,
        proxy_ratio: None,
        achieved: achieved.map(|achieved| achieved.value.normalize()),
        gap: None,
        met: None,
        status: None,
        stated_ratio: stated.map(|(ratio, _)| ratio),
        stated_of: stated.map(|(_, of)| of),
        stated_basis: None,
        discrepancy: None,
        elapsed: elapsed.map(|elapsed| elapsed.share),
        assumed: elapsed.is_some_and(|elapsed| elapsed.assumed),
        pace: None,
        figures: shown,
        rivals,
        confidence: Decimal::new(i64::from(if far { answer.confidence.min(DOUBTED) } else { answer.confidence }), 2).normalize(),
        rule: answer.rule,
        scored: None,
    };
    reckoned.put(&mut outcome);
    outcome
}

/// The confidence in an answer that is far beyond what was asked is not higher, in hundredths.
const DOUBTED: u32 = 50;

/// What the figures of an answer come to, in the unit and with the sign of the target.
fn achieved(target: &claim::Target<'_>, answer: &Answer, figures: &[claim::Figure<'_>]) -> Option<Achieved> {
    let mut sum: Option<Achieved> = None;
    for &index in &answer.figures {
        let figure = &figures[index];
        let quantity = figure.claim.quantity()?;
        let mut value = quantity.value?;
        let ranges = quantity.high.is_some();
        // Of a range the end that is worse: the low one, or the high one where less is better.
        if target.polarity == Polarity::Negative {
            value = quantity.high.unwrap_or(value);
        }
        if let (Some(asked), Some(given)) = (target.claim.quantity().and_then(|q| q.unit.unit), quantity.unit.unit)
            && asked.dimension == given.dimension
            && asked.scale != given.scale
        {
            value = value.checked_mul(given.scale?)?.checked_div(asked.scale?)?;
        }
        if figure.decrease != target.decrease && !(figure.decrease && target.lessens) {
            value = -value;
        }
        let bound = quantity.bound.filter(|_| quantity.firm);
        let open = if target.polarity == Polarity::Negative { Bound::Le } else { Bound::Ge };
        let one = Achieved { value, approx: quantity.hedge(), bound: if ranges { Some(open) } else { bound } };
        sum = Some(match sum {
            None => one,
            Some(sum) => Achieved {
                value: sum.value.checked_add(value)?,
                approx: if sum.approx.is_some() && one.approx.is_some() && sum.approx != one.approx {
                    Some(Approx::About)
                } else {
                    sum.approx.or(one.approx)
                },
                bound: sum.bound.or(one.bound),
            },
        });
    }
    sum
}

/// When the answer was taken: at the latest end of its figures' periods, else at that of the column. A forecast was taken with the report.
fn elapsed(answer: &Answer, figures: &[claim::Figure<'_>], period: Option<Period>) -> Option<Elapsed> {
    let own = answer.figures.iter().map(|&figure| &figures[figure].claim).filter(|claim| !claim.marks.estimate);
    let own = own
        .filter_map(|claim| claim.period)
        .filter(|own| own.months.is_some())
        .max_by_key(|own| (own.months.map(|(_, to)| to), own.day.unwrap_or(31)));
    let period = own.or(period)?;
    let (_, to) = period.months?;
    Some(Elapsed { share: score::elapsed(to, period.day, period.year), assumed: own.is_none() })
}
