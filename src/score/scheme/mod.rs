//! Schemes: ways to turn a target and its answer into one number, by name. A scheme is one file here and its name in the list below.
//!
//! A scheme scores direct answers only, says why it refuses one, and never guesses. The hedge of a figure stays on its score: `1800余万元` of
//! 3000万 is *at least* 0.6.

use rust_decimal::Decimal;
use rust_decimal::serde::str_option as exact_option;
use serde::{Deserialize, Serialize};

use super::{Achieved, Mark, RatioIs};
use crate::lexicon::{Measure, Polarity};
use crate::named::named;

/// Declares the files and lists their schemes; the first is the default.
macro_rules! schemes {
    ($($name:ident)*) => {
        $(mod $name;)*
        const ALL: &[&Scheme] = &[$(&$name::SCHEME),*];
    };
}

schemes![ratio capped budget bands pace gap baseline progress];

pub(crate) use progress::printed;
pub use progress::{Progress, Thresholds};

/// A way to score, with what it computes and where that comes from.
#[derive(Debug)]
#[non_exhaustive]
pub struct Scheme {
    /// What it is called.
    pub name: &'static str,
    /// What it computes, in the words of the output's fields.
    pub formula: &'static str,
    /// Where the formula comes from.
    pub source: &'static str,
    /// What its numbers count.
    pub scale: Scale,
    judge: fn(&Case) -> Result<Score, Refusal>,
}

/// What the numbers of a scheme count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Scale {
    /// Shares of the target or of full marks; 1 is all of it. Such scores of flows may be averaged.
    Share,
    /// The target's own unit; percentage points where that is %.
    Unit,
    /// 0, 1, 2 in the order of [`Band`].
    Band,
    /// 0 to 5 in the order of [`Progress`].
    Class,
}

named!(Scale);

/// What a scheme found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Score {
    pub(crate) value: Decimal,
    pub(crate) is: RatioIs,
    pub(crate) band: Option<Band>,
    pub(crate) class: Option<Progress>,
}

impl Score {
    /// A number without a band or class.
    pub(crate) const fn of(value: Decimal, is: RatioIs) -> Self {
        Self { value, is, band: None, class: None }
    }
}

/// How five-year plans are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// 未完成
    Missed,
    /// 完成
    Met,
    /// 超额完成
    Exceeded,
}

named!(Band);

/// Why a scheme gives no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Refusal {
    /// There is no direct answer.
    NoAnswer,
    /// The answer is in words, or only a rate.
    NoFigure,
    /// No ratio is defined: a zero target, signs that differ, a negative indicator at or below zero.
    NoRatio,
    /// 适度: nearer is better, and a ratio does not say how near.
    Moderate,
    /// The target is no flow that is to grow, so that no share of the year is due.
    NotAFlow,
    /// The period is still running.
    NotDue,
    /// When the target is due, or when the figure was taken, is not known.
    PeriodUnknown,
    /// The text gives no earlier value, or one that equals the target.
    NoBaseline,
    /// Whether the target is met cannot be said: a budget that authorises, a forecast, what is near a mark with 左右 or may be less than is printed, words
    /// and rates without a mark.
    NoVerdict,
}

named!(Refusal);

/// A score as it stands in the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Scored {
    /// The name of the scheme.
    pub scheme: String,
    /// What it came to; what it counts is the scheme's [`Scale`].
    #[serde(with = "exact_option")]
    pub score: Option<Decimal>,
    /// What the figure's hedge makes of the score.
    pub score_is: Option<RatioIs>,
    /// The band, of a scheme that counts in bands.
    pub band: Option<Band>,
    /// The class, of a scheme that counts in classes; also where there is no score.
    #[serde(default)]
    pub class: Option<Progress>,
    /// The class that the report itself prints (超序时进度), of such a scheme.
    #[serde(default)]
    pub stated_class: Option<Progress>,
    /// Why there is no score.
    pub refused: Option<Refusal>,
}

/// What a scheme looks at: a target and its answer as numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    pub(crate) measure: Measure,
    pub(crate) polarity: Polarity,
    /// What is asked; none where only a rate to the plan is printed.
    pub(crate) mark: Option<Mark>,
    pub(crate) baseline: Option<Decimal>,
    pub(crate) direct: bool,
    /// Whether anything is reported that is held against the target, be it only near.
    pub(crate) reported: bool,
    /// What the figures come to, in the unit and with the sign of the target.
    pub(crate) achieved: Option<Achieved>,
    /// The ratio, or the printed rate where that is all there is.
    pub(crate) ratio: Option<Decimal>,
    pub(crate) met: Option<bool>,
    /// Share of the plan period gone when the figure was taken.
    pub(crate) elapsed: Option<Decimal>,
    /// Where the classes begin.
    pub(crate) thresholds: Thresholds,
}

impl Case {
    /// The class of what gets no score.
    const fn unscored(&self) -> Progress {
        if self.reported { Progress::NotComparable } else { Progress::NotReported }
    }

    /// The ratio with its hedge.
    fn ratio(&self) -> Result<Score, Refusal> {
        match self.ratio {
            Some(value) => Ok(Score::of(value, self.ratio_is())),
            None if self.polarity == Polarity::Moderate => Err(Refusal::Moderate),
            None if self.achieved.is_none() => Err(Refusal::NoFigure),
            None => Err(Refusal::NoRatio),
        }
    }

    fn ratio_is(&self) -> RatioIs {
        self.mark.zip(self.achieved).map_or(RatioIs::Exactly, |(mark, achieved)| super::ratio_is(&mark, &achieved))
    }

    /// Mark and figure.
    fn both(&self) -> Result<(Mark, Achieved), Refusal> {
        self.mark.zip(self.achieved).ok_or(Refusal::NoFigure)
    }
}

impl Scheme {
    /// Every scheme, the default first.
    #[must_use]
    pub fn all() -> &'static [&'static Self] {
        ALL
    }

    /// The scheme of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|scheme| scheme.name == name)
    }

    /// Scores a case; without a direct answer there is nothing to score.
    pub(crate) fn judge(&self, case: &Case) -> Scored {
        let judged = if case.direct { (self.judge)(case) } else { Err(Refusal::NoAnswer) };
        let score = judged.ok();
        Scored {
            scheme: self.name.to_owned(),
            score: score.map(|score| score.value.normalize()),
            score_is: score.map(|score| score.is),
            band: score.and_then(|score| score.band),
            class: (self.scale == Scale::Class).then(|| score.and_then(|score| score.class).unwrap_or(case.unscored())),
            stated_class: None,
            refused: judged.err(),
        }
    }
}

#[cfg(test)]
mod cases {
    use super::*;
    use crate::lexicon::{Approx, Bound};

    /// A direct, exact answer of half a year.
    pub(super) fn case(asked: i64, given: i64, polarity: Polarity) -> Case {
        let mark = Mark { value: Decimal::from(asked), high: None, bound: Bound::Eq, polarity, slack: Decimal::ZERO, doubt: Decimal::ZERO };
        with(mark, Achieved { value: Decimal::from(given), approx: None, bound: None })
    }

    pub(super) fn with(mark: Mark, achieved: Achieved) -> Case {
        Case {
            measure: Measure::Flow,
            polarity: mark.polarity,
            mark: Some(mark),
            baseline: None,
            direct: true,
            reported: true,
            achieved: Some(achieved),
            ratio: super::super::ratio(&mark, &achieved),
            met: super::super::met(&mark, &achieved),
            elapsed: Some(Decimal::new(5, 1)),
            thresholds: Thresholds::default(),
        }
    }

    /// The same with 余 behind the number.
    pub(super) fn over(mut case: Case) -> Case {
        case.achieved = case.achieved.map(|achieved| Achieved { approx: Some(Approx::Over), ..achieved });
        case
    }

    /// The same with 近 in front of the number.
    pub(super) fn under(mut case: Case) -> Case {
        case.achieved = case.achieved.map(|achieved| Achieved { approx: Some(Approx::Under), ..achieved });
        case
    }

    pub(super) fn score(scheme: &Scheme, case: &Case) -> Result<(String, RatioIs), Refusal> {
        let scored = scheme.judge(case);
        match (scored.score, scored.score_is, scored.refused) {
            (Some(score), Some(is), None) => Ok((score.to_string(), is)),
            (None, None, Some(why)) => Err(why),
            other => panic!("{other:?} is neither a score nor a refusal"),
        }
    }

    #[test]
    fn every_scheme_is_found_by_its_name_and_says_what_it_is() {
        for scheme in Scheme::all() {
            assert_eq!(Scheme::named(scheme.name).map(|found| found.name), Some(scheme.name), "two schemes have one name");
            assert!(scheme.formula.len() > 10 && scheme.source.len() > 10, "{}", scheme.name);
        }
        assert_eq!(Scheme::all()[0].name, "ratio");
        assert!(Scheme::named("none such").is_none());
    }

    #[test]
    fn no_scheme_scores_what_is_not_a_direct_answer() {
        for scheme in Scheme::all() {
            assert_eq!(score(scheme, &Case { direct: false, ..case(20, 10, Polarity::Positive) }), Err(Refusal::NoAnswer));
        }
    }
}
