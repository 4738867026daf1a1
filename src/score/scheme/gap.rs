//! `gap`: achieved − target, for growth and rates the headline, in percentage points.

use super::{Case, Refusal, Scale, Scheme, Score};
use crate::score::{self, hedge};

pub(super) const SCHEME: Scheme = Scheme {
    name: "gap",
    formula: "achieved − target in the target's unit (percentage points of growth and rates); of a fall, size of the fall − size asked",
    source: "how bulletins set a result beside its goal: 高于(低于)预期目标…个百分点",
    scale: Scale::Unit,
    judge: gap,
};

fn gap(case: &Case) -> Result<Score, Refusal> {
    let (mark, achieved) = case.both()?;
    let value = score::gap(&mark, &achieved).ok_or(Refusal::NoRatio)?;
    Ok(Score::of(value, hedge(&achieved)))
}

#[cfg(test)]
mod tests {
    use super::super::cases::{case, over, score};
    use super::*;
    use crate::lexicon::Polarity;
    use crate::score::RatioIs;

    #[test]
    fn the_hedge_is_the_figures_own() {
        let is = |value: &str, is| Ok((value.to_owned(), is));
        assert_eq!(score(&SCHEME, &over(case(35, 40, Polarity::Negative))), is("5", RatioIs::AtLeast));
        assert_eq!(score(&SCHEME, &case(3, 2, Polarity::Moderate)), is("-1", RatioIs::Exactly));
        assert_eq!(score(&SCHEME, &Case { achieved: None, ..case(3, 2, Polarity::Positive) }), Err(Refusal::NoFigure));
    }
}
