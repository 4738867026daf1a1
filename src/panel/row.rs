//! The panel and its rows.

use serde::{Deserialize, Serialize};

use super::columns::COLUMNS;
use super::region::{Codes, Region};
use crate::named::named;
use crate::tidy::{Cell, Origin, Record, Table};
use crate::{Approx, Bound, Corrections, Decimal, Fitted, Modality, Quality, Span, Target};

/// A report that a panel is made of.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Member<'t> {
    /// The file that it is.
    pub origin: &'t dyn Origin,
    /// Its text.
    pub text: &'t str,
    /// The place that it is of.
    pub region: Region,
    /// The year that it sets goals for.
    pub year: Option<u16>,
    /// The day on which it was given.
    pub date: Option<String>,
    /// The session of the assembly that it was given to.
    pub session: Option<String>,
}

impl<'t> Member<'t> {
    /// A report with what it says of itself; the fields may be put right.
    #[must_use]
    pub fn new(origin: &'t dyn Origin, text: &'t str) -> Self {
        let about = origin.about();
        let region = about.region.as_deref().map(Region::of).unwrap_or_default();
        Self { origin, text, region, year: about.year, date: about.date.clone(), session: about.session.clone() }
    }
}

/// What a panel is asked for.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Targets of every indicator, not only of headline indicators; those have no holes.
    pub all: bool,
    /// Codes of regions; see [`Codes`].
    pub codes: Codes,
    /// What a person says instead of what was read. A correction of what was achieved takes the place of the next report's figure.
    pub corrections: Corrections,
}

/// Level, growth or change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// An amount, a state or a share: 城镇新增就业1000万人, 失业率5.5%.
    Level,
    /// A change in per cent: 增长5%.
    Growth,
    /// A change in the unit of the level: 提高1岁.
    Change,
}

named!(Form);

/// For how long a target holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Plan {
    /// The year of the report.
    Annual,
    /// To the end of a five-year plan: a later year that ends in 0 or 5.
    FiveYear,
    /// To another later year.
    Other,
}

named!(Plan);

/// Whether there is a target, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Status {
    /// A target with a number.
    Stated,
    /// 与经济增长同步, 高于全国平均水平: the mark is what others reach.
    Relative,
    /// 合理回升, 实现正增长: a direction without a mark.
    Qualitative,
    /// 完成国家下达任务: the mark is another's, and is not said.
    Delegated,
    /// The report says that it sets none.
    Declined,
    /// The report says nothing of it.
    NotMentioned,
    /// The sentence of goals names it, and no sure reading was found.
    Unread,
    /// There is no report of that year.
    NoReport,
}

named!(Status);

/// Whether there is a result, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Found {
    /// The next report says what was reached, in a figure, a rate or words that say done.
    Reported,
    /// It says something near; the column reason says how.
    Proxy,
    /// It does not say; the column reason says why where something came near.
    NotReported,
    /// There is no report of the next year.
    NoNextReport,
    /// The plan runs longer than to the next report.
    NotDue,
}

named!(Found);

/// How hard a target binds, by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Constraint {
    /// 以上, 以内, 超过, 不低于, 确保, and nothing that softens it.
    Hard,
    /// 左右, 约, 力争, a range.
    Soft,
    /// A number alone.
    Plain,
}

named!(Constraint);

impl Constraint {
    /// Soft: hedged (左右, 约), a range, or striven for (力争, 努力). Hard: none of these, and a bound (以上, 以内, 超过, 低于) or ensured (确保).
    /// Plain: neither.
    #[must_use]
    pub fn of(target: &Target) -> Self {
        let soft = target.approx == Some(Approx::About) || target.high.is_some() || target.modality == Some(Modality::Strive);
        match (soft, target.bound != Bound::Eq || target.modality == Some(Modality::Ensure)) {
            (true, _) => Self::Soft,
            (false, true) => Self::Hard,
            (false, false) => Self::Plain,
        }
    }
}

/// The file that a part of a row comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Provenance {
    /// Its name.
    pub report: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The day on which it was given.
    pub date: Option<String>,
    /// The session that it was given to.
    pub session: Option<String>,
}

/// What the next report says was reached.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Result {
    /// In the unit and with the sign of the target, where there is one.
    pub value: Option<Decimal>,
    /// The unit.
    pub unit: String,
    /// How it is hedged: 超, 约, 近.
    pub approx: Option<Approx>,
    /// 以内, 以上 of it: 控制在5%以内 says no more than that it is not above.
    pub bound: Option<Bound>,
    /// The words that state it; empty where only a person does.
    pub text: String,
    /// 1-based line.
    pub line: Option<usize>,
    /// Their evidence, in bytes of the next report.
    pub spans: Vec<Span>,
    /// Where it stands in a file that is no plain text.
    pub place: Option<String>,
    /// `expected`, `preliminary`, `final`, where the text says.
    pub vintage: Option<String>,
    /// 可比价, 同比 and the like, where the text says.
    pub basis: Option<String>,
    /// What it covers, as printed.
    pub period: Option<String>,
    /// The report that says so.
    pub from: Provenance,
}

/// One row: a region, a year, an indicator, a form, a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Row {
    /// The place.
    pub region: Region,
    /// The report with the goals; empty of [`Status::NoReport`].
    pub from: Provenance,
    /// The year of the report, which an annual target is for.
    pub year: u16,
    /// The year that the target is due in.
    pub due: u16,
    /// For how long it holds.
    pub plan: Plan,
    /// The code of the headline indicator; with [`Options::all`] the name of another.
    pub indicator: String,
    /// Level, growth or change.
    pub form: Form,
    /// Whether there is a target.
    pub status: Status,
    /// The target, with its outcome where the next report was found.
    pub target: Option<Target>,
    /// A second, higher mark for the same.
    pub stretch: Option<Decimal>,
    /// The words, of a target or of a commitment without a number.
    pub text: Option<String>,
    /// The sentence that they stand in, as printed.
    pub sentence: Option<String>,
    /// 1-based line of the words.
    pub line: Option<usize>,
    /// Their evidence, in bytes of the report.
    pub spans: Vec<Span>,
    /// Where they stand in a file that is no plain text.
    pub place: Option<String>,
    /// Other statements of the same key, with their lines.
    pub others: Vec<String>,
    /// The target of the place above for the same year.
    pub superior: Option<Decimal>,
    /// The same for the year before.
    pub superior_previous: Option<Decimal>,
    /// The place's own target for the year before.
    pub previous: Option<Decimal>,
    /// What the report says was reached in the year before.
    pub previous_result: Option<Decimal>,
    /// Its unit.
    pub previous_result_unit: Option<String>,
    /// 以内, 以上 of it.
    pub previous_result_bound: Option<Bound>,
    /// Whether there is a result.
    pub found: Found,
    /// Whether the target was held against the next report, or a person says what came of it: else its outcome says nothing.
    pub judged: bool,
    /// The result.
    pub result: Option<Result>,
    /// The version of the words.
    pub lexicon: String,
}

/// What a row is of, within a report: a plan and the year it is due, an indicator, a form.
pub(super) type Key = (Plan, u16, String, Form);

impl Row {
    /// A row of which nothing is known yet.
    pub(super) fn new(region: Region, year: u16, (plan, due, indicator, form): Key, lexicon: String) -> Self {
        Self {
            region,
            from: Provenance::default(),
            year,
            due,
            plan,
            indicator,
            form,
            status: Status::NotMentioned,
            target: None,
            stretch: None,
            text: None,
            sentence: None,
            line: None,
            spans: Vec::new(),
            place: None,
            others: Vec::new(),
            superior: None,
            superior_previous: None,
            previous: None,
            previous_result: None,
            previous_result_unit: None,
            previous_result_bound: None,
            found: Found::NotReported,
            judged: false,
            result: None,
            lexicon,
        }
    }

    /// The middle of a range, else the mark.
    #[must_use]
    pub fn mid(&self) -> Option<Decimal> {
        let target = self.target.as_ref()?;
        let low = target.value?;
        Some(target.high.and_then(|high| low.checked_add(high)).map_or(low, |sum| sum / Decimal::TWO))
    }

    /// Whether the answer is of the same indicator and measure.
    #[must_use]
    pub fn quality(&self) -> Option<Quality> {
        self.target.as_ref().filter(|_| self.judged).map(|target| target.outcome.quality)
    }

    /// Its cells under their names.
    #[must_use]
    pub fn record(&self) -> Record {
        Record::new(Table::Panel, self.cells())
    }

    /// Its cells in the order of [`Table::Panel`].
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        COLUMNS.iter().map(|column| (column.cell)(self)).collect()
    }
}

/// A panel.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Panel {
    /// By region in the order of codes, then year, plan, indicator, form.
    pub rows: Vec<Row>,
    /// What a person should know of a report: its name, and what.
    pub remarks: Vec<(String, String)>,
    /// Reports that could not be read: their names, and why.
    pub failed: Vec<(String, crate::Error)>,
    /// What became of each of [`Options::corrections`], in their order.
    pub corrected: Vec<Fitted>,
}
