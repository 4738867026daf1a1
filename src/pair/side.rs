//! What is compared of a claim: the pairs of its indicator, of its surroundings, of the members of a list.

use super::Sides;
use super::closeness::Pairs;
use crate::claim::{Claim, members};
use crate::lexicon::Lexicon;

/// What is compared of a claim, made once.
pub(super) struct Side {
    /// The indicator without the word for its number.
    pub(super) bare: String,
    pub(super) own: Pairs,
    /// With the verb: 收储|土地 may answer 储备.
    pub(super) acted: Pairs,
    pub(super) context: Pairs,
    pub(super) members: Vec<Pairs>,
    pub(super) levels: Levels,
}

/// 国家级, 省级, 市级, 区级, 县级, 镇级 named in an indicator, and whether 以上 stands with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Levels {
    named: [bool; 4],
    pub(super) above: bool,
}

impl Levels {
    fn of(text: &str, lexicon: &Lexicon) -> Self {
        let mut levels = Self::default();
        for (at, word, rank) in lexicon.levels.find(text) {
            match rank {
                Some(rank) => levels.named[rank - 1] = true,
                None => levels.above = true,
            }
            // 省级以上: 级 ends the level and begins 级以上.
            levels.above |= text[at + word.len()..].starts_with("以上") || text[at + word.len()..].starts_with("及以上");
        }
        levels
    }

    pub(super) fn any(self) -> bool {
        self.named.contains(&true)
    }

    /// Whether both name levels and share none: 省级 and 区级; but 市级以上 and 国家级 do.
    pub(super) fn differ(self, other: Self) -> bool {
        let shares = self.named.iter().zip(other.named).any(|(&a, b)| a && b);
        self.any() && other.any() && !shares && !self.above
    }
}

pub(super) fn side(text: &str, claim: &Claim<'_>, context: &str, lexicon: &Lexicon) -> Side {
    let action = claim.action.map_or("", |span| span.of(text));
    let parts: Vec<String> = members(&claim.indicator, lexicon).into_iter().filter(|part| part.chars().count() > 1).collect();
    let members = if parts.len() > 1 { parts.iter().map(|part| Pairs::of(part, lexicon)).collect() } else { Vec::new() };
    // 具有较强创新能力的文化企业: the noun stands behind the last 的.
    let core = claim.indicator.rsplit('的').next().filter(|core| core.chars().count() > 1).unwrap_or(&claim.indicator);
    // 年度投资 is 投资.
    let core = ["年度", "全年", "当年", "本年"]
        .iter()
        .find_map(|year| core.strip_prefix(year))
        .filter(|core| core.chars().count() > 1)
        .unwrap_or(core);
    Side {
        bare: bare(&claim.indicator).to_owned(),
        own: Pairs::of(core, lexicon),
        acted: Pairs::of(&format!("{action}{}", claim.indicator), lexicon),
        context: Pairs::of(context, lexicon),
        members,
        levels: Levels::of(&claim.indicator, lexicon),
    }
}

/// The next boundary of a character at or below `at`.
pub(super) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// How many bytes before a figure may say what it is of.
const BEFORE: usize = 300;

/// The part of the sentence up to the end of the figure's clause.
pub(super) fn context<'s>(sides: &Sides<'s, '_>, claim: &Claim<'_>) -> &'s str {
    // Where plan and result stand together the sentence names the target itself: a figure with a noun of its own is of that.
    if !sides.beside.is_empty() && !claim.inherited {
        return "";
    }
    let clauses = &sides.reading.clauses;
    let clause = &clauses[claim.clause];
    let from = clauses[..claim.clause]
        .iter()
        .rev()
        .take_while(|above| above.part == clause.part && above.span.from + BEFORE > clause.span.from)
        .map(|above| above.span.from)
        .last()
        .unwrap_or(clause.span.from)
        .min(clause.span.from);
    &sides.progress[from.max(floor(sides.progress, claim.evidence.from.saturating_sub(BEFORE)))
        ..claim.behind.to.min(clause.span.to).max(claim.evidence.to)]
}

/// An indicator without the word for its number: 有效活动|场次.
fn bare(indicator: &str) -> &str {
    let ends = ["场次", "人次", "数量", "总数", "人数", "数", "面积", "金额"];
    ends.iter().find_map(|end| indicator.strip_suffix(end)).filter(|bare| !bare.is_empty()).unwrap_or(indicator)
}
