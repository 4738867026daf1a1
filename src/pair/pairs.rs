//! The pairs of neighbouring characters of a text: what two texts are compared by.

use smallvec::SmallVec;

use crate::lexicon::Lexicon;
use crate::span::Span;

/// The pairs of neighbouring characters of a text, marks and white space left out, packed into integers and sorted. An indicator has seven or eight characters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pairs(SmallVec<[u64; 8]>);

impl Pairs {
    pub(crate) fn of(text: &str, lexicon: &Lexicon) -> Self {
        let mut pairs = SmallVec::new();
        let mut before: Option<char> = None;
        lexicon.unified(text, |part| {
            for c in part.said.chars().filter(|&c| counts(c)) {
                if let Some(before) = before {
                    pairs.push(pair(before, c));
                }
                before = Some(c);
            }
        });
        if let (true, Some(one)) = (pairs.is_empty(), before) {
            pairs.push(alone(one));
        }
        Self::sorted(pairs)
    }

    fn sorted(mut pairs: SmallVec<[u64; 8]>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn has(&self, pair: u64) -> bool {
        self.0.binary_search(&pair).is_ok()
    }

    /// How many pairs of `self` are in `other`.
    pub(crate) fn shared(&self, other: &Self) -> usize {
        let mut others = other.0.iter().peekable();
        self.0
            .iter()
            .filter(|&&pair| {
                while others.next_if(|&&other| other < pair).is_some() {}
                others.peek() == Some(&&pair)
            })
            .count()
    }

    /// The share of `self` that is in `other`, in thousandths.
    pub(super) fn within(&self, other: &Self) -> i32 {
        (self.shared(other) * 1000).checked_div(self.len()).map_or(0, |share| i32::try_from(share).unwrap_or(1000))
    }
}

/// The letters of a text whose words that have synonyms are read as one.
pub(super) fn letters(text: &str, lexicon: &Lexicon) -> Vec<char> {
    let mut letters = Vec::with_capacity(text.len() / 3);
    lexicon.unified(text, |part| letters.extend(part.said.chars().filter(|&c| counts(c))));
    letters
}

/// Two neighbours, packed.
pub(super) fn pair(before: char, c: char) -> u64 {
    (u64::from(before) << 32) | u64::from(c)
}

/// A text of one character is that character.
fn alone(c: char) -> u64 {
    u64::from(c)
}

/// Whether a character is part of a word: a letter or a digit.
pub(super) fn counts(c: char) -> bool {
    match c {
        // Almost every character of a report is one of these, and they need no look into the tables of Unicode.
        '\u{4e00}'..='\u{9fff}' => true,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '“' | '”' => false,
        c => c.is_alphanumeric(),
    }
}

/// A long text in which the pairs of some short ones are looked for, stretch by stretch.
///
/// What stands around a figure overlaps with what stands around the next one, and only the pairs that some target has matter. So the text
/// is read once, and each stretch is then a short list: pairs of stretches, made one by one and sorted, were a fifth of all instructions.
pub(super) struct Ground<'s, 'l> {
    text: &'s str,
    lexicon: &'l Lexicon,
    /// The pairs that matter.
    wanted: Pairs,
    /// Where they stand, in order of the text.
    found: Vec<Found>,
    /// Words that have synonyms, in order; a stretch that cuts one is read by itself.
    joined: Vec<Span>,
}

/// A wanted pair, from the first byte of its first character to the last one of its second.
struct Found {
    from: usize,
    to: usize,
    pair: u64,
}

impl<'s, 'l> Ground<'s, 'l> {
    pub(super) fn new<'p>(text: &'s str, wanted: impl Iterator<Item = &'p Pairs>, lexicon: &'l Lexicon) -> Self {
        let wanted = Pairs::sorted(wanted.flat_map(|pairs| pairs.0.iter().copied()).collect());
        let (mut found, mut joined) = (Vec::new(), Vec::new());
        if wanted.len() == 0 {
            return Self { text, lexicon, wanted, found, joined };
        }
        let sieve = Sieve::of(&wanted);
        let mut before: Option<(usize, char)> = None;
        lexicon.unified(text, |part| {
            if part.joins {
                joined.push(part.span);
            }
            for (at, c) in part.said.char_indices().filter(|&(_, c)| counts(c)) {
                let here = part.span.from + at;
                let (from, to) = if part.joins { (part.span.from, part.span.to) } else { (here, here + c.len_utf8()) };
                if let Some((first, before)) = before
                    && sieve.may(pair(before, c))
                    && wanted.0.binary_search(&pair(before, c)).is_ok()
                {
                    found.push(Found { from: first, to, pair: pair(before, c) });
                }
                before = Some((from, c));
            }
        });
        Self { text, lexicon, wanted, found, joined }
    }

    /// The wanted pairs of a stretch of the text.
    pub(super) fn pairs(&self, stretch: Span) -> Pairs {
        // A single character matters by itself only where a text of one character is looked for.
        if self.wanted.0.first().is_some_and(|&pair| pair <= u64::from(u32::MAX)) || self.cuts(stretch.from) || self.cuts(stretch.to) {
            return Pairs::of(stretch.of(self.text), self.lexicon);
        }
        let from = self.found.partition_point(|found| found.from < stretch.from);
        Pairs::sorted(self.found[from..].iter().take_while(|found| found.to <= stretch.to).map(|found| found.pair).collect())
    }

    /// Whether a place lies inside a word that has synonyms.
    fn cuts(&self, at: usize) -> bool {
        let i = self.joined.partition_point(|word| word.to <= at);
        self.joined.get(i).is_some_and(|word| word.from < at)
    }
}

/// Tells most pairs that are not wanted from the others, with one load.
struct Sieve([u64; 16]);

impl Sieve {
    fn of(wanted: &Pairs) -> Self {
        let mut sieve = Self([0; 16]);
        for &pair in &wanted.0 {
            let (word, bit) = Self::place(pair);
            sieve.0[word] |= bit;
        }
        sieve
    }

    fn place(pair: u64) -> (usize, u64) {
        let hash = pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54;
        ((hash >> 6) as usize, 1 << (hash & 63))
    }

    fn may(&self, pair: u64) -> bool {
        let (word, bit) = Self::place(pair);
        self.0[word] & bit != 0
    }
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
    fn the_short_way_to_a_word_is_the_one_of_unicode() {
        for c in '\0'..='\u{2ffff}' {
            assert_eq!(counts(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn a_stretch_shares_what_its_text_shares() {
        let lexicon = Lexicon::builtin();
        let text = "1-5月，出让、储备“公共停车泊位”418亩；社会消费品零售总额增长8%,归零GDP。违建资金亡人";
        for names in [&["停车泊位总额", "成交土地", "清零地区"][..], &["死亡金额"], &["路"], &["路", "拆除违法"], &["亩"]]
        {
            let names: Vec<Pairs> = names.iter().map(|name| Pairs::of(name, lexicon)).collect();
            let ground = Ground::new(text, names.iter(), lexicon);
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for (i, &from) in places.iter().enumerate() {
                for &to in &places[i..] {
                    let (stretch, whole) = (ground.pairs(Span::new(from, to)), Pairs::of(&text[from..to], lexicon));
                    for name in &names {
                        assert_eq!(name.within(&stretch), name.within(&whole), "{}", &text[from..to]);
                    }
                }
            }
        }
    }
}
