//! An achieved figure by itself.

use crate::AchievedFigure;

use super::target::{COMPARISONS, MEASURES, PRICES};
use super::{Cell, Column, Row, decimal, flag, integer, listed, named, spans, text, texts};

/// A field of the figure that the row is.
fn of<'a, T: Into<Cell>>(row: &Row<'a>, field: impl FnOnce(&'a AchievedFigure) -> T) -> Cell {
    row.achieved.map_or(Cell::Empty, |achieved| field(achieved).into())
}

const UNIT: &str = "the unit in the column unit";

pub(super) const COLUMNS: &[Column] = &[
    text("id", "program", "line and ordinal among the figures: 7.f1; unique in a report", |row| of(row, |a| a.id.clone())),
    integer("line", "line", "file", "line that the figure stands on, from 1", |row| of(row, |a| a.figure.line)),
    text("text", "report", "the words that state it, readable", |row| of(row, |a| a.figure.text.clone())),
    text("indicator", "report", "what is measured", |row| of(row, |a| a.figure.indicator.clone())),
    text("action", "report", "the verb that governs it", |row| of(row, |a| a.action.clone())),
    text(
        "headline",
        "src/lexicon/words/headline.tsv, which gives definition and source",
        "the code of the headline indicator that it is of",
        |row| of(row, |a| a.headline.clone()),
    ),
    decimal("value", UNIT, "report", "the value, multiplied out: 2.4万 is 24000; of a fall its size", |row| of(row, |a| a.figure.value)),
    decimal("high", UNIT, "report", "the upper end of a range", |row| of(row, |a| a.figure.high)),
    text("unit", "report", "what it counts, without 万 and 亿", |row| of(row, |a| a.figure.unit.clone())),
    listed("approx", &["over", "about", "under"], "report", "余, 超; 约, 左右; 近, 不到", |row| {
        of(row, |a| named(a.figure.approx.as_ref()))
    }),
    listed("bound", &["ge", "gt", "le", "lt", "eq"], "report", "以上, 以下, 以内 of the figure", |row| {
        of(row, |a| named(a.figure.bound.as_ref()))
    }),
    listed("measure", MEASURES, "program", "as of a target: flow, stock, rate, growth or change", |row| {
        of(row, |a| named(a.figure.measure.as_ref()))
    }),
    flag("decrease", "report", "whether the value is the size of a fall", |row| of(row, |a| a.figure.decrease)),
    text("figure_period", "report", "what it covers, as printed", |row| of(row, |a| a.figure.period.clone())),
    text("since", "program", "the first day that it covers: 2024-01-01; empty where its year is not known", |row| {
        of(row, |a| a.since.clone())
    }),
    text("until", "program", "the last day that it covers, or the day of a stock", |row| of(row, |a| a.until.clone())),
    flag("assumed", "program", "whether the days come from its section or its column, and not from its own words", |row| {
        of(row, |a| a.assumed)
    }),
    listed(
        "vintage",
        &["expected", "preliminary", "final"],
        "report; src/lexicon/words/basis.tsv",
        "预计; 初步核算, 快报; 最终核实, 决算数; empty where the text does not say, and what a work report reviews is mostly preliminary",
        |row| of(row, |a| named(a.vintage.as_ref())),
    ),
    flag("cumulative", "report", "whether 累计 stands with it", |row| of(row, |a| a.figure.cumulative)),
    listed("price_basis", PRICES, "report; src/lexicon/words/basis.tsv", "可比价, 不变价 or 现价, where stated", |row| {
        of(row, |a| named(a.figure.price_basis.as_ref()))
    }),
    listed("comparison", COMPARISONS, "report; src/lexicon/words/basis.tsv", "同比, 环比, 累计 or 年均, where stated", |row| {
        of(row, |a| named(a.figure.comparison.as_ref()))
    }),
    texts(
        "answers",
        "program",
        "the targets of its item that it answers, by the id that score --format csv gives them, with ; between",
        |row| of(row, |a| a.answers.iter().map(|id| format!("L{id}")).collect::<Vec<_>>()),
    ),
    spans(
        "spans",
        "file",
        "its evidence: from..to in bytes of the file, or of its text where decoded is set; from 0, the end excluded, with ; between",
        |row| of(row, |a| a.figure.spans.clone()),
    ),
    spans("spans_chars", "file", "the same in characters (Unicode scalar values) of the text", |row| {
        of(row, |a| row.asked.characters(&a.figure.spans))
    }),
    text("place", "program", "where it stands in a file that is no plain text, as place of score", |row| {
        of(row, |a| a.figure.place.clone())
    }),
    listed(
        "rule",
        &["stance", "progress", "column"],
        "program",
        "stance: a number of prose weighed to be a result; progress: in a cell of sentences that report; column: a number in a column of its own",
        |row| of(row, |a| named(Some(&a.rule))),
    ),
];
