//! What a person says instead of what was read, and what follows from it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::model::{Item, Outcome, Target};
use super::quantities;
use super::reckon::{self, Sum};
use crate::grammar::last_digit;
use crate::named::{name, named};
use crate::pair::{Combine, Quality, Reason};

/// What is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Corrected {
    /// What is measured.
    Indicator,
    /// The mark: `500`, `2.4万`; a unit behind it is the new unit.
    Value,
    /// The unit of the mark; 万 and 亿 in front of it multiply the mark.
    Unit,
    /// `ge`, `gt`, `le`, `lt`, `eq`.
    Bound,
    /// `flow`, `stock`, `rate`, `growth`, `change`.
    Measure,
    /// `positive`, `negative`, `moderate`.
    Polarity,
    /// What was reached, in the unit of the target; empty where nothing is reported. It makes a direct answer.
    Achieved,
    /// `direct`, `proxy`, `none`.
    Quality,
    /// `1` or `0`: whether the target is met.
    Met,
    /// What a reviewer says of the row, in words; changes nothing.
    Verdict,
}

named!(Corrected);

/// A correction of one field of one target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Correction {
    /// The target by its identifier: `7.1`, or `L7.1` as the rows have it.
    pub id: Option<String>,
    /// The target by its evidence, the words that state it. Where both are given, both must fit, so that nothing lands on another target of a
    /// report that has changed; but see [`Corrections::apply`](crate::Corrections::apply).
    pub evidence: Option<String>,
    /// Of one report only, by its name; empty of every one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub report: String,
    /// What is corrected.
    pub field: Corrected,
    /// What it is.
    pub now: String,
    /// What was read before.
    pub was: String,
    /// Who says so, when, and why; empty where nothing is said.
    pub coder: String,
    /// When.
    pub date: String,
    /// Why.
    pub note: String,
}

impl Target {
    /// What a reviewer says of it, with the note.
    #[must_use]
    pub fn review(&self) -> Option<(&str, &str)> {
        let verdict = self.corrections.iter().rev().find(|correction| correction.field == Corrected::Verdict)?;
        Some((&verdict.now, &verdict.note))
    }

    /// The names of the fields that a person corrected.
    #[must_use]
    pub fn corrected(&self) -> Vec<&'static str> {
        let corrected = self.corrections.iter().filter(|correction| correction.field != Corrected::Verdict);
        corrected.map(|correction| correction.field.as_str()).collect()
    }
}

impl Correction {
    /// A correction of the target with an identifier, with words that state it, or with both.
    #[must_use]
    pub fn new(id: Option<String>, evidence: Option<String>, field: Corrected, value: String) -> Self {
        let id = id.map(|id| id.strip_prefix('L').unwrap_or(&id).to_owned());
        Self {
            id,
            evidence,
            report: String::new(),
            field,
            now: value,
            was: String::new(),
            coder: String::new(),
            date: String::new(),
            note: String::new(),
        }
    }

    /// Whether it is of a target: by identifier, by evidence, or by both where both are given.
    #[must_use]
    pub fn fits(&self, target: &Target) -> bool {
        let same = |evidence: &str| words(evidence).eq(words(&target.text));
        match (&self.evidence, &self.id) {
            (Some(evidence), Some(id)) => *id == target.id && same(evidence),
            (Some(evidence), None) => same(evidence),
            (None, Some(id)) => *id == target.id,
            (None, None) => false,
        }
    }
}

/// The letters and digits of an evidence: marks and blanks may change on the way through a sheet.
pub(super) fn words(evidence: &str) -> impl Iterator<Item = char> {
    evidence.chars().filter(|c| c.is_alphanumeric())
}

impl Item {
    /// Corrects the targets that a correction fits, and computes again what follows from it. Says whether it fits any. [`Corrections`](crate::Corrections) does so with many,
    /// in a whole report.
    ///
    /// ```
    /// use dabiao::{Corrected, Correction, Report};
    /// let mut report = Report::parse("序号|重点工作|上半年完成情况\n1|招引项目20个|招引项目9个\n")?;
    /// let correction = Correction::new(Some("2.1".to_owned()), None, Corrected::Achieved, "10".to_owned());
    /// assert_eq!(report.items[0].correct(&correction, None), Ok(true));
    /// let target = &report.items[0].targets[0];
    /// assert_eq!((target.outcome.ratio.unwrap().to_string(), target.corrections[0].was.as_str()), ("0.5".to_owned(), "9"));
    /// # Ok::<(), dabiao::Error>(())
    /// ```
    ///
    /// `tolerance` is the one that the report was read with ([`crate::Extractor::tolerance`]).
    ///
    /// # Errors
    /// The value is none of the field; what would be right is said.
    pub fn correct(&mut self, correction: &Correction, tolerance: Option<Decimal>) -> Result<bool, String> {
        let mut fitted = false;
        for target in self.targets.iter_mut().filter(|target| correction.fits(target)) {
            apply(target, correction, tolerance)?;
            fitted = true;
        }
        if fitted {
            self.tally();
        }
        Ok(fitted)
    }
}

/// Sets the field, keeps what stood there, and computes again what follows.
pub(super) fn apply(target: &mut Target, correction: &Correction, tolerance: Option<Decimal>) -> Result<(), String> {
    let was = set(target, correction)?;
    target.corrections.push(Correction { was, ..correction.clone() });
    if !matches!(correction.field, Corrected::Verdict | Corrected::Indicator) {
        compute(target, tolerance);
    }
    Ok(())
}

/// Sets the field and gives what stood there.
fn set(target: &mut Target, correction: &Correction) -> Result<String, String> {
    let value = correction.now.trim();
    Ok(match correction.field {
        Corrected::Verdict => String::new(),
        Corrected::Indicator => std::mem::replace(&mut target.indicator, value.to_owned()),
        Corrected::Met => {
            verdict(value)?;
            target.outcome.met.map(|met| u8::from(met).to_string()).unwrap_or_default()
        }
        Corrected::Value => {
            let (number, unit) = amount(value)?;
            let was = target.value.map(|value| value.to_string()).unwrap_or_default();
            (target.value, target.high) = (Some(number), None);
            target.margin =
                target.margin.map(|_| last_digit(value, number).and_then(|worth| worth.checked_div(Decimal::TWO)).unwrap_or_default());
            if !unit.is_empty() {
                target.unit = unit;
            }
            was
        }
        // 万人 counts in ten thousands of 人.
        Corrected::Unit => {
            let (times, unit) = amount(&format!("1{value}")).unwrap_or((Decimal::ONE, value.to_owned()));
            let scaled = |number: Option<Decimal>| number.and_then(|number| number.checked_mul(times)).map(|number| number.normalize());
            (target.value, target.high, target.margin) = (scaled(target.value), scaled(target.high), scaled(target.margin));
            std::mem::replace(&mut target.unit, unit)
        }
        Corrected::Bound => swapped(&mut target.bound, value, "ge, gt, le, lt or eq")?,
        Corrected::Measure => swapped(&mut target.measure, value, "flow, stock, rate, growth or change")?,
        Corrected::Polarity => swapped(&mut target.polarity, value, "positive, negative or moderate")?,
        Corrected::Quality => {
            let was = swapped(&mut target.outcome.quality, value, "direct, proxy or none")?;
            match target.outcome.quality {
                Quality::Direct => target.outcome.reason = None,
                Quality::None => unanswered(&mut target.outcome),
                Quality::Proxy => target.outcome.reason = target.outcome.reason.or(Some(Reason::Other)),
            }
            was
        }
        Corrected::Achieved => {
            let unit = target.unit.clone();
            achieve(&mut target.outcome, value, &unit)?
        }
    })
}

/// What a person says of whether a target is met.
fn verdict(value: &str) -> Result<Option<bool>, String> {
    match value {
        "1" => Ok(Some(true)),
        "0" => Ok(Some(false)),
        "" => Ok(None),
        _ => Err(wrong(value, "1, 0 or nothing")),
    }
}

/// Leaves a target without an answer; what answered it was passed over.
fn unanswered(outcome: &mut Outcome) {
    (outcome.quality, outcome.reason, outcome.combine, outcome.achieved) = (Quality::None, Some(Reason::NotReported), None, None);
    outcome.rivals.splice(0..0, outcome.figures.drain(..));
}

fn achieve(outcome: &mut Outcome, value: &str, of: &str) -> Result<String, String> {
    let was = outcome.achieved.map(|value| value.to_string()).unwrap_or_default();
    if value.is_empty() {
        unanswered(outcome);
    } else {
        let (number, unit) = amount(value)?;
        if !(unit.is_empty() || unit == of) {
            return Err(wrong(value, &format!("a number in the unit of the target ({of})")));
        }
        (outcome.quality, outcome.reason, outcome.combine) = (Quality::Direct, None, Some(Combine::Single));
        outcome.achieved = Some(number);
        // What a person says is no 余 and no range, whatever the figure that was read is.
        outcome.figures.iter_mut().for_each(|figure| (figure.approx, figure.bound, figure.high) = (None, None, None));
    }
    Ok(was)
}

/// A number with its unit, multiplied out: `2.4万人`.
fn amount(text: &str) -> Result<(Decimal, String), String> {
    if let Ok(number) = text.parse::<Decimal>() {
        return Ok((number, String::new()));
    }
    let found = quantities(text);
    match found.as_slice() {
        [one] if one.text == text => one.value.map(|value| (value, one.unit.clone())),
        _ => None,
    }
    .ok_or_else(|| wrong(text, "a number such as 500, 2.4万 or 8%"))
}

/// Puts the value of a closed list in its place and gives the name of the one that stood there.
fn swapped<T: Serialize + serde::de::DeserializeOwned>(field: &mut T, value: &str, values: &str) -> Result<String, String> {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};
    let text: StrDeserializer<'_, Error> = value.into_deserializer();
    let new = T::deserialize(text).map_err(|_| wrong(value, values))?;
    let old = std::mem::replace(field, new);
    Ok(name(&old).to_owned())
}

fn wrong(value: &str, right: &str) -> String {
    format!("{value:?} is none; {right} would be")
}

/// Computes what follows from mark and figure again; what a person said of the verdict stays.
fn compute(target: &mut Target, tolerance: Option<Decimal>) {
    let said = |fields: &[Corrected]| target.corrections.iter().rev().find(|one| fields.contains(&one.field));
    let met = said(&[Corrected::Met]).and_then(|one| verdict(one.now.trim()).ok());
    let achieved = said(&[Corrected::Achieved]).is_some();
    let sum = reckon::of(target, tolerance);
    let sum = Sum { forecast: sum.forecast && !achieved, said: achieved || said(&[Corrected::Quality]).is_some(), ..sum };
    sum.reckon().put(&mut target.outcome);
    if let Some(met) = met {
        (target.outcome.met, target.outcome.status) = (met, sum.status(met));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Report;
    use crate::score::Status;

    fn item() -> Item {
        let source = "序号|重点工作|上半年完成情况\n1|招引项目20个、企业9家|招引项目9个\n";
        Report::parse(source).unwrap().items.remove(0)
    }

    fn corrected(item: &mut Item, field: Corrected, value: &str) -> Result<bool, String> {
        item.correct(&Correction::new(Some("L2.1".to_owned()), None, field, value.to_owned()), None)
    }

    #[test]
    fn what_follows_is_computed_again() {
        let mut item = item();
        assert_eq!(corrected(&mut item, Corrected::Value, "18个"), Ok(true));
        let outcome = |item: &Item| item.targets[0].outcome.clone();
        assert_eq!((outcome(&item).ratio, outcome(&item).status), (Some(Decimal::new(5, 1)), Some(Status::Open)));
        assert_eq!(item.completion.mean, Some(Decimal::new(5, 1)));
        assert_eq!(corrected(&mut item, Corrected::Achieved, "1.8万"), Ok(true));
        assert_eq!((outcome(&item).ratio, outcome(&item).met), (Some(Decimal::from(1000)), Some(true)));
        assert_eq!(corrected(&mut item, Corrected::Polarity, "negative"), Ok(true));
        assert_eq!((outcome(&item).met, outcome(&item).pace), (Some(false), None));
        assert_eq!(corrected(&mut item, Corrected::Achieved, ""), Ok(true));
        assert_eq!((outcome(&item).quality, outcome(&item).ratio, outcome(&item).met), (Quality::None, None, None));
        assert_eq!(item.completion.scored, 0);
        let was: Vec<&str> = item.targets[0].corrections.iter().map(|correction| correction.was.as_str()).collect();
        assert_eq!(was, ["20", "9", "positive", "18000"]);
        let again: Item = serde_json::from_value(serde_json::to_value(&item).unwrap()).unwrap();
        assert_eq!(again, item);
    }

    #[test]
    fn what_a_person_takes_for_no_answer_is_none_however_it_is_said() {
        let without = |field, value| {
            let mut item = item();
            assert_eq!(corrected(&mut item, field, value), Ok(true));
            let Outcome { quality, reason, figures, rivals, ratio, .. } = item.targets.remove(0).outcome;
            (quality, reason, figures.len(), !rivals.is_empty(), ratio)
        };
        let none = (Quality::None, Some(Reason::NotReported), 0, true, None);
        assert_eq!((without(Corrected::Quality, "none"), without(Corrected::Achieved, "")), (none, none));
        assert_eq!(without(Corrected::Quality, "proxy").1, Some(Reason::Other));
    }

    #[test]
    fn both_identifier_and_evidence_fit_and_what_fits_nothing_is_said() {
        let mut item = item();
        let correct = |item: &mut Item, id: Option<&str>, evidence: Option<&str>| {
            item.correct(&Correction::new(id.map(str::to_owned), evidence.map(str::to_owned), Corrected::Met, "1".to_owned()), None)
        };
        assert_eq!(correct(&mut item, Some("99.1"), Some("招引项目20个")), Ok(false));
        assert_eq!(correct(&mut item, Some("2.1"), Some("招引 项目20个")), Ok(true));
        assert_eq!((item.targets[0].corrections.len(), item.targets[0].outcome.status), (1, Some(Status::Met)));
        assert_eq!(correct(&mut item, Some("2.1"), Some("招引项目30个")), Ok(false));
        assert_eq!(correct(&mut item, Some("9.9"), None), Ok(false));
        assert_eq!(correct(&mut item, None, None), Ok(false));
    }

    #[test]
    fn a_value_that_is_none_of_the_field_says_what_would_be() {
        let said = |field, value| corrected(&mut item(), field, value).unwrap_err();
        assert_eq!(said(Corrected::Bound, "≥"), "\"≥\" is none; ge, gt, le, lt or eq would be");
        assert_eq!(said(Corrected::Value, "many"), "\"many\" is none; a number such as 500, 2.4万 or 8% would be");
        assert_eq!(said(Corrected::Met, "yes"), "\"yes\" is none; 1, 0 or nothing would be");
    }

    #[test]
    fn a_verdict_outlives_what_is_corrected_later() {
        let mut item = item();
        corrected(&mut item, Corrected::Met, "1").unwrap();
        corrected(&mut item, Corrected::Value, "18").unwrap();
        let outcome = &item.targets[0].outcome;
        assert_eq!((outcome.ratio, outcome.met, outcome.status), (Some(Decimal::new(5, 1)), Some(true), Some(Status::Met)));
        corrected(&mut item, Corrected::Met, "").unwrap();
        assert_eq!((item.targets[0].outcome.met, item.targets[0].outcome.status), (None, None));
    }

    #[test]
    fn a_unit_in_ten_thousands_multiplies_the_mark() {
        let mut item = item();
        corrected(&mut item, Corrected::Unit, "万个").unwrap();
        let target = &item.targets[0];
        assert_eq!((target.value, target.unit.as_str(), target.corrections[0].was.as_str()), (Some(Decimal::from(200_000)), "个", "个"));
        corrected(&mut item, Corrected::Unit, "家").unwrap();
        assert_eq!((item.targets[0].value, item.targets[0].unit.as_str()), (Some(Decimal::from(200_000)), "家"));
    }

    #[test]
    fn far_beyond_is_lifted_by_a_mark_that_was_misread_and_kept_from_what_a_person_says() {
        let read = || Report::parse("序号|重点工作|完成情况\n1|招引项目2个|招引项目190个\n2||\n").unwrap().items.remove(0);
        let mut item = read();
        assert_eq!((item.targets[0].outcome.quality, item.targets[0].outcome.reason), (Quality::Proxy, Some(Reason::FarBeyond)));
        item.correct(&Correction::new(Some("2.1".to_owned()), None, Corrected::Value, "200".to_owned()), None).unwrap();
        let outcome = &item.targets[0].outcome;
        assert_eq!((outcome.quality, outcome.ratio), (Quality::Direct, Some(Decimal::new(95, 2))));
        let mut item = read();
        item.correct(&Correction::new(Some("2.1".to_owned()), None, Corrected::Quality, "direct".to_owned()), None).unwrap();
        assert_eq!((item.targets[0].outcome.quality, item.targets[0].outcome.met), (Quality::Direct, Some(true)));
    }

    #[test]
    fn a_budget_stays_one_and_a_tolerance_is_kept() {
        let mut item = Report::parse("序号|重点工作|完成情况\n1|产值增长6%左右|产值增长5%\n2||\n").unwrap().items.remove(0);
        let correct = |item: &mut Item, tolerance| {
            item.correct(&Correction::new(Some("2.1".to_owned()), None, Corrected::Achieved, "5.8".to_owned()), tolerance).unwrap();
            item.targets[0].outcome.met
        };
        assert_eq!(correct(&mut item, None), None);
        assert_eq!(correct(&mut item, Some(Decimal::new(5, 2))), Some(true));
        assert_eq!(correct(&mut item, Some(Decimal::ZERO)), Some(false));
    }
}
