//! From an answer to an outcome: the arithmetic of `score` on the values of `claim`.

use rust_decimal::Decimal;

use super::correction::keeps;
use super::item::Options;
use super::model::{Figure, Outcome};
use crate::claim;
use crate::grammar::Period;
use crate::lexicon::{Approx, Bound, Measure, Polarity, StatedOf};
use crate::pair::{Answer, Combine, Quality, Reason};
use crate::score::{self, Achieved, Elapsed, Mark};

/// The outcome of a target. `period` is that of the column or the report.
pub(super) fn outcome(
    target: &claim::Target<'_>,
    answer: &Answer,
    figures: &[claim::Figure<'_>],
    period: Option<Period>,
    shown: Vec<Figure>,
    rivals: Vec<Figure>,
    options: Options,
) -> Outcome {
    let given = answer.quality != Quality::None;
    let counted = matches!(answer.combine, Some(Combine::Single | Combine::Sum));
    let achieved = if counted { achieved(target, answer, figures) } else { None };
    let mark = target.value.map(|value| Mark {
        value,
        high: target.high,
        bound: target.bound,
        polarity: target.polarity,
        slack: if target.approx == Some(Approx::About) { options.tolerance } else { Decimal::ZERO },
    });
    let both = mark.zip(achieved);
    let ratio = both.and_then(|(mark, achieved)| score::ratio(&mark, &achieved));
    let far = answer.quality == Quality::Direct && both.is_some_and(|(mark, achieved)| is_far_beyond(&mark, &achieved, answer));
    let (quality, reason) = if far { (Quality::Proxy, Some(Reason::FarBeyond)) } else { (answer.quality, answer.reason) };
    let direct = quality == Quality::Direct;
    let met = match answer.combine {
        _ if !direct || target.polarity == Polarity::Moderate => None,
        Some(Combine::Qualitative) => Some(true),
        Some(Combine::Stated) => answer.stated.map(|stated| score::rate_met(stated.ratio)),
        _ => both.and_then(|(mark, achieved)| score::met(&mark, &achieved)),
    };
    let elapsed = if given { elapsed(answer, figures, period) } else { None };
    let over = elapsed.map(|elapsed| elapsed.share >= Decimal::ONE);
    let keeps = keeps(target.measure, target.polarity, target.bound);
    let direct_ratio = ratio.filter(|_| direct);
    let stated = answer.stated.filter(|_| given);
    let discrepancy = stated
        .filter(|stated| stated.of == StatedOf::Target)
        .zip(direct_ratio)
        .and_then(|(stated, ratio)| score::discrepancy(stated.ratio, ratio));
    let pace = direct_ratio
        .zip(elapsed)
        .filter(|_| target.measure == Measure::Flow && target.polarity == Polarity::Positive)
        .map(|(ratio, elapsed)| score::pace(ratio, elapsed.share));
    Outcome {
        quality,
        reason,
        combine: answer.combine,
        ratio: direct_ratio,
        ratio_is: both.filter(|_| ratio.is_some()).map(|(mark, achieved)| score::ratio_is(&mark, &achieved)),
        proxy_ratio: ratio.filter(|_| !direct),
        achieved: achieved.map(|achieved| achieved.value.normalize()),
        gap: both.filter(|_| direct).and_then(|(mark, achieved)| score::gap(&mark, &achieved)),
        met,
        status: score::status(met, keeps, over),
        stated_ratio: stated.map(|stated| stated.ratio.normalize()),
        stated_of: stated.map(|stated| stated.of),
        discrepancy,
        elapsed: elapsed.map(|elapsed| elapsed.share),
        assumed: elapsed.is_some_and(|elapsed| elapsed.assumed),
        pace,
        figures: shown,
        rivals,
        confidence: Decimal::new(i64::from(if far { answer.confidence.min(DOUBTED) } else { answer.confidence }), 2).normalize(),
        rule: answer.rule,
        scored: None,
    }
}

/// Whether what is reported is so many times what was asked that one of them was hardly read right, and no printed rate says that it is.
fn is_far_beyond(mark: &Mark, achieved: &Achieved, answer: &Answer) -> bool {
    let Some(times) = achieved.value.checked_div(mark.value).filter(|&times| times > FAR) else { return false };
    let near = |stated: Decimal| (stated - times).abs() <= times * Decimal::new(5, 3);
    !answer.stated.is_some_and(|stated| stated.of == StatedOf::Target && near(stated.ratio))
}

/// The confidence in an answer that is far beyond what was asked is not higher, in hundredths.
const DOUBTED: u32 = 50;

/// So many times the target.
const FAR: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

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
