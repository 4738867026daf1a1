//! Glosses, script, full-width forms, line ends and the style of a table change nothing that is found.

use std::collections::HashMap;

use dabiao::{Extractor, Item, Report};
use proptest::prelude::*;

use crate::rows::{HEADER, Row, clean, picked, row, some, table};
use crate::{gist, holds};

fn gists(source: &str) -> Vec<String> {
    Report::parse(source).expect("a table").items.iter().map(gist).collect()
}

/// A text with some of its digits, letters and percent signs in full width.
fn widened(text: &str, seed: u64) -> String {
    let mut chance = chances(seed);
    text.chars()
        .map(|c| match c {
            '0'..='9' | 'A'..='Z' | 'a'..='z' | '%' if chance(2) => char::from_u32(c as u32 + 0xfee0).expect("a full-width form"),
            c => c,
        })
        .collect()
}

/// Chances of one in `n`, the same for the same seed.
fn chances(seed: u64) -> impl FnMut(u64) -> bool {
    let mut state = seed | 1;
    move |n| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33).is_multiple_of(n)
    }
}

/// The rows in another style of table.
fn styled(style: &str, rows: &[&Row]) -> String {
    let cells = |cells: &[&str; 4]| match style {
        "led bars" => format!("| {} |", cells.join(" | ")),
        "bars" => cells.join("|"),
        "tabs" => cells.join("\t"),
        "commas" => cells.map(|cell| format!("\"{cell}\"")).join(","),
        other => panic!("{other}"),
    };
    let rule = if style == "led bars" { "\n|---|:-:|---|---|" } else { "" };
    let lines = rows.iter().map(|row| cells(&[&row[0], &row[1], &row[2], &row[3]]));
    std::iter::once(cells(&HEADER) + rule).chain(lines).map(|line| line + "\n").collect()
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn glosses_and_script_change_nothing(rows in some(), seed in any::<u64>()) {
        let clean = table(picked(&rows));
        let mangled = mangle(&clean, seed);
        let after = Report::parse(&mangled).expect("a mangled report");
        holds::report(&mangled, &mangled, &after);
        prop_assert_eq!(gists(&clean), after.items.iter().map(gist).collect::<Vec<_>>());
    }

    #[test]
    fn reading_what_was_read_changes_nothing(rows in some(), seed in any::<u64>()) {
        let once = Report::parse(&mangle(&table(picked(&rows)), seed)).expect("a mangled report").items;
        let read: Vec<Row> = once.iter().map(row).collect();
        let twice = Report::parse(&table(read.iter())).expect("a clean report").items;
        prop_assert_eq!(twice.iter().map(row).collect::<Vec<_>>(), read);
        prop_assert_eq!(twice.iter().map(gist).collect::<Vec<_>>(), once.iter().map(gist).collect::<Vec<_>>());
    }

    #[test]
    fn full_width_forms_change_nothing(rows in some(), seed in any::<u64>()) {
        let clean = table(picked(&rows));
        prop_assert_eq!(gists(&clean), gists(&widened(&clean, seed)));
    }

    #[test]
    fn invisible_marks_change_nothing(rows in some(), seed in any::<u64>()) {
        let clean = table(picked(&rows));
        let mut chance = chances(seed);
        let marked: String =
            clean.chars().flat_map(|c| [Some(c), chance(4).then_some(['\u{200b}', '\u{2060}', '\u{200e}'][c as usize % 3])]).flatten().collect();
        prop_assert_eq!(gists(&clean), gists(&marked));
    }

    #[test]
    fn line_ends_change_nothing(rows in some()) {
        let clean = table(picked(&rows));
        let lines: Vec<usize> = Report::parse(&clean).expect("a table").items.iter().map(|item: &Item| item.line).collect();
        for end in ["\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"] {
            let other = clean.replace('\n', end);
            let report = Report::parse(&other).expect("a table");
            holds::parse(&other);
            prop_assert_eq!(report.items.iter().map(|item| item.line).collect::<Vec<_>>(), lines.clone(), "{:?}", end);
            prop_assert_eq!(gists(&clean), gists(&other), "{:?}", end);
        }
    }

    #[test]
    fn the_style_of_a_table_changes_nothing(rows in some()) {
        let plain = |row: &&Row| row.iter().all(|cell| !cell.contains(['"', '\t']));
        let rows: Vec<&Row> = picked(&rows).filter(plain).collect();
        let clean = gists(&styled("bars", &rows));
        for style in ["led bars", "tabs", "commas"] {
            prop_assert_eq!(&clean, &gists(&styled(style, &rows)), "{}", style);
        }
    }

    #[test]
    fn two_tables_in_one_give_what_each_gives_alone(first in some(), second in some()) {
        let alone: Vec<String> = [&first, &second].into_iter().flat_map(|rows| gists(&table(picked(rows)))).collect();
        prop_assert_eq!(&alone, &gists(&table(picked(&first).chain(picked(&second)))));
        // The header of the second stands again.
        prop_assert_eq!(&alone, &gists(&(table(picked(&first)) + &table(picked(&second)))));
    }
}

/// Puts a text into Traditional script with glosses here and there, as mirror pages do.
fn mangle(text: &str, seed: u64) -> String {
    static TRADITIONAL: std::sync::LazyLock<HashMap<char, char>> = std::sync::LazyLock::new(|| {
        let mut pairs = HashMap::new();
        for line in include_str!("../../src/text/TSCharacters.txt").lines() {
            let Some((from, to)) = line.split_once('\t') else { continue };
            let (Some(from), Some(to)) = (from.chars().next(), to.chars().next()) else { continue };
            let read = Extractor::new().parse(&format!("{from}新增企业5家")).expect("one line");
            if from.len_utf8() == to.len_utf8() && read.items[0].task.starts_with(to) {
                pairs.entry(to).or_insert(from);
            }
        }
        pairs
    });
    let mut chance = chances(seed);
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

#[test]
fn mangling_really_mangles() {
    let text = "新增国家高新技术企业500家";
    let mangled = mangle(text, 7);
    assert_ne!(mangled, text);
    assert!(mangled.contains('('), "{mangled}");
}

#[test]
fn most_rows_are_clean() {
    assert!(clean().len() > 80);
}
