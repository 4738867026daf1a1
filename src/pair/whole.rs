//! Whether a target is of a part of what a figure is of, or a figure of a part of what the target is of: 水运货物周转量 and 货物周转量.
//!
//! Only between two reports: where plan and result stand together, they name the same thing in fewer words.

use super::kind::Kinds;
use super::pairs::{Pairs, letters, pair};
use crate::claim::{Lent, without_front};
use crate::lexicon::{Headline, Lexicon};

/// What the row of a table that is a part of another one is called itself.
pub(super) struct Part {
    pub(super) kinds: Kinds,
    pairs: Pairs,
    words: Pairs,
}

impl Part {
    pub(super) fn of(lent: &Lent, lexicon: &Lexicon) -> Self {
        Self { kinds: Kinds::of(&lent.own, lexicon), pairs: Pairs::of(&lent.own, lexicon), words: Pairs::of(&lent.words, lexicon) }
    }

    /// Whether a target that does not name it names another part of the same: 短期贷款余额 against 中长期贷款余额.
    pub(super) fn is_beside(&self, target: &str, lexicon: &Lexicon) -> bool {
        names_a_part(target, "", [&self.words, &self.words], lexicon)
    }

    /// Whether a target names it.
    pub(super) fn is_named(&self, target: &Pairs) -> bool {
        self.pairs.within(target) >= NAMED
    }
}

/// So much of a part is said where it is named: 短期贷款 by 短期贷款余额, 民航(吨) by 民用航空.
const NAMED: i32 = 600;

/// Whether a target has words in front of what a figure is of that make a part of that, and nothing around the figure names: 水运|货物周转量
/// against 货物周转量.
pub(super) fn names_a_part(target: &str, figure: &str, named: [&Pairs; 2], lexicon: &Lexicon) -> bool {
    let letters = letters(target, lexicon);
    let said = |two: &[char]| named.iter().any(|pairs| pairs.has(pair(two[0], two[1])));
    // Both end alike, and what stands in front of what they share is said nowhere.
    let Some(shared) = letters.windows(2).position(said).filter(|&at| at > 1) else { return false };
    if !letters.windows(2).last().is_some_and(said) {
        return false;
    }
    let front: String = letters[..shared].iter().collect();
    restricts(&front, lexicon) && !same_headline(target, figure)
}

/// Whether words in front of a name make a part of it; not 全市, 玉山县, 新增.
fn restricts(front: &str, lexicon: &Lexicon) -> bool {
    let rest = without_front(front, lexicon);
    let empty = lexicon.whole_fronts.prefix(rest).is_some_and(|(word, ())| word.len() == rest.len());
    let place = lexicon.places.suffix(rest).is_some_and(|(ending, &name)| name && ending.len() < rest.len());
    !(empty || lexicon.is_verb(rest) || place) && rest.chars().nth(1).is_some()
}

pub(super) fn same_headline(target: &str, figure: &str) -> bool {
    let code = |name: &str| Headline::of(name).map(|headline| headline.code);
    code(target).is_some_and(|target| Some(target) == code(figure))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(target: &str, figure: &str, around: &str) -> bool {
        let lexicon = Lexicon::builtin();
        names_a_part(target, figure, [&Pairs::of(figure, lexicon), &Pairs::of(around, lexicon)], lexicon)
    }

    #[test]
    fn words_in_front_make_a_part() {
        for (target, figure) in [
            ("水运货物周转量", "货物运输周转量"),
            ("第三产业从业人员", "从业人员"),
            ("教育支出", "一般公共预算支出"),
            ("规模以上工业增加值", "工业增加值"),
        ] {
            assert!(part(target, figure, ""), "{target} {figure}");
        }
    }

    #[test]
    fn words_that_are_said_elsewhere_or_say_nothing_make_none() {
        for (target, figure, around) in [
            ("水运货物周转量", "货物周转量", "全年水运货物周转量"),
            ("全市货物周转量", "货物周转量", ""),
            ("东山县货物周转量", "货物周转量", ""),
            ("新增绿地面积", "绿地面积", ""),
            ("地方一般公共预算收入", "一般公共预算收入", ""),
            ("货物周转量", "水运货物周转量", ""),
            ("科研经费", "货物周转量", ""),
        ] {
            assert!(!part(target, figure, around), "{target} {figure}");
        }
    }
}
