//! A table of actual figures, as a statistics bulletin gives them: indicator, value, unit, period, growth.
//!
//! Reads: rows between commas, tabs or bars under such a header, in Chinese or English words.
//! Refuses: a table with targets or progress in it.

use super::separator::Separator;
use super::{HEAD, lines};
use crate::lexicon::{Bulletin, Lexicon};
use crate::span::Span;

/// One row: where each cell stands in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) whole: Span,
    pub(crate) name: Span,
    pub(crate) value: Option<Span>,
    pub(crate) unit: Option<Span>,
    pub(crate) period: Option<Span>,
    pub(crate) growth: Option<Span>,
}

/// What a header cell says, without the unit in parentheses behind it.
fn heading(cell: &str, lexicon: &Lexicon) -> Option<Bulletin> {
    let said: String = cell.split(['(', '（']).next().unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
    let said = said.to_lowercase();
    lexicon.bulletin.prefix(&said).filter(|(word, _)| word.len() == said.len()).map(|(_, &kind)| kind)
}

/// The columns of a header: every cell known, a name and a value among them.
fn columns(line: &str, separator: Separator, lexicon: &Lexicon) -> Option<Vec<Bulletin>> {
    if separator.count(line) == 0 {
        return None;
    }
    let cells = separator.cells(line).into_iter().map(|span| span.of(line)).filter(|cell| !cell.is_empty());
    let columns: Option<Vec<Bulletin>> = cells.map(|cell| heading(cell, lexicon)).collect();
    columns.filter(|columns| columns.contains(&Bulletin::Name) && columns.contains(&Bulletin::Value))
}

/// The rows of a readable text that is such a table.
pub(crate) fn bulletin(text: &str, lexicon: &Lexicon) -> Option<Vec<Row>> {
    let (number, separator, columns) = lines(text)
        .take(HEAD)
        .find_map(|line| Separator::ALL.into_iter().find_map(|by| Some((line.number, by, columns(line.text, by, lexicon)?))))?;
    let rows = lines(text).skip(number).filter_map(|line| {
        let cells: Vec<Span> = separator.cells(line.text).into_iter().map(|span| span.shifted(line.from)).collect();
        // A bar leads and closes the row, or does not.
        let led = usize::from(separator == Separator::Bar && line.text.trim_start().starts_with('|'));
        let cell = |kind: Bulletin| {
            let at = columns.iter().position(|&column| column == kind)?;
            cells.get(led + at).copied().filter(|span| !span.is_empty())
        };
        Some(Row {
            whole: Span::new(line.from, line.from + line.text.len()),
            name: cell(Bulletin::Name)?,
            value: cell(Bulletin::Value),
            unit: cell(Bulletin::Unit),
            period: cell(Bulletin::Period),
            growth: cell(Bulletin::Growth),
        })
    });
    Some(rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_chinese_and_english() {
        for source in [
            "2016年统计公报\n指标,数值,单位,时期\n城镇新增就业,1314,万人,2016年\n",
            "indicator,value,unit,period\n城镇新增就业,1314,万人,2016年\n",
            "| 指标名称 | 绝对数 | 单位 | 年份 |\n|---|---|---|---|\n| 城镇新增就业 | 1314 | 万人 | 2016年 |\n",
        ] {
            let rows = bulletin(source, Lexicon::builtin()).unwrap();
            let row = rows.last().unwrap();
            let said: Vec<&str> = [Some(row.name), row.value, row.unit, row.period].into_iter().flatten().map(|s| s.of(source)).collect();
            assert_eq!(said, ["城镇新增就业", "1314", "万人", "2016年"]);
        }
        for source in ["指标,目标值,实际值\n就业,5,6\n", "城镇新增就业1314万人\n", "指标,单位\n就业,人\n"] {
            assert!(bulletin(source, Lexicon::builtin()).is_none(), "{source}");
        }
    }
}
