//! `ratio`: achieved ÷ target, not capped; the default.

use super::{Scale, Scheme};

pub(super) const SCHEME: Scheme = Scheme {
    name: "ratio",
    formula: "achieved ÷ target; target ÷ achieved where less is better; of a range the end that just suffices; not capped",
    source: "计划完成程度相对指标 (actual ÷ planned) of the handbooks of statistics",
    scale: Scale::Share,
    judge: super::Case::ratio,
};

#[cfg(test)]
mod tests {
    use super::super::Refusal;
    use super::super::cases::{case, over, score};
    use super::SCHEME;
    use crate::lexicon::Polarity;
    use crate::score::RatioIs;

    #[test]
    fn a_hedge_stays_on_the_ratio_and_turns_round_where_less_is_better() {
        let is = |value: &str, is| Ok((value.to_owned(), is));
        assert_eq!(score(&SCHEME, &over(case(3000, 1800, Polarity::Positive))), is("0.6", RatioIs::AtLeast));
        assert_eq!(score(&SCHEME, &over(case(30, 40, Polarity::Negative))), is("0.75", RatioIs::AtMost));
        assert_eq!(score(&SCHEME, &case(20, 50, Polarity::Positive)), is("2.5", RatioIs::Exactly));
        assert_eq!(score(&SCHEME, &case(3, 3, Polarity::Moderate)), Err(Refusal::Moderate));
        assert_eq!(score(&SCHEME, &case(0, 3, Polarity::Negative)), Err(Refusal::NoRatio));
    }
}
