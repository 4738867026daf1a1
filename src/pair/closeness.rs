//! How near two indicators are, by the pairs of characters they share; in thousandths.

use super::pairs::{Pairs, counts};
use super::side::{Side, several};
use crate::lexicon::Lexicon;

/// How near a figure is to a target, in thousandths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Likeness {
    /// By their indicators alone.
    pub(super) own: i32,
    /// With what stands around the figure.
    pub(super) closeness: i32,
    /// Whether both indicators are the same to the character.
    pub(super) same: bool,
    /// Whether both end in the same head.
    pub(super) same_head: bool,
    /// The same, of a head that says something.
    pub(super) head: bool,
}

/// Weighs how much of the target's indicator the figure names, how much of the figure's is the target's, and what stands before it.
pub(super) fn likeness(t: &Side<'_>, f: &Side<'_>, around: &Pairs, lexicon: &Lexicon) -> Likeness {
    let cover = t.own.within(&f.acted);
    let precise = f.own.within(&t.own).max(f.own.within(&t.acted));
    let context = t.own.within(around);
    // A word as common as 投资 is within every indicator that has it, so precision counts little where little is covered.
    let spared = if f.own.len() > 1 { precise / 8 } else { 0 };
    let mut own = if cover < 500 { cover + spared } else { (cover * 6 + precise * 4) / 10 };
    // All of a figure's indicator, and not just one common word, is in the target's, or in a member of its list.
    if precise >= 900 && f.own.len() >= 3 {
        own = own.max(450 + cover / 5);
    }
    if f.own.len() > 1 && t.members.iter().any(|member| f.own.within(member) >= 900) {
        own = own.max(450);
    }
    // 规上工业企业利润 and 利润: the whole of the figure's name is the head of the target's.
    if several(f.bare) && t.bare.ends_with(f.bare) && !lexicon.common.any(last_two(f.bare)) {
        own = own.max(450);
    }
    // CPI and 居民消费价格: two names of one indicator.
    if t.headline.is_some() && t.headline == f.headline {
        own = 1000;
    }
    own = t.members.iter().map(|member| member.within(&f.acted) * 6 / 10).fold(own, i32::max);
    let same_head = same_head(t.bare, f.bare);
    let head = same_head && !lexicon.common.any(last_two(t.bare));
    let closeness = own.max((own * 7 + context * 3) / 10).max(context * 55 / 100) + if head { 80 } else { 0 };
    Likeness { own, closeness: closeness.min(1000), same: own == 1000 && f.own.len() == t.own.len(), same_head, head }
}

/// The last two characters, the head of a noun phrase.
pub(super) fn last_two(text: &str) -> &str {
    text.char_indices().rev().nth(1).map_or(text, |(at, _)| &text[at..])
}

/// Whether both texts end in the same two characters: the head of a Chinese noun phrase stands last.
fn same_head(a: &str, b: &str) -> bool {
    let head = |text: &str| {
        let mut last = text.chars().rev().filter(|&c| counts(c));
        (last.next(), last.next())
    };
    let (a, b) = (head(a), head(b));
    a.1.is_some() && a == b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_stands_last() {
        assert!(same_head("产业专项资金", "惠企政策资金"));
        assert!(!same_head("路", "路"));
    }
}
