//! The table for reading: an item's heading, then a row for each of its targets, printed as items come.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, Table, Width};
use dabiao::{Bound, Combine, Decimal, Figure, Item, Outcome, Quality, RatioIs, Status, Target};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::screen::{Screen, bar, percent};

/// Widths of the columns behind the indicator: target, answer, ratio, bar, verdict.
const FIXED: [u16; 5] = [16, 18, 10, 11, 17];
const BAR: usize = 10;
/// Columns in front of the indicator: the line and the number of the item.
const INDENT: u16 = 12;

/// `text` cut to `width` columns, with … where something is left out.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
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

/// A value as a person writes it: `160 万平方米`, `1312.3 亿元`.
pub(crate) fn amount(value: Decimal, unit: &str) -> String {
    let (scaled, power) = match value.abs() {
        v if v >= Decimal::from(100_000_000) => (value / Decimal::from(100_000_000), "亿"),
        v if v >= Decimal::from(100_000) => (value / Decimal::from(10_000), "万"),
        _ => (value, ""),
    };
    format!("{} {power}{unit}", scaled.round_dp(4).normalize()).trim_end().to_owned()
}

fn asked(target: &Target) -> String {
    let sign = match target.bound {
        Bound::Ge => "≥ ",
        Bound::Gt => "> ",
        Bound::Le => "≤ ",
        Bound::Lt => "< ",
        Bound::Eq => "",
    };
    let fall = if target.decrease { "−" } else { "" };
    match (target.value, target.high) {
        (Some(low), Some(high)) => format!("{sign}{fall}{}–{}", low, amount(high, &target.unit)),
        (Some(value), None) => format!("{sign}{fall}{}", amount(value, &target.unit)),
        (None, _) => "?".to_owned(),
    }
}

/// The figures of an answer in one cell.
fn given(outcome: &Outcome) -> String {
    let one = |figure: &Figure| {
        let value = figure.value.map_or_else(|| "in words".to_owned(), |value| amount(value, &figure.unit));
        let fall = if figure.decrease { "−" } else { "" };
        format!("{fall}{value}")
    };
    match outcome.figures.as_slice() {
        [] => "—".to_owned(),
        [figure] => one(figure),
        several => several.iter().map(one).collect::<Vec<_>>().join(" + "),
    }
}

fn ratio(outcome: &Outcome) -> String {
    let sign = match outcome.ratio_is {
        Some(RatioIs::AtLeast) => "≥",
        Some(RatioIs::AtMost) => "≤",
        Some(RatioIs::About) => "≈",
        Some(RatioIs::Exactly) | None => "",
    };
    match (outcome.ratio, outcome.proxy_ratio, outcome.combine) {
        (Some(ratio), ..) => format!("{sign}{}", percent(ratio)),
        (None, Some(ratio), _) => format!("({sign}{})", percent(ratio)),
        (None, None, Some(Combine::Stated)) => outcome.stated_ratio.map(percent).unwrap_or_default(),
        _ => String::new(),
    }
}

/// The name of a word of the output, as it is written there.
pub(crate) fn word<T: serde::Serialize>(value: &T) -> String {
    let mut out = Vec::new();
    // Writing to memory cannot fail.
    let _ = crate::json::write(&mut out, value);
    String::from_utf8_lossy(&out).trim_matches('"').replace('_', " ")
}

/// The verdict, and the colour it is printed in.
fn verdict(outcome: &Outcome) -> (String, &'static str) {
    match (outcome.quality, outcome.status, outcome.met) {
        (Quality::None, ..) => (outcome.reason.as_ref().map(word).unwrap_or_default(), "2"),
        (Quality::Proxy, ..) => (format!("~ {}", outcome.reason.as_ref().map(word).unwrap_or_default()), "36"),
        (Quality::Direct, Some(status), _) => {
            let colour = match status {
                Status::Met | Status::MetSoFar => "32",
                Status::Open => "33",
                Status::Missed => "31",
            };
            (word(&status), colour)
        }
        (Quality::Direct, None, Some(true)) => ("met".to_owned(), "32"),
        (Quality::Direct, None, Some(false)) => ("short".to_owned(), "33"),
        (Quality::Direct, None, None) => ("reported".to_owned(), "0"),
    }
}

fn row(screen: Screen, target: &Target) -> String {
    let outcome = &target.outcome;
    let (verdict, colour) = verdict(outcome);
    let share = outcome.ratio.or(outcome.stated_ratio.filter(|_| outcome.combine == Some(Combine::Stated)));
    let drawn = match (share, outcome.proxy_ratio) {
        (Some(share), _) => bar(share, BAR),
        (None, Some(share)) => bar(share, BAR).replace('█', "▒"),
        (None, None) => String::new(),
    };
    let first = screen.width - INDENT - FIXED.iter().sum::<u16>();
    let name = if target.stretch { format!("{} (stretch)", target.indicator) } else { target.indicator.clone() };
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.add_row([cut(&name, usize::from(first) - 1), cut(&asked(target), 15), cut(&given(outcome), 17), ratio(outcome), drawn, verdict]);
    for (i, width) in std::iter::once(first).chain(FIXED).enumerate() {
        if let Some(column) = table.column_mut(i) {
            column.set_padding((0, 1)).set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            if (1..=3).contains(&i) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    let drawn =
        table.lines().map(|line| format!("{:indent$}{}", "", line.trim_end(), indent = usize::from(INDENT))).collect::<Vec<_>>().join("\n");
    screen.paint(colour, &drawn)
}

/// Prints the names of the columns.
pub(crate) fn header(out: &mut dyn Write, screen: Screen) -> io::Result<()> {
    writeln!(out, "{}", screen.paint("2", "line   no.  task, and under it: indicator, target, answer, ratio, verdict"))
}

/// Prints one item.
pub(crate) fn item(out: &mut dyn Write, screen: Screen, item: &Item) -> io::Result<()> {
    let agencies = item.agencies.join("、");
    let number = item.number.as_deref().unwrap_or_default();
    let width = usize::from(screen.width);
    let damaged = if item.damaged { " [damaged]" } else { "" };
    let agencies = cut(&agencies, width / 3);
    let room = width.saturating_sub(number.width().max(4) + agencies.width() + damaged.len() + 10);
    let task = cut(&item.task, room);
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
    }

    #[test]
    fn amounts_are_written_as_a_person_does() {
        assert_eq!(amount(Decimal::from(1_600_000), "平方米"), "160 万平方米");
        assert_eq!(amount(Decimal::from(131_230_000_000_i64), "元"), "1312.3 亿元");
        assert_eq!(amount(Decimal::from(9520), "家"), "9520 家");
        assert_eq!(amount(Decimal::new(158, 2), ""), "1.58");
    }
}
