//! What was made of the answer.

use crate::{Decimal, Scale, Target};

use super::{Cell, Column, decimal, flag, listed, named, text};

const UNIT: &str = "the unit in the column unit";
const POINTS: &str = "the unit in the column unit; percentage points where that is %";
const SHARE: &str = "share of the target, 1 is all of it";

/// What a score counts.
fn score_unit(scale: Scale, unit: &str) -> &str {
    match scale {
        Scale::Share => "share",
        Scale::Band => "band",
        Scale::Class => "class",
        _ if unit == "%" => "百分点",
        _ => unit,
    }
}

/// The classes of the scheme `progress`.
const CLASSES: &[&str] = &["missed", "not_started", "behind", "on_track", "ahead", "done", "not_reported", "not_comparable"];

pub(super) const COLUMNS: &[Column] = &[
    listed(
        "quality",
        &["direct", "proxy", "none"],
        "program",
        "direct: the same indicator and measure; proxy: only near it; none",
        |row| named(row.outcome().map(|outcome| &outcome.quality)),
    ),
    listed(
        "reason",
        &[
            "earlier_step",
            "later_step",
            "stock_for_flow",
            "flow_for_stock",
            "wider",
            "narrower",
            "part_period",
            "far_beyond",
            "words_only",
            "other",
            "not_reported",
            "not_comparable",
            "ambiguous",
            "other_period",
        ],
        "program",
        "why the answer is only a proxy (the first ten), or why there is none",
        |row| named(row.outcome().and_then(|outcome| outcome.reason.as_ref())),
    ),
    listed(
        "combine",
        &["single", "sum", "stated", "qualitative"],
        "program",
        "how the answer is put together: one figure, figures that add up, only a completion rate, or words",
        |row| named(row.outcome().and_then(|outcome| outcome.combine.as_ref())),
    ),
    decimal("achieved", UNIT, "program", "what the figures of the answer come to, in the unit and with the sign of the target", |row| {
        row.outcome().and_then(|outcome| outcome.achieved).into()
    }),
    decimal(
        "ratio",
        SHARE,
        "program",
        "achieved ÷ target, of negative polarity target ÷ achieved; direct answers only, not capped",
        |row| row.outcome().and_then(|outcome| outcome.ratio).into(),
    ),
    listed(
        "ratio_is",
        &["exactly", "at_least", "at_most", "about"],
        "program",
        "what the hedge of the figure makes of the ratio: 1800余万元 of 3000万 is at least 0.6",
        |row| named(row.outcome().and_then(|outcome| outcome.ratio_is.as_ref())),
    ),
    decimal("proxy_ratio", SHARE, "program", "the same arithmetic for a proxy; belongs in no mean", |row| {
        row.outcome().and_then(|outcome| outcome.proxy_ratio).into()
    }),
    decimal(
        "counted_ratio",
        SHARE,
        "program",
        "what counts towards completion: of a direct answer to a flow the ratio or printed rate, cut to 0..1",
        |row| row.target.and_then(Target::counted_ratio).map(|ratio| ratio.clamp(Decimal::ZERO, Decimal::ONE)).into(),
    ),
    decimal("gap", POINTS, "program", "achieved − target; direct answers only", |row| {
        row.outcome().and_then(|outcome| outcome.gap).into()
    }),
    flag(
        "met",
        "program",
        "whether the bound holds for what is reported; direct answers only, empty for moderate polarity, a budget that authorises, a forecast (预计) that would hold, what is \
         short of 左右 by no more than margin, and where a figure that may be less than is printed (近500家) would meet it",
        |row| row.outcome().and_then(|outcome| outcome.met).into(),
    ),
    listed(
        "status",
        &["met", "met_so_far", "open", "missed", "expected"],
        "program",
        "met against the end of the period: met_so_far may still be lost, open is short with the period running, missed is short and over; expected: what is \
         reported is a forecast that would hold, or the period is over",
        |row| named(row.outcome().and_then(|outcome| outcome.status.as_ref())),
    ),
    decimal(
        "stated_ratio",
        "share of what stated_of says",
        "report",
        "the completion rate that the report prints: 62.7% is 0.627",
        |row| row.outcome().and_then(|outcome| outcome.stated_ratio).into(),
    ),
    listed(
        "stated_of",
        &["target", "interim", "project", "unknown"],
        "src/lexicon/words/stated.tsv",
        "of what the report prints it; unknown where the base is not named",
        |row| named(row.outcome().and_then(|outcome| outcome.stated_of.as_ref())),
    ),
    listed(
        "stated_basis",
        &["ratio", "compound"],
        "program",
        "by what arithmetic that rate agrees, where it is of the target: achieved ÷ target, or of a fall over several years ln(1−achieved) ÷ ln(1−target)",
        |row| named(row.outcome().and_then(|outcome| outcome.stated_basis.as_ref())),
    ),
    decimal(
        "discrepancy",
        SHARE,
        "program",
        "stated − computed ratio, where the rate is of the target, they differ by more than 0.005 and stated_basis is empty",
        |row| row.outcome().and_then(|outcome| outcome.discrepancy).into(),
    ),
    decimal(
        "elapsed",
        "share of the year",
        "report",
        "share of the year gone when the figure was taken: a date by days, months by twelfths",
        |row| row.outcome().and_then(|outcome| outcome.elapsed).into(),
    ),
    flag("assumed", "program", "whether elapsed comes from the header or the report and not from the figure itself", |row| {
        row.outcome().filter(|outcome| outcome.elapsed.is_some()).map(|outcome| outcome.assumed).into()
    }),
    decimal(
        "pace",
        "share of the target",
        "program",
        "ratio − elapsed, flows of positive polarity only; that the year runs evenly is an assumption",
        |row| row.outcome().and_then(|outcome| outcome.pace).into(),
    ),
    text("scheme", "dabiao schemes", "the scheme of the score, as --scheme names it", |row| {
        row.scored().map(|scored| &scored.scheme).into()
    }),
    decimal("score", "what score_unit says", "dabiao schemes", "the score by that scheme", |row| {
        row.scored().and_then(|scored| scored.score).into()
    }),
    text(
        "score_unit",
        "dabiao schemes",
        "share (1 is the target or full marks), band (0, 1, 2), class (0 to 5), or the target's unit, 百分点 for %",
        |row| match row.target {
            None => Cell::Empty,
            Some(target) => score_unit(row.scheme.scale, &target.unit).into(),
        },
    ),
    listed("score_is", &["exactly", "at_least", "at_most", "about"], "program", "what the hedge of the figure makes of the score", |row| {
        named(row.scored().and_then(|scored| scored.score_is.as_ref()))
    }),
    listed("band", &["missed", "met", "exceeded"], "program", "未完成, 完成, 超额完成, of a scheme that counts in bands", |row| {
        named(row.scored().and_then(|scored| scored.band.as_ref()))
    }),
    listed(
        "class",
        CLASSES,
        "program",
        "未完成, 未启动, 欠进度, 达进度, 超进度, 已完成, 未报告, 无法比较, of a scheme that counts in classes",
        |row| named(row.scored().and_then(|scored| scored.class.as_ref())),
    ),
    listed("stated_class", CLASSES, "src/score/scheme/classes.tsv", "the class that the report itself prints: 超序时进度", |row| {
        named(row.scored().and_then(|scored| scored.stated_class.as_ref()))
    }),
    listed(
        "refused",
        &["no_answer", "no_figure", "no_ratio", "moderate", "not_a_flow", "not_due", "period_unknown", "no_baseline", "no_verdict"],
        "program",
        "why the scheme gives no score",
        |row| named(row.scored().and_then(|scored| scored.refused.as_ref())),
    ),
    decimal(
        "confidence",
        "0 to 1",
        "program",
        "how sure the pairing is; dabiao calibrate says how often each band of it is right",
        |row| row.outcome().map(|outcome| outcome.confidence).into(),
    ),
    listed(
        "pair_rule",
        &[
            "same_indicator",
            "indicator",
            "context",
            "rate_confirms",
            "same_sentence",
            "columns",
            "stated_rate",
            "rate_alone",
            "sum_of_members",
            "sum_of_actions",
            "sum_of_periods",
            "sum_of_kinds",
            "total_of_parts",
            "words_done",
            "words_under_way",
            "nothing_near",
            "two_as_near",
            "too_many",
            "another_year",
            "due_later",
        ],
        "program",
        "the rule that made the pair, or that found none",
        |row| named(row.outcome().map(|outcome| &outcome.rule)),
    ),
];
