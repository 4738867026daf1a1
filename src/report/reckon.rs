//! What follows from a mark and a figure: ratio, gap, verdict, pace. The one place where they are computed, of what was read and of what a person
//! says instead.

use rust_decimal::Decimal;

use super::model::{Outcome, Target};
use super::scored;
use crate::lexicon::{Bound, Measure, Polarity, StatedOf};
use crate::pair::{Combine, Quality, Reason};
use crate::score::{self, Achieved, Mark, StatedBasis, Status};

/// A target and its answer as numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum {
    pub(super) measure: Measure,
    pub(super) polarity: Polarity,
    pub(super) bound: Bound,
    /// Whether the mark is the size of a fall in per cent.
    pub(super) falls: bool,
    /// Whether it is a budget of spending, which says how much may be spent and asks for nothing.
    pub(super) authorises: bool,
    pub(super) mark: Option<Mark>,
    pub(super) achieved: Option<Achieved>,
    pub(super) quality: Quality,
    pub(super) reason: Option<Reason>,
    pub(super) combine: Option<Combine>,
    pub(super) stated: Option<(Decimal, StatedOf)>,
    pub(super) elapsed: Option<Decimal>,
    /// Whether what is reported is only expected: 预计.
    pub(super) forecast: bool,
    /// Whether a person said what was reached, or how near it is.
    pub(super) said: bool,
}

/// What follows from them; the fields are those of [`Outcome`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Reckoned {
    pub(super) quality: Quality,
    pub(super) reason: Option<Reason>,
    pub(super) ratio: Option<Decimal>,
    pub(super) ratio_is: Option<score::RatioIs>,
    pub(super) proxy_ratio: Option<Decimal>,
    pub(super) gap: Option<Decimal>,
    pub(super) met: Option<bool>,
    pub(super) status: Option<Status>,
    pub(super) discrepancy: Option<Decimal>,
    pub(super) stated_basis: Option<StatedBasis>,
    pub(super) pace: Option<Decimal>,
}

impl Sum {
    pub(super) fn reckon(&self) -> Reckoned {
        let both = self.mark.zip(self.achieved).filter(|_| self.quality != Quality::None);
        let far =
            !self.said && self.quality == Quality::Direct && both.is_some_and(|(mark, achieved)| self.is_far_beyond(&mark, &achieved));
        let (quality, reason) = if far { (Quality::Proxy, Some(Reason::FarBeyond)) } else { (self.quality, self.reason) };
        let direct = quality == Quality::Direct;
        let any = both.and_then(|(mark, achieved)| score::ratio(&mark, &achieved));
        let ratio = any.filter(|_| direct);
        let verdict = if direct { self.verdict() } else { None };
        // What is only expected proves nothing met; what it falls short of is not met as reported.
        let met = verdict.filter(|met| !(self.forecast && *met));
        let printed = self.stated.filter(|(_, of)| *of == StatedOf::Target).map(|(stated, _)| stated).zip(ratio);
        let compounds = printed.is_some_and(|(stated, ratio)| self.compounds(stated, ratio));
        let discrepancy = printed.filter(|_| !compounds).and_then(|(stated, ratio)| score::discrepancy(stated, ratio));
        Reckoned {
            quality,
            reason,
            ratio,
            ratio_is: both.filter(|_| any.is_some()).map(|(mark, achieved)| score::ratio_is(&mark, &achieved)),
            proxy_ratio: any.filter(|_| !direct),
            gap: both.filter(|_| direct).and_then(|(mark, achieved)| score::gap(&mark, &achieved)),
            met,
            status: match self.status(met) {
                Some(Status::Open) => Some(Status::Open),
                _ if self.forecast && verdict.is_some() => Some(Status::Expected),
                status => status,
            },
            discrepancy,
            stated_basis: match (printed, compounds, discrepancy) {
                (Some(_), true, _) => Some(StatedBasis::Compound),
                (Some(_), false, None) => Some(StatedBasis::Ratio),
                _ => None,
            },
            pace: ratio.zip(self.elapsed).filter(|_| self.is_paced()).map(|(ratio, elapsed)| score::pace(ratio, elapsed)),
        }
    }

    /// A verdict against the end of the period.
    pub(super) fn status(&self, met: Option<bool>) -> Option<Status> {
        let keeps = self.is_paced() && !matches!(self.bound, Bound::Le | Bound::Lt);
        score::status(met, keeps, self.elapsed.map(|elapsed| elapsed >= Decimal::ONE))
    }

    /// Whether the bound holds for what a direct answer reports, expected or reached.
    fn verdict(&self) -> Option<bool> {
        if self.authorises || self.polarity == Polarity::Moderate {
            return None;
        }
        match self.combine {
            Some(Combine::Qualitative) => Some(true),
            Some(Combine::Stated) => self.stated.map(|(stated, _)| {
                // Of a mark of nothing (清零) a rate says how much of the work is done.
                let clears = self.mark.is_some_and(|mark| mark.value.is_zero());
                score::rate_met(stated, if clears { Polarity::Positive } else { self.polarity }, self.bound)
            }),
            _ => self.mark.zip(self.achieved).and_then(|(mark, achieved)| score::met(&mark, &achieved)),
        }
    }

    /// Whether what is reached adds up and more of it is better.
    fn is_paced(&self) -> bool {
        self.measure == Measure::Flow && self.polarity == Polarity::Positive
    }

    /// Whether what is reported is so many times what was asked that one of them was hardly read right, and no printed rate says that it is.
    fn is_far_beyond(&self, mark: &Mark, achieved: &Achieved) -> bool {
        let Some(times) = achieved.value.checked_div(mark.value).filter(|&times| times > FAR) else { return false };
        let near = |stated: Decimal| (stated - times).abs() <= times * Decimal::new(5, 3);
        !self.stated.is_some_and(|(stated, of)| of == StatedOf::Target && near(stated))
    }

    /// Whether a printed rate of a fall over several years is the share of its logarithm, and not that of its size.
    fn compounds(&self, stated: Decimal, ratio: Decimal) -> bool {
        let share = || self.mark.zip(self.achieved).and_then(|(mark, achieved)| score::compound(&mark, &achieved));
        self.falls
            && score::discrepancy(stated, ratio).is_some()
            && share().is_some_and(|share| score::discrepancy(stated, share).is_none())
    }
}

/// So many times the target.
const FAR: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// A target of the model as numbers; `tolerance` as [`crate::Extractor::tolerance`].
pub(super) fn of(target: &Target, tolerance: Option<Decimal>) -> Sum {
    let outcome = &target.outcome;
    let case = scored::case(target, score::Thresholds::default());
    // What is only near because it is far beyond was found to be an answer.
    let beyond = outcome.reason == Some(Reason::FarBeyond);
    Sum {
        measure: target.measure,
        polarity: target.polarity,
        bound: target.bound,
        falls: target.decrease && target.unit == "%",
        authorises: target.authorises,
        mark: case.mark.map(|mark| mark.about(target.margin, tolerance)),
        achieved: case.achieved,
        quality: if beyond { Quality::Direct } else { outcome.quality },
        reason: outcome.reason.filter(|_| !beyond),
        combine: outcome.combine,
        stated: outcome.stated_ratio.zip(outcome.stated_of),
        elapsed: outcome.elapsed,
        forecast: outcome.figures.iter().any(|figure| figure.estimate),
        said: false,
    }
}

impl Reckoned {
    /// Puts it into an outcome.
    pub(super) fn put(self, outcome: &mut Outcome) {
        let Self { quality, reason, ratio, ratio_is, proxy_ratio, gap, met, status, discrepancy, stated_basis, pace } = self;
        (outcome.quality, outcome.reason) = (quality, reason);
        (outcome.ratio, outcome.ratio_is, outcome.proxy_ratio, outcome.gap) = (ratio, ratio_is, proxy_ratio, gap);
        (outcome.met, outcome.status) = (met, status);
        (outcome.discrepancy, outcome.stated_basis, outcome.pace) = (discrepancy, stated_basis, pace);
    }
}
