//! The table for reading: an item's heading, then a row for each of its targets, printed as items come.

use std::io::{self, Write};

pub(crate) use dabiao::page::table::*;
use dabiao::{Item, Target};

use crate::grid::Piece;
use crate::screen::{Screen, shown};

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
    use crate::lang::Lang;

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
}
