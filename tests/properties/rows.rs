//! The rows of the report in `seeds` as clean Simplified text.

use std::sync::LazyLock;

use dabiao::{Item, Report};

const REPORT: &str = include_str!("../../seeds/yuhang-2022-h1.txt");

/// A row: number, task, agencies, progress.
pub(crate) type Row = [String; 4];

pub(crate) const HEADER: [&str; 4] = ["序号", "重点工作", "牵头单位", "半年度工作完成情况"];

pub(crate) fn row(item: &Item) -> Row {
    [item.number.clone().unwrap_or_default(), item.task.clone(), item.agencies.join(" "), item.progress.clone()]
}

/// The rows, the damaged ones left out.
pub(crate) fn clean() -> &'static [Row] {
    static ROWS: LazyLock<Vec<Row>> =
        LazyLock::new(|| Report::parse(REPORT).expect("the report").items.iter().filter(|item| !item.damaged).map(row).collect());
    &ROWS
}

/// Which rows a case looks at.
pub(crate) fn some() -> proptest::sample::Subsequence<usize> {
    proptest::sample::subsequence((0..clean().len()).collect::<Vec<_>>(), 1..6)
}

/// A table of rows between bars.
pub(crate) fn table<'r>(rows: impl Iterator<Item = &'r Row>) -> String {
    std::iter::once(HEADER.join(" | ")).chain(rows.map(|row| row.join(" | "))).map(|line| line + " |\n").collect()
}

pub(crate) fn picked(rows: &[usize]) -> impl Iterator<Item = &'static Row> {
    rows.iter().map(|&row| &clean()[row])
}
