//! `capped`: the ratio cut to 0..1, so that one target far exceeded does not make up for another missed.

use rust_decimal::Decimal;

use super::{Case, Refusal, Scale, Scheme, Score};

pub(super) const SCHEME: Scheme = Scheme {
    name: "capped",
    formula: "the ratio, cut to 0..1",
    source: "distance to a reference, cut at the reference: OECD and JRC, Handbook on Constructing Composite Indicators (2008)",
    scale: Scale::Share,
    judge: capped,
};

fn capped(case: &Case) -> Result<Score, Refusal> {
    let score = case.ratio()?;
    Ok(Score { value: score.value.clamp(Decimal::ZERO, Decimal::ONE), ..score })
}

#[cfg(test)]
mod tests {
    use super::super::cases::{case, score};
    use super::SCHEME;
    use crate::lexicon::Polarity;

    #[test]
    fn nothing_lies_outside_of_0_and_1() {
        let value = |asked, given, polarity| score(&SCHEME, &case(asked, given, polarity)).map(|(value, _)| value);
        assert_eq!(value(20, 50, Polarity::Positive), Ok("1".to_owned()));
        assert_eq!(value(20, 10, Polarity::Positive), Ok("0.5".to_owned()));
        assert_eq!(value(35, 20, Polarity::Negative), Ok("1".to_owned()));
    }
}
