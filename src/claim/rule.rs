//! The constructions that targets are read from, by name.

use crate::named::named;
use serde::{Deserialize, Serialize};

/// Which construction a target was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TargetRule {
    /// 顶尖人才20名: the noun in front.
    NounBefore,
    /// 16条水质不稳定河道: the noun behind.
    NounAfter,
    /// 竣工8560套, 增长4%以上: the noun of an earlier clause.
    NounAbove,
    /// A、B分别增长8%、15%以上.
    Distributed,
    /// 全覆盖, 清零.
    Commitment,
    /// A number in a column of its own.
    Column,
    /// 占目标任务数80公里的112.9%: the mark stands in the rate.
    ShareOfTarget,
    /// 低于目标1.5个百分点: only the difference gives the mark.
    DifferenceFromTarget,
    /// 低于3%左右的预期目标: the mark stands beside the figure.
    GoalBeside,
    /// 完成任务数120%: a rate whose mark is not printed.
    RateAlone,
}

named!(TargetRule);
