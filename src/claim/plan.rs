//! The name of the plan as a report writes it: 年度目标任务, 省下达任务数, “十四五”规划目标.

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

/// Where the words begin that stand in front of the name of the plan and belong to it.
pub(super) fn adjectives(front: &str, lexicon: &Lexicon) -> usize {
    let mut kept = front.trim_end();
    for _ in 0..MOST {
        let near = floor(kept, kept.len().saturating_sub(QUOTED));
        let quoted = kept[near..].strip_suffix('”').and_then(|inner| inner.rfind('“')).map(|at| near + at);
        let word = lexicon.planners.suffix(kept).map(|(word, ())| kept.len() - word.len());
        let Some(at) = quoted.or(word) else { break };
        kept = kept[..at].trim_end();
    }
    kept.len()
}

/// So many words of the kind stand in front of a plan at most.
const MOST: usize = 6;
/// “十四五” with its marks is not longer, in bytes.
const QUOTED: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;

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
