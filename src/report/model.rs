//! The public model: everything owned, everything with both serde traits. Decimals are written as strings.

use rust_decimal::Decimal;
use rust_decimal::serde::{str as exact, str_option as exact_option};
use serde::{Deserialize, Serialize};

use super::about::About;
use super::correction::Correction;
use crate::claim::{Stands, TargetRule};
use crate::lexicon::{Approx, Binding, Bound, Column, Comparison, Measure, Modality, Polarity, PriceBasis, StatedOf, Vague, Vintage};
use crate::limits::Limit;
use crate::named::named;
use crate::pair::{Combine, PairRule, PassedOver, Quality, Reason};
use crate::score::{Completion, RatioIs, Scored, StatedBasis, Status, Tally};
use crate::span::Span;

/// A whole report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Report {
    /// How it is laid out: `pipe`, `delimited` (tabs, commas, semicolons), `cells` (one a line), `spaced`, `form`, `sheet`, `grouped` (a matrix one
    /// cell a line), `reckoned` (told by the arithmetic of its columns) or `paired` (two values at the end of lines) where a table stands in it, the
    /// first of them; else `prose`.
    pub layout: String,
    /// The kinds of blocks that were read: those of its tables as they came, each once where several of a kind follow one another, and `prose`
    /// last, where an item stands in prose. Empty of reports that were compared.
    #[serde(default)]
    pub blocks: Vec<String>,
    /// What it says of itself.
    #[serde(default)]
    pub about: About,
    /// Its items in order.
    pub items: Vec<Item>,
    /// Lines that are no items: titles, remarks at the end.
    pub notes: Vec<Note>,
}

/// A line that is no item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Note {
    /// 1-based line of the source.
    pub line: usize,
    /// Its readable text.
    pub text: String,
    /// Where it stands, in bytes of the source.
    pub span: Span,
}

/// One work item: a row of a table, or a line of prose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Item {
    /// 1-based line of the source.
    pub line: usize,
    /// Its number as printed; numbers may repeat or skip.
    pub number: Option<String>,
    /// The heading or category that it stands under, readable; of the first items of prose it may be the title.
    #[serde(default)]
    pub heading: Option<String>,
    /// What is to be done, readable.
    pub task: String,
    /// Who is to do it, the lead first.
    pub agencies: Vec<String>,
    /// What was done, readable. A paragraph that tells plan and result together is task and progress at once.
    pub progress: String,
    /// Whether noise of a broken conversion was dropped in it, or a character of it is lost.
    pub damaged: bool,
    /// The limits that it ran into; empty for every real report. See [`Limits`](crate::Limits).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limited: Vec<Limit>,
    /// Every quantity of its cells.
    pub mentions: Vec<Mention>,
    /// What it commits to, each with its outcome.
    pub targets: Vec<Target>,
    /// Every achieved figure in it, also where nothing asks for it; only where [`crate::Extractor::figures`] asks for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<AchievedFigure>,
    /// What it commits to in words; only where [`crate::Extractor::commitments`] asks for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commitments: Vec<Commitment>,
    /// What each column of its table, or each number of its prose, was taken for and what spoke for and against it, in words for people; only
    /// where [`crate::Extractor::explain`] asks for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// How far its targets were met together.
    pub completion: Completion,
}

/// A commitment that no number stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Commitment {
    /// 1-based line of the source.
    pub line: usize,
    /// The clause, readable.
    pub text: String,
    /// What kind it is.
    pub kind: Vague,
    /// The code of the [`crate::Headline`] indicator that it is of.
    #[serde(default)]
    pub headline: Option<String>,
    /// The year it is due, where the section that it stands in says.
    #[serde(default)]
    pub horizon: Option<u16>,
    /// Its evidence, in bytes of the source.
    pub spans: Vec<Span>,
}

/// A number with the unit it counts, as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mention {
    /// The cell it stands in; of a paragraph that tells plan and result together it is the progress.
    pub cell: Column,
    /// As printed, readable.
    pub text: String,
    /// Multiplied out: `2.4万人` is 24000. `None` beyond 28 digits.
    #[serde(with = "exact_option")]
    pub value: Option<Decimal>,
    /// The upper end of a range.
    #[serde(with = "exact_option")]
    pub high: Option<Decimal>,
    /// The unit without 万 and 亿; empty without one. A ratio `1.9:1` is 1.9 without a unit, `1:18` is 18 of the unit `1:`.
    pub unit: String,
    /// How it is hedged.
    pub approx: Option<Approx>,
    /// Its evidence, in bytes of the source.
    pub spans: Vec<Span>,
}

/// A line with the quantities that stand on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LineMentions {
    /// 1-based line of the source.
    pub line: usize,
    /// Its quantities in order.
    pub mentions: Vec<Mention>,
}

/// What an item commits to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Target {
    /// Line and ordinal: `7.1`.
    pub id: String,
    /// 1-based line of the source.
    pub line: usize,
    /// The words that state it, readable.
    pub text: String,
    /// What is measured.
    pub indicator: String,
    /// The verb that governs it.
    pub action: Option<String>,
    /// The mark. For a fall its size.
    #[serde(with = "exact_option")]
    pub value: Option<Decimal>,
    /// The upper end of a range.
    #[serde(with = "exact_option")]
    pub high: Option<Decimal>,
    /// The unit without 万 and 亿; empty without one.
    pub unit: String,
    /// 余, 约, 近; 超 and 突破 are the bound.
    pub approx: Option<Approx>,
    /// Which side of the mark is asked for.
    pub bound: Bound,
    /// Of a mark with 左右 or 约, half of what its last printed digit is worth, in its unit: 0.5 of 6%左右. So far short of it nothing is said of `met`;
    /// see [`crate::Extractor::tolerance`].
    #[serde(default, with = "exact_option")]
    pub margin: Option<Decimal>,
    /// Whether it is a budget of spending, which says how much may be spent and asks for nothing: its share is kept, and `met` is `None`.
    #[serde(default)]
    pub authorises: bool,
    /// What kind of number it is.
    pub measure: Measure,
    /// Whether the value is the size of a fall. With 以内 it is the limit of one (降幅收窄至5%以内), and the polarity negative.
    pub decrease: bool,
    /// Whether more is better.
    pub polarity: Polarity,
    /// A commitment without a numeral: 全覆盖.
    pub implicit: bool,
    /// Only a difference gives it: 低于目标1.5个百分点.
    pub implied: bool,
    /// A second, higher mark for the same indicator.
    pub stretch: bool,
    /// 确保 or 力争.
    pub modality: Option<Modality>,
    /// 约束性 or 预期性, where the report says it.
    #[serde(default)]
    pub binding: Option<Binding>,
    /// Who handed it down, in the word of the report: 国家, 省, 上级.
    #[serde(default)]
    pub assigned: Option<String>,
    /// The identifier of the target that this one says again; counts, means and completion leave it out. See [`crate::Repeats`].
    #[serde(default)]
    pub restates: Option<String>,
    /// Of a total row beside its parts the name that makes it one (全市, 合计); counts, means and completion leave it out.
    #[serde(default)]
    pub total_of: Option<String>,
    /// The year it is due, where the text says.
    pub horizon: Option<u16>,
    /// The earlier value of 从23件提高到40件.
    #[serde(with = "exact_option")]
    pub baseline: Option<Decimal>,
    /// The code of the [`crate::Headline`] indicator that it is of.
    #[serde(default)]
    pub headline: Option<String>,
    /// 可比价, 不变价, 现价, where stated.
    #[serde(default)]
    pub price_basis: Option<PriceBasis>,
    /// 同比, 环比, 累计, 年均, where stated.
    #[serde(default)]
    pub comparison: Option<Comparison>,
    /// Its evidence, in bytes of the source.
    pub spans: Vec<Span>,
    /// Where it stands in a file that is no plain text: `附件1!C7`, `table 3 r5 c2`, `para 12`, `p17 [72,540,310,556]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Which rule made it.
    pub rule: TargetRule,
    /// What a person said instead of what was read; see [`Item::correct`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// What was reported of it.
    pub outcome: Outcome,
}

/// The words of `source`, as printed, that some spans name; nothing between them. `None` where the source is another one.
fn printed(spans: &[Span], source: &str) -> Option<String> {
    spans.iter().map(|span| source.get(span.from..span.to)).collect()
}

impl Figure {
    /// Its evidence as printed in the source that it was read from: that of the results under [`crate::Extractor::compare`]. `None` where the
    /// source is another one.
    #[must_use]
    pub fn evidence(&self, source: &str) -> Option<String> {
        printed(&self.spans, source)
    }
}

impl Item {
    /// Adds up its completion from its targets.
    pub(super) fn tally(&mut self) {
        let mut tally = Tally::default();
        self.targets.iter().filter(|target| target.counts()).for_each(|target| tally.add(target.counted_ratio()));
        self.completion = tally.completion();
    }
}

impl Target {
    /// Its evidence as printed in the source that it was read from. `None` where the source is another one.
    ///
    /// ```
    /// let source = "序号|重点工作|完成情况\n1|新建學(xué)校9所|新建学校4所\n";
    /// let report = dabiao::Report::parse(source)?;
    /// let target = report.targets().next().unwrap();
    /// assert_eq!(target.evidence(source).as_deref(), Some("新建學(xué)校9所"));
    /// # Ok::<(), dabiao::Error>(())
    /// ```
    #[must_use]
    pub fn evidence(&self, source: &str) -> Option<String> {
        printed(&self.spans, source)
    }

    /// Whether it stands for itself: it neither says another one again nor is the total of others.
    #[must_use]
    pub const fn counts(&self) -> bool {
        self.restates.is_none() && self.total_of.is_none()
    }

    /// Takes over what its text says of its standing.
    pub(super) fn stand(&mut self, stands: Stands<'_>) {
        self.binding = stands.binding;
        self.assigned = stands.assigned.map(str::to_owned);
        self.modality = self.modality.or(stands.strives.then_some(Modality::Strive));
    }

    /// The ratio that counts towards completion: of a direct answer to a flow, or the rate that the report prints where it is all there is.
    #[must_use]
    pub fn counted_ratio(&self) -> Option<Decimal> {
        let outcome = &self.outcome;
        let stated = outcome.stated_ratio.filter(|_| outcome.combine == Some(Combine::Stated));
        outcome.ratio.or(stated).filter(|_| self.measure == Measure::Flow && self.counts())
    }
}

/// An achieved figure, or words that take its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Figure {
    /// The words that state it, readable.
    pub text: String,
    /// What is measured.
    pub indicator: String,
    /// The value; `None` for words.
    #[serde(with = "exact_option")]
    pub value: Option<Decimal>,
    /// The upper end of a range.
    #[serde(with = "exact_option")]
    pub high: Option<Decimal>,
    /// The unit without 万 and 亿.
    pub unit: String,
    /// How it is hedged.
    pub approx: Option<Approx>,
    /// 以上, 以下 of the figure itself.
    pub bound: Option<Bound>,
    /// What kind of number it is; `None` for words.
    pub measure: Option<Measure>,
    /// Whether the value is the size of a fall.
    pub decrease: bool,
    /// What it covers, as printed.
    pub period: Option<String>,
    /// 预计, 预估.
    pub estimate: bool,
    /// 累计.
    pub cumulative: bool,
    /// 可比价, 不变价, 现价, where stated.
    #[serde(default)]
    pub price_basis: Option<PriceBasis>,
    /// 同比, 环比, 累计, 年均, where stated.
    #[serde(default)]
    pub comparison: Option<Comparison>,
    /// 1-based line of the source.
    pub line: usize,
    /// Its evidence, in bytes of the source.
    pub spans: Vec<Span>,
    /// Where it stands in a file that is no plain text: `附件1!C7`, `table 3 r5 c2`, `para 12`, `p17 [72,540,310,556]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Why it was passed over; `None` for an answer.
    pub rejected: Option<PassedOver>,
    /// Under [`crate::Extractor::compare`] 1: the figure stands in the second report.
    #[serde(default, skip_serializing_if = "is_first")]
    pub report: u8,
}

/// An achieved figure by itself: what was reached, whether or not a target asks for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AchievedFigure {
    /// Line and ordinal among the figures: `7.f1`.
    pub id: String,
    /// The figure, with its evidence.
    pub figure: Figure,
    /// The verb that governs it.
    pub action: Option<String>,
    /// The code of the [`crate::Headline`] indicator that it is of.
    pub headline: Option<String>,
    /// The first and the last month that it covers, where it or its column names a period of one year.
    pub months: Option<(u8, u8)>,
    /// The day of the last month on which it was taken, where one is given.
    pub day: Option<u8>,
    /// The first day that it covers, `2024-01-01`; `None` where its year is not known, see [`dated`](Self::dated).
    pub since: Option<String>,
    /// The last day that it covers, or the day of a stock.
    pub until: Option<String>,
    /// Whether the days come from its section or column, and not from the figure's own words.
    pub assumed: bool,
    /// How final it is, where the text says.
    pub vintage: Option<Vintage>,
    /// Which rule read it.
    pub rule: FigureRule,
    /// The targets of its item that it answers, by their [`id`](Target::id).
    pub answers: Vec<String>,
}

/// Where an achieved figure was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FigureRule {
    /// A number of prose that was weighed to be a result.
    Stance,
    /// A number in a cell of sentences that report.
    Progress,
    /// A number in a column of its own.
    Column,
}

named!(FigureRule);

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_first(report: &u8) -> bool {
    *report == 0
}

#[cfg(feature = "tidy")]
impl Outcome {
    /// Takes the answer back: its figures are of another period than the target.
    pub(crate) fn of_another_period(&mut self) {
        (self.quality, self.reason, self.rule) = (Quality::None, Some(Reason::OtherPeriod), PairRule::AnotherYear);
        (self.combine, self.achieved, self.gap, self.met, self.status) = (None, None, None, None, None);
        (self.ratio, self.ratio_is, self.proxy_ratio, self.pace, self.discrepancy) = (None, None, None, None, None);
        (self.stated_ratio, self.stated_of, self.stated_basis) = (None, None, None);
        let figures = std::mem::take(&mut self.figures);
        self.rivals.splice(0..0, figures);
    }
}

/// What was reported of a target, and how far it was met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Outcome {
    /// Whether the figure is of the same indicator and measure.
    pub quality: Quality,
    /// Why it is only a proxy, or none.
    pub reason: Option<Reason>,
    /// How the answer is put together.
    pub combine: Option<Combine>,
    /// Achieved ÷ target (negative polarity: target ÷ achieved), of direct answers. Not capped.
    #[serde(with = "exact_option")]
    pub ratio: Option<Decimal>,
    /// What the figure's hedge makes of the ratio.
    pub ratio_is: Option<RatioIs>,
    /// The same arithmetic for a proxy; in no mean.
    #[serde(with = "exact_option")]
    pub proxy_ratio: Option<Decimal>,
    /// What the figures of the answer come to, in the unit and with the sign of the target; `None` for words and a rate alone.
    #[serde(with = "exact_option")]
    pub achieved: Option<Decimal>,
    /// Achieved − target, in the target's unit.
    #[serde(with = "exact_option")]
    pub gap: Option<Decimal>,
    /// Whether the bound holds for what is reported. Direct answers only; `None` of moderate polarity, of a budget of spending, of a forecast that would hold, of what is
    /// short of 左右 by no more than half of its last digit, and where a figure that may be less than is printed (近500家) would meet it.
    pub met: Option<bool>,
    /// The same, seen against the end of the period.
    pub status: Option<Status>,
    /// The completion rate that the report prints.
    #[serde(with = "exact_option")]
    pub stated_ratio: Option<Decimal>,
    /// Of what it prints it.
    pub stated_of: Option<StatedOf>,
    /// By what arithmetic the printed rate agrees with mark and figure; `None` where it does not, or nothing is printed of the target.
    #[serde(default)]
    pub stated_basis: Option<StatedBasis>,
    /// Stated − computed, where they differ by more than half a point and not as a fall over several years may.
    #[serde(with = "exact_option")]
    pub discrepancy: Option<Decimal>,
    /// Share of the plan year gone when the figure was taken.
    #[serde(with = "exact_option")]
    pub elapsed: Option<Decimal>,
    /// Whether `elapsed` comes from the header or the report, not from the figure itself.
    pub assumed: bool,
    /// Ratio − elapsed; flows only. That the year runs evenly is an assumption.
    #[serde(with = "exact_option")]
    pub pace: Option<Decimal>,
    /// The figures of the answer.
    pub figures: Vec<Figure>,
    /// Figures that came near and were passed over, best first; given where there is no answer, or on request.
    pub rivals: Vec<Figure>,
    /// How sure the pairing is, from 0 to 1.
    #[serde(with = "exact")]
    pub confidence: Decimal,
    /// Which rule made the pair, or found none.
    pub rule: PairRule,
    /// The score by a scheme, once one was applied; see [`Item::score`].
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub scored: Option<Scored>,
}
