//! Ratio, gap and verdict.
//!
//! `met` compares exactly and never through the ratio; quotients are rounded half-even to 12 decimals once.

use rust_decimal::{Decimal, RoundingStrategy};

use super::RatioIs;
use crate::lexicon::{Approx, Bound, Polarity};

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    pub(crate) value: Decimal,
    /// The upper end of a range.
    pub(crate) high: Option<Decimal>,
    pub(crate) bound: Bound,
    pub(crate) polarity: Polarity,
    /// How far from the mark still meets it, as a share of it: 左右 where the reader allows for it.
    pub(crate) slack: Decimal,
}

/// What is reported, in the unit of the mark and with the sign that the mark gives it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Achieved {
    pub(crate) value: Decimal,
    pub(crate) approx: Option<Approx>,
    pub(crate) bound: Option<Bound>,
}

/// Twelve decimals, half to even, without trailing zeros.
pub(crate) fn round(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(12, RoundingStrategy::MidpointNearestEven).normalize()
}

impl Mark {
    /// The end of a range that just suffices.
    pub(super) fn sufficient(&self) -> Decimal {
        match (self.polarity, self.bound) {
            (Polarity::Negative, _) | (_, Bound::Le | Bound::Lt) => self.high.unwrap_or(self.value),
            (Polarity::Positive | Polarity::Moderate, _) => self.value,
        }
    }
}

/// Achieved ÷ target, or target ÷ achieved where less is better. `None` for a zero target, where either is below nothing, for a negative
/// polarity with nothing achieved, for moderate polarity, and beyond what 28 digits hold.
pub(crate) fn ratio(mark: &Mark, achieved: &Achieved) -> Option<Decimal> {
    let asked = mark.sufficient();
    if asked.is_zero() {
        return None;
    }
    let quotient = match mark.polarity {
        Polarity::Moderate => return None,
        // 增长-5% against -8%: of two falls the larger would have the larger ratio.
        Polarity::Positive if asked.is_sign_negative() => return None,
        Polarity::Positive if achieved.value.is_zero() => Decimal::ZERO,
        Polarity::Positive if achieved.value.is_sign_negative() => return None,
        Polarity::Positive => achieved.value.checked_div(asked)?,
        Polarity::Negative if achieved.value <= Decimal::ZERO || asked.is_sign_negative() => return None,
        Polarity::Negative => asked.checked_div(achieved.value)?,
    };
    Some(round(quotient))
}

/// Achieved − target, in the target's unit.
pub(crate) fn gap(mark: &Mark, achieved: &Achieved) -> Option<Decimal> {
    achieved.value.checked_sub(mark.sufficient()).map(|gap| gap.normalize())
}

/// Whether the bound holds for what is reported. `None` for moderate polarity, and beyond what 28 digits hold.
pub(crate) fn met(mark: &Mark, achieved: &Achieved) -> Option<bool> {
    let (asked, given) = (mark.sufficient(), achieved.value);
    let slack = asked.abs().checked_mul(mark.slack)?;
    let (least, most) = (asked.checked_sub(slack)?, asked.checked_add(slack)?);
    Some(match (mark.polarity, mark.bound) {
        (Polarity::Moderate, _) => return None,
        (_, Bound::Ge) | (Polarity::Positive, Bound::Eq) => given >= least,
        (_, Bound::Gt) => given > least,
        (_, Bound::Le) | (Polarity::Negative, Bound::Eq) => given <= most,
        (_, Bound::Lt) => given < most,
    })
}

/// What the hedge of a figure makes of its value.
pub(crate) fn hedge(achieved: &Achieved) -> RatioIs {
    match (achieved.approx, achieved.bound) {
        (Some(Approx::About), _) => RatioIs::About,
        (Some(Approx::Over), _) | (None, Some(Bound::Ge | Bound::Gt)) => RatioIs::AtLeast,
        (Some(Approx::Under), _) | (None, Some(Bound::Le | Bound::Lt)) => RatioIs::AtMost,
        (None, Some(Bound::Eq) | None) => RatioIs::Exactly,
    }
}

/// What the hedge of a figure makes of the ratio; where less is better it turns round.
pub(crate) fn ratio_is(mark: &Mark, achieved: &Achieved) -> RatioIs {
    match (hedge(achieved), mark.polarity) {
        (RatioIs::AtLeast, Polarity::Negative) => RatioIs::AtMost,
        (RatioIs::AtMost, Polarity::Negative) => RatioIs::AtLeast,
        (is, _) => is,
    }
}

/// The verdict of a rate that stands for the whole target.
pub(crate) fn rate_met(stated: Decimal) -> bool {
    stated >= Decimal::ONE
}

/// Stated − computed, where they differ by more than half a point.
pub(crate) fn discrepancy(stated: Decimal, computed: Decimal) -> Option<Decimal> {
    let difference = stated.checked_sub(computed)?;
    (difference.abs() > Decimal::new(5, 3)).then(|| difference.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(value: i64, bound: Bound, polarity: Polarity) -> Mark {
        Mark { value: Decimal::from(value), high: None, bound, polarity, slack: Decimal::ZERO }
    }

    fn achieved(value: i64) -> Achieved {
        Achieved { value: Decimal::from(value), approx: None, bound: None }
    }

    #[test]
    fn positive_and_negative_ratios() {
        let positive = mark(20, Bound::Eq, Polarity::Positive);
        assert_eq!(ratio(&positive, &achieved(10)), Some(Decimal::new(5, 1)));
        assert_eq!(ratio(&positive, &achieved(-10)), None);
        assert_eq!(ratio(&positive, &achieved(0)), Some(Decimal::ZERO));
        let negative = mark(35, Bound::Le, Polarity::Negative);
        assert_eq!(ratio(&negative, &achieved(70)), Some(Decimal::new(5, 1)));
        assert_eq!(ratio(&negative, &achieved(0)), None);
        assert_eq!(ratio(&mark(0, Bound::Le, Polarity::Negative), &achieved(3)), None);
        assert_eq!(ratio(&mark(3, Bound::Eq, Polarity::Moderate), &achieved(3)), None);
        assert_eq!(ratio(&mark(3, Bound::Eq, Polarity::Positive), &achieved(1)).map(|r| r.to_string()), Some("0.333333333333".to_owned()));
    }

    #[test]
    fn the_bound_decides_at_the_mark() {
        for (bound, polarity, given, want) in [
            (Bound::Ge, Polarity::Positive, 20, true),
            (Bound::Gt, Polarity::Positive, 20, false),
            (Bound::Gt, Polarity::Positive, 21, true),
            (Bound::Eq, Polarity::Positive, 21, true),
            (Bound::Eq, Polarity::Positive, 19, false),
            (Bound::Eq, Polarity::Negative, 19, true),
            (Bound::Le, Polarity::Negative, 20, true),
            (Bound::Lt, Polarity::Negative, 20, false),
        ] {
            assert_eq!(met(&mark(20, bound, polarity), &achieved(given)), Some(want), "{bound:?} {polarity:?} {given}");
        }
        assert_eq!(met(&mark(20, Bound::Eq, Polarity::Moderate), &achieved(20)), None);
    }

    #[test]
    fn a_range_is_measured_at_the_end_that_just_suffices() {
        let range =
            |polarity| Mark { value: Decimal::from(6), high: Some(Decimal::from(8)), bound: Bound::Eq, polarity, slack: Decimal::ZERO };
        assert_eq!(ratio(&range(Polarity::Positive), &achieved(6)), Some(Decimal::ONE));
        assert_eq!(ratio(&range(Polarity::Negative), &achieved(8)), Some(Decimal::ONE));
        assert_eq!(met(&range(Polarity::Positive), &achieved(7)), Some(true));
        assert_eq!(met(&range(Polarity::Negative), &achieved(9)), Some(false));
    }

    #[test]
    fn slack_meets_what_lies_near_and_nothing_farther() {
        let about = |value, polarity, given| met(&Mark { slack: Decimal::new(5, 2), ..mark(value, Bound::Eq, polarity) }, &achieved(given));
        assert_eq!(about(100, Polarity::Positive, 95), Some(true));
        assert_eq!(about(100, Polarity::Positive, 94), Some(false));
        assert_eq!(about(100, Polarity::Negative, 105), Some(true));
        assert_eq!(about(100, Polarity::Negative, 106), Some(false));
        // A fall below zero: 5 % of 100 is 5 on either side.
        assert_eq!(about(-100, Polarity::Positive, -105), Some(true));
        assert_eq!(about(-100, Polarity::Positive, -106), Some(false));
    }

    #[test]
    fn hedges_turn_round_where_less_is_better() {
        let over = Achieved { approx: Some(Approx::Over), ..achieved(1) };
        assert_eq!(ratio_is(&mark(1, Bound::Eq, Polarity::Positive), &over), RatioIs::AtLeast);
        assert_eq!(ratio_is(&mark(1, Bound::Eq, Polarity::Negative), &over), RatioIs::AtMost);
        let bounded = Achieved { bound: Some(Bound::Le), ..achieved(1) };
        assert_eq!(ratio_is(&mark(1, Bound::Eq, Polarity::Positive), &bounded), RatioIs::AtMost);
        assert_eq!(ratio_is(&mark(1, Bound::Eq, Polarity::Negative), &bounded), RatioIs::AtLeast);
        assert_eq!(ratio_is(&mark(1, Bound::Eq, Polarity::Positive), &achieved(1)), RatioIs::Exactly);
    }

    #[test]
    fn half_a_point_is_no_discrepancy() {
        assert_eq!(discrepancy(Decimal::new(627, 3), Decimal::new(622, 3)), None);
        assert_eq!(discrepancy(Decimal::new(627, 3), Decimal::new(6219, 4)), Some(Decimal::new(51, 4)));
    }
}
