//! What is compared of a claim: the pairs of its indicator, of its surroundings, of the members of a list.

use std::borrow::Cow;

use super::Sides;
use super::kind::{Kinds, Works};
use super::pairs::Pairs;
use crate::claim::{Claim, joins, members};
use crate::lexicon::{Headline, Lexicon};
use crate::span::{Span, floor};

/// What is compared of a claim, made once.
pub(super) struct Side<'c> {
    /// The indicator without the word for its number.
    pub(super) bare: &'c str,
    pub(super) action: &'c str,
    /// The verb and the indicator: 收储|土地.
    pub(super) said: Cow<'c, str>,
    pub(super) own: Pairs,
    /// With the verb: 收储|土地 may answer 储备.
    pub(super) acted: Pairs,
    pub(super) members: Vec<Pairs>,
    pub(super) levels: Levels,
    pub(super) works: Works,
    pub(super) kinds: Kinds,
    /// The headline indicator that it is of.
    pub(super) headline: Option<&'static Headline>,
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
        self.any() && other.any() && !shares && !self.above && !other.above
    }
}

pub(super) fn side<'c>(text: &'c str, claim: &'c Claim<'_>, lexicon: &Lexicon) -> Side<'c> {
    let action = claim.action.map_or("", |span| span.of(text));
    let indicator = claim.indicator.as_str();
    // 具有较强创新能力的文化企业: the noun stands behind the last 的.
    let core = indicator.rsplit('的').next().filter(|core| several(core)).unwrap_or(indicator);
    // 年度投资 is 投资.
    let core =
        ["年度", "全年", "当年", "本年"].iter().find_map(|year| core.strip_prefix(year)).filter(|core| several(core)).unwrap_or(core);
    let own = Pairs::of(core, lexicon);
    let said = if action.is_empty() { Cow::Borrowed(indicator) } else { Cow::Owned([action, indicator].concat()) };
    let pairs = |text: &str| if text == core { own.clone() } else { Pairs::of(text, lexicon) };
    Side {
        bare: bare(indicator),
        action,
        acted: pairs(&said),
        works: Works::of(action, indicator, lexicon),
        kinds: Kinds::of(&said, lexicon),
        said,
        members: listed(indicator, lexicon),
        levels: Levels::of(indicator, lexicon),
        headline: Headline::of(indicator),
        own,
    }
}

/// The members of an indicator that is a list.
fn listed(indicator: &str, lexicon: &Lexicon) -> Vec<Pairs> {
    if !joins(indicator) {
        return Vec::new();
    }
    let mut members = members(indicator, lexicon);
    members.retain(|member| several(member));
    if members.len() > 1 { members.iter().map(|member| Pairs::of(member, lexicon)).collect() } else { Vec::new() }
}

/// Whether a text has more than one character.
pub(super) fn several(text: &str) -> bool {
    text.chars().nth(1).is_some()
}

/// How many bytes before a figure may say what it is of.
const BEFORE: usize = 300;

/// All of an indicator, without the word that makes a rate of it: 快递网点|覆盖率.
pub(super) fn name<'c>(claim: &'c Claim<'_>) -> &'c str {
    claim.indicator.strip_suffix("覆盖率").unwrap_or(&claim.indicator)
}

/// The part of the sentence up to the end of the figure's clause.
pub(super) fn context(sides: &Sides<'_, '_>, claim: &Claim<'_>) -> Span {
    // Where plan and result stand together the sentence names the target itself: a figure with a noun of its own is of that.
    if !sides.beside.is_empty() && !claim.inherited {
        return Span::new(0, 0);
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
    Span::new(
        from.max(floor(sides.progress, claim.evidence.from.saturating_sub(BEFORE))),
        claim.behind.to.min(clause.span.to).max(claim.evidence.to),
    )
}

/// An indicator without the word for its number: 有效活动|场次.
fn bare(indicator: &str) -> &str {
    let ends = ["场次", "人次", "数量", "总数", "人数", "数", "面积", "金额"];
    ends.iter().find_map(|end| indicator.strip_suffix(end)).filter(|bare| !bare.is_empty()).unwrap_or(indicator)
}
