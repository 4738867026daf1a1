//! A table of actual figures, as a statistics bulletin gives them: indicator, value, unit, period, growth.
//!
//! Reads: rows between commas, tabs or bars under such a header, in Chinese or English words; a column a year; numbers of rows and remarks,
//! which it passes over.
//! Refuses: a table with targets or progress in it.

use super::header;
use super::row::HEADING;
use super::separator::{Separator, is_bar};
use super::{HEAD, Line, lines};
use crate::error::{Error, Kind};
use crate::lexicon::{Bulletin, Column, Lexicon};
use crate::span::Span;

/// One row: where each cell stands in the text.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) whole: Span,
    pub(crate) name: Span,
    /// The values, each with the year that its header names.
    pub(crate) values: Vec<(Span, Option<u16>)>,
    pub(crate) unit: Option<Span>,
    pub(crate) period: Option<Span>,
    pub(crate) growth: Option<Span>,
}

/// What a column holds, and the year that its header names.
#[derive(Debug, Clone, Copy)]
struct Heading {
    holds: Bulletin,
    year: Option<u16>,
}

/// What a header cell says, without the unit behind it: 2023年, 绝对数(亿元), 比上年增长%.
fn heading(cell: &str, lexicon: &Lexicon) -> Option<Heading> {
    let said: String = cell.split(['(', '（']).next().unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
    let said = said.to_lowercase();
    let said = said.trim_end_matches(['%', '％']);
    let year = said.split_once('年').filter(|(year, _)| year.len() == 4).and_then(|(year, rest)| Some((year.parse().ok()?, rest)));
    let (year, said) = year.map_or((None, said), |(year, rest)| (Some(year), rest));
    if year.is_some() && said.is_empty() {
        return Some(Heading { holds: Bulletin::Value, year });
    }
    let (_, &holds) = lexicon.bulletin.prefix(said).filter(|(word, _)| word.len() == said.len())?;
    Some(Heading { holds, year })
}

/// The header of such a table.
struct Header {
    separator: Separator,
    /// Whether a bar leads it.
    led: bool,
    /// A cell without words is over a column that is passed over.
    columns: Vec<Option<Heading>>,
}

impl Header {
    /// A line as a header: every cell known, a name and a value among them.
    fn of(line: &str, separator: Separator, lexicon: &Lexicon) -> Option<Self> {
        if separator.count(line) == 0 {
            return None;
        }
        let led = separator == Separator::Bar && line.trim_start().starts_with(is_bar);
        let cells = separator.cells(line).into_iter().skip(usize::from(led)).map(|span| span.of(line));
        let columns = cells.map(|cell| if cell.is_empty() { Some(None) } else { heading(cell, lexicon).map(Some) });
        let mut columns = columns.collect::<Option<Vec<_>>>()?;
        // The bar that closes the line.
        while columns.pop_if(|column| column.is_none()).is_some() {}
        let header = Self { separator, led, columns };
        (header.places(Bulletin::Name).next().is_some() && header.places(Bulletin::Value).next().is_some()).then_some(header)
    }

    /// Where columns of a kind stand, and their years.
    fn places(&self, kind: Bulletin) -> impl Iterator<Item = (usize, Option<u16>)> {
        let columns = self.columns.iter().enumerate();
        columns.filter_map(move |(at, column)| column.filter(|column| column.holds == kind).map(|column| (at, column.year)))
    }

    fn row(&self, line: Line<'_>) -> Option<Row> {
        let mut cells: Vec<Span> = self.separator.cells(line.text).into_iter().map(|span| span.shifted(line.from)).collect();
        // A bar leads and closes the row, or does not.
        let bar = self.separator == Separator::Bar && line.text.trim_start().starts_with(is_bar);
        if bar && (self.led || cells.len() > self.columns.len() + 1) {
            cells.remove(0);
        }
        let cells_of = |kind: Bulletin| {
            self.places(kind).filter_map(|(at, year)| Some((cells.get(at).copied().filter(|span| !span.is_empty())?, year)))
        };
        let cell = |kind: Bulletin| cells_of(kind).next().map(|(span, _)| span);
        Some(Row {
            whole: Span::new(line.from, line.from + line.text.len()),
            name: cell(Bulletin::Name)?,
            values: cells_of(Bulletin::Value).collect(),
            unit: cell(Bulletin::Unit),
            period: cell(Bulletin::Period),
            growth: cell(Bulletin::Growth),
        })
    }
}

/// The rows of a readable text that is such a table.
///
/// # Errors
/// A table of indicators without a column of values, which is no table of tasks, targets or progress either.
pub(crate) fn bulletin(text: &str, lexicon: &Lexicon) -> Result<Option<Vec<Row>>, Error> {
    let head: Vec<Line<'_>> = lines(text).take(HEAD).collect();
    let found = |line: &Line<'_>| Separator::ALL.into_iter().find_map(|by| Some((line.number, Header::of(line.text, by, lexicon)?)));
    if let Some((number, header)) = head.iter().find_map(found) {
        return Ok(Some(lines(text).skip(number).filter_map(|line| header.row(line)).collect()));
    }
    match (0..head.len()).find(|&at| valueless(&head[at..], lexicon)) {
        Some(at) => Err(Error::at(head[at].number, 1, Kind::NoValueColumn { header: head[at].text.trim().to_owned() })),
        None => Ok(None),
    }
}

/// Whether a line is the header of a table of indicators, a row of as many cells below it, without values or anything else to read.
fn valueless(head: &[Line<'_>], lexicon: &Lexicon) -> bool {
    let named = |cell: &str| heading(cell, lexicon).is_some_and(|heading| heading.holds == Bulletin::Name);
    let reads = |cell: &str| {
        !named(cell) && !matches!(header::heading(cell, lexicon).column, Column::Number | Column::Unit | Column::Remark | Column::Other)
    };
    let Some((line, below)) = head.split_first() else { return false };
    Separator::ALL.into_iter().any(|by| {
        let cells: Vec<&str> = by.cells(line.text).into_iter().map(|span| span.of(line.text)).collect();
        let rows = || below.iter().find(|line| !line.text.trim().is_empty()).is_some_and(|row| by.count(row.text) + 1 == cells.len());
        cells.len() > 1
            && cells.iter().all(|cell| cell.chars().count() <= HEADING)
            && cells.iter().any(|cell| named(cell))
            && !cells.iter().any(|cell| reads(cell))
            && rows()
    })
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
            let rows = bulletin(source, Lexicon::builtin()).unwrap().unwrap();
            let row = rows.last().unwrap();
            let said: Vec<&str> = [Some(row.name), row.values.first().map(|value| value.0), row.unit, row.period]
                .into_iter()
                .flatten()
                .map(|s| s.of(source))
                .collect();
            assert_eq!(said, ["城镇新增就业", "1314", "万人", "2016年"]);
        }
        for source in ["指标,目标值,实际值\n就业,5,6\n", "城镇新增就业1314万人\n"] {
            assert!(bulletin(source, Lexicon::builtin()).unwrap().is_none(), "{source}");
        }
    }

    #[test]
    fn columns_that_say_nothing_shift_none() {
        for source in [
            "序号,指标,2022年,2023年,单位,比上年增长%,备注\n1,旅游收入,90,95.2,亿元,5.8,初步\n",
            "｜代码｜指标｜2022年｜2023年｜计量单位｜增速（%）｜\n｜1｜旅游收入｜90｜95.2｜亿元｜5.8｜\n",
            "指标|2022年||2023年|单位|同比增长|\n|旅游收入|90||95.2|亿元|5.8|\n",
        ] {
            let rows = bulletin(source, Lexicon::builtin()).unwrap().unwrap();
            let [row] = rows.as_slice() else { panic!("{rows:?}") };
            let values: Vec<_> = row.values.iter().map(|&(span, year)| (span.of(source), year)).collect();
            assert_eq!(values, [("90", Some(2022)), ("95.2", Some(2023))], "{source}");
            let said = [Some(row.name), row.unit, row.growth].map(|span| span.map(|span| span.of(source)));
            assert_eq!(said, [Some("旅游收入"), Some("亿元"), Some("5.8")], "{source}");
        }
    }
}
