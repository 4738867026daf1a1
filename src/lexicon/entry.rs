//! What the lexicon knows of a word.

use std::borrow::Cow;

use crate::named::named;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What kind of thing a unit counts. Quantities answer each other only within one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    /// As it is printed in the output (`个百分点` is 百分点).
    pub(crate) name: Cow<'static, str>,
    /// Its dimension: `piece`, `person`, `money:CNY`, `area`…
    pub(crate) dimension: Cow<'static, str>,
    /// How many base units of the dimension it is, where that is fixed.
    pub(crate) scale: Option<Decimal>,
    /// Whether 一, 二, 两, 三 may count it.
    pub(crate) classifier: bool,
}

/// Which side of a mark is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// At least: 以上, 不少于.
    Ge,
    /// More than: 超, 突破.
    Gt,
    /// At most: 以内, 以下, 控制在.
    Le,
    /// Less than: 低于, 不足.
    Lt,
    /// Nothing said.
    Eq,
}

named!(Bound);

/// How a number is hedged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approx {
    /// 余, 多; in a figure also 超, 逾, 突破.
    Over,
    /// 约, 左右.
    About,
    /// 近, 不到.
    Under,
}

named!(Approx);

/// What a verb does to its quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Governs {
    /// It counts what it governs: 新增, 完成.
    Count,
    /// Its quantity is a state or a mark: 达到, 稳定在.
    Level,
    /// Its quantity is a change upwards: 增长.
    Rise,
    /// Its quantity is a change downwards: 下降.
    Fall,
    /// Less of the thing is the aim, more of the quantity is better: 拆除, 节约.
    Less,
}

/// How far the thing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Plan,
    Estimate,
    Early,
    Doing,
    Done,
    Late,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Verb {
    pub(crate) governs: Governs,
    pub(crate) step: Option<Step>,
    pub(crate) force: Force,
    /// A level that is come down to: 缩短至.
    pub(crate) sinks: bool,
}

/// Where a verb is a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Force {
    /// At the start of a clause; elsewhere it is as often part of a noun.
    Weak,
    /// Also in the middle of a clause.
    Strong,
    /// It governs a whole clause with a predicate of its own: 实现…增长8%.
    Frame,
}

/// What an adverb marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Adverb {
    Plain,
    Plan,
    Estimate,
    Cumulative,
    Total,
    Part,
    Rest,
    Doing,
    /// Of an earlier year: 去年底.
    Past,
    /// At least, in front of the verb: 至少引进10个.
    Least,
    Place,
    /// A fact: 已开设4间.
    Done,
    /// The number is for each of something: 每人每年380元.
    Each,
}

/// How much a target is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Modality {
    /// 确保, 保证.
    Ensure,
    /// 力争, 努力, 争取.
    Strive,
}

named!(Modality);

/// When a word marks modality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    Always,
    BeforeVerb,
    Never,
}

/// What kind of number a target or figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Adds up over the period: 新增500家, 完成投资82亿元.
    Flow,
    /// A state on a day: 人才总量35万名.
    Stock,
    /// A level expressed as a share, ratio or intensity: 覆盖率70%.
    Rate,
    /// A percentage change: 增长8%.
    Growth,
    /// An absolute change of a rate or level: 提高1.5个百分点.
    Change,
}

named!(Measure);

/// Whether more is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// 正向: more is better.
    Positive,
    /// 逆向: less is better, or the mark is a limit.
    Negative,
    /// 适度: a reference value.
    Moderate,
}

named!(Polarity);

/// A commitment without a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Commitment {
    /// 全覆盖: at least 100 %.
    Cover,
    /// 清零: nothing left.
    Clear,
    /// 零增长: growth at most 0 %.
    Hold,
    /// 负增长: growth below 0 %.
    Fall,
}

/// Where a commitment's object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Object {
    Before,
    Both,
}

/// What a table column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Column {
    /// 序号
    Number,
    /// 重点工作, 目标任务: what is to be done.
    Task,
    /// 牵头单位, 责任单位.
    Agency,
    /// 完成情况: what was done.
    Progress,
    /// A target value in a column of its own.
    Target,
    /// An achieved value in a column of its own.
    Actual,
    /// 计量单位
    Unit,
    /// 指标性质: ≥, ≤ and = in a column of their own, in front of the target's number.
    Bound,
    /// 完成率, 占比.
    Rate,
    /// 备注
    Remark,
    /// Anything else.
    Other,
}

named!(Column);

/// What a word in the header of a table may say, one bit each: a word may say several things at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tags(u32);

impl Tags {
    /// The names of the tags, in the order of their bits.
    const NAMES: [&'static [u8]; 24] = [
        b"number",
        b"name",
        b"class",
        b"plan",
        b"done",
        b"rate",
        b"weak",
        b"unit",
        b"agency",
        b"joint",
        b"bound",
        b"weight",
        b"score",
        b"remark",
        b"time",
        b"past",
        b"growth",
        b"period",
        b"value",
        b"of",
        b"mean",
        b"attribute",
        b"other",
        b"ahead",
    ];
    /// 序号
    pub(crate) const NUMBER: Self = Self(1);
    /// 指标: what the row is.
    pub(crate) const NAME: Self = Self(1 << 1);
    /// 类别, 乡镇: a group of rows, or whose they are.
    pub(crate) const CLASS: Self = Self(1 << 2);
    /// 目标, 计划: what is asked for.
    pub(crate) const PLAN: Self = Self(1 << 3);
    /// 完成, 实际: what was reached.
    pub(crate) const DONE: Self = Self(1 << 4);
    /// 完成率
    pub(crate) const RATE: Self = Self(1 << 5);
    /// Says so only where nothing else does: 率 of 就业率.
    pub(crate) const WEAK: Self = Self(1 << 6);
    /// 计量单位
    pub(crate) const UNIT: Self = Self(1 << 7);
    /// 责任单位
    pub(crate) const AGENCY: Self = Self(1 << 8);
    /// 配合单位
    pub(crate) const JOINT: Self = Self(1 << 9);
    /// 指标性质
    pub(crate) const BOUND: Self = Self(1 << 10);
    /// 分值
    pub(crate) const WEIGHT: Self = Self(1 << 11);
    /// 得分
    pub(crate) const SCORE: Self = Self(1 << 12);
    /// 备注, 存在问题
    pub(crate) const REMARK: Self = Self(1 << 13);
    /// 完成时限
    pub(crate) const TIME: Self = Self(1 << 14);
    /// 上年
    pub(crate) const PAST: Self = Self(1 << 15);
    /// 比上年增长
    pub(crate) const GROWTH: Self = Self(1 << 16);
    /// 时期
    pub(crate) const PERIOD: Self = Self(1 << 17);
    /// 数值
    pub(crate) const VALUE: Self = Self(1 << 18);
    /// 占, in front of a plan.
    pub(crate) const OF: Self = Self(1 << 19);
    /// 年均
    pub(crate) const MEAN: Self = Self(1 << 20);
    /// 属性: 约束性 or 预期性.
    pub(crate) const ATTRIBUTE: Self = Self(1 << 21);
    /// Nothing that is read.
    pub(crate) const OTHER: Self = Self(1 << 22);
    /// 预计: not there yet.
    pub(crate) const AHEAD: Self = Self(1 << 23);

    /// The tags that a field names; `-` names none.
    pub(super) const fn named(field: &[u8]) -> Option<Self> {
        if let b"-" = field {
            return Some(Self(0));
        }
        match super::field::named(field, b' ', &Self::NAMES) {
            Some(tags) => Some(Self(tags)),
            None => None,
        }
    }

    pub(crate) const fn has(self, tag: Self) -> bool {
        self.0 & tag.0 != 0
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// Of what a report prints a completion rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum StatedOf {
    /// Of the target.
    Target,
    /// Of a mark on the way: 上半年目标.
    Interim,
    /// Of a project or of its works.
    Project,
    /// The base is not named.
    Unknown,
}

named!(StatedOf);

/// At which prices a value is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PriceBasis {
    /// 可比价
    Comparable,
    /// 不变价
    Constant,
    /// 现价
    Current,
}

named!(PriceBasis);

/// With what a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Comparison {
    /// 同比: with the same period a year before.
    YearOnYear,
    /// 环比: with the period before.
    PeriodOnPeriod,
    /// 累计
    Cumulative,
    /// 年均
    AnnualAverage,
}

named!(Comparison);

/// How final a figure is, where the text says so. The review in a report mostly says nothing, and is preliminary all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Vintage {
    /// 预计, 预估: not yet counted.
    Expected,
    /// 初步核算, 快报数
    Preliminary,
    /// 最终核实, 决算数
    Final,
}

named!(Vintage);

/// What a word near a number says of its basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Basis {
    Price(PriceBasis),
    Comparison(Comparison),
    Vintage(Vintage),
}

/// How strictly a plan holds to a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Binding {
    /// 约束性: the government answers for it.
    Binding,
    /// 预期性: it is what is hoped for of those who act.
    Expected,
}

/// What a word says of the standing of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    Kind(Binding),
    /// Handed down, by whom.
    Assigned(&'static str),
    /// More than the mark is striven for.
    Strive,
}

/// What kind of commitment is made in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Vague {
    /// 没有提出具体目标: says that there is none.
    Declined,
    /// 完成上级下达任务: the mark is another's.
    Delegated,
    /// 高于全国平均, 与经济增长同步: the mark is what others reach.
    Relative,
    /// 位居全省前列.
    Rank,
    /// 居民消费价格合理回升: a headline indicator with a direction and no mark.
    Qualitative,
    /// 6月底前建成.
    Milestone,
    /// Anything else.
    Other,
}

named!(Vague);

/// What a word of a heading or of a title says of what stands under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionCue {
    /// What was done: 回顾.
    Past,
    /// How far a plan was carried out: 完成情况.
    Account,
    /// What is to be done, where the text has sections: 重点.
    Future,
    /// The same anywhere: 目标任务.
    Aims,
    /// Of the first year of a plan of five years: 开局.
    Opening,
    /// The title of a text that plans: 工作要点.
    Plan,
    /// The title of a text that accounts: 公报.
    Told,
    /// A longer word that only holds one of them.
    None,
}

/// What a word says of the numbers near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    /// The name of a plan, a verb of planning: 计划, 目标, 下达.
    Plan,
    /// What is meant to be done: 将, 力争.
    Will,
    /// What follows is quoted from a plan: 报告提出.
    Cites,
    /// What follows in the sentence is reported: 截至, 实际.
    Report,
    /// The same, where a clause begins with it: 结果.
    Opens,
    /// The same, where it heads a field: 完成情况:.
    Field,
    /// It plans where it heads a list: 民生实事:.
    Listed,
    /// It heads a list of what was spoken of before it: 分别是:.
    List,
    /// Its clause is done: 已, 了.
    Aspect,
    /// It counts what there is, where no plan governs it: 共, 现有.
    Sum,
    /// A verb that reports where nothing plans: 完成.
    Weak,
    /// Set against an earlier value: 同比.
    Compares,
    /// Of an earlier time: 去年.
    Past,
    /// Of this year: 今年.
    Now,
    /// Of a time behind the report: 明年.
    Later,
    /// Of another place or level: 全省提出.
    Another,
    /// What a thing costs in all: 总投资.
    Size,
    /// What stands in front of it is only reckoned with: 按增长8%|测算.
    Reckons,
    /// It begins the next item of a list: 二是.
    Item,
    /// A longer word that only holds one of them: 主要.
    None,
}

impl Cue {
    /// Whether it reports, or compares with what was.
    pub(crate) const fn reports(self) -> bool {
        matches!(self, Self::Report | Self::Aspect | Self::Compares)
    }

    /// Whether it plans, or is quoted from a plan.
    pub(crate) const fn plans(self) -> bool {
        matches!(self, Self::Plan | Self::Will | Self::Cites)
    }
}

/// A word that a report sets its own figures against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Against {
    /// Of what the rate is.
    pub(crate) of: StatedOf,
    /// Whether it names the rate itself (完成率), not the plan (目标任务).
    pub(crate) rate: bool,
}

/// What a verb sets against the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meets {
    /// A rate may follow: 占年计划74%.
    pub(crate) share: bool,
    /// The mark may follow: 低于3%左右的预期目标.
    pub(crate) goal: bool,
}

/// A kind of a thing, of which there are several in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    pub(crate) group: Group,
    /// The same for all words of one kind.
    pub(crate) id: u64,
}

/// Things of which one may be a part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Retail,
    Trade,
    Residents,
    Investment,
    Grain,
    Loan,
    Job,
    Care,
    Fund,
    Budget,
    Sector,
    /// An amount a head or a household, which is another thing than the whole.
    Head,
}

impl Group {
    pub(super) const fn of(code: &[u8]) -> Option<Self> {
        Some(match code {
            b"retail" => Self::Retail,
            b"trade" => Self::Trade,
            b"residents" => Self::Residents,
            b"investment" => Self::Investment,
            b"grain" => Self::Grain,
            b"loan" => Self::Loan,
            b"job" => Self::Job,
            b"care" => Self::Care,
            b"fund" => Self::Fund,
            b"budget" => Self::Budget,
            b"sector" => Self::Sector,
            b"head" => Self::Head,
            _ => return None,
        })
    }

    /// Whether the thing without a kind is the whole: 居民 of 农村居民. Of the others a kind that is not said again goes without saying.
    pub(crate) const fn has_a_whole(self) -> bool {
        matches!(self, Self::Retail | Self::Trade | Self::Residents | Self::Investment)
    }
}

/// Which side of the plan a figure is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Differs {
    Above,
    Below,
    /// Above, but below where less is better.
    Better,
}
