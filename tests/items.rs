//! The corpora of targets and of pairs: what a task commits to, and which figure answers it.

use std::str::FromStr;

use dabiao::{Combine, Decimal, Item, Outcome, Quality, Report, Target};

/// The one item of a table with a task and a progress cell.
fn item(task: &str, progress: &str) -> Item {
    let source = format!("序号|重点工作|牵头单位|完成情况\n1|{task}|区发改局|{progress}\n2|||\n3|||\n");
    Report::parse(&source).expect("a table").items.swap_remove(0)
}

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Character F1 of two indicators.
fn likeness(a: &str, b: &str) -> f64 {
    let mut left: Vec<char> = b.chars().collect();
    let total = a.chars().count() + left.len();
    let shared = a.chars().filter(|c| left.iter().position(|l| l == c).map(|at| left.swap_remove(at)).is_some()).count();
    if total == 0 { 1.0 } else { 2.0 * shared as f64 / total as f64 }
}

/// A target as the corpus writes it, without its indicator.
fn written(target: &Target) -> String {
    let value = match (target.value, target.high) {
        (Some(low), Some(high)) => format!("{low}..{high}"),
        (Some(value), None) => value.to_string(),
        (None, _) => "none".to_owned(),
    };
    let mut extras: Vec<String> = target.modality.iter().map(word).collect();
    for (set, name) in [(target.implicit, "implicit"), (target.stretch, "stretch"), (target.decrease, "decrease")] {
        extras.extend(set.then(|| name.to_owned()));
    }
    extras.extend(target.approx.iter().map(|approx| format!("approx={}", word(approx))));
    extras.extend(target.baseline.iter().map(|baseline| format!("baseline={baseline}")));
    extras.extend(target.horizon.iter().map(|year| format!("horizon={year}")));
    if extras.is_empty() {
        extras.push("-".to_owned());
    }
    let amount = format!("{value} {}", target.unit);
    [amount.trim().to_owned(), word(&target.bound), word(&target.measure), word(&target.polarity), extras.join(" ")].join(" | ")
}

/// Reports the cases of a corpus that differ, by section.
fn run(corpus: &str, least: usize, check: impl Fn(&[&str]) -> Result<(), String>) {
    let (mut section, mut cases, mut faults) = ("", 0, Vec::new());
    for (line, number) in corpus.lines().zip(1..) {
        if line.starts_with('#') {
            section = line;
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        assert!(fields.len() > 1, "line {number}: no expectation behind a tab");
        cases += 1;
        if let Err(fault) = check(&fields) {
            faults.push(format!("line {number} ({section})\n    {}\n{fault}", fields.join("\n    ")));
        }
    }
    assert!(cases >= least, "the corpus has only {cases} cases");
    assert!(faults.is_empty(), "{} of {cases} cases differ:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_task_commits_to_what_the_corpus_says() {
    run(include_str!("corpus/targets.tsv"), 200, |fields| {
        let item = item(fields[0], "");
        let actions: Vec<&str> = item.targets.iter().map(|target| target.action.as_deref().unwrap_or("-")).collect();
        let acts = fields.get(2).is_none_or(|wanted| wanted.trim() == actions.join(" ;; "));
        let wanted: Vec<&str> = fields[1].split(" ;; ").map(str::trim).filter(|target| !target.is_empty()).collect();
        let found: Vec<String> = item.targets.iter().map(|target| format!("{} | {}", target.indicator, written(target))).collect();
        let same = wanted.len() == found.len()
            && wanted.iter().zip(&item.targets).all(|(wanted, target)| {
                let (indicator, rest) = wanted.split_once(" | ").unwrap_or((wanted, ""));
                let rest: Vec<&str> = rest.split('|').map(str::trim).collect();
                rest.join(" | ") == written(target) && likeness(indicator, &target.indicator) >= 0.8
            });
        if same && acts { Ok(()) } else { Err(format!("  found  {}\n  {}", found.join(" ;; "), actions.join(" ;; "))) }
    });
}

/// An answer as the corpus writes it.
fn answer(outcome: &Outcome) -> String {
    let figures: Vec<String> = outcome
        .figures
        .iter()
        .map(|f| format!("{} {}", f.value.map(|v| v.abs().to_string()).unwrap_or_default(), f.unit).trim().to_owned())
        .collect();
    let reason = outcome.reason.as_ref().map(word).unwrap_or_default();
    match (outcome.quality, outcome.combine) {
        (Quality::None, _) => "none".to_owned(),
        (Quality::Direct, Some(Combine::Qualitative)) => "direct words".to_owned(),
        (Quality::Direct, Some(Combine::Stated)) => format!("direct stated {}", outcome.stated_ratio.unwrap_or_default()),
        (Quality::Direct, _) => format!("direct {}", figures.join(" + ")),
        (Quality::Proxy, Some(Combine::Qualitative)) => format!("proxy {reason}"),
        (Quality::Proxy, _) => format!("proxy {reason} {}", figures.join(" + ")),
    }
}

#[test]
fn a_target_is_answered_as_the_corpus_says() {
    run(include_str!("corpus/pairs.tsv"), 100, |fields| {
        let item = item(fields[0], fields[1]);
        let wanted: Vec<&str> = fields[2].split(" ;; ").map(str::trim).collect();
        let found: Vec<String> = item.targets.iter().map(|target| answer(&target.outcome)).collect();
        let same = wanted.len() == found.len()
            && wanted.iter().zip(&item.targets).zip(&found).all(|((wanted, target), found)| {
                let (figure, stated) =
                    wanted.split_once(" stated=").map_or((*wanted, None), |(figure, stated)| (figure, Decimal::from_str(stated).ok()));
                let stated_holds = stated.is_none_or(|stated| target.outcome.stated_ratio == Some(stated));
                figure.trim() == found && stated_holds
            });
        if same { Ok(()) } else { Err(format!("  found  {}", found.join(" ;; "))) }
    });
}

/// A target of the corpus of prose, and its answer.
fn told(target: &Target) -> (String, String) {
    let value = target.value.map_or("none".to_owned(), |value| value.to_string());
    let amount = format!("{value} {}", target.unit);
    let mut fields = vec![amount.trim().to_owned(), word(&target.bound), word(&target.measure)];
    fields.extend(target.implied.then(|| "implied".to_owned()));
    (fields.join(" | "), answer(&target.outcome))
}

#[test]
fn what_is_asked_for_is_what_the_corpus_says() {
    run(include_str!("corpus/stance.tsv"), 30, |fields| {
        let report = Report::parse(&format!("{}\n", fields[0].replace("\\n", "\n"))).expect("prose");
        let found: Vec<String> =
            report.targets().map(|target| target.value.map_or("none".to_owned(), |value| value.normalize().to_string())).collect();
        let found = found.join(" ");
        if found == fields.get(1).copied().unwrap_or_default().trim() { Ok(()) } else { Err(format!("  found  {found}")) }
    });
}

#[test]
fn a_paragraph_tells_plan_and_result_as_the_corpus_says() {
    run(include_str!("corpus/told.tsv"), 40, |fields| {
        // The first line says that the text reports.
        let report = Report::parse(&format!("截至目前,各项工作有序推进。\n{}\n", fields[0])).expect("prose");
        assert!(report.layout == "prose", "{}", report.layout);
        let wanted: Vec<&str> = fields[1].split(" ;; ").map(str::trim).filter(|target| !target.is_empty()).collect();
        let found: Vec<&Target> = report.targets().collect();
        let same = wanted.len() == found.len()
            && wanted.iter().zip(&found).all(|(wanted, target)| {
                let (asked, given) = wanted.split_once(" => ").unwrap_or((wanted, ""));
                let (indicator, asked) = asked.split_once(" | ").unwrap_or((asked, ""));
                let (given, stated) =
                    given.split_once(" stated=").map_or((given, None), |(given, rate)| (given, Decimal::from_str(rate).ok()));
                let (mark, result) = told(target);
                asked.trim() == mark
                    && given.trim() == result
                    && likeness(indicator, &target.indicator) >= 0.6
                    && stated.is_none_or(|rate| target.outcome.stated_ratio == Some(rate))
            });
        let shown: Vec<String> =
            found.iter().map(|target| format!("{} | {} => {}", target.indicator, told(target).0, told(target).1)).collect();
        if same { Ok(()) } else { Err(format!("  found  {}", shown.join(" ;; "))) }
    });
}
