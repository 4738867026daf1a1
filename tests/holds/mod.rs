//! What must hold for every text, whatever it says. The fuzz targets use it too.

#![allow(dead_code, unreachable_pub)]

use dabiao::{Extractor, Item, Mention, Report, Span};

/// Where the lines of a text begin: behind LF, CRLF, CR, NEL, U+2028 and U+2029.
fn line_starts(source: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut chars = source.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let crlf = c == '\r' && chars.peek().is_some_and(|&(_, next)| next == '\n');
        if matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') && !crlf {
            starts.push(at + c.len_utf8());
        }
    }
    starts
}

fn line_of(starts: &[usize], at: usize) -> usize {
    starts.partition_point(|&start| start <= at)
}

fn valid(source: &str, spans: &[Span]) {
    assert!(!spans.is_empty(), "no evidence");
    for span in spans {
        assert!(span.from <= span.to && source.get(span.from..span.to).is_some(), "{span:?} of {}", source.len());
    }
}

/// The digits of a text, whatever their width.
fn digits(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
            _ => None,
        })
        .collect()
}

/// The spans of a mention cut no character, stand in order, and cover its digits.
fn mention(source: &str, mention: &Mention) {
    valid(source, &mention.spans);
    let printed: String = mention.spans.iter().map(|span| span.of(source)).collect();
    assert_eq!(digits(&mention.text), digits(&printed), "{:?} of {printed:?}", mention.text);
}

/// Every quantity of a text has its evidence in it, in order.
pub fn quantities(source: &str) {
    let found = dabiao::quantities(source);
    found.iter().for_each(|found| mention(source, found));
    for pair in found.windows(2) {
        assert!(pair[0].spans[0].to <= pair[1].spans[0].from, "{:?} and {:?} overlap", pair[0], pair[1]);
    }
}

/// Spans are valid and inside their item; what is written as JSON is read as the same.
pub fn report(source: &str, results: &str, report: &Report) {
    let starts = line_starts(source);
    for (n, item) in report.items.iter().enumerate() {
        let next = report.items.get(n + 1).map_or(usize::MAX, |next| next.line);
        let inside = |spans: &[Span]| {
            for span in spans {
                let line = line_of(&starts, span.from);
                assert!(item.line <= line && (line < next || next <= item.line), "{span:?} on line {line}, item {} to {next}", item.line);
            }
        };
        for found in &item.mentions {
            mention(source, found);
            inside(&found.spans);
        }
        for achieved in &item.figures {
            valid(source, &achieved.figure.spans);
            inside(&achieved.figure.spans);
            assert!(achieved.figure.value.is_some(), "{achieved:?}");
        }
        for target in &item.targets {
            valid(source, &target.spans);
            inside(&target.spans);
            for figure in target.outcome.figures.iter().chain(&target.outcome.rivals) {
                valid(if figure.report == 0 { source } else { results }, &figure.spans);
                if figure.report == 0 {
                    inside(&figure.spans);
                }
            }
        }
    }
    let written = serde_json::to_string(report).expect("a report can be written");
    let again: Report = serde_json::from_str(&written).expect("what was written can be read");
    assert_eq!(&again, report);
    assert_eq!(serde_json::to_string(&again).expect("and written again"), written);
}

/// Any text gives a report or an error; read as a stream, however it comes, it gives the same items.
pub fn parse(source: &str) {
    let extractor = Extractor::new().figures(true);
    let parsed = extractor.parse(source);
    if let Ok(parsed) = &parsed {
        report(source, source, parsed);
    }
    for size in [1, 7, 1 << 16] {
        let reader = std::io::BufReader::with_capacity(size, source.as_bytes());
        let streamed: Result<Vec<Item>, dabiao::Error> = extractor.items(reader).collect();
        match (&parsed, streamed) {
            (Ok(parsed), Ok(streamed)) => assert_eq!(parsed.items, streamed),
            // Which of two errors comes first may differ: a stream has not seen the end when it looks for the layout.
            (Err(_), Err(_)) => {}
            (parsed, streamed) => panic!("{parsed:?} but as a stream {streamed:?}"),
        }
    }
}

/// Any two texts are compared, or there is an error.
pub fn compare(targets: &str, results: &str) {
    if let Ok(compared) = Report::compare(targets, results) {
        report(targets, results, &compared);
    }
}
