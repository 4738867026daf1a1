//! The name of the plan as a report writes it: 年度目标任务, 省下达任务数, “十四五”规划目标.

use crate::grammar::Quantity;
use crate::lexicon::{Against, Lexicon, StatedOf};
use crate::span::floor;

/// The name of a plan at the end of a text: where it begins, and of what it is. Words such as 年初, 省定 and “十四五”规划 belong to it.
pub(super) fn name_at_end(said: &str, lexicon: &Lexicon) -> Option<(usize, StatedOf)> {
    let kept = said.trim_end().trim_end_matches(['数', '值', '量']);
    let (word, &Against { of, rate }) = lexicon.stated.suffix(kept).or_else(|| lexicon.stated.suffix(said.trim_end()))?;
    if rate {
        return None;
    }
    let whole = if kept.ends_with(word) { kept } else { said.trim_end() };
    let from = adjectives(&whole[..whole.len() - word.len()], lexicon);
    let interim = lexicon.stated.find(&whole[from..]).any(|(_, _, against)| against.of == StatedOf::Interim);
    Some((from, if interim { StatedOf::Interim } else { of }))
}

/// Where the money ends that is no part of the name of its plan: 财政|收入|年初预算.
pub(super) fn money_in(said: &str) -> Option<usize> {
    ["收入", "支出"].iter().filter_map(|money| Some(said.rfind(money)? + money.len())).max()
}

/// Where the words begin that stand in front of the name of the plan and belong to it.
pub(super) fn adjectives(front: &str, lexicon: &Lexicon) -> usize {
    let mut kept = front.trim_end();
    for _ in 0..MOST {
        let near = floor(kept, kept.len().saturating_sub(QUOTED));
        let quoted = kept[near..].strip_suffix('”').and_then(|inner| inner.rfind('“')).map(|at| near + at);
        let word = lexicon.planners.suffix(kept).map(|(word, ())| kept.len() - word.len());
        let Some(at) = quoted.or(word) else { break };
        kept = kept[..at].trim_end();
        // 市委、市政府下达的
        let joined = kept.strip_suffix('、').filter(|front| lexicon.planners.suffix(front).is_some());
        kept = joined.unwrap_or(kept);
    }
    kept.len()
}

/// The name of a plan behind a number, with what it is the plan of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Behind<'t> {
    /// What stands between the number and the name: 65万辆的年|销量|目标. May be nothing.
    pub(super) noun: &'t str,
    /// The name itself: 目标.
    pub(super) name: &'t str,
    /// Where the name ends, in bytes behind the number.
    pub(super) end: usize,
}

/// The name of a plan of figures that stands behind a number, alone or behind the noun that it is the plan of: 15万辆|的年销量目标, 200户|整改任务,
/// 1200万人次|为目标. What is reached or compared between the two is no noun: 3万人,完成全年目标; nor is a whole phrase.
pub(super) fn behind<'t>(rest: &'t str, number: &Quantity<'_>, lexicon: &Lexicon) -> Option<Behind<'t>> {
    let said = rest.trim_start().trim_start_matches(['”', '」', '"']);
    let said = said.strip_prefix(['的', '为']).unwrap_or(said);
    let short = said.char_indices().nth(NAMED).map_or(said.len(), |(at, _)| at);
    let (at, word, _) = lexicon.stated.find(&said[..short]).find(|(_, _, against)| against.of == StatedOf::Target && !against.rate)?;
    let front = &said[..adjectives(&said[..at], lexicon)];
    let own = front.trim_start();
    let own =
        lexicon.planners.prefix(own).filter(|(planner, ())| planner.contains('年')).map_or(own, |(planner, ())| &own[planner.len()..]);
    // 2000套|公租房|的目标
    // 50亿元|产业集群|的目标: but what a thing is worth counts none of it.
    let worth = number.unit.dimension().starts_with("money") || number.unit.dimension() == "share";
    let noun = own.strip_suffix('的').filter(|_| !worth).unwrap_or(own);
    // 普及 is no joint.
    let joint = |(at, c): (usize, char)| {
        "的了已未和与及占比超按为是将".contains(c)
            && !(c == '及' && lexicon.unjoined.find(noun).any(|(from, word, ())| from <= at && at < from + word.len()))
    };
    let letters = noun.chars().all(char::is_alphabetic) && !noun.char_indices().any(joint) && noun.chars().count() <= OF;
    let whole = noun.is_empty()
        || noun.chars().nth(1).is_some() && !said_of(rest, '为') && !(lexicon.meets.any(noun) || lexicon.differs_after.any(noun));
    // 三次会议确定的目标任务: no number of a plan.
    let counts = matches!(number.unit.dimension(), "session" | "times")
        || matches!(number.unit.name.as_ref(), "个" | "项" | "条" | "大") && !said_of(rest, '的') && !noun.is_empty();
    if !letters || !whole || counts {
        return None;
    }
    let mut end = at + word.len();
    while let Some((more, _)) = lexicon.stated.prefix(&said[end..]) {
        end += more.len();
    }
    Some(Behind { noun, name: &said[at..end], end: rest.len() - said.len() + end })
}

/// Whether what is said behind a number begins with a word.
fn said_of(rest: &str, word: char) -> bool {
    rest.trim_start().starts_with(word)
}

/// The name of a plan stands so near behind its number, in characters: 的省政府下达|年度预期目标.
const NAMED: usize = 16;
/// What a plan is of, between its number and its name, is not longer, in characters: 国土绿化.
const OF: usize = 6;

/// So many words of the kind stand in front of a plan at most.
const MOST: usize = 6;
/// “十四五” with its marks is not longer, in bytes.
const QUOTED: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::scan;

    #[test]
    fn a_plan_behind_its_number_is_named_with_what_it_is_of() {
        let named = |rest: &'static str| {
            let lexicon = Lexicon::builtin();
            let (number, text) = ("5万人", format!("5万人{rest}"));
            let quantities = scan(&text, lexicon);
            behind(rest, &quantities[0], lexicon).map(|named| (named.noun, named.name)).filter(|_| text.starts_with(number))
        };
        assert_eq!(named("的年销量目标,全年"), Some(("销量", "目标")));
        assert_eq!(named("整改任务,已整改"), Some(("整改", "任务")));
        assert_eq!(named("为目标,最终"), Some(("", "目标")));
        assert_eq!(named("的省定年度目标任务"), Some(("", "年度目标任务")));
        // What was done, what is compared, and a whole phrase are none.
        assert_eq!(named("完成全年目标"), None);
        assert_eq!(named(",超过年度目标"), None);
        assert_eq!(named("的重点项目和配套设施建设任务"), None);
    }

    #[test]
    fn a_plan_is_named_with_whose_and_which_it_is() {
        let name = |said| name_at_end(said, Lexicon::builtin()).map(|(from, _)| &said[from..]);
        assert_eq!(name("占年初计划"), Some("年初计划"));
        assert_eq!(name("完成省下达任务数"), Some("省下达任务数"));
        assert_eq!(name("超过“十四五”规划目标"), Some("“十四五”规划目标"));
        assert_eq!(name("招商引资完成年度任务"), Some("年度任务"));
        assert_eq!(name("完成率"), None);
        assert_eq!(name("新增企业"), None);
    }
}
