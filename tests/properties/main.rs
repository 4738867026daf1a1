//! What must hold for every text, by subject. Failing cases that were found stand in `tests/properties.proptest-regressions`.

use dabiao::Item;
use proptest::prelude::ProptestConfig;
use proptest::test_runner::FileFailurePersistence;

#[path = "../holds/mod.rs"]
mod holds;

mod numbers;
mod pairs;
mod rows;
mod style;
mod whole;

fn config() -> ProptestConfig {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/properties.proptest-regressions");
    let asked = ProptestConfig::default();
    // More on request: PROPTEST_CASES=5000.
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { 48 };
    ProptestConfig { cases, failure_persistence: Some(Box::new(FileFailurePersistence::Direct(file))), ..asked }
}

/// What an item says, apart from where it stands.
fn gist(item: &Item) -> String {
    let mentions: Vec<String> =
        item.mentions.iter().map(|m| format!("{:?} {:?} {:?} {} {:?}", m.cell, m.value, m.high, m.unit, m.approx)).collect();
    let targets: Vec<String> = item
        .targets
        .iter()
        .map(|t| {
            let o = &t.outcome;
            let figures: Vec<_> = o.figures.iter().map(|f| (f.text.clone(), f.value, f.period.clone())).collect();
            format!(
                "{} {:?} {} {:?} {:?} {:?} {:?} {:?} {:?}",
                t.indicator, t.value, t.unit, t.bound, t.measure, o.quality, o.reason, o.ratio, figures
            )
        })
        .collect();
    format!("{:?} {} {:?} {mentions:?} {targets:?}", item.number, item.task, item.agencies)
}
