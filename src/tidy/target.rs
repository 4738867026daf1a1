//! What is asked.

use crate::Target;

use super::{Column, decimal, flag, integer, listed, named, places, text};

const UNIT: &str = "the unit in the column unit";

pub(super) const MEASURES: &[&str] = &["flow", "stock", "rate", "growth", "change"];
pub(super) const PRICES: &[&str] = &["comparable", "constant", "current"];
pub(super) const COMPARISONS: &[&str] = &["year_on_year", "period_on_period", "cumulative", "annual_average"];

pub(super) const COLUMNS: &[Column] = &[
    listed(
        "kind",
        &["target", "declined", "delegated", "relative", "rank", "qualitative", "milestone", "other"],
        "program; src/lexicon/words/vague.tsv",
        "target: it is quantified; the others are commitments in words, given with --all-items: 没有提出经济增速目标, 完成上级下达任务, 高于全国平均, 前三, 居民消费价格合理回升, 6月底前建成",
        |row| if row.target.is_some() { "target".into() } else { named(row.words.map(|words| &words.kind)) },
    ),
    text(
        "id",
        "program",
        "line and ordinal of the target behind an L (L7.1; of the second item of a line L7-2.1), so that no reader takes 7.10 for the number 7.1",
        |row| row.target.map(|target| format!("L{}", target.id)).into(),
    ),
    integer("line", "line", "file", "line of the file that the target stands on, from 1", |row| {
        row.target.map(|target| target.line).or(row.words.map(|words| words.line)).into()
    }),
    text("text", "report", "the words that state the target, readable (Simplified, without glosses)", |row| {
        row.target.map(|target| &target.text).or(row.words.map(|words| &words.text)).into()
    }),
    text("indicator", "report", "what is measured", |row| row.target.map(|target| &target.indicator).into()),
    text(
        "headline",
        "src/lexicon/words/headline.tsv, which gives definition and source",
        "code of the headline indicator that it is of, such as gdp",
        |row| row.target.map_or(row.words.and_then(|words| words.headline.as_ref()), |target| target.headline.as_ref()).into(),
    ),
    text("action", "report", "the verb that governs it", |row| row.target.and_then(|target| target.action.as_ref()).into()),
    decimal("value", UNIT, "report", "the mark, multiplied out (2.4万 is 24000); of a fall its size; of a range the lower end", |row| {
        row.target.and_then(|target| target.value).into()
    }),
    decimal("high", UNIT, "report", "the upper end of a range", |row| row.target.and_then(|target| target.high).into()),
    text("unit", "report", "the unit without 万 and 亿; empty without one", |row| row.target.map(|target| &target.unit).into()),
    listed("approx", &["over", "about", "under"], "report", "how the number is hedged: 余 and 多, 约 and 左右, 近", |row| {
        named(row.target.and_then(|target| target.approx.as_ref()))
    }),
    listed(
        "bound",
        &["ge", "gt", "le", "lt", "eq"],
        "report; 以上, 以下, 以内 include the number and 超过, 不满 exclude it by article 1259 of the Civil Code",
        "which side of the mark is asked for; eq where nothing is said",
        |row| named(row.target.map(|target| &target.bound)),
    ),
    decimal(
        "margin",
        UNIT,
        "program",
        "of a mark with 左右 or 约 half of what its last printed digit is worth (0.5 of 6%左右); so far short of it met is empty, unless --tolerance is given",
        |row| row.target.and_then(|target| target.margin).into(),
    ),
    flag(
        "authorises",
        "《中华人民共和国预算法》 article 13; src/lexicon/words/spending.tsv",
        "a budget of spending, which says how much may be spent and asks for nothing: its ratio is kept, met is empty",
        |row| row.target.map(|target| target.authorises).into(),
    ),
    listed(
        "measure",
        MEASURES,
        "src/lexicon/words/measure.tsv and verbs.tsv",
        "flow adds up over the period, stock is a state on a day, rate a share, ratio or intensity, growth a change in per cent, change an absolute one",
        |row| named(row.target.map(|target| &target.measure)),
    ),
    flag("decrease", "report", "whether the value is the size of a fall", |row| row.target.map(|target| target.decrease).into()),
    listed(
        "polarity",
        &["positive", "negative", "moderate"],
        "src/lexicon/words/polarity.tsv, which names a source for each word",
        "正向 more is better, 逆向 less is better or the mark is a limit, 适度 a reference value",
        |row| named(row.target.map(|target| &target.polarity)),
    ),
    flag("implicit", "src/lexicon/words/commitments.tsv", "a commitment without a numeral: 全覆盖 is at least 100 %", |row| {
        row.target.map(|target| target.implicit).into()
    }),
    flag("implied", "program", "only a difference gives the mark: 低于目标1.5个百分点", |row| {
        row.target.map(|target| target.implied).into()
    }),
    flag("stretch", "report", "a second, higher mark for the same indicator", |row| row.target.map(|target| target.stretch).into()),
    listed(
        "modality",
        &["ensure", "strive"],
        "src/lexicon/words/modality.tsv and standing.tsv",
        "确保 or 力争 in the same sentence; strive also from 努力争取更好结果 behind it, with no semicolon between",
        |row| named(row.target.and_then(|target| target.modality.as_ref())),
    ),
    listed(
        "binding",
        &["binding", "expected"],
        "report; src/lexicon/words/standing.tsv",
        "约束性 or 预期性, where the report says it",
        |row| named(row.target.and_then(|target| target.binding.as_ref())),
    ),
    text(
        "assigned",
        "report; src/lexicon/words/standing.tsv",
        "who handed the target down, where the report says it: 国家, 省, 市, 上级",
        |row| row.target.and_then(|target| target.assigned.as_ref()).into(),
    ),
    text("restates", "program", "the id of the target that this one says again; counts, means and completion leave it out", |row| {
        row.target.and_then(|target| target.restates.as_ref()).map(|id| format!("L{id}")).into()
    }),
    text(
        "total_of",
        "src/lexicon/words/totals.tsv",
        "of a total row beside its parts the name that makes it one (全市, 合计); counts, means and completion leave it out",
        |row| row.target.and_then(|target| target.total_of.as_ref()).into(),
    ),
    integer("horizon", "year", "report", "the year the target is due, where a heading says", |row| {
        row.target.map_or(row.words.and_then(|words| words.horizon), |target| target.horizon).into()
    }),
    decimal("baseline", UNIT, "report", "the earlier value in 从23件提高到40件", |row| {
        row.target.and_then(|target| target.baseline).into()
    }),
    listed("price_basis", PRICES, "report; src/lexicon/words/basis.tsv", "可比价, 不变价 or 现价, where stated", |row| {
        named(row.target.and_then(|target| target.price_basis.as_ref()))
    }),
    listed("comparison", COMPARISONS, "report; src/lexicon/words/basis.tsv", "同比, 环比, 累计 or 年均, where stated", |row| {
        named(row.target.and_then(|target| target.comparison.as_ref()))
    }),
    text(
        "spans",
        "file",
        "evidence of the target: from..to in bytes of the file, or of its text where decoded is set; from 0, the end excluded, with ; between",
        |row| places(row.spans()).into(),
    ),
    text("spans_chars", "file", "the same in characters (Unicode scalar values) of the text", |row| {
        row.asked.characters(row.spans()).into()
    }),
    text(
        "place",
        "program",
        "where it stands in a file that is no plain text: sheet and cell (附件1!C7), table with row and column (table 3 r5 c2), paragraph (para 12), \
         page with left, bottom, right and top in points (p17 [72,540,310,556])",
        |row| row.target.and_then(|target| target.place.as_ref()).into(),
    ),
    listed(
        "rule",
        &[
            "noun_before",
            "noun_after",
            "noun_above",
            "distributed",
            "commitment",
            "column",
            "share_of_target",
            "difference_from_target",
            "goal_beside",
            "rate_alone",
        ],
        "program",
        "the construction that the target was read from",
        |row| named(row.target.map(|target| &target.rule)),
    ),
    text("corrected", "--corrections", "the fields that a person corrected, with ; between; the row says what they are now", |row| {
        row.target.map(|target| target.corrected().join(";")).into()
    }),
    text("review", "--corrections", "what a reviewer says of the row", |row| {
        row.target.and_then(Target::review).map(|(verdict, _)| verdict).into()
    }),
];
