//! What a person says instead of what was read, and what follows from it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::model::{Item, Outcome, Target};
use super::{quantities, scored};
use crate::lexicon::{Bound, Measure, Polarity, StatedOf};
use crate::named::{name, named};
use crate::pair::{Combine, Quality, Reason};
use crate::score::{self, Tally, Thresholds};

/// What is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Corrected {
    /// What is measured.
    Indicator,
    /// The mark: `500`, `2.4万`; a unit behind it is the new unit.
    Value,
    /// The unit of the mark.
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
    /// report that has changed.
    pub evidence: Option<String>,
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
        Self { id, evidence, field, now: value, was: String::new(), coder: String::new(), date: String::new(), note: String::new() }
    }

    fn fits(&self, target: &Target) -> bool {
        // Marks and blanks may change on the way through a sheet.
        let same =
            |evidence: &str| evidence.chars().filter(|c| c.is_alphanumeric()).eq(target.text.chars().filter(|c| c.is_alphanumeric()));
        match (&self.evidence, &self.id) {
            (Some(evidence), Some(id)) => *id == target.id && same(evidence),
            (Some(evidence), None) => same(evidence),
            (None, Some(id)) => *id == target.id,
            (None, None) => false,
        }
    }
}

impl Item {
    /// Corrects the targets that a correction fits, and computes again what follows from it. Says whether it fits any.
    ///
    /// ```
    /// use dabiao::{Corrected, Correction, Report};
    /// let mut report = Report::parse("序号|重点工作|上半年完成情况\n1|招引项目20个|招引项目9个\n")?;
    /// let correction = Correction::new(Some("2.1".to_owned()), None, Corrected::Achieved, "10".to_owned());
    /// assert_eq!(report.items[0].correct(&correction), Ok(true));
    /// let target = &report.items[0].targets[0];
    /// assert_eq!((target.outcome.ratio.unwrap().to_string(), target.corrections[0].was.as_str()), ("0.5".to_owned(), "9"));
    /// # Ok::<(), dabiao::Error>(())
    /// ```
    ///
    /// # Errors
    /// The value is none of the field; what would be right is said.
    pub fn correct(&mut self, correction: &Correction) -> Result<bool, String> {
        let mut fitted = false;
        for target in self.targets.iter_mut().filter(|target| correction.fits(target)) {
            let was = apply(target, correction)?;
            target.corrections.push(Correction { was, ..correction.clone() });
            fitted = true;
        }
        if fitted {
            let mut tally = Tally::default();
            self.targets.iter().for_each(|target| tally.add(target.counted_ratio()));
            self.completion = tally.completion();
        }
        Ok(fitted)
    }
}

/// Sets the field and gives what stood there.
fn apply(target: &mut Target, correction: &Correction) -> Result<String, String> {
    let value = correction.now.trim();
    let outcome = &target.outcome;
    let unjudged =
        outcome.quality == Quality::Direct && outcome.achieved.is_some() && outcome.met.is_none() && target.polarity != Polarity::Moderate;
    let was = match correction.field {
        Corrected::Verdict => return Ok(String::new()),
        Corrected::Indicator => return Ok(std::mem::replace(&mut target.indicator, value.to_owned())),
        Corrected::Met => {
            let was = target.outcome.met.map(|met| u8::from(met).to_string()).unwrap_or_default();
            target.outcome.met = match value {
                "1" => Some(true),
                "0" => Some(false),
                "" => None,
                _ => return Err(wrong(value, "1, 0 or nothing")),
            };
            judge(target);
            return Ok(was);
        }
        Corrected::Value => {
            let (number, unit) = amount(value)?;
            let was = target.value.map(|value| value.to_string()).unwrap_or_default();
            (target.value, target.high) = (Some(number), None);
            if !unit.is_empty() {
                target.unit = unit;
            }
            was
        }
        Corrected::Unit => std::mem::replace(&mut target.unit, value.to_owned()),
        Corrected::Bound => swapped(&mut target.bound, value, "ge, gt, le, lt or eq")?,
        Corrected::Measure => swapped(&mut target.measure, value, "flow, stock, rate, growth or change")?,
        Corrected::Polarity => swapped(&mut target.polarity, value, "positive, negative or moderate")?,
        Corrected::Quality => {
            let was = swapped(&mut target.outcome.quality, value, "direct, proxy or none")?;
            if target.outcome.quality == Quality::Direct {
                target.outcome.reason = None;
            } else if target.outcome.reason.is_none() {
                target.outcome.reason = Some(if target.outcome.quality == Quality::None { Reason::NotReported } else { Reason::Other });
            }
            was
        }
        Corrected::Achieved => {
            let unit = target.unit.clone();
            achieve(&mut target.outcome, value, &unit)?
        }
    };
    compute(target);
    // What was not judged, such as an office's budget, is not judged now.
    if unjudged {
        (target.outcome.met, target.outcome.status) = (None, None);
    }
    Ok(was)
}

fn achieve(outcome: &mut Outcome, value: &str, of: &str) -> Result<String, String> {
    let was = outcome.achieved.map(|value| value.to_string()).unwrap_or_default();
    if value.is_empty() {
        (outcome.quality, outcome.reason, outcome.combine, outcome.achieved) = (Quality::None, Some(Reason::NotReported), None, None);
        outcome.rivals.splice(0..0, outcome.figures.drain(..));
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

/// Computes ratio, gap, verdict and pace again from mark and figure.
fn compute(target: &mut Target) {
    let case = scored::case(target, Thresholds::default());
    let both = case.mark.zip(case.achieved).filter(|_| target.outcome.quality != Quality::None);
    let direct = target.outcome.quality == Quality::Direct;
    let ratio = both.and_then(|(mark, achieved)| score::ratio(&mark, &achieved));
    let outcome = &mut target.outcome;
    outcome.ratio = ratio.filter(|_| direct);
    outcome.proxy_ratio = ratio.filter(|_| !direct);
    outcome.ratio_is = both.filter(|_| ratio.is_some()).map(|(mark, achieved)| score::ratio_is(&mark, &achieved));
    outcome.gap = both.filter(|_| direct).and_then(|(mark, achieved)| score::gap(&mark, &achieved));
    outcome.discrepancy = outcome
        .stated_ratio
        .filter(|_| outcome.stated_of == Some(StatedOf::Target))
        .zip(outcome.ratio)
        .and_then(|(stated, ratio)| score::discrepancy(stated, ratio));
    outcome.met = match outcome.combine {
        _ if !direct || target.polarity == Polarity::Moderate => None,
        Some(Combine::Qualitative) => Some(true),
        Some(Combine::Stated) => outcome.stated_ratio.map(score::rate_met),
        _ => both.and_then(|(mark, achieved)| score::met(&mark, &achieved)),
    };
    let paced = target.measure == Measure::Flow && target.polarity == Polarity::Positive;
    outcome.pace = outcome.ratio.zip(outcome.elapsed).filter(|_| paced).map(|(ratio, elapsed)| score::pace(ratio, elapsed));
    judge(target);
}

/// The verdict against the end of the period.
fn judge(target: &mut Target) {
    let over = target.outcome.elapsed.map(|elapsed| elapsed >= Decimal::ONE);
    target.outcome.status = score::status(target.outcome.met, keeps(target.measure, target.polarity, target.bound), over);
}

/// Whether what is reached stays reached.
pub(super) fn keeps(measure: Measure, polarity: Polarity, bound: Bound) -> bool {
    measure == Measure::Flow && polarity == Polarity::Positive && !matches!(bound, Bound::Le | Bound::Lt)
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
        item.correct(&Correction::new(Some("L2.1".to_owned()), None, field, value.to_owned()))
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
    fn both_identifier_and_evidence_fit_and_what_fits_nothing_is_said() {
        let mut item = item();
        let correct = |item: &mut Item, id: Option<&str>, evidence: Option<&str>| {
            item.correct(&Correction::new(id.map(str::to_owned), evidence.map(str::to_owned), Corrected::Met, "1".to_owned()))
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
}
