//! What must hold for every text: numbers parse back, spans lie where they say, a mangled text reads like a clean one.

use std::collections::HashMap;

use dabiao::{Decimal, Extractor, Item, LayoutKind, Report, Span, quantities};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

const REPORT: &str = include_str!("../seeds/yuhang-2022-h1.txt");

/// A whole number below 10^12 as a Chinese numeral.
fn numeral(number: u64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    fn section(number: u64) -> String {
        let (mut text, mut gap) = (String::new(), false);
        for (power, mark) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / power % 10;
            if digit == 0 {
                gap = !text.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                text.push('零');
            }
            text.push(DIGITS[digit as usize]);
            text.push_str(mark);
        }
        text
    }
    let (mut text, mut gap) = (String::new(), false);
    for (power, mark) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let part = number / power % 10_000;
        if part == 0 {
            gap = !text.is_empty();
            continue;
        }
        if !text.is_empty() && (std::mem::take(&mut gap) || part < 1000) {
            text.push('零');
        }
        text.push_str(&section(part));
        text.push_str(mark);
    }
    text
}

/// A number with separators between groups of three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = (digits.len() - 1) % 3 + 1;
    let mut text = digits[..first].to_owned();
    for group in digits.as_bytes()[first..].chunks(3) {
        text.push(',');
        text.push_str(std::str::from_utf8(group).expect("digits"));
    }
    text
}

fn reads_as(text: &str, value: Decimal, unit: &str) {
    let found = quantities(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    assert_eq!((found[0].value, found[0].unit.as_str()), (Some(value.normalize()), unit), "{text}");
}

fn spans_hold(source: &str, spans: &[Span]) {
    for span in spans {
        assert!(span.from < span.to && span.to <= source.len(), "{span:?} of {}", source.len());
        assert!(source.is_char_boundary(span.from) && source.is_char_boundary(span.to), "{span:?}");
    }
}

fn all_spans_hold(source: &str, report: &Report) {
    for item in &report.items {
        for mention in &item.mentions {
            spans_hold(source, &mention.spans);
        }
        for target in &item.targets {
            spans_hold(source, &target.spans);
            for figure in target.outcome.figures.iter().chain(&target.outcome.rivals) {
                spans_hold(source, &figure.spans);
            }
        }
    }
}

proptest! {
    // Failing cases that were found stand beside this file.
    #![proptest_config(ProptestConfig { failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))), ..ProptestConfig::default() })]

    #[test]
    fn numbers_parse_back_in_arabic_chinese_and_mixed_form(number in 1_u64..1_000_000_000_000) {
        let value = Decimal::from(number);
        reads_as(&format!("新增企业{number}家"), value, "家");
        reads_as(&format!("新增企业{}家", grouped(number)), value, "家");
        if number > 9 {
            reads_as(&format!("安排资金{}元", numeral(number)), value, "元");
        }
    }

    #[test]
    fn multipliers_multiply_exactly(whole in 1_u32..10_000, cents in 0_u32..100) {
        let value = Decimal::new(i64::from(whole) * 100 + i64::from(cents), 2);
        for (mark, power) in [("", 1_i64), ("万", 10_000), ("亿", 100_000_000), ("万亿", 1_000_000_000_000)] {
            reads_as(&format!("完成投资{whole}.{cents:02}{mark}元"), value * Decimal::from(power), "元");
        }
    }

    #[test]
    fn any_text_gives_a_report_or_an_error_and_spans_that_hold(source in "\\PC{0,200}") {
        if let Ok(report) = Report::parse(&source) {
            all_spans_hold(&source, &report);
        }
    }

    #[test]
    fn report_like_text_gives_spans_that_hold(cells in prop::collection::vec(prop::sample::select(fragments()), 3..40), bars in prop::collection::vec(0_usize..4, 3..40)) {
        let mut source = String::from("序号|重点工作|牵头单位|完成情况\n");
        for (n, (cell, bar)) in cells.iter().zip(bars).enumerate() {
            source.push_str(cell);
            source.push_str(["|", "\n", ",", "|1|"][bar]);
            if n % 7 == 6 {
                source.push('\n');
            }
        }
        if let Ok(report) = Report::parse(&source) {
            all_spans_hold(&source, &report);
            let written = serde_json::to_string(&report).expect("a report can be written");
            let again: Report = serde_json::from_str(&written).expect("what was written can be read");
            prop_assert_eq!(again, report);
        }
    }

    #[test]
    fn glosses_and_script_change_nothing_that_is_found(rows in prop::sample::subsequence((0..clean_rows().len()).collect::<Vec<_>>(), 1..6), seed in any::<u64>()) {
        let clean: String = std::iter::once(HEADER.to_owned()).chain(rows.iter().map(|&row| clean_rows()[row].clone())).collect::<Vec<_>>().join("\n");
        let mangled = mangle(&clean, seed);
        let before = Report::parse(&clean).expect("a clean report");
        let after = Report::parse(&mangled).expect("a mangled report");
        all_spans_hold(&mangled, &after);
        prop_assert_eq!(before.items.iter().map(gist).collect::<Vec<_>>(), after.items.iter().map(gist).collect::<Vec<_>>());
    }
}

/// Pieces that break readers: real phrases, half marks, noise.
fn fragments() -> Vec<&'static str> {
    vec![
        "新增国家高新技术企业500家",
        "社会消费品零售总额、网络零售额分别增长8%、15%以上",
        "其中50亿元以上项目不少于7个",
        "“黄金68条",
        "(任务10家",
        ")",
        "術(shù)",
        "(shù",
        "?qǐng)",
        "全覆盖",
        "分别",
        "1,2",
        "00家",
        "百分之",
        "三分之",
        "十",
        "－7%",
        "截至6月23日",
        "完成年度任务量的62.7%",
        "99999999999999999999999999999999家",
        "５.１％",
        "\u{feff}",
        "\u{200b}",
        "。",
        ";",
        "、、、",
        "以上",
        "约",
        "较2021年同期增长24.9%",
        "-3.2%",
    ]
}

const HEADER: &str = "序号 | 重点工作 | 牵头单位 | 半年度工作完成情况 |";

/// The rows of the report as clean Simplified text, the damaged ones left out.
fn clean_rows() -> &'static [String] {
    static ROWS: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| {
        let report = Report::parse(REPORT).expect("the report");
        let sound = report.items.into_iter().filter(|item| !item.damaged);
        sound
            .map(|item| format!("{} | {} | {} | {} |", item.number.unwrap_or_default(), item.task, item.agencies.join(" "), item.progress))
            .collect()
    });
    &ROWS
}

/// Puts a text into Traditional script with glosses here and there, as mirror pages do.
fn mangle(text: &str, seed: u64) -> String {
    static TRADITIONAL: std::sync::LazyLock<HashMap<char, char>> = std::sync::LazyLock::new(|| {
        let mut pairs = HashMap::new();
        for line in include_str!("../src/text/TSCharacters.txt").lines() {
            let Some((from, to)) = line.split_once('\t') else { continue };
            let (Some(from), Some(to)) = (from.chars().next(), to.chars().next()) else { continue };
            let read = Extractor::new().layout(Some(LayoutKind::Plain)).parse(&format!("{from}")).expect("one character");
            if from.len_utf8() == to.len_utf8() && read.items[0].task.starts_with(to) {
                pairs.entry(to).or_insert(from);
            }
        }
        pairs
    });
    let mut state = seed | 1;
    let mut chance = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33).is_multiple_of(n)
    };
    let mut mangled = String::new();
    for c in text.chars() {
        let traditional = TRADITIONAL.get(&c).filter(|_| chance(2));
        mangled.push(traditional.copied().unwrap_or(c));
        if ('\u{4e00}'..='\u{9fff}').contains(&c) && chance(5) {
            mangled.push_str(["(shù)", "(yè)", "(zhuāng)", "(lǜ)"][mangled.len() % 4]);
        }
    }
    mangled
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

#[test]
fn mangling_really_mangles() {
    let text = "新增国家高新技术企业500家";
    let mangled = mangle(text, 7);
    assert_ne!(mangled, text);
    assert!(mangled.contains('('), "{mangled}");
}
