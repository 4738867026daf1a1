//! `pace`: the ratio less the share of the year gone, 时序进度: 45.2 % at the end of May is 3.5 points ahead.
//!
//! That the year runs evenly is an assumption: much is handed over in December.

use super::{Case, Refusal, Scale, Scheme, Score};
use crate::lexicon::{Measure, Polarity};
use crate::score::pace;

pub(super) const SCHEME: Scheme = Scheme {
    name: "pace",
    formula: "ratio − elapsed; flows of positive polarity only; the year is taken to run evenly",
    source: "时序进度 (时间过半、任务过半) of the progress reports themselves",
    scale: Scale::Share,
    judge: ahead,
};

fn ahead(case: &Case) -> Result<Score, Refusal> {
    if case.measure != Measure::Flow || case.polarity != Polarity::Positive {
        return Err(Refusal::NotAFlow);
    }
    let score = case.ratio()?;
    let elapsed = case.elapsed.ok_or(Refusal::PeriodUnknown)?;
    Ok(Score { value: pace(score.value, elapsed), ..score })
}

#[cfg(test)]
mod tests {
    use super::super::cases::{case, score};
    use super::*;

    #[test]
    fn only_flows_are_due_by_shares_of_the_year() {
        let short = case(20, 8, Polarity::Positive);
        assert_eq!(score(&SCHEME, &short).map(|(value, _)| value), Ok("-0.1".to_owned()));
        assert_eq!(score(&SCHEME, &Case { measure: Measure::Stock, ..short }), Err(Refusal::NotAFlow));
        assert_eq!(score(&SCHEME, &case(20, 8, Polarity::Negative)), Err(Refusal::NotAFlow));
        assert_eq!(score(&SCHEME, &Case { elapsed: None, ..short }), Err(Refusal::PeriodUnknown));
    }
}
