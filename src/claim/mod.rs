//! From quantities to claims: what is counted, by which verb, in which clause. [`target`] and [`figure`] make targets and figures of them.

mod basis;
mod clause;
mod column;
mod commitment;
mod date;
mod distribute;
mod figure;
mod heads;
mod measure;
mod members;
mod noun;
mod phrase;
mod place;
mod plan;
mod read;
mod segment;
mod stated;
mod tabulated;
mod target;
mod told;
mod vague;

use crate::grammar::{Period, Quantity};
use crate::lexicon::{Commitment, Governs, Modality, Verb};
use crate::span::Span;

pub(crate) use basis::basis;
pub(crate) use clause::Clause;
pub(crate) use column::{Named, unit_of};
pub(crate) use figure::{Figure, figures};
pub(crate) use members::{joins, members};
pub(crate) use phrase::Marks;
pub(crate) use read::{Reading, Tense, read};
pub(crate) use stated::{Form, Stated, is_share};
pub(crate) use tabulated::tabulated;
pub(crate) use target::{Target, targets};
pub(crate) use told::{Beside, rate_alone, told};
pub(crate) use vague::vague;

/// A quantity, or a commitment without one, with the words that say what it is of. Offsets are into the cell.
#[derive(Debug, Clone)]
pub(crate) struct Claim<'l> {
    pub(crate) said: Said<'l>,
    /// From the verb to the last word that belongs to it.
    pub(crate) evidence: Span,
    /// What belongs to it and stands apart, in front: a member of a list.
    pub(crate) apart: Option<Span>,
    pub(crate) indicator: String,
    /// Whether the indicator was named by an earlier clause.
    pub(crate) inherited: bool,
    pub(crate) action: Option<Span>,
    /// The verb in front of the noun, or taken over from the head of a list.
    pub(crate) verb: Option<Verb>,
    /// Whether the verb is that of the head of a list.
    pub(crate) listed: bool,
    /// 增长 or 下降 in front of the number, with the place of the word.
    pub(crate) trend: Option<Governs>,
    /// 达到, 稳定在.
    pub(crate) level: bool,
    /// 缩短至: a level that is come down to.
    pub(crate) sinks: bool,
    pub(crate) marks: Marks,
    pub(crate) modality: Option<Modality>,
    pub(crate) reference: bool,
    /// Quantities that define the class counted: 50亿元以上.
    pub(crate) thresholds: Vec<Quantity<'l>>,
    /// Whether the quantity itself only defines a class.
    pub(crate) class: bool,
    pub(crate) baseline: Option<Quantity<'l>>,
    /// Index of its clause.
    pub(crate) clause: usize,
    pub(crate) period: Option<Period>,
    /// The year that stands in front of it.
    pub(crate) year: Option<u16>,
    pub(crate) stated: Option<Stated>,
    /// The year by whose end it is due: 到2025年.
    pub(crate) due: Option<u16>,
    /// The words behind the quantity, to the end of the clause.
    pub(crate) behind: Span,
    pub(crate) rule: Rule,
}

/// What a claim says.
#[derive(Debug, Clone)]
pub(crate) enum Said<'l> {
    Quantity(Quantity<'l>),
    Commitment(Commitment),
}

impl<'l> Claim<'l> {
    pub(crate) fn quantity(&self) -> Option<&Quantity<'l>> {
        match &self.said {
            Said::Quantity(quantity) => Some(quantity),
            Said::Commitment(_) => None,
        }
    }
}

/// Which construction a claim was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
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
    /// 占目标任务数100公里的136.9%: the mark stands in the rate.
    ShareOf,
    /// 低于目标1.5个百分点: only the difference gives the mark.
    Difference,
    /// 低于3%左右的预期目标: the mark stands beside the figure.
    Goal,
    /// 完成任务数120%: a rate whose mark is not printed.
    RateAlone,
}

impl Rule {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::NounBefore => "noun_before",
            Self::NounAfter => "noun_after",
            Self::NounAbove => "noun_above",
            Self::Distributed => "distributed",
            Self::Commitment => "commitment",
            Self::Column => "column",
            Self::ShareOf => "share_of_target",
            Self::Difference => "difference_from_target",
            Self::Goal => "goal_beside",
            Self::RateAlone => "rate_alone",
        }
    }
}
