//! How near two indicators are, by the pairs of characters they share; in thousandths.

use crate::lexicon::Lexicon;

/// The pairs of neighbouring characters of a text, marks and white space left out, packed into integers and sorted.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairs(Vec<u64>);

impl Pairs {
    pub(super) fn of(text: &str, lexicon: &Lexicon) -> Self {
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

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many pairs of `self` are in `other`.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.0.iter().filter(|pair| other.0.binary_search(pair).is_ok()).count()
    }

    /// The share of `self` that is in `other`, in thousandths.
    pub(super) fn within(&self, other: &Self) -> i32 {
        thousandths(self.shared(other), self.len())
    }
}

fn thousandths(part: usize, whole: usize) -> i32 {
    if whole == 0 { 0 } else { i32::try_from(part * 1000 / whole).unwrap_or(1000) }
}

/// Whether both texts end in the same two characters: the head of a Chinese noun phrase stands last.
pub(super) fn same_head(a: &str, b: &str) -> bool {
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
