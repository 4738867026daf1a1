//! What each column of a table holds, by what its header says.

use crate::grammar::{Period, period_in};
use crate::lexicon::{Column, Lexicon};

/// A column: what it holds, and the period that its header names (半年度工作完成情况).
#[derive(Debug, Clone, Copy)]
pub(super) struct Heading {
    pub(super) column: Column,
    pub(super) period: Option<Period>,
}

/// Reads the header cells of a table. `None` where no cell can be the task, or nothing else is known.
pub(super) fn headings<'t>(cells: impl Iterator<Item = &'t str>, lexicon: &Lexicon) -> Option<Vec<Heading>> {
    let headings: Vec<Heading> = cells.map(|cell| heading(cell, lexicon)).collect();
    let known = headings.iter().filter(|heading| heading.column != Column::Other).count();
    (known > 1 && headings.iter().any(|heading| heading.column == Column::Task)).then_some(headings)
}

pub(super) fn heading(cell: &str, lexicon: &Lexicon) -> Heading {
    let said: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    // The longest word wins: 工作完成情况 is progress though 工作 begins a task; of equal ones the last, as the head of the phrase.
    let longest = lexicon.columns.find(&said).map(|(_, word, &column)| (word.len(), column)).max_by_key(|&(len, _)| len);
    let column = longest.map_or(Column::Other, |(_, column)| column);
    Heading { column, period: period_in(&said).into_iter().next() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_by_what_it_says() {
        let read =
            |cells: &[&str]| headings(cells.iter().copied(), Lexicon::builtin()).map(|h| h.iter().map(|h| h.column).collect::<Vec<_>>());
        assert_eq!(
            read(&["序号", "重点工作", "牵头单位", "半年度工作完成情况", ""]),
            Some(vec![Column::Number, Column::Task, Column::Agency, Column::Progress, Column::Other])
        );
        assert_eq!(read(&["责任单位", "目标任务", "进展情况"]), Some(vec![Column::Agency, Column::Task, Column::Progress]));
        assert_eq!(read(&["姓名", "电话"]), None);
    }

    #[test]
    fn a_period_in_the_header_is_the_column_s() {
        let headings = headings(["重点工作", "半年度工作完成情况"].into_iter(), Lexicon::builtin()).unwrap();
        assert_eq!(headings[1].period.and_then(|p| p.months), Some((1, 6)));
    }
}
