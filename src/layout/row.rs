//! What every row of a table has in common, however its cells are apart: the columns, and what it takes from the rows above.
//!
//! Reads: a row without a number of its own, which belongs to the one above; a header that stands again behind a page break.
//! Refuses: category rows between items, remarks, rows without a task (notes).

use std::sync::Arc;

use super::header::{Heading, heading};
use super::title::{is_heading, kept};
use super::{Around, Cell, Fed, Line, RawItem};
use crate::grammar::{is_unit, scan};
use crate::lexicon::{Column, Lexicon, Title};
use crate::span::Span;
use crate::text::Readable;

/// A header cell is not longer.
pub(super) const HEADING: usize = 16;
/// A name that rows below take over is not longer, in characters.
const NAME: usize = 12;
/// A name so short stands for a part of the one above: 竣工.
const SHORT: usize = 4;
/// What is handed down is not longer, in bytes, so that the work stays linear.
const HANDED_DOWN: usize = 300;

/// The columns of a table and the item above.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) columns: Vec<Heading>,
    /// What the header and the lines in front of it say of every row.
    unit: Option<Arc<str>>,
    fractions: bool,
    above: Option<Above>,
    /// The category that the rows stand under.
    heading: Option<Arc<str>>,
}

/// The item that rows below may belong to.
#[derive(Debug)]
struct Above {
    number: Option<String>,
    name: Option<String>,
    agencies: Option<String>,
}

impl Rows {
    pub(super) fn under(columns: Vec<Heading>, front: &[Line<'_>], lexicon: &Lexicon) -> Self {
        Self {
            columns,
            unit: front.iter().rev().find_map(|line| unit_of_all(line.text, lexicon)),
            fractions: false,
            above: None,
            heading: None,
        }
    }

    /// Says that rates without a sign are fractions of one: no row among the first has one above 1.5.
    pub(super) fn fractions<'t>(&mut self, rates: impl Iterator<Item = &'t str>) {
        let values: Option<Vec<rust_decimal::Decimal>> = rates.filter(|rate| !is_blank(rate)).map(|rate| rate.parse().ok()).collect();
        let top = rust_decimal::Decimal::new(15, 1);
        self.fractions = values.is_some_and(|values| !values.is_empty() && values.iter().all(|&value| value <= top))
            && self.columns.iter().any(|heading| heading.column == Column::Rate && heading.unit.is_none());
    }

    /// Where the rate stands.
    pub(super) fn rate(&self) -> Option<usize> {
        self.columns.iter().position(|heading| heading.column == Column::Rate)
    }

    /// Whether target and result are numbers in columns of their own.
    pub(super) fn counts(&self) -> bool {
        self.columns.iter().any(|heading| matches!(heading.column, Column::Target | Column::Actual | Column::Rate))
    }

    /// Whether the results are those of single quarters: of several, or of one that begins after January.
    fn quarters(&self) -> bool {
        let result = |heading: &&Heading| heading.quarter && matches!(heading.column, Column::Actual | Column::Progress);
        let from = |heading: &Heading| heading.period.and_then(|period| period.months).map(|(from, _)| from);
        let mut quarters = self.columns.iter().filter(result);
        quarters.next().is_some_and(|first| from(first) != Some(1) || quarters.next().is_some())
    }

    /// Says that what comes is no part of the item above.
    pub(super) fn apart(&mut self) {
        self.above = None;
    }

    /// The cells of a row; of several that hold the same the one that answers comes first.
    pub(super) fn cells(&self, text: &str, spans: impl Iterator<Item = Span>, lexicon: &Lexicon) -> Vec<Cell> {
        let first = |column| self.columns.iter().position(|heading| heading.column == column);
        let mut ranked: Vec<_> = spans
            .zip(&self.columns)
            .filter(|(span, heading)| !is_blank(span.of(text)) && heading.column != Column::Other)
            .map(|(span, heading)| {
                let cell = Cell { column: held(heading.column, span.of(text), lexicon), span, period: heading.period };
                ((first(heading.column), std::cmp::Reverse(heading.rank)), cell)
            })
            .collect();
        ranked.sort_by_key(|&(rank, _)| rank);
        ranked.into_iter().map(|(_, cell)| cell).collect()
    }

    /// An item, or the note that a row is instead. `all` are the cells, those of unknown columns included.
    pub(super) fn fed<'a>(&mut self, mut item: RawItem<'a>, all: &[Span], lexicon: &Lexicon) -> Fed<'a> {
        let said: Vec<&str> = all.iter().map(|span| span.of(item.text.text()).trim()).filter(|cell| !is_blank(cell)).collect();
        if self.heads_again(&item, lexicon) {
            return Fed::Nothing;
        }
        let numbered = item.cell(Column::Number);
        let task = item.cell(Column::Task);
        if is_apart(&said, numbered.is_some() && task.is_some(), lexicon) {
            self.apart();
            // 一 | 经济发展: the name of the category stands last.
            if let Some(category) = said.last().filter(|said| is_heading(said) && !is_remark(said, lexicon) && !is_total(said)) {
                self.heading = Some(kept(category));
            }
            return Fed::Note(item);
        }
        if task.is_none() && (item.cell(Column::Target).is_none() || self.above.is_none()) {
            return Fed::Note(item);
        }
        let counted = self.columns.iter().any(|heading| heading.column == Column::Number);
        let name = task.map_or("", |cell| item.text_of(cell)).trim();
        let part = name.strip_prefix("其中").map(|rest| rest.trim_start_matches([':', '：', ',', '，', '、']));
        let below = self.above.as_ref().filter(|_| numbered.is_none() && (counted || part.is_some() || name.is_empty()));
        let mut around = match below {
            None => Around::default(),
            Some(above) => {
                let short = part.unwrap_or(name).chars().count() <= SHORT;
                Around {
                    number: above.number.clone(),
                    name: above.name.clone().filter(|_| short),
                    agencies: above.agencies.clone().filter(|_| item.cell(Column::Agency).is_none()),
                    ..Around::default()
                }
            }
        };
        if below.is_none() {
            let handed = |cell: Cell| Some(item.text_of(cell).trim().to_owned()).filter(|said| said.len() <= HANDED_DOWN);
            self.above = Some(Above {
                number: numbered.and_then(handed),
                name: (name.chars().count() <= NAME && !name.contains([',', '，', '。', ';', '；'])).then(|| bare(name).to_owned()),
                agencies: item.cell(Column::Agency).and_then(handed),
            });
        }
        let unit = |column| self.columns.iter().find(|heading| heading.column == column).and_then(|heading| heading.unit.clone());
        let target = unit(Column::Target);
        around.actual_unit = unit(Column::Actual).or_else(|| target.clone()).or_else(|| self.unit.clone());
        around.target_unit = target.or_else(|| unit(Column::Actual)).or_else(|| self.unit.clone());
        around.fractions = self.fractions;
        around.quarters = self.quarters();
        around.heading.clone_from(&self.heading);
        item.around = around;
        Fed::Item(item)
    }

    /// Whether the header stands again, as behind a page break.
    fn heads_again(&self, item: &RawItem<'_>, lexicon: &Lexicon) -> bool {
        let again = |cell: &Cell| {
            let said = item.text_of(*cell);
            said.chars().count() <= HEADING
                && self.columns.iter().any(|known| known.column == cell.column && known.same(&heading(said, lexicon)))
        };
        item.cells.len() > 1 && item.cells.iter().all(again)
    }
}

/// Whether a cell says nothing: `/`, `—`, 无.
pub(super) fn is_blank(cell: &str) -> bool {
    let said = cell.trim();
    said.is_empty() || said == "无" || said.chars().all(|c| matches!(c, '/' | '／' | '\\' | '-' | '－' | '—' | '–' | '―' | '…'))
}

/// 单位 over the name of an agency is no unit.
fn held(column: Column, said: &str, lexicon: &Lexicon) -> Column {
    let said = said.trim();
    if column == Column::Unit && !is_unit(said, lexicon) && lexicon.agencies.suffix(said).is_some() { Column::Agency } else { column }
}

/// A name without the unit or remark in parentheses behind it.
fn bare(name: &str) -> &str {
    name.find(['(', '（']).filter(|&at| at > 0).map_or(name, |at| &name[..at]).trim()
}

/// A row that adds up the others would count each of them twice.
const TOTALS: [&str; 5] = ["合计", "总计", "小计", "总分", "共计"];

/// A row that is no item: a total, one text alone without a quantity, one text in every cell, a remark.
fn is_apart(said: &[&str], counted: bool, lexicon: &Lexicon) -> bool {
    let Some((&first, rest)) = said.split_first() else { return false };
    if rest.len() > 1 && rest.iter().all(|cell| *cell == first) || is_total(first) {
        return true;
    }
    let ordinal = first.trim_matches(|c: char| "一二三四五六七八九十、.．()（）第".contains(c)).is_empty();
    match rest {
        [] => !counted && (scan(first, lexicon).is_empty() || is_remark(first, lexicon)),
        // 一 | 经济发展: the number of a category.
        [second] => ordinal && counted && scan(second, lexicon).is_empty() || is_remark(first, lexicon),
        _ => is_remark(first, lexicon),
    }
}

/// 合计, 小 计.
fn is_total(said: &str) -> bool {
    TOTALS.contains(&said.chars().filter(|c| !c.is_whitespace()).collect::<String>().as_str())
}

/// 备注:…, 注:…, 说明:….
pub(super) fn is_remark(said: &str, lexicon: &Lexicon) -> bool {
    let named = lexicon.columns.prefix(said).filter(|(_, title)| **title == Title::Holds(Column::Remark)).map_or(0, |(word, _)| word.len());
    let rest = if named > 0 { &said[named..] } else { said.strip_prefix('注').unwrap_or_default() };
    rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with([':', '：'])
}

/// 单位:万元 in a line in front of the header.
fn unit_of_all(line: &str, lexicon: &Lexicon) -> Option<Arc<str>> {
    let readable = Readable::new(line, 0);
    let text = readable.text();
    let behind = &text[text.find("单位")? + "单位".len()..];
    let said = behind.trim_start().strip_prefix([':', '：'])?.trim();
    let said = said.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ')' | '）' | '|' | ','));
    is_unit(said, lexicon).then(|| said.into())
}
