//! The figures of the answer, and those that were passed over. Where an answer has several, their texts stand in one cell with ` | ` between,
//! and numbers are left to `achieved`.

use crate::Figure;
use crate::named::name;

use super::{Cell, Column, Row, decimal, each, evidences, flag, integer, named, text};

/// The figure of an answer that has one.
fn only<'a>(row: &Row<'a>) -> Option<&'a Figure> {
    match row.figures() {
        [figure] => Some(figure),
        _ => None,
    }
}

fn any(row: &Row<'_>, marked: fn(&Figure) -> bool) -> Cell {
    (!row.figures().is_empty()).then(|| row.figures().iter().any(marked)).into()
}

fn word_of(cell: Cell) -> String {
    cell.written()
}

pub(super) const COLUMNS: &[Column] = &[
    text("answer_report", "program", "the file that the figures stand in; another one under compare", |row| {
        (!row.figures().is_empty()).then_some(row.given.name()).into()
    }),
    text("answer_sha256", "file", "SHA-256 of its bytes", |row| (!row.figures().is_empty()).then(|| row.given.sha256()).into()),
    text("answer_text_sha256", "program", "SHA-256 of its text in UTF-8", |row| {
        (!row.figures().is_empty()).then(|| row.given.text_sha256()).into()
    }),
    text(
        "answer_decoded",
        "program",
        "the encoding or the format that it was decoded from, as decoded, for the spans of the figures",
        |row| row.given.decoded(&mut row.figures().iter().chain(row.rivals()).flat_map(|figure| &figure.spans)).into(),
    ),
    integer("figures", "figure", "program", "how many figures make the answer; words count as one", |row| {
        row.target.map(|_| row.figures().len()).into()
    }),
    text("figure_text", "report", "the words that state each figure, readable", |row| each(row.figures(), |figure| figure.text.clone())),
    text("figure_indicator", "report", "what each figure measures", |row| each(row.figures(), |figure| figure.indicator.clone())),
    decimal(
        "figure_value",
        "the unit in the column figure_unit",
        "report",
        "the value as printed, multiplied out; empty of several figures",
        |row| only(row).and_then(|figure| figure.value).into(),
    ),
    decimal("figure_high", "the unit in the column figure_unit", "report", "the upper end of a range", |row| {
        only(row).and_then(|figure| figure.high).into()
    }),
    text("figure_unit", "report", "the unit of each figure without 万 and 亿", |row| each(row.figures(), |figure| figure.unit.clone())),
    text("figure_approx", "report", "over, about or under: how each figure is hedged", |row| {
        each(row.figures(), |figure| word_of(named(figure.approx.as_ref())))
    }),
    text("figure_bound", "report", "ge, gt, le or lt: 以上, 以下, 以内 of each figure", |row| {
        each(row.figures(), |figure| word_of(named(figure.bound.as_ref())))
    }),
    text("figure_measure", "program", "flow, stock, rate, growth or change: the measure of each figure", |row| {
        each(row.figures(), |figure| word_of(named(figure.measure.as_ref())))
    }),
    flag("figure_decrease", "report", "whether a value is the size of a fall", |row| any(row, |figure| figure.decrease)),
    text("figure_period", "report", "what each figure covers, as printed", |row| {
        each(row.figures(), |figure| figure.period.clone().unwrap_or_default())
    }),
    flag("figure_estimate", "report", "whether a figure is a forecast: 预计, 预估", |row| any(row, |figure| figure.estimate)),
    flag("figure_cumulative", "report", "whether 累计 stands with a figure", |row| any(row, |figure| figure.cumulative)),
    text(
        "figure_price_basis",
        "report; src/lexicon/words/basis.tsv",
        "comparable, constant or current prices of each figure, where stated",
        |row| each(row.figures(), |figure| word_of(named(figure.price_basis.as_ref()))),
    ),
    text(
        "figure_comparison",
        "report; src/lexicon/words/basis.tsv",
        "year_on_year, period_on_period, cumulative or annual_average, where stated",
        |row| each(row.figures(), |figure| word_of(named(figure.comparison.as_ref()))),
    ),
    integer("figure_line", "line", "file", "line that the first figure stands on, from 1", |row| {
        row.figures().first().map(|figure| figure.line).into()
    }),
    evidences(
        "figure_spans",
        "file",
        "evidence of each figure: from..to in bytes of its file, or of its text where answer_decoded is set",
        |row| row.figures().iter().map(|figure| figure.spans.clone()).collect::<Vec<_>>().into(),
    ),
    evidences("figure_spans_chars", "file", "the same in characters", |row| {
        row.figures().iter().map(|figure| row.given.characters(&figure.spans)).collect::<Vec<_>>().into()
    }),
    text("figure_place", "program", "where each figure stands in a file that is no plain text, as place", |row| {
        each(row.figures(), |figure| figure.place.clone().unwrap_or_default())
    }),
    text("rival_text", "report", "without an answer: the figures that came nearest, best first", |row| {
        each(row.rivals(), |figure| figure.text.clone())
    }),
    text("rival_why", "program", "why each of them was passed over", |row| {
        each(row.rivals(), |figure| figure.rejected.as_ref().map_or_else(String::new, |why| name(why).to_owned()))
    }),
    evidences(
        "rival_spans",
        "file",
        "evidence of each of them: from..to in bytes of its file, or of its text where answer_decoded is set",
        |row| row.rivals().iter().map(|figure| figure.spans.clone()).collect::<Vec<_>>().into(),
    ),
];
