//! Answers as a person annotated them, and whether an outcome gives one of them.
//!
//! JSON lines of two kinds. One line for each item:
//!
//! ```json
//! {"line": 7, "targets": [{"indicator": "顶尖人才", "value": 20, "unit": "名", "answer": {"quality": "direct", "combine": "single", "figures": [{"value": 10}]}}]}
//! ```
//!
//! or one line for each target, with the report in `doc`, so that one file holds several reports:
//!
//! ```json
//! {"doc": "county-2023.txt", "line": 28, "indicator": "农村公路", "value": 50, "unit": "公里", "quality": "direct", "actual": {"value": 40}, "ratio": 0.8}
//! ```
//!
//! `line` may be left out of the second kind, when the whole report was annotated. `optional` marks a target that careful readers could differ on, `stated_ratio` a printed completion rate, `alt` answers that are as right.

use std::str::FromStr;

use dabiao::{Combine, Decimal, Outcome, Quality, Target};
use serde::Deserialize;
use serde_json::Value;

/// A target with the answer that a person found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Annotated {
    pub(super) line: Option<usize>,
    indicator: String,
    value: Option<Decimal>,
    unit: String,
    pub(super) optional: bool,
    /// Of a mark that is not printed: the rate of its completion, which tells it from the others of its name.
    rate: Option<Decimal>,
    answers: Vec<Answer>,
}

/// One right answer.
#[derive(Debug, Clone, PartialEq)]
enum Answer {
    /// There is none.
    None,
    /// Words that say done, or under way.
    Words,
    /// A printed completion rate.
    Stated(Decimal),
    /// The values of the figures, sorted; they add up.
    Figures(Vec<Decimal>),
    Ratio(Decimal),
}

/// Where a report was annotated; elsewhere an answer is neither right nor wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Whole,
    /// From the first to the last line that has a target.
    Stretch(usize, usize),
    /// These items, by their line.
    Items(Vec<usize>),
}

impl Place {
    pub(super) fn holds(&self, line: usize) -> bool {
        match self {
            Self::Whole => true,
            Self::Stretch(first, last) => (*first..=*last).contains(&line),
            Self::Items(lines) => lines.contains(&line),
        }
    }
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    doc: Option<String>,
    #[serde(default)]
    line: Option<usize>,
    #[serde(default)]
    targets: Option<Vec<Value>>,
}

/// The annotated targets of the report `name`, and where it was annotated; or what is wrong with which line.
pub(super) fn read(text: &str, name: &str) -> Result<(Vec<Annotated>, Place), String> {
    let (mut annotated, mut items, mut of_it) = (Vec::new(), Vec::new(), false);
    for (text, number) in text.lines().zip(1..).filter(|(text, _)| !text.trim().is_empty()) {
        let wrong = |what: &dyn std::fmt::Display| format!("line {number}: {what}");
        let row: Value = serde_json::from_str(text).map_err(|error| wrong(&format!("not a line of JSON: {error}")))?;
        let head = Line::deserialize(&row).map_err(|error| wrong(&error))?;
        if head.doc.as_deref().is_some_and(|doc| doc != name) {
            continue;
        }
        of_it = true;
        match (head.targets, head.line) {
            (None, line) => annotated.push(one(&row, line)),
            (Some(targets), Some(line)) => {
                items.push(line);
                annotated.extend(targets.iter().map(|target| one(target, Some(line))));
            }
            (Some(_), None) => return Err(wrong(&"there is no \"line\"; it is the line of the report that the item begins on")),
        }
    }
    if !of_it {
        return Err(format!("no line of it is of {name}; \"doc\" holds the name of the report, or is left out"));
    }
    let lines = || annotated.iter().filter(|target: &&Annotated| !target.optional).map(|target| target.line);
    let place = match (lines().min().flatten(), lines().max().flatten()) {
        _ if !items.is_empty() => Place::Items(items),
        (Some(first), Some(last)) => Place::Stretch(first, last),
        _ => Place::Whole,
    };
    Ok((annotated, place))
}

fn one(target: &Value, line: Option<usize>) -> Annotated {
    let said = |name: &str| target[name].as_str().unwrap_or_default().to_owned();
    let mut answers = vec![answer(target)];
    answers.extend(decimal(&target["ratio"]).map(Answer::Ratio));
    let others = match &target["alt"] {
        Value::Array(others) => others.as_slice(),
        Value::Null => &[],
        other => std::slice::from_ref(other),
    };
    answers.extend(others.iter().map(answer));
    answers.extend(others.iter().filter_map(|other| decimal(&other["ratio"])).map(Answer::Ratio));
    let value = decimal(&target["value"]);
    // Of a mark that is not printed the rate is the answer, whatever figure stands beside it.
    let rate = decimal(&target["stated_ratio"]).filter(|_| value.is_none());
    answers.extend(rate.map(Answer::Stated));
    Annotated {
        line,
        indicator: said("indicator"),
        value,
        rate,
        unit: said("unit"),
        optional: target["optional"] == true || !target["horizon"].is_null(),
        answers,
    }
}

fn answer(target: &Value) -> Answer {
    let answer = &target["answer"];
    let quality = answer["quality"].as_str().or(target["quality"].as_str());
    let mut values: Vec<Decimal> = match answer["figures"].as_array() {
        Some(figures) => figures.iter().filter_map(|figure| decimal(&figure["value"])).collect(),
        None => decimal(&target["actual"]["value"]).into_iter().collect(),
    };
    values.sort();
    match (quality, decimal(&target["stated_ratio"])) {
        (Some("none"), _) => Answer::None,
        _ if !values.is_empty() => Answer::Figures(values),
        (_, Some(stated)) => Answer::Stated(stated),
        _ => Answer::Words,
    }
}

/// A number of JSON, without its sign: a fall may be written either way.
fn decimal(value: &Value) -> Option<Decimal> {
    let Value::Number(number) = value else { return None };
    let text = number.to_string();
    Decimal::from_str(&text).or_else(|_| Decimal::from_scientific(&text)).ok().map(|value| value.abs().normalize())
}

/// Within a hundredth: ratios are annotated with four digits, and a third has more.
fn close(a: Decimal, b: Decimal) -> bool {
    a.checked_sub(b).is_some_and(|off| off.abs() <= a.abs().max(b.abs()) / Decimal::ONE_HUNDRED)
}

impl Annotated {
    /// How alike a target is, from 0 to 100; nothing where value or unit differ.
    pub(super) fn likeness(&self, target: &Target) -> Option<usize> {
        let value = match (self.value, target.value) {
            (Some(a), Some(b)) => a == b.abs() || close(a, b.abs()) && a < Decimal::TEN,
            (None, None) => self.rate.is_none_or(|rate| target.outcome.stated_ratio.is_some_and(|stated| close(stated, rate))),
            _ => false,
        };
        let alike = alike(&self.indicator, &target.indicator);
        (value && (self.unit.is_empty() || unit(&self.unit) == unit(&target.unit)) && alike >= 50).then_some(alike)
    }

    /// Whether an outcome gives one of the right answers.
    pub(super) fn right(&self, outcome: &Outcome) -> bool {
        let mut values: Vec<Decimal> = outcome.figures.iter().filter_map(|figure| figure.value).map(|value| value.abs()).collect();
        values.sort();
        self.answers.iter().any(|answer| match answer {
            Answer::None => outcome.quality == Quality::None,
            Answer::Words => outcome.combine == Some(Combine::Qualitative),
            Answer::Stated(rate) => outcome.stated_ratio.is_some_and(|stated| close(stated, *rate)),
            Answer::Figures(wanted) => {
                !values.is_empty() && (values == *wanted || outcome.achieved.is_some_and(|sum| [sum.abs()] == wanted[..]))
            }
            Answer::Ratio(ratio) => outcome.ratio.is_some_and(|given| close(given, *ratio)),
        })
    }
}

/// A unit under the name that it is compared by.
fn unit(text: &str) -> &str {
    match text {
        "名" => "人",
        "平方" => "平方米",
        "场次" => "场",
        "个百分点" => "百分点",
        other => other,
    }
}

/// The characters that two names share, in hundredths of both (Dice).
fn alike(a: &str, b: &str) -> usize {
    let mut left: Vec<char> = b.chars().collect();
    let all = a.chars().count() + left.len();
    let shared = a.chars().filter(|c| left.iter().position(|other| other == c).map(|at| left.swap_remove(at)).is_some()).count();
    (200 * shared).checked_div(all).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_line_are_read() {
        let items = r#"{"line": 7, "targets": [{"indicator": "人才", "value": 20, "unit": "名", "answer": {"quality": "direct", "figures": [{"value": 10}]}}]}"#;
        let targets =
            r#"{"doc": "a.txt", "line": 7, "indicator": "人才", "value": 20, "unit": "名", "quality": "direct", "actual": {"value": 10}}"#;
        let (items, targets) = (read(items, "a.txt").unwrap(), read(targets, "a.txt").unwrap());
        assert_eq!(items.0, targets.0);
        assert_eq!((items.1, targets.1), (Place::Items(vec![7]), Place::Stretch(7, 7)));
    }

    #[test]
    fn a_mark_that_is_not_printed_is_known_by_its_rate() {
        let source = "今年以来,完成固定资产投资36亿元,占年度计划的72%;完成技改投资9亿元,占年度计划的60%。\n";
        let line = |rate: &str| {
            format!(
                "{{\"indicator\": \"投资\", \"value\": null, \"quality\": \"direct\", \"stated_ratio\": {rate}, \"actual\": {{\"value\": 9}}}}"
            )
        };
        let report = dabiao::Report::parse(source).unwrap();
        let fits = |rate: &str| {
            let (annotated, _) = read(&line(rate), "a.txt").unwrap();
            report
                .targets()
                .filter(|target| target.indicator.ends_with("投资"))
                .filter(|target| {
                    let like = Annotated { indicator: target.indicator.clone(), ..annotated[0].clone() };
                    like.likeness(target).is_some() && like.right(&target.outcome)
                })
                .count()
        };
        assert_eq!([fits("0.72"), fits("0.6"), fits("0.5")], [1, 1, 0]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert!(read("{", "a.txt").unwrap_err().starts_with("line 1: not a line of JSON: "));
        assert_eq!(
            read("\n{\"targets\": []}", "a.txt").unwrap_err(),
            "line 2: there is no \"line\"; it is the line of the report that the item begins on"
        );
        assert_eq!(
            read("{\"doc\": \"b.txt\", \"line\": 1}", "a.txt").unwrap_err(),
            "no line of it is of a.txt; \"doc\" holds the name of the report, or is left out"
        );
    }

    #[test]
    fn names_are_alike_by_their_characters() {
        assert_eq!(alike("顶尖人才", "顶尖人才"), 100);
        assert_eq!(alike("人才", "顶尖人才"), 66);
        assert_eq!(alike("公路", "人才"), 0);
        assert_eq!(alike("", ""), 100);
    }
}
