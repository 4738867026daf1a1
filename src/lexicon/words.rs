//! A set of words, looked up at the start or the end of a text, longest first.

use std::sync::OnceLock;

use super::trie::Trie;
use crate::text::CharSet;

/// Words with what is known of each.
#[derive(Debug)]
pub(crate) struct Words<T> {
    entries: Box<[(Box<str>, T)]>,
    forwards: Trie,
    /// Made once an ending is asked for; of half of the sets none ever is.
    backwards: OnceLock<Trie>,
    /// What the words begin with.
    firsts: Box<CharSet>,
}

impl<T> Words<T> {
    /// Of a word that is given twice the first entry counts.
    pub(super) fn new(entries: impl IntoIterator<Item = (Box<str>, T)>) -> Self {
        let entries: Box<[(Box<str>, T)]> = entries.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        let words = || entries.iter().map(|(word, _)| &**word);
        Self {
            forwards: Trie::new(words()),
            backwards: OnceLock::new(),
            firsts: Box::new(CharSet::with(words().filter_map(|word| word.chars().next()))),
            entries,
        }
    }

    /// The longest word that `text` starts with.
    #[inline]
    pub(crate) fn prefix(&self, text: &str) -> Option<(&str, &T)> {
        self.forwards.longest(text.chars()).map(|entry| self.entry(entry))
    }

    /// The longest word that `text` ends with.
    #[inline]
    pub(crate) fn suffix(&self, text: &str) -> Option<(&str, &T)> {
        let reversed = |word: &str| word.chars().rev().collect::<String>();
        let backwards = self.backwards.get_or_init(|| Trie::new(self.entries.iter().map(|(word, _)| reversed(word))));
        backwards.longest(text.chars().rev()).map(|entry| self.entry(entry))
    }

    fn entry(&self, entry: usize) -> (&str, &T) {
        let (word, value) = &self.entries[entry];
        (word, value)
    }

    /// Every word in `text` with its offset, longest at each place, none inside another that began earlier.
    pub(crate) fn find<'s, 't>(&'s self, text: &'t str) -> impl Iterator<Item = (usize, &'s str, &'s T)> + use<'s, 't, T> {
        let mut behind = 0;
        std::iter::from_fn(move || {
            while let Some(at) = self.firsts.find(text, behind) {
                let mut rest = text[at..].chars();
                if let Some(entry) = self.forwards.longest(rest.clone()) {
                    let (word, value) = self.entry(entry);
                    behind = at + word.len();
                    return Some((at, word, value));
                }
                rest.next();
                behind = text.len() - rest.as_str().len();
            }
            None
        })
    }

    /// What the words begin with that are `wanted`.
    pub(super) fn firsts(&self, wanted: impl Fn(&T) -> bool) -> impl Iterator<Item = char> {
        self.entries.iter().filter(move |(_, value)| wanted(value)).filter_map(|(word, _)| word.chars().next())
    }

    /// Whether any word stands in `text`.
    pub(crate) fn any(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words<u8> {
        Words::new([("增长", 1), ("增长到", 2), ("率", 3), ("比率", 4)].map(|(w, n)| (Box::from(w), n)))
    }

    #[test]
    fn the_longest_word_wins_at_either_end() {
        let words = words();
        assert_eq!(words.prefix("增长到8%"), Some(("增长到", &2)));
        assert_eq!(words.prefix("增长8%"), Some(("增长", &1)));
        assert_eq!(words.prefix("增8%"), None);
        assert_eq!(words.suffix("天数比率"), Some(("比率", &4)));
        assert_eq!(words.suffix(""), None);
    }

    #[test]
    fn finds_words_in_order_without_overlap() {
        let words = words();
        assert_eq!(words.find("比率增长到率").map(|(at, w, _)| (at, w)).collect::<Vec<_>>(), [(0, "比率"), (6, "增长到"), (15, "率")]);
    }
}
