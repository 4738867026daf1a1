//! The annotated rows of the Yuhang report: what must be found in them, and how many answers must be right.
//!
//! Even lines were annotated twice apart and reconciled; odd lines once, by a reader who had not seen the program's output.

use std::collections::BTreeMap;
use std::str::FromStr;

use dabiao::{Combine, Decimal, Item, Outcome, Quality, Report, StatedOf, Target};
use serde_json::Value;

const REPORT: &str = include_str!("../seeds/yuhang-2022-h1.txt");
const EVEN: &str = include_str!("../seeds/annotations-even.jsonl");
const ODD: &str = include_str!("../seeds/annotations-odd.jsonl");

fn rows(annotations: &str) -> Vec<Value> {
    annotations.lines().filter(|line| !line.is_empty()).map(|line| serde_json::from_str(line).expect("an annotated row")).collect()
}

fn items() -> BTreeMap<u64, Item> {
    let report = Report::parse(REPORT).expect("the report");
    report.items.into_iter().map(|item| (item.line as u64, item)).collect()
}

fn decimal(value: &Value) -> Option<Decimal> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Decimal::from_str(&text).or_else(|_| Decimal::from_scientific(&text)).ok().map(|value| value.normalize())
}

fn unit(text: &str) -> &str {
    match text {
        "名" => "人",
        "平方" => "平方米",
        "场次" => "场",
        other => other,
    }
}

type Key = (String, Option<Decimal>, Option<Decimal>, String);

/// How many of `found` are wanted, missed and wrong.
#[derive(Debug, Default)]
struct Count {
    hit: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

impl Count {
    fn precision(&self) -> f64 {
        self.hit as f64 / (self.hit + self.wrong.len()) as f64
    }

    fn recall(&self) -> f64 {
        self.hit as f64 / (self.hit + self.missed.len()) as f64
    }
}

fn mentions(annotations: &str) -> Count {
    let items = items();
    let mut count = Count::default();
    for row in rows(annotations) {
        let line = row["line"].as_u64().expect("a line");
        let key = |m: &Value| -> Key {
            (
                m["cell"].as_str().unwrap_or("").to_owned(),
                decimal(&m["value"]),
                decimal(&m["high"]),
                unit(m["unit"].as_str().unwrap_or("")).to_owned(),
            )
        };
        let all = row["mentions"].as_array().expect("mentions");
        let mut wanted: Vec<Key> = all.iter().filter(|m| m["optional"] != true).map(key).collect();
        let mut optional: Vec<Key> = all.iter().filter(|m| m["optional"] == true).map(key).collect();
        for mention in &items[&line].mentions {
            let cell = serde_json::to_value(mention.cell).expect("a cell");
            let found: Key =
                (cell.as_str().unwrap_or("").to_owned(), mention.value.map(|v| v.abs()), mention.high, unit(&mention.unit).to_owned());
            if let Some(at) = wanted.iter().position(|key| *key == found) {
                wanted.remove(at);
                count.hit += 1;
            } else if let Some(at) = optional.iter().position(|key| *key == found) {
                optional.remove(at);
            } else {
                count.wrong.push(format!("line {line}: {}", mention.text));
            }
        }
        count.missed.extend(wanted.into_iter().map(|key| format!("line {line}: {key:?}")));
    }
    count
}

fn fits(found: &Target, wanted: &Value) -> bool {
    found.value == decimal(&wanted["value"])
        && unit(&found.unit) == unit(wanted["unit"].as_str().unwrap_or(""))
        && found.implicit == (wanted["implicit"] == true)
}

fn likeness(a: &str, b: &str) -> usize {
    a.chars().filter(|c| b.contains(*c)).count() * 100 / a.chars().count().max(b.chars().count()).max(1)
}

/// The annotated targets with those that were found for them.
fn targets(annotations: &str) -> (Vec<(Value, Option<Target>)>, Vec<Target>) {
    let items = items();
    let (mut pairs, mut left_over) = (Vec::new(), Vec::new());
    for row in rows(annotations) {
        let mut left = items[&row["line"].as_u64().expect("a line")].targets.clone();
        let mut wanted: Vec<Value> = row["targets"].as_array().expect("targets").clone();
        wanted.sort_by_key(|target| target["optional"] == true);
        for target in wanted {
            let name = target["indicator"].as_str().unwrap_or("").to_owned();
            let best = left
                .iter()
                .enumerate()
                .filter(|(_, found)| fits(found, &target))
                .max_by_key(|(_, found)| likeness(&found.indicator, &name))
                .map(|(at, _)| at);
            let found = best.map(|at| left.remove(at));
            if target["optional"] != true {
                pairs.push((target, found));
            }
        }
        left_over.extend(left);
    }
    (pairs, left_over)
}

/// Whether an outcome gives the annotated answer, directly or nearly.
fn right(outcome: &Outcome, target: &Value) -> bool {
    let answer = &target["answer"];
    if answer["quality"] == "none" {
        return false;
    }
    match outcome.combine {
        Some(Combine::Qualitative) => answer["combine"] == "qualitative",
        Some(Combine::Stated) => answer["combine"] == "stated" && outcome.stated_ratio == decimal(&target["stated_ratio"]),
        _ => {
            let mut given: Vec<Decimal> = outcome.figures.iter().filter_map(|figure| figure.value).collect();
            let mut wanted: Vec<Decimal> = answer["figures"]
                .as_array()
                .map(|figures| figures.iter().filter_map(|figure| decimal(&figure["value"])).collect())
                .unwrap_or_default();
            given.sort();
            wanted.sort();
            !given.is_empty() && given == wanted
        }
    }
}

#[test]
fn every_quantity_of_the_annotated_rows_is_found_and_no_other() {
    for annotations in [EVEN, ODD] {
        let count = mentions(annotations);
        assert!(count.hit > 200, "{count:?}");
        assert!(count.precision() >= 0.98 && count.recall() >= 0.98, "missed {:#?}\nwrong {:#?}", count.missed, count.wrong);
    }
}

#[test]
fn every_target_of_the_annotated_rows_is_found_as_it_was_read() {
    for annotations in [EVEN, ODD] {
        let (pairs, wrong) = targets(annotations);
        let mut faults: Vec<String> = wrong.iter().map(|target| format!("{}: {} is none", target.line, target.text)).collect();
        for (wanted, found) in &pairs {
            let Some(found) = found else {
                faults.push(format!("{} was not found", wanted["text"]));
                continue;
            };
            let read = serde_json::to_value(found).expect("a target");
            for field in ["bound", "measure", "polarity", "modality", "stretch"] {
                if read[field] != wanted[field] {
                    faults.push(format!("{}: {field} {} should be {}", found.text, read[field], wanted[field]));
                }
            }
        }
        assert!(pairs.len() > 50);
        assert!(faults.len() * 33 <= pairs.len(), "{faults:#?}");
    }
}

#[test]
fn direct_answers_are_right_and_few_are_missing() {
    for annotations in [EVEN, ODD] {
        let (pairs, _) = targets(annotations);
        let (mut given, mut good, mut wanted, mut hit) = (0, 0, 0, 0);
        let mut faults = Vec::new();
        for (target, found) in &pairs {
            let Some(outcome) = found.as_ref().map(|found| &found.outcome) else { continue };
            let direct = outcome.quality == Quality::Direct;
            let agrees = right(outcome, target);
            given += usize::from(direct);
            good += usize::from(direct && agrees);
            if direct && !agrees {
                faults.push(format!("{} <- {:?}", target["text"], outcome.figures.iter().map(|f| &f.text).collect::<Vec<_>>()));
            }
            if target["answer"]["quality"] == "direct" {
                wanted += 1;
                hit += usize::from(direct && agrees);
                if !(direct && agrees) {
                    faults.push(format!("{} was not answered", target["text"]));
                }
            }
        }
        assert!(wanted > 25);
        assert!(good * 100 >= given * 93 && hit * 100 >= wanted * 91, "{good} of {given} right, {hit} of {wanted} found: {faults:#?}");
    }
}

#[test]
fn ratios_and_verdicts_are_exact_where_the_answer_is_right() {
    for annotations in [EVEN, ODD] {
        let (pairs, _) = targets(annotations);
        let (mut judged, mut verdicts) = (0, 0);
        for (target, found) in &pairs {
            let Some(found) = found.as_ref().filter(|found| found.outcome.quality == Quality::Direct && right(&found.outcome, target))
            else {
                continue;
            };
            if let (Some(ratio), Some(wanted)) = (found.outcome.ratio, decimal(&target["ratio"])) {
                // Four significant digits are annotated.
                assert!((ratio - wanted).abs() <= wanted * Decimal::new(1, 3), "{}: {ratio}, not {wanted}", found.text);
                judged += 1;
            }
            if let Some(met) = target["met"].as_bool()
                && target["answer"]["quality"] == "direct"
            {
                // 有效发明专利预估7500件 was annotated as met; a forecast proves nothing met.
                let forecast = met && found.outcome.figures.iter().any(|figure| figure.estimate);
                assert_eq!(found.outcome.met, Some(met).filter(|_| !forecast), "{}", found.text);
                verdicts += 1;
            }
        }
        assert!(judged >= 20 && verdicts >= 20, "only {judged} ratios and {verdicts} verdicts were compared");
    }
}

#[test]
fn every_item_and_the_note_at_the_end_are_there() {
    let report = Report::parse(REPORT).expect("the report");
    assert_eq!(report.layout, "pipe");
    assert_eq!(report.items.len(), 103);
    let numbers: Vec<&str> = report.items.iter().filter_map(|item| item.number.as_deref()).collect();
    assert_eq!(numbers[..3], ["1", "2", "3"]);
    assert_eq!(numbers[100..], ["102", "102", "108"]);
    assert_eq!(report.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["声明:本文有删减"]);
    let agencies = |line: usize| report.items.iter().find(|item| item.line == line).map(|item| item.agencies.clone()).unwrap_or_default();
    assert_eq!(agencies(7), ["区委组织部(人才办)", "区人力社保局"]);
    assert_eq!(agencies(49), ["区综合行政执法局"]);
    assert_eq!(agencies(14), ["区发改局(金融办)"]);
    assert!(report.items.iter().find(|item| item.line == 22).is_some_and(|item| item.damaged));
}

#[test]
fn a_rate_that_does_not_say_of_what_is_kept_and_accused_of_nothing() {
    // 协议出让1宗、6亩;完成率93.83%
    let outcome = items()[&26].targets[2].outcome.clone();
    assert_eq!((outcome.stated_ratio, outcome.stated_of), (Some(Decimal::new(9383, 4)), Some(StatedOf::Unknown)));
    assert_eq!(outcome.discrepancy, None);
    // 新引进顶尖人才9名;加快推进重点项目…,完成年度计划的36.52%
    assert!(items()[&34].targets.iter().all(|target| target.outcome.stated_ratio.is_none()));
}
