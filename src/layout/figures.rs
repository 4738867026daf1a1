//! A table of actual figures, as a statistics bulletin gives them: rows with a name and one or more values.
//!
//! Reads: values of several years in columns of their own, a column of growth, of units and of periods.
//! Refuses: a table that sets targets.

use std::sync::Arc;

use super::RawItem;
use super::reader::{Reader, read_all};
use crate::document::Separator;
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::role::{Role, Roles, is_blank};
use crate::span::Span;

/// One row. Spans are of the text that it was read from.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) whole: Span,
    /// Which table it is of, and the line in front of that.
    pub(crate) table: usize,
    pub(crate) caption: Option<Span>,
    pub(crate) name: Span,
    pub(crate) values: Vec<Value>,
    pub(crate) unit: Option<Span>,
    pub(crate) period: Option<Span>,
    /// In %.
    pub(crate) growth: Option<Span>,
}

/// A value of a row, with what the header of its column says of it.
#[derive(Debug)]
pub(crate) struct Value {
    pub(crate) cell: Span,
    pub(crate) year: Option<u16>,
    pub(crate) unit: Option<Arc<str>>,
    /// What is counted of the thing that the row names: 产量 of 蔬菜.
    pub(crate) noun: Option<String>,
}

/// The rows of a text that holds such a table and none that sets targets.
///
/// # Errors
/// Nothing of the text can be read: see [`Reader::read`].
pub(crate) fn figures(text: &str, lexicon: &Lexicon) -> Result<Option<Vec<Row>>, Error> {
    let mut rows: Vec<Row> = Vec::new();
    let mut asks = false;
    let mut last: Option<Arc<Roles>> = None;
    read_all(&mut Reader::default(), text, lexicon, |raw, item| {
        let Some(roles) = raw.roles.as_ref().filter(|_| item) else { return Ok(()) };
        asks |= roles.asks();
        let Some(row) = Row::of(&raw, lexicon) else { return Ok(()) };
        let row = row.placed(|span| raw.text.printed(span));
        // Tables that follow each other have columns of their own each.
        let above = rows.last().filter(|_| last.as_ref().is_some_and(|last| Arc::ptr_eq(last, roles)));
        let (table, caption) = match above {
            Some(above) => (above.table, above.caption),
            None => (rows.last().map_or(0, |above| above.table + 1), caption(text, row.whole.from)),
        };
        last = Some(Arc::clone(roles));
        rows.push(Row { table, caption, ..row });
        Ok(())
    })?;
    Ok(Some(rows).filter(|rows| !rows.is_empty() && !asks))
}

impl Row {
    /// The row that an item of a table is; none of prose, or where no column names it. Spans are of the text of the item.
    pub(crate) fn of(raw: &RawItem<'_>, lexicon: &Lexicon) -> Option<Self> {
        let roles = raw.roles.as_ref()?;
        let text = raw.text.text();
        let said = |at: usize| raw.placed.get(at).copied().filter(|span| !is_blank(span.of(text)));
        let first = |role: Role| roles.first(role).and_then(said);
        let values = roles.columns.iter().enumerate().filter(|(_, column)| {
            matches!(column.role, Role::Value | Role::Result)
                || column.role == Role::Past && column.year.is_some()
                || column.is_share(lexicon)
        });
        Some(Self {
            whole: Span::new(0, text.trim_end_matches(['\n', '\r']).len()),
            table: 0,
            caption: None,
            name: roles.name.and_then(said)?,
            values: values
                .filter_map(|(at, column)| {
                    let (year, unit, noun) = (column.year, column.unit.clone(), column.noun(lexicon));
                    Some(Value { cell: said(at)?, year, unit, noun })
                })
                .collect(),
            unit: first(Role::Unit),
            period: first(Role::Time),
            growth: first(Role::Growth),
        })
    }

    /// The same with its spans where they are `printed`.
    fn placed(self, printed: impl Fn(Span) -> Span) -> Self {
        Self {
            whole: printed(self.whole),
            name: printed(self.name),
            values: self.values.into_iter().map(|value| Value { cell: printed(value.cell), ..value }).collect(),
            unit: self.unit.map(&printed),
            period: self.period.map(&printed),
            growth: self.growth.map(&printed),
            ..self
        }
    }
}

/// Between a caption and the first row stand no more lines: the header, a unit.
const HEADER: usize = 8;

/// The line in front of a table whose first row begins at `row`: the first above it, without marks between cells, that says more than a unit.
fn caption(text: &str, row: usize) -> Option<Span> {
    let mut to = row;
    for _ in 0..HEADER {
        let end = text[..to].trim_end_matches(['\n', '\r']).len();
        let from = text[..end].rfind('\n').map_or(0, |at| at + 1);
        let said = text[from..end].trim();
        let cells = [Separator::Bar, Separator::Tab].iter().any(|separator| separator.has(said, 1));
        if !said.is_empty() && !cells && !said.starts_with("单位") {
            return Some(Span::new(from, end));
        }
        to = from;
        if to == 0 {
            break;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_chinese_and_english() {
        for source in [
            "2016年统计公报\n指标,数值,单位,时期\n城镇新增就业,1314,万人,2016年\n粮食产量,61625,万吨,2016年\n",
            "indicator,value,unit,period\n城镇新增就业,1314,万人,2016年\n粮食产量,61625,万吨,2016年\n",
            "| 指标名称 | 绝对数 | 单位 | 年份 |\n|---|---|---|---|\n| 城镇新增就业 | 1314 | 万人 | 2016年 |\n",
        ] {
            let rows = figures(source, Lexicon::builtin()).unwrap().unwrap();
            let row = &rows[0];
            let said: Vec<&str> = [Some(row.name), row.values.first().map(|value| value.cell), row.unit, row.period]
                .into_iter()
                .flatten()
                .map(|s| s.of(source))
                .collect();
            assert_eq!(said, ["城镇新增就业", "1314", "万人", "2016年"]);
        }
        for source in ["指标,目标值,实际值\n就业,5,6\n", "城镇新增就业1314万人\n"] {
            assert!(figures(source, Lexicon::builtin()).unwrap().is_none(), "{source}");
        }
    }

    #[test]
    fn columns_that_say_nothing_shift_none() {
        for source in [
            "序号,指标,2022年,2023年,单位,比上年增长%,备注\n1,旅游收入,90,95.2,亿元,5.8,初步\n",
            "｜代码｜指标｜2022年｜2023年｜计量单位｜增速（%）｜\n｜1｜旅游收入｜90｜95.2｜亿元｜5.8｜\n",
            "指标|2022年||2023年|单位|同比增长|\n|旅游收入|90||95.2|亿元|5.8|\n",
        ] {
            let rows = figures(source, Lexicon::builtin()).unwrap().unwrap();
            let [row] = rows.as_slice() else { panic!("{rows:?}") };
            let values: Vec<_> = row.values.iter().map(|value| (value.cell.of(source), value.year)).collect();
            assert_eq!(values, [("90", Some(2022)), ("95.2", Some(2023))], "{source}");
            let said = [Some(row.name), row.unit, row.growth].map(|span| span.map(|span| span.of(source)));
            assert_eq!(said, [Some("旅游收入"), Some("亿元"), Some("5.8")], "{source}");
        }
    }
}
