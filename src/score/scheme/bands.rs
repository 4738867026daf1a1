//! `bands`: 超额完成, 完成, 未完成, as the closing accounts of five-year plans count their indicators.
//!
//! Refuses what is not due: half a year's figure says nothing of whether a year's target will be missed.

use rust_decimal::Decimal;

use super::{Band, Case, Refusal, Scale, Scheme, Score};
use crate::lexicon::{Bound, Polarity};
use crate::score::{Achieved, Mark};

pub(super) const SCHEME: Scheme = Scheme {
    name: "bands",
    formula: "2 exceeded (超额完成: beyond the mark on its better side), 1 met (完成), 0 missed (未完成); only of targets whose period is over",
    source: "the three classes in which the closing assessments of five-year plans (规划实施总结评估) count their indicators",
    scale: Scale::Band,
    judge: bands,
};

fn bands(case: &Case) -> Result<Score, Refusal> {
    match case.elapsed {
        None => return Err(Refusal::PeriodUnknown),
        Some(elapsed) if elapsed < Decimal::ONE => return Err(Refusal::NotDue),
        Some(_) => {}
    }
    let met = case.met.ok_or(match case.achieved {
        _ if case.polarity == Polarity::Moderate => Refusal::Moderate,
        None => Refusal::NoFigure,
        Some(_) => Refusal::NoVerdict,
    })?;
    let beyond = case.mark.zip(case.achieved).is_some_and(|(mark, achieved)| beyond(&mark, &achieved));
    let band = match met {
        true if beyond => Band::Exceeded,
        true => Band::Met,
        false => Band::Missed,
    };
    Ok(Score { band: Some(band), ..Score::of(Decimal::from(band as u8), case.ratio_is()) })
}

/// Whether a figure lies beyond the mark on its better side; of a range beyond its better end.
fn beyond(mark: &Mark, achieved: &Achieved) -> bool {
    match (mark.polarity, mark.bound) {
        (Polarity::Negative, _) | (_, Bound::Le | Bound::Lt) => achieved.value < mark.value,
        _ => achieved.value > mark.high.unwrap_or(mark.value),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::{case, with};
    use super::*;

    fn band(case: &Case) -> Result<Band, Refusal> {
        let over = Case { elapsed: Some(Decimal::ONE), ..*case };
        let scored = SCHEME.judge(&over);
        scored.refused.map_or_else(|| Ok(scored.band.unwrap()), Err)
    }

    #[test]
    fn what_is_not_due_is_refused() {
        let short = case(20, 10, Polarity::Positive);
        assert_eq!(SCHEME.judge(&short).refused, Some(Refusal::NotDue));
        assert_eq!(SCHEME.judge(&Case { elapsed: None, ..short }).refused, Some(Refusal::PeriodUnknown));
        assert_eq!(band(&short), Ok(Band::Missed));
    }

    #[test]
    fn the_mark_itself_is_met_and_not_exceeded() {
        assert_eq!(band(&case(20, 20, Polarity::Positive)), Ok(Band::Met));
        assert_eq!(band(&case(20, 21, Polarity::Positive)), Ok(Band::Exceeded));
        assert_eq!(band(&case(35, 34, Polarity::Negative)), Ok(Band::Exceeded));
        assert_eq!(band(&case(35, 36, Polarity::Negative)), Ok(Band::Missed));
        assert_eq!(band(&case(3, 3, Polarity::Moderate)), Err(Refusal::Moderate));
        let range = |given: i64, polarity| {
            let mark = Mark { high: Some(Decimal::from(8)), ..case(6, 1, polarity).mark.unwrap() };
            band(&with(mark, Achieved { value: Decimal::from(given), approx: None, bound: None }))
        };
        assert_eq!(range(7, Polarity::Positive), Ok(Band::Met));
        assert_eq!(range(9, Polarity::Positive), Ok(Band::Exceeded));
        assert_eq!(range(7, Polarity::Negative), Ok(Band::Met));
        assert_eq!(range(5, Polarity::Negative), Ok(Band::Exceeded));
    }
}
