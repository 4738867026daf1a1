//! How near two indicators are, by the pairs of characters they share; in thousandths.

use super::side::Side;
use crate::lexicon::Lexicon;

/// The pairs of neighbouring characters of a text, marks and white space left out, packed into integers and sorted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pairs(Vec<u64>);

impl Pairs {
    pub(crate) fn of(text: &str, lexicon: &Lexicon) -> Self {
        let unified = lexicon.unified(text);
        let chars: Vec<char> = unified.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut pairs: Vec<u64> = match chars.as_slice() {
            [one] => vec![u64::from(*one as u32)],
            many => many.windows(2).map(|pair| (u64::from(pair[0] as u32) << 32) | u64::from(pair[1] as u32)).collect(),
        };
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many pairs of `self` are in `other`.
    pub(crate) fn shared(&self, other: &Self) -> usize {
        self.0.iter().filter(|pair| other.0.binary_search(pair).is_ok()).count()
    }

    /// The share of `self` that is in `other`, in thousandths.
    pub(super) fn within(&self, other: &Self) -> i32 {
        thousandths(self.shared(other), self.len())
    }
}

fn thousandths(part: usize, whole: usize) -> i32 {
    (part * 1000).checked_div(whole).map_or(0, |share| i32::try_from(share).unwrap_or(1000))
}

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
pub(super) fn likeness(t: &Side, f: &Side, lexicon: &Lexicon) -> Likeness {
    let cover = t.own.within(&f.acted);
    let precise = f.own.within(&t.own).max(f.own.within(&t.acted));
    let context = t.own.within(&f.context);
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
    if f.bare.chars().count() > 1 && t.bare.ends_with(f.bare.as_str()) && !lexicon.common.any(last_two(&f.bare)) {
        own = own.max(450);
    }
    own = t.members.iter().map(|member| member.within(&f.acted) * 6 / 10).fold(own, i32::max);
    let same_head = same_head(&t.bare, &f.bare);
    let head = same_head && !lexicon.common.any(last_two(&t.bare));
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
        let mut last = text.chars().rev().filter(|c| c.is_alphanumeric());
        (last.next(), last.next())
    };
    let (a, b) = (head(a), head(b));
    a.1.is_some() && a == b
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(a: &str, b: &str) -> i32 {
        let lexicon = Lexicon::builtin();
        Pairs::of(a, lexicon).within(&Pairs::of(b, lexicon))
    }

    #[test]
    fn shares_of_pairs() {
        assert_eq!(within("顶尖人才", "新增顶尖人才"), 1000);
        assert_eq!(within("领军人才", "顶尖人才"), 333);
        assert_eq!(within("出让", "经营性用地成交"), 1000);
        assert_eq!(within("", "人才"), 0);
    }

    #[test]
    fn the_head_stands_last() {
        assert!(same_head("产业专项资金", "惠企政策资金"));
        assert!(!same_head("路", "路"));
    }
}
