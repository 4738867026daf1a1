//! The rules of pairing, by name.

use crate::named::named;
use serde::{Deserialize, Serialize};

/// Which rule made a pair, or found that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PairRule {
    /// Both indicators are the same.
    SameIndicator,
    /// The indicators share most of their characters.
    Indicator,
    /// The sentence of the figure names the indicator.
    Context,
    /// The figure is the printed rate's share of the target: 完成投资365亿元,占年度计划的86.9%.
    RateConfirms,
    /// Target and figure stand in one sentence, whose wording pairs them: 占目标任务数40公里的120%.
    SameSentence,
    /// Numbers in columns of one row.
    Columns,
    /// Only the printed rate of completion answers.
    StatedRate,
    /// A rate whose mark is not printed: 完成任务数120%.
    RateAlone,
    /// The sum of figures for the members of the target: 6家众创空间, 3家孵化器.
    SumOfMembers,
    /// The sum of figures for several verbs: 新建12处, 改建8处.
    SumOfActions,
    /// The sum of figures for periods that follow each other.
    SumOfPeriods,
    /// The sum of figures for kinds of what is asked: 经营性用地成交, 工业用地成交.
    SumOfKinds,
    /// The printed total of such parts.
    TotalOfParts,
    /// Words say that it is done.
    WordsDone,
    /// Words say that it is under way.
    WordsUnderWay,
    /// None: nothing that stands there is near enough.
    NothingNear,
    /// None: two figures are as near.
    TwoAsNear,
    /// None: there is more than the limits allow to compare.
    TooMany,
    /// None: the review is of another year.
    AnotherYear,
    /// None: the goal is of a later year than what the report reviews.
    DueLater,
}

named!(PairRule);

/// Why a figure that came near was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PassedOver {
    /// Another figure comes nearer.
    AnotherIsNearer,
    /// It would be a proxy only.
    OnlyNear,
    /// It has no value that can be computed with.
    NoValue,
    /// It is a rate of completion itself.
    CompletionRate,
    /// It is of another period.
    OtherPeriod,
    /// It is what is left to do: 剩余3个.
    Rest,
    /// It is hoped for: 力争.
    Intention,
    /// It is planned.
    Plan,
    /// Its unit is of another kind.
    AnotherUnit,
    /// It is another kind of number: a growth for an amount, a total for what each place has.
    AnotherMeasure,
    /// It is of another class: 50亿元以上项目.
    AnotherClass,
    /// It says the target again.
    RestatesTheTarget,
    /// It is of another level of government: 省级, 区级.
    AnotherLevel,
    /// It is of another kind of work: 养护 for 新建.
    AnotherWork,
    /// It is of another kind of the thing: 早稻 for 秋粮.
    AnotherKind,
    /// It is of something else.
    AnotherIndicator,
    /// A standing total, and of one member of a list only.
    OffInTwoWays,
}

named!(PassedOver);
