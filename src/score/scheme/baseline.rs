//! `baseline`: how much of the way from the earlier value to the target was gone: 从23件提高到40件.

use super::{Case, Refusal, Scale, Scheme, Score};
use crate::score::{RatioIs, hedge, round};

pub(super) const SCHEME: Scheme = Scheme {
    name: "baseline",
    formula: "(achieved − baseline) ÷ (target − baseline), where the text gives the earlier value; not capped",
    source: "the share of the distance between baseline and target, the usual measure of results frameworks",
    scale: Scale::Share,
    judge: covered,
};

fn covered(case: &Case) -> Result<Score, Refusal> {
    let baseline = case.baseline.ok_or(Refusal::NoBaseline)?;
    let (mark, achieved) = case.both()?;
    let way = mark.sufficient().checked_sub(baseline).filter(|way| !way.is_zero()).ok_or(Refusal::NoBaseline)?;
    let gone = achieved.value.checked_sub(baseline).and_then(|gone| gone.checked_div(way)).ok_or(Refusal::NoRatio)?;
    let is = match hedge(&achieved) {
        RatioIs::AtLeast if way.is_sign_negative() => RatioIs::AtMost,
        RatioIs::AtMost if way.is_sign_negative() => RatioIs::AtLeast,
        is => is,
    };
    Ok(Score::of(round(gone), is))
}

#[cfg(test)]
mod tests {
    use super::super::cases::{case, over, score, under};
    use super::*;
    use crate::lexicon::Polarity;
    use rust_decimal::Decimal;

    #[test]
    fn the_way_may_lead_down() {
        let from = |baseline: i64, case: Case| score(&SCHEME, &Case { baseline: Some(Decimal::from(baseline)), ..case });
        let is = |value: &str, is| Ok((value.to_owned(), is));
        assert_eq!(from(20, case(40, 30, Polarity::Positive)), is("0.5", RatioIs::Exactly));
        assert_eq!(from(20, over(case(40, 30, Polarity::Positive))), is("0.5", RatioIs::AtLeast));
        assert_eq!(from(50, over(case(40, 45, Polarity::Negative))), is("0.5", RatioIs::AtMost));
        assert_eq!(from(50, under(case(40, 45, Polarity::Negative))), is("0.5", RatioIs::AtLeast));
        assert_eq!(from(20, under(case(40, 30, Polarity::Positive))), is("0.5", RatioIs::AtMost));
        assert_eq!(from(40, case(40, 45, Polarity::Positive)), Err(Refusal::NoBaseline));
        assert_eq!(score(&SCHEME, &case(40, 30, Polarity::Positive)), Err(Refusal::NoBaseline));
    }
}
