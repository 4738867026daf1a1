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
    /// How far from the mark still meets it, in its unit: 左右 where the reader allows for it.
    pub(crate) slack: Decimal,
    /// So far short of the mark, in its unit, nobody can say whether it is met: 左右, where the reader says nothing.
    pub(crate) doubt: Decimal,
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
    /// The mark with what 左右 makes of it: `margin` is half of its last printed digit, `tolerance` the share from which off it is met.
    pub(crate) fn about(self, margin: Option<Decimal>, tolerance: Option<Decimal>) -> Self {
        let Some(margin) = margin else { return self };
        match tolerance {
            Some(share) => Self { slack: self.sufficient().abs().checked_mul(share).unwrap_or_default(), ..self },
            None => Self { doubt: margin, ..self },
        }
    }

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

/// Whether the bound holds for what is reported. `None` for moderate polarity, beyond what 28 digits hold, where a figure is short of a mark with
/// 左右 by no more than half of its last digit, and where a figure that may be less than what is printed (近500家) would meet it.
pub(crate) fn met(mark: &Mark, achieved: &Achieved) -> Option<bool> {
    if mark.polarity == Polarity::Moderate {
        return None;
    }
    let holds = |slack: Decimal| {
        let (asked, given) = (mark.sufficient(), achieved.value);
        let (least, most) = (asked.checked_sub(slack)?, asked.checked_add(slack)?);
        Some(match mark.bound {
            Bound::Ge => given >= least,
            Bound::Gt => given > least,
            Bound::Le => given <= most,
            Bound::Lt => given < most,
            Bound::Eq if mark.polarity == Polarity::Negative => given <= most,
            Bound::Eq => given >= least,
        })
    };
    if holds(mark.slack)? {
        let below = matches!(mark.bound, Bound::Le | Bound::Lt) || mark.bound == Bound::Eq && mark.polarity == Polarity::Negative;
        let unproved = if below { RatioIs::AtLeast } else { RatioIs::AtMost };
        return (hedge(achieved) != unproved).then_some(true);
    }
    if mark.doubt > Decimal::ZERO && holds(mark.doubt)? { None } else { Some(false) }
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

/// The verdict of a rate that stands for the whole target, in the direction of its polarity.
pub(crate) fn rate_met(stated: Decimal, polarity: Polarity, bound: Bound) -> bool {
    match (polarity, bound) {
        (Polarity::Negative, Bound::Lt) => stated < Decimal::ONE,
        (Polarity::Negative, _) => stated <= Decimal::ONE,
        (_, Bound::Gt) => stated > Decimal::ONE,
        _ => stated >= Decimal::ONE,
    }
}

/// The share of a fall over several years by its logarithm, ln(1−a) ÷ ln(1−b) of an achieved fall of a per cent and a target of b: as much every
/// year of what is left. Twelve decimals; `None` of what is no fall below the whole.
pub(crate) fn compound(mark: &Mark, achieved: &Achieved) -> Option<Decimal> {
    let share = ln_left(achieved.value)?.checked_div(ln_left(mark.sufficient())?)?;
    Some(round(share))
}

/// −ln(1−x) of x per cent, between nothing and 90: Σ xᵏ ÷ k.
fn ln_left(per_cent: Decimal) -> Option<Decimal> {
    let x = per_cent.checked_div(Decimal::ONE_HUNDRED)?;
    if x <= Decimal::ZERO || x > Decimal::new(9, 1) {
        return None;
    }
    let (mut sum, mut power) = (Decimal::ZERO, Decimal::ONE);
    // Of 90 % the 150th member is below 10⁻⁹.
    for k in 1..=150_u32 {
        power = (power * x).round_dp(24);
        sum += power / Decimal::from(k);
    }
    Some(sum)
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
        Mark { value: Decimal::from(value), high: None, bound, polarity, slack: Decimal::ZERO, doubt: Decimal::ZERO }
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
        let range = |polarity| Mark { high: Some(Decimal::from(8)), ..mark(6, Bound::Eq, polarity) };
        assert_eq!(ratio(&range(Polarity::Positive), &achieved(6)), Some(Decimal::ONE));
        assert_eq!(ratio(&range(Polarity::Negative), &achieved(8)), Some(Decimal::ONE));
        assert_eq!(met(&range(Polarity::Positive), &achieved(7)), Some(true));
        assert_eq!(met(&range(Polarity::Negative), &achieved(9)), Some(false));
    }

    #[test]
    fn slack_meets_what_lies_near_and_nothing_farther() {
        let about = |value, polarity, given| {
            let mark = mark(value, Bound::Eq, polarity).about(Some(Decimal::ONE), Some(Decimal::new(5, 2)));
            met(&mark, &achieved(given))
        };
        assert_eq!(about(100, Polarity::Positive, 95), Some(true));
        assert_eq!(about(100, Polarity::Positive, 94), Some(false));
        assert_eq!(about(100, Polarity::Negative, 105), Some(true));
        assert_eq!(about(100, Polarity::Negative, 106), Some(false));
        // A fall below zero: 5 % of 100 is 5 on either side.
        assert_eq!(about(-100, Polarity::Positive, -105), Some(true));
        assert_eq!(about(-100, Polarity::Positive, -106), Some(false));
    }

    #[test]
    fn half_of_the_last_digit_short_of_about_is_neither_met_nor_missed() {
        let about = |polarity, given: &str| {
            let mark = mark(6, Bound::Eq, polarity).about(Some(Decimal::new(5, 1)), None);
            met(&mark, &Achieved { value: given.parse().unwrap(), approx: None, bound: None })
        };
        assert_eq!(
            ["6", "6.4", "5.9", "5.5", "5.4"].map(|given| about(Polarity::Positive, given)),
            [Some(true), Some(true), None, None, Some(false)]
        );
        assert_eq!(["6", "5.5", "6.5", "6.6"].map(|given| about(Polarity::Negative, given)), [Some(true), Some(true), None, Some(false)]);
        // Without 左右 there is no doubt, and a tolerance of nothing judges at the mark.
        let at = |margin, tolerance| met(&mark(6, Bound::Eq, Polarity::Positive).about(margin, tolerance), &achieved(5));
        assert_eq!(
            (at(None, None), at(Some(Decimal::TWO), Some(Decimal::ZERO)), at(Some(Decimal::TWO), None)),
            (Some(false), Some(false), None)
        );
    }

    #[test]
    fn what_may_be_less_proves_nothing_met() {
        let nearly = |value| Achieved { approx: Some(Approx::Under), ..achieved(value) };
        let over = |value| Achieved { approx: Some(Approx::Over), ..achieved(value) };
        let of = |bound, polarity, given: Achieved| met(&mark(20, bound, polarity), &given);
        assert_eq!(of(Bound::Ge, Polarity::Positive, nearly(20)), None);
        assert_eq!(of(Bound::Ge, Polarity::Positive, nearly(19)), Some(false));
        assert_eq!(of(Bound::Ge, Polarity::Positive, over(20)), Some(true));
        assert_eq!(of(Bound::Le, Polarity::Negative, over(20)), None);
        assert_eq!(of(Bound::Le, Polarity::Negative, nearly(20)), Some(true));
    }

    #[test]
    fn a_printed_rate_goes_by_polarity() {
        let rate = |stated, polarity, bound| rate_met(Decimal::new(stated, 2), polarity, bound);
        assert!(rate(104, Polarity::Positive, Bound::Eq) && !rate(96, Polarity::Positive, Bound::Ge));
        assert!(rate(96, Polarity::Negative, Bound::Le) && !rate(104, Polarity::Negative, Bound::Eq));
        assert!(!rate(100, Polarity::Positive, Bound::Gt) && !rate(100, Polarity::Negative, Bound::Lt));
    }

    #[test]
    fn a_fall_over_several_years_by_its_logarithm() {
        let share = |asked, given| {
            compound(&mark(asked, Bound::Eq, Polarity::Positive), &achieved(given)).map(|share| share.round_dp(6).to_string())
        };
        // ln 0.92 ÷ ln 0.86, ln 0.1 ÷ ln 0.5
        assert_eq!(share(14, 8), Some("0.552845".to_owned()));
        assert_eq!(share(50, 90), Some("3.321928".to_owned()));
        assert_eq!((share(50, 0), share(50, -3), share(100, 50)), (None, None, None));
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
