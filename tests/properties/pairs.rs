//! What pairing and scoring must hold to.

use dabiao::{Decimal, Extractor, Item, Polarity, Quality, Report, Span};
use proptest::prelude::*;

use crate::rows::{Row, clean, table};

/// What was found of each target.
fn outcomes(item: &Item) -> Vec<String> {
    let found = item.targets.iter().map(|target| {
        let outcome = &target.outcome;
        let figures: Vec<&str> = outcome.figures.iter().map(|figure| figure.text.as_str()).collect();
        format!("{} {:?} {:?} {:?} {:?} {figures:?}", target.text, outcome.quality, outcome.ratio, outcome.proxy_ratio, outcome.met)
    });
    found.collect()
}

fn one(source: &str) -> Item {
    Extractor::new().rivals(true).parse(source).expect("a table").items.swap_remove(0)
}

/// The sentences of a text, as spans of it.
fn sentences(text: &str) -> Vec<Span> {
    let mut from = 0;
    let ends = text.match_indices('。').map(|(at, end)| at + end.len()).chain(std::iter::once(text.len()));
    ends.filter_map(|to| {
        let span = Span::new(from, to);
        from = to;
        (!span.is_empty()).then_some(span)
    })
    .collect()
}

/// One target and its figure, in a table.
fn answered(target: Decimal, figure: Decimal, words: (&str, &str)) -> Item {
    let (noun, unit) = words;
    let source = format!("序号|重点工作|牵头单位|完成情况\n1|{noun}{target}{unit}|区发改局|{noun}{figure}{unit}\n2|||\n3|||\n");
    Report::parse(&source).expect("a table").items.swap_remove(0)
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn a_sentence_that_is_no_evidence_changes_no_outcome(row in 0..clean().len()) {
        let row = &clean()[row];
        let source = table(std::iter::once(row));
        let before = one(&source);
        let progress = source.rfind(&row[3]).expect("the progress stands in the table");
        let shown: Vec<Span> = before
            .targets
            .iter()
            .flat_map(|target| target.outcome.figures.iter().chain(&target.outcome.rivals))
            .flat_map(|figure| figure.spans.iter().copied())
            .collect();
        for sentence in sentences(&row[3]) {
            let printed = sentence.shifted(progress);
            if shown.iter().any(|span| span.from < printed.to && printed.from < span.to) {
                continue;
            }
            let without: Row = [row[0].clone(), row[1].clone(), row[2].clone(), format!("{}{}", &row[3][..sentence.from], &row[3][sentence.to..])];
            let after = one(&table(std::iter::once(&without)));
            prop_assert_eq!(outcomes(&before), outcomes(&after), "without {}", sentence.of(&row[3]));
        }
    }

    #[test]
    fn a_higher_target_never_has_a_higher_ratio(
        low in 1_u32..100_000,
        more in 1_u32..100_000,
        figure in 0_u32..200_000,
        words in prop::sample::select(&[("新增企业", "家"), ("完成投资", "万元"), ("森林覆盖率达到", "%"), ("旅游收入增长", "%"), ("农民收入提高", "元")][..]),
    ) {
        let [low, high, figure] = [low, low + more, figure].map(|n| Decimal::new(i64::from(n), 1));
        let (low, high) = (answered(low, figure, words), answered(high, figure, words));
        let (Some(low), Some(high)) = (low.targets.first(), high.targets.first()) else { return Ok(()) };
        let answered = |target: &dabiao::Target| target.polarity == Polarity::Positive && target.outcome.quality == Quality::Direct;
        if answered(low) && answered(high) {
            prop_assert!(high.outcome.ratio <= low.outcome.ratio, "{:?} {:?}", low, high);
            prop_assert!(!(high.outcome.met == Some(true) && low.outcome.met == Some(false)));
        }
    }
}

#[test]
fn a_target_of_each_kind_is_answered() {
    for words in [("新增企业", "家"), ("完成投资", "万元"), ("森林覆盖率达到", "%"), ("旅游收入增长", "%"), ("农民收入提高", "元")]
    {
        let item = answered(Decimal::from(20), Decimal::from(10), words);
        assert_eq!(item.targets[0].outcome.ratio, Some(Decimal::new(5, 1)), "{words:?}");
    }
}
