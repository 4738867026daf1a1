//! The columns of a panel.

use super::row::{Constraint, Row};
use crate::tidy::column::{Column, decimal, flag, integer, listed, named, text};
use crate::tidy::{Cell, places};
use crate::{Corrected, Correction, Outcome, Target};

type Fill = fn(&Row) -> Cell;

const UNIT: &str = "the unit in the column unit";
const POINTS: &str = "the unit in the column unit; percentage points where that is %";
const BOUNDS: &[&str] = &["ge", "gt", "le", "lt", "eq"];
const MEMBER: &str = "report, or --meta";

/// A field of the target.
fn of<T: Into<Cell>>(row: &Row, field: impl FnOnce(&Target) -> T) -> Cell {
    row.target.as_ref().map_or(Cell::Empty, |target| field(target).into())
}

/// A field of the outcome, where the next report was asked.
fn out<T: Into<Cell>>(row: &Row, field: impl FnOnce(&Outcome) -> T) -> Cell {
    row.target.as_ref().filter(|_| row.quality().is_some()).map_or(Cell::Empty, |target| field(&target.outcome).into())
}

/// What a person corrected, with what was read before and who says so.
fn corrections(all: &[Correction]) -> String {
    let one = |correction: &Correction| {
        let said: Vec<&str> = [&correction.coder, &correction.date, &correction.note].map(String::as_str).into_iter().collect();
        let said = said.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(", ");
        let said = if said.is_empty() { said } else { format!(" ({said})") };
        format!("{} {} → {}{said}", correction.field, correction.was, correction.now)
    };
    all.iter().filter(|correction| correction.field != Corrected::Verdict).map(one).collect::<Vec<_>>().join(" | ")
}

pub(crate) const COLUMNS: &[Column<Fill>] = &[
    text("region", MEMBER, "the place that the report is of; 全国 of the State Council", |row| row.region.name.as_str().into()),
    text("code", "GB/T 2260, of provinces; --codes of others; --meta", "行政区划代码, six digits", |row| {
        row.region.code.as_ref().into()
    }),
    text("parent", "as code", "the place above it, where it is known", |row| row.region.parent.as_ref().into()),
    listed(
        "level",
        &["national", "province", "prefecture", "county", "township"],
        "as code",
        "level of government; empty of a 市 without a code, whose name does not say it",
        |row| named(row.region.level.as_ref()),
    ),
    text("report", "program", "the file with the goals; empty where there is none of the year", |row| row.from.report.as_str().into()),
    text("report_date", MEMBER, "the day on which it was given: 2031-01-27", |row| row.from.date.as_ref().into()),
    text("session", MEMBER, "the session of the assembly: 十四届四次", |row| row.from.session.as_ref().into()),
    integer("year", "year", MEMBER, "the year of the report, which its annual goals are for", |row| row.year.into()),
    integer("due", "year", "report", "the year that the target is due in", |row| row.due.into()),
    listed(
        "plan",
        &["annual", "five_year", "other"],
        "program",
        "annual: due in the year of the report; five_year: in a later year that ends in 0 or 5; other",
        |row| named(Some(&row.plan)),
    ),
    text("indicator", "src/lexicon/words/headline.tsv", "code of the headline indicator; with --all the name of another", |row| {
        row.indicator.as_str().into()
    }),
    listed(
        "form",
        &["level", "growth", "change"],
        "program",
        "level: an amount, a state or a share; growth: in per cent; change: in the unit of the level",
        |row| named(Some(&row.form)),
    ),
    listed(
        "status",
        &["stated", "relative", "qualitative", "delegated", "declined", "not_mentioned", "unread", "no_report"],
        "program; src/lexicon/words/vague.tsv",
        "stated: a number; relative: 与经济增长同步; qualitative: 合理回升; delegated: 完成国家下达任务; declined: says that it sets none; not_mentioned; \
         unread: the goals' sentence names it and no sure reading was found; no_report: none of that year between two that are there",
        |row| named(Some(&row.status)),
    ),
    decimal("target_low", UNIT, "report", "the mark, of a range the lower end; of a fall its size", |row| of(row, |target| target.value)),
    decimal("target_high", UNIT, "report", "the upper end of a range", |row| of(row, |target| target.high)),
    decimal("target_mid", UNIT, "program", "the middle of the range, else the mark", |row| row.mid().into()),
    decimal("stretch_value", UNIT, "report", "a second, higher mark for the same: 力争8%", |row| row.stretch.into()),
    text("unit", "report", "the unit without 万 and 亿", |row| of(row, |target| target.unit.clone())),
    listed("bound", BOUNDS, "report", "which side of the mark is asked for; eq where nothing is said", |row| {
        of(row, |target| named(Some(&target.bound)))
    }),
    listed("approx", &["over", "about", "under"], "report", "余; 左右, 约; 近", |row| of(row, |target| named(target.approx.as_ref()))),
    listed("modality", &["ensure", "strive"], "src/lexicon/words/modality.tsv", "确保 or 力争", |row| {
        of(row, |target| named(target.modality.as_ref()))
    }),
    listed(
        "constraint",
        &["hard", "soft", "plain"],
        "program",
        "soft: approx about, a range, or strive; hard: none of these and a bound other than eq, or ensure; plain: neither",
        |row| of(row, |target| named(Some(&Constraint::of(target)))),
    ),
    listed(
        "polarity",
        &["positive", "negative", "moderate"],
        "src/lexicon/words/polarity.tsv",
        "whether more is better, less, or neither",
        |row| of(row, |target| named(Some(&target.polarity))),
    ),
    flag("decrease", "report", "whether the mark is the size of a fall", |row| of(row, |target| target.decrease)),
    flag("implicit", "report", "a mark that words give: 正增长", |row| of(row, |target| target.implicit)),
    listed(
        "binding",
        &["binding", "expected"],
        "report; src/lexicon/words/standing.tsv",
        "约束性 or 预期性, where the report says it",
        |row| of(row, |target| named(target.binding.as_ref())),
    ),
    text(
        "assigned",
        "report; src/lexicon/words/standing.tsv",
        "who handed the target down, where the report says it: 国家, 省, 市, 上级",
        |row| of(row, |target| target.assigned.clone()),
    ),
    text("text", "report", "the words of the target, or of the commitment without a number", |row| row.text.as_ref().into()),
    text("sentence", "report", "the sentence that they stand in, as printed; at most 300 characters on either side of them", |row| {
        row.sentence.as_ref().into()
    }),
    integer("line", "line", "file", "line that they stand on, from 1", |row| row.line.into()),
    text("spans", "file", "their evidence: from..to in bytes of the text, as dabiao text prints it", |row| {
        (!row.spans.is_empty()).then(|| places(&row.spans)).into()
    }),
    text(
        "place",
        "program",
        "where they stand in a file that is no plain text, as in score: page with box, paragraph, table with row and column, sheet and cell",
        |row| row.place.as_ref().into(),
    ),
    text("id", "program", "the target in score, for corrections: L7.1; empty of a commitment without a number", |row| {
        of(row, |target| format!("L{}", target.id))
    }),
    text(
        "restates",
        "program",
        "the id of an earlier target of the report that this one says again; the row stays, which counts for nothing",
        |row| of(row, |target| target.restates.as_ref().map(|id| format!("L{id}"))),
    ),
    text(
        "others",
        "report",
        "other statements of the same, each with its line (L64), with ` | ` between; the one in the goals' sentence is the row",
        |row| row.others.join(" | ").into(),
    ),
    text("rule", "program", "the construction that the target was read from", |row| of(row, |target| named(Some(&target.rule)))),
    decimal("superior_target", UNIT, "program", "the mark of the place above for the same key, where its report is in the panel", |row| {
        row.superior.into()
    }),
    decimal("superior_previous", UNIT, "program", "the same for the year before", |row| row.superior_previous.into()),
    decimal("superior_difference", POINTS, "program", "target_mid − superior_target", |row| {
        row.mid().zip(row.superior).and_then(|(own, above)| own.checked_sub(above)).into()
    }),
    decimal("previous_target", UNIT, "program", "the place's own mark for the year before, where that report is in the panel", |row| {
        row.previous.into()
    }),
    decimal(
        "previous_result",
        "the unit in the column previous_result_unit",
        "report",
        "what the report with the goals says was reached in the year before; in the unit of the target, where it is said in that",
        |row| row.previous_result.into(),
    ),
    text("previous_result_unit", "report", "the unit of previous_result", |row| row.previous_result_unit.as_ref().into()),
    listed("previous_result_bound", BOUNDS, "report", "以内 or 以上 of previous_result, as result_bound", |row| {
        named(row.previous_result_bound.as_ref())
    }),
    listed(
        "result_status",
        &["reported", "proxy", "not_reported", "no_next_report", "not_due"],
        "program",
        "whether the next report says what was reached; not_due: the plan runs on",
        |row| named(Some(&row.found)),
    ),
    decimal(
        "result_value",
        "the unit in the column result_unit",
        "report",
        "what the next report says was reached; mostly preliminary",
        |row| row.result.as_ref().and_then(|result| result.value).into(),
    ),
    text("result_unit", "report", "the unit of result_value", |row| row.result.as_ref().map(|result| &result.unit).into()),
    listed("result_approx", &["over", "about", "under"], "report", "超, 余; 约, 左右; 近, of the result", |row| {
        row.result.as_ref().map_or(Cell::Empty, |result| named(result.approx.as_ref()))
    }),
    listed(
        "result_bound",
        BOUNDS,
        "report",
        "以内 or 以上 of the result: of 控制在5%以内 the value 5 is a limit, and not what was reached",
        |row| row.result.as_ref().map_or(Cell::Empty, |result| named(result.bound.as_ref())),
    ),
    text("result_vintage", "report", "expected, preliminary or final, where the text says", |row| {
        row.result.as_ref().and_then(|result| result.vintage.as_ref()).into()
    }),
    text("result_basis", "report", "basis of prices and of comparison, where the text says", |row| {
        row.result.as_ref().and_then(|result| result.basis.as_ref()).into()
    }),
    text("result_period", "report", "what it covers, as printed", |row| {
        row.result.as_ref().and_then(|result| result.period.as_ref()).into()
    }),
    text("result_text", "report", "the words that state it; empty where only a correction does", |row| {
        row.result.as_ref().map(|result| &result.text).into()
    }),
    text("result_report", "program", "the file of the next report", |row| row.result.as_ref().map(|result| &result.from.report).into()),
    integer("result_line", "line", "file", "line of the next report, from 1", |row| {
        row.result.as_ref().and_then(|result| result.line).into()
    }),
    text("result_spans", "file", "its evidence: from..to in bytes of the text of the next report", |row| {
        row.result.as_ref().map(|result| places(&result.spans)).into()
    }),
    text("result_place", "program", "where that stands in a file that is no plain text", |row| {
        row.result.as_ref().and_then(|result| result.place.as_ref()).into()
    }),
    decimal("official_value", UNIT, "yours", "always empty: for the final value of a yearbook", |_| Cell::Empty),
    decimal("gap", POINTS, "program", "achieved − target, direct answers only", |row| out(row, |outcome| outcome.gap)),
    decimal(
        "ratio",
        "share of the target, 1 is all of it",
        "program",
        "achieved ÷ target, of negative polarity target ÷ achieved",
        |row| out(row, |outcome| outcome.ratio),
    ),
    flag("met", "program", "whether the bound holds for what is reported", |row| out(row, |outcome| outcome.met)),
    listed("quality", &["direct", "proxy", "none"], "program", "whether the answer is of the same indicator and measure", |row| {
        named(row.quality().as_ref())
    }),
    text("reason", "program", "why the answer is only a proxy, or why there is none; the values are those of the rows", |row| {
        out(row, |outcome| named(outcome.reason.as_ref()))
    }),
    decimal("confidence", "0 to 1", "program", "how sure the pairing is", |row| out(row, |outcome| outcome.confidence)),
    text("pair_rule", "program", "the rule that made the pair, or found none", |row| out(row, |outcome| named(Some(&outcome.rule)))),
    text("corrected", "--corrections", "the fields that a person corrected, with ; between; the row says what they are now", |row| {
        of(row, |target| target.corrected().join(";"))
    }),
    text("corrections", "--corrections", "each of them, with ` | ` between: field, what was read → what it is, (who, when, why)", |row| {
        of(row, |target| corrections(&target.corrections))
    }),
    text("review", "--corrections", "what a reviewer says of the row", |row| {
        row.target.as_ref().and_then(Target::review).map(|(verdict, _)| verdict).into()
    }),
    text("sha256", "file", "SHA-256 of the bytes of the report with the goals", |row| row.from.sha256.as_str().into()),
    text("result_sha256", "file", "SHA-256 of the bytes of the next report", |row| {
        row.result.as_ref().map(|result| &result.from.sha256).into()
    }),
    text("lexicon_version", "program", "hash over every table of words in force", |row| row.lexicon.as_str().into()),
    text("crate_version", "program", "version of dabiao", |_| Cell::Text(env!("CARGO_PKG_VERSION").to_owned())),
];
