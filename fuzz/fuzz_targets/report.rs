//! Any text gives a report or an error; every span cuts characters and lies in the source.
#![no_main]

use dabiao::{Report, Span};
use libfuzzer_sys::fuzz_target;

fn check(source: &str, spans: &[Span]) {
    for span in spans {
        assert!(span.from <= span.to && source.get(span.from..span.to).is_some(), "{span:?}");
    }
}

fuzz_target!(|source: &str| {
    // As it is, and as the cells of a table.
    for text in [source.to_owned(), format!("序号|重点工作|完成情况|\n1|{source}|{source}|\n2|{source}|\n")] {
        let Ok(report) = Report::parse(&text) else { continue };
        for item in &report.items {
            item.mentions.iter().for_each(|mention| check(&text, &mention.spans));
            for target in &item.targets {
                check(&text, &target.spans);
                target.outcome.figures.iter().chain(&target.outcome.rivals).for_each(|figure| check(&text, &figure.spans));
            }
        }
    }
});
