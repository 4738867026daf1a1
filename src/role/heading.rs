//! What the header of a column says: the tags of its words put together.
//!
//! Reads: a word with several tags by what stands beside it (计划完成 asks, 任务完成 reports, 完成年度计划% is a rate); the period, the year and the
//! unit in it; the noun that is left (计划开工数 is of 开工).
//! Refuses: words beside each other that ask and report in no known order: they say nothing.

use std::sync::Arc;

use super::column::Role;
use crate::grammar::{PLAUSIBLE, Period, is_unit, named_years, period_in};
use crate::lexicon::{Lexicon, Tags};

/// What a header cell says of its column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heading {
    /// What the column holds by its words, and how sure they are: 2 by a word for it, 1 by a word that may say other things.
    pub(crate) role: Option<(Role, i32)>,
    /// What it may hold as well: 完成进度 is told or a rate.
    pub(crate) other: Option<Role>,
    /// Everything that its words may say.
    pub(crate) tags: Tags,
    pub(crate) period: Option<Period>,
    pub(crate) year: Option<u16>,
    /// The unit in parentheses: 年度目标(万元).
    pub(crate) unit: Option<Arc<str>>,
    /// Whether its numbers are percentages by its words: 完成比例(%).
    pub(crate) percent: bool,
    pub(crate) cumulative: bool,
    /// What is left without the words for columns, periods and units: 开工 of 计划开工数(套).
    pub(crate) noun: String,
    /// Whether it names nothing but a period: 2015年, 上半年.
    pub(crate) only_period: bool,
}

impl Heading {
    /// Of a column that no word stands over, where something else told what it holds.
    pub(crate) fn of(role: Role) -> Self {
        Self { role: Some((role, 2)), percent: role == Role::Rate, ..Self::default() }
    }
}

/// A header cell is not longer, in characters.
const LONGEST: usize = 60;
/// A noun that a header leaves is not longer, in characters.
const NOUN: usize = 24;

/// 产量(吨): a noun of what is counted heads a column of values.
fn measured(front: &str, lexicon: &Lexicon) -> Option<(Role, i32)> {
    let (word, _) = lexicon.measures.suffix(front).filter(|(word, measure)| word.chars().count() > 1 && measure.is_some())?;
    (front.chars().count() <= word.chars().count() + MEASURED).then_some((Role::Value, 1))
}

/// So many characters may stand in front of such a noun: 主要产品|产量.
const MEASURED: usize = 6;

/// Reads one header cell, or the cells of several header rows one below the other as one.
pub(crate) fn heading(cell: &str, lexicon: &Lexicon) -> Heading {
    let said: String = cell.chars().filter(|c| !c.is_whitespace()).take(LONGEST).collect();
    let said = said.trim_start_matches(['#', '*']).trim_end_matches('*');
    let (front, inner) = parenthesised(said);
    let unit = inner.and_then(|inner| unit_in(inner, lexicon));
    let period = period_in(said).into_iter().next();
    let year = named_years(said).find(|year| PLAUSIBLE.contains(year)).or_else(|| bare_year(front));
    // 权重(%): a unit in parentheses is no word of its own; neither is a remark with a number: 目标人数(按33%比例).
    let remark = inner.is_some_and(|inner| inner.contains(['%', '％']) && inner.contains(|c: char| c.is_ascii_digit()));
    let end = if unit.is_some() || inner == Some("%") || inner == Some("％") || remark { front.len() } else { said.len() };
    let words: Vec<(usize, &str, Tags)> = lexicon.columns.find(&said[..end]).map(|(at, word, &tags)| (at, word, tags)).collect();
    let tags = words.iter().fold(Tags::default(), |all, (.., tags)| all.with(*tags));
    let percent = !remark && (said.contains('%') || said.contains('％') || said.contains("百分"));
    let noun = noun(said, &words, unit.is_some());
    let role = role(said, &words, percent).or_else(|| measured(front, lexicon));
    let only_period = (period.is_some() || year.is_some()) && noun.is_empty() && role.is_none();
    let cumulative = said.contains("累计");
    let other = (role.is_some_and(|(role, _)| role == Role::Result) && words.iter().any(|(_, word, _)| word.ends_with("进度")))
        .then_some(Role::Rate);
    Heading { role, other, tags, period, year, unit, percent, cumulative, noun, only_period }
}

/// A text, and what stands in parentheses at its end.
pub(crate) fn parenthesised(said: &str) -> (&str, Option<&str>) {
    let Some(rest) = said.strip_suffix([')', '）']) else { return (said, None) };
    let Some(at) = rest.rfind(['(', '（']) else { return (said, None) };
    let inner = rest[at..].trim_start_matches(['(', '（']);
    (&said[..at], Some(inner))
}

/// 万元, 单位:万元, 元/月.
fn unit_in(inner: &str, lexicon: &Lexicon) -> Option<Arc<str>> {
    let said = inner.trim_start_matches("单位").trim_start_matches([':', '：']);
    is_unit(said, lexicon).then(|| said.into())
}

/// 2015 alone.
fn bare_year(said: &str) -> Option<u16> {
    said.parse().ok().filter(|year| said.len() == 4 && PLAUSIBLE.contains(year))
}

/// What the words say together.
fn role(said: &str, words: &[(usize, &str, Tags)], percent: bool) -> Option<(Role, i32)> {
    // 进展情况、存在问题及下一步打算: what stands first is what the column is for.
    let stop = said.find(['、', '/', '及', '和', '与']).filter(|&at| words.iter().any(|(from, ..)| *from < at));
    let words: Vec<(&str, Tags)> =
        words.iter().filter(|(at, ..)| stop.is_none_or(|stop| *at < stop)).map(|&(_, word, tags)| (word, tags)).collect();
    let (&(last, head), front) = words.split_last()?;
    let all = words.iter().fold(Tags::default(), |all, (_, tags)| all.with(*tags));
    let sure = |role: Role| Some((role, 2));
    let unsure = |role: Role| Some((role, 1));
    // What says what a column is for by its last word, whatever stands in front: 未完成原因, 完成时限, 责任单位.
    let heads = [
        (Tags::REMARK, Role::Remark),
        (Tags::WEIGHT, Role::Weight),
        (Tags::SCORE, Role::Score),
        (Tags::TIME, Role::Time),
        (Tags::NUMBER, Role::Number),
        (Tags::BOUND, Role::Bound),
        (Tags::UNIT, Role::Unit),
        (Tags::ATTRIBUTE, Role::Other),
        (Tags::PERIOD, Role::Time),
    ];
    let whole = parenthesised(said).0;
    let named: usize = words.iter().map(|(word, _)| word.len()).sum();
    let covers = if named * 2 >= whole.len() || named * 2 >= said.len() { 2 } else { 1 };
    // 就业困难人员就业(人) is no remark: its last word stands in the middle.
    let part = stop.map_or(whole, |stop| &whole[..stop.min(whole.len())]);
    let tail = part.rfind(last).map_or(0, |at| part[at + last.len()..].chars().count());
    if let Some(&(_, role)) = heads.iter().find(|(tag, _)| head.has(*tag)).filter(|_| tail < 3 || covers == 2) {
        // 考核单位, 项目单位 is whose a row is.
        return if role == Role::Unit && whole.len() > last.len() && front.iter().all(|(_, tags)| tags.has(Tags::NAME)) {
            sure(Role::Class)
        } else {
            sure(role)
        };
    }
    // 下一步工作计划, 是否达序时进度.
    if words[0].1.has(Tags::REMARK) && !all.has(Tags::DONE) && said.starts_with(words[0].0) {
        return sure(Role::Remark);
    }
    // 建成高标准农田 is no 标准.
    if head.has(Tags::OTHER) && said.ends_with(last) || words[0].1.has(Tags::OTHER) && said.starts_with(words[0].0) {
        return sure(Role::Other);
    }
    if head.has(Tags::AGENCY) || words[0].1.has(Tags::AGENCY) && !all.has(Tags::DONE) && !all.has(Tags::PLAN) {
        return sure(Role::Agency);
    }
    if head.has(Tags::JOINT) {
        return sure(Role::Joint);
    }
    let plan = words.iter().position(|(_, tags)| tags.has(Tags::PLAN) && !tags.has(Tags::NAME));
    let goal = words.iter().position(|(_, tags)| tags.has(Tags::PLAN) && tags.has(Tags::NAME));
    let done = words.iter().position(|(_, tags)| tags.has(Tags::DONE));
    let rate = words.iter().any(|(_, tags)| tags.has(Tags::RATE) && !tags.has(Tags::WEAK));
    let share = words.iter().any(|(_, tags)| tags.has(Tags::RATE));
    if all.has(Tags::PAST) {
        return sure(if all.has(Tags::GROWTH) { Role::Growth } else { Role::Past });
    }
    if rate && !front.iter().any(|(_, tags)| tags.has(Tags::GROWTH)) {
        return sure(Role::Rate);
    }
    // 占计划的比重, 为预算的%, 完成目标(%).
    let of = words.iter().position(|(_, tags)| tags.has(Tags::OF));
    if let Some(of) = of
        && words[of..].iter().any(|(_, tags)| tags.has(Tags::PLAN))
    {
        return sure(Role::Rate);
    }
    if let Some(done) = done
        && (share || percent)
        && words[done..].iter().any(|(_, tags)| tags.has(Tags::PLAN))
    {
        return sure(Role::Rate);
    }
    if all.has(Tags::GROWTH) || all.has(Tags::MEAN) {
        return if plan.is_some() && !all.has(Tags::DONE) { unsure(Role::Target) } else { sure(Role::Growth) };
    }
    if all.has(Tags::AHEAD) {
        return if done.is_some() && plan.is_none() { sure(Role::Other) } else { unsure(Role::Target) };
    }
    let reports = |word: &str| ["已", "实际", "累计", "目前", "当前"].contains(&word);
    match (plan.or(goal), done) {
        // 开工率, 达标率: of what, the rows tell.
        (None, Some(_)) if share => unsure(Role::Rate),
        (Some(_), None) if plan.is_some() => sure(Role::Target),
        (Some(_), None) => sure(Role::Goal),
        (None, Some(_)) => {
            if last == "情况" && words.len() == 1 {
                unsure(Role::Result)
            } else {
                sure(Role::Result)
            }
        }
        // 预算执行进度(%).
        (Some(_), Some(_)) if percent && last.ends_with("进度") => sure(Role::Rate),
        (Some(asks), Some(told)) if asks < told => {
            let wishes = ["计划", "应", "拟", "预期", "预定", "规划"];
            let marked = words[asks..].iter().any(|(word, _)| reports(word) || word.ends_with("情况") || word.ends_with("进度"));
            if wishes.contains(&words[asks].0) && !marked { sure(Role::Target) } else { sure(Role::Result) }
        }
        (Some(_), Some(told)) if reports(words[told].0) || told + 1 < words.len() => unsure(Role::Result),
        (Some(_), Some(_)) => None,
        // 培育规上工业企业(家) is no column of names.
        (None, None) if all.has(Tags::NAME) && !head.has(Tags::CLASS) => Some((Role::Name, covers)),
        (None, None) if all.has(Tags::CLASS) && covers == 2 => sure(Role::Class),
        (None, None) if all.has(Tags::VALUE) => unsure(Role::Value),
        (None, None) if share || percent => unsure(Role::Rate),
        (None, None) => None,
    }
}

/// A header without the words for columns, periods, units and what joins them.
fn noun(said: &str, words: &[(usize, &str, Tags)], unit: bool) -> String {
    let (front, _) = if unit { parenthesised(said) } else { (said, None) };
    let periods: Vec<(usize, usize)> = period_in(front).iter().map(|period| (period.span.from, period.span.to)).collect();
    let mut left = String::new();
    for (at, c) in front.char_indices() {
        // 万元GDP水耗降低: what says a change stays in the name.
        let named = words.iter().any(|(from, word, tags)| {
            // 高标准农田 keeps its 标准.
            let inside = tags.has(Tags::OTHER) && *from > 0 && from + word.len() < front.len();
            (*from..from + word.len()).contains(&at) && !(tags.has(Tags::CLASS) || *word == "率" || *word == "比重" || inside)
        });
        let dated = periods.iter().any(|&(from, to)| (from..to).contains(&at));
        if !named && !dated {
            left.push(c);
        }
    }
    let joints =
        |c: char| c.is_ascii_punctuation() || c.is_ascii_digit() || "的数量值额之按及和与、（）《》“”：；，。~—–年月季度".contains(c);
    // 额 and 量 stay behind a noun: 投资额.
    let tidy = left.trim_matches(|c: char| joints(c) || c.is_whitespace());
    let tidy = if tidy.chars().count() > 1 || left.chars().count() == tidy.chars().count() { tidy } else { "" };
    if tidy.chars().count() > NOUN || ["全", "年", "本", "上", "下", "年初", "全年", "本年"].contains(&tidy) {
        String::new()
    } else {
        tidy.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role_of(cell: &str) -> Option<Role> {
        heading(cell, Lexicon::builtin()).role.map(|(role, _)| role)
    }

    #[test]
    fn words_are_read_together() {
        for (role, cells) in [
            (
                Role::Target,
                &[
                    "计划数",
                    "年度目标",
                    "计划完成数",
                    "2023年目标",
                    "预期2020年实现值",
                    "应完成",
                    "年初预算",
                    "计划开工(万套)",
                    "目标任务数",
                ][..],
            ),
            (
                Role::Result,
                &[
                    "完成情况",
                    "实际完成值",
                    "任务完成情况",
                    "目标完成情况",
                    "累计完成",
                    "已开工",
                    "预算执行数",
                    "1-6月工作进展",
                    "工作任务进展情况",
                    "决算数",
                ],
            ),
            (Role::Rate, &["完成率", "完成目标(%)", "占计划的比重", "为预算的%", "完成年度计划%", "计划投资完成率", "目标完成率"]),
            (Role::Goal, &["目标任务", "工作任务", "计划内容", "年度工作任务"]),
            (Role::Name, &["指标", "项目名称", "考核内容", "三级指标", "实事项目及目标", "预算科目"]),
            (Role::Class, &["县区", "类 别", "二级指标", "乡镇(街道)", "项目单位"]),
            (Role::Past, &["上年同期", "上年完成数", "去年完成"]),
            (Role::Growth, &["增长(%)", "同比增减", "比上年增减%", "年均增速(%)"]),
            (Role::Remark, &["备注", "未完成原因", "存在问题", "下一步打算", "下步工作计划"]),
            (Role::Agency, &["责任单位", "牵头单位", "责任部门"]),
            (Role::Time, &["完成时限", "完成时间", "计划竣工时间"]),
            (Role::Weight, &["分值", "权重(%)"]),
            (Role::Score, &["得分", "自评得分"]),
            (Role::Other, &["是否达序时进度", "序时进度", "目标解释", "完成率排名", "约束性属性"]),
        ] {
            for cell in cells {
                assert_eq!(role_of(cell), Some(role), "{cell}");
            }
        }
        for cell in ["甲乙丙", "培育规上工业企业(家)", "新改建农村公路(公里)"] {
            assert_eq!(role_of(cell), None, "{cell}");
        }
    }

    #[test]
    fn the_noun_of_a_header_is_what_is_left() {
        for (cell, noun) in [
            ("计划开工(万套)", "开工"),
            ("累计开工数", "开工"),
            ("计划完成数", ""),
            ("年度目标(万元)", ""),
            ("计划投资额(万元)", "投资"),
            ("2023年目标", ""),
            ("已完成", ""),
            ("调整预算数", ""),
            ("新建高标准农田目标(万亩)", "新建高标准农田"),
        ] {
            assert_eq!(heading(cell, Lexicon::builtin()).noun, noun, "{cell}");
        }
    }
}
