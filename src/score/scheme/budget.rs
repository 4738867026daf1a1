//! `budget`: the self-evaluation sheet of budget performance, in shares of an indicator's weight.
//!
//! An indicator that is met has full marks; one that is not has them in proportion, never above the weight.

use rust_decimal::Decimal;

use super::{Case, Refusal, Scale, Scheme, Score};

pub(super) const SCHEME: Scheme = Scheme {
    name: "budget",
    formula: "1 (the whole weight) where met, else the ratio (positive: achieved ÷ target, negative: target ÷ achieved), capped at 1",
    source: "财政部《项目支出绩效评价管理办法》(财预〔2020〕10号), 单位自评 of quantified indicators",
    scale: Scale::Share,
    judge: budget,
};

fn budget(case: &Case) -> Result<Score, Refusal> {
    if case.met == Some(true) {
        return Ok(Score::of(Decimal::ONE, case.ratio_is()));
    }
    let score = case.ratio()?;
    Ok(Score { value: score.value.clamp(Decimal::ZERO, Decimal::ONE), ..score })
}

#[cfg(test)]
mod tests {
    use super::super::Case;
    use super::super::cases::{case, score};
    use super::SCHEME;
    use crate::lexicon::Polarity;

    #[test]
    fn met_is_full_marks_also_where_no_ratio_is() {
        let value = |case: &Case| score(&SCHEME, case).map(|(value, _)| value);
        assert_eq!(value(&case(20, 50, Polarity::Positive)), Ok("1".to_owned()));
        assert_eq!(value(&case(20, 5, Polarity::Positive)), Ok("0.25".to_owned()));
        assert_eq!(value(&case(30, 40, Polarity::Negative)), Ok("0.75".to_owned()));
        assert_eq!(value(&case(0, 0, Polarity::Negative)), Ok("1".to_owned()));
        let words = Case { achieved: None, ratio: None, ..case(100, 100, Polarity::Positive) };
        assert_eq!(value(&words), Ok("1".to_owned()));
    }
}
