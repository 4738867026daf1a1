//! The table for reading: an item's heading, then a row for each of its targets, printed as items come.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, Table, Width};
use dabiao::{Approx, Bound, Combine, Corrected, Decimal, Figure, Item, Outcome, Quality, RatioIs, Status, Target};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::lang::Lang;
use crate::screen::{Screen, bar, percent_to, shown};

/// Widths of the columns on one screen.
#[derive(Debug, Clone, Copy)]
struct Widths {
    /// In front of the indicator: the line and the number of the item.
    indent: u16,
    indicator: u16,
    /// Target, answer, ratio, bar and verdict; a narrow screen has no bar.
    others: [u16; 5],
}

const BAR: u16 = 10;

impl Widths {
    fn on(width: u16) -> Self {
        let (indent, others) = if width >= 96 { (12, [16, 18, 10, BAR + 1, 17]) } else { (2, [13, 13, 9, 0, 13]) };
        let indicator = width.saturating_sub(indent + others.iter().sum::<u16>()).max(10);
        Self { indent, indicator, others }
    }
}

/// `text` cut to `width` columns, with … where something is left out.
pub(crate) fn cut(text: &str, width: usize) -> String {
    let text = shown(text).replace(['\n', '\t'], " ");
    if text.width() <= width {
        return text;
    }
    let mut used = 1;
    let mut kept = String::new();
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// What a value is divided by where a person writes it, and the word for that.
fn power(value: Decimal) -> (Decimal, &'static str) {
    match value.abs() {
        value if value >= Decimal::from(100_000_000) => (Decimal::from(100_000_000), "亿"),
        value if value >= Decimal::from(100_000) => (Decimal::from(10_000), "万"),
        _ => (Decimal::ONE, ""),
    }
}

/// A value as a person writes it: `160 万平方米`, `1312.3 亿元`.
pub(crate) fn amount(value: Decimal, unit: &str) -> String {
    let (by, power) = power(value);
    format!("{} {power}{unit}", (value / by).round_dp(4).normalize()).trim_end().to_owned()
}

/// A range, both ends in the words of the upper one: `10–14 亿美元`.
fn range(low: Decimal, high: Decimal, unit: &str) -> String {
    format!("{}–{}", (low / power(high).0).round_dp(4).normalize(), amount(high, unit))
}

/// What is asked, as it is shown: `≥ 15 项`; `≈ 6 %` of 6%左右.
pub(crate) fn asked(target: &Target, lang: Lang) -> String {
    let sign = match target.bound {
        Bound::Ge => "≥ ",
        Bound::Gt => "> ",
        Bound::Le => "≤ ",
        Bound::Lt => "< ",
        Bound::Eq if target.approx == Some(Approx::About) => "≈ ",
        Bound::Eq => "",
    };
    // The size of a fall: ↓ ≥ 3 % asks for a fall of 3 % or more.
    let fall = if target.decrease { "↓ " } else { "" };
    match (target.value, target.high) {
        (Some(low), Some(high)) => format!("{fall}{sign}{}", range(low, high, &target.unit)),
        (Some(value), None) => format!("{fall}{sign}{}", amount(value, &target.unit)),
        (None, _) if target.implicit => lang.word("detail.implicit").to_owned(),
        (None, _) => "?".to_owned(),
    }
}

/// The figures of an answer in one cell; what a person says was reached where that takes their place.
pub(crate) fn given(target: &Target, lang: Lang) -> String {
    let outcome = &target.outcome;
    let one = |figure: &Figure| {
        let value = figure.value.map_or_else(|| lang.word("detail.in_words").to_owned(), |value| amount(value, &figure.unit));
        let fall = if figure.decrease { "↓ " } else { "" };
        let forecast = if figure.estimate { format!(" {}", lang.word("detail.estimate")) } else { String::new() };
        format!("{fall}{value}{forecast}")
    };
    let corrected = target.corrections.iter().any(|correction| correction.field == Corrected::Achieved);
    match outcome.figures.as_slice() {
        _ if corrected => outcome.achieved.map_or_else(|| "—".to_owned(), |achieved| amount(achieved, &target.unit)),
        [] => "—".to_owned(),
        [figure] => one(figure),
        several => several.iter().map(one).collect::<Vec<_>>().join(" + "),
    }
}

/// What the hedge of the figure makes of the ratio.
pub(crate) fn ratio_sign(outcome: &Outcome) -> &'static str {
    match outcome.ratio_is {
        Some(RatioIs::AtLeast) => "≥",
        Some(RatioIs::AtMost) => "≤",
        Some(RatioIs::About) => "≈",
        Some(RatioIs::Exactly) | None => "",
    }
}

/// How a printed rate is hedged: 完成率超过50%.
fn rate_sign(outcome: &Outcome) -> &'static str {
    match outcome.figures.iter().find_map(|figure| figure.approx) {
        Some(Approx::Over) => "≥",
        Some(Approx::Under) => "≤",
        Some(Approx::About) => "≈",
        None => "",
    }
}

/// The rate that the report prints, where it is all that there is.
pub(crate) fn rate_alone(outcome: &Outcome) -> Option<Decimal> {
    outcome.stated_ratio.filter(|_| outcome.combine == Some(Combine::Stated))
}

/// The ratio as it is printed, with so many decimals; of a proxy in brackets, of a rate alone the rate.
pub(crate) fn ratio_text(outcome: &Outcome, decimals: u32) -> String {
    let sign = ratio_sign(outcome);
    match (outcome.ratio, outcome.proxy_ratio) {
        (Some(ratio), _) => format!("{sign}{}", percent_to(ratio, decimals)),
        (None, Some(ratio)) => format!("({sign}{})", percent_to(ratio, decimals)),
        (None, None) => rate_alone(outcome).map(|rate| format!("{}{}", rate_sign(outcome), percent_to(rate, decimals))).unwrap_or_default(),
    }
}

/// The name of a word of the output, as it is written there.
pub(crate) fn word<T: serde::Serialize>(value: &T) -> String {
    name(value).replace('_', " ")
}

/// The same as it stands in JSON: `noun_before`.
pub(crate) fn name<T: serde::Serialize>(value: &T) -> String {
    let mut out = Vec::new();
    // Writing to memory cannot fail.
    let _ = crate::json::write(&mut out, value);
    String::from_utf8_lossy(&out).trim_matches('"').to_owned()
}

/// The verdict, and the colour it is printed in.
pub(crate) fn verdict(outcome: &Outcome, lang: Lang) -> (String, &'static str) {
    let reason = || outcome.reason.as_ref().map(|reason| lang.of("reason", reason)).unwrap_or_default();
    match (outcome.quality, outcome.status, outcome.met) {
        (Quality::None, ..) => (reason(), "2"),
        (Quality::Proxy, ..) => (format!("~ {}", reason()), "36"),
        (Quality::Direct, Some(status), _) => {
            let colour = match status {
                Status::Met | Status::MetSoFar => "32",
                Status::Open | Status::Expected => "33",
                Status::Missed => "31",
                _ => "0",
            };
            (lang.of("verdict", &status), colour)
        }
        (Quality::Direct, None, Some(true)) => (lang.word("verdict.met").to_owned(), "32"),
        (Quality::Direct, None, Some(false)) => (lang.word("verdict.short").to_owned(), "33"),
        (Quality::Direct, None, None) => (lang.word("verdict.reported").to_owned(), "0"),
    }
}

fn row(screen: Screen, target: &Target) -> String {
    let outcome = &target.outcome;
    let (verdict, colour) = verdict(outcome, screen.lang);
    let share = outcome.ratio.or(rate_alone(outcome));
    let widths = Widths::on(screen.width);
    let bar_width = usize::from(widths.others[3]);
    let cells = usize::from(BAR).min(bar_width.saturating_sub(1));
    let drawn = match (share, outcome.proxy_ratio) {
        (Some(share), _) => bar(share, cells),
        (None, Some(share)) => bar(share, cells).replace('█', "▒"),
        (None, None) => String::new(),
    };
    let name =
        if target.stretch { format!("{} ({})", target.indicator, screen.lang.word("detail.stretch")) } else { target.indicator.clone() };
    // ✎: a person corrected it.
    let name = if target.corrected().is_empty() { name } else { format!("✎ {name}") };
    let mut row = vec![
        (cut(&name, usize::from(widths.indicator) - 1), widths.indicator),
        // A value is wrapped and never cut.
        (shown(&asked(target, screen.lang)).into_owned(), widths.others[0]),
        (shown(&given(target, screen.lang)).into_owned(), widths.others[1]),
        (ratio_text(outcome, 1), widths.others[2]),
        (drawn, widths.others[3]),
        (verdict, widths.others[4]),
    ];
    row.retain(|&(_, width)| width > 0);
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.add_row(row.iter().map(|(text, _)| text));
    for (i, &(_, width)) in row.iter().enumerate() {
        if let Some(column) = table.column_mut(i) {
            column.set_padding((0, 1)).set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            if (1..=3).contains(&i) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    let indent = usize::from(widths.indent);
    let drawn = table.lines().map(|line| format!("{:indent$}{}", "", line.trim_end())).collect::<Vec<_>>().join("\n");
    screen.paint(colour, &drawn)
}

/// Prints the names of the columns.
pub(crate) fn header(out: &mut dyn Write, screen: Screen) -> io::Result<()> {
    writeln!(out, "{}", screen.paint("2", screen.lang.word("table.header")))
}

/// Prints one item.
pub(crate) fn item(out: &mut dyn Write, screen: Screen, item: &Item) -> io::Result<()> {
    let agencies = item.agencies.join("、");
    let number = shown(item.number.as_deref().unwrap_or_default());
    let width = usize::from(screen.width);
    let damaged = if item.damaged { format!(" {}", screen.lang.word("table.damaged")) } else { String::new() };
    let agencies = cut(&agencies, width / 3);
    let room = width.saturating_sub(number.width().max(4) + agencies.width() + damaged.width() + 10);
    // A paragraph of a review has no task; an item over several lines is shown in one.
    let said = if item.task.is_empty() { &item.progress } else { &item.task };
    let task = cut(&said.replace('\r', ""), room);
    let gap = " ".repeat(room - task.width().min(room) + 2);
    writeln!(out, "{}", screen.paint("1", format!("{:>4}  {number:>4}  {task}{damaged}{gap}{agencies}", item.line).trim_end()))?;
    for target in &item.targets {
        writeln!(out, "{}", row(screen, target))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_fits_its_columns() {
        assert_eq!(cut("顶尖人才", 8), "顶尖人才");
        assert_eq!(cut("顶尖人才二十名", 8), "顶尖人…");
        assert_eq!(cut("abc", 2), "a…");
        assert_eq!(cut("a\u{1b}[31mb\tc", 6), "a␛[31…");
    }

    #[test]
    fn every_row_fits_its_screen() {
        let source = "序号|重点工作|完成情况|\n1|招引国家级和省级专精特新中小企业培育库企业项目1个|招引项目9999999999999999999999999999个|\n2|a|b|\n";
        let report = dabiao::Report::parse(source).unwrap();
        for width in [60, 80, 84, 95, 96, 100, 200] {
            let mut out = Vec::new();
            item(&mut out, Screen { width, colour: false, lang: Lang::En }, &report.items[0]).unwrap();
            for line in String::from_utf8(out).unwrap().lines() {
                assert!(line.width() <= usize::from(width), "{width}: {line}");
            }
        }
    }

    #[test]
    fn no_value_is_cut_on_a_narrow_screen() {
        let source = "序号|重点工作|上半年完成情况|\n1|新增物理空间160万平方米|新增物理空间83.05万平方米|\n";
        let report = dabiao::Report::parse(source).unwrap();
        for width in [60, 80, 100] {
            let mut out = Vec::new();
            item(&mut out, Screen { width, colour: false, lang: Lang::En }, &report.items[0]).unwrap();
            let out = String::from_utf8(out).unwrap();
            let rows = out.lines().skip(1).collect::<Vec<_>>().join(" ");
            assert!(!rows.contains('…'), "{width}: {out}");
            for part in ["160", "83.05", "51.9 %"] {
                assert!(rows.contains(part), "{width}: {part} is not in {out}");
            }
            let unit: usize = rows.matches('米').count();
            assert_eq!(unit, 2, "{width}: {out}");
        }
    }

    #[test]
    fn amounts_are_written_as_a_person_does() {
        assert_eq!(amount(Decimal::from(1_600_000), "平方米"), "160 万平方米");
        assert_eq!(amount(Decimal::from(131_230_000_000_i64), "元"), "1312.3 亿元");
        assert_eq!(amount(Decimal::from(9520), "家"), "9520 家");
        assert_eq!(range(Decimal::from(1_000_000_000), Decimal::from(1_400_000_000), "美元"), "10–14 亿美元");
        assert_eq!(range(Decimal::from(6), Decimal::from(8), "%"), "6–8 %");
        assert_eq!(amount(Decimal::new(158, 2), ""), "1.58");
    }
}
