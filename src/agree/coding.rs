//! What a coder says of a report.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::lexicon::{Bound, Measure};
use crate::pair::Quality;
use crate::report::{Item, Target};

/// A target as one coder sees it. What the coder did not say is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coded {
    /// The report that it stands in, as a name; empty where there is only one.
    pub report: String,
    /// 1-based line on which its item begins.
    pub line: usize,
    /// What is measured.
    pub indicator: String,
    /// The mark, multiplied out.
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// The unit without 万 and 亿.
    pub unit: String,
    /// Which side of the mark is asked for.
    pub bound: Option<Bound>,
    /// What kind of number it is.
    pub measure: Option<Measure>,
    /// Whether it is answered, and how near.
    pub quality: Option<Quality>,
    /// Whether the bound holds for what is reported.
    pub met: Option<bool>,
    /// Achieved ÷ target.
    pub ratio: Option<Decimal>,
}

impl Coded {
    /// A target of a report, as the library found it.
    #[must_use]
    pub fn found(report: &str, item: &Item, target: &Target) -> Self {
        Self {
            report: report.to_owned(),
            line: item.line,
            indicator: target.indicator.clone(),
            value: target.value,
            high: target.high,
            unit: target.unit.clone(),
            bound: Some(target.bound),
            measure: Some(target.measure),
            quality: Some(target.outcome.quality),
            met: target.outcome.met,
            ratio: target.outcome.ratio,
        }
    }
}

/// All that one coder says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coding {
    /// The targets.
    pub targets: Vec<Coded>,
    /// The items that were coded, by report and line; `None` for all that there are. What only one coder has looked at is not compared.
    pub items: Option<BTreeSet<(String, usize)>>,
}

impl Coding {
    /// A coding of every item of its reports.
    #[must_use]
    pub fn whole(targets: Vec<Coded>) -> Self {
        Self { targets, items: None }
    }

    /// Whether the item that begins on a line was coded.
    pub(super) fn covers(&self, report: &str, line: usize) -> bool {
        self.items.as_ref().is_none_or(|items| items.contains(&(report.to_owned(), line)))
    }
}
