//! What a row of a table of figures is a part of: `水运` below `货物周转量`, `制造业` in a table of `固定资产投资`.
//!
//! Reads: a name that says no measure, below one that does and that a mark (`#`, `其中:`, `在总计中:`) says is split, or that heads its table alone,
//! or that is split as another of the table is (`铁路|公路` below `客运量` and below `货运量`); else the caption of the table.
//! Refuses: another unit, more than the whole, what follows once the parts have come to the whole; names with a measure of their own.

use std::borrow::Cow;
use std::ops::Range;

use rust_decimal::Decimal;

use super::column::without_ordinal;
use crate::grammar::{is_unit, scan};
use crate::layout::Row;
use crate::lexicon::{Headline, Lexicon, Measure};
use crate::role::{parenthesised, value};
use crate::span::Span;

/// What a row takes from the one that it is a part of, or from the caption of its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whole<'t> {
    /// What is measured: 货物周转量.
    pub(super) words: String,
    /// The unit that stands behind it in parentheses.
    pub(super) unit: Option<&'t str>,
    /// Where that is printed.
    pub(super) from: Span,
}

/// The name of a row.
struct Name<'t> {
    /// Without marks, ordinals and parentheses.
    said: String,
    /// Whether it is marked as a part.
    marked: bool,
    measured: bool,
    unit: Option<&'t str>,
    value: Option<Decimal>,
}

/// A caption is not longer, in characters.
const CAPTION: usize = 50;
/// A mark like 在总计中: is not longer, in characters.
const MARK: usize = 10;

/// A name without what marks it as a part, and whether anything did: 其中:, #, 在总计中:.
pub(super) fn unmarked(name: &str) -> (&str, bool) {
    let name = name.trim();
    let marks: &[char] = &[':', '：', ',', '，', '、'];
    if let Some(rest) = name.strip_prefix(['#', '＃']) {
        return (rest.trim_start_matches(['#', '＃']).trim_start(), true);
    }
    if let Some(rest) = name.strip_prefix('其').map(str::trim_start).and_then(|rest| rest.strip_prefix('中')) {
        return (rest.trim_start_matches(|c: char| marks.contains(&c) || c.is_whitespace()), true);
    }
    let end = name.char_indices().nth(MARK).map_or(name.len(), |(at, _)| at);
    let inside = name[..end].split_once([':', '：']).filter(|(front, _)| front.starts_with('在') && front.trim_end().ends_with('中'));
    inside.map_or((name, false), |(front, _)| (name[front.len()..].trim_start_matches(marks).trim_start(), true))
}

/// Whether a name says what is measured.
fn measures(name: &str, lexicon: &Lexicon) -> bool {
    lexicon.whole_ends.suffix(name).is_some() || measure_at_end(name, lexicon).is_some()
}

fn measure_at_end<'n>(name: &'n str, lexicon: &Lexicon) -> Option<(&'n str, Measure)> {
    let (word, measure) = lexicon.measures.suffix(name)?;
    Some((&name[name.len() - word.len()..], (*measure)?)).filter(|(word, _)| word.chars().count() > 1)
}

/// Whether a row says itself what is measured.
pub(super) fn is_measured(text: &str, row: &Row, lexicon: &Lexicon) -> bool {
    measures(&own_name(row.name.of(text)), lexicon)
}

/// Whether a measure of a name is one that does not add up: 居民消费价格指数.
pub(super) fn is_rate(name: &str, lexicon: &Lexicon) -> bool {
    measure_at_end(name, lexicon).is_some_and(|(_, measure)| measure == Measure::Rate) || name.ends_with('率')
}

impl<'t> Name<'t> {
    fn of(text: &'t str, row: &Row, lexicon: &Lexicon) -> Self {
        let (printed, marked) = unmarked(row.name.of(text));
        let (name, inner) = remarked(without_ordinal(printed));
        let unit = row.unit.map(|unit| unit.of(text).trim()).or_else(|| inner.filter(|inner| is_unit(inner, lexicon)));
        let said: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        let measured = measures(&said, lexicon);
        Self { said, marked, measured, unit, value: row.values.first().and_then(|first| value(first.cell.of(text))) }
    }

    /// What it measures, without words that make no part of it and without a threshold: 固定资产投资 of 全州500万元以上固定资产投资.
    fn words(&self, lexicon: &Lexicon) -> String {
        without_front(behind_threshold(&self.said, lexicon), lexicon).to_owned()
    }
}

/// A name, and what stands in parentheses behind it.
fn remarked(name: &str) -> (&str, Option<&str>) {
    let (front, inner) = parenthesised(name.trim_end());
    if front.is_empty() { (name, None) } else { (front, inner.map(str::trim)) }
}

/// A name without words in front that make no part of it: 全市, 各项.
pub(crate) fn without_front<'n>(name: &'n str, lexicon: &Lexicon) -> &'n str {
    let mut rest = name;
    while let Some((word, ())) = lexicon.whole_fronts.prefix(rest).filter(|(word, ())| word.len() < rest.len()) {
        rest = &rest[word.len()..];
    }
    rest
}

/// What stands behind the last threshold in a name.
fn behind_threshold<'n>(name: &'n str, lexicon: &Lexicon) -> &'n str {
    if !name.contains(|c: char| c.is_ascii_digit()) {
        return name;
    }
    let mut found = scan(name, lexicon).into_iter().rev();
    found.find(|quantity| quantity.bound.is_some() && quantity.outer.to < name.len()).map_or(name, |quantity| &name[quantity.outer.to..])
}

/// What the rows of some tables are parts of; one for each row.
pub(super) fn wholes<'t>(text: &'t str, rows: &[Row], lexicon: &Lexicon) -> Vec<Option<Whole<'t>>> {
    let mut found = Vec::with_capacity(rows.len());
    let mut from = 0;
    while from < rows.len() {
        let to = (from..rows.len()).find(|&at| rows[at].table != rows[from].table).unwrap_or(rows.len());
        found.extend(Table::of(text, &rows[from..to], lexicon).wholes(lexicon));
        from = to;
    }
    found
}

struct Table<'r, 't> {
    rows: &'r [Row],
    names: Vec<Name<'t>>,
    caption: Option<Whole<'t>>,
}

impl<'r, 't> Table<'r, 't> {
    fn of(text: &'t str, rows: &'r [Row], lexicon: &Lexicon) -> Self {
        let names = rows.iter().map(|row| Name::of(text, row, lexicon)).collect();
        let caption = rows.first().and_then(|row| row.caption).and_then(|line| of_caption(text, line, lexicon));
        Self { rows, names, caption }
    }

    fn wholes(&self, lexicon: &Lexicon) -> Vec<Option<Whole<'t>>> {
        let mut found: Vec<Option<Whole<'t>>> = vec![None; self.rows.len()];
        let heads: Vec<usize> = (0..self.names.len()).filter(|&at| self.names[at].measured).collect();
        for (n, &head) in heads.iter().enumerate() {
            let to = heads.get(n + 1).copied().unwrap_or(self.names.len());
            self.split(head, head + 1..to, &heads, &mut found, lexicon);
        }
        // What no row lends the caption does, of a table that measures one thing.
        if heads.is_empty() || heads == [0] {
            for at in (0..self.names.len()).filter(|&at| !self.names[at].measured) {
                found[at] = found[at].take().or_else(|| self.caption.clone());
            }
        }
        found
    }

    /// Lends what a row measures to the rows below it that are its parts.
    fn split(&self, head: usize, below: Range<usize>, heads: &[usize], found: &mut [Option<Whole<'t>>], lexicon: &Lexicon) {
        let whole = &self.names[head];
        let adds_up = !is_rate(&whole.said, lexicon);
        let mut open = heads == [0] && self.is_headed_by_its_total(lexicon) || self.is_split_alike(below.clone(), heads);
        let (mut sum, mut parts) = (Decimal::ZERO, 0);
        for at in below {
            let part = &self.names[at];
            open |= part.marked;
            if !open || !alike(whole.unit, part.unit, lexicon) {
                continue;
            }
            let same_unit = part.unit.is_none() || part.unit == whole.unit;
            if let (Some(all), Some(own), true) = (whole.value, part.value, adds_up && same_unit) {
                if own > all {
                    open = false;
                    continue;
                }
                (sum, parts) = (sum + own, parts + 1);
                // 铁路|公路 have come to the whole, but for rounding: what follows is none of it, unless it is marked.
                open = (sum - all).abs() > Decimal::new(parts, all.scale()) / Decimal::TWO;
            }
            found[at] = Some(Whole { words: whole.words(lexicon), unit: whole.unit, from: self.rows[head].name });
        }
    }

    /// Whether the first row is of all that the table is: 全市固定资产投资, or what the caption says as well.
    fn is_headed_by_its_total(&self, lexicon: &Lexicon) -> bool {
        let first = &self.names[0].said;
        without_front(first, lexicon).len() < first.len() || self.caption.as_ref().is_some_and(|caption| first.ends_with(&caption.words))
    }

    /// Whether other rows of the table are split into parts of the same names.
    fn is_split_alike(&self, parts: Range<usize>, heads: &[usize]) -> bool {
        let elsewhere = |name: &Name<'_>| {
            (0..self.names.len()).any(|at| !parts.contains(&at) && !heads.contains(&at) && self.names[at].said == name.said)
        };
        self.names[parts.clone()].iter().filter(|name| elsewhere(name)).count() > 1
    }
}

/// Whether two units are of one kind, as far as both are said: 万吨 and 吨.
fn alike(whole: Option<&str>, part: Option<&str>, lexicon: &Lexicon) -> bool {
    let bare = |unit: &str| unit.trim_start_matches(['十', '百', '千', '万', '亿']).to_owned();
    let dimension = |unit: &str| lexicon.units.prefix(unit).filter(|(word, _)| word.len() == unit.len()).map(|(_, unit)| &*unit.dimension);
    let (Some(whole), Some(part)) = (whole.map(bare), part.map(bare)) else { return true };
    whole == part || dimension(&whole).is_some_and(|whole| Some(whole) == dimension(&part))
}

/// What the caption of a table says is measured: 规模以上工业增加值 of 表4 规模以上工业增加值增速.
fn of_caption<'t>(text: &'t str, line: Span, lexicon: &Lexicon) -> Option<Whole<'t>> {
    let printed = line.of(text).trim();
    if printed.chars().nth(CAPTION).is_some() || printed.ends_with(['。', ';', '；', ':', '：']) {
        return None;
    }
    let (front, inner) = remarked(printed);
    let mut said: String = front.chars().filter(|c| !c.is_whitespace()).collect();
    while let Some((word, ())) = lexicon.caption_ends.suffix(&said) {
        said.truncate(said.len() - word.len());
    }
    let headline = Headline::all().iter().flat_map(|headline| headline.names).filter(|name| said.ends_with(**name));
    let words = headline.copied().max_by_key(|name| name.len()).or_else(|| Some(measure_at_end(&said, lexicon)?.0))?;
    let unit = inner.filter(|inner| is_unit(inner, lexicon));
    Some(Whole { words: words.to_owned(), unit, from: line })
}

/// The name of a part without its mark, its ordinal and its parentheses: 粮食 of `#粮 食`, 0-15岁 of 0-15岁(含不满16周岁).
pub(super) fn own_name(name: &str) -> String {
    let (name, _) = remarked(without_ordinal(unmarked(name).0));
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A part with what is measured of it; what both say stands once: 短期贷款|贷款余额, 出口 of 进出口总额.
pub(super) fn joined<'p>(part: &'p str, words: &'p str) -> Cow<'p, str> {
    if let Some(at) = words.find(part).filter(|_| !part.is_empty()) {
        return Cow::Borrowed(&words[at..]);
    }
    let shared = words.char_indices().map(|(at, c)| at + c.len_utf8()).rfind(|&end| part.ends_with(&words[..end]));
    let shared = shared.filter(|&end| words[..end].chars().count() > 1).unwrap_or(0);
    if shared == words.len() { Cow::Borrowed(part) } else { Cow::Owned(format!("{part}{}", &words[shared..])) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::figures;

    /// What each row of a table is lent, joined to its name; the name alone where that is nothing.
    fn names(table: &str) -> Vec<String> {
        let lexicon = Lexicon::builtin();
        let rows = figures(table, lexicon).unwrap().unwrap();
        let lent = wholes(table, &rows, lexicon);
        let name = |(row, whole): (&Row, &Option<Whole<'_>>)| {
            let own = own_name(row.name.of(table));
            whole.as_ref().map_or_else(|| own.clone(), |whole| joined(&own, &whole.words).into_owned())
        };
        rows.iter().zip(&lent).map(name).collect()
    }

    #[test]
    fn a_mark_says_that_a_row_is_split() {
        let table = "表3 运输主要指标\n\n| 指标 | 单位 | 绝对数 |\n| 货物周转量 | 亿吨公里 | 90 |\n| #铁路 | 亿吨公里 | 30 |\n| 水 运 | 亿吨公里 | 60 |\n\
                     | 管道 | 亿吨公里 | 8 |\n| 从业人员 | 万人 | 50 |\n| 其中:第一产业 | 万人 | 20 |\n";
        // 30 and 60 come to 90: 管道 is none of it.
        assert_eq!(names(table), ["货物周转量", "铁路货物周转量", "水运货物周转量", "管道", "从业人员", "第一产业从业人员"]);
    }

    #[test]
    fn a_total_in_front_and_parts_that_come_again_need_no_mark() {
        let total =
            "表4 分行业固定资产投资\n\n| 指标 | 绝对数(万元) |\n| 全县500万元以上固定资产投资 | 900 |\n| 制造业 | 300 |\n| 金融业 | 40 |\n";
        assert_eq!(names(total), ["全县500万元以上固定资产投资", "制造业固定资产投资", "金融业固定资产投资"]);
        let again =
            "| 指标 | 数值 |\n| 货运量(万吨) | 90 |\n| 铁路 | 20 |\n| 公路 | 60 |\n| 客运量(万人) | 70 |\n| 铁路 | 30 |\n| 公路 | 20 |\n";
        assert_eq!(names(again), ["货运量", "铁路货运量", "公路货运量", "客运量", "铁路客运量", "公路客运量"]);
    }

    #[test]
    fn a_caption_says_what_a_table_of_one_thing_measures() {
        let table = "表5 2023年规模以上工业增加值增速\n\n| 指标 | 绝对数 |\n| 轻工业 | 3 |\n| 重工业 | 5 |\n";
        assert_eq!(names(table), ["轻工业规模以上工业增加值", "重工业规模以上工业增加值"]);
        let silent = table.replace("规模以上工业增加值增速", "工业主要指标");
        assert_eq!(names(&silent), ["轻工业", "重工业"]);
    }

    #[test]
    fn what_is_no_part_is_lent_nothing() {
        let rows = |rows: &str| names(&format!("| 指标 | 单位 | 绝对数 |\n{rows}"));
        // Another unit, more than the whole, a measure of its own, nothing that says that the first is split.
        assert_eq!(rows("| 粮食产量 | 万吨 | 90 |\n| 其中:夏粮 | 万吨 | 30 |\n| 生猪 | 万头 | 20 |\n")[2], "生猪");
        assert_eq!(rows("| 粮食产量 | 万吨 | 90 |\n| 其中:夏粮 | 万吨 | 30 |\n| 水泥 | 万吨 | 400 |\n")[2], "水泥");
        assert_eq!(rows("| 财政收入 | 亿元 | 90 |\n| 其中:税收收入 | 亿元 | 30 |\n")[1], "税收收入");
        assert_eq!(rows("| 发电量 | 万吨 | 90 |\n| 水泥 | 万吨 | 30 |\n")[1], "水泥");
    }

    #[test]
    fn marks_are_no_part_of_a_name() {
        for (name, own) in [
            ("#粮 食", "粮食"),
            ("其中：夏粮", "夏粮"),
            ("在总计中：集体企业", "集体企业"),
            ("一、衣着", "衣着"),
            ("0-15岁(含不满16岁)", "0-15岁"),
        ] {
            assert_eq!(own_name(name), own);
        }
        assert_eq!(joined("短期贷款", "贷款余额"), "短期贷款余额");
        assert_eq!(joined("出口", "进出口总额"), "出口总额");
    }
}
