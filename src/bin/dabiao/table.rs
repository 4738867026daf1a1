//! The table for reading: an item's heading, then a row for each of its targets, printed as items come.

use std::io::{self, Write};

use dabiao::{Approx, Bound, Combine, Corrected, Decimal, Figure, Item, Outcome, Quality, RatioIs, Status, Target};

use crate::grid::Piece;
use crate::lang::Lang;
use crate::screen::{Screen, percent_to, shown};

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

/// What the report says of the standing of a target, and why it is not counted or judged.
pub(crate) fn standing(target: &Target, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    said.extend(target.binding.as_ref().map(|binding| lang.of("binding", binding)));
    said.extend(target.assigned.as_ref().map(|by| lang.say("standing.assigned", &[by])));
    said.extend(target.authorises.then(|| lang.word("standing.authorises").to_owned()));
    said.extend(target.restates.as_ref().map(|id| lang.say("standing.restates", &[id])));
    said.extend(target.total_of.as_ref().map(|name| lang.say("standing.total_of", &[name])));
    said
}

/// How far the printed rate is from the computed one.
pub(crate) fn discrepancy(gap: Decimal, lang: Lang) -> String {
    let points = (gap.abs() * Decimal::ONE_HUNDRED).round_dp(1).normalize().to_string();
    lang.say(if gap.is_sign_negative() { "detail.discrepancy.less" } else { "detail.discrepancy" }, &[&points])
}

fn row(screen: Screen, target: &Target) -> String {
    let outcome = &target.outcome;
    let (verdict, colour) = verdict(outcome, screen.lang);
    let share = outcome.ratio.or(rate_alone(outcome));
    let widths = Widths::on(screen.width);
    let columns = usize::from(BAR).min(usize::from(widths.others[3]).saturating_sub(1));
    let drawn = match (share, outcome.proxy_ratio) {
        (Some(share), _) => screen.bar(share, columns),
        (None, Some(share)) => screen.bar(share, columns).replace('█', "▒"),
        (None, None) => String::new(),
    };
    let name =
        if target.stretch { format!("{} ({})", target.indicator, screen.lang.word("detail.stretch")) } else { target.indicator.clone() };
    // ✎: a person corrected it.
    let name = if target.corrected().is_empty() { name } else { format!("✎ {name}") };
    let [target_width, answer_width, ratio_width, bar_width, verdict_width] = widths.others;
    // A value is wrapped and never cut.
    let mut row = vec![
        (screen.letters.cut(&name, usize::from(widths.indicator) - 1), widths.indicator, false),
        (asked(target, screen.lang), target_width, true),
        (given(target, screen.lang), answer_width, true),
        (ratio_text(outcome, 1), ratio_width, true),
        (drawn, bar_width, false),
        (verdict, verdict_width, false),
    ];
    row.retain(|&(_, width, _)| width > 0);
    let pieces: Vec<Piece> = row.into_iter().map(|(text, width, right)| Piece { text, width: width.into(), right }).collect();
    let indent = usize::from(widths.indent);
    let drawn = screen.letters.row(&pieces).iter().map(|line| format!("{:indent$}{line}", "")).collect::<Vec<_>>().join("\n");
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
    let letters = screen.letters;
    let agencies = letters.cut(&agencies, width / 3);
    let room = width.saturating_sub(letters.width(&number).max(4) + letters.width(&agencies) + letters.width(&damaged) + 10);
    // A paragraph of a review has no task; an item over several lines is shown in one.
    let said = if item.task.is_empty() { &item.progress } else { &item.task };
    let task = letters.cut(&said.replace('\r', ""), room);
    let gap = " ".repeat(room - letters.width(&task).min(room) + 2);
    writeln!(out, "{}", screen.paint("1", format!("{:>4}  {number:>4}  {task}{damaged}{gap}{agencies}", item.line).trim_end()))?;
    for target in &item.targets {
        writeln!(out, "{}", row(screen, target))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Letters;

    #[test]
    fn every_row_fits_its_screen() {
        let source = "序号|重点工作|完成情况|\n1|招引“国家级”和省级专精特新中小企业培育库企业项目1个|招引项目9999999999999999999999999999个|\n2|a|b|\n";
        let report = dabiao::Report::parse(source).unwrap();
        for (width, letters) in
            [60, 80, 84, 95, 96, 100, 200].into_iter().flat_map(|width| [(width, Letters::Narrow), (width, Letters::Wide)])
        {
            let mut out = Vec::new();
            item(&mut out, Screen { width, colour: false, lang: Lang::En, letters }, &report.items[0]).unwrap();
            for line in String::from_utf8(out).unwrap().lines() {
                assert!(letters.width(line) <= usize::from(width), "{width}: {line}");
            }
        }
    }

    #[test]
    fn no_value_is_cut_on_a_narrow_screen() {
        let source = "序号|重点工作|上半年完成情况|\n1|新增物理空间160万平方米|新增物理空间83.05万平方米|\n";
        let report = dabiao::Report::parse(source).unwrap();
        for (width, letters) in [(60, Letters::Narrow), (80, Letters::Narrow), (80, Letters::Wide), (100, Letters::Narrow)] {
            let mut out = Vec::new();
            item(&mut out, Screen { width, colour: false, lang: Lang::En, letters }, &report.items[0]).unwrap();
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
