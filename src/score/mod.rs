//! How far a target was met: exact decimals, no text.

mod completion;
mod pace;
mod ratio;
mod scheme;

use crate::named::named;
use serde::{Deserialize, Serialize};

pub(crate) use completion::Mean;
pub use completion::{Completion, Tally};
pub(crate) use pace::{Elapsed, elapsed, last_day, pace};
pub(crate) use ratio::{Achieved, Mark, compound, discrepancy, gap, hedge, met, rate_met, ratio, ratio_is, round};
pub use scheme::{Band, Progress, Refusal, Scale, Scheme, Scored, Thresholds};
pub(crate) use scheme::{Case, printed};

/// What a hedge of the figure makes of its ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatioIs {
    /// The figure is printed without a hedge.
    Exactly,
    /// 余, 超, 以上: the true ratio is this or more.
    AtLeast,
    /// 近, 不到: the true ratio is this or less.
    AtMost,
    /// 约, 左右.
    About,
}

named!(RatioIs);

/// A verdict seen against the end of the plan period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Status {
    /// It holds and can no longer be lost.
    Met,
    /// It holds before the period's end, but may still be lost: a rate, a growth, a stock, a negative polarity.
    MetSoFar,
    /// Short, and the period is running.
    Open,
    /// Short, and the period is over.
    Missed,
    /// What is reported is only expected (预计) and would hold, or would be short with the period over: nothing is met or missed yet.
    Expected,
}

/// By what arithmetic a printed completion rate agrees with mark and figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum StatedBasis {
    /// Achieved ÷ target.
    Ratio,
    /// A fall of a per cent against one of b, as ln(1−a) ÷ ln(1−b): as much every year of what is left, as the rates of energy and emission are printed
    /// that a plan of several years sets.
    Compound,
}

named!(Status);

/// The verdict against the end of the period. `keeps` says that what is reached stays reached; `over` is unknown where no period is.
pub(crate) fn status(met: Option<bool>, keeps: bool, over: Option<bool>) -> Option<Status> {
    Some(match (met?, over) {
        (true, Some(true)) => Status::Met,
        (true, _) if keeps => Status::Met,
        (true, Some(false)) => Status::MetSoFar,
        (false, Some(true)) => Status::Missed,
        (false, Some(false)) => Status::Open,
        (_, None) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_still_be_lost_is_met_so_far() {
        assert_eq!(status(Some(true), true, Some(false)), Some(Status::Met));
        assert_eq!(status(Some(true), false, Some(false)), Some(Status::MetSoFar));
        assert_eq!(status(Some(true), false, Some(true)), Some(Status::Met));
        assert_eq!(status(Some(false), true, Some(false)), Some(Status::Open));
        assert_eq!(status(Some(false), true, Some(true)), Some(Status::Missed));
        assert_eq!(status(Some(false), true, None), None);
        assert_eq!(status(None, true, Some(true)), None);
    }
}
