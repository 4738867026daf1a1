//! Two codings of the same reports, compared.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Serialize;

use super::confusion::share;
use super::matching::matched;
use super::{Coded, Coding, Confusion, Undefined, alpha, kappa};
use crate::score::discrepancy;

/// How far two codings agree. `a` is the one that is judged, `b` the one that it is held against; of two people either may be either.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Agreement {
    /// Targets that both have.
    pub matched: usize,
    /// Targets of the first alone.
    pub only_a: usize,
    /// Targets of the second alone.
    pub only_b: usize,
    /// Targets of items that the other did not code; they count nowhere.
    pub not_compared: usize,
    /// Matched ÷ targets of the first; `None` where it has none.
    pub precision: Option<f64>,
    /// Matched ÷ targets of the second; `None` where it has none.
    pub recall: Option<f64>,
    /// 2 · matched ÷ targets of both; `None` where neither has any.
    pub f1: Option<f64>,
    /// Bound, measure, quality, met, over the matched targets.
    pub fields: Vec<FieldAgreement>,
    /// The ratios of the matched targets.
    pub ratio: RatioAgreement,
    /// Where they differ, by report and line.
    pub disagreements: Vec<Disagreement>,
}

/// How far two codings agree on one field of the targets that both have.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FieldAgreement {
    /// `bound`, `measure`, `quality`, `met`.
    pub field: &'static str,
    /// Targets for which both gave it.
    pub both: u64,
    /// Matched targets for which one of the two gave none.
    pub one_only: usize,
    /// The share on which both chose the same.
    pub observed: Option<f64>,
    /// Cohen's κ.
    pub kappa: Option<f64>,
    /// Krippendorff's α.
    pub alpha: Option<f64>,
    /// Why there is neither κ nor α.
    pub undefined: Option<Undefined>,
    /// The choices of the first (rows) and of the second (columns).
    pub confusion: Confusion,
}

/// How far the ratios of two codings are apart, over the targets that both have and give a ratio.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RatioAgreement {
    /// Targets for which both gave one.
    pub both: usize,
    /// Matched targets for which one of the two gave none.
    pub one_only: usize,
    /// Mean of |a − b|, rounded to 12 decimals.
    pub mean_difference: Option<Decimal>,
    /// The largest |a − b|.
    pub largest_difference: Option<Decimal>,
}

/// One place where two codings differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Disagreement {
    /// The report.
    pub report: String,
    /// The line of the item.
    pub line: usize,
    /// The target: indicator, value and unit, as the first says it, or the second where the first has none.
    pub target: String,
    /// `target` where only one has it, else the field.
    pub field: &'static str,
    /// What the first says; `None` where it says nothing.
    pub a: Option<String>,
    /// What the second says.
    pub b: Option<String>,
}

/// A field of a target by its name, and how its choice is written in the output.
type Field = (&'static str, fn(&Coded) -> Option<String>);

const FIELDS: [Field; 4] = [
    ("bound", |coded| coded.bound.map(|bound| bound.to_string())),
    ("measure", |coded| coded.measure.map(|measure| measure.to_string())),
    ("quality", |coded| coded.quality.map(|quality| quality.to_string())),
    ("met", |coded| coded.met.map(|met| met.to_string())),
];

/// Compares two codings: `a` judged by `b`.
///
/// Two targets are the same where they stand in the same item and their marks are the same amount: the same value, and the same upper end of
/// a range, in the same unit or in two of one class (20名 and 20人, 2公里 and 2000米). Where several targets of an item are the same amount the
/// likeness of their indicators decides: the share of pairs of neighbouring characters in common (Dice), synonyms taken as one, to the highest
/// sum; without any in common they are not the same. A single one on either side is taken by its amount alone (高企 for 国家高新技术企业).
///
/// Reports are told apart by name where either coding has several. Of each field only targets count for which both gave it. Ratios differ
/// where they are more than half a point (0.005) apart: people round.
#[must_use]
pub fn compare(a: &Coding, b: &Coding) -> Agreement {
    let one_report = [a, b].iter().all(|coding| reports(coding).len() <= 1);
    let (a, b) = (named(a, one_report), named(b, one_report));
    let kept = |of: &Coding, by: &Coding| -> Vec<Coded> {
        of.targets.iter().filter(|coded| by.covers(&coded.report, coded.line)).cloned().collect()
    };
    let (of_a, of_b) = (kept(&a, &b), kept(&b, &a));
    let pairs = matched(&of_a, &of_b);
    let both: Vec<(&Coded, &Coded)> = pairs.iter().map(|&(one, other)| (&of_a[one], &of_b[other])).collect();
    let over = |whole: usize| (whole > 0).then(|| share(count(pairs.len()), count(whole)));
    let f1 = (of_a.len() + of_b.len() > 0).then(|| share(count(2 * pairs.len()), count(of_a.len() + of_b.len())));
    let taken_a: BTreeSet<usize> = pairs.iter().map(|&(one, _)| one).collect();
    let taken_b: BTreeSet<usize> = pairs.iter().map(|&(_, other)| other).collect();
    let mut disagreements: Vec<Disagreement> = both.iter().flat_map(|&(one, other)| differences(one, other)).collect();
    disagreements.extend(alone(&of_a, &taken_a).map(|coded| missing(coded, true)));
    disagreements.extend(alone(&of_b, &taken_b).map(|coded| missing(coded, false)));
    disagreements.sort_by(|x, y| (&x.report, x.line).cmp(&(&y.report, y.line)));
    Agreement {
        matched: pairs.len(),
        only_a: of_a.len() - pairs.len(),
        only_b: of_b.len() - pairs.len(),
        not_compared: a.targets.len() - of_a.len() + b.targets.len() - of_b.len(),
        precision: over(of_a.len()),
        recall: over(of_b.len()),
        f1,
        fields: FIELDS.iter().map(|field| field_agreement(*field, &both)).collect(),
        ratio: ratios(&both),
        disagreements,
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn reports(coding: &Coding) -> BTreeSet<&str> {
    let items = coding.items.iter().flatten().map(|(report, _)| report.as_str());
    items.chain(coding.targets.iter().map(|coded| coded.report.as_str())).collect()
}

/// The same coding, without the name of its report where there is only one.
fn named(coding: &Coding, one_report: bool) -> Coding {
    let mut coding = coding.clone();
    if one_report {
        coding.targets.iter_mut().for_each(|coded| coded.report.clear());
        coding.items = coding.items.map(|items| items.into_iter().map(|(_, line)| (String::new(), line)).collect());
    }
    coding
}

fn field_agreement((name, of): Field, both: &[(&Coded, &Coded)]) -> FieldAgreement {
    let given: Vec<(String, String)> = both.iter().filter_map(|(a, b)| of(a).zip(of(b))).collect();
    let confusion = Confusion::of(given.iter().map(|(a, b)| (a.as_str(), b.as_str())));
    let units: Vec<Vec<Option<&String>>> = given.iter().map(|(a, b)| vec![Some(a), Some(b)]).collect();
    let kappa = kappa(&confusion);
    FieldAgreement {
        field: name,
        both: confusion.total(),
        one_only: both.iter().filter(|(a, b)| of(a).is_some() != of(b).is_some()).count(),
        observed: confusion.observed(),
        kappa: kappa.ok(),
        alpha: alpha(&units).ok(),
        undefined: kappa.err(),
        confusion,
    }
}

fn ratios(both: &[(&Coded, &Coded)]) -> RatioAgreement {
    let apart: Vec<Decimal> = both.iter().filter_map(|(a, b)| Some(a.ratio?.checked_sub(b.ratio?)?.abs())).collect();
    let sum = apart.iter().try_fold(Decimal::ZERO, |sum, difference| sum.checked_add(*difference));
    RatioAgreement {
        both: apart.len(),
        one_only: both.iter().filter(|(a, b)| a.ratio.is_some() != b.ratio.is_some()).count(),
        mean_difference: sum.and_then(|sum| sum.checked_div(Decimal::from(apart.len()))).map(|mean| mean.round_dp(12).normalize()),
        largest_difference: apart.into_iter().max(),
    }
}

/// The targets that were not matched.
fn alone<'c>(all: &'c [Coded], taken: &BTreeSet<usize>) -> impl Iterator<Item = &'c Coded> {
    all.iter().enumerate().filter(|(place, _)| !taken.contains(place)).map(|(_, coded)| coded)
}

fn said(coded: &Coded) -> String {
    let value = coded.value.map(|value| value.to_string()).unwrap_or_default();
    let high = coded.high.map(|high| format!("-{high}")).unwrap_or_default();
    format!("{} {value}{high}{}", coded.indicator, coded.unit).trim().to_owned()
}

fn missing(coded: &Coded, in_a: bool) -> Disagreement {
    let target = said(coded);
    let (a, b) = if in_a { (Some(target.clone()), None) } else { (None, Some(target.clone())) };
    Disagreement { report: coded.report.clone(), line: coded.line, target, field: "target", a, b }
}

/// The fields on which two codings of one target differ; where one says nothing they do not.
fn differences(a: &Coded, b: &Coded) -> Vec<Disagreement> {
    let differs = |field, one: String, other: String| Disagreement {
        report: a.report.clone(),
        line: a.line,
        target: said(a),
        field,
        a: Some(one),
        b: Some(other),
    };
    let named = FIELDS.iter().filter_map(|(name, of)| {
        let (one, other) = (of(a)?, of(b)?);
        (one != other).then(|| differs(*name, one, other))
    });
    let ratio = a.ratio.zip(b.ratio).filter(|&(one, other)| discrepancy(one, other).is_some());
    named.chain(ratio.map(|(one, other)| differs("ratio", one.to_string(), other.to_string()))).collect()
}
