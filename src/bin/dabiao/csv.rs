//! One row for each target, or for each quantity.

use std::io::{self, Write};

use dabiao::{Decimal, Item, LineMentions, Span};

use crate::table::word;

const COLUMNS: [&str; 49] = [
    "report",
    "line",
    "number",
    "agencies",
    "damaged",
    "id",
    "text",
    "indicator",
    "action",
    "value",
    "high",
    "unit",
    "approx",
    "bound",
    "measure",
    "decrease",
    "polarity",
    "implicit",
    "implied",
    "stretch",
    "modality",
    "horizon",
    "baseline",
    "spans",
    "rule",
    "quality",
    "reason",
    "combine",
    "ratio",
    "ratio_is",
    "proxy_ratio",
    "gap",
    "met",
    "status",
    "stated_ratio",
    "stated_of",
    "discrepancy",
    "elapsed",
    "assumed",
    "pace",
    "figure_text",
    "figure_value",
    "figure_unit",
    "figure_approx",
    "figure_period",
    "figure_estimate",
    "figure_spans",
    "confidence",
    "pair_rule",
];

fn writer(out: &mut dyn Write) -> csv::Writer<&mut dyn Write> {
    csv::Writer::from_writer(out)
}

fn failed(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn exact(value: Option<Decimal>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn flag(value: bool) -> String {
    u8::from(value).to_string()
}

fn named<T: serde::Serialize>(value: Option<&T>) -> String {
    value.map(|value| word(value).replace(' ', "_")).unwrap_or_default()
}

fn places(spans: &[Span]) -> String {
    spans.iter().map(|span| format!("{}-{}", span.from, span.to)).collect::<Vec<_>>().join(";")
}

pub(crate) fn header(out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out);
    writer.write_record(COLUMNS).map_err(failed)?;
    writer.flush()
}

/// The rows of one item.
pub(crate) fn item(out: &mut dyn Write, report: &str, item: &Item) -> io::Result<()> {
    let mut writer = writer(out);
    for target in &item.targets {
        let outcome = &target.outcome;
        let join = |field: &dyn Fn(&dabiao::Figure) -> String| outcome.figures.iter().map(field).collect::<Vec<_>>().join(" | ");
        let row: [String; 49] = [
            report.to_owned(),
            target.line.to_string(),
            item.number.clone().unwrap_or_default(),
            item.agencies.join(";"),
            flag(item.damaged),
            target.id.clone(),
            target.text.clone(),
            target.indicator.clone(),
            target.action.clone().unwrap_or_default(),
            exact(target.value),
            exact(target.high),
            target.unit.clone(),
            named(target.approx.as_ref()),
            named(Some(&target.bound)),
            named(Some(&target.measure)),
            flag(target.decrease),
            named(Some(&target.polarity)),
            flag(target.implicit),
            flag(target.implied),
            flag(target.stretch),
            named(target.modality.as_ref()),
            target.horizon.map(|year| year.to_string()).unwrap_or_default(),
            exact(target.baseline),
            places(&target.spans),
            target.rule.clone(),
            named(Some(&outcome.quality)),
            named(outcome.reason.as_ref()),
            named(outcome.combine.as_ref()),
            exact(outcome.ratio),
            named(outcome.ratio_is.as_ref()),
            exact(outcome.proxy_ratio),
            exact(outcome.gap),
            outcome.met.map(flag).unwrap_or_default(),
            named(outcome.status.as_ref()),
            exact(outcome.stated_ratio),
            named(outcome.stated_of.as_ref()),
            exact(outcome.discrepancy),
            exact(outcome.elapsed),
            flag(outcome.assumed),
            exact(outcome.pace),
            join(&|figure| figure.text.clone()),
            join(&|figure| exact(figure.value)),
            join(&|figure| figure.unit.clone()),
            join(&|figure| named(figure.approx.as_ref())),
            join(&|figure| figure.period.clone().unwrap_or_default()),
            join(&|figure| flag(figure.estimate)),
            join(&|figure| places(&figure.spans)),
            outcome.confidence.to_string(),
            outcome.rule.clone(),
        ];
        writer.write_record(row).map_err(failed)?;
    }
    writer.flush()
}

pub(crate) fn mention_header(out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out);
    writer.write_record(["report", "line", "text", "value", "high", "unit", "approx", "spans"]).map_err(failed)?;
    writer.flush()
}

/// The rows of one line.
pub(crate) fn mentions(out: &mut dyn Write, report: &str, line: &LineMentions) -> io::Result<()> {
    let mut writer = writer(out);
    for mention in &line.mentions {
        let number = line.line.to_string();
        let row = [
            report.to_owned(),
            number,
            mention.text.clone(),
            exact(mention.value),
            exact(mention.high),
            mention.unit.clone(),
            named(mention.approx.as_ref()),
            places(&mention.spans),
        ];
        writer.write_record(row).map_err(failed)?;
    }
    writer.flush()
}

/// A header and rows of any kind.
pub(crate) fn rows<const N: usize>(out: &mut dyn Write, header: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> io::Result<()> {
    let mut writer = writer(out);
    writer.write_record(header).map_err(failed)?;
    for row in rows {
        writer.write_record(row).map_err(failed)?;
    }
    writer.flush()
}
