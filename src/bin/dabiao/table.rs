//! The table for reading: an item's heading, then a row for each of its targets, printed as items come.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, Table, Width};
pub(crate) use dabiao::page::{amount, asked, given, rate_alone, ratio_text, verdict, word};
use dabiao::{Item, Target};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::screen::{Screen, bar, shown};
use dabiao::page::Lang;

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
}
