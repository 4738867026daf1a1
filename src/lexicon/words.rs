//! A set of words, looked up at the start or the end of a text, longest first.

use std::borrow::Cow;

use super::trie::Trie;
use crate::text::CharSet;

/// A word, and what is known of it.
pub(super) type Entry<T> = (Cow<'static, str>, T);

/// Words with what is known of each. Those of the crate are static data, made while it is built.
#[derive(Debug, Clone)]
pub(crate) struct Words<T: Clone + 'static> {
    entries: Cow<'static, [Entry<T>]>,
    forwards: Trie,
    backwards: Trie,
    firsts: Firsts,
}

/// What the words begin with.
#[derive(Debug, Clone)]
enum Firsts {
    Static(&'static CharSet),
    Made(Box<CharSet>),
}

impl Firsts {
    #[inline]
    fn set(&self) -> &CharSet {
        match self {
            Self::Static(set) => set,
            Self::Made(set) => set,
        }
    }
}

impl<T: Clone + 'static> Words<T> {
    /// Of a word that is given twice the first entry counts.
    pub(super) fn new(entries: impl IntoIterator<Item = Entry<T>>) -> Self {
        let entries: Vec<Entry<T>> = entries.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        let words = || entries.iter().map(|(word, _)| &**word);
        Self {
            forwards: Trie::new(words()),
            backwards: Trie::new(words().map(|word| word.chars().rev().collect::<String>())),
            firsts: Firsts::Made(Box::new(CharSet::with(words().filter_map(|word| word.chars().next())))),
            entries: entries.into(),
        }
    }

    /// What was made of the words while the crate was built.
    pub(super) const fn built_in(entries: &'static [Entry<T>], forwards: Trie, backwards: Trie, firsts: &'static CharSet) -> Self {
        Self { entries: Cow::Borrowed(entries), forwards, backwards, firsts: Firsts::Static(firsts) }
    }

    /// The longest word that `text` starts with.
    #[inline]
    pub(crate) fn prefix(&self, text: &str) -> Option<(&str, &T)> {
        self.forwards.longest(text.chars()).map(|entry| self.entry(entry))
    }

    /// The longest word that `text` ends with.
    #[inline]
    pub(crate) fn suffix(&self, text: &str) -> Option<(&str, &T)> {
        self.backwards.longest(text.chars().rev()).map(|entry| self.entry(entry))
    }

    fn entry(&self, entry: usize) -> (&str, &T) {
        let (word, value) = &self.entries[entry];
        (word, value)
    }

    /// Every word in `text` with its offset, longest at each place, none inside another that began earlier.
    pub(crate) fn find<'s, 't>(&'s self, text: &'t str) -> impl Iterator<Item = (usize, &'s str, &'s T)> + use<'s, 't, T> {
        let firsts = self.firsts.set();
        let mut behind = 0;
        std::iter::from_fn(move || {
            while let Some(at) = firsts.find(text, behind) {
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
        Words::new([("增长", 1), ("增长到", 2), ("率", 3), ("比率", 4)].map(|(w, n)| (w.into(), n)))
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
