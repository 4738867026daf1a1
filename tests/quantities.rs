//! The corpus of quantities: cases and lures for each kind of grammar, one a line.

use dabiao::{Approx, Decimal, Mention, quantities};

/// A mention as the corpus writes it: `24000 人 ~over`, `20..80 %`.
fn written(mention: &Mention) -> String {
    let value = match (mention.value, mention.high) {
        (Some(low), Some(high)) => format!("{low}..{high}"),
        // The corpus writes two thirds as a fraction.
        (Some(value), None) if value == Decimal::TWO / Decimal::from(3) => "2/3".to_owned(),
        (Some(value), None) => value.to_string(),
        (None, _) => "none".to_owned(),
    };
    let approx = match mention.approx {
        Some(Approx::Over) => " ~over",
        Some(Approx::About) => " ~about",
        Some(Approx::Under) => " ~under",
        None => "",
    };
    format!("{value} {}", mention.unit).trim_end().to_owned() + approx
}

#[test]
fn every_case_of_the_corpus_reads_as_it_should() {
    let corpus = include_str!("corpus/quantities.tsv");
    let mut section = "";
    let (mut cases, mut faults) = (0, Vec::new());
    for (number, line) in corpus.lines().zip(1..).map(|(line, number)| (number, line)) {
        if line.starts_with('#') {
            section = line;
            continue;
        }
        let Some((text, wanted)) = line.split_once('\t') else { continue };
        cases += 1;
        let wanted = wanted.trim();
        let found = quantities(text).iter().map(written).collect::<Vec<_>>().join("; ");
        if found != wanted {
            faults.push(format!("line {number} ({section})\n    {text}\n    wanted {wanted:?}\n    found  {found:?}"));
        }
    }
    assert!(cases > 200, "the corpus has only {cases} cases");
    assert!(faults.is_empty(), "{} of {cases} cases differ:\n{}", faults.len(), faults.join("\n"));
}
